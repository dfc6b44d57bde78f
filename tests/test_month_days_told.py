"""Days and hours that can hardly be meant are told by apply and rollover, once, at their cell; both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from carried_months import NEEDS, SIGNED, MonthBook, also, days, past
from cli_runs import run_json
from previous_books import ListBook

import commatch
from commatch.month.accounts import Cause
from commatch.month.ledger import community_ledger
from commatch.problems import Severity
from commatch.texts.problems import describe
from commatch.workbook.schema import Lang, choice_name

ROWS = [
    SIGNED,
    [dt.date(2026, 12, 7), "N10", "H6", "", 120],  # minutes
    [dt.date(2027, 1, 9), "议事会", "H2"],  # after the month
    [dt.date(2026, 11, 7), "大扫除", "H2", "", 30],  # told in the month before
    [dt.date(2026, 12, 2), "2026-12-N11", "H6", "", 3],  # before the need was raised
    [dt.date(2026, 12, 12), "N11", "H6", "", 1],
]
TOLD = [("day_before_raised", "B5"), ("day_to_come", "A3"), ("hours_over_a_day", "E2")]


@pytest.mark.parametrize("lang", list(Lang))
def test_attendance_that_can_hardly_be_is_told_once(
    lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    book = MonthBook(tmp_path, lang)
    for need_id in ("N10", "N11"):
        book.decide(need_id, said=choice_name("decision", "confirm", lang))
        book.status(need_id, choice_name("need_status", "done", lang))
    raised = [NEEDS[0], *([*row[:11], "2026-12-10", ""] if row[0] == "N11" else row for row in NEEDS[1:])]
    also(tmp_path, 签到=ROWS, 需求清单=raised)

    def told(*words: str | Path) -> list[tuple[str, str]]:
        code, document = run_json(capsys, *map(str, words), "社区.xlsx", "--lang", lang.value)
        assert code == 0, document
        wanted = {"hours_far_above", *(code for code, _ in TOLD)}
        return sorted((one["code"], one["cell"]) for one in document["problems"] if one["code"] in wanted)

    assert told("apply", book.saved(), "-o", "next.xlsx") == TOLD
    assert told("rollover", "next.xlsx", "-o", "2027-01.xlsx") == TOLD


def test_a_day_before_the_need_was_raised_says_both_days(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N11")
    book.done("N11")
    raised = [NEEDS[0], *([*row[:11], "2026-12-10", ""] if row[0] == "N11" else row for row in NEEDS[1:])]
    also(tmp_path, 签到=[SIGNED, [dt.date(2026, 12, 2), "2026-12-N11", "H6", "", 3]], 需求清单=raised)
    applied = book.seen()
    (problem,) = [one for one in applied.problems if one.code == "day_before_raised"]
    for lang in Lang:
        message, _ = describe(problem, lang)
        assert all(word in message for word in ("2026-12-02", "2026-12-10", "N11"))
    assert days(applied, "N11")[-1] == "12-10"
    assert [row[2] for row in past(applied, "N11")] == [3.0]


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (dt.date(2026, 11, 24), True),  # the day before the council had the list before it
        (dt.date(2026, 11, 25), False),
        (dt.date(2026, 12, 16), False),
        (dt.date(2027, 1, 31), False),
        (dt.date(2027, 2, 3), True),
    ],
)
def test_a_day_given_that_is_hardly_of_the_month_is_told(on: dt.date, told: bool, tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N10")
    found = [one for one in book.seen(on=on).problems if one.code == "on_far_off"]
    assert [(one.severity, one.value) for one in found] == ([(Severity.WARNING, on.isoformat())] if told else [])
    for problem in found:
        for lang in Lang:
            message, _ = describe(problem, lang)
            assert all(word in message for word in (on.isoformat(), "2026-11-25", "2027-01-31", "2026-12"))


# -- days typed in for what has no slot ------------------------------------------------------------------------------


@pytest.fixture(params=list(Lang))
def book(request: pytest.FixtureRequest, tmp_path: Path) -> MonthBook:
    return MonthBook(tmp_path, request.param)


def finish(book: MonthBook, need_id: str) -> None:
    book.decide(need_id, said=choice_name("decision", "confirm", book.lang))
    book.done(need_id, said=choice_name("outcome", "done", book.lang))


@pytest.mark.parametrize("half", [True, False])
@pytest.mark.parametrize("sheet", ["projects", "assignments"])
def test_the_day_typed_for_a_flexible_need_is_that_of_its_history_and_steps(
    sheet: str, half: bool, book: MonthBook
) -> None:
    finish(book, "N10")
    where = {"project_id": "2026-12-N10"}
    book.put(sheet, where, "date", dt.datetime(2026, 12, 10))
    if half:
        book.put(sheet, where, "half_day", book.half(1))
    applied = book.apply()
    assert past(applied, "N10") == [("H6", "12-10", 1.0, None, None, None)]
    assert days(applied, "N10")[2:] == ["12-10", "12-10"]
    assert applied.path is not None
    written = ListBook(applied.path.parent, book.lang, applied.path.read_bytes())
    ((_, row),) = written.rows(sheet, where)
    assert (row["date"], row["half_day"]) == (dt.datetime(2026, 12, 10), book.half(1) if half else None)


def test_of_two_people_each_has_the_day_of_the_row_else_that_of_the_project(book: MonthBook) -> None:
    finish(book, "N02")
    book.put("projects", {"project_id": "2026-12-N02"}, "date", dt.datetime(2026, 12, 10))
    book.row("N02", "date", dt.datetime(2026, 12, 8), resource_id="H3")
    applied = book.seen()
    assert [row[:2] for row in past(applied, "N02")] == [("H2", "12-10"), ("H3", "12-08")]
    assert days(applied, "N02")[2:] == ["12-08", "12-10"]


def test_another_day_typed_later_takes_the_place_of_the_one_recorded(book: MonthBook) -> None:
    finish(book, "N10")
    book.row("N10", "actual_hours", 2)
    for day in (10, 12, None, 9):
        book.row("N10", "date", day and dt.datetime(2026, 12, day))
        applied = book.apply()
        assert past(applied, "N10") == [("H6", f"12-{day:02}" if day else "", 2.0, None, None, None)]
        assert not [one for one in applied.problems if one.code.startswith("history_")]
        assert applied.path is not None
        book = MonthBook(book.path.parent / f"{day}", book.lang, source=applied.path)


def test_a_row_deleted_after_it_was_recorded_with_its_day_keeps_what_was_recorded(book: MonthBook) -> None:
    finish(book, "N10")
    book.row("N10", "actual_hours", 2.5)
    book.row("N10", "date", dt.datetime(2026, 12, 10))
    again = MonthBook(book.path.parent / "again", book.lang, source=book.apply().path)
    again.delete("assignments", {"project_id": "2026-12-N10"})
    assert past(again.seen(), "N10") == [("H6", "12-10", 2.5, None, None, None)]


def test_the_day_typed_is_in_the_list_that_is_matched_again(book: MonthBook) -> None:
    book.decide("N10", "N02", said=choice_name("decision", "confirm", book.lang))
    book.put("projects", {"project_id": "2026-12-N10"}, "date", dt.datetime(2026, 12, 10))
    book.row("N02", "date", dt.datetime(2026, 12, 9), resource_id="H3")
    book.row("N02", "half_day", book.half(0), resource_id="H3")
    result = commatch.match(commatch.read([book.path.parent / "社区.xlsx"], previous=book.saved()))
    path = commatch.write_projects(result, book.path.parent / "again.xlsx", lang=book.lang)
    again = ListBook(book.path.parent, book.lang, path.read_bytes())
    ((_, project),) = again.rows("projects", {"project_id": "2026-12-N10"})
    assert (project["date"], project["half_day"]) == (dt.datetime(2026, 12, 10), None)
    found = {
        (row["need_id"], row["resource_id"]): (row["date"], row["half_day"])
        for _, row in again.rows("assignments")
        if row["need_id"] in ("N02", "N10")
    }
    assert found == {
        ("N02", "H2"): (None, None),
        ("N02", "H3"): (dt.datetime(2026, 12, 9), book.half(0)),
        ("N10", "H6"): (None, None),
    }


def test_a_day_typed_before_the_need_was_raised_is_told_at_its_cell(book: MonthBook) -> None:
    finish(book, "N02")
    raised = [NEEDS[0], *([*row[:11], "2026-12-10", ""] if row[0] == "N02" else row for row in NEEDS[1:])]
    also(book.path.parent, 需求清单=raised)
    cell = book.put("projects", {"project_id": "2026-12-N02"}, "date", dt.datetime(2026, 12, 2))
    other = book.row("N02", "date", dt.datetime(2026, 12, 9), resource_id="H3")
    found = [one.place.cell for one in book.seen().problems if one.code == "day_before_raised"]
    assert sorted(found) == sorted([cell, other])


# -- the day that attendance tells -----------------------------------------------------------------------------------


def test_attendance_of_one_day_dates_what_has_no_slot_and_points_and_months_count_it_once(book: MonthBook) -> None:
    finish(book, "N10")
    finish(book, "N11")
    day, other = dt.date(2026, 12, 9), dt.date(2026, 12, 14)
    signed = [SIGNED, [day, "N10", "H6", "", 2], [day, "N11", "H6", "", 1], [other, "N11", "H6", "", 1]]
    also(book.path.parent, 签到=signed)
    applied = book.apply()
    assert past(applied, "N10") == [("H6", "12-09", 2.0, None, None, None)]
    assert past(applied, "N11") == [("H6", "", 2.0, None, None, None)]
    state = applied.state
    assert state is not None
    made = community_ledger(state.community, (*state.community.history, *state.history), state.ways)
    assert sorted((line.sheet, line.quantity) for line in made.lines if line.cause is Cause.HOURS) == [
        ("attendance", 1.0), ("attendance", 1.0), ("attendance", 2.0)
    ]  # fmt: skip
    over = replace(state.community, settings=replace(state.community.settings, month=dt.date(2027, 1, 1)))
    made = community_ledger(over, (*state.community.history, *state.history), state.ways)
    assert sorted((line.date, line.quantity) for line in made.lines if line.cause is Cause.HOURS and line.date) == [
        (day, 2.0)
    ]
    assert sum(line.quantity for line in made.lines if line.cause is Cause.HOURS) == 4.0
    again = MonthBook(book.path.parent / "again", book.lang, source=applied.path)
    assert past(again.seen([book.path.parent / "社区.xlsx"]), "N10") == past(applied, "N10")
