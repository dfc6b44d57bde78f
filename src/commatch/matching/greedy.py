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


def greedy(inst: Instance, judged: Sequence[JudgedDemand]) -> tuple[Plan, bool]:
    """Return a feasible plan made without the solver, and whether it keeps every pin and every confirmed need.

    Demands are placed in two orders (by weight; by weight for each resource asked) and the better plan is kept:
    more urgency-5 needs, then more weight.
    """
    wanted: dict[str, int] = defaultdict(int)
    for item in judged:
        for part in item.parts:
            for candidate in part.candidates:
                wanted[candidate.resource_id] += 1
    pins: dict[str, set[str]] = defaultdict(set)
    for demand_id, resource_id in inst.pins:
        pins[demand_id].add(resource_id)

    def size(item: JudgedDemand) -> float:
        return sum(part.asked if part.requirement.kind in (Kind.HELPER, Kind.UNIT) else 1 for part in item.parts)

    def bound(item: JudgedDemand) -> bool:
        return not (item.demand.forced or item.demand.demand_id in pins)

    best: tuple[tuple[bool, int, int], Plan] | None = None
    for per_resource in (False, True):
        order = sorted(
            (item for item in judged if item.servable),
            key=lambda item: (
                bound(item),
                not item.demand.must,
                -item.demand.weight / (size(item) * item.demand.sessions if per_resource else 1),
                item.demand.demand_id,
            ),
        )
        ledger = Ledger(inst, dict(wanted))
        rows: list[Assignment] = []
        slots: dict[str, tuple[Slot, ...]] = {}
        for item in order:
            placed = ledger.place(item, frozenset(pins.get(item.demand.demand_id, ())))
            if placed is not None:
                rows.extend(placed.assignments)
                slots.update(placed.slots)
        plan = Plan(slots, tuple(rows))
        complete = all(bound(item) or item.demand.demand_id in slots for item in judged)
        value = (
            complete,
            sum(inst.demand[demand_id].must for demand_id in slots),
            sum(inst.demand[demand_id].weight for demand_id in slots),
        )
        if best is None or value > best[0]:
            best = (value, plan)
    if best is None:
        return Plan(), True
    return best[1], best[0][0]
