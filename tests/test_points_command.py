"""``commatch points`` and what reading says of attendance and redemptions: every problem at its cell, names masked."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Rows, book, in_chinese, run_json
from openpyxl import load_workbook

import commatch
from commatch.cli.app import main
from commatch.texts.problems import describe
from commatch.workbook.schema import Lang

HELPERS: Rows = [["编号", "姓名", "技能", "每月工时"], ["H01", "赵师傅", "水电工", 8], ["H02", "王桂兰", "志愿者", 8]]
UNITS: Rows = [["编号", "单位", "服务"], ["U01", "第二医院", "义诊"]]
HISTORY: Rows = [
    ["月份", "需求编号", "资源编号", "工时", "评价", "日期", "数量", "带队"],
    ["2026-12", "N12", "H01", 1.5, 5, dt.date(2026, 12, 5), None, 1],
    ["2026-12", "N12", "U01", 2, 5, dt.date(2026, 12, 5)],
]
SIGNED = ["日期", "活动", "编号", "姓名", "工时"]
ATTENDANCE: Rows = [
    SIGNED,
    [dt.date(2026, 12, 5), "2026-12-N12", "h01", None, 2],
    [dt.date(2026, 12, 20), "议事会", "H01"],
    [dt.date(2026, 12, 20), "+cmd|' /C calc'!A0 <script>", None, "李四光", 2.5],
    [dt.date(2026, 12, 22), "提案 N12 给赵师傅", "H02"],
]
BOUGHT = ["日期", "编号", "物品", "积分"]
REDEEMED: Rows = [BOUGHT, [dt.date(2026, 12, 20), "H01", "绿植", 6]]
SETTINGS: Rows = [["项", "值"], ["月份", "2027-01"], ["社区名称", "桂花社区"]]
SHEETS: dict[str, Any] = {
    "能人": HELPERS,
    "共建单位": UNITS,
    "历史": HISTORY,
    "签到": ATTENDANCE,
    "积分兑换": REDEEMED,
    "设置": SETTINGS,
}
NEEDS: Rows = [["编号", "需求", "技能"], ["N1", "修水管", "水电工"]]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_chinese(monkeypatch, tmp_path)


def month(name: str = "2027-01.xlsx", **sheets: Any) -> str:
    return str(book(Path(name), **{**SHEETS, **sheets}))


def problems(**sheets: Any) -> list[tuple[str, str, str]]:
    """Return severity, code and cell of what is wrong with who came and who redeemed."""
    found = commatch.points(month(**sheets)).problems
    return [(item.severity.value, item.code, item.place.cell) for item in found]


# -- the command -----------------------------------------------------------------------------------------------


def test_balances_are_shown_with_names_masked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["points", month()]) == 0
    said = capsys.readouterr().out
    assert "积分：3 人\n挣得 14 分，兑换 6 分，还有 8 分（6 笔）" in said
    assert [line.split() for line in said.splitlines() if "**" in line] == [
        ["H01", "赵**", "6.5", "6", "0.5"],
        ["H02", "王**", "5", "0", "5"],
        ["李**（无编号）", "2.5", "0", "2.5"],
    ]
    assert "commatch points 2027-01.xlsx -o 积分-2027-01.xlsx" in said
    assert not any(name in said for name in ("赵师傅", "王桂兰", "李四光"))


def test_names_are_shown_where_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["points", month(), "--show-personal", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Points of 3 people\n14 points earned, 6 spent, 8 left (6 lines)" in said
    assert all(name in said for name in ("H01 赵师傅", "H02 王桂兰", "李四光 (no id)"))


def test_the_document_holds_every_line_and_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "points", month())
    assert (code, doc["outcome"], doc["month"]) == (0, "counted", "2027-01")
    assert doc["counts"] == {
        "people": 3, "lines": 6, "earned": 14, "spent": 6, "balance": 8, "errors": 0, "warnings": 0,
    }  # fmt: skip
    assert doc["balances"][0] == {
        "person_id": "H01", "name": "赵**", "earned": 6.5, "spent": 6, "balance": 0.5, "last": "2026-12-20",
    }  # fmt: skip
    assert doc["lines"][0] == {
        "date": "2026-12-05", "person_id": "H01", "name": "赵**", "cause": "hours", "sheet": "history",
        "source": "N12", "month": "2026-12", "quantity": 1.5, "points": 1.5, "balance": 1.5,
    }  # fmt: skip
    assert not any(name in str(doc) for name in ("赵师傅", "王桂兰", "李四光"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_holds_balances_and_ledger_for_its_owner_alone(lang: Any) -> None:
    found = commatch.points(month(), "分.xlsx", lang=lang)
    assert found.path == Path("分.xlsx")
    if os.name == "posix":
        assert stat.S_IMODE(found.path.stat().st_mode) == 0o600
    balances, lines = load_workbook(found.path).worksheets
    assert (balances.title, lines.title) == {"zh": ("积分余额", "积分"), "en": ("point_balances", "points")}[lang]
    last = dt.datetime(2026, 12, 20)
    assert list(balances.iter_rows(values_only=True))[2:4] == [
        ("H01", "赵师傅", 6.5, 6, 0.5, last),
        ("H02", "王桂兰", 5, 0, 5, dt.datetime(2026, 12, 22)),
    ]
    rows = list(lines.iter_rows(values_only=True))
    assert len(rows) == 2 + 6
    assert (rows[-2][1], rows[-2][6:]) == ("H01", (-6, 0.5))
    hostile = next(cell for row in lines.iter_rows() for cell in row if "+cmd" in str(cell.value))
    assert hostile.data_type == "s"
    again = commatch.points("2027-01.xlsx", "又.xlsx", lang=lang)
    assert again.path
    assert again.path.read_bytes() == found.path.read_bytes()


def test_a_file_that_is_there_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    name = month()
    before = Path(name).read_bytes()
    for wanted in ("积分-2027-01.xlsx", "积分-2027-01-2.xlsx"):
        code, doc = run_json(capsys, "points", name, "-o", ".")
        assert (code, doc["output"]) == (0, wanted)
    assert main(["points", name, "-o", name]) == 6
    assert "是输入文件" in capsys.readouterr().err
    assert Path(name).read_bytes() == before


def test_points_spent_beyond_the_balance_stop_it_with_the_cell_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = month(积分兑换=[*REDEEMED, [dt.date(2026, 12, 21), "H01", "餐券", 3]])
    assert main(["points", name, "-o", "分.xlsx"]) == 3
    said = capsys.readouterr().out
    assert "什么也没写" in said
    assert "D3  H01 到这一天只有 0.5 分，兑换不了 3 分" in said
    assert not Path("分.xlsx").exists()
    assert main(["points", name, "--lang", "en"]) == 3
    assert "D3  H01 has 0.5 points by that day and can't spend 3" in capsys.readouterr().out
    code, doc = run_json(capsys, "points", name)
    assert (code, doc["counts"]["errors"], doc["lines"], doc["balances"]) == (3, 1, [], [])


def test_all_problems_are_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    name = month(
        签到=[*ATTENDANCE, [dt.date(2026, 12, 6), "大扫除", "H11", None, 1]],
        积分兑换=[BOUGHT, [dt.date(2026, 12, 1), "H01", "绿植", 6], [dt.date(2026, 12, 2), "H02", "餐券", -3]],
    )
    code, doc = run_json(capsys, "points", name)
    errors = [(item["sheet"], item["cell"], item["code"]) for item in doc["problems"] if item["severity"] == "error"]
    assert (code, errors) == (
        3,
        [
            ("积分兑换", "D2", "points_overspent"),
            ("积分兑换", "D3", "negative"),
            ("签到", "C6", "unknown_resource"),
        ],
    )


def test_rules_come_from_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    name = month(设置=[*SETTINGS, ["议事积分", 10]])
    assert run_json(capsys, "points", name)[1]["balances"][0]["earned"] == 13.5
    assert run_json(capsys, "points", name, "--set", "points_council=4")[1]["balances"][0]["earned"] == 7.5
    assert commatch.points(name, points_council=5).ledger.accounts[0].earned == 8.5


def test_files_that_tell_of_no_points_are_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    book(Path("a.xlsx"), 能人=HELPERS)
    code, doc = run_json(capsys, "points", "a.xlsx")
    assert (code, [item["code"] for item in doc["problems"]]) == (3, ["points_nothing_told"])


def test_nobody_has_points_yet(capsys: pytest.CaptureFixture[str]) -> None:
    name = month(历史=HISTORY[:1], 签到=[SIGNED], 积分兑换=[BOUGHT])
    assert main(["points", name]) == 0
    assert "还没有人有积分" in capsys.readouterr().out


# -- several files ---------------------------------------------------------------------------------------------


def test_a_month_in_several_files_is_as_in_one() -> None:
    parts = [str(book(Path(f"{number}.xlsx"), **{name: SHEETS[name]})) for number, name in enumerate(SHEETS)]
    assert commatch.points(parts).ledger == commatch.points(month()).ledger


def test_months_that_tell_the_same_tell_it_once_and_the_latest_settings_hold() -> None:
    before = [["项", "值"], ["月份", "2026-12"], ["起始日", "2026-12-05"], ["议事积分", 7]]
    early = month("后.xlsx", 历史=HISTORY[:1], 设置=before, 签到=ATTENDANCE[:3])
    late = month("2027-01.xlsx", 设置=[*SETTINGS, ["议事积分", 3]])
    assert commatch.points([late, early]).ledger == commatch.points(late).ledger
    assert commatch.points([early, late]).problems == ()


def test_a_project_list_with_its_history_is_read_beside_the_workbook() -> None:
    name = month(历史=HISTORY[:1])
    listed = book(
        Path("项目清单-2026-12-2.xlsx"),
        项目清单=[["项目编号", "需求编号", "项目", "状态"], ["2026-12-N12", "N12", "修水管", "已完成"]],
        匹配明细=[
            ["项目编号", "需求编号", "类型", "要求", "资源编号"],
            ["2026-12-N12", "N12", "能人", "水电工", "H01"],
        ],
        历史=HISTORY,
        运行记录=[["项", "值"], ["月份", "2026-12"]],
    )
    assert commatch.points([name, listed]).ledger == commatch.points(month("whole.xlsx")).ledger
    assert commatch.points([name, listed]).problems == ()


def test_without_settings_the_default_rules_are_told() -> None:
    book(Path("a.xlsx"), 历史=HISTORY)
    assert [item.code for item in commatch.points("a.xlsx").problems] == ["points_default_rules"]


# -- what reading says ---------------------------------------------------------------------------------------------

DAY = dt.date(2026, 12, 6)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([DAY, "大扫除", "H03", None, 1], ("error", "unknown_resource", "C6")),
        ([DAY, "大扫除", None, None, 1], ("warning", "attendance_nobody", "C6")),
        ([DAY, "大扫除", None, "赵师傅", 1], ("warning", "attendance_known_name", "C6")),
        ([DAY, None, "H01", None, 1], ("warning", "attendance_without_event", "B6")),
        ([None, "大扫除", "H01", None, 1], ("warning", "day_missing", "A6")),
        ([dt.date(2027, 2, 1), "大扫除", "H01", None, 1], ("warning", "day_to_come", "A6")),
        ([DAY, "大扫除", "H01", None, -1], ("error", "negative", "E6")),
        ([DAY, "大扫除", "H01", None, 90], ("warning", "hours_over_a_day", "E6")),
        ([DAY, "大扫除", None, "李四光", 24.5], ("warning", "hours_over_a_day", "E6")),
    ],
)
def test_what_is_wrong_with_attendance_is_told_at_its_cell(row: list[object], found: tuple[str, str, str]) -> None:
    assert problems(签到=[*ATTENDANCE, row]) == [found]


def test_hours_of_one_day_are_added_up_each_event_once_and_a_team_counts_each_of_its_people() -> None:
    team: Rows = [[*HELPERS[0], "人数"], ["H01", "银龄队", "志愿者", 80, 10], [*HELPERS[2], 1]]

    def told(*rows: list[object], **sheets: Any) -> list[tuple[str, str]]:
        found = commatch.points(month(能人=team, 签到=[SIGNED, *rows], 积分兑换=[BOUGHT], **sheets)).problems
        return [(item.place.cell, item.value) for item in found if item.code == "hours_over_a_day"]

    assert told([DAY, "大扫除", "H02", None, 14], [DAY, "冬至包汤圆", "H02", None, 11]) == [("E2", "25")]
    assert told([DAY, "大扫除", "H02", None, 14], [DAY, "大扫除", "H02", None, 14]) == []
    assert told([DAY, "大扫除", "H02", None, 14], [dt.date(2026, 12, 7), "大扫除", "H02", None, 14]) == []
    assert told([DAY, "大扫除", "H01", None, 240]) == []
    assert told([DAY, "大扫除", "H01", None, 241]) == [("E2", "241")]
    past: Rows = [HISTORY[0][:6], ["2026-12", "N12", "H02", 120, None, DAY], ["2026-12", "N13", "H02", 120]]
    assert told(历史=past) == [("D2", "120")]  # a month may have 120 hours, no day has


@pytest.mark.parametrize(
    "row", [[dt.date(2027, 1, 31), "大扫除", "U01"], [DAY, "大扫除", "h02"], [DAY, "x", None, "李四光"]]
)
def test_what_is_right_of_attendance_is_left_alone(row: list[object]) -> None:
    assert problems(签到=[*ATTENDANCE, row]) == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([DAY, "H03", "绿植", 1], ("error", "unknown_resource", "B3")),
        ([DAY, None, "绿植", 1], ("error", "redemption_nobody", "B3")),
        ([DAY, "H01", "绿植", None], ("warning", "redemption_without_points", "D3")),
        ([DAY, "H01", "绿植", 0], ("warning", "redemption_without_points", "D3")),
        ([DAY, "H01", "绿植", -1], ("error", "negative", "D3")),
        ([None, "H01", "绿植", 0.5], ("warning", "day_missing", "A3")),
        ([dt.date(2027, 2, 1), "H01", "绿植", 0.5], ("warning", "day_to_come", "A3")),
    ],
)
def test_what_is_wrong_with_redemptions_is_told_at_its_cell(row: list[object], found: tuple[str, str, str]) -> None:
    said = problems(积分兑换=[*REDEEMED, row])
    assert found in said
    assert {code for _, code, _ in said} <= {found[1], "points_overspent"}


def test_matching_and_checking_say_so_too_and_name_the_nearest_id() -> None:
    name = month(需求清单=NEEDS, 签到=[*ATTENDANCE, [DAY, "大扫除", "H011", None, 1], [DAY, "大扫除", None, "赵师傅"]])
    read = [item for item in commatch.read(name).problems if item.place.sheet == "签到"]
    assert [(item.code, item.place.cell) for item in read] == [
        ("unknown_resource", "C6"),
        ("attendance_known_name", "C7"),
    ]
    assert "H01" in describe(read[0], Lang.ZH)[1]
    assert set(read) <= set(commatch.check(name).problems)


def test_who_left_the_lists_but_not_the_history_is_known() -> None:
    left = [*HISTORY, ["2026-11", "N7", "H99", 2, 5, dt.date(2026, 11, 3)]]
    rows: Rows = [*ATTENDANCE, [dt.date(2026, 11, 4), "大扫除", "H99", None, 1]]
    assert problems(历史=left, 签到=rows, 积分兑换=[*REDEEMED, [DAY, "H99", "绿植", 3]]) == []
    whole = commatch.read(month(需求清单=NEEDS, 历史=left, 签到=rows))
    assert "unknown_resource" not in [item.code for item in whole.problems]


def test_without_a_list_of_people_nobody_is_unknown() -> None:
    book(Path("a.xlsx"), 签到=[*ATTENDANCE, [DAY, "大扫除", "H33", None, 1]], 设置=SETTINGS)
    assert commatch.points("a.xlsx").problems == ()


def test_a_name_signed_for_is_masked_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    rows: Rows = [*ATTENDANCE, [DAY, "给李四光送饭", "H01", None, 1], [DAY, "给李四光送饭", "H01", None, 1]]
    assert main(["points", month(签到=rows)]) == 0
    assert "李四光" not in capsys.readouterr().out


def test_a_row_of_a_bundles_other_need_adds_nothing_to_the_history_of_the_bundle() -> None:
    head = ["需求编号", "需求", "状态", "去向", "项目编号"]
    ways: Rows = [head, *([need, "修灯", "已完成", "办结", "2026-12-N12"] for need in ("N12", "N13"))]
    came: Rows = [SIGNED, [dt.date(2026, 12, 5), "N13", "H01", None, 2]]
    found = commatch.points(month(签到=came, 进程=ways))
    assert [(line.sheet, line.quantity) for line in found.ledger.lines if line.cause == "hours"] == [("history", 1.5)]
    apart: Rows = [head, ["N13", "修灯", "已完成", "办结", "2026-12-N13"]]
    found = commatch.points(month(签到=came, 进程=apart))
    assert [line.sheet for line in found.ledger.lines if line.cause == "hours"] == ["history", "attendance"]
    since: Rows = [head, *([need, "修灯", "待匹配", "结转", "2027-01-N13"] for need in ("N13", "N14"))]
    for need in ("N13", "N14"):  # of the bundle of N12 in December, which left it
        came = [SIGNED, [dt.date(2026, 12, 5), need, "H01", None, 2]]
        found = commatch.points(month(签到=came, 进程=since))
        assert [(line.sheet, line.quantity) for line in found.ledger.lines if line.cause == "hours"] == [
            ("history", 1.5)
        ]


@pytest.mark.parametrize("event", ["带队 N12", "带队N12", "主持：n12 修灯", "led N12", "N12 带队"])
def test_who_leads_may_name_the_need_as_well_as_the_project(event: str) -> None:
    came: Rows = [SIGNED, [dt.date(2026, 12, 5), event, "H01", None, 2]]
    past: Rows = [HISTORY[0][:6], HISTORY[1][:6]]
    found = commatch.points(month(历史=past, 签到=came, 积分兑换=[BOUGHT]))
    assert [(line.cause.value, line.sheet, line.quantity) for line in found.ledger.lines] == [
        ("hours", "history", 1.5),
        ("led", "attendance", 1),
    ]


@pytest.mark.parametrize("event", ["N12", "N12 修灯", "修灯（N12）"])
def test_a_need_that_an_event_names_by_its_id_is_the_one_of_the_history(event: str) -> None:
    came: Rows = [SIGNED, [dt.date(2026, 12, 5), event, "H01", None, 2]]
    found = commatch.points(month(签到=came, 积分兑换=[BOUGHT]))
    assert [line.sheet for line in found.ledger.lines if line.cause == "hours"] == ["history"]


@pytest.mark.parametrize("event", ["带队 N99", "带队 12", "N12栋 带队", "带队 N12-3", "带队"])
def test_what_is_no_known_need_is_an_event_like_others(event: str) -> None:
    came: Rows = [SIGNED, [dt.date(2026, 12, 5), event, "H01", None, 2]]
    past: Rows = [HISTORY[0][:6], HISTORY[1][:6], ["2026-12", "12", "H02", 1]]
    found = commatch.points(month(历史=past, 签到=came, 积分兑换=[BOUGHT]))
    assert [(line.cause.value, line.quantity) for line in found.ledger.lines if line.sheet == "attendance"] == [
        ("hours", 2)
    ]


def test_a_need_that_stands_in_the_needs_sheet_alone_is_known_too() -> None:
    came: Rows = [SIGNED, [dt.date(2026, 12, 5), "带队 N7", "H01", None, 2]]
    needs: Rows = [["编号", "需求", "技能"], ["N7", "修水管", "水电工"]]
    found = commatch.points(month(需求清单=needs, 签到=came, 积分兑换=[BOUGHT]))
    signed = [(line.cause.value, line.quantity) for line in found.ledger.lines if line.sheet == "attendance"]
    assert signed == [("hours", 2), ("led", 1)]  # nothing of it in the history: its hours count as well


def test_points_before_the_month_is_over_say_which_hours_are_only_planned() -> None:
    past: Rows = [[*HISTORY[0], "工时依据"], [*HISTORY[1], "计划"]]
    december: Rows = [["项", "值"], ["月份", "2026-12"]]
    none: Rows = [SIGNED]
    found = commatch.points(month(历史=past, 签到=none, 积分兑换=[BOUGHT], 设置=december))
    (assumed,) = [problem for problem in found.problems if problem.code == "hours_as_planned"]
    assert (assumed.value, dict(assumed.params)["resources"]) == ("2026-12-N12", "H01")
    over = commatch.points(month(历史=past, 签到=none, 积分兑换=[BOUGHT]))
    assert not [problem for problem in over.problems if problem.code == "hours_as_planned"]
    assert [line.quantity for line in over.ledger.lines if line.cause == "hours"] == [1.5]
