"""From a community's files to its plan with what is asked beside it: what one month and a batch of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from commatch import api
from commatch.community import Community
from commatch.matching import engine
from commatch.matching.answers import add_gaps, add_remedies
from commatch.matching.plan import Plan
from commatch.matching.result import Result
from commatch.paths import FileLike
from commatch.problems import Problem
from commatch.settings import DEFAULTS, Settings

__all__ = ["Asked", "plan_month", "read_month"]

Progress = Callable[[str, float | None], None]


@dataclass(frozen=True)
class Asked:
    """What is asked of a month, whatever its files hold.

    Attributes
    ----------
    settings : Settings
        What holds where the workbooks' own sheet of settings says nothing.
    overrides : mapping of str to object
        Settings that beat the sheet.
    problems : tuple of Problem
        What is wrong in the settings file.
    accept_proposals : bool
        Take what a draft proposed.
    remedies, gaps : bool or None
        Seek remedies, make the sheet of gaps; by the size of the month where not said.
    """

    settings: Settings = DEFAULTS
    overrides: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    accept_proposals: bool = False
    remedies: bool | None = None
    gaps: bool | None = None


def read_month(files: Sequence[FileLike], asked: Asked, previous: Path | None = None) -> Community:
    """Return a community's month, the problems of the settings file first."""
    said: dict[str, Any] = dict(asked.overrides)
    community = api.read(
        files, settings=asked.settings, accept_proposals=asked.accept_proposals, previous=previous, **said
    )
    if asked.problems:
        community = replace(community, problems=(*asked.problems, *community.problems))
    return community


def plan_month(
    community: Community, asked: Asked, progress: Progress | None = None, known: Plan | None = None
) -> Result:
    """Return a month's plan, with remedies and gaps where they are asked for, or the month is small enough.

    ``known`` is a plan that breaks no rule, to begin with.
    """
    result = engine.match(community, None, progress, known)
    settings, needs = result.settings, len(result.judged)
    if asked.remedies if asked.remedies is not None else needs <= settings.remedies_up_to:
        result = add_remedies(result, progress=progress)
    if asked.gaps if asked.gaps is not None else needs <= settings.gaps_up_to:
        result = add_gaps(result, progress=progress)
    return result
