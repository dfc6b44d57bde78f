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
    """Reach the highest score; from then on a small share of all absolute scores may be given up."""
    model = search.model
    best = sum(max(0, points) * model.highest(var) for var, points in model.score.items())
    objective = Objective("quality", _score, 10, Reach.ROWS, ceiling=best)
    reached = search.reach(objective)
    values = search.values()
    absolute = sum(abs(points) * values.get(var, 0.0) for var, points in reached.terms.items())
    floor = math.ceil(reached.value - search.settings.quality_tolerance * absolute - 1e-6)
    search.hold(reached, floor)
    yield reached.tier(floor)


def _score(model: MatchModel) -> Terms:
    return {var: points for var, points in model.score.items() if points}
