"""The tiers up to fairness on communities solved by hand: shares of groups, and what stays of a previous plan."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from oracle.by_hand import ANYONE, SETTINGS, at, event, flexible, helper
from oracle.random_resources import named
from oracle.tiers import Kept, solve_tiers
from oracle.tiers_by_hand import HOUR, TierSettings, fair, last, month, of

from commatch.community import (
    Helper,
    Kind,
    NeedStatus,
    Opinion,
    Requirement,
    Stance,
)

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
NOTHING = Kept(frozenset(), frozenset())


def test_the_smallest_share_is_raised_first() -> None:
    # 3 hours, an hour each, weight 2 each: (甲 of 3, 乙 of 2) may be (1, 2): 1/3, 1; (2, 1): 1/2, 2/3; (3, 0): 0, 1.
    needs = [*(of("甲", f"A{n}") for n in range(3)), *(of("乙", f"B{n}") for n in range(2))]
    best = solve_tiers(month(*needs, helpers=(helper("H1", 3),)))
    assert fair(best) == ((HALF, 2 * THIRD), "6.0", 3)


def test_where_the_smallest_share_is_given_the_second_decides_and_weight_is_given_up() -> None:
    # 甲 can't be served at all. 2 hours: both of 乙 (4 + 4 = 8, shares 0, 0, 1) or one each of 乙 and 丙
    # (4 + 2 = 6, shares 0, 1/2, 1). The floor is .75 × 8 = 6, or .76 × 8 = 6.08, up 6.1.
    hard = replace(HOUR, level=5)
    needs = (of("甲", "A1", 2, hard), of("乙", "B1", 3), of("乙", "B2", 3), of("丙", "C1"))
    people = (helper("H1", 2),)
    given_up = solve_tiers(month(*needs, helpers=people, tolerance=0.25))
    assert (str(given_up.coverage), given_up.count) == ("8.0", 2)
    assert fair(given_up) == ((Fraction(0), HALF, Fraction(1)), "6.0", 2)
    assert fair(solve_tiers(month(*needs, helpers=people, tolerance=0.24))) == ((0, 0, 1), "8.0", 2)


def test_leximin_is_not_found_by_raising_one_group_after_the_other() -> None:
    # 5 hours. First needs of 甲, 乙, 丙 an hour each, weight 2; the second of 甲 two hours, weight 8, the others'
    # an hour, weight 2. All have 1/2; raising 甲 first: 1/2, 1/2, 1, weight 2 + 8 + 2 + 2 = 14, the greatest.
    # Raising the other two: 1/2, 1, 1, weight 2 + 4 + 4 = 10 ≥ .7 × 14 = 9.8.
    long = replace(HOUR, hours=2)
    needs = (of("甲", "A1"), of("甲", "A2", 4, long), *(of(name[0], name) for name in ("乙1", "乙2", "丙1", "丙2")))
    best = solve_tiers(month(*needs, helpers=(helper("H1", 5),), tolerance=0.3))
    assert (str(best.coverage), best.count) == ("14.0", 4)
    assert fair(best) == ((HALF, Fraction(1), Fraction(1)), "10.0", 5)


def test_with_the_shares_held_weight_and_then_number_are_greatest_again() -> None:
    # H1 has 2 hours: 乙 8 and 10 (8 × (1 + .25 × log 10)) or one of them and 丙 4. Of those two, 10 + 4 = 14.
    # H2, who alone can do the last three, 2 hours: one of weight 4 or two of 2, no groups. 18 + 4 = 22; .6 × 22 = 13.2.
    other = Requirement(Kind.HELPER, "理发", 1, 1)
    needs = (
        of("乙", "B1", 4),
        of("乙", "B2", 4, beneficiaries=10),
        of("丙", "C1", 3),
        flexible("D1", replace(other, hours=2), urgency=3),
        flexible("D2", other),
        flexible("D3", other),
    )
    people = (helper("H1", 2), Helper("H2", hours=2, skills={"理发": 1}))
    best = solve_tiers(month(*needs, helpers=people, tolerance=0.4))
    assert (str(best.coverage), best.count) == ("22.0", 4)
    assert fair(best) == ((HALF, Fraction(1)), "18.0", 4)


def test_members_of_a_bundle_count_singly_and_a_need_with_two_groups_in_both() -> None:
    # One hour: the bundle B1 + B2 (2 + 2) or A1 (2): the bundle. 甲: B1 of A1, B1; 乙: B1 and B2, all.
    # Done needs don't count.
    needs = (
        of("甲", "A1"),
        replace(of("甲", "B1"), groups=("甲", "乙"), bundle="一"),
        of("乙", "B2", bundle="一"),
        of("乙", "Z", status=NeedStatus.DONE),
    )
    assert fair(solve_tiers(month(*needs, helpers=(helper("H1", 1),)))) == ((HALF, Fraction(1)), "4.0", 1)


def test_only_groups_of_some_size_count_and_of_the_named_ones_where_some_are_named() -> None:
    # One hour, 甲 has three needs, 乙 two, 丙 three; equal weights. Whichever is served has 1/3 or 1/2.
    names = ("甲1", "甲2", "甲3", "乙1", "乙2", "丙1", "丙2", "丙3")
    community = month(*(of(name[0], name) for name in names), helpers=(helper("H1", 1),))
    plain = TierSettings(month=SETTINGS.month)
    assert solve_tiers(community).shares == (0, 0, HALF)
    assert solve_tiers(replace(community, settings=plain)).shares == (0, THIRD)
    only = replace(plain, fair_groups=(" 丙", "乙"))
    assert solve_tiers(replace(community, settings=only)).shares == (THIRD,)
    nobody = replace(plain, fair_group_size=4)
    assert fair(solve_tiers(replace(community, settings=nobody))) == ((), "2.0", 1)


def test_an_urgent_need_is_never_given_up() -> None:
    # One hour. The urgent one weighs 16; 丙 (8) would be fairer (0, 1 with two needs of 甲: 0, 1/2).
    needs = (of("甲", "A1", 5), of("甲", "A2", 1), of("丙", "C1", 4))
    best = solve_tiers(month(*needs, helpers=(helper("H1", 1),), tolerance=0.9))
    assert fair(best) == ((0, HALF), "16.0", 1)
    assert fair(solve_tiers(month(*(replace(need, urgency=4) for need in needs), helpers=(helper("H1", 1),)))) == (
        (0, Fraction(1)),
        "8.0",
        1,
    )


# -- stability ---------------------------------------------------------------------------------------------------


def test_triples_that_are_not_kept_are_counted_and_those_of_needs_that_are_gone_too() -> None:
    # H1 is preferred (10), but H2 was on it; N0 is gone. Without H2 both triples are lost.
    community = month(flexible("N1"), helpers=(helper("H1"), helper("H2")))
    community = replace(community, opinions=(Opinion("N1", "H1", Stance.PREFER),))
    before = Kept(frozenset({("N1", 0, "H2"), ("N0", 0, "H2")}), frozenset())
    best = solve_tiers(community, before)
    assert (best.lost, best.moved, best.quality) == (1, 0, 0)
    banned = replace(community, opinions=(*community.opinions, Opinion("N1", "H2", Stance.BAN)))
    best = solve_tiers(banned, before)
    assert (best.lost, best.moved, best.quality) == (2, 0, 10)
    best = solve_tiers(community)
    assert (best.lost, best.moved, best.quality) == (None, None, 10)
    assert (solve_tiers(community, NOTHING).lost, solve_tiers(community, NOTHING).moved) == (0, 0)


def test_a_requirement_keeps_its_own_people() -> None:
    # H1 and H2 have swapped the two requirements before: both are kept where they were, for 10 points less.
    community = month(flexible("N1", ANYONE, HOUR), helpers=(helper("H1"), helper("H2")))
    swapped = Kept(frozenset({("N1", 0, "H2"), ("N1", 1, "H1")}), frozenset())
    assert solve_tiers(community, swapped).lost == 0
    strange = Kept(frozenset({("N1", 0, "H2"), ("N1", 1, "H2")}), frozenset())
    assert solve_tiers(community, strange).lost == 1


def test_an_event_stays_when_it_was_and_people_come_before_times() -> None:
    # The 2nd or the 5th; it was on the 5th. 3 × 4 half-days from the 1st, and 3 × 1 where nothing was planned.
    community = month(event("N1", [at(2), at(5)]), helpers=(helper("H1"), helper("H2")))
    before = Kept(frozenset({("N1", 0, "H2")}), frozenset({("N1", at(5))}))
    best = solve_tiers(community, before)
    assert (best.lost, best.moved, last(community, before).earliest) == (0, 0, 12)
    assert last(community).earliest == 3
    # H2 can't come on the 5th any more: the event moves with H2 rather than stay with H1.
    other = replace(community, helpers=(helper("H1"), helper("H2", times=named({at(2)}))))
    best = solve_tiers(other, before)
    assert (best.lost, best.moved, last(other, before).earliest) == (0, 1, 3)


def test_who_is_lost_counts_once_however_many_slots() -> None:
    series = event("N1", [at(1), at(7)], sessions=2)
    before = Kept(frozenset({("N1", 0, "H2")}), frozenset({("N1", at(1)), ("N1", at(7))}))
    # H2 comes once (avoided, −10) in place of H1 (0): that keeps the triple.
    said = (Opinion("N1", "H2", Stance.AVOID),)
    best = solve_tiers(month(series, helpers=(helper("H1"), helper("H2")), opinions=said), before)
    assert (best.lost, best.moved, best.quality) == (0, 0, -10)
    best = solve_tiers(month(series, helpers=(helper("H1"),), opinions=said), before)
    assert (best.lost, best.moved) == (1, 0)


def test_coverage_comes_before_stability_and_stability_before_fairness() -> None:
    # One hour; N2 weighs more than N1, which H1 did: N1 is dropped all the same.
    before = Kept(frozenset({("N1", 0, "H1")}), frozenset())
    needs = (of("甲", "N1", 1), of("甲", "N2", 2), of("甲", "N3", 1))
    best = solve_tiers(month(*needs, helpers=(helper("H1", 1),), tolerance=0.5), before)
    assert (str(best.fair_coverage), best.lost) == ("2.0", 1)
    # Two hours, both of 乙 (8) were planned: one of each would be fairer, but a triple would be lost.
    needs = (of("乙", "B1", 3), of("乙", "B2", 3), of("丙", "C1"))
    community = month(*needs, helpers=(helper("H1", 2),), tolerance=0.3)
    assert fair(solve_tiers(community)) == ((HALF, Fraction(1)), "6.0", 2)
    before = Kept(frozenset({("B1", 0, "H1"), ("B2", 0, "H1")}), frozenset())
    assert fair(solve_tiers(community, before)) == ((0, Fraction(1)), "8.0", 2)


def test_fairness_may_lose_less_of_the_previous_plan_but_not_more() -> None:
    # One hour: N1 of 甲 (4; shares 0, 1/2) or N3 of 乙 (2; shares 0, 1), which was planned: with the weight held
    # one triple is lost, and with the shares none.
    needs = (of("甲", "N1", 3), of("甲", "N2", 1), of("乙", "N3", 2))
    community = month(*needs, helpers=(helper("H1", 1),), tolerance=0.5)
    assert fair(solve_tiers(community)) == ((0, Fraction(1)), "2.0", 1)
    best = solve_tiers(community, Kept(frozenset({("N3", 0, "H1")}), frozenset()))
    assert (best.lost, *fair(best)) == (1, (0, Fraction(1)), "2.0", 1)
    best = solve_tiers(community, Kept(frozenset({("N1", 0, "H1")}), frozenset()))
    assert (best.lost, *fair(best)) == (0, (0, HALF), "4.0", 1)
