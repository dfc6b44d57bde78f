"""What was confirmed stays, what was rejected goes, a no is a no, and nothing moves where nothing changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from oracle.random_communities import random_community
from test_engine import MONTH, helper, month, need, volunteers

import commatch
from commatch.assemble.joined import joined
from commatch.community import Community, Kind, NeedStatus, Past
from commatch.matching.audit import audit
from commatch.matching.measures import measures
from commatch.matching.plan import Outcome, Plan
from commatch.matching.result import Result
from commatch.previous import Previous
from commatch.previous_projects import Decision, Edit, Reply
from commatch.reports.project_list import project_list
from commatch.reports.view import View
from commatch.times import Half, Slot
from commatch.workbook.schema import Lang
from commatch.workbook.times_grammar import parse_times

FAIR = {"fair_group_size": 1, "fair_tolerance": 0.3}


def decided(previous: Previous, **decisions: Decision | None) -> Previous:
    """Return a plan that came back with decisions, by demand."""
    projects = tuple(
        replace(project, decision=decisions.get(project.demand_id, project.decision)) for project in previous.projects
    )
    return replace(previous, projects=projects)


def replied(previous: Previous, demand_id: str, resource_id: str, reply: Reply) -> Previous:
    """Return a plan that came back with a reply."""
    projects = tuple(
        replace(
            project,
            rows=tuple(
                replace(row, reply=reply) if (row.need_id, row.resource_id) == (demand_id, resource_id) else row
                for row in project.rows
            ),
        )
        for project in previous.projects
    )
    return replace(previous, projects=projects)


def again(result: Result, change: Callable[[Previous], Previous] = lambda previous: previous) -> Result:
    """Match once more after a plan came back."""
    return commatch.match(joined(result.community, change(result.as_previous())))


def people(result: Result) -> dict[str, set[str]]:
    return {demand_id: {row.resource_id for row in result.plan.of(demand_id)} for demand_id in result.plan.slots}


# N1 and N2 want a volunteer for 2 hours each; H1 has 4 hours, H2 and H3 have 2; N1 must be served.
THREE = month(
    need("N1", volunteers(), urgency=5),
    need("N2", volunteers(), urgency=3),
    helpers=(helper("H1", 4), helper("H2", 2), helper("H3", 2)),
)

CHUNKS = [*range(0, 80, 20), *(pytest.param(first, marks=pytest.mark.slow) for first in range(80, 120, 20))]
"""Seeds of random months, twenty from each of these on."""


@pytest.mark.parametrize("first", CHUNKS)
def test_nothing_moves_where_nothing_changed(first: int) -> None:
    for seed in range(first, first + 20):
        community = random_community(seed)
        community = replace(community, settings=replace(community.settings, **FAIR))  # type: ignore[arg-type]
        result = commatch.match(community)
        if result.outcome is Outcome.PLANNED:
            second = commatch.match(replace(community, previous=result.as_previous()))
            assert second.changes == (), seed
            assert (second.plan.slots, second.plan.assignments) == (result.plan.slots, result.plan.assignments), seed


@pytest.mark.parametrize("first", CHUNKS)
def test_confirmed_projects_are_untouched_when_another_is_rejected(first: int) -> None:
    seen = 0
    for seed in range(first, first + 20):
        result = commatch.match(random_community(seed))
        held = [demand_id for demand_id in result.plan.slots if result.demand[demand_id].forced]
        free = sorted(result.plan.slots.keys() - held - {pair for pair, _ in result.instance.pins})
        if result.outcome is not Outcome.PLANNED or len(result.plan.slots) < 2 or not free:
            continue
        seen += 1
        choices = dict.fromkeys(result.plan.slots, Decision.CONFIRM) | {free[0]: Decision.REJECT}
        second = again(result, lambda previous, choices=choices: decided(previous, **choices))
        assert second.outcome is Outcome.PLANNED, seed
        assert free[0] not in second.plan.slots
        lasting = [row for row in result.plan.assignments if row.demand_id != free[0] and row.kind is not Kind.GOODS]
        assert set(lasting) <= set(second.plan.assignments), seed
        kept = {demand_id: at for demand_id, at in result.plan.slots.items() if demand_id != free[0]}
        assert kept.items() <= second.plan.slots.items(), seed
        codes = {item.need_id: item.code for item in second.unserved}
        assert codes[free[0]] == "rejected"
    assert seen > 2


def test_what_was_put_off_is_said_with_its_note() -> None:
    def postpone(previous: Previous) -> Previous:
        project, other = decided(previous, N1=Decision.POSTPONE).projects
        return replace(previous, projects=(replace(project, note="等物业"), other))

    result = again(commatch.match(THREE), postpone)
    (unserved,) = result.unserved
    assert (unserved.need_id, unserved.code, dict(unserved.reasons[0][1])) == ("N1", "postponed", {"note": "等物业"})
    assert [(change.need_id, change.reason[0]) for change in result.changes] == [("N1", "postponed")]
    # and so it stays in the next round, where nobody decides anything
    assert [item.code for item in again(result).unserved] == ["postponed"]


def test_a_project_to_be_changed_gets_somebody_else() -> None:
    first = commatch.match(THREE)
    result = again(first, lambda previous: decided(previous, N1=Decision.CHANGE))
    assert people(result)["N1"] != people(first)["N1"]
    assert {change.reason[0] for change in result.changes if change.need_id == "N1"} == {"change_wanted"}


def test_a_project_that_can_t_change_goes_unserved() -> None:
    only = replace(THREE, helpers=THREE.helpers[:1])
    result = again(commatch.match(only), lambda previous: decided(previous, N1=Decision.CHANGE))
    assert {item.need_id: item.code for item in result.unserved} == {"N1": "change_asked"}


def test_who_declined_is_not_asked_again_even_rounds_later() -> None:
    first = commatch.match(THREE)
    (who,) = people(first)["N1"]
    second = again(first, lambda previous: replied(previous, "N1", who, Reply.DECLINE))
    assert who not in people(second)["N1"]
    assert ("N1", "declined") in {(change.need_id, change.reason[0]) for change in second.changes}
    assert who not in people(again(second))["N1"]


def event_month() -> Community:
    # N1 may be on the 5th or the 6th in the morning; only H1 and H2 can help.
    times = parse_times("12月5日上午；12月6日上午")
    return month(need("N1", volunteers(), times=times, urgency=3), helpers=(helper("H1"), helper("H2")))


def test_who_is_away_is_free_of_that_slot_alone() -> None:
    first = commatch.match(event_month())
    (who,) = people(first)["N1"]
    (slot,) = first.plan.slots["N1"]
    second = again(first, lambda previous: replied(previous, "N1", who, Reply.AWAY))
    assert (who, slot) not in {(row.resource_id, row.slot) for row in second.plan.assignments}
    assert second.plan.served == {"N1"}
    alone = replace(second.community, helpers=tuple(item for item in THREE.helpers if item.helper_id == who))
    (other,) = commatch.match(alone).plan.slots["N1"]
    assert other != slot


def test_from_a_day_on_what_was_confirmed_before_stays_and_the_rest_moves() -> None:
    first = commatch.match(event_month())
    assert first.plan.slots["N1"] == (Slot(dt.date(2026, 12, 5), Half.MORNING),)
    later = replace(first.community, settings=replace(first.settings, start=dt.date(2026, 12, 6)))
    proposed = commatch.match(joined(later, first.as_previous()))
    assert proposed.plan.slots["N1"] == (Slot(dt.date(2026, 12, 6), Half.MORNING),)
    assert [change.reason[0] for change in proposed.changes] == ["before_start"]
    confirmed = commatch.match(joined(later, decided(first.as_previous(), N1=Decision.CONFIRM)))
    assert confirmed.plan.slots == first.plan.slots
    assert confirmed.changes == ()


def test_an_id_typed_in_is_kept_and_its_reason_said() -> None:
    first = commatch.match(THREE)
    (before,) = people(first)["N2"]
    after = next(item.helper_id for item in THREE.helpers if item.helper_id not in people(first)["N2"])

    def typed(previous: Previous) -> Previous:
        projects = tuple(
            replace(project, edits=(Edit("N2", Kind.HELPER, "志愿者", before, after, None, None, "居民点名"),))
            if project.demand_id == "N2"
            else project
            for project in previous.projects
        )
        return replace(previous, projects=projects)

    result = again(first, typed)
    assert people(result)["N2"] == {after}
    rows = {made.sheet.key: made for made in project_list(result, Lang.ZH)}["assignments"]
    at = [column.key for column in rows.sheet.columns].index("reason")
    assert any("手工指定（居民点名）" in str(row[at]) for row in rows.rows)
    assert people(again(result))["N2"] == {after}


def test_an_id_typed_in_that_breaks_a_rule_is_an_input_problem() -> None:
    first = commatch.match(THREE)
    (before,) = people(first)["N2"]
    paused = replace(first.community, helpers=(*THREE.helpers, helper("H9", active=False)))
    edit = Edit("N2", Kind.HELPER, "志愿者", before, "H9", None, None)
    previous = first.as_previous()
    projects = tuple(replace(item, edits=(edit,)) if item.demand_id == "N2" else item for item in previous.projects)
    result = commatch.match(joined(paused, replace(previous, projects=projects)))
    assert result.outcome is Outcome.INPUT_PROBLEMS
    assert [problem.code for problem in result.problems] == ["kept_breaks_rule"]


def test_what_completed_projects_used_is_gone_in_every_later_round() -> None:
    only = replace(THREE, helpers=(helper("H1", 4),))
    first = commatch.match(only)
    previous = first.as_previous()
    done = tuple(
        replace(item, status=NeedStatus.DONE) if item.demand_id == "N1" else item for item in previous.projects
    )
    second = commatch.match(joined(only, replace(previous, projects=done)))
    assert second.plan.served == {"N2"}
    assert [helper.hours for helper in second.community.helpers] == [2.0]
    assert [problem.code for problem in second.problems] == ["previous_used"]
    third = commatch.match(joined(only, second.as_previous()))
    assert third.plan.served == {"N2"}
    assert [helper.hours for helper in third.community.helpers] == [2.0]


@pytest.mark.parametrize(("given", "left"), [(2.0, 2.0), (2.5, 2.0), (1.0, 3.0), (0.0, 4.0)])
def test_who_gave_more_than_planned_still_does_what_is_confirmed(given: float, left: float) -> None:
    only = replace(THREE, helpers=(helper("H1", 4),))
    first = commatch.match(only)
    assert first.plan.served == {"N1", "N2"}  # 2 hours each
    projects = tuple(
        replace(item, status=NeedStatus.DONE, used={(Kind.HELPER, "H1"): given})
        if item.demand_id == "N1"
        else replace(item, status=NeedStatus.CONFIRMED)
        for item in first.as_previous().projects
    )
    second = commatch.match(joined(only, replace(first.as_previous(), projects=projects)))
    assert [one.hours for one in second.community.helpers] == [left]
    assert "N2" in second.plan.served
    moved = tuple(
        replace(
            item,
            edits=(Edit("N2", Kind.HELPER, "志愿者", "H2", "H1", None, None),),
            rows=tuple(replace(row, resource_id="H2") for row in item.rows),
        )
        if item.demand_id == "N2"
        else item
        for item in projects
    )  # whom nobody planned for it has no more than is left
    third = joined(only, replace(first.as_previous(), projects=moved))
    assert [one.hours for one in third.helpers] == [4 - given]


@pytest.mark.parametrize("status", [NeedStatus.DONE, NeedStatus.REVIEWED, NeedStatus.HANDED_ON, NeedStatus.POSTPONED])
def test_what_is_done_or_has_left_is_no_change(status: NeedStatus) -> None:
    first = commatch.match(event_month())
    (gone, *_) = sorted(first.plan.served)
    assert first.plan.of(gone)
    needs = tuple(replace(one, status=status) if one.need_id == gone else one for one in first.community.needs)
    second = commatch.match(joined(replace(first.community, needs=needs), first.as_previous()))
    assert gone not in second.plan.served
    tiers = {tier.name: tier.value for tier in second.tiers}
    assert (tiers["stability"], tiers["stability_slots"]) == (0, 0)
    assert measures(second.instance, second.judged, second.plan)["stability"] == 0


def test_an_audit_finds_what_a_previous_plan_forbids() -> None:
    first = commatch.match(event_month())
    (who,) = people(first)["N1"]
    nothing = Plan()

    def codes(change: Callable[[Previous], Previous], plan: Plan) -> set[str]:
        return {item.code for item in audit(joined(first.community, change(first.as_previous())), plan)}

    assert "confirmed" in codes(lambda previous: decided(previous, N1=Decision.CONFIRM), nothing)
    assert codes(lambda previous: decided(previous, N1=Decision.REJECT), first.plan) >= {"undone"}
    assert codes(lambda previous: decided(previous, N1=Decision.CHANGE), first.plan) == {"unchanged"}
    assert codes(lambda previous: replied(previous, "N1", who, Reply.DECLINE), first.plan) == {"declined"}
    assert codes(lambda previous: replied(previous, "N1", who, Reply.AWAY), first.plan) == {"away"}


# -- pairs -------------------------------------------------------------------------------------------------


def pair(**fields: object) -> Community:
    """Return a month with a need of a pair that H1 served last month; H2 is two levels better."""
    better = replace(helper("H2"), skills={"志愿者": 5})
    before = Past(dt.date(2026, 11, 1), "N1", "H1", 2.0)
    given = {"helpers": (helper("H1"), better), "history": (before,), **fields}
    return month(need("N1", volunteers(), category="结对"), settings={"weight_served": 0.0}, **given)


def test_a_pair_keeps_last_month_s_people_though_others_score_higher() -> None:
    result = commatch.match(pair())
    assert people(result)["N1"] == {"H1"}
    assert result.plan.released == ()
    other = replace(pair(), needs=(need("N1", volunteers(), category="维修"),))
    assert people(commatch.match(other))["N1"] == {"H2"}


@pytest.mark.parametrize(
    ("first", "why"),
    [(helper("H1", active=False), "paused"), (helper("H1", hours=1), "hours_short")],
)
def test_a_pair_is_released_where_last_month_s_people_can_t(first: object, why: str) -> None:
    result = commatch.match(pair(helpers=(first, helper("H2"))))
    assert people(result)["N1"] == {"H2"}
    assert result.plan.released == (("N1", "H1", why),)
    notes = {made.sheet.key: made for made in project_list(result, Lang.ZH)}["projects"]
    at = [column.key for column in notes.sheet.columns].index("notes")
    assert "本月换人" in str(notes.rows[0][at])


def test_a_pair_is_released_only_where_it_would_go_unserved() -> None:
    # N1 asks two; H1 can come only on the 5th, H3 only on the 6th: with H1 nobody else can be there.
    asked = need("N1", volunteers(2), category="结对", times=parse_times("12月5日上午；12月6日上午"))
    six = parse_times("12月6日上午")
    helpers = (
        helper("H1", times=parse_times("12月5日上午")),
        helper("H2", times=six),
        helper("H3", times=six),
    )
    result = commatch.match(replace(pair(helpers=helpers), needs=(asked,)))
    assert people(result)["N1"] == {"H2", "H3"}
    assert result.plan.released == (("N1", "H1", "pair_unserved"),)


# -- measures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", range(0, 80, 20))
def test_what_the_tiers_report_is_what_the_plan_is_worth(first: int) -> None:
    for seed in range(first, first + 20):
        community = random_community(seed)
        result = commatch.match(replace(community, settings=replace(community.settings, **FAIR)))  # type: ignore[arg-type]
        if result.outcome is not Outcome.PLANNED:
            continue
        values = measures(result.instance, result.judged, result.plan)
        for tier in result.tiers:
            if tier.name in values and tier.name not in ("coverage", "coverage_count", "quality", "continuity"):
                assert values[tier.name] == pytest.approx(tier.value, abs=1e-6), (seed, tier.name)
            if tier.name == "quality":
                assert tier.held is not None
                assert tier.held - 1e-6 <= values["quality"] <= tier.value + 1e-6
    assert View(result, Lang.EN).words.say("serves_others")
    assert MONTH.month == 12
