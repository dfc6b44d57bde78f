"""The look that all sheets share: fonts, widths, heights of wrapped rows, panes, filters, print settings."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter as letter_of
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports.words import Words
from commatch.workbook.schema import Column, Lang, Type

__all__ = [
    "TYPED_IN",
    "add_styles",
    "column_widths",
    "drop_downs",
    "finish",
    "letter_of",
    "row_height",
    "style_of",
    "width_of",
]

FONTS = {Lang.ZH: "微软雅黑", Lang.EN: "Microsoft YaHei"}
TYPED_IN = frozenset({"decision", "reply", "actual_hours", "outcome", "rating"})
"""Columns that the worker fills in; their headers have a colour of their own."""

_SIZE, _TITLE_SIZE = 10, 15
_LINE, _PADDING, _HIGHEST = 16.0, 3.0, 409.0
_NARROWEST, _FILTER = 6, 2.5
_WIDEST, _WIDEST_OF_MANY, _WIDEST_PATH, _MANY = 60, 16, 38, 12
_PATHS = frozenset({"action_path", "match_reason", "reason"})
_ROOM = 1.0
_PIECES = re.compile(r"[!-~]+|\s|.", re.DOTALL)

_FORMATS = {
    "text": "General",
    "id": "@",
    "number": "General",
    "value": "General",
    "date": "yyyy-mm-dd",
    "share": "0.0%",
}


def add_styles(workbook: Workbook, lang: Lang) -> None:
    """Register the named styles of all cells."""
    side = Side(style="thin", color="C9D3D0")
    border = Border(left=side, right=side, top=side, bottom=side)
    font = FONTS[lang]

    def add(name: str, cell_font: Font, fill: str, horizontal: str, vertical: str, number_format: str) -> None:
        style = NamedStyle(name=name, font=cell_font, number_format=number_format)
        style.alignment = Alignment(
            horizontal=horizontal,
            vertical=vertical,
            wrap_text=name != "cm title",
            indent=int(horizontal == "right"),
        )
        if fill:
            style.fill = PatternFill("solid", start_color=fill, end_color=fill)
        if name != "cm title":
            style.border = border
        workbook.add_named_style(style)

    plain = Font(name=font, size=_SIZE, family=2, charset=134)
    bold = Font(name=font, size=_SIZE, bold=True, family=2, charset=134)
    for key, number_format in _FORMATS.items():
        horizontal = {"number": "right", "share": "right", "date": "center"}.get(key, "left")
        add(f"cm {key}", plain, "", horizontal, "center", number_format)
    add("cm header", bold, "D5E8E1", "center", "center", "@")
    add("cm header typed in", bold, "FBE9B7", "center", "center", "@")
    add(
        "cm title",
        Font(name=font, size=_TITLE_SIZE, bold=True, family=2, charset=134),
        "",
        "left",
        "center",
        "General",
    )


def style_of(column: Column, shown: str) -> str:
    """Return the style of a cell: by its column where that fixes it, else by what it holds."""
    if column.type in (Type.ID, Type.PHONE):
        return "cm id"
    if column.type is Type.DATE:
        return "cm date"
    if shown == "number" and column.type is Type.TEXT:
        return "cm value"
    return f"cm {shown}"


@lru_cache(maxsize=65536)
def width_of(text: str) -> float:
    """Return how wide a line is, in digits: a Chinese character takes two."""
    if text.isascii():
        return len(text) + 0.2 * sum(char.isupper() for char in text)
    return sum(2.0 if unicodedata.east_asian_width(char) in "WFA" else 1.0 for char in text)


def column_widths(columns: Sequence[Column], headers: Sequence[str], texts: Sequence[Sequence[str]]) -> list[float]:
    """Return the width of every column from its header and its cells, within a limit."""
    widths = []
    many = len(columns) > _MANY
    for index, column in enumerate(columns):
        cap = _WIDEST if not many else _WIDEST_PATH if column.key in _PATHS else _WIDEST_OF_MANY
        longest = max((width_of(line) for row in texts for line in row[index].split("\n")), default=0.0)
        head = width_of(headers[index]) + _FILTER
        widths.append(round(min(max(longest + _ROOM + 0.5, _NARROWEST, head), max(cap, head)), 1))
    return widths


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height at which no cell of a row is cut off, as far as a row can be that high."""
    most = max((_lines(text, width - _ROOM) for text, width in zip(texts, widths, strict=True) if text), default=1)
    return min(_HIGHEST, most * _LINE + _PADDING)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a width, words of Latin letters kept whole."""
    count = 0
    for line in text.split("\n"):
        count += 1
        if width_of(line) <= width:
            continue
        used = 0.0
        for piece in _PIECES.findall(line):
            size = width_of(piece)
            if used + size <= width:
                used += size
                continue
            if size > width:
                count += math.ceil((used + size) / width) - 1
                used = (used + size) % width
            else:
                count += 1
                used = size
    return count


def finish(sheet: Worksheet, widths: Sequence[float], header_row: int, last_row: int, words: Words) -> None:
    """Set widths, panes, filter and print: A4 across, fitted to its width, the header on every page."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[letter_of(number)].width = width
    sheet.freeze_panes = f"A{header_row + 1}"
    last = letter_of(len(widths))
    if header_row == 1:
        sheet.auto_filter.ref = f"A{header_row}:{last}{max(last_row, header_row)}"
    sheet.print_title_rows = f"1:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.4, 0.7, 0.35
    footer: Any = sheet.oddFooter
    footer.center.text, footer.left.text = words("footer"), "&A"


def drop_downs(sheet: Worksheet, columns: Sequence[Column], header_row: int, last_row: int, words: Words) -> None:
    """Offer the words that the worker types in; other text is taken too."""
    offers = {"decision": "decisions", "reply": "replies"}
    for number, column in enumerate(columns, 1):
        if column.key in offers and last_row > header_row:
            letter = letter_of(number)
            offer = DataValidation(type="list", formula1=f'"{words(offers[column.key])}"', allow_blank=True)
            offer.showErrorMessage = False
            offer.add(f"{letter}{header_row + 1}:{letter}{last_row}")
            sheet.add_data_validation(offer)
