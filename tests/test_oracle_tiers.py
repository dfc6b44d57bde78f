"""The tiers from quality on, on communities solved by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from oracle.by_hand import PM, at, event, flexible, helper
from oracle.tier_terms import load_cost, past_minutes
from oracle.tiers import Kept, best_plan, solve_tiers
from oracle.tiers_by_hand import HOUR, last, month

from commatch.community import (
    Goods,
    Kind,
    Opinion,
    Past,
    Requirement,
    Stance,
)

NOVEMBER, OCTOBER, SEPTEMBER = (dt.date(2026, month, 1) for month in (11, 10, 9))


def test_plans_of_the_same_quality_may_differ_in_absolute_scores() -> None:
    # An hour each: H1 on N1 (3) and H2 on N2 (−1), or H2 on N1 (1) and H1 on N2 (1): 2 either way, of 4 or of 2.
    points = {("N1", "H1"): 3.0, ("N2", "H2"): -1.0, ("N1", "H2"): 1.0, ("N2", "H1"): 1.0}
    said = tuple(Opinion(need, name, None, score) for (need, name), score in points.items())
    people = (helper("H1", 1), helper("H2", 1))
    community = month(flexible("N1", HOUR), flexible("N2", HOUR), helpers=people, opinions=said, close=0.1)
    best = solve_tiers(community)
    assert (best.quality, best.quality_weights) == (2, {2, 4})
    # 2 − .1 × 4 = 1.6 and 2 − .1 × 2 = 1.8.
    assert best.floors(community) == [Decimal("1.6"), Decimal("1.8")]


def test_only_plans_of_the_best_quality_tell_absolute_scores() -> None:
    # One hour: N1 for 3 points or N2 for 5.
    said = (Opinion("N1", "H1", None, 3), Opinion("N2", "H1", None, 5))
    best = solve_tiers(month(flexible("N1", HOUR), flexible("N2", HOUR), helpers=(helper("H1", 1),), opinions=said))
    assert (best.quality, best.quality_weights) == (5, {5})


@pytest.mark.parametrize(("score", "chosen"), [(9.9, "H2"), (9.8, "H1")])
def test_balance_may_cost_as_much_quality_as_is_allowed(score: float, chosen: str) -> None:
    # H1 brings 10; the floor is 10 − .01 × 10 = 9.9. H1 has given 4 hours of 4 in November: from minute 240 on,
    # in steps of 60, each of 60 minutes costs 1 + 4 = 5. H2 has given nothing: 60 × 1.
    said = (Opinion("N1", "H1", Stance.PREFER), Opinion("N1", "H2", None, score))
    past = (Past(NOVEMBER, "X", "H1", 4),)
    people = (helper("H1", 4), helper("H2", 4))
    community = month(flexible("N1", HOUR), helpers=people, opinions=said, history=past)
    assert solve_tiers(community).quality == 10
    assert last(community).balance == {"H1": 300, "H2": 60}[chosen]
    assert best_plan(community) == Kept(frozenset({("N1", 0, chosen)}), frozenset())


def test_a_minute_costs_the_more_the_later_it_comes() -> None:
    # 4 hours: steps of 60 minutes. From minute 90: 30 minutes at 2, 30 at 3.
    assert load_cost(4, 90, 60) == 30 * 2 + 30 * 3
    # 1.5 hours: 22.5, the half up: 23 minutes at 1, one at 2. No hours: steps of one minute.
    assert load_cost(1.5, 0, 24) == 23 + 2
    assert load_cost(0, 3, 2) == 4 + 5


def test_the_two_months_before_count_and_blank_hours_as_none() -> None:
    # November 1.5 and October .25 hours: 105 minutes; neither September, December nor rows without month or hours.
    rows = ((NOVEMBER, 1.5), (OCTOBER, 0.25), (SEPTEMBER, 8), (dt.date(2026, 12, 1), 8), (None, 8), (NOVEMBER, None))
    past = (*(Past(day, "X", "H1", hours) for day, hours in rows), Past(NOVEMBER, "X", "H2", 3))
    community = month(flexible("N1", HOUR), helpers=(helper("H1", 4),), history=past)
    assert past_minutes(community, "H1") == 105
    # From minute 105 in steps of 60: 15 minutes at 2, 45 at 3.
    assert last(community).balance == 15 * 2 + 45 * 3
    longer = replace(community.settings, balance_months=3)
    assert past_minutes(replace(community, settings=longer), "H1") == 105 + 480


def test_load_is_spread_over_all_needs_of_a_helper() -> None:
    # Two needs of an hour, 4 hours each: 60 × 1 twice if shared, 60 × 1 + 60 × 2 by one helper. A visit twice:
    # both hours are in one row of 120 minutes.
    people = (helper("H1", 4), helper("H2", 4))
    assert last(month(flexible("N1", HOUR), flexible("N2", HOUR), helpers=people)).balance == 120
    assert last(month(flexible("N1", HOUR, sessions=2), helpers=people)).balance == 180


def test_of_equal_balance_who_was_never_asked_comes_first() -> None:
    # H1 was asked years ago, which costs nothing, H2 never: H2, though H1 stands first.
    past = (Past(dt.date(2024, 1, 1), "X", "H1", 5),)
    community = month(flexible("N1"), helpers=(helper("H1"), helper("H2")), history=past)
    assert last(community) == (120, 1, 0, 1)
    # A series counts every row: 2 hours of 8 in both slots, 240 minutes, steps of 120.
    series = month(event("N1", [at(1), at(7)], sessions=2), helpers=(helper("H2"),), history=past)
    # Its slots are half-days 0 and 18, once as they are, for it is the last need, and once bent: 18 × 168 / 16.
    assert last(series) == (120 + 240, 2, 0 + 18, 18 + 189)


def test_the_earliest_half_days_are_taken() -> None:
    # The 3rd in the afternoon is half-day 7, the 4th in the morning 9; a flexible need has none.
    needs = (event("N1", [at(4), at(3, PM)]), event("N2", [at(4), at(3, PM)]), flexible("N3"))
    found = last(month(*needs, helpers=(helper("H1"),)))
    assert found.earliest == 7 + 9
    assert found.ids == (2 + 1) * 0 + (3 * 7 + 2 * 9)  # the first of three needs has the earlier one


def test_early_needs_get_early_resources_and_goods_count_by_the_piece() -> None:
    # An hour each: H1 on N1 and H2 on N2: 0 × 2 + 1 × 1; the other way round 1 × 2 + 0 × 1.
    people = (helper("H1", 1), helper("H2", 1))
    assert last(month(flexible("N2", HOUR), flexible("N1", HOUR), helpers=people)).ids == 1
    # Three pieces: one of the first row and two of the second, 0 + 2; all of the second 3. N2 can't be served but
    # has its place: twice.
    rows = (Goods("W1", "急救包", 1), Goods("W2", "急救包", 5))
    wanted = Requirement(Kind.GOODS, "急救包", 3)
    assert last(month(flexible("N1", wanted), goods=rows)).ids == 2
    assert last(month(flexible("N1", wanted), flexible("N2"), goods=rows)).ids == 4
    # A paused one keeps its place as well.
    paused = (replace(people[0], active=False), people[1])
    assert last(month(flexible("N1", HOUR), helpers=paused)).ids == 1


def test_a_floor_above_the_best_quality_has_no_plan() -> None:
    community = month(flexible("N1"), helpers=(helper("H1"),))
    with pytest.raises(ValueError, match="no plan"):
        solve_tiers(community).last_tiers(Decimal("0.1"))
