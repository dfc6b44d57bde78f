"""What many months say together: figures counted by hand, what is not known, which file holds, who falls short."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import month_pages
import pytest
import trend_books
from month_pages import sample_result
from paper_months import mark
from trend_books import listed, month_book, small, year

import commatch
from commatch.community import Kind
from commatch.memory import End
from commatch.month.gathered import Planned
from commatch.month.taking_part import shortfalls
from commatch.reports.fairness import by_group
from commatch.reports.trends.api import Trends
from commatch.reports.usage import uses
from commatch.reports.view import View
from commatch.settings import Settings
from commatch.texts.problems import describe
from commatch.workbook.schema import Lang


@pytest.fixture(scope="module")
def two_months(tmp_path_factory: pytest.TempPathFactory) -> Trends:
    return commatch.trends(small(tmp_path_factory.mktemp("small")), residents=100)


def codes(found: Trends) -> list[str]:
    return [problem.code for problem in found.problems]


def by(found: Trends, name: str, group: str) -> Any:
    return next(part for part in getattr(found.figures, name) if part.group == group)


def funders(found: Trends) -> dict[str, float | None]:
    assert found.figures
    return {asked.key: asked.value for asked in found.figures.funders}


# -- counted by hand -----------------------------------------------------------------------------------------------


def test_needs_are_collected_settled_and_in_work(two_months: Trends) -> None:
    assert two_months.ok
    assert not two_months.problems
    needs = two_months.figures.needs
    # N1, N2, N3 settled; N5 handed on; N6 refused; N4 carried on: 6 = 3 + 1 + 1 + 1
    assert (needs.collected, needs.settled, needs.handed_on, needs.refused, needs.in_work) == (6, 3, 1, 1, 1)
    # N1 5–15 January 10 days, N2 10 January to 9 February 30, N3 30 January to 9 February 10: the middle is 10
    assert (needs.median_days, needs.timed) == (10.0, 3)
    # (10 + 30 + 10) / 3
    assert needs.mean_days == pytest.approx(50 / 3)


def test_every_month_begins_with_what_was_in_work_before(two_months: Trends) -> None:
    january, february = two_months.figures.months
    # 4 come, N1 goes: 3 stay; 2 come, N2 N3 settled, N5 handed on, N6 refused: 3 + 2 − 4 = 1 stays
    assert (january.needs.collected, january.needs.settled, january.needs.in_work) == (4, 1, 3)
    assert (february.needs.collected, february.needs.settled, february.needs.in_work) == (2, 2, 1)
    assert (february.needs.handed_on, february.needs.refused) == (1, 1)
    # of January's four N1, N2 and N3 are settled by now
    assert (january.settled_since, february.settled_since) == (3, 0)
    # N2 30 days and N3 10 days were settled in February: 20 in the middle
    assert (january.needs.median_days, february.needs.median_days) == (10.0, 20.0)


def test_parts_are_told_apart_and_a_need_of_two_groups_counts_in_both(two_months: Trends) -> None:
    found = {(part.by, part.name): part.tally for part in two_months.figures.parts}
    repairs, riders = found["category", "维修"], found["group", "骑手"]
    assert (repairs.collected, repairs.settled, repairs.median_days) == (2, 2, 20.0)  # (10 + 30) / 2
    assert (riders.collected, riders.settled, riders.in_work) == (2, 1, 1)  # N3, and N4 with short-stay tenants
    assert found["group", "流动住户"].collected == 2  # N4 and N5
    assert found["source", "议事会"].settled == 0
    assert found["source", "议事会"].median_days is None
    assert sum(found["grid", name].collected for name in ("一网格", "二网格")) == 6


def test_hours_are_counted_once_and_held_against_what_was_offered(two_months: Trends) -> None:
    found = {one.helper_id or one.name: one for one in two_months.figures.helpers}
    # history 3 + 4; the 4 hours signed for N2 are those of the history
    assert found["H1"].hours == 7
    # offered 5 in January and 5 in February; March has not begun
    assert (found["H1"].offered, found["H1"].share_offered) == (10, 0.7)
    # 7 of 7 + 12 + 2 (小陈 at the lantern fair)
    assert found["H1"].share_all == pytest.approx(7 / 21)
    assert (found["H2"].hours, found["H2"].headcount, found["H2"].led) == (12, 6, 1)
    assert found["小陈"].hours == 2
    assert found["小陈"].present
    assert not found["H3"].asked
    assert found["H1"].asked
    assert found["H1"].rating == 4.5
    assert found["H3"].rating is None


def test_units_money_and_ratings(two_months: Trends) -> None:
    hospital, library = two_months.figures.units
    assert (hospital.sessions, hospital.rating, hospital.asked) == (2, 4, True)  # its row says twice
    # from 28 February to 31 March
    assert hospital.days_left == 31
    assert library.days_left > 60
    assert not library.asked
    # 1,000 first; 1,500 − 1,000 left of January in February; March begins with what February left
    assert [row.raised for row in two_months.figures.funds] == [1000, 500, 0]
    assert [row.left for row in two_months.figures.funds] == [1000, 1200, None]
    assert funders(two_months)["money_raised"] == 1500
    # 5; (4 + 3 + 4) / 3; (5 + 4 + 3 + 4) / 4
    assert [month.rating for month in two_months.figures.months] == [5, pytest.approx(11 / 3)]
    assert two_months.figures.rating == 4.0


def test_groups_take_part(two_months: Trends) -> None:
    elderly, riders, owners = (by(two_months, "evaluation", group) for group in ("老年人", "骑手", "原住业主"))
    assert (elderly.councils, elderly.events, elderly.people) == (1, 2, 3)  # 王阿姨, and two who are not named
    assert (riders.proposals, riders.carried_out) == (2, 1)  # of N3 and N4 the first is settled
    assert (riders.events, riders.volunteers, riders.hours) == (1, 1, 2)
    assert (owners.volunteers, owners.hours) == (1, 7)  # 赵师傅 signed in as an owner at the council,
    assert (owners.councils, owners.events) == (1, 1)  # and is one where N2 was done, too
    assert by(two_months, "evaluation", "").hours == 12  # nothing tells what the team is
    assert (elderly.needs, elderly.served, elderly.raised) == (4, 3, 3)


def test_who_signs_for_two_needs_of_a_bundle_came_once(tmp_path: Path) -> None:
    def came(event: str, who: str = "H1", day: int = 9) -> dict[str, object]:
        return {"date": dt.date(2026, 1, day), "event": event, "helper_id": who, "groups": "老年人"}

    ways = [
        {"need_id": key, "first_month": "2026-01", "end": "办结", "end_month": "2026-01", "project_id": "2026-01-N1"}
        for key in ("N1", "N2")
    ]
    file = month_book(
        tmp_path / "2026-02.xlsx",
        "2026-02",
        helpers=[{"helper_id": key, "name": key, "skills": "志愿者", "hours": 8} for key in ("H1", "H2")],
        attendance=[
            *(came(event) for event in ("2026-01-N1", "N2", "冬至包汤圆")),
            *(came(event, "H2") for event in ("N1", "2026-01-N1")),
            *(came("N2", day=day) for day in (16, 23)),
            {"date": dt.date(2026, 1, 9), "event": "N1", "groups": "老年人"},
            {"date": dt.date(2026, 1, 9), "event": "N2", "groups": "老年人"},
        ],
        progress=ways,
    )
    found = by(commatch.trends(file), "evaluation", "老年人")
    assert found.events == 2 + 1 + 2 + 2  # who is not named counts each time: nobody knows whether it was one
    assert found.people == 2 + 2


def test_groups_that_fall_short_in_a_row_are_flagged_with_their_figures(two_months: Trends) -> None:
    # all needs: 3 of 4, then 2 of 3 (N6 was rejected); riders 1 of 2 twice, tenants none of 1 and of 2;
    # the elderly fell short in February alone
    told = [(item.group, item.month.month, item.served, item.needs) for item in two_months.figures.shortfalls]
    assert told == [("流动住户", 1, 0, 1), ("流动住户", 2, 0, 2), ("骑手", 1, 1, 2), ("骑手", 2, 1, 2)]
    assert {(item.whole_served, item.whole_needs) for item in two_months.figures.shortfalls} == {(3, 4), (2, 3)}


def test_what_funders_ask_for(two_months: Trends) -> None:
    found = funders(two_months)
    assert found["volunteers"] == 9  # 1 + a team of 6 + 1, and 小陈 who only signed in
    assert found["volunteer_share"] == pytest.approx(0.09)
    assert found["logged"] == 8  # all but 孙老师
    assert found["logged_share"] == pytest.approx(8 / 9)
    assert found["organisations"] == 3  # a team and two units
    assert found["direct"] == 35  # 1 + 4 + 30
    assert found["sessions"] == 3  # N1 on 15 January, N2 and N3 on 9 February
    assert {asked.key: asked.met for asked in two_months.figures.funders if asked.wanted} == {
        "volunteer_share": False,
        "logged_share": True,
    }


# -- what is not known ---------------------------------------------------------------------------------------------


def test_what_is_not_known_says_what_to_set_and_is_no_0(tmp_path: Path) -> None:
    found = commatch.trends(small(tmp_path)[:1])
    values = funders(found)
    assert values["residents"] is values["volunteer_share"] is values["indirect"] is None
    for lang, told in (("zh", "不知道：在“设置”里填 居民人数"), ("en", "not known: set residents")):
        table = found.tables(lang)["funders"]  # type: ignore[arg-type]
        assert list(table.iloc[[0, 2], 1]) == [told, told]
    assert all(part.needs is None and part.share is None for part in found.figures.groups)
    overview = found.tables("en")["trends"].set_index("item")
    assert overview.loc["served share", "value"] == "not known"
    assert overview.loc["months without a project list", "value"] == 2
    assert set(found.tables("zh")["trend_months"]["匹配率"].isna()) == {True}


def test_months_of_which_there_is_history_alone_and_groups_without_attendance_are_no_0(tmp_path: Path) -> None:
    past = {"need_id": "N0", "resource_id": "H1", "hours": 3, "month": "2025-11"}
    needs = [{"need_id": "N1", "title": "甲", "groups": "骑手"}]
    found = commatch.trends(month_book(tmp_path / "a.xlsx", "2026-01", needs=needs, history=[past])).figures
    assert [month.needs is None for month in found.months] == [True, True, False]
    assert [month.hours for month in found.months] == [3, 0, 0]
    riders, rest = found.evaluation
    assert riders.councils is riders.events is riders.people is riders.proposals is riders.hours is None
    assert (riders.raised, rest.volunteers, rest.hours) == (1, 1, 3)


def test_a_need_without_a_day_is_counted_and_its_days_are_not_guessed(tmp_path: Path) -> None:
    way = {"need_id": "N1", "first_month": "2026-01", "status": "已完成", "end": "办结", "end_month": "2026-01"}
    found = commatch.trends(month_book(tmp_path / "2026-02.xlsx", "2026-02", progress=[way]))
    assert found.figures.needs.settled == 1
    assert (found.figures.needs.median_days, found.figures.needs.timed) == (None, 0)


def test_needs_of_a_month_that_is_not_over_count_as_they_stand(tmp_path: Path) -> None:
    needs = [
        {"need_id": "N1", "title": "甲", "status": "已完成"},
        {"need_id": "N2", "title": "乙"},
        {"need_id": "N3", "title": "丙", "status": "转办"},
        {"need_id": "N4", "title": "丁", "status": "暂缓"},
        {"need_id": "N5", "title": "戊", "status": "不受理"},
    ]
    found = commatch.trends(month_book(tmp_path / "a.xlsx", "2026-01", needs=needs)).figures
    assert (found.needs.settled, found.needs.handed_on, found.needs.refused, found.needs.in_work) == (1, 1, 1, 2)
    assert [(month.month.month, month.needs.collected) for month in found.months] == [(1, 5)]


def test_a_need_is_settled_in_the_month_in_which_it_was_done_and_only_then_has_it_days(tmp_path: Path) -> None:
    raised, done = dt.date(2026, 1, 2), dt.date(2026, 1, 9)
    way = {"first_month": "2026-01", "raised_on": raised, "done_on": done}
    ways = [way | {"need_id": "N1", "status": "已完成"}, way | {"need_id": "N2", "status": "转办"}]
    found = commatch.trends(month_book(tmp_path / "a.xlsx", "2026-02", progress=ways)).figures
    assert [(month.month.month, month.needs.settled) for month in found.months] == [(1, 1), (2, 0)]
    assert (found.needs.timed, found.needs.handed_on) == (1, 1)


# -- which file holds ----------------------------------------------------------------------------------------------


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    files = small(tmp_path)
    one, other = commatch.trends(files), commatch.trends(files[::-1])
    assert one.figures == other.figures
    assert one.problems == other.problems


def test_of_what_several_files_tell_the_latest_month_holds_row_by_row(tmp_path: Path) -> None:
    def way(**more: object) -> dict[str, object]:
        return {"need_id": "N1", "raised_on": dt.date(2026, 1, 1), "first_month": "2026-01", "category": "甲"} | more

    past = {"month": "2026-01", "need_id": "N1", "resource_id": "H1", "hours": 2}
    early = month_book(
        tmp_path / "b.xlsx",
        "2026-02",
        progress=[way(end="结转", end_month="2026-01"), {"need_id": "N2", "first_month": "2026-01"}],
        history=[past, past | {"need_id": "N2"}],
    )
    late = month_book(
        tmp_path / "a.xlsx",
        "2026-03",
        progress=[way(category="乙", end="办结", end_month="2026-02", status="已完成", done_on=dt.date(2026, 2, 1))],
        history=[past | {"hours": 5}],
    )
    found = commatch.trends([late, early])
    assert [(need.way.category, need.end) for need in found.gathered.needs] == [("乙", End.SETTLED), ("", End.CARRIED)]
    assert sum(one.hours for one in found.figures.helpers) == 7  # 5 for N1 as told last, 2 for N2


def test_of_a_months_lists_the_highest_number_is_used_and_the_others_are_named(tmp_path: Path) -> None:
    files = [
        listed(tmp_path / "项目清单-2026-01-10.xlsx", "2026-01", {"老年人": (2, 2)}, ("N1", "N2")),
        listed(tmp_path / "项目清单-2026-01.xlsx", "2026-01", {"老年人": (2, 0)}, (), {"N1": "过期", "N2": "过期"}),
        listed(tmp_path / "项目清单-2026-01-9.xlsx", "2026-01", {"老年人": (2, 1)}, ("N1",), {"N2": "过期"}),
    ]
    found = commatch.trends(files)
    assert (found.figures.months[0].served, found.figures.months[0].planned) == (2, 2)
    told = {problem.value: dict(problem.params)["used"] for problem in found.problems}
    assert told == dict.fromkeys(("项目清单-2026-01.xlsx", "项目清单-2026-01-9.xlsx"), "项目清单-2026-01-10.xlsx")


def test_a_list_that_was_carried_out_tells_how_far_its_needs_came(tmp_path: Path) -> None:
    way = {
        "need_id": "N1", "first_month": "2026-01", "status": "已完成", "raised_on": dt.date(2026, 1, 1),
        "done_on": dt.date(2026, 1, 9),
    }  # fmt: skip
    book = month_book(tmp_path / "2026-01.xlsx", "2026-01", needs=[{"need_id": "N1", "title": "甲", "groups": "骑手"}])
    path = listed(tmp_path / "项目清单-2026-01-2.xlsx", "2026-01", {"骑手": (1, 1)}, ("N1",), progress=[way])
    found = commatch.trends([path, book])
    assert found.figures.needs.settled == 1
    assert found.figures.needs.median_days == 8
    assert found.figures.months[0].needs.settled == 1


# -- what is wrong -------------------------------------------------------------------------------------------------


def test_the_same_file_twice_is_an_error_under_any_name(tmp_path: Path) -> None:
    first, *_ = small(tmp_path)
    copy = tmp_path / "抄.xlsx"
    shutil.copy(first, copy)
    for paths in ([first, first], [first, copy]):
        found = commatch.trends(paths)
        assert not found.ok
        assert codes(found) == ["trends_file_twice"]
    assert {found.problems[0].value, dict(found.problems[0].params)["other"]} == {"2026-03.xlsx", "抄.xlsx"}


def test_files_that_tell_nothing_are_named_all_at_once(tmp_path: Path) -> None:
    first, *_ = small(tmp_path)
    nothing = month_book(tmp_path / "空.xlsx", "2026-01")
    other = trend_books.book(tmp_path / "别的.xlsx", 账本=[["日期", "摘要"], ["2026-01-01", "买菜"]])
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    found = commatch.trends([first, nothing, other, broken, tmp_path / "没有.xlsx"])
    errors = {problem.place.file: problem.code for problem in found.problems}
    assert not found.ok
    assert set(errors) == {"空.xlsx", "别的.xlsx", "坏.xlsx", "没有.xlsx"}
    assert errors["空.xlsx"] == errors["别的.xlsx"] == "trends_nothing_told"


def test_a_month_is_taken_from_the_name_with_a_word_and_never_from_the_clock(tmp_path: Path) -> None:
    needs = {"需求清单": trend_books.sheet("needs", [{"need_id": "N1", "title": "甲"}])}
    named = commatch.trends(trend_books.book(tmp_path / "需求2026-05.xlsx", **needs))
    assert [month.month for month in named.figures.months] == [dt.date(2026, 5, 1)]
    assert codes(named) == ["trends_month_by_name"]
    found = commatch.trends(trend_books.book(tmp_path / "需求.xlsx", **needs))
    assert not found.ok
    assert codes(found) == ["trends_no_month"]


def test_a_cell_of_the_memory_that_cannot_be_read_is_an_error_with_its_place(tmp_path: Path) -> None:
    bad = {"need_id": "N1", "first_month": "2026-01", "done_on": "某天"}
    book = month_book(tmp_path / "a.xlsx", "2026-02", progress=[bad])
    lists = listed(tmp_path / "项目清单-2026-01.xlsx", "2026-01", {}, ("N1",), progress=[bad])
    for path in (book, lists):
        found = commatch.trends(path)
        (problem,) = found.problems
        assert not found.ok
        assert (problem.place.sheet, problem.place.cell) == ("进程", "N2")


def test_a_balance_that_the_ways_do_not_bear_out_is_told(tmp_path: Path) -> None:
    way = {"need_id": "N1", "first_month": "2026-01", "end": "结转", "end_month": "2026-01"}
    balance = {"month": "2026-01", "raised": 1, "settled": 1, "carried": 0}
    found = commatch.trends(month_book(tmp_path / "a.xlsx", "2026-02", progress=[way], balance=[balance]))
    (problem,) = found.problems
    assert found.ok
    assert problem.code == "trends_balance_apart"
    assert (
        describe(problem, Lang.EN)[0] == "the balance of 2026-01 tells 1 at settled, and the sheet progress comes to 0"
    )
    assert describe(problem, Lang.ZH)[0] == "2026-01 的结转写着“办结” 1 条，按进程数是 0 条"


def test_files_of_two_communities_are_told(tmp_path: Path) -> None:
    need = [{"need_id": "N1", "title": "甲"}]
    other = trend_books.book(
        tmp_path / "a.xlsx",
        需求清单=trend_books.sheet("needs", need),
        设置=[["项", "值"], ["月份", "2026-01"], ["社区名称", "银杏社区"]],
    )
    found = commatch.trends([other, month_book(tmp_path / "b.xlsx", "2026-02", needs=need)])
    assert codes(found) == ["trends_other_community"]
    assert found.problems[0].value == "银杏社区"


# -- the rule of falling short -------------------------------------------------------------------------------------


def plan(month: int, group: tuple[int, int], whole: tuple[int, int] = (10, 8)) -> Planned:
    return Planned(dt.date(2026, month, 1), "", whole[0], whole[1], {"骑手": group, "": (1, 0)})


@pytest.mark.parametrize(
    ("plans", "months"),
    [
        ([plan(1, (10, 7)), plan(2, (10, 7))], [1, 2]),  # 70% against 80%: as much as is asked
        ([plan(1, (100, 71)), plan(2, (10, 7))], []),
        ([plan(1, (2, 1)), plan(3, (2, 1))], []),  # not in a row
        ([plan(1, (2, 1)), plan(2, (2, 2)), plan(3, (2, 1)), plan(4, (2, 1))], [3, 4]),
        ([plan(1, (2, 1)), plan(2, (0, 0)), plan(3, (2, 1))], []),  # a month without a need ends a row
        ([plan(1, (2, 1))], []),
        ([plan(1, (2, 1)), plan(2, (2, 1)), plan(3, (2, 2))], [1, 2]),
    ],
)
def test_a_group_falls_short_in_so_many_months_in_a_row(plans: list[Planned], months: list[int]) -> None:
    assert [item.month.month for item in shortfalls(plans, Settings())] == months


def test_how_far_and_how_long_are_settings() -> None:
    plans = [plan(1, (10, 7)), plan(2, (10, 7))]
    assert not shortfalls(plans, Settings(shortfall_months=3))
    assert not shortfalls(plans, Settings(shortfall_share=0.11))
    assert len(shortfalls(plans[:1], Settings(shortfall_months=1))) == 1
    level = [replace(item, groups={"骑手": (10, 8)}) for item in plans]
    assert not shortfalls(level, Settings(shortfall_share=0))  # as much as the whole is not less


# -- a drawn year --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Trends:
    return commatch.trends(year(tmp_path_factory.mktemp("year"), needs_a_month=8))


def test_the_balance_of_every_month_of_a_year_holds(drawn: Trends) -> None:
    assert drawn.ok
    assert not drawn.problems
    before = 0
    for month, told in zip(drawn.figures.months, drawn.gathered.balances, strict=True):
        needs = month.needs
        assert needs.in_work == before + needs.collected - needs.settled - needs.handed_on - needs.refused
        assert (needs.settled, needs.in_work, needs.refused) == (told.settled, told.carried, told.refused)
        before = needs.in_work
    whole = drawn.figures.needs
    assert whole.collected == 96 == whole.settled + whole.handed_on + whole.refused + whole.in_work
    assert whole.in_work == before
    for key in ("category", "source", "grid", "group"):
        parts = [part.tally for part in drawn.figures.parts if part.by == key]
        assert sum(part.collected for part in parts) == 96  # each drawn need has one group
        assert sum(part.settled for part in parts) == whole.settled


def test_no_hour_of_a_year_is_lost_or_counted_twice(drawn: Trends) -> None:
    known = {one.helper_id for one in drawn.gathered.helpers}
    done = sum(row.hours or 0 for row in drawn.gathered.history if row.resource_id in known)
    fairs = {(row.date, row.name) for row in drawn.gathered.attendance if row.event == "邻里节" and row.hours}
    assert sum(one.hours for one in drawn.figures.helpers) == pytest.approx(done + 2 * len(fairs))
    assert sum(month.hours for month in drawn.figures.months) == pytest.approx(done + 2 * len(fairs))
    assert sum(part.hours for part in drawn.figures.evaluation) >= done
    shares = [one.share_all for one in drawn.figures.helpers if one.share_all]
    assert sum(shares) == pytest.approx(1)


def test_the_money_of_a_year_closes(drawn: Trends) -> None:
    rows = drawn.figures.funds
    raised, spent = sum(row.raised for row in rows), sum(row.spent or 0 for row in rows)
    last = sum(row.opening for row in rows if row.spent is None)
    assert raised - spent == last


def test_files_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    files = small(tmp_path)
    first = commatch.trends(files, tmp_path / "一.xlsx").files
    random.Random(3).shuffle(files)
    again = commatch.trends(files, tmp_path / "二.xlsx").files
    assert [path.suffix for path in first] == [".xlsx", ".html"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


# -- months that were really planned -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Path]]:
    folder, result = tmp_path_factory.mktemp("planned"), sample_result()
    paths = [folder / f"项目清单-2026-12-{lang}.xlsx" for lang in ("zh", "en")]
    for path in paths:
        commatch.write_projects(result, path, lang=path.stem[-2:])  # type: ignore[arg-type]
    return result, paths


def test_a_project_list_in_either_language_tells_what_was_planned(planned: tuple[Any, list[Path]]) -> None:
    result, paths = planned
    chinese, english = (commatch.trends(path) for path in paths)
    (one,), (other,) = chinese.gathered.plans, english.gathered.plans
    assert (one.needs, one.served, one.groups) == (other.needs, other.served, other.groups)
    assert (one.used, one.asked, one.available) == (other.used, other.asked, other.available)
    view = View(result, Lang.ZH)
    served = sum(map(view.served, view.planned))
    assert (one.needs, one.served) == (len(view.planned), served)
    assert 0 < served < one.needs
    for group, needs in by_group(view).items():
        assert one.groups[group] == (len(needs), sum(map(view.served, needs)))
    assert one.used == {use.resource.resource_id: use.used for use in uses(view) if use.kind is Kind.HELPER}


def test_lists_alone_tell_their_needs_with_their_groups(planned: tuple[Any, list[Path]]) -> None:
    result, paths = planned
    for path in paths:
        found = commatch.trends(path)
        assert found.figures.needs.in_work == found.figures.needs.collected == len(View(result, Lang.ZH).planned)
        groups = {need.need_id: set(need.groups) for need in result.community.needs}
        told = {need.way.need_id: set(need.way.groups) for need in found.gathered.needs}
        bundled = {need.need_id for need in result.community.needs if need.bundle}
        assert all(told[need_id] == groups[need_id] for need_id in told.keys() - bundled)
        assert all(not told[need_id] or told[need_id] == groups[need_id] for need_id in bundled & told.keys())


def test_a_month_that_cannot_be_meant_is_an_error(tmp_path: Path) -> None:
    past = {"need_id": "N1", "resource_id": "H1", "hours": 1}
    history = [past | {"month": "2062-01"}, past | {"month": "2026-01"}]
    found = commatch.trends(month_book(tmp_path / "a.xlsx", "2026-02", history=history))
    assert codes(found) == ["trends_far_month"]
    assert not found.ok


def test_what_was_done_in_no_month_is_in_the_total_and_told(tmp_path: Path) -> None:
    past = {"resource_id": "H1", "hours": 1}
    history = [past | {"need_id": "N1"}, past | {"need_id": "N2", "month": "2026-01"}]
    found = commatch.trends(month_book(tmp_path / "a.xlsx", "2026-02", history=history))
    assert codes(found) == ["trends_undated"]
    assert sum(one.hours for one in found.figures.helpers) == 2
    assert [month.hours for month in found.figures.months] == [1]


def test_who_is_paused_offers_nothing(tmp_path: Path) -> None:
    helpers = [{"helper_id": "H1", "name": "甲", "skills": "书法", "hours": 8, "status": "暂停"}]
    needs = [{"need_id": "N1", "title": "甲"}]
    book = month_book(tmp_path / "2026-01.xlsx", "2026-01", needs=needs, helpers=helpers)
    plan = listed(tmp_path / "项目清单-2026-01.xlsx", "2026-01", {}, (), {"N1": "暂停"}, [("能人", "H1", "甲", 8, 0)])
    (one,) = commatch.trends([book, plan]).figures.helpers
    assert (one.offered, one.active) == (0, False)
    (alone,) = commatch.trends(plan).figures.helpers
    assert alone.offered == 8


def test_what_was_done_before_a_list_was_made_again_counts_as_served(tmp_path: Path) -> None:
    files = month_pages.small_month(tmp_path)
    first = month_pages.made(files)
    before = commatch.trends(first).gathered.plans[0]
    mark(first, N04="已完成")
    (told,) = commatch.trends(first).gathered.plans
    assert (told.needs, told.served, told.groups) == (before.needs, before.served, before.groups)
    again = month_pages.made(files, "项目清单-2026-12-2.xlsx", "--previous", str(first))
    (plan,) = commatch.trends([first, again]).gathered.plans
    assert plan.file == again.name
    assert (plan.needs, plan.served, plan.groups) == (before.needs, before.served, before.groups)
