"""A copy of a workbook that keeps its look: openpyxl loads it, the problems are marked, the rest stays."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import partial
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from commatch.workbook.grids import Grid
from commatch.workbook.guard import FileKind, Format
from commatch.workbook.marks import Mark, without_marks
from commatch.workbook.plain import FILLS, SteadyRanges, note
from commatch.workbook.rowxml import result_xml
from commatch.workbook.save import Amended
from commatch.workbook.sheetscan import Position, column_number

__all__ = ["kept_sheets", "kept_workbook", "losses", "mark_workbook", "same_values"]

_MOST_XML = 6_000_000
"""Bytes of XML that openpyxl loads and saves in about two seconds: some 60,000 cells."""
_UNLOADED = (
    zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, IndexError, ValueError, TypeError,
    AttributeError, OverflowError, EOFError, OSError,
)  # fmt: skip
_OWN_COLORS = frozenset(f"00{fill.start_color.rgb[-6:]}" for fill in FILLS.values())
_RESULT = re.compile(
    rb'(<c r="([A-Z]+)([0-9]+)"[^>]*?)((?: t="[a-z]+")?)>(<f[ >/](?:(?!</c>).)*?)<v(?: ?/|></v)></c>', re.DOTALL
)
_NEARLY = 1e-12

_PARTS: Mapping[str, tuple[str, ...]] = {
    "macros": ("xl/vbaproject.bin",),
    "pictures": ("xl/media/",),
    "cell_pictures": ("xl/cellimages",),
    "charts": ("xl/charts/style", "xl/charts/colors", "xl/charts/chartex"),
    "controls": ("xl/ctrlprops/", "xl/activex/"),
    "threads": ("xl/threadedcomments/",),
    "slicers": ("xl/slicers/",),
}
"""Parts of a file, by the beginning of their names, that openpyxl leaves out altogether or where it can't read them."""
_ELEMENTS: Mapping[str, tuple[str, re.Pattern[bytes]]] = {
    "shapes": ("xl/drawings/", re.compile(rb"<(?:xdr:)?(?:sp|cxnSp|grpSp)[ >]")),
    "drop_downs": ("xl/worksheets/", re.compile(rb"<x14:dataValidation ")),
    "conditional": ("xl/worksheets/", re.compile(rb"<x14:conditionalFormatting[ >]")),
    "sparklines": ("xl/worksheets/", re.compile(rb"<x14:sparkline>")),
}


def kept_workbook(data: bytes, kind: FileKind, most_xml: int = 0) -> Workbook | None:
    """Return a workbook with its look; none where it is too large for openpyxl, or openpyxl can't read it.

    Parameters
    ----------
    data : bytes
        The file.
    kind : FileKind
        What it is.
    most_xml : int
        Bytes of XML that are not too large, where that is not those of two seconds.
    """
    if kind.format is not Format.XLSX:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist() if member.filename.endswith(".xml"))
        merged = sum(scan.merged_cells for scan in kind.scans.values())
        if size + merged * 100 > (most_xml or _MOST_XML):
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not keep is looked for in the copy
            workbook: Workbook = load_workbook(io.BytesIO(data), rich_text=True)
    except _UNLOADED:
        return None
    return workbook if workbook.worksheets else None


def mark_workbook(
    workbook: Workbook, grids: Sequence[Grid], marks: Mapping[str, Mapping[Position, Mark]]
) -> dict[str, Amended] | None:
    """Mark the cells of a workbook; return how its sheets are written, or none where its sheets are not the grids'."""
    amended = kept_sheets(workbook, grids)
    for sheet in workbook.worksheets if amended is not None else ():
        _unmark(sheet)
        for (row, column), mark in marks.get(sheet.title, {}).items():
            _mark(sheet, row + 1, column + 1, mark)
    return amended


def kept_sheets(workbook: Workbook, grids: Sequence[Grid]) -> dict[str, Amended] | None:
    """Return how a workbook's sheets are written to stay as they are; none where they are not the grids'."""
    by_name = {grid.name: grid for grid in grids}
    if {sheet.title for sheet in workbook.worksheets} != by_name.keys():
        return None
    amended = {}
    for sheet in workbook.worksheets:
        sheet.merged_cells = SteadyRanges(sheet.merged_cells.ranges)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment:  # openpyxl forgets how large a note was
                    cell.comment = note("", cell.comment)
        for view in sheet.views.sheetView:
            view.tabSelected = False  # else what is typed into one selected sheet goes into all of them
        amended[sheet.title] = Amended(partial(_with_results, by_name[sheet.title]))
    return amended


def same_values(one: Sequence[Grid], other: Sequence[Grid]) -> bool:
    """Tell whether two files hold the same sheets with the same values, merged and hidden alike."""
    return len(one) == len(other) and all(map(_same_grid, one, other))


def losses(before: bytes, after: bytes) -> list[str]:
    """Return what a workbook holds and its copy does not, as keys of :data:`commatch.texts.annotate.LOSSES`."""
    had, has = _contents(before), _contents(after)
    return [key for key, count in had.items() if has[key] < count]


def _contents(data: bytes) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name.lower() for name in archive.namelist()]
        found = {key: sum(name.startswith(starts) for name in names) for key, starts in _PARTS.items()}
        for key, (folder, element) in _ELEMENTS.items():
            inside = [name for name in archive.namelist() if name.lower().startswith(folder) and name.endswith(".xml")]
            found[key] = sum(len(element.findall(archive.read(name))) for name in inside)
    return found


def _unmark(sheet: Worksheet) -> None:
    """Take off what an earlier check has marked: problems that are mended must not look as if they were there."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                own = without_marks(cell.comment.text)
                cell.comment = note("", Comment(own, cell.comment.author)) if own else None
            if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _OWN_COLORS:
                cell.fill = PatternFill()


def _mark(sheet: Worksheet, row: int, column: int, mark: Mark) -> None:
    cell: Any = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        return
    cell.fill = FILLS[mark.error]
    if cell.font.color is not None:  # white letters on a dark header could not be read on the mark's colour
        font = copy(cell.font)
        font.color = None
        cell.font = font
    if mark.note:
        cell.comment = note(mark.note, cell.comment)


def _with_results(grid: Grid, xml: bytes) -> Iterator[bytes]:
    """Yield a sheet's XML with the formulas' results, which openpyxl leaves out: not every program works them out."""

    def result(found: re.Match[bytes]) -> bytes:
        start, letters, digits, _, formula = found.groups()
        value = grid.at(int(digits) - 1, column_number(letters))
        if value is None:
            return b'%b t="str">%b<v></v></c>' % (start, formula)
        kind_text, content = result_xml(value)
        if content.startswith("<f>"):
            return found[0]
        return b"%b%b>%b%b</c>" % (start, kind_text.encode(), formula, content.encode())

    yield _RESULT.sub(result, xml)


def _same_grid(one: Grid, other: Grid) -> bool:
    if (one.name, one.hidden, one.hidden_rows, one.hidden_columns) != (
        other.name, other.hidden, other.hidden_rows, other.hidden_columns,
    ) or set(one.merges) != set(other.merges):  # fmt: skip
        return False
    for number in range(max(len(one.rows), len(other.rows))):
        mine, its = (grid.rows[number] if number < len(grid.rows) else [] for grid in (one, other))
        if mine != its and not all(
            _same_value(one.at(number, column), other.at(number, column)) for column in range(max(len(mine), len(its)))
        ):
            return False
    return True


def _same_value(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _NEARLY * max(abs(one), abs(other))
    return one == other
