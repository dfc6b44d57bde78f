"""What can't be of a list that was filled in: every refusal at its cell, in both languages, and nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest
from carried_months import HELPERS, SIGNED, MonthBook, also, listed, past, said, told

import commatch
from commatch.workbook.schema import Lang

REPORTED = {
    Lang.ZH: {
        "confirm": "确认", "reject": "否", "postpone": "缓", "change": "改", "done": "完成", "absent": "缺席",
        "over": "已完成", "away": "请假", "handed_on": "转办",
    },
    Lang.EN: {
        "confirm": "confirm", "reject": "reject", "postpone": "postpone", "change": "change", "done": "done",
        "absent": "absent", "over": "done", "away": "on leave",
        "handed_on": "handed on",
    },
}  # fmt: skip
TOLD = {
    Lang.ZH: (
        "项目 2026-12-N10 议事会还没定，却已经填了“完成” 先在“议事决定”写 确认，再填做得怎样",
        "项目 2026-12-N11 的状态是“不受理”，不做了，却填了“1” ",
        "项目 2026-12-N12 的状态是“暂缓”，不做了，却填了“5” ",
        "项目 2026-12-N13 议事会还没定，却已经填了“2” ",
        "项目 2026-12-N14 还没完成，就有了评价 4 做完了，就在“状态”写 已完成",
        "H6 的“完成情况”是“缺席”，“实际工时”却是 2 没来的工时写 0 或空着",
        "H6 在 N16 上写的是婉拒或请假，却填了做得怎样 ",
        "项目 2026-12-N17 的状态是“已完成”，不能再否决、暂缓或要求修改 ",
        "项目 2026-12-N19 的状态是“转办”，不做了，却填了“完成” ",
    ),
    Lang.EN: (
        "the council has not decided on the project 2026-12-N10, but 'done' is typed in of how it went write confirm",
        "the project 2026-12-N11 is 'out of remit' and not carried out, but '1' is typed in of how it went ",
        "the project 2026-12-N12 is 'postponed' and not carried out, but '5' is typed in of how it went ",
        "the council has not decided on the project 2026-12-N13, but '2' is typed in of how it went ",
        "the project 2026-12-N14 is rated 4 before it is done where it is done write done under status",
        "H6 has 'absent' under outcome, but 2 hours under actual_hours ",
        "H6 declined N16 or was on leave, but the row says how it went ",
        "the project 2026-12-N17 is 'done': it can be rejected, postponed or changed no longer ",
        "the project 2026-12-N19 is 'handed on' and not carried out, but 'done' is typed in of how it went ",
    ),
}


@pytest.mark.parametrize("lang", list(Lang))
def test_everything_that_can_t_be_is_told_at_once_at_its_cell(lang: Lang, tmp_path: Path) -> None:
    word = REPORTED[lang]
    book = MonthBook(tmp_path, lang)
    rows, projects = book.sheet("assignments").title, book.sheet("projects").title
    book.decide("N11", "N17", said=word["reject"])
    book.decide("N12", said=word["postpone"])
    book.decide("N13", said=word["change"])
    book.decide("N14", "N15", "N16", "N18", "N20", "N21", said=word["confirm"])
    wrong = [
        ("result_undecided", rows, book.row("N10", "outcome", word["done"])),
        ("result_on_dropped", rows, book.row("N11", "actual_hours", 1)),
        ("result_on_dropped", rows, book.row("N12", "rating", 5)),
        ("result_undecided", rows, book.row("N13", "actual_hours", 2)),
        ("rated_before_done", rows, book.row("N14", "rating", 4)),
        ("hours_of_absent", rows, book.row("N15", "actual_hours", 2)),
        ("result_of_absent", rows, book.row("N16", "reply", word["away"])),
        ("decided_on_done", projects, book.at("projects", {"project_id": "2026-12-N17"}, "decision")),
        ("result_on_handed_on", rows, book.row("N19", "outcome", word["done"])),
    ]
    book.row("N15", "outcome", word["absent"])
    book.row("N16", "outcome", word["done"])
    book.status("N17", word["over"])
    book.status("N19", word["handed_on"])
    applied = book.apply()
    assert sorted(told(applied)) == sorted(wrong), said(applied)
    found = said(applied, lang)
    for begins in TOLD[lang]:
        assert any(text.startswith(begins) for text in found), (begins, found)
    assert applied.path is None
    assert applied.moved == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([book.path.name, "社区.xlsx"])


def test_numbers_and_ids_that_are_none_are_told_at_their_cells(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N10", "N11", "N12", "N13", "N14", "N15", "N16")
    cells = {
        book.row("N10", "actual_hours", -1): "out_of_range",
        book.row("N11", "actual_hours", "两小时多"): "",
        book.row("N12", "rating", 6): "out_of_range",
        book.row("N13", "rating", 0): "out_of_range",
        book.row("N14", "rating", "很好"): "",
        book.row("N15", "resource_id", "H77"): "previous_unknown_resource",
    }
    applied = book.seen()
    found = {cell: code for code, _, cell in told(applied)}
    assert found.keys() == cells.keys(), said(applied)
    assert applied.path is None
    unknown = MonthBook(tmp_path)
    at = unknown.put("projects", {"project_id": "2026-12-N16"}, "need_ids", "N99")
    assert ("previous_unknown_need", "项目清单", at) in told(unknown.seen())


def test_no_project_goes_back_behind_what_the_list_records(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N10", "N11", "N12", "N13")
    book.done("N10", "N11", "N12")
    book.row("N13", "actual_hours", 1)
    applied = book.apply()
    again = MonthBook(tmp_path / "b", source=applied.path)
    back = again.status("N10", "已确认")
    again.done("N10", said="")
    again.status("N11", "暂缓")
    again.decide("N11", said="")
    again.done("N11", said="")
    again.decide("N13", said="否")  # begun but not done: the council may
    again.row("N13", "actual_hours", None)
    found = again.seen()
    assert {item for item in told(found) if item[0] == "status_backwards"} == {
        ("status_backwards", "项目清单", back),
        ("status_backwards", "项目清单", again.at("projects", {"project_id": "2026-12-N11"}, "status")),
    }
    assert "项目 2026-12-N10 上次已经走到后面的一步了，状态不能退回“已确认”" in " ".join(said(found))


def test_points_that_are_not_there_can_t_be_spent(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    also(tmp_path, 积分兑换=[["日期", "编号", "物品", "积分"], [dt.date(2026, 12, 20), "H1", "绿植", 9]])
    applied = book.seen()
    assert [(sheet, cell[1:]) for _, sheet, cell in told(applied)] == [("积分兑换", "2")], said(applied)
    assert applied.path is None
    also(tmp_path, 积分兑换=[["日期", "编号", "物品", "积分"], [dt.date(2026, 12, 20), "H77", "绿植", 1]])
    assert [sheet for _, sheet, _ in told(book.seen())] == ["积分兑换"]


def codes(found: Iterable[tuple[str, str, str]]) -> list[str]:
    return [code for code, _, _ in found]


def test_files_are_found_beside_the_list_or_given_and_told_where_they_are_not_right(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N10")
    book.row("N10", "outcome", "完成")
    inputs = tmp_path / "社区.xlsx"
    away = tmp_path / "elsewhere"
    away.mkdir()
    inputs = inputs.rename(away / "改过名.xlsx")
    applied = book.seen()
    assert codes(told(applied)) == ["result_input_missing"]
    assert "社区.xlsx" in said(applied)[0]
    copy = away / "又一份.xlsx"
    copy.write_bytes(inputs.read_bytes())
    assert codes(told(book.seen([inputs, copy])))[:1] == ["input_twice"]
    signed = tmp_path / "签到.xlsx"
    from cli_runs import book as workbook

    workbook(signed, 签到=[SIGNED, [dt.date(2026, 12, 9), "N10", "H6", "", 2]])
    applied = book.seen([inputs, signed])
    assert applied.ok, said(applied)
    assert applied.state is not None
    assert [row.hours for row in applied.state.history] == [2]
    balance = ["月份", "上月结转", "本月新提", "合计", "办结", "结转下月", "转办", "不受理", "差额"]
    also(away, 结转=[balance, ["2026-12", 0, 19, 19, 1, 18, 0, 0, 0]])
    assert codes(told(book.seen([away / "社区.xlsx"]))) == ["input_later_month"]
    also(away, 设置=[["项", "值"], ["月份", "2027-01"], ["社区名称", "桂花社区"]])
    assert codes(told(book.seen([away / "社区.xlsx"]))) == ["input_other_month"]
    also(away, 设置=[["项", "值"], ["月份", "2026-11"], ["社区名称", "桂花社区"]])  # and not what it was made of
    assert codes(told(book.seen([away / "社区.xlsx"]))) == ["input_other_month"]


@pytest.mark.parametrize("damage", ["cut", "empty", "foreign", "input"])
def test_a_damaged_or_foreign_workbook_is_an_error_and_nothing_is_written(damage: str, tmp_path: Path) -> None:
    data, result = listed(Lang.ZH)
    (tmp_path / "社区.xlsx").write_bytes(data if damage != "input" else data[: len(data) // 2])
    path = tmp_path / "list.xlsx"
    path.write_bytes({"cut": result[: len(result) // 2], "empty": b"", "foreign": data, "input": result}[damage])
    applied = commatch.apply(path)
    assert not applied.ok
    assert told(applied)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_list_without_a_column_of_statuses_records_progress_and_says_so(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N10")
    book.sheet("projects").delete_cols(book.header("projects")[1]["status"])
    applied = book.seen()
    assert applied.ok
    assert applied.state is not None
    assert applied.state.statuses["N10"].value == "confirmed"
    assert "“项目清单”里没有“状态”这一列：项目走到哪一步只记在“进程”里" in " ".join(said(applied))


def test_a_helper_who_is_gone_from_the_sheet_may_still_have_done_it(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N01")
    book.done("N01")
    also(tmp_path, 能人=[row for row in HELPERS if row[0] != "H1"])
    applied = book.seen()
    assert applied.ok, said(applied)
    assert past(applied, "N01")[1][:3] == ("H1", "12-10", 2.0)
