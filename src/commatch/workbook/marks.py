"""Which cells of a file's sheets have problems, and the words of their notes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from commatch.problems import Problem, Severity
from commatch.texts.annotate import COPY_WORDS, copy_words
from commatch.texts.problems import describe
from commatch.workbook.grids import Grid
from commatch.workbook.rowxml import MOST_COLUMNS, MOST_ROWS
from commatch.workbook.schema import Lang, choice_name
from commatch.workbook.sheetscan import Area, Position, column_number

__all__ = ["MOST_NOTES", "Entry", "Mark", "entries_of", "marks_of", "without_marks"]

MOST_NOTES = 1000
"""Most notes of a sheet; more of them make a file slow to open, and hard to read."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LONGEST_NOTE = 2000


class Entry(NamedTuple):
    """A problem with its words, and the cell of the copy that it is marked at, if it has one."""

    problem: Problem
    message: str
    hint: str
    sheet: str = ""
    position: Position | None = None

    @property
    def error(self) -> bool:
        """It stops a run."""
        return self.problem.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked cell: whether one of its problems is an error, and its note, '' where there are too many notes."""

    error: bool
    note: str


def entries_of(problems: Sequence[Problem], file: str, grids: Sequence[Grid], lang: Lang) -> list[Entry]:
    """Return problems in the order in which a person goes through them: errors first, then by sheet, row and column.

    Parameters
    ----------
    problems : sequence of Problem
        Problems of the file, and others, which are marked nowhere and come first of their kind.
    file : str
        Name of the file as problems say it.
    grids : sequence of Grid
        Its sheets.
    lang : Lang
        Language of the words.
    """
    order = {grid.name: number for number, grid in enumerate(grids)}
    merged = {grid.name: grid.merges for grid in grids}
    anchors = _anchors(problems, merged)
    entries = []
    for problem in problems:
        sheet = problem.place.sheet if problem.place.file == file and problem.place.sheet in order else ""
        position = None
        if sheet:
            position = _position(problem.place.cell)
            position = anchors.get((sheet, position), position)
        entries.append(Entry(problem, *describe(problem, lang), sheet, position))
    return sorted(
        entries,
        key=lambda entry: (not entry.error, order.get(entry.sheet, -1), entry.position or (-1, -1), *_rest(entry)),
    )


def marks_of(entries: Sequence[Entry], lang: Lang) -> dict[str, dict[Position, Mark]]:
    """Return the marked cells by sheet; the first of them, errors before warnings, have notes."""
    cells: dict[str, dict[Position, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.position is not None:
            cells[entry.sheet][entry.position].append(entry)
    return {
        sheet: {
            position: Mark(found[0].error, _note(found, lang) if number < MOST_NOTES else "")
            for number, (position, found) in enumerate(by_position.items())
        }
        for sheet, by_position in cells.items()
    }


def without_marks(note: str) -> str:
    """Return a note without what an earlier check wrote into it."""
    starts = [at for words in COPY_WORDS["mark"] if (at := note.find(words)) >= 0]
    return note[: min(starts)].rstrip() if starts else note


def _anchors(
    problems: Sequence[Problem], merged: Mapping[str, Sequence[Area]]
) -> dict[tuple[str, Position | None], Position]:
    """Return for cells with problems inside merged ranges the range's first cell, which is the one that is shown."""
    places: dict[str, set[Position]] = defaultdict(set)
    for problem in problems:
        if merged.get(problem.place.sheet):
            places[problem.place.sheet].add(_position(problem.place.cell))
    anchors: dict[tuple[str, Position | None], Position] = {}
    for sheet, positions in places.items():
        ordered = sorted(positions)
        for top, left, bottom, right in merged[sheet]:
            for position in ordered[bisect_left(ordered, (top, 0)) : bisect_right(ordered, (bottom, MOST_COLUMNS))]:
                if left <= position[1] <= right:
                    anchors[sheet, position] = (top, left)
    return anchors


def _position(cell: str) -> Position:
    """Return a cell's row and column from 0; the sheet's first cell for a problem of a whole sheet."""
    found = _ADDRESS.fullmatch(cell)
    if not found:
        return (0, 0)
    row, column = int(found[2]) - 1, column_number(found[1])
    return (row, column) if row < MOST_ROWS and column < MOST_COLUMNS else (0, 0)


def _rest(entry: Entry) -> tuple[str, ...]:
    problem = entry.problem
    return (problem.place.file, problem.place.sheet, problem.place.cell, problem.code, problem.value, entry.message)


def _note(entries: Sequence[Entry], lang: Lang) -> str:
    lines = [copy_words("mark", lang)]
    for entry in entries:
        severity = choice_name("severity", entry.problem.severity.value, lang)
        lines.append(copy_words("mark.problem", lang, severity=severity, message=entry.message))
        if entry.hint:
            lines.append(copy_words("mark.hint", lang, hint=entry.hint))
    text = "\n".join(lines)
    mark = copy_words("cut", lang)
    return text if len(text) <= _LONGEST_NOTE else text[: _LONGEST_NOTE - len(mark)] + mark
