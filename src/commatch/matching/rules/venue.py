"""An event that asks a venue has one in each slot, with the seats and the facilities asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING

from commatch.community import Kind, Requirement, Resource, Venue
from commatch.matching.demands import Demand, term
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, figures

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel
    from commatch.matching.uses import Part


class VenueFit(Rule):
    """Σ_v z_nvt = s_nt; seats ≥ asked, all facilities there."""

    phrases = {
        "venue_too_small": Phrase("容纳 {seats} 人，需 {asked} 人", "{seats} seats, {asked} asked"),
        "no_facilities": Phrase("没有 {missing}", "lacks {missing}"),
        "no_venue": Phrase("没有可用的场地", "there is no venue"),
        "audit.seats": Phrase("场地太小", "the venue is too small"),
        "audit.facilities": Phrase("场地缺少设施", "the venue lacks facilities"),
        "audit.venue": Phrase("每个时段须有一个场地", "each slot needs exactly one venue"),
    }
    kinds = (Kind.VENUE,)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return the seats and the facilities asked."""
        return requirement.quantity, requirement.facilities

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return the seats and the facilities there."""
        return (resource.seats, resource.facilities) if isinstance(resource, Venue) else ()

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a venue that lacks a facility or is too small."""
        if not isinstance(resource, Venue):
            return None
        there = {term(name) for name in resource.facilities}
        missing = sorted(name for name in requirement.facilities if term(name) not in there)
        if missing:
            return Rejection("no_facilities", resource.venue_id, figures(missing="、".join(missing)))
        if resource.seats < requirement.quantity:
            return Rejection(
                "venue_too_small",
                resource.venue_id,
                figures(seats=resource.seats, asked=requirement.quantity),
            )
        return None

    def constrain(self, model: MatchModel) -> None:
        """One venue in each slot of an event that asks one."""
        for part in model.parts(Kind.VENUE):
            if part.counted:
                terms = [(use.var, 1.0) for use in part.uses]
                model.row([*terms, (part.owner.served, -float(part.owner.demand.sessions))], "=", 0)
                continue
            by_slot: dict[int, list[int]] = defaultdict(list)
            for use in part.uses:
                if use.slot is not None:
                    by_slot[use.slot].append(use.var)
            self._one_each(model, part, by_slot)

    def open(self, model: MatchModel, part: Part) -> None:
        """Give a counted requirement a venue in each slot after all."""
        by_slot: dict[int, list[int]] = defaultdict(list)
        for use in part.uses:
            for slot, var in model.part_slots(part, use).items():
                by_slot[slot].append(var)
        self._one_each(model, part, by_slot)

    @staticmethod
    def _one_each(model: MatchModel, part: Part, by_slot: Mapping[int, list[int]]) -> None:
        for slot, taken in part.owner.slots.items():
            model.row([*((var, 1.0) for var in by_slot[slot]), (taken, -1.0)], "=", 0)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Count the venues of each slot, and look at each."""
        rows = defaultdict(list)
        for row, requirement, venue in book.venues():
            rows[row.demand_id, row.slot].append(venue)
            if venue.seats < book.seats(row.demand_id, requirement):
                yield Violation(
                    "seats",
                    row.demand_id,
                    row.resource_id,
                    f"{venue.seats} < {book.seats(row.demand_id, requirement):g}",
                )
            lacking = {term(name) for name in requirement.facilities} - {term(name) for name in venue.facilities}
            if lacking:
                yield Violation("facilities", row.demand_id, row.resource_id, "、".join(sorted(lacking)))
            if row.quantity != 1 or row.slot not in book.plan.slots[row.demand_id]:
                yield Violation("venue", row.demand_id, row.resource_id, "outside its slots")
        for demand_id, slots in book.plan.slots.items():
            asked = any(req.kind is Kind.VENUE for req in book.lead(demand_id).requirements)
            for slot in slots:
                if len(rows[demand_id, slot]) != int(asked):
                    yield Violation("venue", demand_id, "", f"{slot.date}: {len(rows[demand_id, slot])}")
