"""What is changed by hand after a list was applied: every cell says it, and nothing of what was done is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from carried_months import NEEDS, MonthBook, also, days, past, said, told, way
from openpyxl import load_workbook

import commatch
from commatch.cli.app import main
from commatch.community import NeedStatus
from commatch.problems import Severity
from commatch.texts.problems import describe
from commatch.workbook import cells
from commatch.workbook.schema import Lang


def stands(book: MonthBook, key: str, need_id: str, *columns: str) -> list[tuple[object, ...]]:
    """Return what some columns of a project's rows say."""
    found = book.rows(key, {"project_id": f"2026-12-{need_id}"})
    return [tuple(row.get(column) for column in columns) for _, row in found]


def test_names_go_with_the_ids_that_are_typed_in_and_back(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N02")
    book.row("N02", "actual_hours", 2, resource_id="H3")
    book.row("N02", "resource_id", "H9", resource_id="H3")
    other = MonthBook(tmp_path, source=book.apply().path)
    assert stands(other, "assignments", "N02", "resource_id", "resource_name") == [("H2", "李师傅"), ("H9", "孙师傅")]
    assert stands(other, "projects", "N02", "helpers") == [("李师傅、孙师傅",)]
    other.row("N02", "resource_id", "H3", resource_id="H9")
    applied = other.apply()
    told = {item.code for item in applied.problems} - {"newer_list"}  # the test gives an old name again
    assert told == {"history_taken_off"}  # nobody typed a name
    back = MonthBook(tmp_path, source=applied.path)
    assert stands(back, "assignments", "N02", "resource_id", "resource_name") == [("H2", "李师傅"), ("H3", "张师傅")]
    assert stands(back, "projects", "N02", "helpers") == [("李师傅、张师傅",)]


def test_one_session_of_another_names_both(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N03")
    number = [number for number, _ in book.rows("assignments", {"project_id": "2026-12-N03"})][1]
    book.sheet("assignments").cell(number, book.header("assignments")[1]["resource_id"]).value = "H6"
    new = MonthBook(tmp_path, source=book.apply().path)
    assert [name for (name,) in stands(new, "assignments", "N03", "resource_name")] == ["陈老师", "赵大姐", "陈老师"]
    assert stands(new, "projects", "N03", "helpers") == [("陈老师、赵大姐",)]


def test_a_name_that_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://x","y")'
    book = MonthBook(tmp_path)
    path = tmp_path / "社区.xlsx"
    workbook = load_workbook(path)
    name = next(row[1] for row in workbook["能人"].iter_rows() if row[0].value == "H9")
    name.value, name.data_type = hostile, "s"
    workbook.save(path)
    book.row("N02", "resource_id", "H9", resource_id="H3")
    applied = book.apply([path])
    new = MonthBook(tmp_path, source=applied.path)
    assert applied.notes == ()
    cell = new.sheet("assignments")[new.at("assignments", {"resource_id": "H9"}, "resource_name")]
    assert (cell.value, cell.data_type) == (hostile, "s")


def test_a_name_that_a_worker_wrote_himself_stays(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.row("N02", "resource_name", "李叔", resource_id="H2")
    new = MonthBook(tmp_path, source=book.apply().path)
    assert stands(new, "assignments", "N02", "resource_name") == [("李叔",), ("张师傅",)]


@pytest.mark.parametrize("lang", list(Lang))
def test_a_day_moved_after_it_was_recorded_is_that_of_all_sheets_and_steps(lang: Lang, tmp_path: Path) -> None:
    book = MonthBook(tmp_path, lang)
    book.decide("N01", said="确认" if lang is Lang.ZH else "confirm")
    book.done("N01", said="完成" if lang is Lang.ZH else "done")
    book.row("N01", "rating", 5)
    first = book.apply()
    assert days(first, "N01") == ["11-25", "11-25", "12-10", "12-10", "12-10"]
    moved = MonthBook(tmp_path, lang, source=first.path)
    moved.put("projects", {"project_id": "2026-12-N01"}, "date", dt.date(2026, 12, 17))
    applied = moved.apply()
    assert days(applied, "N01") == ["11-25", "11-25", "12-17", "12-17", "12-17"]
    new = MonthBook(tmp_path, lang, source=applied.path)
    dates = {cells.date(day).value for key in ("projects", "assignments") for (day,) in stands(new, key, "N01", "date")}
    assert dates == {dt.date(2026, 12, 17)}
    assert {day for _, day, *_ in past(applied, "N01")} == {"12-17"}
    again = new.seen()
    assert days(again, "N01") == days(applied, "N01")
    assert not [item for item in again.problems if item.code == "history_taken_off"]


def test_one_session_moved_leaves_the_others(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    number = [number for number, _ in book.rows("assignments", {"project_id": "2026-12-N03"})][1]
    book.sheet("assignments").cell(number, book.header("assignments")[1]["date"]).value = dt.date(2026, 12, 13)
    new = MonthBook(tmp_path, source=book.apply().path)
    found = [f"{cells.date(day).value:%m-%d}" for (day,) in stands(new, "assignments", "N03", "date")]
    assert found == ["12-05", "12-13", "12-19"]


def test_a_row_deleted_after_it_was_recorded_keeps_what_was_recorded(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N02")
    book.done("N02")
    book.row("N02", "actual_hours", 2.5, resource_id="H3")
    book.row("N02", "rating", 4, resource_id="H3")
    first = book.apply()
    cut = MonthBook(tmp_path, source=first.path)
    at = next(number for number, row in cut.rows("assignments", {"project_id": "2026-12-N02", "resource_id": "H3"}))
    cut.sheet("assignments").delete_rows(at)
    applied = cut.apply()
    assert [row for row in past(applied, "N02") if row[0] == "H3"] == [("H3", "", 2.5, None, 4.0, None)]
    assert way(applied, "N02").rating == 4
    assert "H3" not in next(item for item in said(applied) if "没有写实际工时" in item)
    assert past(MonthBook(tmp_path, source=applied.path).seen(), "N02") == past(applied, "N02")


def test_hours_that_were_recorded_and_cleared_are_told(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N02")
    book.row("N02", "actual_hours", 2, resource_id="H2")
    book.row("N02", "actual_hours", 2.5, resource_id="H3")
    new = MonthBook(tmp_path, source=book.apply().path)
    new.row("N02", "actual_hours", None, resource_id="H3")
    applied = new.apply()
    assert [(item.value, dict(item.params)["resource"], dict(item.params)["hours"]) for item in applied.problems
            if item.code == "history_cleared"] == [("N02", "H3", "2.5")]  # fmt: skip
    again = MonthBook(tmp_path, source=applied.path).apply()
    assert not [item for item in again.problems if item.code == "history_cleared"]


def test_a_row_deleted_before_anything_was_recorded_counts_as_planned(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.status("N02", "已完成")
    at = next(number for number, row in book.rows("assignments", {"project_id": "2026-12-N02", "resource_id": "H3"}))
    book.sheet("assignments").delete_rows(at)
    assert [row[:3] for row in past(book.seen(), "N02")] == [("H2", "", 2.0), ("H3", "", 2.0)]


def test_no_step_is_before_the_day_on_which_the_need_was_raised(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    raised = dt.date(2026, 12, 2)
    also(tmp_path, 需求清单=[[*row[:-2], raised, row[-1]] if row[0] == "N02" else row for row in NEEDS])
    book.decide("N02")
    book.done("N02")
    assert days(book.seen(), "N02") == ["12-02", "12-02", "12-02", "12-31"]


def test_another_decision_is_no_earlier_than_the_one_before(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N02")
    first = book.apply(on=dt.date(2026, 12, 3))
    assert days(first, "N02") == ["11-25", "12-03"]
    again = MonthBook(tmp_path, source=first.path)
    again.decide("N02", said="缓")
    assert days(again.seen(), "N02") == ["11-25", "12-03"]


@pytest.mark.parametrize("status", ["转办", "已完成"])
def test_one_need_of_a_settled_project_that_is_set_to_leave_stays_in_it_when_matched_again(
    status: str, tmp_path: Path
) -> None:
    book = MonthBook(tmp_path)
    book.decide("N04")
    path = also(tmp_path, 需求清单=[[*row[:-1], status] if row[0] == "N04" else row for row in NEEDS])
    applied = book.apply()
    assert [code for code, *_ in told(applied, Severity.WARNING)] == ["status_only_of_need"]
    community = commatch.read(path, previous=applied.path)
    assert [item.code for item in community.problems if item.code == "status_only_of_need"] == ["status_only_of_need"]
    result = commatch.match(community)
    assert result.instance.demand["N04"].need_ids == ("N04", "N05")
    assert "N04" in result.plan.served


def test_what_is_confirmed_by_its_status_and_is_to_change_is_left_out_where_it_can_not(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.status("N15", "已确认")
    book.decide("N15", said="改")
    result = commatch.match(commatch.read(tmp_path / "社区.xlsx", previous=book.saved()))
    assert result.outcome == "planned"
    there = {row.resource_id for row in result.plan.of("N15")}
    assert there == {"H9"}  # the other who can
    book.row("N15", "reply", "婉拒")
    book.status("N03", "已确认")
    book.decide("N03", said="改")  # nobody else teaches, on no other days
    result = commatch.match(commatch.read(tmp_path / "社区.xlsx", previous=book.saved()))
    assert result.outcome == "planned"
    assert "N03" not in result.plan.served
    (left,) = [item for item in result.unserved if item.need_id == "N03"]
    assert left.reasons[0][0] == "change_asked"


def test_where_there_is_no_plan_who_declined_is_named(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.status("N02", "已确认")
    book.row("N02", "reply", "婉拒", resource_id="H2")
    book.row("N02", "reply", "婉拒", resource_id="H3")  # H9 alone is left, and two are asked
    result = commatch.match(commatch.read(tmp_path / "社区.xlsx", previous=book.saved()))
    assert result.outcome == "no_plan"
    named = [dict(figures) for code, figures in result.clash if code == "kept_declined"]
    assert named == [{"need": "N02", "resource": "H2"}, {"need": "N02", "resource": "H3"}]


def test_the_others_of_a_bundle_are_pinned_with_one_of_them(tmp_path: Path) -> None:
    confirmed = [[*row[:-1], "已确认"] if row[0] in ("N04", "N05") else row for row in NEEDS]
    pin = [["需求编号", "资源编号", "意见"], ["N04", "H5", "锁定"]]
    codes = [item.code for item in commatch.check(also(tmp_path, 需求清单=confirmed, 匹配意见=pin)).problems]
    assert "confirmed_unplanned" not in codes
    pin[1][0] = "N03"
    codes = [item.code for item in commatch.check(also(tmp_path, 需求清单=confirmed, 匹配意见=pin)).problems]
    assert codes.count("confirmed_unplanned") == 2


def test_what_is_to_change_is_not_called_undecided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = MonthBook(tmp_path)
    every = [str(row["project_id"])[8:] for _, row in book.rows("projects")]
    book.decide(*every)
    book.decide("N02", said="改")
    assert main(["apply", str(book.saved()), str(tmp_path / "社区.xlsx"), "--lang", "zh"]) == 0
    printed = capsys.readouterr()
    assert "1 个项目议事会要求改" in printed.out + printed.err
    assert "议事会还没定" not in printed.out + printed.err


def test_what_was_done_without_a_project_is_not_to_be_rated_in_rows_that_are_not_there(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    path = also(tmp_path, 需求清单=[[*row[:-1], "已完成"] if row[0] == "N06" else row for row in NEEDS])
    book.status("N15", "已完成")
    found = commatch.rollover(book.saved(), path, path=tmp_path / "一月.xlsx")
    assert found.ok
    lines = {line.id: line.code for line in found.lines if line.item == "end"}
    assert (lines["N06"], lines["N15"]) == ("settled_untold", "settled_unrated")


def test_figures_that_are_no_helpers_hours_are_told(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N01")
    cell = book.row("N01", "actual_hours", 250, resource_id="G1")
    applied = book.seen()
    assert ("hours_idle", "匹配明细", cell) in told(applied, Severity.WARNING)
    assert way(applied, "N01").status is NeedStatus.IN_PROGRESS


@pytest.mark.parametrize("value", [dt.time(1, 30), dt.datetime(1900, 1, 1, 12), dt.timedelta(hours=30)])
def test_a_cell_of_hours_in_a_format_of_times_says_what_to_do(tmp_path: Path, value: object) -> None:
    book = MonthBook(tmp_path)
    book.decide("N02")
    cell = book.row("N02", "actual_hours", value, resource_id="H3")
    applied = book.seen()
    (wrong,) = [item for item in applied.problems if item.severity is Severity.ERROR]
    assert (wrong.code, wrong.place.cell) == ("number_as_time", cell)
    assert "把单元格格式改成“常规”" in " ".join(describe(wrong, Lang.ZH))
