"""The library's functions: read, match, write."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from commatch.community import Community
from commatch.settings import DEFAULTS, RESET, Settings

if TYPE_CHECKING:
    from commatch.matching.result import Result

__all__ = ["match", "read", "write_projects"]

PathLike = str | os.PathLike[str]


def read(paths: PathLike | Sequence[PathLike], *, settings: Settings | None = None, **overrides: object) -> Community:
    """Read a community's month from one or more workbooks.

    Parameters
    ----------
    paths : path-like or sequence of path-like
        Files that together hold the needs and the resources, one sheet in any of them.
    settings : Settings, optional
        What holds where the workbooks' own sheet of settings says nothing; the defaults where not given.
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
    from commatch.assemble import assemble
    from commatch.workbook.reader import read_tables

    chosen = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    said = {key: RESET if value == "" else value for key, value in overrides.items()}
    return assemble(read_tables(chosen), settings or DEFAULTS, said)


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
