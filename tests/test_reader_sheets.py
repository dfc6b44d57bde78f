"""Sheets are known by their names and headers as people write them."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from reader_books import NEEDS, ROWS, book, found, only, problem, read, values

from commatch.problems import Place, Severity
from commatch.workbook.outputs import OUTPUT_SHEETS
from commatch.workbook.reader import read_bytes
from commatch.workbook.schema import INPUT_SHEETS, Lang
from commatch.workbook.tables import Tables


@pytest.mark.parametrize("lang", list(Lang))
def test_every_sheet_of_the_schema_is_read_in_both_languages(lang: Lang) -> None:
    sheets = {
        sheet.name(lang): [[column.header(lang) for column in sheet.columns], ["x"] * len(sheet.columns)]
        for sheet in INPUT_SHEETS
    }
    tables = read_bytes([("a.xlsx", book(sheets))])
    assert tables.problems == ()
    assert [table.key for table in tables.tables] == [sheet.key for sheet in INPUT_SHEETS]
    for sheet, table in zip(INPUT_SHEETS, tables.tables, strict=True):
        assert list(table.headers) == [column.key for column in sheet.columns]
        assert len(table.rows) == 1


@pytest.mark.parametrize("sheet", INPUT_SHEETS, ids=lambda sheet: sheet.key)
def test_no_header_of_a_sheet_means_two_columns(sheet: object) -> None:
    from commatch.workbook.headers import names_of
    from commatch.workbook.schema import Sheet

    assert isinstance(sheet, Sheet)
    seen: dict[str, str] = {}
    for column in sheet.columns:
        for name in set(names_of(sheet, column.key)):
            assert seen.setdefault(name, column.key) == column.key, name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("需 求 清 单", "needs"),
        ("需求清单2026-12", "needs"),
        ("需求清单（2026年12月）", "needs"),
        ("2026年12月需求清单", "needs"),
        ("居民需求清单", "needs"),
        ("Needs", "needs"),
        ("NEEDS 2026-12", "needs"),
        ("needs_list", "needs"),
    ],
)
def test_a_sheet_s_name_may_vary(name: str, key: str) -> None:
    tables = read(NEEDS, sheet=name)
    assert tables.problems == ()
    assert only(tables).key == key


def test_a_sheet_that_only_mentions_a_known_name_needs_a_header_that_bears_it_out() -> None:
    tables = read([["类别", "件数"], ["维修", 3]], sheet="需求统计图")
    assert tables.tables == ()
    assert [(p.code, p.severity, p.value) for p in tables.problems] == [
        ("unknown_sheet", Severity.WARNING, "需求统计图")
    ]


def test_a_sheet_known_by_its_headers_is_read_with_a_warning() -> None:
    tables = read(NEEDS, sheet="十二月汇总")
    assert only(tables).key == "needs"
    assert (problem(tables, "sheet_by_headers").severity, problem(tables, "sheet_by_headers").value) == (
        Severity.WARNING,
        "十二月汇总",
    )


def test_headers_that_fit_two_sheets_decide_nothing() -> None:
    tables = read([["编号", "网格", "状态"], ["X1", "一", ""]], sheet="杂项")
    assert tables.tables == ()
    assert [p.code for p in tables.problems] == ["unknown_sheet"]


def test_an_unknown_sheet_is_named_with_the_nearest_known_one() -> None:
    tables = read([["甲", "乙"], [1, 2]], sheet="网格矩离")
    assert dict(problem(tables, "unknown_sheet").params) == {"likely": "网格距离", "seen": ""}
    assert problem(tables, "unknown_sheet").place == Place("a.xlsx", "网格矩离")


def test_help_lists_and_blank_sheets_are_passed_over_in_silence() -> None:
    sheets: dict[str, ROWS] = {
        "说明": [["怎样填"], ["需求", "一句话"]],
        "README": [["how"]],
        "_lists": [["是"], ["否"]],
        "Sheet9": [],
        "需求清单": NEEDS,
    }
    tables = read_bytes([("a.xlsx", book(sheets))])
    assert tables.problems == ()
    assert only(tables).key == "needs"


@pytest.mark.parametrize("lang", list(Lang))
def test_a_whole_result_is_one_warning(lang: Lang) -> None:
    sheets: dict[str, ROWS] = {
        sheet.name(lang): [[column.header(lang) for column in sheet.columns], ["x"] * len(sheet.columns)]
        for sheet in OUTPUT_SHEETS
    }
    tables = read_bytes([("结果.xlsx", book(sheets)), ("a.xlsx", book({"需求清单": NEEDS}))])
    assert only(tables).key == "needs"
    (aside,) = tables.problems
    assert (aside.code, aside.severity, aside.place) == ("sheets_aside", Severity.WARNING, Place("结果.xlsx"))
    assert sorted(aside.value.split("、")) == sorted(sheets)
    assert dict(aside.params)["count"] == str(len(OUTPUT_SHEETS))


def test_result_sheets_without_rows_are_passed_over_in_silence() -> None:
    sheets: dict[str, ROWS] = {
        sheet.zh: [["十二月"], [column.zh for column in sheet.columns]] for sheet in OUTPUT_SHEETS
    }
    assert read_bytes([("a.xlsx", book(sheets))]).problems == ()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("能人派工2026-12", [["资源编号", "姓名", "日期", "工时"], ["H1", "甲", "x", 2]]),
        ("未匹配", [["需求编号", "需求", "人群", "网格"], ["N1", "修灯", "老人", "一"]]),
        ("概览", [["项", "值", "说明"], ["need_hours", 3, "x"]]),
        ("项目清单", [["随手记几句"]]),
    ],
)
def test_a_result_sheet_is_not_taken_for_an_input_sheet(name: str, rows: ROWS) -> None:
    tables = read(rows, sheet=name)
    assert tables.tables == ()
    assert [(p.code, p.value) for p in tables.problems] == [("sheets_aside", name)]


@pytest.mark.parametrize(
    ("name", "key", "rows"),
    [
        (
            "项目清单",
            "needs",
            [["编号", "需求", "类别", "人群", "网格", "经费"], ["N1", "修灯", "维修", "老人", "一", 5]],
        ),
        ("能人派工", "helpers", [["编号", "姓名", "电话", "技能"], ["H1", "甲", "138", "木工"]]),
        ("未匹配", "needs", NEEDS),
        ("说明", "needs", NEEDS),
        ("封面", "goods", [["编号", "物资", "数量"], ["G1", "折叠桌", 4]]),
    ],
)
def test_data_in_a_sheet_named_like_a_result_or_help_is_read_with_a_warning(name: str, key: str, rows: ROWS) -> None:
    tables = read(rows, sheet=name)
    assert (only(tables).key, len(only(tables).rows)) == (key, len(rows) - 1)
    assert [(p.code, p.severity) for p in tables.problems] == [("sheet_by_headers", Severity.WARNING)]


def test_headers_alone_in_a_sheet_named_like_help_are_an_example() -> None:
    tables = read(NEEDS[:1], sheet="填写说明")
    assert tables == Tables(files=tables.files, proposed=tables.proposed)


def test_a_sheet_with_a_default_name_goes_by_the_file_s_name() -> None:
    data = book({"Sheet1": [["需求"], ["修灯"]], "Sheet2": []})
    tables = read_bytes([("12月-需求清单.xlsx", data)])
    assert only(tables).key == "needs"
    assert tables.problems == ()
    assert read_bytes([("汇总.xlsx", data)]).tables == ()


def test_a_hidden_sheet_is_read_with_one_warning() -> None:
    sheets: dict[str, ROWS] = {"能人": [["姓名", "技能"], ["甲", "木工"]], "需求清单": NEEDS, "备用": [["x"]]}

    def hide(made: Workbook) -> None:
        for sheet in made.worksheets[1:]:
            sheet.sheet_state = "hidden"

    tables = read_bytes([("a.xlsx", book(sheets, hide))])
    assert [len(table.rows) for table in tables.tables] == [1, 2]
    assert [(p.code, p.severity, p.place.sheet) for p in tables.problems] == [
        ("hidden_sheet", Severity.WARNING, "需求清单"),
        ("unknown_sheet", Severity.WARNING, "备用"),
    ]


def test_title_rows_above_the_header_are_skipped() -> None:
    tables = read([["幸福社区2026年12月需求清单"], ["填表日期：2026年11月20日"], [], *NEEDS])
    assert tables.problems == ()
    assert only(tables).headers["title"].cell == "B4"
    assert only(tables).rows[0].cells["title"].place.cell == "B5"


def test_a_table_may_start_away_from_the_corner() -> None:
    tables = read([[], [None, None, "编号", "需求"], [None, None, "N1", "修灯"]])
    row = only(tables).rows[0]
    assert (row.place.cell, row.cells["title"].place.cell) == ("C3", "D3")


@pytest.mark.parametrize(
    "header",
    [
        "工时",
        "工　时",
        "工\n时",
        "工时（小时）",
        "工时(h)",
        "*工时",
        "工时*",
        "工时（小时）*",
        "工时：",
        "Hours",
        "\u200b工时",
    ],
)
def test_a_header_may_be_spelled_in_many_ways(header: str) -> None:
    tables = read([["编号", "需求", header], ["N1", "修灯", 2]])
    assert tables.problems == ()
    assert values(only(tables), "hours") == [2]


def test_an_exact_header_wins_over_an_alias_and_the_other_is_kept_as_extra() -> None:
    tables = read([["序号", "编号", "需求"], [1, "N1", "修灯"]])
    row = only(tables).rows[0]
    assert row.cells["need_id"].value == "N1"
    assert {name: cell.value for name, cell in row.extras.items()} == {"序号": 1}
    assert row.extras["序号"].place.cell == "A2"
    assert found(tables) == [("extra_column", "A1")]


def test_of_two_aliases_the_first_of_the_schema_wins() -> None:
    row = only(read([["序号", "需求编号", "需求"], [1, "N1", "修灯"]])).rows[0]
    assert row.cells["need_id"].value == "N1"


@pytest.mark.parametrize("headers", [("电话", "电话"), ("电话", "phone")])
def test_the_same_exact_header_twice_is_an_error_that_cites_both(headers: tuple[str, str]) -> None:
    tables = read([["编号", "需求", *headers], ["N1", "修灯", "1", "2"]])
    twice = problem(tables, "duplicate_header")
    assert (twice.severity, twice.place.cell, dict(twice.params)["other"]) == (Severity.ERROR, "D1", "C1")


def test_a_header_close_to_a_known_one_is_reported_and_not_guessed() -> None:
    tables = read([["编号", "需求", "紧急程渡"], ["N1", "修灯", 5]])
    like = problem(tables, "header_like_known")
    assert (like.severity, like.place.cell, like.value) == (Severity.WARNING, "C1", "紧急程渡")
    assert dict(like.params) == {"sheet": "needs", "column": "urgency", "likely": "紧急程度"}
    assert "urgency" not in only(tables).headers
    assert only(tables).rows[0].extras["紧急程渡"].value == 5


def test_a_header_close_to_one_that_is_there_already_is_just_extra() -> None:
    tables = read([["编号", "需求", "紧急程度", "紧急程渡"], ["N1", "修灯", 5, 4]])
    assert found(tables) == [("extra_column", "D1")]


def test_the_likely_name_is_english_in_an_english_sheet() -> None:
    tables = read([["need_id", "title", "urgencyy"], ["N1", "lamp", 5]], sheet="needs")
    assert dict(problem(tables, "header_like_known").params)["likely"] == "urgency"


def test_unknown_headers_are_listed_in_one_warning_and_kept() -> None:
    tables = read([["编号", "甲", "需求", "乙"], ["N1", "a", "修灯", "b"]])
    extra = problem(tables, "extra_column")
    assert (extra.value, dict(extra.params)["count"], extra.place.cell) == ("甲、乙", "2", "B1")
    assert {name: cell.value for name, cell in only(tables).rows[0].extras.items()} == {"甲": "a", "乙": "b"}


def test_extra_columns_of_the_same_name_are_all_kept() -> None:
    row = only(read([["编号", "需求", "甲", "甲"], ["N1", "修灯", "a", "b"]])).rows[0]
    assert {name: cell.value for name, cell in row.extras.items()} == {"甲": "a", "甲 (D)": "b"}


def test_a_filled_column_without_a_header_is_reported_and_kept() -> None:
    tables = read([["编号", "需求"], ["N1", "修灯", None, "x"]])
    assert (problem(tables, "column_without_header").value, found(tables)) == (
        "D",
        [("column_without_header", "D1")],
    )
    assert only(tables).rows[0].extras["D"].value == "x"


def test_a_required_column_that_is_missing_is_an_error_at_the_header() -> None:
    tables = read([[], ["编号", "电话", "网格"], ["N1", "138", "一"]])
    missing = problem(tables, "missing_column")
    assert (missing.severity, missing.place.cell) == (Severity.ERROR, "A2")
    assert dict(missing.params) == {"sheet": "needs", "column": "title", "likely": "", "seen": "编号、电话、网格"}


def test_a_missing_required_column_comes_with_the_likely_header() -> None:
    tables = read([["编号", "需求内客", "电话"], ["N1", "修灯", "138"]])
    missing = problem(tables, "missing_column")
    assert (missing.place.cell, dict(missing.params)["likely"]) == ("B1", "需求内客")
    assert found(tables) == [("missing_column", "B1")]


def test_ids_may_be_missing() -> None:
    tables = read([["需求"], ["修灯"], ["义诊"]])
    assert tables.problems == ()
    assert values(only(tables), "title") == ["修灯", "义诊"]


def test_a_sheet_without_a_header_is_an_error() -> None:
    tables = read([["N1", "修灯"], ["N2", "义诊"]])
    assert tables.tables == ()
    assert [(p.code, p.severity) for p in tables.problems] == [("no_header", Severity.ERROR)]


def test_a_header_is_looked_for_in_the_first_twenty_rows() -> None:
    title: ROWS = [["x"]]
    assert len(only(read([*title * 19, *NEEDS])).rows) == 2
    assert read([*title * 20, *NEEDS]).tables == ()


def test_a_sheet_with_a_header_only_is_a_table_without_rows() -> None:
    tables = read([["编号", "需求", "电话"]])
    assert (only(tables).rows, tables.problems) == ((), ())


def two_rows(sheet: Worksheet) -> None:
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        sheet.merge_cells(area)


def test_a_header_of_two_rows_is_read_by_child_joined_or_parent() -> None:
    tables = read(
        [
            ["编号", "需求", "联系", None, "受益", None],
            [None, None, "电话", "住址", "人数", "甲"],
            ["N1", "修灯", "138", "1栋", 30, "x"],
        ],
        two_rows,
    )
    table = only(tables)
    assert {key: place.cell for key, place in table.headers.items()} == {
        "need_id": "A1",
        "title": "B1",
        "phone": "C2",
        "address": "D2",
        "beneficiaries": "E2",
    }
    (row,) = table.rows
    assert [row.cells[key].value for key in table.headers] == ["N1", "修灯", "138", "1栋", 30]
    assert list(row.extras) == ["受益/甲"]
    assert found(tables) == [("extra_column", "F2")]


def test_a_parent_stands_for_its_child_where_only_the_parent_is_known() -> None:
    tables = read(
        [["编号", "需求", "电话"], [None, None, "手写"], ["N1", "修灯", "138"]],
        lambda sheet: [sheet.merge_cells(area) for area in ("A1:A2", "B1:B2")],
    )
    assert values(only(tables), "title") == ["修灯"]


def test_a_header_of_two_rows_needs_no_merges_in_a_text_file() -> None:
    text = "编号,需求,联系方法,,\n,,电话,住址,人群\nN1,修灯,138,1栋,老人\n"
    table = only(read_bytes([("需求清单.csv", text.encode())]))
    assert list(table.headers) == ["need_id", "title", "phone", "address", "groups"]
    assert [row.place.cell for row in table.rows] == ["A3"]


def test_a_merged_title_over_the_header_is_no_parent() -> None:
    tables = read([["十二月需求", None, None], *NEEDS], lambda sheet: sheet.merge_cells("A1:C1"))
    assert tables.problems == ()
    assert [row.place.cell for row in only(tables).rows] == ["A3", "A4"]


def test_a_tall_header_cell_does_not_become_a_row() -> None:
    tables = read(
        [["编号", "需求"], [None, None], ["N1", "修灯"]],
        lambda sheet: [sheet.merge_cells(area) for area in ("A1:A2", "B1:B2")],
    )
    assert [row.place.cell for row in only(tables).rows] == ["A3"]
    assert tables.problems == ()


def test_a_hidden_column_is_read_with_a_warning() -> None:
    tables = read(NEEDS, lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True))
    assert values(only(tables), "phone") == ["138", "139"]
    assert found(tables) == [("hidden_columns", "C1")]


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("需求清單", ["編號", "需求", "緊急程度", "電話", "場地設施"]),
        ("needs", ["Need ID", "Title", "URGENCY", "Phone", "Facilities"]),
        ("Needs", ["need id", "TITLE", "Urgency", "mobile", "facilities"]),
        ("NEEDS", ["NEED_ID", "title *", "urgency", "phone", "facilities"]),
    ],
)
def test_headers_are_known_in_traditional_characters_and_in_any_case_with_spaces(sheet: str, row: list[object]) -> None:
    tables = read([row, ["N1", "修燈", 3, "138", "桌椅"]], sheet=sheet)
    assert tables.problems == ()
    assert set(only(tables).headers) == {"need_id", "title", "urgency", "phone", "facilities"}
    assert values(only(tables), "title") == ["修燈"]


@pytest.mark.parametrize("header", ["可用金额（万元）", "可用金額(千元)", "可用金额【万】", "可用金额(小时)"])
def test_a_header_in_another_unit_is_an_error_not_read_as_it_stands(header: str) -> None:
    tables = read([["编号", "资金", header, "单项上限"], ["F1", "提案基金", 1.2, 500]], sheet="资金")
    assert "amount" not in only(tables).headers
    assert found(tables) == [("header_other_unit", "C1")]
    assert tables.problems[0].severity is Severity.ERROR


@pytest.mark.parametrize("header", ["可用金额（元）", "可用金额(必填)", "可用金额*", "可用金额(RMB)"])
def test_a_header_with_its_own_unit_or_a_remark_is_read(header: str) -> None:
    tables = read([["编号", "资金", header], ["F1", "提案基金", 1200]], sheet="资金")
    assert values(only(tables), "amount") == [1200]
    assert found(tables) == []
