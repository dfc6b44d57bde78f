"""The drop-downs of standard sheets, from lists on a hidden sheet and from the ids of other sheets.

A closed list takes nothing else; ids take other values after a warning, since the row they name may be typed in later
or stand in another file; groups take anything, since a cell may hold several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from openpyxl.utils import quote_sheetname
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from commatch.groups import GROUP_ENGLISH, GROUP_NAMES
from commatch.texts.template import form_words
from commatch.workbook.look import fitting_width, letter_of, put
from commatch.workbook.printing import written
from commatch.workbook.schema import CHOICES, FORM_SHEETS, INPUT, RESOURCE_SHEETS, Column, Lang, Type

__all__ = ["add_drop_downs"]

_Strictness = Literal["stop", "warning", "none"]
_CLOSED: _Strictness = "stop"
_OTHERS_AFTER_A_WARNING: _Strictness = "warning"
_ANYTHING: _Strictness = "none"
_IDS: Mapping[tuple[str, str], str] = {
    ("needs", "template"): "templates",
    ("requirements", "need_id"): "needs",
    ("steps", "template"): "templates",
    ("opinions", "need_id"): "needs",
    ("opinions", "resource_id"): "resources",
    ("attendance", "helper_id"): "helpers",
    ("redemptions", "helper_id"): "helpers",
}
"""Columns that name rows of another sheet, or of all sheets of resources. Those of 历史 are mostly bygone."""
_LISTS = (
    "need_status",
    "resource_status",
    "kind",
    "opinion",
    "term_kind",
    "yes_no",
    "urgency",
    "groups",
    "hours_basis",
)
_WRITTEN: Mapping[str, tuple[Column, Sequence[object]]] = {
    "yes_no": (INPUT["goods"].column("reusable"), (True, False)),
    "urgency": (INPUT["needs"].column("urgency"), range(1, 6)),
}
"""Lists that are the standard form of values of a column."""
_STRICTNESS: Mapping[str, _Strictness] = {
    **dict.fromkeys(_LISTS, _CLOSED),
    "urgency": _OTHERS_AFTER_A_WARNING,  # 1 to 5 are taken too
    "groups": _ANYTHING,
}


def add_drop_downs(workbook: Workbook, lang: Lang, spare_rows: int) -> None:
    """Add the hidden sheet of lists, and to every standard sheet its drop-downs.

    Parameters
    ----------
    workbook : Workbook
        Standard sheets with their header in row 1 and their columns in the schema's order.
    lang : Lang
        Language of the sheets.
    spare_rows : int
        Rows below the data that have drop-downs too.
    """
    names = set(workbook.sheetnames)
    shown = {sheet.key: workbook[sheet.name(lang)] for sheet in FORM_SHEETS if sheet.name(lang) in names}
    last_rows = {key: sheet.max_row + spare_rows for key, sheet in shown.items()}
    ids = {key: f"{quote_sheetname(shown[key].title)}!$A$2:$A${last}" for key, last in last_rows.items()}
    resources = {key: ids[key] for key in RESOURCE_SHEETS.values() if key in shown}
    offers = _add_lists(workbook, lang)
    offers |= {key: _filled(cells.partition(":")[0], f"COUNTA({cells})") for key, cells in ids.items()}
    if resources:
        offers["resources"] = _join(workbook, resources, sum(last_rows[key] - 1 for key in resources), lang)
    for sheet in FORM_SHEETS:
        for number, column in enumerate(sheet.columns, 1) if sheet.key in shown else ():
            offer = _list_of(column) or _IDS.get((sheet.key, column.key), "")
            if offer in offers:
                cells = f"{letter_of(number)}2:{letter_of(number)}{last_rows[sheet.key]}"
                shown[sheet.key].add_data_validation(_validation(offer, offers[offer], cells, lang))


def _list_of(column: Column) -> str:
    """Return the name of the list that a column offers, ``''`` for none."""
    if column.type is Type.CHOICE:
        return column.choices
    if column.type is Type.LIST and column.key == "groups":
        return "groups"
    return {Type.YES_NO: "yes_no", Type.URGENCY: "urgency"}.get(column.type, "")


def _filled(first: str, count: str) -> str:
    """Return the formula of the filled cells of a column, so that ids typed in later are offered too."""
    return f"OFFSET({first},0,0,MAX(1,{count}),1)"


def _add_lists(workbook: Workbook, lang: Lang) -> dict[str, str]:
    """Add the hidden sheet; return the range of every list on it."""
    lists = workbook.create_sheet(form_words(lang.value, "lists"))
    lists.sheet_state = "hidden"
    ranges = {}
    for number, name in enumerate(_LISTS, 1):
        _head(lists, number, name, lang)
        values = list(_values(name, lang))
        for row, value in enumerate(values, 2):
            put(lists, row, number, value, "cm id")
        letter = letter_of(number)
        ranges[name] = f"{quote_sheetname(lists.title)}!${letter}$2:${letter}${len(values) + 1}"
    return ranges


def _head(lists: Worksheet, column: int, name: str, lang: Lang) -> None:
    shown = form_words(lang.value, "list.title", name=form_words(lang.value, f"list.{name}"))
    put(lists, 1, column, shown, "cm header")
    lists.column_dimensions[letter_of(column)].width = fitting_width(shown, (), 30)


def _values(name: str, lang: Lang) -> Iterator[str]:
    if name == "groups":
        yield from (group if lang is Lang.ZH else GROUP_ENGLISH[group] for group in GROUP_NAMES)
    elif name in CHOICES:
        yield from (choice.name(lang) for choice in CHOICES[name])
    else:
        column, values = _WRITTEN[name]
        yield from (str(written(column, value, lang)) for value in values)


def _join(workbook: Workbook, ranges: Mapping[str, str], rows: int, lang: Lang) -> str:
    """Write the ids of all resources below each other, by formulas, so that those typed in later are there too."""
    lists = workbook[form_words(lang.value, "lists")]
    column, counts = letter_of(len(_LISTS) + 1), letter_of(len(_LISTS) + 2)
    _head(lists, len(_LISTS) + 1, "resources", lang)
    for number, ids in enumerate(ranges.values(), 2):
        lists[f"{counts}{number}"] = f"=COUNTA({ids})"
    for row in range(2, rows + 2):
        formula = '""'
        for number, ids in reversed(list(enumerate(ranges.values(), 2))):
            before = f"SUM(${counts}$1:${counts}${number - 1})"
            formula = f"IF(ROW()-1<={before}+${counts}${number},INDEX({ids},ROW()-1-{before}),{formula})"
        lists[f"{column}{row}"] = f"={formula}"
    title = quote_sheetname(lists.title)
    return _filled(f"{title}!${column}$2", f"SUM({title}!${counts}$2:${counts}${len(ranges) + 1})")


def _validation(offer: str, formula: str, cells: str, lang: Lang) -> DataValidation:
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, sqref=cells)
    strictness = _STRICTNESS.get(offer, _OTHERS_AFTER_A_WARNING)
    validation.showErrorMessage = strictness != _ANYTHING
    if strictness != _ANYTHING:
        said = "list.stop" if strictness == _CLOSED else "list.warn"
        validation.errorStyle = strictness
        validation.errorTitle = form_words(lang.value, f"{said}.title")
        validation.error = form_words(lang.value, said)
    return validation
