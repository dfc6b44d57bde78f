"""Match score: the sum over the plan's rows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from commatch.matching.objectives.base import Objective, Reach, Terms

if TYPE_CHECKING:
    from commatch.matching.model import MatchModel
    from commatch.matching.plan import Tier
    from commatch.matching.tiers import Search


def quality(search: Search) -> Iterator[Tier]:
    """Reach the highest score; from then on a small share of all absolute scores may be given up.

    What the worker scored by hand is not given up: where nothing else counts, the plan has the highest score.
    """
    model = search.model
    best = sum(max(0, points) * model.highest(var) for var, points in model.score.items())
    objective = Objective("quality", _score, 10, Reach.ROWS, ceiling=best)
    reached = search.reach(objective)
    absolute = _absolute(search)
    floor = math.ceil(reached.value - search.settings.quality_tolerance * absolute - 1e-6)
    search.hold(reached, floor)
    yield reached.tier(floor)


def _score(model: MatchModel) -> Terms:
    return {var: points for var, points in model.score.items() if points}


def _absolute(search: Search) -> int:
    """Return the sum of the absolute scores of the plan's rows, no more than without points by hand, in tenths."""
    scores = {
        (owner.demand.demand_id, part.judged.index, use.resource_id): min(
            abs(use.candidate.tenths),
            abs(sum(term.tenths for term in use.candidate.terms if term.code != "score.score")),
        )
        for owner in search.model.owners
        for part in owner.parts
        for use in part.uses
    }
    rows = search.plan.assignments if search.plan is not None else ()
    return sum(scores[row.demand_id, row.requirement, row.resource_id] for row in rows)
