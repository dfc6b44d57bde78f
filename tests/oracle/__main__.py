"""Print how often each rule comes up in random communities.

In the folder of tests: ``python -m oracle``, a number of seeds, ``--lift`` for the rules that bind (slow),
``--tiers`` for the months on which all tiers are tried and how often each decides.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator

from commatch.community import Community, Kind

from .brute import solve
from .candidates import goods, pairing
from .random_communities import random_community
from .random_resources import DECEMBER
from .relaxations import relaxations
from .tier_report import report
from .weights import Demand, demands, view


def main(number: int, lifted: bool) -> None:
    """Solve the first seeds and print what came up and how long it took; ``lifted``: also what bound."""
    seen: Counter[str] = Counter()
    slowest = (0.0, -1)
    begun = time.perf_counter()
    for seed in range(number):
        community = random_community(seed)
        since = time.perf_counter()
        answer = solve(community)
        slowest = max(slowest, (time.perf_counter() - since, seed))
        seen.update(set(features(community)))
        outcome = "infeasible" if not answer.feasible else "served some"
        if answer.feasible and answer.count in (0, len(demands(community))):
            outcome = "served all" if answer.count else "served none"
        seen[f"= {outcome}"] += 1
    took = time.perf_counter() - begun
    print_counts(seen)
    print(f"{number} seeds: {took:.1f} s with making them; slowest {slowest[0]:.2f} s, seed {slowest[1]}")
    if lifted:
        print_counts(Counter(name for seed in range(number) for name in binding(random_community(seed))))


def tiers(number: int) -> None:
    """Print how often each tier decides in the first months."""
    seen, took = report(number)
    print_counts(seen)
    print(f"{number} seeds: a month takes {took[number // 2]:.3f} s, the slowest {took[-1]:.2f} s")


def print_counts(seen: Counter[str]) -> None:
    """Print how often each thing was seen."""
    for name, count in sorted(seen.items()):
        print(f"{count:5d} {name}", flush=True)


def features(community: Community) -> Iterator[str]:
    """Yield what comes up in a community."""
    for demand in demands(community):
        yield from _of_demand(community, demand)
    for helper in community.helpers:
        yield from ("team",) if helper.headcount > 1 else ()
        yield from ("helper: max_walk",) if helper.max_walk is not None else ()
        yield from ("helper: groups",) if helper.groups else ()
        yield from ("helper: times",) if helper.times.given else ()
    for kind in Kind:
        if not all(item.active for item in community.resources(kind)):
            yield "paused " + kind
    yield from ("unit: agreement",) if any(u.agreed_from or u.agreed_until for u in community.units) else ()
    yield from ("unit: groups",) if any(unit.groups for unit in community.units) else ()
    yield from ("fund: cap",) if any(fund.cap is not None for fund in community.funds) else ()
    yield from ("fund: categories",) if any(fund.categories for fund in community.funds) else ()
    yield from ("history",) if community.history else ()
    yield from ("holidays",) if community.settings.month != DECEMBER else ()
    yield from ("start",) if community.settings.start is not None else ()
    yield from (f"need left out: {need.status}" for need in community.needs if need.need_id == "N9")


def _of_demand(community: Community, demand: Demand) -> Iterator[str]:
    lead = demand.lead
    yield "event" if lead.event else "flexible"
    if lead.sessions > 1:
        yield "series" if lead.event else "flexible with sessions"
        yield from ("series of a pairing category",) if lead.event and pairing(community, demand) else ()
    yield from ("bundle",) if len(demand.members) > 1 else ()
    yield from ("forced status",) if demand.in_work else ()
    yield from ("urgency 5",) if demand.urgent else ()
    yield from ("due date",) if lead.due_on else ()
    yield from ("no requirement",) if not demand.requirements else ()
    yield from ("venue set aside",) if lead.set_aside else ()
    services = [item for item in demand.requirements if item.kind is Kind.UNIT]
    yield from ("two services",) if len(services) > 1 else ()
    for asked in demand.requirements:
        yield f"asks {asked.kind}"
        if asked.kind is Kind.GOODS:
            kinds = {row.reusable for row in goods(community, demand, asked)}
            yield {(): "goods: none", (True,): "goods: reusable", (False,): "goods: used up"}.get(
                tuple(kinds), "goods: both kinds"
            )
        if asked.kind is Kind.HELPER:
            yield from ("checks",) if asked.checks else ()
            yield from ("several helpers",) if asked.quantity > 1 else ()
    for kind in Kind:
        for resource in community.resources(kind):
            said = view(community, demand, resource.resource_id)
            yield from (f"ban {kind}",) if said.banned else ()
            yield from (f"pin {kind}",) if said.pinned else ()
            yield from (f"{said.liking} {kind}",) if said.liking else ()
            yield from ("score",) if said.score else ()
            yield from ("own hours",) if said.hours is not None and kind is Kind.HELPER else ()


def binding(community: Community) -> Iterator[str]:
    """Yield the rules without which the best plan would be better, or there would be one."""
    best = solve(community)
    for name, relaxed in relaxations(community):
        if solve(relaxed) != best:
            yield f"~ binds: {name}"


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    many = numbers[0] if numbers else 400
    if "--tiers" in sys.argv:
        tiers(many)
    else:
        main(many, "--lift" in sys.argv)
