"""What people do to a sheet by hand: one test for each habit, with a workbook made for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from reader_books import ROWS, book

from commatch.assemble import assemble
from commatch.community import Community, NeedStatus
from commatch.times import Half, Slot
from commatch.workbook.reader import read_bytes

TODAY = dt.date(2026, 11, 21)
HEADER: list[object] = ["编号", "需求", "紧急程度"]
HELPERS: ROWS = [["编号", "姓名", "电话", "技能", "每月工时"], ["H1", "张三", "13800000000", "水电工", 8]]
SETTINGS: ROWS = [["项", "值"], ["month", "2026-12"]]


def month(needs: ROWS, change: Callable[[Workbook], object] = bool, **others: ROWS) -> Community:
    """Return the community of one workbook, 能人 and 设置 being sound unless given."""
    sheets = {"需求清单": needs, "能人": HELPERS, "设置": SETTINGS} | others
    return assemble(read_bytes([("本月.xlsx", book(sheets, change))]), today=TODAY)


def problems(community: Community) -> list[tuple[str, str, str]]:
    """Return code, sheet and cell of every problem."""
    return [(item.code, item.place.sheet, item.place.cell) for item in community.problems]


def test_a_title_and_a_header_of_two_rows_stand_above_the_data() -> None:
    needs: ROWS = [
        ["幸福社区12月需求登记表"],
        [],
        ["编号", "需求", "居民", None, "紧急程度", "期限"],
        [None, None, "提出人", "电话", None, None],
        ["N1", "修灯", "李四", "13800000001", 3, "月底"],
    ]

    def merge(made: Workbook) -> None:
        sheet = made["需求清单"]
        for area in ("A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4"):
            sheet.merge_cells(area)

    community = month(needs, merge)
    (need,) = community.needs
    assert (need.requester, need.phone, need.urgency) == ("李四", "13800000001", 3)
    assert problems(community) == [("bad_date", "需求清单", "F5")]


def test_a_merged_cell_of_the_body_holds_for_its_own_rows_only() -> None:
    needs: ROWS = [[*HEADER, "网格"], ["N1", "修灯", 3, "一网格"], ["N2", "修门", 3], ["N3", "修窗", 3]]
    community = month(needs, lambda made: made["需求清单"].merge_cells("D2:D3"))
    assert [need.grid for need in community.needs] == ["一网格", "一网格", ""]
    assert problems(community) == [("merged_filled", "需求清单", "D2")]


def test_full_width_and_invisible_characters_are_read_as_plain_ones_and_kept_in_the_cell() -> None:
    needs: ROWS = [[*HEADER, "受益人数", "网格"], ["Ｎ１\u200b", "修灯", "３", "１２\u00a0人", "\ufeff第①网格\u3000"]]
    community = month(needs)
    (need,) = community.needs
    assert (need.need_id, need.urgency, need.beneficiaries, need.grid) == ("N1", 3, 12, "第1网格")
    assert problems(community) == []
    (table,) = read_bytes([("本月.xlsx", book({"需求清单": needs}))]).tables
    assert table.rows[0].cells["beneficiaries"].value == "１２\u00a0人"


@pytest.mark.parametrize("mark", ["、", "，", ",", "；", ";", "/", "\n", " 、 "])
def test_lists_are_parted_by_any_mark_and_dates_and_times_by_none(mark: str) -> None:
    needs: ROWS = [[*HEADER, "人群", "可行时段"], ["N1", "修灯", 3, f"独居老人{mark}残障人士", "12/3 9:00-11:00"]]
    community = month(needs)
    (need,) = community.needs
    assert need.groups == ("独居老人", "残障人士")
    assert need.times.slots(dt.date(2026, 12, 1), dt.date(2026, 12, 31)) == {Slot(dt.date(2026, 12, 3), Half.MORNING)}
    assert problems(community) == []


def test_a_phone_stored_as_a_number_is_its_digits_and_a_longer_number_has_lost_its_tail() -> None:
    needs: ROWS = [[*HEADER, "电话"], ["N1", "修灯", 3, 13800000001.0], ["N2", "修门", 3, 310101199001011234]]
    community = month(needs)
    assert community.needs[0].phone == "13800000001"
    assert problems(community) == [("lost_digits", "需求清单", "D3")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026年12月5日", ""),
        ("二〇二六年十二月五日", ""),
        ("2026/12/5", ""),
        ("2026.12.05", ""),
        (46361, ""),
        (dt.date(2026, 12, 5), ""),
        ("12月5日", "year_assumed"),
        ("12.5", "year_assumed"),
        ("12/05/2026", "ambiguous_date"),
        (12.1, "ambiguous_date"),
        ("下周三", "bad_date"),
        ("2026年2月30日", "bad_date"),
    ],
)
def test_a_date_is_read_as_it_is_written_and_asked_where_it_can_mean_two(written: object, code: str) -> None:
    community = month([[*HEADER, "期限"], ["N1", "修灯", 3, written]])
    assert problems(community) == ([(code, "需求清单", "D2")] if code else [])
    due = {need.due_on for need in community.needs}
    assert due <= ({dt.date(2026, 12, 5)} if code in ("", "year_assumed") else {None})


@pytest.mark.parametrize(
    ("written", "code"),
    [("周二下午", ""), ("每週二 14:00—16:00", ""), ("看情况", "bad_times"), ("周二中午", "bad_times")],
)
def test_times_are_read_in_words_or_named_as_what_cannot_be_read(written: str, code: str) -> None:
    community = month([[*HEADER, "可行时段"], ["N1", "修灯", 3, written]])
    assert problems(community) == ([(code, "需求清单", "D2")] if code else [])
    for need in community.needs if not code else ():
        slots = need.times.slots(dt.date(2026, 12, 1), dt.date(2026, 12, 31))
        assert sorted(slots) == [Slot(dt.date(2026, 12, day), Half.AFTERNOON) for day in (1, 8, 15, 22, 29)]


def test_numbers_in_chinese_are_read_and_a_rough_one_is_refused() -> None:
    needs: ROWS = [[*HEADER, "受益人数", "次数"], ["N1", "修灯", 3, "一百二十", "两"], ["N2", "修门", 3, "二十多人", 1]]
    community = month(needs)
    assert (community.needs[0].beneficiaries, community.needs[0].sessions) == (120, 2)
    assert problems(community) == [("bad_number", "需求清单", "D3")]


@pytest.mark.parametrize(("written", "shared"), [("√", True), ("有", True), ("是", True), ("×", False), ("無", False)])
def test_yes_and_no_have_a_closed_table(written: str, shared: bool) -> None:
    helpers: ROWS = [["编号", "技能", "每月工时", "可共享"], ["H1", "水电工", 8, written], ["H2", "水电工", 8, "也许"]]
    community = month([HEADER, ["N1", "修灯", 3]], 能人=helpers)
    assert community.helpers[0].shared is shared
    assert problems(community) == [("bad_yes_no", "能人", "D3")]


def test_totals_notes_blank_rows_and_headers_once_more_are_left_out_and_listed() -> None:
    needs: ROWS = [
        [*HEADER, "受益人数"],
        ["N1", "修灯", 3, 1],
        [],
        [*HEADER, "受益人数"],
        ["N2", "修门", 3, 2],
        ["合计", None, None, 3],
        [],
        ["填表人：李四"],
    ]
    community = month(needs)
    assert [need.need_id for need in community.needs] == ["N1", "N2"]
    assert sorted(problems(community)) == [
        ("header_repeated", "需求清单", "A4"),
        ("note_left_out", "需求清单", "A8"),
        ("totals_left_out", "需求清单", "A6"),
    ]


def test_hidden_rows_and_sheets_and_filtered_rows_are_read_with_a_warning() -> None:
    def hide(made: Workbook) -> None:
        made["需求清单"].row_dimensions[3].hidden = True
        made["需求清单"].auto_filter.ref = "A1:C3"
        made["能人"].sheet_state = "hidden"

    community = month([HEADER, ["N1", "修灯", 3], ["N2", "修门", 3]], hide)
    assert [need.need_id for need in community.needs] == ["N1", "N2"]
    assert [helper.helper_id for helper in community.helpers] == ["H1"]
    assert sorted(problems(community)) == [("hidden_rows", "需求清单", "A3"), ("hidden_sheet", "能人", "")]


def test_an_identifier_that_stands_twice_is_cited_with_both_rows_whatever_its_width_and_case() -> None:
    community = month([HEADER, ["N1", "修灯", 3], ["ｎ１ ", "修门", 3]])
    (problem,) = community.problems
    assert (problem.code, problem.place.cell, dict(problem.params)["other"]) == (
        "duplicate_id",
        "A3",
        "本月.xlsx 需求清单!A2",
    )


def test_an_unknown_header_is_kept_and_one_near_a_known_one_is_named() -> None:
    needs: ROWS = [[*HEADER, "紧急程度说明文字", "受益人数量"], ["N1", "修灯", 3, "漏电", 5]]
    community = month(needs)
    assert [code for code, *_ in problems(community)] == ["extra_column", "header_like_known"]
    (near,) = (problem for problem in community.problems if problem.code == "header_like_known")
    assert (near.place.cell, dict(near.params)["column"]) == ("E1", "beneficiaries")
    assert ("紧急程度说明文字", "漏电") in community.needs[0].extras


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_text_file_is_read_in_the_encodings_that_spreadsheets_save(encoding: str) -> None:
    files = [
        ("需求清单.csv", "编号,需求,紧急程度\r\nN1,修灯,紧急\r\n".encode(encoding)),
        ("能人.csv", "编号,姓名,技能,每月工时\r\nH1,张三,水电工,8\r\n".encode(encoding)),
    ]
    community = assemble(read_bytes(files), overrides={"month": "2026-12"}, today=TODAY)
    (need,) = community.needs
    assert (need.title, need.urgency, need.status) == ("修灯", 4, NeedStatus.OPEN)
    assert problems(community) == []


@pytest.mark.parametrize(
    ("text", "free", "busy"),
    [("工作日", [8, 9, 10], [1, 7, 11]), ("周末", [3, 11, 17], [10, 8])],  # 10 October 2026 is worked
)
def test_working_days_follow_the_official_calendar_with_its_make_up_days(
    text: str, free: list[int], busy: list[int]
) -> None:
    needs: ROWS = [[*HEADER, "可行时段"], ["N1", "修灯", 3, text]]
    community = month(needs, 设置=[["项", "值"], ["month", "2026-10"]])
    times = community.needs[0].times
    assert all(times.free(dt.date(2026, 10, day), Half.MORNING) for day in free)
    assert not any(times.free(dt.date(2026, 10, day), Half.MORNING) for day in busy)
    assert problems(community) == []


def test_a_year_whose_calendar_is_not_published_is_warned_of() -> None:
    community = month([HEADER, ["N1", "修灯", 3]], 设置=[["项", "值"], ["month", "2031-12"]])
    assert problems(community) == [("calendar_unpublished", "", "")]
