"""A community's month made ready for matching: demands, the month's slots as bits, and what is known of pairs.

A set of slots is one whole number: bit 3·day + half-day, counted from the first planned day. Intersections are ``&``.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from commatch import calendar
from commatch.community import (
    Community,
    Helper,
    Kind,
    Opinion,
    Requirement,
    Resource,
    Stance,
)
from commatch.matching.demands import Demand, demands, term
from commatch.matching.people import KeptPeople
from commatch.matching.steady import Steady
from commatch.settings import Settings
from commatch.times import Half, Slot, Times

if TYPE_CHECKING:
    from commatch.matching.sieve import Sieve


@dataclass(frozen=True, slots=True)
class PairOpinion:
    """What is said of a demand and a resource: the members' opinions as one.

    Any member's ban bans and any member's pin pins; of the rest the first member that says something counts.
    """

    banned: bool = False
    pinned: bool = False
    liking: Stance | None = None
    score: float = 0.0
    hours: float | None = None


NO_OPINION = PairOpinion()


@dataclass(frozen=True, slots=True)
class Record:
    """What history says of a resource: the needs it served, and its mean rating, 1 to 5."""

    need_ids: frozenset[str]
    rating: Decimal | None


class Instance:
    """Everything that judging, building and explaining look up, computed once.

    Parameters
    ----------
    community : Community
        Its ``settings.month`` must be set.

    Raises
    ------
    ValueError
        The settings name no month, or a start outside it.
    """

    def __init__(self, community: Community) -> None:
        self.community = community
        self.settings: Settings = community.settings
        if self.settings.month is None:
            raise ValueError("settings.month is not set")
        first = self.settings.month.replace(day=1)
        self.month = first
        self.last = first.replace(day=months.monthrange(first.year, first.month)[1])
        self.first = max(first, self.settings.start) if self.settings.start else first
        self.days = (self.last - first).days + 1
        self.demands: tuple[Demand, ...] = demands(community)
        self.demand: Mapping[str, Demand] = {demand.demand_id: demand for demand in self.demands}
        self._masks: dict[Times, int] = {}

    # -- slots ------------------------------------------------------------------------------------------------

    @cached_property
    def all_slots(self) -> int:
        """Every slot of the month."""
        return (1 << 3 * self.days) - 1

    @cached_property
    def open_slots(self) -> int:
        """Every slot from the first planned day on."""
        return self.day_range(self.first, None)

    def slot(self, bit: int) -> Slot:
        """Return the slot of a bit's position."""
        return Slot(self.month + dt.timedelta(days=bit // 3), Half(bit % 3))

    def bit(self, slot: Slot) -> int:
        """Return the position of a slot's bit; negative or too large where it is outside the month."""
        return (slot.date - self.month).days * 3 + int(slot.half)

    def mask(self, times: Times) -> int:
        """Return the slots of the month in which something with these times is free."""
        known = self._masks.get(times)
        if known is None:
            known = 0
            if not times.given:
                known = self.all_slots
            else:
                for slot in times.slots(self.month, self.last):
                    known |= 1 << self.bit(slot)
            self._masks[times] = known
        return known

    def day_range(self, first: dt.date | None, last: dt.date | None) -> int:
        """Return all slots from one day to another, both inclusive and both open where ``None``."""
        start = 0 if first is None else max(0, (first - self.month).days)
        end = self.days if last is None else min(self.days, (last - self.month).days + 1)
        if end <= start:
            return 0
        return ((1 << 3 * end) - 1) & ~((1 << 3 * start) - 1)

    @cached_property
    def holidays(self) -> frozenset[dt.date]:
        """Official holidays of the month."""
        span = (self.month + dt.timedelta(days=number) for number in range(self.days))
        return frozenset(day for day in span if calendar.is_holiday(day))

    def window(self, demand: Demand) -> int:
        """Return the slots that an event's own times, its due date and the holidays leave, from the first planned day.

        One whose slots are confirmed has those, even before that day.
        """
        slots = self._wished(demand)
        fixed = self.steady.fixed.get(demand.demand_id, 0) if self.steady is not None else 0
        return slots & (fixed if fixed.bit_count() >= demand.sessions else self.open_slots | fixed)

    def settled(self, demand: Demand) -> bool:
        """Tell whether a demand was confirmed in the previous plan: it may have begun before the first planned day."""
        return self.steady is not None and bool(self.steady.confirmed(demand.demand_id))

    def _wished(self, demand: Demand) -> int:
        lead = demand.lead
        slots = self.mask(lead.times) & self.day_range(None, lead.due_on)
        for day in self.holidays:
            if not lead.times.names(day):
                slots &= ~self.day_range(day, day)
        return slots

    # -- pairs ------------------------------------------------------------------------------------------------

    @cached_property
    def owner(self) -> Mapping[str, str]:
        """Demand id of every planned need."""
        return {need_id: demand.demand_id for demand in self.demands for need_id in demand.need_ids}

    @cached_property
    def opinions(self) -> Mapping[tuple[str, str], PairOpinion]:
        """Opinions by demand and resource."""
        gathered: dict[tuple[str, str], list[Opinion]] = defaultdict(list)
        for opinion in sorted(self.community.opinions, key=lambda item: (item.need_id, item.resource_id)):
            if opinion.need_id in self.owner:
                gathered[self.owner[opinion.need_id], opinion.resource_id].append(opinion)
        return {
            pair: PairOpinion(
                any(item.stance is Stance.BAN for item in items),
                any(item.stance is Stance.PIN for item in items),
                next((item.stance for item in items if item.stance in (Stance.PREFER, Stance.AVOID)), None),
                next((item.score for item in items if item.score), 0.0),
                next((item.hours for item in items if item.hours is not None), None),
            )
            for pair, items in gathered.items()
        }

    @cached_property
    def opinions_on(self) -> Mapping[str, frozenset[str]]:
        """The resources of which something is said, by demand."""
        return grouped(self.opinions)

    def opinion(self, demand: Demand, resource: Resource) -> PairOpinion:
        """Return what is said of a pair."""
        return self.opinions.get((demand.demand_id, resource.resource_id), NO_OPINION)

    @cached_property
    def pins(self) -> tuple[tuple[str, str], ...]:
        """Pinned pairs (demand id, resource id), in order."""
        return tuple(sorted(pair for pair, opinion in self.opinions.items() if opinion.pinned))

    @cached_property
    def _pools(self) -> dict[tuple[Kind, str], tuple[Resource, ...]]:
        pools: dict[tuple[Kind, str], list[Resource]] = defaultdict(list)
        for helper in self.community.helpers:
            for skill in {term(name) for name in helper.skills}:
                pools[Kind.HELPER, skill].append(helper)
        for unit in self.community.units:
            for service in {term(name) for name in unit.services}:
                pools[Kind.UNIT, service].append(unit)
        for goods in self.community.goods:
            pools[Kind.GOODS, term(goods.what)].append(goods)
        return {key: tuple(pool) for key, pool in pools.items()}

    def pool(self, requirement: Requirement) -> tuple[Resource, ...]:
        """Return the resources that offer what is asked: the skill, the service, the goods; any venue or fund."""
        if requirement.kind in (Kind.VENUE, Kind.FUND):
            return self.community.resources(requirement.kind)
        return self._pools.get((requirement.kind, term(requirement.what)), ())

    def minutes(self, demand: Demand, resource: Resource) -> float | None:
        """Return the walking minutes between a demand's grid and a resource's; ``None`` where unknown."""
        return self.community.minutes(demand.lead.grid, getattr(resource, "grid", ""))

    def hours(self, demand: Demand, requirement: Requirement, resource: Resource) -> float:
        """Return the hours of one session that a helper is charged: the pair's own, else the requirement's."""
        own = self.opinion(demand, resource).hours
        return requirement.hours if own is None else own

    @cached_property
    def _levels(self) -> dict[tuple[str, str], int]:
        levels: dict[tuple[str, str], int] = {}
        for helper in self.community.helpers:
            for name, level in helper.skills.items():
                key = (helper.helper_id, term(name))
                levels[key] = max(level, levels.get(key, 0))
        return levels

    def level(self, helper: Helper, skill: str) -> int:
        """Return a helper's level in a skill, 0 without it."""
        return self._levels.get((helper.helper_id, term(skill)), 0)

    @cached_property
    def past(self) -> Mapping[str, Record]:
        """What history says of each resource."""
        needs: dict[str, set[str]] = defaultdict(set)
        ratings: dict[str, list[Decimal]] = defaultdict(list)
        for row in self.community.history:
            needs[row.resource_id].add(row.need_id)
            if row.rating is not None:
                ratings[row.resource_id].append(Decimal(repr(float(row.rating))))
        return {
            resource_id: Record(
                frozenset(needs[resource_id]),
                sum(ratings[resource_id], Decimal(0)) / len(ratings[resource_id]) if ratings[resource_id] else None,
            )
            for resource_id in needs
        }

    @cached_property
    def served_by(self) -> Mapping[str, frozenset[str]]:
        """Who served each need, as history says."""
        return grouped((row.need_id, row.resource_id) for row in self.community.history)

    @cached_property
    def sieve(self) -> Sieve:
        """What judges many pairs at once."""
        from commatch.matching.sieve import Sieve  # a check judges few pairs, and needs no numpy

        return Sieve(self)

    @cached_property
    def steady(self) -> Steady | None:
        """What the previous plan asks, where there is one."""
        previous = self.community.previous
        return None if previous is None else Steady(self, previous)

    @cached_property
    def kept(self) -> KeptPeople:
        """Who keeps the needs of pairs that they had last month."""
        return KeptPeople(self)

    @cached_property
    def past_minutes(self) -> Mapping[str, int]:
        """Minutes that each helper gave in the months before that count for balance."""
        total: dict[str, float] = defaultdict(float)
        for row in self.community.history:
            if row.month is not None and 0 < months_since(row.month, self.month) <= self.settings.balance_months:
                total[row.resource_id] += row.hours or 0.0
        return {helper_id: int(60 * hours + 0.5) for helper_id, hours in total.items()}

    @cached_property
    def fair_groups(self) -> Mapping[str, int]:
        """The groups that count for fairness, in plain order, with the number of their planned needs."""
        counts = Counter(group for demand in self.demands for need in demand.members for group in set(need.groups))
        chosen = set(self.settings.fair_groups)
        return {
            group: counts[group]
            for group in sorted(counts)
            if counts[group] >= self.settings.fair_group_size and (not chosen or group in chosen)
        }

    @cached_property
    def _asked_by(self) -> dict[str, frozenset[str]]:
        asked: dict[str, set[str]] = defaultdict(set)
        for need in self.community.needs:
            if need.requester:
                asked[term(need.requester)].add(need.need_id)
        return {requester: frozenset(ids) for requester, ids in asked.items()}

    def kin(self, demand: Demand) -> frozenset[str]:
        """Return the ids of a demand's needs and of all needs that the same people asked for."""
        ids = set(demand.need_ids)
        for need in demand.members:
            if need.requester:
                ids |= self._asked_by[term(need.requester)]
        return frozenset(ids)

    @cached_property
    def resource(self) -> Mapping[str, Resource]:
        """Every resource by its id."""
        return {item.resource_id: item for kind in Kind for item in self.community.resources(kind)}


def months_since(earlier: dt.date, later: dt.date) -> int:
    """Return the calendar months from one date to another; below zero where the first is later."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Return the second of each pair, by the first."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def bits(mask: int) -> Iterator[int]:
    """Yield the positions of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
