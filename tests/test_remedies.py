"""Remedies: each one, carried out, lets the month be solved with everybody served before and the need besides."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from oracle.random_communities import random_community
from test_engine import helper, month, need, volunteers

import commatch
from commatch.community import Community, Fund, Goods, Helper, Kind, NeedStatus, Requirement, Unit, Venue
from commatch.matching.alterations import Alteration, altered, only
from commatch.matching.instance import Instance
from commatch.matching.plan import Outcome
from commatch.matching.remedies import Remedy, remedy
from commatch.matching.result import Result
from commatch.times import Half, Slot, Times
from commatch.workbook.times_grammar import parse_times

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from generate import Size, draw

COVERAGE = ("must", "coverage")


def solved(community: Community) -> Result:
    settings = replace(community.settings, tiers=COVERAGE)
    return commatch.add_remedies(commatch.match(replace(community, settings=settings)))


def feasible(community: Community, demand_ids: Sequence[str]) -> bool:
    """Tell whether a month has a plan that serves some demands, by forcing them into the whole model."""
    leads = set(demand_ids)
    needs = tuple(replace(one, status=NeedStatus.CONFIRMED) if one.need_id in leads else one for one in community.needs)
    settings = replace(community.settings, tiers=("must",), work=1.0)
    return commatch.match(replace(community, needs=needs, settings=settings)).outcome is Outcome.PLANNED


def check(community: Community, result: Result) -> Counter[int | None]:
    """Carry every remedy out; return how many changes they ask."""
    sizes: Counter[int | None] = Counter()
    for demand_id, found in result.remedies.items():
        sizes[None if found is None else len(found.alterations)] += 1
        if found is not None:
            assert set(found.plan.slots) >= {*result.plan.slots, demand_id}
            assert feasible(altered(community, found.alterations), [*result.plan.slots, demand_id]), (
                demand_id,
                found.alterations,
            )
    return sizes


@pytest.mark.parametrize("first", [0, 100, pytest.param(50, marks=pytest.mark.slow)])
def test_every_remedy_of_a_random_month_allows_what_was_served_and_the_need(first: int) -> None:
    sizes: Counter[int | None] = Counter()
    for seed in range(first, first + 25):
        community = random_community(seed)
        result = solved(community)
        if result.outcome is Outcome.PLANNED:
            sizes += check(result.community, result)
    assert sizes[1] > 10
    assert sizes[None] <= 0.1 * sum(sizes.values())


@pytest.mark.parametrize("seed", [0, 1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_every_remedy_of_a_drawn_month_allows_what_was_served_and_the_need(seed: int) -> None:
    community = draw(Size(20 + 10 * seed, 30, seed, hours=0.6))
    sizes = check(community, solved(community))
    assert sum(sizes.values()) > 2
    assert sizes[None] == 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_every_remedy_of_forty_drawn_months_allows_what_was_served_and_the_need(seed: int) -> None:
    needs = 20 + seed * 100 // 39
    community = draw(Size(needs, needs, 100 + seed, hours=0.5 + seed % 3 / 4))
    sizes = check(community, solved(community))
    assert sum(sizes.values()) > 0
    assert sizes[None] == 0


# -- months with one cause ----------------------------------------------------------------------------------------

HALL = Requirement(Kind.VENUE, "", 10)
TALK = Requirement(Kind.UNIT, "讲座", 1)
MONEY = Requirement(Kind.FUND, "", 300)
CHAIRS = Requirement(Kind.GOODS, "椅子", 5)
EVENING = parse_times("12月8日晚上")
MORNING = parse_times("12月9日上午")
TUESDAY = Slot(dt.date(2026, 12, 8), Half.EVENING)
NINTH = Slot(dt.date(2026, 12, 9), Half.MORNING)
OPEN = Venue("V1", "甲", seats=20)

CASES: dict[str, tuple[Community, Alteration]] = {
    "hours": (
        month(need("N1", volunteers(hours=3)), helpers=(helper("H1", 2),)),
        Alteration("hours", "H1", 1.0),
    ),
    "sessions": (
        month(need("N1", TALK, sessions=2), units=(Unit("U1", services=frozenset({"讲座"})),)),
        Alteration("sessions", "U1", 1),
    ),
    "money": (month(need("N1", MONEY), funds=(Fund("F1", amount=150),)), Alteration("money", "F1", 150.0)),
    "cap": (month(need("N1", MONEY), funds=(Fund("F1", amount=900, cap=200),)), Alteration("cap", "F1", 300)),
    "goods": (month(need("N1", CHAIRS), goods=(Goods("G1", "椅子", 3),)), Alteration("goods", "G1", 2)),
    "free": (
        month(need("N1", volunteers(), times=EVENING), helpers=(helper("H1", times=MORNING),)),
        Alteration("date", "N1", slots=(NINTH,)),
    ),
    "walk": (
        replace(
            month(need("N1", volunteers(), grid="一"), helpers=(helper("H1", grid="二", max_walk=10.0),)),
            distances={("一", "二"): 18.0},
        ),
        Alteration("walk", "H1", 18.0),
    ),
    "checks": (
        month(
            need("N1", Requirement(Kind.HELPER, "志愿者", 1, 2, checks=frozenset({"健康证"}))), helpers=(helper("H1"),)
        ),
        Alteration("checks", "H1", 0, names=("健康证",)),
    ),
    "agreement": (
        month(
            need("N1", TALK),
            units=(Unit("U1", services=frozenset({"讲座"}), agreed_until=dt.date(2026, 11, 30)),),
        ),
        Alteration("agreement", "U1", day=dt.date(2026, 12, 31)),
    ),
    "resume": (
        month(need("N1", TALK), units=(Unit("U1", services=frozenset({"讲座"}), active=False),)),
        Alteration("resume", "U1"),
    ),
    "due": (
        month(need("N1", volunteers(), due_on=dt.date(2026, 11, 20)), helpers=(helper("H1"),)),
        Alteration("due", "N1", day=dt.date(2026, 12, 31)),
    ),
    "new_helper": (
        month(need("N1", Requirement(Kind.HELPER, "水电工", 1, 2, level=4)), helpers=(helper("H1"),)),
        Alteration(
            "new_helper", "新1a", resource=Helper("新1a", skills={"水电工": 4}, hours=2)
        ),
    ),
    "new_team": (
        month(need("N1", Requirement(Kind.HELPER, "志愿者", 8, 2)), helpers=(helper("H1"),)),
        Alteration("new_helper", "新1小队", resource=Helper("新1小队", skills={"志愿者": 1}, headcount=7, hours=2)),
    ),
    "new_unit": (
        month(need("N1", TALK), units=(Unit("U1", services=frozenset({"义诊"})),)),
        Alteration("new_unit", "新1a", resource=Unit("新1a", services=frozenset({"讲座"}))),
    ),
    "new_venue": (
        month(need("N1", HALL, times=EVENING), venues=(Venue("V1", seats=5),)),
        Alteration("new_venue", "新1", resource=Venue("新1", seats=10, times=only([TUESDAY]))),
    ),
    "new_fund": (
        month(need("N1", MONEY), funds=(Fund("F1", amount=900, categories=frozenset({"文化"})),)),
        Alteration("new_fund", "新1", resource=Fund("新1", amount=300)),
    ),
    "new_goods": (
        month(need("N1", CHAIRS), goods=(Goods("G1", "桌子", 9),)),
        Alteration("new_goods", "新1", resource=Goods("新1", "椅子", 5, term="椅子")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_one_thing_that_is_lacking_is_the_remedy(case: str) -> None:
    community, expected = CASES[case]
    found = solved(community).remedies["N1"]
    assert found == Remedy((expected,))


def test_a_venue_that_is_open_on_one_morning_makes_the_date_move() -> None:
    """Asking the need is easier than opening a venue, where both would do."""
    community = month(need("N1", HALL, times=EVENING), venues=(replace(OPEN, times=MORNING),))
    assert solved(community).remedies["N1"] == Remedy((Alteration("date", "N1", slots=(NINTH,)),))


def test_a_helper_who_is_taken_that_evening_moves_the_other_event_or_this_one() -> None:
    one = need("N1", volunteers(), times=EVENING, urgency=4)
    other = need("N2", volunteers(), times=EVENING, urgency=2)
    result = solved(month(one, other, helpers=(helper("H1", times=EVENING), helper("H2", times=MORNING))))
    (alteration,) = result.remedies["N2"].alterations
    assert alteration in (Alteration("date", "N2", slots=(NINTH,)), Alteration("move", "N1", slots=(NINTH,)))


def test_two_changes_are_asked_only_where_neither_alone_is_enough() -> None:
    community = month(
        need("N1", volunteers(hours=3), MONEY), helpers=(helper("H1", 2),), funds=(Fund("F1", amount=100),)
    )
    found = solved(community).remedies["N1"]
    assert found is not None
    assert {one.code for one in found.alterations} == {"hours", "money"}
    for one in found.alterations:
        assert not feasible(altered(community, [one]), ["N1"])


def test_half_an_hour_less_would_not_do() -> None:
    community = month(need("N1", volunteers(hours=3)), need("N2", volunteers(hours=3)), helpers=(helper("H1", 4.5),))
    result = solved(community)
    ((demand_id, found),) = result.remedies.items()
    assert found == Remedy((Alteration("hours", "H1", 1.5),))
    assert not feasible(altered(community, [Alteration("hours", "H1", 1.0)]), ["N1", "N2"])
    assert demand_id not in result.plan.slots


def test_nobody_who_is_served_is_lost_for_a_remedy() -> None:
    community = draw(Size(60, 60, 3, hours=0.5))
    result = solved(community)
    for demand_id, found in result.remedies.items():
        assert found is not None
        assert set(found.plan.slots) == {*result.plan.slots, demand_id}


def test_a_need_that_asks_nothing_has_no_remedy_but_is_told_to_say_what_it_asks() -> None:
    result = solved(month(need("N1"), helpers=(helper("H1"),)))
    assert result.remedies == {}
    assert result.tables()["unserved"]["最小补救"].tolist() == ["先写明要求"]


def test_a_holiday_that_a_need_names_stays_open_to_it() -> None:
    """The one helper lacks an hour; no other date is asked, though no other need could be on that day."""
    asked = need("N1", volunteers(hours=2), times=parse_times("2026-10-01上午"))
    community = month(asked, settings={}, helpers=(helper("H1", 1),))
    october = replace(community, settings=replace(community.settings, month=dt.date(2026, 10, 1)))
    assert solved(october).remedies["N1"] == Remedy((Alteration("hours", "H1", 1.0),))


def test_a_series_asks_for_one_later_due_date() -> None:
    """Three occasions after the date are one extension."""
    asked = need("N1", volunteers(), times=parse_times("每天上午"), sessions=3, due_on=dt.date(2026, 12, 1))
    (one,) = getattr(solved(month(asked, helpers=(helper("H1"),))).remedies["N1"], "alterations", ())
    assert (one.code, one.subject) == ("due", "N1")
    assert one.day >= dt.date(2026, 12, 13)


def test_an_unknown_subject_is_refused() -> None:
    with pytest.raises(KeyError):
        altered(month(need("N1")), [Alteration("hours", "H9", 1)])


def test_times_with_a_half_day_more_are_free_then_and_as_before() -> None:
    community = month(need("N1", volunteers()), helpers=(helper("H1", times=MORNING),))
    (changed,) = altered(community, [Alteration("free", "H1", slots=(TUESDAY,))]).helpers
    assert changed.times.free(*TUESDAY)
    assert changed.times.free(*NINTH)
    assert altered(community, [Alteration("free", "H1", slots=())]).helpers[0].times == MORNING
    assert isinstance(changed.times, Times)


def test_a_month_that_one_solver_wrongly_calls_impossible_is_planned_by_the_other() -> None:
    """HiGHS 1.15 finds no people for the slots of this month, though there are some: CBC is asked before it is said."""
    community = draw(Size(104, 104, 133, hours=0.5))
    result = commatch.match(replace(community, settings=replace(community.settings, tiers=COVERAGE)))
    inst = Instance(result.community)
    inst.kept.judge(result.judged)
    found = remedy(inst, {item.demand.demand_id: item for item in result.judged}, result.plan, "N00054")
    assert found is not None
    assert feasible(altered(community, found.alterations), [*result.plan.slots, "N00054"])


# -- no more than is needed ---------------------------------------------------------------------------------------


def test_only_who_must_have_passed_a_check_gets_it() -> None:
    """One with a certificate and three without: one of four who have none gets it."""
    checked = Requirement(Kind.HELPER, "志愿者", 1, 2, checks=frozenset({"健康证"}))
    community = month(need("N1", checked, volunteers(3)), helpers=[helper(f"H{at}") for at in range(4)])
    found = solved(community).remedies["N1"]
    assert found is not None
    assert [(one.code, one.names) for one in found.alterations] == [("checks", ("健康证",))]


def test_where_most_of_many_are_there_a_team_makes_up_the_rest() -> None:
    helpers = [helper(f"H{at}") for at in range(6)]
    found = solved(month(need("N1", volunteers(10)), helpers=helpers)).remedies["N1"]
    assert found is not None
    ((one,),) = [found.alterations]
    assert isinstance(one.resource, Helper)
    assert (one.code, one.resource.headcount, one.resource.hours) == ("new_helper", 4, 2)


@pytest.mark.parametrize(
    ("community", "expected"),
    [
        (month(need("N1", MONEY), funds=(Fund("F1", amount=295),)), Alteration("money", "F1", 5.0)),
        (month(need("N1", volunteers()), helpers=(helper("H1", 1.75),)), Alteration("hours", "H1", 0.25)),
    ],
)
def test_exactly_what_is_lacking_is_asked(community: Community, expected: Alteration) -> None:
    assert solved(community).remedies["N1"] == Remedy((expected,))


def test_the_half_day_nearest_to_the_wished_one_is_asked() -> None:
    community = month(
        need("N1", volunteers(), times=parse_times("12月16日上午")),
        helpers=(helper("H1", times=parse_times("每天下午")),),
    )
    found = solved(community).remedies["N1"]
    assert found == Remedy((Alteration("date", "N1", slots=(Slot(dt.date(2026, 12, 16), Half.AFTERNOON),)),))


def test_somebody_new_may_take_over_from_another_where_that_saves_a_change() -> None:
    """Both helpers lack an hour; somebody new does one place, and the other need of who does the second."""
    heavy = need("N0", volunteers(), urgency=4)
    community = month(heavy, need("N1", volunteers(2)), helpers=(helper("H1", 3), helper("H2", 1)))
    found = solved(community).remedies["N1"]
    assert found is not None
    assert [(one.code, one.resource and one.resource.hours) for one in found.alterations] == [("new_helper", 4)]  # type: ignore[union-attr]
    assert found.moved == ("N0",)


@pytest.mark.parametrize("taken", ["新1a", "新0", "新"])
def test_ids_that_a_sheet_has_already_are_not_given_again(taken: str) -> None:
    held = need("N0", volunteers(hours=8), urgency=4)
    rare = Requirement(Kind.HELPER, "水电工", 1, 2)
    result = solved(month(held, need("N1", rare), helpers=(helper(taken),)))
    found = result.remedies["N1"]
    assert found is not None
    assert [one.code for one in found.alterations] == ["new_helper"]
    assert found.alterations[0].subject != taken
    assert len(commatch.add_gaps(result).gaps.gaps) == 1
