"""Cells read by the column they stand in: what 否, 全体居民, 每月2次 and 5/12 mean there."""

from __future__ import annotations

from pathlib import Path

import pytest
from community_books import FILE, codes, community, row, sound, the_need, write

from commatch.assemble import assemble
from commatch.community import Community
from commatch.problems import Place
from commatch.settings import Settings
from commatch.texts.problems import describe
from commatch.workbook.language import slashed
from commatch.workbook.reader import read_tables
from commatch.workbook.schema import Lang


def faults(found: Community) -> list[tuple[str, Place]]:
    return [(problem.code, problem.place) for problem in found.problems]


@pytest.mark.parametrize("word", ["否", "不合并", "不合併", "×"])
def test_needs_that_say_no_bundle_are_not_made_one(tmp_path: Path, word: str) -> None:
    sheets = sound()
    for number in range(2):
        row(sheets, "需求清单", number)["合并"] = word
    found = community(tmp_path, sheets)
    assert not codes(found)
    assert [need.bundle for need in found.needs] == ["", ""]


def test_needs_that_say_yes_to_a_bundle_without_a_name_are_asked(tmp_path: Path) -> None:
    sheets = sound()
    for number in range(2):
        row(sheets, "需求清单", number)["合并"] = "是"
    found = community(tmp_path, sheets)
    assert [code for code, _ in faults(found)] == ["unnamed_bundle"] * 2
    assert all(not need.bundle for need in found.needs)
    message, hint = describe(found.problems[0], Lang.ZH)
    assert "合并" in message
    assert "不合并就空着" in hint


@pytest.mark.parametrize("word", ["全体居民", "不限", "都可以", "所有人", "All"])
def test_a_helper_who_serves_all_residents_is_kept_from_none(tmp_path: Path, word: str) -> None:
    sheets = sound()
    row(sheets, "能人")["服务人群"] = word
    row(sheets, "资金")["适用类别"] = word
    row(sheets, "需求清单")["人群"] = "全体居民"
    found = community(tmp_path, sheets)
    assert found.helpers[0].groups == frozenset()
    assert set(found.needs[0].groups) == {"全体居民"}  # of a need it names whom it is for


@pytest.mark.parametrize(("hours", "sessions"), [("8小时/月", "每月2次"), ("每月8小時", "2场/月"), (8, "2次")])
def test_hours_and_sessions_a_month_are_read_in_their_columns(tmp_path: Path, hours: object, sessions: str) -> None:
    sheets = sound()
    row(sheets, "能人")["每月工时"] = hours
    row(sheets, "共建单位")["每月场次"] = sessions
    found = community(tmp_path, sheets)
    assert not codes(found)
    assert found.helpers[0].hours == 8
    assert found.units[0].sessions == 2


def test_hours_and_sessions_a_week_are_asked(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "能人")["每月工时"] = "2小时/周"
    row(sheets, "共建单位")["每月场次"] = "每周1次"
    row(sheets, "需求清单")["工时"] = "8小时/月"
    found = community(tmp_path, sheets)
    assert sorted(faults(found)) == sorted(
        [
            ("bad_number", Place(FILE, "需求清单", "K2")),
            ("bad_number", Place(FILE, "能人", "E2")),
            ("bad_number", Place(FILE, "共建单位", "D2")),
        ]
    )


def test_the_times_of_a_need_may_be_the_sessions_of_its_month(tmp_path: Path) -> None:
    assert the_need(tmp_path, {"次数": "每月2次"}).sessions == 2


def test_a_certificate_among_skills_is_asked_at_its_cell(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "能人")["技能"] = "水电工:4、英语四级"
    found = community(tmp_path, sheets)
    problem = next(problem for problem in found.problems if problem.code == "unclear_level")
    assert problem.place == Place(FILE, "能人", "D2")
    for lang in Lang:
        message, hint = describe(problem, lang)
        assert "英语四级" in message
        assert ":4" in hint


def test_an_agreement_for_good_has_no_end(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "共建单位")["协议截止"] = "长期"
    found = community(tmp_path, sheets)
    assert not codes(found)
    assert found.units[0].agreed_until is None


def test_a_setting_may_be_named_in_traditional_characters(tmp_path: Path) -> None:
    sheets = sound()
    sheets["设置"] = [{"项": "月份", "值": "2026-12"}, {"项": "社區名稱", "值": "樟樹里"}]
    found = community(tmp_path, sheets)
    assert not codes(found)
    assert found.settings.community_name == "樟樹里"


@pytest.mark.parametrize(("titles", "asked"), [(["Lamp is out", "Blood pressure"], True), (["修灯", "量血压"], False)])
def test_a_slashed_date_is_asked_in_an_english_sheet_only(tmp_path: Path, titles: list[str], asked: bool) -> None:
    rows = [{"need_id": f"REQ-2612-00{n}", "title": title, "urgency": 2} for n, title in enumerate(titles)]
    path = write(tmp_path / FILE, {"needs": [{**rows[0], "due_on": "5/12", "times": ""}, {**rows[1], "times": "5/12"}]})
    found = assemble(read_tables([path]), Settings(), {"month": "2026-12"})
    cells = {("ambiguous_date", "D2"), ("bad_times", "E3")}
    assert cells.issubset({(problem.code, problem.place.cell) for problem in found.problems}) is asked
    assert not asked or all(need.due_on is None for need in found.needs)


def test_only_a_slash_in_text_may_be_a_date_of_either_order() -> None:
    assert slashed([None, 3, "5/12"])
    assert not slashed([None, 3, "5-12"])
