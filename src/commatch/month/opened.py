"""A month opened from its project list for what was decided and carried out, its other files as they are now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from commatch.amending import amend
from commatch.assemble.loans import loans_of
from commatch.assemble.previous import read_previous
from commatch.assemble.previous_rows_gone import as_planned
from commatch.community import Community, Kind
from commatch.explaining.written import Written, is_project_list, read_written
from commatch.memory import Memory
from commatch.month.given import given_twice
from commatch.month.numbered import newer_list
from commatch.month.state import MonthState, month_state
from commatch.months import council_day, last_day, month_after
from commatch.paths import Content
from commatch.previous import Previous
from commatch.problems import NOWHERE, Place, Problem, Severity, error, has_errors, warning
from commatch.settings import DEFAULTS, Settings
from commatch.workbook.limits import limits_of
from commatch.workbook.reader import load_files
from commatch.workbook.wording import OwnWords

__all__ = ["OpenedState", "open_state"]

Progress = Callable[[str, float | None], None]


@dataclass(frozen=True)
class OpenedState:
    """A month as it stands, and the files that say so.

    Attributes
    ----------
    written : Written
        What the project list says of its own run.
    files : tuple of Path
        The files of needs and resources.
    settings : Settings
        What holds below the sheet 设置: the settings with which the list was made.
    community : Community
        Needs and resources as they are now.
    previous : Previous
        The list as it came back.
    state : MonthState, optional
        Where everything stands; ``None`` where a file can't be read.
    problems : tuple of Problem
        Everything that is wrong or was assumed; with an error nothing is to be made of it.
    """

    written: Written
    files: tuple[Path, ...] = ()
    settings: Settings = DEFAULTS
    community: Community = field(default_factory=Community)
    previous: Previous = field(default_factory=Previous)
    state: MonthState | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it can be used."""
        return self.state is not None and not has_errors(self.problems)


def open_state(
    result: Path,
    inputs: Sequence[Path] = (),
    on: dt.date | None = None,
    progress: Progress = lambda phase, done: None,
) -> OpenedState:
    """Open a month from its project list.

    Parameters
    ----------
    result : Path
        The project list, as it came back.
    inputs : sequence of Path
        The files of needs and resources, which may have been filled further since; those that the list was made of are
        looked for beside it where none are given.
    on : datetime.date, optional
        The day of the steps that are new and have none of their own.
    progress : callable
        Called with a phase's name as it begins.
    """
    progress("read", None)
    written = read_written(result)
    if has_errors(written.problems):
        return OpenedState(written, problems=written.problems)
    files, wrong = _files(written, result, inputs)
    if wrong:
        return OpenedState(written, files, problems=wrong)
    settings, _ = amend(
        DEFAULTS, {name: said for name, said in (written.settings or {}).items() if said and name != "start"}
    )
    from commatch import api

    assert written.month is not None, "a list that can be read says its month"
    month = written.month.replace(day=1)
    community = api.read(files, settings=replace(settings, month=month), accept_proposals=True)
    late = _other_month(community, month, written)
    if not late and community.settings.month != month:  # the list was made with another month than the sheet's
        community = api.read(files, settings=settings, accept_proposals=True, month=f"{month:%Y-%m}")
    if has_errors((*community.problems, *late)):
        errors = (problem for problem in community.problems if problem.severity is Severity.ERROR)
        return OpenedState(written, files, settings, community, problems=(*late, *errors))
    assert community.settings.month is not None, "it was given"
    previous = read_previous(
        result,
        community.settings.month,
        needs={need.need_id: need for need in community.needs},
        resources={item.resource_id: item.name for kind in Kind for item in community.resources(kind)},
        limits=limits_of(community.settings),
        words=OwnWords.of(community.settings),
        carried_out=True,
        settings=community.settings,
        loans=loans_of(community),
    )
    previous = as_planned(previous, community)
    progress("judge", None)
    state = month_state(community, previous, on)
    problems = sorted(
        dict.fromkeys(
            (
                *newer_list(result, month),
                *previous.problems,
                *state.problems,
                *_hours_gone(written),
                *_came(community, month),
                *_far_off(on, month, community.settings),
            )
        ),
        key=lambda problem: problem.sort_key,
    )
    return OpenedState(written, files, settings, community, previous, state, tuple(problems))


def _hours_gone(written: Written) -> Iterator[Problem]:
    """Yield a warning where the list has no column of actual hours any more."""
    for record in ((written.records or {}).get("assignments") or ())[:1]:
        if "actual_hours" not in record.table.headers:
            yield warning("hours_column_gone", record.table.place, sheet="assignments")


def _came(community: Community, month: dt.date) -> Iterator[Problem]:
    """Yield what reading found of who came: days that are to come, and more hours than a day of the month has."""
    memory = community.memory or Memory()
    own = {row.hours_place for row in memory.attendance if row.date and row.date.replace(day=1) == month}
    for problem in community.problems:
        if problem.code == "day_to_come" or (problem.code == "hours_over_a_day" and problem.place in own):
            yield problem


def _far_off(on: dt.date | None, month: dt.date, settings: Settings) -> Iterator[Problem]:
    """Yield a warning where the day given is before the month's council, or more than a month after its end."""
    first, last = council_day(month, settings.council_day), last_day(month_after(month))
    if on is not None and not first <= on <= last:
        yield warning("on_far_off", NOWHERE, on.isoformat(), month=f"{month:%Y-%m}", first=first, last=last)


def _files(written: Written, result: Path, inputs: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Return the files of needs and resources, with an error for each that is missing, given twice, or a list."""
    if inputs:
        contents, problems = [], []
        for path in inputs:
            loaded, wrong = load_files([path])
            contents += loaded
            problems += [item for item in wrong if item.severity is Severity.ERROR]
        listed = result.read_bytes()
        problems += given_twice([(result.name, listed), *contents])
        problems += _lists([item for item in contents if item[1] != listed], written.file[0])
        return tuple(inputs), tuple(problems)
    if not written.inputs:
        return (), (error("result_without_inputs", Place(written.file[0]), written.file[0]),)
    found, problems = [], []
    for name, _ in written.inputs:
        places = (result.parent / name, result.parent / PurePosixPath(name).name)
        beside = next((place for place in places if place.is_file()), None)
        if beside is not None:
            found.append(beside)
        elif not (written.again and PurePosixPath(name).name.startswith(_LISTS)):  # the list of before is not needed
            problems.append(error("result_input_missing", Place(name), name, result=written.file[0]))
    return tuple(path for path in found if not is_project_list(path.name, path.read_bytes())), tuple(problems)


_LISTS = ("项目清单", "project-list")


def _lists(contents: Iterable[Content], result: str) -> Iterator[Problem]:
    """Yield an error for each file beside the list that is a project list, too."""
    for name, data in contents:
        if is_project_list(name, data):
            yield error("input_is_list", Place(name), name, other=result)


def _other_month(community: Community, month: dt.date, written: Written) -> tuple[Problem, ...]:
    """Return an error where the files are of another month than the list; the very ones that it was made of are not.

    A list may be made with another month than its files say, and files of the month after are rolled over already.
    """
    name, said = written.file[0], community.settings.month
    same = {sha256 for _, sha256 in community.files} <= {sha256 for _, sha256 in written.inputs}
    if said is not None and (said > month or (said < month and not same)):
        return (error("input_other_month", Place(name), f"{month:%Y-%m}", month=f"{said:%Y-%m}"),)
    memory = community.memory
    latest = max((balance.month for balance in memory.balances), default=None) if memory else None
    if latest is None or latest < month:
        return ()
    return (error("input_later_month", Place(name), f"{month:%Y-%m}", latest=f"{latest:%Y-%m}"),)
