"""Sheets as communities make them by hand: their words for sheets and columns, and several tables in one sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook
from reader_books import ROWS, book, found, only, problem, read, values

import commatch
from commatch.amending import amend
from commatch.assemble import assemble
from commatch.problems import Place, Severity
from commatch.settings import DEFAULTS
from commatch.workbook.headers import names_of
from commatch.workbook.reader import read_bytes
from commatch.workbook.recognise import MAIN_COLUMNS
from commatch.workbook.schema import INPUT
from commatch.workbook.tables import Tables
from commatch.workbook.wording import OwnWords, held_column

TODAY = dt.date(2026, 11, 21)


def sheets(**of: ROWS) -> Tables:
    return read_bytes([("a.xlsx", book(of))])


def codes(tables: Tables) -> list[str]:
    return [item.code for item in tables.problems]


# -- the words of columns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(MAIN_COLUMNS))
def test_no_word_of_a_list_means_two_of_its_columns(key: str) -> None:
    words = [word for column in INPUT[key].columns for word in names_of(INPUT[key], column.key)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("sheet", "header", "keys"),
    [
        ("民情台账", ["序号", "诉求人", "楼栋门牌", "居民诉求", "类型", "急否", "希望什么时候", "手机号码"],
         ["need_id", "requester", "address", "title", "category", "urgency", "times", "phone"]),
        ("12月需求", ["登记日期", "反映人", "联系方式", "反映问题", "涉及人数", "期望办理时间", "来源渠道"],
         ["requester", "phone", "title", "beneficiaries", "raised_on", "times", "source"]),
        ("12月需求", ["序号", "居民反映的事", "反映人", "电话", "什么时候方便", "急不急"],
         ["need_id", "title", "requester", "phone", "times", "urgency"]),
        ("谁家要帮忙", ["谁", "住哪", "啥事", "啥时候方便", "急不急"],
         ["requester", "address", "title", "times", "urgency"]),
        ("Requests Dec", ["Ref", "Neighbour", "Flat", "What they'd like", "When suits", "# people"],
         ["need_id", "requester", "address", "title", "times", "beneficiaries"]),
        ("需求彙整", ["編號", "里民稱呼", "鄰別", "訴求事項", "期望時段", "急迫性"],
         ["need_id", "requester", "grid", "title", "times", "urgency"]),
        ("志愿者名单", ["名字", "会啥", "啥时候有空", "手机"], ["name", "skills", "times", "phone"]),
        ("能人库", ["姓名", "服务专长", "时间安排", "每月时长（小时）"], ["name", "skills", "times", "hours"]),
        ("Volunteers", ["Name", "Can do", "Free times", "Contact"], ["name", "skills", "times", "phone"]),
        ("合作單位", ["單位名稱", "提供服務", "可配合時間", "聯絡人"], ["name", "services", "times", "contact"]),
        ("地方", ["哪儿", "能坐几个人", "啥时候能用", "有啥"], ["name", "seats", "times", "facilities"]),
        ("Budget", ["Pot", "RMB left"], ["name", "amount"]),
    ],
)  # fmt: skip
def test_the_words_of_offices_are_read_as_their_columns(sheet: str, header: list[object], keys: list[str]) -> None:
    tables = read([header, ["x"] * len(header)], sheet=sheet)
    assert sorted(only(tables).headers) == sorted(keys)
    assert codes(tables) == []


def test_a_question_of_a_survey_is_read_as_the_column_it_asks_for_and_said_so() -> None:
    tables = read(
        [
            [
                "1、请问怎么称呼您？",
                "2、您目前最希望社区帮忙解决的一件事是什么？（请具体）",
                "3、您觉得有多急？【单选题】",
            ],
            ["晨曦妈妈", "修灯", "急"],
        ],
        sheet="居民微心愿征集",
    )
    table = only(tables)
    assert (table.key, {key: place.cell for key, place in table.headers.items()}) == (
        "needs",
        {"requester": "A1", "title": "B1", "urgency": "C1"},
    )
    taken = [item for item in tables.problems if item.code == "header_taken_for"]
    assert [(item.place.cell, dict(item.params)["column"]) for item in taken] == [
        ("A1", "requester"), ("B1", "title"), ("C1", "urgency"),
    ]  # fmt: skip
    assert {item.severity for item in taken} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("sheet", "question", "key"),
    [
        ("needs", "Q3 您家住在哪里？", "address"),
        ("needs", "您的诉求是什么？(必填)", "title"),
        ("helpers", "4、您什么时候可以服务？【矩阵文本】", "times"),
        ("helpers", "您每月可以服务多少小时？", "hours"),
        ("units", "3、贵单位可提供哪些服务？【多选题】", "services"),
    ],
)
def test_a_question_asks_for_one_column(sheet: str, question: str, key: str) -> None:
    assert held_column(sheet, question) == key


def test_a_header_that_ends_with_a_known_word_is_read_with_a_warning() -> None:
    tables = read([["编号", "居民的需求", "电话"], ["N1", "修灯", "138"]])
    assert values(only(tables), "title") == ["修灯"]
    assert found(tables) == [("header_taken_for", "B1")]


def test_a_known_header_goes_before_one_that_only_ends_with_it() -> None:
    tables = read([["编号", "需求", "最初的需求"], ["N1", "修灯", "换灯"]])
    assert values(only(tables), "title") == ["修灯"]
    assert found(tables) == [("extra_column", "C1")]


def test_of_two_headers_that_only_hold_the_word_neither_is_taken() -> None:
    tables = read([["编号", "需求", "白天的电话", "晚上的电话"], ["N1", "修灯", "138", "139"]])
    assert "phone" not in only(tables).headers
    assert "header_taken_for" not in codes(tables)


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("needs", "走访人姓名"),
        ("needs", "网格员电话"),
        ("needs", "网格长"),
        ("needs", "身份证号"),
        ("needs", "处理结果"),
        ("needs", "所用时间"),
        ("needs", "来源详情"),
        ("needs", "上月需求"),
        ("needs", "活动开始时间"),
        ("needs", "领取人姓名"),
        ("units", "场地可用时间"),
        ("units", "责任单位"),
        ("units", "可提供的资金支持是什么？"),
        ("helpers", "您的特长和空闲时段是什么？"),
    ],
)
def test_a_header_that_speaks_of_something_else_is_taken_for_nothing(sheet: str, header: str) -> None:
    assert held_column(sheet, header) == ""


def test_a_header_over_two_things_is_told_to_be_parted() -> None:
    tables = read([["单位名称", "可提供服务", "协议起止"], ["卫生站", "义诊", "2026.1-2026.12"]], sheet="共建单位")
    assert found(tables) == [("header_two_in_one", "C1")]
    assert dict(problem(tables, "header_two_in_one").params)["columns"] == "agreed_from、agreed_until"
    assert not {"agreed_from", "agreed_until"} & set(only(tables).headers)


def test_a_header_of_two_rows_parts_an_agreement_in_two() -> None:
    rows: ROWS = [
        ["单位名称", "可提供服务", "协议起止", None],
        [None, None, "起", "止"],
        ["卫生站", "义诊", "2026-01-01", "2027-12-31"],
    ]
    tables = read(rows, lambda sheet: [sheet.merge_cells(area) for area in ("A1:A2", "B1:B2", "C1:D1")], "共建单位")
    assert (values(only(tables), "agreed_from"), values(only(tables), "agreed_until")) == (
        ["2026-01-01"],
        ["2027-12-31"],
    )


# -- which sheet -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["第一网格", "Sheet1", "汇总（勿动）"])
def test_needs_are_known_by_their_headers_whatever_the_sheet_is_called(name: str) -> None:
    tables = read([["序号", "诉求人", "住址", "问题描述", "电话"], [1, "张三", "1栋", "修灯", "138"]], sheet=name)
    assert only(tables).key == "needs"
    assert codes(tables) == ["sheet_by_headers"]


@pytest.mark.parametrize(
    ("key", "header"),
    [
        ("helpers", ["姓名", "电话", "特长", "可服务时间"]),
        ("units", ["单位名称", "联系人", "电话", "服务项目", "协议到期"]),
        ("venues", ["场地名称", "地址", "可容纳人数", "开放时间"]),
        ("funds", ["资金名称", "余额", "单项上限"]),
        ("goods", ["物资名称", "数量", "存放地点", "库存状态", "可重复使用"]),
        ("needs", ["姓名", "电话", "住址", "诉求内容", "容纳人数", "设施"]),
    ],
)
def test_no_kind_of_list_is_taken_for_another(key: str, header: list[object]) -> None:
    tables = read([header, ["x"] * len(header)], sheet="台账")
    assert [table.key for table in tables.tables] == [key]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("summary", [["tag", "需求数", "人数(合计)"], ["维修", 2, 61], ["健康", 1, 40]]),
        ("需求统计", [["类别", "件数", "占比"], ["维修", 3, 0.5]]),
        ("通讯录", [["姓名", "职务", "电话"], ["张三", "书记", "138"]]),
        ("值班表", [["日期", "姓名", "电话"], ["12月1日", "张三", "138"]]),
        ("会议记录", [["时间", "地点", "内容", "负责人"], ["12月1日", "会议室", "议事", "张三"]]),
        ("Old", [["moved to archive"]]),
    ],
)
def test_what_is_no_list_of_ours_is_left_aside_with_one_line(name: str, rows: ROWS) -> None:
    tables = read(rows, sheet=name)
    assert tables.tables == ()
    assert codes(tables) == ["unknown_sheet"]


def test_an_unknown_sheet_says_which_headers_were_seen_and_what_it_may_be() -> None:
    tables = read([["户主", "门牌", "急不急", "电话"], ["张三", "1栋", "急", "138"]], sheet="摸底")
    params = dict(problem(tables, "unknown_sheet").params)
    assert params == {"likely": "需求清单", "seen": "户主、门牌、急不急、电话"}
    missing = [item for item in assemble(tables, today=TODAY).problems if item.code == "no_needs_sheet"]
    assert [dict(item.params)["sheets"] for item in missing] == ["摸底"]


# -- several tables in one sheet ---------------------------------------------------------------------------------

STACKED: ROWS = [
    ["资源登记表"],
    ["一、场地"],
    ["场地", "容量", "开放", "备注"],
    ["社工站会议室", 25, "周一"],
    ["荷塘广场", 300, "全天"],
    [],
    ["二、资金"],
    ["资金", "余额", "上限"],
    ["小红花提案", 3800, 500],
    [],
    ["三、物资"],
    ["物资", "数量", "备注"],
    ["音箱", 1],
    ["合计", 1],
]


def test_tables_below_one_another_are_read_one_by_one_at_their_own_addresses() -> None:
    tables = read(STACKED, sheet="场地资金物资")
    assert [(table.key, table.place.cell, [row.place.cell for row in table.rows]) for table in tables.tables] == [
        ("venues", "A3", ["A4", "A5"]),
        ("funds", "A8", ["A9"]),
        ("goods", "A12", ["A13"]),
    ]
    assert tables.tables[1].headers["cap"] == Place("a.xlsx", "场地资金物资", "C8")
    assert problem(tables, "tables_split").value == "场地 A3、资金 A8、物资 A12"
    assert ("totals_left_out", "A14") in found(tables)


def test_tables_need_no_title_and_no_blank_row_between_them() -> None:
    rows: ROWS = [["单位", "服务内容", "时间"], ["卫生站", "义诊", "周一"], ["场地", "容量"], ["广场", 300]]
    tables = read(rows, sheet="资源")
    assert [(table.key, len(table.rows)) for table in tables.tables] == [("units", 1), ("venues", 1)]


def test_the_second_table_of_a_sheet_that_is_named_for_the_first_is_read_too() -> None:
    rows: ROWS = [
        ["姓名", "技能", "电话"],
        ["张三", "木工", "138"],
        [],
        ["单位：", None],
        ["单位", "服务"],
        ["药店", "量血压"],
    ]
    tables = read(rows, sheet="能人")
    assert [(table.key, table.rows[0].place.cell) for table in tables.tables] == [("helpers", "A2"), ("units", "A6")]
    assert "note_left_out" not in codes(tables)


def test_a_header_that_is_only_repeated_starts_no_table() -> None:
    header: list[object] = ["编号", "诉求人", "问题描述", "手机"]
    tables = read([header, ["N1", "张三", "修灯", "138"], [], header, ["N2", "李四", "修门", "139"]], sheet="汇总")
    assert len(only(tables).rows) == 2
    assert ("header_repeated", "A4") in found(tables)


def test_tables_beside_each_other_are_parted_at_the_blank_column() -> None:
    rows: ROWS = [["姓名", "技能", None, "单位", "服务"], ["张三", "木工", None, "药店", "量血压"], ["李四", "水电"]]
    tables = read(rows, sheet="资源")
    assert [(table.key, [row.place.cell for row in table.rows]) for table in tables.tables] == [
        ("helpers", ["A2", "A3"]),
        ("units", ["D2"]),
    ]


def test_the_rooms_of_units_are_a_list_of_their_own() -> None:
    rows: ROWS = [
        ["单位", "服务内容", "协议到期", "可用场地", "坐多少人"],
        ["望溪小学", "志愿学生", "2027-07-01", "操场", 300],
        [None, None, None, "阶梯教室", 80],
        ["消防站", "演练", "2027-01-01", "-", "-"],
    ]
    tables = read(rows, sheet="单位和场地")
    units, venues = tables.tables
    assert values(units, "name") == ["望溪小学", "消防站"]
    assert values(venues, "name") == ["操场", "阶梯教室"]


def test_rows_of_several_kinds_are_parted_by_the_column_that_says_the_kind() -> None:
    rows: ROWS = [
        ["类别", "名称", "数量/金额"],
        ["资金", "小红花基金", 6000],
        [None, "公益金", 23500],
        ["物资", "急救包", 5],
        ["别的", "按摩垫", 2],
        ["物资", "折叠椅", 50],
        ["物资", "水桶", 3],
    ]
    tables = read(rows, lambda sheet: sheet.merge_cells("A2:A3"), sheet="钱物")
    funds, goods = tables.tables
    assert (funds.key, values(funds, "amount")) == ("funds", [6000, 23500])
    assert (goods.key, [row.place.cell for row in goods.rows]) == ("goods", ["B4", "B6", "B7"])
    assert problem(tables, "kind_of_row_unknown").place.cell == "A5"


def test_types_of_units_are_not_kinds_of_resources() -> None:
    rows: ROWS = [["单位", "类型", "服务"], ["小学", "学校", "课堂"], ["药店", "商户", "量血压"]]
    assert only(read(rows, sheet="单位名册")).key == "units"


def test_money_and_goods_that_nothing_tells_apart_are_an_error_not_a_guess() -> None:
    tables = read([["名称", "数额", "备注"], ["保障资金", 28600], ["血压计", 2]], sheet="钱和物")
    assert tables.tables == ()
    assert [(item.code, item.severity) for item in tables.problems] == [("kinds_mixed", Severity.ERROR)]


# -- serial numbers ----------------------------------------------------------------------------------------------


def test_serial_numbers_that_start_anew_in_each_sheet_are_no_ids() -> None:
    needs: ROWS = [["序号", "诉求内容", "电话"], [1, "修灯", "138"], [2, "修门", "139"]]
    tables = sheets(一网格=needs, 二网格=[needs[0], [1, "修窗", "137"]])
    assert [("need_id" in table.headers, len(table.rows)) for table in tables.tables] == [(False, 2), (False, 1)]
    assert [row.extras["序号"].value for row in tables.tables[0].rows] == [1, 2]
    assert problem(tables, "serial_not_id").place == Place("a.xlsx", "一网格", "A1")
    assert "duplicate_id" not in {item.code for item in assemble(tables, today=TODAY).problems}


def test_serial_numbers_that_run_on_are_ids() -> None:
    tables = sheets(
        一网格=[["序号", "诉求内容", "电话"], [1, "修灯", "138"]],
        二网格=[["序号", "诉求内容", "电话"], [2, "修门", "139"]],
    )
    assert [values(table, "need_id") for table in tables.tables] == [[1], [2]]
    assert "serial_not_id" not in codes(tables)


def test_ids_that_are_written_twice_stay_ids() -> None:
    rows: ROWS = [["编号", "需求"], ["N1", "修灯"]]
    problems = assemble(read_bytes([("a.xlsx", book({"需求清单": rows, "需求": rows}))]), today=TODAY).problems
    assert "duplicate_id" in {item.code for item in problems}


# -- rows --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["以下为上月结转", "——以上11月第一周", "本月无", "本月无诉求", "还有物业说的地库漏水，不归我们管，先记着"],
)
def test_a_lone_text_between_the_rows_is_left_out_and_listed(text: str) -> None:
    rows: ROWS = [["诉求人", "诉求内容", "电话"], ["张三", "修灯", "138"], [text], ["李四", "修门", "139"]]
    tables = read(rows)
    assert values(only(tables), "title") == ["修灯", "修门"]
    assert found(tables) == [("note_left_out", "A3")]


@pytest.mark.parametrize("lone", ["N5", "王五", "无名氏"])
def test_a_row_that_only_has_a_name_is_no_divider(lone: str) -> None:
    tables = read([["诉求人", "诉求内容"], ["张三", "修灯"], [lone], ["李四", "修门"]])
    assert len(only(tables).rows) == 3


@pytest.mark.parametrize("text", ["同上", "〃", "ditto"])
def test_same_as_above_is_an_error_at_its_cell_and_no_value(text: str) -> None:
    tables = read([["编号", "需求", "住址"], ["N1", "修灯", "1栋"], ["N2", "修门", text]])
    assert values(only(tables), "address") == ["1栋", None]
    assert [(item.code, item.severity, item.place.cell) for item in tables.problems] == [
        ("same_as_above", Severity.ERROR, "C3")
    ]


# -- the community's own words -----------------------------------------------------------------------------------


def own(**words: str) -> OwnWords:
    settings, wrong = amend(DEFAULTS, words)
    assert not wrong
    return OwnWords.of(settings)


def test_own_words_for_headers_go_before_all_others() -> None:
    data = book({"需求清单": [["编号", "唠叨", "谁"], ["N1", "修灯", "张三"]]})
    table = only(read_bytes([("a.xlsx", data)], words=own(header_aliases="唠叨=需求；谁=提出人")))
    assert (values(table, "title"), values(table, "requester")) == (["修灯"], ["张三"])


def test_own_words_for_sheets_are_names_of_sheets() -> None:
    data = book({"大事小情": [["需求"], ["修灯"]]})
    assert read_bytes([("a.xlsx", data)]).tables == ()
    assert only(read_bytes([("a.xlsx", data)], words=own(工作表别名="大事小情=需求清单"))).key == "needs"


@pytest.mark.parametrize(("key", "value"), [("header_aliases", "唠叨=需qiu"), ("sheet_aliases", "大事小情=没有这张表")])
def test_an_own_word_for_what_there_is_not_is_a_bad_setting(key: str, value: str) -> None:
    settings, wrong = amend(DEFAULTS, {key: value})
    assert [item.code for item in wrong] == ["bad_setting"]
    assert settings == DEFAULTS


def test_own_words_reach_the_reader_from_the_library(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book({"大事小情": [["唠叨", "电话"], ["修灯", "13800000000"]]}))
    words = {"sheet_aliases": "大事小情=需求清单", "header_aliases": "唠叨=需求"}
    community = commatch.read(path, month="2026-12", **words)
    assert [need.title for need in community.needs] == ["修灯"]


# -- all of it together ------------------------------------------------------------------------------------------


def test_a_check_counts_each_table_of_a_sheet_by_itself(tmp_path: Path) -> None:
    rows = [*STACKED[:-1], ["折叠桌", "若干"]]
    path = tmp_path / "a.xlsx"
    path.write_bytes(book({"需求清单": [["编号", "需求"], ["N1", "修灯"]], "场地资金物资": rows}))
    counts = commatch.check(path, month="2026-12").counts
    assert {key: (counts[key].rows, counts[key].errors) for key in ("venues", "funds", "goods")} == {
        "venues": (2, 0),
        "funds": (1, 0),
        "goods": (2, 1),
    }


def test_a_sheet_of_several_tables_is_tidied_into_standard_ones(tmp_path: Path) -> None:
    path, needs = tmp_path / "a.xlsx", [["编号", "需求"], ["N1", "修灯"]]
    path.write_bytes(book({"需求清单": needs, "场地资金物资": STACKED}))
    result = commatch.tidy(path, tmp_path / "out.xlsx", month="2026-12")
    assert result.path is not None
    again = commatch.read(result.path, month="2026-12")
    assert [venue.name for venue in again.venues] == ["社工站会议室", "荷塘广场"]
    assert [(fund.name, fund.amount) for fund in again.funds] == [("小红花提案", 3800)]
    assert not {"tables_split", "header_taken_for"} & {item.code for item in again.problems}


def test_what_says_same_as_above_stays_and_stays_an_error_when_tidied(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book({"需求清单": [["编号", "需求", "住址"], ["N1", "修灯", "1栋"], ["N2", "修门", "同上"]]}))
    result = commatch.tidy(path, tmp_path / "out.xlsx", month="2026-12")
    assert "same_as_above" in {item.code for item in result.problems}
    assert [change.rule for change in result.tidied.log if change.before == "同上"] == ["not_tidied"]


def test_a_workbook_of_merged_cells_keeps_its_rows_in_each_table() -> None:
    def merge(made: Workbook) -> None:
        for area in ("A2:A3", "B2:B3"):
            made.worksheets[0].merge_cells(area)

    rows: ROWS = [["单位", "提供什么", "可用场地", "坐多少人"], ["小学", "学生", "操场", 300], [None, None, "教室", 80]]
    tables = read_bytes([("a.xlsx", book({"单位和场地": rows}, merge))])
    assert [(table.key, len(table.rows)) for table in tables.tables] == [("units", 1), ("venues", 2)]
