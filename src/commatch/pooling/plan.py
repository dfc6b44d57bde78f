"""One plan for a street: solved as one month from the communities' own plans on, so that it is never worse than they.

Whoever is served in a community's own plan stays served; by whom and when is free, so that what is shared can be set
free where another does as well. Urgent needs come first, then weight, then that little is borrowed.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from commatch.community import Community, Kind, Resource
from commatch.matching.audit import audit
from commatch.matching.candidates import JudgedDemand, judge
from commatch.matching.engine import KEPT, PAIRS, pairs_of
from commatch.matching.instance import Instance
from commatch.matching.large import LargeSearch, columns
from commatch.matching.ledger import Ledger
from commatch.matching.model import MatchModel
from commatch.matching.pins import add_pins, concerned, kept
from commatch.matching.plan import Assignment, Plan, Tier
from commatch.matching.tiers import Search
from commatch.pooling.distances import Distances, distances_between
from commatch.pooling.naming import own_id
from commatch.pooling.sharing import Loan
from commatch.pooling.street import TIERS, Member, joined, joined_plan
from commatch.settings import Settings

__all__ = ["Street", "street_plan"]

SMALL = 2_500
"""Columns up to which a street is solved in one piece to the proven best; a larger one in parts, by counted work."""


@dataclass(frozen=True)
class Street:
    """What a street agreed on.

    Attributes
    ----------
    members : mapping of str to Member
        The communities with the plans that they have alone.
    distances : mapping
        Between them.
    plan : Plan
        Of the whole street, in its ids.
    loans : tuple of Loan
        What is borrowed in it, in order.
    tiers : tuple of Tier
        Urgent needs, weight, and what is borrowed, each with value, bound and gap; empty where nothing is shared.
    broken : tuple of str
        Codes of the rules that the plan failed its audit by: nothing is shared then.
    seconds : float
        How long it took.
    """

    members: Mapping[str, Member]
    distances: Distances
    plan: Plan
    loans: tuple[Loan, ...] = ()
    tiers: tuple[Tier, ...] = ()
    broken: tuple[str, ...] = ()
    seconds: float = 0.0


def street_plan(members: Mapping[str, Member], settings: Settings) -> Street:
    """Return the plan of a street.

    Parameters
    ----------
    members : mapping of str to Member
        Its communities by name, each with its own plan, which breaks no rule.
    settings : Settings
        Of the street: solver and limits, what comes first, minutes between communities.
    """
    began = time.perf_counter()
    members = dict(sorted(members.items()))
    distances = distances_between({name: one.community for name, one in members.items()}, settings.pool_minutes)
    alone = joined_plan({name: one.plan for name, one in members.items()})
    street = Street(members, distances, alone)
    if len(members) < 2 or not any(_shared(one.community) for one in members.values()):
        return street
    month = joined(members, settings, distances)
    plan, tiers = _solved(month, alone)
    broken = tuple(sorted({violation.code for violation in audit(month, plan)}))
    seconds = time.perf_counter() - began
    if broken:
        return replace(street, broken=broken, seconds=seconds)
    return replace(street, plan=plan, loans=_loans(month, members, plan), tiers=tiers, seconds=seconds)


def _shared(community: Community) -> bool:
    return any(getattr(item, "shared", False) and item.active for kind in Kind for item in community.resources(kind))


def _solved(month: Community, alone: Plan) -> tuple[Plan, tuple[Tier, ...]]:
    """Return the best plan of a street that is found from the communities' own on, and how good it is."""
    inst = Instance(month)
    judged = judge(inst, KEPT if pairs_of(inst) > PAIRS else None)
    inst.kept.judge(judged)
    for demand_id, _, code in alone.released:
        if code == "pair_unserved":
            inst.kept.release(demand_id)
    start = alone if kept(inst, alone) else None
    large = columns(judged) > SMALL
    model = MatchModel(inst, (concerned(inst, judged) if start is None else ()) if large else judged)
    add_pins(model)
    search: Search | LargeSearch = LargeSearch(judged, model, start) if large else Search(model, month.settings, start)
    solved = search.run(TIERS[:2])
    if solved.plan is not None:
        solved = search.run(TIERS[2:])
    plan = _early(inst, judged, solved.plan or alone)
    return plan.ordered(inst.kept.let_go(plan)), tuple(solved.tiers)


def _early(inst: Instance, judged: Sequence[JudgedDemand], plan: Plan) -> Plan:
    """Return the plan with every event that borrows as early as its own people, room and goods can come together.

    Nothing in the street's objectives looks at dates, and what is borrowed is agreed on with its date.
    """
    assert inst.community.sharing is not None
    home = inst.community.sharing.home
    stays = {row.demand_id for row in inst.community.sharing.rows}
    ledger = Ledger(inst)
    ledger.charge(plan.assignments)
    for item in judged:
        demand_id, rows = item.demand.demand_id, plan.of(item.demand.demand_id)
        if demand_id in stays or not item.demand.event or all(home[row.resource_id] == home[demand_id] for row in rows):
            continue
        for row in rows:
            ledger.apply(row, -1)
        placed = ledger.place(_just(item, rows))
        if placed is not None and placed.slots[demand_id] < plan.slots[demand_id]:
            others = tuple(row for row in plan.assignments if row.demand_id != demand_id)
            plan = Plan({**plan.slots, **placed.slots}, (*others, *placed.assignments))
            continue
        for row in placed.assignments if placed is not None else ():
            ledger.apply(row, -1)
        ledger.charge(rows)
    return plan


def _just(item: JudgedDemand, rows: Sequence[Assignment]) -> JudgedDemand:
    """Return a demand with nobody among its candidates but those it has."""
    used = {(row.requirement, row.resource_id) for row in rows}
    parts = tuple(
        replace(part, candidates=tuple(one for one in part.candidates if (part.index, one.resource_id) in used))
        for part in item.parts
    )
    return replace(item, parts=parts)


def _loans(month: Community, members: Mapping[str, Member], plan: Plan) -> tuple[Loan, ...]:
    assert month.sharing is not None
    home, needs = month.sharing.home, {need.need_id: need for need in month.needs}
    resources = {item.resource_id: item for kind in Kind for item in month.resources(kind)}
    found = []
    for row in plan.assignments:
        lender, borrower = home[row.resource_id], home[row.demand_id]
        if lender != borrower:
            asked = needs[row.demand_id].requirements[row.requirement]
            found.append(_loan(lender, borrower, row, resources[row.resource_id], asked.said or asked.what))
    return tuple(sorted(found, key=Loan.order))


def _loan(lender: str, borrower: str, row: Assignment, resource: Resource, what: str) -> Loan:
    return Loan(
        lender=lender,
        borrower=borrower,
        kind=row.kind,
        resource_id=own_id(lender, row.resource_id),
        name=resource.name,
        need_id=own_id(borrower, row.demand_id),
        what="" if row.kind is Kind.VENUE else what,
        slot=row.slot,
        hours=row.hours,
        sessions=row.quantity if row.kind is Kind.UNIT else 0.0,
    )
