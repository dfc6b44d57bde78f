"""The oracle on units, venues, bundles, funds and goods, solved by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from oracle.brute import solve
from oracle.by_hand import ANYONE, SETTINGS, at, event, figures, flexible, helper, month
from oracle.random_resources import named

from commatch.community import (
    Community,
    Fund,
    Goods,
    Kind,
    Need,
    Opinion,
    Requirement,
    Stance,
    Unit,
    Venue,
)


def test_a_unit_gives_two_services_of_one_need_but_not_of_two_at_once() -> None:
    health, law = Requirement(Kind.UNIT, "义诊"), Requirement(Kind.UNIT, "法律咨询")
    unit = Unit("U1", services=frozenset({"义诊", "法律咨询"}), sessions=2)
    assert solve(month(event("N1", [at(1)], health, law), units=(unit,))).count == 1
    assert solve(month(event("N1", [at(1)], health, law), units=(replace(unit, sessions=1),))).count == 0
    two = (event("N1", [at(1)], health), event("N2", [at(1)], law))
    assert solve(month(*two, units=(unit,))).count == 1
    assert solve(month(flexible("N1", health, sessions=3), units=(unit,))).count == 0


def test_an_agreement_covers_the_slot_or_some_planned_day() -> None:
    health = Requirement(Kind.UNIT, "义诊")
    unit = Unit("U1", services=frozenset({"义诊"}), agreed_until=dt.date(2026, 12, 7))
    assert solve(month(event("N1", [at(7)], health), units=(unit,))).count == 1
    assert solve(month(event("N1", [at(8)], health), units=(unit,))).count == 0
    assert solve(month(flexible("N1", health), units=(unit,))).count == 1
    late = replace(SETTINGS, start=dt.date(2026, 12, 8))
    assert solve(Community(late, (flexible("N1", health),), units=(unit,))).count == 0


def test_a_venue_seats_all_is_near_and_takes_one_event_at_a_time() -> None:
    room = Requirement(Kind.VENUE, "投影", 20, facilities=frozenset({"投影"}))
    hall = Venue("V1", seats=20, facilities=frozenset({"投影", "桌椅"}), grid="B", times=named({at(1)}))
    # Nearness 10 × (1 − 15/30) = 5 for each that is served.
    needs = [Need(name, name, grid="A", requirements=(room,), event=True) for name in ("N1", "N2")]
    near = {("A", "B"): 15.0}
    assert figures(solve(month(*needs, venues=(hall,), distances=near))) == (0, "2.0", 1, "5.0")
    both = (hall, replace(hall, venue_id="V2", seats=30))
    assert figures(solve(month(*needs, venues=both, distances=near))) == (0, "4.0", 2, "10.0")
    for wrong in (replace(hall, seats=19), replace(hall, facilities=frozenset({"桌椅"}))):
        assert solve(month(*needs, venues=(wrong,), distances=near)).count == 0
    assert solve(month(*needs, venues=(hall,), distances={("A", "B"): 15.1})).count == 0


def test_a_bundle_is_one_need_with_summed_weight_and_seats() -> None:
    # Weights 2 and 4 × 1.2 = 4.8; seats 10 + 15 = 25; the group of N2 lets the helper serve and adds 3.
    room = Requirement(Kind.VENUE, "", 10)
    one = event("N1", [at(1)], ANYONE, room, bundle="一")
    two = flexible("N2", replace(room, quantity=15), urgency=3, groups=("骑手",), bundle="一")
    people = (helper("H1", groups=frozenset({"骑手"})),)
    hall = Venue("V1", seats=25)
    assert figures(solve(month(one, two, helpers=people, venues=(hall,)))) == (0, "6.8", 1, "3.0")
    assert solve(month(one, two, helpers=people, venues=(replace(hall, seats=24),))).count == 0
    urgent = solve(month(one, replace(two, urgency=5), helpers=people, venues=(hall,)))
    assert (urgent.must, urgent.count) == (1, 1)


def test_a_fund_pays_whole_sums_within_cap_category_and_amount() -> None:
    asks = Requirement(Kind.FUND, "", 150.5)
    needs = [flexible(name, asks, category="文化") for name in ("N1", "N2")]
    fund = Fund("F1", amount=301, cap=150.5, categories=frozenset({"文化"}))
    assert solve(month(*needs, funds=(fund,))).count == 2
    assert solve(month(*needs, funds=(replace(fund, amount=300.9),))).count == 1
    for wrong in (replace(fund, cap=150), replace(fund, categories=frozenset({"助老"}))):
        assert solve(month(*needs, funds=(wrong,))).count == 0
    # 100 + 60 yuan are not one fund of 150.5.
    halves = (Fund("F1", amount=100), Fund("F2", amount=60))
    assert solve(month(needs[0], funds=halves)).count == 0


def test_what_is_used_up_is_used_once_and_may_be_split() -> None:
    # 3 of 2 + 2 pieces, once for two slots. A second need of 2 finds one piece left.
    asks = Requirement(Kind.GOODS, "急救包", 3)
    rows = (Goods("W1", "急救包", 2), Goods("W2", "急救包", 2))
    series = event("N1", [at(1), at(7)], asks, sessions=2, urgency=3)
    answer = solve(month(series, flexible("N2", replace(asks, quantity=2)), goods=rows))
    assert figures(answer) == (0, "4.0", 1, "0.0")
    # One row of goods for each row used: 2 from W1 and 1 from W2, or the other way round; each scores once.
    said = (Opinion("N1", "W1", Stance.PREFER), Opinion("N1", "W2", None, 0.5))
    assert solve(month(series, goods=rows, opinions=said)).quality == Decimal("10.5")


def test_what_is_given_back_is_held_in_its_slot_and_all_month_by_flexible_needs() -> None:
    asks = Requirement(Kind.GOODS, "折叠桌", 2)
    rows = (Goods("W1", "折叠桌", 3, reusable=True),)
    one, two = event("N1", [at(1)], asks), event("N2", [at(1), at(2)], asks)
    assert solve(month(one, two, goods=rows)).count == 2
    assert solve(month(one, replace(two, times=named({at(1)})), goods=rows)).count == 1
    # A flexible need (weight 8) holds 2 of the 3 in every slot: nothing is left for the events (2 + 2).
    keeper = flexible("N3", asks, urgency=4)
    assert solve(month(one, two, keeper, goods=rows)).served == ("N3",)
