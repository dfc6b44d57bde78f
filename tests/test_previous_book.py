"""A project list that comes back: decisions, replies, what was changed by hand, and all that can be wrong in it."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from oracle.random_communities import random_community
from previous_books import COMMUNITY, DECEMBER, NAMES, NEEDS, ListBook, plan, project, told

import commatch
from commatch.assemble.previous import read_previous
from commatch.community import Community, Helper, Kind, Need, NeedStatus, Requirement
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.previous import Away, Declined, Earlier, Previous
from commatch.previous_projects import Day, Decision, Edit, Reply
from commatch.problems import Place, Severity
from commatch.reports.plan_record import plan_facts, standing_facts
from commatch.reports.view import View
from commatch.reports.words import Words
from commatch.settings import Settings
from commatch.texts.problems import describe
from commatch.times import Half, Slot
from commatch.workbook import plan_items
from commatch.workbook.schema import Lang
from commatch.workbook.wording import OwnWords

HELPER, UNIT, VENUE, FUND, GOODS = Kind.HELPER, Kind.UNIT, Kind.VENUE, Kind.FUND, Kind.GOODS
N01, N02, N03 = {"need_id": "N01"}, {"need_id": "N02"}, {"need_id": "N03"}


def the(need: str) -> dict[str, object]:
    return {"project_id": f"2026-12-{need}"}


@pytest.fixture(params=list(Lang))
def book(request: pytest.FixtureRequest, tmp_path: Path) -> ListBook:
    return ListBook(tmp_path, request.param)


@pytest.fixture
def chinese(tmp_path: Path) -> ListBook:
    return ListBook(tmp_path)


def slots(need: str) -> tuple[Slot, ...]:
    return plan().plan.slots[need]


def other_day(slot: Slot) -> dt.date:
    return slot.date + dt.timedelta(1 if slot.date.day < 15 else -1)


def planned_rows(result: Result) -> list[object]:
    return sorted(
        (row.demand_id, row.kind.value, row.requirement, row.resource_id, row.slot or ())
        for row in result.plan.assignments
    )


def read_rows(previous: Previous) -> list[object]:
    return sorted(
        (row.need_id, row.kind.value, -1 if row.index is None else row.index, row.resource_id, row.slot or ())
        for item in previous.projects
        for row in item.rows
    )


# -- as it was written -----------------------------------------------------------------------------------------------


def same(previous: Previous, result: Result) -> None:
    assert previous.problems == ()
    assert read_rows(previous) == planned_rows(result)
    assert {item.need_ids[0]: item.slots for item in previous.projects} == {
        name: tuple(sorted(found)) for name, found in result.plan.slots.items()
    }
    assert not [item for item in previous.projects if item.edits or item.decision]


def test_an_unedited_workbook_is_the_plan(book: ListBook) -> None:
    previous = book.read()
    same(previous, plan())
    assert previous.month == DECEMBER
    assert previous.file[0] == book.path.name
    assert len(previous.file[1]) == 64
    assert project(previous, "N04").need_ids == ("N04", "N05")
    assert {item.status for item in previous.projects} == {NeedStatus.PROPOSED}
    first = project(previous, "N01").rows
    assert {row.kind: row.what for row in first} == {
        HELPER: "医生", UNIT: "义诊", VENUE: "桌椅、投影", FUND: "", GOODS: "折叠桌",
    }  # fmt: skip
    helper = next(row for row in first if row.kind is HELPER)
    assert (helper.quantity, helper.hours, helper.amount, helper.reply) == (1, 2, None, None)
    assert helper.place.cell == book.at("assignments", {**N01, "resource_id": "H1"}, "resource_id")
    assert next(row for row in first if row.kind is FUND).amount == 200


@pytest.mark.parametrize("first", range(0, 24, 6))
@pytest.mark.parametrize("lang", list(Lang))
def test_unedited_workbooks_of_random_communities_are_their_plans(first: int, lang: Lang, tmp_path: Path) -> None:
    seen = 0
    for seed in range(first, first + 6):
        community = random_community(seed)
        result = commatch.match(community)
        if result.outcome is Outcome.PLANNED:
            path = commatch.write_projects(result, tmp_path / f"{seed}.xlsx", lang=lang)
            names = {item.resource_id: item.name for kind in Kind for item in community.resources(kind)}
            needs = {need.need_id: need for need in community.needs}
            month = community.settings.month
            assert month is not None
            same(read_previous(path, month, needs=needs, resources=names), result)
            seen += 1
    assert seen > 2


def test_moved_columns_sorted_rows_titles_and_own_columns_change_nothing(book: ListBook) -> None:
    rng = random.Random(5)
    book.rebuilt("projects", rng, title="十二月项目清单", extra="联系情况")
    book.rebuilt("assignments", rng, title="明细")
    book.rebuilt("unserved", rng)
    book.rebuilt("run", rng)
    previous = book.read()
    assert [problem.code for problem in previous.problems] == ["previous_extra_column"]
    same(replace(previous, problems=()), plan())


def test_filters_and_hidden_rows_change_nothing(book: ListBook) -> None:
    book.sheet("assignments").row_dimensions[3].hidden = True
    book.sheet("projects").column_dimensions["D"].hidden = True
    book.sheet("run").sheet_state = "hidden"
    same(book.read(), plan())


def test_sheets_are_known_by_part_of_their_name_or_by_their_header(chinese: ListBook) -> None:
    chinese.sheet("projects").title = "12月项目清单（议事会）"
    chinese.sheet("assignments").title = "Sheet9"
    previous = chinese.read()
    assert told(previous) == [("sheet_by_headers", "")]
    same(replace(previous, problems=()), plan())


def test_a_copy_of_a_sheet_is_not_read_and_told(chinese: ListBook) -> None:
    copied = chinese.book.copy_worksheet(chinese.sheet("projects"))
    copied.title = "项目清单 (2)"
    (problem,) = chinese.read().problems
    assert (problem.code, problem.place.sheet) == ("previous_sheet_twice", "项目清单 (2)")


def test_the_communitys_own_words_are_read_and_do_not_hide_the_sheets_own(chinese: ListBook) -> None:
    cell = chinese.sheet("projects").cell(1, chinese.header("projects")[1]["decision"])
    chinese.put("projects", the("N01"), "decision", "否")
    cell.value = "会上意见"
    settings = Settings(header_aliases={"会上意见": "议事决定", "时段": "可行时段"})
    previous = chinese.read(words=OwnWords.of(settings))
    assert project(previous, "N01").decision is Decision.REJECT
    assert previous.problems == ()


# -- decisions, statuses, replies ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("确认", Decision.CONFIRM), ("同意", Decision.CONFIRM), ("通过", Decision.CONFIRM), ("√", Decision.CONFIRM),
        (" 确 认 ", Decision.CONFIRM), ("confirmed", Decision.CONFIRM), ("改", Decision.CHANGE),
        ("修改", Decision.CHANGE), ("調整", Decision.CHANGE), ("Change", Decision.CHANGE), ("否", Decision.REJECT),
        ("不通过", Decision.REJECT), ("不同意", Decision.REJECT), ("rejected", Decision.REJECT),
        ("缓", Decision.POSTPONE), ("暂缓", Decision.POSTPONE), ("延期", Decision.POSTPONE),
        ("下月再议", Decision.POSTPONE), ("postpone", Decision.POSTPONE), ("", None), ("—", None),
    ],
)  # fmt: skip
def test_decisions_are_read_in_their_usual_spellings(said: str, wanted: Decision | None, chinese: ListBook) -> None:
    cell = chinese.put("projects", the("N02"), "decision", said)
    previous = chinese.read()
    assert project(previous, "N02").decision is wanted
    assert project(previous, "N02").decision_place.cell == cell
    assert previous.problems == ()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("待议", NeedStatus.PROPOSED), ("已匹配（待议）", NeedStatus.PROPOSED), ("已确认", NeedStatus.CONFIRMED),
        ("实施中", NeedStatus.IN_PROGRESS), ("已完成", NeedStatus.DONE), ("已评价", NeedStatus.REVIEWED),
        ("转办", NeedStatus.HANDED_ON), ("暂缓", NeedStatus.POSTPONED), ("不受理", NeedStatus.OUT_OF_REMIT),
        ("in progress", NeedStatus.IN_PROGRESS), ("", None),
    ],
)  # fmt: skip
def test_statuses_are_those_of_needs(said: str, wanted: NeedStatus | None, book: ListBook) -> None:
    cell = book.put("projects", the("N02"), "status", said)
    previous = book.read()
    assert project(previous, "N02").status is wanted
    assert project(previous, "N02").status_place.cell == cell
    assert previous.problems == ()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("同意", Reply.AGREE), ("婉拒", Reply.DECLINE), ("谢绝", Reply.DECLINE), ("不行", Reply.DECLINE),
        ("拒绝", Reply.DECLINE), ("请假", Reply.AWAY), ("on leave", Reply.AWAY), ("decline", Reply.DECLINE),
    ],
)  # fmt: skip
@pytest.mark.parametrize("resource", ["H1", "U1", "V1"])
def test_replies_ride_on_their_rows(said: str, wanted: Reply, resource: str, book: ListBook) -> None:
    book.put("assignments", {**N01, "resource_id": resource}, "reply", said)
    previous = book.read()
    replies = {row.resource_id: row.reply for row in project(previous, "N01").rows}
    assert replies[resource] is wanted
    assert [reply for reply in replies.values() if reply] == [wanted]
    assert previous.problems == ()


@pytest.mark.parametrize("resource", ["F1", "C1"])
def test_money_and_goods_give_no_reply(resource: str, book: ListBook) -> None:
    cell = book.put("assignments", {**N01, "resource_id": resource}, "reply", "同意")
    previous = book.read()
    assert told(previous) == [("previous_reply_idle", cell)]
    assert not [row for row in project(previous, "N01").rows if row.reply]


def test_unknown_words_are_errors_at_their_cells(book: ListBook) -> None:
    cells = [
        book.put("assignments", {**N01, "resource_id": "H1"}, "reply", "再说"),
        book.put("projects", the("N02"), "decision", "大概可以"),
        book.put("projects", the("N01"), "status", "快了"),
    ]
    previous = book.read()
    assert sorted(told(previous)) == sorted(("bad_choice", cell) for cell in cells)
    assert {problem.severity for problem in previous.problems} == {Severity.ERROR}


@pytest.mark.parametrize("status", ["已确认", "实施中"])
@pytest.mark.parametrize("decision", ["否", "缓"])
def test_a_decision_against_a_status_counts_and_is_told(status: str, decision: str, book: ListBook) -> None:
    cell = book.put("projects", the("N02"), "decision", decision)
    book.put("projects", the("N02"), "status", status)
    assert told(book.read()) == [("previous_decision_counts", cell)]


def test_notes_and_what_later_steps_fill_are_not_judged(book: ListBook) -> None:
    book.put("projects", the("N02"), "notes", "带工具")
    for column in ("actual_hours", "rating", "outcome", "score", "walk_minutes"):
        book.put("assignments", N02, column, "很好")
    book.put("projects", the("N02"), "complete_by", "尽快")
    previous = book.read()
    assert project(previous, "N02").note == "带工具"
    assert [problem.severity for problem in previous.problems] == [Severity.WARNING] * 2


# -- resources changed by hand ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "孙医生", "王医生"])
def test_another_id_typed_is_an_edit(name: str, book: ListBook) -> None:
    where = {**N01, "resource_id": "H1"}
    book.put("assignments", where, "resource_name", name)
    book.put("assignments", where, "reason", "王医生出差")
    cell = book.put("assignments", where, "resource_id", "h6")
    previous = book.read()
    found = project(previous, "N01")
    (slot,) = slots("N01")
    (edit,) = found.edits
    assert edit == Edit("N01", HELPER, "医生", "H1", "H6", slot, slot, "王医生出差", edit.place)
    assert edit.place.cell == cell
    assert previous.problems == ()
    assert read_rows(previous) == planned_rows(plan())


def test_the_programs_own_reason_is_not_that_of_an_edit(book: ListBook) -> None:
    book.put("assignments", {**N01, "resource_id": "H1"}, "resource_id", "H6")
    (edit,) = project(book.read(), "N01").edits
    assert edit.reason == ""


def test_of_two_on_one_requirement_the_one_changed_is_told(book: ListBook) -> None:
    book.put("assignments", {**N02, "resource_id": "H2"}, "resource_id", "H7")
    book.rebuilt("assignments", random.Random(3))
    previous = book.read()
    assert [(edit.before, edit.after) for edit in project(previous, "N02").edits] == [("H2", "H7")]
    assert previous.problems == ()


def test_a_row_added_has_nothing_before(book: ListBook) -> None:
    (slot,) = slots("N01")
    kind = "能人" if book.lang is Lang.ZH else "helper"
    values = {**the("N01"), **N01, "kind": kind, "requirement": "大夫", "resource_id": "H6"}
    number = book.add("assignments", {**values, "date": slot.date, "half_day": book.half(slot.half)})
    previous = book.read()
    (edit,) = project(previous, "N01").edits
    assert edit == Edit("N01", HELPER, "医生", "", "H6", None, slot, "", edit.place)
    assert edit.place.cell == f"E{number}"
    assert previous.problems == ()


def test_a_row_added_without_a_need_is_of_its_project(chinese: ListBook) -> None:
    chinese.add("assignments", {**the("N02"), "kind": "能人", "requirement": "水电工", "resource_id": "H7"})
    (edit,) = project(chinese.read(), "N02").edits
    assert (edit.before, edit.after, edit.slot_after) == ("", "H7", None)


def test_a_row_deleted_still_counts_and_is_told(book: ListBook) -> None:
    book.delete("assignments", {**N02, "resource_id": "H3"})
    previous = book.read()
    (problem,) = previous.problems
    assert (problem.code, problem.value) == ("previous_row_deleted", "H3")
    assert problem.place.cell == book.at("projects", the("N02"), "project_id")
    assert problem.severity is Severity.WARNING
    assert read_rows(previous) == planned_rows(plan())


@pytest.mark.parametrize("decision", ["否", "缓"])
def test_rows_of_a_project_that_is_dropped_may_be_deleted(decision: str, book: ListBook) -> None:
    book.put("projects", the("N02"), "decision", decision)
    for resource in ("H2", "H3"):
        book.delete("assignments", {**N02, "resource_id": resource})
    assert book.read().problems == ()


def test_an_unknown_id_is_an_error_with_the_nearest(book: ListBook) -> None:
    cell = book.put("assignments", {**N02, "resource_id": "H2"}, "resource_id", "H22")
    previous = book.read()
    (problem,) = previous.problems
    assert (problem.code, problem.place.cell, problem.severity) == ("previous_unknown_resource", cell, Severity.ERROR)
    assert "H2" in dict(problem.params)["known"]


def test_a_name_typed_for_an_id_tells_the_id(book: ListBook) -> None:
    book.put("assignments", {**N02, "resource_id": "H2"}, "resource_id", "赵师傅")
    (problem,) = book.read().problems
    assert (problem.code, dict(problem.params)["known"], problem.personal) == ("previous_unknown_resource", "H7", True)


def test_an_id_that_is_cleared_is_an_error_and_no_edit(book: ListBook) -> None:
    cell = book.put("assignments", {**N02, "resource_id": "H2"}, "resource_id", None)
    previous = book.read()
    assert told(previous) == [("required_blank", cell)]
    assert project(previous, "N02").edits == ()


def test_a_row_without_need_and_project_is_an_error(book: ListBook) -> None:
    book.put("assignments", {**N02, "resource_id": "H2"}, "project_id", None)
    cell = book.put("assignments", {**N02, "resource_id": "H2"}, "need_id", None)
    codes = told(book.read())
    assert ("required_blank", cell) in codes


def test_a_resource_that_is_gone_is_a_warning(book: ListBook) -> None:
    rest = {name: said for name, said in NAMES.items() if name != "H4"}
    previous = book.read(resources=rest)
    (problem,) = previous.problems
    assert (problem.code, problem.value, problem.severity) == ("previous_resource_gone", "H4", Severity.WARNING)


def test_another_name_beside_the_same_id_is_not_read(book: ListBook) -> None:
    cell = book.put("assignments", {**N02, "resource_id": "H2"}, "resource_name", "赵师傅")
    previous = book.read()
    assert told(previous)[0] == ("previous_name_not_read", cell)
    assert project(previous, "N02").edits == ()


@pytest.mark.parametrize(
    ("column", "name"), [("helpers", "孙医生"), ("units", ""), ("venue", "小礼堂"), ("fund", "另一笔")]
)
def test_names_in_the_list_of_projects_are_not_read(column: str, name: str, book: ListBook) -> None:
    cell = book.put("projects", the("N01"), column, name)
    previous = book.read()
    assert told(previous) == [("previous_name_not_read", cell)]
    assert project(previous, "N01").edits == ()


def test_names_that_go_with_the_ids_as_changed_are_fine(book: ListBook) -> None:
    for column, value in (("resource_name", "孙医生"), ("resource_id", "H6")):
        book.put("assignments", {**N01, "kind": "能人" if book.lang is Lang.ZH else "helper"}, column, value)
    book.put("projects", the("N01"), "helpers", "孙医生")
    previous = book.read()
    assert len(project(previous, "N01").edits) == 1
    assert previous.problems == ()


def test_another_requirement_typed_is_not_read(book: ListBook) -> None:
    cell = book.put("assignments", {**N02, "resource_id": "H2"}, "requirement", "修水管的人")
    previous = book.read()
    assert told(previous) == [("previous_requirement_not_read", cell)]
    assert read_rows(previous) == planned_rows(plan())


# -- dates changed by hand -------------------------------------------------------------------------------------------


def test_another_date_on_a_row_is_an_edit_of_its_slot(book: ListBook) -> None:
    before = slots("N03")[1]
    rows = list(book.rows("assignments", N03))
    number = next(number for number, row in rows if row["date"].date() == before.date)
    after = Slot(other_day(before), before.half)
    _, columns = book.header("assignments")
    cell = book.sheet("assignments").cell(number, columns["date"])
    cell.value = dt.datetime.combine(after.date, dt.time())
    previous = book.read()
    (edit,) = project(previous, "N03").edits
    assert edit == Edit("N03", HELPER, "书法", "H4", "H4", before, after, "", edit.place)
    assert edit.place.cell == cell.coordinate
    assert previous.problems == ()
    assert read_rows(previous) == planned_rows(plan())


def test_another_half_day_and_a_date_as_text_are_edits(chinese: ListBook) -> None:
    (before,) = slots("N01")
    half = Half((before.half + 1) % 3)
    cell = chinese.put("assignments", {**N01, "resource_id": "H1"}, "half_day", chinese.half(half))
    (edit,) = project(chinese.read(), "N01").edits
    assert (edit.slot_after, edit.place.cell) == (Slot(before.date, half), cell)
    chinese.put("assignments", {**N01, "resource_id": "H1"}, "half_day", None)
    chinese.put("assignments", {**N01, "resource_id": "H1"}, "date", f"2026年12月9日{chinese.half(half)}")
    previous = chinese.read()
    (edit,) = project(previous, "N01").edits
    assert edit.slot_after == Slot(dt.date(2026, 12, 9), half)
    assert previous.problems == ()


def test_a_half_day_beside_the_date_that_says_otherwise_is_an_error(chinese: ListBook) -> None:
    (slot,) = slots("N01")
    said = chinese.half((slot.half + 1) % 3)
    cell = chinese.put("assignments", {**N01, "resource_id": "H1"}, "date", f"2026-12-09 {said}")
    assert told(chinese.read()) == [("previous_slot_clash", cell)]


def test_another_date_of_the_project_moves_all_rows_of_its_first_slot(book: ListBook) -> None:
    first = slots("N03")[0]
    after = Slot(other_day(first), first.half)
    cell = book.put("projects", the("N03"), "date", dt.datetime.combine(after.date, dt.time()))
    (edit,) = project(book.read(), "N03").edits
    assert (edit.slot_before, edit.slot_after, edit.place.cell) == (first, after, cell)


def test_the_projects_date_moves_what_an_event_uses_once_along(book: ListBook) -> None:
    (before,) = slots("N01")
    after = Slot(other_day(before), before.half)
    book.put("projects", the("N01"), "date", dt.datetime.combine(after.date, dt.time()))
    previous = book.read()
    edits = project(previous, "N01").edits
    assert {edit.kind for edit in edits} == set(Kind)
    assert {(edit.slot_before, edit.slot_after) for edit in edits} == {(before, after)}
    assert previous.problems == ()


def test_the_project_and_its_rows_may_be_moved_alike(book: ListBook) -> None:
    (before,) = slots("N01")
    moved = dt.datetime.combine(other_day(before), dt.time())
    book.put("projects", the("N01"), "date", moved)
    for _, row in list(book.rows("assignments", N01)):
        book.put("assignments", {**N01, "resource_id": row["resource_id"]}, "date", moved)
    previous = book.read()
    assert {edit.slot_after.date for edit in project(previous, "N01").edits if edit.slot_after} == {moved.date()}
    assert previous.problems == ()


def test_one_slot_moved_to_two_others_is_an_error_with_both_cells(book: ListBook) -> None:
    days = [dt.datetime(2026, 12, day) for day in range(7, 20) if dt.date(2026, 12, day) != slots("N01")[0].date]
    one = book.put("projects", the("N01"), "date", days[0])
    other = book.put("assignments", {**N01, "resource_id": "H1"}, "date", days[1])
    (problem,) = book.read().problems
    assert (problem.code, problem.place.cell, problem.severity) == ("previous_slot_clash", other, Severity.ERROR)
    assert dict(problem.params)["other"].endswith(f"!{one}")
    assert days[1].date().isoformat() in problem.value
    assert days[0].date().isoformat() in dict(problem.params)["said"]


def test_two_rows_of_a_slot_moved_apart_are_an_error(book: ListBook) -> None:
    days = [dt.datetime(2026, 12, day) for day in range(7, 20) if dt.date(2026, 12, day) != slots("N01")[0].date]
    cells = [
        book.put("assignments", {**N01, "resource_id": name}, "date", day)
        for name, day in zip(("H1", "V1"), days, strict=False)
    ]
    (problem,) = book.read().problems
    assert problem.code == "previous_slot_clash"
    assert {problem.place.cell, dict(problem.params)["other"].split("!")[1]} == set(cells)


def test_resource_and_date_changed_in_one_row_are_one_edit(book: ListBook) -> None:
    (before,) = slots("N01")
    where = {**N01, "resource_id": "H1"}
    after = Slot(other_day(before), before.half)
    book.put("assignments", where, "date", dt.datetime.combine(after.date, dt.time()))
    book.put("assignments", where, "resource_id", "H6")
    previous = book.read()
    (edit,) = project(previous, "N01").edits
    assert (edit.before, edit.after, edit.slot_before, edit.slot_after) == ("H1", "H6", before, after)
    assert previous.problems == ()


@pytest.mark.parametrize("recorded", [True, False])
def test_a_flexible_need_may_be_given_a_date_with_or_without_its_half_day(recorded: bool, book: ListBook) -> None:
    book.put("projects", the("N02"), "date", dt.datetime(2026, 12, 9))
    book.put("projects", the("N02"), "half_day", book.half(1))
    book.put("assignments", {**N02, "resource_id": "H2"}, "date", dt.datetime(2026, 12, 10))
    if not recorded:
        book.without_record()
    previous = book.read()
    found = project(previous, "N02")
    assert (found.day, found.slots, found.edits) == (Day(dt.date(2026, 12, 9), Half.AFTERNOON), (), ())
    days = {row.resource_id: (row.slot, row.typed.day) for row in found.rows}
    assert days == {"H2": (None, Day(dt.date(2026, 12, 10))), "H3": (None, None)}
    assert not told(previous)


def test_the_date_of_a_flexible_need_is_one_of_the_month(book: ListBook) -> None:
    cell = book.put("assignments", {**N02, "resource_id": "H2"}, "date", dt.datetime(2027, 1, 9))
    assert told(book.read()) == [("previous_date_outside", cell)]


@pytest.mark.parametrize("sheet", ["projects", "assignments"])
@pytest.mark.parametrize("column", ["date", "half_day"])
def test_half_a_slot_is_an_error(sheet: str, column: str, book: ListBook) -> None:
    where = the("N01") if sheet == "projects" else {**N01, "resource_id": "H1"}
    cell = book.put(sheet, where, column, None)
    previous = book.read()
    assert told(previous) == [("previous_slot_incomplete", cell)]
    assert project(previous, "N01").edits == ()


@pytest.mark.parametrize("sheet", ["projects", "assignments"])
def test_a_slot_that_is_cleared_is_an_error(sheet: str, book: ListBook) -> None:
    where = the("N01") if sheet == "projects" else {**N01, "resource_id": "H1"}
    book.put(sheet, where, "half_day", None)
    cell = book.put(sheet, where, "date", None)
    previous = book.read()
    assert told(previous) == [("previous_slot_incomplete", cell)]
    assert project(previous, "N01").edits == ()


@pytest.mark.parametrize("sheet", ["projects", "assignments"])
def test_a_date_of_another_month_is_an_error(sheet: str, book: ListBook) -> None:
    where = the("N01") if sheet == "projects" else {**N01, "resource_id": "H1"}
    cell = book.put(sheet, where, "date", dt.datetime(2027, 1, 5))
    assert told(book.read()) == [("previous_date_outside", cell)]


def test_a_date_that_cant_be_read_is_an_error_and_no_edit(book: ListBook) -> None:
    cell = book.put("assignments", {**N01, "resource_id": "H1"}, "date", "下周")
    previous = book.read()
    assert told(previous) == [("bad_date", cell)]
    assert project(previous, "N01").edits == ()


# -- projects and needs ----------------------------------------------------------------------------------------------


def test_a_need_that_is_gone_takes_its_project_along(book: ListBook) -> None:
    rest = {name: need for name, need in NEEDS.items() if name != "N02"}
    previous = book.read(needs=rest)
    cell = book.at("projects", the("N02"), "need_ids")
    assert told(previous) == [("previous_need_gone", cell)]
    assert [item.need_ids[0] for item in previous.projects] == ["N01", "N03", "N04", "N08"]


def test_a_bundle_goes_on_with_the_needs_that_are_left(book: ListBook) -> None:
    previous = book.read(needs={name: need for name, need in NEEDS.items() if name != "N04"})
    assert [problem.code for problem in previous.problems] == ["previous_need_gone"]
    found = project(previous, "N05")
    assert [(row.need_id, row.resource_id) for row in found.rows] == [("N05", "H5")]


@pytest.mark.parametrize("key", ["projects", "assignments"])
def test_a_need_that_is_cleared_is_told_alone(key: str, book: ListBook) -> None:
    column = "need_ids" if key == "projects" else "kind"
    cell = book.put(key, the("N04"), column, None)
    codes = [code for code in told(book.read()) if code[0] != "previous_row_deleted"]
    assert codes == [("required_blank", cell)]


def test_a_need_typed_in_must_be_known(book: ListBook) -> None:
    values = {"project_id": "2026-12-N77", "need_ids": "N77"}
    number = book.add("projects", values)
    (problem,) = book.read().problems
    assert (problem.code, problem.place.cell) == ("previous_unknown_need", f"B{number}")


def test_a_project_added_by_hand_is_all_edits(book: ListBook) -> None:
    kind = "能人" if book.lang is Lang.ZH else "helper"
    book.add("projects", {"project_id": "2026-12-N06", "need_ids": "N06", "decision": "确认", "helpers": "赵师傅"})
    book.add("assignments", {"need_id": "N06", "kind": kind, "requirement": "手语翻译", "resource_id": "H7"})
    previous = book.read()
    found = project(previous, "N06")
    assert (found.decision, found.rows, found.slots) == (Decision.CONFIRM, (), ())
    assert [(edit.before, edit.after) for edit in found.edits] == [("", "H7")]
    assert previous.problems == ()


def test_a_project_twice_is_an_error(book: ListBook) -> None:
    number = book.add("projects", {"project_id": "2026-12-N02", "need_ids": "N02"})
    (problem,) = book.read().problems
    assert (problem.code, problem.place.cell) == ("previous_project_twice", f"A{number}")
    assert dict(problem.params)["other"].endswith(book.at("projects", the("N02"), "project_id"))


def test_a_need_in_two_projects_is_an_error(book: ListBook) -> None:
    number = book.add("projects", {"project_id": "2026-12-N06", "need_ids": "N05、N06"})
    (problem,) = book.read().problems
    assert (problem.code, problem.place.cell, problem.value) == ("previous_need_twice", f"B{number}", "N05")


def test_ids_that_were_sorted_apart_are_errors(book: ListBook) -> None:
    sheet, (top, columns) = book.sheet("projects"), book.header("projects")
    one, other = sheet.cell(top + 1, columns["project_id"]), sheet.cell(top + 2, columns["project_id"])
    one.value, other.value = other.value, one.value
    codes = [problem.code for problem in book.read().problems]
    assert codes == ["previous_ids_apart"] * 2


def test_a_row_of_another_project_than_its_needs_is_an_error(book: ListBook) -> None:
    cell = book.put("assignments", {**N02, "resource_id": "H2"}, "need_id", "N03")
    assert told(book.read()) == [("previous_ids_apart", cell)]


@pytest.mark.parametrize("typed", ["N0l", "N99", "n022"])
@pytest.mark.parametrize(("key", "column"), [("projects", "need_ids"), ("assignments", "need_id")])
def test_a_need_that_is_mistyped_is_told_alone(key: str, column: str, typed: str, book: ListBook) -> None:
    cell = book.put(key, {column: "N02"}, column, typed)
    (problem,) = book.read().problems
    assert (problem.code, problem.place.cell, problem.value) == ("previous_unknown_need", cell, typed)
    assert "N0" in dict(problem.params)["known"] or typed == "N99"


def test_no_advice_on_a_project_list_is_to_delete_what_was_planned(book: ListBook) -> None:
    book.put("projects", {"need_ids": "N03"}, "need_ids", "N0l")
    book.put("assignments", {**N02, "resource_id": "H2"}, "resource_id", "H22")
    found = [describe(problem, lang) for problem in book.read().problems for lang in Lang]
    assert len(found) == 4
    for _, hint in found:
        assert "不要删行" in hint or "keep the row" in hint


def test_a_project_deleted_still_counts_and_is_told(book: ListBook) -> None:
    book.delete("projects", the("N02"))
    previous = book.read()
    (problem,) = previous.problems
    assert (problem.code, problem.value) == ("previous_project_deleted", "2026-12-N02")
    assert project(previous, "N02").decision is None
    assert read_rows(previous) == planned_rows(plan())


def test_rows_of_a_need_without_a_project_are_an_error_once(book: ListBook) -> None:
    kind = "能人" if book.lang is Lang.ZH else "helper"
    first = book.add("assignments", {"need_id": "N06", "kind": kind, "requirement": "手语翻译", "resource_id": "H7"})
    book.add("assignments", {"need_id": "N06", "kind": kind, "requirement": "手语翻译", "resource_id": "H6"})
    assert told(book.read()) == [("previous_row_without_project", f"B{first}")]


def test_ids_are_not_judged_where_the_community_is_not_known(book: ListBook) -> None:
    book.put("assignments", {**N02, "resource_id": "H2"}, "resource_id", "H99")
    previous = book.read(needs=None, resources=None)
    assert previous.problems == ()
    assert [edit.after for edit in project(previous, "N02").edits] == ["H99"]


# -- month, file and sheets ------------------------------------------------------------------------------------------


def test_another_month_is_an_error_that_says_both(book: ListBook) -> None:
    previous = book.read(month=dt.date(2027, 1, 1))
    (problem,) = previous.problems
    assert (problem.code, problem.value, dict(problem.params)["month"]) == (
        "previous_other_month",
        "2026-12",
        "2027-01",
    )
    assert problem.place.cell == book.at("run", {"item": "月份" if book.lang is Lang.ZH else "month"}, "value")
    assert previous.month == DECEMBER


def test_the_month_is_that_of_the_ids_where_no_record_says_it(book: ListBook) -> None:
    book.book.remove(book.sheet("run"))
    assert book.read().month == DECEMBER


def test_no_month_at_all_is_an_error(book: ListBook) -> None:
    book.book.remove(book.sheet("run"))
    for _, row in list(book.rows("projects")):
        book.put("projects", {"project_id": row["project_id"]}, "project_id", None)
    assert ("previous_no_month", "") in told(book.read())


@pytest.mark.parametrize("gone", [("projects",), ("assignments",), ("projects", "assignments")])
def test_a_workbook_without_its_main_sheets_is_no_project_list(gone: tuple[str, ...], book: ListBook) -> None:
    for key in gone:
        book.book.remove(book.sheet(key))
    previous = book.read()
    assert [(problem.code, dict(problem.params)["sheet"]) for problem in previous.problems] == sorted(
        ("previous_not_a_list", key) for key in gone
    )
    assert previous.projects == ()


def test_a_list_of_needs_is_no_project_list(tmp_path: Path) -> None:
    made = Workbook()
    made.active.title = "需求清单"  # type: ignore[union-attr]
    made.active.append(["编号", "需求"])  # type: ignore[union-attr]
    made.save(tmp_path / "需求.xlsx")
    previous = read_previous(tmp_path / "需求.xlsx", DECEMBER)
    assert [problem.code for problem in previous.problems] == ["previous_not_a_list"] * 2


@pytest.mark.parametrize(("content", "code"), [(None, "file_missing"), (b"PK\x03\x04 no", "file_damaged")])
def test_a_file_that_cant_be_read_is_told_as_such(content: bytes | None, code: str, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    if content is not None:
        path.write_bytes(content)
    previous = read_previous(path, DECEMBER)
    assert [problem.code for problem in previous.problems] == [code]


@pytest.mark.parametrize(("key", "column"), [("projects", "need_ids"), ("assignments", "resource_id")])
def test_a_column_that_must_be_there_is_told_alone(key: str, column: str, book: ListBook) -> None:
    _, columns = book.header(key)
    book.sheet(key).delete_cols(columns[column])
    previous = book.read()
    assert ("missing_column", column) in {(p.code, dict(p.params).get("column")) for p in previous.problems}
    assert all(problem.code in ("missing_column", "previous_extra_column") for problem in previous.problems)


# -- without a record, and what stands from earlier ------------------------------------------------------------------


def test_without_a_record_the_rows_are_the_plan(book: ListBook) -> None:
    book.without_record()
    previous = book.read()
    assert previous.problems == ()
    assert [row[3:] for row in read_rows(previous)] == [
        (row.resource_id, row.slot or ())
        if row.kind is not GOODS or row.slot
        else (row.resource_id, slots(row.demand_id)[0])
        for row in sorted(plan().plan.assignments, key=lambda row: (row.demand_id, row.kind.value, row.resource_id))
    ]
    assert not [item for item in previous.projects if item.edits]
    assert project(previous, "N03").slots == slots("N03")
    assert {row.index for item in previous.projects for row in item.rows} == {None}


def test_without_a_record_a_name_of_another_tells_who_it_was(book: ListBook) -> None:
    book.without_record()
    cell = book.put("assignments", {**N01, "resource_id": "H1"}, "resource_id", "H6")
    previous = book.read()
    found = project(previous, "N01")
    (edit,) = found.edits
    assert (edit.before, edit.after, edit.place.cell) == ("H1", "H6", cell)
    assert "H1" in {row.resource_id for row in found.rows}
    assert previous.problems == ()


def test_a_record_that_was_changed_is_told_and_the_sheet_counts(book: ListBook) -> None:
    item = "计划: 2026-12-N02" if book.lang is Lang.ZH else "plan: 2026-12-N02"
    cell = book.put("run", {"item": item}, "value", "[[0,")
    previous = book.read()
    assert told(previous) == [("previous_record_unreadable", cell)]
    assert {row.resource_id for row in project(previous, "N02").rows} == {"H2", "H3"}


@pytest.mark.parametrize(
    "value",
    [
        "", 5, "{}", "[1]", "[[0]]", '[[0,"helper","水电工","",  "",-1]]', '[[0,"nobody","x","H2","",-1]]',
        '[[0,["helper"],"x","H2","",-1]]', '[[0,"helper","x","H2","2026-13-01",0]]', '[[0,"helper","x","H2","",3]]',
        "[" * 100_00, "null", '[["0","helper","x","H2","",-1]]',
    ],
)  # fmt: skip
def test_no_damaged_record_raises(value: object, chinese: ListBook) -> None:
    cell = chinese.put("run", {"item": "计划: 2026-12-N02"}, "value", value)
    assert ("previous_record_unreadable", cell) in told(chinese.read())


def test_what_stands_from_earlier_rounds_comes_back(book: ListBook) -> None:
    slot = Slot(dt.date(2026, 12, 9), Half.EVENING)
    facts = standing_facts(
        Words(book.lang), declined=[("N02", "H7"), ("N 3", "R“、")], away=[("H1", slot)], pinned=[("N01", "H6")]
    )
    for item, value in facts:
        book.add("run", {"item": item, "value": value})
    previous = book.read()
    assert previous.declined == (Declined("N 3", "R“、"), Declined("N02", "H7"))
    assert previous.away == (Away("H1", slot),)
    assert previous.pinned_by_hand == (("N01", "H6"),)
    assert previous.problems == ()


def test_nothing_that_stands_makes_no_item() -> None:
    assert list(standing_facts(Words(Lang.ZH))) == []


def test_what_was_rejected_or_postponed_before_is_told(book: ListBook) -> None:
    words = ("议事否决", "议事暂缓", "要求修改") if book.lang is Lang.ZH else ("rejected", "postponed", "change_asked")
    for need, word in zip(("N06", "N08", "N77"), words, strict=True):
        book.add("unserved", {"need_id": need, "reason_code": word})
    earlier = book.read().earlier
    assert earlier == (Earlier("N06", Decision.REJECT), Earlier("N08", Decision.POSTPONE))


@pytest.mark.parametrize("name", ["公平后覆盖·值", "fair_coverage.value"])
def test_what_was_given_up_for_fairness_is_the_difference(name: str, book: ListBook) -> None:
    assert book.read().given_up == 0
    item = "覆盖·值" if book.lang is Lang.ZH else "coverage.value"
    value = next(row["value"] for _, row in book.rows("run", {"item": item}))
    book.add("run", {"item": name, "value": value - 1.5})
    assert book.read().given_up == 1.5


# -- the record itself -----------------------------------------------------------------------------------------------


def test_the_record_says_what_the_rows_do_not() -> None:
    facts = dict(plan_facts(View(plan(), Lang.ZH)))
    (slot,) = slots("N01")
    when = [slot.date.isoformat(), int(slot.half)]
    assert list(facts) == [f"计划: 2026-12-{need}" for need in ("N01", "N02", "N03", "N04", "N08")]
    rows = json.loads(facts["计划: 2026-12-N01"])
    assert [0, "helper", "医生", "H1", *when, "大夫"] in rows
    assert [2, "venue", "桌椅、投影", "V1", *when] in rows
    assert [3, "fund", "", "F1", "", -1, "经费"] in rows
    (slot,) = slots("N08")
    assert [-1, "", "", "", slot.date.isoformat(), int(slot.half)] in json.loads(facts["计划: 2026-12-N08"])


def test_a_long_list_goes_on_in_another_cell_and_every_cell_is_whole() -> None:
    entries = [(number, "helper", "𠮷" * 40, f"H{number}", "", -1) for number in range(1_500)]
    texts = list(plan_items.encoded(entries))
    assert len(texts) > 2
    assert all(len(text.encode("utf-16-le")) // 2 <= plan_items.LONGEST_ITEM for text in texts)
    back = [entry for text in reversed(texts) for entry in plan_items.decoded(text) or ()]
    assert sorted(map(tuple, back)) == sorted(entries)


ODD = ("a:b", "=1+1", 'q"u\\o', "x、y", "N_x0041_", "长" * 60, "中 文", "Ａ１", "[1,2]", "é", "-5")


@pytest.mark.parametrize("lang", list(Lang))
def test_odd_ids_come_back(lang: Lang, tmp_path: Path) -> None:
    needs = tuple(Need(f"{name}", "修", requirements=(Requirement(HELPER, "水电工", 1, 1.0),)) for name in ODD)
    helpers = tuple(Helper(f"H{name}", f"人{name}", skills={"水电工": 3}, hours=1) for name in ODD)
    community = Community(Settings(month=DECEMBER), tuple(sorted(needs, key=lambda need: need.need_id)), helpers)
    result = commatch.match(community)
    assert len(result.plan.served) == len(ODD)
    path = commatch.write_projects(result, tmp_path / "odd.xlsx", lang=lang)
    given = {need.need_id: need for need in needs}
    previous = read_previous(path, DECEMBER, needs=given, resources={h.helper_id: h.name for h in helpers})
    assert previous.problems == ()
    assert read_rows(previous) == planned_rows(result)


def test_a_project_with_many_rows_is_recorded_in_several_cells(tmp_path: Path) -> None:
    team = tuple(Helper(f"H{number:04d}" + "长" * 60, "人", skills={"水电工": 3}) for number in range(400))
    need = Need("N1", "大扫除", requirements=(Requirement(HELPER, "水电工", 400, 1.0),))
    result = commatch.match(Community(Settings(month=DECEMBER), (need,), team))
    items = [item for item, _ in plan_facts(View(result, Lang.ZH))]
    assert items == ["计划: 2026-12-N1"] * 2
    path = commatch.write_projects(result, tmp_path / "many.xlsx")
    previous = read_previous(path, DECEMBER)
    assert read_rows(previous) == planned_rows(result)
    assert previous.problems == ()


# -- laws ------------------------------------------------------------------------------------------------------------


def _decide(book: ListBook) -> None:
    book.put("projects", the("N01"), "decision", "否")
    book.put("projects", the("N02"), "decision", "什么")


def _swap(book: ListBook) -> None:
    book.put("assignments", {**N02, "resource_id": "H2"}, "resource_id", "H7")
    book.put("assignments", {**N02, "resource_id": "H3"}, "resource_id", "H2")


def _move(book: ListBook) -> None:
    for number, _ in list(book.rows("assignments", N03))[:2]:
        at = book.header("assignments")[1]["half_day"]
        cell = book.sheet("assignments").cell(number, at)
        cell.value = book.half(2 if cell.value != book.half(2) else 1)


_NOWHERE = dict.fromkeys(("reply_place", "hours_place", "outcome_place", "rating_place", "day_place"), Place())


@pytest.mark.parametrize("edit", [_decide, _swap, _move])
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_and_columns_changes_only_cells(
    edit: Callable[[ListBook], None], seed: int, tmp_path: Path
) -> None:
    def plain(previous: Previous) -> list[object]:
        return [
            (
                item.need_ids, item.decision, item.slots,
                [replace(row, place=item.place, typed=replace(row.typed, **_NOWHERE)) for row in item.rows],
                [replace(each, place=item.place) for each in item.edits],
            )
            for item in (replace(item, place=COMMUNITY.needs[0].place) for item in previous.projects)
        ]  # fmt: skip

    book = ListBook(tmp_path)
    edit(book)
    straight = book.read()
    for key in ("projects", "assignments", "run"):
        book.rebuilt(key, random.Random(seed))
    shuffled = book.read()
    assert plain(shuffled) == plain(straight)
    assert [(p.code, p.value) for p in shuffled.problems] == [(p.code, p.value) for p in straight.problems]
