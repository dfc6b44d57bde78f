"""Which slots and which resources may serve a demand, each looked at by itself."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterable, Iterator

from commatch.calendar import is_holiday
from commatch.community import Community, Fund, Goods, Helper, Requirement, Unit, Venue
from commatch.times import Half, Slot, Times

from .weights import Demand, exact, plain, plain_set, skill_level, view


def span(community: Community) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that are planned."""
    month = community.settings.month
    assert month is not None, "the oracle wants a month"
    last = month.replace(day=months.monthrange(month.year, month.month)[1])
    return community.settings.start or month.replace(day=1), last


def days(community: Community) -> Iterator[dt.date]:
    """Yield the days that are planned."""
    day, last = span(community)
    while day <= last:
        yield day
        day += dt.timedelta(1)


def slots(community: Community, demand: Demand) -> tuple[Slot, ...]:
    """Return the slots that suit an event, whoever serves it."""
    need = demand.lead
    return tuple(
        Slot(day, half)
        for day in days(community)
        for half in Half
        if need.times.free(day, half)
        and (need.due_on is None or day <= need.due_on)
        and (not is_holiday(day) or need.times.names(day))
    )


def sometimes_free(community: Community, times: Times) -> bool:
    """Tell whether there is a free half-day among the planned days."""
    return any(times.free(day, half) for day in days(community) for half in Half)


def helpers(community: Community, demand: Demand, asked: Requirement) -> tuple[Helper, ...]:
    """Return the helpers who may meet a requirement, whenever they are free."""
    return tuple(
        helper
        for helper in community.helpers
        if helper.active
        and not banned(community, demand, helper.helper_id)
        and skill_level(helper, asked.what) >= max(1, asked.level)
        and plain_set(asked.checks) <= plain_set(helper.checks)
        and serves(helper.groups, demand)
        and near_enough(community.minutes(demand.lead.grid, helper.grid), helper.max_walk)
    )


def units(community: Community, demand: Demand, asked: Requirement, slot: Slot | None) -> tuple[Unit, ...]:
    """Return the units that may meet a requirement in a slot, or in the planned days where there is none."""
    first, last = span(community) if slot is None else (slot.date, slot.date)
    return tuple(
        unit
        for unit in community.units
        if unit.active
        and not banned(community, demand, unit.unit_id)
        and plain(asked.what) in plain_set(unit.services)
        and serves(unit.groups, demand)
        and (unit.agreed_from is None or unit.agreed_from <= last)
        and (unit.agreed_until is None or unit.agreed_until >= first)
    )


def venues(community: Community, demand: Demand, asked: Requirement) -> tuple[Venue, ...]:
    """Return the venues that may meet a requirement, whenever they are open."""
    return tuple(
        venue
        for venue in community.venues
        if venue.active
        and not banned(community, demand, venue.venue_id)
        and venue.seats >= asked.quantity
        and plain_set(asked.facilities) <= plain_set(venue.facilities)
        and near_enough(community.minutes(demand.lead.grid, venue.grid), community.settings.venue_walk)
    )


def funds(community: Community, demand: Demand, asked: Requirement) -> tuple[Fund, ...]:
    """Return the funds that may pay a sum."""
    return tuple(
        fund
        for fund in community.funds
        if fund.active
        and not banned(community, demand, fund.fund_id)
        and (not fund.categories or plain(demand.lead.category) in plain_set(fund.categories))
        and (fund.cap is None or exact(asked.quantity) <= exact(fund.cap))
    )


def goods(community: Community, demand: Demand, asked: Requirement) -> tuple[Goods, ...]:
    """Return the rows of goods that have the name asked for."""
    return tuple(
        row
        for row in community.goods
        if row.active and not banned(community, demand, row.goods_id) and plain(row.name) == plain(asked.what)
    )


def banned(community: Community, demand: Demand, resource_id: str) -> bool:
    """Tell whether the worker forbids the pair."""
    return view(community, demand, resource_id).banned


def serves(groups: Iterable[str], demand: Demand) -> bool:
    """Tell whether a resource that serves these groups (none: anyone) serves the demand."""
    mine = plain_set(groups)
    return not mine or bool(mine & demand.groups)


def near_enough(minutes: float | None, limit: float | None) -> bool:
    """Tell whether a walk is within a limit; what isn't known doesn't limit."""
    return minutes is None or limit is None or minutes <= limit


def pairing(community: Community, demand: Demand) -> bool:
    """Tell whether the demand's category wants the same people every time."""
    return plain(demand.lead.category) in plain_set(community.settings.pair_categories)
