"""The library's functions: read from files or data frames, check, match, what-if, write, tidy, draft."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from commatch.amending import amend
from commatch.community import Community, Kind
from commatch.paths import FileLike, PathLike, paths_of
from commatch.settings import DEFAULTS, RESET, Settings

if TYPE_CHECKING:
    from commatch.altering.compare import WhatIf
    from commatch.altering.grammar import Operation
    from commatch.altering.whatif import Month
    from commatch.checking import CheckResult
    from commatch.drafting.draft import DraftResult
    from commatch.matching.result import Result
    from commatch.previous import Previous
    from commatch.tidying.tidy import TidyResult
    from commatch.workbook.frames import DataFrames
    from commatch.workbook.sources import Source
    from commatch.workbook.tables import Tables

__all__ = ["check", "draft", "from_frames", "match", "read", "tidy", "whatif", "write_projects"]


def read(
    paths: PathLike | Sequence[FileLike],
    *,
    settings: Settings | None = None,
    accept_proposals: bool = False,
    previous: PathLike | None = None,
    **overrides: object,
) -> Community:
    """Read a community's month from one or more workbooks.

    Parameters
    ----------
    paths : path-like, or sequence of path-like or of (str, bytes)
        Files that together hold the needs and the resources, one sheet in any of them; one that is in memory is its
        name and its bytes.
    settings : Settings, optional
        What holds where the workbooks' own sheet of settings says nothing; the defaults where not given.
    accept_proposals : bool
        Take the cells that a draft proposed and nobody has confirmed; without it each sheet that holds any is an
        error.
    previous : path-like, optional
        The month's project list as it came back: what is confirmed stays, what was rejected goes, of the rest as
        little changes as can be.
    **overrides : object
        Settings that beat the sheet, by name: ``month="2026-12"``, ``venue_walk=20``; a blank text makes one
        the default, whatever the sheet and ``settings`` say, ``None`` leaves it.

    Returns
    -------
    Community
        Needs, resources and settings. Nothing is raised for what the files hold: ``problems`` lists every
        error and warning with its file, sheet and cell, and a community with errors is not matched.

    Examples
    --------
    >>> import commatch
    >>> community = commatch.read(["needs.xlsx", "resources.xlsx"], month="2026-12")  # doctest: +SKIP
    >>> [problem.code for problem in community.problems]  # doctest: +SKIP
    """
    tables, (settings, said) = _read(paths, settings, overrides)
    from commatch.assemble import assemble

    community = assemble(tables, settings, said, accept_proposals=accept_proposals)
    return community if previous is None else _with_previous(community, previous)


def from_frames(
    frames: DataFrames,
    *,
    settings: Settings | None = None,
    previous: PathLike | None = None,
    **overrides: object,
) -> Community:
    """Make a community's month of data frames, without any file.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        One for each input sheet, by its name: ``needs``, ``helpers``, ``venues`` … or 需求清单, 能人, 场地 …; the
        columns have the headers of the sheet, in either language. An index that has a name is a column as well.
    settings, previous, **overrides
        As :func:`read` takes them.

    Returns
    -------
    Community
        As :func:`read` returns it, frames in place of sheets: a problem's place is the frame and the column with the
        row's label, ``needs!urgency[3]``.

    Raises
    ------
    TypeError
        Something is no data frame; it is named.

    Examples
    --------
    >>> import commatch
    >>> community = commatch.from_frames({"needs": needs, "helpers": helpers}, month="2026-12")  # doctest: +SKIP
    >>> [str(problem.place) for problem in community.problems]  # doctest: +SKIP
    """
    from commatch.assemble import assemble
    from commatch.workbook.frames import frame_tables
    from commatch.workbook.wording import OwnWords

    said = {key: RESET if value == "" else value for key, value in overrides.items()}
    in_time, _ = amend(settings or DEFAULTS, said)
    community = assemble(frame_tables(frames, OwnWords.of(in_time)), settings or DEFAULTS, said)
    return community if previous is None else _with_previous(community, previous)


def _with_previous(community: Community, path: PathLike) -> Community:
    """Return a month with the plan before it."""
    from commatch.assemble.joined import joined

    return joined(community, _previous_of(community, path))


def _previous_of(community: Community, path: PathLike) -> Previous:
    """Return the plan before a month, as its project list tells it, with how far every need has come by it."""
    from commatch.assemble.loans import loans_of
    from commatch.assemble.previous import read_previous
    from commatch.assemble.previous_rows_gone import as_planned
    from commatch.month.state import carried_along
    from commatch.workbook.limits import limits_of
    from commatch.workbook.wording import OwnWords

    settings = community.settings
    assert settings.month is not None
    previous = read_previous(
        path,
        settings.month,
        needs={need.need_id: need for need in community.needs},
        resources={item.resource_id: item.name for kind in Kind for item in community.resources(kind)},
        limits=limits_of(settings),
        words=OwnWords.of(settings),
        settings=settings,
        loans=loans_of(community),
    )
    return carried_along(community, as_planned(previous, community))


def check(
    paths: PathLike | Sequence[FileLike], *, settings: Settings | None = None, **overrides: object
) -> CheckResult:
    """Read a community's month and say everything that is wrong or doubtful in it.

    Parameters
    ----------
    paths, settings, **overrides
        As :func:`read` takes them.

    Returns
    -------
    CheckResult
        ``ok`` tells whether it can be matched. ``problems`` holds what :func:`read` found and what only the lists
        together show: needs that nobody can serve, people whom no need asks, things written twice.

    Examples
    --------
    >>> import commatch
    >>> result = commatch.check(["needs.xlsx", "resources.xlsx"], month="2026-12")  # doctest: +SKIP
    >>> result.ok, result.counts["needs"].rows, [problem.code for problem in result.problems]  # doctest: +SKIP
    """
    return checked(paths, settings, overrides)


def checked(
    paths: PathLike | Sequence[FileLike],
    settings: Settings | None,
    overrides: Mapping[str, object],
    opened: list[Source] | None = None,
    *,
    accept_proposals: bool = False,
) -> CheckResult:
    """Check as :func:`check` does; ``opened`` grows by the files that could be opened."""
    tables, (settings, said) = _read(paths, settings, overrides, opened)
    from commatch.assemble import assemble
    from commatch.checking import check

    return check(tables, assemble(tables, settings, said, accept_proposals=accept_proposals))


def _read(
    paths: PathLike | Sequence[FileLike],
    settings: Settings | None,
    overrides: Mapping[str, object],
    opened: list[Source] | None = None,
) -> tuple[Tables, tuple[Settings, dict[str, object]]]:
    """Return what files hold, with the settings below their own and those that beat them."""
    from commatch.workbook.limits import limits_of
    from commatch.workbook.reader import read_tables
    from commatch.workbook.wording import OwnWords

    chosen = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    said = {key: RESET if value == "" else value for key, value in overrides.items()}
    below = settings or DEFAULTS
    in_time, _ = amend(below, said)
    return read_tables(chosen, limits_of(in_time), OwnWords.of(in_time), opened), (below, said)


def match(
    community: Community,
    settings: Settings | None = None,
    *,
    progress: Callable[[str, float | None], None] | None = None,
) -> Result:
    """Find the best plan for a community's month.

    Parameters
    ----------
    community : Community
        As :func:`read` returns it, or made by hand.
    settings : Settings, optional
        In place of the community's settings; a month left out is the community's.
    progress : callable, optional
        Called with a phase's name as it begins and the share done, 0 to 1, where it is known.

    Returns
    -------
    Result
        ``outcome`` says how it ended: planned, input problems, no plan, or a failed audit. A plan that is
        returned as planned has passed an audit of every hard rule, computed anew from the plan and the
        community.

    Examples
    --------
    >>> import commatch
    >>> result = commatch.match(commatch.read("month.xlsx"))  # doctest: +SKIP
    >>> result.outcome, sorted(result.plan.served)  # doctest: +SKIP
    """
    from commatch.matching import engine

    return engine.match(community, settings, progress)


def whatif(
    paths: PathLike | Sequence[PathLike],
    add: Iterable[str] | str = (),
    remove: Iterable[str] | str = (),
    set: Iterable[str] | str = (),
    *,
    settings: Settings | None = None,
    previous: PathLike | None = None,
    **overrides: object,
) -> WhatIf:
    """Find out what some changes would bring: the month's plan as it is and with them, side by side.

    Parameters
    ----------
    paths, settings, previous, **overrides
        As :func:`read` takes them; the files stay as they are.
    add : iterable of str, or str
        Rows to add, such as ``"能人 水电工:4 周二晚上 6小时"`` or ``"helper plumber:4 Tue evening 6 hours"``.
    remove : iterable of str, or str
        Ids of needs and resources to take away; what is said about them goes along.
    set : iterable of str, or str
        Cells to set: ``"F01 amount=5000"``, ``"H012 times+=2026-12-08 evening"``. Rows are added first, then taken
        away, then set.

    Returns
    -------
    WhatIf
        ``outcome`` says how it ended. ``figures`` and ``groups`` tell what is covered before and after, ``gained`` and
        ``lost`` which needs are served only after or only before; ``before`` and ``after`` are both results.

    Raises
    ------
    commatch.altering.AlterError
        A text can't be understood, or names no row or column; all faults at once.

    Examples
    --------
    >>> import commatch
    >>> found = commatch.whatif("month.xlsx", add="helper plumber:4 6 hours", remove="V02")  # doctest: +SKIP
    >>> [need.need_id for need in found.gained], [need.need_id for need in found.lost]  # doctest: +SKIP
    """
    from commatch.altering import AlterError, parse
    from commatch.altering.whatif import compared

    asked = parse(add, remove, set)
    if asked.faults:
        raise AlterError(asked.faults)
    month = two_months(paths, asked.operations, settings, overrides, previous=previous)
    if month.faults:
        raise AlterError(month.faults)
    return compared(month)


def two_months(
    paths: PathLike | Sequence[PathLike],
    operations: Sequence[Operation],
    settings: Settings | None,
    overrides: Mapping[str, object],
    *,
    accept_proposals: bool = False,
    previous: PathLike | None = None,
) -> Month:
    """Read a month, and the same with operations carried out."""
    tables, (below, said) = _read(paths, settings, overrides)
    from commatch.altering import whatif

    reader = None if previous is None else partial(_previous_of, path=previous)
    return whatif.two_months(tables, operations, below, said, accept_proposals=accept_proposals, previous=reader)


def write_projects(
    result: Result,
    path: PathLike,
    *,
    lang: Literal["zh", "en"] | None = None,
    force: bool = False,
    inputs: Sequence[PathLike] = (),
) -> Path:
    """Write the project list workbook of a plan.

    Parameters
    ----------
    result : Result
        A result whose outcome is planned.
    path : path-like
        The workbook to write.
    lang : {'zh', 'en'}, optional
        Language of sheets, headers and words; Chinese where not given.
    force : bool
        Replace a file that exists.
    inputs : sequence of path-like
        Files that must not be written over, whatever ``force`` says.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written: it exists, is an input, is open elsewhere, or its folder isn't there.
    """
    from commatch.reports import projects
    from commatch.workbook.schema import Lang

    chosen = None if lang is None else Lang(lang)
    return projects.write_projects(
        result, Path(path), lang=chosen, force=force, inputs=tuple(Path(item) for item in inputs)
    )


def tidy(
    paths: PathLike | Sequence[PathLike],
    path: PathLike,
    *,
    lang: Literal["zh", "en"] | None = None,
    force: bool = False,
    settings: Settings | None = None,
    **overrides: object,
) -> TidyResult:
    """Write the data of one or more workbooks as one workbook in standard form.

    Parameters
    ----------
    paths : path-like or sequence of path-like
        Files that together hold a community's month; they are left as they are.
    path : path-like
        The workbook to write.
    lang : {'zh', 'en'}, optional
        Language of its sheets, headers and words; Chinese where not given.
    force : bool
        Replace a file that exists.
    settings, **overrides
        As :func:`read` takes them; the month says which year a date without one is in.

    Returns
    -------
    TidyResult
        The file written, every change, and what remains to be mended by hand. Nothing is written where a file can't
        be read.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written, or what was written did not read back as the same data.

    Examples
    --------
    >>> import commatch
    >>> result = commatch.tidy(["needs.xlsx", "resources.xls"], "tidied.xlsx", month="2026-12")  # doctest: +SKIP
    >>> result.ok, result.tidied.counts()  # doctest: +SKIP
    """
    from commatch.tidying import tidy as tidying
    from commatch.workbook.schema import Lang

    said = {key: RESET if value == "" else value for key, value in overrides.items()}
    return tidying.tidy(paths_of(paths), Path(path), Lang(lang or "zh"), settings or DEFAULTS, said, force=force)


def draft(
    paths: PathLike | Sequence[PathLike],
    path: PathLike,
    *,
    learn: PathLike | Sequence[PathLike] = (),
    lang: Literal["zh", "en"] | None = None,
    force: bool = False,
    settings: Settings | None = None,
    **overrides: object,
) -> DraftResult:
    """Write raw lists as one standard workbook, with proposals in its blank cells.

    Parameters
    ----------
    paths : path-like or sequence of path-like
        Files that together hold what was told and noted; they are left as they are.
    path : path-like
        The workbook to write.
    learn : path-like or sequence of path-like
        Workbooks of confirmed months: their needs with a template are learned from.
    lang : {'zh', 'en'}, optional
        Language of its sheets, headers and words; Chinese where not given.
    force : bool
        Replace a file that exists.
    settings, **overrides
        As :func:`read` takes them; ``draft_confidence``, 0 to 1, is how sure a proposal must be.

    Returns
    -------
    DraftResult
        The file written, every proposal with its reason and confidence, what was not sure enough, and the needs that
        seem to be told twice. Nothing is written where a file can't be read.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written, or what was written did not read back as it was told.

    Examples
    --------
    >>> import commatch
    >>> result = commatch.draft("told.xlsx", "draft.xlsx", month="2026-12")  # doctest: +SKIP
    >>> [(item.column, item.value, item.confidence) for item, need in result.drafted.proposals]  # doctest: +SKIP
    """
    from commatch.drafting import draft as drafting
    from commatch.workbook.schema import Lang

    said = {key: RESET if value == "" else value for key, value in overrides.items()}
    return drafting.draft(
        paths_of(paths), Path(path), Lang(lang or "zh"), settings or DEFAULTS, said, learn=paths_of(learn), force=force
    )
