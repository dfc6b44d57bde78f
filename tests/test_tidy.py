"""What tidying makes of each kind of cell, header, row and sheet, and what its log says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from community_books import TODAY, Sheets, row, sound, write
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import commatch
from commatch.problems import Place
from commatch.reports import tidied as tidied_workbook
from commatch.texts.tidying import TIDY_NOTES
from commatch.tidying import tidy as tidying
from commatch.tidying.changes import Change
from commatch.tidying.tidy import TidyResult, tidy
from commatch.workbook import cells
from commatch.workbook.outputs import LEFT_OUT_RULES, TIDY_LOG, TIDY_RULES
from commatch.workbook.save import OutputError, save
from commatch.workbook.schema import Lang

HELPERS = [["编号", "姓名", "技能", "每月工时"], ["H1", "赵师傅", "水电工", 8]]
Rows = Sequence[Sequence[object]]


def book(path: Path, sheets: dict[str, Rows], change: Callable[[Workbook], object] = bool) -> Path:
    """Write a workbook of these rows."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for values in rows:
            sheet.append(list(values))
    change(made)
    made.save(path)
    return path


def tidied(
    folder: Path, sheets: dict[str, Rows], change: Callable[[Workbook], object] = bool, **more: Any
) -> TidyResult:
    """Tidy one workbook of these rows."""
    return tidy([book(folder / "手工.xlsx", sheets, change)], folder / "out.xlsx", today=TODAY, **more)


def records(result: TidyResult, name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet that was written, by header."""
    assert result.path is not None
    sheet = load_workbook(result.path)[name]
    assert isinstance(sheet, Worksheet)
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), values, strict=True)) for values in rows]


def changes(result: TidyResult, *rules: str) -> list[Change]:
    return [change for change in result.tidied.log if change.rule in rules]


# -- cells ----------------------------------------------------------------------------------------------

CELLS = [
    ("需求清单", "受益人数", "１２", 12, "number_from_text"),
    ("需求清单", "经费", "1,200元", 1200, "number_from_text"),
    ("需求清单", "工时", "两个半小时", 2.5, "number_from_text"),
    ("需求清单", "提出日期", "2026年11月3日", dt.datetime(2026, 11, 3), "date_made_real"),
    ("需求清单", "期限", "12月6日", dt.datetime(2026, 12, 6), "year_assumed"),
    ("需求清单", "提出日期", dt.datetime(2026, 11, 3, 9, 30), dt.datetime(2026, 11, 3), "date_made_real"),
    ("需求清单", "可行时段", "星期二、星期四下午", "周二、周四下午", "times_form"),
    ("需求清单", "技能", "2名水电工,志愿者3人", "水电工×2；志愿者×3", "list_form"),
    ("需求清单", "场地设施", "桌椅,投影", "桌椅、投影", "list_form"),
    ("需求清单", "紧急程度", 4, "紧急", "choice_form"),
    ("需求清单", "状态", "待处理", "待匹配", "choice_form"),
    ("需求清单", "人群", "租户", "流动住户", "group_name"),
    ("需求清单", "电话", 13912345678, "13912345678", "phone_as_text"),
    ("需求清单", "编号", 12, "12", "stored_as_text"),
    ("需求清单", "网格", "Ａ１", "A1", "plain_form"),
    ("需求清单", "需求", " 修\u200b水管 ", "修水管", "plain_form"),
    ("能人", "技能", "水电工（3级）", "水电工:3", "list_form"),
    ("能人", "可共享", "√", "是", "choice_form"),
    ("历史", "月份", "2026年11月", "2026-11", "month_form"),
]


@pytest.mark.parametrize(("sheet", "header", "raw", "final", "rule"), CELLS)
def test_a_cell_gets_its_standard_form(
    sheet: str, header: str, raw: object, final: object, rule: str, tmp_path: Path
) -> None:
    sheets = sound()
    sheets.setdefault(sheet, [{"需求编号": "N1", "资源编号": "H1"}])
    row(sheets, sheet)[header] = raw
    result = tidy([write(tmp_path / "本月.xlsx", sheets)], tmp_path / "out.xlsx", today=TODAY)
    rows = records(result, sheet)
    assert rows[0][header] == final
    column = get_column_letter(list(rows[0]).index(header) + 1)
    (change,) = (item for item in result.tidied.log if (item.sheet, item.cell) == (sheet, f"{column}2"))
    assert (change.rule, change.source.sheet) == (rule, sheet)
    assert change.before == (raw if isinstance(raw, str) else cells.clean(raw))


@pytest.mark.parametrize(
    ("sheet", "header", "kept"),
    [
        ("需求清单", "编号", "0012"),
        ("需求清单", "受益人数", 3.0),
        ("需求清单", "期限", dt.date(2026, 12, 6)),
        ("需求清单", "电话", "021-50000000"),
        ("需求清单", "需求", "=HYPERLINK(1)"),
        ("能人", "技能", "水电工:4、木工"),
        ("能人", "可用时段", "周一至周六 9:00-17:00；除12月24日 14:00以后"),
        ("需求清单", "可行时段", "星期二、星期四下午３点到五点半"),
        ("需求清单", "可行时段", "Sat 2-4 pm"),
    ],
)
def test_a_cell_in_standard_form_is_no_change(sheet: str, header: str, kept: object, tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, sheet)[header] = kept

    def as_text(path: Path) -> Path:
        made = load_workbook(write(path, sheets))
        for cell in (cell for line in made[sheet].iter_rows() for cell in line if cell.data_type == "f"):
            cell.data_type = "s"
        made.save(path)
        return path

    result = tidy([as_text(tmp_path / "本月.xlsx")], tmp_path / "out.xlsx", today=TODAY)
    found = records(result, sheet)[0][header]
    assert (found.date() if isinstance(found, dt.datetime) else found) == kept
    assert not [item for item in result.tidied.log if item.sheet == sheet and item.before == kept]


def test_a_date_that_english_would_not_read_is_written_out_though_its_clock_time_goes(tmp_path: Path) -> None:
    helpers: Rows = [["编号", "姓名", "技能", "可用时段"], ["H1", "赵师傅", "水电工", "5/12 9:00-11:00"]]
    result = tidied(tmp_path, {"需求清单": [["编号", "需求"], ["N1", "修水管"]], "能人": helpers}, lang=Lang.EN)
    found = [(item.before, item.after) for item in changes(result, "times_form")]
    assert found == [("5/12 9:00-11:00", "May 12 morning")]


@pytest.mark.parametrize("text", ["_x0041_号楼", "#N/A", "=1+1", "'单引号", "第一行\n第二行", "+86 21", "\t制表"])
def test_a_text_is_never_taken_for_anything_else(text: str, tmp_path: Path) -> None:
    path = tmp_path / "需求.csv"
    path.write_text(f'编号,需求,楼长\nN1,"{text}","{text}"\n', "utf-8")
    result = tidy([path], tmp_path / "out.xlsx", today=TODAY)
    assert result.path is not None
    (need,) = commatch.read(result.path, month="2026-12").needs
    assert (need.title, need.extras) == (text.strip(), (("楼长", text.strip()),))


def test_a_blank_cell_stays_blank_whatever_its_default(tmp_path: Path) -> None:
    needs = [["编号", "需求", "紧急程度", "受益人数", "工时"], ["N1", "修水管"]]
    (need,) = records(tidied(tmp_path, {"需求清单": needs, "能人": HELPERS}), "需求清单")
    assert [need[header] for header in ("紧急程度", "受益人数", "工时", "状态")] == [None] * 4


def test_a_word_for_none_stays_as_it_is(tmp_path: Path) -> None:
    needs = [["编号", "需求", "电话"], ["N1", "修水管", "无"]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    assert records(result, "需求清单")[0]["电话"] == "无"
    assert result.community.needs[0].phone == ""


def test_names_that_many_rows_share_are_spelled_alike(tmp_path: Path) -> None:
    needs = [["编号", "需求", "网格"], ["N1", "修水管", "b1"], ["N2", "修灯", "Ｂ1"]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    assert [need["网格"] for need in records(result, "需求清单")] == ["B1", "B1"]
    assert [(item.before, item.after) for item in changes(result, "spelling", "plain_form")] == [
        ("b1", "B1"),
        ("Ｂ1", "B1"),
    ]


# -- cells that can't be read ---------------------------------------------------------------------------

WRONG = [
    ("受益人数", "好几个", "bad_number"),
    ("期限", 11.3, "ambiguous_date"),
    ("期限", 0.5, "bad_date"),
    ("期限", dt.time(9, 30), "bad_date"),
    ("可行时段", "看情况", "bad_times"),
    ("电话", 1.1010519900101e17, "lost_digits"),
    ("编号", dt.datetime(2026, 3, 1), "bad_identifier"),
    ("状态", "什么", "bad_choice"),
    ("受益人数", "#N/A", "cell_error"),
]


@pytest.mark.parametrize(("header", "raw", "code"), WRONG)
def test_a_cell_that_cannot_be_read_stays_as_it_is_and_is_listed(
    header: str, raw: object, code: str, tmp_path: Path
) -> None:
    result = tidied(tmp_path, {"需求清单": [[header, "需求", "楼长"], [raw, "修水管", "张三"]], "能人": HELPERS})
    assert not result.ok
    (before,) = (item for item in result.community.problems if item.severity == "error")
    (after,) = (item for item in result.problems if item.severity == "error")
    assert (before.code, before.place.cell, after.code, after.value) == (code, "A2", code, before.value)
    (entry,) = changes(result, "not_tidied")
    assert (entry.source.cell, entry.cell, entry.problem) == ("A2", after.place.cell, before)
    assert result.tidied.log[-1] == entry
    assert type(records(result, "需求清单")[0][header]) is type(raw)


# -- headers and columns --------------------------------------------------------------------------------


def test_a_header_is_renamed_once_for_its_column(tmp_path: Path) -> None:
    needs = [["序号*", "诉求", "需求编号"], ["N1", "修水管", "x"], ["N2", "修灯", "y"]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    found = [(item.source.cell, item.before, item.cell, item.after) for item in changes(result, "header_renamed")]
    assert ("B1", "诉求", "B1", "需求") in found
    assert len([item for item in found if item[3] == "需求"]) == 1


def test_extra_columns_stand_after_the_standard_ones_with_their_values(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 11, 2, 8, 15, 23)
    needs = [["楼长", "编号", "需求", "时刻", "钟点"], ["＝张三", "N1", "修水管", moment, dt.time(9, 30)]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    (need,) = records(result, "需求清单")
    assert list(need)[-3:] == ["楼长", "时刻", "钟点"]
    assert list(need.values())[-3:] == ["＝张三", moment, dt.time(9, 30)]
    assert "楼长" in [item.before for item in changes(result, "column_moved")]


def test_a_column_without_a_header_gets_its_letter(tmp_path: Path) -> None:
    needs = [["编号", "需求", None], ["N1", "修水管", "张三"]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    assert records(result, "需求清单")[0]["C"] == "张三"
    assert [(item.before, item.after) for item in changes(result, "header_given")] == [("", "C")]


def test_standard_columns_that_were_missing_are_there_and_said_once(tmp_path: Path) -> None:
    result = tidied(tmp_path, {"需求清单": [["编号", "需求"], ["N1", "修水管"]], "能人": HELPERS})
    (change,) = (item for item in changes(result, "columns_added") if item.sheet == "需求清单")
    assert change.after.split("、")[:2] == ["说明", "类别"]
    assert len(records(result, "需求清单")[0]) == len(change.after.split("、")) + 2


def test_a_heading_in_doubt_stands_in_its_likely_place_and_is_still_asked_about(tmp_path: Path) -> None:
    needs = [["编号", "需求", "紧急的程度"], ["N1", "修水管", "高"]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    for problems in (result.community.problems, result.problems):
        assert [item.value for item in problems if item.code == "header_like_known"] == ["紧急的程度"]
    (need,) = records(result, "需求清单")
    assert "紧急程度" not in need
    assert list(need).index("紧急的程度") == 10
    assert need["紧急的程度"] == "高"


def test_a_header_that_stands_twice_is_still_an_error(tmp_path: Path) -> None:
    needs = [["编号*", "编号 *", "需求"], ["N1", "N2", "修水管"]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    for problems in (result.community.problems, result.problems):
        assert "duplicate_header" in [item.code for item in problems]


# -- rows -----------------------------------------------------------------------------------------------


def test_rows_that_are_no_data_are_left_out_with_their_text(tmp_path: Path) -> None:
    needs = [
        ["某某社区需求登记表"],
        ["编号", "需求", "受益人数"],
        ["N1", "修水管", 1],
        ["编号", "需求", "受益人数"],
        ["N2", "修灯", 2],
        ["合计", None, 3],
        [],
        ["备注：十二月数据"],
    ]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    assert [need["编号"] for need in records(result, "需求清单")] == ["N1", "N2"]
    found = [(item.rule, item.source.cell, item.before) for item in changes(result, *LEFT_OUT_RULES)]
    assert found == [
        ("title_left_out", "A1", "某某社区需求登记表"),
        ("header_left_out", "A4", "编号 | 需求 | 受益人数"),
        ("total_left_out", "A6", "合计 | 3"),
        ("note_left_out", "A8", "备注：十二月数据"),
    ]


def test_a_merged_cell_is_written_into_each_of_its_rows(tmp_path: Path) -> None:
    needs = [["编号", "需求", "网格"], ["N1", "修水管", "一网格"], ["N2", "修灯", None]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS}, lambda made: made["需求清单"].merge_cells("C2:C3"))
    assert [need["网格"] for need in records(result, "需求清单")] == ["一网格", "一网格"]
    (change,) = changes(result, "merged_filled")
    assert (change.source.cell, change.before, change.after) == ("C3", "一网格", "一网格")


def test_what_was_hidden_is_shown_and_said(tmp_path: Path) -> None:
    def hide(made: Workbook) -> None:
        made["需求清单"].row_dimensions[3].hidden = True
        made["需求清单"].column_dimensions["B"].hidden = True
        made["能人"].sheet_state = "hidden"

    needs = [["编号", "需求"], ["N1", "修水管"], ["N2", "修灯"]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS}, hide)
    rules = ("hidden_row_shown", "hidden_column_shown", "hidden_sheet_shown")
    assert [(item.rule, item.source) for item in changes(result, *rules)] == [
        ("hidden_column_shown", Place("手工.xlsx", "需求清单", "B1")),
        ("hidden_row_shown", Place("手工.xlsx", "需求清单", "A3")),
        ("hidden_sheet_shown", Place("手工.xlsx", "能人")),
    ]
    assert result.path is not None
    assert {"需求清单", "能人"} <= {
        sheet.title for sheet in load_workbook(result.path).worksheets if sheet.sheet_state == "visible"
    }


def test_a_derived_id_is_written_into_its_row(tmp_path: Path) -> None:
    needs = [["编号", "需求"], [None, "修水管"], ["N2", "修灯"]]
    helpers = [["姓名", "技能"], ["赵师傅", "水电工"]]
    result = tidied(tmp_path, {"需求清单": needs, "能人": helpers})
    (need,) = (need for need in result.community.needs if need.title == "修水管")
    (helper,) = result.community.helpers
    assert records(result, "需求清单")[0]["编号"] == need.need_id
    assert records(result, "能人")[0]["编号"] == helper.helper_id
    assert [item.after for item in changes(result, "id_derived")] == [need.need_id, helper.helper_id]


# -- sheets ---------------------------------------------------------------------------------------------


def test_sheets_of_one_kind_are_joined_in_an_order_of_their_own(tmp_path: Path) -> None:
    one = book(tmp_path / "乙.xlsx", {"需求清单": [["编号", "需求", "楼长"], ["N2", "修灯", "李四"]], "能人": HELPERS})
    other = book(tmp_path / "丙.xlsx", {"需求": [["需求", "编号", "网格长"], ["修水管", "N1", "王五"]]})
    first = tidy([one, other], tmp_path / "1.xlsx", today=TODAY)
    second = tidy([other, one], tmp_path / "2.xlsx", today=TODAY)
    assert first.tidied == second.tidied
    needs = records(first, "需求清单")
    assert [(need["编号"], need["楼长"], need["网格长"]) for need in needs] == [
        ("N1", None, "王五"),
        ("N2", "李四", None),
    ]
    assert [item.source for item in changes(first, "tables_joined")] == [
        Place("丙.xlsx", "需求"),
        Place("乙.xlsx", "需求清单"),
    ]


def test_sheets_that_are_no_input_stay_behind_with_their_number_of_rows(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "需求清单": [["编号", "需求"], ["N1", "修水管"]],
        "能人": HELPERS,
        "匹配明细": [["项目编号", "需求编号", "资源编号"], ["P1", "N1", "H1"]],
        "随手记": [["买灯泡"], ["打电话"]],
        "说明": [["怎么填"]],
    }
    result = tidied(tmp_path, sheets)
    found = {item.source.sheet: item.before for item in changes(result, "sheet_left_out")}
    assert found == {"匹配明细": "2", "随手记": "2", "说明": "1"}
    assert result.path is not None
    assert not set(found) & set(load_workbook(result.path).sheetnames)


def test_a_sheet_without_a_header_is_carried_over_as_it_is(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "需求清单": [["编号", "需求"], ["N1", "修水管"]],
        "能人": HELPERS,
        "场地2": [["议事厅", 60], ["活动室", 20.5]],
    }
    result = tidied(tmp_path, sheets)
    assert [item.code for item in result.problems if item.severity == "error"] == ["no_header"]
    assert result.path is not None
    values = load_workbook(result.path)["场地"].iter_rows(values_only=True)
    assert list(values) == [("议事厅", 60), ("活动室", 20.5)]
    assert [item.sheet for item in changes(result, "sheet_as_it_was")] == ["场地"]


def test_settings_get_their_standard_names_and_values(tmp_path: Path) -> None:
    settings = [
        ["项", "值"],
        ["MONTH", "2026年12月"],
        ["venue-walk", "２０"],
        ["起始日", "12月2日"],
        ["结对类别", "结对;陪伴"],
        ["group_bonus", "独居老人=0.4,骑手=0.1"],
        ["责任社工", None],
        ["没有这一项", 3],
    ]
    sheets: dict[str, Rows] = {"需求清单": [["编号", "需求"], ["N1", "修水管"]], "能人": HELPERS, "设置": settings}
    result = tidied(tmp_path, sheets)
    found = {str(item["项"]): item["值"] for item in records(result, "设置")}
    assert found == {
        "月份": "2026-12",
        "场地步行上限": 20,
        "起始日": dt.datetime(2026, 12, 2),
        "结对类别": "结对、陪伴",
        "人群加权": "独居老人=0.4；骑手=0.1",
        "责任社工": None,
        "没有这一项": 3,
    }
    english = {str(item["key"]) for item in records(tidied(tmp_path, sheets, lang=Lang.EN), "settings")}
    assert {"month", "venue_walk", "start", "group_bonus"} < english


# -- the log --------------------------------------------------------------------------------------------


def test_the_headers_of_the_log_are_fixed() -> None:
    assert (TIDY_LOG.zh, TIDY_LOG.key) == ("整理记录", "tidy_log")
    assert [(column.zh, column.key) for column in TIDY_LOG.columns] == [
        ("文件", "file"),
        ("工作表", "sheet"),
        ("单元格", "cell"),
        ("原值", "before"),
        ("新工作表", "new_sheet"),
        ("新单元格", "new_cell"),
        ("新值", "after"),
        ("规则", "rule"),
        ("说明", "note"),
    ]


def test_every_rule_has_its_words_in_both_languages() -> None:
    assert [rule.key for rule in TIDY_RULES] == list(TIDY_NOTES)
    assert all(rule.zh and rule.en for rule in TIDY_RULES)
    assert len({rule.zh for rule in TIDY_RULES}) == len({rule.en for rule in TIDY_RULES}) == len(TIDY_RULES)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_log_in_the_workbook_leads_from_the_old_cell_to_the_new_one(lang: Lang, tmp_path: Path) -> None:
    needs = [["登记表"], ["需求", "序号"], ["修水管", 7.0]]
    result = tidied(tmp_path, {"需求登记": needs, "能人": HELPERS}, lang=lang)
    assert result.path is not None
    made = load_workbook(result.path)
    log = [[cell.value for cell in line] for line in made[TIDY_LOG.name(lang)].iter_rows()]
    assert log[0] == [column.header(lang) for column in TIDY_LOG.columns]
    name = next(rule.name(lang) for rule in TIDY_RULES if rule.key == "stored_as_text")
    (entry,) = (line for line in log if line[7] == name)
    assert entry[:4] == ["手工.xlsx", "需求登记", "B3", "7"]
    assert made[entry[4]][entry[5]].value == entry[6] == "7"
    assert all(line[8] for line in log)


def test_a_log_that_would_make_the_file_too_large_is_cut_and_says_so(tmp_path: Path) -> None:
    needs = [["编号", "需求", "受益人数"], *([f"N{number}", "修灯", "１"] for number in range(30))]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    room = 3_400
    workbook, amended = tidied_workbook.build(result.tidied, room, TODAY)
    made = load_workbook(save(workbook, tmp_path / "cut.xlsx", amended=amended))
    used = sum(sheet.max_row * sheet.max_column for sheet in made.worksheets)
    log = made[TIDY_LOG.zh]
    assert used <= room
    assert len(result.tidied.log) > log.max_row - 2
    assert str(len(result.tidied.log) - (log.max_row - 2)) in str(log.cell(log.max_row, 9).value)


# -- files ----------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_stops_it_and_nothing_is_written(tmp_path: Path) -> None:
    good = book(tmp_path / "好.xlsx", {"需求清单": [["编号", "需求"], ["N1", "修水管"]], "能人": HELPERS})
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(good.read_bytes()[:500])
    for paths in ([good, bad], [good, tmp_path / "没有.xlsx"]):
        result = tidy(paths, tmp_path / "out.xlsx", today=TODAY)
        assert result.path is None
        assert not result.ok
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["好.xlsx", "坏.xlsx"])


def test_a_workbook_without_a_known_sheet_gives_nothing(tmp_path: Path) -> None:
    result = tidied(tmp_path, {"随手记": [["买灯泡"]]})
    assert result.path is None
    assert {"no_needs_sheet", "unknown_sheet"} <= {item.code for item in result.problems}


def test_a_list_may_be_tidied_alone(tmp_path: Path) -> None:
    result = tidied(tmp_path, {"能人": HELPERS})
    assert result.ok
    assert "no_needs_sheet" in {item.code for item in result.community.problems}


def test_a_missing_list_is_an_error_where_an_unknown_sheet_may_be_it(tmp_path: Path) -> None:
    result = tidied(tmp_path, {"能人": HELPERS, "大家说的": [["修灯", "三楼"], ["修水管", "五楼"]]})
    assert {"no_needs_sheet", "unknown_sheet"} <= {item.code for item in result.problems}
    assert not result.ok


def test_a_workbook_that_reads_back_as_other_data_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = tidied_workbook.build

    def spoilt(*given: Any) -> Any:
        made, amended = build(*given)
        made["需求清单"]["B2"] = "另一件事"
        return made, amended

    monkeypatch.setattr(tidying, "build", spoilt)
    with pytest.raises(OutputError) as caught:
        tidied(tmp_path, {"需求清单": [["编号", "需求"], ["N1", "修水管"]], "能人": HELPERS})
    assert caught.value.code == "not_verified"
    assert [path.name for path in tmp_path.iterdir()] == ["手工.xlsx"]


def test_the_library_tidies_and_leaves_its_inputs_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "本月.xlsx", sound())
    before = path.read_bytes()
    result = commatch.tidy(path, tmp_path / "out.xlsx", month="2026-12")
    again = commatch.tidy([path], tmp_path / "out.xlsx", lang="en", month="2026-12")
    replaced = commatch.tidy([path], tmp_path / "out.xlsx", force=True, month="2026-12")
    assert path.read_bytes() == before
    assert result.ok
    assert [item.path and item.path.name for item in (result, again, replaced)] == [
        "out.xlsx",
        "out-2.xlsx",
        "out.xlsx",
    ]
    assert {problem.place.file for problem in again.problems} <= {"out-2.xlsx", ""}


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    path = write(tmp_path / "本月.xlsx", sound())
    before = path.read_bytes()
    result = commatch.tidy(path, path, force=True, month="2026-12")
    assert result.path == tmp_path / "本月-2.xlsx"
    assert path.read_bytes() == before


def test_rows_that_stand_twice_in_two_sheets_are_still_told(tmp_path: Path) -> None:
    sheets: Sheets = sound()
    sheets["需求拆解2"] = sheets["需求拆解"]
    result = tidy([write(tmp_path / "本月.xlsx", sheets)], tmp_path / "out.xlsx", today=TODAY)
    assert [item.code for item in result.problems].count("duplicate_row") == 1
