"""The workbook of a draft: coloured proposals with notes, marks of needs told twice, and the log of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from commatch.drafting.drafted import Drafted, column_at, english_template, marks_at, written_value
from commatch.drafting.proposal import Mark, Proposal, Unsure
from commatch.reports import tidied as tidied_report
from commatch.texts.drafting import DRAFT_TEXTS, PROPOSAL_REASONS
from commatch.texts.text import fill
from commatch.tidying.changes import Tidied, TidySheet, new_cell
from commatch.vocabulary import BUILT_IN, TermKind
from commatch.workbook import cells
from commatch.workbook.grids import Fault
from commatch.workbook.look import letter_of
from commatch.workbook.outputs import DRAFT_LOG, DRAFT_RULES
from commatch.workbook.proposed import COLOUR
from commatch.workbook.safe import clean
from commatch.workbook.save import Amended
from commatch.workbook.schema import INPUT, Lang
from commatch.workbook.tables import Tables
from commatch.workbook.values import read_value

__all__ = ["build", "draft_rule", "reads_back"]

_MARK_COLOUR = "FBE9B7"
_NOTE_WIDTH, _NOTE_HEIGHT = 320, 150


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
        cell = workbook[INPUT["needs"].name(lang)].cell(mark.row + 2, _marks_at(sheet) + 1)
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
        if len(rows) != len(told):
            return False
        keys = [column.key for column in sheet.sheet.columns]
        for row, values in zip(rows, told, strict=True):
            for key, value in zip(keys, values, strict=False):
                if key in row.cells and cells.clean(row.cells[key].value) != cells.clean(_text(value)):
                    return False
    return all(_proposal_reads(proposal, drafted.tidied.lang) for proposal, _ in drafted.proposals)


def _proposal_reads(proposal: Proposal, lang: Lang) -> bool:
    """Tell whether what is written for a proposal reads as a value of its column."""
    return read_value(INPUT[proposal.sheet].column(proposal.column), written_value(proposal, lang)) is not None


def _text(value: object) -> object:
    return None if isinstance(value, Fault) else value


def _sheet(tidied: Tidied, key: str) -> TidySheet:
    return next(sheet for sheet in tidied.sheets if sheet.sheet.key == key)


def _marks_at(sheet: TidySheet) -> int:
    at = marks_at(sheet)
    assert at is not None, "marks are written into a column"
    return at


def _position(tidied: Tidied, key: str, row: int, column: str) -> tuple[int, int]:
    """Return row and column of a cell of the workbook, from 1."""
    at = column_at(_sheet(tidied, key), column)
    assert at is not None, f"no column {column}"
    return row + 2, at + 1


def _say(key: str, lang: Lang, **values: object) -> str:
    return fill(DRAFT_TEXTS[key][0 if lang is Lang.ZH else 1], values)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _reason(item: Proposal | Mark, lang: Lang) -> str:
    values: dict[str, object] = dict(item.figures)
    if lang is Lang.EN and "template" in values:
        values["template"] = english_template(str(values["template"]))
    return fill(PROPOSAL_REASONS[item.reason][0 if lang is Lang.ZH else 1], values)


def _nearest(left: Unsure, lang: Lang) -> str:
    """Return what came nearest, as it is named in a language."""
    if lang is Lang.ZH or not left.nearest:
        return left.nearest
    if left.column == "template":
        return english_template(left.nearest)
    entry = BUILT_IN.find(TermKind.CATEGORY, left.nearest) if left.column == "category" else None
    return entry.english if entry and entry.english else left.nearest


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
        at = column_at(_sheet(tidied, item.sheet), item.column)
        assert at is not None, f"no column {item.column}"
        after = cells.clean(written_value(item, lang))
        header = INPUT[item.sheet].column(item.column).header(lang)
        told = (draft_rule("proposed", lang), _reason(item, lang))
        extra = (row_id, header, _percent(item.confidence), "；".join(item.examples), "")
        yield (*blank, *place(item.sheet, item.row, at), after, *told, *extra)
    for mark, row_id in drafted.marks:
        sheet = _sheet(tidied, "needs")
        at = _marks_at(sheet)
        told = (draft_rule("told_twice", lang), _twice(mark, lang))
        extra = (row_id, _say("twice.header", lang), _percent(mark.confidence), mark.other, "")
        yield (*blank, *place("needs", mark.row, at), mark.other, *told, *extra)
    for left, row_id in drafted.unsure:
        at = column_at(_sheet(tidied, left.sheet), left.column)
        if at is None or _sheet(tidied, left.sheet).rows[left.row][at] is not None:
            continue
        nearest, sure = _nearest(left, lang), _percent(left.confidence) if left.nearest else ""
        key = left.reason if nearest or left.reason != "not_proposed" else "not_proposed.none"
        words = _say(key, lang, least=_percent(drafted.least), nearest=nearest, confidence=sure)
        extra = (row_id, INPUT[left.sheet].column(left.column).header(lang), sure, "", "")
        yield (*blank, *place(left.sheet, left.row, at), "", draft_rule("not_proposed", lang), words, *extra)
    for name, file in drafted.added:
        shown = english_template(name) if lang is Lang.EN else name
        words = _say("template_learned" if file else "template_added", lang, file=file)
        told = (draft_rule("template_added", lang), words)
        yield (*blank, INPUT["templates"].name(lang), "", shown, *told, "", "", "", "", "")
