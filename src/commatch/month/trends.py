"""What the months say together, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from commatch.month.funders import Asked, asked_by_funders
from commatch.month.gathered import Gathered
from commatch.month.money import FundTold, MoneyTold, funds_told, money_in
from commatch.month.needs_told import MonthNeeds, PartNeeds, Tally, needs_by_month, needs_by_part, needs_frame, tally
from commatch.month.people_told import (
    Given,
    HelperTold,
    UnitTold,
    helpers_told,
    hours_given,
    mean_ratings,
    sessions_held,
    units_told,
)
from commatch.month.taking_part import Part, Shortfall, shortfalls, taking_part

__all__ = ["Figures", "MonthTold", "count"]


@dataclass(frozen=True, slots=True)
class MonthTold:
    """A month in figures.

    Attributes
    ----------
    month : datetime.date
        The month.
    needs : Tally, optional
        What was collected in it and left the list in it; in work at its end. ``None`` for a month before the first of
        which any file tells a need: there is history of it alone.
    settled_since : int
        Of those collected in it, settled by now.
    planned, served : int, optional
        Of its project list; ``None`` where none is given.
    hours : float
        Hours given by helpers and teams.
    helpers : int
        How many gave any.
    sessions : int
        Sessions with a date.
    rating : float, optional
        Mean rating, 1 to 5.
    ratings : int
        How many rows were rated.
    money : MoneyTold
        Of all funds.
    """

    month: dt.date
    needs: Tally | None
    settled_since: int = 0
    planned: int | None = None
    served: int | None = None
    hours: float = 0.0
    helpers: int = 0
    sessions: int = 0
    rating: float | None = None
    ratings: int = 0
    money: MoneyTold = field(default_factory=MoneyTold)


@dataclass(frozen=True)
class Figures:
    """Everything that is counted; see the classes of its parts.

    Attributes
    ----------
    needs : Tally
        All needs.
    months : tuple of MonthTold
        Every month, the first one first.
    parts : tuple of PartNeeds
        By category, source, grid and group.
    helpers, units : tuple
        The most hours and sessions first.
    funds : tuple of FundTold
        By fund and month.
    groups, evaluation : tuple of Part
        Every group in every month, and in all.
    shortfalls : tuple of Shortfall
        Months in a row in which a group fell short.
    funders : tuple of Asked
        What funders ask for.
    rating : float, optional
        Mean of all ratings.
    """

    needs: Tally
    months: tuple[MonthTold, ...] = ()
    parts: tuple[PartNeeds, ...] = ()
    helpers: tuple[HelperTold, ...] = ()
    units: tuple[UnitTold, ...] = ()
    funds: tuple[FundTold, ...] = ()
    groups: tuple[Part, ...] = ()
    evaluation: tuple[Part, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    funders: tuple[Asked, ...] = ()
    rating: float | None = None


def count(gathered: Gathered) -> Figures:
    """Return what the months say together."""
    frame = needs_frame(gathered.needs)
    given = hours_given(gathered)
    funds = funds_told(gathered.funds, gathered.opened)
    rated = [row.rating for row in gathered.history if row.rating is not None]
    return Figures(
        needs=tally(frame),
        months=_months(gathered, given, funds, needs_by_month(frame, gathered.months)),
        parts=needs_by_part(frame),
        helpers=helpers_told(gathered, given),
        units=units_told(gathered),
        funds=funds,
        groups=taking_part(gathered, given, gathered.months),
        evaluation=taking_part(gathered, given, (None,)),
        shortfalls=shortfalls(gathered.plans, gathered.settings),
        funders=asked_by_funders(gathered, given),
        rating=sum(rated) / len(rated) if rated else None,
    )


def _months(
    gathered: Gathered, given: Sequence[Given], funds: Sequence[FundTold], needs: Sequence[MonthNeeds]
) -> tuple[MonthTold, ...]:
    plans = {plan.month: plan for plan in gathered.plans}
    sessions = [date.replace(day=1) for _, date in sessions_held(gathered)]
    ratings = mean_ratings(gathered)
    first = min((need.first_month for need in gathered.needs), default=None)
    found = []
    for item in needs:
        own = [one for one in given if one.month == item.month]
        rating, ratings_of = ratings.get(item.month, (None, 0))
        told = MonthTold(
            month=item.month,
            needs=item.tally if first and item.month >= first else None,
            settled_since=item.settled_since,
            hours=sum(one.hours for one in own),
            helpers=len({one.person for one in own}),
            sessions=sessions.count(item.month),
            rating=rating,
            ratings=ratings_of,
            money=money_in(funds, item.month),
        )
        plan = plans.get(item.month)
        found.append(replace(told, planned=plan.needs, served=plan.served) if plan else told)
    return tuple(found)
