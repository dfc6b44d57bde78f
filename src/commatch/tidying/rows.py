"""Rows to their final values: every cell in its standard form, with the rule that changed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commatch.groups import GROUP_ENGLISH
from commatch.problems import Place, Problem, error
from commatch.settings import Settings
from commatch.tidying.changes import NO_VALUE, Change, new_cell, without_value
from commatch.tidying.columns import Layout
from commatch.tidying.setting_rows import setting_cell
from commatch.tidying.sources import Grids
from commatch.vocabulary import BUILT_IN, TermKind, Vocabulary
from commatch.workbook import cells
from commatch.workbook.grids import Fault
from commatch.workbook.printing import written
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS, Column, Lang, Type
from commatch.workbook.times_clock import tells_clock
from commatch.workbook.times_words import canonical
from commatch.workbook.values import Record

__all__ = ["Known", "same", "text_of", "tidy_rows"]

_WITH_IDS = frozenset({"needs", *RESOURCE_SHEETS.values()})
_RULES: Mapping[Type, str] = {
    Type.NUMBER: "number_from_text",
    Type.WHOLE: "number_from_text",
    Type.DATE: "date_made_real",
    Type.MONTH: "month_form",
    Type.TIMES: "times_form",
    Type.LIST: "list_form",
    Type.COUNTED: "list_form",
    Type.LEVELS: "list_form",
    Type.YES_NO: "choice_form",
    Type.URGENCY: "choice_form",
    Type.CHOICE: "choice_form",
}
"""What a change is called, by the type of the column; names, ids and numbers of telephones have several."""
_TEXTS = frozenset({Type.ID, Type.TEXT, Type.PHONE})


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of every sheet need to know.

    Attributes
    ----------
    lang : Lang
        Language that is written.
    settings : Settings
        The settings in force.
    ids : mapping of Place to str
        Identifiers by the place of their row, derived ones among them.
    assumed : frozenset of Place
        Dates whose year was assumed.
    faults : mapping of Place to Problem
        What is wrong with cells that can't be read.
    grids : Grids
        The sheets as they stand in the files.
    vocabulary : Vocabulary
        The community's words: its own names of groups stay.
    as_told : bool
        Leave every filled cell as it is; only digits that are no number, as of a telephone, become text.
    """

    lang: Lang
    settings: Settings
    ids: Mapping[Place, str]
    assumed: frozenset[Place]
    faults: Mapping[Place, Problem]
    grids: Grids
    vocabulary: Vocabulary = BUILT_IN
    as_told: bool = False


def tidy_rows(
    records: Sequence[Record], layout: Layout, known: Known
) -> tuple[tuple[tuple[object, ...], ...], list[Change]]:
    """Return the rows of one sheet with their final values, and what changed.

    Parameters
    ----------
    records : sequence of Record
        The rows, names that many share spelled alike.
    layout : Layout
        The columns to write.
    known : Known
        What is known of all rows.
    """
    columns = INPUT[layout.sheet.key].columns if records else ()
    name = layout.sheet.name(known.lang)
    rows: list[tuple[object, ...]] = []
    changes: list[Change] = []
    for record in records:
        row: list[object] = []
        found: list[tuple[Place, object, object, str]] = []
        for column in columns:
            if column.key in layout.doubts:
                place, raw, value, rule = _extra(record, layout.doubts[column.key], known)
            else:
                place, raw, value, rule = _cell(record, column, known)
            row.append(value)
            found.append((place, raw, value, rule))
        for extra in layout.extras:
            found.append(_extra(record, extra, known))
            row.append(found[-1][2])
        for number, (place, raw, value, rule) in enumerate(found):
            if rule:
                cell = new_cell(len(rows), number)
                after = NO_VALUE if without_value(value) else text_of(value)
                problem = None
                if rule == "not_tidied":
                    problem = known.faults.get(place) or _no_value(place, raw, layout, number)
                changes.append(Change(rule, place, text_of(raw), name, cell, after, problem))
        rows.append(tuple(row))
    return tuple(rows), changes


def _cell(record: Record, column: Column, known: Known) -> tuple[Place, object, object, str]:
    """Return where a cell stands, what it says, its final value and the rule that changed it, '' for none."""
    key, place, cell = column.key, record.place(column.key), record.row.cells.get(column.key)
    raw = None if cell is None else cell.value
    if raw is None and cell is not None:
        fault = known.grids.at(place)
        raw = fault if isinstance(fault, Fault) or place in known.faults else None
    if place in known.faults and raw is not None:
        return place, raw, raw, "not_tidied"
    if isinstance(raw, Fault) or key in record.faulty:
        return place, raw, raw, ""
    if record.sheet.key == "settings":
        value, rule = setting_cell(record, key, known.lang, known.settings)
    elif record.sheet.key in _WITH_IDS and key == record.sheet.columns[0].key and not record.has(key):
        return place, raw, known.ids[record.row.place], "id_derived"
    else:
        said = _named(record, key, known)
        words_for_none = said is None and bool(cells.clean(raw))  # 无, or a stroke: read as blank, and kept
        kept = words_for_none or _tells_clock(column, raw, said)
        value = raw if kept else written(column, said, known.lang)
        rule = _rule(column, raw, value, known.assumed, place, record)
    if known.as_told and raw is not None and (isinstance(raw, str) or column.type not in _TEXTS):
        value, rule = raw, ""
    if same(raw, value):
        rule = ""
    if raw is not None and known.grids.at(place) is None:
        rule = "merged_filled"
    return place, raw, value, rule


def _tells_clock(column: Column, raw: object, said: Any) -> bool:
    """Tell whether a cell names clock times, which half-days would lose, and is read alike in either language."""
    if column.type is not Type.TIMES or not isinstance(raw, str) or not tells_clock(canonical(cells.clean(raw))):
        return False
    return all(cells.times(raw, english=english) == cells.Parsed(said) for english in (False, True))


def _extra(record: Record, name: str, known: Known) -> tuple[Place, object, object, str]:
    """Return the same of a cell that nobody reads: it stays as it is, a formula without a value as its text."""
    cell = record.row.extras.get(name)
    if cell is None:
        return record.row.place, None, None, ""
    here = known.grids.at(cell.place)
    if isinstance(here, Fault) and without_value(here):
        return cell.place, here, here.text or here, "not_tidied"
    if cell.value is None:
        return cell.place, here, here if isinstance(here, Fault) else None, ""
    return cell.place, cell.value, cell.value, "" if here is not None else "merged_filled"


def _no_value(place: Place, raw: object, layout: Layout, number: int) -> Problem:
    """Return what is wrong with a formula in a column that nobody reads."""
    names = [*(column.key for column in layout.sheet.columns), *layout.extras]
    return error("formula_without_value", place, text_of(raw), sheet=layout.sheet.key, column=names[number])


def _named(record: Record, key: str, known: Known) -> Any:
    """Return a value; resident groups by their standard names in the language, where those are read as the same."""
    value = record[key]
    if key != "groups" or not value:
        return value
    found = []
    for name in record.items(key):
        if known.vocabulary.find(TermKind.GROUP, name, built_in=False):  # its own name for a group stays
            found.append(name)
            continue
        standard = known.settings.canonical_group(name)
        shown = GROUP_ENGLISH.get(standard or "", standard) if known.lang is Lang.EN else standard
        found.append(shown if shown and known.settings.canonical_group(shown) == standard else name)
    return tuple(dict.fromkeys(found))


def _rule(column: Column, raw: object, value: object, assumed: frozenset[Place], place: Place, record: Record) -> str:
    """Return the rule that a change falls under."""
    if column.type is Type.DATE and place in assumed:
        return "year_assumed"
    if column.type is Type.LIST and column.key == "groups" and isinstance(value, str):
        return "list_form" if set(cells.items(raw)) == set(cells.items(value)) else "group_name"
    if column.type in _RULES:
        return _RULES[column.type]
    if not isinstance(raw, str):
        return "phone_as_text" if column.type is Type.PHONE else "stored_as_text"
    if column.type is Type.ID and " ".join(cells.clean(raw).split()) != value:
        return "spelling"
    return "plain_form"


def same(before: object, after: object) -> bool:
    """Tell whether a cell says the same in the same way: a whole number is one with and without its fraction."""
    if isinstance(before, str) or isinstance(after, str) or before is None or after is None:
        return before == after or (after is None and not cells.clean(before))
    if isinstance(before, dt.datetime) and before.time() == dt.time():
        before = before.date()
    return isinstance(before, bool) == isinstance(after, bool) and before == after


def text_of(value: object) -> str:
    """Return a value as the log shows it: a text as it is, anything else in plain form."""
    if isinstance(value, Fault):
        return value.text
    return value if isinstance(value, str) else cells.clean(value)
