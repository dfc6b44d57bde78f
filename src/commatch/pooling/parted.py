"""A street's plan taken apart again: each community's month with what it borrows, and without what it lends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from commatch.community import Community, Helper, Kind, Resource, Unit, Venue
from commatch.matching.plan import Plan
from commatch.pooling.plan import Street
from commatch.pooling.sharing import Loan, Sharing
from commatch.pooling.street import named, own_id
from commatch.texts.language import Language
from commatch.texts.pooling import said
from commatch.times import Slot

__all__ = ["month_of", "part_of"]

Loans = Mapping[str, Sequence[Loan]]
"""What is lent or borrowed by the id of the resource in the community's month."""


def part_of(street: Street, name: str) -> Plan:
    """Return a community's part of the street's plan, in its own ids; what is borrowed has its lender's name."""
    mark, plan = named(name, ""), street.plan

    def own(resource_id: str) -> str:
        return own_id(name, resource_id) if resource_id.startswith(mark) else resource_id

    slots = {own_id(name, key): at for key, at in plan.slots.items() if key.startswith(mark)}
    rows = tuple(
        replace(row, demand_id=own_id(name, row.demand_id), resource_id=own(row.resource_id))
        for row in plan.assignments
        if row.demand_id.startswith(mark)
    )
    released = tuple((own_id(name, key), own(who), why) for key, who, why in plan.released if key.startswith(mark))
    return Plan(slots, rows).ordered(released)


def month_of(street: Street, name: str, lang: Language) -> Community:
    """Return a community's month as the street's plan leaves it.

    What it borrows stands among its own resources for just the hours, sessions and half-days that were agreed; what it
    lends has so much less. Its own plan's needs stay served, and what is borrowed is used as agreed.
    """
    member, plan = street.members[name], part_of(street, name)
    month = member.community
    lent, borrowed = defaultdict(list), defaultdict(list)
    for loan in street.loans:
        if loan.lender == name:
            lent[loan.resource_id].append(loan)
        elif loan.borrower == name:
            borrowed[named(loan.lender, loan.resource_id)].append(loan)
    came = [_borrowed(street, loans, lang) for _, loans in sorted(borrowed.items())]
    sharing = Sharing(
        kept=member.plan.served,
        rows=tuple(row for row in plan.assignments if row.resource_id in borrowed),
        away={who: _slots(loans) for who, loans in lent.items()},
        only={who: _slots(loans) for who, loans in borrowed.items()},
        pairs=frozenset((row.demand_id, row.resource_id) for row in plan.assignments),
        loans=tuple(loan for loan in street.loans if name in (loan.lender, loan.borrower)),
    )
    helpers = [*(_helper_left(one, lent) for one in month.helpers), *(one for one in came if isinstance(one, Helper))]
    units = [*(_unit_left(one, lent) for one in month.units), *(one for one in came if isinstance(one, Unit))]
    venues = [*month.venues, *(one for one in came if isinstance(one, Venue))]
    return replace(
        month,
        helpers=tuple(sorted(helpers, key=lambda one: one.helper_id)),
        units=tuple(sorted(units, key=lambda one: one.unit_id)),
        venues=tuple(sorted(venues, key=lambda one: one.venue_id)),
        distances={**month.distances, **_ways(street, name)},
        sharing=sharing,
    )


def _slots(loans: Sequence[Loan]) -> frozenset[Slot]:
    return frozenset(loan.slot for loan in loans if loan.slot is not None)


def _hours(loans: Sequence[Loan]) -> float:
    return sum(loan.hours for loan in loans)


def _sessions(loans: Sequence[Loan]) -> int:
    return round(sum(loan.sessions for loan in loans))


def _helper_left(helper: Helper, lent: Loans) -> Helper:
    return replace(helper, hours=helper.hours - _hours(lent.get(helper.helper_id, ())))


def _unit_left(unit: Unit, lent: Loans) -> Unit:
    return replace(unit, sessions=unit.sessions - _sessions(lent.get(unit.unit_id, ())))


def _borrowed(street: Street, loans: Sequence[Loan], lang: Language) -> Resource:
    """Return another community's resource as it stands in the borrower's month: for what was agreed, no more."""
    lender, who = loans[0].lender, loans[0].resource_id
    month = street.members[lender].community
    item = next(one for kind in Kind for one in month.resources(kind) if one.resource_id == who)
    new, grid = named(lender, who), named(lender, getattr(item, "grid", ""))
    name = said(lang, "borrowed_name", name=item.name or who, lender=lender)
    if isinstance(item, Helper):
        return replace(item, helper_id=new, name=name, grid=grid, hours=_hours(loans), shared=False)
    if isinstance(item, Unit):
        return replace(item, unit_id=new, name=name, grid=grid, sessions=_sessions(loans), shared=False)
    assert isinstance(item, Venue)
    return replace(item, venue_id=new, name=name, grid=grid, shared=False)


def _ways(street: Street, name: str) -> dict[tuple[str, str], float]:
    """Return the minutes between a community's own grids and those of the others."""
    mark = named(name, "")
    found = {}
    for (one, other), minutes in street.distances.items():
        if one.startswith(mark):
            found[own_id(name, one), other] = minutes
        elif other.startswith(mark):
            found[own_id(name, other), one] = minutes
    return found
