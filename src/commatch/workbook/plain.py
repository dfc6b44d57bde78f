"""A copy of a file's values: the same sheets with the same values in the same cells, without the file's own look."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from commatch.workbook.grids import Grid
from commatch.workbook.look import fitting_width, letter_of, new_workbook, width_of
from commatch.workbook.marks import Mark
from commatch.workbook.rowxml import MOST_COLUMNS, MOST_ROWS, Ink, in_place_of_rows, rows_xml
from commatch.workbook.safe import LONGEST
from commatch.workbook.save import Amended
from commatch.workbook.schema import Lang
from commatch.workbook.sheetscan import Area, Position

__all__ = ["FILLS", "SteadyRanges", "inked", "note", "plain_workbook", "sheet_title"]

FILLS: Mapping[bool, PatternFill] = {
    True: PatternFill("solid", start_color="F4A6A0", end_color="F4A6A0"),
    False: PatternFill("solid", start_color="FFEBA6", end_color="FFEBA6"),
}
"""The colours of cells with errors and of cells with warnings, which differ in lightness too."""

FIRST_DAY = dt.date(1980, 1, 1)
_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]\x00-\x1f]")
_LONGEST_TITLE = 31
_ROWS_LOOKED_AT = 200
_NARROWEST, _WIDEST = 9, 40
_NOTE_WIDTH, _NOTE_LINE, _NOTE_DIGIT, _HIGHEST_NOTE = 40, 17, 7, 600


class SteadyRanges(MultiCellRange):
    """Merged ranges in the order of their cells, whatever the order they were added in."""

    def __iter__(self) -> Any:
        """Yield the ranges."""
        return iter(self.sorted())


def plain_workbook(
    grids: Sequence[Grid], marks: Mapping[str, Mapping[Position, Mark]], lang: Lang
) -> tuple[Workbook, dict[str, Amended], dict[str, str], list[tuple[str, str]]]:
    """Return a workbook of the grids with their marks, how its sheets are written, and what differs.

    Parameters
    ----------
    grids : sequence of Grid
        The sheets.
    marks : mapping of str to mapping of Position to Mark
        Marked cells by sheet.
    lang : Lang
        Language of the words.

    Returns
    -------
    tuple
        The workbook, whose sheets hold all but their rows; how each is written, by title; the titles by name of the
        sheet; and ``too_long`` with the name of each sheet that is larger than a sheet may be.
    """
    workbook = new_workbook(lang, FIRST_DAY)
    amended: dict[str, Amended] = {}
    titles: dict[str, str] = {}
    cut: list[tuple[str, str]] = []
    for grid in grids:
        titles[grid.name] = title = sheet_title(grid.name, titles.values())
        sheet = workbook.create_sheet(title)
        amended[title] = _fill(sheet, grid, marks.get(grid.name, {}))
        if len(grid.rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in grid.rows):
            cut.append(("too_long", grid.name))
    return workbook, amended, titles, cut


def sheet_title(name: str, taken: Iterable[str]) -> str:
    """Return a name that a sheet may have, as near to the one wanted as can be."""
    wanted = _NOT_IN_TITLES.sub("_", name).strip("'")[:_LONGEST_TITLE] or "_"
    used = {title.casefold() for title in taken}
    title, number = wanted, 1
    while title.casefold() in used:
        number += 1
        title = f"{wanted[: _LONGEST_TITLE - len(str(number))]}{number}"
    return title


def inked(sheet: Worksheet, number_format: str = "", **looks: Any) -> str:
    """Return the ``s`` attribute of a sheet's cells that look so."""
    cell: Any = Cell(sheet, row=1, column=1)
    for name, look in looks.items():
        setattr(cell, name, look)
    if number_format:
        cell.number_format = number_format
    return f' s="{cell.style_id}"'


def note(text: str, kept: Comment | None = None) -> Comment:
    """Return a note of a size at which it can be read, below what stood in the cell's own note."""
    whole = "\n\n".join(part for part in (kept.text if kept else "", text) if part)
    lines = sum(max(1, -(-int(width_of(line)) // _NOTE_WIDTH)) for line in whole.split("\n"))
    height = min(_HIGHEST_NOTE, _NOTE_LINE * (lines + 1))
    author = (kept.author if kept else None) or "commatch"
    return Comment(whole[:LONGEST], author, width=(_NOTE_WIDTH + 3) * _NOTE_DIGIT, height=height)


def _fill(sheet: Worksheet, grid: Grid, marks: Mapping[Position, Mark]) -> Amended:
    if grid.hidden:
        sheet.sheet_state = "hidden"
    rows = [row[:MOST_COLUMNS] for row in grid.rows[:MOST_ROWS]]
    for number, width in enumerate(_widths(rows, grid.merges), 1):
        sheet.column_dimensions[letter_of(number)].width = width
    for column in sorted(grid.hidden_columns):
        sheet.column_dimensions[letter_of(column + 1)].hidden = True
    sheet.merged_cells = SteadyRanges(
        CellRange(min_row=top + 1, min_col=left + 1, max_row=bottom + 1, max_col=right + 1)
        for top, left, bottom, right in _apart(grid.merges)
    )
    inks: dict[int, dict[int, Ink]] = {}
    looks = {error: _ink(sheet, fill=fill) for error, fill in FILLS.items()}
    for (row, column), mark in marks.items():
        inks.setdefault(row, {})[column] = looks[mark.error]
        if mark.note:
            sheet.cell(row + 1, column + 1).comment = note(mark.note)
    attributes = {row: ' hidden="1"' for row in grid.hidden_rows if row < MOST_ROWS}
    last = max(_last_filled(rows), max(inks, default=-1) + 1, max(attributes, default=-1) + 1)
    widest = max(max(map(len, rows), default=1), max((max(by_column) + 1 for by_column in inks.values()), default=1))
    sheet.cell(max(last, 1), max(widest, 1))  # openpyxl tells the extent of a sheet by its cells
    return Amended(partial(in_place_of_rows, partial(rows_xml, rows, _ink(sheet), inks, attributes)), last)


def _ink(sheet: Worksheet, **looks: Any) -> Ink:
    return Ink(
        plain=inked(sheet, **looks),
        quoted=inked(sheet, quotePrefix=True, **looks),
        date=inked(sheet, "yyyy-mm-dd", **looks),
        moment=inked(sheet, "yyyy-mm-dd hh:mm:ss", **looks),
        clock=inked(sheet, "hh:mm:ss", **looks),
        span=inked(sheet, "[h]:mm:ss", **looks),
    )


def _widths(rows: Sequence[Sequence[object]], merges: Iterable[Area]) -> list[float]:
    """Return the widths of the columns, by the first rows: to look at all takes longer than it is worth."""
    across = {(top, left) for top, left, _, right in merges if right > left}  # a title is wider than its column
    texts: dict[int, list[str]] = {}
    for number, row in enumerate(islice(rows, _ROWS_LOOKED_AT)):
        for column, value in enumerate(row):
            if value is not None and (number, column) not in across:
                texts.setdefault(column, []).append(_shown(value))
    columns = range(max(texts, default=-1) + 1)
    return [max(_NARROWEST, fitting_width("", texts.get(column, ()), _WIDEST)) for column in columns]


def _shown(value: object) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return f"{value:%Y-%m-%d}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _last_filled(rows: Sequence[Sequence[object]]) -> int:
    """Return the number of the last row that holds anything."""
    for number in range(len(rows), 0, -1):
        if any(value is not None for value in rows[number - 1]):
            return number
    return 0


def _apart(areas: Iterable[Area]) -> list[Area]:
    """Return the merged ranges that no earlier one overlaps: a spreadsheet program takes no others."""
    taken: dict[int, list[tuple[int, int]]] = {}
    kept = []
    for area in areas:
        top, left, bottom, right = area
        if (top, left) == (bottom, right) or bottom >= MOST_ROWS or right >= MOST_COLUMNS:
            continue
        rows = range(top, bottom + 1)
        if any(left <= last and first <= right for row in rows for first, last in taken.get(row, ())):
            continue
        for row in rows:
            taken.setdefault(row, []).append((left, right))
        kept.append(area)
    return kept
