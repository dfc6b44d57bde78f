"""The input sheets as plain data, in both languages: for programs, for the terminal and for the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from commatch.texts.ahead import NOT_USED_COLUMNS
from commatch.workbook.examples import example
from commatch.workbook.printing import written
from commatch.workbook.schema import CHOICES, RESOURCE_SHEETS, Column, Lang, Sheet, Type

__all__ = ["described"]

_FIXED: dict[Type, Sequence[object]] = {Type.YES_NO: (True, False), Type.URGENCY: range(1, 6)}


def described(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet and its columns in order as plain data.

    Returns
    -------
    dict of str to object
        Names, aliases and help of the sheet, that it is used, and for every column its headers, type,
        unit, least and greatest number, the values allowed where the list is closed, an example and help.
    """
    return {
        "key": sheet.key,
        "zh": sheet.zh,
        "aliases": list(sheet.aliases),
        "help": {"zh": sheet.help_zh, "en": sheet.help_en},
        "used": True,
        "columns": [_column(sheet, column) for column in sheet.columns],
    }


def _column(sheet: Sheet, column: Column) -> dict[str, Any]:
    return {
        "key": column.key,
        "zh": column.zh,
        "type": column.type.value,
        "required": column.required,
        "personal": column.personal,
        "unit": column.unit,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "values": list(_values(column)),
        "aliases": list(column.aliases),
        "example": {lang.value: example(sheet.key, column.key, lang) for lang in Lang},
        "help": {"zh": column.help_zh, "en": column.help_en},
        "used": sheet.key not in RESOURCE_SHEETS.values() or column.key not in NOT_USED_COLUMNS,
    }


def _values(column: Column) -> Iterator[dict[str, Any]]:
    for choice in CHOICES.get(column.choices, ()):
        yield {"key": choice.key, "zh": choice.zh, "en": choice.en, "aliases": list(choice.aliases)}
    for value in _FIXED.get(column.type, ()):
        names = {lang.value: written(column, value, lang) for lang in Lang}
        yield {"key": value, **names, "aliases": []}
