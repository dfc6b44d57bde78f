"""Sheets as plain values, and how they become an .xlsx file whose bytes never change."""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None
Row = list[Cell]

WRITTEN = datetime(2026, 11, 20, 9, 0, 0)
HEAD_FILL = PatternFill("solid", fgColor="E2EFDA")
THIN = Side(style="thin", color="BFBFBF")
GRID_LINES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WIDEST, NARROWEST = 28, 6
TITLE_ALIGNMENT = Alignment(horizontal="center", vertical="center")


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its rows in the order of ``headers``, and what a person put around the table.

    Attributes
    ----------
        titles: lines above the header, each merged over the whole width.
        footer: rows below the table (totals, notes), written as they stand.
        merges: spans of body rows in one column, as (column, first row, last row), all from 0.

    """

    name: str
    headers: list[str]
    rows: list[Row]
    titles: list[str] = field(default_factory=list)
    footer: list[Row] = field(default_factory=list)
    merges: list[tuple[int, int, int]] = field(default_factory=list)


def save(path: Path, sheets: list[Sheet]) -> Path:
    """Write ``sheets`` to ``path`` and give the file fixed times, inside and out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "commatch samples"
    book.properties.created = WRITTEN
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    book.save(path)
    _freeze_times(path)
    return path


def _fill(ws: Worksheet, sheet: Sheet) -> None:
    width = len(sheet.headers)
    for number, line in enumerate(sheet.titles, 1):
        ws.append([line])
        ws.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
        ws.cell(number, 1).font = Font(bold=number == 1, size=16 if number == 1 else 10)
        ws.cell(number, 1).alignment = TITLE_ALIGNMENT
    head = len(sheet.titles) + 1
    for row in [list[Cell](sheet.headers), *sheet.rows]:
        ws.append(row)
        for written in ws[ws.max_row] if any(row) else ():  # a blank row stays quite blank
            _dress(written)
    for row in sheet.footer:
        ws.append(row)
        ws.cell(ws.max_row, 1).font = Font(bold=len(row) > 1)
    for title in ws[head]:
        title.font = Font(bold=True)
        title.fill = HEAD_FILL
    for column, first, last in sheet.merges:
        ws.merge_cells(
            start_row=head + 1 + first,
            end_row=head + 1 + last,
            start_column=column + 1,
            end_column=column + 1,
        )
    _fit(ws, sheet, head)
    ws.freeze_panes = f"A{head + 1}"
    ws.print_title_rows = f"{head}:{head}"
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", 9
    ws.page_setup.fitToHeight = 0
    ws.page_margins.left = ws.page_margins.right = 0.3
    ws.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _fit(ws: Worksheet, sheet: Sheet, head: int) -> None:
    """Give a column the width of its widest text, up to a limit, and a row the lines it then takes."""
    lines = [1] * len(sheet.rows)
    for place, header in enumerate(sheet.headers):
        texts = ["" if row[place] is None else str(row[place]) for row in sheet.rows]
        widest = max(_columns(line) for text in [header, *texts] for line in text.split("\n"))
        width = min(WIDEST, max(NARROWEST, widest + 2))
        ws.column_dimensions[get_column_letter(place + 1)].width = width
        for number, text in enumerate(texts):
            taken = sum(max(1, -(-_columns(line) // (width - 2))) for line in text.split("\n"))
            lines[number] = max(lines[number], taken)
    for number, count in enumerate(lines):
        ws.row_dimensions[head + 1 + number].height = 15 * count


def _dress(cell: XlsxCell | MergedCell) -> None:
    cell.border = GRID_LINES
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    if isinstance(cell.value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(cell.value, str):
        cell.number_format = "@"
    elif isinstance(cell.value, int):
        cell.number_format = "0"


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _freeze_times(path: Path) -> None:
    """Write the archive again with one time for every entry and for ``modified``."""
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            if name == "docProps/core.xml":
                text = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{stamp}", data.decode())
                data = text.encode()
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, data)
