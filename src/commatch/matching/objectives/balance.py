"""Balance: who has done much is asked less; then those never asked, the earliest slots, the smallest ids.

The load of a helper is convex and piecewise linear: the first quarter of a month's hours costs 1 a minute, the next 2,
and so on. What was done in the months before fills the first quarters.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from commatch.community import Helper, Kind
from commatch.matching.objectives.base import Objective, Reach, Terms, minutes_of, rows_of
from commatch.matching.uses import Load

if TYPE_CHECKING:
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel
    from commatch.matching.plan import Tier
    from commatch.matching.tiers import Search

QUARTERS = 4
"""Steps of the load in a month's hours."""
SLOTS, SPREAD = 93, 16
"""Half-days of a month, and what their curve is divided by: where one session is a slot earlier and another, three days
off or more, a slot later, that still counts."""


def balance(search: Search) -> Iterator[Tier]:
    """Spread the hours; then settle the ties, so that the plan is one and the same."""
    unit = _unit(search.model)

    def load(model: MatchModel) -> Terms:
        return _load(model, unit)

    final = search.settings.tiers[-1] == "balance"  # else a row that is held may be loosened yet
    if final:
        search.settle_served()
    yield search.settle(
        Objective("balance", load, 60 // unit, Reach.ROWS, ceiling=0, short_of=0, poor_start=True, final=final)
    )
    if search.part:
        return
    yield search.settle(Objective("never_asked", _never_asked, 1, Reach.ROWS, final=final))
    yield search.settle(Objective("earliest", _earliest, 1, Reach.SLOTS, ceiling=0, short_of=0, final=final))
    yield search.settle(Objective("ids", _ids, 1, Reach.ROWS, ceiling=0, short_of=0, final=final))
    search.arrange(Objective("order", _order, 1, Reach.ROWS))


def steps(helper: Helper, past: int) -> Iterator[tuple[int, int]]:
    """Yield the steps of a helper's load: how many minutes, and what each of them costs.

    Parameters
    ----------
    helper : Helper
        Whose.
    past : int
        Minutes of the months before; they fill the first steps.

    Yields
    ------
    tuple of (int, int)
        Without end, the first one perhaps shorter than the rest.
    """
    width = step_of(helper)
    done, price = past % width, 1 + past // width
    while True:
        yield width - done, price
        done, price = 0, price + 1


def step_of(helper: Helper) -> int:
    """Return the minutes of one step: a quarter of the month's hours, at least one minute."""
    return max(1, int(60 * helper.hours / QUARTERS + 0.5))


def _unit(model: MatchModel) -> int:
    """Return the largest number of minutes, a divisor of the hour, of which all loads are whole multiples."""
    found, before = 60, minutes_before(model)
    for part in model.parts(Kind.HELPER):
        for use in part.uses:
            found = math.gcd(found, minutes_of(part, use))
    for helper in model.inst.community.helpers:
        if helper.helper_id in model.uses:
            found = math.gcd(found, step_of(helper), before.get(helper.helper_id, 0))
    return found


def minutes_before(model: MatchModel) -> Mapping[str, int]:
    """Return the minutes of each helper before anything is planned here: past months', and what is fixed."""
    total = dict(model.inst.past_minutes)
    for row in model.fixed.assignments:
        if row.kind is Kind.HELPER:
            total[row.resource_id] = total.get(row.resource_id, 0) + int(row.hours * 60 + 0.5)
    return total


def _load(model: MatchModel, unit: int) -> Terms:
    terms: dict[int, int] = {}
    before = minutes_before(model)
    charged: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for part in model.parts(Kind.HELPER):
        for use in part.uses:
            minutes = minutes_of(part, use)
            if minutes:
                charged[use.resource_id].append((use.var, minutes // unit))
    helpers = {helper.helper_id: helper for helper in model.inst.community.helpers}
    for helper_id in sorted(charged):
        uses, helper = charged[helper_id], helpers[helper_id]
        most = min(
            int(60 * helper.hours + 0.5) // unit + 1, int(sum(minutes * model.highest(var) for var, minutes in uses))
        )
        segments: list[tuple[int, int, int]] = []
        for minutes, price in steps(helper, before.get(helper_id, 0)):
            width = min(minutes // unit, most - sum(size for _, size, _ in segments))
            if width <= 0:
                break
            segment = model.binary(width)
            segments.append((segment, width, price))
            terms[segment] = -price
        model.row(
            [*((var, float(minutes)) for var, minutes in uses), *((var, -1.0) for var, _, _ in segments)], "<=", 0
        )
        model.loads[helper_id] = Load(dict(uses), segments)
        model.derive(_filled(uses, segments))
    return terms


def _filled(uses: list[tuple[int, int]], segments: list[tuple[int, int, int]]) -> Callable[[dict[int, float]], None]:
    """Return what fills the steps of a load in order, for starts."""

    def fill(values: dict[int, float]) -> None:
        left = sum(minutes * values.get(var, 0.0) for var, minutes in uses)
        for var, width, _ in segments:
            values[var] = min(left, width)
            left -= values[var]

    return fill


def _never_asked(model: MatchModel) -> Terms:
    asked = {row.resource_id for row in model.inst.community.history}
    return {
        use.var: rows_of(part) for part in model.parts(Kind.HELPER) for use in part.uses if use.resource_id not in asked
    }


def _earliest(model: MatchModel) -> Terms:
    return {var: -slot for owner in model.owners for slot, var in owner.slots.items() if slot}


def _ids(model: MatchModel) -> Terms:
    ranks = ranked(model.inst)
    places = {demand.demand_id: number for number, demand in enumerate(model.inst.demands)}
    terms: dict[int, int] = defaultdict(int)
    for owner in model.owners:
        first = len(places) - places[owner.demand.demand_id]
        for slot, var in owner.slots.items():
            terms[var] -= lateness(slot, first, series=owner.demand.sessions > 1)
        for part in owner.parts:
            for use in part.uses:
                pieces = int(use.pieces) if use.kind is Kind.GOODS else rows_of(part)
                terms[use.var] -= ranks[use.resource_id] * first * pieces
    return {var: cost for var, cost in terms.items() if cost}


def _order(model: MatchModel) -> Terms:
    """Return what is most where smaller ids come first: to the sessions of a need, and to its requirements."""
    ranks = ranked(model.inst)
    return {
        use.var: ranks[use.resource_id] * ((use.slot or 0) + part.judged.index)
        for owner in model.owners
        for part in owner.parts
        for use in part.uses
        if use.kind is not Kind.GOODS
    }


def lateness(slot: int, first: int, *, series: bool) -> int:
    """Return what a slot costs a demand: the later the more, and the more the smaller its id.

    Parameters
    ----------
    slot : int
        Which of the month's, from 0 to 92.
    first : int
        The larger, the smaller the demand's id.
    series : bool
        It has several sessions: of the same sum of slots the one costs less whose first session is earlier.
    """
    return slot * first + (slot * (2 * SLOTS - slot) // SPREAD if series else 0)


def ranked(inst: Instance) -> Mapping[str, int]:
    """Return the place of every resource among those of its kind, by id."""
    return {
        item.resource_id: number
        for kind in Kind
        for number, item in enumerate(sorted(inst.community.resources(kind), key=lambda item: item.resource_id))
    }
