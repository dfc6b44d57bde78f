"""Pairs: who served a need of a pairing category last month serves it again; who can't is released, and it is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from coming_back import planned, who, why_unserved
from oracle.by_hand import ANYONE, at, event, flexible, helper, month
from oracle.random_resources import named

from commatch.community import Community, Helper, Kind, Opinion, Past, Requirement, Stance, Venue
from commatch.matching.result import Result
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang

NOVEMBER, OCTOBER = dt.date(2026, 11, 1), dt.date(2026, 10, 1)
PAIR = "结对"
TWO = Requirement(Kind.HELPER, "木工", 2, 2)
ROOM = Requirement(Kind.VENUE, "", 10)
FAMILIAR = Opinion("N1", "H2", score=99)
"""H2 scores far more for N1 than H1, who came last month and has 8 points for that."""


def came(*who_came: str, need_id: str = "N1", in_month: dt.date = NOVEMBER) -> tuple[Past, ...]:
    return tuple(Past(in_month, need_id, name, 2) for name in who_came)


def notes(result: Result, lang: str = "zh") -> str:
    (row,) = result.tables(lang)["projects"].to_dict("records")  # type: ignore[arg-type]
    return str(row[OUTPUT["projects"].column("notes").header(Lang(lang))] or "")


def test_last_months_helper_comes_again_though_another_scores_more() -> None:
    helpers = (helper("H1"), helper("H2"))
    community = month(flexible("N1", category=PAIR), helpers=helpers, opinions=(FAMILIAR,), history=came("H1"))
    result = planned(community)
    assert (who(result, "N1"), result.plan.released) == (["H1"], ())
    assert "上月" not in notes(result)
    # In any other category the score decides.
    other = replace(community, needs=(flexible("N1", category="助老"),))
    assert who(planned(other), "N1") == ["H2"]


@pytest.mark.parametrize("in_month", [OCTOBER, dt.date(2026, 12, 1), dt.date(2025, 11, 1), None], ids=str)
def test_only_the_month_before_counts(in_month: dt.date) -> None:
    community = month(
        flexible("N1", category=PAIR),
        helpers=(helper("H1"), helper("H2")),
        opinions=(FAMILIAR,),
        history=came("H1", in_month=in_month),
    )
    assert who(planned(community), "N1") == ["H2"]


def test_any_day_of_the_month_before_counts() -> None:
    community = month(
        flexible("N1", category=PAIR),
        helpers=(helper("H1"), helper("H2")),
        opinions=(FAMILIAR,),
        history=came("H1", in_month=dt.date(2026, 11, 30)),
    )
    assert who(planned(community), "N1") == ["H1"]


def test_other_categories_are_pairs_where_the_settings_say_so() -> None:
    community = month(
        flexible("N1", category="助老"),
        helpers=(helper("H1"), helper("H2")),
        opinions=(FAMILIAR,),
        history=came("H1"),
    )
    paired = replace(community, settings=replace(community.settings, pair_categories=("助老",)))
    assert who(planned(paired), "N1") == ["H1"]


def test_a_pair_keeps_the_people_of_any_need_of_its_bundle() -> None:
    community = month(
        flexible("N1", category=PAIR, bundle="一"),
        flexible("N2", category=PAIR, bundle="一"),
        helpers=(helper("H1"), helper("H2")),
        opinions=(FAMILIAR,),
        history=came("H1", need_id="N2"),
    )
    assert who(planned(community), "N1") == ["H1"]


def test_the_same_people_come_in_every_slot() -> None:
    # H2 scores more and is free on all three days but the last; H1 came last month and is free on all.
    slots = {at(5), at(12), at(19)}
    community = month(
        event("N1", slots, category=PAIR, sessions=3),
        helpers=(helper("H1"), helper("H2", times=named({at(5), at(12)})), helper("H3")),
        opinions=(FAMILIAR, Opinion("N1", "H3", score=50)),
        history=came("H1"),
    )
    assert who(planned(community), "N1") == ["H1"] * 3
    # Without a last month the best who can come to all of them does.
    assert who(planned(replace(community, history=())), "N1") == ["H3"] * 3


def test_a_pair_takes_two_dates_on_which_its_helper_is_free() -> None:
    # H1 is free on the 12th and 19th only: no date on the 5th, though H2 could begin then.
    slots = {at(5), at(12), at(19)}
    community = month(
        event("N1", slots, category=PAIR, sessions=2),
        helpers=(helper("H1", times=named({at(12), at(19)})), helper("H2")),
        history=came("H1"),
    )
    result = planned(community)
    assert result.plan.slots["N1"] == (at(12), at(19))
    assert who(result, "N1") == ["H1", "H1"]


def test_two_who_came_last_month_both_come_again() -> None:
    community = month(
        flexible("N1", TWO, category=PAIR),
        helpers=(helper("H1"), helper("H2"), helper("H3")),
        opinions=(Opinion("N1", "H3", score=99),),
        history=came("H1", "H2"),
    )
    assert who(planned(community), "N1") == ["H1", "H2"]


def test_one_who_came_last_month_is_joined_by_the_best_of_the_others() -> None:
    community = month(
        flexible("N1", TWO, category=PAIR),
        helpers=(helper("H1"), helper("H2"), helper("H3")),
        opinions=(Opinion("N1", "H3", score=99),),
        history=came("H1"),
    )
    assert who(planned(community), "N1") == ["H1", "H3"]


# -- released ------------------------------------------------------------------------------------------------------


def alone(first: Helper, *opinions: Opinion) -> Community:
    return month(flexible("N1", category=PAIR), helpers=(first, helper("H2")), opinions=opinions, history=came("H1"))


GONE: dict[str, tuple[Community, str]] = {
    "paused": (alone(helper("H1", active=False)), "paused"),
    "banned": (alone(helper("H1"), Opinion("N1", "H1", Stance.BAN)), "banned"),
    "out of hours": (alone(helper("H1", 1)), "hours_short"),
    "another skill": (alone(Helper("H1", skills={"瓦工": 3})), "not_asked"),
}


@pytest.mark.parametrize("name", GONE)
def test_who_may_not_come_again_is_released_and_why_is_said(name: str) -> None:
    community, code = GONE[name]
    result = planned(community)
    assert who(result, "N1") == ["H2"]
    assert result.plan.released == (("N1", "H1", code),)
    for lang in ("zh", "en"):
        said = notes(result, lang)
        assert "H1" in said
        assert "_" not in said
        assert "{" not in said
        assert "–" not in said


def test_the_reason_for_a_release_has_its_figures() -> None:
    # N1 asks 2 h, H1 has 1 h a month.
    assert notes(planned(alone(helper("H1", 1)))) == "上月由 H1 服务，本月换人：需 2 小时，每月只有 1 小时"


def test_a_released_helper_is_named_as_the_lists_name_it() -> None:
    first = replace(helper("H1", active=False), name="赵师傅")
    assert "上月由 赵师傅 服务，本月换人：已暂停" in notes(planned(alone(first)))


def test_a_need_that_would_go_unserved_gets_other_people() -> None:
    # H1 is free on the 5th only, the room is open on the 12th only: with H1 N1 can't be, with H2 it is on the 12th.
    community = month(
        event("N1", {at(5), at(12)}, ANYONE, ROOM, category=PAIR),
        helpers=(helper("H1", times=named({at(5)})), helper("H2")),
        venues=(Venue("V1", seats=10, times=named({at(12)})),),
        history=came("H1"),
    )
    result = planned(community)
    assert (result.plan.slots["N1"], who(result, "N1")) == ((at(12),), ["H2"])
    assert result.plan.released == (("N1", "H1", "pair_unserved"),)
    assert "由原来的人就无法安排" in notes(result)


def test_a_need_that_others_crowd_out_gets_other_people_rather_than_none() -> None:
    # H1's 2 h: N1 (weight 4) or N2 (weight 16, asks level 3, only H1 has it). N2 is urgent, so N1 would be unserved
    # with H1; without, both are served.
    community = month(
        flexible("N1", category=PAIR, urgency=3),
        flexible("N2", Requirement(Kind.HELPER, "木工", 1, 2, 3), urgency=5),
        helpers=(helper("H1", 2, 3), helper("H2", 2)),
        history=came("H1"),
    )
    result = planned(community)
    assert (who(result, "N1"), who(result, "N2")) == (["H2"], ["H1"])
    assert result.plan.released == (("N1", "H1", "pair_unserved"),)


def test_a_pair_does_not_change_because_another_need_would_gain() -> None:
    # The same with weights 4 and 2: N1 keeps H1, and N2 goes unserved, though both could be served with H2 on N1.
    community = month(
        flexible("N1", category=PAIR, urgency=3),
        flexible("N2", Requirement(Kind.HELPER, "木工", 1, 2, 3), urgency=2),
        helpers=(helper("H1", 2, 3), helper("H2", 2)),
        history=came("H1"),
    )
    result = planned(community)
    assert who(result, "N1") == ["H1"]
    assert why_unserved(result) == {"N2": "hours_taken"}
    assert result.plan.released == ()


def test_of_those_released_as_many_come_as_can() -> None:
    # H1 is free on the 5th, H2 on the 12th: both together never; H3 is always free. One of the two comes with H3.
    community = month(
        event("N1", {at(5), at(12)}, TWO, category=PAIR),
        helpers=(helper("H1", times=named({at(5)})), helper("H2", times=named({at(12)})), helper("H3"), helper("H4")),
        opinions=(Opinion("N1", "H4", score=99), Opinion("N1", "H3", score=98)),
        history=came("H1", "H2"),
    )
    result = planned(community)
    # By points H3 and H4 would come; one of the former is kept, with H4: on the 5th, the earlier day, it is H1.
    assert (result.plan.slots["N1"], who(result, "N1")) == ((at(5),), ["H1", "H4"])
    assert result.plan.released == (("N1", "H2", "pair_unserved"),)
    assert {tier.name: tier.value for tier in result.tiers}["continuity"] == 1


def test_a_pair_that_is_not_served_at_all_says_nothing_of_its_people() -> None:
    result = planned(month(flexible("N1", category=PAIR), helpers=(helper("H1", active=False),), history=came("H1")))
    assert (result.plan.slots, result.plan.released) == ({}, ())


def test_a_helper_who_is_in_no_list_any_more_is_nobody_to_keep() -> None:
    result = planned(month(flexible("N1", category=PAIR), helpers=(helper("H2"),), history=came("H1")))
    assert (who(result, "N1"), result.plan.released) == (["H2"], ())
