"""When something can take place: slots, and times that name slots in any month.

A slot is a date and a half-day. `Times` says which slots suit, as a list of parts (days and half-days)
and of exceptions. Times name no month by themselves: the same value is asked about any period.
"""

import datetime
from calendar import monthrange
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Literal, NamedTuple

from commatch.calendar import is_holiday, is_workday

__all__ = [
    "ALL_HALVES",
    "ANY_TIME",
    "AllOf",
    "DateRange",
    "Days",
    "EveryDay",
    "Half",
    "MonthDays",
    "OfficialDays",
    "OneDate",
    "Part",
    "Slot",
    "Times",
    "Weekdays",
    "YearlyRange",
]

_DAYS_IN_WEEK = 7
_SATURDAY = 5


class Half(IntEnum):
    """A half-day: 上午, 下午 or 晚上."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2


ALL_HALVES = frozenset(Half)


class Slot(NamedTuple):
    """A date and a half-day; sorts by date, then by half-day."""

    date: datetime.date
    half: Half


@dataclass(frozen=True, slots=True)
class EveryDay:
    """Any day."""

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is meant."""
        return True

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day is meant by name."""
        return False


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week, whatever the official calendar says.

    Parameters
    ----------
    days : frozenset of int
        0 is Monday, 6 Sunday.
    nth : frozenset of int
        Which of them in a month, 1 to 5, -1 being the last; empty means every one.
    """

    days: frozenset[int]
    nth: frozenset[int] = frozenset()

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is meant."""
        if day.weekday() not in self.days:
            return False
        if not self.nth or (day.day - 1) // _DAYS_IN_WEEK + 1 in self.nth:
            return True
        return -1 in self.nth and day.day > _month_length(day.year, day.month) - _DAYS_IN_WEEK

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day is meant by name."""
        return False


@dataclass(frozen=True, slots=True)
class OfficialDays:
    """Days by China's official calendar.

    Parameters
    ----------
    kind : str
        ``workday`` with the make-up days, ``weekend`` without them, or ``holiday``.
    """

    kind: Literal["workday", "weekend", "holiday"]

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is meant."""
        if self.kind == "workday":
            return is_workday(day)
        if self.kind == "weekend":
            return day.weekday() >= _SATURDAY and not is_workday(day)
        return is_holiday(day)

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day is meant by name: a holiday is."""
        return self.kind == "holiday" and is_holiday(day)


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Days of every month by their number, such as the 20th, or 1 to 10 for 上旬."""

    days: frozenset[int]

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is meant."""
        return day.day in self.days

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day is meant by name."""
        return False


@dataclass(frozen=True, slots=True)
class OneDate:
    """One date; without a year, that month and day of any year."""

    year: int | None
    month: int
    day: int

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is meant."""
        return (day.month, day.day) == (self.month, self.day) and self.year in (None, day.year)

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day is meant by name."""
        return self.holds(day)


@dataclass(frozen=True, slots=True)
class DateRange:
    """All days from a date to a date, both included."""

    first: datetime.date
    last: datetime.date

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is meant."""
        return self.first <= day <= self.last

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day is meant by name."""
        return False


@dataclass(frozen=True, slots=True)
class YearlyRange:
    """All days of any year from a month and day to another; may wrap over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is meant."""
        point = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= point <= self.last
        return point >= self.first or point <= self.last

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day is meant by name."""
        return False


@dataclass(frozen=True, slots=True)
class AllOf:
    """The days that every member means: 上旬周二."""

    members: tuple["Days", ...]

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is meant."""
        return all(member.holds(day) for member in self.members)

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day is meant by name."""
        return self.holds(day) and any(member.names(day) for member in self.members)


Days = EveryDay | Weekdays | OfficialDays | MonthDays | OneDate | DateRange | YearlyRange | AllOf


@dataclass(frozen=True, slots=True)
class Part:
    """Days, and the half-days meant on each of them."""

    days: Days
    halves: frozenset[Half] = ALL_HALVES

    def holds(self, day: datetime.date, half: Half) -> bool:
        """Tell whether a half-day of a day is meant."""
        return half in self.halves and self.days.holds(day)


@dataclass(frozen=True, slots=True)
class Times:
    """The half-days that suit.

    Two times are equal when they say the same, however they are written.

    Parameters
    ----------
    parts : tuple of Part
        What suits; empty means any time.
    exceptions : tuple of Part
        What does not suit, whatever the parts say.
    text : str
        The cell as written.
    """

    parts: tuple[Part, ...] = ()
    exceptions: tuple[Part, ...] = ()
    text: str = field(default="", compare=False)

    @property
    def given(self) -> bool:
        """Tell whether times were given: False when blank, or any time (随时) without exception; every day is given."""
        return bool(self.parts or self.exceptions)

    def free(self, day: datetime.date, half: Half) -> bool:
        """Tell whether a half-day of a day suits."""
        if self.parts and not any(part.holds(day, half) for part in self.parts):
            return False
        return not any(part.holds(day, half) for part in self.exceptions)

    def slots(self, first: datetime.date, last: datetime.date) -> frozenset[Slot]:
        """Return the slots that suit from a date to a date, both included."""
        return _slots(self, first, last)

    def names(self, day: datetime.date) -> bool:
        """Tell whether a day suits by name.

        A single date names its day, and 节假日 every official holiday; ranges of dates, days of the
        month and weekday patterns name none.
        """
        return any(part.days.names(day) and any(self.free(day, half) for half in part.halves) for part in self.parts)


ANY_TIME = Times()


@lru_cache(maxsize=16384)
def _slots(times: Times, first: datetime.date, last: datetime.date) -> frozenset[Slot]:
    """Return the slots of a period that suit; shared by all times that say the same."""
    days = (first + datetime.timedelta(n) for n in range((last - first).days + 1))
    return frozenset(Slot(day, half) for day in days for half in Half if times.free(day, half))


def _month_length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return monthrange(year, month)[1]
