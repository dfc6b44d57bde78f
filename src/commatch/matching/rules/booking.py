"""Nobody and no room is in two events at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from commatch.community import Kind
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rule

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.model import MatchModel
    from commatch.matching.uses import Part, Use

BOOKED = (Kind.HELPER, Kind.UNIT, Kind.VENUE)


class Booking(Rule):
    """One event per helper, unit or venue and slot; a helper does one thing in it."""

    phrases = {
        "slots_taken": Phrase("可用的时段都已排满", "every slot it could take is taken"),
        "audit.double_booking": Phrase("同一时段有两个活动", "is in two events at once"),
    }

    def constrain(self, model: MatchModel) -> None:
        """Σ over the events of a slot ≤ 1; a unit's two services for one event count once."""
        for resource_id, uses in model.uses.items():
            if uses[0].kind in BOOKED:
                self._book(model, resource_id, [(use, {use.slot: use.var}) for use in uses if use.slot is not None])

    def separate(self, model: MatchModel, busy: Mapping[str, list[tuple[Part, Use]]]) -> int:
        """Give those who are in two events at once a variable for each slot, and book their slots.

        Parameters
        ----------
        busy : mapping of str to list of (Part, Use)
            By resource, the uses of a solution that meet in a slot.

        Returns
        -------
        int
            How many uses were given variables for their slots.
        """
        before = len(model.parted)
        for resource_id in sorted(busy):
            for part, use in busy[resource_id]:
                model.part_slots(part, use)
            timed: list[tuple[Use, Mapping[int, int]]] = [
                (use, {use.slot: use.var}) for use in model.uses[resource_id] if use.slot is not None
            ]
            parted = [(use, model.parted[use.var]) for use in model.uses[resource_id] if use.var in model.parted]
            self._book(model, resource_id, [*timed, *parted])
        return len(model.parted) - before

    def _book(self, model: MatchModel, resource_id: str, taken: list[tuple[Use, Mapping[int, int]]]) -> None:
        by_slot: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for use, variables in taken:
            for slot, var in variables.items():
                by_slot[slot][use.demand].append(var)
        for by_demand in by_slot.values():
            if taken[0][0].kind is not Kind.UNIT:
                terms = [(var, 1.0) for group in by_demand.values() for var in group]
            else:
                terms = (
                    [(self._presence(model, group), 1.0) for group in by_demand.values()] if len(by_demand) > 1 else []
                )
            if len(terms) > 1:
                model.row(terms, "<=", 1)

    @staticmethod
    def _presence(model: MatchModel, variables: list[int]) -> int:
        """Return a variable that is 1 when any of the variables is."""
        if len(variables) == 1:
            return variables[0]
        present = model.binary()
        for var in variables:
            model.row([(var, 1.0), (present, -1.0)], "<=", 0)
        model.follows(present, variables)
        return present

    def audit(self, book: Book) -> Iterator[Violation]:
        """Count the events of every resource and slot."""
        events: dict[tuple[str, object], set[str]] = defaultdict(set)
        for row in book.plan.assignments:
            if row.slot is not None and row.kind in BOOKED:
                events[row.resource_id, row.slot].add(row.demand_id)
        for (resource_id, _), demands in sorted(events.items(), key=str):
            if len(demands) > 1:
                yield Violation("double_booking", min(demands), resource_id, "、".join(sorted(demands)))
