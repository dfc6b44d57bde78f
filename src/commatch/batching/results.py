"""What a batch gives: what became of each community, and of all together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commatch.telling.exits import Exit

__all__ = ["Batch", "BatchProgress", "CommunityDone"]

BatchProgress = Callable[["CommunityDone", int, int], None]
"""Called with each community as it is through, how many are through, and how many there are."""


@dataclass(frozen=True)
class CommunityDone:
    """What became of a community.

    Attributes
    ----------
    name : str
        What it is called.
    exit : Exit
        How it ended: the exit code that the command for it alone would have given.
    message : str
        One line on what stopped it; nothing personal is in it.
    figures : mapping of str to object
        ``month``, ``counts``, ``by_group``, ``reasons`` and the most of ``gaps`` as the JSON document of
        ``commatch match`` has them, ``least_served`` of the groups, ``problems``, the first errors, and ``sharing``
        where communities share; empty where nothing is known.
    files : tuple of Path
        Its files, by name.
    kept : tuple of Path
        Files that were left alone: they had been changed or were open in another program, or are other lists of the
        month, or loans, that lie there.
    instead : mapping of Path to Path
        The file that stands in place of each of those: itself where it is still the community's.
    earlier : tuple of Path
        Lists of the month, and their loans, that an earlier run left where this one made none, or made one in the other
        language: they hold no more.
    resumed : bool
        It was done by an earlier run, and nothing was done now.
    seconds : float
        How long a worker was at it.
    """

    name: str
    exit: Exit
    message: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    instead: Mapping[Path, Path] = field(default_factory=dict)
    earlier: tuple[Path, ...] = ()
    resumed: bool = False
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether everything asked for was made."""
        return self.exit is Exit.PLANNED


@dataclass(frozen=True)
class Batch:
    """What became of a folder of communities.

    Attributes
    ----------
    communities : tuple of CommunityDone
        All of them, by name.
    aside : tuple of str
        Names of what lies in the folder and is no workbook, or a project list.
    absent : tuple of str
        Folders of the results with a list of the month that are of none of these communities.
    summary : Path, optional
        The workbook that sums them up; ``None`` where there is no community.
    kept : tuple of Path
        Summaries that were left alone: they had been changed, or were open in another program.
    seconds : float
        Wall-clock time.
    """

    communities: tuple[CommunityDone, ...]
    aside: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    summary: Path | None = None
    kept: tuple[Path, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> tuple[CommunityDone, ...]:
        """The communities that did not come out whole."""
        return tuple(one for one in self.communities if not one.ok)

    @property
    def ok(self) -> bool:
        """Whether all of them came out whole."""
        return not self.failed
