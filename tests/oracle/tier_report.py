"""How often each tier decides something in random months."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from commatch.community import Community

from .candidates import pairing
from .random_tiers import perturbed, random_month
from .tier_month import Month, Served
from .tier_search import Choice, Found, Tail
from .tier_terms import coverage_floor, in_tenths, shares
from .tiers import Kept, Tiers, possible_tiers, solve_tiers, solved
from .ways import Way
from .weights import Demand, demands


def report(number: int) -> tuple[Counter[str], list[float]]:
    """Return what came up in the first seeds, and how long each one took, the least first."""
    seen: Counter[str] = Counter()
    took: list[float] = []
    for seed in range(number):
        community = random_month(seed)
        since = time.perf_counter()
        answers = possible_tiers(community)
        best = answers[0]
        floor = best.floors(community)[0] if best.feasible else None
        before = best.plan(floor) if floor is not None else None
        took.append(time.perf_counter() - since)
        seen.update(set(_pairs(community, answers)))
        if before is None:
            seen["= infeasible"] += 1
            continue
        seen.update(set(_fairness(community, best)))
        seen.update(set(_ends(community, best)))
        seen.update(set(_stability(perturbed(community, random.Random(seed)), before)))
    return seen, sorted(took)


def _pairs(community: Community, answers: list[Tiers]) -> Iterator[str]:
    month, best = Month(community, None), answers[0]
    last_month = {row.need_id for row in community.history}
    for demand in demands(community):
        if pairing(community, demand) and demand.ids & last_month:
            yield "pair: someone came" if month.kept[demand] else "pair: nobody may come again"
    yield from ("pair: released",) if best.released else ()
    yield from ("pair: release hangs on ties",) if len(answers) > 1 else ()
    yield from ("pair: continuity > 0",) if best.continuity else ()
    if best.feasible:
        month.kept = dict.fromkeys(month.kept, frozenset())
        free = solved(month, frozenset(), False)
        yield from ("pair: keeping costs coverage",) if free.coverage > best.coverage else ()
        if free.fair_coverage == best.fair_coverage and free.quality > best.quality:
            yield "pair: keeping costs quality"


def _fairness(community: Community, best: Tiers) -> Iterator[str]:
    yield from ("fairness: groups count",) if best.shares else ()
    yield from ("fairness: gives up coverage",) if best.fair_coverage < best.coverage else ()
    yield from ("fairness: gives up number",) if best.fair_count < best.count else ()
    yield from ("quality: several sums of absolute scores",) if len(best.quality_weights) > 1 else ()
    month = Month(community, None)
    allowed = _allowed(month, best)
    vectors = {shares(community, served) for served in allowed}
    least = {vector for vector in vectors if vector and vector[0] == best.shares[0]}
    yield from ("fairness: a later share decides",) if len(least) > 1 else ()
    greatest = allowed and max(allowed, key=lambda one: sum(demand.weight for demand in one))
    if best.shares and greatest and shares(community, greatest) != best.shares:
        yield "fairness: the greatest weight is not fairest"


def _allowed(month: Month, best: Tiers) -> list[Served]:
    released = next(one for one in month.releases() if {demand.demand_id for demand in one} == best.released)
    search, least = month.search(released), coverage_floor(month.community.settings, best.coverage)
    return [
        served
        for served in month.sets
        if sum(demand.urgent for demand in served) == best.must
        and sum(demand.weight for demand in served) >= least
        and search.reached(served)
    ]


def _ends(community: Community, best: Tiers) -> Iterator[str]:
    floor, plans = best.floors(community)[0], best._plans
    assert plans is not None, "a feasible month has plans"
    ends = [end for served in plans.sets for end in plans.search.ends(served, plans.held, in_tenths(floor))]
    yield from ("balance: several costs",) if len({end.balance for end in ends}) > 1 else ()
    yield from (
        ("balance: better by tolerance",)
        if (best.last_tiers(floor).balance < best.last_tiers(best.quality).balance)
        else ()
    )
    without = solve_tiers(replace(community, history=()))
    if without.feasible and without.last_tiers(without.floors(community)[0]).balance != best.last_tiers(floor).balance:
        yield "balance: history counts"
    for at, name in enumerate(Tail._fields):
        end = _without(community, best, at, in_tenths(floor))
        if end is not None and _tail(community, end)[at] != _tail(community, plans.last(in_tenths(floor)))[at]:
            yield f"{name}: decides"


class _Forgetful(Month):
    """A month in which one of the last tiers counts for nothing."""

    forgotten = 0

    def _choice(self, demand: Demand, way: Way, released: frozenset[Demand]) -> Choice:
        choice = super()._choice(demand, way, released)
        return replace(choice, tail=Tail(*(0 if at == self.forgotten else one for at, one in enumerate(choice.tail))))


def _without(community: Community, best: Tiers, at: int, floor: int) -> Found | None:
    plans = best._plans
    month = _Forgetful(community, None)
    month.forgotten = at
    released = frozenset(demand for demand in month.demands if demand.demand_id in best.released)
    search = month.search(released)
    assert plans is not None, "a feasible month has plans"
    found = [end for served in plans.sets if (end := search.last(served, plans.held, floor)) is not None]
    return min(found, key=Found.order, default=None)


def _tail(community: Community, end: Found) -> Tail:
    month, total = Month(community, None), Tail()
    for choice in end.path:
        total = total.plus(month._choice(choice.demand, choice.way, frozenset()).tail)
    return total


def _stability(changed: Community, before: Kept) -> Iterator[str]:
    after, free = solve_tiers(changed, before), solve_tiers(changed)
    yield "stability: a plan after changes" if after.feasible else "stability: no plan after changes"
    yield from ("stability: triples lost",) if after.lost else ()
    yield from ("stability: slots moved",) if after.moved else ()
    if after.feasible:
        yield from ("stability: costs fairness",) if after.shares != free.shares else ()
        yield from (
            ("stability: costs quality",)
            if (after.fair_coverage == free.fair_coverage and after.quality < free.quality)
            else ()
        )
