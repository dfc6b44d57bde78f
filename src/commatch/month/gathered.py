"""What many months' workbooks say together, as frozen values: the later file wins, row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from commatch.community import Community, Helper, NeedStatus, Past, Unit
from commatch.memory import Attendance, Balance, End, FundMonth, Way
from commatch.previous_projects import COMPLETED
from commatch.problems import Problem, has_errors
from commatch.settings import DEFAULTS, Settings

__all__ = ["Gathered", "Planned", "Seen", "month_of"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A need with how far it has come, and the month of the file that tells it."""

    way: Way
    month: dt.date

    @property
    def end(self) -> End:
        """What became of it so far; what is not over is carried."""
        if self.way.end not in (None, End.CARRIED):
            return self.way.end or End.CARRIED
        return _ENDS.get(self.way.status, End.CARRIED)

    @property
    def end_month(self) -> dt.date | None:
        """The month in which it left the list of needs; ``None`` while it is in work."""
        if self.end is End.CARRIED:
            return None
        if self.way.closed and self.way.end_month:
            return self.way.end_month
        over = self.way.done_on if self.end is End.SETTLED else None
        return month_of(over) or self.month

    @property
    def first_month(self) -> dt.date:
        """The month in which it was first listed, as far as the files tell."""
        return self.way.first_month or month_of(self.way.raised_on) or self.month

    @property
    def days(self) -> int | None:
        """Days from raised to done; ``None`` where it is not settled or a day is not known."""
        raised, done = self.way.raised_on, self.way.done_on
        if self.end is not End.SETTLED or raised is None or done is None:
            return None
        return max(0, (done - raised).days)


_ENDS: Mapping[NeedStatus, End] = {
    **dict.fromkeys(COMPLETED, End.SETTLED),
    NeedStatus.HANDED_ON: End.HANDED_ON,
    NeedStatus.OUT_OF_REMIT: End.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A month as its project list has it.

    Attributes
    ----------
    month : datetime.date
        The month.
    file : str
        Name of the project list.
    needs, served : int
        Needs that were planned, without those that the council took out, and those of them in a project.
    groups : mapping of str to (int, int)
        The same of each resident group; ``''`` for needs without one.
    done : frozenset of str
        Needs that were done before the list was made anew: served, but not in its rows of groups.
    names : mapping of str to str
        Name of every resource by its id.
    available, used : mapping of str to float
        What helpers offered and what the plan took, in hours, by id.
    asked : frozenset of str
        Resources that the plan asks for anything, here or in another community of the street.
    """

    month: dt.date
    file: str
    needs: int = 0
    served: int = 0
    groups: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    available: Mapping[str, float] = field(default_factory=dict)
    used: Mapping[str, float] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gathered:
    """Everything that the files say, each once.

    Attributes
    ----------
    months : tuple of datetime.date
        Every month from the first to the last that anything is told of.
    needs : tuple of Seen
        By need id.
    history : tuple of Past
        By month.
    attendance : tuple of Attendance
        By date.
    balances : tuple of Balance
        By month.
    funds : tuple of FundMonth
        By fund and month; ``spent`` is not known of those in ``opened``.
    opened : frozenset of (datetime.date, str)
        Month and id of the funds of which the files tell no more than what there was at the beginning.
    helpers, units : tuple
        By id, as the latest file has them.
    present : frozenset of str
        Ids of helpers and units in the latest workbook that lists any of their kind.
    offered : mapping of (datetime.date, str) to float
        Hours that each helper offered in each month of which a file tells.
    plans : tuple of Planned
        A month's project list, by month.
    settings : Settings
        Those of the latest file.
    communities : tuple of Community
        Those of the months' workbooks, which tell what is personal.
    files : tuple of (str, str)
        Name and SHA-256 of each file.
    problems : tuple of Problem
        With an error nothing is to be counted.
    """

    months: tuple[dt.date, ...] = ()
    needs: tuple[Seen, ...] = ()
    history: tuple[Past, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    balances: tuple[Balance, ...] = ()
    funds: tuple[FundMonth, ...] = ()
    opened: frozenset[tuple[dt.date, str]] = frozenset()
    helpers: tuple[Helper, ...] = ()
    units: tuple[Unit, ...] = ()
    present: frozenset[str] = frozenset()
    offered: Mapping[tuple[dt.date, str], float] = field(default_factory=dict)
    plans: tuple[Planned, ...] = ()
    settings: Settings = DEFAULTS
    communities: tuple[Community, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether anything can be counted."""
        return not has_errors(self.problems)


def month_of(day: dt.date | None) -> dt.date | None:
    """Return the first day of a day's month."""
    return day.replace(day=1) if day else None
