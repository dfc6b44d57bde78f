"""The lexicographic order: each tier is solved, then held while the next one is.

The set of served demands stays free all along. For the last tier it is held at first, which proves quickly, and then
freed from that start. The compact model gives bounds and slots; plans come from the detailed model over those slots,
and where the two differ the compact one learns what it overlooked and is solved again.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from commatch.matching.model import MatchModel
from commatch.matching.plan import Plan, SolveStatus, Tier
from commatch.matching.realise import realise, separate, start_values
from commatch.matching.solver import Solution, solve
from commatch.settings import Settings

Progress = Callable[[str, float | None], None]


@dataclass(frozen=True, slots=True)
class Objective:
    """What a tier maximises: whole coefficients by variable, and how many of them make one unit of its value.

    ``ceiling`` is a bound known beforehand; ``detail`` tells that who does it matters, not only what is served.
    """

    name: str
    coefficients: Mapping[int, int]
    scale: int
    ceiling: float
    detail: bool = False

    def value(self, values: Mapping[int, float]) -> int:
        """Return the objective of a solution, unscaled."""
        return round(sum(coefficient * values.get(var, 0.0) for var, coefficient in self.coefficients.items()))


@dataclass(slots=True)
class Solved:
    """What all tiers together gave: the plan, a report of each tier, and how the first one ended."""

    status: SolveStatus
    plan: Plan | None = None
    tiers: list[Tier] = field(default_factory=list)


def objectives(model: MatchModel) -> list[Objective]:
    """Return the tiers in their order: must, coverage, its count, quality."""
    owners = model.owners
    must = {owner.served: 1 for owner in owners if owner.demand.must}
    weight = {owner.served: owner.demand.weight for owner in owners}
    count = {owner.served: 1 for owner in owners}
    score = {var: points for var, points in model.score.items() if points}
    best = sum(max(0, points) * model.highest(var) for var, points in score.items())
    return [
        Objective("must", must, 1, len(must)),
        Objective("coverage", weight, 10, sum(weight.values())),
        Objective("coverage_count", count, 1, len(count)),
        Objective("quality", score, 10, best, detail=True),
    ]


class Search:
    """The search for a plan, tier after tier, within one time limit.

    Parameters
    ----------
    model : MatchModel
        In compact form, with all rows that must hold.
    settings : Settings
        Solver, gap, time and work.
    start : Plan, optional
        A feasible plan; without one the first solve must find it.
    """

    def __init__(self, model: MatchModel, settings: Settings, start: Plan | None) -> None:
        self.model = model
        self.settings = settings
        self.plan = start
        self.deadline = time.perf_counter() + settings.time_limit

    def run(self, tiers: Sequence[Objective], progress: Progress | None = None) -> Solved:
        """Solve all tiers; ``status`` is INFEASIBLE or UNSOLVED where no plan was found at all."""
        solved = Solved(SolveStatus.OPTIMAL)
        for tier in tiers:
            if progress:
                progress(tier.name, None)
            report = self._tier(tier)
            if self.plan is None:
                return Solved(report.status)
            solved.tiers.append(report)
            if not report.proven:
                solved.status = SolveStatus.FEASIBLE
            if tier is not tiers[-1] and tier.coefficients:
                reached = self._value(tier)
                self.model.row([(var, float(c)) for var, c in tier.coefficients.items()], ">=", reached)
        solved.plan = self.plan
        return solved

    def _tier(self, tier: Objective) -> Tier:
        began = time.perf_counter()
        solution = Solution(SolveStatus.OPTIMAL, bound=-tier.ceiling)
        if self.plan is None or self._value(tier) < tier.ceiling:
            if tier.detail and self.plan is not None:
                self._improve(tier)
                self._hold()
                self._maximise(tier)
                self._free()
            solution = self._maximise(tier)
        if self.plan is None:
            return Tier(tier.name, 0, 0, False, solution.status)
        value = self._value(tier)
        bound = max(value, min(tier.ceiling, -solution.bound if math.isfinite(solution.bound) else math.inf))
        proven = bound - value < 0.5
        stopped = "" if proven else solution.stopped_by or ("gap" if solution.status is SolveStatus.OPTIMAL else "")
        seconds = time.perf_counter() - began
        status = SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE
        return Tier(tier.name, value / tier.scale, bound / tier.scale, proven, status, stopped, seconds)

    def _value(self, tier: Objective) -> int:
        return tier.value(start_values(self.model, self.plan)) if self.plan else 0

    def _maximise(self, tier: Objective) -> Solution:
        """Solve the compact model until its solution can be carried out; keep the best plan seen."""
        while True:
            self.model.objective({var: -coefficient for var, coefficient in tier.coefficients.items()})
            left = self.deadline - time.perf_counter()
            if left <= 0:
                return Solution(SolveStatus.UNSOLVED, stopped_by="time")
            start = start_values(self.model, self.plan) if self.plan else None
            solution = solve(
                self.model,
                self.settings,
                seconds=left,
                start=start,
                nodes=self._work(tier) if self.plan else None,
            )
            if not solution.values:
                return solution
            reached = tier.value(solution.values)
            if self.plan is not None and reached <= self._value(tier):
                return solution
            left = max(1.0, self.deadline - time.perf_counter())
            plan = realise(self.model, solution.values, left, best=tier.detail)
            better = plan is not None and (
                self.plan is None or tier.value(start_values(self.model, plan)) > self._value(tier)
            )
            if better:
                self.plan = plan
            if self.plan is not None and reached <= self._value(tier):
                return solution
            if not separate(self.model, solution.values, plan):
                return solution

    def _improve(self, tier: Objective) -> None:
        """Choose the best people for the plan's own slots: quick, and never worse."""
        left = self.deadline - time.perf_counter()
        if self.plan is not None and left > 0:
            plan = realise(self.model, start_values(self.model, self.plan), left, best=True)
            if plan is not None and tier.value(start_values(self.model, plan)) > self._value(tier):
                self.plan = plan

    def _hold(self) -> None:
        served = self.plan.served if self.plan else frozenset()
        for owner in self.model.owners:
            var = self.model.vars[owner.served]
            var.lowBound = var.upBound = int(owner.demand.demand_id in served)

    def _free(self) -> None:
        for owner in self.model.owners:
            var = self.model.vars[owner.served]
            var.lowBound, var.upBound = 0, 1

    def _work(self, tier: Objective) -> int | None:
        """Return how many nodes a later tier may take, the same on every machine; coverage has only the clock."""
        if not tier.detail or not self.settings.work:
            return None
        return max(50, int(self.settings.work * 2e8 / max(1, len(self.model.vars)) ** 1.25))
