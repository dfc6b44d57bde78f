"""Pairs that go on: who served a pairing need last month, and whom it keeps."""

from __future__ import annotations

from commatch.community import Community, Helper, Kind, Requirement

from . import candidates
from .tier_terms import months_ago
from .ways import Way
from .weights import Demand, exact, view


def kept_people(community: Community, demand: Demand) -> frozenset[str]:
    """Return last month's helpers of a pairing need who may still meet one of its requirements."""
    if not candidates.pairing(community, demand):
        return frozenset()
    came = {
        row.resource_id
        for row in community.history
        if row.need_id in demand.ids and months_ago(community, row.month) == 1
    }
    asked = [item for item in demand.requirements if item.kind is Kind.HELPER]
    return frozenset(
        helper.helper_id
        for helper in community.helpers
        if helper.helper_id in came and any(may_meet(community, demand, item, helper) for item in asked)
    )


def may_meet(community: Community, demand: Demand, asked: Requirement, helper: Helper) -> bool:
    """Tell whether no rule on pairs stands between a helper and a requirement of a pairing need.

    Who comes comes every time, so there must be hours for all sessions.
    """
    if helper not in candidates.helpers(community, demand, asked):
        return False
    own = view(community, demand, helper.helper_id).hours
    hours = exact(asked.hours if own is None else own) * demand.lead.sessions
    if hours > exact(helper.hours) or not candidates.sometimes_free(community, helper.times):
        return False
    slots = candidates.slots(community, demand) if demand.lead.event else ()
    return not slots or any(helper.times.free(slot.date, slot.half) for slot in slots)


def on_it(way: Way) -> frozenset[str]:
    """Return the helpers on a way."""
    return frozenset(row.resource_id for row in way.rows if row.kind is Kind.HELPER)


def keeping(ways: list[Way], people: frozenset[str]) -> list[Way]:
    """Return the ways with all these people."""
    return [way for way in ways if people <= on_it(way)]
