"""A month with one addition, solved again: what the addition brings."""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from commatch.community import KIND_OF, Community, Helper, Kind, Resource, Unit, Venue
from commatch.matching.alterations import with_resources
from commatch.matching.audit import audit
from commatch.matching.candidates import JudgedDemand
from commatch.matching.guided import guided
from commatch.matching.instance import Instance
from commatch.matching.ledger import Ledger
from commatch.matching.model import MatchModel
from commatch.matching.narrowing import narrowed
from commatch.matching.objectives.base import Objective
from commatch.matching.pins import add_pins
from commatch.matching.plan import Outcome, Plan
from commatch.matching.result import Result
from commatch.matching.tiers import Search
from commatch.settings import Settings

AROUND = 40
"""Demands of the part of a large month that is solved."""
NODES = 100
"""Branch-and-bound nodes that a solve of such a part may take."""
ROUNDS = 6
"""Whole-number solves of such a part, at most."""
SECONDS = 120.0
"""Its wall-clock limit, a last resort."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What one addition brings.

    Attributes
    ----------
    resource : Resource
        What is added.
    needs : int
        How many demands more are served, by the plan of the most weight; below 0 where few heavy ones replace many.
    weight : int
        Tenths of a point that coverage gains, at least 1.
    must : int
        How many demands of urgency 5 more are served.
    demand_ids : tuple of str
        Those served that are not in the plan as it stands, by id.
    lost_ids : tuple of str
        Those in the plan that give way for it, by id.
    proven : bool
        Whether no plan gains more.
    bound : int
        Tenths of a point that no plan exceeds.
    """

    resource: Resource
    needs: int
    weight: int
    must: int
    demand_ids: tuple[str, ...]
    proven: bool
    bound: int
    lost_ids: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What kind of resource is added."""
        return KIND_OF[type(self.resource)]


@dataclass(frozen=True, slots=True)
class Addition:
    """Something more, the weight at stake, and the unserved demands that are concerned."""

    resource: Resource
    promise: int
    concerned: tuple[str, ...]


class WholeTrial:
    """Small months: each is matched anew up to coverage; of its best plans the one nearest to the result's is told."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.solved = self.iterations = 0
        self.before = {tier.name: tier.value for tier in result.tiers}
        tiers = result.settings.tiers
        self.settings = replace(result.settings, tiers=tiers[: tiers.index("coverage") + 1])
        kept = result.instance.kept
        kept.judge(result.judged)
        self.alone = kept.required.keys() - result.before_fairness.served

    def gain(self, addition: Addition) -> tuple[Gap | None, Plan]:
        """Return what an addition brings, ``None`` for nothing, with the plan that shows it."""
        self.solved += 1
        community = _with(self.result.community, addition.resource)
        found = self._matched(community)
        after = {tier.name: tier for tier in found.tiers}
        if found.outcome is not Outcome.PLANNED:
            return None, found.plan
        weight = round(10 * (after["coverage"].value - self.before["coverage"]))
        must = round(after["must"].value - self.before.get("must", 0)) if "must" in after else 0
        if weight < 1 and must < 1:
            return None, found.plan
        plan = self._nearest(found)
        new, lost = _changed(self.result, plan)
        needs = round(after["coverage_count"].value - self.before["coverage_count"])
        known = {tier.name: tier.proven for tier in self.result.tiers}
        proven = after["coverage"].proven and known["coverage"]
        bound = round(10 * (after["coverage"].bound - self.before["coverage"]))
        return Gap(addition.resource, needs, weight, must, new, proven, max(weight, bound), lost), plan

    def _matched(self, community: Community) -> Result:
        """Match a month, beginning with the plan without the addition.

        Those who go unserved with last month's people are let off keeping them at once, which saves a search. A plan in
        which none of them is served by others is as good as any in which they keep them.
        """
        from commatch.matching import engine

        known = self.result.before_fairness
        found = engine.match(community, self.settings, known=known, released=self.alone)
        self.iterations += found.iterations
        if self.alone.isdisjoint(demand_id for demand_id, _, _ in found.plan.released):
            return found
        found = engine.match(community, self.settings, known=known)
        self.iterations += found.iterations
        return found

    def _nearest(self, found: Result) -> Plan:
        """Return a plan as good as the one found in which most of those that the result's plan serves are served."""
        served = self.result.plan.served
        if served <= found.plan.served:
            return found.plan
        inst = found.instance
        inst.kept.judge(found.judged)
        for demand_id in sorted({name for name, _, _ in found.plan.released} & inst.kept.required.keys()):
            inst.kept.release(demand_id)
        model = MatchModel(inst, found.judged)
        add_pins(model)
        there = [owner for owner in model.owners if owner.demand.demand_id in found.plan.served]
        for value in (lambda demand: demand.must, lambda demand: demand.weight, lambda demand: 1):
            terms = [(owner.served, float(value(owner.demand))) for owner in model.owners]
            model.row(terms, ">=", sum(value(owner.demand) for owner in there))
        stay = {owner.served: 1 for owner in model.owners if owner.demand.demand_id in served}
        search = Search(model, self.settings, found.plan, nodes=NODES)
        search.reach(Objective("stay", lambda model: stay, 1, ceiling=len(served)))
        self.iterations += model.iterations
        plan = search.plan or found.plan
        plan = plan.ordered(inst.kept.let_go(plan))
        return found.plan if audit(found.community, plan) else plan


class PartTrial:
    """Large months: the part around the demands concerned is solved, all else stays as it is."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.solved = self.iterations = 0
        self.settings: Settings = replace(result.settings, time_limit=SECONDS)
        self.plan = result.before_fairness
        tier = next(tier for tier in result.tiers if tier.name == "coverage")
        self.slack = max(0, round(10 * (tier.bound - tier.value)))

    def gain(self, addition: Addition) -> tuple[Gap | None, Plan]:
        """Return what an addition brings at the least, ``None`` for nothing found, with the plan that shows it."""
        self.solved += 1
        plan, inst = self.plan, self.result.instance
        community = _with(self.result.community, addition.resource)
        altered = Instance(community)
        part = self._part(altered, addition)
        rest = Plan(
            {name: at for name, at in plan.slots.items() if name not in part},
            tuple(row for row in plan.assignments if row.demand_id not in part),
        )
        ledger = Ledger(altered)
        ledger.charge(rest.assignments)
        self._keep(altered, inst)
        items = [item for name in sorted(part) if (item := self._item(altered, name, ledger, addition)) is not None]
        model = MatchModel(altered, items, fixed=rest)
        add_pins(model)
        mine = Plan(
            {name: at for name, at in plan.slots.items() if name in part},
            tuple(row for row in plan.assignments if row.demand_id in part),
        )
        rng = random.Random(f"{self.settings.seed} {addition.resource}")
        deadline, columns = time.perf_counter() + SECONDS, len(model.vars)
        found = guided(model, mine, self.settings, deadline, rng, columns, ROUNDS, {}, nodes=NODES).plan
        weight = sum(inst.demand[name].weight for name in found.slots) - sum(inst.demand[n].weight for n in mine.slots)
        must = sum(inst.demand[name].must for name in found.slots) - sum(inst.demand[n].must for n in mine.slots)
        whole = Plan({**rest.slots, **found.slots}, (*rest.assignments, *found.assignments)).ordered()
        whole = replace(whole, released=altered.kept.let_go(whole))
        if (weight < 1 and must < 1) or audit(community, whole):
            return None, whole
        needs = len(found.slots) - len(mine.slots)
        bound = max(weight, self._bound(addition))
        new, lost = _changed(self.result, whole)
        return Gap(addition.resource, needs, weight, must, new, weight == bound, bound, lost), whole

    def _part(self, altered: Instance, addition: Addition) -> set[str]:
        inst, plan = self.result.instance, self.plan
        concerned = {*addition.concerned, *self._also(altered, addition)}
        first = sorted(concerned, key=lambda name: (-inst.demand[name].weight, name))[: AROUND // 3]
        shared: Counter[str] = Counter()
        for name in first:
            for asked in inst.demand[name].requirements:
                for resource in inst.pool(asked):
                    shared.update(plan.users([resource.resource_id]))
        return {*first, *sorted(shared, key=lambda name: (-shared[name], name))[: AROUND - len(first)]}

    def _also(self, altered: Instance, addition: Addition) -> Iterator[str]:
        """Yield unserved demands beside those concerned that an addition alone makes servable."""
        for item in self.result.judged:
            name = item.demand.demand_id
            if name not in self.plan.slots and not item.servable and self._most(item, addition.resource):
                pools = (altered.pool(one) for one in item.demand.requirements)
                if (
                    any(addition.resource in pool for pool in pools)
                    and altered.sieve.judge(altered.demand[name]).servable
                ):
                    yield name

    def _keep(self, altered: Instance, inst: Instance) -> None:
        left = {demand_id for demand_id, _, _ in self.plan.released}
        altered.kept.judge(self.result.judged)
        for demand_id in sorted(left & altered.kept.required.keys()):
            altered.kept.release(demand_id)

    def _item(self, altered: Instance, name: str, ledger: Ledger, addition: Addition) -> JudgedDemand | None:
        plan = self.plan
        rng = random.Random(f"{self.settings.seed} {name}")
        always = {row.resource_id for row in plan.of(name)} | {addition.resource.resource_id}
        always |= altered.kept.required.get(name, frozenset())
        when = {altered.bit(slot) for slot in plan.slots.get(name, ())}
        item = altered.sieve.judge(altered.demand[name])
        return narrowed(altered, item, ledger, rng, always, when) if item.servable else None

    def _bound(self, addition: Addition) -> int:
        """Return the most that could be gained: by those who could use the addition at once, and by all unserved."""
        weights = sorted((self._most(item, addition.resource) for item in self.result.judged), reverse=True)
        users = sum(weights[: self._uses(addition.resource)])
        unserved = sum(
            item.demand.weight
            for item in self.result.judged
            if item.demand.demand_id not in self.plan.slots
            and (item.servable or self._most(item, addition.resource) or item.demand.demand_id in addition.concerned)
        )
        return min(users + self.slack, unserved)

    def _most(self, item: JudgedDemand, resource: Resource) -> int:
        asks = any(part.requirement.kind is KIND_OF[type(resource)] for part in item.parts)
        return item.demand.weight if asks else 0

    def _uses(self, resource: Resource) -> int:
        """Return how many demands an addition could serve at the most."""
        if isinstance(resource, Unit):
            return resource.sessions
        if isinstance(resource, Helper):
            shortest = min(
                (
                    one.hours
                    for item in self.result.judged
                    for one in item.demand.requirements
                    if one.kind is Kind.HELPER and one.hours
                ),
                default=1.0,
            )
            return math.floor(resource.hours / shortest)
        if isinstance(resource, Venue):
            return self.result.instance.mask(resource.times).bit_count()
        return len(self.result.judged)


def shown(result: Result, gap: Gap, plan: Plan, resource: Resource) -> Gap | None:
    """Return what an addition brings that is there less often than another one, where that one's plan is its own too.

    It brings no more than the other one, so that what is proven of that one is proven of it.
    """
    times = getattr(resource, "times", None)
    name = resource.resource_id
    when = [row.slot for row in plan.assignments if row.resource_id == name]
    if times is None or not all(slot is not None and times.free(slot.date, slot.half) for slot in when):
        return None
    return None if audit(_with(result.community, resource), plan) else replace(gap, resource=resource)


def _changed(result: Result, plan: Plan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the demands that a plan serves and the result's does not, and the other way round."""
    new = plan.served - result.plan.served or plan.served - result.before_fairness.served
    return tuple(sorted(new)), tuple(sorted(result.plan.served - plan.served))


def _with(community: Community, resource: Resource) -> Community:
    return with_resources(community, lambda row: row, [resource])
