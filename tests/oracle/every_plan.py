"""All plans of a very small community, one by one, and the tiers by narrowing them down: slow, but nothing to trust.

It shares the ways to serve one demand with the search, and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product
from operator import ge
from typing import Any

from commatch.community import PLANNED, Community, Kind

from .tier_month import Kept, detailed_ways
from .tier_pairs import kept_people
from .tiers import LastTiers
from .ways import Capacities, Key, Row, Way
from .weights import Demand

Plan = dict[Demand, Way]
Answer = dict[str, Any]


def narrowed(plans: list[Plan], measure: Callable[[Plan], Any]) -> list[Plan]:
    """Return the plans that measure most."""
    measures = [measure(plan) for plan in plans]
    most = max(measures)
    return [plan for plan, value in zip(plans, measures, strict=True) if value == most]


class EveryPlan:
    """The plans of a community, and what the best of them reach.

    Parameters
    ----------
    community : Community
        The month, very small.
    previous : Kept or None
        The plan to compare with.
    """

    def __init__(self, community: Community, previous: Kept | None) -> None:
        self.community, self.previous = community, previous
        self.ways = detailed_ways(community)
        self.kept = {demand: kept_people(community, demand) for demand in self.ways}
        pins = {row.need_id for row in community.opinions if row.stance == "pin"}
        self.forced = {demand for demand in self.ways if demand.in_work or demand.ids & pins}
        self.plans = list(self._every())

    def _every(self) -> Iterator[Plan]:
        there = Capacities(self.community)
        options = [ways if demand in self.forced else [None, *ways] for demand, ways in self.ways.items()]
        for chosen in product(*options):
            plan = {demand: way for demand, way in zip(self.ways, chosen, strict=True) if way is not None}
            total: dict[Key, Fraction] = {}
            for way in plan.values():
                for key, amount in way.use:
                    total[key] = total.get(key, Fraction(0)) + amount
            if all(amount <= there.of(key) for key, amount in total.items()):
                yield plan

    def answers(self) -> list[Answer]:
        """Return an answer for each set of pairs that may end up released."""
        return [self.answer(released) for released in set(self._releases(self._released_alone()))]

    def _released_alone(self) -> frozenset[Demand]:
        return frozenset(
            demand
            for demand, people in self.kept.items()
            if people and not any(people <= _people(way) for way in self.ways[demand])
        )

    def _releases(self, released: frozenset[Demand]) -> Iterator[frozenset[Demand]]:
        kept = {demand for demand, people in self.kept.items() if people and demand not in released}
        plans = self._keeping(released)
        if not plans:
            if kept:
                yield from self._releases(released | kept)
            else:
                yield released
            return
        for unserved in {frozenset(kept - set(plan)) for plan in narrowed(plans, self.rank)}:
            if unserved:
                yield from self._releases(released | unserved)
            else:
                yield released

    def _keeping(self, released: frozenset[Demand]) -> list[Plan]:
        return [
            plan
            for plan in self.plans
            if all(demand in released or self.kept[demand] <= _people(way) for demand, way in plan.items())
        ]

    def answer(self, released: frozenset[Demand]) -> Answer:
        """Return what the best plan reaches, the plans left before balance among it."""
        allowed = self._keeping(released)
        if not allowed:
            return {"feasible": False}

        def held(plan: Plan) -> tuple[int, int, int]:
            same = sum(len(self.kept[demand] & _people(way)) for demand, way in plan.items() if demand in released)
            return same, -self.lost(plan), -self.moved(plan)

        best = narrowed(narrowed(allowed, self.rank), held)
        must, coverage, count = self.rank(best[0])
        found: Answer = {"feasible": True, "must": must, "coverage": coverage, "count": count}
        found["continuity"] = held(best[0])[0] if released else None
        found["lost"] = None if self.previous is None else self.lost(best[0])
        found["moved"] = None if self.previous is None else self.moved(best[0])
        least_held = held(best[0])
        alike = [plan for plan in allowed if self.rank(plan)[0] == must]
        alike = [plan for plan in alike if all(map(ge, held(plan), least_held))]
        if self.shares(best[0]):
            least = (1 - Decimal(str(getattr(self.community.settings, "fair_tolerance", 0.01)))) * coverage
            alike = [plan for plan in alike if self.rank(plan)[1] >= _tenth_up(least)]
        else:
            alike = [plan for plan in alike if self.rank(plan) == self.rank(best[0])]
        fair = narrowed(narrowed(alike, self.shares), self.rank)
        found["shares"] = self.shares(fair[0])
        found["fair_coverage"], found["fair_count"] = self.rank(fair[0])[1:]
        good = narrowed(fair, quality)
        found["quality"], found["quality_weights"] = quality(good[0]), frozenset(map(size, good))
        found["released"] = frozenset(demand.demand_id for demand in released)
        found["plans"] = fair
        return found

    def last(self, plans: list[Plan], floor: Decimal) -> LastTiers:
        """Return what the last tiers reach over plans whose quality is no less than a floor."""
        order = (lambda plan: -self.balance(plan), self.never_asked, lambda plan: -self.early(plan))
        plans = [plan for plan in plans if quality(plan) >= floor]
        for measure in (*order, lambda plan: -self.ids(plan)):
            plans = narrowed(plans, measure)
        plan = plans[0]
        return LastTiers(self.balance(plan), self.never_asked(plan), self.early(plan), self.ids(plan))

    def rank(self, plan: Plan) -> tuple[int, Decimal, int]:
        """Return urgent demands, weight and number."""
        must = sum(any(need.urgency == 5 for need in demand.members) for demand in plan)
        return must, sum((demand.weight for demand in plan), Decimal(0)), len(plan)

    def lost(self, plan: Plan) -> int:
        """Return how many triples of the previous plan are not there."""
        now = {(demand.demand_id, row.requirement, row.resource_id) for demand, way in plan.items() for row in way.rows}
        return len(self.previous.triples - now) if self.previous else 0

    def moved(self, plan: Plan) -> int:
        """Return how many slots of the previous plan are not there."""
        now = {(demand.demand_id, slot) for demand, way in plan.items() for slot in way.slots}
        return len(self.previous.slots - now) if self.previous else 0

    def shares(self, plan: Plan) -> list[Fraction]:
        """Return the shares of the groups that count, smallest first."""
        settings = self.community.settings
        planned = [need for need in self.community.needs if need.status in PLANNED]
        served = {need.need_id for demand in plan for need in demand.members}
        found = []
        for group in {group for need in planned for group in need.groups}:
            ids = [need.need_id for need in planned if group in need.groups]
            named = getattr(settings, "fair_groups", ())
            if len(ids) >= settings.fair_group_size and (not named or group in named):
                found.append(Fraction(sum(one in served for one in ids), len(ids)))
        return sorted(found)

    def balance(self, plan: Plan) -> int:
        """Return what all minutes cost."""
        total = 0
        for helper in self.community.helpers:
            rows = [row for row in _rows(plan) if row.kind is Kind.HELPER and row.resource_id == helper.helper_id]
            past, step = self._past(helper.helper_id), max(1, _half_up(15 * helper.hours))
            for at in range(past, past + sum(_half_up(float(row.hours * 60)) for row in rows)):
                total += 1 + at // step
        return total

    def _past(self, helper_id: str) -> int:
        first = self.community.settings.month
        assert first is not None, "a month is planned"
        wanted = set()
        for _ in range(getattr(self.community.settings, "balance_months", 2)):
            first = (first - dt.timedelta(1)).replace(day=1)
            wanted.add(first)
        rows = [row for row in self.community.history if row.resource_id == helper_id and row.month in wanted]
        return sum(_half_up((row.hours or 0) * 60) for row in rows)

    def never_asked(self, plan: Plan) -> int:
        """Return the number of rows of helpers without history."""
        known = {row.resource_id for row in self.community.history}
        return sum(row.kind is Kind.HELPER and row.resource_id not in known for row in _rows(plan))

    def early(self, plan: Plan) -> int:
        """Return the half-days from the month's first day, summed up."""
        return sum(3 * (slot.date.day - 1) + int(slot.half) for way in plan.values() for slot in way.slots)

    def ids(self, plan: Plan) -> int:
        """Return the order of identifiers, weighed."""
        order = sorted(demand.demand_id for demand in self.ways)
        total = 0
        for demand, way in plan.items():
            for slot in way.slots:
                at = 3 * (slot.date.day - 1) + int(slot.half)
                total += at * (len(order) - order.index(demand.demand_id))
                total += (186 * at - at * at) // 16 if len(way.slots) > 1 else 0
            for row in way.rows:
                names = sorted(item.resource_id for item in self.community.resources(row.kind))
                total += names.index(row.resource_id) * (len(order) - order.index(demand.demand_id)) * row.pieces
        return total


def quality(plan: Plan) -> Decimal:
    """Return the sum of match scores."""
    return Decimal(sum(row.score for row in _rows(plan))) / 10


def size(plan: Plan) -> Decimal:
    """Return the sum of absolute match scores."""
    return Decimal(sum(abs(row.score) for row in _rows(plan))) / 10


def _rows(plan: Plan) -> list[Row]:
    return [row for way in plan.values() for row in way.rows]


def _people(way: Way) -> set[str]:
    return {row.resource_id for row in way.rows if row.kind is Kind.HELPER}


def _half_up(value: float) -> int:
    return int(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP))


def _tenth_up(value: Decimal) -> Decimal:
    return (value * 10 - Decimal("1e-9")).to_integral_value(ROUND_CEILING) / 10
