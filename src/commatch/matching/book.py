"""A finished plan laid open for the audit: rows beside the community's own rows, nothing taken from the model."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeVar

from commatch.community import (
    KIND_OF,
    PLANNED,
    Community,
    Fund,
    Goods,
    Helper,
    Kind,
    Need,
    Requirement,
    Resource,
    Unit,
    Venue,
)
from commatch.matching.demands import term
from commatch.matching.plan import Assignment, Plan

EPSILON = 1e-6
"""How far sums of hours and yuan may be off by rounding."""

R = TypeVar("R", Helper, Unit, Venue, Fund, Goods)


class Book:
    """A plan and its community, looked up by id.

    Parameters
    ----------
    community : Community
        With ``settings.month`` set.
    plan : Plan
        What is audited; it may be wrong in any way.
    """

    def __init__(self, community: Community, plan: Plan) -> None:
        self.community = community
        self.settings = community.settings
        self.plan = plan
        month = community.settings.month or dt.date.min
        self.month = month.replace(day=1)
        self.last = month.replace(day=months.monthrange(month.year, month.month)[1])
        self.first = max(month.replace(day=1), community.settings.start or dt.date.min)
        self.resources: Mapping[str, Resource] = {
            item.resource_id: item for kind in Kind for item in community.resources(kind)
        }
        self._needs = {need.need_id: need for need in community.needs}
        self._bundles: dict[str, list[Need]] = defaultdict(list)
        for need in self._needs.values():
            if need.bundle and self._planned(need):
                self._bundles[term(need.bundle)].append(need)
        projects = community.previous.projects if community.previous else ()
        self._confirmed = {need_id for project in projects if project.confirmed for need_id in project.need_ids}
        self._own_hours: dict[tuple[str, str], float | None] = {
            (item.need_id, item.resource_id): item.hours for item in community.opinions
        }

    def lead(self, demand_id: str) -> Need:
        """Return the need whose requirements count for a demand; an empty one where the id is unknown."""
        return self._needs.get(demand_id) or Need(demand_id, "")

    def members(self, demand_id: str) -> list[Need]:
        """Return the planned needs that are served with a demand, itself among them."""
        lead = self.lead(demand_id)
        return self._bundles.get(term(lead.bundle), []) if lead.bundle else [lead]

    def serves(self, need: Need) -> bool:
        """Tell whether the plan serves a need, alone or in its bundle."""
        if need.need_id in self.plan.slots:
            return True
        return (
            bool(need.bundle)
            and self._planned(need)
            and any(other.need_id in self.plan.slots for other in self.members(need.need_id))
        )

    def demand_of(self, need_id: str) -> str:
        """Return the served demand that a need is in, '' where it is not served."""
        return next((need.need_id for need in self.members(need_id) if need.need_id in self.plan.slots), "")

    def settled(self, demand_id: str) -> bool:
        """Tell whether a demand was confirmed in the previous plan: it may have begun before the first planned day."""
        return any(need.need_id in self._confirmed for need in self.members(demand_id))

    def seats(self, demand_id: str, requirement: Requirement) -> float:
        """Return the seats a demand asks: its own, or all its members' together."""
        asked = [
            req.quantity for need in self.members(demand_id) for req in need.requirements if req.kind is Kind.VENUE
        ]
        return max(requirement.quantity, sum(asked))

    def minutes(self, demand_id: str, grid: str) -> float | None:
        """Return the walking minutes from a demand's grid, ``None`` where unknown."""
        home, table = self.lead(demand_id).grid, self.community.distances
        if not home or not grid:
            return None
        return 0.0 if home == grid else table.get((home, grid), table.get((grid, home)))

    def plans(self, need_id: str) -> bool:
        """Tell whether a need takes part in matching."""
        return need_id in self._needs and self._planned(self._needs[need_id])

    def _planned(self, need: Need) -> bool:
        return need.status in PLANNED and need.need_id not in self.community.decided

    def pair_hours(self, demand_id: str, helper_id: str) -> float | None:
        """Return a pair's own hours, if it has any."""
        ids = sorted(need.need_id for need in self.members(demand_id))
        own = (self._own_hours.get((need_id, helper_id)) for need_id in ids)
        return next((hours for hours in own if hours is not None), None)

    def counted(self, row: Assignment, requirement: Requirement) -> float:
        """Return how many people a row counts for."""
        resource = self.resources.get(row.resource_id)
        return min(resource.headcount, requirement.quantity) if isinstance(resource, Helper) else 1

    def knows(self, row: Assignment) -> bool:
        """Tell whether a row names a served demand, one of its requirements, and a resource of its kind."""
        requirements = self.lead(row.demand_id).requirements
        resource = self.resources.get(row.resource_id)
        return (
            row.demand_id in self.plan.slots
            and 0 <= row.requirement < len(requirements)
            and resource is not None
            and KIND_OF[type(resource)] is row.kind is requirements[row.requirement].kind
        )

    def _rows(self, kind: Kind, of: type[R]) -> Iterator[tuple[Assignment, Requirement, R]]:
        for row in self.plan.assignments:
            resource = self.resources.get(row.resource_id)
            if row.kind is kind and isinstance(resource, of) and self.knows(row):
                yield row, self.lead(row.demand_id).requirements[row.requirement], resource

    def helpers(self) -> Iterator[tuple[Assignment, Requirement, Helper]]:
        """Yield the rows of helpers with requirement and helper."""
        return self._rows(Kind.HELPER, Helper)

    def units(self) -> Iterator[tuple[Assignment, Requirement, Unit]]:
        """Yield the rows of units with requirement and unit."""
        return self._rows(Kind.UNIT, Unit)

    def venues(self) -> Iterator[tuple[Assignment, Requirement, Venue]]:
        """Yield the rows of venues with requirement and venue."""
        return self._rows(Kind.VENUE, Venue)

    def funds(self) -> Iterator[tuple[Assignment, Requirement, Fund]]:
        """Yield the rows of funds with requirement and fund."""
        return self._rows(Kind.FUND, Fund)

    def goods(self) -> Iterator[tuple[Assignment, Requirement, Goods]]:
        """Yield the rows of goods with requirement and goods."""
        return self._rows(Kind.GOODS, Goods)
