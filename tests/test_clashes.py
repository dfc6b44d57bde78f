"""What can't be kept together is named: no more than clashes, and nothing that has no part in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from oracle.random_communities import random_community
from test_engine import helper, month, need, volunteers

import commatch
from commatch.assemble.joined import joined
from commatch.community import (
    Community,
    Fund,
    Goods,
    Kind,
    Need,
    NeedStatus,
    Opinion,
    Requirement,
    Stance,
    Unit,
    Venue,
)
from commatch.matching.plan import Outcome
from commatch.previous_projects import Decision
from commatch.reports.words import Words
from commatch.workbook.schema import Lang
from commatch.workbook.times_grammar import parse_times

FIFTH = parse_times("12月5日上午")


def pins(*pairs: tuple[str, str]) -> tuple[Opinion, ...]:
    return tuple(Opinion(one, other, Stance.PIN) for one, other in pairs)


def money(amount: float) -> Requirement:
    return Requirement(Kind.FUND, "", amount)


def clinic() -> Requirement:
    return Requirement(Kind.UNIT, "义诊")


def tables(count: int) -> Requirement:
    return Requirement(Kind.GOODS, "折叠桌", count)


def room() -> Requirement:
    return Requirement(Kind.VENUE, "", 10)


def three(*asked: Requirement, **fields: object) -> tuple[Need, ...]:
    return tuple(need(name, *asked, **fields) for name in ("N1", "N2", "N3"))


HELPERS = (helper("H1", 3), helper("H2"), helper("H3"))

CLASHES: dict[str, tuple[Community, set[tuple[str, str]]]] = {
    "the hours of one helper": (
        month(*three(volunteers()), helpers=HELPERS, opinions=pins(("N1", "H1"), ("N2", "H1"), ("N3", "H2"))),
        {("N1", "H1"), ("N2", "H1")},
    ),
    "one slot of one helper": (
        month(
            *three(volunteers(), times=FIFTH),
            helpers=(helper("H1"), helper("H2"), helper("H3")),
            opinions=pins(("N1", "H1"), ("N2", "H2"), ("N3", "H1")),
        ),
        {("N1", "H1"), ("N3", "H1")},
    ),
    "the sessions of a unit": (
        month(
            *three(clinic()),
            units=(Unit("U1", services=frozenset({"义诊"}), sessions=1), Unit("U2", services=frozenset({"义诊"}))),
            opinions=pins(("N1", "U1"), ("N2", "U2"), ("N3", "U1")),
        ),
        {("N1", "U1"), ("N3", "U1")},
    ),
    "the money of a fund": (
        month(
            *three(money(300)),
            funds=(Fund("F1", "", 500), Fund("F2", "", 500)),
            opinions=pins(("N1", "F1"), ("N2", "F1"), ("N3", "F2")),
        ),
        {("N1", "F1"), ("N2", "F1")},
    ),
    "goods that are used up": (
        month(
            *three(tables(3)),
            goods=(Goods("G1", "折叠桌", 5),),
            opinions=pins(("N1", "G1"), ("N2", "G1")),
        ),
        {("N1", "G1"), ("N2", "G1")},
    ),
    "the slot of a room": (
        month(
            *three(room(), times=FIFTH),
            venues=(Venue("V1", seats=20), Venue("V2", seats=20)),
            opinions=pins(("N1", "V1"), ("N2", "V2"), ("N3", "V2")),
        ),
        {("N2", "V2"), ("N3", "V2")},
    ),
    "a pin and what else the need asks": (
        # N1 and N2 both ask one of two volunteers each; H2 and H3 alone are left for the second place of both
        month(
            need("N1", volunteers(2), times=FIFTH),
            need("N2", volunteers(2), times=FIFTH),
            helpers=(helper("H1"), helper("H2"), helper("H3")),
            opinions=pins(("N1", "H1"), ("N2", "H2")),
        ),
        {("N1", "H1"), ("N2", "H2")},
    ),
    "three that need one room and one helper in two slots": (
        month(
            *three(volunteers(), times=parse_times("12月5日上午、下午")),
            helpers=(helper("H1"), helper("H2")),
            opinions=pins(("N1", "H1"), ("N2", "H1"), ("N3", "H1")),
        ),
        {("N1", "H1"), ("N2", "H1"), ("N3", "H1")},
    ),
    "a confirmed need and a pin": (
        month(
            need("N1", volunteers(), status=NeedStatus.CONFIRMED),
            need("N2", volunteers()),
            need("N3", volunteers()),
            helpers=(helper("H1", 3),),
            opinions=pins(("N2", "H1")),
        ),
        {("N1", ""), ("N2", "H1")},
    ),
    "two confirmed needs": (
        month(*three(volunteers(), status=NeedStatus.CONFIRMED), helpers=(helper("H1", 5),)),
        {("N1", ""), ("N2", ""), ("N3", "")},
    ),
}


def named(figures: Iterable[tuple[str, tuple[tuple[str, str], ...]]]) -> set[tuple[str, str]]:
    return {(dict(item)["need"], dict(item).get("resource", "")) for _, item in figures}


@pytest.mark.parametrize("name", CLASHES)
def test_the_set_named_is_the_one_that_clashes(name: str) -> None:
    community, wanted = CLASHES[name]
    result = commatch.match(community)
    assert result.outcome is Outcome.NO_PLAN
    assert named(result.clash) == wanted


@pytest.mark.parametrize("name", CLASHES)
def test_without_any_one_of_them_there_is_a_plan(name: str) -> None:
    community, wanted = CLASHES[name]
    for need_id, resource_id in sorted(wanted):
        # all that is not named stays out, so that nothing but the set itself is looked at
        kept = tuple(
            item for item in community.opinions if (item.need_id, item.resource_id) in wanted - {(need_id, resource_id)}
        )
        held = {one for one, other in wanted if not other} - ({need_id} if not resource_id else set())
        needs = tuple(
            replace(item, status=NeedStatus.CONFIRMED if item.need_id in held else NeedStatus.OPEN)
            for item in community.needs
        )
        assert commatch.match(replace(community, needs=needs, opinions=kept)).outcome is Outcome.PLANNED


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_is_said_in_words(name: str, lang: Lang) -> None:
    for code, figures in commatch.match(CLASHES[name][0]).clash:
        said = Words(lang).say(code, figures)
        assert dict(figures)["need"] in said
        assert "=" not in said
        assert "–" not in said


def test_a_confirmed_project_and_a_pin_clash_by_name() -> None:
    # N1 has H1 on the 5th and is confirmed; now N2 is pinned to H1 and can be on the 5th only.
    events = month(need("N1", volunteers(), times=FIFTH), helpers=(helper("H1"),))
    previous = commatch.match(events).as_previous()
    confirmed = replace(previous, projects=tuple(replace(p, decision=Decision.CONFIRM) for p in previous.projects))
    later = replace(events, needs=(*events.needs, need("N2", volunteers(), times=FIFTH)), opinions=pins(("N2", "H1")))
    result = commatch.match(joined(later, confirmed))
    assert result.outcome is Outcome.NO_PLAN
    assert ("pin", {"need": "N2", "resource": "H1"}) in [(code, dict(given)) for code, given in result.clash]
    others = [code for code, given in result.clash if dict(given)["need"] == "N1"]
    assert len(others) == 1
    assert others[0] in ("forced", "kept", "kept_slot")


def test_a_pin_of_somebody_never_free_with_the_others_is_named_and_not_called_a_matter_of_time() -> None:
    event = need("N1", volunteers(), room(), times=parse_times("周一、周二上午"))
    hall = Venue("V1", "礼堂", seats=20, times=parse_times("周一上午"))
    others = (helper("H1"), helper("H2", times=parse_times("周二上午")))
    result = commatch.match(month(event, helpers=others, venues=(hall,), opinions=pins(("N1", "H2"))))
    assert result.outcome is Outcome.NO_PLAN
    assert result.notes == ()
    assert [code for code, _ in result.clash] == ["pin", "no_common_time"]
    assert dict(result.clash[0][1]) == {"need": "N1", "resource": "H2"}


def test_a_clash_is_certain_where_a_solver_sees_it_before_it_solves() -> None:
    """Nobody can serve N2; CBC finds that out while it reads the model, and says so in words of its own."""
    community = random_community(20)
    found = commatch.match(replace(community, opinions=(*pins(("N2", "H0")), *community.opinions)))
    assert found.outcome is Outcome.NO_PLAN
    assert found.notes == ()
    assert [(code, dict(given)) for code, given in found.clash] == [("pin", {"need": "N2", "resource": "H0"})]
