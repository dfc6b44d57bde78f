"""A project list that comes back: its sheets found by name or by header, its rows with the address of every value.

The headers are recognised as those of any other sheet are. Nothing is interpreted here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from commatch import collector
from commatch.problems import Place, Problem, error, warning
from commatch.workbook.grids import Grid
from commatch.workbook.guard import LIMITS, Limits
from commatch.workbook.headers import Header, find_header
from commatch.workbook.names import By, match_name, match_result
from commatch.workbook.outputs import READ_BACK
from commatch.workbook.reader import table_of
from commatch.workbook.recognise import bears_out
from commatch.workbook.schema import Sheet
from commatch.workbook.sources import Source, open_source
from commatch.workbook.tables import SourceFile, Table, Tables
from commatch.workbook.wording import NO_WORDS, OwnWords, known_words

__all__ = ["read_results", "results_in"]

_BY_HEADER = ("projects", "assignments")
"""Sheets that are known by their header where no name tells them."""
_LEAST = 4
_SURE, _LOOSE, _GUESSED = range(3)
_AS_IT_SHOULD_BE = frozenset({"hidden_rows", "hidden_columns"})
"""Filters and hidden columns are what a project list is worked with: everything is read all the same."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A grid that may be a sheet of a project list, and how sure that is; the surest is read."""

    rank: int
    grid: Grid
    header: Header | None


@collector.paused()
def read_results(name: str, data: bytes, limits: Limits = LIMITS, words: OwnWords = NO_WORDS) -> Tables:
    """Return the sheets of a project list that are read again.

    Parameters
    ----------
    name : str
        File name.
    data : bytes
        The whole file.
    limits : Limits
        How large it may be.
    words : OwnWords
        The community's own words for sheets and columns.

    Returns
    -------
    Tables
        Tables of :data:`commatch.workbook.outputs.READ_BACK`, at most one for each sheet.
    """
    files = (SourceFile(name, hashlib.sha256(data).hexdigest()),)
    source = open_source(name, data, limits)
    if isinstance(source, Problem):
        return Tables(files=files, problems=(source,))
    return results_in(source, words)


@collector.paused()
def results_in(source: Source, words: OwnWords = NO_WORDS) -> Tables:
    """Return the sheets of an opened project list, as :func:`read_results` does."""
    name = source.name
    files = (SourceFile(name, hashlib.sha256(source.data).hexdigest()),)
    grids = [grid for grid in source.grids if not grid.blank]
    tables: list[Table] = []
    problems: list[Problem] = []
    for key, found in _sheets(grids, words).items():
        sheet, (chosen, *others) = READ_BACK[key], found
        place = Place(name, chosen.grid.name)
        problems += [_not_read(sheet, other, name) for other in others if other.rank < _GUESSED]
        if chosen.rank == _GUESSED:
            problems.append(warning("sheet_by_headers", place, chosen.grid.name, sheet=key))
        if chosen.header is None:
            problems.append(error("no_header", place, chosen.grid.name, sheet=key))
            continue
        table, wrong = table_of(sheet, chosen.grid, chosen.header, place)
        tables.append(table)
        problems += [_told(item) for item in wrong if item.code not in _AS_IT_SHOULD_BE]
    return Tables(tuple(tables), files, tuple(problems))


def _sheets(grids: list[Grid], words: OwnWords) -> Mapping[str, list[_Found]]:
    """Return the grids that may be each sheet, the surest first."""
    found: dict[str, list[_Found]] = {}
    for grid in grids:
        for key, it in _may_be(grid, words):
            found.setdefault(key, []).append(it)
    for those in found.values():
        those.sort(key=lambda it: it.rank)
    return found


def _may_be(grid: Grid, words: OwnWords) -> Iterator[tuple[str, _Found]]:
    """Yield the sheets that a grid may be, with its header as that of each."""
    match = match_result(grid.name, words)
    if match.by is By.NAME:
        if match.key in READ_BACK:
            yield match.key, _Found(_SURE, grid, _header(match.key, grid, words))
        return
    keys: tuple[str, ...] = (match.key,) if match.key in READ_BACK else ()
    rank = _LOOSE
    if not match.key and match_name(grid.name, words).by in (By.NOTHING, By.LOOSELY, By.SEVERAL):
        keys, rank = _BY_HEADER, _GUESSED
    for key in keys:
        header = _header(key, grid, words)
        if header is not None and bears_out(READ_BACK[key], header, min(_LEAST, len(READ_BACK[key].columns))):
            yield key, _Found(rank, grid, header)


def _header(key: str, grid: Grid, words: OwnWords) -> Header | None:
    """Return a grid's header; a community's own word does not stand for what is a header of the sheet itself."""
    own = known_words(key)
    headers = {word: known for word, known in words.headers.items() if word not in own}
    return find_header(READ_BACK[key], grid, replace(words, headers=headers))


def _not_read(sheet: Sheet, other: _Found, file: str) -> Problem:
    return warning("previous_sheet_twice", Place(file, other.grid.name), other.grid.name, sheet=sheet.key)


def _told(problem: Problem) -> Problem:
    """Return a problem of reading in the words for a project list."""
    if problem.code != "extra_column":
        return problem
    said = dict(problem.params)
    return warning("previous_extra_column", problem.place, problem.value, sheet=said["sheet"], count=said["count"])
