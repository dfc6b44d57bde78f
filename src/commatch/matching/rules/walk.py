"""Distance: a helper's walking limit, the living circle around a need for venues, and points for nearness."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Helper, Kind, Requirement, Resource, Unit, Venue
from commatch.matching.demands import Demand, tenth
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, Term, figures

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance


class Walk(Rule):
    """Minutes between the grids within the helper's limit, or the venue limit; 10·max(0, 1 − minutes/30) points."""

    phrases = {
        "too_far": Phrase("步行 {minutes} 分钟，上限 {limit} 分钟", "{minutes} minutes' walk, limit {limit}"),
        "venue_too_far": Phrase(
            "步行 {minutes} 分钟，超过 {limit} 分钟生活圈",
            "{minutes} minutes' walk, beyond the circle of {limit}",
        ),
        "score.near": Phrase("步行 {minutes} 分钟 {points}", "{minutes} minutes' walk {points}"),
        "audit.walk": Phrase("步行超过上限", "is farther than its walking limit"),
        "audit.venue_walk": Phrase("场地超出生活圈", "the venue is outside the living circle"),
    }
    kinds = (Kind.HELPER, Kind.UNIT, Kind.VENUE)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return where the need is."""
        return demand.lead.grid

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return where it is and how far it may be."""
        return getattr(resource, "grid", ""), getattr(resource, "max_walk", None)

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a helper or a venue that is too far; an unknown distance does not limit."""
        if isinstance(resource, Helper):
            limit, code = resource.max_walk, "too_far"
        elif isinstance(resource, Venue):
            limit, code = inst.settings.venue_walk, "venue_too_far"
        else:
            return None
        minutes = inst.minutes(demand, resource)
        if limit is None or minutes is None or minutes <= limit:
            return None
        return Rejection(code, resource.resource_id, figures(minutes=minutes, limit=limit))

    def score(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Iterator[Term]:
        """Give points for nearness; an unknown distance gives none."""
        if isinstance(resource, (Helper, Unit, Venue)):
            minutes = inst.minutes(demand, resource)
            if minutes is not None:
                points = tenth(inst.settings.weight_near * max(0.0, 1 - minutes / 30))
                yield Term("score.near", int(points * 10), figures(minutes=minutes))

    def audit(self, book: Book) -> Iterator[Violation]:
        """Measure every walk again."""
        for row, _, helper in book.helpers():
            minutes = book.minutes(row.demand_id, helper.grid)
            if minutes is not None and helper.max_walk is not None and minutes > helper.max_walk:
                yield Violation("walk", row.demand_id, row.resource_id, f"{minutes:g} > {helper.max_walk:g}")
        for row, _, venue in book.venues():
            minutes = book.minutes(row.demand_id, venue.grid)
            if minutes is not None and minutes > book.settings.venue_walk:
                yield Violation(
                    "venue_walk",
                    row.demand_id,
                    row.resource_id,
                    f"{minutes:g} > {book.settings.venue_walk:g}",
                )
