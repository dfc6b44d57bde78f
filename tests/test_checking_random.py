"""What check says is never wrong: on random communities nobody it calls of no use is used, and no need is served."""

from __future__ import annotations

import pytest
from oracle.random_communities import random_community

from commatch import api
from commatch.checking.idle import agreements, idle
from commatch.checking.look import Look
from commatch.checking.reach import Reach
from commatch.checking.serving import unservable
from commatch.matching.candidates import judge
from commatch.matching.instance import Instance
from commatch.matching.lacking import lacking
from commatch.matching.plan import Outcome
from commatch.workbook.tables import Tables

SEEDS = range(60)
OF_RESOURCES = {"not_asked", "suits_none"}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_cannot_be_served_is_not_and_who_is_of_no_use_is_in_no_plan(seed: int) -> None:
    community = random_community(seed)
    look = Look(Tables(), community)
    short = {demand.demand_id for demand in look.short}
    found = [*unservable(look), *agreements(look), *idle(look)]
    result = api.match(community)
    assert found or not short
    assert short.isdisjoint(result.plan.served)
    resting = {problem.value for problem in found if problem.code in OF_RESOURCES}
    assert resting.isdisjoint(row.resource_id for row in result.plan.assignments)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_demand_is_short_exactly_where_the_matcher_finds_a_reason(seed: int) -> None:
    inst = Instance(random_community(seed))
    reach = Reach(inst, (), ())
    for item in judge(inst):
        assert reach.servable(item.demand) is item.servable
        assert bool(lacking(inst, item)) is not item.servable


def test_the_seeds_show_needs_that_can_and_that_cannot_be_served_and_idle_resources() -> None:
    looks = [Look(Tables(), random_community(seed)) for seed in SEEDS]
    codes = {problem.code for look in looks for problem in (*unservable(look), *idle(look))}
    short = sum(len(look.short) for look in looks)
    assert 20 < short < sum(len(look.inst.demands) for look in looks) / 2
    assert codes >= {
        "not_asked", "suits_none", "skill_unknown", "nobody_suits", "too_few_suit", "venue_unfit", "budget_unpaid",
        "no_time_together",
    }  # fmt: skip


def test_a_doubtful_resource_makes_nothing_certain() -> None:
    inst = Instance(random_community(1))
    everyone = set(inst.resource)
    reach = Reach(inst, everyone, ())
    asked = [demand for demand in inst.demands if demand.requirements]
    known = [reach.sure(requirement) for demand in asked for requirement in demand.requirements]
    offered = [bool(inst.pool(requirement)) for demand in asked for requirement in demand.requirements]
    assert known == [not there for there in offered]
    assert any(offered)


def test_the_matcher_plans_most_of_the_seeds() -> None:
    outcomes = [api.match(random_community(seed)).outcome for seed in range(10)]
    assert outcomes.count(Outcome.PLANNED) >= 5
