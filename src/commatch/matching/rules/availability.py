"""Everyone on an event is free in its slot by their own times; flexible work finds a free half-day in the month."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Helper, Kind, Requirement, Resource, Unit, Venue
from commatch.matching.demands import Demand
from commatch.matching.instance import bits
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel
    from commatch.matching.uses import Part


class Availability(Rule):
    """Helpers, units and venues are free in the slot; on a flexible need they have at least one free half-day."""

    phrases = {
        "no_common_time": Phrase("没有共同的时段", "no slot in common"),
        "audit.availability": Phrase("该时段没有空", "is not free then"),
    }
    kinds = (Kind.HELPER, Kind.UNIT, Kind.VENUE)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return whether the need may be before the first planned day."""
        return inst.settled(demand)

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return its times."""
        return resource.times if isinstance(resource, (Helper, Unit, Venue)) else ()

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject someone without any free half-day."""
        if not isinstance(resource, (Helper, Unit, Venue)):
            return None
        span = inst.all_slots if inst.settled(demand) else inst.open_slots
        if not inst.mask(resource.times) & span:
            return Rejection("no_common_time", resource.resource_id)
        return None

    def open_slots(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> int:
        """Return the slots in which the resource is free by its own times."""
        return inst.mask(resource.times) if isinstance(resource, (Helper, Unit, Venue)) else inst.all_slots

    def constrain(self, model: MatchModel) -> None:
        """Σ of people free only within a set of slots ≤ what is asked in the slots taken of that set."""
        for part in (*model.parts(Kind.HELPER), *model.parts(Kind.UNIT), *model.parts(Kind.VENUE)):
            if part.counted or part.every:
                self._within_times(model, part)

    @staticmethod
    def _within_times(model: MatchModel, part: Part) -> None:
        owner, count = part.owner, part.judged.asked
        window = owner.judged.slots
        sessions = owner.demand.sessions
        masks = {use.var: use.candidate.slots & window for use in part.uses}
        teams = any(use.weight > 1 for use in part.uses)
        if not part.every:
            most = 2 * count - 1 if teams else count
            for mask in sorted(set(masks.values()) - {window}):
                terms = [(use.var, float(use.weight)) for use in part.uses if not masks[use.var] & ~mask]
                model.row([*terms, *((owner.slots[slot], -float(most)) for slot in bits(mask))], "<=", 0)
        if part.every or count > 1 or sessions > 1:
            for use in part.uses:
                times = float(sessions) if part.every else 1.0
                if masks[use.var] == window:
                    model.row([(use.var, times), (owner.served, -float(sessions))], "<=", 0)
                else:
                    slots = [(owner.slots[slot], -1.0) for slot in bits(masks[use.var])]
                    model.row([(use.var, times), *slots], "<=", 0)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Ask each resource's times for each slot again."""
        for row in book.plan.assignments:
            resource = book.resources.get(row.resource_id)
            if not isinstance(resource, (Helper, Unit, Venue)) or not resource.times.given:
                continue
            if row.slot is not None:
                if not resource.times.free(row.slot.date, row.slot.half):
                    yield Violation("availability", row.demand_id, row.resource_id, str(row.slot.date))
            elif not resource.times.slots(book.month if book.settled(row.demand_id) else book.first, book.last):
                yield Violation("availability", row.demand_id, row.resource_id)
