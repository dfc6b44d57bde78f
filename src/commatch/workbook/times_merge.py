"""Parts of times that say the same in one form: 周二下午；周四下午 becomes 周二、周四下午."""

from collections.abc import Iterable
from dataclasses import replace

from commatch.times import AllOf, Days, Half, MonthDays, OneDate, Part, Weekdays

__all__ = ["merged"]

_Numbered = Weekdays | MonthDays


def merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return parts in one form: each weekday or day of the month once, with those that share its half-days.

    Parameters
    ----------
    parts : iterable of Part
        The parts as read.

    Returns
    -------
    tuple of Part
        They mean the same slots, in the order of the first of each; merging them again changes nothing.
    """
    halves: dict[tuple[Days, int | None], frozenset[Half]] = {}
    for part in parts:
        shape, numbers = _taken_apart(part.days)
        singles: list[int | None] = [*sorted(numbers)] or [None]
        for number in singles:
            halves[shape, number] = halves.get((shape, number), frozenset()) | part.halves
    shared: dict[tuple[Days, frozenset[Half]], set[int]] = {}
    for (shape, single), found in halves.items():
        shared.setdefault((shape, found), set()).update(() if single is None else (single,))
    return tuple(Part(_put_together(shape, frozenset(numbers)), found) for (shape, found), numbers in shared.items())


def _taken_apart(days: Days) -> tuple[Days, frozenset[int]]:
    """Return days without the numbers of their weekdays, or of their days of the month, and those numbers."""
    if isinstance(days, _Numbered):
        return replace(days, days=frozenset()), days.days
    if isinstance(days, AllOf):
        at = _numbered(days)
        if at is not None:
            shape, numbers = _taken_apart(days.members[at])
            return AllOf((*days.members[:at], shape, *days.members[at + 1 :])), numbers
    return days, frozenset()


def _put_together(shape: Days, numbers: frozenset[int]) -> Days:
    """Return the days of which only the numbers were missing."""
    if isinstance(shape, _Numbered):
        return replace(shape, days=numbers)
    at = _numbered(shape) if isinstance(shape, AllOf) else None
    if not isinstance(shape, AllOf) or at is None:
        return shape
    return AllOf((*shape.members[:at], _put_together(shape.members[at], numbers), *shape.members[at + 1 :]))


def _numbered(days: AllOf) -> int | None:
    """Return which member's numbers may be joined with those of other parts: the weekdays, not those of a date."""
    if any(isinstance(member, OneDate) for member in days.members):
        return None
    return next((at for at, member in enumerate(days.members) if isinstance(member, Weekdays)), None)
