"""Rows below a header: data is never dropped; totals, notes and repeated headers are left out and listed."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from reader_books import NEEDS, ROWS, found, only, problem, read, values

from commatch.problems import Severity


def test_values_come_as_they_are_and_blanks_as_none() -> None:
    day, moment = dt.date(2026, 11, 3), dt.datetime(2026, 11, 3, 9, 30)
    rows: ROWS = [
        ["编号", "需求", "提出日期", "期限", "工时", "受益人数", "说明", "电话"],
        ["N1", " 修 灯 ", day, moment, 1.5, 12, " \u3000\u200b\n", True],
    ]
    row = only(read(rows)).rows[0]
    assert {key: cell.value for key, cell in row.cells.items()} == {
        "need_id": "N1",
        "title": " 修 灯 ",
        "raised_on": day,
        "due_on": moment,
        "hours": 1.5,
        "beneficiaries": 12,
        "description": None,
        "phone": True,
    }


def test_a_row_holds_every_known_column_of_the_header() -> None:
    row = only(read([["编号", "需求", "电话"], ["N1"]])).rows[0]
    assert {key: (cell.value, cell.place.cell) for key, cell in row.cells.items()} == {
        "need_id": ("N1", "A2"),
        "title": (None, "B2"),
        "phone": (None, "C2"),
    }


def test_blank_rows_are_passed_over_in_silence() -> None:
    tables = read([NEEDS[0], [], NEEDS[1], [" "], NEEDS[2], [], []])
    assert [row.place.cell for row in only(tables).rows] == ["A3", "A5"]
    assert tables.problems == ()


@pytest.mark.parametrize("word", ["合计", "总计", "小 计", "合计：", "共计35人", "Total", "TOTAL:"])
def test_a_total_is_left_out_and_listed(word: str) -> None:
    tables = read([*NEEDS, [word, None, 35]])
    assert len(only(tables).rows) == 2
    total = problem(tables, "totals_left_out")
    assert (total.severity, total.place.cell, total.value) == (Severity.WARNING, "A4", word)


def test_a_total_may_stand_after_a_number_and_between_data() -> None:
    tables = read([NEEDS[0], NEEDS[1], [3, "小计", 1], NEEDS[2]])
    assert values(only(tables), "need_id") == ["N1", "N2"]
    assert found(tables) == [("totals_left_out", "A3")]


def test_a_need_about_a_total_is_data() -> None:
    tables = read([NEEDS[0], ["N1", "合计账目公开会", None]])
    assert values(only(tables), "title") == ["合计账目公开会"]


@pytest.mark.parametrize(
    "note",
    [
        "备注：电话仅供联系",
        "注：兜底优先",
        "说明",
        "填表人：王某",
        "制表:李某 2026-11-20",
        "Note: phones",
        "注1：见附件",
        "填报说明：请于每月20日前上报",
        "填表须知：如实填写",
        "填报单位（盖章）：",
        "制表人：王某",
        "联系人及电话：王某 13800000000",
    ],
)
def test_a_note_at_the_end_is_left_out_and_listed(note: str) -> None:
    tables = read([*NEEDS, [note]])
    assert len(only(tables).rows) == 2
    left = problem(tables, "note_left_out")
    assert (left.severity, left.place.cell, left.value, left.personal) == (Severity.WARNING, "A4", note, True)


@pytest.mark.parametrize("sheet", ["需求拆解", "物资"])
def test_a_note_right_below_the_data_is_one_where_it_stands_in_a_required_column(sheet: str) -> None:
    data: dict[str, ROWS] = {
        "需求拆解": [["需求编号", "类型", "要求"], ["N1", "能人", "木工"]],
        "物资": [["物资", "数量", "编号"], ["桌", 3, "G1"]],
    }
    tables = read([*data[sheet], ["填报说明：请于每月20日前上报"]], sheet=sheet)
    assert len(only(tables).rows) == 1
    assert found(tables) == [("note_left_out", "A3")]


def test_the_numbered_points_of_a_note_at_the_end_are_left_out_too() -> None:
    tables = read([*NEEDS, ["填表说明："], ["1. 每月20日前上报"], ["（2）如实填写"], ["合计", None, 2]])
    assert len(only(tables).rows) == 2
    assert found(tables) == [("note_left_out", f"A{n}") for n in (4, 5, 6)] + [("totals_left_out", "A7")]


def test_a_numbered_lone_cell_without_a_note_above_is_data() -> None:
    assert len(only(read([*NEEDS, ["3. 换锁"]])).rows) == 3
    assert len(only(read([NEEDS[0], ["备注：见附件"], NEEDS[1], ["1. 换锁"]])).rows) == 3


def test_a_numbered_title_below_a_note_is_data() -> None:
    tables = read([*NEEDS, ["填表说明："], [None, "3. 换锁"]])
    assert values(only(tables), "title")[-1] == "3. 换锁"


def test_signatures_side_by_side_are_a_note() -> None:
    tables = read([*NEEDS, ["合计", None, 3], ["填表人：王某", "审核人：李某"]])
    assert found(tables) == [("totals_left_out", "A4"), ("note_left_out", "A5")]


def test_a_note_that_begins_like_data_stays_when_data_follows() -> None:
    tables = read([NEEDS[0], [None, "说明：怎样交物业费"], NEEDS[1]])
    assert values(only(tables), "title") == ["说明：怎样交物业费", "修灯"]


def test_a_heading_merged_over_most_columns_is_a_note() -> None:
    tables = read([NEEDS[0], ["一、维修类"], NEEDS[1]], lambda sheet: sheet.merge_cells("A2:C2"))
    assert values(only(tables), "need_id") == ["N1"]
    assert found(tables) == [("note_left_out", "A2")]


def test_a_lone_cell_after_a_gap_without_what_is_required_is_a_note() -> None:
    tables = read([*NEEDS, [], ["以上需求均已核实"]])
    assert len(only(tables).rows) == 2
    assert found(tables) == [("note_left_out", "A5")]


def test_a_lone_cell_that_is_what_is_required_is_data() -> None:
    tables = read([*NEEDS, [], [None, "换锁"]])
    assert values(only(tables), "title") == ["修灯", "义诊", "换锁"]


def test_a_lone_cell_right_below_the_data_is_kept() -> None:
    tables = read([*NEEDS, ["N3"]])
    assert values(only(tables), "need_id") == ["N1", "N2", "N3"]
    assert tables.problems == ()


def test_a_sentence_after_a_gap_is_a_note_where_nothing_is_required() -> None:
    rows: ROWS = [["编号", "姓名", "技能"], ["H1", "甲", "木工"], [], ["以上能人均已征得本人同意。"]]
    tables = read(rows, sheet="能人")
    assert values(only(tables), "name") == ["甲"]
    assert found(tables) == [("note_left_out", "A4")]


def test_a_header_once_more_inside_the_data_is_left_out_and_listed() -> None:
    tables = read([*NEEDS, NEEDS[0], ["N3", "换锁"]])
    assert values(only(tables), "need_id") == ["N1", "N2", "N3"]
    assert found(tables) == [("header_repeated", "A4")]


def test_rows_numbered_in_advance_are_left_out_with_one_warning() -> None:
    rows: ROWS = [["序号", "需求", "电话"], [1, "修灯"], [2], [3], [5, "义诊"], ["6"]]
    tables = read(rows)
    assert values(only(tables), "title") == ["修灯", "义诊"]
    idle = problem(tables, "rows_without_data")
    assert (idle.value, dict(idle.params)["count"], idle.place.cell) == ("3-4, 6", "3", "A3")


def test_a_row_with_extra_columns_only_is_left_out_with_a_warning() -> None:
    tables = read([["编号", "需求", "甲"], ["N1", "修灯"], [None, None, "x"]])
    assert len(only(tables).rows) == 1
    assert ("rows_without_data", "A3") in found(tables)


def test_a_merged_cell_fills_its_range_and_no_more() -> None:
    rows: ROWS = [
        ["类别", "编号", "需求"],
        ["维修", "N1", "修灯"],
        [None, "N2", "换锁"],
        [None, "N3", "义诊"],
    ]
    tables = read(rows, lambda sheet: sheet.merge_cells("A2:A3"))
    table = only(tables)
    assert values(table, "category") == ["维修", "维修", None]
    assert table.rows[1].cells["category"].place.cell == "A3"
    merged = problem(tables, "merged_filled")
    assert (merged.severity, merged.value, merged.place.cell) == (Severity.WARNING, "类别", "A2")


def test_merged_columns_are_noted_once_each() -> None:
    rows: ROWS = [["类别", "编号", "需求", "网格"], *[list[object]([None, "N", "x", None]) for _ in range(6)]]
    rows[1][0] = rows[3][0] = rows[1][3] = "甲"
    tables = read(rows, lambda sheet: [sheet.merge_cells(area) for area in ("A2:A3", "A4:A7", "D2:D7")])
    assert [p.value for p in tables.problems] == ["类别", "网格"]
    assert values(only(tables), "grid") == ["甲"] * 6


def test_a_row_two_lines_tall_is_one_row() -> None:
    rows: ROWS = [NEEDS[0], NEEDS[1], [], NEEDS[2]]
    tables = read(rows, lambda sheet: [sheet.merge_cells(f"{letter}2:{letter}3") for letter in "ABC"])
    assert values(only(tables), "need_id") == ["N1", "N2"]
    assert tables.problems == ()


def test_an_error_in_a_known_column_is_an_error_at_its_cell() -> None:
    tables = read([["编号", "需求", "电话", "甲"], ["N1", "#REF!", "#N/A", "#DIV/0!"]])
    errors = [p for p in tables.problems if p.code == "cell_error"]
    assert [(p.place.cell, p.value, p.personal, p.severity) for p in errors] == [
        ("B2", "#REF!", False, Severity.ERROR),
        ("C2", "#N/A", True, Severity.ERROR),
    ]
    assert only(tables).rows[0].cells["title"].value is None


def test_a_formula_without_a_stored_value_is_an_error_at_its_cell() -> None:
    tables = read([["编号", "需求", "工时"], ["N1", "修灯", "=1+1"]])
    assert [(p.code, p.severity, p.place.cell) for p in tables.problems] == [
        ("formula_without_value", Severity.ERROR, "C2")
    ]


def test_faults_in_a_total_do_no_harm() -> None:
    tables = read([*NEEDS, ["合计", None, "=SUM(C2:C3)"]])
    assert found(tables) == [("totals_left_out", "A4")]


def test_hidden_rows_are_read_with_one_warning() -> None:
    rows: ROWS = [NEEDS[0], *NEEDS[1:], *NEEDS[1:], NEEDS[1], ["合计"]]

    def hide(sheet: Worksheet) -> None:
        for number in (2, 4, 5, 7):
            sheet.row_dimensions[number].hidden = True

    tables = read(rows, hide)
    assert len(only(tables).rows) == 5
    hidden = problem(tables, "hidden_rows")
    assert (hidden.value, dict(hidden.params)["count"], hidden.severity) == ("2, 4-5", "3", Severity.WARNING)


@pytest.mark.parametrize(
    ("cells_below", "raised"),
    [
        (["10.12", "11月3日", "上周二"], True),
        (["周二上午", "周末", "12月6日"], False),
        (["12月6日上午", "12月7日下午"], False),
    ],
)
def test_a_column_of_dates_headed_with_time_is_when_a_need_was_told(cells_below: list[str], raised: bool) -> None:
    rows: ROWS = [["编号", "反映内容", "姓名", "电话", "时间"]]
    rows = [*rows, *([f"N{number}", "水管漏", "张三", "", text] for number, text in enumerate(cells_below))]
    tables = read(rows)
    headers = only(tables).headers
    assert ("raised_on" in headers, "times" in headers) == (raised, not raised)
    assert [item.value for item in tables.problems if item.code == "header_taken_for"] == (["时间"] if raised else [])
