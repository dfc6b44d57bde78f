"""Files to tables: every sheet that is known, its header found, its rows with the address of every value.

Nothing is interpreted here: what a cell says is read by its column's type later on.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from commatch import collector
from commatch.paths import Content, FileLike
from commatch.problems import Place, Problem, error, warning
from commatch.workbook.body import read_rows
from commatch.workbook.columns import assign_columns
from commatch.workbook.copies import is_problem_list, without_copy_name
from commatch.workbook.grids import Grid
from commatch.workbook.guard import LIMITS, Limits
from commatch.workbook.headers import Header, bare, shown_header
from commatch.workbook.names import By, NameMatch, is_default_name, match_name
from commatch.workbook.parts import parts_of
from commatch.workbook.proposed import NO_PROPOSALS
from commatch.workbook.recognise import holds_rows, recognise
from commatch.workbook.schema import INPUT, Lang, Sheet
from commatch.workbook.serials import SERIALS, without_serials
from commatch.workbook.sheetscan import address, column_number
from commatch.workbook.sources import Source, open_source
from commatch.workbook.tables import SourceFile, Table, Tables
from commatch.workbook.wording import NO_WORDS, OwnWords

__all__ = ["load_files", "read_bytes", "read_grids", "read_tables", "table_of"]


def read_tables(
    paths: Sequence[FileLike],
    limits: Limits = LIMITS,
    words: OwnWords = NO_WORDS,
    opened: list[Source] | None = None,
) -> Tables:
    """Return all tables of some workbooks and text files.

    Parameters
    ----------
    paths : sequence of path-like, or of (str, bytes)
        Files, or names and contents; the order is kept. A file given twice is read once.
    limits : Limits
        How large a file may be.
    words : OwnWords
        The community's own words for sheets and columns.
    opened : list of Source, optional
        Grows by the files that could be opened.

    Returns
    -------
    Tables
        What could be read, and a problem for everything that could not. Nothing raises for what a file holds.
    """
    contents, problems = load_files(paths, limits)
    tables = read_bytes(contents, limits, words, opened)
    return replace(tables, problems=(*problems, *tables.problems))


def load_files(paths: Sequence[FileLike], limits: Limits = LIMITS) -> tuple[list[Content], list[Problem]]:
    """Return name and content of some files, and a problem for each that can't be read or is given twice.

    Parameters
    ----------
    paths : sequence of path-like, or of (str, bytes)
        Files; the order is kept. A file given twice is read once. Those that are in memory are as they are.
    limits : Limits
        How large a file may be.
    """
    problems: list[Problem] = []
    chosen: list[Path | Content] = []
    for item in paths:
        path = item if isinstance(item, tuple) else Path(item)
        if isinstance(path, Path) and any(isinstance(other, Path) and _same(path, other) for other in chosen):
            problems.append(warning("file_twice", Place(path.name), path.name))
        else:
            chosen.append(path)
    names = iter(_shown_names([item for item in chosen if isinstance(item, Path)]))
    contents: list[Content] = []
    for item in chosen:
        if isinstance(item, tuple):
            contents.append(item)
            continue
        name = next(names)
        found = _load(item, name, limits)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            contents.append((name, found))
    return contents, problems


@collector.paused()
def read_bytes(
    contents: Iterable[Content],
    limits: Limits = LIMITS,
    words: OwnWords = NO_WORDS,
    opened: list[Source] | None = None,
) -> Tables:
    """Return all tables of some files that are in memory already.

    Parameters
    ----------
    contents : iterable of (str, bytes)
        File name and whole content of each file.
    limits : Limits
        How large a file may be.
    words : OwnWords
        The community's own words for sheets and columns.
    opened : list of Source, optional
        Grows by the files that could be opened.

    Returns
    -------
    Tables
        As :func:`read_tables` does.
    """
    tables: list[Table] = []
    files: list[SourceFile] = []
    problems: list[Problem] = []
    proposed = NO_PROPOSALS
    for name, data in contents:
        files.append(SourceFile(name, hashlib.sha256(data).hexdigest()))
        source = open_source(name, data, limits)
        if isinstance(source, Problem):
            problems.append(source)
            continue
        if opened is not None:
            opened.append(source)
        proposed = proposed.with_those_of(source)
        read, found = read_grids(name, source.grids, words)
        tables.extend(read)
        problems.extend(found)
    tables, counted = without_serials(tables)
    return Tables(tuple(tables), tuple(files), (*problems, *counted), proposed)


def read_grids(name: str, grids: Sequence[Grid], words: OwnWords = NO_WORDS) -> tuple[list[Table], list[Problem]]:
    """Return the tables of the sheets of one file, and what was wrong with them.

    Parameters
    ----------
    name : str
        File name.
    grids : sequence of Grid
        All its sheets.
    words : OwnWords
        The community's own words for sheets and columns.
    """
    tables: list[Table] = []
    problems: list[Problem] = []
    filled = [grid for grid in grids if not grid.blank and not is_problem_list(grid)]
    aside = []
    for grid in filled:
        match = _match(name, grid, words, alone=len(filled) == 1)
        read, found = _read_grid(name, grid, match, words)
        tables.extend(read)
        problems.extend(found)
        if match.by is By.RESULT and not read and holds_rows(grid):
            aside.append(grid.name)
    if aside:
        problems.append(warning("sheets_aside", Place(name), "、".join(sorted(aside)), count=len(aside)))
    return tables, problems


def _match(file: str, grid: Grid, words: OwnWords, *, alone: bool) -> NameMatch:
    """Return what a sheet's name says; of the only sheet of a file, where it has no name of its own, the file's."""
    match = match_name(grid.name, words)
    if match.by is By.NOTHING and alone and is_default_name(grid.name):
        return match_name(without_copy_name(Path(file).stem), words)
    return match


def _read_grid(file: str, grid: Grid, match: NameMatch, words: OwnWords) -> tuple[list[Table], list[Problem]]:
    """Return the tables of a sheet: mostly one."""
    parts = parts_of(grid, match, words)
    if len(parts) == 1:
        table, found = _read_sheet(file, grid, match, words)
        return ([table] if table else []), found
    tables: list[Table] = []
    problems: list[Problem] = []
    for part in parts:
        table, found = _read_sheet(file, part.grid, part.match, words)
        top = Place(file, grid.name, address(next((n for n, row in enumerate(part.grid.rows) if row), 0), 0))
        found = [replace(item, place=top) if item.code == "unknown_sheet" else item for item in found]
        problems += [item for item in found if item.code != "sheet_by_headers"]
        for row, column in part.unknown:
            where, value = Place(file, grid.name, address(row, column)), shown_header(grid.at(row, column))
            problems.append(
                error("kind_of_row_unknown", where, value, column="kind", sheet="requirements", choices="kind")
            )
        if table:
            first = min(map(_position, table.headers.values()))
            tables.append(replace(table, place=Place(file, grid.name, address(*first))))
    lang = Lang.EN if grid.name.isascii() else Lang.ZH
    names = "、".join(f"{INPUT[table.key].name(lang)} {table.place.cell}" for table in tables)
    problems.append(warning("tables_split", Place(file, grid.name), names, count=len(tables)))
    return tables, list(dict.fromkeys(problems))


def _read_sheet(file: str, grid: Grid, match: NameMatch, words: OwnWords) -> tuple[Table | None, list[Problem]]:
    place = Place(file, grid.name)
    recognised = recognise(grid, match, place, words)
    sheet, header, problems = recognised.sheet, recognised.header, list(recognised.problems)
    if sheet is None:
        return None, problems
    if grid.hidden:
        problems.append(warning("hidden_sheet", place, grid.name, sheet=sheet.key))
    if header is None:
        problems.append(error("no_header", place, grid.name, sheet=sheet.key))
        return None, problems
    table, found = table_of(sheet, grid, header, place)
    problems.extend(found)
    if not table.rows and match.by in (By.RESULT, By.HELP):
        return None, []
    return table, problems


def table_of(sheet: Sheet, grid: Grid, header: Header, place: Place) -> tuple[Table, list[Problem]]:
    """Return the table below a header, with what was wrong with its headers and its rows.

    Parameters
    ----------
    sheet : Sheet
        What the grid is taken for.
    grid : Grid
        The sheet as it stands in the file.
    header : Header
        Its header.
    place : Place
        File and sheet.
    """
    columns, problems = assign_columns(sheet, grid, header, place)
    rows, found = read_rows(sheet, grid, columns, place)
    problems.extend(found)
    headers = {
        column.key: Place(place.file, place.sheet, address(heading.row, heading.column))
        for column in sheet.columns
        if (heading := columns.known.get(column.key))
    }
    own_id = columns.known.get(sheet.columns[0].key)
    serial = own_id is not None and not SERIALS.isdisjoint(map(bare, own_id.words))
    return Table(sheet.key, place, headers, rows, serial), problems


def _position(place: Place) -> tuple[int, int]:
    letters = place.cell.rstrip("0123456789")
    return int(place.cell[len(letters) :]) - 1, column_number(letters)


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
