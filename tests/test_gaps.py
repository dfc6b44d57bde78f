"""Gaps: what an addition is said to bring is what the month with it reaches, by whoever solves it."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from oracle.random_communities import random_community
from oracle.tiers import possible_tiers
from test_engine import helper, month, need, volunteers

import commatch
from commatch.community import Community, Fund, Helper, Kind, Past, Requirement, Resource
from commatch.matching import gaps as module
from commatch.matching.alterations import with_resources
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.matching.trials import Gap, PartTrial, WholeTrial
from commatch.reports.project_list import project_list
from commatch.times import Half, Weekdays
from commatch.workbook.schema import Lang
from commatch.workbook.times_grammar import parse_times

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from generate import Size, draw
from halves import half_slow

COVERAGE = ("must", "coverage")


def solved(community: Community) -> Result:
    settings = replace(community.settings, tiers=COVERAGE)
    return commatch.add_gaps(commatch.match(replace(community, settings=settings)))


def extended(community: Community, resource: Resource) -> Community:
    return with_resources(community, lambda row: row, [resource])


def reached(community: Community) -> set[tuple[int, int, int]]:
    """Return urgent needs, tenths of weight and number of the best plan, by brute force."""
    answers = possible_tiers(community)
    return {(one.must, round(10 * float(one.coverage)), one.count) for one in answers if one.feasible}


def gained(gap: Gap) -> tuple[int, int, int]:
    return gap.must, gap.weight, gap.needs


@pytest.mark.parametrize("first", half_slow(range(0, 120, 20)))
def test_a_proven_gap_is_what_brute_force_gains(first: int) -> None:
    seen = 0
    for seed in range(first, first + 20):
        result = solved(random_community(seed))
        for gap in result.gaps.gaps if result.gaps else ():
            before, after = reached(result.community), reached(extended(result.community, gap.resource))
            gains = {tuple(a - b for a, b in zip(one, other, strict=True)) for one in after for other in before}
            assert gap.proven
            assert gained(gap) in gains, (seed, gap)
            seen += 1
    assert seen > 5


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_in_a_part_of_a_large_month_a_gain_is_no_more_and_its_bound_no_less(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "is_large", lambda judged: True)
    seen = 0
    for seed in range(first, first + 20):
        result = solved(random_community(seed))
        for gap in result.gaps.gaps if result.gaps else ():
            before, *more = reached(result.community)
            after, *others = reached(extended(result.community, gap.resource))
            if more or others or after[0] != before[0]:
                continue
            assert gap.weight <= after[1] - before[1] <= gap.bound, (seed, gap)
            assert not gap.proven or gap.weight == after[1] - before[1]
            seen += 1
    assert seen > 2


def cbc(community: Community) -> tuple[int, int]:
    settings = replace(community.settings, solver="cbc", tiers=COVERAGE)
    values = {tier.name: tier.value for tier in commatch.match(replace(community, settings=settings)).tiers}
    return round(values["must"]), round(10 * values["coverage"])


def check_with_cbc(community: Community) -> int:
    result = solved(community)
    assert result.gaps is not None
    before = cbc(community)
    for gap in result.gaps.gaps:
        after = cbc(extended(community, gap.resource))
        assert gap.proven
        assert (gap.must, gap.weight) == (after[0] - before[0], after[1] - before[1]), gap
    assert [gap.weight for gap in result.gaps.gaps if not gap.must] == sorted(
        (gap.weight for gap in result.gaps.gaps if not gap.must), reverse=True
    )
    return len(result.gaps.gaps)


def test_the_gaps_of_a_drawn_month_are_those_that_another_solver_finds() -> None:
    assert check_with_cbc(draw(Size(40, 30, 7, hours=0.6))) > 2


def test_when_the_work_is_done_no_further_addition_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    community = draw(Size(40, 30, 7, hours=0.6))
    everything = solved(community).gaps
    monkeypatch.setattr("commatch.matching.gaps.ITERATIONS", 0)
    some = solved(community).gaps
    assert everything is not None
    assert some is not None
    assert some.screened == everything.screened
    assert 0 < some.solved < everything.solved
    assert {(one.weight, one.demand_ids) for one in some.gaps} <= {
        (one.weight, one.demand_ids) for one in everything.gaps
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_the_gaps_of_forty_drawn_months_are_those_that_another_solver_finds(seed: int) -> None:
    needs = 20 + seed * 100 // 39
    check_with_cbc(draw(Size(needs, needs, 100 + seed, hours=0.5 + seed % 3 / 4)))


def test_one_electrician_on_tuesday_evenings_serves_three_more() -> None:
    electrician = Requirement(Kind.HELPER, "水电工", 1, 2)
    evenings = ("12月1日晚上", "12月8日晚上", "12月15日晚上")
    needs = [need(f"N{at}", electrician, times=parse_times(text), grid="三网格") for at, text in enumerate(evenings)]
    community = month(*needs, need("N9", volunteers()), helpers=(helper("H1"),))
    (gap,) = solved(community).gaps.gaps
    assert isinstance(gap.resource, Helper)
    assert gap.resource.skills == {"水电工": 1}
    ((part),) = gap.resource.times.parts
    assert (part.days, part.halves) == (Weekdays(frozenset({1})), frozenset({Half.EVENING}))
    assert (gap.needs, gap.weight, gap.demand_ids, gap.proven) == (3, 60, ("N0", "N1", "N2"), True)
    ((row),) = solved(community).tables()["gaps"].to_dict("records")
    assert (row["类型"], row["要求"], row["时段"], row["网格"], row["可多服务需求"]) == (
        "能人",
        "水电工",
        "周二晚上",
        "三网格",
        3,
    )


def test_five_hundred_yuan_more_pay_for_what_waits_for_money() -> None:
    asks = [need(f"N{at}", Requirement(Kind.FUND, "", 250)) for at in range(3)]
    (gap,) = solved(month(*asks, funds=(Fund("F1", amount=250),))).gaps.gaps
    assert (gap.resource, gap.needs, gap.weight) == (Fund("新0", amount=500.0), 2, 40)


def test_what_one_more_does_not_mend_is_no_gap() -> None:
    two_short = need("N1", Requirement(Kind.HELPER, "水电工", 2, 2))
    banned_by_date = need("N2", volunteers(), times=parse_times("11月8日晚上"))
    result = solved(month(two_short, banned_by_date, helpers=(helper("H1"),)))
    assert result.gaps == module.Gaps((), 0, 0)


def test_where_everything_is_served_there_is_no_gap() -> None:
    result = solved(month(need("N1", volunteers()), helpers=(helper("H1"),)))
    assert result.gaps == module.Gaps((), 0, 0)
    assert result.tables()["gaps"].empty


def test_without_a_plan_or_without_coverage_nothing_is_sought() -> None:
    community = month(need("N1", Requirement(Kind.HELPER, "水电工", 1, 2)), helpers=(helper("H1"),))
    result = commatch.match(replace(community, settings=replace(community.settings, tiers=("must",))))
    assert commatch.add_gaps(result).gaps == module.Gaps()
    assert "gaps" not in commatch.match(community).tables()
    broken = Result(Outcome.NO_PLAN, community)
    assert commatch.add_gaps(broken) is broken
    assert commatch.add_remedies(broken) is broken


@pytest.mark.parametrize("first", range(0, 90, 30))
def test_a_gap_names_who_is_unserved_in_the_plan_and_who_would_give_way(first: int) -> None:
    """With fairness in force the plan is another than the one of the most coverage; the gaps are told against it."""
    seen = 0
    for seed in range(first, first + 30):
        result = commatch.add_gaps(commatch.match(random_community(seed)))
        coverage = {tier.name: tier.value for tier in result.tiers}
        for gap in result.gaps.gaps if result.gaps else ():
            seen += 1
            assert set(gap.lost_ids) <= result.plan.served
            if result.before_fairness.served == result.plan.served:
                assert gap.demand_ids
                assert not set(gap.demand_ids) & result.plan.served, (seed, gap)
                weigh = result.demand
                won = sum(weigh[name].weight for name in gap.demand_ids)
                lost = sum(weigh[name].weight for name in gap.lost_ids)
                assert gap.weight == won - lost, (seed, gap, coverage)
    assert seen > 5


def test_a_gap_keeps_the_people_of_a_pair_though_more_would_be_served_without() -> None:
    """H1 came to N1 last month, which an electrician would make possible: then H1 leaves N2, that only H1 can do."""
    pair = need("N1", volunteers(), Requirement(Kind.HELPER, "水电工", 1, 2), urgency=3, category="结对")
    other = need("N2", Requirement(Kind.HELPER, "志愿者", 1, 2, 3), urgency=2)
    lesser = replace(helper("H2", 2), skills={"志愿者": 1})
    came = (Past(dt.date(2026, 11, 1), "N1", "H1", 2),)
    result = solved(month(pair, other, helpers=(helper("H1", 2), lesser), history=came))
    assert result.plan.served == {"N2"}
    (gap,) = result.gaps.gaps
    assert (gap.weight, gap.needs, gap.demand_ids, gap.lost_ids, gap.proven) == (20, 0, ("N1",), ("N2",), True)


OUTDOOR = Requirement(Kind.VENUE, "户外", 10, facilities=frozenset({"户外"}))


def test_of_two_needs_that_one_served_the_gap_names_the_other() -> None:
    """Fairness takes the one that the plan of the most coverage leaves out."""
    for seed_groups in (("老年人", "流动住户"), ("流动住户", "老年人")):
        one, other = seed_groups
        needs = [need("N1", volunteers(hours=8), groups=(one,)), need("N2", volunteers(hours=8), groups=(other,))]
        extra = need("N3", Requirement(Kind.HELPER, "水电工", 1, 2), groups=("老年人",))
        plumber = Helper("H2", skills={"水电工": 3}, hours=2)
        result = commatch.add_gaps(commatch.match(month(*needs, extra, helpers=(helper("H1"), plumber))))
        unserved = tuple(item.need_id for item in result.unserved)
        assert [gap.demand_ids for gap in result.gaps.gaps] == [unserved]
        (said,) = [sheet.said for sheet in project_list(result, Lang.ZH) if sheet.sheet.key == "gaps"]
        assert unserved[0] not in said


def test_a_part_of_a_large_month_counts_whoever_the_addition_makes_servable() -> None:
    """Two events near each other want a place outdoors, one of them with power: one place serves both."""
    power = replace(OUTDOOR, facilities=frozenset({"户外", "电源"}))
    needs = (need("N1", OUTDOOR, grid="一"), need("N2", power, grid="二"))
    community = replace(month(*needs), distances={("一", "二"): 5.0})
    result = commatch.match(replace(community, settings=replace(community.settings, tiers=COVERAGE)))
    for addition in module._additions(result):
        (part, _), (whole, _) = PartTrial(result).gain(addition), WholeTrial(result).gain(addition)
        assert part is not None
        assert whole is not None
        assert part.weight <= whole.weight <= part.bound
        assert not part.proven or part.weight == whole.weight


def test_what_one_half_day_does_not_bring_is_told_of_any_time_as_well() -> None:
    needs = [need(f"N{at}", OUTDOOR, times=parse_times(text)) for at, text in enumerate(("周六下午", "周日下午"), 1)]
    found = solved(month(*needs)).gaps.gaps
    assert [(gap.resource.times.given, gap.demand_ids) for gap in found] == [(False, ("N1", "N2")), (True, ("N1",))]  # type: ignore[union-attr]
