"""Streets that share: needs served and priority, alone and shared; the bound, seconds and memory.

``python benchmarks/pool.py`` measures the small streets, ``--large`` the one of ten communities of 300 needs as well;
the tables stand in benchmarks/pool.md, from which docs/benchmarks.md has them. Communities are drawn as in
the other cases, with six tenths of the helpers' hours; about a third of helpers, units and venues are shared, and two
communities are fifteen minutes apart.
"""

from __future__ import annotations

import argparse
import dataclasses as dc
import random
import resource
import time
from collections.abc import Mapping

from generate import Size, draw

from commatch.community import Community
from commatch.matching.demands import demands
from commatch.matching.engine import match
from commatch.matching.plan import Plan
from commatch.pooling.check import StreetCheck
from commatch.pooling.parted import part_of
from commatch.pooling.plan import Street, street_plan
from commatch.pooling.street import Member

HEAD = (
    "street", "first", "needs served alone", "shared", "priority alone", "shared", "gap to the bound", "loans",
    "communities worse off", "seconds alone, all", "seconds of the street",
)  # fmt: skip


def street(communities: int, needs: int, seed: int) -> dict[str, Community]:
    """Return the communities of a street by name."""
    rng = random.Random(f"street {seed}")
    found = {}
    for number in range(communities):
        month = draw(Size(needs, max(8, int(needs * rng.choice((0.5, 0.8, 1.2)))), seed * 100 + number, 0.6))
        found[f"C{number:02d}"] = dc.replace(
            month,
            helpers=tuple(dc.replace(one, shared=rng.random() < 0.35) for one in month.helpers),
            units=tuple(dc.replace(one, shared=rng.random() < 0.35) for one in month.units),
            venues=tuple(dc.replace(one, shared=rng.random() < 0.35) for one in month.venues),
        )
    return found


def alone(months: Mapping[str, Community], limit: float) -> tuple[dict[str, Member], float]:
    """Return the communities with their own plans, by urgent needs and coverage, and the processor time they took."""
    began = time.process_time()
    found = {}
    for name, month in months.items():
        settings = dc.replace(month.settings, tiers=("must", "coverage"), time_limit=limit)
        found[name] = Member(month, match(month, settings).plan)
    return found, time.process_time() - began


def worth(month: Community, plan: Plan) -> tuple[int, float, int]:
    """Return needs served, priority, and urgent needs served."""
    served = [demand for demand in demands(month) if demand.demand_id in plan.slots]
    return len(served), sum(demand.weight for demand in served) / 10, sum(demand.must for demand in served)


def measured(name: str, members: Mapping[str, Member], spent: float, first: str, limit: float) -> tuple[str, ...]:
    """Return a row of the table."""
    settings = next(iter(members.values())).community.settings
    began = time.process_time()
    found: Street = street_plan(
        members, dc.replace(settings, pool_minutes=15.0, pool_own_first=first, time_limit=limit)
    )
    seconds = time.process_time() - began
    check = StreetCheck({name: one.community for name, one in members.items()})
    before = [worth(one.community, one.plan) for one in members.values()]
    after = [worth(one.community, part_of(found, name)) for name, one in members.items()]
    assert not any(check.add(name, part_of(found, name)) for name in members)
    worse = sum(
        any(new < old for new, old in zip(one, other, strict=True)) for one, other in zip(after, before, strict=True)
    )
    gap = next((tier.gap for tier in found.tiers if tier.name == "coverage"), 0.0)
    return (
        name, first, str(sum(one[0] for one in before)), str(sum(one[0] for one in after)),
        f"{sum(one[1] for one in before):,.1f}", f"{sum(one[1] for one in after):,.1f}", f"{gap:.2%}",
        str(len(found.loans)), str(worse), f"{spent:.0f}", f"{seconds:.0f}",
    )  # fmt: skip


def main() -> None:
    """Measure, print, and write where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="the street of 10 × 300 needs, too")
    asked = parser.parse_args()
    rows = []
    sizes = [(3, 20, 1), (4, 40, 3), (5, 60, 2)] + [(10, 300, 7)] * asked.large
    for communities, needs, seed in sizes:
        members, spent = alone(street(communities, needs, seed), 60.0 if needs > 60 else 600.0)
        for first in ("needs", "people"):
            if needs <= 60 or first == "needs":
                rows.append(measured(f"{communities} × {needs}", members, spent, first, 540.0))
                print(" | ".join(rows[-1]), flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = [HEAD, ("---",) * len(HEAD), *rows]
    table = "\n".join(f"| {' | '.join(row)} |" for row in lines)
    print(table, f"{memory} MB at most", sep="\n\n")


if __name__ == "__main__":
    main()
