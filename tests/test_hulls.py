"""What is left out of a model once a tier is settled has no part in any plan that is as good; the bounds stay true."""

from __future__ import annotations

import pytest
from oracle.by_hand import flexible, helper, month
from oracle.random_tiers import random_month

import commatch
from commatch.community import Community, Kind
from commatch.matching import hulls, tiers
from commatch.matching.candidates import judge
from commatch.matching.greedy import greedy
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel
from commatch.matching.objectives.balance import _load, steps
from commatch.matching.objectives.base import value_of
from commatch.matching.realise import start_values
from commatch.matching.result import Result
from commatch.matching.solver import relax, solve

SEEDS = 40


def settled(result: Result) -> list[tuple[str, float, float, bool]]:
    return [(tier.name, tier.value, tier.bound, tier.proven) for tier in result.tiers]


def loaded(community: Community) -> tuple[MatchModel, dict[int, int]]:
    """Return the compact model of a month with its helpers' load in minutes, and the terms of that load."""
    inst = Instance(community)
    model = MatchModel(inst, judge(inst))
    return model, dict(_load(model, 1))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_tiers_are_the_same_with_nothing_left_out(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    community = random_month(seed)
    with_it = commatch.match(community)
    monkeypatch.setattr(tiers, "leave_out", lambda *_, **__: None)
    monkeypatch.setattr(tiers.Search, "settle_served", lambda _: None)
    assert settled(commatch.match(community)) == settled(with_it)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_sets_raise_the_relaxation_but_never_over_the_best_plan(seed: int) -> None:
    model, terms = loaded(random_month(seed))
    settings = model.inst.settings
    model.row([(owner.served, 1.0) for owner in model.owners], ">=", (len(model.owners) + 1) // 2)
    costs = {var: -price for var, price in terms.items()}
    model.objective(costs)
    best = solve(model, settings, seconds=60)
    plain = relax(model, settings, seconds=60, large=False)
    size = model.size
    with model.trial():
        hulls.add_sets(model, 400)
        model.objective(costs)
        tight = relax(model, settings, seconds=60, large=False)
    assert model.size == size
    assert (plain is None) == (tight is None) == (not best.values)
    if best.values:
        value = -value_of(terms, best.values)
        assert plain.value - 1e-6 <= tight.value <= value + 1e-6


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_plan_stays_within_what_is_left(seed: int) -> None:
    community = random_month(seed)
    model, terms = loaded(community)
    plan = greedy(model.inst, judge(model.inst), None)
    values = start_values(model, plan)
    served = sum(values.get(owner.served, 0.0) for owner in model.owners)
    model.row([(owner.served, 1.0) for owner in model.owners], ">=", served)
    hulls.leave_out(model, community.settings, terms, value_of(terms, values), seconds=60)
    for number, var in enumerate(model.vars):
        assert var.lowBound <= values.get(number, 0.0) <= var.upBound


def test_a_load_costs_what_its_minutes_cost_one_by_one() -> None:
    for seed in range(SEEDS):
        model, _ = loaded(random_month(seed))
        past = model.inst.past_minutes
        for person in model.inst.community.helpers:
            load = model.loads.get(person.helper_id)
            if load is None:
                continue
            for minutes in range(0, sum(width for _, width, _ in load.steps), 30):
                left, total = minutes, 0
                for width, price in steps(person, past.get(person.helper_id, 0)):
                    total += price * min(left, width)
                    left -= min(left, width)
                    if not left:
                        break
                assert load.cost(minutes) == total


def test_random_months_do_leave_something_out() -> None:
    """Else the tests above would say nothing."""
    narrowed = 0
    for seed in range(SEEDS):
        model, terms = loaded(random_month(seed))
        before = sum(model.highest(use.var) for _, uses in model.used(Kind.HELPER) for use in uses)
        model.row([(owner.served, 1.0) for owner in model.owners], ">=", (len(model.owners) + 1) // 2)
        model.objective({var: -price for var, price in terms.items()})
        best = solve(model, model.inst.settings, seconds=60)
        if best.values:
            hulls.leave_out(model, model.inst.settings, terms, value_of(terms, best.values), seconds=60)
        narrowed += before > sum(model.highest(use.var) for _, uses in model.used(Kind.HELPER) for use in uses)
    assert narrowed > SEEDS // 4


def test_a_helper_whom_a_thousand_needs_could_have_goes_without_sets() -> None:
    needs = [flexible(f"N{number:04}") for number in range(1100)]
    inst = Instance(month(*needs, helpers=(helper("H1"),)))
    model = MatchModel(inst, judge(inst))
    terms = _load(model, 1)
    size = model.size
    hulls.add_sets(model, hulls.SETS)
    assert terms
    assert model.size == size


def test_what_takes_too_long_to_list_is_left_out() -> None:
    # Forced hours at the end fill the month: of the many sets of the others none goes with them.
    needs = [flexible(f"N{number:02}") for number in range(40)]
    inst = Instance(month(*needs, helpers=(helper("H1", 24),)))
    model = MatchModel(inst, judge(inst))
    _load(model, 1)
    for use in model.uses["H1"][-12:]:
        model.vars[use.var].lowBound = 1
    size = model.size
    hulls.add_sets(model, hulls.SETS)
    assert model.size == size
