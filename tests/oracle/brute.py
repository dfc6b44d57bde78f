"""The best plan of a tiny community by exhaustion: every set of served demands, every way to serve each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations

from commatch.community import Community

from . import candidates
from .scarce import Scarce, Taken, less
from .ways import Capacities, Finder, Way
from .weights import Demand, demands


@dataclass(frozen=True)
class OracleAnswer:
    """What the best plan reaches, objective by objective; ``served`` is one of the best sets.

    Where pins and statuses can't be kept together, ``feasible`` is False and all else is nothing.
    """

    must: int
    coverage: Decimal
    count: int
    quality: Decimal
    feasible: bool
    served: tuple[str, ...] = ()


NO_PLAN = OracleAnswer(0, Decimal(0), 0, Decimal(0), False)


def ways_of(community: Community) -> dict[Demand, list[Way]]:
    """Return each demand's ways, as if it were the only one."""
    all_demands = demands(community)
    events = [demand for demand in all_demands if demand.lead.event]
    universe = sorted({slot for event in events for slot in candidates.slots(community, event)})
    return {demand: Finder(community, demand, universe).find() for demand in all_demands}


def solve(community: Community) -> OracleAnswer:
    """Return the lexicographic optimum: urgent needs, weight, number, match score, each exactly."""
    ways = ways_of(community)
    forced = [demand for demand in ways if demand.in_work or Finder(community, demand, ()).pins]
    if not all(ways[demand] for demand in forced):
        return NO_PLAN
    free = [demand for demand in ways if ways[demand] and demand not in forced]
    sets = [tuple(chain(forced, chosen)) for size in range(len(free) + 1) for chosen in combinations(free, size)]
    search = _Search(ways, Capacities(community))
    best: OracleAnswer | None = None
    for served in sorted(sets, key=_rank, reverse=True):
        if best is not None and _rank(served) < (best.must, best.coverage, best.count):
            break
        quality = search.quality(served)
        if quality is not None and (best is None or quality > best.quality):
            best = OracleAnswer(*_rank(served), quality, True, tuple(sorted(one.demand_id for one in served)))
    return best or NO_PLAN


def _rank(served: Sequence[Demand]) -> tuple[int, Decimal, int]:
    must = sum(demand.urgent for demand in served)
    return must, sum((demand.weight for demand in served), Decimal(0)), len(served)


Slim = tuple[int, Taken]
"""A way's score in tenths, and what it takes."""


class _Search:
    """Finds the best ways to serve a set of demands together, in whole numbers."""

    def __init__(self, ways: dict[Demand, list[Way]], capacities: Capacities) -> None:
        scarce = Scarce(ways.values(), capacities)
        self._start = scarce.start
        self._ways = {
            demand: _undominated((way.score, scarce.taken(way)) for way in found) for demand, found in ways.items()
        }

    def quality(self, served: Sequence[Demand]) -> Decimal | None:
        """Return the highest sum of scores of plans that serve exactly these, ``None`` without one."""
        order = sorted(served, key=lambda demand: (len(self._ways[demand]), demand.demand_id))
        lists = [self._ways[demand] for demand in order]
        later = [sum(found[0][0] for found in lists[at + 1 :]) for at in range(len(lists))]
        known: dict[tuple[int, tuple[int, ...]], int | None] = {}

        def best_from(at: int, left: tuple[int, ...]) -> int | None:
            if at == len(lists):
                return 0
            if (at, left) in known:
                return known[at, left]
            best: int | None = None
            for score, use in lists[at]:
                if best is not None and score + later[at] <= best:
                    break
                rest = less(left, use)
                below = None if rest is None else best_from(at + 1, rest)
                if below is not None and (best is None or score + below > best):
                    best = score + below
            known[at, left] = best
            return best

        total = best_from(0, self._start)
        return None if total is None else Decimal(total).scaleb(-1)


def _undominated(ways: Iterable[Slim]) -> list[Slim]:
    """Return ways by falling score, without those that take no less than a better one."""
    kept: list[Slim] = []
    maps: list[dict[int, int]] = []
    for score, use in sorted(ways, key=lambda way: (-way[0], len(way[1]), way[1])):
        mine = dict(use)
        if not any(all(amount <= mine.get(key, 0) for key, amount in other.items()) for other in maps):
            kept.append((score, use))
            maps.append(mine)
    return kept
