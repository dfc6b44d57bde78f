"""A month rolled over: nothing is lost, every change is told, and what goes on can be planned."""

from __future__ import annotations

import datetime as dt
import os
import random
import stat
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Rows, book
from openpyxl import load_workbook
from rolled_months import (
    FUNDS,
    HELPERS,
    NEED,
    NEEDS,
    OPINIONS,
    SHEETS,
    UNITS,
    codes,
    decide,
    listed,
    month,
    opened,
    roll,
    row,
    rows,
)

import commatch
from commatch.cli.app import main
from commatch.month import rollover as rolling
from commatch.settings import setting_label
from commatch.workbook import save
from commatch.workbook.schema import INPUT, Lang

JANUARY = "2027-01"


def needs(path: Path | None) -> dict[str, dict[str, Any]]:
    return {item["编号"]: item for item in rows(path, "需求清单")}


def planned(path: Path | None) -> commatch.Result:
    """Match a workbook that is seen to have no error."""
    assert path is not None
    assert commatch.check(path).ok
    result = commatch.match(commatch.read(path))
    assert result.outcome.value == "planned", result.clash
    return result


# -- where every need goes ---------------------------------------------------------------------------------------


def test_what_is_settled_handed_on_or_refused_leaves_and_all_else_is_carried(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "已完成", "N2": "否", "N3": "转办", "N4、N5": "确认", "N10": "缓"})
    found = roll(made, source)
    assert found.balance is not None
    assert (found.balance.carried_in, found.balance.raised) == (0, 7)
    ends = ("settled", "carried", "handed_on", "refused", "difference")
    assert [getattr(found.balance, end) for end in ends] == [1, 4, 1, 1, 0]
    statuses = {need_id: item.get("状态") for need_id, item in needs(found.path).items()}
    assert statuses == {"N4": "已确认", "N5": "已确认", "N6": None, "N10": None}
    written = row(found.path, "结转")
    assert [written[key] for key in ("上月结转", "本月新提", "合计", "办结", "结转下月", "转办", "不受理", "差额")] == [
        0, 7, 7, 1, 4, 1, 1, 0,
    ]  # fmt: skip
    ways = {item["需求编号"]: (item["状态"], item["去向"], item["已等月数"]) for item in rows(found.path, "进程")}
    assert ways == {
        "N1": ("已完成", "办结", 0),
        "N2": ("不受理", "不受理", 0),
        "N3": ("转办", "转办", 0),
        "N4": ("已确认", "结转", 1),
        "N5": ("已确认", "结转", 1),
        "N6": ("待匹配", "结转", 1),
        "N10": ("待匹配", "结转", 1),
    }
    assert row(found.path, "转办")["需求编号"] == "N3"


def test_the_rest_of_a_row_is_carried_as_it_was_with_columns_of_its_own(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    found = roll(made, source)
    before, after = needs(source), needs(found.path)
    assert after == before
    assert list(after) == ["N1", "N2", "N3", "N4", "N5", "N6", "N10"]
    assert found.path is not None
    cells = [cell for line in load_workbook(found.path)["需求清单"].iter_rows() for cell in line]
    (hostile,) = [cell for cell in cells if str(cell.value).startswith("=")]
    assert hostile.data_type == "s"


def test_wide_sheets_are_printed_on_two_pages_across_with_what_a_row_is_about_on_both(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    found = roll(made, source)
    assert found.path is not None
    workbook = load_workbook(found.path)
    for title in ("需求清单", "进程"):
        sheet = workbook[title]
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) == (2, "landscape")
        assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$B", "$1:$1")
    assert workbook["结转"].page_setup.fitToWidth == 1


def test_an_input_status_of_its_own_counts_where_nothing_was_planned(tmp_path: Path) -> None:
    said = [
        [*line[:8], {"N6": "不受理", "N3": "已完成", "N2": "暂缓"}.get(str(line[0])), *line[9:]] for line in NEEDS[1:]
    ]
    source = month(tmp_path, 需求清单=[NEED, *said])
    found = roll(listed(tmp_path, source), source)
    assert found.balance is not None
    assert (found.balance.settled, found.balance.refused, found.balance.carried) == (1, 1, 5)
    assert "状态" not in needs(found.path)["N2"]
    assert "ask_again" in codes(found, "N2")


@pytest.mark.parametrize(
    ("note", "statuses"),
    [("", [None, None, None]), ("缓至2027-01-31", [None, None, None]), ("缓至2027-02-01", ["暂缓", None, None])],
)
def test_what_is_postponed_is_asked_about_again_in_its_month(
    tmp_path: Path, note: str, statuses: list[str | None]
) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "缓"})
    made.put("projects", {"need_ids": "N1"}, "notes", note)
    found = roll(made, source)
    assert needs(found.path)["N1"].get("状态") == statuses[0]
    assert ("ask_again" in codes(found, "N1")) == (statuses[0] is None)
    until = row(found.path, "进程", 需求编号="N1").get("再议日期")
    assert until == (dt.date(2027, 2, 1) if statuses[0] else None)
    assert found.path is not None
    again = roll(listed(tmp_path, found.path), found.path, "2027-02.xlsx")
    assert needs(again.path)["N1"].get("状态") == statuses[1]
    assert row(again.path, "进程", 需求编号="N1")["已等月数"] == 2
    assert [item["差额"] for item in rows(again.path, "结转")] == [0, 0]
    assert row(again.path, "结转", 月份="2027-01")["上月结转"] == 7


def test_who_was_handed_on_keeps_what_was_typed_of_the_answer(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "转办"})
    path = roll(made, source).path
    for name in ("2027-02.xlsx", "2027-03.xlsx"):
        assert path is not None
        workbook = load_workbook(path)
        sheet = workbook["转办"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, heads["转往"]).value = "街道办"
        sheet.cell(2, heads["答复"]).value = "@已答复"
        workbook.save(path)
        path = roll(listed(tmp_path, path), path, name).path
        (kept,) = rows(path, "转办")
        assert (kept["需求编号"], kept["转往"], kept["答复"]) == ("N1", "街道办", "@已答复")


def test_a_need_that_was_carried_and_deleted_is_told(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    first = roll(made, source)
    assert first.path is not None
    workbook = load_workbook(first.path)
    workbook["需求清单"].delete_rows(4)
    workbook.save(first.path)
    again = roll(listed(tmp_path, first.path), first.path, "2027-02.xlsx")
    assert codes(again, "N3") == ["missing"]
    assert again.balance is not None
    assert (again.balance.opened, again.balance.difference) == (6, 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_the_balance_carries_in_other_than_was_carried_over_the_log_names_each_need(
    lang: str, tmp_path: Path
) -> None:
    balance, log, needs = ("结转", "结转明细", "需求清单") if lang == "zh" else ("balance", "carried_over", "needs")
    month, carried_in, carried, difference = (
        ("月份", "上月结转", "结转下月", "差额") if lang == "zh" else ("month", "carried_in", "carried", "difference")
    )
    told = {
        "zh": ("没有办结，也没有转办，“结转”的“上月结转”不算它", "2026-12 以后不在需求清单里，现在又在了"),
        "en": ("not counted under carried_in of balance", "it was not in needs after 2026-12 and is there again"),
    }[lang]
    source, made = opened(tmp_path)
    path = roll(made, source, lang=lang).path
    assert path is not None
    deleted: list[object] = []
    for name, at in (("2027-02.xlsx", 4), ("2027-03.xlsx", 0)):  # a need is deleted, a month later put back
        workbook = load_workbook(path)
        sheet = workbook[needs]
        if at:
            deleted = [cell.value for cell in sheet[at]]
            sheet.delete_rows(at)
        else:
            sheet.append(deleted)
        workbook.save(path)
        path = roll(listed(tmp_path, path), path, name, lang=lang).path
        assert path is not None
        kept = [(row[month], row[carried_in], row[carried], row[difference]) for row in rows(path, balance)]
        notes = {note for row in rows(path, log) if deleted[0] in row.values() for note in map(str, row.values())}
        assert any(told[0 if at else 1] in note for note in notes), notes
    assert kept == [("2026-12", 0, 7, 0), ("2027-01", 6, 6, 0), ("2027-02", 7, 7, 0)]


# -- what goes on ------------------------------------------------------------------------------------------------


def pins(path: Path | None) -> dict[tuple[str, str], str | None]:
    return {(item["需求编号"], item["资源编号"]): item.get("意见") for item in rows(path, "匹配意见")}


def test_a_confirmed_project_goes_on_with_its_people_pinned(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "确认", "N2": "确认", "N4、N5": "实施中"})
    found = roll(made, source)
    assert pins(found.path) == {
        ("N1", "H1"): "锁定",
        ("N1", "H5"): "避免",
        ("N2", "H2"): "优先",
        ("N4", "H3"): "锁定",
    }
    assert row(found.path, "匹配意见", 需求编号="N2")["理由"] == "认识"
    (kept,) = [line for line in found.lines if line.code == "kept_opinion"]
    assert (kept.id, kept.to_see) == ("N2", False)
    plan = planned(found.path).plan
    assert {"N1", "N2", "N4"} <= plan.served
    assert {(item.demand_id, item.resource_id) for item in plan.assignments} >= {("N1", "H1"), ("N4", "H3")}


def test_pins_of_the_rollover_before_go_when_nothing_is_settled_any_more(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "确认"})
    first = roll(made, source)
    assert first.path is not None
    second = listed(tmp_path, first.path)
    decide(second, {"N1": "改"})
    found = roll(second, first.path, "2027-02.xlsx")
    assert pins(found.path) == {("N1", "H5"): "避免", ("N2", "H2"): "优先"}
    assert "to_change" in codes(found, "N1")


@pytest.mark.parametrize("code", ["unpinned_paused", "unpinned_gone"])
def test_who_can_no_longer_is_not_pinned_and_said(tmp_path: Path, code: str) -> None:
    helpers = [*HELPERS, ["H6", "吴师傅", "水电工:4", 8, None]]
    source = month(tmp_path, 能人=helpers, 匹配意见=[OPINIONS[0], ["N1", "H6", "避免", None, None]])
    made = listed(tmp_path, source)
    decide(made, {"N1": "确认"})
    (who,) = [item["resource_id"] for _, item in made.rows("assignments", {"need_id": "N1", "kind": "能人"})]
    if code == "unpinned_gone":
        made.put("assignments", {"need_id": "N1", "kind": "能人"}, "reply", "婉拒")
    found = roll(made, source, pause=[who] if code == "unpinned_paused" else ())
    assert code in codes(found, "N1")
    assert ("N1", who) not in pins(found.path)
    assert needs(found.path)["N1"]["状态"] == "已确认"
    assert "N1" in planned(found.path).plan.served


def test_a_project_that_nobody_is_left_for_is_opened_and_can_be_matched(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N2": "确认", "N1": "确认"})
    found = roll(made, source, pause=["h2"])
    assert needs(found.path)["N2"].get("状态") is None
    assert {"unpinned_paused", "cannot_go_on_alone"} <= set(codes(found, "N2"))
    (status,) = [line for line in found.lines if line.id == "N2" and line.item == "status"]
    assert (status.before, status.after, status.to_see) == ("已确认", "待匹配", True)
    assert row(found.path, "能人", 编号="H2")["状态"] == "暂停"
    assert row(found.path, "能人", 编号="H5")["状态"] == "暂停"
    assert planned(found.path).plan.served >= {"N1"}


def test_an_agreement_that_has_ended_is_told_and_nobody_is_held_to_it(tmp_path: Path) -> None:
    asked = [[*NEED, "服务"], *([*line, None] for line in NEEDS[1:]), ["N11", "义诊日", *[None] * 9, "义诊"]]
    source = month(tmp_path, 需求清单=asked)
    made = listed(tmp_path, source)
    decide(made, {"N11": "确认"})
    found = roll(made, source)
    assert codes(found, "U1") == ["agreement_ended"]
    (soon,) = [line for line in found.lines if line.id == "U2"]
    assert soon.code == "agreement_soon"
    assert "20" in soon.note
    assert {"unpinned_ended", "cannot_go_on_alone"} <= set(codes(found, "N11"))
    assert len(rows(found.path, "共建单位")) == len(UNITS) - 1
    planned(found.path)


@pytest.mark.parametrize("day", [dt.date(2026, 12, 20), dt.date(2027, 1, 20)])
def test_a_deadline_before_the_month_opens_what_was_settled(tmp_path: Path, day: dt.date) -> None:
    said = [[*line[:6], day if line[0] in ("N1", "N2") else None, *line[7:]] for line in NEEDS[1:]]
    source = month(tmp_path, 需求清单=[NEED, *said])
    made = listed(tmp_path, source)
    decide(made, {"N1": "确认"})
    found = roll(made, source)
    passed = day.year == 2026
    assert needs(found.path)["N1"].get("状态") == (None if passed else "已确认")
    assert pins(found.path)["N1", "H1"] == ("优先" if passed else "锁定")
    assert ("due_passed_on" in codes(found, "N1")) == passed
    assert ("due_passed" in codes(found, "N2")) == passed
    assert needs(found.path)["N1"]["期限"] == day
    assert row(found.path, "进程", 需求编号="N1")["状态"] == ("待匹配" if passed else "已确认")
    planned(found.path)


def test_a_pin_of_ones_own_that_the_month_cannot_keep_becomes_a_preference(tmp_path: Path) -> None:
    source = month(tmp_path, 匹配意见=[OPINIONS[0], ["N1", "H1", "锁定", 2, "说好的"]])
    made = listed(tmp_path, source)
    found = roll(made, source, pause="H1")
    assert row(found.path, "匹配意见", 需求编号="N1") == {
        "需求编号": "N1", "资源编号": "H1", "意见": "优先", "评分": 2, "理由": "说好的",
    }  # fmt: skip
    assert "pin_weakened" in codes(found, "N1")
    planned(found.path)


def test_confirmed_projects_that_clash_are_opened_one_by_one_until_the_rest_can_be_planned(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "确认", "N3": "确认"})
    made.book.save(made.path)
    workbook = load_workbook(source)
    workbook["能人"]["D2"] = 2  # hours of H1, which N1 and N3 together need 3 of
    workbook.save(source)
    found = roll(made, source)
    standing = {need_id: item.get("状态") for need_id, item in needs(found.path).items() if need_id in ("N1", "N3")}
    assert sorted(map(str, standing.values())) == ["None", "已确认"]
    planned(found.path)


# -- money, goods, history, points -------------------------------------------------------------------------------


def test_money_and_goods_of_what_is_done_are_taken_off(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "已完成", "N10": "实施中"})
    made.put("assignments", {"need_id": "N1", "kind": "能人"}, "actual_hours", 2.5)
    made.put("assignments", {"need_id": "N1", "kind": "能人"}, "rating", 4)
    found = roll(made, source)
    assert row(found.path, "资金")["可用金额"] == 900  # 1000 - 100 of N1; the 50 of N10 are asked again
    assert row(found.path, "物资")["数量"] == 8
    assert row(found.path, "资金账") == {
        "月份": "2026-12", "编号": "F1", "资金": "保障资金", "期初": 1000, "支出": 100, "期末": 900, "下月可用": 900,
    }  # fmt: skip
    assert "asked_again" in codes(found, "N10")
    assert row(found.path, "历史", 资源编号="H1") == {
        "月份": "2026-12", "需求编号": "N1", "资源编号": "H1", "工时": 2.5, "评价": 4, "工时依据": "填写",
    }  # fmt: skip
    assert row(found.path, "历史", 资源编号="F1")["数量"] == 100
    assert row(found.path, "进程", 需求编号="N1")["评价"] == 4
    points = row(found.path, "积分", 编号="H1")
    assert (points["数量"], points["积分"], points["余额"]) == (2.5, 2.5, 2.5)


def test_funds_are_refilled_where_the_settings_say_so(tmp_path: Path) -> None:
    source = month(tmp_path, 设置=[*SHEETS["设置"], ["资金结转", "重拨", None]])
    made = listed(tmp_path, source)
    decide(made, {"N1": "已完成"})
    found = roll(made, source)
    assert row(found.path, "资金")["可用金额"] == 1000
    book_row = row(found.path, "资金账")
    assert (book_row["支出"], book_row["期末"], book_row["下月可用"]) == (100, 900, 1000)
    assert codes(found, "F1") == ["refilled"]


def test_history_that_is_there_already_is_not_added_again(tmp_path: Path) -> None:
    past: Rows = [["月份", "需求编号", "资源编号", "工时"], ["2026-11", "N9", "H1", 3], ["2026-12", "N3", "H1", 5]]
    source = month(tmp_path, 历史=past)
    made = listed(tmp_path, source)
    decide(made, {"N3": "已完成"})
    found = roll(made, source)
    assert [(item["需求编号"], item["工时"]) for item in rows(found.path, "历史")] == [("N9", 3), ("N3", 5)]
    assert "history_kept" in codes(found, "N3")


def test_the_month_goes_on_and_the_first_day_is_cleared(tmp_path: Path) -> None:
    source = month(
        tmp_path,
        设置=[
            ["项", "值", "说明"],
            ["社区名称", "桂花", None],
            ["起始日", "2026-12-05", "我的"],
            ["月份", "2026-12", None],
        ],
    )
    found = roll(listed(tmp_path, source), source)
    said = {item["项"]: (item.get("值"), item.get("说明")) for item in rows(found.path, "设置")}
    assert said == {"月份": (JANUARY, None), "社区名称": ("桂花", None), "起始日": (None, "我的")}
    assert "start_cleared" in codes(found)


def test_a_month_without_settings_gets_them(tmp_path: Path) -> None:
    source = month(tmp_path, 设置=[])
    found = roll(listed(tmp_path, source, "--month", "2026-12"), source)
    assert rows(found.path, "设置") == [{"项": "月份", "值": JANUARY}]


def test_rows_about_a_need_that_left_go_along_with_a_line(tmp_path: Path) -> None:
    parts: Rows = [["需求编号", "类型", "要求", "数量"], ["N1", "能人", "水电工", 1], ["N6", "能人", "手语翻译", 1]]
    source = month(tmp_path, 需求拆解=parts)
    made = listed(tmp_path, source)
    decide(made, {"N1": "已完成"})
    found = roll(made, source)
    assert [item["需求编号"] for item in rows(found.path, "需求拆解")] == ["N6"]
    assert pins(found.path) == {("N2", "H2"): "优先"}
    gone = [line.before for line in found.lines if line.code == "row_gone"]
    assert len(gone) == 2
    assert any("水电工" in note for note in gone)
    assert any("手慢" in note for note in gone)


# -- new needs ---------------------------------------------------------------------------------------------------


def news(folder: Path, *lines: list[object], name: str = "新需求.xlsx", **sheets: Rows) -> Path:
    return book(folder / name, 需求清单=[["编号", "需求", "提出人", "电话", "技能", "来自"], *lines], **sheets)


def test_new_needs_are_added_by_id_and_the_same_is_kept_once(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "已完成"})
    new = news(
        tmp_path,
        ["N20", "修门锁", "王桂兰", "13912345678", "水电工×1", "信箱"],
        ["N6", "手语课", None, None, "手语翻译", None],
        ["N1", "修水管", None, None, None, None],
        需求拆解=[["需求编号", "类型", "要求", "数量"], ["N20", "能人", "水电工", 1]],
        能人=[["编号", "姓名"], ["H99", "某人"]],
    )
    found = roll(made, source, new=new)
    assert found.new == 1
    assert needs(found.path)["N20"] == {
        "编号": "N20", "需求": "修门锁", "提出人": "王桂兰", "电话": "13912345678", "技能": "水电工", "来自": "信箱",
    }  # fmt: skip
    assert set(needs(found.path)) == {"N2", "N3", "N4", "N5", "N6", "N10", "N20"}
    assert needs(found.path)["N6"]["楼长意见"] == "楼长说"
    assert codes(found, "N20") == ["added"]
    assert "added_once" in codes(found, "N6")
    assert "added_once" in codes(found, "N1")
    assert [item["需求编号"] for item in rows(found.path, "需求拆解")] == ["N20"]
    assert "not_read" in codes(found, "能人")
    assert found.balance is not None
    assert (found.balance.opened, found.balance.carried, found.balance.difference) == (7, 6, 0)


def test_a_first_day_of_the_month_that_is_over_does_not_hold_in_the_next(tmp_path: Path) -> None:
    source = month(tmp_path)
    made = listed(tmp_path, source, "--from", "2026-12-17")
    new = news(tmp_path, ["N20", "修门锁", None, None, "水电工", None])
    found = roll(made, source, new=new)
    assert "N20" in needs(found.path)
    planned(found.path)


def refused(made: Any, source: Path, **options: Any) -> list[tuple[str, str, str]]:
    """Roll over what can't be; return code, value and cell of every error; nothing is written."""
    made.book.save(made.path)
    before = {path.name for path in made.path.parent.iterdir()}
    found = commatch.rollover(made.path, source, made.path.parent / "2027-01.xlsx", **options)
    assert not found.ok
    assert found.path is None
    assert {path.name for path in made.path.parent.iterdir()} == before
    return [(item.code, item.value, item.place.cell) for item in found.problems if item.severity.value == "error"]


def test_the_same_id_with_another_content_is_an_error_that_names_both_cells(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    new = news(tmp_path, ["n6", "唱歌班", None, None, "手语翻译", None])
    assert [code for code, _, _ in refused(made, source, new=new)] == ["new_need_differs"]
    found = commatch.rollover(made.path, source, new=new)
    (problem,) = [item for item in found.problems if item.severity.value == "error"]
    assert problem.place.file == "新需求.xlsx"
    assert dict(problem.params)["other"].startswith("2026-12.xlsx 需求清单!")
    assert dict(problem.params)["columns"] == "title"


def test_an_id_that_left_before_is_not_given_again(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "已完成"})
    first = roll(made, source)
    assert first.path is not None
    second = listed(tmp_path, first.path)
    new = news(tmp_path, ["N1", "修水管", None, None, "水电工", None])
    assert refused(second, first.path, new=new) == [("new_need_taken", "N1", "A2")]


def test_everything_that_is_wrong_with_new_needs_is_told_at_once(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    new = news(
        tmp_path,
        ["N20", "修门锁", None, None, "水电工", None],
        ["n20", "修门窗", None, None, "水电工", None],
        ["N6", "唱歌班", None, None, "手语翻译", None],
    )
    told = refused(made, source, new=new, pause=["H99"])
    assert sorted(code for code, _, _ in told) == ["duplicate_id", "new_need_differs", "pause_unknown"]


def test_the_same_row_twice_in_new_files_is_added_once_with_a_line(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    row_ = ["N20", "修门锁", "王桂兰", "13912345678", "水电工", "信箱"]
    new = news(tmp_path, row_, ["n20", *row_[1:]], ["N6", "手语课", None, None, "手语翻译", None])
    other = news(tmp_path, [*row_[:2], *row_[2:]], ["N21", "擦窗", None, None, "水电工", None], name="另一份.xlsx")
    found = roll(made, source, new=[new, other])
    assert found.new == 2
    assert codes(found, "N20") == ["added", "told_once", "told_once"]
    assert [item["编号"] for item in rows(found.path, "需求清单")].count("N20") == 1


def test_what_is_told_twice_is_suspected_and_never_merged(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    new = news(
        tmp_path,
        ["N20", "修门锁", "王桂兰", "13912345678", "水电工", None],
        ["N21", "门锁修", "王桂兰", "13912345678", "水电工", None],
    )
    found = roll(made, source, new=new)
    assert {"N20", "N21"} <= set(needs(found.path))
    (line,) = [line for line in found.lines if line.code == "twice"]
    assert line.id == "N21"
    assert "N20" in line.note


def test_settings_given_beside_the_sheet_are_told(tmp_path: Path) -> None:
    source = month(tmp_path)
    of_street = ("--set", "pool_minutes=10", "--set", "pool_own_first=people")  # no sheet of a community says these
    made = listed(tmp_path, source, "--set", "points_hour=2", "--set", "fund_rollover=refilled", *of_street)
    lines = {line.id: line for line in roll(made, source).lines if line.code == "setting_given"}
    assert {(key, line.before, line.after, line.to_see) for key, line in lines.items()} == {
        (setting_label("points_hour"), "2", "1", True), (setting_label("fund_rollover"), "重拨", "余额", True),
    }  # fmt: skip
    assert not [line for line in roll(listed(tmp_path, source), source).lines if line.code == "setting_given"]


def test_what_is_done_and_not_rated_can_be_rated_in_the_history_of_the_next_month(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "已完成"})
    first = roll(made, source)
    assert codes(first, "N1")[0] == "settled_unrated"
    assert first.path is not None
    workbook = load_workbook(first.path)
    sheet = workbook["历史"]
    head = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=2):
        if line[head.index("资源编号")].value == "H1":
            line[head.index("评价")].value = 4
    workbook.save(first.path)
    second = roll(listed(tmp_path, first.path), first.path, "2027-02.xlsx")
    way = row(second.path, "进程", 需求编号="N1")
    assert (way["状态"], way["评价"], way["去向"], way["去向月份"]) == ("已评价", 4, "办结", "2026-12")
    assert [item.value for item in second.problems if item.code == "reviewed_by_history"] == ["N1"]
    third = roll(listed(tmp_path, second.path), second.path, "2027-03.xlsx")
    assert "reviewed_by_history" not in [item.code for item in third.problems]


def test_the_same_file_twice_and_an_unknown_id_to_pause_are_errors(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    twin = tmp_path / "又一份.xlsx"
    twin.write_bytes(source.read_bytes())
    assert refused(made, source, new=twin) == [("input_twice", "又一份.xlsx", "")]
    made.book.save(made.path)
    assert not commatch.rollover(made.path, [source, twin]).ok
    assert refused(made, source, pause=["H1", "H77", "X"]) == [("pause_unknown", "H77", ""), ("pause_unknown", "X", "")]
    new = news(tmp_path, ["N20", "修门锁", None, None, "水电工", None])
    again = tmp_path / "新需求-2.xlsx"
    again.write_bytes(new.read_bytes())
    assert refused(made, source, new=[new, again]) == [("input_twice", "新需求-2.xlsx", "")]


def test_points_spent_beyond_the_balance_stop_it(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    spent = book(
        tmp_path / "兑换.xlsx", 积分兑换=[["日期", "编号", "物品", "积分"], [dt.date(2026, 12, 9), "H1", "绿植", 9]]
    )
    made.book.save(made.path)
    found = commatch.rollover(made.path, [source, spent])
    assert [(item.code, item.place.cell) for item in found.problems] == [("points_overspent", "D2")]


# -- a list that goes on in a file of its own ---------------------------------------------------------------------


SIGNED = ["日期", "活动", "编号", "姓名", "人群", "工时", "签名"]
BOUGHT = ["日期", "编号", "物品", "积分"]
CAME: Rows = [
    SIGNED,
    [dt.date(2026, 12, 20), "议事会", "H1", None, "老人", None, "赵"],
    [dt.date(2026, 12, 20), "议事会", None, None, "骑手", None, None],
    [dt.date(2026, 12, 20), "议事会", None, None, "骑手", None, None],
    ["12月22日", "冬至 包汤圆", "h1", None, None, 4, None],
]
SPENT: Rows = [
    BOUGHT,
    [dt.date(2026, 12, 28), "H1", "洗衣液", 2],
    [dt.date(2026, 12, 28), "H1", "洗衣液", 2],
    ["2026年12月30日", "h1", "毛巾", 1],
]


def running(folder: Path, came: Rows, spent: Rows) -> Path:
    return book(folder / "签到.xlsx", 签到=came, 积分兑换=spent)


def balance(path: Path | None) -> float:
    found = commatch.points(path or "")
    assert found.ok, found.problems
    return next(one.balance for one in found.ledger.accounts if one.person.person_id == "H1")


def test_a_list_that_goes_on_in_its_own_file_counts_once_month_after_month(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    first = roll(made, [source, running(tmp_path, CAME, SPENT)])
    assert balance(first.path) == 2  # 3 of the council and 4 of the hours, less 2 + 2 + 1
    came: Rows = [CAME[0], [dt.date(2027, 1, 20), "议事会", "H1", None, "老人", None, "赵"], *reversed(CAME[1:])]
    spent: Rows = [*SPENT, [dt.date(2027, 1, 28), "H1", "洗衣液", 2]]
    on = running(tmp_path, came, spent)
    assert first.path is not None
    january = listed(tmp_path, first.path)
    second = roll(january, [first.path, on], "2027-02.xlsx")
    assert balance(second.path) == 3  # 3 more of the council, 2 more redeemed
    assert len(rows(second.path, "积分兑换")) == 4  # what was bought twice in one file was bought twice
    assert [item.get("人群") for item in rows(second.path, "签到")].count("骑手") == 2  # nobody knows who: two came
    assert len(rows(second.path, "签到")) == 5
    told = [(line.code, line.id, line.note) for line in second.lines if line.code in ("told_in_two", "own_column_left")]
    assert [(code, sheet) for code, sheet, _ in told] == [("told_in_two", "积分兑换"), ("told_in_two", "签到")]
    assert "签到.xlsx 的 3 行，2027-01.xlsx 里也有" in told[0][2]
    assert "签到.xlsx 的 4 行，2027-01.xlsx 里也有" in told[1][2]


def test_the_file_with_more_of_the_same_rows_holds_and_columns_of_ones_own_that_it_lacks_are_told(
    tmp_path: Path,
) -> None:
    source = month(tmp_path, 签到=[SIGNED[:6], *([*line[:6]] for line in CAME[1:])], 积分兑换=SPENT[:2])
    made = listed(tmp_path, source)
    found = roll(made, [source, running(tmp_path, CAME, SPENT)])
    assert [item["积分"] for item in rows(found.path, "积分兑换")] == [2, 2, 1]
    assert len(rows(found.path, "签到")) == 4
    left = [line.note for line in found.lines if line.code == "own_column_left"]
    assert len(left) == 1
    assert "签到.xlsx A2" in left[0]
    again = roll(made, [tmp_path / "签到.xlsx", source], "again.xlsx")
    assert [rows(found.path, name) for name in ("签到", "积分兑换")] == [
        rows(again.path, name) for name in ("签到", "积分兑换")
    ]


# -- the same again ----------------------------------------------------------------------------------------------


def settled(folder: Path) -> tuple[Path, Any]:
    source, made = opened(folder)
    decide(made, {"N1": "已完成", "N2": "确认", "N3": "否", "N4、N5": "缓", "N10": "转办"})
    return source, made


def test_rolled_over_twice_it_is_the_same_file_for_its_owner_alone(tmp_path: Path) -> None:
    source, made = settled(tmp_path)
    before = source.read_bytes()
    one, other = (roll(made, source, name).path for name in ("one.xlsx", "other.xlsx"))
    assert one is not None
    assert other is not None
    assert one.read_bytes() == other.read_bytes()
    assert source.read_bytes() == before
    if os.name == "posix":
        assert stat.S_IMODE(one.stat().st_mode) == 0o600


def test_rows_shuffled_and_files_split_give_the_same_sheets(tmp_path: Path) -> None:
    source, made = settled(tmp_path)
    whole = roll(made, source)
    rng = random.Random(3)
    halves: list[dict[str, Rows]] = [{}, {}]
    for name, lines in SHEETS.items():
        head, *rest = lines
        rest = rng.sample(list(rest), len(rest))
        halves[0 if name != "能人" else 1][name] = [head, *rest]
    files = [book(tmp_path / name, **sheets) for name, sheets in zip(("甲.xlsx", "乙.xlsx"), halves, strict=True)]
    parts = roll(made, files, "parts.xlsx")
    assert whole.path is not None
    assert parts.path is not None
    names = load_workbook(whole.path).sheetnames
    assert load_workbook(parts.path).sheetnames == names
    for name in names:
        one, other = (
            [line for line in rows(path, name) if line.get("类型") != "文件"] for path in (whole.path, parts.path)
        )
        assert one == other, name


@pytest.mark.parametrize("lang", list(Lang))
def test_every_sheet_can_be_read_in_the_language_it_is_written_in(tmp_path: Path, lang: Lang) -> None:
    source, made = settled(tmp_path)
    found = roll(made, source, lang=lang.value)
    names = load_workbook(found.path).sheetnames if found.path else []
    assert {INPUT[key].name(lang) for key in ("needs", "progress", "handed_on", "balance", "fund_book")} <= set(names)
    community = commatch.read(found.path or "")
    assert community.settings.month == dt.date(2027, 1, 1)
    assert community.memory is not None
    assert len(community.memory.ways) == 7
    assert not [item for item in community.problems if item.severity.value == "error"]


def test_killed_before_it_is_whole_it_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, made = settled(tmp_path)
    made.book.save(made.path)
    before = {path.name for path in tmp_path.iterdir()}

    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    for name in ("_write", "_put_in_place"):
        with monkeypatch.context() as patch:
            patch.setattr(save, name, stopped)
            with pytest.raises(KeyboardInterrupt):
                commatch.rollover(made.path, source, tmp_path / "2027-01.xlsx")
        assert {path.name for path in tmp_path.iterdir()} == before


def test_a_balance_that_does_not_close_is_written_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, made = settled(tmp_path)
    made.book.save(made.path)
    carry = rolling.carry_needs

    def losing(month: Any) -> None:
        carry(month)
        month.page("needs").rows.pop()

    monkeypatch.setattr(rolling, "carry_needs", losing)
    with pytest.raises(RuntimeError, match="does not close"):
        commatch.rollover(made.path, source, tmp_path / "2027-01.xlsx")
    assert not (tmp_path / "2027-01.xlsx").exists()


# -- whatever is typed -------------------------------------------------------------------------------------------

TYPED = ("确认", "否", "缓", "改", "已确认", "实施中", "已完成", "转办", "")


def edited(made: Any, rng: random.Random) -> None:
    """Type decisions, statuses, replies and what was carried out at random, as far as they can be."""
    for _, project in list(made.rows("projects")):
        word = rng.choice(TYPED)
        if not word:
            continue
        decide(made, {project["need_ids"]: word})
        if word == "缓" and rng.random() < 0.5:
            made.put("projects", {"need_ids": project["need_ids"]}, "notes", f"缓至2027-0{rng.randint(1, 6)}-10")
        for number, item in made.rows("assignments", {"project_id": project["project_id"]}):
            sheet, at = made.sheet("assignments"), made.header("assignments")[1]
            if item["kind"] != "能人":
                continue
            if word == "已完成" and rng.random() < 0.6:
                sheet.cell(number, at["actual_hours"]).value = rng.choice([0.5, 1, 3])
                sheet.cell(number, at["rating"]).value = rng.randint(1, 5)
            elif word == "确认" and rng.random() < 0.3:
                sheet.cell(number, at["outcome"]).value = rng.choice(["完成", "部分完成"])
            elif word == "确认" and rng.random() < 0.3:
                sheet.cell(number, at["reply"]).value = "婉拒"


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 40))])
def test_whatever_is_typed_no_need_is_lost_and_the_next_month_can_be_planned(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    source, made = opened(tmp_path)
    open_before, settled_before = {str(line[0]) for line in NEEDS[1:]}, set[str]()
    for number, name in enumerate(("2027-01.xlsx", "2027-02.xlsx", "2027-03.xlsx"), 1):
        edited(made, rng)
        pause = [rng.choice(["H1", "H2", "H3", "H4"])] if rng.random() < 0.3 else []
        found = roll(made, source, name, pause=pause)
        now = set(needs(found.path))
        ways = {item["需求编号"]: item for item in rows(found.path, "进程")}
        assert set(ways) == {str(line[0]) for line in NEEDS[1:]}
        gone = {need_id for need_id, item in ways.items() if item["去向"] != "结转"}
        assert now | gone == open_before | settled_before
        assert not now & gone
        assert settled_before <= gone
        assert all(ways[need_id]["已等月数"] == number for need_id in now)
        balances = rows(found.path, "结转")
        assert len(balances) == number
        assert {item["差额"] for item in balances} == {0}
        assert balances[-1]["合计"] == len(open_before)
        assert balances[-1]["结转下月"] == len(now)
        spent = sum(item["支出"] for item in rows(found.path, "资金账"))
        assert row(found.path, "资金")["可用金额"] == FUNDS[1][2] - spent  # type: ignore[operator]
        past = [
            tuple(map(str, (item["月份"], item["需求编号"], item["资源编号"], item.get("日期"))))
            for item in rows(found.path, "历史")
        ]
        assert len(past) == len(set(past))
        planned(found.path)
        assert found.path is not None
        open_before, settled_before, source = now, gone, found.path
        if now:
            made = listed(tmp_path, source)


def test_the_command_says_where_the_needs_went(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    source, made = settled(tmp_path)
    made.book.save(made.path)
    words = ["rollover", str(made.path), str(source)]
    assert main([*words, "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "2026-12 结转到 2027-01" in said
    assert "需求 7 条：上月结转 0，本月新提 7" in said
    assert "办结 1，结转下月 4，转办 1，不受理 1；差额 0" in said
    assert (tmp_path / "2027-01.xlsx").exists()
    assert main([*words, "--on", "12月", "--lang", "en"]) == 2
    assert "'12月'" in capsys.readouterr().err
    assert main([*words, "--pause", "H1、H99", "--lang", "en"]) == 3
    printed = capsys.readouterr()
    assert "there is no resource H99 to pause" in printed.out + printed.err
