"""Who served before, and how well: points for continuity and for the rating."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from commatch.community import Helper, Kind, Requirement, Resource
from commatch.matching.demands import Demand, tenth
from commatch.matching.rules.base import Phrase, Rule, Term, figures

if TYPE_CHECKING:
    from commatch.matching.instance import Instance


class History(Rule):
    """8 points to a helper who served this need or its requester before; mean rating − 3 points."""

    phrases = {
        "score.served": Phrase("服务过该需求或提出人 {points}", "served this need or its requester before {points}"),
        "score.rating": Phrase("以往评价 {rating} {points}", "rated {rating} before {points}"),
    }
    kinds = (Kind.HELPER,)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return nothing: the mean rating counts for any need."""
        return ()

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return its mean rating."""
        return inst.past[resource.resource_id].rating if resource.resource_id in inst.past else None

    def apart(self, inst: Instance, demand: Demand) -> Collection[str]:
        """Return who served the need, or another of the same people."""
        return {who for need_id in inst.kin(demand) for who in inst.served_by.get(need_id, ())}

    def score(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Iterator[Term]:
        """Give points for having served and for the mean rating."""
        if not isinstance(resource, Helper):
            return
        past = inst.past.get(resource.helper_id)
        if past is None:
            return
        if not past.need_ids.isdisjoint(inst.kin(demand)):
            yield Term("score.served", int(tenth(inst.settings.weight_served) * 10))
        if past.rating is not None:
            points = tenth(Decimal(repr(inst.settings.weight_rating)) * (past.rating - 3))
            yield Term("score.rating", int(points * 10), figures(rating=tenth(past.rating)))
