"""Ruin and recreate: take a few demands out of a plan, put one that went unserved in, and the others back as can be.

References
----------
.. [1] G. Schrimpf, J. Schneider, H. Stamm-Wilbrandt, G. Dueck, "Record breaking optimization results using the ruin and
   recreate principle", Journal of Computational Physics 159 (2000) 139-171. https://doi.org/10.1006/jcph.1999.6413
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from commatch.community import Kind
from commatch.matching.candidates import JudgedDemand
from commatch.matching.instance import Instance
from commatch.matching.ledger import Ledger
from commatch.matching.pins import keeps
from commatch.matching.plan import Assignment, Plan
from commatch.times import Slot

RUINED = 8
"""Most demands that are taken out at a time."""
TEMPERATURE = 0.002
"""Share of the weight by which a plan may be worse than the one before and still be gone on from, at the start."""

Value = tuple[int, int, int]


class Recreate:
    """A plan that is bettered by ruin and recreate.

    Parameters
    ----------
    inst : Instance
        The month.
    judged : sequence of JudgedDemand
        Its demands.
    plan : Plan
        A feasible plan; demands with something that must be kept stay as they are.
    deadline : float
        When to stop at the latest, by ``time.perf_counter``.
    """

    def __init__(self, inst: Instance, judged: Sequence[JudgedDemand], plan: Plan, deadline: float) -> None:
        self.inst = inst
        self.items = {item.demand.demand_id: item for item in judged if item.servable}
        self.deadline = deadline
        self.rng = random.Random(inst.settings.seed)
        bound = {keep.demand_id for keep in keeps(inst)} | inst.kept.required.keys()
        if inst.steady is not None:
            bound |= inst.steady.changing
        self.free = frozenset(self.items.keys() - bound)
        wanted: dict[str, int] = defaultdict(int)
        for item in self.items.values():
            for part in item.parts:
                for candidate in part.candidates:
                    wanted[candidate.resource_id] += 1
        self.ledger = Ledger(inst, dict(wanted))
        self.slots: dict[str, tuple[Slot, ...]] = {}
        self.rows: dict[str, tuple[Assignment, ...]] = {}
        self.holders: dict[str, dict[str, None]] = defaultdict(dict)
        self.value: Value = (0, 0, 0)
        rows: dict[str, list[Assignment]] = defaultdict(list)
        for row in plan.assignments:
            rows[row.demand_id].append(row)
        for demand_id, slots in plan.slots.items():
            self.ledger.charge(rows[demand_id])
            self._put(demand_id, slots, tuple(rows[demand_id]))
        self.size = {
            demand_id: item.demand.sessions
            * sum(part.asked if part.requirement.kind in (Kind.HELPER, Kind.UNIT) else 1 for part in item.parts)
            for demand_id, item in self.items.items()
        }

    def run(self, iterations: int, progress: Callable[[str, float | None], None] | None = None) -> Plan:
        """Try so many times, and return the best plan seen."""
        best, plan = self.value, self.plan()
        waiting = sorted(self.free - self.slots.keys())
        for number in range(iterations):
            if not waiting or time.perf_counter() > self.deadline:
                break
            if number % 500 == 0 and progress:
                progress("coverage", number / iterations)
            allowed = round(TEMPERATURE * self.value[1] * (1 - number / iterations) * self.rng.random())
            demand_id = waiting[self.rng.randrange(len(waiting))]
            self._try(demand_id, waiting, allowed)
            if self.value > best:
                best, plan = self.value, self.plan()
            waiting = sorted(self.free - self.slots.keys())
        return plan

    def plan(self) -> Plan:
        """Return the plan as it stands."""
        return Plan(dict(self.slots), tuple(row for rows in self.rows.values() for row in rows))

    def _try(self, demand_id: str, waiting: Sequence[str], allowed: int) -> None:
        """Put a demand in for others; undo it all where that is worse by more than is allowed."""
        before = self.value
        out = self._ruined(demand_id)
        taken = {other: (self.slots[other], self.rows[other]) for other in out}
        for other in out:
            self._take(other)
        others = self.rng.sample(waiting, min(RUINED, len(waiting)))
        again = sorted(
            dict.fromkeys([*out, *(other for other in others if other != demand_id)]),
            key=lambda other: (
                not self.inst.demand[other].must,
                -self.inst.demand[other].weight / self.size[other] * self.rng.uniform(0.6, 1.4),
                other,
            ),
        )
        put = []
        for other in (demand_id, *again):
            placed = self.ledger.place(self.items[other])
            if placed is not None:
                self._put(other, placed.slots[other], placed.assignments)
                put.append(other)
        if self.value[0] < before[0] or self.value[1] < before[1] - allowed:
            for other in put:
                self._take(other)
            for other, (slots, rows) in taken.items():
                self.ledger.charge(rows)
                self._put(other, slots, rows)

    def _ruined(self, demand_id: str) -> list[str]:
        """Return demands to be taken out: those that hold what this one wants."""
        found: dict[str, None] = {}
        most = self.rng.randint(1, RUINED)
        parts = list(self.items[demand_id].parts)
        self.rng.shuffle(parts)
        for part in parts:
            if not part.candidates:
                continue
            for candidate in self.rng.sample(part.candidates, min(4, len(part.candidates))):
                for other in self.holders[candidate.resource_id]:
                    if other in self.free and len(found) < most:
                        found[other] = None
        return list(found)

    def _put(self, demand_id: str, slots: tuple[Slot, ...], rows: tuple[Assignment, ...]) -> None:
        self.slots[demand_id], self.rows[demand_id] = slots, rows
        for row in rows:
            self.holders[row.resource_id][demand_id] = None
        self._count(demand_id, 1)

    def _take(self, demand_id: str) -> None:
        del self.slots[demand_id]
        for row in self.rows.pop(demand_id):
            self.ledger.apply(row, -1)
            self.holders[row.resource_id].pop(demand_id, None)
        self._count(demand_id, -1)

    def _count(self, demand_id: str, sign: int) -> None:
        demand = self.inst.demand[demand_id]
        must, weight, number = self.value
        self.value = (must + sign * demand.must, weight + sign * demand.weight, number + sign)
