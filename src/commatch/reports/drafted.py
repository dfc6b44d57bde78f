"""The workbook of a draft: coloured proposals with notes, marks of needs told twice, and the log of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from commatch import library
from commatch.community import Community
from commatch.drafting.proposal import Mark, Proposal, Unsure
from commatch.groups import GROUP_ENGLISH
from commatch.reports import tidied as tidied_report
from commatch.texts.drafting import DRAFT_TEXTS, PROPOSAL_REASONS
from commatch.texts.text import fill
from commatch.tidying.changes import Tidied, TidySheet, new_cell
from commatch.vocabulary import BUILT_IN, TermKind
from commatch.workbook import cells
from commatch.workbook.grids import Fault
from commatch.workbook.look import letter_of
from commatch.workbook.outputs import DRAFT_LOG, DRAFT_RULES
from commatch.workbook.printing import written
from commatch.workbook.proposed import COLOUR
from commatch.workbook.safe import clean
from commatch.workbook.save import Amended
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS, Lang, choice_name
from commatch.workbook.tables import Tables

__all__ = ["Drafted", "build", "draft_rule", "reads_back"]

_MARK_COLOUR = "FBE9B7"
_NOTE_WIDTH, _NOTE_HEIGHT = 320, 150
_NAMES: Mapping[tuple[str, str], TermKind] = {
    ("needs", "category"): TermKind.CATEGORY,
    ("needs", "facilities"): TermKind.FACILITY,
    ("helpers", "skills"): TermKind.SKILL,
    ("helpers", "checks"): TermKind.CHECK,
    ("units", "services"): TermKind.SERVICE,
    ("venues", "facilities"): TermKind.FACILITY,
}
_TEMPLATE_COLUMNS = ("template", "kind", "what", "quantity", "hours", "level", "checks")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A tidied workbook with proposals.

    Attributes
    ----------
    tidied : Tidied
        The sheets with the proposals in them.
    proposals : tuple of (Proposal, str)
        Every proposal, with the id of its row.
    unsure : tuple of (Unsure, str)
        Cells for which nothing was sure enough, likewise.
    marks : tuple of (Mark, str)
        Needs that seem to be told twice, likewise.
    added : tuple of str
        Built-in templates that were written out.
    least : float
        Confidence below which nothing is proposed.
    """

    tidied: Tidied
    proposals: tuple[tuple[Proposal, str], ...] = ()
    unsure: tuple[tuple[Unsure, str], ...] = ()
    marks: tuple[tuple[Mark, str], ...] = ()
    added: tuple[str, ...] = ()
    least: float = 0.0

    @classmethod
    def of(cls, tidied: Tidied, found: Iterable[Proposal | Unsure | Mark], community: Community) -> Drafted:
        """Return a tidied workbook with what was found for its blank cells written into them."""
        sheets = {sheet.sheet.key: sheet for sheet in tidied.sheets}
        items = list(found)
        ids = {key: _ids(sheet) for key, sheet in sheets.items()}
        proposals = [
            (item, ids[item.sheet][item.row])
            for item in items
            if isinstance(item, Proposal) and _is_blank(sheets[item.sheet], item.row, item.column)
        ]
        for item, _ in proposals:
            sheets[item.sheet] = _with_value(sheets[item.sheet], item.row, item.column, _written(item, tidied.lang))
        marks = [(item, ids["needs"][item.row]) for item in items if isinstance(item, Mark)]
        if marks:
            sheets["needs"] = _with_marks(sheets["needs"], [mark for mark, _ in marks], tidied.lang)
        added, sheets = _with_templates(sheets, [item for item, _ in proposals], community, tidied.lang)
        unsure = [(item, ids[item.sheet][item.row]) for item in items if isinstance(item, Unsure)]
        order = {key: number for number, key in enumerate(INPUT)}
        whole = tuple(sheets[key] for key in sorted(sheets, key=order.__getitem__))
        least = community.settings.draft_confidence
        return cls(replace(tidied, sheets=whole), tuple(proposals), tuple(unsure), tuple(marks), tuple(added), least)


def draft_rule(rule: str, lang: Lang) -> str:
    """Return what drafting does, as it is named in a language."""
    return next(item.name(lang) for item in DRAFT_RULES if item.key == rule)


def build(drafted: Drafted, most_cells: int, date: dt.date) -> tuple[Workbook, dict[str, Amended]]:
    """Return the workbook of a draft, and how the sheets are written that openpyxl would take too long for.

    Parameters
    ----------
    drafted : Drafted
        What is written.
    most_cells : int
        Cells of a file that can be read.
    date : datetime.date
        Goes into the properties of the file.
    """
    lang = drafted.tidied.lang
    rows = list(_log_rows(drafted))
    workbook, amended = tidied_report.build(drafted.tidied, most_cells, date, DRAFT_LOG, rows)
    for proposal, _ in drafted.proposals:
        row, column = _position(drafted.tidied, proposal.sheet, proposal.row, proposal.column)
        cell: Any = workbook[INPUT[proposal.sheet].name(lang)].cell(row, column)
        cell.fill = PatternFill("solid", start_color=COLOUR, end_color=COLOUR)
        cell.comment = _comment("\n".join(_note(proposal, lang)))
    for mark, _ in drafted.marks:
        sheet = _sheet(drafted.tidied, "needs")
        cell = workbook[INPUT["needs"].name(lang)].cell(mark.row + 2, len(sheet.sheet.columns) + len(sheet.extras))
        cell.fill = PatternFill("solid", start_color=_MARK_COLOUR, end_color=_MARK_COLOUR)
        cell.comment = _comment(_twice(mark, lang))
    log = workbook[DRAFT_LOG.name(lang)]
    last = letter_of(len(DRAFT_LOG.columns))
    if rows:
        choice = DataValidation(type="list", formula1=f'"{_say("decisions", lang)}"', allow_blank=True)
        choice.add(f"{last}2:{last}{max(2, log.max_row)}")
        log.add_data_validation(choice)
    return workbook, amended


def reads_back(drafted: Drafted, again: Tables) -> bool:
    """Tell whether a draft's file reads back: every cell that was told as it was told, every proposal as proposed."""
    for sheet in drafted.tidied.sheets:
        if not sheet.rows:
            continue
        tables = again.of(sheet.sheet.key)
        rows = [row for table in tables for row in table.rows]
        told = [row for row in sheet.rows if any(cells.clean(_text(value)) for value in row)]
        if len(rows) > len(told):
            return False
        if len(rows) == len(told):
            keys = [column.key for column in sheet.sheet.columns]
            for row, values in zip(rows, told, strict=True):
                for key, value in zip(keys, values, strict=False):
                    if key in row.cells and cells.clean(row.cells[key].value) != cells.clean(_text(value)):
                        return False
    return all(_proposal_reads(proposal, drafted.tidied.lang) for proposal, _ in drafted.proposals)


def _proposal_reads(proposal: Proposal, lang: Lang) -> bool:
    """Tell whether what is written for a proposal reads as a value of its column."""
    from commatch.workbook.values import read_value

    return read_value(INPUT[proposal.sheet].column(proposal.column), _written(proposal, lang)) is not None


def _text(value: object) -> object:
    return None if isinstance(value, Fault) else value


def _ids(sheet: TidySheet) -> list[str]:
    with_ids = sheet.sheet.key == "needs" or sheet.sheet.key in RESOURCE_SHEETS.values()
    return [cells.clean(row[0]) if with_ids and row else "" for row in sheet.rows]


def _sheet(tidied: Tidied, key: str) -> TidySheet:
    return next(sheet for sheet in tidied.sheets if sheet.sheet.key == key)


def _at(sheet: TidySheet, column: str) -> int | None:
    return next((number for number, item in enumerate(sheet.sheet.columns) if item.key == column), None)


def _is_blank(sheet: TidySheet, row: int, column: str) -> bool:
    """Tell whether a cell is there and holds nothing, not even a fault or a word for nothing."""
    at = _at(sheet, column)
    return at is not None and sheet.rows[row][at] is None


def _with_value(sheet: TidySheet, row: int, column: str, value: object) -> TidySheet:
    at = _at(sheet, column)
    rows = list(sheet.rows)
    rows[row] = tuple(value if number == at else old for number, old in enumerate(rows[row]))
    return replace(sheet, rows=tuple(rows))


def _position(tidied: Tidied, key: str, row: int, column: str) -> tuple[int, int]:
    """Return row and column of a cell of the workbook, from 1."""
    at = _at(_sheet(tidied, key), column)
    assert at is not None, f"no column {column}"
    return row + 2, at + 1


def _written(proposal: Proposal, lang: Lang) -> object:
    """Return a proposal as its cell holds it, names in the language."""
    value = proposal.value
    if lang is Lang.EN:
        kind = _NAMES.get((proposal.sheet, proposal.column))
        if proposal.column in ("template", "bundle"):
            value = _english_template(str(value))
        elif proposal.column == "groups":
            value = tuple(GROUP_ENGLISH.get(name, name) for name in value)
        elif kind is TermKind.SKILL:
            value = tuple((_english(kind, name), level) for name, level in value)
        elif kind is not None:
            value = _english(kind, value) if isinstance(value, str) else tuple(_english(kind, name) for name in value)
    return written(INPUT[proposal.sheet].column(proposal.column), value, lang)


def _english(kind: TermKind, name: str) -> str:
    entry = BUILT_IN.find(kind, name)
    return entry.english if entry and entry.english else name


def _english_template(name: str) -> str:
    stem = name.rstrip("0123456789")
    item = library.find_template(stem)
    return f"{item.english}{name[len(stem) :]}" if item else name


def _with_marks(sheet: TidySheet, marks: Sequence[Mark], lang: Lang) -> TidySheet:
    """Return the needs with one more column that names the earlier telling."""
    others = {mark.row: mark.other for mark in marks}
    rows = tuple((*row, others.get(number)) for number, row in enumerate(sheet.rows))
    return replace(sheet, extras=(*sheet.extras, _say("twice.header", lang)), rows=rows)


def _with_templates(
    sheets: dict[str, TidySheet], proposals: Sequence[Proposal], community: Community, lang: Lang
) -> tuple[list[str], dict[str, TidySheet]]:
    """Return which built-in templates are proposed and not written by the community, and the sheets with their rows."""
    wanted = dict.fromkeys(str(item.value) for item in proposals if item.column == "template")
    own = {cells.folded(name) for name in community.templates}
    found = [
        item
        for item in library.templates()
        if item.name in wanted and not {cells.folded(item.name), cells.folded(item.english)} & own
    ]
    rows = [row for item in found for row in _template_rows(item, lang)]
    steps = [row for item in found for row in _step_rows(item, lang)]
    grown = dict(sheets)
    for key, more in (("templates", rows), ("steps", steps)):
        if more:
            before = grown.get(key) or TidySheet(INPUT[key], (), ())
            padded = tuple((*row, *(None,) * len(before.extras)) for row in more)
            grown[key] = replace(before, rows=(*before.rows, *padded))
    return [item.name for item in found], grown


def _template_rows(item: library.Template, lang: Lang) -> Iterator[tuple[object, ...]]:
    kinds = {"能人": TermKind.SKILL, "单位": TermKind.SERVICE, "场地": TermKind.FACILITY, "物资": TermKind.GOODS}
    english = lang is Lang.EN
    for asked in item.asked:
        kind = kinds.get(asked.kind)
        names = library.split(asked.what)
        what = [_english(kind, name) for name in names] if english and kind else names
        money = "budget" if english and asked.kind == "资金" else ""
        values = {
            "template": item.english if english else item.name,
            "kind": choice_name("kind", _kind_key(asked.kind), lang),
            "what": money or ("、" if not english else ", ").join(what) or None,
            "quantity": int(asked.quantity),
            "hours": asked.hours,
            "level": asked.level,
            "checks": "、".join(_english(TermKind.CHECK, name) if english else name for name in asked.checks) or None,
        }
        yield tuple(values[column.key] for column in INPUT["templates"].columns)


def _kind_key(zh: str) -> str:
    from commatch.workbook.values import choice

    return choice("kind", zh) or ""


def _step_rows(item: library.Template, lang: Lang) -> Iterator[tuple[object, ...]]:
    english = lang is Lang.EN
    for step in item.steps:
        yield (
            item.english if english else item.name,
            step.order,
            step.step_en if english else step.step,
            step.days_before,
            step.who_en if english else step.who,
        )


def _say(key: str, lang: Lang, **values: object) -> str:
    return fill(DRAFT_TEXTS[key][0 if lang is Lang.ZH else 1], values)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _reason(item: Proposal | Mark, lang: Lang) -> str:
    values: dict[str, object] = dict(item.figures)
    return fill(PROPOSAL_REASONS[item.reason][0 if lang is Lang.ZH else 1], values)


def _note(proposal: Proposal, lang: Lang) -> Iterator[str]:
    yield _say("note", lang, confidence=_percent(proposal.confidence), reason=_reason(proposal, lang))
    if proposal.examples:
        key = "note.with" if proposal.column == "bundle" else "note.examples"
        yield _say(key, lang, examples="；".join(proposal.examples))
    yield _say("note.do", lang)


def _twice(mark: Mark, lang: Lang) -> str:
    return _say("twice.note", lang, confidence=_percent(mark.confidence), reason=_reason(mark, lang))


def _comment(text: str) -> Comment:
    return Comment(clean(text), "commatch", width=_NOTE_WIDTH, height=_NOTE_HEIGHT)


def _log_rows(drafted: Drafted) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the log that tell the proposals, the marks, what was not sure enough, and added templates."""
    tidied, lang = drafted.tidied, drafted.tidied.lang
    blank = ("", "", "", "")

    def place(key: str, row: int, at: int) -> tuple[str, str]:
        return INPUT[key].name(lang), new_cell(row, at)

    for item, row_id in drafted.proposals:
        at = _at(_sheet(tidied, item.sheet), item.column)
        assert at is not None, f"no column {item.column}"
        after = cells.clean(_written(item, lang))
        header = INPUT[item.sheet].column(item.column).header(lang)
        told = (draft_rule("proposed", lang), _reason(item, lang))
        extra = (row_id, header, _percent(item.confidence), "；".join(item.examples), "")
        yield (*blank, *place(item.sheet, item.row, at), after, *told, *extra)
    for mark, row_id in drafted.marks:
        sheet = _sheet(tidied, "needs")
        at = len(sheet.sheet.columns) + len(sheet.extras) - 1
        told = (draft_rule("told_twice", lang), _twice(mark, lang))
        extra = (row_id, _say("twice.header", lang), _percent(mark.confidence), mark.other, "")
        yield (*blank, *place("needs", mark.row, at), mark.other, *told, *extra)
    for left, row_id in drafted.unsure:
        at = _at(_sheet(tidied, left.sheet), left.column)
        if at is None or _sheet(tidied, left.sheet).rows[left.row][at] is not None:
            continue
        nearest, sure = left.nearest, _percent(left.confidence)
        words = (
            _say("not_proposed", lang, least=_percent(drafted.least), nearest=nearest, confidence=sure)
            if nearest
            else _say("not_proposed.none", lang)
        )
        extra = (row_id, INPUT[left.sheet].column(left.column).header(lang), sure, "", "")
        yield (*blank, *place(left.sheet, left.row, at), "", draft_rule("not_proposed", lang), words, *extra)
    for name in drafted.added:
        shown = _english_template(name) if lang is Lang.EN else name
        told = (draft_rule("template_added", lang), _say("template_added", lang))
        yield (*blank, INPUT["templates"].name(lang), "", shown, *told, "", "", "", "", "")
