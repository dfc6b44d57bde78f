"""A project list written on: a copy of it with other words in some cells and with sheets of the program's own anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl.workbook.workbook import Workbook

from commatch.reports.rows import SheetRows
from commatch.reports.sheets import add_sheet, fitted
from commatch.reports.words import Words
from commatch.workbook.annotate import Note
from commatch.workbook.grids import Grid
from commatch.workbook.guard import LIMITS
from commatch.workbook.kept import kept_sheets, kept_workbook, losses, same_values
from commatch.workbook.look import refill
from commatch.workbook.plain import plain_workbook, sheet_title
from commatch.workbook.save import Amended, OutputError, save
from commatch.workbook.schema import Lang
from commatch.workbook.sheetscan import Position
from commatch.workbook.sources import Source, open_source

__all__ = ["CellValue", "Continued", "write_continued"]

CellValue = str | dt.date
"""What can be put into a cell."""

_MOST_XML = 120_000_000
"""Bytes of XML of a list of some thousand projects; of a larger one the copy has no more than its values."""


@dataclass(frozen=True)
class Continued:
    """What is written of a project list.

    Attributes
    ----------
    source : Source
        The list; it stays as it is.
    cells : mapping of str to mapping of Position to str or date
        Values of cells that are others, by sheet.
    sheets : tuple of SheetRows
        Sheets that are made anew.
    titles : mapping of str to str
        Names of those that the list has already, by key; others are named as declared.
    before : str
        Name of the sheet before which those that it does not have are put; at the end where there is none.
    lang : Lang
        The list's language.
    """

    source: Source
    cells: Mapping[str, Mapping[Position, CellValue]]
    sheets: tuple[SheetRows, ...]
    titles: Mapping[str, str]
    before: str
    lang: Lang

    @property
    def others(self) -> list[Grid]:
        """The list's sheets that are not made anew, as they are to be."""
        anew = set(self.titles.values())
        return [_with(grid, self.cells.get(grid.name, {})) for grid in self.source.grids if grid.name not in anew]


def write_continued(
    it: Continued, path: Path, *, force: bool = False, inputs: Sequence[Path] = ()
) -> tuple[Path, list[Note]]:
    """Write it; return the file and what could not be kept of the list.

    A workbook keeps its look; of a file of another format, or one that openpyxl can't read, the copy has the values.

    Raises
    ------
    OutputError
        The file could not be written.
    """
    kept = _write_kept(it, path, force, inputs)
    if kept is not None:
        return kept
    workbook, amended, titles, cut = plain_workbook(it.others, {}, it.lang)
    file = it.source.name
    notes: list[Note] = [("values_only", (("file", file),))]
    notes += [("sheet_renamed", (("file", file), ("sheet", a), ("name", b))) for a, b in titles.items() if a != b]
    notes += [(code, (("file", file), ("sheet", sheet))) for code, sheet in cut]
    _add(workbook, it, {})
    return save(workbook, path, private=True, force=force, inputs=inputs, amended=amended), notes


def _write_kept(it: Continued, path: Path, force: bool, inputs: Sequence[Path]) -> tuple[Path, list[Note]] | None:
    workbook = kept_workbook(it.source.data, it.source.kind, _MOST_XML)
    amended = kept_sheets(workbook, it.source.grids) if workbook is not None else None
    if workbook is None or amended is None:
        return None
    others = it.others
    for grid in others:
        for (row, column), text in _own(grid, it.cells.get(grid.name, {})).items():
            refill(workbook[grid.name], row + 1, column + 1, text)
    new = _add(workbook, it, amended)
    lost: list[str] = []

    def sound(file: Path) -> bool:
        data = file.read_bytes()
        copy = open_source("copy.xlsx", data, LIMITS)
        lost.extend(losses(it.source.data, data))
        return isinstance(copy, Source) and same_values(others, [grid for grid in copy.grids if grid.name not in new])

    try:
        written = save(workbook, path, private=True, force=force, inputs=inputs, amended=amended, sound=sound)
    except OutputError as error:
        if error.code == "not_verified":
            return None
        raise
    return written, [("not_kept", (("file", it.source.name), ("what", "、".join(lost))))] if lost else []


def _add(workbook: Workbook, it: Continued, amended: dict[str, Amended]) -> list[str]:
    """Put the sheets that are made anew into a workbook, each in its old one's place; return their names."""
    words = Words(it.lang)
    front, added = workbook.active, []
    for rows in fitted(it.sheets, words)[0]:
        title = it.titles.get(rows.sheet.key, "")
        if title in workbook.sheetnames:
            index = workbook.sheetnames.index(title)
            front = None if front is workbook[title] else front
            del workbook[title]
            amended.pop(title, None)
        else:
            title = sheet_title(title or rows.sheet.name(it.lang), workbook.sheetnames)
            names = workbook.sheetnames
            index = names.index(it.before) if it.before in names else len(names)
        add_sheet(workbook, rows, words, title, index)
        added.append(title)
    workbook.active = front if front is not None else 0
    return added


def _with(grid: Grid, cells: Mapping[Position, CellValue]) -> Grid:
    own = _own(grid, cells)
    if not own:
        return grid
    rows = [list(row) for row in grid.rows]
    for (number, column), text in own.items():
        rows += [[] for _ in range(number + 1 - len(rows))]
        rows[number] += [None] * (column + 1 - len(rows[number]))
        rows[number][column] = text
    return replace(grid, rows=rows)


def _own(grid: Grid, cells: Mapping[Position, CellValue]) -> Mapping[Position, CellValue]:
    """Return the cells that can be written: of those that were merged the first alone holds anything."""
    within = (
        {
            (row, column)
            for top, left, bottom, right in grid.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        if cells
        else set()
    )
    return {position: text for position, text in cells.items() if position not in within}
