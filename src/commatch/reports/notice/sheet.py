"""The public notice as a workbook: upright A4 sheets in large letters, one for each table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports.notice.contents import Notice
from commatch.reports.notice.tables import NoticeTable, notice_tables
from commatch.reports.words import Words
from commatch.workbook.look import font_of, letter_of, new_workbook, page, put, row_height
from commatch.workbook.schema import Lang

__all__ = ["notice_workbook"]

_SIZE, _TITLE_SIZE, _LARGER = 16, 24, 1.52
"""Points of the letters, and how much larger than in other sheets they are."""
_WIDTH = 98.0
"""Width of all columns together: an upright page at these letters."""


def notice_workbook(notice: Notice, date: dt.date) -> Workbook:
    """Return a notice as a workbook; the date goes into its properties."""
    workbook = new_workbook(notice.lang, date)
    workbook.properties.title = notice.title
    _add_styles(workbook, notice.lang)
    tables = notice_tables(notice) or (NoticeTable(notice.title[:20], ("",), (1,), ()),)
    for number, table in enumerate(tables):
        first, last = number == 0, number == len(tables) - 1
        above = notice.lead if first else ()
        below = (*notice.foot, *notice.signed) if last else ()
        _fill(workbook.create_sheet(table.heading), notice, table, above, below)
    return workbook


def _fill(sheet: Worksheet, notice: Notice, table: NoticeTable, above: Sequence[str], below: Sequence[str]) -> None:
    widths = [round(_WIDTH * width / sum(table.widths), 1) for width in table.widths]
    row = 0
    for text, style in [(notice.title, "title"), *((text, "say") for text in above), (table.heading, "heading")]:
        row += 1
        _line(sheet, row, text, style, widths)
    row = header = row + 1
    for number, text in enumerate(table.headers, 1):
        put(sheet, row, number, text, "cm notice header")
    sheet.row_dimensions[row].height = 28
    for cells in table.rows:
        row += 1
        texts = [cell if isinstance(cell, str) else "\n".join(filter(None, cell)) for cell in cells]
        for number, text in enumerate(texts, 1):
            put(sheet, row, number, text, f"cm notice {'number' if number == 1 else 'text'}")
        sheet.row_dimensions[row].height = _height(texts, widths)
    for text in below:
        row += 1
        _line(sheet, row, text, "signed" if text in notice.signed else "say", widths)
    page(sheet, widths, header, header + len(table.rows), Words(notice.lang)("footer"))
    sheet.auto_filter.ref = None
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation = "portrait"
    footer: Any = sheet.oddFooter
    footer.left.text = None


def _line(sheet: Worksheet, row: int, text: str, style: str, widths: Sequence[float]) -> None:
    """Write a line across the whole sheet."""
    put(sheet, row, 1, text, f"cm notice {style}")
    sheet.merge_cells(f"A{row}:{letter_of(len(widths))}{row}")
    larger = _TITLE_SIZE / _SIZE if style == "title" else 1.0
    sheet.row_dimensions[row].height = _height([text], [sum(widths) / larger]) * larger


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    return round(min(409.0, row_height(texts, [width / _LARGER for width in widths]) * _LARGER + 4), 1)


def _add_styles(workbook: Workbook, lang: Lang) -> None:
    side = Side(style="thin", color="8A9A95")
    border = Border(left=side, right=side, top=side, bottom=side)
    looks: dict[str, tuple[dict[str, Any], str, bool]] = {
        "title": ({"size": _TITLE_SIZE, "bold": True}, "center", False),
        "heading": ({"size": _SIZE + 4, "bold": True, "color": "1F5C4F"}, "left", False),
        "say": ({"size": _SIZE}, "left", False),
        "signed": ({"size": _SIZE}, "right", False),
        "header": ({"size": _SIZE, "bold": True}, "center", True),
        "text": ({"size": _SIZE}, "left", True),
        "number": ({"size": _SIZE}, "center", True),
    }
    for name, (font, horizontal, boxed) in looks.items():
        style = NamedStyle(name=f"cm notice {name}", font=font_of(lang, **font))
        style.alignment = Alignment(
            horizontal=horizontal, vertical="center", wrap_text=True, indent=int(name == "text")
        )
        if boxed:
            style.border = border
        if name == "header":
            style.fill = PatternFill("solid", start_color="D5E8E1", end_color="D5E8E1")
        workbook.add_named_style(style)
