"""What a month's page says beyond the plan: what stands in the project list, and what is to be minded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["MonthSaid"]


@dataclass(frozen=True)
class MonthSaid:
    """What stands in a project list beside its plan; of a result that is no list yet, nothing.

    Attributes
    ----------
    decisions : mapping of str to str
        The key of what the council decided on a demand's project.
    remedies : mapping of str to str, optional
        The smallest remedies of needs, as the cells say; those of the result where it is ``None``.
    gaps : tuple of mapping, optional
        The rows of the sheet of gaps by the columns' keys; those of the result where it is ``None``.
    edited : bool
        It was changed by hand: what is proven was proven before.
    notes : tuple of (str, str)
        What is to be known first, such as that the list was edited: a message and what to do.
    """

    decisions: Mapping[str, str] = field(default_factory=dict)
    remedies: Mapping[str, str] | None = None
    gaps: tuple[Mapping[str, object], ...] | None = None
    edited: bool = False
    notes: tuple[tuple[str, str], ...] = ()
