"""Large months: a plan is always sound, never below greedy, and the same in every process; small ones show it here."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from oracle.random_communities import random_community
from test_engine import helper, month, need, volunteers

import commatch
from commatch.community import Kind, NeedStatus, Requirement
from commatch.matching import large, levels, neighbourhoods
from commatch.matching.candidates import judge
from commatch.matching.greedy import greedy
from commatch.matching.instance import Instance
from commatch.matching.pins import kept
from commatch.matching.plan import Outcome
from commatch.matching.result import Result

HERE = Path(__file__).resolve().parent

ALONE = """
import hashlib, sys
sys.path[:0] = sys.argv[2:]
from generate import Size, draw
import commatch
from commatch.matching import large
large.SMALL, large.AT_ONCE = 0, int(sys.argv[1])
result = commatch.match(draw(Size(80, 60, 5, hours=0.5)))
print(len(result.plan.slots), hashlib.sha256(repr(result.plan).encode()).hexdigest())
"""


@pytest.fixture
def as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every month is searched as if it were large."""
    monkeypatch.setattr(large, "SMALL", 0)


def values(result: Result) -> dict[str, float]:
    return {tier.name: tier.value for tier in result.tiers}


WAYS = {
    "in parts": (0, levels.EVERY, levels.LEVELS),
    "in parts smaller than the month": (0, levels.EVERY, (levels.Level(3, 2, 0), levels.Level(5, 2, 40, rounds=2))),
    "at once": (large.AT_ONCE, levels.EVERY, levels.LEVELS),
    "at once, columns closed": (large.AT_ONCE, 0, levels.LEVELS),
}
"""How a month is searched: columns up to which at once, up to which none is closed, and the parts if not at once."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("first", range(0, 80, 20))
def test_a_plan_of_parts_is_sound_and_no_better_than_the_best(
    first: int, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, every, parts = WAYS[way]
    whole = replace(levels.WHOLE, columns=levels.WHOLE.columns if every else 0)
    proven = 0
    for seed in range(first, first + 20):
        community = random_community(seed)
        best = commatch.match(community)
        with monkeypatch.context() as patch:
            patch.setattr(large, "SMALL", 0)
            patch.setattr(large, "AT_ONCE", at_once)
            patch.setattr(large, "LEVELS", parts)
            patch.setattr(neighbourhoods, "EVERY", every)
            for module in (large, neighbourhoods):
                patch.setattr(module, "WHOLE", whole)
            found = commatch.match(community)
        assert found.outcome is best.outcome, seed  # an audit that fails would be another
        if found.outcome is not Outcome.PLANNED:
            assert [code for code, _ in found.clash] == [code for code, _ in best.clash], seed
            continue
        assert values(found)["must"] <= values(best)["must"]
        assert values(found)["coverage"] <= values(best)["coverage"] or values(found)["must"] < values(best)["must"]
        bounds = {tier.name: tier.bound for tier in found.tiers}
        assert bounds["must"] >= values(best)["must"], seed
        assert bounds["coverage"] >= values(best)["coverage"] or values(found)["must"] < values(best)["must"], seed
        proven += all(tier.proven for tier in found.tiers[:2])
        inst = Instance(community)
        judged = judge(inst)
        inst.kept.judge(judged)
        start = greedy(inst, judged)
        reached = (values(found)["must"], values(found)["coverage"])
        begun = [inst.demand[demand_id] for demand_id in start.slots]
        if kept(inst, start):
            assert reached >= (sum(one.must for one in begun), sum(one.weight for one in begun) / 10), seed
    assert proven > (10 if way == "at once" else 0)


def test_coverage_before_urgency_is_no_proof_of_urgency(as_large: None) -> None:
    for seed in range(20):
        community = random_community(seed)
        settings = replace(community.settings, tiers=("coverage", "must"))
        result = commatch.match(replace(community, settings=settings))
        if result.outcome is Outcome.PLANNED:
            must = next(tier for tier in result.tiers if tier.name == "must")
            assert must.bound == sum(item.demand.must for item in result.judged if item.servable), seed


def test_a_confirmed_need_that_nobody_can_serve_is_named_in_a_large_month_too(as_large: None) -> None:
    asked = need("N1", Requirement(Kind.HELPER, "瓦工", 1, 2), status=NeedStatus.CONFIRMED)
    result = commatch.match(month(asked, need("N2", volunteers()), helpers=(helper("H1"),)))
    assert result.outcome is Outcome.NO_PLAN
    assert [code for code, _ in result.clash] == ["forced", "no_skill"]


def test_more_work_never_ends_in_less_coverage(as_large: None) -> None:
    for seed in range(20):
        community = random_community(seed)
        found = []
        for work in (0.2, 1.0, 2.0):
            result = commatch.match(replace(community, settings=replace(community.settings, work=work)))
            found.append(values(result).get("coverage", 0.0))
        assert found == sorted(found), seed


def test_how_a_large_month_was_searched_is_said(as_large: None) -> None:
    result = commatch.match(month(need("N1", volunteers()), helpers=(helper("H1"),)))
    assert "in_parts" in {code for code, _ in result.notes}


@pytest.mark.parametrize("at_once", [0, large.AT_ONCE])
def test_the_plan_is_the_same_in_every_process(at_once: int) -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", ALONE, str(at_once), str(HERE.parent / "benchmarks"), str(HERE)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
    assert int(printed.pop().split()[0]) > 10
