"""The library's function that takes a month's list a step further: what was decided and done is seen and recorded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commatch.community import NeedStatus
from commatch.memory import Memory
from commatch.month.ledger import community_ledger
from commatch.month.mended import mended_cells
from commatch.month.numbered import next_name
from commatch.month.opened import OpenedState, Progress, open_state
from commatch.month.state import MonthState
from commatch.months import month_before
from commatch.paths import PathLike, paths_of
from commatch.previous_projects import COMPLETED
from commatch.problems import NOWHERE, Place, Problem, has_errors, warning
from commatch.reports.continued import CellValue, Continued, write_continued
from commatch.reports.memory_rows import history, progress
from commatch.reports.words import Words
from commatch.workbook.annotate import Note
from commatch.workbook.guard import LIMITS
from commatch.workbook.names import By, match_result
from commatch.workbook.outputs import READ_BACK
from commatch.workbook.schema import INPUT, Lang, choice_name
from commatch.workbook.sheetscan import Position, column_number
from commatch.workbook.sources import Source, open_source
from commatch.workbook.values import Record

__all__ = ["Applied", "Moved", "apply", "checked", "write_applied"]

_ANEW = ("progress", "history")
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Moved:
    """A project whose status moved along: from what its cell says to what is written."""

    project_id: str
    before: NeedStatus
    after: NeedStatus


@dataclass(frozen=True)
class Applied:
    """A month's list that was taken a step further.

    Attributes
    ----------
    opened : OpenedState
        The month as it stands.
    path : Path, optional
        The new list; ``None`` where nothing was written.
    notes : tuple of (str, tuple of (str, str))
        What could not be kept of the list, for :func:`commatch.texts.annotate.note_words`.
    """

    opened: OpenedState
    path: Path | None = None
    notes: tuple[Note, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether all of what was typed in can be."""
        return self.opened.ok

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors, with which nothing is written; warnings, of what was assumed."""
        return self.opened.problems

    @property
    def state(self) -> MonthState | None:
        """How far every need and project has come."""
        return self.opened.state

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The projects whose status moved along."""
        return tuple(_moved(self.opened.state)) if self.opened.state is not None and self.ok else ()


def apply(
    result: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    path: PathLike | None = None,
    *,
    on: dt.date | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Applied:
    """Check what was decided and carried out of a month's list, and write the list as it stands then.

    The new list is a copy in which the projects' status is moved along; its sheets 进程 and 历史 say how far every need
    has come, on which days, and what was carried out. The list that was filled in stays as it is.

    Parameters
    ----------
    result : path-like
        The project list, with decisions, replies, hours, outcomes and ratings typed in.
    inputs : path-like or sequence of path-like
        The month's needs and resources as they are now; those that the list was made of are looked for beside it where
        none are given.
    path : path-like, optional
        The new list; beside ``result`` with the next number where not given.
    on : datetime.date, optional
        The day of the steps that are new and have none of their own.
    force : bool
        Replace a file that exists; without it the name gets a number.
    progress : callable, optional
        As :func:`commatch.match` takes it.

    Returns
    -------
    Applied
        ``state`` holds every need's way and the month's history, ``moved`` the projects that moved along. Without
        ``ok`` nothing was written.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written.

    Examples
    --------
    >>> import commatch
    >>> applied = commatch.apply("project-list-2026-12-2.xlsx", "community-month.xlsx")  # doctest: +SKIP
    >>> [(item.project_id, item.after) for item in applied.moved]  # doctest: +SKIP
    """
    tell = progress or (lambda phase, done: None)
    opened = checked(open_state(Path(result), paths_of(inputs), on, tell))
    if not opened.ok:
        return Applied(opened)
    tell("write", None)
    target = Path(path) if path is not None else next_name(Path(result))
    return write_applied(opened, Path(result), target, force=force)


def checked(opened: OpenedState) -> OpenedState:
    """Return a month with what is wrong besides its list: points spent that are not there, sheets with more in them.

    While something of the list can't be nobody knows what was earned, and nothing is said of points.
    """
    state = opened.state
    if state is None:
        return opened
    community = opened.community
    ledger = community_ledger(community, (*community.history, *state.history), state.ways)
    errors = [problem for problem in ledger.problems if has_errors((problem,))] if opened.ok else []
    problems = {*opened.problems, *errors, *_beside(opened, state), *_deleted(state)}
    return replace(opened, problems=tuple(sorted(problems, key=lambda problem: problem.sort_key)))


def write_applied(opened: OpenedState, result: Path, path: Path, *, force: bool = False) -> Applied:
    """Write the list of a month as it stands.

    Parameters
    ----------
    opened : OpenedState
        The month, without an error.
    result : Path
        The list as it was filled in.
    path : Path
        The new one.
    force : bool
        Replace a file that is there.

    Raises
    ------
    commatch.workbook.save.OutputError
        It could not be written.
    """
    state = opened.state
    assert state is not None, "a month without an error has a state"
    source = open_source(opened.written.file[0], result.read_bytes(), LIMITS)
    assert isinstance(source, Source), "it was read before"
    titles = _titles(opened, source)
    lang = Lang.EN if titles["projects"] == READ_BACK["projects"].name(Lang.EN) else Lang.ZH
    words = Words(lang)
    sheets = (
        progress(state.ways, words, _title(state, "progress", words)),
        history(state.history, words, _title(state, "history", words)),
    )
    continued = Continued(
        source=source,
        cells=_cells(opened, state, lang),
        sheets=tuple(rows for rows in sheets if rows.rows or rows.sheet.key in titles),
        titles={key: titles[key] for key in _ANEW if key in titles},
        before=titles.get("run", ""),
        lang=lang,
    )
    written, notes = write_continued(continued, path, force=force, inputs=(result, *opened.files))
    return Applied(opened, written, tuple(notes))


def _moved(state: MonthState) -> Iterator[Moved]:
    for project in state.projects:
        before = project.stood or NeedStatus.PROPOSED
        if before is not project.status:
            yield Moved(project.project_id, before, project.status)


def _cells(opened: OpenedState, state: MonthState, lang: Lang) -> Mapping[str, Mapping[Position, CellValue]]:
    """Return the cells that are to say something else, by sheet: statuses that moved along, what lags behind edits."""
    moved = {item.project_id for item in _moved(state)} if _says_status(opened) else set()
    cells: list[tuple[Place, CellValue]] = [
        (project.place, choice_name("need_status", project.status, lang))
        for project in state.projects
        if project.project_id in moved
    ]
    cells += mended_cells(opened.previous.projects, opened.written.records or {}, opened.community, Words(lang))
    found: dict[str, dict[Position, CellValue]] = {}
    for place, value in cells:
        if at := _CELL.fullmatch(place.cell):
            found.setdefault(place.sheet, {})[int(at[2]) - 1, column_number(at[1])] = value
    return found


def _says_status(opened: OpenedState) -> bool:
    """Tell whether the list has a column of statuses."""
    return any("status" in record.table.headers for record in _records(opened, "projects")[:1])


def _records(opened: OpenedState, key: str) -> Sequence[Record]:
    return (opened.written.records or {}).get(key, ())


def _titles(opened: OpenedState, source: Source) -> Mapping[str, str]:
    """Return the names of the list's sheets by key: as they were read, else by their names."""
    found: dict[str, str] = {}
    for grid in source.grids:
        match = match_result(grid.name)
        if match.by is By.NAME:
            found.setdefault(match.key, grid.name)
    records = opened.written.records or {}
    return found | {key: rows[0].table.place.sheet for key, rows in records.items() if rows}


def _title(state: MonthState, key: str, words: Words) -> str:
    name = state.community.settings.community_name
    return words("sheet_title", community=name, month=words.month(state.month), sheet=INPUT[key].name(words.lang))


def _deleted(state: MonthState) -> Iterator[Problem]:
    """Yield a warning for each need that was on this month's list and is gone from the needs sheet."""
    known = {way.need_id: way for way in (state.community.memory or Memory()).ways}
    for way in state.deleted:
        before = known.get(way.need_id)
        if before is None or before.end_month == month_before(state.month):
            done = way.status in COMPLETED
            yield warning(
                "need_row_deleted_done" if done else "need_row_deleted", NOWHERE, way.need_id, status=way.status
            )


def _beside(opened: OpenedState, state: MonthState) -> Iterator[Problem]:
    """Yield a warning for what the list holds that its next state will not."""
    projects = _records(opened, "projects")
    if projects and not _says_status(opened):
        yield warning("status_column_gone", projects[0].table.place)
    for key in _ANEW:
        records = _records(opened, key)
        own = dict.fromkeys(
            header
            for record in records
            for header, cell in record.row.extras.items()
            if cell.value is not None and header.strip()
        )
        if own:
            yield warning("columns_not_kept", records[0].table.place, "、".join(own), sheet=key)
    for record in _records(opened, "history"):
        date = record["date"]
        month = record["month"] or (date.replace(day=1) if date else None)
        if month != state.month:
            place, value = record.place("month"), record.text("need_id")
            yield warning("history_of_other_month", place, value, month=f"{state.month:%Y-%m}")
