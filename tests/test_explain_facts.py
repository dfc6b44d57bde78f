"""What an answer says is so: counts add up, what would open more does, and a pinned pair costs what it is said to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from explained import again, planned
from oracle.random_communities import random_community
from test_engine import helper, month, need, volunteers

import commatch
from commatch.community import (
    Community,
    Fund,
    Goods,
    Helper,
    Kind,
    NeedStatus,
    Requirement,
    Resource,
    Stance,
    Unit,
    Venue,
)
from commatch.explaining.loosening import Loosened
from commatch.explaining.need import need_facts
from commatch.explaining.pair import pair_facts
from commatch.explaining.rebuild import Rebuilt
from commatch.explaining.resource import resource_facts
from commatch.explaining.standing import Standing
from commatch.matching.candidates import judge
from commatch.matching.instance import Instance
from commatch.matching.plan import Outcome
from commatch.matching.rules.base import Rejection
from commatch.times import Half
from commatch.workbook.times_grammar import parse_times

SEEDS = (2, 3, 8, 10, 11, 20, 21, 23)
FIFTH = parse_times("12月5日上午")
EIGHTH = parse_times("12月8日上午")
ROOM = Requirement(Kind.VENUE, "", 10)


def stands(rebuilt: Rebuilt, need_id: str, resource_id: str) -> Standing:
    """Return how a resource stands to the only requirement of a need that it may meet."""
    parts = need_facts(rebuilt, need_id).parts
    (found,) = [item for part in parts for item in part.standings if item.resource_id == resource_id]
    return found


# -- one small month for each way to stand ---------------------------------------------------------------------


def test_who_does_it_and_who_scores_less(tmp_path: Path) -> None:
    community = month(need("N1", volunteers()), helpers=(Helper("H1", skills={"志愿者": 5}), helper("H2")))
    rebuilt = again(planned(community), tmp_path)
    assert stands(rebuilt, "N1", "H1").code == "on_it"
    second = stands(rebuilt, "N1", "H2")
    assert (second.code, dict(second.figures)) == ("lower", {"beside": "H1", "points": "2"})


def test_of_equal_scores_what_decides_is_named(tmp_path: Path) -> None:
    rebuilt = again(planned(month(need("N1", volunteers()), helpers=(helper("H1"), helper("H2")))), tmp_path)
    found = stands(rebuilt, "N1", "H2")
    assert (found.code, dict(found.figures)["because"]) == ("equal", "order")
    both = Helper("H0", skills={"志愿者": 3, "书法": 3})
    needs = (need("N1", volunteers()), need("N2", Requirement(Kind.HELPER, "书法", 1, 4)))
    loaded = again(planned(month(*needs, helpers=(both, helper("H1")))), tmp_path)
    found = stands(loaded, "N1", "H0")
    assert (found.code, dict(found.figures)["because"]) == ("equal", "load")


def test_a_higher_score_given_up_for_an_even_load_is_told(tmp_path: Path) -> None:
    both = Helper("H0", skills={"志愿者": 4, "书法": 3})
    needs = (need("N1", volunteers()), need("N2", Requirement(Kind.HELPER, "书法", 1, 6)))
    community = month(*needs, helpers=(both, helper("H1", groups=frozenset())), settings={"quality_tolerance": 1.0})
    rebuilt = again(planned(community), tmp_path)
    found = stands(rebuilt, "N1", "H0")
    assert (found.code, dict(found.figures)) == ("higher", {"beside": "H1", "points": "2", "because": "slack"})


def test_hours_that_are_gone_are_told_with_what_took_them(tmp_path: Path) -> None:
    needs = (need("N1", volunteers(), urgency=4), need("N2", volunteers()))
    rebuilt = again(planned(month(*needs, helpers=(helper("H1", 3),))), tmp_path)
    found = stands(rebuilt, "N2", "H1")
    assert (found.code, found.by) == ("hours", ("N1",))
    assert dict(found.figures) == {"asked": "2", "left": "1", "hours": "3"}
    facts = need_facts(rebuilt, "N2")
    assert facts.state == "unserved"
    assert facts.unserved is not None
    assert facts.unserved.code == "hours_taken"


def test_who_is_elsewhere_then_is_told_where(tmp_path: Path) -> None:
    needs = (need("N1", volunteers(), times=FIFTH, urgency=4), need("N2", volunteers(), times=FIFTH))
    rebuilt = again(planned(month(*needs, helpers=(helper("H1", 8),))), tmp_path)
    found = stands(rebuilt, "N2", "H1")
    assert (found.code, found.by) == ("busy", ("N1",))
    assert dict(found.figures)["slot"] == "2026-12-05/0"


def test_who_is_not_free_when_it_takes_place_is_told_so(tmp_path: Path) -> None:
    either = parse_times("12月5日上午；12月8日上午")
    hall = Venue("V1", "礼堂", seats=20, times=either)
    people = (Helper("H1", skills={"志愿者": 5}, times=FIFTH), helper("H2", times=EIGHTH))
    rebuilt = again(
        planned(month(need("N1", volunteers(), ROOM, times=either), helpers=people, venues=(hall,))), tmp_path
    )
    assert stands(rebuilt, "N1", "H2").code == "not_then"


def test_who_is_never_free_with_the_others_is_told_so(tmp_path: Path) -> None:
    either = parse_times("12月5日上午；12月8日上午")
    hall = Venue("V1", "礼堂", seats=20, times=FIFTH)
    people = (helper("H1", times=FIFTH), helper("H2", times=EIGHTH))
    community = month(need("N1", volunteers(), ROOM, times=either), helpers=people, venues=(hall,))
    rebuilt = again(planned(community), tmp_path)
    assert stands(rebuilt, "N1", "H2").code == "apart"
    trial = pair_facts(rebuilt, "N1", "H2").trial
    assert trial is not None
    assert (trial.outcome, [code for code, _ in trial.clash]) == ("clash", ["pin", "no_common_time"])


def test_where_no_slot_suits_all_everybody_s_own_times_are_told(tmp_path: Path) -> None:
    hall = Venue("V1", "礼堂", seats=20, times=FIFTH)
    event = need("N1", volunteers(), ROOM, times=parse_times("12月5日上午；12月8日上午"))
    community = month(event, helpers=(helper("H1", times=EIGHTH),), venues=(hall,))
    rebuilt = again(planned(community), tmp_path)
    told = {who: stands(rebuilt, "N1", who) for who in ("H1", "V1")}
    assert {who: (item.code, dict(item.figures)) for who, item in told.items()} == {
        "H1": ("free", {"times": "12月8日上午"}),
        "V1": ("free", {"times": "12月5日上午"}),
    }


def test_a_team_is_not_set_against_one_of_several_people(tmp_path: Path) -> None:
    team = Helper("T1", headcount=2, skills={"志愿者": 3})
    people = (helper("H1"), helper("H2"), team)
    rebuilt = again(planned(month(need("N1", volunteers(2)), helpers=people)), tmp_path)
    found = stands(rebuilt, "N1", "T1")
    assert (found.code, dict(found.figures)["beside"]) == ("lower", "H1、H2")
    only = again(planned(month(need("N1", volunteers(2)), helpers=(helper("H1"), team))), tmp_path)
    assert stands(only, "N1", "H1").code == "team"


def test_who_is_free_for_a_need_that_lacks_money_is_told_so(tmp_path: Path) -> None:
    community = month(
        need("N1", volunteers(), Requirement(Kind.FUND, "", 300)), helpers=(helper("H1"),), funds=(Fund("F1", "", 100),)
    )
    rebuilt = again(planned(community), tmp_path)
    assert stands(rebuilt, "N1", "H1").code == "free"
    facts = resource_facts(rebuilt, "H1")
    assert facts.why_not == "unserved"
    assert [item.reason for item in facts.openings] == ["money_short"]
    (more,) = resource_facts(rebuilt, "F1").loosened
    assert (more.code, dict(more.figures)["more"], more.demand_ids) == ("money_short", "200", ("N1",))


def test_a_pin_that_no_plan_can_have_is_told_with_what_its_need_lacks(tmp_path: Path) -> None:
    """Three people and an electrician at once, of two who can do both."""
    electrician = Requirement(Kind.HELPER, "水电工", 1, 2)
    both = {"志愿者": 3, "水电工": 3}
    people = (Helper("H1", skills=both), Helper("H2", headcount=2, skills=both))
    rebuilt = again(planned(month(need("N1", volunteers(3), electrician, times=FIFTH), helpers=people)), tmp_path)
    facts = pair_facts(rebuilt, "N1", "H1")
    assert facts.state == "allowed"
    assert facts.trial is not None
    assert (facts.trial.outcome, [code for code, _ in facts.trial.clash]) == ("clash", ["pin", "clash"])


# -- why not me ------------------------------------------------------------------------------------------------


def test_somebody_idle_is_told_the_reason_that_counts(tmp_path: Path) -> None:
    people = (
        helper("H1"),
        helper("H2", active=False),
        Helper("H3", skills={"书法": 3}),
        helper("H4", groups=frozenset({"骑手"})),
    )
    rebuilt = again(planned(month(need("N1", volunteers(), groups=("老年人",)), helpers=people)), tmp_path)
    codes = {item.helper_id: resource_facts(rebuilt, item.helper_id).why_not for item in people}
    assert codes == {"H1": "", "H2": "paused", "H3": "not_asked", "H4": "shut"}
    (opened,) = resource_facts(rebuilt, "H4").loosened
    assert (opened.code, opened.demand_ids) == ("group_not_served", ("N1",))


def test_the_half_day_that_opens_most_is_found(tmp_path: Path) -> None:
    """Two needs on Tuesdays, one on a Wednesday; H2 is free on Mondays alone."""
    needs = (
        need("N1", volunteers(), times=parse_times("周二晚上")),
        need("N2", volunteers(), times=parse_times("12月8日晚上")),
        need("N3", volunteers(), times=parse_times("周三上午")),
    )
    people = (helper("H1"), helper("H2", times=parse_times("周一上午")))
    facts = resource_facts(again(planned(month(*needs, helpers=people)), tmp_path), "H2")
    (opened,) = facts.loosened
    assert dict(opened.figures) == {"weekday": "1", "half": str(int(Half.EVENING))}
    assert opened.demand_ids == ("N1", "N2")


def test_the_nearest_is_told_first(tmp_path: Path) -> None:
    needs = (
        need("N1", volunteers(), grid="甲"),
        need("N2", volunteers(), grid="乙"),
        need("N3", volunteers(), grid="丙"),
    )
    walks = {("甲", "丁"): 30.0, ("乙", "丁"): 12.0, ("丙", "丁"): 18.0}
    people = (helper("H1", 20), helper("H2", grid="丁", max_walk=10))
    facts = resource_facts(again(planned(month(*needs, helpers=people, distances=walks)), tmp_path), "H2")
    (shut,) = facts.shut
    assert (shut.code, [item.demand_id for item in shut.closed]) == ("too_far", ["N2", "N3", "N1"])
    assert [(dict(item.figures)["to"], item.demand_ids) for item in facts.loosened] == [
        ("30", ("N1", "N2", "N3")),
        ("12", ("N2",)),
    ]


def test_a_need_that_takes_no_part_says_so(tmp_path: Path) -> None:
    needs = (need("N1", volunteers()), need("N2", volunteers(), status=NeedStatus.HANDED_ON))
    rebuilt = again(planned(month(*needs, helpers=(helper("H1"),))), tmp_path)
    assert need_facts(rebuilt, "N2").state == "out"
    assert pair_facts(rebuilt, "N2", "H1").state == "out"


def test_a_pin_that_is_a_fault_of_the_input_is_told_in_its_own_words(tmp_path: Path) -> None:
    late = need("N1", volunteers(), due_on=dt.date(2026, 11, 20))
    rebuilt = again(planned(month(late, helpers=(helper("H1"),))), tmp_path)
    trial = pair_facts(rebuilt, "N1", "H1").trial
    assert trial is not None
    assert (trial.outcome, [problem.code for problem in trial.problems]) == ("failed", ["pin_breaks_rule"])
    assert dict(trial.problems[0].params)["rule"] == "past_due"


def test_a_member_answers_for_its_bundle(tmp_path: Path) -> None:
    needs = (need("N1", volunteers(), bundle="同一件"), need("N2", volunteers(), bundle="同一件"))
    facts = need_facts(again(planned(month(*needs, helpers=(helper("H1"),))), tmp_path), "N2")
    assert facts.state == "served"
    assert facts.demand is not None
    assert facts.demand.need_ids == ("N1", "N2")
    assert [row.resource_id for part in facts.parts for row in part.rows] == ["H1"]


# -- laws on random months -------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=SEEDS)
def rebuilt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rebuilt:
    return again(planned(random_community(request.param)), tmp_path_factory.mktemp("month"))


def test_everybody_who_offers_it_is_counted_once(rebuilt: Rebuilt) -> None:
    for need_id in rebuilt.inst.owner:
        for part in need_facts(rebuilt, need_id).parts:
            turned = sum(item.count for item in part.turned_down)
            assert part.offers == len(part.standings) + turned
            on_it = {item.resource_id for item in part.standings if item.code == "on_it"}
            assert on_it == {row.resource_id for row in part.rows}


def test_who_has_too_little_left_is_told_by_the_sums_of_the_plan(rebuilt: Rebuilt) -> None:
    spent: Counter[str] = Counter()
    for row in rebuilt.plan.assignments:
        spent[row.resource_id] += row.hours  # type: ignore[assignment]
    for item in rebuilt.judged:
        for part in need_facts(rebuilt, item.demand.lead.need_id).parts:
            for candidate in part.standings:
                resource = rebuilt.inst.resource[candidate.resource_id]
                if isinstance(resource, Helper) and candidate.code in ("hours", "lower", "equal", "higher", "free"):
                    own = next(one for one in part.part.candidates if one.resource_id == candidate.resource_id)
                    times = 1 if item.demand.event and not item.demand.pair else item.demand.sessions
                    short = own.hours * times > resource.hours - spent[resource.helper_id] + 1e-6
                    assert short == (candidate.code == "hours")


def test_a_resource_and_the_needs_say_the_same(rebuilt: Rebuilt) -> None:
    """Every opening of a resource is one of the need's others, and every shut one is turned down there."""
    for resource_id in rebuilt.kinds:
        facts = resource_facts(rebuilt, resource_id)
        for opening in facts.openings:
            part = need_facts(rebuilt, opening.part.asking.demand.lead.need_id).parts[opening.part.index]
            assert opening.standing in part.others
            assert (opening.reason == "") == (opening.demand_id in rebuilt.plan.slots)
        for shut in facts.shut:
            for closed in shut.closed:
                assert closed.part.against(resource_id) == closed.rejection
        assert facts.rows == tuple(row for row in rebuilt.plan.assignments if row.resource_id == resource_id)


def widened(resource: Resource, way: Loosened) -> Resource | None:
    """Return a resource with what would open more to it; ``None`` for what is tested elsewhere."""
    given = dict(way.figures)
    field = {
        "too_far": "max_walk", "hours_short": "hours", "sessions_short": "sessions", "venue_too_small": "seats",
        "over_cap": "cap", "money_short": "amount",
    }.get(way.code)  # fmt: skip
    changed: dict[str, Any] = {}
    if field:
        value = float(given["to"])
        changed[field] = int(value) if field in ("sessions", "seats") else value
    elif way.code == "level_too_low":
        assert isinstance(resource, Helper)
        skills = {name: max(level, int(given["level"])) for name, level in resource.skills.items()}
        changed["skills"] = skills
    elif way.code in ("checks_missing", "no_facilities"):
        name = "checks" if way.code == "checks_missing" else "facilities"
        changed[name] = getattr(resource, name) | set(given[{"checks": "checks"}.get(name, "missing")].split("、"))
    elif way.code in ("paused", "group_not_served", "fund_category", "agreement"):
        changed = {
            "paused": {"active": True},
            "group_not_served": {"groups": frozenset()},
            "fund_category": {"categories": frozenset()},
            "agreement": {"agreed_from": None, "agreed_until": None},
        }[way.code]  # fmt: skip
    elif way.code == "no_common_time":
        day = "周" + "一二三四五六日"[int(given["weekday"])]
        changed["times"] = parse_times(day + ("上午", "下午", "晚上")[int(given["half"])])
    else:
        return None
    wider: Any = replace(resource, **changed)
    return wider  # type: ignore[no-any-return]


def with_resource(community: Community, resource: Resource) -> Community:
    """Return a community with another version of one of its resources."""
    lists = {"helpers": Helper, "units": Unit, "venues": Venue, "funds": Fund, "goods": Goods}
    changed: dict[str, Any] = {
        name: tuple(resource if item.resource_id == resource.resource_id else item for item in getattr(community, name))
        for name, kind in lists.items()
        if isinstance(resource, kind)
    }
    return replace(community, **changed)


def ways(rebuilt: Rebuilt) -> Iterator[tuple[Resource, Loosened]]:
    for resource_id in rebuilt.kinds:
        facts = resource_facts(rebuilt, resource_id)
        yield from ((facts.resource, way) for way in facts.loosened)


def test_what_would_open_more_to_somebody_does(rebuilt: Rebuilt) -> None:
    for resource, way in ways(rebuilt):
        wider = widened(resource, way)
        if wider is None:
            continue
        inst = Instance(with_resource(rebuilt.community, wider))
        able = {
            item.demand.demand_id
            for item in judge(inst)
            for part in item.parts
            for candidate in part.candidates
            if candidate.resource_id == resource.resource_id
        }
        assert set(way.demand_ids) <= able, (resource, way)


def test_a_pinned_pair_never_makes_a_better_plan_and_costs_what_is_said(rebuilt: Rebuilt) -> None:
    tried = 0
    for demand in rebuilt.inst.demands:
        for resource_id in rebuilt.kinds:
            facts = pair_facts(rebuilt, demand.lead.need_id, resource_id)
            if facts.trial is None:
                continue
            tried += 1
            trial = facts.trial
            if trial.outcome == "clash":
                pin = commatch.community.Opinion(demand.demand_id, resource_id, Stance.PIN)
                forced = replace(rebuilt.community, opinions=(*rebuilt.community.opinions, pin))
                assert commatch.match(forced).outcome is Outcome.NO_PLAN
                continue
            assert trial.outcome == "planned"
            assert trial.proven
            assert trial.before is not None
            assert trial.after is not None
            before = (trial.before.must, trial.before.priority, trial.before.needs)
            assert (trial.after.must, trial.after.priority, trial.after.needs) <= before
            if trial.after.priority == trial.before.priority:
                assert trial.after.score <= trial.before.score + 1e-6
            assert trial.after.needs - trial.before.needs == len(trial.gained) - len(trial.lost)
            assert {row.resource_id for row in trial.rows} == {resource_id}
    assert tried > 0


def test_the_rules_decide_whether_a_pair_may_be(rebuilt: Rebuilt) -> None:
    for item in rebuilt.judged:
        for resource_id, kind in rebuilt.kinds.items():
            resource = rebuilt.inst.resource[resource_id]
            asked = [part for part in item.parts if any(one is resource for one in rebuilt.inst.pool(part.requirement))]
            asked = [part for part in asked if part.requirement.kind is kind]
            allowed = [part for part in asked if not isinstance(part.asking.verdict(resource), Rejection)]
            facts = pair_facts(rebuilt, item.demand.lead.need_id, resource_id, time_limit=30)
            there = any(row.resource_id == resource_id for row in rebuilt.plan.of(item.demand.demand_id))
            wanted = "planned" if there else "allowed" if allowed else "forbidden" if asked else "not_asked"
            assert facts.state == wanted
