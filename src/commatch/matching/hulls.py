"""What a helper or a unit can take on altogether, for a relaxation: mixtures of whole sets of its uses.

Fractions of many uses cost less than any of them whole, so the relaxation of a load promises too much. With a variable
for each set of uses that fits the month, of which one is taken, fractions mix what could be, at what it would cost.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from commatch.community import Kind
from commatch.matching.book import EPSILON
from commatch.matching.model import MatchModel
from commatch.matching.objectives.base import Terms
from commatch.matching.solver import NOISE, relax
from commatch.matching.uses import Use
from commatch.settings import Settings

Taken = tuple[tuple[Use, int], ...]
"""Uses and the values of their variables, none of them 0."""

SETS = 400
"""Sets of a helper or unit up to which each has a variable."""
STEPS = 100
"""Steps for each of so many sets after which a helper or unit goes without."""
TINY = 1e-6
"""Reduced costs and distances from a bound that count as none."""


def add_sets(model: MatchModel, most: int) -> None:
    """Add to a compact model the sets of uses of every helper and unit that has no more than so many."""
    for helper_id, uses in model.used(Kind.HELPER):
        _add(model, helper_id, uses, model.left.hours[helper_id], lambda use: use.hours, most)
    for unit_id, uses in model.used(Kind.UNIT):
        if model.most(uses, lambda use: use.sessions) > model.left.sessions[unit_id]:
            _add(model, unit_id, uses, model.left.sessions[unit_id], lambda use: use.sessions, most)


def _add(
    model: MatchModel, resource_id: str, uses: Sequence[Use], left: float, charge: Callable[[Use], float], most: int
) -> None:
    charged = [use for use in uses if charge(use) and model.highest(use.var)]
    found = _fitting(model, charged, left, charge, most)
    if not charged or found is None:
        return
    sets = {model.binary(): taken for taken in found}
    model.row([(var, 1.0) for var in sets], "=", 1)
    times: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for var, taken in sets.items():
        for use, value in taken:
            times[use.var].append((var, float(value)))
    for use in charged:
        model.row([*times[use.var], (use.var, -1.0)], "=", 0)
    load = model.loads.get(resource_id)
    if load:
        costs = [
            (var, -float(load.cost(sum(load.minutes[use.var] * value for use, value in taken))))
            for var, taken in sets.items()
            if taken
        ]
        model.row([*((var, float(price)) for var, _, price in load.steps), *costs], ">=", 0)


def _fitting(
    model: MatchModel, uses: Sequence[Use], left: float, charge: Callable[[Use], float], most: int
) -> list[Taken] | None:
    """Return every set of uses within what is left, ``None`` where there are too many or they take too long to list.

    Of a need a helper meets one requirement, but in a series.
    """
    found: list[Taken] = []
    nothing: tuple[int, float, Taken, frozenset[int]] = (0, left, (), frozenset())
    tried, steps = [nothing], 0
    while tried:
        number, left, taken, demands = tried.pop()
        steps += 1
        if number == len(uses):
            found.append(taken)
        if len(found) > most or steps > STEPS * most:
            return None
        if number == len(uses):
            continue
        use = uses[number]
        var = model.vars[use.var]
        alone = use.kind is Kind.HELPER and not _series(model, use)
        further = []
        for value in range(int(var.lowBound), int(var.upBound) + 1):
            if value * charge(use) > left + EPSILON or (value and use.demand in demands):
                break
            met = demands | {use.demand} if value and alone else demands
            more = (*taken, (use, value)) if value else taken
            further.append((number + 1, left - value * charge(use), more, met))
        tried += reversed(further)
    return found


def _series(model: MatchModel, use: Use) -> bool:
    demand = model.owners[use.demand].demand
    return demand.event and demand.sessions > 1


def leave_out(model: MatchModel, settings: Settings, terms: Terms, value: int, *, seconds: float) -> None:
    """Narrow the variables of a compact model to what a plan can have whose objective is no less than a value.

    The reduced costs of the relaxation say what each variable would cost at the least.
    """
    with model.trial():
        add_sets(model, SETS)
        model.objective({var: -coefficient for var, coefficient in terms.items()})
        relaxed = relax(model, settings, seconds=seconds, large=False)
    if relaxed is None:
        return
    slack = max(0.0, -value - relaxed.value) + NOISE
    for number, (var, cost) in enumerate(zip(model.vars, relaxed.costs, strict=False)):  # those tried are the last
        room = slack // abs(cost) if abs(cost) > TINY else math.inf
        at = relaxed.values.get(number, 0.0)
        if cost > 0 and at < var.lowBound + TINY:
            var.upBound = min(var.upBound, var.lowBound + room)
        elif cost < 0 and at > var.upBound - TINY:
            var.lowBound = max(var.lowBound, var.upBound - room)
