"""Who gave how much: hours of helpers and teams, sessions of units, and how it went."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from commatch.community import Helper, Past
from commatch.memory import Memory
from commatch.month.gathered import Gathered, month_of
from commatch.month.ledger import Cause, Line, Person, ledger
from commatch.months import last_day

__all__ = [
    "Given",
    "HelperTold",
    "UnitTold",
    "helpers_told",
    "hours_given",
    "mean_ratings",
    "sessions_held",
    "units_told",
]

_PERSON = ["helper_id", "name"]
"""Columns that tell who somebody is."""


@dataclass(frozen=True, slots=True)
class Given:
    """Hours that somebody gave in a month; ``month`` is ``None`` where no date is told."""

    person: Person
    month: dt.date | None
    hours: float
    need_id: str = ""


@dataclass(frozen=True, slots=True)
class HelperTold:
    """What a helper or a team gave.

    Attributes
    ----------
    helper_id, name : str
        The id is '' for somebody who signed in by name alone.
    headcount : int, optional
        People of a team; ``None`` where no file has the helper.
    months : int
        Months with hours.
    hours : float
        All hours given.
    offered : float, optional
        Hours offered in the months of which a file tells; ``None`` where none does.
    share_offered : float, optional
        Hours given in these months, as a share of those offered.
    share_all : float, optional
        As a share of all hours that anybody gave.
    needs, led : int
        Needs worked for, and sessions led.
    rating : float, optional
        Mean rating, 1 to 5.
    asked : bool
        Gave hours, or was asked for anything by a plan.
    active, present : bool
        Is not paused; is in the latest workbook that lists helpers.
    """

    helper_id: str
    name: str
    headcount: int | None = None
    months: int = 0
    hours: float = 0.0
    offered: float | None = None
    share_offered: float | None = None
    share_all: float | None = None
    needs: int = 0
    led: int = 0
    rating: float | None = None
    asked: bool = False
    active: bool = True
    present: bool = True


@dataclass(frozen=True, slots=True)
class UnitTold:
    """What a partner unit gave; ``days_left`` of its agreement at the end of the last month, negative if past."""

    unit_id: str
    name: str
    type: str = ""
    sessions: float = 0.0
    months: int = 0
    rating: float | None = None
    agreed_until: dt.date | None = None
    days_left: int | None = None
    asked: bool = False
    active: bool = True
    present: bool = True


def hours_given(gathered: Gathered) -> tuple[Given, ...]:
    """Return the hours that people gave, counted as the ledger of points counts them: none of them twice."""
    return tuple(
        Given(
            line.person,
            line.month or month_of(line.date),
            line.quantity,
            line.source if line.sheet == "history" else "",
        )
        for line in _ledger(gathered)
        if line.cause is Cause.HOURS
    )


def _ledger(gathered: Gathered) -> tuple[Line, ...]:
    """Return the lines of the ledger where an hour and a session are a point each."""
    each = replace(gathered.settings, points_hour=1.0, points_session=1.0)
    memory = Memory(attendance=gathered.attendance, ways=tuple(need.way for need in gathered.needs))
    return ledger(gathered.history, memory, each, {}, _others(gathered)).lines


def helpers_told(gathered: Gathered, given: tuple[Given, ...]) -> tuple[HelperTold, ...]:
    """Return what everybody gave, the most first."""
    frame = pd.DataFrame(
        [(one.person.person_id, one.person.name, one.month, one.hours, one.need_id) for one in given],
        columns=[*_PERSON, "month", "hours", "need_id"],
    )
    hours = frame.groupby(_PERSON)["hours"].sum()
    months = frame.groupby(_PERSON)["month"].nunique()
    needs = frame[frame["need_id"] != ""].groupby(_PERSON)["need_id"].nunique()
    whole = float(hours.sum())
    known = {one.helper_id: one for one in gathered.helpers}
    names = {key: name for plan in gathered.plans for key, name in plan.names.items() if key in plan.available}
    offered = _offered(gathered, frame)
    ratings, led = _ratings(gathered), _led(gathered)
    asked = {key for plan in gathered.plans for key in plan.asked} | {row.resource_id for row in gathered.history}
    people = {(key, "") for key in (*known, *names)} | {(one.person.person_id, one.person.name) for one in given}
    found = []
    for who in people:
        helper, own = known.get(who[0]), float(hours.get(who, 0.0))
        there, within = offered.get(who[0], (0.0, 0.0))
        found.append(
            HelperTold(
                helper_id=who[0],
                name=_name(helper, who, names),
                headcount=helper.headcount if helper else None,
                months=int(months.get(who, 0)),
                hours=own,
                offered=there if who[0] in offered else None,
                share_offered=within / there if there else None,
                share_all=own / whole if whole else None,
                needs=int(needs.get(who, 0)),
                led=led.get(who[0], 0) if who[0] else 0,
                rating=ratings.get(who[0]),
                asked=bool(own) or who[0] in asked,
                active=helper.active if helper else True,
                present=not who[0] or not gathered.present or who[0] in gathered.present,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.hours, one.helper_id, one.name)))


def units_told(gathered: Gathered) -> tuple[UnitTold, ...]:
    """Return what every unit gave, the most first."""
    known = {unit.unit_id: unit for unit in gathered.units}
    rows = [row for row in gathered.history if row.resource_id in known]
    frame = pd.DataFrame(
        [(row.resource_id, row.month, 1.0 if row.quantity is None else row.quantity) for row in rows],
        columns=["unit_id", "month", "sessions"],
    )
    sessions = frame.groupby("unit_id")["sessions"].sum()
    months = frame.groupby("unit_id")["month"].nunique()
    ratings = _ratings(gathered)
    asked = {key for plan in gathered.plans for key in plan.asked} | set(sessions.index)
    last = _last_day(gathered)
    found = [
        UnitTold(
            unit_id=unit.unit_id,
            name=unit.name or unit.unit_id,
            type=unit.type,
            sessions=float(sessions.get(unit.unit_id, 0.0)),
            months=int(months.get(unit.unit_id, 0)),
            rating=ratings.get(unit.unit_id),
            agreed_until=unit.agreed_until,
            days_left=(unit.agreed_until - last).days if unit.agreed_until and last else None,
            asked=unit.unit_id in asked,
            active=unit.active,
            present=unit.unit_id in gathered.present,
        )
        for unit in known.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.sessions, one.unit_id)))


def sessions_held(gathered: Gathered) -> set[tuple[str, dt.date]]:
    """Return the sessions that 历史 tells of: each a need of one's own and a date, however many came."""
    return {(row.need_id, row.date) for row in gathered.history if row.date and row.need_id and not row.lent}


def mean_ratings(gathered: Gathered) -> Mapping[dt.date, tuple[float, int]]:
    """Return the mean rating of each month, and of how many rows it is."""
    frame = pd.DataFrame(
        [(row.month, row.rating) for row in gathered.history if row.rating is not None and row.month],
        columns=["month", "rating"],
    )
    found = frame.groupby("month")["rating"].agg(["mean", "count"])
    return {month: (float(mean), int(count)) for month, mean, count in found.itertuples()}


def _others(gathered: Gathered) -> frozenset[str]:
    """Return the ids of all that gives no hours."""
    return frozenset({unit.unit_id for unit in gathered.units} | {fund.fund_id for fund in gathered.funds})


def _name(helper: Helper | None, who: tuple[str, str], names: Mapping[str, str]) -> str:
    return (helper.name if helper else "") or names.get(who[0], "") or who[1] or who[0]


def _offered(gathered: Gathered, frame: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return what each helper offered in the months that are told, and gave in these."""
    sums: Any = frame.groupby(["helper_id", "month"])["hours"].sum()
    found: dict[str, tuple[float, float]] = {}
    for (month, helper_id), hours in sorted(gathered.offered.items()):
        if month in gathered.months:
            there, within = found.get(helper_id, (0.0, 0.0))
            found[helper_id] = there + hours, within + float(sums.get((helper_id, month), 0.0))
    return found


def _ratings(gathered: Gathered) -> Mapping[str, float]:
    rated = [(row.resource_id, row.rating) for row in _rated(gathered)]
    frame = pd.DataFrame(rated, columns=["resource_id", "rating"])
    return {str(key): float(mean) for key, mean in frame.groupby("resource_id")["rating"].mean().items()}


def _rated(gathered: Gathered) -> Iterator[Past]:
    return (row for row in gathered.history if row.rating is not None)


def _led(gathered: Gathered) -> Mapping[str, int]:
    """Return how many sessions everybody with an id led."""
    found: Counter[str] = Counter()
    for line in _ledger(gathered):
        if line.cause is Cause.LED:
            found[line.person.person_id] += int(line.quantity)
    return found


def _last_day(gathered: Gathered) -> dt.date | None:
    return last_day(gathered.months[-1]) if gathered.months else None
