"""Pins for a random community: each could be kept if it were the only one, together they may clash."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from commatch.community import Community, Helper, Kind, Need, Opinion, Requirement, Stance

from .candidates import helpers, pairing, slots, sometimes_free, span
from .relaxations import relaxations
from .ways import Finder
from .weights import Demand, demands, exact, view


def with_pins(community: Community, rng: random.Random) -> Community:
    """Return the community with a few pins.

    Most pins are of pairs that some way to serve the need has; a few are of a helper who obeys every rule
    on pairs, whether or not the need's other requirements can be met at the same time.
    """
    number = rng.choice((0, 0, 0, 0, 1, 1, 2, 3))
    if not number:
        return community
    alone = rng.random() < 0.2
    pins: list[Opinion] = []
    pairs = [
        (demand, need, resource.resource_id)
        for demand in demands(community)
        for need in demand.members
        for kind in Kind
        for resource in community.resources(kind)
        if not (said := view(community, demand, resource.resource_id)).banned and not said.pinned and not said.liking
    ]
    rng.shuffle(pairs)
    fitting = {(demand.demand_id, helper.helper_id) for demand, helper in _fitting(community)}
    taken: set[tuple[str, str]] = set()
    for demand, need, resource_id in pairs:
        if len(pins) == number:
            break
        pin = _pin(community, need, resource_id)
        if (demand.demand_id, resource_id) in taken:
            continue
        if (alone and (demand.demand_id, resource_id) in fitting) or _can_be_kept(community, pin):
            pins.append(pin)
            taken.add((demand.demand_id, resource_id))
    return _amended(community, pins)


def can_be_served(community: Community, need: Need, lifted: str = "") -> bool:
    """Tell whether a need could be served if it were the only one, and perhaps one rule did not hold."""
    alone = replace(community, needs=(need,))
    if lifted:
        alone = next(other for name, other in relaxations(alone) if name == lifted)
    return any(Finder(alone, demand, ()).find() for demand in demands(alone))


def _pin(community: Community, need: Need, resource_id: str) -> Opinion:
    blank = Opinion(need.need_id, resource_id)
    said = [row for row in community.opinions if (row.need_id, row.resource_id) == (need.need_id, resource_id)]
    return replace(said[0] if said else blank, stance=Stance.PIN)


def _amended(community: Community, pins: list[Opinion]) -> Community:
    marked = {(row.need_id, row.resource_id) for row in pins}
    rest = [row for row in community.opinions if (row.need_id, row.resource_id) not in marked]
    rows = sorted([*rest, *pins], key=lambda row: (row.need_id, row.resource_id))
    return replace(community, opinions=tuple(rows))


def _can_be_kept(community: Community, pin: Opinion) -> bool:
    pinned = _amended(community, [pin])
    demand = next(item for item in demands(pinned) if pin.need_id in item.ids)
    return bool(Finder(pinned, demand, ()).find())


def _fitting(community: Community) -> Iterator[tuple[Demand, Helper]]:
    """Yield demands and helpers between whom no rule stands."""
    for demand in demands(community):
        for asked in demand.requirements:
            if asked.kind is Kind.HELPER and not pairing(community, demand):
                for helper in helpers(community, demand, asked):
                    if _has_time(community, demand, asked, helper):
                        yield demand, helper


def _has_time(community: Community, demand: Demand, asked: Requirement, helper: Helper) -> bool:
    own = view(community, demand, helper.helper_id).hours
    hours = exact(asked.hours if own is None else own)
    if demand.lead.event:
        common = [at for at in slots(community, demand) if helper.times.free(at.date, at.half)]
        return bool(common) and hours <= exact(helper.hours)
    in_time = demand.lead.due_on is None or demand.lead.due_on >= span(community)[0]
    enough = hours * demand.lead.sessions <= exact(helper.hours)
    return in_time and enough and sometimes_free(community, helper.times)
