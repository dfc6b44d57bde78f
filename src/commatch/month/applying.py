"""The next state of a project list: statuses moved along, with the days of every step and what was carried out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commatch.month.opened import OpenedState, Progress, open_state
from commatch.month.state import MonthState
from commatch.paths import PathLike, paths_of
from commatch.problems import Place, Problem, error
from commatch.reports.memory_rows import memory_sheets
from commatch.reports.sheets import add_sheet
from commatch.workbook import cells
from commatch.workbook.guard import LIMITS
from commatch.workbook.kept import Copied, copied_workbook, same_values
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.save import save
from commatch.workbook.schema import INPUT, Lang, choice_name
from commatch.workbook.sheetscan import Position, column_number
from commatch.workbook.sources import Source, open_source
from commatch.workbook.values import Record

__all__ = ["Applied", "Move", "applied", "apply"]

_NUMBER = re.compile(r"-\d+$")


@dataclass(frozen=True, slots=True)
class Move:
    """A project whose status is another one than the list said: before and after."""

    project_id: str
    before: str
    after: str


@dataclass(frozen=True)
class Applied:
    """What applying decisions and results gave.

    Attributes
    ----------
    opened : OpenedState
        The month as it stands.
    path : Path, optional
        The workbook written; ``None`` where something is wrong and nothing was written.
    moves : tuple of Move
        The projects whose status moved along, by id.
    problems : tuple of Problem
        Errors, with which nothing is written; warnings, of what was assumed.
    """

    opened: OpenedState
    path: Path | None = None
    moves: tuple[Move, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the workbook was written."""
        return self.path is not None

    @property
    def state(self) -> MonthState | None:
        """Where everything stands."""
        return self.opened.state


def apply(
    result: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    path: PathLike | None = None,
    *,
    on: dt.date | None = None,
    force: bool = False,
) -> Applied:
    """Check what was decided and carried out, and write the next state of a project list.

    Parameters
    ----------
    result : path-like
        The project list with what was typed in; it stays as it is.
    inputs : path-like or sequence of path-like
        The files of needs and resources, which may have been filled further; those that the list was made of are
        looked for beside it where none are given.
    path : path-like, optional
        The workbook to write; where not given the list's name with the next number.
    on : datetime.date, optional
        The day of the steps that are new and have none of their own, such as a decision; where not given the council
        day of the month, and the month's own days.
    force : bool
        Replace a file that is there, other than those that were read.

    Returns
    -------
    Applied
        ``problems`` with all errors at once, each with its cell, and nothing written; or the file written.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written.

    Examples
    --------
    >>> import commatch
    >>> done = commatch.apply("project-list-2026-12.xlsx")  # doctest: +SKIP
    >>> done.ok, [(move.project_id, move.after) for move in done.moves]  # doctest: +SKIP
    """
    opened = open_state(Path(result), paths_of(inputs), on)
    return applied(opened, Path(result), None if path is None else Path(path), force=force)


def applied(
    opened: OpenedState,
    result: Path,
    path: Path | None = None,
    *,
    force: bool = False,
    progress: Progress = lambda phase, done: None,
) -> Applied:
    """Write the next state of a list that was opened, as :func:`apply` does."""
    if not opened.ok or opened.state is None:
        return Applied(opened, problems=opened.problems)
    data = result.read_bytes()
    source = open_source(result.name, data, LIMITS)
    assert isinstance(source, Source), "it was read before"
    lang = _language(source)
    there, moves, wrong = _statuses(opened, lang)
    if wrong:
        return Applied(opened, problems=(*opened.problems, *wrong))
    progress("write", None)
    copied = copied_workbook(source, there)
    own = {INPUT[key].name(each) for key in ("progress", "history") for each in Lang}
    kept = [grid for grid in copied.grids if grid.name not in own]
    for rows in memory_sheets(opened.state.ways, opened.state.history, lang):
        add_sheet(copied.workbook, rows, lang)
        copied.amended.pop(rows.sheet.name(lang), None)

    def sound(file: Path) -> bool:
        again = open_source("copy.xlsx", file.read_bytes(), LIMITS)
        if not isinstance(again, Source):
            return False
        return same_values(kept, [grid for grid in again.grids if grid.name not in own])

    written = _saved(copied, path or next_name(result), [result, *opened.files], force, sound)
    return Applied(opened, written, tuple(moves), opened.problems)


def _language(source: Source) -> Lang:
    """Return the language of a list: that of the name of its sheet of projects."""
    return Lang.EN if OUTPUT["projects"].key in {cells.folded(grid.name) for grid in source.grids} else Lang.ZH


def _statuses(
    opened: OpenedState, lang: Lang
) -> tuple[Mapping[str, Mapping[Position, object]], list[Move], list[Problem]]:
    """Return the cells whose status is another one now, and the projects, or what is wrong with the sheet."""
    assert opened.state is not None
    records = {cells.folded(item.text("project_id")): item for item in (opened.written.records or {})["projects"]}
    there: dict[str, dict[Position, object]] = {}
    moves = []
    for project in opened.state.projects:
        record = records.get(cells.folded(project.project_id))
        if record is None or (record["status"] or "proposed") == project.status.value:
            continue
        if "status" not in record.row.frame.known:
            place = Place(record.row.place.file, record.row.place.sheet)
            return {}, [], [error("apply_no_status", place, sheet="projects")]
        said = choice_name("need_status", project.status.value, lang)
        there.setdefault(record.row.place.sheet, {})[record.row.number, _column(record)] = said
        moves.append(Move(project.project_id, record.text("status"), project.status.value))
    return there, moves, []


def _column(record: Record) -> int:
    """Return the column of a row's status, from 0."""
    _, letters = record.row.frame.known["status"]
    return column_number(letters)


def next_name(result: Path) -> Path:
    """Return the name under which the next state is written: the list's own, to which a number is given."""
    first = result.with_name(f"{_NUMBER.sub('', result.stem)}.xlsx")
    return first if first.exists() else result.with_suffix(".xlsx")


def _saved(copied: Copied, path: Path, inputs: Sequence[Path], force: bool, sound: Callable[[Path], bool]) -> Path:
    return save(copied.workbook, path, private=True, force=force, inputs=inputs, amended=copied.amended, sound=sound)
