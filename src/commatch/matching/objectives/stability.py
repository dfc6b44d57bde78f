"""Stability: as little as can be of the previous plan is undone; first who does what, then when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Kind
from commatch.matching.objectives.base import Objective, Reach, Terms, rows_of
from commatch.matching.objectives.fairness import least_coverage

if TYPE_CHECKING:
    from commatch.matching.model import MatchModel
    from commatch.matching.plan import Tier
    from commatch.matching.tiers import Search


def stability(search: Search) -> Iterator[Tier]:
    """Lose the fewest rows of the previous plan (demand, requirement, resource), then the fewest slots, then days.

    Days are those on which somebody came to a series.

    What fairness gave up of coverage last time may stay given up: else the plan would change with nothing changed.
    """
    steady = search.inst.steady
    if steady is None:
        return
    given_up = round(10 * steady.previous.given_up)
    if given_up and "coverage" in search.best:
        search.loosen("coverage", max(least_coverage(search), search.best["coverage"] - given_up))
        search.loosen("coverage_count", None)
    rows, slots = len(steady.triples), len(steady.slots)
    yield search.settle(Objective("stability", _rows, 1, Reach.ROWS, ceiling=rows, short_of=rows))
    yield search.settle(Objective("stability_slots", _slots, 1, Reach.SLOTS, ceiling=slots, short_of=slots))
    days = sum(count for count in steady.days.values())
    if days:
        yield search.settle(Objective("stability_days", _days, 1, Reach.ROWS, ceiling=days, short_of=days))


def _rows(model: MatchModel) -> Terms:
    """Return a variable for every row that may recur."""
    steady = model.inst.steady
    if steady is None:
        return {}
    terms: dict[int, int] = {}
    for owner in model.owners:
        demand_id = owner.demand.demand_id
        for part in owner.parts:
            for resource_id in sorted(steady.who(demand_id, part.judged.index)):
                uses = [use for use in part.uses if use.resource_id == resource_id]
                if not uses:
                    continue
                if part.requirement.kind is Kind.GOODS and not part.split:
                    var = owner.served
                else:
                    var = model.any_of([use.var for use in uses])
                terms[var] = terms.get(var, 0) + 1
    return terms


def _days(model: MatchModel) -> Terms:
    """Return, for everybody who came to a series more than once, a variable for the days on which they come again."""
    steady = model.inst.steady
    if steady is None:
        return {}
    terms: dict[int, int] = {}
    for owner in model.owners:
        for part in owner.parts:
            for resource_id in sorted(steady.who(owner.demand.demand_id, part.judged.index)):
                days = steady.days.get((owner.demand.demand_id, part.judged.index, resource_id), 0)
                uses = [use.var for use in part.uses if use.resource_id == resource_id]
                if days and uses and part.requirement.kind is not Kind.GOODS:
                    worth = float(rows_of(part))
                    again = model.binary(days)
                    model.row([*((var, worth) for var in uses), (again, -1.0)], ">=", 0)
                    model.derive(_recurring(again, uses, worth, days))
                    terms[again] = 1
    return terms


def _recurring(again: int, uses: list[int], worth: float, days: int) -> Callable[[dict[int, float]], None]:
    def count(values: dict[int, float]) -> None:
        values[again] = min(float(days), worth * sum(values.get(var, 0.0) for var in uses))

    return count


def _slots(model: MatchModel) -> Terms:
    steady = model.inst.steady
    if steady is None:
        return {}
    return {
        owner.slots[slot]: 1
        for owner in model.owners
        for slot in steady.when(owner.demand.demand_id)
        if slot in owner.slots
    }
