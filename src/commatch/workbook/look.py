"""The look that all written sheets share: styles, widths, heights of wrapped rows, panes, filters, print settings."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter as letter_of
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from commatch.workbook.safe import escaped, quoted
from commatch.workbook.schema import Lang

__all__ = [
    "LINK",
    "MOST_LINKS",
    "add_styles",
    "fitting_width",
    "font_of",
    "letter_of",
    "link",
    "new_workbook",
    "on_two_pages",
    "page",
    "print_title",
    "put",
    "put_title",
    "refill",
    "row_height",
    "width_of",
]  # fmt: skip

LINK = "0563C1"
"""The colour of what leads somewhere."""
MOST_LINKS = 65_000
"""Most links of a sheet: a spreadsheet program takes 65,530."""

_FONTS = {Lang.ZH: "微软雅黑", Lang.EN: "Microsoft YaHei"}

_SIZE, _TITLE_SIZE = 10, 15
_LINE, _PADDING, _HIGHEST = 16.0, 3.0, 409.0
_LONGEST_HEAD, _LONGEST_BESIDE = 100, 130
"""Characters of a title at the head of pages and of what is said beside it, each & of which counts twice.

A program takes 255 in all.
"""
_LEGIBLE = 200
"""How wide a sheet may be to be printed on one page across."""
_NARROWEST, _FILTER = 6, 2.5
_ROOM = 2.0
_QUIET = "6B7775"
_WRAPPED = frozenset({"cm text", "cm id", "cm link", "cm value"})
_PIECES = re.compile(r"[!-~]+|\s|.", re.DOTALL)

_FORMATS = {
    "text": "General",
    "id": "@",
    "number": "General",
    "value": "General",
    "value share": "0.0%",
    "value date": "yyyy-mm-dd",
    "date": "yyyy-mm-dd",
    "share": "0.0%",
}


def new_workbook(lang: Lang, date: dt.date) -> Workbook:
    """Return a workbook without sheets; the date goes into its properties: the same content, the same file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook, lang)
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = "commatch"
    properties.created = properties.modified = dt.datetime(date.year, date.month, date.day)
    return workbook


def add_styles(workbook: Workbook, lang: Lang) -> None:
    """Register the named styles of all cells: ``cm`` and what a cell holds, or which header it is; once is enough."""
    there = set(workbook.named_styles)
    side = Side(style="thin", color="C9D3D0")
    border = Border(left=side, right=side, top=side, bottom=side)

    def add(name: str, font: Font, fill: str, horizontal: str, number_format: str) -> None:
        if name in there:
            return
        style = NamedStyle(name=name, font=font, number_format=number_format)
        style.alignment = Alignment(
            horizontal=horizontal,
            vertical="center",
            wrap_text=name in _WRAPPED or "header" in name,  # LibreOffice loses the indent of a wrapped number
            indent=int(name != "cm title" and horizontal != "center"),  # numbers and words side by side don't touch
        )
        if fill:
            style.fill = PatternFill("solid", start_color=fill, end_color=fill)
        if name != "cm title":
            style.border = border
        workbook.add_named_style(style)

    for key, number_format in _FORMATS.items():
        horizontal = {"number": "right", "share": "right", "date": "center"}.get(key, "left")
        add(f"cm {key}", font_of(lang), "", horizontal, number_format)
    add("cm link", font_of(lang, color=LINK, underline="single"), "", "left", "@")
    add("cm header", font_of(lang, bold=True), "D5E8E1", "center", "@")
    add("cm header typed in", font_of(lang, bold=True), "FBE9B7", "center", "@")
    add("cm header required", font_of(lang, bold=True, color="FFFFFF"), "2E7D6B", "center", "@")
    add("cm title", font_of(lang, bold=True, size=_TITLE_SIZE), "", "left", "General")


def font_of(lang: Lang, **looks: Any) -> Font:
    """Return the font of a language, with what is said of its looks."""
    return Font(**{"name": _FONTS[lang], "size": _SIZE, "family": 2, "charset": 134, **looks})


@lru_cache(maxsize=65536)
def width_of(text: str) -> float:
    """Return how wide a line is, in digits: a Chinese character takes two."""
    if text.isascii():
        return len(text) + 0.2 * sum(char.isupper() for char in text)
    return sum(2.0 if unicodedata.east_asian_width(char) in "WFA" else 1.0 for char in text)


def fitting_width(header: str, texts: Iterable[str], widest: float) -> float:
    """Return the width of a column from its header and its cells, within a limit; a header is never cut."""
    longest = max((width_of(line) for text in texts for line in text.split("\n")), default=0.0)
    head = width_of(header) + _FILTER
    return round(min(max(longest + _ROOM + 0.5, _NARROWEST, head), max(widest, head)), 1)


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


def put(sheet: Worksheet, row: int, column: int, value: object, style: str) -> None:
    """Write a value in a style; a text is never a formula or an error value, whatever it begins with."""
    cell: Any = sheet.cell(row, column)
    if value is not None:
        _fill(cell, value)
    cell.style = style
    if isinstance(value, str) and quoted(value):
        cell.quotePrefix = True


def refill(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Write another value into a cell that keeps its look, likewise."""
    cell: Any = sheet.cell(row, column)
    _fill(cell, value)
    if isinstance(value, str):
        cell.quotePrefix = quoted(value)


def _fill(cell: Any, value: object) -> None:
    cell.value = escaped(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def put_title(sheet: Worksheet, lang: Lang, title: str, beside: Sequence[tuple[str, str]]) -> None:
    """Write a title into the first row, and beside it, small, pieces of text each with its colour ('' for a quiet one).

    All of it is one cell: a row above the header holds nothing else.
    """
    put(sheet, 1, 1, title, "cm title")
    sheet.row_dimensions[1].height = 30
    if not beside:
        return
    cell: Any = sheet.cell(1, 1)
    first = TextBlock(InlineFont(rFont=_FONTS[lang], sz=_TITLE_SIZE, b=True), escaped(title))
    pieces = (
        TextBlock(InlineFont(rFont=_FONTS[lang], sz=_SIZE - 1, color=Color(color or _QUIET)), escaped(text))
        for text, color in beside
    )
    cell._value = CellRichText(first, *pieces)  # a value that is set is looked at as a formula first


def link(sheet: Worksheet, row: int, column: int, title: str, address: str) -> None:
    """Let a cell lead to another one, which may be on another sheet; what the cell holds stays."""
    cell: Any = sheet.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(title)}!{address}")


def page(
    sheet: Worksheet,
    widths: Sequence[float],
    header_row: int,
    last_row: int,
    footer_words: str,
    *,
    filtered: bool = True,
    leading: int = 0,
) -> None:
    """Set widths, panes, filter and print: A4 across, fitted to its width, the header on every page.

    Of the columns, the ``leading`` ones stay in sight too.
    """
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[letter_of(number)].width = width
    sheet.freeze_panes = f"{letter_of(leading + 1)}{header_row + 1}"
    last = letter_of(len(widths))
    if filtered:
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
    footer.center.text, footer.left.text = footer_words, "&A"


def on_two_pages(sheet: Worksheet, widths: Sequence[float], leading: int) -> bool:
    """Print a sheet that is too wide to be read on one page on two side by side, its leading columns on both.

    Tell whether it is so wide.
    """
    if sum(widths) <= _LEGIBLE or not leading:
        return False
    sheet.page_setup.fitToWidth = 2
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_cols = f"A:{letter_of(leading)}"
    return True


def _in_head(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest].replace("&", "&&")


def print_title(sheet: Worksheet, title: str, beside: str = "") -> None:
    """Print a title at the head of every page of a sheet, and beside it, small, what else is to be said there."""
    head: Any = sheet.oddHeader
    head.left.text, head.left.size = _in_head(title, _LONGEST_HEAD), 14
    if beside:
        head.right.text, head.right.size = _in_head(beside, _LONGEST_BESIDE), _SIZE - 2
    sheet.page_margins.top, sheet.page_margins.header = 0.75, 0.35
