"""The greedy start: a feasible plan in no time, which the solver then betters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from commatch.community import Kind
from commatch.matching.candidates import JudgedDemand
from commatch.matching.instance import Instance
from commatch.matching.ledger import Ledger
from commatch.matching.plan import Assignment, Plan
from commatch.times import Slot


def greedy(inst: Instance, judged: Sequence[JudgedDemand], first: Plan | None = None) -> Plan:
    """Return a feasible plan made without the solver; it may lack pins and confirmed needs.

    Demands are placed in two orders (by weight; by weight for each resource asked) and the better plan is kept: one
    that places all that must be, then more urgency-5 needs, then more weight.

    Parameters
    ----------
    first : Plan, optional
        A feasible plan to which demands are added.
    """
    wanted: dict[str, int] = defaultdict(int)
    for item in judged:
        for part in item.parts:
            for candidate in part.candidates:
                wanted[candidate.resource_id] += 1
    pins: dict[str, set[str]] = defaultdict(set)
    for demand_id, resource_id in inst.pins:
        pins[demand_id].add(resource_id)
    for demand_id, helpers in inst.kept.required.items():
        pins[demand_id] |= helpers
    changing = inst.steady.changing if inst.steady is not None else frozenset()
    first = first or Plan()

    def size(item: JudgedDemand) -> float:
        return sum(part.asked if part.requirement.kind in (Kind.HELPER, Kind.UNIT) else 1 for part in item.parts)

    def bound(item: JudgedDemand) -> bool:
        return not (item.demand.forced or item.demand.demand_id in pins)

    best: tuple[tuple[bool, int, int], Plan] | None = None
    for per_resource in (False, True):
        order = sorted(
            (item for item in judged if item.servable and item.demand.demand_id not in first.slots),
            key=lambda item: (
                bound(item),
                not item.demand.must,
                -item.demand.weight / (size(item) * item.demand.sessions if per_resource else 1),
                item.demand.demand_id,
            ),
        )
        ledger = Ledger(inst, dict(wanted))
        ledger.charge(first.assignments)
        rows: list[Assignment] = list(first.assignments)
        slots: dict[str, tuple[Slot, ...]] = dict(first.slots)
        for item in order:
            if item.demand.demand_id in changing:
                continue
            placed = ledger.place(item, frozenset(pins.get(item.demand.demand_id, ())))
            if placed is not None:
                rows.extend(placed.assignments)
                slots.update(placed.slots)
        plan = Plan(slots, tuple(rows))
        value = (
            all(bound(item) or item.demand.demand_id in slots for item in judged),
            sum(inst.demand[demand_id].must for demand_id in slots),
            sum(inst.demand[demand_id].weight for demand_id in slots),
        )
        if best is None or value > best[0]:
            best = (value, plan)
    return best[1] if best else first
