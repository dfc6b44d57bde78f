"""A street's plan taken apart again: each community's month with what it borrows, and without what it lends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from commatch.community import Community, Helper, Kind, Resource, Unit, Venue
from commatch.matching.plan import Plan
from commatch.pooling.loans import with_loans
from commatch.pooling.naming import called, named, own_id
from commatch.pooling.plan import Street
from commatch.pooling.sharing import Loan, Sharing
from commatch.texts.language import Language
from commatch.texts.pooling import said
from commatch.times import ANY_TIME, OneDate, Part, Times

__all__ = ["month_of", "part_of"]

R = TypeVar("R", Helper, Unit, Venue)


def part_of(street: Street, name: str) -> Plan:
    """Return a community's part of the street's plan, in its own ids; what is borrowed has its lender's name."""
    mark, plan = named(name, ""), street.plan

    def own(resource_id: str) -> str:
        return own_id(name, resource_id) if resource_id.startswith(mark) else called(resource_id)

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
    loans: list[Loan] = []
    borrowed: dict[tuple[str, str], list[Loan]] = defaultdict(list)
    for loan in street.loans:
        if loan.lender == name:
            loans.append(replace(loan, lender="", borrower=called(loan.borrower)))
        elif loan.borrower == name:
            loans.append(replace(loan, lender=called(loan.lender), borrower=""))
            borrowed[loan.lender, loan.resource_id].append(loan)
    items = [_borrowed(street, those, lang) for _, those in sorted(borrowed.items())]
    grids = {getattr(item, "grid", "") for item in items}
    month = replace(
        month,
        helpers=_by_id([*month.helpers, *(one for one in items if isinstance(one, Helper))]),
        units=_by_id([*month.units, *(one for one in items if isinstance(one, Unit))]),
        venues=_by_id([*month.venues, *(one for one in items if isinstance(one, Venue))]),
        distances={**month.distances, **_ways(street, name, grids)},
    )
    month = with_loans(month, loans)
    sharing = replace(
        month.sharing or Sharing(),
        kept=member.plan.served,
        rows=tuple(row for row in plan.assignments if row.resource_id in {item.resource_id for item in items}),
        pairs=frozenset((row.demand_id, row.resource_id) for row in plan.assignments),
    )
    return replace(month, sharing=sharing)


def _by_id(items: Iterable[R]) -> tuple[R, ...]:
    return tuple(sorted(items, key=lambda one: one.resource_id))


def _borrowed(street: Street, loans: Sequence[Loan], lang: Language) -> Resource:
    """Return another community's resource as it stands in the borrower's month: for what was agreed, no more.

    What its own community notes of it, and how to reach it, stays there.
    """
    lender, who = loans[0].lender, loans[0].resource_id
    month = street.members[lender].community
    item = next(one for kind in Kind for one in month.resources(kind) if one.resource_id == who)
    new, grid = called(named(lender, who)), called(named(lender, getattr(item, "grid", "")))
    name = said(lang, "borrowed_name", name=item.name or who, lender=lender)
    times = _times(loans)
    if isinstance(item, Helper):
        hours, notes = sum(loan.hours for loan in loans), said(lang, "borrowed_note", lender=lender)
        return replace(
            item, helper_id=new, name=name, phone="", grid=grid, hours=hours, times=times, shared=False, notes=notes
        )
    if isinstance(item, Unit):
        sessions = round(sum(loan.sessions for loan in loans))
        return replace(
            item, unit_id=new, name=name, contact="", phone="", grid=grid, sessions=sessions, times=times, shared=False
        )
    assert isinstance(item, Venue)
    return replace(item, venue_id=new, name=name, grid=grid, times=times, shared=False)


def _times(loans: Sequence[Loan]) -> Times:
    """Return the half-days of loans; any time where one of them is for a need without a fixed one."""
    slots = sorted(loan.slot for loan in loans if loan.slot is not None)
    if len(slots) < len(loans):
        return ANY_TIME
    return Times(
        tuple(Part(OneDate(slot.date.year, slot.date.month, slot.date.day), frozenset({slot.half})) for slot in slots)
    )


def _ways(street: Street, name: str, grids: Collection[str]) -> dict[tuple[str, str], float]:
    """Return the minutes between a community's own grids and those of what it borrows."""
    mark = named(name, "")
    found = {}
    for pair, minutes in street.distances.items():
        for one, other in (pair, pair[::-1]):
            if one.startswith(mark) and one != mark and called(other) in grids:
                found[own_id(name, one), called(other)] = minutes
    return found
