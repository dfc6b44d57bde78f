"""Serving more in many demands at once: their relaxation tells which few of all columns are worth a whole-number solve.

The relaxation is solved in full. Columns that it leaves at zero are closed, but for those of the plan so far and some
at random: what is left is a small part of the model, and it holds good plans. Work is counted in nodes, not seconds.

References
----------
.. [1] E. Danna, E. Rothberg, C. Le Pape, "Exploring relaxation induced neighborhoods to improve MIP solutions",
   Mathematical Programming 102 (2005) 71-90. https://doi.org/10.1007/s10107-004-0518-7
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commatch.matching.model import MatchModel
from commatch.matching.objectives.base import value_of
from commatch.matching.plan import Plan
from commatch.matching.realise import realise, separate, start_values
from commatch.matching.solver import SMALL, relax, solve
from commatch.matching.uses import Owner
from commatch.settings import Settings

NODES = 1
"""Branch-and-bound nodes of such a solve: cuts and heuristics do the work."""
USED = 1e-6
"""Value from which on the relaxation counts as using a column."""


@dataclass(frozen=True, slots=True)
class Guided:
    """The plan found, and what no plan of the model exceeds: urgent demands, and weight in tenths with that many."""

    plan: Plan
    must: float = math.inf
    weight: float = math.inf


def guided(
    model: MatchModel,
    start: Plan,
    settings: Settings,
    deadline: float,
    rng: random.Random,
    columns: int,
    rounds: int,
    always: Mapping[str, Collection[str]],
    urgent_first: bool = True,
    nodes: int | None = None,
) -> Guided:
    """Serve more of a model's demands.

    Parameters
    ----------
    model : MatchModel
        In compact form, with all rows that must hold; its bounds and objective are changed.
    start : Plan
        A feasible plan of it.
    deadline : float
        When to stop at the latest, by ``time.perf_counter``.
    rng : random.Random
        Chooses the columns that stay open beside those that the relaxation or the plan uses.
    columns : int
        How many columns are open in all, if more than those.
    rounds : int
        Most whole-number solves: after each the model learns who was to be in two places at once.
    always : mapping of str to collection of str
        By demand the resources whose columns are never closed.
    urgent_first : bool
        The number of demands of urgency 5 comes before the weight of all.
    nodes : int, optional
        Search briefly: by so many branch-and-bound nodes in place of better starts, while the model stays small.
    """
    urgent = [owner for owner in model.owners if owner.demand.must and urgent_first]
    reached = _value(start, urgent, model.owners)
    must_known = reached[0] == len(urgent)
    if must_known:
        for owner in urgent:
            model.vars[owner.served].lowBound = 1
    bonus = 0 if must_known else sum(owner.demand.weight for owner in model.owners) + 1
    terms = {owner.served: owner.demand.weight for owner in model.owners}
    for owner in urgent:
        terms[owner.served] += bonus
    model.objective({var: -coefficient for var, coefficient in terms.items()})
    relaxed = relax(model, settings, seconds=deadline - time.perf_counter())
    if relaxed is None:
        return Guided(start)
    bound: float = -relaxed.bound
    plan = start
    if bound > reached[0] * bonus + reached[1]:
        every = _close(model, relaxed.values, start_values(model, start), rng, columns, always)
        plan, proven = _solved(model, start, terms, urgent, rounds, settings, deadline, nodes)
        bound = min(bound, proven) if every else bound
    must = len(urgent) if must_known else bound // bonus
    reached = _value(plan, urgent, model.owners)
    return Guided(plan, must, bound - bonus * must if reached[0] == must else math.inf)


def _solved(
    model: MatchModel,
    plan: Plan,
    terms: Mapping[int, int],
    urgent: Sequence[Owner],
    rounds: int,
    settings: Settings,
    deadline: float,
    nodes: int | None,
) -> tuple[Plan, float]:
    """Solve what is open until its solution can be carried out; return the best plan and the bound of what is open."""
    bound = math.inf
    for number in range(rounds):
        left = deadline - time.perf_counter()
        if left <= 0 or (nodes and len(model.vars) > SMALL):
            break
        start = start_values(model, plan)
        solution = solve(model, settings, seconds=left, start=start, nodes=nodes or NODES, thorough=not nodes)
        bound = min(bound, -solution.bound)
        promised = value_of(terms, solution.values)
        if promised <= value_of(terms, start):
            break
        left = max(1.0, deadline - time.perf_counter())
        found = realise(model, solution.values, left, some=True, spare=number)
        if found is not None and _value(found, urgent, model.owners) > _value(plan, urgent, model.owners):
            plan = found
        if value_of(terms, start_values(model, plan)) >= promised:
            break
        separate(model, solution.values, found, few=bool(nodes))
    return plan, bound


def _value(plan: Plan, urgent: Sequence[Owner], all_of_them: Sequence[Owner]) -> tuple[int, int]:
    """Return how many urgent demands a plan serves, and the weight of all it serves."""
    return (
        sum(owner.demand.demand_id in plan.slots for owner in urgent),
        sum(owner.demand.weight for owner in all_of_them if owner.demand.demand_id in plan.slots),
    )


def _close(
    model: MatchModel,
    relaxed: Mapping[int, float],
    start: Mapping[int, float],
    rng: random.Random,
    columns: int,
    always: Mapping[str, Collection[str]],
) -> bool:
    """Close columns, and tell whether every one stays open."""
    used = {var for var, value in relaxed.items() if value > USED} | start.keys()
    rest = sorted(set(_closable(model, always)) - used)
    spare = min(len(rest), max(0, columns - (len(model.vars) - len(rest))))
    for var in set(rest).difference(rng.sample(rest, spare)):
        model.vars[var].upBound = 0
    return spare == len(rest)


def _closable(model: MatchModel, always: Mapping[str, Collection[str]]) -> Iterator[int]:
    """Yield the columns of slots and of uses, without those that stand for a demand itself or must be there."""
    for owner in model.owners:
        kept = always.get(owner.demand.demand_id, ())
        if not kept:
            yield from owner.slots.values()
        whole = {owner.served, *owner.slots.values()}
        for part in owner.parts:
            yield from (use.var for use in part.uses if use.var not in whole and use.resource_id not in kept)
