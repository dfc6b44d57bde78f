"""Matching from end to end on tiny months solved by hand: solvers, gaps, pins that clash, ties and times."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from oracle.random_communities import random_community
from oracle.tiers import solve_tiers

import commatch
from commatch.community import Community, Helper, Kind, Need, NeedStatus, Opinion, Requirement, Stance, Unit, Venue
from commatch.matching.engine import match
from commatch.matching.plan import Outcome
from commatch.matching.rules.cover import minimal_covers
from commatch.settings import Settings
from commatch.workbook.times_grammar import parse_times

MONTH = dt.date(2026, 12, 1)
SAMPLE = Path(__file__).resolve().parent.parent / "data" / "samples" / "标准表" / "社区月度清单.xlsx"


def need(need_id: str, *requirements: Requirement, **fields: object) -> Need:
    event = any(item.kind is Kind.VENUE for item in requirements) or "times" in fields
    return Need(need_id, need_id, requirements=requirements, event=event, **fields)  # type: ignore[arg-type]


def helper(helper_id: str, hours: float = 8, **fields: object) -> Helper:
    return Helper(helper_id, skills={"志愿者": 3}, hours=hours, **fields)  # type: ignore[arg-type]


def volunteers(count: int = 1, hours: float = 2) -> Requirement:
    return Requirement(Kind.HELPER, "志愿者", count, hours)


def month(*needs: Need, settings: dict[str, object] | None = None, **rows: object) -> Community:
    given = Settings(month=MONTH, **(settings or {}))  # type: ignore[arg-type]
    return Community(settings=given, needs=needs, **rows)  # type: ignore[arg-type]


def tiers(community: Community) -> dict[str, float]:
    return {tier.name: tier.value for tier in match(community).tiers}


def test_cbc_reaches_the_same_values_as_highs_on_the_sample() -> None:
    community = commatch.read([SAMPLE], month="2026-12")
    highs = match(community)
    cbc = match(community, replace(community.settings, solver="cbc"))
    assert cbc.outcome is Outcome.PLANNED
    assert cbc.solver.startswith("CBC")
    assert cbc.proven
    assert [tier.value for tier in cbc.tiers] == [tier.value for tier in highs.tiers]


@pytest.mark.parametrize("seed", range(30))
def test_cbc_agrees_with_the_oracle(seed: int) -> None:
    community = random_community(seed)
    answer = solve_tiers(community)
    result = match(community, replace(community.settings, solver="cbc"))
    assert (result.outcome is Outcome.PLANNED) == answer.feasible
    if answer.feasible:
        values = {tier.name: tier.value for tier in result.tiers}
        found = [values[name] for name in ("must", "coverage", "coverage_count", "quality")]
        assert found == pytest.approx([answer.must, float(answer.coverage), answer.count, float(answer.quality)])


def test_a_tier_stopped_within_the_gap_asked_is_not_called_proven() -> None:
    community = commatch.read([SAMPLE], month="2026-12")
    result = match(community, replace(community.settings, gap=0.5))
    loose = [tier for tier in result.tiers if tier.bound - tier.value > 0.05]
    assert loose, "a gap of one half stops some tier early"
    assert all(not tier.proven and tier.stopped_by == "gap" for tier in loose)
    assert not result.proven
    assert {code for code, _ in result.notes} == {"tier_not_proven"}


def test_pins_that_want_the_same_hours_are_the_clash_and_others_are_not() -> None:
    # H1 has 3 hours: N1 and N2 ask 2 each; N3 is pinned to H2 and disturbs nobody.
    community = month(
        *(need(name, volunteers()) for name in ("N1", "N2", "N3")),
        helpers=(helper("H1", 3), helper("H2")),
        opinions=tuple(Opinion(one, other, Stance.PIN) for one, other in (("N1", "H1"), ("N2", "H1"), ("N3", "H2"))),
    )
    result = match(community)
    assert result.outcome is Outcome.NO_PLAN
    assert [dict(figures) for _, figures in result.clash] == [
        {"need": "N1", "resource": "H1"},
        {"need": "N2", "resource": "H1"},
    ]


def test_a_confirmed_need_that_nobody_can_serve_says_why() -> None:
    community = month(
        need("N1", Requirement(Kind.HELPER, "瓦工", 1, 2), status=NeedStatus.CONFIRMED), helpers=(helper("H1"),)
    )
    result = match(community)
    assert result.outcome is Outcome.NO_PLAN
    assert [code for code, _ in result.clash] == ["forced", "no_skill"]


def test_a_pin_onto_a_paused_helper_is_an_input_problem() -> None:
    community = month(
        need("N1", volunteers()),
        helpers=(helper("H1", active=False), helper("H2")),
        opinions=(Opinion("N1", "H1", Stance.PIN),),
    )
    result = match(community)
    assert result.outcome is Outcome.INPUT_PROBLEMS
    assert [problem.code for problem in result.problems] == ["pin_breaks_rule"]
    assert dict(result.problems[0].params)["rule"] == "paused"


def test_any_member_of_a_bundle_bans_and_pins() -> None:
    # N1 prefers H1, N2 of the same bundle bans it and pins H3: H3 does it although H2 scores as much.
    community = month(
        need("N1", volunteers(), bundle="a"),
        need("N2", volunteers(), bundle="a"),
        helpers=tuple(helper(name) for name in ("H1", "H2", "H3")),
        opinions=(
            Opinion("N1", "H1", Stance.PREFER),
            Opinion("N2", "H1", Stance.BAN),
            Opinion("N2", "H3", Stance.PIN),
        ),
    )
    result = match(community)
    assert [row.resource_id for row in result.plan.assignments] == ["H3"]
    assert result.violations == ()


def test_two_events_in_one_slot_share_nobody_even_in_the_compact_model() -> None:
    # Both events can only be on 5 December in the morning, and both ask the one helper: one is served.
    times = parse_times("12月5日上午")
    community = month(
        need("N1", volunteers(), times=times, urgency=3),
        need("N2", volunteers(), times=times, urgency=2),
        helpers=(helper("H1"),),
    )
    result = match(community)
    assert set(result.plan.slots) == {"N1"}
    assert [item.code for item in result.unserved] == ["slots_taken"]


def test_a_series_changes_hands_where_nobody_is_always_free() -> None:
    # Two weekly slots; H1 only has the first, H2 only the second.
    community = month(
        need("N1", volunteers(), times=parse_times("12月5日上午；12月12日上午"), sessions=2),
        helpers=(helper("H1", times=parse_times("12月5日上午")), helper("H2", times=parse_times("12月12日上午"))),
    )
    assert [row.resource_id for row in match(community).plan.assignments] == ["H1", "H2"]
    pair = replace(community, needs=(replace(community.needs[0], category="结对"),))
    assert match(pair).plan.slots == {}


def test_a_unit_gives_two_services_of_one_event_but_not_of_two() -> None:
    times = parse_times("12月5日上午")
    both = (Requirement(Kind.UNIT, "义诊"), Requirement(Kind.UNIT, "讲座"))
    unit = Unit("U1", services=frozenset({"义诊", "讲座"}), sessions=4)
    assert len(match(month(need("N1", *both, times=times), units=(unit,))).plan.assignments) == 2
    two = month(need("N1", both[0], times=times), need("N2", both[1], times=times), units=(unit,))
    assert len(match(two).plan.slots) == 1


def test_nothing_to_serve_is_a_plan_all_the_same() -> None:
    result = match(month(need("N1"), venues=(Venue("V1", seats=3),)))
    assert result.outcome is Outcome.PLANNED
    assert result.proven
    assert [item.code for item in result.unserved] == ["not_broken_down"]


def test_a_time_limit_still_gives_a_plan_and_says_that_it_is_not_proven() -> None:
    community = commatch.read([SAMPLE], month="2026-12")
    result = match(community, replace(community.settings, time_limit=0.1))
    assert result.outcome is Outcome.PLANNED
    assert result.violations == ()
    assert result.proven or any(tier.stopped_by for tier in result.tiers if not tier.proven)


def test_the_ways_to_reach_a_count_leave_nobody_to_spare() -> None:
    # 5 people from one team of 4, one of 3, one of 2 and two singles: nobody in any way could stay at home.
    ways = set(minimal_covers(5, {4: 1, 3: 1, 2: 1, 1: 2}))
    assert ways == {
        ((4, 1), (3, 1)),
        ((4, 1), (2, 1)),
        ((4, 1), (1, 1)),
        ((3, 1), (2, 1)),
        ((3, 1), (1, 2)),
    }


@pytest.mark.parametrize(
    ("community", "code"),
    [
        pytest.param(
            month(need("N1", volunteers(), volunteers()), helpers=(helper("H1"),)), "clash", id="one for two things"
        ),
        pytest.param(
            month(
                need("N1", volunteers(), times=parse_times("周六上午"), sessions=3),
                helpers=(helper("H1", 3), helper("H2", 1)),
            ),
            "hours_short",
            id="hours for one of three sessions",
        ),
        pytest.param(
            month(
                need("N1", Requirement(Kind.UNIT, "义诊"), times=parse_times("周六上午"), sessions=3),
                units=(Unit("U1", services=frozenset({"义诊"}), sessions=2),),
            ),
            "sessions_short",
            id="two sessions for three",
        ),
    ],
)
def test_a_need_that_is_impossible_even_alone_blames_no_other(community: Community, code: str) -> None:
    result = match(community)
    assert [item.code for item in result.unserved] == [code]
    assert all("by" not in dict(figures) for item in result.unserved for _, figures in item.reasons)


def test_a_pin_of_a_need_past_its_due_date_is_an_input_problem() -> None:
    community = month(
        need("N1", volunteers(), due_on=dt.date(2026, 11, 20)),
        helpers=(helper("H1"),),
        opinions=(Opinion("N1", "H1", Stance.PIN),),
    )
    result = match(community)
    assert result.outcome is Outcome.INPUT_PROBLEMS
    assert dict(result.problems[0].params)["rule"] == "past_due"


def test_urgent_needs_alone_are_an_order_too() -> None:
    """Where coverage is not sought, a plan with what must be kept is found even if the quick start lacks it."""
    one = need("N1", volunteers(hours=3), status=NeedStatus.CONFIRMED)
    other = need("N2", volunteers(hours=2), volunteers(hours=2), status=NeedStatus.CONFIRMED)
    community = month(one, other, helpers=(helper("H1", 5), helper("H2", 2)))
    result = match(replace(community, settings=replace(community.settings, tiers=("must",))))
    assert result.outcome is Outcome.PLANNED
    assert set(result.plan.slots) == {"N1", "N2"}
