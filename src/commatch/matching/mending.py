"""One unserved demand, and everything that could be changed to serve it: a month in which all of that is done.

The month is as wide as any change could make it; what each widening costs, and what was there before, is noted, so that
a model of it pays for what it uses.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from commatch.community import Fund, Goods, Helper, Kind, Need, Requirement, Resource, Unit, Venue
from commatch.matching.alterations import KIND_OF_NEW, cost, with_resources
from commatch.matching.candidates import NEEDS_TIME, Candidate, Judged, JudgedDemand, common_slots, judge_demand
from commatch.matching.demands import Demand
from commatch.matching.instance import Instance, bits
from commatch.matching.ledger import Ledger
from commatch.matching.narrowing import able
from commatch.times import EveryDay, Part, Times

NEW = "新"
"""What the ids of somebody or something new begin with; more of it where an id of the month does."""
MOST_NEW = 6
"""Most new helpers for one requirement; where more are asked a team may come instead."""
TEAMS = ("队", "小队")
"""What the ids of new teams end with: of one that is all who are asked, of one that makes up the rest."""
BEST = 5
"""Level of somebody new who may take over from others as well."""
MOST_CANDIDATES = 6
"""Candidates of a requirement that are looked at: those who take the least change."""
MOST_SLOTS = 6
"""Half-days that are looked at: those that take the least change."""
FAR = 9
"""Most that the days between a half-day and a need's own ones cost."""
IN_A_STRETCH = 2
"""The same for each stretch of days in which a series comes once."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What else a resource takes to meet some requirements: code, amount, names, and which requirements."""

    code: str
    amount: float
    names: tuple[str, ...]
    parts: frozenset[int]


@dataclass(slots=True)
class Wide:
    """A month widened for one demand.

    Attributes
    ----------
    inst : Instance
        The widened month.
    item : JudgedDemand
        The demand in it.
    own : dict of str to int
        Half-days that a helper, unit, venue or need had before, as bits; those not named had any.
    agreed : dict of str to int
        Half-days that a unit's agreement covered.
    due : dict of str to datetime.date
        Due dates that a need had.
    pairs : dict of str to list of Extra
        What else a resource takes to serve this demand.
    new : dict of str to Resource
        Whoever or whatever is new.
    paused : set of str
        Resources that took no part before.
    """

    inst: Instance
    item: JudgedDemand
    own: dict[str, int] = field(default_factory=dict)
    agreed: dict[str, int] = field(default_factory=dict)
    due: dict[str, dt.date] = field(default_factory=dict)
    pairs: dict[str, list[Extra]] = field(default_factory=dict)
    new: dict[str, Resource] = field(default_factory=dict)
    paused: set[str] = field(default_factory=set)


def widened(inst: Instance, demand: Demand, moving: Collection[str] = ()) -> Wide | None:
    """Return the month as wide as any change to serve a demand could make it; ``None`` where none could.

    Parameters
    ----------
    moving : collection of str
        Other demands whose times are widened too.
    """
    if not demand.requirements:
        return None
    community = inst.community
    asked = list(enumerate(demand.requirements))
    pools = {resource.resource_id for _, one in asked for resource in inst.pool(one)}
    new = {resource.resource_id: resource for index, one in asked for resource in _new(inst, demand, index, one)}
    wide = Wide(inst, JudgedDemand(demand, (), 0, False), new=new)
    leads = {demand.demand_id, *moving}
    needs = tuple(_wide_need(inst, wide, need) if need.need_id in leads else need for need in community.needs)
    changed = with_resources(
        replace(community, needs=needs),
        lambda row: _wide(inst, wide, demand, row) if row.resource_id in pools else row,
        new.values(),
    )
    wide.inst = Instance(changed)
    wide.item = judge_demand(wide.inst, wide.inst.demand[demand.demand_id])
    return wide if wide.item.servable else None


def _new(inst: Instance, demand: Demand, index: int, asked: Requirement) -> Iterator[Resource]:
    """Yield who or what would meet a requirement if it were there: with what is asked, near, at any time.

    Helpers can more than that: they may take over from others, and what is not used of them is not asked in the end.
    """
    name, grid, times = f"{unused(inst)}{index + 1}", demand.lead.grid, demand.sessions
    if asked.kind is Kind.HELPER:
        hours = max(asked.hours * times, inst.settings.default_hours)
        checks = frozenset[str]().union(*(one.checks for other in inst.demands for one in other.requirements))
        someone = Helper("", skills={asked.what: BEST}, grid=grid, hours=hours, checks=checks)
        for number in range(min(MOST_NEW, int(asked.quantity))):
            yield replace(someone, helper_id=f"{name}{chr(ord('a') + number)}")
        if asked.quantity > MOST_NEW:
            there = int(judge_demand(inst, demand).parts[index].there)
            for ending, people in zip(TEAMS, dict.fromkeys((asked.quantity, asked.quantity - there)), strict=False):
                if people > 1:
                    yield replace(someone, helper_id=f"{name}{ending}", headcount=int(people))
    elif asked.kind is Kind.UNIT:
        for number in range(min(MOST_NEW, int(asked.quantity))):
            unit_id = f"{name}{chr(ord('a') + number)}"
            yield Unit(unit_id, services=frozenset({asked.what}), grid=grid, sessions=times)
    elif asked.kind is Kind.VENUE:
        yield Venue(name, grid=grid, seats=int(asked.quantity), facilities=asked.facilities)
    elif asked.kind is Kind.FUND:
        yield Fund(name, amount=asked.quantity)
    else:
        reusable = any(isinstance(row, Goods) and row.reusable for row in inst.pool(asked))
        yield Goods(name, name=asked.what, quantity=int(asked.quantity), reusable=reusable, term=asked.what)


def unused(inst: Instance) -> str:
    """Return what no id of the month begins with."""
    start = NEW
    while any(name.startswith(start) for name in inst.resource):
        start += NEW
    return start


def _wide_need(inst: Instance, wide: Wide, need: Need) -> Need:
    """Return a need without times and due date, and note those it had."""
    demand = inst.demand[need.need_id]
    if demand.event:
        wide.own[need.need_id] = inst.window(replace(demand, members=(replace(need, due_on=None), *demand.members[1:])))
    if need.due_on is not None:
        wide.due[need.need_id] = need.due_on
    parts = (Part(EveryDay()), *need.times.parts) if need.times.parts else ()  # a holiday they name stays named
    return replace(need, times=Times(parts, need.times.exceptions), due_on=None)


def _wide(inst: Instance, wide: Wide, demand: Demand, row: Resource) -> Resource:
    """Return a resource with all that could be asked of it for a demand, and note what it had."""
    opinion = inst.opinion(demand, row)
    if opinion.banned:
        return row
    places = {at: one for at, one in enumerate(demand.requirements) if row in inst.pool(one)}
    asked, times = list(places.values()), demand.sessions
    if not row.active:
        wide.paused.add(row.resource_id)
        row = replace(row, active=True)
    if isinstance(row, (Helper, Unit, Venue)):
        wide.own[row.resource_id] = inst.mask(row.times)
        free = Times(exceptions=row.times.exceptions) if demand.event else row.times
        row = replace(row, times=free)
    pairs = wide.pairs.setdefault(row.resource_id, [])
    if isinstance(row, Helper):
        hours = max((inst.hours(demand, one, row) for one in asked), default=0.0) * times * len(asked)
        minutes = inst.minutes(demand, row)
        if row.max_walk is not None and minutes is not None and minutes > row.max_walk:
            pairs.append(Extra("walk", math.ceil(minutes), (), frozenset(places)))
            row = replace(row, max_walk=float(math.ceil(minutes)))
        missing = {at: one.checks - row.checks for at, one in places.items()}
        for checks in sorted({tuple(sorted(names)) for names in missing.values() if names}):
            parts = frozenset(at for at, names in missing.items() if names == set(checks))
            pairs.append(Extra("checks", 0, checks, parts))
        return replace(row, hours=row.hours + hours, checks=row.checks.union(*missing.values()))
    if isinstance(row, Unit):
        wide.agreed[row.resource_id] = inst.day_range(row.agreed_from, row.agreed_until)
        until = max(row.agreed_until, inst.last) if row.agreed_until else None
        return replace(row, sessions=row.sessions + times * len(asked), agreed_until=until)
    if isinstance(row, Fund):
        needed = max((one.quantity for one in asked), default=0.0)
        if row.cap is not None and row.cap < needed:
            pairs.append(Extra("cap", needed, (), frozenset(places)))
        return replace(row, amount=row.amount + needed, cap=None)
    if isinstance(row, Goods):
        return replace(row, quantity=row.quantity + int(sum(one.quantity for one in asked)))
    return row


def fitted(inst: Instance, wide: Wide, ledger: Ledger, spare: Ledger) -> JudgedDemand | None:
    """Return the demand with the candidates and half-days that take the least change; ``None`` where none are left.

    Parameters
    ----------
    inst : Instance
        The month as it is.
    ledger : Ledger
        What others leave of the widened month.
    spare : Ledger
        What they leave of the month as it is.
    """
    demand, item = wide.item.demand, wide.item
    times = 1 if demand.event else demand.sessions
    parts = []
    for part in item.parts:
        there = list(able(part, ledger, times, item.slots))
        price = {one.resource_id: _price(inst, wide, demand, part, one, spare) for one in there}
        there.sort(key=lambda one: (price[one.resource_id], -one.tenths, one.resource_id))
        most = MOST_CANDIDATES + 2 * int(part.asked if part.requirement.kind is Kind.HELPER else 1)
        kept = [one for at, one in enumerate(there) if at < most or one.resource_id in wide.new]
        kept.sort(key=lambda one: one.resource_id)
        parts.append((replace(part, candidates=tuple(kept)), price))
    if not all(sum(one.weight for one in part.candidates) >= part.asked or _goods(part) for part, _ in parts):
        return None
    slots = 0
    if demand.event:
        slots = common_slots([part for part, _ in parts], item.slots)
        ranked = sorted(bits(slots), key=lambda slot: (_slot_price(inst, wide, demand, parts, slot), slot))
        slots = sum(1 << slot for slot in _spread(ranked, demand, inst.settings.series_gap))
        if not slots:
            return None
    return replace(item, parts=tuple(part for part, _ in parts), slots=slots)


def _goods(part: Judged) -> bool:
    return part.requirement.kind is Kind.GOODS


def _spread(ranked: Sequence[int], demand: Demand, gap: int) -> list[int]:
    """Return the cheapest half-days; of a series enough of each stretch of days."""
    if demand.sessions == 1:
        return list(ranked[:MOST_SLOTS])
    taken: list[int] = []
    days: dict[int, int] = {}
    for slot in ranked:
        stretch = slot // 3 // max(1, gap)
        if days.get(stretch, 0) < IN_A_STRETCH:
            days[stretch] = days.get(stretch, 0) + 1
            taken.append(slot)
    return taken


def _price(inst: Instance, wide: Wide, demand: Demand, part: Judged, one: Candidate, spare: Ledger) -> int:
    """Return about what it takes to have a candidate, half-days aside."""
    kind, name = part.requirement.kind, one.resource_id
    if name in wide.new:
        return cost(KIND_OF_NEW[kind])
    price = sum(cost(extra.code, extra.amount) for extra in wide.pairs.get(name, ()) if part.index in extra.parts)
    price += cost("resume") if name in wide.paused else 0
    times = demand.sessions
    if kind is Kind.HELPER:
        short = one.hours * times - spare.hours[name]
        price += cost("hours", short) if short > 0 else 0
    elif kind is Kind.UNIT:
        short = times - spare.sessions[name]
        price += cost("sessions", short) if short > 0 else 0
    elif kind is Kind.FUND:
        short = part.requirement.quantity - spare.money[name]
        price += cost("money", short) if short > 0 else 0
    if kind in NEEDS_TIME and demand.event and not wide.own.get(name, -1) & one.slots & ~spare.busy[name]:
        price += cost("free")
    return price


def _slot_price(
    inst: Instance,
    wide: Wide,
    demand: Demand,
    parts: Sequence[tuple[Judged, Mapping[str, int]]],
    slot: int,
) -> int:
    """Return about what it takes to have the demand in a half-day."""
    own = wide.own.get(demand.demand_id, -1)
    total = 0 if own >> slot & 1 else cost("date") + days_from(own, slot)
    due = wide.due.get(demand.demand_id)
    if due is not None and inst.slot(slot).date > due:
        total += cost("due", (inst.slot(slot).date - due).days)
    for part, price in parts:
        if part.requirement.kind in NEEDS_TIME:
            prices = sorted(
                price[one.resource_id] + (0 if wide.own.get(one.resource_id, -1) >> slot & 1 else cost("free"))
                for one in part.candidates
                if one.slots >> slot & 1
            )
            total += sum(prices[: int(part.asked)])
    return total


def days_from(own: int, slot: int) -> int:
    """Return the days between a half-day and the nearest of some others, as far as they count."""
    return min((*(abs(slot // 3 - other // 3) for other in bits(own)), FAR)) if own > 0 else FAR
