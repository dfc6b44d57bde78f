"""Changes to a community's month that a worker could bring about, one by one: what a remedy is made of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from commatch.community import Community, Fund, Goods, Helper, Kind, Need, Resource, Unit, Venue
from commatch.times import OneDate, Part, Slot, Times

R = TypeVar("R", Helper, Unit, Venue, Fund, Goods)

CHANGE = 1000
"""What every single change costs, far above its size: the fewest changes come first."""
FIXED_COST = {
    "hours": 10, "due": 15, "date": 20, "money": 20, "goods": 20, "free": 25, "sessions": 30, "walk": 40, "cap": 45,
    "agreement": 50, "checks": 55, "new_goods": 60, "move": 65, "new_fund": 90, "new_helper": 100,
    "resume": 120, "new_unit": 150, "new_venue": 200,
}  # fmt: skip
"""How hard a change is to bring about: who is there already gives a little more, before somebody new is found.

Whoever is paused has a reason: a new helper is sought first, but a unit or venue asked before another is found."""
UNIT_COST = {"hours": 4, "sessions": 10, "money": 0.1, "goods": 2, "walk": 1, "due": 1}
"""What an hour, a session, a yuan, a piece, a minute, a day of it costs besides."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """One change.

    Attributes
    ----------
    code : str
        ``hours``, ``sessions``, ``money``, ``goods``: so much more of a resource. ``free``: a helper, unit or venue
        has these half-days too. ``walk``: a helper walks so many minutes. ``checks``: a helper gets these. ``cap``:
        a fund pays up to so much for one project. ``agreement``: a unit's agreement lasts till this day. ``resume``:
        a resource that is paused takes part again. ``date`` and ``move``: this need, or another one, may take these
        half-days too. ``due``: it is due on this day. ``new_helper``, ``new_unit``, ``new_venue``, ``new_fund``,
        ``new_goods``: somebody or something more.
    subject : str
        Id of the resource or the need.
    amount : float
        Hours, sessions, yuan, pieces that are added; minutes or yuan of the new limit.
    slots : tuple of Slot
        Half-days, in order.
    day : datetime.date or None
        The last day.
    names : tuple of str
        Checks.
    resource : Resource or None
        What is new.
    """

    code: str
    subject: str
    amount: float = 0.0
    slots: tuple[Slot, ...] = ()
    day: dt.date | None = None
    names: tuple[str, ...] = ()
    resource: Resource | None = None


def altered(community: Community, alterations: Sequence[Alteration]) -> Community:
    """Return a community's month with some changes.

    Parameters
    ----------
    alterations : sequence of Alteration
        Their subjects are in the community, those that are new are not.

    Raises
    ------
    KeyError
        A subject is not there.
    """
    by_id: dict[str, list[Alteration]] = defaultdict(list)
    new = [one.resource for one in alterations if one.resource is not None]
    for one in alterations:
        if one.resource is None:
            by_id[one.subject].append(one)
    needs = tuple(_need(need, by_id.pop(need.need_id, ())) for need in community.needs)
    community = with_resources(community, lambda row: _resource(row, by_id.pop(row.resource_id, ())), new)
    if by_id:
        raise KeyError(min(by_id))
    return replace(community, needs=needs)


def with_resources(
    community: Community, change: Callable[[Resource], Resource], new: Iterable[Resource] = ()
) -> Community:
    """Return a community's month with its resources changed one by one, and with some more."""
    more = list(new)

    def rows(of: type[R], there: Iterable[R]) -> tuple[R, ...]:
        changed: list[Resource] = [change(row) for row in there]
        return tuple(sorted((row for row in [*changed, *more] if isinstance(row, of)), key=lambda row: row.resource_id))

    return replace(
        community,
        helpers=rows(Helper, community.helpers),
        units=rows(Unit, community.units),
        venues=rows(Venue, community.venues),
        funds=rows(Fund, community.funds),
        goods=rows(Goods, community.goods),
    )


def _resource(row: Resource, alterations: Sequence[Alteration]) -> Resource:
    for one in alterations:
        if one.code == "resume":
            row = replace(row, active=True)
        elif one.code == "free" and not isinstance(row, (Fund, Goods)):
            row = replace(row, times=also(row.times, one.slots))
        elif isinstance(row, Helper) and one.code == "hours":
            row = replace(row, hours=row.hours + one.amount)
        elif isinstance(row, Helper) and one.code == "walk":
            row = replace(row, max_walk=one.amount)
        elif isinstance(row, Helper) and one.code == "checks":
            row = replace(row, checks=row.checks | set(one.names))
        elif isinstance(row, Unit) and one.code == "sessions":
            row = replace(row, sessions=row.sessions + int(one.amount))
        elif isinstance(row, Unit) and one.code == "agreement":
            row = replace(row, agreed_until=one.day)
        elif isinstance(row, Fund) and one.code == "money":
            row = replace(row, amount=row.amount + one.amount)
        elif isinstance(row, Fund) and one.code == "cap":
            row = replace(row, cap=one.amount)
        elif isinstance(row, Goods) and one.code == "goods":
            row = replace(row, quantity=row.quantity + int(one.amount))
        else:
            raise KeyError(one.code)
    return row


def _need(need: Need, alterations: Sequence[Alteration]) -> Need:
    for one in alterations:
        if one.code in ("date", "move"):
            need = replace(need, times=also(need.times, one.slots))
        elif one.code == "due":
            need = replace(need, due_on=one.day)
        else:
            raise KeyError(one.code)
    return need


def also(times: Times, slots: Iterable[Slot]) -> Times:
    """Return times with some half-days more; blank times have every half-day already, but name no holiday."""
    more = tuple(Part(OneDate(at.date.year, at.date.month, at.date.day), frozenset({at.half})) for at in slots)
    if not times.parts:
        return times
    return Times((*times.parts, *more), times.exceptions, times.text)


def only(slots: Iterable[Slot]) -> Times:
    """Return times with these half-days alone."""
    days: dict[dt.date, list[Slot]] = defaultdict(list)
    for slot in sorted(slots):
        days[slot.date].append(slot)
    return Times(
        tuple(Part(OneDate(day.year, day.month, day.day), frozenset(at.half for at in on)) for day, on in days.items())
    )


def cost(code: str, amount: float = 0.0) -> int:
    """Return what a change of a kind and a size costs beside others."""
    return CHANGE + round(FIXED_COST[code] + UNIT_COST.get(code, 0) * amount)


KIND_OF_NEW = {
    Kind.HELPER: "new_helper",
    Kind.UNIT: "new_unit",
    Kind.VENUE: "new_venue",
    Kind.FUND: "new_fund",
    Kind.GOODS: "new_goods",
}
"""Code of somebody or something new, by kind."""
