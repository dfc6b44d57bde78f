"""The plans of a street's communities against each other: nobody is in two places, nobody gives more than they have.

It looks at the communities' own lists and at their finished plans alone, as a worker with all of them on the table
would; neither the model nor the rules have a part in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from commatch.community import Community, Helper, Kind, Resource, Unit, Venue
from commatch.matching.plan import Assignment, Plan, Violation
from commatch.pooling.naming import called
from commatch.times import Slot

__all__ = ["StreetCheck"]

EPSILON = 1e-6


class StreetCheck:
    """What the plans that were looked at so far take of every helper, unit and venue of a street.

    Parameters
    ----------
    communities : mapping of str to Community
        As they were read, by name.
    """

    def __init__(self, communities: Mapping[str, Community]) -> None:
        self.items: dict[tuple[str, str], Resource] = {
            (name, item.resource_id): item
            for name, community in communities.items()
            for kind in (Kind.HELPER, Kind.UNIT, Kind.VENUE)
            for item in community.resources(kind)
        }
        self._names = sorted(communities, key=len, reverse=True)
        self._given: dict[tuple[str, str], float] = defaultdict(float)
        self._there: dict[tuple[str, str, Slot], tuple[str, str]] = {}

    def add(self, name: str, plan: Plan) -> tuple[Violation, ...]:
        """Return what a community's plan breaks with those before it; one that breaks nothing counts from now on."""
        given, there = dict(self._given), dict(self._there)
        found = tuple(self._broken(name, plan))
        if found:
            self._given, self._there = defaultdict(float, given), there
        return found

    def _broken(self, name: str, plan: Plan) -> Iterator[Violation]:
        for row in plan.assignments:
            if row.kind not in (Kind.HELPER, Kind.UNIT, Kind.VENUE):
                continue
            owner = self._owner(name, row.resource_id)
            item = self.items.get(owner)
            if item is None:
                yield Violation("unknown", row.demand_id, row.resource_id)
                continue
            if owner[0] != name and not (getattr(item, "shared", False) and item.active):
                yield Violation("not_shared", row.demand_id, row.resource_id)
            if row.slot is not None:
                yield from self._meets(name, row, owner, item, row.slot)
            yield from self._takes(row, owner, item)

    def _owner(self, name: str, resource_id: str) -> tuple[str, str]:
        """Return whose a resource is, and its id there."""
        if (name, resource_id) in self.items:
            return name, resource_id
        lender = next((one for one in self._names if resource_id.startswith(f"{called(one)}/")), "")
        return lender, resource_id[len(called(lender)) + 1 :]

    def _meets(
        self, name: str, row: Assignment, owner: tuple[str, str], item: Resource, slot: Slot
    ) -> Iterator[Violation]:
        """Yield where somebody is in two events at once, or comes when they are not free."""
        event = (name, row.demand_id)
        other = self._there.setdefault((*owner, slot), event)
        if other != event:
            yield Violation("booked_twice", row.demand_id, row.resource_id, f"{slot.date} {'/'.join(other)}")
        if isinstance(item, (Helper, Unit, Venue)) and item.times.given and not item.times.free(slot.date, slot.half):
            yield Violation("availability", row.demand_id, row.resource_id, str(slot.date))
        if isinstance(item, Unit) and not (
            (item.agreed_from is None or item.agreed_from <= slot.date)
            and (item.agreed_until is None or slot.date <= item.agreed_until)
        ):
            yield Violation("agreement", row.demand_id, row.resource_id, str(slot.date))

    def _takes(self, row: Assignment, owner: tuple[str, str], item: Resource) -> Iterator[Violation]:
        """Yield where more hours or sessions are taken than there are in the month."""
        if isinstance(item, Helper):
            self._given[owner] += row.hours
            if self._given[owner] > item.hours + EPSILON:
                yield Violation("hours", row.demand_id, row.resource_id, f"{self._given[owner]:g} > {item.hours:g}")
        if isinstance(item, Unit):
            self._given[owner] += row.quantity
            if self._given[owner] > item.sessions + EPSILON:
                detail = f"{self._given[owner]:g} > {item.sessions:g}"
                yield Violation("sessions", row.demand_id, row.resource_id, detail)
