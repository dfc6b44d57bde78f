"""Streets for tests: communities drawn at random, a part of what they have shared; each planned alone."""

from __future__ import annotations

import dataclasses as dc
import random
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from commatch.community import Community, Helper, Kind, Need, Requirement
from commatch.matching.demands import demands
from commatch.matching.engine import match
from commatch.matching.plan import Outcome, Plan
from commatch.matching.result import Result
from commatch.pooling.check import StreetCheck
from commatch.pooling.parted import month_of, part_of
from commatch.pooling.plan import Street, street_plan
from commatch.pooling.street import Member
from commatch.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from generate import Size, draw

NAMES = ("甲", "乙", "丙", "丁", "戊")


def drawn(seed: int, needs: Iterable[int], shared: float = 0.35, hours: float = 0.6) -> dict[str, Community]:
    """Return communities with so many needs each, by name, all with the same ids."""
    rng = random.Random(f"street {seed}")
    found = {}
    for number, count in enumerate(needs):
        helpers = max(6, int(count * rng.choice((0.5, 0.8, 1.2))))
        month = draw(Size(count, helpers, 100 * seed + number, hours))
        urgent = tuple(dc.replace(need, urgency=5) if rng.random() < 0.1 else need for need in month.needs)
        found[NAMES[number]] = dc.replace(
            month,
            needs=urgent,
            helpers=tuple(dc.replace(one, shared=rng.random() < shared) for one in month.helpers),
            units=tuple(dc.replace(one, shared=rng.random() < shared) for one in month.units),
            venues=tuple(dc.replace(one, shared=rng.random() < shared) for one in month.venues),
        )
    return found


def simple(rng: random.Random, needs: int, helpers: int, skills: str = "甲乙丙") -> Community:
    """Return a community whose needs each ask one helper for some hours, at no time in particular."""
    return Community(
        settings=Settings(month=draw(Size(1, 1, 0)).settings.month),
        needs=tuple(
            Need(
                f"N{number}",
                "事",
                urgency=rng.randint(1, 5),
                requirements=(Requirement(Kind.HELPER, rng.choice(skills), 1, float(rng.randint(1, 3))),),
            )
            for number in range(needs)
        ),
        helpers=tuple(
            Helper(
                f"H{number}",
                f"能人{number}",
                skills=dict.fromkeys(rng.sample(skills, rng.randint(1, 2)), 3),
                hours=float(rng.randint(1, 5)),
                shared=rng.random() < 0.6,
            )
            for number in range(helpers)
        ),
    )


def alone(communities: Mapping[str, Community]) -> dict[str, Member]:
    """Return each community with the plan that it has by itself."""
    return {name: Member(month, planned(match(month)).plan) for name, month in communities.items()}


def planned(result: Result) -> Result:
    """Return a result that holds a plan, which the audit has passed."""
    assert result.outcome is Outcome.PLANNED, (result.outcome, result.violations, result.clash)
    return result


def shared(members: Mapping[str, Member], **settings: object) -> Street:
    """Return what a street agrees on."""
    first = next(iter(members.values())).community.settings
    return street_plan(members, dc.replace(first, **settings))  # type: ignore[arg-type]


def finished(street: Street) -> dict[str, Plan]:
    """Return every community's own plan after sharing: audited by itself, then beside the others'."""
    check = StreetCheck({name: one.community for name, one in street.members.items()})
    plans = {}
    for name in street.members:
        result = planned(match(month_of(street, name, "zh"), known=part_of(street, name)))
        assert check.add(name, result.plan) == ()
        plans[name] = result.plan
    return plans


def worth(community: Community, plan: Plan) -> tuple[int, int, int]:
    """Return what a plan comes to: urgent needs served, weight in tenths, needs served."""
    served = [demand for demand in demands(community) if demand.demand_id in plan.slots]
    return sum(one.must for one in served), sum(one.weight for one in served), len(served)
