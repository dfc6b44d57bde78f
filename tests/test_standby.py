"""Standby: whoever is named passes the audit in the other's place, and whoever is not named does not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from oracle.random_communities import random_community
from test_engine import helper, month, need, volunteers

import commatch
from commatch.community import Community, Kind, Opinion, Requirement, Stance, Venue
from commatch.matching.audit import audit
from commatch.matching.plan import Assignment, Outcome, Plan
from commatch.matching.result import Result

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from generate import Size, draw
from halves import half_slow


def taken_over(result: Result, row: Assignment, resource_id: str) -> Plan | None:
    """Return the plan with another resource on an assignment; ``None`` where it is no candidate."""
    demand = result.demand[row.demand_id]
    judged = next(item for item in result.judged if item.demand is demand)
    found = [one for one in judged.parts[row.requirement].candidates if one.resource_id == resource_id]
    if not found:
        return None
    together = demand.pair and row.kind is Kind.HELPER

    def instead(other: Assignment) -> Assignment:
        same = (other.demand_id, other.requirement, other.resource_id) == (
            row.demand_id,
            row.requirement,
            row.resource_id,
        )
        if other != row and not (same and together):
            return other
        if row.kind is not Kind.HELPER:
            return replace(other, resource_id=resource_id)
        hours = found[0].hours * (1 if demand.event else demand.sessions)
        return replace(other, resource_id=resource_id, hours=hours, quantity=found[0].weight)

    return replace(result.plan, assignments=tuple(map(instead, result.plan.assignments)))


def results(seeds: range) -> Iterator[tuple[int, Community, Result]]:
    for seed in seeds:
        community = random_community(seed)
        result = commatch.match(community)
        if result.outcome is Outcome.PLANNED:
            yield seed, community, result


@pytest.mark.parametrize("first", half_slow(range(0, 300, 50)))
def test_who_stands_by_passes_the_audit_and_nobody_else_would(first: int) -> None:
    named = refused = 0
    for seed, community, result in results(range(first, first + 50)):
        assert set(result.standby) == set(result.plan.assignments)
        for row, found in result.standby.items():
            for resource_id in found.resource_ids:
                plan = taken_over(result, row, resource_id)
                assert plan is not None
                assert audit(community, plan) == (), (seed, row, resource_id)
                named += 1
            if len(found.resource_ids) == 3:
                continue
            others = {item.resource_id for item in community.resources(row.kind)}
            for resource_id in sorted(others - {*found.resource_ids, row.resource_id}):
                plan = taken_over(result, row, resource_id)
                if plan is not None and not (row.kind in (Kind.UNIT, Kind.GOODS) and on_it(result, row, resource_id)):
                    assert audit(community, plan), (seed, row, resource_id)
                    refused += 1
    assert named > 30
    assert refused > 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_everybody_who_stands_by_in_a_drawn_month_passes_the_audit_in_the_others_place(seed: int) -> None:
    needs = 20 + seed * 100 // 39
    community = draw(Size(needs, needs, 500 + seed, hours=0.5 + seed % 3 / 4))
    result = commatch.match(replace(community, settings=replace(community.settings, tiers=("must", "coverage"))))
    assert set(result.standby) == set(result.plan.assignments)
    named = 0
    for row, found in result.standby.items():
        for resource_id in found.resource_ids:
            plan = taken_over(result, row, resource_id)
            assert plan is not None
            assert audit(community, plan) == (), (row, resource_id)
            named += 1
    assert named


def on_it(result: Result, row: Assignment, resource_id: str) -> bool:
    """Tell whether a unit or a row of goods is on the same demand already: it is not asked twice."""
    return any(other.resource_id == resource_id for other in result.plan.of(row.demand_id))


def test_the_best_match_stands_first_and_three_are_enough() -> None:
    helpers = [helper(f"H{number}", grid="一" if number > 2 else "二") for number in range(1, 7)]
    community = month(need("N1", volunteers(), grid="一"), helpers=helpers)
    community = replace(community, distances={("一", "二"): 10.0})
    found = commatch.match(community)
    ((row, standby),) = found.standby.items()
    assert row.resource_id == "H3"
    assert standby.resource_ids == ("H4", "H5", "H6")


def test_where_nobody_could_step_in_that_is_a_single_point() -> None:
    community = month(need("N1", volunteers()), need("N2", volunteers()), helpers=(helper("H1"), helper("H2", hours=2)))
    found = commatch.match(replace(community, needs=community.needs[:1]))
    assert [item.nobody for item in found.standby.values()] == [False]
    busy = replace(community, helpers=(helper("H1", hours=2), helper("H2", hours=2)))
    assert [item.nobody for item in commatch.match(busy).standby.values()] == [True, True]


def test_a_pinned_helper_has_no_standby_and_is_no_single_point() -> None:
    community = month(need("N1", volunteers()), helpers=(helper("H1"), helper("H2")))
    pinned = replace(community, opinions=(Opinion("N1", "H2", Stance.PIN),))
    ((row, standby),) = commatch.match(pinned).standby.items()
    assert (row.resource_id, standby.resource_ids, standby.fixed, standby.nobody) == ("H2", (), "pinned", False)


def test_a_team_is_not_replaced_by_one_who_is_too_few() -> None:
    asked = need("N1", Requirement(Kind.HELPER, "志愿者", 3, 2))
    community = month(asked, helpers=(helper("H1"), helper("H2", headcount=5), helper("H3", headcount=3)))
    ((row, standby),) = commatch.match(community).standby.items()
    assert {row.resource_id, *standby.resource_ids} == {"H2", "H3"}


def test_a_venue_that_holds_another_event_then_does_not_stand_by() -> None:
    asked = Requirement(Kind.VENUE, "", 10)
    one, other = (need(name, asked) for name in ("N1", "N2"))
    venues = (Venue("V1", "甲", seats=20), Venue("V2", "乙", seats=20))
    found = commatch.match(month(one, other, venues=venues))
    assert {item.resource_ids for item in found.standby.values()} <= {("V1",), ("V2",), ()}
    for row, standby in found.standby.items():
        elsewhere = {(x.resource_id, x.slot) for x in found.plan.assignments if x.demand_id != row.demand_id}
        assert not {(name, row.slot) for name in standby.resource_ids} & elsewhere
