"""The lexicographic order: each tier is solved, then held while the next one is.

The set of served demands stays free all along. For a tier on who does what it is held at first, which proves quickly,
and then freed from that start. The compact model gives bounds and slots; plans come from the detailed model over those
slots, and where the two differ the compact one learns what it overlooked and is solved again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from commatch.matching.hulls import leave_out
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel
from commatch.matching.objectives import TIERS
from commatch.matching.objectives.base import Objective, Reach, Reached, Terms, value_of
from commatch.matching.plan import Plan, SolveStatus, Tier
from commatch.matching.realise import realise, separate, start_values
from commatch.matching.solver import SMALL, Solution, solve
from commatch.settings import Settings

NODES = 100
"""Branch-and-bound nodes for whether anything else could be served."""

Note = tuple[str, tuple[tuple[str, str], ...]]
"""A phrase code with its figures."""

Progress = Callable[[str, float | None], None]


@dataclass(slots=True)
class Solved:
    """What all tiers together gave: the plan, a report of each tier, and how the first one ended."""

    status: SolveStatus
    plan: Plan | None = None
    before_fairness: Plan | None = None
    tiers: list[Tier] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Unsolved(Exception):
    """No plan was found at all."""

    def __init__(self, status: SolveStatus) -> None:
        super().__init__(status)
        self.status = status


class Search:
    """The search for a plan, tier after tier, within one time limit.

    Parameters
    ----------
    model : MatchModel
        In compact form, with all rows that must hold.
    settings : Settings
        Solver, order of the tiers, gap, time and work.
    start : Plan, optional
        A feasible plan; without one the first solve must find it.
    spent : float
        Seconds of the time limit that are gone.
    nodes : int, optional
        Branch-and-bound nodes that any solve may take once there is a plan.
    """

    def __init__(
        self,
        model: MatchModel,
        settings: Settings,
        start: Plan | None,
        spent: float = 0.0,
        nodes: int | None = None,
    ) -> None:
        self.model = model
        self.settings = settings
        self.plan = start
        self.nodes = nodes
        self.deadline = time.perf_counter() + settings.time_limit - spent
        self.solved = Solved(SolveStatus.OPTIMAL)
        self.best: dict[str, int] = {}
        self.coverage_floor: int | None = None
        self._held: list[tuple[Objective, int]] = []
        self._rows: dict[str, str] = {}
        self._known: tuple[Plan | None, int, dict[int, float]] = (None, 0, {})
        self._decided: tuple[Terms, int] | None = None  # what narrows the model before it is solved again

    @property
    def part(self) -> bool:
        """Whether this is a part of a large month: solved shortly, without settling ties."""
        return self.nodes is not None

    @property
    def brief(self) -> bool:
        """Whether a model is solved at once, without the served set being held first."""
        return self.part or len(self.model.vars) <= SMALL

    @property
    def inst(self) -> Instance:
        """The month."""
        return self.model.inst

    def run(self, tiers: Sequence[str], progress: Progress | None = None) -> Solved:
        """Solve the tiers named, after those that were; INFEASIBLE or UNSOLVED where no plan was found at all."""
        solved = self.solved
        try:
            for name in tiers:
                if progress:
                    progress(name, None)
                solved.tiers.extend(TIERS[name](self))
        except Unsolved as ended:
            return Solved(ended.status)
        if not all(tier.proven for tier in solved.tiers):
            solved.status = SolveStatus.FEASIBLE
        solved.plan = self.plan
        return solved

    @property
    def spent(self) -> float:
        """Seconds of the time limit that are gone."""
        return self.settings.time_limit - (self.deadline - time.perf_counter())

    # -- what a tier does -------------------------------------------------------------------------------------

    def settle(self, objective: Objective) -> Tier:
        """Reach an objective, hold what was reached, and report it."""
        reached = self.reach(objective)
        self.best[objective.name] = reached.value
        self.hold(reached, reached.value)
        if objective.final:
            self._decided = reached.terms, reached.value
        return reached.tier()

    def settle_served(self) -> None:
        """Fix which demands are served where what is held leaves no other choice, as it mostly does."""
        if self.plan is None or self.part or not self.brief:
            return
        served = {owner.served for owner in self.model.owners if owner.demand.demand_id in self.plan.served}
        self.model.objective({owner.served: 1 if owner.served in served else -1 for owner in self.model.owners})
        left = self.deadline - time.perf_counter()
        solution = solve(self.model, self.settings, seconds=left, start=self.values(), nodes=NODES)
        if solution.bound >= len(served):  # each demand that goes or comes takes one off
            self._fix()

    def arrange(self, objective: Objective) -> None:
        """Of the plans with the same people for every demand in the same slots, take the best by an objective.

        No tier tells them apart: who comes to which session, and for which requirement.
        """
        if self.plan is None or self.deadline <= time.perf_counter():
            return
        alike = self._realised(Solution(SolveStatus.FEASIBLE, self.values()), objective, same=True)
        self.plan = alike or self.plan

    def reach(self, objective: Objective) -> Reached:
        """Find a plan as good as can be by an objective, with all that is held.

        Raises
        ------
        Unsolved
            There is no plan to start from, and none was found.
        """
        began = time.perf_counter()
        terms = objective.terms(self.model)
        ceiling = min(objective.ceiling, sum(max(0, c) * self.model.highest(var) for var, c in terms.items()))
        solution = Solution(SolveStatus.OPTIMAL, bound=-ceiling)
        if self.plan is None or self._value(terms) < ceiling:
            if objective.reach is Reach.ROWS and self.plan is not None and not self.brief:
                self._improve(objective, terms)
                self._fix()
                self._maximise(objective, terms)
                self._free()
            solution = self._maximise(objective, terms)
        if self.plan is None:
            raise Unsolved(solution.status)
        value = self._value(terms)
        bound = max(value, min(ceiling, -solution.bound))
        proven = bound - value < 0.5
        stopped = "" if proven else solution.stopped_by or ("gap" if solution.status is SolveStatus.OPTIMAL else "")
        return Reached(objective, terms, value, bound, proven, stopped, time.perf_counter() - began)

    def hold(self, reached: Reached, floor: int) -> None:
        """Keep an objective at a floor from now on."""
        if not reached.terms:
            return
        row = self.model.row([(var, float(c)) for var, c in reached.terms.items()], ">=", floor)
        self._rows[reached.objective.name] = row
        if reached.objective.reach is Reach.ROWS:
            self._held.append((reached.objective, floor))

    def loosen(self, name: str, floor: int | None) -> None:
        """Hold an objective at another floor, or no longer; it must depend on nothing but what is served."""
        row = self._rows.pop(name, "")
        if row:
            terms = self.model.drop(row)
            if floor is not None:
                self._rows[name] = self.model.row(terms, ">=", floor)

    def values(self) -> dict[int, float]:
        """Return the values of the model's variables under the best plan."""
        plan, size, values = self._known
        if plan is not self.plan or size != self.model.size:
            values = start_values(self.model, self.plan) if self.plan else {}
            self._known = (self.plan, self.model.size, values)
        return values

    # -- solving ----------------------------------------------------------------------------------------------

    def _value(self, terms: Terms) -> int:
        return value_of(terms, self.values()) if self.plan else 0

    def _maximise(self, objective: Objective, terms: Terms) -> Solution:
        """Solve the compact model until its solution can be carried out; keep the best plan seen."""
        while True:
            self._narrow()
            self.model.objective({var: -coefficient for var, coefficient in terms.items()})
            left = self.deadline - time.perf_counter()
            if left <= 0:
                return Solution(SolveStatus.UNSOLVED, stopped_by="time")
            solution = self._solved(objective, left)
            if not solution.values:
                return solution
            reached = value_of(terms, solution.values)
            if self.plan is not None and reached <= self._value(terms):
                return solution
            plan = self._realised(solution, objective, same=objective.final)
            self._take(plan, terms)
            if self.plan is not None and reached <= self._value(terms):
                return solution
            if objective.final and self.plan is not None:
                self._decided = terms, self._value(terms)
            if not separate(self.model, solution.values, plan):
                if plan is None:  # nothing was overlooked, yet it can't be carried out: only if both solvers say so
                    self._take(self._realised(solution, objective, self._other), terms)
                return solution

    def _solved(self, objective: Objective, seconds: float) -> Solution:
        """Solve the compact model; where a solver calls it infeasible or gives up, the other one is asked."""
        start = self.values() if self.plan else None
        nodes = self._work(objective) if self.plan else None
        solution = solve(
            self.model,
            self.settings,
            seconds=seconds,
            start=start,
            nodes=nodes,
            poor_start=objective.poor_start,
        )
        left = seconds - solution.seconds
        gave_up = solution.status is SolveStatus.UNSOLVED and not solution.stopped_by
        if left <= 0 or not (gave_up or solution.status is SolveStatus.INFEASIBLE):
            return solution
        return solve(self.model, self.settings, seconds=left, start=start, nodes=nodes, solver=self._other)

    @property
    def _other(self) -> str:
        """The solver that is asked where the settings' one gives up or says that there is nothing."""
        return "highs" if self.settings.solver == "cbc" else "cbc"

    def _narrow(self) -> None:
        """Leave out of a small model what no plan has that is as good as the last one found."""
        decided, self._decided = self._decided, None
        if decided and self.brief and not self.part:
            terms, value = decided
            leave_out(self.model, self.settings, terms, value, seconds=self.deadline - time.perf_counter())

    def _realised(
        self, solution: Solution, objective: Objective | None, solver: str | None = None, *, same: bool = False
    ) -> Plan | None:
        left = max(1.0, self.deadline - time.perf_counter())
        aim = objective if objective is not None and objective.reach is Reach.ROWS else None
        return realise(self.model, solution.values, left, self._held, aim, solver=solver, same=same)

    def _take(self, plan: Plan | None, terms: Terms) -> None:
        """Keep a plan if it is better than the one so far."""
        if plan is None:
            return
        before, self.plan = self.plan, plan
        if before is not None and self._value(terms) <= value_of(terms, start_values(self.model, before)):
            self.plan = before

    def _improve(self, objective: Objective, terms: Terms) -> None:
        """Choose the best people for the plan's own slots: quick, and never worse."""
        if self.plan is None or self.deadline <= time.perf_counter():
            return
        before, value = self.plan, self._value(terms)
        plan = self._realised(Solution(SolveStatus.FEASIBLE, self.values()), objective)
        if plan is not None:
            self.plan = plan
            if self._value(terms) <= value:
                self.plan = before

    def _fix(self) -> None:
        served = self.plan.served if self.plan else frozenset()
        for owner in self.model.owners:
            var = self.model.vars[owner.served]
            var.lowBound = var.upBound = int(owner.demand.demand_id in served)

    def _free(self) -> None:
        for owner in self.model.owners:
            var = self.model.vars[owner.served]
            var.lowBound, var.upBound = 0, 1

    def _work(self, objective: Objective) -> int | None:
        """Return how many nodes a later tier may take, the same on every machine; coverage has only the clock."""
        if self.nodes is not None:
            return self.nodes
        if objective.reach is not Reach.ROWS or not self.settings.work:
            return None
        return max(50, int(self.settings.work * 2e8 / max(1, len(self.model.vars)) ** 1.25))
