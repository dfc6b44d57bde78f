"""What a plan is worth by each objective, counted from its rows; no model is needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from commatch.community import Helper, Kind
from commatch.matching.candidates import JudgedDemand
from commatch.matching.instance import Instance
from commatch.matching.objectives.balance import lateness, ranked, steps
from commatch.matching.plan import Plan


def measures(inst: Instance, judged: Sequence[JudgedDemand], plan: Plan) -> dict[str, float]:
    """Return the value of every objective for a plan, as the tiers report it.

    Parameters
    ----------
    inst : Instance
        The month.
    judged : sequence of JudgedDemand
        Its demands with their candidates.
    plan : Plan
        What is measured.

    Returns
    -------
    dict of str to float
        By the name of the tier; those of stability only where there is a previous plan.
    """
    demands = [inst.demand[demand_id] for demand_id in plan.slots]
    weight = sum(demand.weight for demand in demands) / 10
    found: dict[str, float] = {
        "must": sum(demand.must for demand in demands),
        "coverage": weight,
        "coverage_count": len(demands),
        "fairness": float(min(shares(inst, plan), default=Fraction(1))),
        "fair_coverage": weight,
        "fair_count": len(demands),
        "quality": _quality(judged, plan),
        "balance": _load(inst, plan) / 60,
        "never_asked": _never_asked(inst, plan),
        "earliest": sum(inst.bit(slot) for slots in plan.slots.values() for slot in slots),
        "ids": _ids(inst, plan),
    }
    if inst.steady is not None:
        rows = Counter((row.demand_id, row.requirement, row.resource_id) for row in plan.assignments)
        slots = {(demand_id, slot) for demand_id, at in plan.slots.items() for slot in at}
        found["stability"] = len(inst.steady.triples - rows.keys())
        found["stability_slots"] = len(inst.steady.slots - slots)
        found["stability_days"] = sum(max(0, days - rows[triple]) for triple, days in inst.steady.days.items())
    if inst.kept.released:
        there = {(row.demand_id, row.resource_id) for row in plan.assignments}
        found["continuity"] = len(inst.kept.released & there)
    return found


def shares(inst: Instance, plan: Plan) -> list[Fraction]:
    """Return the served share of every group that counts for fairness, in plain order of the groups."""
    served = Counter(
        group for demand_id in plan.slots for need in inst.demand[demand_id].members for group in set(need.groups)
    )
    return [Fraction(served[group], needs) for group, needs in inst.fair_groups.items()]


def _quality(judged: Sequence[JudgedDemand], plan: Plan) -> float:
    parts = {item.demand.demand_id: item.parts for item in judged if item.demand.demand_id in plan.slots}
    tenths = 0
    for row in plan.assignments:
        candidates = parts[row.demand_id][row.requirement].candidates
        tenths += next(item.tenths for item in candidates if item.resource_id == row.resource_id)
    return tenths / 10


def _load(inst: Instance, plan: Plan) -> int:
    minutes: dict[str, int] = defaultdict(int)
    for row in plan.assignments:
        if row.kind is Kind.HELPER:
            minutes[row.resource_id] += int(row.hours * 60 + 0.5)
    return sum(load_of(inst.resource[who], inst.past_minutes.get(who, 0), given) for who, given in minutes.items())


def load_of(helper: object, past: int, minutes: int) -> int:
    """Return the cost of so many minutes to a helper who gave ``past`` minutes before."""
    assert isinstance(helper, Helper)
    cost = 0
    for width, price in steps(helper, past):
        cost += min(width, minutes) * price
        minutes -= width
        if minutes <= 0:
            break
    return cost


def _never_asked(inst: Instance, plan: Plan) -> int:
    asked = {row.resource_id for row in inst.community.history}
    return sum(row.kind is Kind.HELPER and row.resource_id not in asked for row in plan.assignments)


def _ids(inst: Instance, plan: Plan) -> float:
    ranks: Mapping[str, int] = ranked(inst)
    first = {demand.demand_id: len(inst.demands) - number for number, demand in enumerate(inst.demands)}
    times = sum(
        lateness(inst.bit(slot), first[demand_id], series=len(slots) > 1)
        for demand_id, slots in plan.slots.items()
        for slot in slots
    )
    return times + sum(
        ranks[row.resource_id] * first[row.demand_id] * (row.quantity if row.kind is Kind.GOODS else 1)
        for row in plan.assignments
    )
