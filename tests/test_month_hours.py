"""Hours that were given: typed in, signed for, or as planned, each once, and where they differ it is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from previous_books import COMMUNITY, DECEMBER, ListBook
from test_month_state import BUNDLE, EVENT, FLEXIBLE, fill, helper_rows, read, state, status, told

from commatch.community import Basis, Past
from commatch.memory import Attendance, Memory
from commatch.month.accounts import Cause
from commatch.month.ledger import community_ledger
from commatch.month.state import MonthState, month_state
from commatch.problems import Place, Problem, Severity
from commatch.texts.problems import describe
from commatch.workbook.outputs import READ_BACK
from commatch.workbook.schema import Lang

RULES = replace(COMMUNITY.settings, points_hour=1)
DAY = dt.date(2026, 12, 5)


@pytest.fixture(params=list(Lang))
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ListBook:
    return ListBook(tmp_path_factory.mktemp("list"), request.param)


def book_word(book: ListBook, key: str) -> str:
    """Return a header of the list as it stands there."""
    return READ_BACK["assignments"].column(key).header(book.lang)


def signed(event: str, who: str, hours: float, on: dt.date = DAY, cell: int = 2) -> Attendance:
    place = Place("签到.xlsx", "签到", f"B{cell}")
    return Attendance(on, event, who, hours=hours, place=place, hours_place=replace(place, cell=f"F{cell}"))


def differing(found: MonthState) -> list[Problem]:
    return [problem for problem in found.problems if problem.code == "hours_not_signed"]


def hours(found: MonthState, need: str) -> list[tuple[str, float | None, Basis | None]]:
    return [(row.resource_id, row.hours, row.basis) for row in found.history if row.need_id == need and row.hours]


def points(found: MonthState, *rows: Attendance, month: dt.date = DECEMBER) -> list[tuple[str, str, float]]:
    """Return what earns points by the list's history, and what the community signed for by then."""
    own = replace(COMMUNITY, settings=replace(RULES, month=month), memory=Memory(attendance=rows))
    made = community_ledger(own, found.history, found.ways)
    return sorted((line.person.person_id, line.sheet, line.points) for line in made.lines if line.cause is Cause.HOURS)


# -- typed in and signed for -----------------------------------------------------------------------------------------


def test_hours_typed_in_count_and_others_signed_for_are_told_with_both_cells(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    cell = book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H2"}, "actual_hours", 3)
    rows = (signed(FLEXIBLE, "H2", 1, cell=2), signed(FLEXIBLE, "H2", 1, dt.date(2026, 12, 9), cell=3))
    found = state(book, memory=Memory(attendance=rows))
    assert ("H2", 3.0, Basis.TYPED) in hours(found, FLEXIBLE)
    (problem,) = differing(found)
    assert problem.place.cell == cell
    assert found.ok
    for lang in Lang:
        message, _ = describe(problem, lang)
        for said in ("3", "2", "H2", f"2026-12-{FLEXIBLE}", "签到.xlsx 签到!F2", "签到.xlsx 签到!F3"):
            assert said in message, (lang, said)


def test_the_same_hours_typed_in_and_signed_for_say_nothing(book: ListBook) -> None:
    status(book, EVENT, "done")
    book.put("assignments", helper_rows(book, EVENT), "actual_hours", 1.5)
    date = state(book).project[EVENT].slots[0].date
    same, other_day = signed(EVENT, "H1", 1.5, date), signed(EVENT, "H1", 9, date + dt.timedelta(days=1))
    assert not differing(state(book, memory=Memory(attendance=(same, other_day))))
    assert len(differing(state(book, memory=Memory(attendance=(replace(same, hours=1.0),))))) == 1


# -- minutes for hours -----------------------------------------------------------------------------------------------


def asked(found: MonthState) -> list[tuple[str, str, str]]:
    codes = ("hours_far_above", "hours_over_a_day")
    return [(item.code, item.place.cell, item.value) for item in found.problems if item.code in codes]


@pytest.mark.parametrize(("typed", "told"), [(120, True), (8.5, True), (8, False), (2, False)])
def test_hours_far_above_the_plan_are_asked_about_at_their_cell_and_count_as_they_are(
    book: ListBook, typed: float, told: bool
) -> None:
    status(book, FLEXIBLE, "done")  # 2 hours are planned
    cell = book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H2"}, "actual_hours", typed)
    found = state(book)
    assert found.ok
    assert ("H2", typed, Basis.TYPED) in hours(found, FLEXIBLE)
    assert asked(found) == ([("hours_far_above", cell, f"{typed:g}")] if told else [])
    for problem in found.problems:
        for lang in Lang:
            message, hint = describe(problem, lang)
            if problem.code == "hours_far_above":
                assert all(said in message for said in ("H2", "2", f"{typed:g}", f"2026-12-{FLEXIBLE}"))
                assert "1.5" in hint


def test_hours_of_one_day_that_no_plan_tells_to_be_long_are_asked_about_too(book: ListBook) -> None:
    status(book, EVENT, "done")
    (number, _), *_ = book.rows("assignments", helper_rows(book, EVENT))
    columns = book.header("assignments")[1]
    for column, value in (("hours", 7), ("actual_hours", 25)):
        book.sheet("assignments").cell(number, columns[column]).value = value
    found = state(book)
    assert [(code, value) for code, _, value in asked(found)] == [("hours_over_a_day", "25")]


def test_a_team_may_add_up_the_hours_of_its_people(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H2"}, "actual_hours", 20)
    helpers = tuple(replace(one, headcount=10 if one.helper_id == "H2" else 1) for one in COMMUNITY.helpers)
    assert asked(month_state(replace(COMMUNITY, helpers=helpers), read(book))) == []
    assert len(asked(state(book))) == 1


def test_minutes_signed_for_are_asked_about_at_the_cell_of_the_attendance(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    row = signed(FLEXIBLE, "H2", 20)
    assert asked(state(book, memory=Memory(attendance=(row,)))) == [("hours_far_above", row.hours_place.cell, "20")]
    assert asked(state(book, memory=Memory(attendance=(replace(row, hours=120.0),)))) == []  # told where it is read


# -- points of a month that is not over ------------------------------------------------------------------------------


def test_planned_hours_give_way_to_those_signed_for_and_are_told_where_they_stand_in(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    found = state(book)
    assert hours(found, FLEXIBLE) == [("H2", 2.0, Basis.PLANNED), ("H3", 2.0, Basis.PLANNED)]
    came = signed(FLEXIBLE, "H2", 0.5)
    assert points(found, came) == [("H2", "attendance", 0.5), ("H3", "history", 2.0)]
    own = replace(COMMUNITY, settings=replace(RULES, month=DECEMBER), memory=Memory(attendance=(came,)))
    (assumed,) = community_ledger(own, found.history, found.ways).problems
    assert (assumed.code, assumed.value) == ("hours_as_planned", f"2026-12-{FLEXIBLE}")
    assert dict(assumed.params)["resources"] == "H3"
    (said,) = [item for item in state(book, memory=own.memory).problems if item.code == "hours_as_planned"]
    assert said == replace(assumed, params=(*assumed.params, ("listed", book.lang.value)))
    assert f"“{book_word(book, 'actual_hours')}”" in describe(said, Lang.ZH)[1]


def test_a_month_that_is_over_and_hours_typed_in_are_not_counted_anew(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H2"}, "actual_hours", 3)
    found, came = state(book), (signed(FLEXIBLE, "H2", 0.5), signed(FLEXIBLE, "H3", 0.5))
    assert points(found, *came) == [("H2", "history", 3.0), ("H3", "attendance", 0.5)]
    assert points(found, *came, month=dt.date(2027, 1, 1)) == [("H2", "history", 3.0), ("H3", "history", 2.0)]


def test_of_two_lists_of_a_month_what_is_known_beats_what_was_planned() -> None:
    planned = Past(DECEMBER, "N1", "H1", 4.0, basis=Basis.PLANNED)
    known = replace(planned, hours=1.0, basis=Basis.SIGNED)
    own = replace(COMMUNITY, settings=replace(RULES, month=DECEMBER), memory=None)
    for rows in ((planned, known), (known, planned)):
        made = community_ledger(own, rows)
        assert ([line.points for line in made.lines], made.problems) == ([1.0], ())


# -- bundles ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("events", [("N05",), ("N04", "N05"), ("2026-12-N04", "2026-12-N05 陪聊")])
def test_who_signs_for_any_need_of_a_bundle_is_counted_once(book: ListBook, events: tuple[str, ...]) -> None:
    status(book, BUNDLE, "done")
    (who, *_) = [who for who, _, _ in hours(state(book), BUNDLE)]
    rows = tuple(signed(event, who, 1.25, cell=2 + number) for number, event in enumerate(events))
    found = state(book, memory=Memory(attendance=rows))
    assert (who, 1.25, Basis.SIGNED) in hours(found, BUNDLE)
    assert {way.need_id for way in found.ways if way.project_id == f"2026-12-{BUNDLE}"} == {"N04", "N05"}
    assert ("attendance_twice" in dict(told(found))) is (len(events) > 1)
    for month, sheet in ((DECEMBER, "attendance"), (dt.date(2027, 1, 1), "history")):
        assert [one for one in points(found, *rows, month=month) if one[0] == who] == [(who, sheet, 1.25)]


# -- merged cells ----------------------------------------------------------------------------------------------------


def merged(book: ListBook, need: str, column: str, value: object) -> str:
    """Type a value into the first row of a need and merge its column over all of them; return the range."""
    cells = fill(book, need, column, None)
    book.sheet("assignments")[cells[0]] = value
    book.sheet("assignments").merge_cells(f"{cells[0]}:{cells[-1]}")
    return f"{cells[0]}:{cells[-1]}"


def test_hours_merged_over_several_rows_are_asked_for_row_by_row(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    cells = merged(book, FLEXIBLE, "actual_hours", 3)
    (problem,) = [item for item in book.read(carried_out=True).problems if item.code == "merged_hours"]
    assert (problem.severity, problem.place.cell) == (Severity.ERROR, cells.split(":")[0])
    for lang in Lang:
        assert cells in describe(problem, lang)[0]
    plan = book.read().problems  # no plan is made of hours that were given
    assert [item.severity for item in plan if item.code == "merged_hours"] == [Severity.WARNING]


def test_a_rating_merged_over_several_rows_is_that_of_each(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    merged(book, FLEXIBLE, "rating", 4)
    found = state(book)
    assert [row.rating for row in found.history if row.need_id == FLEXIBLE] == [4.0, 4.0]
    assert found.way[FLEXIBLE].rating == 4.0


def test_a_part_without_hours_is_told_for_it_records_none(book: ListBook) -> None:
    status(book, FLEXIBLE, "in_progress")
    book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H3"}, "outcome", "部分完成")
    found = state(book)
    said = [(item.value, dict(item.params)["who"]) for item in found.problems if item.code == "hours_of_part"]
    assert said == [(f"2026-12-{FLEXIBLE}", "H3")]
    assert not [row for row in hours(found, FLEXIBLE) if row[0] == "H3" and row[1]]


def twice(book: ListBook) -> None:
    """Give a helper of a project without a slot two rows, each with a day of its own."""
    status(book, FLEXIBLE, "done")
    for name, day in (("H2", 5), ("H3", 12)):
        book.put("assignments", {"need_id": FLEXIBLE, "resource_id": name}, "date", dt.date(2026, 12, day))
    book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H3"}, "resource_id", "H2")


def test_each_of_two_rows_with_a_day_has_the_hours_signed_for_on_that_day(book: ListBook) -> None:
    twice(book)
    event = f"2026-12-{FLEXIBLE}"
    rows = tuple(signed(event, "H2", 1.5, dt.date(2026, 12, day), cell) for day, cell in ((5, 2), (12, 3)))
    found = state(book, memory=Memory(attendance=rows))
    own = [(row.date, row.hours) for row in found.history if (row.need_id, row.resource_id) == (FLEXIBLE, "H2")]
    assert own == [(dt.date(2026, 12, 5), 1.5), (dt.date(2026, 12, 12), 1.5)]
    assert not differing(found)


def test_of_two_days_of_one_person_the_cleared_one_is_told(book: ListBook) -> None:
    twice(book)
    past = tuple(Past(DECEMBER, FLEXIBLE, "H2", 2.0, date=dt.date(2026, 12, day), basis=Basis.TYPED) for day in (5, 12))
    previous = replace(read(book), history=past)
    kept = month_state(COMMUNITY, previous)
    assert not [item for item in kept.problems if item.code == "history_cleared"]
    project = next(it for it in previous.projects if FLEXIBLE in it.need_ids)
    fewer = replace(project, rows=project.rows[:1], added=(), edits=())
    gone = month_state(
        COMMUNITY, replace(previous, projects=tuple(fewer if it is project else it for it in previous.projects))
    )
    told_of = [dict(item.params)["date"] for item in gone.problems if item.code == "history_cleared"]
    assert told_of == ["2026-12-12"]
