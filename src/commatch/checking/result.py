"""What a check gives: a community, everything found about it, and how much of each list was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from commatch.community import Community
from commatch.problems import Problem, has_errors

__all__ = ["CheckResult", "ListCount"]


@dataclass(frozen=True, slots=True)
class ListCount:
    """How much of a list was read.

    Attributes
    ----------
    rows : int
        Rows read.
    left_out : int
        Rows that were recognised as totals, notes, repeated headers or without content.
    errors, warnings : int
        Problems in the list.
    """

    rows: int = 0
    left_out: int = 0
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    Attributes
    ----------
    community : Community
        What was read.
    problems : tuple of Problem
        Every error and warning, those between the lists included: errors first, then as they stand in the files.
    counts : mapping of str to ListCount
        How much of each list was read, by the sheet's key: ``needs``, ``helpers`` …
    not_checked : tuple of str
        What could not be checked, or only in part, because of the errors: ``needs`` (who could serve them), a kind
        such as ``helper`` (needs that ask for it), ``rows`` (needs that hold an error), ``idle`` (resources of no use).
    sheets : tuple of (str, str)
        File and sheet of each list, the sheets as they stand in their file.
    """

    community: Community
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, ListCount] = field(default_factory=dict)
    not_checked: tuple[str, ...] = ()
    sheets: tuple[tuple[str, str], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error, so that it can be matched."""
        return not has_errors(self.problems)
