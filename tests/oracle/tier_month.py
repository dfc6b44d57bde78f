"""A month as the tiers see it: its ways, the people whom pairs keep, and when they are released."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain, combinations

from commatch.community import Community
from commatch.times import Slot

from . import candidates
from .tier_pairs import keeping, kept_people, on_it
from .tier_search import Choice, Held, Search, Tail
from .tier_terms import Places, lateness, never_asked, row_minutes
from .ways import Finder, Way
from .weights import Demand, demands

Served = tuple[Demand, ...]
Triple = tuple[str, int, str]
"""Demand, index of its requirement, resource."""


@dataclass(frozen=True)
class Kept:
    """A plan as the next one is compared with it: who is on what, and when events are."""

    triples: frozenset[Triple]
    slots: frozenset[tuple[str, Slot]]


class Month:
    """The demands of a community, what may be served together, and what each way means for the tiers.

    Parameters
    ----------
    community : Community
        The month.
    previous : Kept or None
        The plan that is to stay as it is, as far as it can.
    """

    def __init__(self, community: Community, previous: Kept | None) -> None:
        self.community = community
        self.previous = previous or Kept(frozenset(), frozenset())
        self.demands = demands(community)
        self.ways = detailed_ways(community)
        self.kept = {demand: kept_people(community, demand) for demand in self.demands}
        self.forced = [demand for demand in self.demands if demand.in_work or Finder(community, demand, ()).pins]
        self._places = Places(community, self.demands)
        self._never_asked = never_asked(community)
        self._searches: dict[frozenset[Demand], Search] = {}

    @cached_property
    def sets(self) -> list[Served]:
        """Sets of demands that may be served, the best by urgent needs, weight and number first."""
        free = [demand for demand in self.demands if self.ways[demand] and demand not in self.forced]
        found = [
            (*self.forced, *chosen)
            for chosen in chain.from_iterable(combinations(free, size) for size in range(len(free) + 1))
        ]
        return sorted(found, key=rank, reverse=True)

    def search(self, released: frozenset[Demand]) -> Search:
        """Return the search through the plans that keep the people of all pairs but these."""
        if released not in self._searches:
            choices = {
                demand: [
                    self._choice(demand, way, released)
                    for way in (ways if demand in released else keeping(ways, self.kept[demand]))
                ]
                for demand, ways in self.ways.items()
            }
            self._searches[released] = Search(self.community, choices)
        return self._searches[released]

    def best_sets(self, released: frozenset[Demand]) -> list[Served]:
        """Return all sets that are best by urgent needs, weight and number; none where there is no plan."""
        search = self.search(released)
        found: list[Served] = []
        for served in self.sets:
            if found and rank(served) < rank(found[0]):
                break
            if search.reached(served):
                found.append(served)
        return found

    def releases(self) -> list[frozenset[Demand]]:
        """Return which demands may end up released, fewest first.

        There are several possibilities where several best sets leave different demands unserved.
        """
        hopeless = frozenset(
            demand for demand, people in self.kept.items() if people and not keeping(self.ways[demand], people)
        )
        ends = set(self._ends(hopeless, set()))
        return sorted(ends, key=lambda end: (len(end), sorted(demand.demand_id for demand in end)))

    def _ends(self, released: frozenset[Demand], seen: set[frozenset[Demand]]) -> Iterator[frozenset[Demand]]:
        if released in seen:
            return
        seen.add(released)
        waiting = frozenset(demand for demand, people in self.kept.items() if people) - released
        best = self.best_sets(released)
        # Where what must be served can't be served together, all are released.
        for unserved in {waiting - set(served) for served in best} or {waiting}:
            if unserved:
                yield from self._ends(released | unserved, seen)
            else:
                yield released

    def _choice(self, demand: Demand, way: Way, released: frozenset[Demand]) -> Choice:
        name, helpers = demand.demand_id, [helper.helper_id for helper in self.community.helpers]
        minutes = row_minutes(way.rows)
        held = Held(
            len(self.kept[demand] & on_it(way)) if demand in released else 0,
            -len(self.previous.triples & {(name, row.requirement, row.resource_id) for row in way.rows}),
            -len(self.previous.slots & {(name, slot) for slot in way.slots}),
        )
        tail = Tail(
            sum(row.resource_id in self._never_asked for row in way.rows),
            -lateness(self.community, way.slots),
            -self._places.of(demand, way.rows, way.slots),
        )
        sizes = sum(abs(row.score) for row in way.rows)
        return Choice(demand, way, held, way.score, sizes, tuple(minutes.get(one, 0) for one in helpers), tail)


def detailed_ways(community: Community) -> dict[Demand, list[Way]]:
    """Return each demand's ways with their rows and slots, as if it were the only one."""
    all_demands = demands(community)
    events = [demand for demand in all_demands if demand.lead.event]
    universe = sorted({slot for event in events for slot in candidates.slots(community, event)})
    return {demand: Finder(community, demand, universe, details=True).find() for demand in all_demands}


def rank(served: Sequence[Demand]) -> tuple[int, Decimal, int]:
    """Return urgent needs, weight and number of a set."""
    must = sum(demand.urgent for demand in served)
    return must, sum((demand.weight for demand in served), Decimal(0)), len(served)
