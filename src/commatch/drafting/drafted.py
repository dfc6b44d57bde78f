"""A draft as sheets: proposals written into blank cells, marks beside the needs, templates written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from commatch import library
from commatch.community import Community
from commatch.drafting.learned import Carried
from commatch.drafting.proposal import Mark, Proposal, Unsure
from commatch.groups import GROUP_ENGLISH
from commatch.texts.drafting import DRAFT_TEXTS
from commatch.tidying.changes import Tidied, TidySheet
from commatch.vocabulary import BUILT_IN, TermKind
from commatch.workbook import cells
from commatch.workbook.printing import written
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS, Lang, choice_name
from commatch.workbook.values import choice

__all__ = ["Drafted", "column_at", "english_template", "marks_at", "written_value"]

_NAMES: Mapping[tuple[str, str], TermKind] = {
    ("needs", "category"): TermKind.CATEGORY,
    ("needs", "facilities"): TermKind.FACILITY,
    ("helpers", "skills"): TermKind.SKILL,
    ("helpers", "checks"): TermKind.CHECK,
    ("units", "services"): TermKind.SERVICE,
    ("venues", "facilities"): TermKind.FACILITY,
}


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
    added : tuple of (str, str)
        Templates that were written out, with the file of a confirmed month that they come from, ``''`` for built-in.
    least : float
        Confidence below which nothing is proposed.
    """

    tidied: Tidied
    proposals: tuple[tuple[Proposal, str], ...] = ()
    unsure: tuple[tuple[Unsure, str], ...] = ()
    marks: tuple[tuple[Mark, str], ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    least: float = 0.0

    @classmethod
    def of(
        cls,
        tidied: Tidied,
        found: Iterable[Proposal | Unsure | Mark],
        community: Community,
        carried: Mapping[str, Carried] = MappingProxyType({}),
    ) -> Drafted:
        """Return a tidied workbook with what was found for its blank cells written into them."""
        sheets = {sheet.sheet.key: sheet for sheet in tidied.sheets}
        items = list(found)
        ids = {key: _ids(sheet) for key, sheet in sheets.items()}
        proposals = [
            (item, ids[item.sheet][item.row])
            for item in items
            if isinstance(item, Proposal) and _is_blank(sheets[item.sheet], item.row, item.column)
        ]
        sheets = {key: _with_values(sheet, proposals, tidied.lang) for key, sheet in sheets.items()}
        marks = [
            (item, ids["needs"][item.row])
            for item in items
            if isinstance(item, Mark) and _may_mark(sheets["needs"], item)
        ]
        if marks:
            sheets["needs"] = _with_marks(sheets["needs"], [mark for mark, _ in marks], tidied.lang)
        added, sheets = _with_templates(sheets, [item for item, _ in proposals], community, carried, tidied.lang)
        unsure = [(item, ids[item.sheet][item.row]) for item in items if isinstance(item, Unsure)]
        order = {key: number for number, key in enumerate(INPUT)}
        whole = tuple(sheets[key] for key in sorted(sheets, key=order.__getitem__))
        least = community.settings.draft_confidence
        return cls(replace(tidied, sheets=whole), tuple(proposals), tuple(unsure), tuple(marks), tuple(added), least)


def _ids(sheet: TidySheet) -> list[str]:
    with_ids = sheet.sheet.key == "needs" or sheet.sheet.key in RESOURCE_SHEETS.values()
    return [cells.clean(row[0]) if with_ids and row else "" for row in sheet.rows]


def column_at(sheet: TidySheet, column: str) -> int | None:
    """Return which of a sheet's columns has a key, from 0; ``None`` where an unknown heading stands in its place."""
    return next((number for number, item in enumerate(sheet.sheet.columns) if item.key == column), None)


def marks_at(sheet: TidySheet) -> int | None:
    """Return which column, from 0, marks the needs that seem to be told twice; ``None`` where there is none."""
    found = [number for number, name in enumerate(sheet.extras) if name in DRAFT_TEXTS["twice.header"]]
    return len(sheet.sheet.columns) + found[0] if found else None


def _may_mark(needs: TidySheet, mark: Mark) -> bool:
    """Tell whether a need's cell for marks is free, or says the same already: what somebody wrote there stays."""
    at = marks_at(needs)
    return at is None or cells.clean(needs.rows[mark.row][at]) in ("", mark.other)


def _is_blank(sheet: TidySheet, row: int, column: str) -> bool:
    """Tell whether a cell is there and holds nothing, not even a fault or a word for nothing."""
    at = column_at(sheet, column)
    return at is not None and sheet.rows[row][at] is None


def _with_values(sheet: TidySheet, proposals: Iterable[tuple[Proposal, str]], lang: Lang) -> TidySheet:
    """Return a sheet with the proposals for it in their cells."""
    here = [item for item, _ in proposals if item.sheet == sheet.sheet.key]
    if not here:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for item in here:
        at = column_at(sheet, item.column)
        if at is not None:
            rows[item.row][at] = written_value(item, lang)
    return replace(sheet, rows=tuple(map(tuple, rows)))


def written_value(proposal: Proposal, lang: Lang) -> object:
    """Return a proposal as its cell holds it, names in the language."""
    value = proposal.value
    if lang is Lang.EN:
        kind = _NAMES.get((proposal.sheet, proposal.column))
        if proposal.column in ("template", "bundle"):
            value = english_template(str(value))
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


def english_template(name: str) -> str:
    """Return a built-in template's name, or a bundle's that is called after one, in English; any other as it is."""
    stem = name.rstrip("0123456789")
    item = library.find_template(stem)
    return f"{item.english}{name[len(stem) :]}" if item else name


def _with_marks(sheet: TidySheet, marks: Sequence[Mark], lang: Lang) -> TidySheet:
    """Return the needs with a column that names the earlier telling: one of an earlier draft, or one more."""
    others = {mark.row: mark.other for mark in marks}
    at = marks_at(sheet)
    if at is None:
        header = DRAFT_TEXTS["twice.header"][0 if lang is Lang.ZH else 1]
        sheet = replace(sheet, extras=(*sheet.extras, header), rows=tuple((*row, None) for row in sheet.rows))
        at = len(sheet.sheet.columns) + len(sheet.extras) - 1
    rows = [list(row) for row in sheet.rows]
    for number, other in others.items():
        rows[number][at] = other
    return replace(sheet, rows=tuple(map(tuple, rows)))


def _with_templates(
    sheets: dict[str, TidySheet],
    proposals: Sequence[Proposal],
    community: Community,
    carried: Mapping[str, Carried],
    lang: Lang,
) -> tuple[list[tuple[str, str]], dict[str, TidySheet]]:
    """Return which templates are proposed and not written by the community, and the sheets with their rows."""
    own = {cells.folded(name) for name in community.templates}
    order = {item.name: number for number, item in enumerate(library.templates())}
    names = {str(item.value) for item in proposals if item.column == "template"}
    wanted = sorted(names, key=lambda name: (order.get(name, len(order)), name))
    added: list[tuple[str, str]] = []
    grown = dict(sheets)
    for name in wanted:
        item, theirs = library.find_template(name), carried.get(cells.folded(name))
        if own & {cells.folded(name), *({cells.folded(item.name), cells.folded(item.english)} if item else ())}:
            continue
        if theirs:
            added.append((name, theirs.file))
            rows = theirs.rows
        elif item:
            added.append((name, ""))
            rows = {"templates": list(_template_rows(item, lang)), "steps": list(_step_rows(item, lang))}
        else:
            continue
        for key, more in rows.items():
            before = grown.get(key) or TidySheet(INPUT[key], (), ())
            padded = tuple((*row, *(None,) * len(before.extras)) for row in more)
            grown[key] = replace(before, rows=(*before.rows, *padded))
    return added, grown


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
            "kind": choice_name("kind", choice("kind", asked.kind) or "", lang),
            "what": money or ("、" if not english else ", ").join(what) or None,
            "quantity": int(asked.quantity),
            "hours": asked.hours,
            "level": asked.level,
            "checks": "、".join(_english(TermKind.CHECK, name) if english else name for name in asked.checks) or None,
        }
        yield tuple(values[column.key] for column in INPUT["templates"].columns)


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
