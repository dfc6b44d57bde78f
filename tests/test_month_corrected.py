"""Corrections after a list was applied: nothing counts twice, nothing is made up, and lines say so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from previous_books import COMMUNITY, ListBook
from test_month_state import DECEMBER, EVENT, FLEXIBLE, decide, fill, read, state, status, told

import commatch
from commatch.cli.app import main
from commatch.community import NeedStatus
from commatch.memory import Attendance, Memory
from commatch.month.state import MonthState, month_state

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "samples" / "标准表" / "社区月度清单.xlsx"


@pytest.fixture
def chinese(tmp_path: Path) -> ListBook:
    return ListBook(tmp_path)


def helpers_of(found: MonthState, need: str) -> list[tuple[str, dt.date | None, float | None]]:
    known = {helper.helper_id for helper in COMMUNITY.helpers}
    return [
        (it.resource_id, it.date, it.hours) for it in found.history if it.need_id == need and it.resource_id in known
    ]


def test_a_day_mended_by_hand_takes_the_place_of_the_one_that_was_recorded(chinese: ListBook) -> None:
    status(chinese, EVENT, "done")
    first = state(chinese)
    recorded = helpers_of(first, EVENT)
    assert recorded
    day = first.project[EVENT].slots[0].date + dt.timedelta(days=1)
    chinese.put("projects", {"project_id": f"2026-12-{EVENT}"}, "date", day)
    found = state(chinese, history=first.history, ways=first.ways)
    assert helpers_of(found, EVENT) == [(who, day, hours) for who, _, hours in recorded]
    assert {code for code, _ in told(found)} >= {"history_taken_off"}


def test_an_id_mended_twice_leaves_the_last_one_alone(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    where = {"need_id": FLEXIBLE, "resource_id": "H2"}
    chinese.put("assignments", where, "resource_id", "H7")
    first = state(chinese)
    chinese.put("assignments", {**where, "resource_id": "H7"}, "resource_id", "H5")
    found = state(chinese, history=first.history, ways=first.ways)
    assert "H7" in {who for who, *_ in helpers_of(first, FLEXIBLE)}
    assert {who for who, *_ in helpers_of(found, FLEXIBLE)} == {"H5", "H3"}
    assert [code for code, _ in told(found)].count("history_taken_off") == 1


def test_hours_signed_once_count_once_though_one_stands_in_two_rows(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    chinese.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H3"}, "resource_id", "H2")
    memory = Memory(attendance=(Attendance(dt.date(2026, 12, 5), f"2026-12-{FLEXIBLE}", "H2", hours=2.5),))
    assert helpers_of(state(chinese, memory=memory), FLEXIBLE) == [("H2", dt.date(2026, 12, 5), 2.5)]


def test_hours_typed_in_one_row_are_not_joined_by_planned_ones_of_the_other(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    chinese.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H3"}, "resource_id", "H2")
    chinese.put("assignments", {"need_id": FLEXIBLE}, "actual_hours", 1.25)
    assert helpers_of(state(chinese), FLEXIBLE) == [("H2", None, 1.25)]


def test_what_was_done_without_a_project_has_no_day_that_nobody_told(chinese: ListBook) -> None:
    done = [replace(need, status=NeedStatus.DONE) if need.need_id == "N06" else need for need in COMMUNITY.needs]
    found = month_state(replace(COMMUNITY, needs=tuple(done)), read(chinese))
    way = found.way["N06"]
    assert way.status is NeedStatus.DONE
    assert (way.planned_on, way.decided_on, way.started_on, way.done_on) == (None,) * 4
    on = month_state(replace(COMMUNITY, needs=tuple(done)), read(chinese), dt.date(2026, 12, 9)).way["N06"]
    assert on.done_on == dt.date(2026, 12, 9)


@pytest.mark.parametrize(
    ("note", "code"),
    [("缓至明年春天", "postponed_unread"), ("缓至2026-01-15", "postponed_past"), ("缓至2027-02-01", "")],
)
def test_a_day_that_can_not_be_or_is_past_is_told(chinese: ListBook, note: str, code: str) -> None:
    decide(chinese, FLEXIBLE, "postpone", note)
    found = state(chinese)
    assert found.ok
    assert [said for said, _ in told(found)] == ([code] if code else [])


def test_the_workbook_of_the_month_before_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(SAMPLE)
    row = next(row for row in book["设置"].iter_rows() if str(row[0].value) in ("月份", "month"))
    row[1].value = "2026-11"
    book.save(tmp_path / "十一月.xlsx")
    month = commatch.read(SAMPLE, tiers="must、coverage")
    listed = commatch.write_projects(commatch.match(month), tmp_path / "清单.xlsx")
    before = sorted(tmp_path.iterdir())
    assert main(["apply", str(listed), str(tmp_path / "十一月.xlsx"), "--lang", "zh"]) == 3
    said = capsys.readouterr()
    assert "这份清单是 2026-12 月的，给出的表格“设置”里的月份却是 2026-11" in said.out + said.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_list_without_its_column_of_hours_is_told(tmp_path: Path) -> None:
    month = commatch.read(SAMPLE, tiers="must、coverage")
    listed = commatch.write_projects(commatch.match(month), tmp_path / "清单.xlsx")
    book = load_workbook(listed)
    sheet = book["匹配明细"]
    sheet.delete_cols(next(cell.column for cell in sheet[2] if cell.value == "实际工时"))
    book.save(listed)
    found = commatch.apply(listed, SAMPLE, tmp_path / "下一份.xlsx")
    assert [problem.place.sheet for problem in found.problems if problem.code == "hours_column_gone"] == ["匹配明细"]


def test_the_days_of_the_month_are_still_those_of_flexible_projects(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    fill(chinese, FLEXIBLE, "actual_hours", 1, kind="能人")
    way = state(chinese).way[FLEXIBLE]
    assert (way.started_on, way.done_on) == (DECEMBER, dt.date(2026, 12, 31))
