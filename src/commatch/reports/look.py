"""What reports look like beyond the look of all sheets: widths of their columns, styles by value, words to choose."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports.words import Words
from commatch.workbook.look import fitting_width, letter_of
from commatch.workbook.schema import CHOICES, Column, Type

__all__ = ["TYPED_IN", "column_widths", "drop_downs", "print_upright", "print_wide", "style_of"]

TYPED_IN = frozenset({"decision", "reply", "actual_hours", "outcome", "rating"})
"""Columns that the worker fills in; their headers have a colour of their own."""

_OFFERED = frozenset({"decision", "reply"})
_WIDEST = ((8, 60), (12, 36), (99, 12))
"""The widest that columns get in sheets of up to so many of them."""
_WIDEST_PATH, _MANY = 38, 12
_PATHS = frozenset({"action_path", "match_reason", "reason"})
_LEGIBLE = 270
"""How wide a sheet may be to be printed on one page across."""
_LEADING = "A:C"
"""Columns that stand on both pages of a wider one: the ids of a row, and what it is about."""


def style_of(column: Column, shown: str) -> str:
    """Return the style of a cell: by its column where that fixes it, else by what it holds."""
    if column.type in (Type.ID, Type.PHONE):
        return "cm id"
    if column.type is Type.DATE:
        return "cm date"
    if shown == "number" and column.type is Type.TEXT:
        return "cm value"
    return f"cm {shown}"


def column_widths(columns: Sequence[Column], headers: Sequence[str], texts: Sequence[Sequence[str]]) -> list[float]:
    """Return the width of every column from its header and its cells, within a limit."""
    widest = next(width for number, width in _WIDEST if len(columns) <= number)
    caps = [_WIDEST_PATH if len(columns) > _MANY and c.key in _PATHS else widest for c in columns]
    return [fitting_width(headers[i], (row[i] for row in texts), cap) for i, cap in enumerate(caps)]


def print_wide(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Print a sheet that is too wide for a page on two of them side by side, its leading columns on both."""
    if sum(widths) > _LEGIBLE:
        sheet.page_setup.fitToWidth = 2
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.print_title_cols = _LEADING


def print_upright(sheet: Worksheet, area: str) -> None:
    """Print only an area of a sheet, a long list, on as few pages as go."""
    sheet.print_area = area
    sheet.page_setup.orientation = "portrait"


def drop_downs(sheet: Worksheet, columns: Sequence[Column], header_row: int, last_row: int, words: Words) -> None:
    """Offer the words that the worker types in; other text is taken too."""
    for number, column in enumerate(columns, 1):
        if column.key in _OFFERED and last_row > header_row:
            letter = letter_of(number)
            offered = ",".join(choice.name(words.lang) for choice in CHOICES[column.choices])
            offer = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
            offer.showErrorMessage = False
            offer.add(f"{letter}{header_row + 1}:{letter}{last_row}")
            sheet.add_data_validation(offer)
