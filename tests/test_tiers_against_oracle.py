"""The engine reaches exactly what exhaustion reaches, in every tier, on months in which the later tiers matter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from halves import half_slow
from oracle.random_tiers import perturbed, random_month
from oracle.tiers import Kept, Tiers, best_plan, possible_tiers

import commatch
from commatch.community import Community
from commatch.matching.measures import measures
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.previous import Previous
from commatch.previous_projects import PreviousProject, PreviousRow

SEEDS, CHUNK = 320, 20


def as_previous(community: Community, kept: Kept) -> Previous:
    """Return a plan of the oracle for a month as one that comes back."""
    needs = {need.need_id: need for need in community.needs}
    projects = []
    for demand_id in sorted({demand_id for demand_id, _, _ in kept.triples} | {item for item, _ in kept.slots}):
        slots = tuple(sorted(slot for owner, slot in kept.slots if owner == demand_id))
        rows = tuple(
            PreviousRow(
                demand_id,
                needs[demand_id].requirements[index].kind,
                needs[demand_id].requirements[index].what,
                resource_id,
                index=index,
            )
            for owner, index, resource_id in sorted(kept.triples)
            if owner == demand_id
        )
        projects.append(PreviousProject(f"2026-12-{demand_id}", (demand_id,), slots=slots, rows=rows))
    return Previous(community.settings.month, tuple(projects))


def unlike(best: Tiers, result: Result) -> Iterator[str]:
    """Yield every tier in which a result differs from the best."""
    tiers = {tier.name: tier for tier in result.tiers}
    wanted: dict[str, float | None] = {
        "must": best.must,
        "coverage": float(best.coverage),
        "coverage_count": best.count,
        "continuity": best.continuity,
        "stability": best.lost,
        "stability_slots": best.moved,
        "fairness": float(best.shares[0]) if best.shares else None,
        "fair_coverage": float(best.fair_coverage) if best.shares else None,
        "fair_count": best.fair_count if best.shares else None,
        "quality": float(best.quality),
    }
    for name, value in wanted.items():
        found = tiers[name].value if name in tiers else None
        if (found is None) != (value is None) or (found is not None and found != pytest.approx(value, abs=1e-6)):
            yield f"{name} is {found}, best {value}"
    if not all(tier.proven for tier in result.tiers):
        yield "not proven"


def difference(community: Community, kept: Kept | None = None, previous: Previous | None = None) -> str:
    """Return how engine and oracle differ on a month, or ''."""
    answers = possible_tiers(community, kept)  # several where ties leave open which pairs are released
    best = answers[0]
    result = commatch.match(replace(community, previous=previous))
    if not best.feasible:  # a pin that was good may now break a rule all by itself
        refused = (Outcome.NO_PLAN, Outcome.INPUT_PROBLEMS)
        return "" if result.outcome in refused else f"{result.outcome}, but there is no plan"
    if result.outcome is not Outcome.PLANNED:
        return f"{result.outcome}, but there is a plan"
    best = next((answer for answer in answers if not any(unlike(answer, result))), best)
    found = [*unlike(best, result)]
    if found or "stability_days" in {tier.name for tier in result.tiers}:
        return "; ".join(found)
    tiers = {tier.name: tier for tier in result.tiers}
    floor = Decimal(str(round(tiers["quality"].held or 0.0, 1)))
    last = best.last_tiers(floor)
    values = measures(result.instance, result.judged, result.plan)
    reached = (values["balance"] * 60, values["never_asked"], values["earliest"], values["ids"])
    if reached != pytest.approx(tuple(last), abs=1e-6):
        return f"last tiers {reached}, best {last}"
    tolerance = Decimal(str(community.settings.quality_tolerance))
    if not any(floor >= best.quality - tolerance * weight - Decimal("0.1") for weight in best.quality_weights):
        return f"quality is let down to {floor} from {best.quality}"
    return ""


@pytest.mark.parametrize("first", half_slow(range(0, SEEDS, CHUNK)))
def test_engine_and_exhaustion_agree_in_every_tier(first: int) -> None:
    differences = {seed: difference(random_month(seed)) for seed in range(first, first + CHUNK)}
    assert not any(differences.values()), [item for item in differences.items() if item[1]]


@pytest.mark.parametrize("first", half_slow(range(0, 160, CHUNK)))
def test_as_little_changes_as_exhaustion_can_find(first: int) -> None:
    differences = {}
    for seed in range(first, first + CHUNK):
        month = random_month(seed)
        kept = best_plan(month)
        if kept is not None and kept.triples:
            differences[seed] = difference(perturbed(month, random.Random(seed)), kept, as_previous(month, kept))
    assert not any(differences.values()), [item for item in differences.items() if item[1]]
