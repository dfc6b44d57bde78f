"""The first tiers: urgent needs, then weight, then number; and the people of pairs that were released."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commatch.matching.objectives.base import Objective, Reach, Terms

if TYPE_CHECKING:
    from commatch.matching.model import MatchModel
    from commatch.matching.plan import Tier
    from commatch.matching.tiers import Search


def must(search: Search) -> Iterator[Tier]:
    """Serve as many demands of urgency 5 as can be."""
    owners = search.model.owners
    objective = Objective("must", _urgent, 1, ceiling=sum(owner.demand.must for owner in owners))
    yield search.settle(objective)


def coverage(search: Search) -> Iterator[Tier]:
    """Serve the most weight, then the most demands; keep what people of released pairs can be kept."""
    yield search.settle(weight(search.model))
    yield search.settle(number(search.model))
    if search.inst.kept.released:
        objective = Objective("continuity", _kept_people, 1, Reach.ROWS, ceiling=len(search.inst.kept.released))
        yield search.settle(objective)


def weight(model: MatchModel, name: str = "coverage") -> Objective:
    """Return the weight of what is served, in tenths of a point."""
    return Objective(name, _weight, 10, ceiling=sum(owner.demand.weight for owner in model.owners))


def number(model: MatchModel, name: str = "coverage_count") -> Objective:
    """Return the number of demands served."""
    return Objective(name, _number, 1, ceiling=len(model.owners))


def _urgent(model: MatchModel) -> Terms:
    return {owner.served: 1 for owner in model.owners if owner.demand.must}


def _weight(model: MatchModel) -> Terms:
    return {owner.served: owner.demand.weight for owner in model.owners}


def _number(model: MatchModel) -> Terms:
    return {owner.served: 1 for owner in model.owners}


def _kept_people(model: MatchModel) -> Terms:
    released = model.inst.kept.released
    terms: dict[int, int] = {}
    for owner in model.owners:
        for helper_id in sorted(who for demand_id, who in released if demand_id == owner.demand.demand_id):
            uses = [use.var for part in owner.parts for use in part.uses if use.resource_id == helper_id]
            if uses:
                terms[model.any_of(uses)] = 1
    return terms
