"""The project list workbook: the contract's columns, safe cells, and a file that is whole or not there."""

from __future__ import annotations

import datetime as dt
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

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
    Step,
    Unit,
    Venue,
)
from commatch.matching.audit import audit
from commatch.matching.candidates import judge
from commatch.matching.explain import explain
from commatch.matching.greedy import greedy
from commatch.matching.instance import Instance
from commatch.matching.plan import Assignment, Outcome, Plan, SolveStatus, Tier, Unserved
from commatch.matching.result import Result
from commatch.matching.rules import PHRASES
from commatch.problems import Place, warning
from commatch.reports.frames import frames
from commatch.reports.project_list import project_list
from commatch.reports.projects import write_projects
from commatch.reports.unserved import reason_words
from commatch.reports.view import View
from commatch.settings import Settings
from commatch.texts import reports as texts
from commatch.workbook.outputs import OUTPUT, REASON_CODES
from commatch.workbook.save import OutputError
from commatch.workbook.schema import Lang

DECEMBER = dt.date(2026, 12, 1)
LATER = ("gaps", "loans", "changes")
HELPER, UNIT, VENUE, FUND, GOODS = Kind.HELPER, Kind.UNIT, Kind.VENUE, Kind.FUND, Kind.GOODS

NEEDS = (
    Need(
        "N01",
        "义诊日",
        groups=("老年人",),
        grid="G1",
        template="义诊",
        beneficiaries=30,
        event=True,
        category="健康",
        requirements=(
            Requirement(HELPER, "医生", 1, 2.0, 2),
            Requirement(UNIT, "义诊", 1),
            Requirement(VENUE, "桌椅", 20, facilities=frozenset({"桌椅"})),
            Requirement(FUND, "", 200),
            Requirement(GOODS, "折叠桌", 4),
        ),
    ),
    Need("N02", "=1+1", groups=("骑手",), grid="G2", requirements=(Requirement(HELPER, "水电工", 1, 2.0),)),
    Need(
        "N03",
        "书法班",
        grid="G1",
        event=True,
        sessions=3,
        requirements=(Requirement(HELPER, "书法", 1, 1.0),),
    ),
    Need("N04", "理发", groups=("老年人",), bundle="理发", requirements=(Requirement(HELPER, "理发", 1, 1.0),)),
    Need(
        "N05",
        "上门理发",
        groups=("独居老人",),
        bundle="理发",
        beneficiaries=3,
        requirements=(Requirement(HELPER, "理发", 1, 1.0),),
    ),
    Need("N06", "手语", groups=("残障人士",), requirements=(Requirement(HELPER, "手语翻译", 2, 1.0),)),
    Need("N07", "转办的事", status=NeedStatus.HANDED_ON),
    Need(
        "N08",
        "已确认",
        status=NeedStatus.CONFIRMED,
        due_on=dt.date(2026, 12, 18),
        requirements=(Requirement(HELPER, "理发", 1, 1.0),),
        set_aside=(Requirement(VENUE, "", 20),),
    ),
)
COMMUNITY = Community(
    settings=Settings(month=DECEMBER, community_name="梧桐里社区"),
    needs=NEEDS,
    helpers=(
        Helper("H1", "王医生", skills={"医生": 4}, grid="G1", hours=2),
        Helper("H2", "@cmd", skills={"水电工": 3}, grid="G1", hours=8),
        Helper("H3", "陈老师", skills={"书法": 5}, hours=8),
        Helper("H4", "", skills={"理发": 3}, hours=8),
        Helper("H5", "暂停的人", skills={"理发": 3}, active=False),
    ),
    units=(Unit("U1", "卫生站", services=frozenset({"义诊"}), sessions=2, agreed_until=dt.date(2027, 1, 10)),),
    venues=(Venue("V1", "礼堂", grid="G1", seats=50, facilities=frozenset({"桌椅"})),),
    funds=(Fund("F1", "保障资金", 500),),
    goods=(Goods("C1", "折叠桌", 10, True),),
    distances={("G1", "G2"): 5},
    opinions=(Opinion("N02", "H2", score=-2.5),),
    steps=(
        Step("义诊", 2, "布置", 1, "志愿者"),
        Step("义诊", 1, "通知老人", 7, ""),
        Step("义诊", 3, "登记", 0),
    ),
    files=(("输入.xlsx", "ab" * 32),),
    problems=(warning("hours_missing", Place("输入.xlsx", "能人", "G2"), "H4"),),
)


TIERS = tuple(Tier(name, 0, 0, True, SolveStatus.OPTIMAL) for name in ("must", "coverage", "quality"))


def order(row: Assignment) -> tuple[object, ...]:
    return (row.demand_id, row.slot is not None, row.slot or (), row.requirement, row.resource_id)


def planned(community: Community) -> Result:
    """Return the result of a plan made without the solver."""
    inst = Instance(community)
    judged = judge(inst)
    made = greedy(inst, judged)
    plan = Plan(made.slots, tuple(sorted(made.assignments, key=order)))
    assert not audit(community, plan)
    return Result(
        Outcome.PLANNED,
        community,
        plan,
        TIERS,
        judged,
        explain(inst, judged, plan, TIERS),
        solver="HiGHS 1.15.1",
        problems=community.problems,
    )


@pytest.fixture(scope="module")
def result() -> Result:
    found = planned(COMMUNITY)
    assert found.plan.served == {"N01", "N02", "N03", "N04", "N08"}
    return found


@pytest.fixture(scope="module")
def nothing() -> Result:
    found = planned(replace(COMMUNITY, needs=NEEDS[:7], helpers=(), opinions=()))
    assert not found.plan.served
    return found


@pytest.fixture(scope="module")
def workbook(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return load_workbook(write_projects(result, tmp_path_factory.mktemp("zh") / "项目清单.xlsx"))


def records(book: Workbook, name: str) -> list[dict[str, Any]]:
    _, header, *rows = book[name].iter_rows(values_only=True)  # below a title
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def sheets(result: Result, lang: Lang = Lang.ZH) -> dict[str, list[dict[str, Any]]]:
    return {
        made.sheet.key: [dict(zip((c.key for c in made.sheet.columns), row, strict=True)) for row in made.rows]
        for made in project_list(result, lang)
    }


# -- columns and values ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("which", ["result", "nothing"])
def test_every_sheet_has_the_contracts_headers(
    which: str, lang: Lang, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    book = load_workbook(write_projects(request.getfixturevalue(which), tmp_path / "a.xlsx", lang=lang))
    wanted = [sheet for key, sheet in OUTPUT.items() if key not in LATER]
    assert book.sheetnames == [sheet.name(lang) for sheet in wanted]
    for sheet in wanted:
        headers = [cell.value for cell in book[sheet.name(lang)][2]]  # below a title
        assert headers == [column.header(lang) for column in sheet.columns]


def test_a_project_is_named_after_the_month_and_its_smallest_need(workbook: Workbook) -> None:
    rows = records(workbook, "项目清单")
    assert [row["项目编号"] for row in rows] == [f"2026-12-N0{number}" for number in (1, 2, 3, 4, 8)]
    assert [row["需求编号"] for row in rows] == ["N01", "N02", "N03", "N04、N05", "N08"]


def test_lead_responsible_and_names(result: Result) -> None:
    first, second, _, bundle, confirmed = sheets(result)["projects"]
    assert (first["lead"], second["lead"]) == ("卫生站", "梧桐里社区")
    assert (first["responsible"], first["helpers"], bundle["helpers"]) == ("王医生", "王医生", "H4")
    assert (first["venue"], first["fund"], first["budget"], first["goods"]) == (
        "礼堂",
        "保障资金",
        200,
        "折叠桌×4",
    )
    assert bundle["groups"] == "老年人、独居老人"
    assert bundle["notes"] == "合并 2 件需求，共受益 4 人"
    assert (first["status"], confirmed["status"]) == ("已匹配(待议)", "已确认")
    assert confirmed["notes"] == "没有提供场地表，场地未安排"
    assert first["notes"] == "卫生站的协议 2027-01-10 到期"


def test_the_worker_named_in_settings_is_responsible(result: Result) -> None:
    named = replace(COMMUNITY, settings=replace(COMMUNITY.settings, worker="李社工"))
    rows = sheets(planned(named))["projects"]
    assert {row["responsible"] for row in rows} == {"李社工"}


def test_complete_by_is_the_due_date_or_the_months_end(result: Result) -> None:
    rows = sheets(result)["projects"]
    assert rows[0]["complete_by"] == dt.date(2026, 12, 31)
    assert rows[-1]["complete_by"] == dt.date(2026, 12, 18)


def test_steps_are_dated_back_from_the_event(result: Result) -> None:
    row = sheets(result)["projects"][0]
    lines = row["action_path"].split("；\n")
    days = [row["date"] - dt.timedelta(days=days) for days in (7, 1, 0)]
    ends = ("通知老人", "布置（志愿者）", "登记")
    assert lines == [f"{day.month}月{day.day}日 {end}" for day, end in zip(days, ends, strict=True)]


def test_an_english_step_is_apart_from_its_day(result: Result) -> None:
    row = sheets(result, Lang.EN)["projects"][0]
    day = row["date"] - dt.timedelta(days=1)
    assert f"{day.isoformat()}: 布置 (志愿者)" in row["action_path"].split(";\n")


@pytest.mark.parametrize(
    ("need", "wanted"),
    [
        ({}, "联系@cmd确认时间 → {when}上门服务 → 回访反馈"),
        ({"requirements": (Requirement(GOODS, "折叠桌", 1),)}, "领取折叠桌×1 → {when}落实 → 回访反馈"),
        ({"set_aside": (Requirement(VENUE, "", 20),)}, "联系@cmd确认时间 → 通知居民 → {when}开展活动 → 回访反馈"),
        (
            {"requirements": (Requirement(HELPER, "水电工", 1, 2.0), Requirement(VENUE, "", 20))},
            "联系@cmd确认时间 → 通知居民 → {when}在礼堂开展活动 → 回访反馈",
        ),
        ({"sessions": 2}, "联系@cmd确认时间 → 分 2 次上门服务（见下） → 回访反馈"),
    ],
)
def test_what_has_a_time_and_no_venue_is_a_visit(need: dict[str, Any], wanted: str) -> None:
    lamp = Need("N1", "修灯", event=True, requirements=(Requirement(HELPER, "水电工", 1, 2.0),))
    (row,) = sheets(planned(replace(COMMUNITY, needs=(replace(lamp, **need),), opinions=())))["projects"]
    when = f"{row['date'].month}月{row['date'].day}日{row['half_day']}"
    assert row["action_path"].split("；\n")[0] == wanted.format(when=when)


def test_a_series_lists_its_slots_in_the_action_path(result: Result) -> None:
    tables = sheets(result)
    dates = [row["date"] for row in tables["assignments"] if row["need_id"] == "N03"]
    lines = tables["projects"][2]["action_path"].split("；\n")
    assert len(dates) == 3
    assert tables["projects"][2]["date"] == dates[0]
    for number, day in enumerate(dates, 1):
        assert lines[number].startswith(f"第{number}次 {day.month}月{day.day}日")
        assert lines[number].endswith("：陈老师")


def test_reasons_of_a_row_add_up_to_its_score(result: Result) -> None:
    tables = sheets(result)
    rows = {row["resource_id"]: row for row in tables["assignments"]}
    # level 3 asked 1: 2·2; 5 of 30 minutes: 10·25/30; score −2.5
    assert rows["H2"]["score"] == 9.8
    assert rows["H2"]["reason"] == "技能高 2 级 +4，步行 5 分钟 +8.3，评分 −2.5"
    assert rows["F1"]["reason"] == "符合全部要求"
    for project in tables["projects"]:
        scores = [row["score"] for row in tables["assignments"] if row["project_id"] == project["project_id"]]
        assert project["score"] == pytest.approx(sum(scores))


def test_only_helpers_are_charged_hours_and_only_funds_money(result: Result) -> None:
    for row in sheets(result)["assignments"]:
        assert (row["hours"] is not None) == (row["kind"] == "能人")
        assert (row["amount"] is not None) == (row["kind"] == "资金")
        assert row["standby"] is row["reply"] is row["actual_hours"] is row["outcome"] is row["rating"] is None
    wanted = {"能人": "医生", "单位": "义诊", "场地": "桌椅", "资金": "经费", "物资": "折叠桌"}
    rows = [row for row in sheets(result)["assignments"] if row["need_id"] == "N01"]
    assert {row["kind"]: row["requirement"] for row in rows} == wanted


def test_an_unserved_need_says_what_is_missing(result: Result) -> None:
    (row,) = sheets(result)["unserved"]
    assert (row["need_id"], row["reason_code"]) == ("N06", "无此技能")
    assert row["reason"] == "没有人会“手语翻译”"
    assert row["shortfall"] == "手语翻译 缺2人"


def test_every_planned_need_is_served_or_unserved_and_the_rest_is_counted(result: Result) -> None:
    tables = sheets(result)
    served = {need for row in tables["projects"] for need in row["need_ids"].split("、")}
    unserved = {row["need_id"] for row in tables["unserved"]}
    assert served | unserved == {f"N0{number}" for number in (1, 2, 3, 4, 5, 6, 8)}
    assert not served & unserved
    assert {"item": "不参与匹配: 转办", "value": 1} in tables["run"]


def test_hours_add_up_through_a_helpers_month(result: Result) -> None:
    rows = [row for row in sheets(result)["tasks"] if row["resource_id"] == "H3"]
    assert [row["hours_so_far"] for row in rows] == [1, 2, 3]
    assert {row["hours_a_month"] for row in rows} == {8}
    place = next(row["place"] for row in sheets(result)["tasks"] if row["resource_id"] == "H1")
    assert place == "礼堂"


def test_the_calendar_expects_as_many_as_asked_seats(result: Result) -> None:
    (row,) = sheets(result)["venue_calendar"]
    assert (row["venue_id"], row["expected_people"], row["seats"]) == ("V1", 20, 50)


def test_usage_has_every_resource(result: Result) -> None:
    rows = {row["resource_id"]: row for row in sheets(result)["usage"]}
    assert list(rows) == ["H1", "H2", "H3", "H4", "H5", "U1", "V1", "F1", "C1"]
    assert (rows["H1"]["used"], rows["H1"]["share_used"], rows["H1"]["reminder"]) == (2, 1, "使用率超过 80%")
    assert rows["H5"]["reminder"] == "已暂停"
    assert rows["U1"]["reminder"] == "协议 2027-01-10 到期"
    assert (rows["V1"]["available"], rows["V1"]["used"]) == (31 * 3, 1)
    assert (rows["F1"]["used"], rows["C1"]["used"]) == (200, 4)


def test_groups_are_counted_singly_in_a_fixed_order(result: Result) -> None:
    rows = {row["group"]: (row["needs"], row["served"]) for row in sheets(result)["fairness"]}
    wanted = {"独居老人": (1, 1), "残障人士": (1, 0), "骑手": (1, 1), "老年人": (2, 2), "未填": (2, 2)}
    assert rows == wanted
    assert list(rows) == list(wanted)


def test_group_names_are_english_in_an_english_workbook(result: Result) -> None:
    tables = sheets(result, Lang.EN)
    assert [row["group"] for row in tables["fairness"]][-2:] == ["elderly", "not given"]
    assert tables["projects"][3]["groups"] == "elderly, elderly living alone"
    assert tables["unserved"][0]["reason_code"] == "no_skill"


@pytest.mark.parametrize("lang", list(Lang))
def test_every_reason_code_has_words(result: Result, lang: Lang) -> None:
    view = View(result, lang)
    assert {choice.key for choice in REASON_CODES} <= PHRASES.keys() | texts.REASONS.keys()
    for choice in REASON_CODES:
        figures = (
            ("what", "医生"),
            ("kind", "helper"),
            ("asked", "2"),
            ("others", "paused×1"),
            ("by", "N1(2.0)"),
        )
        said = reason_words(view, choice.key, figures)
        assert "what=" not in said
        assert "{" not in said


@pytest.mark.parametrize(
    ("demand_id", "code", "figures", "wanted"),
    [
        (
            "N01",
            "level_too_low",
            {"what": "医生", "kind": "helper", "level": 1, "there": 0},
            "2级以上的医生 缺1人",
        ),
        (
            "N01",
            "hours_short",
            {"what": "医生", "kind": "helper", "asked": 2, "hours": 0.5},
            "医生 缺1.5小时",
        ),
        ("N01", "hours_taken", {"what": "医生", "kind": "helper", "left": 1, "short": 1}, "医生 缺1小时"),
        ("N01", "sessions_taken", {"what": "义诊", "kind": "unit", "left": 0, "short": 1}, "义诊 缺1场"),
        ("N01", "venue_too_small", {"what": "桌椅", "kind": "venue", "seats": 15}, "场地缺5个座位"),
        ("N01", "no_facilities", {"what": "桌椅", "kind": "venue", "missing": "桌椅"}, "场地缺 桌椅"),
        ("N01", "over_cap", {"what": "", "kind": "fund", "asked": 200, "cap": 150}, "单项上限差50元"),
        ("N01", "money_gone", {"what": "", "kind": "fund", "left": 80}, "缺120元"),
        ("N01", "goods_gone", {"what": "折叠桌", "kind": "goods", "left": 1}, "折叠桌 缺3件"),
        ("N01", "slots_taken", {"what": "医生", "kind": "helper", "slots": 3}, "医生 缺空闲时段"),
        ("N03", "no_slot", {"asked": 3, "there": 2, "gap": 6}, "缺1个可行日期"),
        ("N01", "past_due", {"due": "2026-11-30", "days": 1}, "期限已过1天"),
    ],
)
def test_a_shortfall_is_in_the_unit_of_what_is_missing(
    result: Result, demand_id: str, code: str, figures: dict[str, object], wanted: str | None
) -> None:
    pairs = tuple((name, str(value)) for name, value in figures.items())
    item = Unserved(demand_id, demand_id, 1.0, ((code, pairs),))
    (row,) = sheets(replace(result, unserved=(item,)))["unserved"]
    assert row["shortfall"] == wanted


@pytest.mark.parametrize("codes", [3, 6, 7, 9])
def test_the_reasons_of_the_overview_add_up_to_the_needs_unserved(result: Result, codes: int) -> None:
    kinds = [choice.key for choice in REASON_CODES][:codes]
    unserved = tuple(
        Unserved("N06", "N06", 1.0, ((code, ()),)) for number, code in enumerate(kinds) for _ in range(codes - number)
    )
    rows = sheets(replace(result, unserved=unserved))["overview"]
    lines = [row for row in rows if row["item"].startswith("未匹配原因：")]
    assert sum(row["value"] for row in lines) == len(unserved)
    assert len(lines) == min(codes, 6)
    others = [row for row in lines if row["item"] == "未匹配原因：其他"]
    assert len(others) == (codes > 6)
    if others:
        assert others[0]["note"].startswith(f"{REASON_CODES[5].zh}×{codes - 5}、")


def test_facilities_are_joined_with_commas_in_english() -> None:
    asked = Requirement(VENUE, "桌椅、投影", 20, facilities=frozenset({"桌椅"}))
    found = planned(replace(COMMUNITY, needs=(Need("N1", "会", event=True, requirements=(asked,)),), opinions=()))
    assert sheets(found, Lang.EN)["assignments"][0]["requirement"] == "桌椅, 投影"
    assert sheets(found)["assignments"][0]["requirement"] == "桌椅、投影"


def test_an_english_overview_joins_with_commas(result: Result) -> None:
    unserved = tuple(Unserved(need, "N06", 1.0, (("no_skill", ()),)) for need in ("N05", "N06"))
    rows = sheets(replace(result, unserved=unserved), Lang.EN)["overview"]
    assert next(row["note"] for row in rows if row["item"].startswith("reason: ")) == "N05, N06"
    assert "、" not in "".join(str(value) for row in rows for value in row.values())


def test_the_run_record_says_the_month_alike_in_both_places(result: Result) -> None:
    rows = {row["item"]: row["value"] for row in sheets(result)["run"]}
    assert rows["月份"] == rows["设置: month"] == "2026-12"


def test_the_run_record_holds_files_settings_and_tiers(result: Result) -> None:
    rows = {row["item"]: row["value"] for row in sheets(result, Lang.EN)["run"]}
    assert rows["input_file: 输入.xlsx"] == "ab" * 32
    assert (rows["month"], rows["planned_from"]) == ("2026-12", DECEMBER)
    assert (rows["setting: venue_walk"], rows["audit"], rows["status"]) == ("15", "passed", "proven optimal")
    assert rows["must.value"] == 0
    assert {"coverage.value", "coverage.bound", "coverage.gap", "quality.gap"} <= rows.keys()


def test_what_is_not_proven_is_said(result: Result) -> None:
    tier = Tier("coverage", 9, 10, False, SolveStatus.FEASIBLE, "time", 3.0)
    note = ("tier_not_proven", (("tier", "coverage"), ("by", "time"), ("gap", "0.1000")))
    tables = sheets(replace(result, tiers=(tier,), notes=(note,)))
    rows = {row["item"]: row["value"] for row in tables["run"]}
    assert rows["求解状态"] == "未证明最优：覆盖"
    assert rows["备注"] == "覆盖：未证明最优（到时间上限），差距 10.00%"
    assert {row["item"]: row["value"] for row in tables["overview"]}["未证明最优：覆盖"] == pytest.approx(0.1)


def test_a_tier_left_within_the_gap_is_not_said_to_need_more_time(result: Result) -> None:
    tiers = (Tier("coverage", 99, 100, False, SolveStatus.FEASIBLE, "gap"),)
    note = ("tier_not_proven", (("tier", "coverage"), ("by", "gap"), ("gap", "0.0100")))
    tables = sheets(replace(result, tiers=tiers, notes=(note,)))
    line = next(row for row in tables["overview"] if row["item"] == "未证明最优：覆盖")
    assert line["note"] == "与上界的差距，在允许的范围内"
    assert {"item": "备注", "value": "覆盖：未证明最优（到允许的差距），差距 1.00%"} in tables["run"]


def test_a_plan_that_serves_nothing_fills_every_sheet(nothing: Result) -> None:
    tables = sheets(nothing)
    assert not tables["projects"]
    assert not tables["assignments"]
    assert len(tables["unserved"]) == 6
    assert tables["overview"][-1]["note"].startswith("没有需求能匹配")


def test_a_result_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plan"):
        write_projects(Result(Outcome.NO_PLAN, COMMUNITY), tmp_path / "a.xlsx")
    assert not list(tmp_path.iterdir())


# -- frames ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["result", "nothing"])
def test_frames_have_the_contracts_columns(which: str, request: pytest.FixtureRequest) -> None:
    made = frames(request.getfixturevalue(which), "en")
    assert list(made) == [key for key in OUTPUT if key not in LATER]
    for key, frame in made.items():
        assert list(frame.columns) == [column.key for column in OUTPUT[key].columns]
    assert str(made["projects"]["date"].dtype).startswith("datetime64")
    assert made["assignments"]["score"].dtype == float


def test_the_result_gives_its_tables(result: Result) -> None:
    assert result.tables("zh")["projects"]["项目"][0] == "义诊日"


def test_writing_a_workbook_does_not_import_pandas() -> None:
    code = "import sys, commatch.reports.projects, commatch.reports.frames; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# -- cells -------------------------------------------------------------------------------------------------


def test_dates_are_dates_and_numbers_numbers(workbook: Workbook) -> None:
    sheet = workbook["项目清单"]
    headers = {cell.value: number for number, cell in enumerate(sheet[2], 1)}
    date: Any = sheet.cell(3, headers["日期"])
    assert date.is_date
    assert date.number_format == "yyyy-mm-dd"
    assert isinstance(sheet.cell(3, headers["优先分"]).value, float)
    assert sheet.cell(3, headers["项目编号"]).number_format == "@"
    share = workbook["资源使用"].cell(3, 6)
    assert (share.value, share.number_format) == (1, "0.0%")


def test_text_that_looks_like_a_formula_is_text(workbook: Workbook) -> None:
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type in ("f", "e")]
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert {cell.value for cell in risky} >= {"=1+1", "@cmd"}
    assert all(cell.quotePrefix for cell in risky)


def with_title(title: str) -> Result:
    need = replace(NEEDS[1], title=title)
    return planned(replace(COMMUNITY, needs=(need,), opinions=()))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("#N/A", "#N/A"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("\ttab", "\ttab"),
        ("a\x00b\x1fc", "abc"),
        ("坏\ud800字", "坏字"),
        ("一\r\n二", "一\n二"),
        ("＝1", "＝1"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_odd_text_is_kept_as_text(title: str, written: str, tmp_path: Path) -> None:
    book = load_workbook(write_projects(with_title(title), tmp_path / "a.xlsx"))
    cell = book["项目清单"]["C3"]
    assert (cell.value, cell.data_type) == (written, "s")


def test_text_too_long_for_a_cell_is_cut_and_that_is_said(tmp_path: Path) -> None:
    book = load_workbook(write_projects(with_title("长" * 40000), tmp_path / "a.xlsx"))
    text = book["项目清单"]["C3"].value
    assert isinstance(text, str)
    assert len(text) == 32767
    assert text.endswith("已截断）")
    notes = [row["值"] for row in records(book, "运行记录") if row["项"] == "备注"]
    assert "项目清单 C3：文字超过 32767 个字符，已截断" in notes


def test_sheets_print_across_a4_with_their_header(workbook: Workbook) -> None:
    wide = {"项目清单": "D3"}
    for sheet in workbook:
        assert sheet.page_setup.orientation == ("portrait" if sheet.title == "运行记录" else "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2 if sheet.title in wide else 1, 0)
        assert sheet.freeze_panes == {"匹配明细": "G3", **wide}.get(sheet.title, "A3")
        assert sheet.print_title_rows == ("$2:$2" if sheet.title in wide else "$1:$2")
        footer: Any = sheet.oddFooter
        assert "&P" in footer.center.text


def test_a_row_is_as_high_as_its_longest_cell_needs(workbook: Workbook) -> None:
    sheet = workbook["项目清单"]
    lines = str(sheet["R5"].value).count("\n") + 1
    assert lines == 4
    assert sheet.row_dimensions[5].height >= 15 * lines


# -- files -------------------------------------------------------------------------------------------------


def test_the_same_plan_gives_the_same_bytes(result: Result, tmp_path: Path) -> None:
    one, other = (write_projects(result, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == other.read_bytes()


def test_a_file_that_is_there_is_kept(result: Result, tmp_path: Path) -> None:
    target = tmp_path / "清单.xlsx"
    target.write_text("mine")
    (tmp_path / "清单-2.xlsx").write_text("mine too")
    assert write_projects(result, target).name == "清单-3.xlsx"
    assert target.read_text() == "mine"


def test_force_replaces_a_file(result: Result, tmp_path: Path) -> None:
    target = tmp_path / "清单.xlsx"
    target.write_text("old")
    assert write_projects(result, target, force=True) == target
    assert load_workbook(target).sheetnames[0] == "概览"


def test_an_input_is_never_replaced(result: Result, tmp_path: Path) -> None:
    source, link = tmp_path / "输入.xlsx", tmp_path / "链接.xlsx"
    source.write_text("input")
    link.symlink_to(source)
    assert write_projects(result, source, force=True, inputs=[source]).name == "输入-2.xlsx"
    assert write_projects(result, link, force=True, inputs=[source]).name == "链接-2.xlsx"
    assert source.read_text() == "input"


def test_an_ending_is_added(result: Result, tmp_path: Path) -> None:
    assert write_projects(result, tmp_path / "2026.12").name == "2026.12.xlsx"


def test_a_file_open_elsewhere_leads_to_a_numbered_name(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "清单.xlsx"
    target.write_text("open in Excel")
    real = os.replace

    def locked(source: Path, goal: Path) -> None:
        if goal == target:
            raise PermissionError(errno.EACCES, "in use", str(goal))
        real(source, goal)

    monkeypatch.setattr(os, "replace", locked)
    assert write_projects(result, target, force=True).name == "清单-2.xlsx"
    assert target.read_text() == "open in Excel"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    target = tmp_path / "清单.xlsx"
    target.write_text("old")
    yield target
    assert [path.name for path in tmp_path.iterdir()] == ["清单.xlsx"]
    assert target.read_text() == "old"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (OSError(errno.ENOSPC, "full"), "disk_full"),
        (OSError(errno.EIO, "broken"), "not_writable"),
        (PermissionError(errno.EACCES, "denied"), "not_writable"),
    ],
)
@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_failed_write_changes_nothing(
    result: Result, kept: Path, monkeypatch: pytest.MonkeyPatch, call: str, fault: OSError, code: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OutputError) as caught:
        write_projects(result, kept, force=True)
    assert (caught.value.code, caught.value.path) == (code, kept)


def test_a_file_that_does_not_read_back_is_dropped(result: Result, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def truncated(handle: int) -> None:
        os.ftruncate(handle, 5000)

    monkeypatch.setattr(os, "fsync", truncated)
    with pytest.raises(OutputError) as caught:
        write_projects(result, kept, force=True)
    assert caught.value.code == "not_verified"


def test_a_folder_that_is_not_there_is_an_error(result: Result, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_projects(result, tmp_path / "none" / "a.xlsx")
    assert caught.value.code == "no_folder"
    assert caught.value.code in texts.OUTPUT_ERRORS


def test_an_interrupted_write_leaves_nothing(result: Result, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_projects(result, kept, force=True)
