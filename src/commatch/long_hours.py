"""Hours that can hardly be meant: minutes typed in where hours belong stand out, and are asked about."""

from __future__ import annotations

__all__ = ["DAY", "far_above"]

DAY = 24.0
"""Hours that nobody exceeds on one day; a team may count those of each of its people."""
_LONG = 8.0
_TIMES = 4.0


def far_above(hours: float, planned: float, headcount: int) -> bool:
    """Tell whether hours are far above what was planned: more than 8, and more than four times as many.

    Parameters
    ----------
    hours : float
        Hours given, 0 or more.
    planned : float
        Hours planned; 0 where nothing tells, which nothing is above.
    headcount : int
        People of a team, whose hours may have been added up; 1 for a single person.
    """
    return planned > 0 and hours > max(_LONG, _TIMES * planned) * headcount
