"""Large months: a greedy plan bettered part by part.

A part is some demands that want the same resources; all others stay as they are. It is solved like a small month, by
all tiers in their order, over what the others leave free. So no round makes the plan worse, and more rounds never
end in a worse plan. Rounds and nodes are counted, not seconds: the same input gives the same plan on any machine. The
clock is the last resort.

References
----------
.. [1] P. Shaw, "Using constraint programming and local search methods to solve vehicle routing problems", CP 1998,
   LNCS 1520, 417-431. https://doi.org/10.1007/3-540-49481-2_30
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from commatch.community import Kind
from commatch.matching.candidates import JudgedDemand
from commatch.matching.guided import guided
from commatch.matching.instance import Instance, bits
from commatch.matching.ledger import Ledger
from commatch.matching.levels import BETTER, EVERY, NEW, SWEEPS, WHOLE, Level
from commatch.matching.model import MatchModel
from commatch.matching.narrowing import narrowed
from commatch.matching.pins import add_pins
from commatch.matching.plan import Assignment, Plan
from commatch.matching.steady import keeps
from commatch.matching.tiers import Search

Progress = Callable[[str, float | None], None]


@dataclass(slots=True)
class Work:
    """What was done: rounds, and those in which the clock struck; and the bounds of must and weight that were found."""

    rounds: int = 0
    late: int = 0
    must: float = math.inf
    weight: float = math.inf


class Neighbourhoods:
    """The search of a large month.

    Parameters
    ----------
    inst : Instance
        The month.
    judged : sequence of JudgedDemand
        Its demands.
    plan : Plan
        A feasible plan with everything that must be kept.
    deadline : float
        When to stop at the latest, by ``time.perf_counter``.
    """

    def __init__(self, inst: Instance, judged: Sequence[JudgedDemand], plan: Plan, deadline: float) -> None:
        self.inst = inst
        self.settings = inst.settings
        self.items = {item.demand.demand_id: item for item in judged if item.servable}
        self.plan = plan
        self.deadline = deadline
        self.work = Work()
        self.best_weight = 0
        self.rows: dict[str, tuple[Assignment, ...]] = _by_demand(plan)
        self.slots = dict(plan.slots)
        self.bound: dict[str, set[str]] = {}
        for keep in keeps(inst):
            self.bound.setdefault(keep.demand_id, set()).add(keep.resource_id)
        self.wanting: dict[str, list[str]] = defaultdict(list)
        for demand_id, item in self.items.items():
            for resource_id in _resources(item):
                self.wanting[resource_id].append(demand_id)

    # -- sweeps -----------------------------------------------------------------------------------------------

    def cover(self, tiers: Sequence[str], levels: Sequence[Level], progress: Progress | None = None) -> None:
        """Serve more, level after level.

        Parameters
        ----------
        tiers : sequence of str
            What counts in small parts.
        levels : sequence of Level
            How parts are made: each level as long as it brings something, and then the next.
        """
        left = max(1, round(SWEEPS * self.settings.work)) if self.settings.work else sys.maxsize
        sweep = 0
        for level in levels:
            for _ in range(left if level is levels[-1] else min(left, level.sweeps)):
                left, sweep = left - 1, sweep + 1
                before = self._weight()
                if not self._sweep(sweep, level, tiers, progress):
                    return
                if self._weight() == before:
                    break

    def _sweep(self, sweep: int, level: Level, tiers: Sequence[str], progress: Progress | None) -> bool:
        """Make a part around every demand that is not served; return whether there is time for more."""
        unserved = sorted(
            self.items.keys() - self.slots.keys(),
            key=lambda demand_id: (-self.inst.demand[demand_id].weight, demand_id),
        )
        touched: set[str] = set()
        for number, demand_id in enumerate(unserved):
            if demand_id in self.slots or demand_id in touched:
                continue
            rng = random.Random(f"{self.settings.seed} {sweep} {demand_id}")
            whole = level.size >= len(self.items)
            part = frozenset(self.items) if whole else self._around(demand_id, rng, level.size)
            new = part - self.slots.keys() - touched
            if level.columns is not None and len(new) < len(part) / NEW and not whole:
                continue
            touched |= new
            if progress:
                progress("coverage", number / len(unserved))
            if not self._round(part, tiers, level):
                return False
        return True

    def better(self, tiers: Sequence[str], progress: Progress | None = None) -> None:
        """Go over all demands, each in one part of every sweep."""
        self.best_weight = self._weight()[1]
        for sweep in range(max(1, round(self.settings.work))):
            rng = random.Random(f"{self.settings.seed} {sweep}")
            left = sorted(self.items)
            rng.shuffle(left)
            waiting = dict.fromkeys(left)
            while waiting:
                first = next(iter(waiting))
                part = self._around(first, rng, BETTER.size, waiting)
                for demand_id in part:
                    waiting.pop(demand_id, None)
                if progress:
                    progress("quality", 1 - len(waiting) / max(1, len(left)))
                if not self._round(part, tiers, BETTER):
                    return

    def _weight(self) -> tuple[int, int]:
        demands = [self.inst.demand[demand_id] for demand_id in self.slots]
        return sum(demand.must for demand in demands), sum(demand.weight for demand in demands)

    # -- parts ------------------------------------------------------------------------------------------------

    def _around(self, first: str, rng: random.Random, size: int, among: Iterable[str] | None = None) -> frozenset[str]:
        """Return a demand with those that hold or want what it wants, and so on."""
        allowed = None if among is None else dict.fromkeys(among)  # in order: a set's is another in every process
        part, queue = {first: None}, [first]
        while queue and len(part) < size:
            demand_id = queue.pop(0)
            near: list[str] = []
            for resource_id in self._sample(demand_id, rng):
                others = self.wanting[resource_id]
                holders = [other for other in others if self._holds(other, resource_id)]
                idle = [other for other in others if other not in self.slots]
                near += holders
                near += rng.sample(idle, min(2, len(idle)))
            for other in dict.fromkeys(near):
                if len(part) < size and other not in part and (allowed is None or other in allowed):
                    part[other] = None
                    queue.append(other)
            if not queue and allowed is not None and len(part) < size:
                rest = [other for other in allowed if other not in part]
                if rest:
                    part[rest[0]] = None
                    queue.append(rest[0])
        return frozenset(part)

    def _sample(self, demand_id: str, rng: random.Random) -> list[str]:
        """Return resources that a demand wants: of each requirement some, those it has first."""
        found: list[str] = []
        mine = {row.resource_id for row in self.rows.get(demand_id, ())}
        for part in self.items[demand_id].parts:
            ids = [candidate.resource_id for candidate in part.candidates]
            found += [resource_id for resource_id in ids if resource_id in mine]
            found += rng.sample(ids, min(8, len(ids)))
        return list(dict.fromkeys(found))

    def _holds(self, demand_id: str, resource_id: str) -> bool:
        return any(row.resource_id == resource_id for row in self.rows.get(demand_id, ()))

    def _round(self, part: frozenset[str], tiers: Sequence[str], level: Level) -> bool:
        """Solve a part anew; return whether there is time for more."""
        if self.deadline <= time.perf_counter():
            self.work.late += 1
            return False
        self.work.rounds += 1
        mine = self._rows_of(part)
        model = self._model(part, level)
        found = (
            self._by_tiers(model, mine, tiers, level)
            if level.columns is None
            else self._guided(model, mine, tiers, level)
        )
        if found is not None:
            for demand_id in part:
                self.slots.pop(demand_id, None)
                self.rows.pop(demand_id, None)
            self.slots.update(found.slots)
            self.rows.update(_by_demand(found))
        return True

    def _rows_of(self, demands: Collection[str]) -> Plan:
        """Return what some demands hold."""
        return Plan(
            {demand_id: at for demand_id, at in self.slots.items() if demand_id in demands},
            tuple(row for demand_id, rows in self.rows.items() if demand_id in demands for row in rows),
        )

    def _model(self, part: frozenset[str], level: Level) -> MatchModel:
        """Return the model of a part over what the others leave; the whole month's has every candidate."""
        rest = self._rows_of(self.slots.keys() - part)
        if level is WHOLE:
            judged = [self.items[demand_id] for demand_id in sorted(part)]
        else:
            ledger = Ledger(self.inst)
            ledger.charge(rest.assignments)
            rng = random.Random(f"{self.settings.seed} {self.work.rounds}")
            judged = [
                free
                for demand_id in sorted(part)
                if (
                    free := narrowed(
                        self.inst, self.items[demand_id], ledger, rng, self._always(demand_id), self._when(demand_id)
                    )
                )
            ]
        model = MatchModel(self.inst, judged, fixed=rest)
        add_pins(model)
        return model

    def _by_tiers(self, model: MatchModel, mine: Plan, tiers: Sequence[str], level: Level) -> Plan | None:
        """Solve a part like a small month."""
        settings = replace(self.settings, time_limit=max(0.1, self.deadline - time.perf_counter()))
        search = Search(model, settings, mine, nodes=level.nodes)
        others = 0
        if self.best_weight:
            given_up = int(self.settings.fair_tolerance * self.best_weight)
            others = sum(self.inst.demand[demand_id].weight for demand_id in model.fixed.slots)
            search.coverage_floor = self.best_weight - given_up - others
        solved = search.run(tiers)
        if solved.plan is not None and self.best_weight and "coverage" in search.best:
            self.best_weight = max(self.best_weight, others + search.best["coverage"])
        return solved.plan

    def _guided(self, model: MatchModel, mine: Plan, tiers: Sequence[str], level: Level) -> Plan:
        """Let the relaxation choose what a part is solved over."""
        rng = random.Random(f"{self.settings.seed} columns {self.work.rounds}")
        always = {demand_id: self._always(demand_id) for demand_id in self.bound}
        columns = level.columns or 0
        if level is WHOLE and len(model.vars) <= EVERY:
            columns = len(model.vars)
        urgent = "must" in tiers
        found = guided(model, mine, self.settings, self.deadline, rng, columns, level.rounds, always, urgent)
        if level is WHOLE:
            self.work.must, self.work.weight = min(self.work.must, found.must), min(self.work.weight, found.weight)
        return found.plan

    def _always(self, demand_id: str) -> set[str]:
        """Return the resources that a demand must keep among its candidates."""
        always = {row.resource_id for row in self.rows.get(demand_id, ())}
        always |= self.inst.kept.required.get(demand_id, frozenset()) | self.bound.get(demand_id, set())
        if self.inst.steady is not None:
            for part in self.items[demand_id].parts:
                always |= self.inst.steady.who(demand_id, part.index)
        return always

    def _when(self, demand_id: str) -> set[int]:
        """Return the slots that an event must keep among those it may take."""
        steady = self.inst.steady
        former = steady.when(demand_id) if steady is not None else ()
        fixed = set(bits(steady.fixed.get(demand_id, 0))) if steady is not None else set()
        return {*(self.inst.bit(slot) for slot in self.slots.get(demand_id, ())), *former, *fixed}

    def best(self) -> Plan:
        """Return the plan as it stands."""
        return Plan(dict(self.slots), tuple(row for rows in self.rows.values() for row in rows)).ordered()


def _resources(item: JudgedDemand) -> Iterator[str]:
    yield from dict.fromkeys(
        candidate.resource_id
        for part in item.parts
        if part.requirement.kind is not Kind.GOODS
        for candidate in part.candidates
    )


def _by_demand(plan: Plan) -> dict[str, tuple[Assignment, ...]]:
    rows: dict[str, list[Assignment]] = {demand_id: [] for demand_id in plan.slots}
    for row in plan.assignments:
        rows[row.demand_id].append(row)
    return {demand_id: tuple(found) for demand_id, found in rows.items()}
