"""The rows of an output sheet as plain values, before any spreadsheet or data frame is made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang, Sheet

__all__ = ["Share", "SheetRows", "Value", "number", "rows_of"]


class Share(float):
    """A share from 0 to 1, shown in per cent."""

    __slots__ = ()


Value = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class SheetRows:
    """An output sheet: its declaration, and its rows with a value for each column.

    Attributes
    ----------
    sheet : Sheet
        Which sheet.
    rows : tuple of tuple of Value
        The rows; a blank cell is ``None``.
    title : str
        A line above the header; none where ''.
    printed : int, optional
        How many rows are for paper, from the first one on; all of them where it is not given.
    """

    sheet: Sheet
    rows: tuple[tuple[Value, ...], ...]
    title: str = ""
    printed: int | None = None

    def headers(self, lang: Lang) -> tuple[str, ...]:
        """Return the headers in a language."""
        return tuple(column.header(lang) for column in self.sheet.columns)


def rows_of(key: str, records: Iterable[Mapping[str, Value]], title: str = "") -> SheetRows:
    """Return the rows of a sheet from records by column key; a column left out is blank.

    Raises
    ------
    KeyError
        A record has a column that the sheet has not.
    """
    sheet = OUTPUT[key]
    keys = [column.key for column in sheet.columns]
    rows = []
    for record in records:
        unknown = record.keys() - set(keys)
        if unknown:
            raise KeyError(f"{key}: {sorted(unknown)}")
        rows.append(tuple(_blank(record.get(name)) for name in keys))
    return SheetRows(sheet, tuple(rows), title)


def number(value: float) -> int | float:
    """Return a number without the noise of sums, whole where it is whole."""
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded


def _blank(value: Value) -> Value:
    return None if value == "" else value
