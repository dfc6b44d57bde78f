"""Guided by the relaxation: its bounds hold, and what it closes costs no plan that there was."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import commatch
from commatch.matching.candidates import judge
from commatch.matching.greedy import greedy
from commatch.matching.guided import Guided, guided
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel
from commatch.matching.pins import add_pins
from commatch.matching.plan import Plan
from commatch.matching.solver import relax, solve
from commatch.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from generate import Size, draw

SEEDS = range(12)


def begun(seed: int) -> tuple[MatchModel, Plan]:
    """Return the model of a drawn month in which hours are short, and a greedy start."""
    inst = Instance(draw(Size(50, 40, seed, hours=0.4)))
    judged = judge(inst)
    inst.kept.judge(judged)
    model = MatchModel(inst, judged)
    add_pins(model)
    return model, greedy(inst, judged)


def value(model: MatchModel, plan: Plan) -> tuple[int, int]:
    served = [owner.demand for owner in model.owners if owner.demand.demand_id in plan.slots]
    return sum(one.must for one in served), sum(one.weight for one in served)


@cache
def best(seed: int) -> tuple[int, int]:
    """Return the most urgent demands that any plan serves, and the most weight with that many."""
    result = commatch.match(draw(Size(50, 40, seed, hours=0.4)))
    reached = {tier.name: tier for tier in result.tiers}
    assert reached["must"].proven
    assert reached["coverage"].proven
    return round(reached["must"].value), round(reached["coverage"].value * 10)


def search(model: MatchModel, start: Plan, columns: int, settings: Settings, seconds: float = 60.0) -> Guided:
    return guided(model, start, settings, time.perf_counter() + seconds, random.Random(0), columns, 2, {})


def test_the_relaxation_is_a_bound_of_every_whole_solution() -> None:
    seen = 0
    for seed in SEEDS:
        model, _ = begun(seed)
        settings = model.inst.settings
        model.objective({owner.served: -owner.demand.weight for owner in model.owners})
        relaxed = relax(model, settings, seconds=60)
        whole = solve(model, settings, seconds=60)
        assert relaxed is not None
        best = sum(-owner.demand.weight * whole.values.get(owner.served, 0.0) for owner in model.owners)
        assert relaxed.bound <= best, seed
        seen += relaxed.bound < best
    assert seen  # somewhere fractions are worth more: it is not the whole-number model that was solved


@pytest.mark.parametrize("columns", [0, 400, 100_000])
def test_a_plan_is_never_worse_than_its_start_nor_better_than_its_bound(columns: int) -> None:
    better = proven = 0
    for seed in SEEDS:
        model, start = begun(seed)
        found = search(model, start, columns, model.inst.settings)
        assert value(model, found.plan) >= value(model, start), seed
        assert value(model, found.plan)[0] <= found.must
        assert value(model, found.plan)[1] <= found.weight or value(model, found.plan)[0] < found.must
        must, weight = best(seed)
        assert found.must >= must, seed
        assert found.weight >= weight or value(model, found.plan)[0] < found.must, seed
        better += value(model, found.plan) > value(model, start)
        proven += value(model, found.plan) == (found.must, found.weight)
    assert better > 3
    assert proven > (8 if columns == 100_000 else -1)


def test_without_highs_or_time_the_start_stays() -> None:
    model, start = begun(0)
    assert search(model, start, 0, replace(model.inst.settings, solver="cbc")) == Guided(start)
    assert search(model, start, 0, model.inst.settings, seconds=0.0) == Guided(start)
