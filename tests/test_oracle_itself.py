"""The oracle on communities solved by hand; blank grids leave nearness out where it is not asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from oracle.brute import solve
from oracle.by_hand import ANYONE, PM, SETTINGS, at, event, figures, flexible, helper, month
from oracle.random_communities import random_community
from oracle.random_resources import named
from oracle.weights import priority

from commatch.community import (
    Community,
    Goods,
    Helper,
    Kind,
    Need,
    NeedStatus,
    Opinion,
    Past,
    Requirement,
    Stance,
)
from commatch.settings import Settings
from commatch.times import EveryDay, Part, Times, Weekdays


@pytest.mark.parametrize(
    ("need", "weight"),
    [
        (flexible("N1", urgency=1), "1.0"),
        (flexible("N1", urgency=3, groups=("独居老人", "高龄独居老人")), "6.0"),  # 4 × 1.5
        (flexible("N1", urgency=2, beneficiaries=100), "3.0"),  # 2 × (1 + .25 × 2)
        (flexible("N1", urgency=1, raised_on=dt.date(2026, 11, 30)), "1.2"),  # 1.15, the half goes up
        (flexible("N1", urgency=1, raised_on=dt.date(2027, 1, 1)), "1.0"),  # never less than no waiting
        (flexible("N1", urgency=5, groups=("骑手",), raised_on=dt.date(2025, 12, 31)), "53.8"),  # 19.2 × 2.8
    ],
)
def test_a_weight_is_worked_out_by_hand(need: Need, weight: str) -> None:
    assert priority(need, SETTINGS) == Decimal(weight)


def test_hours_go_to_the_greatest_weight_not_to_the_greatest_number() -> None:
    # 4 hours: either N1 (4 h, weight 8) or N2 and N3 (2 h each, 2 + 4 = 6).
    long = replace(ANYONE, hours=4)
    needs = (flexible("N1", long, urgency=4), flexible("N2", urgency=2), flexible("N3", urgency=3))
    assert figures(solve(month(*needs, helpers=(helper("H1", 4),)))) == (0, "8.0", 1, "0.0")


def test_an_urgent_need_comes_before_any_weight() -> None:
    # N1 is urgent, weight 16; N2 and N3 would be 2 × 8 × 1.5 = 24 in the same 2 hours.
    half = replace(ANYONE, hours=1)
    others = [flexible(name, half, urgency=4, groups=("失能老人",)) for name in ("N2", "N3")]
    answer = solve(month(flexible("N1", urgency=5), *others, helpers=(helper("H1", 2),)))
    assert figures(answer) == (1, "16.0", 1, "0.0")


def test_of_equal_weights_the_greater_number_wins() -> None:
    # 2 hours: N1 (weight 4) or N2 and N3 (2 each, one hour each).
    half = replace(ANYONE, hours=1)
    needs = (flexible("N1", urgency=3), flexible("N2", half), flexible("N3", half))
    assert figures(solve(month(*needs, helpers=(helper("H1", 2),)))) == (0, "4.0", 2, "0.0")


def test_scores_choose_between_sets_of_the_same_weight_and_number() -> None:
    # One of N1 and N2 (weight 2 each): H1 is one level above what N2 asks (+2) and 10 minutes from it,
    # 10 × (1 − 1/3) = 6.7; avoided there −10, with a score of 1.5: in all .2. For N1 +2 − 2.1 = −.1.
    needs = (flexible("N1"), flexible("N2", grid="A"))
    said = (Opinion("N1", "H1", None, -2.1), Opinion("N2", "H1", Stance.AVOID, 1.5))
    people = (helper("H1", 2, 2, grid="B"),)
    answer = solve(month(*needs, helpers=people, distances={("B", "A"): 10}, opinions=said))
    assert figures(answer) == (0, "2.0", 1, "0.2")


def test_history_and_chosen_groups_add_to_the_score() -> None:
    # Served the requester's earlier need: +8. Ratings 4 and 2.5, mean 3.25: +.25, half up .3. Group +3.
    # Weight 2 × 1.2.
    needs = (
        flexible("N1", requester="王阿姨", groups=("骑手",)),
        replace(flexible("N0", requester="王阿姨"), status=NeedStatus.DONE),
    )
    past = (Past(None, "N0", "H1", rating=4), Past(None, "X", "H1", rating=2.5), Past(None, "X", "H1"))
    people = (helper("H1", groups=frozenset({"骑手", "商户"})),)
    assert figures(solve(month(*needs, helpers=people, history=past))) == (0, "2.4", 1, "11.3")


def test_a_mean_rating_below_three_is_rounded_away_from_zero() -> None:
    # Ratings 3 and 2.5, mean 2.75: −.25, to one decimal −.3.
    past = (Past(None, "X", "H1", rating=3), Past(None, "X", "H1", rating=2.5))
    assert solve(month(flexible("N1"), helpers=(helper("H1"),), history=past)).quality == Decimal("-0.3")


def test_one_contested_slot_serves_one_of_two_events() -> None:
    # Both want the same morning and the only helper; N2 can also take the afternoon.
    one, two = event("N1", [at(1)]), event("N2", [at(1)])
    people = (helper("H1"),)
    assert solve(month(one, two, helpers=people)).count == 1
    assert solve(month(one, event("N2", [at(1), at(1, PM)]), helpers=people)).count == 2


def test_a_flexible_need_takes_no_slot_but_its_helper_has_one_free() -> None:
    # H1 is only free on the 1st, where N1 has him; the flexible N2 is served all the same.
    # Never free, or only in another month: not served.
    people = (helper("H1", times=named({at(1)})),)
    assert solve(month(event("N1", [at(1)]), flexible("N2"), helpers=people)).count == 2
    never = Times((Part(EveryDay()),), (Part(EveryDay()),))
    assert solve(month(flexible("N2"), helpers=(helper("H1", times=never),))).count == 0
    november = (helper("H1", times=named({at(30, month=11)})),)
    assert solve(month(flexible("N2"), helpers=november)).count == 0


def test_a_series_keeps_its_gap_and_charges_every_slot() -> None:
    # Three slots wanted, 6 days apart: 1, 7, 13; with the 12th in place of the 13th only 5 days are left.
    people = (helper("H1", 6),)
    series = event("N1", [at(1), at(7), at(13)], sessions=3)
    assert figures(solve(month(series, helpers=people))) == (0, "2.0", 1, "0.0")
    assert solve(month(event("N1", [at(1), at(7), at(12)], sessions=3), helpers=people)).count == 0
    assert solve(month(series, helpers=(helper("H1", 5.5),))).count == 0  # 3 × 2 hours


def test_a_series_may_change_people_unless_it_is_a_pairing() -> None:
    # Two slots, 2 hours each; H1 and H2 have 3 hours: one slot each. A pairing wants one of them twice: 4.
    people = (helper("H1", 3), helper("H2", 3))
    series = event("N1", [at(1), at(7)], sessions=2)
    assert solve(month(series, helpers=people)).count == 1
    assert solve(month(replace(series, category=" 结对"), helpers=people)).count == 0
    assert solve(month(replace(series, category="结对"), helpers=(helper("H1", 4), helper("H2", 3)))).count == 1


def test_a_score_of_a_series_counts_in_every_slot() -> None:
    # A score of 2.5 in two slots.
    series = event("N1", [at(1), at(7)], sessions=2)
    answer = solve(month(series, helpers=(helper("H1"),), opinions=(Opinion("N1", "H1", None, 2.5),)))
    assert answer.quality == Decimal("5.0")


def test_a_team_covers_several_places_and_nobody_could_be_left_out() -> None:
    # 3 wanted. T (5 people) counts for 3 and is a cover alone; with T, H1 could be left out, so his 10 points
    # are had with three singles only. T alone: 0; H1, H2, H3: 10 + 0 − 10.5 = −.5. T it is.
    three = replace(ANYONE, quantity=3)
    people = (helper("T", headcount=5), helper("H1"), helper("H2"), helper("H3"))
    said = (Opinion("N1", "H1", Stance.PREFER), Opinion("N1", "H3", None, -10.5))
    assert solve(month(flexible("N1", three), helpers=people, opinions=said)).quality == 0
    # A pair T2 counts for 2: T2 + H1 cover, 10 points; T2 + H1 + H2 does not, as H1 or H2 could be left out.
    pair = (helper("T2", headcount=2), helper("H1"), helper("H2"))
    said = (Opinion("N1", "H1", Stance.PREFER), Opinion("N1", "H2", Stance.PREFER))
    assert solve(month(flexible("N1", three), helpers=pair, opinions=said)).quality == 10


def test_nobody_meets_two_requirements_of_a_need_in_one_slot() -> None:
    other = replace(ANYONE, hours=1)
    assert solve(month(flexible("N1", ANYONE, other), helpers=(helper("H1"),))).count == 0
    assert solve(month(flexible("N1", ANYONE, other), helpers=(helper("H1"), helper("H2")))).count == 1


def test_a_pairs_own_hours_replace_the_needs() -> None:
    # 2 hours asked, H1 has 1.5; he needs .75 twice for two visits.
    need = flexible("N1", sessions=2)
    assert solve(month(need, helpers=(helper("H1", 1.5),))).count == 0
    own = (Opinion("N1", "H1", hours=0.75),)
    assert solve(month(need, helpers=(helper("H1", 1.5),), opinions=own)).count == 1


def test_walks_limit_where_they_are_known() -> None:
    need = flexible("N1", grid="A")
    people = (helper("H1", grid="B", max_walk=10),)
    assert solve(month(need, helpers=people)).count == 1
    assert solve(month(need, helpers=people, distances={("A", "B"): 10})).count == 1
    assert solve(month(need, helpers=people, distances={("A", "B"): 10.5})).count == 0


def test_skill_check_group_and_pause_each_keep_a_helper_away() -> None:
    asked = replace(ANYONE, what="ＦＩＸ", level=3, checks=frozenset({"儿童服务"}))
    need = flexible("N1", asked, groups=("骑手",))
    fit = Helper("H1", skills={"fix ": 4}, groups=frozenset({"骑手", "商户"}), checks=frozenset({"儿童服务", "急救"}))
    # One level above what is asked 2, group 3.
    assert figures(solve(month(need, helpers=(fit,)))) == (0, "2.4", 1, "5.0")
    for wrong in (
        replace(fit, skills={"fix": 2}),
        replace(fit, checks=frozenset({"急救"})),
        replace(fit, groups=frozenset({"商户"})),
        replace(fit, active=False),
    ):
        assert solve(month(need, helpers=(wrong,))).count == 0


def test_a_ban_keeps_a_pair_apart_and_a_pin_forces_pair_and_need() -> None:
    # N1 weighs 2, N2 8, two hours in all: the pin decides, although H1 would rather serve N2.
    needs, people = (flexible("N1"), flexible("N2", urgency=4)), (helper("H1", 2),)
    assert solve(month(*needs, helpers=people)).served == ("N2",)
    pin = Opinion("N1", "H1", Stance.PIN, -3)
    answer = solve(month(*needs, helpers=people, opinions=(pin,)))
    assert answer.served == ("N1",)
    assert figures(answer) == (0, "2.0", 1, "-3.0")
    ban = Opinion("N2", "H1", Stance.BAN)
    assert solve(month(*needs, helpers=people, opinions=(ban,))).served == ("N1",)
    assert not solve(month(*needs, helpers=people, opinions=(pin, Opinion("N2", "H1", Stance.PIN)))).feasible


def test_a_pin_on_a_series_holds_in_one_slot_at_least() -> None:
    # H1 can come on the 1st only, and is pinned; H2, preferred, takes the 7th and would have taken both.
    series = event("N1", [at(1), at(7)], sessions=2)
    people = (helper("H1", times=named({at(1)})), helper("H2"))
    said = (Opinion("N1", "H1", Stance.PIN), Opinion("N1", "H2", Stance.PREFER))
    assert solve(month(series, helpers=people, opinions=said)).quality == 10
    assert solve(month(series, helpers=people, opinions=said[1:])).quality == 20


def test_a_pin_on_goods_takes_a_piece_of_that_row() -> None:
    # 2 pieces; the pinned row costs 4 points, the other brings .5 and is taken as well.
    rows = (Goods("W1", "急救包", 2), Goods("W2", "急救包", 2))
    said = (Opinion("N1", "W1", Stance.PIN, -4), Opinion("N1", "W2", None, 0.5))
    need = flexible("N1", Requirement(Kind.GOODS, "急救包", 2))
    assert solve(month(need, goods=rows, opinions=said)).quality == Decimal("-3.5")


def test_what_is_in_work_must_be_served() -> None:
    needs = (flexible("N1", status=NeedStatus.CONFIRMED), flexible("N2", urgency=5))
    assert solve(month(*needs, helpers=(helper("H1", 2),))).served == ("N1",)
    assert not solve(month(*needs, helpers=(helper("H1", 1),))).feasible
    empty = Need("N1", "N1", status=NeedStatus.IN_PROGRESS)
    assert not solve(month(empty, helpers=(helper("H1"),))).feasible


def test_needs_without_requirements_or_left_out_are_not_served() -> None:
    needs = (Need("N1", "N1"), flexible("N2", status=NeedStatus.HANDED_ON), flexible("N3"))
    assert solve(month(*needs, helpers=(helper("H1"),))).served == ("N3",)


def test_due_dates_and_the_first_planned_day_bound_the_slots() -> None:
    people = (helper("H1"),)
    due = dt.date(2026, 12, 3)
    assert solve(month(event("N1", [at(3)], due_on=due), helpers=people)).count == 1
    assert solve(month(event("N1", [at(4)], due_on=due), helpers=people)).count == 0
    late = replace(SETTINGS, start=dt.date(2026, 12, 4))
    assert solve(Community(late, (flexible("N1", due_on=due),), helpers=people)).count == 0
    assert solve(Community(late, (event("N1", [at(3)]),), helpers=people)).count == 0
    assert solve(Community(SETTINGS, (flexible("N1", due_on=due),), helpers=people)).count == 1


def test_an_event_takes_a_holiday_only_by_name() -> None:
    # 1 October 2026 is a Thursday and a holiday, and the only day that the helper can come.
    october = Settings(month=dt.date(2026, 10, 1))
    people = (helper("H1", times=named({at(1, month=10)})),)
    thursdays = replace(event("N1", []), times=Times((Part(Weekdays(frozenset({3}))),)))
    assert solve(Community(october, (thursdays,), helpers=people)).count == 0
    assert solve(Community(october, (event("N1", [at(1, month=10)]),), helpers=people)).count == 1


def test_the_same_seed_makes_the_same_community_and_the_same_answer() -> None:
    assert random_community(7) == random_community(7)
    assert random_community(7) != random_community(8)
    assert solve(random_community(7)) == solve(random_community(7))
