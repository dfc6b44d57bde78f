"""The engine reaches exactly what exhaustion reaches, on communities in which every rule binds."""

from __future__ import annotations

import pytest
from halves import half_slow
from oracle.random_communities import random_community
from oracle.tiers import possible_tiers

import commatch
from commatch.matching.plan import Outcome

SEEDS, CHUNK = 400, 20
OBJECTIVES = ("must", "coverage", "coverage_count", "quality")


def difference(seed: int) -> str:
    """Return how engine and oracle differ on a seed, or ''."""
    community = random_community(seed)
    answers, result = possible_tiers(community), commatch.match(community)
    best = answers[0]
    if not best.feasible:
        agreed = result.outcome is Outcome.NO_PLAN
        return "" if agreed else f"seed {seed}: {result.outcome}, but there is no plan"
    if result.outcome is not Outcome.PLANNED:
        return f"seed {seed}: {result.outcome}, but {best} is a plan"
    tiers = {tier.name: tier.value for tier in result.tiers}
    best = next((one for one in answers if float(one.quality) == tiers["quality"]), best)  # ties in who is released
    wanted = [float(value) for value in (best.must, best.coverage, best.count, best.quality)]
    for name, value in zip(OBJECTIVES, wanted, strict=True):
        if tiers.get(name) != pytest.approx(value, abs=1e-6):
            return f"seed {seed}: {name} is {tiers.get(name)}, best {value}; {best}"
    return ""


@pytest.mark.parametrize("first", half_slow(range(0, SEEDS, CHUNK)))
def test_engine_and_exhaustion_agree(first: int) -> None:
    differences = [difference(seed) for seed in range(first, first + CHUNK)]
    assert not any(differences), "\n".join(filter(None, differences))
