"""Rows of sheets into a workbook with the shared look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import islice

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports import look
from commatch.reports.charts import add_charts
from commatch.reports.links import links
from commatch.reports.marks import add_marks, legend
from commatch.reports.rows import Share, SheetRows, Value
from commatch.reports.words import Words
from commatch.workbook.look import (
    MOST_LINKS,
    add_styles,
    letter_of,
    link,
    new_workbook,
    page,
    put,
    put_title,
    row_height,
)
from commatch.workbook.safe import clean, shortened
from commatch.workbook.schema import Lang

__all__ = ["add_sheet", "build", "fitted"]

_WHOLE = frozenset({"overview", "trends", "funders"})
"""Sheets that are read from top to bottom, without a filter."""
_LONGEST_SAID = 300
"""Characters beside a title."""


def fitted(sheets: Sequence[SheetRows], words: Words) -> tuple[tuple[SheetRows, ...], tuple[str, ...]]:
    """Return the sheets with every text safe to write, and a note for every text that had to be cut."""
    notes: list[str] = []
    result = []
    for rows in sheets:
        kept = []
        for number, row in enumerate(rows.rows, rows.row(0)):
            kept.append(tuple(_fitted(rows, number, index, value, words, notes) for index, value in enumerate(row)))
        result.append(replace(rows, rows=tuple(kept), title=clean(rows.title), said=clean(rows.said)[:_LONGEST_SAID]))
    return tuple(result), tuple(notes)


def _fitted(rows: SheetRows, number: int, index: int, value: Value, words: Words, notes: list[str]) -> Value:
    if not isinstance(value, str):
        return value
    text = clean(value)
    short = shortened(text, words("cut"))
    if short is not text:
        cell = f"{letter_of(index + 1)}{number}"
        notes.append(words("cut_note", sheet=rows.sheet.name(words.lang), cell=cell))
    return short or None


def build(sheets: Sequence[SheetRows], lang: Lang, date: dt.date) -> Workbook:
    """Return a workbook of the sheets; the date goes into its properties: the same rows, the same file."""
    workbook, words = new_workbook(lang, date), Words(lang)
    by_key = {rows.sheet.key: rows for rows in sheets}
    for rows in sheets:
        sheet = workbook.create_sheet(rows.sheet.name(lang))
        ways = {(way.row, way.column): way for way in islice(links(rows, by_key), MOST_LINKS)}
        _fill(sheet, rows, words, ways.keys())
        for way in ways.values():
            there = by_key[way.to]
            address = f"{letter_of(way.to_column + 1)}{there.row(way.to_row)}"
            link(sheet, rows.row(way.row), way.column + 1, there.sheet.name(lang), address)
        add_marks(sheet, rows, words)
        if rows.sheet.key == "overview":
            add_charts(sheet, rows, by_key, words)
    return workbook


def add_sheet(workbook: Workbook, rows: SheetRows, words: Words, title: str, index: int) -> None:
    """Add a sheet of rows that stands by itself to a workbook, which may be one of another program.

    Parameters
    ----------
    workbook : Workbook
        Where to.
    rows : SheetRows
        The sheet; its texts are safe to write.
    words : Words
        Words in the language that is written.
    title : str
        The sheet's name.
    index : int
        Its place among the sheets, from 0.
    """
    add_styles(workbook, words.lang)
    sheet = workbook.create_sheet(title, index)
    _fill(sheet, rows, words, frozenset())
    add_marks(sheet, rows, words)


def _fill(sheet: Worksheet, rows: SheetRows, words: Words, linked: Set[tuple[int, int]]) -> None:
    """Write a sheet's title, header and rows; cells that lead somewhere are given by row and column from 0."""
    key, columns, headers, header_row = rows.sheet.key, rows.sheet.columns, rows.headers(words.lang), rows.header_row
    if rows.title:
        put_title(sheet, words.lang, rows.title, legend(rows, words))
    texts = [[_shown(value) for value in row] for row in rows.rows]
    widths = look.column_widths(key, columns, headers, texts)
    for index, column in enumerate(columns):
        style = "cm header typed in" if column.key in look.typed_in(key) else "cm header"
        put(sheet, header_row, index + 1, headers[index], style)
    sheet.row_dimensions[header_row].height = 24
    for at, (row, text) in enumerate(zip(rows.rows, texts, strict=True)):
        number = rows.row(at)
        for index, value in enumerate(row):
            style = "cm link" if (at, index) in linked else look.style_of(columns[index], _sort(value))
            put(sheet, number, index + 1, _plain(value), style)
        sheet.row_dimensions[number].height = row_height(text, widths)
    last = header_row + len(rows.rows)
    page(sheet, widths, header_row, last, words("footer"), filtered=key not in _WHOLE, leading=look.leading(key))
    look.print_wide(sheet, rows, widths)
    if rows.printed is not None:
        look.print_upright(sheet, f"A1:{letter_of(len(columns))}{header_row + rows.printed}")
    look.drop_downs(sheet, rows.sheet, header_row, last, words)


def _plain(value: Value) -> object:
    return float(value) if isinstance(value, Share) else value


def _sort(value: Value) -> str:
    if value is None:
        return "blank"
    if isinstance(value, Share):
        return "share"
    if isinstance(value, dt.date):
        return "date"
    return "number" if isinstance(value, (int, float)) else "text"


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Share):
        return f"{value:.1%}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
