"""The oracle on random months against a look at every plan, and against the search for the first tiers."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import fields, replace
from math import prod

import pytest
from oracle.brute import solve
from oracle.every_plan import EveryPlan
from oracle.random_communities import random_community
from oracle.random_tiers import perturbed, random_month
from oracle.tier_month import detailed_ways
from oracle.tiers import Kept, best_plan, possible_tiers, solve_tiers
from oracle.tiers_by_hand import TierSettings

from commatch.community import (
    Community,
)

TINY = 4000
"""As many combinations of ways may be looked at one by one."""


def lenient(community: Community, rng: random.Random) -> Community:
    """Return a community with settings that give the tiers room."""
    values = {item.name: getattr(community.settings, item.name) for item in fields(community.settings)}
    values |= {"fair_tolerance": rng.choice((0.01, 0.3, 0.5)), "quality_tolerance": rng.choice((0.01, 0.2))}
    return replace(community, settings=TierSettings(**values))


def same(community: Community, previous: Kept | None) -> str:
    """Return how search and enumeration differ, or ''."""
    every = EveryPlan(community, previous)
    slow = {answer.get("released", frozenset()): answer for answer in every.answers()}
    found = {answer.released: answer for answer in possible_tiers(community, previous)}
    if set(slow) != set(found):
        return f"released {set(found)}, by enumeration {set(slow)}"
    for released, answer in found.items():
        plans = slow[released].pop("plans", [])
        for name, value in slow[released].items():
            mine = getattr(answer, name)
            if (list(mine) if name == "shares" else mine) != value:
                return f"{name} {mine}, by enumeration {value}"
        for floor in answer.floors(community) if answer.feasible else ():
            if answer.last_tiers(floor) != every.last(plans, floor):
                return f"{floor}: {answer.last_tiers(floor)}, by enumeration {every.last(plans, floor)}"
    return ""


def combinations_of(community: Community) -> int:
    return prod(1 + len(ways) for ways in detailed_ways(community).values())


@pytest.mark.parametrize("seed", range(24))
def test_search_and_enumeration_agree(seed: int) -> None:
    rng = random.Random(f"tiny {seed}")
    number = 1000 * seed
    while not 60 < combinations_of(community := lenient(random_month(number), rng)) < TINY:
        number += 1
    assert same(community, None) == ""
    before, changed = best_plan(community), perturbed(community, rng)
    if before is not None and combinations_of(changed) < TINY:
        assert same(changed, before) == ""


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_without_history_and_groups_the_first_tiers_are_those_of_the_other_search(first: int) -> None:
    for seed in range(first, first + 20):
        community = replace(random_community(seed), history=())
        other, best = solve(community), solve_tiers(community)
        assert (best.feasible, best.must, best.coverage, best.count, best.quality) == (
            other.feasible,
            other.must,
            other.coverage,
            other.count,
            other.quality,
        ), seed


def test_a_plan_changes_nothing_where_nothing_changes() -> None:
    # But for plans that give up weight or number for fairness: stability comes before fairness.
    tried = 0
    for seed in range(30):
        community = random_month(seed)
        first, before = solve_tiers(community), best_plan(community)
        if before is not None and (first.fair_coverage, first.fair_count) == (first.coverage, first.count):
            again = solve_tiers(community, before)
            assert (again.lost, again.moved, again.fair_coverage) == (0, 0, first.coverage), seed
            tried += 1
    assert tried > 10


@pytest.mark.slow
def test_random_months_try_what_they_are_for() -> None:
    seen: Counter[str] = Counter()
    for seed in range(30):
        community = lenient(random_month(seed), random.Random(seed))
        best, before = solve_tiers(community), best_plan(community)
        after = solve_tiers(perturbed(community, random.Random(seed)), before)
        seen["shares"] += len(best.shares) > 1
        seen["weight given up"] += best.fair_coverage < best.coverage
        seen["released"] += bool(best.released)
        seen["lost"] += bool(after.lost)
        seen["moved"] += bool(after.moved)
        seen["same"] += random_month(seed) != random_month(seed)
    assert {name for name, count in seen.items() if count} == {"shares", "weight given up", "released", "lost", "moved"}
