# ruff: noqa: E501 - a table of cases reads better unwrapped
"""Every broken input is told by its code, how bad it is, and the exact cell; all of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import format_books as books
import pytest
from community_books import FILE, Row, Sheets, codes, community, row, sound, write
from openpyxl import load_workbook

from commatch.assemble import assemble
from commatch.problems import Place, Severity
from commatch.settings import Settings
from commatch.texts.problems import describe
from commatch.workbook.reader import read_tables
from commatch.workbook.schema import Lang

ERROR, WARNING = Severity.ERROR, Severity.WARNING
Spoil = Callable[[Sheets], None]


def put(sheet: str, number: int, header: str, value: object) -> Spoil:
    def spoil(sheets: Sheets) -> None:
        assert header in row(sheets, sheet, 0)
        row(sheets, sheet, number)[header] = value

    return spoil


def add(sheet: str, **values: object) -> Spoil:
    def spoil(sheets: Sheets) -> None:
        rows = sheets[sheet]
        record: Row = dict(values)
        assert all(header in row(sheets, sheet, 0) for header in record)
        rows.append(record)

    return spoil


def drop_sheet(*names: str) -> Spoil:
    def spoil(sheets: Sheets) -> None:
        for name in names:
            del sheets[name]

    return spoil


def drop_column(sheet: str, header: str) -> Spoil:
    def spoil(sheets: Sheets) -> None:
        for record in sheets[sheet]:
            assert isinstance(record, dict)
            record.pop(header, None)

    return spoil


def case(
    name: str, spoil: Spoil, code: str, sheet: str, cell: str, value: str = "", severity: Severity = ERROR
) -> object:
    return pytest.param(spoil, code, severity, sheet, cell, value, id=name)


NEEDS, HELPERS, UNITS, OPINIONS, SETTINGS = "需求清单", "能人", "共建单位", "匹配意见", "设置"

BROKEN = [
    case("a required column is missing", drop_column("资金", "可用金额"), "missing_column", "资金", "A1"),
    case("a need without a title", put(NEEDS, 0, "需求", None), "required_blank", NEEDS, "B2"),
    case("an id used twice", add(NEEDS, 编号="Ｎ1", 需求="换灯", 紧急程度=1), "duplicate_id", NEEDS, "A4", "N1"),
    case("an id used on two resource sheets", put("场地", 0, "编号", "H1"), "duplicate_id", "场地", "A2", "H1"),
    case("an opinion on an unknown resource", put(OPINIONS, 0, "资源编号", "H9"), "unknown_resource", OPINIONS, "B2", "H9"),
    case("an opinion on an unknown need", put(OPINIONS, 0, "需求编号", "N9"), "unknown_need", OPINIONS, "A2", "N9"),
    case("two opinions on a pair", add(OPINIONS, 需求编号="N1", 资源编号="H1", 评分=3), "duplicate_opinion", OPINIONS, "B3", "N1 H1"),
    case("an opinion nobody knows", put(OPINIONS, 0, "意见", "也许"), "bad_choice", OPINIONS, "C2", "也许"),
    case("a breakdown of an unknown need", put("需求拆解", 0, "需求编号", "N7"), "unknown_need", "需求拆解", "A2", "N7"),
    case("half a volunteer", put("需求拆解", 0, "数量", 1.5), "not_whole", "需求拆解", "D2", "1.5"),
    case("no volunteers at all", put("需求拆解", 0, "数量", 0), "out_of_range", "需求拆解", "D2", "0"),
    case("a level of 7", put("需求拆解", 0, "等级", 7), "out_of_range", "需求拆解", "F2", "7"),
    case("a requirement without a name", put("需求拆解", 0, "要求", None), "required_blank", "需求拆解", "C2"),
    case("a kind nobody knows", put("需求拆解", 0, "类型", "设备"), "bad_choice", "需求拆解", "B2", "设备"),
    case("urgency 9", put(NEEDS, 0, "紧急程度", 9), "bad_urgency", NEEDS, "D2", "9"),
    case("a time nobody can read", put(NEEDS, 1, "可行时段", "看情况"), "bad_times", NEEDS, "H3", "看情况"),
    case("a date nobody can read", put(NEEDS, 0, "期限", "年底前"), "bad_date", NEEDS, "G2", "年底前"),
    case("an ambiguous date", put(NEEDS, 0, "提出日期", "03/11/2026"), "ambiguous_date", NEEDS, "F2", "03/11/2026"),
    case("negative hours", put(NEEDS, 0, "工时", -2), "negative", NEEDS, "K2", "-2"),
    case("hours in words", put(NEEDS, 0, "工时", "半天吧"), "bad_number", NEEDS, "K2", "半天吧"),
    case("no beneficiaries", put(NEEDS, 0, "受益人数", 0), "out_of_range", NEEDS, "E2", "0"),
    case("half a session", put(NEEDS, 0, "次数", 1.5), "not_whole", NEEDS, "L2", "1.5"),
    case("a status nobody knows", put(NEEDS, 0, "状态", "在办"), "bad_choice", NEEDS, "M2", "在办"),
    case("a template nobody knows", put(NEEDS, 0, "模板", "义珍"), "unknown_template", NEEDS, "I2", "义珍"),
    case("a skill with a count of 0", put(NEEDS, 0, "技能", "水电工×0"), "bad_skills", NEEDS, "J2", "水电工×0"),
    case("a phone number without digits", put(NEEDS, 0, "电话", "问她女儿"), "bad_phone", NEEDS, "N2", "问她女儿"),
    case("a phone number that lost its tail", put(NEEDS, 0, "电话", 3.1e17), "lost_digits", NEEDS, "N2"),
    case("a helper of 0 heads", put(HELPERS, 0, "人数", 0), "out_of_range", HELPERS, "C2", "0"),
    case("a skill level of 9", put(HELPERS, 0, "技能", "水电工:9"), "bad_skills", HELPERS, "D2", "水电工:9"),
    case("neither yes nor no", put(HELPERS, 0, "可共享", "看情况"), "bad_yes_no", HELPERS, "H2", "看情况"),
    case("an agreement that ends before it starts", put(UNITS, 0, "协议截止", "2025-12-31"), "agreement_order", UNITS, "F2", "2025-12-31"),
    case("negative money", put("资金", 0, "可用金额", -100), "negative", "资金", "C2", "-100"),
    case("money left blank", put("资金", 0, "可用金额", None), "required_blank", "资金", "C2"),
    case("a distance left blank", put("网格距离", 0, "步行分钟", None), "required_blank", "网格距离", "C2"),
    case("a setting nobody knows", put(SETTINGS, 0, "项", "mouth"), "unknown_setting", SETTINGS, "A2", "mouth"),
    case("a setting out of range", add(SETTINGS, 项="gap", 值=3), "bad_setting", SETTINGS, "B3", "3.0"),
    case("a setting said twice, differently", add(SETTINGS, 项="month", 值="2027-01"), "setting_conflict", SETTINGS, "B3", "2027-01"),
    case("a value without its setting", add(SETTINGS, 值="5"), "setting_without_key", SETTINGS, "B3", "5"),
    case("a start in another month", add(SETTINGS, 项="start", 值="2026-11-15"), "start_outside_month", SETTINGS, "B3", "2026-11-15"),
    case("urgency left blank", put(NEEDS, 0, "紧急程度", None), "urgency_blank", NEEDS, "D2", severity=WARNING),
    case("a need without an id", add(NEEDS, 需求="换灯", 紧急程度=1), "id_derived", NEEDS, "A4", severity=WARNING),
    case("a group nobody knows", put(NEEDS, 0, "人群", "独居老任"), "unknown_group", NEEDS, "C2", "独居老任", WARNING),
    case("raised after the month", put(NEEDS, 0, "提出日期", "2027-02-01"), "raised_after_month", NEEDS, "F2", "2027-02-01", WARNING),
    case("a date without a year", put(NEEDS, 0, "提出日期", "11月15日"), "year_assumed", NEEDS, "F2", "11月15日", WARNING),
    case("confirmed, but nothing pinned", put(NEEDS, 0, "状态", "已确认"), "confirmed_unplanned", NEEDS, "M2", "N1", WARNING),
    case("helper's hours left blank", put(HELPERS, 0, "每月工时", None), "hours_blank", HELPERS, "E2", severity=WARNING),
    case("no skills", put(HELPERS, 0, "技能", None), "no_skills", HELPERS, "D2", severity=WARNING),
    case("a unit's sessions left blank", put(UNITS, 0, "每月场次", None), "sessions_blank", UNITS, "D2", severity=WARNING),
    case("a unit without services", put(UNITS, 0, "服务", None), "no_services", UNITS, "C2", severity=WARNING),
    case("a venue's seats left blank", put("场地", 0, "容纳人数", None), "seats_blank", "场地", "C2", severity=WARNING),
    case("a helper who is never free that month", put(HELPERS, 0, "可用时段", "11月5日"), "times_empty", HELPERS, "F2", "11月5日", WARNING),
    case("goods that may or may not come back", put("物资", 0, "可重复使用", None), "reusable_blank", "物资", "D2", severity=WARNING),
    case("two venues in a template", add("服务模板", 模板="义诊", 类型="场地", 数量=10), "venues_merged", "服务模板", "B4", "义诊", WARNING),
    case("money without an amount", add("服务模板", 模板="义诊", 类型="资金"), "fund_quantity_blank", "服务模板", "D4", severity=WARNING),
    case("two distances of a pair", add("网格距离", 起点="二网格", 终点="一网格", 步行分钟=5), "distance_differs", "网格距离", "C3", "5", WARNING),
    case("a grid away from itself", add("网格距离", 起点="一网格", 终点="一网格", 步行分钟=5), "distance_to_itself", "网格距离", "C3", "5", WARNING),
    case("a year whose calendar is not known", put(SETTINGS, 0, "值", "2031-12"), "calendar_unpublished", "", "", severity=WARNING),
]  # fmt: skip


def test_a_sound_community_has_no_problems(tmp_path: Path) -> None:
    assert community(tmp_path, sound()).problems == ()


@pytest.mark.parametrize(("spoil", "code", "severity", "sheet", "cell", "value"), BROKEN)
def test_a_broken_input_is_told_at_its_cell(
    tmp_path: Path, spoil: Spoil, code: str, severity: Severity, sheet: str, cell: str, value: str
) -> None:
    sheets = sound()
    spoil(sheets)
    (problem,) = community(tmp_path, sheets, overrides={} if "month" in str(sheets) else {"month": "2026-12"}).problems
    assert (problem.code, problem.severity) == (code, severity)
    assert problem.place == (Place(FILE, sheet, cell) if sheet else Place())
    assert not value or problem.value == value
    for lang in Lang:
        message, hint = describe(problem, lang)
        assert message != code
        assert hint
        assert "{" not in message + hint


def test_personal_values_are_marked_and_never_among_the_parameters(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, NEEDS)["电话"] = "同上同上"
    (problem,) = community(tmp_path, sheets).problems
    assert problem.personal
    assert "同上同上" not in dict(problem.params).values()


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, NEEDS)["模板"] = "义珍"
    (problem,) = community(tmp_path, sheets).problems
    assert dict(problem.params)["known"] == "义诊"
    assert "义诊" in describe(problem, Lang.ZH)[1]


def test_a_second_use_of_an_id_cites_the_first(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, HELPERS, 1)["编号"] = "H1"
    (problem,) = community(tmp_path, sheets).problems
    assert dict(problem.params)["other"] == f"{FILE} 能人!A2"


def test_no_needs_sheet(tmp_path: Path) -> None:
    found = community(tmp_path, {"能人": sound()["能人"]})
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.place) == ("no_needs_sheet", ERROR, Place(FILE))


def test_no_resource_sheet_at_all(tmp_path: Path) -> None:
    sheets = sound()
    drop_sheet("能人", "共建单位", "场地", "资金", "物资", "匹配意见")(sheets)
    found = {problem.code: problem for problem in community(tmp_path, sheets).problems}
    assert set(found) == {"no_resource_sheet", "kind_not_given"}
    assert found["no_resource_sheet"].place == Place(FILE)


def test_a_kind_without_a_sheet_is_told_once_with_the_number_of_needs(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, NEEDS)["模板"] = "义诊"
    drop_sheet("场地")(sheets)
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, problem.severity) == ("kind_not_given", WARNING)
    assert dict(problem.params) == {"kind": "venue", "count": "2"}


def test_a_pin_on_a_need_that_is_left_out_has_no_effect(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, NEEDS)["状态"] = "暂缓"
    row(sheets, OPINIONS)["意见"] = "锁定"
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, problem.severity) == ("pin_without_effect", WARNING)
    assert problem.place == Place(FILE, OPINIONS, "C2")


def test_members_of_a_bundle_that_differ_are_told(tmp_path: Path) -> None:
    sheets = sound()
    for record in sheets[NEEDS]:
        assert isinstance(record, dict)
        record["合并"] = "一起办"
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, problem.severity, problem.value) == ("bundle_differs", WARNING, "N2")
    assert problem.place == Place(FILE, NEEDS, "O3")
    assert dict(problem.params)["columns"] == "requirements、times、due_on"
    assert "（要求、可行时段、期限）" in describe(problem, Lang.ZH)[0]


def test_unknown_distances_are_told_once(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, NEEDS, 0)["网格"] = "一网格"
    row(sheets, NEEDS, 1)["网格"] = "二网格"
    row(sheets, HELPERS, 0)["网格"] = "三网格"
    row(sheets, HELPERS, 1)["网格"] = "二网格"
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, problem.severity) == ("distance_unknown", WARNING)
    assert problem.place == Place(FILE, "网格距离")
    assert dict(problem.params) == {"count": "2", "pairs": "一网格–三网格、三网格–二网格"}


def test_a_formula_with_an_error_is_told_once(tmp_path: Path) -> None:
    path = write(tmp_path / FILE, sound())
    book = load_workbook(path)
    book["资金"]["C2"] = "#N/A"
    book.save(path)
    (problem,) = assemble(read_tables([path]), Settings()).problems
    assert (problem.code, problem.place) == ("cell_error", Place(FILE, "资金", "C2"))


def test_a_file_that_cannot_be_read_hides_nothing_else(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, NEEDS)["紧急程度"] = 9
    path = write(tmp_path / FILE, sheets)
    (tmp_path / "坏.xlsx").write_bytes(path.read_bytes()[:400])
    found = assemble(read_tables([tmp_path / "坏.xlsx", path, tmp_path / "没有.xlsx"]), Settings())
    assert codes(found) == ["bad_urgency", "file_damaged", "file_missing"]


def test_eleven_problems_in_one_workbook_are_listed_together(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, NEEDS)["紧急程度"] = 9
    row(sheets, NEEDS)["期限"] = "年底前"
    row(sheets, NEEDS)["工时"] = -2
    row(sheets, NEEDS)["状态"] = "在办"
    row(sheets, NEEDS, 1)["可行时段"] = "看情况"
    row(sheets, NEEDS, 1)["模板"] = "义珍"
    row(sheets, HELPERS, 1)["编号"] = "H1"
    row(sheets, HELPERS, 1)["人数"] = 0
    row(sheets, UNITS)["协议截止"] = dt.date(2025, 1, 1)
    row(sheets, OPINIONS)["资源编号"] = "H9"
    row(sheets, SETTINGS)["项"] = "mouth"
    found = community(tmp_path, sheets, overrides={"month": "2026-12"}).problems
    assert [(problem.code, str(problem.place)) for problem in found] == [
        ("agreement_order", f"{FILE} 共建单位!F2"),
        ("bad_choice", f"{FILE} 需求清单!M2"),
        ("bad_date", f"{FILE} 需求清单!G2"),
        ("bad_times", f"{FILE} 需求清单!H3"),
        ("bad_urgency", f"{FILE} 需求清单!D2"),
        ("duplicate_id", f"{FILE} 能人!A3"),
        ("negative", f"{FILE} 需求清单!K2"),
        ("out_of_range", f"{FILE} 能人!C3"),
        ("unknown_resource", f"{FILE} 匹配意见!B2"),
        ("unknown_setting", f"{FILE} 设置!A2"),
        ("unknown_template", f"{FILE} 需求清单!I3"),
    ]
    assert all(problem.severity is ERROR for problem in found)


# -- files that bite: each is told by its code and its name, and the rest is read all the same ------------------------

GOOD = books.xlsx(books.community()[:1])
MERGED = books.zipped((name, data.replace(b'ref="A1:F1"', b'ref="A1:Z200000"')) for name, data in books.parts_of(GOOD))
BITING = [
    ("什么都没有.xlsx", b"", "file_empty"),
    ("~$需求.xlsx", b"a lock", "file_lock"),
    ("空.xlsx", b"\n\n", "file_empty"),
    ("截断.xlsx", GOOD[:2000], "file_damaged"),
    ("改名.xls", GOOD, "file_wrong_type"),
    ("改名.xlsx", books.xls(books.community()), "file_wrong_type"),
    ("加密.xlsx", books.container([("EncryptedPackage", b"secret")]), "file_encrypted"),
    ("网页.xls", b"<html><table></table></html>", "file_not_workbook"),
    ("文章.docx", books.zipped([("word/document.xml", "<a/>")]), "file_not_workbook"),
    ("炸弹.xlsx", books.zipped([*books.parts_of(GOOD), ("xl/a.xml", " " * 30_000_000)]), "file_ratio"),
    ("远.xlsx", books.xlsx([books.SheetSpec("能人", [["编号"], *([[]] * 250_000), ["H1"]])]), "sheet_too_long"),
    ("合并.xlsx", MERGED, "merge_too_large"),
    ("乱码.csv", "编号,需求\n".encode("gb18030") + b"\xff\xff\xff", "file_encoding"),
]


@pytest.mark.parametrize(("name", "data", "code"), BITING, ids=[name for name, _, _ in BITING])
def test_a_file_that_bites_is_told_and_the_others_are_read(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    path = write(tmp_path / FILE, sound())
    found = assemble(read_tables([tmp_path / name, path]), Settings())
    assert [(problem.code, problem.place.file, problem.severity) for problem in found.problems] == [(code, name, ERROR)]
    assert len(found.needs) == 2
    for lang in Lang:
        message, hint = describe(found.problems[0], lang)
        assert hint
        assert "{" not in message + hint
