"""The month of a whole street as one: every id, grid and name of a bundle with its community's name before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from commatch.community import Community, Fund, Goods, Helper, Kind, Need, Unit, Venue
from commatch.matching.plan import Assignment, Plan
from commatch.pooling.distances import Distances
from commatch.pooling.naming import called, named
from commatch.pooling.sharing import Sharing
from commatch.settings import Settings

__all__ = ["Member", "joined", "joined_plan", "standing_aside"]

ALIKE = (
    "month", "start", "venue_walk", "series_gap", "pair_categories",
    "weight_beneficiaries", "weight_waiting", "group_bonus",
)  # fmt: skip
"""Settings that the communities of a street must have in common: what is allowed, and what a need weighs."""
TIERS = ("must", "coverage", "quality")
"""What counts in a street: urgent needs, then weight; then that little is borrowed, and near by."""
WEIGHTLESS = (
    "weight_level", "weight_near", "weight_group", "weight_served", "weight_rating", "weight_prefer", "weight_avoid",
    "weight_score",
)  # fmt: skip
"""Settings of the match score, which plays no part in the street: each community's own plan sees to it."""

R = TypeVar("R", Helper, Unit, Venue, Fund, Goods)


@dataclass(frozen=True)
class Member:
    """A community of a street with the plan that it has alone."""

    community: Community
    plan: Plan


def standing_aside(communities: Mapping[str, Community]) -> dict[str, tuple[str, str]]:
    """Return the communities that can't take part in sharing, each with a reason's key and what it is about.

    The settings of most are the street's; among as many the first by name.
    """
    said = {
        name: tuple(repr(getattr(community.settings, key)) for key in ALIKE) for name, community in communities.items()
    }
    counts = Counter(said[name] for name in sorted(said))
    if not counts:
        return {}
    most = counts.most_common(1)[0][0]
    aside = {}
    names = Counter(map(called, communities))
    for name, values in sorted(said.items()):
        other = [key for key, value, usual in zip(ALIKE, values, most, strict=True) if value != usual]
        community = communities[name]
        ids = (item.resource_id for kind in Kind for item in community.resources(kind))
        mixed = next((one for one in ids if one.partition("/")[0] in names and "/" in one), "")
        mixed = mixed or (name if names[called(name)] > 1 else "")
        if community.sharing is not None:
            aside[name] = ("loans", "")
        elif other:
            aside[name] = ("settings", "、".join(other))
        elif mixed:
            aside[name] = ("ids", mixed)
    return aside


def joined(members: Mapping[str, Member], settings: Settings, distances: Distances) -> Community:
    """Return the month of a street.

    Parameters
    ----------
    members : mapping of str to Member
        Its communities by name.
    settings : Settings
        Of the street; the order of the objectives is the street's own.
    distances : mapping
        Between the communities.
    """
    whole = {name: _renamed(name, member.community) for name, member in sorted(members.items())}
    months = whole.values()
    within = {
        (named(name, one), named(name, other)): minutes
        for name, member in sorted(members.items())
        for (one, other), minutes in member.community.distances.items()
    }
    start = joined_plan({name: member.plan for name, member in members.items()})
    home = {need.need_id: name for name, month in whole.items() for need in month.needs}
    home |= {item.resource_id: name for name, month in whole.items() for kind in Kind for item in month.resources(kind)}
    shared = {
        item.resource_id for month in months for kind in Kind for item in month.resources(kind)
        if getattr(item, "shared", False)
    }  # fmt: skip
    mine = settings.pool_own_first == "people"
    return Community(
        settings=_of_street(settings),
        needs=tuple(sorted((need for month in months for need in month.needs), key=lambda need: need.need_id)),
        helpers=_by_id(item for month in months for item in month.helpers),
        units=_by_id(item for month in months for item in month.units),
        venues=_by_id(item for month in months for item in month.venues),
        funds=_by_id(item for month in months for item in month.funds),
        goods=_by_id(item for month in months for item in month.goods),
        distances={**within, **distances},
        opinions=tuple(item for month in months for item in month.opinions),
        history=tuple(item for month in months for item in month.history),
        sharing=Sharing(
            kept=start.served,
            rows=tuple(row for row in start.assignments if row.resource_id in shared) if mine else (),
            home=home,
            pairs=frozenset((row.demand_id, row.resource_id) for row in start.assignments),
        ),
    )


def _of_street(settings: Settings) -> Settings:
    """Return a street's settings with its own objectives, in which no pair scores but by being lent."""
    off: dict[str, Any] = dict.fromkeys(WEIGHTLESS, 0.0)
    return replace(settings, tiers=TIERS, **off)


def joined_plan(plans: Mapping[str, Plan]) -> Plan:
    """Return the plans of all communities as one."""
    released = (
        (named(name, demand_id), named(name, who), why)
        for name, plan in plans.items()
        for demand_id, who, why in plan.released
    )
    return Plan(
        {named(name, demand_id): slots for name, plan in plans.items() for demand_id, slots in plan.slots.items()},
        tuple(_renamed_row(name, row) for name, plan in plans.items() for row in plan.assignments),
    ).ordered(tuple(sorted(released)))


def _by_id(rows: Iterable[R]) -> tuple[R, ...]:
    return tuple(sorted(rows, key=lambda row: row.resource_id))


def _renamed_row(name: str, row: Assignment) -> Assignment:
    return replace(row, demand_id=named(name, row.demand_id), resource_id=named(name, row.resource_id))


def _renamed(name: str, month: Community) -> Community:
    def grid(row: Need | Helper | Unit | Venue) -> str:
        return named(name, row.grid)

    def of(need: Need) -> Need:
        bundle = named(name, need.bundle) if need.bundle else ""
        who = named(name, need.requester) if need.requester else ""
        return replace(need, need_id=named(name, need.need_id), bundle=bundle, requester=who, grid=grid(need))

    return replace(
        month,
        needs=tuple(map(of, month.needs)),
        helpers=tuple(replace(one, helper_id=named(name, one.helper_id), grid=grid(one)) for one in month.helpers),
        units=tuple(replace(one, unit_id=named(name, one.unit_id), grid=grid(one)) for one in month.units),
        venues=tuple(replace(one, venue_id=named(name, one.venue_id), grid=grid(one)) for one in month.venues),
        funds=tuple(replace(one, fund_id=named(name, one.fund_id)) for one in month.funds),
        goods=tuple(replace(one, goods_id=named(name, one.goods_id)) for one in month.goods),
        opinions=tuple(
            replace(one, need_id=named(name, one.need_id), resource_id=named(name, one.resource_id))
            for one in month.opinions
        ),
        history=tuple(
            replace(one, need_id=named(name, one.need_id), resource_id=named(name, one.resource_id))
            for one in month.history
        ),
    )
