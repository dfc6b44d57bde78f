"""Fairness: the least served group is served as much as can be, then the next one: leximin of the served shares.

Shares take few values, so the order is settled value by value. Each round first raises the lowest share that is not yet
settled, then leaves as few groups as can be at it. The rows of each round stay, so that the whole ordered vector of
shares is held, whichever group has which.

References
----------
.. [1] W. Ogryczak, T. Śliwiński, "On direct methods for lexicographic min-max optimization", ICCSA 2006, LNCS 3982,
   802-811. https://doi.org/10.1007/11751595_85
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from commatch.matching.objectives.base import Objective, Reached, Terms
from commatch.matching.objectives.coverage import number as number_of
from commatch.matching.objectives.coverage import weight as weight_of
from commatch.matching.plan import SolveStatus, Tier

if TYPE_CHECKING:
    from commatch.matching.model import MatchModel
    from commatch.matching.tiers import Search


@dataclass(frozen=True, slots=True)
class Group:
    """A group that counts: how many of its needs are planned, how many are served for sure, what each demand adds."""

    name: str
    needs: int
    sure: int
    added: tuple[tuple[int, int], ...]

    @property
    def most(self) -> int:
        """How many of its needs can be served at all."""
        return self.sure + sum(count for _, count in self.added)

    def served(self, values: Mapping[int, float]) -> int:
        """Return how many of its needs are served in a solution."""
        return self.sure + round(sum(count * values.get(var, 0.0) for var, count in self.added))

    def share(self, values: Mapping[int, float]) -> Fraction:
        """Return the share of its needs that is served in a solution."""
        return Fraction(self.served(values), self.needs)


def fairness(search: Search) -> Iterator[Tier]:
    """Reach the leximin of the shares, giving up a little coverage; then as much coverage again as that leaves."""
    search.solved.before_fairness = search.plan
    groups = counted(search.model)
    if not groups:
        return
    if "coverage" in search.best:
        search.loosen("coverage", least_coverage(search))
    search.loosen("coverage_count", None)
    yield _Rounds(search, groups).run()
    yield search.settle(weight_of(search.model, "fair_coverage"))
    yield search.settle(number_of(search.model, "fair_count"))


def least_coverage(search: Search) -> int:
    """Return the weight, in tenths, that must still be covered when fairness has given up what it may."""
    best = search.best["coverage"]
    if search.coverage_floor is not None:
        return min(best, search.coverage_floor)
    return math.ceil((1 - search.settings.fair_tolerance) * best - 1e-6)


def counted(model: MatchModel) -> list[Group]:
    """Return the groups that count for fairness, with the served variables of their demands."""
    fixed = [model.inst.demand[demand_id] for demand_id in model.fixed.slots]
    return [
        Group(
            name,
            needs,
            sum(name in need.groups for demand in fixed for need in demand.members),
            tuple(
                (owner.served, count)
                for owner in model.owners
                if (count := sum(name in need.groups for need in owner.demand.members))
            ),
        )
        for name, needs in model.inst.fair_groups.items()
    ]


class _Rounds:
    """The rounds of the leximin in a model."""

    def __init__(self, search: Search, groups: list[Group]) -> None:
        self.search = search
        self.model = search.model
        self.groups = groups
        self.proven = True
        self.stopped = ""

    def run(self) -> Tier:
        """Settle the shares from the lowest up, and report the lowest."""
        began = time.perf_counter()
        level, settled = Fraction(-1), 0
        lowest: Fraction | None = None
        ceiling = Fraction(1)
        while settled < len(self.groups):
            level, bound = self._raise(level, settled)
            if lowest is None:
                lowest, ceiling = level, bound
            settled = self._leave(level, settled)
        status = SolveStatus.OPTIMAL if self.proven else SolveStatus.FEASIBLE
        seconds = time.perf_counter() - began
        return Tier(
            "fairness",
            float(lowest or 0),
            float(ceiling),
            self.proven,
            status,
            self.stopped,
            seconds,
            float(lowest or 0),
        )

    def _shares(self) -> list[Fraction]:
        values = self.search.values()
        return sorted(group.share(values) for group in self.groups)

    def _raise(self, level: Fraction, settled: int) -> tuple[Fraction, Fraction]:
        """Return the highest value that all but the settled groups can reach, and a bound on it."""
        possible = sorted(Fraction(group.most, group.needs) for group in self.groups)[settled]
        lowest = self._shares()[settled]
        values = [
            value
            for value in sorted({Fraction(n, group.needs) for group in self.groups for n in range(group.needs + 1)})
            if level < value <= possible
        ]
        known = [value for value in values if value <= lowest]
        if lowest == possible:
            self._at_least([known[-1]], settled, 0)
            return known[-1], known[-1]
        start = values.index(known[-1])
        ladder = values[start:]
        terms = self._at_least(ladder, settled, len(ladder) - 1)
        objective = Objective("fairness", lambda model: terms, 1, ceiling=len(terms))
        reached = self.search.reach(objective)
        self._note(reached)
        steps = reached.value
        for number, var in enumerate(terms):
            self.model.vars[var].lowBound = self.model.vars[var].upBound = int(number < steps)
        return ladder[steps], ladder[min(len(ladder) - 1, int(min(reached.bound, len(ladder))))]

    def _at_least(self, ladder: list[Fraction], excused: int, steps: int) -> Terms:
        """Ask that all groups but the excused reach the first value; each step's variable asks for the next one."""
        model = self.model
        climbed = [model.binary() for _ in range(steps)]
        for lower, upper in pairwise(climbed):
            model.row([(upper, 1.0), (lower, -1.0)], "<=", 0)
        pardons = [model.binary() for _ in self.groups] if excused else []
        if excused:
            model.row([(var, 1.0) for var in pardons], "<=", excused)
        for number, group in enumerate(self.groups):
            asked = [math.ceil(value * group.needs) for value in ladder]
            if not asked[-1]:
                continue
            terms = [(var, float(count)) for var, count in group.added]
            rises = zip(climbed, asked, asked[1:], strict=False)
            terms += [(var, float(before - after)) for var, before, after in rises if after > before]
            if excused:
                terms.append((pardons[number], float(asked[-1])))
            model.row(terms, ">=", asked[0] - group.sure)
        model.derive(self._climb(ladder, climbed, pardons, excused))
        return dict.fromkeys(climbed, 1)

    def _climb(
        self, ladder: list[Fraction], climbed: list[int], pardons: list[int], excused: int
    ) -> Callable[[dict[int, float]], None]:
        """Return what sets the steps and the pardons of a start."""

        def set_values(values: dict[int, float]) -> None:
            shares = [group.share(values) for group in self.groups]
            order = sorted(range(len(shares)), key=lambda number: (shares[number], number))
            for number in order[:excused]:
                values[pardons[number]] = 1.0
            reached = shares[order[excused]]
            for var, value in zip(climbed, ladder[1:], strict=True):
                values[var] = min(float(value <= reached), self.model.highest(var))

        return set_values

    def _leave(self, level: Fraction, settled: int) -> int:
        """Leave as few groups as can be at the level or below, and return how many."""
        model = self.model
        left: dict[int, int] = {}
        always = 0
        for group in self.groups:
            above = math.floor(level * group.needs) + 1
            if above > group.most:
                always += 1
                continue
            stays = model.binary()
            left[stays] = above
            terms = [(var, float(count)) for var, count in group.added]
            model.row([*terms, (stays, float(above))], ">=", above - group.sure)
            model.derive(_staying(group, stays, above))
        if not left:
            return len(self.groups)
        objective = Objective(
            "fairness", lambda model: dict.fromkeys(left, -1), 1, ceiling=min(0, always - settled - 1)
        )
        reached = self.search.reach(objective)
        self._note(reached)
        stay = -reached.value
        model.row([(var, 1.0) for var in left], "<=", stay)
        return always + stay

    def _note(self, reached: Reached) -> None:
        if not reached.proven:
            self.proven, self.stopped = False, self.stopped or reached.stopped_by


def _staying(group: Group, stays: int, above: int) -> Callable[[dict[int, float]], None]:
    """Return what says of a start whether a group stays at a level."""

    def set_value(values: dict[int, float]) -> None:
        values[stays] = float(group.served(values) < above)

    return set_value
