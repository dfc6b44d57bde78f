"""What the tiers measure: shares of groups, minutes and their cost, order of time and of identifiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from commatch.community import PLANNED, Community, Kind
from commatch.settings import Settings
from commatch.times import Slot

from .ways import Row
from .weights import Demand, exact, plain_set

TINY = Fraction(1, 10**9)


def setting(settings: Settings, name: str, default: float) -> Fraction:
    """Return a numeric setting, or the default where settings have no such field."""
    return exact(getattr(settings, name, default))


def in_tenths(value: Decimal) -> int:
    """Return a number of points as whole tenths."""
    return int(value * 10)


def points(tenths: int) -> Decimal:
    """Return whole tenths as points."""
    return Decimal(tenths).scaleb(-1)


def rounded_up(tenths: Fraction) -> int:
    """Return a floor in whole tenths, unless it is one already but for noise."""
    return ceil(tenths - TINY)


def coverage_floor(settings: Settings, best: Decimal) -> Decimal:
    """Return the least coverage that fairness leaves."""
    return points(rounded_up((1 - setting(settings, "fair_tolerance", 0.01)) * in_tenths(best)))


def quality_floor(settings: Settings, quality: Decimal, weight: Decimal) -> Decimal:
    """Return the least quality, where the best plan that was found has this sum of absolute scores."""
    given_up = setting(settings, "quality_tolerance", 0.01) * in_tenths(weight)
    return points(rounded_up(in_tenths(quality) - given_up))


def groups_that_count(community: Community) -> dict[str, frozenset[str]]:
    """Return the planned needs of each group that counts for fairness."""
    settings = community.settings
    found: dict[str, set[str]] = {}
    for need in community.needs:
        if need.status in PLANNED:
            for group in plain_set(need.groups):
                found.setdefault(group, set()).add(need.need_id)
    named = plain_set(getattr(settings, "fair_groups", ()))
    return {
        group: frozenset(ids)
        for group, ids in sorted(found.items())
        if len(ids) >= settings.fair_group_size and (not named or group in named)
    }


def shares(community: Community, served: Iterable[Demand]) -> tuple[Fraction, ...]:
    """Return the shares of the groups that count, smallest first."""
    needs = {need_id for demand in served for need_id in demand.ids}
    return tuple(sorted(Fraction(len(ids & needs), len(ids)) for ids in groups_that_count(community).values()))


def month_number(day: dt.date) -> int:
    """Return a number that grows by one from month to month."""
    return 12 * day.year + day.month


def months_ago(community: Community, day: dt.date | None) -> int | None:
    """Return how many calendar months before the planned one a day is."""
    month = community.settings.month
    return None if day is None or month is None else month_number(month) - month_number(day)


def past_minutes(community: Community, helper_id: str) -> int:
    """Return the minutes that a helper gave in the months that count for balance."""
    months = range(1, int(setting(community.settings, "balance_months", 2)) + 1)
    return sum(
        _whole(exact(row.hours or 0) * 60)
        for row in community.history
        if row.resource_id == helper_id and months_ago(community, row.month) in months
    )


@lru_cache(maxsize=65536)
def load_cost(hours: float, past: int, minutes: int) -> int:
    """Return what a helper's planned minutes cost, each the more the later it comes."""
    step = max(1, _whole(15 * exact(hours)))
    return sum(1 + floor(Fraction(at, step)) for at in range(past, past + minutes))


def never_asked(community: Community) -> frozenset[str]:
    """Return the helpers whom history does not know."""
    known = {row.resource_id for row in community.history}
    return frozenset(helper.helper_id for helper in community.helpers) - known


def lateness(community: Community, slots: Iterable[Slot]) -> int:
    """Return half-days from the first morning of the month, summed up."""
    month = community.settings.month
    assert month is not None, "the oracle wants a month"
    return sum(3 * (slot.date - month.replace(day=1)).days + slot.half for slot in slots)


class Places:
    """Where resources and demands stand in the order of their identifiers."""

    def __init__(self, community: Community, all_demands: Iterable[Demand]) -> None:
        self._resources = {
            (kind, name): at
            for kind in Kind
            for at, name in enumerate(sorted(item.resource_id for item in community.resources(kind)))
        }
        self._demands = sorted(demand.demand_id for demand in all_demands)

    def of(self, demand: Demand, rows: Iterable[Row], slots: Sequence[Slot]) -> int:
        """Return what a demand adds to the last tier: early demands shall have early resources and slots."""
        factor = len(self._demands) - self._demands.index(demand.demand_id)
        late = [3 * slot.date.day - 3 + slot.half for slot in slots]
        bent = sum(floor(Fraction(one * (186 - one), 16)) for one in late) if len(late) > 1 else 0
        ranks = sum(row.pieces * self._resources[row.kind, row.resource_id] for row in rows)
        return factor * (ranks + sum(late)) + bent


def row_minutes(rows: Iterable[Row]) -> dict[str, int]:
    """Return the minutes of each helper, every row to a whole minute."""
    found: dict[str, int] = {}
    for row in rows:
        if row.kind is Kind.HELPER:
            found[row.resource_id] = found.get(row.resource_id, 0) + _whole(exact(row.hours) * 60)
    return found


def _whole(value: Fraction) -> int:
    """Round half up."""
    return floor(value + Fraction(1, 2))
