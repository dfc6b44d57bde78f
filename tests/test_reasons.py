"""Reasons: a month with exactly one cause says it, with its figures; one with two causes says both, in order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import permutations

import pytest
from test_engine import helper, month, need, volunteers

import commatch
from commatch.community import (
    Community,
    Fund,
    Goods,
    Helper,
    Kind,
    Need,
    NeedStatus,
    Opinion,
    Requirement,
    Resource,
    Stance,
    Unit,
    Venue,
)
from commatch.matching.plan import Unserved
from commatch.workbook.times_grammar import parse_times

EVENING, MORNING = parse_times("12月8日晚上"), parse_times("12月9日上午")
HEALTH = frozenset({"健康证"})


@dataclass(frozen=True)
class Cause:
    """A requirement that can't be met, resources with that fault, others who take what there is; what is said of it."""

    asked: Requirement
    resources: tuple[Resource, ...]
    code: str
    figures: dict[str, str] = field(default_factory=dict)
    others: tuple[Need, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    about: dict[str, object] = field(default_factory=dict)


def skilled(level: int = 1, count: int = 1, hours: float = 2, **fields: object) -> Requirement:
    return Requirement(Kind.HELPER, "水电工", count, hours, level, **fields)  # type: ignore[arg-type]


def electrician(name: str = "H1", level: int = 3, hours: float = 8, **fields: object) -> Helper:
    return Helper(name, skills={"水电工": level}, hours=hours, **fields)  # type: ignore[arg-type]


def heavy(*asked: Requirement, **fields: object) -> Need:
    """Return a need that goes before all others."""
    return need("N0", *asked, **{"urgency": 4, **fields})


TALK = Requirement(Kind.UNIT, "讲座", 1)
HALL = Requirement(Kind.VENUE, "", 30, facilities=frozenset({"投影"}))
MONEY = Requirement(Kind.FUND, "", 300)
CHAIRS = Requirement(Kind.GOODS, "椅子", 5)


def talks(**fields: object) -> Unit:
    return Unit("U1", services=frozenset({"讲座"}), **fields)  # type: ignore[arg-type]


def hall(**fields: object) -> Venue:
    return Venue("V1", **{"seats": 40, "facilities": frozenset({"投影"}), **fields})  # type: ignore[arg-type]


CAUSES = {
    "no_skill": Cause(skilled(), (helper("H1"),), "no_skill"),
    "level": Cause(skilled(4), (electrician(),), "level_too_low", {"level": "3", "asked": "4"}),
    "checks": Cause(skilled(checks=HEALTH), (electrician(),), "checks_missing", {"checks": "健康证"}),
    "group": Cause(
        skilled(), (electrician(groups=frozenset({"骑手"})),), "group_not_served", about={"groups": ("独居老人",)}
    ),
    "too_far": Cause(skilled(), (electrician(grid="二", max_walk=10.0),), "too_far", {"minutes": "18", "limit": "10"}),
    "banned": Cause(skilled(), (electrician(),), "banned", opinions=(Opinion("N1", "H1", Stance.BAN),)),
    "paused": Cause(skilled(), (electrician(active=False),), "paused"),
    "hours_short": Cause(skilled(hours=3), (electrician(hours=2),), "hours_short", {"asked": "3", "hours": "2"}),
    "too_few": Cause(skilled(count=2), (electrician(),), "too_few", {"asked": "2", "there": "1"}),
    "hours_taken": Cause(
        skilled(), (electrician(hours=3),), "hours_taken", {"left": "1", "by": "N0(8.0)"}, (heavy(skilled()),)
    ),
    "no_service": Cause(TALK, (Unit("U1", services=frozenset({"义诊"})),), "no_service", {"what": "讲座"}),
    "agreement": Cause(TALK, (talks(agreed_until=dt.date(2026, 11, 30)),), "agreement", {"last": "2026-11-30"}),
    "sessions_taken": Cause(TALK, (talks(),), "sessions_taken", {"left": "0", "by": "N0(8.0)"}, (heavy(TALK),)),
    "no_venue": Cause(HALL, (), "no_venue"),
    "venue_too_small": Cause(HALL, (hall(seats=20),), "venue_too_small", {"seats": "20", "asked": "30"}),
    "no_facilities": Cause(HALL, (hall(facilities=frozenset()),), "no_facilities", {"missing": "投影"}),
    "venue_too_far": Cause(HALL, (hall(grid="二"),), "venue_too_far", {"minutes": "18", "limit": "15"}),
    "money_short": Cause(MONEY, (Fund("F1", amount=200),), "money_short", {"asked": "300", "amount": "200"}),
    "no_fund": Cause(MONEY, (), "money_short"),
    "over_cap": Cause(MONEY, (Fund("F1", amount=900, cap=250),), "over_cap", {"cap": "250"}),
    "fund_category": Cause(
        MONEY, (Fund("F1", amount=900, categories=frozenset({"文化"})),), "fund_category", {"categories": "文化"}
    ),
    "money_gone": Cause(
        MONEY, (Fund("F1", amount=400),), "money_gone", {"left": "100", "by": "N0(8.0)"}, (heavy(MONEY),)
    ),
    "no_goods": Cause(CHAIRS, (Goods("G1", "桌子", 9),), "no_goods", {"what": "椅子"}),
    "goods_short": Cause(CHAIRS, (Goods("G1", "椅子", 3),), "goods_short", {"quantity": "3"}),
    "goods_gone": Cause(
        CHAIRS, (Goods("G1", "椅子", 8),), "goods_gone", {"left": "3", "by": "N0(8.0)"}, (heavy(CHAIRS),)
    ),
}


def made(*causes: Cause, **fields: object) -> Community:
    """Return a month in which one need has some causes."""
    about = {key: value for cause in causes for key, value in cause.about.items()}
    kinds: dict[str, list[Resource]] = {"helpers": [], "units": [], "venues": [], "funds": [], "goods": []}
    names = {Helper: "helpers", Unit: "units", Venue: "venues", Fund: "funds", Goods: "goods"}
    for cause in causes:
        for resource in cause.resources:
            kinds[names[type(resource)]].append(resource)
    asked = need("N1", *(cause.asked for cause in causes), grid="一", **{**about, **fields})
    others = [
        replace(other, need_id=f"N0{at}" if at else "N0")
        for at, other in enumerate(other for cause in causes for other in cause.others)
    ]
    community = month(
        asked,
        *others,
        opinions=tuple(opinion for cause in causes for opinion in cause.opinions),
        **{key: tuple(rows) for key, rows in kinds.items()},
    )
    return replace(community, distances={("一", "二"): 18.0})


def why(community: Community, need_id: str = "N1") -> Unserved:
    result = commatch.match(community)
    return next(item for item in result.unserved if item.need_id == need_id)


def said(item: Unserved) -> list[tuple[str, dict[str, str]]]:
    return [(code, dict(figures)) for code, figures in item.reasons]


@pytest.mark.parametrize("name", CAUSES)
def test_one_cause_is_the_reason_with_its_figures(name: str) -> None:
    cause = CAUSES[name]
    ((code, figures),) = said(why(made(cause)))
    assert code == cause.code
    assert cause.figures.items() <= figures.items()


PAIRS = [
    (one, other) for one, other in permutations(CAUSES, 2) if CAUSES[one].asked.kind is not CAUSES[other].asked.kind
]


@pytest.mark.parametrize("kind", ["helper", "unit", "venue", "fund", "goods"])
def test_two_causes_are_both_said_in_the_order_of_the_requirements(kind: str) -> None:
    seen = 0
    for one, other in PAIRS:
        if CAUSES[one].asked.kind.value != kind:
            continue
        causes = (CAUSES[one], CAUSES[other])
        reasons = said(why(made(*causes)))
        assert [code for code, _ in reasons] == [cause.code for cause in causes], (one, other)
        for cause, (_, figures) in zip(causes, reasons, strict=True):
            wanted = {key: value for key, value in cause.figures.items() if key != "by"}
            assert wanted.items() <= figures.items(), (one, other)
        seen += 1
    assert seen > 40


def test_a_need_that_asks_nothing_is_not_broken_down_and_a_template_is_named() -> None:
    item = why(month(need("N1"), helpers=(helper("H1"),)))
    assert item.code == "not_broken_down"
    named = replace(need("N1"), title="老人理发")
    community = replace(month(named, helpers=(helper("H1"),)), templates=("上门理发", "老人理发"))
    assert said(why(community)) == [("not_broken_down", {"nearest": "老人理发"})]


def test_past_its_due_date_nothing_else_is_said() -> None:
    item = why(month(need("N1", skilled(), due_on=dt.date(2026, 11, 20)), helpers=(helper("H1"),)))
    assert said(item) == [("past_due", {"due": "2026-11-20", "first": "2026-12-01", "days": "11"})]


def test_times_that_name_no_day_of_the_month_are_the_reason() -> None:
    times = parse_times("11月8日晚上")
    item = why(month(need("N1", volunteers(), times=times), helpers=(helper("H1"),)))
    assert said(item) == [("no_slot", {"times": "11月8日晚上"})]


def test_a_series_that_does_not_fit_says_how_often_it_could_be() -> None:
    times = parse_times("12月8日晚上；12月9日上午")
    item = why(month(need("N1", volunteers(), times=times, sessions=2), helpers=(helper("H1"),)))
    assert said(item) == [("no_slot", {"asked": "2", "there": "1", "gap": "6"})]


def test_nobody_free_then_is_no_common_time_of_that_requirement() -> None:
    item = why(month(need("N1", volunteers(), times=EVENING), helpers=(helper("H1", times=MORNING),)))
    assert [code for code, _ in item.reasons] == ["no_common_time"]
    assert dict(item.reasons[0][1])["resource"] == "H1"


def test_of_requirements_without_a_common_slot_only_those_that_clash_are_named() -> None:
    both = parse_times("12月8日晚上；12月9日上午")
    asked = need("N1", volunteers(), skilled(), HALL, times=both)
    helpers = (helper("H1", times=EVENING), electrician("H2", times=MORNING))
    item = why(month(asked, helpers=helpers, venues=(hall(),)))
    ((code, figures),) = said(item)
    assert (code, figures["what"]) == ("no_common_time", "志愿者、水电工")


def test_one_helper_for_two_requirements_is_a_clash_of_these_two() -> None:
    one = Helper("H1", skills={"志愿者": 3, "水电工": 3})
    asked = need("N1", volunteers(), skilled(), MONEY)
    item = why(month(asked, helpers=(one,), funds=(Fund("F1", amount=900),)))
    ((code, figures),) = said(item)
    assert (code, figures["what"]) == ("clash", "志愿者、水电工")


def test_a_venue_taken_in_every_slot_names_only_who_holds_it_then() -> None:
    asked = need("N1", HALL, times=EVENING)
    first = heavy(HALL, times=EVENING)
    other = replace(heavy(HALL, times=MORNING), need_id="N2")
    item = why(month(asked, first, other, venues=(hall(),)))
    ((code, figures),) = said(item)
    assert (code, figures["by"], figures["weight"]) == ("slots_taken", "N0(8.0)", "2.0")


def test_those_free_at_different_times_beside_the_plan_are_named_as_outranked_together() -> None:
    both = parse_times("12月8日晚上；12月9日上午")
    asked = need("N1", volunteers(), skilled(), times=both)
    evening = heavy(volunteers(), times=EVENING)
    morning = replace(heavy(skilled(), times=MORNING), need_id="N2")
    helpers = (helper("H1", times=both), electrician("H2", times=both))
    item = why(month(asked, evening, morning, helpers=helpers))
    ((code, figures),) = said(item)
    assert (code, figures["what"], figures["by"]) == ("outranked", "志愿者、水电工", "N0(8.0)、N2(8.0)")


def test_what_a_lighter_need_holds_by_a_pin_is_said_first() -> None:
    light = need("N0", skilled(), urgency=1)
    community = month(need("N1", skilled(), urgency=4), light, helpers=(electrician(hours=2),))
    assert why(community, "N0").code == "hours_taken"
    pinned = replace(community, opinions=(Opinion("N0", "H1", Stance.PIN),))
    assert [(code, figures["by"]) for code, figures in said(why(pinned))] == [
        ("pinned_out", "N0(1.0)"),
        ("hours_taken", "N0(1.0)"),
    ]


def test_what_a_lighter_confirmed_need_holds_is_said_first_too() -> None:
    light = need("N0", skilled(), urgency=1, status=NeedStatus.CONFIRMED)
    item = why(month(need("N1", skilled(), urgency=4), light, helpers=(electrician(hours=2),)))
    assert item.code == "pinned_out"


def test_every_reason_has_words_in_both_languages() -> None:
    for cause in CAUSES.values():
        result = commatch.match(made(cause))
        for lang, header in (("zh", "原因"), ("en", "reason")):
            words = result.tables(lang)["unserved"][header].tolist()
            assert words
            assert not any("_" in text or "{" in text for text in words), words


def shortfalls(community: Community) -> list[str]:
    return commatch.match(community).tables()["unserved"]["缺口"].tolist()


def test_what_two_people_lack_is_said_of_both() -> None:
    """One has an hour of two left, the other nothing."""
    community = month(need("N1", volunteers(2)), helpers=(helper("H1", 1), helper("H2", 0)))
    assert shortfalls(community) == ["志愿者 缺3小时"]  # even alone in the month
    busy = need("N2", volunteers(2), urgency=5)
    held = month(busy, need("N1", volunteers(2)), helpers=(helper("H1", 3), helper("H2", 2)))
    assert shortfalls(held) == ["志愿者 缺3小时"]


def test_what_a_series_lacks_is_counted_over_all_its_occasions() -> None:
    """Three occasions of two hours; five hours are two occasions, and one more of the sixth is asked."""
    asked = need("N1", volunteers(hours=2), times=parse_times("每天上午"), sessions=3)
    (item,) = commatch.match(month(asked, helpers=(helper("H1", 5),))).unserved
    ((code, given),) = item.reasons
    assert (code, dict(given)["hours"], dict(given)["short"]) == ("hours_short", "4", "1")
    assert shortfalls(month(asked, helpers=(helper("H1", 5),))) == ["志愿者 缺1小时"]


def words(community: Community) -> list[str]:
    return commatch.match(community).tables()["unserved"]["原因"].tolist()


def test_a_due_date_before_the_first_day_of_its_times_is_the_reason() -> None:
    asked = need("N1", volunteers(), times=parse_times("周六下午"), due_on=dt.date(2026, 12, 3))
    assert words(month(asked, helpers=(helper("H1"),))) == ["期限 2026-12-03 以前没有符合“周六下午”的日期"]


def test_an_agreement_that_ends_before_the_event_is_the_reason() -> None:
    asked = need("N1", TALK, times=parse_times("12月20日至12月25日"))
    ended = talks(agreed_until=dt.date(2026, 12, 15))
    assert why(month(asked, units=(ended,))).code == "agreement"
    assert why(month(asked, units=(replace(ended, times=MORNING),))).code == "agreement"
    within = replace(ended, agreed_until=None, times=MORNING)
    assert why(month(asked, units=(within,))).code == "no_common_time"


def test_a_venue_without_the_facilities_is_not_said_to_be_too_small() -> None:
    small = Venue("V1", seats=5)
    assert why(month(need("N1", HALL), venues=(small,))).code == "no_facilities"
    near = Venue("V2", seats=20, facilities=frozenset({"投影"}))
    ((code, given),) = said(why(month(need("N1", HALL), venues=(small, near))))
    assert (code, given["resource"], given["seats"]) == ("venue_too_small", "V2", "20")


def test_a_series_that_finds_some_dates_says_how_many() -> None:
    asked = need("N1", TALK, volunteers(), times=parse_times("每天上午"), sessions=3)
    community = month(
        asked, helpers=(helper("H1", times=parse_times("12月7日、12月14日上午")),), units=(talks(sessions=9),)
    )
    (text,) = words(community)
    assert "要 3 次，凑得齐的日期只有 2 个" in text
