"""Pairs that go on, and when they are released, on communities solved by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from oracle.by_hand import at, event, flexible, helper
from oracle.random_resources import named
from oracle.tiers import Kept, Tiers, possible_tiers, solve_tiers
from oracle.tiers_by_hand import HOUR, month

from commatch.community import (
    Need,
    NeedStatus,
    Opinion,
    Past,
    Stance,
)

NOVEMBER, OCTOBER = dt.date(2026, 11, 1), dt.date(2026, 10, 1)


PAIR = flexible("N1", HOUR, category="结对")
LIKED = Opinion("N1", "H2", Stance.PREFER)
CAME = Past(NOVEMBER, "N1", "H1", 1)


def pair(*needs: Need, **more: object) -> Tiers:
    said = {"opinions": (LIKED,), "history": (CAME,), "helpers": (helper("H1"), helper("H2"))}
    return solve_tiers(month(*(needs or (PAIR,)), **{**said, **more}))  # type: ignore[arg-type]


def test_a_pair_goes_on_though_another_scores_higher() -> None:
    # H1 served N1 before: 8 points. H2 is preferred: 10.
    best = pair()
    assert (best.quality, best.continuity, best.released) == (8, None, frozenset())
    assert pair(replace(PAIR, category="助老")).quality == 10
    for history in ((replace(CAME, month=OCTOBER),), (replace(CAME, month=None),), (replace(CAME, need_id="X"),)):
        assert pair(history=history).quality == 10


def test_who_came_for_any_member_of_a_bundle_is_kept() -> None:
    needs = (replace(PAIR, bundle="一"), replace(PAIR, need_id="N2", bundle="一"))
    assert pair(*needs, history=(replace(CAME, need_id="N2"),)).quality == 8


def test_who_cannot_come_any_more_is_not_kept() -> None:
    # Paused, banned, without skill, without an hour for each of two sessions, never free, or not when it is.
    gone = (
        replace(helper("H1"), active=False),
        replace(helper("H1"), skills={}),
        helper("H1", 0.5),
        helper("H1", times=named({at(1, month=11)})),
    )
    for one in gone:
        best = pair(helpers=(one, helper("H2")))
        assert (best.quality, best.continuity, best.released) == (10, None, frozenset())
    times = event("N1", [at(2)], HOUR, category="结对")
    for best in (
        pair(opinions=(LIKED, Opinion("N1", "H1", Stance.BAN))),
        pair(replace(PAIR, sessions=2), helpers=(helper("H1", 1.5), helper("H2"))),
        pair(times, helpers=(helper("H1", times=named({at(1)})), helper("H2"))),
    ):
        assert (best.quality, best.continuity, best.released) == (10, None, frozenset())
    # With another who came too and still can, that one is kept: 8.
    both = (CAME, replace(CAME, resource_id="H3"))
    assert pair(helpers=(gone[0], helper("H2"), helper("H3")), history=both).quality == 8


def test_who_cannot_be_kept_together_is_released_and_still_preferred_to_others() -> None:
    # H1 and H3 came, only one is asked for: released, but one of them it is (8), not H2 (10).
    history = (CAME, replace(CAME, resource_id="H3"))
    best = pair(history=history, helpers=(helper("H1"), helper("H2"), helper("H3")))
    assert (best.quality, best.continuity, best.released) == (8, 1, {"N1"})
    two = flexible("N1", replace(HOUR, quantity=2), category="结对")
    best = pair(two, history=history, helpers=(helper("H1"), helper("H2"), helper("H3")))
    assert (best.quality, best.continuity, best.released) == (16, None, frozenset())


def test_continuity_comes_before_stability() -> None:
    # As before, but H2 was on it: H2 would keep the triple, and is neither H1 nor H3.
    history = (CAME, replace(CAME, resource_id="H3"))
    community = month(PAIR, history=history, helpers=(helper("H1"), helper("H2"), helper("H3")))
    best = solve_tiers(community, Kept(frozenset({("N1", 0, "H2")}), frozenset()))
    assert (best.continuity, best.lost) == (1, 1)


def test_a_pair_that_could_never_be_kept_is_released_before_the_others_are_tried() -> None:
    # N1 must be served, by H1 or H3; N2 keeps H1.
    history = (CAME, replace(CAME, resource_id="H3"), replace(CAME, need_id="N2"))
    needs = (replace(PAIR, status=NeedStatus.CONFIRMED), replace(PAIR, need_id="N2"))
    best = pair(*needs, history=history, helpers=(helper("H1", 1), helper("H3", 1)))
    assert (best.count, best.continuity, best.released) == (2, 1, {"N1"})


def test_a_pair_that_would_go_unserved_is_released() -> None:
    # H1 came to both and has one hour: N1 (4) keeps H1, N2 (2) is released and gets H2.
    needs = (replace(PAIR, urgency=3), replace(PAIR, need_id="N2"))
    history = (CAME, replace(CAME, need_id="N2"))
    best = pair(*needs, history=history, helpers=(helper("H1", 1), helper("H2")))
    assert (best.count, best.continuity, best.released, best.quality) == (2, 0, {"N2"}, 8)
    # Without H2 it is released all the same, and stays unserved.
    best = pair(*needs, history=history, helpers=(helper("H1", 1),))
    assert (best.count, best.continuity, best.released) == (1, 0, {"N2"})
    # With hours enough nobody is.
    best = pair(*needs, history=history, helpers=(helper("H1", 2), helper("H2")))
    assert (best.count, best.continuity, best.released, best.quality) == (2, None, frozenset(), 16)


def test_kept_people_cost_coverage_while_their_own_need_is_served() -> None:
    # H1 keeps N1 (4) for the only hour; N2 (2) asks a level that only H1 has. H2 on N1 would serve both.
    hard = flexible("N2", replace(HOUR, level=2))
    best = pair(replace(PAIR, urgency=3), hard, helpers=(helper("H1", 1, 2), helper("H2")))
    assert (str(best.coverage), best.count, best.released) == ("4.0", 1, frozenset())
    # If N2 weighs more (8), N1 goes unserved, is released, and both are served.
    best = pair(replace(PAIR, urgency=3), replace(hard, urgency=4), helpers=(helper("H1", 1, 2), helper("H2")))
    assert (str(best.coverage), best.count, best.released, best.continuity) == ("12.0", 2, {"N1"}, 0)


def test_ties_may_leave_open_who_is_released() -> None:
    history = (CAME, replace(CAME, need_id="N2"))
    needs = (PAIR, replace(PAIR, need_id="N2"))
    answers = possible_tiers(month(*needs, history=history, helpers=(helper("H1", 1), helper("H2"))))
    assert [answer.released for answer in answers] == [{"N1"}, {"N2"}]


def test_people_of_needs_that_must_be_served_are_released_where_there_is_no_plan_with_them() -> None:
    # Both are confirmed, and H1, who came to both, has one hour.
    needs = [replace(PAIR, need_id=name, status=NeedStatus.CONFIRMED) for name in ("N1", "N2")]
    history = (CAME, replace(CAME, need_id="N2"))
    best = pair(*needs, history=history, helpers=(helper("H1", 1), helper("H2")))
    assert (best.feasible, best.count, best.continuity, best.released) == (True, 2, 1, {"N1", "N2"})
    assert not pair(*needs, history=history, helpers=(helper("H1", 1),)).feasible
