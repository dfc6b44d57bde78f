"""The rows of an output sheet as plain values, before any spreadsheet or data frame is made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang, Sheet

__all__ = ["Share", "SheetRows", "Value", "number", "rows_in", "rows_of"]


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
    said : str
        What else is to be said there, in small letters.
    printed : int, optional
        How many rows are for paper, from the first one on; all of them where it is not given.
    pressing : tuple of str
        Ids of rows that must not be left as they are.
    blocks : mapping of str to range
        Rows that belong together, to be drawn as a chart.
    """

    sheet: Sheet
    rows: tuple[tuple[Value, ...], ...]
    title: str = ""
    said: str = ""
    printed: int | None = None
    pressing: tuple[str, ...] = ()
    blocks: Mapping[str, range] = field(default_factory=dict)

    @property
    def header_row(self) -> int:
        """Number of the header's row in the workbook."""
        return 2 if self.title else 1

    def row(self, index: int) -> int:
        """Return the number in the workbook of a row counted from 0."""
        return self.header_row + 1 + index

    def at(self, key: str) -> int:
        """Return which of the values of a row is that of a column, from 0."""
        return [column.key for column in self.sheet.columns].index(key)

    def headers(self, lang: Lang) -> tuple[str, ...]:
        """Return the headers in a language."""
        return tuple(column.header(lang) for column in self.sheet.columns)


def rows_of(key: str, records: Iterable[Mapping[str, Value]]) -> SheetRows:
    """Return the rows of a sheet from records by column key; a column left out is blank.

    Raises
    ------
    KeyError
        A record has a column that the sheet has not.
    """
    return rows_in(OUTPUT[key], records)


def rows_in(sheet: Sheet, records: Iterable[Mapping[str, Value]]) -> SheetRows:
    """Return the rows of a sheet of any workbook, as :func:`rows_of` does."""
    keys = [column.key for column in sheet.columns]
    rows = []
    for record in records:
        unknown = record.keys() - set(keys)
        if unknown:
            raise KeyError(f"{sheet.key}: {sorted(unknown)}")
        rows.append(tuple(_blank(record.get(name)) for name in keys))
    return SheetRows(sheet, tuple(rows))


def number(value: float) -> int | float:
    """Return a number without the noise of sums, whole where it is whole."""
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded


def _blank(value: Value) -> Value:
    return None if value == "" else value
