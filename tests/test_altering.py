"""The grammar of changes: what it understands, what it refuses, and what becomes of rows and cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import format_books
import pytest
from community_books import Sheets, codes, row, sound, write
from format_books import SheetSpec

from commatch.altering import Altered, AlterError, alter, altered, parse
from commatch.altering.grammar import Add, Assign, Change, Named, Remove
from commatch.assemble import assemble
from commatch.community import Community
from commatch.settings import Settings
from commatch.texts.altering import fault_words
from commatch.times import Half, Slot
from commatch.workbook.reader import read_tables
from commatch.workbook.tables import Tables

TODAY = dt.date(2026, 11, 21)


def month() -> Sheets:
    """Return a sound month with grids, a need with times of its own and people who are free at times."""
    sheets = sound()
    row(sheets, "需求清单").update({"网格": "网格03"})
    row(sheets, "需求清单", 1).update({"网格": "网格03"})
    row(sheets, "能人").update({"可用时段": "周二、周四下午", "网格": "网格03", "步行上限": 15, "资质": ""})
    return sheets


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return read_tables([write(tmp_path / "本月.xlsx", month())])


def made(tables: Tables) -> Community:
    return assemble(tables, Settings(), today=TODAY)


def after(tables: Tables, **texts: Any) -> Community:
    """Return the month with changes carried out, none of them refused."""
    return made(altered(tables, parse(**texts).operations))


def refused(tables: Tables, **texts: Any) -> list[str]:
    """Return the codes of what is refused."""
    asked = parse(**texts)
    return [item.code for item in (*asked.faults, *alter(tables, asked.operations).faults)]


def one(found: Community, row_id: str) -> Any:
    rows = (*found.needs, *found.helpers, *found.units, *found.venues, *found.funds, *found.goods)
    (item,) = [item for item in rows if row_id in (getattr(item, "need_id", ""), getattr(item, "resource_id", ""))]
    return item


# -- the form --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sheet"),
    [
        ("能人 甲", "helpers"),
        ("队伍 甲", "helpers"),
        ("Helper x", "helpers"),
        ("单位 甲", "units"),
        ("共建单位：甲", "units"),
        ("场地，甲", "venues"),
        ("venue x", "venues"),
        ("资金 甲", "funds"),
        ("fund x", "funds"),
        ("物资 甲", "goods"),
        ("goods x", "goods"),
        ("需求 甲", "needs"),
        ("NEED x", "needs"),
    ],
)
def test_a_row_to_add_begins_with_its_kind(text: str, sheet: str) -> None:
    (operation,) = parse(add=text).operations
    assert isinstance(operation, Add)
    assert (operation.sheet, operation.words) == (sheet, (text[-1],))


@pytest.mark.parametrize(
    ("text", "row_id", "cells"),
    [
        ("F01 可用金额=5000", "F01", [Assign("可用金额", "5000")]),
        ("F01 可用金额＝5000", "F01", [Assign("可用金额", "5000")]),
        ("F01　可用金额 = 5000", "F01", [Assign("可用金额", "5000")]),
        ("H1 每月工时+=2", "H1", [Assign("每月工时", "2", True)]),
        ("H1 每月工时＋＝2", "H1", [Assign("每月工时", "2", True)]),
        ("H1 每月工时 += 2", "H1", [Assign("每月工时", "2", True)]),
        ("H1 可用时段+=2026-12-08 晚上", "H1", [Assign("可用时段", "2026-12-08 晚上", True)]),
        ("H1 可用时段=周二 晚上 每月工时=3", "H1", [Assign("可用时段", "周二 晚上"), Assign("每月工时", "3")]),
        ("H1 备注= 每月工时=3", "H1", [Assign("备注", ""), Assign("每月工时", "3")]),
        ('H1 备注="甲 乙=丙" 网格=三', "H1", [Assign("备注", "甲 乙=丙"), Assign("网格", "三")]),
        ("H1 备注=“甲 乙”", "H1", [Assign("备注", "甲 乙")]),
        ("H1 notes=O'Brien asks", "H1", [Assign("notes", "O'Brien asks")]),
        ("N1 技能=水电工>=3×2", "N1", [Assign("技能", "水电工>=3×2")]),
    ],
)
def test_cells_to_set_are_an_id_and_columns_with_values(text: str, row_id: str, cells: Sequence[Assign]) -> None:
    (operation,) = parse(set=text).operations
    assert isinstance(operation, Change)
    assert operation.row == Named(row_id)
    assert list(operation.cells) == cells


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("R017", [Named("R017")]),
        ("V1 H2", [Named("V1"), Named("H2")]),
        ("V1、H2，N1", [Named("V1"), Named("H2"), Named("N1")]),
        ("需求 N1", [Named("N1", "needs")]),
        ("能人 H1、H2", [Named("H1", "helpers"), Named("H2", "helpers")]),
        ('"a b"', [Named("a b")]),
    ],
)
def test_rows_to_take_away_are_ids(text: str, rows: Sequence[Named]) -> None:
    (operation,) = parse(remove=text).operations
    assert isinstance(operation, Remove)
    assert list(operation.rows) == rows


def test_rows_are_added_first_then_taken_away_then_set() -> None:
    asked = parse(set=["H1 人数=2"], remove=["V1"], add=["能人 a", "能人 b"])
    assert [type(item) for item in asked.operations] == [Add, Add, Remove, Change]
    assert [item.text for item in asked.operations] == ["能人 a", "能人 b", "V1", "H1 人数=2"]


@pytest.mark.parametrize(
    ("option", "text", "code"),
    [
        ("add", "", "nothing"),
        ("add", "  ", "nothing"),
        ("add", "水电工:4", "no_kind"),
        ("add", "姓名=甲 能人", "no_kind"),
        ("remove", "、", "nothing"),
        ("remove", "F01 可用金额=3", "only_ids"),
        ("set", "", "nothing"),
        ("set", "H1", "no_cells"),
        ("set", "每月工时=3", "no_id"),
        ("set", "venue_walk=20", "is_setting"),
        ("set", "公平让步=2%", "is_setting"),
    ],
)
def test_what_has_not_the_form_is_refused(option: str, text: str, code: str) -> None:
    asked = parse(**{option: text})
    assert asked.operations == ()
    assert [item.code for item in asked.faults] == [code]


# -- rows that are added ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "能人 水电工:4 周二晚上 网格03 3小时 资质=健康证",
            {"skills": {"水电工": 4}, "grid": "网格03", "hours": 3.0, "checks": {"健康证"}},
        ),
        ("能人：水电工：4，网格03，3小时", {"skills": {"水电工": 4}, "grid": "网格03", "hours": 3.0}),
        ("能人 网格03 每月3小时 电工", {"skills": {"水电工": 3}, "grid": "网格03", "hours": 3.0}),
        ("helper plumber:4 3 hours a month 2 people", {"skills": {"水电工": 4}, "hours": 3.0, "headcount": 2}),
        ("能人 水电工:4 木工 木工=", None),
        ("能人 水电工:4 木工、理发:2", {"skills": {"水电工": 4, "木工": 3, "理发师": 2}}),
        ("能人 姓名=“王 大力” 技能=独轮车:5", {"name": "王 大力", "skills": {"独轮车": 5}}),
        ("能人 志愿者 老年人", {"skills": {"志愿者": 3}, "groups": {"老年人"}}),
        ("单位 义诊 3场 协议止=2027-01-31", {"sessions": 3, "agreed_until": dt.date(2027, 1, 31)}),
        ("场地 桌椅、无障碍 60人", {"facilities": {"桌椅", "无障碍"}, "seats": 60}),
        ("资金 5000元 单项上限=300", {"amount": 5000.0, "cap": 300.0}),
        ("物资 折叠桌 20件 可重复使用=是", {"name": "折叠桌", "quantity": 20, "reusable": True}),
        ("物资 折叠桌×20", {"name": "折叠桌", "quantity": 20}),
        (
            "需求 需求=修灯 水电工×2 独居老人 2次 期限=12月20日",
            {"title": "修灯", "sessions": 2, "groups": ("独居老人",)},
        ),
    ],
)
def test_the_words_of_a_row_are_recognised_in_any_order(
    text: str, values: Mapping[str, object] | None, tables: Tables
) -> None:
    if values is None:
        assert refused(tables, add=text) == ["unknown_column"]
        return
    added = one(after(tables, add=text), "新1" if not text.isascii() else "new1")
    assert {name: getattr(added, name) for name in values} == values


@pytest.mark.parametrize(
    "text",
    ["能人 水电工 周二 晚上", "能人 周二 晚上 水电工", "能人 可用时段=周二 晚上 水电工", "helper plumber Tue evening"],
)
def test_times_may_be_of_several_words(text: str, tables: Tables) -> None:
    added = after(tables, add=text).helpers[-1]
    assert added.helper_id in ("新1", "new1")
    free = added.times.slots(dt.date(2026, 12, 1), dt.date(2026, 12, 8))
    assert free == {Slot(dt.date(2026, 12, day), Half.EVENING) for day in (1, 8)}


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("能人 水电公:4", "not_understood", "“水电公:4”（是不是 水电工"),
        ("能人 水电工 网格99", "not_understood", "“网格99”（是不是 "),
        ("能人 水电工 2场", "not_understood", "6小时、3人"),
        ("场地 水电工", "not_understood", "设施（桌椅）"),
        ("能人 水电工 3小时 4小时", "twice", "“每月工时”写了两次"),
        ("需求 需求=电影 投影 志愿者", "ambiguous", "场地设施=投影、物资=投影"),
        ("需求 需求=电影 志愿者 5人", "ambiguous", "受益人数=5人、容纳人数=5人"),
        ("能人 技术=水电工", "unknown_column", "没有“技术”这一列（是不是 技能"),
        ("能人", "no_words", "技能（水电工:4）"),
        ("能人 编号=H1 水电工", "id_taken", "编号 H1 已经有了"),
        ("能人 编号=v1 水电工", "id_taken", "编号 v1 已经有了"),
    ],
)
def test_a_word_that_means_nothing_or_two_things_is_refused_by_name(
    text: str, code: str, words: str, tables: Tables
) -> None:
    (item,) = alter(tables, parse(add=text).operations).faults
    assert item.code == code
    assert words in item.words("zh")
    assert item.words("zh").startswith(f'--add "{text}"')


def test_every_fault_is_told_at_once(tables: Tables) -> None:
    texts = {"add": ["能人 甲乙 丙丁", "人 x"], "remove": ["R9"], "set": ["H1 时长呢=3 颜色=红", "H9 人数=2"]}
    expected = ["no_kind", "not_understood", "not_understood", "unknown_id", *["unknown_column"] * 2, "unknown_id"]
    assert refused(tables, **texts) == expected


def test_ids_of_rows_that_are_added_are_new_ones(tmp_path: Path) -> None:
    sheets = month()
    row(sheets, "场地").update({"编号": "新1"})
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    found = after(tables, add=["能人 水电工", "能人 水电工", "需求 编号=N9 需求=修灯 水电工", "helper plumber"])
    assert [item.helper_id for item in found.helpers] == ["H1", "H2", "new1", "新2", "新3"]
    assert [item.need_id for item in found.needs] == ["N1", "N2", "N9"]
    assert "duplicate_id" not in codes(found)


def test_a_row_that_was_added_can_be_set(tables: Tables) -> None:
    found = after(tables, add="能人 水电工:2 3小时", set="新1 每月工时+=4 技能+=木工:5")
    assert one(found, "新1").hours == 7
    assert one(found, "新1").skills == {"水电工": 2, "木工": 5}


def test_a_kind_that_has_no_sheet_can_be_added(tmp_path: Path) -> None:
    sheets = month()
    del sheets["场地"]
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    found = after(tables, add="场地 桌椅 40人")
    assert [item.venue_id for item in found.venues] == ["新1"]
    assert {"venue"} == found.given - made(tables).given


def test_what_must_be_there_and_is_not_is_a_problem_at_the_operation(tables: Tables) -> None:
    found = after(tables, add=["需求 水电工×1", "资金 适用类别=维修"])
    errors = {(item.code, item.place.file, item.place.cell) for item in found.problems if item.severity == "error"}
    assert errors == {
        ("required_blank", '--add "需求 水电工×1"', "新1"),
        ("required_blank", '--add "资金 适用类别=维修"', "新2"),
    }


# -- rows that are taken away ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row_id", ["N1", "n1", "Ｎ１"])
def test_what_is_said_about_a_need_goes_along_with_it(row_id: str, tmp_path: Path) -> None:
    sheets = month()
    sheets["需求拆解"].append({"需求编号": "N1", "类型": "能人", "要求": "水电工", "数量": 1})
    sheets["历史"] = [{"月份": "2026-11", "需求编号": "N1", "资源编号": "H1", "工时": 2}]
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    found = alter(tables, parse(remove=row_id).operations)
    assert [(step.row_id, step.rows_too) for step in found.steps] == [("N1", 2)]
    after = made(found.tables)
    assert [item.need_id for item in after.needs] == ["N2"]
    assert after.opinions == ()
    assert [item.severity for item in after.problems if item.severity == "error"] == []
    assert len(after.history) == 1  # what was done was done


@pytest.mark.parametrize("row_id", ["H1", "U1", "V1", "F1", "G1"])
def test_resources_of_every_kind_can_be_taken_away(row_id: str, tmp_path: Path) -> None:
    sheets = month()
    sheets["匹配意见"] = [{"需求编号": "N2", "资源编号": row_id, "意见": "避免"}]
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    before, found = made(tables), after(tables, remove=row_id)
    assert len(before.opinions) == 1
    assert found.opinions == ()
    assert [code for code in codes(found) if code not in codes(before)] == []
    with pytest.raises(ValueError, match="not enough values"):
        one(found, row_id)


def test_an_id_that_a_need_and_a_resource_share_is_asked_about(tmp_path: Path) -> None:
    sheets = month()
    row(sheets, "能人", 1).update({"编号": "N2"})
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    assert refused(tables, remove="N2") == ["ambiguous_id"]
    assert len(after(tables, remove="能人 N2").needs) == 2
    assert len(after(tables, remove="需求 N2").helpers) == 2
    assert one(after(tables, set="能人 N2 人数=3"), "H1").headcount == 1
    assert refused(tables, remove="场地 N2") == ["id_elsewhere"]


def test_a_row_without_an_id_is_known_by_the_one_that_it_was_given(tmp_path: Path) -> None:
    sheets = month()
    row(sheets, "能人", 1).update({"编号": None})
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    (derived,) = [item.helper_id for item in made(tables).helpers if item.helper_id.startswith("X")]
    assert [item.helper_id for item in after(tables, remove=derived).helpers] == ["H1"]
    assert one(after(tables, set=f"{derived} 每月工时=5"), derived).hours == 5


def test_an_error_in_a_row_goes_with_the_row(tmp_path: Path) -> None:
    specs = [
        SheetSpec(
            "需求清单", [["编号", "需求", "技能"], ["N1", "修灯", "水电工"], ["N2", format_books.Error("#REF!"), None]]
        ),
        SheetSpec("能人", [["编号", "技能", "每月工时"], ["H1", "水电工", format_books.Error("#N/A")]]),
    ]
    path = tmp_path / "本月.xlsx"
    path.write_bytes(format_books.xlsx(specs))
    tables = read_tables([path])
    assert codes(made(tables)).count("cell_error") == 2
    assert codes(after(tables, remove="N2")).count("cell_error") == 1
    assert "cell_error" not in codes(after(tables, remove="N2", set="H1 每月工时=4"))


# -- cells that are set ----------------------------------------------------------------------------------------------

REMEDIES = [
    ("H1 每月工时+=2", "hours", 10.0),
    ("H1 hours+=2", "hours", 10.0),
    ("H1 每月工时+=两小时", "hours", 10.0),
    ("H1 每月工时+=-3", "hours", 5.0),
    ("h1 每月工时=3", "hours", 3.0),
    ("H1 步行上限=25", "max_walk", 25.0),
    ("H1 步行上限+=10", "max_walk", 25.0),
    ("H1 技能+=木工:5", "skills", {"水电工": 4, "木工": 5}),
    ("H1 资质+=儿童服务", "checks", {"儿童服务"}),
    ("U1 每月场次+=1", "sessions", 3),
    ("U1 协议止=2027-01-31", "agreed_until", dt.date(2027, 1, 31)),
    ("U1 协议到期日=2027-01-31", "agreed_until", dt.date(2027, 1, 31)),
    ("F1 可用金额+=150", "amount", 1150.0),
    ("F1 可用金额=5,000元", "amount", 5000.0),
    ("F1 单项上限=", "cap", None),
    ("G1 数量+=5", "quantity", 15),
    ("V1 座位+=20", "seats", 80),
    ("N1 期限=2026-12-31", "due_on", dt.date(2026, 12, 31)),
    ("N1 紧急程度+=1", "urgency", 4),
    ("N2 受益人数+=5", "beneficiaries", 45),
    ("N1 受益人数+=5", "beneficiaries", 6),
]


@pytest.mark.parametrize(("text", "name", "value"), REMEDIES)
def test_a_cell_is_set_or_added_to(text: str, name: str, value: object, tables: Tables) -> None:
    before, found = made(tables), after(tables, set=text)
    assert getattr(one(found, text.split()[0].upper()), name) == value
    assert [code for code in codes(found) if code not in codes(before)] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [("H1 可用时段+=2026-12-08 晚上", 8), ("H1 可用时段+=12月9日晚上", 9), ("H1 times+=9 Dec evening", 9)],
)
def test_times_get_another_entry(text: str, day: int, tables: Tables) -> None:
    before, found = one(made(tables), "H1").times, one(after(tables, set=text), "H1").times
    span = (dt.date(2026, 12, 1), dt.date(2026, 12, 31))
    assert found.slots(*span) - before.slots(*span) == {Slot(dt.date(2026, 12, day), Half.EVENING)}
    assert before.slots(*span) < found.slots(*span)


def test_the_times_of_a_need_get_another_entry(tables: Tables) -> None:
    found = one(after(tables, set="N2 可行时段+=2026-12-08 晚上"), "N2").times
    assert found.text == "周二、周四上午；2026-12-08 晚上"


BLANK_COLUMNS = [
    ("H1 每月工时+=2", "hours", 10.0),
    ("H1 人数+=1", "headcount", 2),
    ("U1 每月场次+=1", "sessions", 2),
    ("H1 技能+=木工", "skills", {"木工": 3}),
    ("H1 资质+=健康证", "checks", {"健康证"}),
    ("H1 网格=网格03", "grid", "网格03"),
    ("N1 次数=2", "sessions", 2),
]


@pytest.mark.parametrize("missing", [False, True], ids=["blank", "no-column"])
@pytest.mark.parametrize(("text", "name", "value"), BLANK_COLUMNS)
def test_a_cell_that_is_blank_or_has_no_column_counts_as_what_it_is_read_as(
    text: str, name: str, value: object, missing: bool, tmp_path: Path
) -> None:
    blank: dict[str, list[list[object]]] = {
        "需求清单": [["编号", "需求", "技能"], ["N1", "修灯", "水电工"]],
        "能人": [["编号", "姓名"], ["H1", "甲师傅"], ["H2", "乙师傅"]],
        "共建单位": [["编号", "单位"], ["U1", "医院"]],
    }
    columns = {
        "需求清单": ["次数"], "能人": ["每月工时", "人数", "技能", "资质", "网格"], "共建单位": ["每月场次"],
    }  # fmt: skip
    specs = []
    for sheet, rows in blank.items():
        more = [] if missing else columns[sheet]
        body = [[*line, *[None] * len(more)] for line in rows[1:]]
        specs.append(SheetSpec(sheet, [[*rows[0], *more], *body]))
    path = tmp_path / "本月.xlsx"
    path.write_bytes(format_books.xlsx(specs))
    tables = read_tables([path])
    found = after(tables, set=text)
    assert getattr(one(found, text[:2]), name) == value
    if text.startswith("H1"):
        assert one(found, "H2") == one(made(tables), "H2")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("N1 可行时段+=12月8日晚上", "blank_is_any_time"),
        ("H2 可用时段+=周二", "blank_is_any_time"),
        ("H2 步行上限+=5", "blank_is_no_number"),
        ("H1 服务人群+=老年人", "blank_is_all"),
        ("F1 适用类别+=维修", "blank_is_all"),
        ("N2 服务+=理发", "by_template"),
        ("H1 每月工时+=很多", "bad_amount"),
        ("H1 每月工时+=", "nothing_added"),
        ("H1 姓名+=大", "cannot_add"),
        ("U1 协议截止+=3", "cannot_add"),
        ("H1 编号=H7", "id_fixed"),
        ("H7 每月工时=2", "unknown_id"),
        ("H1 时长=3", "unknown_column"),
        ("H1 每月工时(分钟)=3", "unknown_column"),
    ],
)
def test_what_can_not_be_set_or_added_is_refused(text: str, code: str, tables: Tables) -> None:
    assert refused(tables, set=text) == [code]


def test_times_that_an_exception_takes_away_again_are_refused(tmp_path: Path) -> None:
    sheets = month()
    row(sheets, "能人").update({"可用时段": "周二；除12月8日"})
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    assert refused(tables, set="H1 可用时段+=12月8日晚上") == ["still_excepted"]
    assert refused(tables, set="H1 可用时段+=12月9日晚上") == []


def test_one_cell_refused_leaves_the_whole_row_as_it_is(tables: Tables) -> None:
    found = alter(tables, parse(set="H1 每月工时=1 时长=3").operations)
    assert found.steps == ()
    assert one(made(found.tables), "H1").hours == 8


def test_a_value_that_the_cell_can_not_hold_is_a_problem_at_the_operation(tables: Tables) -> None:
    found = after(tables, set=["F1 可用金额=很多", "H1 可用时段=看情况 每月工时+=-9"])
    errors = {(item.code, str(item.place), item.value) for item in found.problems if item.severity == "error"}
    second = '--set "H1 可用时段=看情况 每月工时+=-9"'
    assert errors == {
        ("bad_number", '--set "F1 可用金额=很多"', "很多"),
        ("bad_times", second, "看情况"),
        ("negative", second, "-1"),
    }


def test_cells_beside_the_one_that_was_set_keep_their_places(tmp_path: Path) -> None:
    sheets = month()
    row(sheets, "能人").update({"人数": "几个"})
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    found = after(tables, set="H1 每月工时=很多")
    places = {str(item.place) for item in found.problems if item.severity == "error"}
    assert places == {"本月.xlsx 能人!C2", '--set "H1 每月工时=很多"'}


def test_a_number_is_added_to_each_time_that_it_is_said(tables: Tables) -> None:
    assert one(after(tables, set=["H1 每月工时+=2", "H1 每月工时+=3"]), "H1").hours == 13


def test_names_and_phones_that_were_typed_are_not_in_places(tables: Tables) -> None:
    found = alter(
        tables, parse(add="能人 姓名=欧阳小红 水电工", set="H1 电话=13912345678 姓名=欧阳大红 每月工时=很多").operations
    )
    labels = [step.label for step in found.steps]
    assert labels == ['--add "能人 姓名=… 水电工"', '--set "H1 电话=… 姓名=… 每月工时=很多"']
    assert "欧阳" not in repr([item.place for item in made(found.tables).problems])


def test_nothing_asked_changes_nothing(tables: Tables) -> None:
    assert altered(tables, ()) == tables
    assert alter(tables, ()) == Altered(tables)


def test_the_tables_that_were_read_stay_as_they_are(tables: Tables) -> None:
    before = made(tables)
    after(tables, add="能人 水电工", remove="V1", set="H1 每月工时=1")
    assert made(tables) == before


def test_what_was_altered_can_be_altered_again(tables: Tables) -> None:
    first = altered(tables, parse(add=["能人 水电工", "能人 水电工"]).operations)
    second = altered(first, parse(remove="新2", set="新1 每月工时=1").operations)
    assert [(item.helper_id, item.hours) for item in made(second).helpers] == [("H1", 8), ("H2", 30), ("新1", 1)]


def test_what_was_said_first_keeps_its_place_when_more_is_altered(tables: Tables) -> None:
    first = altered(tables, parse(add="能人 水电工", set="H1 每月工时=很多").operations)
    found = made(altered(first, parse(set=["新1 人数=几个", "H1 人数=2"]).operations))
    assert {(item.value, str(item.place)) for item in found.problems if item.severity == "error"} == {
        ("很多", '--set "H1 每月工时=很多"'),
        ("几个", '--set "新1 人数=几个"'),
    }
    assert [str(item.place) for item in found.problems if item.code == "hours_blank"] == ['--add "能人 水电工" !新1']


def test_setting_a_cell_is_the_same_as_writing_in_the_file(tmp_path: Path) -> None:
    sheets = month()
    tables = read_tables([write(tmp_path / "本月.xlsx", sheets)])
    row(sheets, "能人").update({"每月工时": 3, "可用时段": "周末"})
    written = made(read_tables([write(tmp_path / "本月.xlsx", sheets)]))
    found = after(tables, set="H1 每月工时=3 可用时段=周末")
    assert replace(found, files=()) == replace(written, files=())


def test_the_library_raises_with_every_fault(tables: Tables) -> None:
    with pytest.raises(AlterError, match="no need or resource has the id H7") as raised:
        altered(tables, parse(remove=["H7", "H8"]).operations)
    assert [item.value for item in raised.value.faults] == ["H7", "H8"]


WRITERS: Mapping[str, Callable[[list[SheetSpec]], bytes]] = {
    "xlsx": format_books.xlsx,
    "xls": format_books.xls,
    "ods": format_books.ods,
    "xlsb": format_books.xlsb,
}


@pytest.mark.parametrize("kind", [*WRITERS, "csv"])
def test_every_kind_of_file_is_altered(kind: str, tmp_path: Path) -> None:
    specs = [
        SheetSpec("需求清单", [["编号", "需求", "技能"], ["N1", "修灯", "水电工×1"]]),
        SheetSpec("能人", [["编号", "姓名", "每月工时", "可用时段"], ["H1", "甲师傅", 8.0, "周末"]]),
    ]
    if kind == "csv":
        paths = [tmp_path / f"{spec.name}.csv" for spec in specs]
        for path, spec in zip(paths, specs, strict=True):
            path.write_bytes(format_books.csv(spec))
    else:
        paths = [tmp_path / f"本月.{kind}"]
        paths[0].write_bytes(WRITERS[kind](specs))
    texts = ["H1 每月工时+=2 步行上限=25", "H1 可用时段+=2026-12-08 晚上", "N1 期限=2026-12-31"]
    found = after(read_tables(paths), set=texts, add="能人 水电工:4 3小时")
    helper = one(found, "H1")
    assert (helper.hours, helper.max_walk, helper.times.text) == (10.0, 25.0, "周末；2026-12-08 晚上")
    assert one(found, "N1").due_on == dt.date(2026, 12, 31)
    assert one(found, "新1").skills == {"水电工": 4}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fault_has_words_in_both_languages(lang: Any) -> None:
    from commatch.texts.altering import _FAULTS

    params = {
        "sheet": "helpers",
        "column": "hours",
        "near": "甲、乙",
        "options": "skills",
        "sheets": "needs",
        "old": "x",
    }
    for code in _FAULTS:
        words = fault_words(code, lang, "--set", "x", params)
        assert words.startswith("--set")
        assert "{" not in words
