"""Generalised assignment as a community's month: every job a need, every agent a helper, every pair an opinion.

Each job goes to one agent within its capacity, for the most points. The types are those of the literature; their costs
are turned into points by taking them from a number that none exceeds, so the cheapest assignment has the most points.

References
----------
.. [1] P. C. Chu and J. E. Beasley, "A genetic algorithm for the generalised assignment problem", Computers &
   Operations Research 24 (1997) 17-23. Types A to D.
.. [2] M. Laguna, J. P. Kelly, J. L. González-Velarde and F. Glover, "Tabu search for the multilevel generalized
   assignment problem", European Journal of Operational Research 82 (1995) 176-189. Type E.
.. [3] J. E. Beasley, "OR-Library: distributing test problems by electronic mail", Journal of the Operational
   Research Society 41 (1990) 1069-1072. File gap1 holds c515-1.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from commatch.community import Community, Helper, Kind, Need, Opinion, Requirement
from commatch.settings import Settings

OFF: dict[str, Any] = {
    f"weight_{name}": 0.0 for name in ("level", "near", "group", "served", "rating", "prefer", "avoid")
}  # what remains of the match score is the opinion's own
Grid = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A generalised assignment problem: points and hours by agent and job, each agent's capacity."""

    points: Grid
    hours: Grid
    capacity: tuple[int, ...]

    @property
    def agents(self) -> int:
        """How many agents there are."""
        return len(self.capacity)

    @property
    def jobs(self) -> int:
        """How many jobs there are."""
        return len(self.points[0])


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a problem is drawn from: its type, its sizes, its seed; or ``published`` for c515-1."""

    type: str
    agents: int
    jobs: int
    seed: int = 0


def problem(of: Assignment) -> Problem:
    """Return a problem; the same for the same type, sizes and seed on every machine."""
    if of.type == "published":
        return PUBLISHED
    rng = random.Random(f"gap {of.type} {of.agents} {of.jobs} {of.seed}")
    hours, costs = _PAIRS[of.type](rng, of.agents, of.jobs)
    capacity = [int(0.8 * sum(row) / of.agents) for row in hours]
    if of.type in "AB":
        capacity = [_roomy(costs, hours, 1.0 if of.type == "A" else 0.7)] * of.agents
    worth = max(map(max, costs)) + 1
    return Problem(tuple(tuple(worth - cost for cost in row) for row in costs), hours, tuple(capacity))


def month(of: Problem) -> Community:
    """Return a problem as a month in which only the opinions' scores count."""
    jobs, agents = range(of.jobs), range(of.agents)
    return Community(
        settings=Settings(month=dt.date(2026, 12, 1), **OFF),
        needs=tuple(
            Need(f"J{job:03d}", f"工作{job}", requirements=(Requirement(Kind.HELPER, "岗位", 1, 1.0),)) for job in jobs
        ),
        helpers=tuple(
            Helper(f"A{agent:02d}", f"人{agent}", skills={"岗位": 3}, hours=float(of.capacity[agent]))
            for agent in agents
        ),
        opinions=tuple(
            Opinion(
                f"J{job:03d}",
                f"A{agent:02d}",
                score=float(of.points[agent][job]),
                hours=float(of.hours[agent][job]),
            )
            for job in jobs
            for agent in agents
        ),
    )


def _drawn(rng: random.Random, agents: int, jobs: int, low: int, high: int) -> Grid:
    return tuple(tuple(rng.randint(low, high) for _ in range(jobs)) for _ in range(agents))


def _uniform(rng: random.Random, agents: int, jobs: int) -> tuple[Grid, Grid]:
    return _drawn(rng, agents, jobs, 5, 25), _drawn(rng, agents, jobs, 10, 50)


def _inverse(rng: random.Random, agents: int, jobs: int) -> tuple[Grid, Grid]:
    hours = _drawn(rng, agents, jobs, 1, 100)
    return hours, tuple(tuple(111 - taken + rng.randint(-10, 10) for taken in row) for row in hours)


def _exponential(rng: random.Random, agents: int, jobs: int) -> tuple[Grid, Grid]:
    hours = tuple(tuple(int(1 - 10 * math.log(1 - rng.random())) for _ in range(jobs)) for _ in range(agents))
    return hours, tuple(tuple(int(1000 / taken - 10 * rng.random()) for taken in row) for row in hours)


def _roomy(costs: Grid, hours: Grid, share: float) -> int:
    """Return the one capacity of types A and B: by the load of whoever gets most when every job goes where cheapest."""
    agents, jobs = len(costs), len(costs[0])
    load = [0] * agents
    for job in range(jobs):
        best = min(range(agents), key=lambda agent: costs[agent][job])
        load[best] += hours[best][job]
    return int(share * (0.6 * 15 * jobs / agents + 0.4 * max(load)))


_PAIRS: dict[str, Callable[[random.Random, int, int], tuple[Grid, Grid]]] = {
    "A": _uniform,
    "B": _uniform,
    "C": _uniform,
    "D": _inverse,
    "E": _exponential,
}

PUBLISHED = Problem(
    points=(
        (17, 21, 22, 18, 24, 15, 20, 18, 19, 18, 16, 22, 24, 24, 16),
        (23, 16, 21, 16, 17, 16, 19, 25, 18, 21, 17, 15, 25, 17, 24),
        (16, 20, 16, 25, 24, 16, 17, 19, 19, 18, 20, 16, 17, 21, 24),
        (19, 19, 22, 22, 20, 16, 19, 17, 21, 19, 25, 23, 25, 25, 25),
        (18, 19, 15, 15, 21, 25, 16, 16, 23, 15, 22, 17, 19, 22, 24),
    ),
    hours=(
        (8, 15, 14, 23, 8, 16, 8, 25, 9, 17, 25, 15, 10, 8, 24),
        (15, 7, 23, 22, 11, 11, 12, 10, 17, 16, 7, 16, 10, 18, 22),
        (21, 20, 6, 22, 24, 10, 24, 9, 21, 14, 11, 14, 11, 19, 16),
        (20, 11, 8, 14, 9, 5, 6, 19, 19, 7, 6, 6, 13, 9, 18),
        (8, 13, 13, 13, 10, 20, 25, 16, 16, 17, 10, 10, 5, 12, 23),
    ),
    capacity=(36, 34, 38, 27, 33),
)
"""c515-1 of the OR-Library's file gap1; its published optimum is 336."""
