"""The best plan of a tiny community by exhaustion, tier after tier, from urgent needs down to identifiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from commatch.community import Community

from .tier_month import Kept, Month, Served, rank
from .tier_search import Found, Held, Search
from .tier_terms import coverage_floor, in_tenths, points, quality_floor, shares
from .weights import Demand

__all__ = ["Kept", "LastTiers", "Tiers", "best_plan", "possible_tiers", "solve_tiers"]


class LastTiers(NamedTuple):
    """What the tiers after quality reach; balance in minutes."""

    balance: int
    never_asked: int
    earliest: int
    ids: int


@dataclass(frozen=True)
class _Plans:
    """The plans that are left for the tiers after fairness."""

    search: Search
    sets: Sequence[Served]
    held: Held

    def last(self, floor: int) -> Found:
        """Return the best end of all plans with a score no less than a floor, in tenths."""
        ends = [found for served in self.sets if (found := self.search.last(served, self.held, floor)) is not None]
        return min(ends, key=Found.order)


@dataclass(frozen=True)
class Tiers:
    """What the best plan reaches, tier by tier; all is nothing where not ``feasible``.

    Attributes
    ----------
    feasible : bool
        Pins and statuses can be kept together.
    must, coverage, count : int, Decimal, int
        Urgent demands, weight and number of demands, before fairness.
    continuity : int or None
        Last month's people of released pairs who are in the plan all the same; ``None``: nothing is released.
    lost, moved : int or None
        Triples and slots of the previous plan that are not in the plan; ``None`` without a previous plan.
    shares : tuple of Fraction
        Shares of the groups that count, smallest first.
    fair_coverage, fair_count : Decimal, int
        Weight and number of demands, with the shares held.
    quality : Decimal
        Sum of match scores.
    quality_weights : frozenset of Decimal
        Sums of absolute match scores, one for each plan of this quality.
    released : frozenset of str
        Demands that do not keep last month's people, though somebody could come again.
    """

    feasible: bool
    must: int = 0
    coverage: Decimal = Decimal(0)
    count: int = 0
    continuity: int | None = None
    lost: int | None = None
    moved: int | None = None
    shares: tuple[Fraction, ...] = ()
    fair_coverage: Decimal = Decimal(0)
    fair_count: int = 0
    quality: Decimal = Decimal(0)
    quality_weights: frozenset[Decimal] = frozenset()
    released: frozenset[str] = frozenset()
    _plans: _Plans | None = field(default=None, repr=False, compare=False)

    def last_tiers(self, floor: Decimal) -> LastTiers:
        """Return what the last tiers reach over all plans left whose quality is no less than a floor.

        Raises
        ------
        ValueError
            Where there is no such plan.
        """
        found = self._last(floor)
        return LastTiers(found.balance, found.tail.never_asked, -found.tail.early, -found.tail.ids)

    def plan(self, floor: Decimal) -> Kept:
        """Return a plan that reaches the last tiers for a floor."""
        path = self._last(floor).path
        return Kept(
            frozenset((one.demand.demand_id, row.requirement, row.resource_id) for one in path for row in one.way.rows),
            frozenset((one.demand.demand_id, slot) for one in path for slot in one.way.slots),
        )

    def floors(self, community: Community) -> list[Decimal]:
        """Return the floors that the settings put under quality, one for each sum of absolute scores."""
        return sorted({quality_floor(community.settings, self.quality, size) for size in self.quality_weights})

    def _last(self, floor: Decimal) -> Found:
        if self._plans is None or floor > self.quality:
            raise ValueError("no plan is so good")
        return self._plans.last(in_tenths(floor))


def solve_tiers(community: Community, previous: Kept | None = None) -> Tiers:
    """Return what the best plan reaches; the first answer where ties leave open which pairs are released."""
    return possible_tiers(community, previous)[0]


def possible_tiers(community: Community, previous: Kept | None = None) -> list[Tiers]:
    """Return an answer for each set of pairs that may end up released, the fewest first."""
    month = Month(community, previous)
    return [solved(month, released, previous is not None) for released in month.releases()]


def best_plan(community: Community) -> Kept | None:
    """Return one of the plans that are best in all tiers, ``None`` where there is no plan."""
    best = solve_tiers(community)
    return best.plan(best.floors(community)[0]) if best.feasible else None


def solved(month: Month, released: frozenset[Demand], compared: bool) -> Tiers:
    """Return what the best plan of a month reaches with some pairs released."""
    search, best = month.search(released), month.best_sets(released)
    if not best:
        return Tiers(feasible=False)
    reached = frozenset(held for served in best for held in search.reached(served))
    held = max(reached, key=lambda one: (one.continuity, -one.lost, -one.moved))
    fair = _fairest(month, search, best[0], held)
    ends = [found for served in fair if (found := search.quality(served, held)) is not None]
    quality = max(score for score, _ in ends)
    must, coverage, count = rank(best[0])
    return Tiers(
        feasible=True,
        must=must,
        coverage=coverage,
        count=count,
        continuity=held.continuity if released else None,
        lost=len(month.previous.triples) + held.lost if compared else None,
        moved=len(month.previous.slots) + held.moved if compared else None,
        shares=shares(month.community, fair[0]),
        fair_coverage=rank(fair[0])[1],
        fair_count=rank(fair[0])[2],
        quality=points(quality),
        quality_weights=frozenset(points(size) for score, sizes in ends if score == quality for size in sizes),
        released=frozenset(demand.demand_id for demand in released),
        _plans=_Plans(search, fair, held),
    )


def _fairest(month: Month, search: Search, best: Served, held: Held) -> list[Served]:
    """Return all sets with the fairest shares, then the greatest weight, then the greatest number."""
    must, coverage, count = rank(best)
    community = month.community
    if shares(community, best):
        least = coverage_floor(community.settings, coverage)
        allowed = [one for one in month.sets if rank(one)[0] == must and rank(one)[1] >= least]
    else:
        allowed = [one for one in month.sets if rank(one) == (must, coverage, count)]
    order = {one: (shares(community, one), *rank(one)) for one in allowed}
    found: list[Served] = []
    for served in sorted(allowed, key=order.__getitem__, reverse=True):
        if found and order[served] < order[found[0]]:
            break
        if any(reached.keeps(held) for reached in search.reached(served)):
            found.append(served)
    return found
