"""Files to tables: every sheet that is known, its header found, its rows with the address of every value.

Nothing is interpreted here: what a cell says is read by its column's type later on.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from commatch import collector
from commatch.problems import Place, Problem, error, warning
from commatch.workbook.body import read_rows
from commatch.workbook.columns import assign_columns
from commatch.workbook.copies import is_problem_list, without_copy_name
from commatch.workbook.grids import Grid, load_grids
from commatch.workbook.guard import LIMITS, Limits, inspect
from commatch.workbook.names import By, NameMatch, is_default_name, match_name
from commatch.workbook.recognise import holds_rows, recognise
from commatch.workbook.sheetscan import address
from commatch.workbook.tables import SourceFile, Table, Tables

__all__ = ["load_files", "read_bytes", "read_tables"]


def read_tables(paths: Sequence[str | os.PathLike[str]], limits: Limits = LIMITS) -> Tables:
    """Return all tables of some workbooks and text files.

    Parameters
    ----------
    paths : sequence of path-like
        Files; the order is kept. A file given twice is read once.
    limits : Limits
        How large a file may be.

    Returns
    -------
    Tables
        What could be read, and a problem for everything that could not. Nothing raises for what a file holds.
    """
    contents, problems = load_files(paths, limits)
    tables = read_bytes(contents, limits)
    return Tables(tables.tables, tables.files, (*problems, *tables.problems))


def load_files(
    paths: Sequence[str | os.PathLike[str]], limits: Limits = LIMITS
) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Return name and content of some files, and a problem for each that can't be read or is given twice.

    Parameters
    ----------
    paths : sequence of path-like
        Files; the order is kept. A file given twice is read once.
    limits : Limits
        How large a file may be.
    """
    problems: list[Problem] = []
    chosen: list[Path] = []
    for path in map(Path, paths):
        if any(_same(path, other) for other in chosen):
            problems.append(warning("file_twice", Place(path.name), path.name))
        else:
            chosen.append(path)
    contents = []
    for path, name in zip(chosen, _shown_names(chosen), strict=True):
        found = _load(path, name, limits)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            contents.append((name, found))
    return contents, problems


@collector.paused()
def read_bytes(contents: Iterable[tuple[str, bytes]], limits: Limits = LIMITS) -> Tables:
    """Return all tables of some files that are in memory already.

    Parameters
    ----------
    contents : iterable of (str, bytes)
        File name and whole content of each file.
    limits : Limits
        How large a file may be.

    Returns
    -------
    Tables
        As :func:`read_tables` does.
    """
    tables: list[Table] = []
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for name, data in contents:
        files.append(SourceFile(name, hashlib.sha256(data).hexdigest()))
        kind = inspect(name, data, limits)
        grids = kind if isinstance(kind, Problem) else load_grids(name, data, kind)
        if isinstance(grids, Problem):
            problems.append(grids)
            continue
        filled = [grid for grid in grids if not grid.blank and not is_problem_list(grid)]
        aside = []
        for grid in filled:
            match = _match(name, grid, alone=len(filled) == 1)
            table, found = _read_sheet(name, grid, match)
            tables.extend([table] if table else [])
            problems.extend(found)
            if match.by is By.RESULT and table is None and holds_rows(grid):
                aside.append(grid.name)
        if aside:
            problems.append(warning("sheets_aside", Place(name), "、".join(sorted(aside)), count=len(aside)))
    return Tables(tuple(tables), tuple(files), tuple(problems))


def _match(file: str, grid: Grid, *, alone: bool) -> NameMatch:
    """Return what a sheet's name says; of the only sheet of a file, where it has no name of its own, the file's."""
    match = match_name(grid.name)
    if match.by is By.NOTHING and alone and is_default_name(grid.name):
        return match_name(without_copy_name(Path(file).stem))
    return match


def _read_sheet(file: str, grid: Grid, match: NameMatch) -> tuple[Table | None, list[Problem]]:
    place = Place(file, grid.name)
    recognised = recognise(grid, match, place)
    sheet, header, problems = recognised.sheet, recognised.header, list(recognised.problems)
    if sheet is None:
        return None, problems
    if grid.hidden:
        problems.append(warning("hidden_sheet", place, grid.name, sheet=sheet.key))
    if header is None:
        problems.append(error("no_header", place, grid.name, sheet=sheet.key))
        return None, problems
    columns, found = assign_columns(sheet, grid, header, place)
    problems.extend(found)
    rows, found = read_rows(sheet, grid, columns, place)
    problems.extend(found)
    if not rows and match.by in (By.RESULT, By.HELP):
        return None, []
    headers = {
        column.key: Place(file, grid.name, address(heading.row, heading.column))
        for column in sheet.columns
        if (heading := columns.known.get(column.key))
    }
    return Table(sheet.key, place, headers, rows), problems


def _load(path: Path, name: str, limits: Limits) -> bytes | Problem:
    place = Place(name)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            return error("file_is_folder", place, str(path))
        if not stat.S_ISREG(about.st_mode):
            return error("file_unreadable", place, str(path))
        if about.st_size > limits.file_bytes:
            size, limit = -(-about.st_size // 1_000_000), limits.file_bytes // 1_000_000
            return error("file_too_large", place, name, size=size, limit=limit)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return error("file_missing", place, str(path))
    except (OSError, ValueError):
        return error("file_unreadable", place, str(path))


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.realpath(one) == os.path.realpath(other)
    except ValueError:  # no path at all
        return False


def _shown_names(paths: Sequence[Path]) -> list[str]:
    """Return the file names, with as many folders before them as it takes to tell them apart."""
    parts = [Path(os.path.abspath(path)).parts for path in paths]
    names = [path.name or str(path) for path in paths]
    depth = 1
    while len(set(names)) < len(names) and depth < max(map(len, parts), default=0):
        depth += 1
        names = [
            "/".join(part[-depth:]) if names.count(name) > 1 else name for name, part in zip(names, parts, strict=True)
        ]
    return names
