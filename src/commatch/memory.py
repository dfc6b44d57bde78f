"""What a community remembers from month to month, as frozen values: what came of every need, who came, who got points.

Nothing here knows of spreadsheets. Months are first days of months.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from commatch.community import NeedStatus
from commatch.problems import NOWHERE, Place

__all__ = ["Attendance", "Balance", "End", "FundMonth", "HandedOn", "Memory", "Redemption", "Way"]


class End(StrEnum):
    """What a month came to for a need."""

    SETTLED = "settled"
    CARRIED = "carried"
    HANDED_ON = "handed_on"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Way:
    """How far a need has come, and when: a row of 进程, one for every need there ever was.

    Attributes
    ----------
    need_id : str
        The need.
    title, category, source, grid : str
        As its row said when it was last open; the category by its standard term.
    groups : tuple of str
        Its resident groups by their standard names.
    beneficiaries : int
        People it is for, at least 1.
    raised_on : datetime.date, optional
        When it was raised.
    first_month : datetime.date, optional
        Month in which it was first listed.
    planned_on, decided_on, started_on, done_on, reviewed_on : datetime.date, optional
        When each step was taken: never before the one before it; ``None`` for a step not taken.
    decision : str
        Key of the council's latest decision, ``''`` for none.
    rating : float, optional
        Mean rating, 1 to 5.
    status : NeedStatus
        Where it stands.
    waited : int
        Months it was carried over.
    ask_again_on : datetime.date, optional
        Until when it is postponed.
    end : End, optional
        What the month ``end_month`` came to for it; ``None`` while its first month is not over.
    end_month : datetime.date, optional
        The latest month that is over for it.
    project_id : str
        The latest project that it stood in, alone or in a bundle.
    """

    need_id: str
    title: str = ""
    category: str = ""
    source: str = ""
    groups: tuple[str, ...] = ()
    grid: str = ""
    beneficiaries: int = 1
    raised_on: dt.date | None = None
    first_month: dt.date | None = None
    planned_on: dt.date | None = None
    decided_on: dt.date | None = None
    decision: str = ""
    started_on: dt.date | None = None
    done_on: dt.date | None = None
    reviewed_on: dt.date | None = None
    rating: float | None = None
    status: NeedStatus = NeedStatus.OPEN
    waited: int = 0
    ask_again_on: dt.date | None = None
    end: End | None = None
    end_month: dt.date | None = None
    project_id: str = ""

    @property
    def closed(self) -> bool:
        """Whether it left the list of needs."""
        return self.end not in (None, End.CARRIED)


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A need handed to the street office or a department, with what they answered."""

    need_id: str
    title: str = ""
    raised_on: dt.date | None = None
    month: dt.date | None = None
    to: str = ""
    answer: str = ""
    answered_on: dt.date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Where a month's needs came from and where they went, in needs."""

    month: dt.date
    carried_in: int = 0
    raised: int = 0
    settled: int = 0
    carried: int = 0
    handed_on: int = 0
    refused: int = 0

    @property
    def opened(self) -> int:
        """All needs of the month."""
        return self.carried_in + self.raised

    @property
    def difference(self) -> int:
        """Needs that went nowhere: 0 where nothing was lost."""
        return self.opened - self.settled - self.carried - self.handed_on - self.refused


@dataclass(frozen=True, slots=True)
class FundMonth:
    """A month of a fund, in yuan; ``next_month`` is what the next one begins with."""

    month: dt.date
    fund_id: str
    name: str = ""
    opening: float = 0.0
    spent: float = 0.0
    next_month: float = 0.0

    @property
    def left(self) -> float:
        """What is left at the end of the month."""
        return self.opening - self.spent


@dataclass(frozen=True, slots=True)
class Attendance:
    """A row of 签到: who came to what. ``hours`` is ``None`` where blank; ``helper_id`` or ``name`` may be blank.

    ``need_id`` is the need that the event names by its id, in plain form, as far as the files know it; ``place`` is the
    cell of the event, ``hours_place`` that of the hours.
    """

    date: dt.date | None
    event: str
    helper_id: str = ""
    name: str = ""
    groups: tuple[str, ...] = ()
    hours: float | None = None
    need_id: str = ""
    place: Place = NOWHERE
    hours_place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Redemption:
    """A row of 积分兑换: points spent."""

    date: dt.date | None
    helper_id: str
    item: str = ""
    points: float = 0.0
    place: Place = NOWHERE


@dataclass(frozen=True)
class Memory:
    """Everything that is remembered, each in an order that does not depend on the rows'.

    Attributes
    ----------
    ways : tuple of Way
        By need id, each need once.
    handed_on, balances, funds : tuple
        By month and id.
    attendance, redemptions : tuple
        By date.
    """

    ways: tuple[Way, ...] = ()
    handed_on: tuple[HandedOn, ...] = ()
    balances: tuple[Balance, ...] = ()
    funds: tuple[FundMonth, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    redemptions: tuple[Redemption, ...] = ()
