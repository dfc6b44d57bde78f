"""A month opened again from its project list: the files found, the community read, the plan rebuilt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from commatch import __version__
from commatch.community import Community
from commatch.explaining.inputs import find_inputs
from commatch.explaining.rebuild import Rebuilt, rebuild
from commatch.explaining.written import Written, read_written
from commatch.paths import PathLike, paths_of
from commatch.problems import Place, Problem, has_errors, warning

__all__ = ["Made", "Opened", "Progress", "open_month", "open_named"]

Progress = Callable[[str, float | None], None]


@dataclass(frozen=True)
class Opened:
    """A month as its project list has it.

    Attributes
    ----------
    written : Written
        What the project list says of its own run.
    problems : tuple of Problem
        What is wrong: with an error the plan is not to be used. A warning says that it was edited, or breaks a rule.
    rebuilt : Rebuilt, optional
        The month with the plan that was written.
    files : tuple of Path
        The files that were read beside the project list.
    community : Community
        What was read; empty where nothing was.
    """

    written: Written
    problems: tuple[Problem, ...] = ()
    rebuilt: Rebuilt | None = None
    files: tuple[Path, ...] = ()
    community: Community = field(default_factory=Community)

    @property
    def ok(self) -> bool:
        """Whether the plan can be used."""
        return self.rebuilt is not None and not has_errors(self.problems)


class Made:
    """What one of the library's functions made of a month that it opened from its project list."""

    opened: Opened

    @property
    def ok(self) -> bool:
        """Whether anything was written."""
        return self.opened.ok

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors, with which nothing is written; warnings, of what is to be known of the list."""
        return self.opened.problems


def open_named(
    result: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    previous: PathLike | None = None,
    progress: Progress | None = None,
) -> Opened:
    """Open a month as the library's functions take its files: by paths of any kind, one input or several."""
    return open_month(Path(result), paths_of(inputs), None if previous is None else Path(previous), progress)


def open_month(
    result: Path,
    inputs: Sequence[Path] = (),
    previous: Path | None = None,
    progress: Progress | None = None,
    also_wrong: Callable[[Community], tuple[Problem, ...]] = lambda community: (),
) -> Opened:
    """Open a month from its project list.

    Parameters
    ----------
    result : Path
        The project list, as it was written or as it was edited since.
    inputs : sequence of Path
        The files that it was made from; those that are not given are looked for beside it.
    previous : Path, optional
        The project list of before, for one that was made with it.
    progress : callable, optional
        Called with a phase's name as it begins.
    also_wrong : callable, optional
        Returns errors of the caller's own about the community; with one the plan is not rebuilt.
    """
    tell = progress or (lambda phase, done: None)
    tell("read", None)
    written = read_written(result)
    if has_errors(written.problems):
        return Opened(written, written.problems)
    found = find_inputs(written, result, inputs, previous)
    if found.problems:
        return Opened(written, found.problems)
    community = _community(written, found.inputs, found.previous)
    files = (*found.inputs, *((found.previous,) if found.previous else ()))
    if has_errors(community.problems):
        wrong = tuple(problem for problem in community.problems if has_errors((problem,)))
        return Opened(written, (*_notes(written), *wrong), files=files, community=community)
    if wrong := also_wrong(community):
        return Opened(written, wrong, files=files, community=community)
    tell("judge", None)
    rebuilt = rebuild(written, community)
    if rebuilt.listed.problems:
        return Opened(written, rebuilt.listed.problems, rebuilt, files, community)
    return Opened(written, (*_notes(written), *_about_plan(written, rebuilt)), rebuilt, files, community)


def _community(written: Written, inputs: Sequence[Path], previous: Path | None) -> Community:
    """Read the month with the settings that were in force.

    A draft's proposals are taken: where the files are the same there are none, or they were taken before.
    """
    from commatch import api

    said: dict[str, Any] = dict(written.settings or {})
    blank = {name: value for name, value in said.items() if value in ("", None)}
    given = {name: value for name, value in said.items() if name not in blank}
    community = api.read(inputs, accept_proposals=True, previous=previous, **given)
    own = community.settings
    # what can't be said as an override: a mapping to be taken as it is, a text or a day that is blank
    others = {name: value for name, value in blank.items() if getattr(own, name) not in ("", None)}
    others |= {name: given[name] for name in _AS_IT_IS if name in given and getattr(own, name) != given[name]}
    return replace(community, settings=replace(own, **others)) if others else community


_AS_IT_IS = ("group_bonus",)


def _notes(written: Written) -> tuple[Problem, ...]:
    if written.version == __version__:
        return ()
    place = Place(written.file[0])
    return (warning("result_other_version", place, written.version, version=__version__),)


def _about_plan(written: Written, rebuilt: Rebuilt) -> tuple[Problem, ...]:
    """Return what is to be known of the plan itself: changed by hand, or against the rules."""
    found = []
    place = Place(written.file[0])
    if rebuilt.listed.edited:
        found.append(warning("result_edited", place, "、".join(rebuilt.listed.edited)))
    if rebuilt.violations:
        about = dict.fromkeys(item.demand_id or item.resource_id for item in rebuilt.violations)
        found.append(warning("result_breaks_rules", place, "、".join(about), count=len(rebuilt.violations)))
    return tuple(found)
