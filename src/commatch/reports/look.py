"""What reports look like beyond the look of all sheets: widths of their columns, styles by value, words to choose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports.rows import SheetRows
from commatch.reports.words import Words
from commatch.texts.reports_look import PROMPTS
from commatch.workbook.look import fitting_width, letter_of, on_two_pages, print_title
from commatch.workbook.schema import CHOICES, Column, Sheet, Type, choice_name

__all__ = ["column_widths", "drop_downs", "leading", "print_upright", "print_wide", "style_of", "typed_in"]

_OFFERED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("projects", "status"): ("proposed", "confirmed", "in_progress", "done", "reviewed"),
    ("projects", "decision"): tuple(choice.key for choice in CHOICES["decision"]),
    ("assignments", "reply"): tuple(choice.key for choice in CHOICES["reply"]),
    ("assignments", "outcome"): tuple(choice.key for choice in CHOICES["outcome"]),
}
"""Columns that offer what may be typed in, by sheet, and what of their closed lists."""
_NUMBERS = frozenset({("assignments", "actual_hours"), ("assignments", "rating"), ("loans", "actual_hours")})
"""Columns of numbers that are typed in, by sheet."""
_TYPED_IN = frozenset({*_OFFERED, *_NUMBERS}) - {("projects", "status")}
_IN_TEXTS = {"number": "cm value", "share": "cm value share", "date": "cm value date"}
"""Styles of figures in a column of texts, which is aligned on one side."""
_WIDEST = ((8, 60), (12, 30), (99, 12))
"""The widest that columns get in sheets of up to so many of them."""
_WIDEST_PATH, _MANY = 36, 12
_PATHS = frozenset({"action_path", "match_reason", "reason"})
_WIDEST_OF: Mapping[tuple[str, str], float] = {
    ("overview", "item"): 32, ("overview", "value"): 20, ("overview", "note"): 50, ("unserved", "groups"): 20,
    ("assignments", "standby"): 24, ("assignments", "reason"): 40, ("evaluation", "falls_short"): 48,
    ("trend_helpers", "note"): 40, ("trend_units", "note"): 36,
    ("communities", "reasons"): 30, ("communities", "message"): 44,
    ("trends", "note"): 112, ("evaluation", "group"): 26, ("evaluation_months", "group"): 26,
    ("progress", "title"): 26, ("progress", "status"): 16,
}  # fmt: skip
_WIDEST_ID = 26
_IDS = re.compile("[、,]")
_LEADING = {"projects": 3, "assignments": 6, "progress": 2, "trend_months": 1, "evaluation": 1}
"""Columns that stay in sight and stand on both pages of a wide sheet: the ids of a row, and what it is about."""


def style_of(column: Column, shown: str) -> str:
    """Return the style of a cell: by its column where that fixes it, else by what it holds."""
    if column.type in (Type.ID, Type.PHONE):
        return "cm id"
    if column.type is Type.DATE:
        return "cm date"
    if column.type is Type.TEXT:  # words and figures of all sorts below each other
        return _IN_TEXTS.get(shown, "cm text")
    if shown == "blank":  # what is typed in there stands as what was written
        return "cm number" if column.type in (Type.NUMBER, Type.WHOLE) else "cm text"
    return f"cm {shown}"


def typed_in(key: str) -> frozenset[str]:
    """Return the columns of a sheet that the worker fills in; their headers have a colour of their own."""
    return frozenset(column for sheet, column in _TYPED_IN if sheet == key)


def leading(key: str) -> int:
    """Return how many columns of a sheet stay in sight, from the first one on."""
    return _LEADING.get(key, 0)


def column_widths(
    key: str, columns: Sequence[Column], headers: Sequence[str], texts: Sequence[Sequence[str]]
) -> list[float]:
    """Return the width of every column from its header and its cells, within a limit."""
    widest = next(width for number, width in _WIDEST if len(columns) <= number)
    usual = [_WIDEST_PATH if len(columns) > _MANY and c.key in _PATHS else widest for c in columns]
    caps = [_WIDEST_OF.get((key, column.key), cap) for column, cap in zip(columns, usual, strict=True)]
    widths = [fitting_width(headers[i], (row[i] for row in texts), cap) for i, cap in enumerate(caps)]
    return [
        max(width, _id_width(row[i] for row in texts)) if columns[i].type is Type.ID else width
        for i, width in enumerate(widths)
    ]


def _id_width(texts: Iterable[str]) -> float:
    """Return the width in which no id is cut, as far as it is no longer than ids are; lists of them may be broken."""
    return min(fitting_width("", (word for text in texts for word in _IDS.split(text)), _WIDEST_ID), _WIDEST_ID)


def print_wide(sheet: Worksheet, rows: SheetRows, widths: Sequence[float]) -> None:
    """Print a sheet that is too wide for a page on two of them side by side, its leading columns on both.

    Its title is in the head of both pages, with what is said beside it: beside leading columns it would be cut.
    """
    if on_two_pages(sheet, widths, leading(rows.sheet.key)) and rows.title:
        print_title(sheet, rows.title, rows.said)
        sheet.print_title_rows = f"{rows.header_row}:{rows.header_row}"
        sheet.print_area = f"A{rows.header_row}:{letter_of(len(widths))}{rows.row(len(rows.rows) - 1)}"


def print_upright(sheet: Worksheet, area: str) -> None:
    """Print only an area of a sheet, a long list, on as few pages as go."""
    sheet.print_area = area
    sheet.page_setup.orientation = "portrait"


def drop_downs(sheet: Worksheet, declared: Sheet, header_row: int, last_row: int, words: Words) -> None:
    """Offer the words that the worker types in, and say what they do; other text is taken too."""
    for number, column in enumerate(declared.columns, 1):
        key = (declared.key, column.key)
        if (key not in _OFFERED and key not in _NUMBERS) or last_row <= header_row:
            continue
        if key in _OFFERED:
            names = ",".join(choice_name(column.choices, name, words.lang) for name in _OFFERED[key])
            offer = DataValidation(type="list", formula1=f'"{names}"', allow_blank=True)
        else:  # nothing but a prompt: what is wrong with a number is told with its cell
            offer = DataValidation(allow_blank=True)
        offer.showErrorMessage = False
        offer.showInputMessage = True
        offer.promptTitle, offer.prompt = column.header(words.lang), words.fill(PROMPTS[column.key])
        letter = letter_of(number)
        offer.add(f"{letter}{header_row + 1}:{letter}{last_row}")
        sheet.add_data_validation(offer)
