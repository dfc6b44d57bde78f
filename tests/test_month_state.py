"""How far a month has come by what is typed into its list: steps, their days, what was carried out, what can't be."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from previous_books import COMMUNITY, DECEMBER, ListBook, Where

from commatch.assemble.joined import joined
from commatch.community import Basis, Kind, Need, NeedStatus, Past
from commatch.memory import Attendance, Memory, Way
from commatch.month.state import MonthState, carried_along, month_state
from commatch.previous import Previous, Used
from commatch.problems import Severity
from commatch.texts.problems import describe
from commatch.workbook.schema import Lang, choice_name

COUNCIL = dt.date(2026, 11, 20)
ON = dt.date(2026, 12, 16)
LAST = dt.date(2026, 12, 31)
FLEXIBLE, EVENT, SERIES, BUNDLE = "N02", "N01", "N03", "N04"


@pytest.fixture(params=list(Lang))
def book(request: pytest.FixtureRequest, tmp_path: Path) -> ListBook:
    return ListBook(tmp_path, request.param)


@pytest.fixture
def chinese(tmp_path: Path) -> ListBook:
    return ListBook(tmp_path)


def word(book: ListBook, choices: str, key: str) -> str:
    return choice_name(choices, key, book.lang)


def decide(book: ListBook, need: str, decision: str, note: str = "") -> str:
    where = {"project_id": f"2026-12-{need}"}
    if note:
        book.put("projects", where, "notes", note)
    return book.put("projects", where, "decision", word(book, "decision", decision))


def status(book: ListBook, need: str, key: str) -> str:
    return book.put("projects", {"project_id": f"2026-12-{need}"}, "status", word(book, "need_status", key))


def fill(book: ListBook, need: str, column: str, value: object, **where: object) -> list[str]:
    """Type a value into every row of a need that fits; return the cells."""
    _, columns = book.header("assignments")
    cells = []
    for number, _ in list(book.rows("assignments", {"need_id": need, **where})):
        cell = book.sheet("assignments").cell(number, columns[column])
        cell.value = value  # type: ignore[assignment]
        cells.append(str(cell.coordinate))
    assert cells, (need, where)
    return cells


def read(book: ListBook, **changes: object) -> Previous:
    return replace(book.read(carried_out=True), **changes)  # type: ignore[arg-type]


def state(book: ListBook, on: dt.date | None = None, memory: Memory | None = None, **changes: object) -> MonthState:
    return month_state(replace(COMMUNITY, memory=memory), read(book, **changes), on)


def told(found: MonthState) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.cell) for problem in found.problems]


def days(way: Way) -> tuple[dt.date | None, ...]:
    return way.planned_on, way.decided_on, way.started_on, way.done_on, way.reviewed_on


def helper_rows(book: ListBook, need: str) -> Where:
    return {"need_id": need, "kind": word(book, "kind", "helper")}


# -- the steps and their days ----------------------------------------------------------------------------------------


def test_a_list_in_which_nothing_is_typed_is_proposed(book: ListBook) -> None:
    found = state(book)
    assert found.ok
    assert found.problems == ()
    assert found.statuses[FLEXIBLE] is NeedStatus.PROPOSED
    assert found.statuses["N06"] is NeedStatus.OPEN
    assert days(found.way[FLEXIBLE]) == (COUNCIL, None, None, None, None)
    assert days(found.way["N06"]) == (None,) * 5
    assert found.way["N06"].first_month == DECEMBER
    assert {way.need_id for way in found.ways} == {need.need_id for need in COMMUNITY.needs}
    assert found.history == ()


@pytest.mark.parametrize(
    ("decision", "after"),
    [
        ("confirm", NeedStatus.CONFIRMED),
        ("reject", NeedStatus.OUT_OF_REMIT),
        ("postpone", NeedStatus.POSTPONED),
        ("change", NeedStatus.PROPOSED),
    ],
)
def test_every_decision_has_its_status_and_day(book: ListBook, decision: str, after: NeedStatus) -> None:
    decide(book, FLEXIBLE, decision)
    found = state(book)
    assert found.ok
    assert found.statuses[FLEXIBLE] is after
    assert found.way[FLEXIBLE].decision == decision
    assert days(found.way[FLEXIBLE]) == (COUNCIL, COUNCIL, None, None, None)
    assert state(book, ON).way[FLEXIBLE].decided_on == ON


@pytest.mark.parametrize(
    ("note", "until"),
    [
        ("缓至2027-02-01", dt.date(2027, 2, 1)),
        ("大家忙，暂缓到2027年3月5日", dt.date(2027, 3, 5)),
        ("until 2027-02-01", dt.date(2027, 2, 1)),
        ("缓到2027-04", dt.date(2027, 4, 1)),
        ("以后再说", None),
    ],
)
def test_a_postponed_need_is_asked_about_again_at_the_day_in_its_note(
    chinese: ListBook, note: str, until: dt.date | None
) -> None:
    decide(chinese, FLEXIBLE, "postpone", note)
    assert state(chinese).way[FLEXIBLE].ask_again_on == until


def test_hours_or_an_outcome_begin_a_confirmed_project(book: ListBook) -> None:
    decide(book, FLEXIBLE, "confirm")
    book.put("assignments", {"need_id": FLEXIBLE}, "actual_hours", 1)
    decide(book, EVENT, "confirm")
    book.put("assignments", helper_rows(book, EVENT), "outcome", word(book, "outcome", "partly"))
    found = state(book)
    assert found.statuses[FLEXIBLE] is found.statuses[EVENT] is NeedStatus.IN_PROGRESS
    assert found.way[FLEXIBLE].started_on == DECEMBER
    assert state(book, ON).way[FLEXIBLE].started_on == ON
    assert found.way[EVENT].started_on == found.project[EVENT].slots[0].date


def test_a_project_is_done_when_every_row_of_those_who_do_it_says_so(book: ListBook) -> None:
    decide(book, EVENT, "confirm")
    done = word(book, "outcome", "done")
    fill(book, EVENT, "outcome", done, kind=word(book, "kind", "helper"))
    assert state(book).statuses[EVENT] is NeedStatus.IN_PROGRESS
    fill(book, EVENT, "outcome", done, kind=word(book, "kind", "unit"))
    found = state(book)
    assert found.statuses[EVENT] is NeedStatus.DONE
    assert found.way[EVENT].done_on == found.project[EVENT].slots[-1].date


def test_a_series_is_done_on_its_last_day(chinese: ListBook) -> None:
    status(chinese, SERIES, "done")
    way, slots = state(chinese).way[SERIES], state(chinese).project[SERIES].slots
    assert len(slots) == 3
    assert (way.started_on, way.done_on) == (slots[0].date, slots[-1].date)


def test_a_flexible_need_is_done_on_the_last_day_somebody_signed_for_it(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    assert days(state(chinese).way[FLEXIBLE]) == (COUNCIL, COUNCIL, DECEMBER, LAST, None)
    assert days(state(chinese, ON).way[FLEXIBLE]) == (COUNCIL, ON, ON, ON, None)
    came = [dt.date(2026, 12, 5), dt.date(2026, 12, 9)]
    memory = Memory(attendance=tuple(Attendance(day, "2026-12-N02 修水管", "H2", hours=1.0) for day in came))
    assert days(state(chinese, memory=memory).way[FLEXIBLE])[2:4] == (came[0], came[1])


def test_a_step_is_never_before_the_step_before_it(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    fill(chinese, FLEXIBLE, "rating", 4)
    late = dt.date(2026, 12, 20)
    listed = (Way(FLEXIBLE, planned_on=COUNCIL, decided_on=late, first_month=DECEMBER, status=NeedStatus.CONFIRMED),)
    memory = Memory(attendance=(Attendance(dt.date(2026, 12, 5), "N02", "H2"),))
    assert days(state(chinese, memory=memory, ways=listed).way[FLEXIBLE]) == (COUNCIL, late, late, late, late)


def test_days_that_are_recorded_stay(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    first = state(chinese, dt.date(2026, 12, 10))
    again = state(chinese, dt.date(2026, 12, 28), ways=first.ways)
    assert again.ways == first.ways


def test_a_rating_makes_a_done_project_reviewed(book: ListBook) -> None:
    status(book, EVENT, "done")
    fill(book, EVENT, "rating", 5, kind=word(book, "kind", "helper"))
    fill(book, EVENT, "rating", 4, kind=word(book, "kind", "unit"))
    found = state(book)
    assert found.ok
    assert found.statuses[EVENT] is NeedStatus.REVIEWED
    assert found.way[EVENT].rating == 4.5
    assert found.way[EVENT].reviewed_on == found.way[EVENT].done_on
    assert state(book, LAST).way[EVENT].reviewed_on == LAST


def test_a_status_further_along_counts_as_every_step_before_it(book: ListBook) -> None:
    status(book, FLEXIBLE, "reviewed")
    found = state(book)
    assert found.statuses[FLEXIBLE] is NeedStatus.REVIEWED
    assert None not in days(found.way[FLEXIBLE])
    assert "reviewed_unrated" in dict(told(found))


def test_every_need_of_a_bundle_goes_with_its_project(book: ListBook) -> None:
    status(book, BUNDLE, "done")
    found = state(book)
    assert found.statuses["N04"] is found.statuses["N05"] is NeedStatus.DONE
    assert days(found.way["N05"]) == days(found.way["N04"])
    assert {row.need_id for row in found.history} == {"N04"}


def test_a_confirm_takes_back_what_was_turned_down(book: ListBook) -> None:
    status(book, FLEXIBLE, "out_of_remit")
    decide(book, FLEXIBLE, "confirm")
    assert state(book).statuses[FLEXIBLE] is NeedStatus.CONFIRMED


def test_the_needs_own_status_counts_where_its_project_is_undecided_or_there_is_none(chinese: ListBook) -> None:
    own = {"N06": NeedStatus.HANDED_ON, FLEXIBLE: NeedStatus.POSTPONED, EVENT: NeedStatus.HANDED_ON}
    decide(chinese, EVENT, "confirm")
    needs = tuple(replace(need, status=own[need.need_id]) if need.need_id in own else need for need in COMMUNITY.needs)
    found = month_state(replace(COMMUNITY, needs=needs), read(chinese), None)
    assert found.statuses["N06"] is NeedStatus.HANDED_ON
    assert found.statuses[FLEXIBLE] is NeedStatus.POSTPONED
    assert found.statuses[EVENT] is NeedStatus.CONFIRMED
    assert found.project[FLEXIBLE].status is NeedStatus.POSTPONED
    assert found.project[EVENT].status is NeedStatus.CONFIRMED
    assert [item.value for item in found.problems if item.code == "status_only_of_need"] == [EVENT]
    (followed,) = [item for item in found.problems if item.code == "status_of_need"]
    assert (followed.value, followed.place.sheet) == (f"2026-12-{FLEXIBLE}", "项目清单")


@pytest.mark.parametrize("which", [("N04",), ("N04", "N05")])
def test_a_bundle_follows_the_needs_sheet_where_all_of_its_needs_say_the_same(
    chinese: ListBook, which: tuple[str, ...]
) -> None:
    handed_on = NeedStatus.HANDED_ON
    needs = tuple(replace(it, status=handed_on) if it.need_id in which else it for it in COMMUNITY.needs)
    found = month_state(replace(COMMUNITY, needs=needs), read(chinese), None)
    assert (found.project[BUNDLE].status is handed_on) is (len(which) > 1)
    assert all(found.statuses[need_id] is handed_on for need_id in which)
    alone = [item.value for item in found.problems if item.code == "status_of_one_need"]
    assert alone == (["N04"] if len(which) == 1 else [])


def test_a_need_that_its_own_row_calls_done_is_no_step_back_the_next_time(chinese: ListBook) -> None:
    needs = tuple(replace(it, status=NeedStatus.DONE) if it.need_id == FLEXIBLE else it for it in COMMUNITY.needs)
    first = month_state(replace(COMMUNITY, needs=needs), read(chinese), ON)
    assert first.statuses[FLEXIBLE] is NeedStatus.DONE
    again = month_state(replace(COMMUNITY, needs=needs), read(chinese, ways=first.ways), None)
    assert "status_backwards" not in dict(told(again))
    assert again.statuses[FLEXIBLE] is NeedStatus.DONE
    assert again.way[FLEXIBLE] == first.way[FLEXIBLE]


def test_hours_of_a_bundle_that_is_called_after_another_of_its_needs_now_stand_once(chinese: ListBook) -> None:
    first = state(chinese, ON)
    mine = first.project[BUNDLE]
    other = "N00"
    before = tuple(
        replace(way, project_id=f"2026-12-{other}") if way.need_id in mine.need_ids else way for way in first.ways
    )
    old = tuple(
        Past(DECEMBER, other, row.resource_id, 1.0, date=row.slot.date if row.slot else None)
        for row in mine.rows if row.kind is Kind.HELPER
    )  # fmt: skip
    assert old
    found = state(chinese, ON, ways=(*before, Way(other)), history=old)
    assert other not in {row.need_id for row in found.history}


def test_a_rating_in_the_history_of_what_has_left_the_list_makes_it_reviewed(chinese: ListBook) -> None:
    done = {"status": NeedStatus.DONE, "done_on": dt.date(2026, 11, 12)}
    ways = (Way("N97", project_id="2026-11-N96", **done), Way("N98", **done), Way("N99", **done))
    past = (Past(dt.date(2026, 11, 1), "N96", "H1", 1, 4), Past(dt.date(2026, 11, 1), "n98", "H1", 1, 5))
    past += tuple(Past(dt.date(2026, 10, 1), need_id, "H1", 1, 1) for need_id in ("N97", "N98", "N99"))
    known = replace(COMMUNITY, memory=Memory(ways=ways), history=past)
    found = month_state(known, read(chinese), ON)
    assert [(found.way[key].status.value, found.way[key].rating) for key in ("N97", "N98", "N99")] == [
        ("reviewed", 4), ("reviewed", 5), ("done", None),
    ]  # fmt: skip
    assert found.way["N97"].reviewed_on == ON
    assert [item.value for item in found.problems if item.code == "reviewed_by_history"] == ["N97", "N98"]
    again = month_state(replace(known, memory=Memory(ways=found.ways)), read(chinese), None)
    assert again.way["N97"] == found.way["N97"]
    assert "reviewed_by_history" not in dict(told(again))


def test_what_was_done_in_an_earlier_round_is_rated_in_the_history_of_the_list(chinese: ListBook) -> None:
    rounds = {
        "completed": (Used("N06", NeedStatus.DONE, "helper", "H1", 1.0),),
        "history": (Past(DECEMBER, "N06", "H1", 1.0, 4.0),),
    }
    found = state(chinese, ON, **rounds)
    assert (found.statuses["N06"], found.way["N06"].rating) == (NeedStatus.REVIEWED, 4.0)
    assert of(found, "N06", "H1").rating == 4.0
    again = state(chinese, LAST, **rounds, ways=found.ways)
    assert again.way["N06"] == found.way["N06"]


def test_what_is_remembered_of_needs_that_are_gone_stays(chinese: ListBook) -> None:
    gone = Way("N99", title="去年的", status=NeedStatus.REVIEWED, waited=2)
    waiting = Way(FLEXIBLE, waited=3, first_month=dt.date(2026, 9, 1), planned_on=dt.date(2026, 8, 20))
    found = state(chinese, memory=Memory(ways=(waiting, gone)))
    assert found.way["N99"] == gone
    way = found.way[FLEXIBLE]
    assert (way.waited, way.first_month, way.planned_on) == (3, dt.date(2026, 9, 1), dt.date(2026, 8, 20))


# -- what was carried out --------------------------------------------------------------------------------------------


def of(found: MonthState, need: str, resource: str) -> Past:
    (row,) = [row for row in found.history if (row.need_id, row.resource_id) == (need, resource)]
    return row


def test_hours_given_are_recorded_with_their_day_and_rating(book: ListBook) -> None:
    status(book, EVENT, "done")
    book.put("assignments", helper_rows(book, EVENT), "actual_hours", 1.5)
    book.put("assignments", helper_rows(book, EVENT), "rating", 5)
    found = state(book)
    date = found.project[EVENT].slots[0].date
    assert of(found, EVENT, "H1") == Past(DECEMBER, EVENT, "H1", 1.5, 5.0, date, basis=Basis.TYPED)
    assert of(found, EVENT, "U1").quantity == 1
    assert of(found, EVENT, "F1").quantity == 200
    assert of(found, EVENT, "C1").quantity == 4
    assert of(found, EVENT, "F1").hours is None


def test_blank_hours_are_those_signed_for_else_those_planned_and_a_line_says_so(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    signed = Memory(attendance=(Attendance(dt.date(2026, 12, 5), "N02", "H2", hours=0.5),))
    found = state(chinese, memory=signed)
    assert (of(found, FLEXIBLE, "H2").hours, of(found, FLEXIBLE, "H3").hours) == (0.5, 2.0)
    (assumed,) = [problem for problem in found.problems if problem.code == "hours_as_planned"]
    assert dict(assumed.params)["resources"] == "H3"
    (taken,) = [problem for problem in found.problems if problem.code == "hours_as_signed"]
    assert dict(taken.params)["resources"] == "H2"
    assert found.ok


def test_who_was_absent_gave_nothing(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H2"}, "outcome", word(book, "outcome", "absent"))
    assert {row.resource_id for row in state(book).history if row.need_id == FLEXIBLE} == {"H3"}


def test_somebody_elses_id_did_it(book: ListBook) -> None:
    status(book, EVENT, "done")
    book.put("assignments", helper_rows(book, EVENT), "actual_hours", 2)
    book.put("assignments", helper_rows(book, EVENT), "resource_id", "H6")
    found = state(book)
    assert of(found, EVENT, "H6").hours == 2
    assert not [row for row in found.history if row.resource_id == "H1"]


def test_an_undecided_month_has_no_history_and_a_begun_project_only_what_was_typed(chinese: ListBook) -> None:
    decide(chinese, FLEXIBLE, "confirm")
    chinese.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H2"}, "actual_hours", 1)
    assert [(row.resource_id, row.hours) for row in state(chinese).history] == [("H2", 1.0)]


@pytest.mark.parametrize(("outcome", "hours"), [("done", 1.0), ("not_done", None), ("absent", None)])
def test_a_session_that_was_held_counts_as_planned_though_the_series_is_not_over(
    book: ListBook, outcome: str, hours: float | None
) -> None:
    decide(book, SERIES, "confirm")
    book.put("assignments", helper_rows(book, SERIES), "outcome", word(book, "outcome", outcome))
    found = state(book)
    assert found.statuses[SERIES] is NeedStatus.IN_PROGRESS
    rows = [(row.hours, row.basis) for row in found.history if row.need_id == SERIES]
    assert rows == ([(hours, Basis.PLANNED)] if hours else [])
    said = [(item.code, item.value) for item in found.problems]
    assert said == ([("hours_as_planned", f"2026-12-{SERIES}")] if hours else [])


def test_an_outcome_in_other_words_stays_and_moves_nothing(book: ListBook) -> None:
    decide(book, FLEXIBLE, "confirm")
    (first, *_) = fill(book, FLEXIBLE, "outcome", "<script>还行</script>")
    found = state(book)
    assert found.statuses[FLEXIBLE] is NeedStatus.IN_PROGRESS
    assert ("outcome_words", first) in told(found)
    assert found.ok


# -- what can't be ---------------------------------------------------------------------------------------------------


def refused(book: ListBook, code: str, cell: str, *said: str) -> None:
    """See that the month is refused for this, at this place, with words in both languages."""
    found = state(book)
    wrong = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert [(problem.code, problem.place.cell) for problem in wrong] == [(code, cell)]
    assert not found.ok
    for lang in Lang:
        message, hint = describe(wrong[0], lang)
        assert message
        assert hint
        assert all(part in message for part in said), message


@pytest.mark.parametrize(("column", "value"), [("actual_hours", 2), ("rating", 4), ("outcome", "完成")])
def test_results_of_an_undecided_project(book: ListBook, column: str, value: object) -> None:
    cell = book.put("assignments", {"need_id": FLEXIBLE}, column, value)
    refused(book, "result_undecided", cell, "2026-12-N02")


def test_results_of_a_project_that_is_to_change(book: ListBook) -> None:
    decide(book, FLEXIBLE, "change")
    refused(book, "result_undecided", book.put("assignments", {"need_id": FLEXIBLE}, "actual_hours", 2))


@pytest.mark.parametrize("decision", ["reject", "postpone"])
def test_results_of_a_project_that_is_turned_down(book: ListBook, decision: str) -> None:
    decide(book, FLEXIBLE, decision)
    refused(book, "result_on_dropped", book.put("assignments", {"need_id": FLEXIBLE}, "actual_hours", 2), "2026-12-N02")


def test_results_of_a_project_that_is_handed_on(book: ListBook) -> None:
    status(book, FLEXIBLE, "handed_on")
    refused(book, "result_on_handed_on", book.put("assignments", {"need_id": FLEXIBLE}, "outcome", "做了"))


@pytest.mark.parametrize("key", ["confirmed", "in_progress"])
def test_a_rating_before_it_is_done(book: ListBook, key: str) -> None:
    status(book, FLEXIBLE, key)
    refused(book, "rated_before_done", book.put("assignments", {"need_id": FLEXIBLE}, "rating", 4), "4")


@pytest.mark.parametrize("reply", ["decline", "away"])
def test_hours_of_somebody_who_is_not_there(book: ListBook, reply: str) -> None:
    decide(book, FLEXIBLE, "confirm")
    where = {"need_id": FLEXIBLE, "resource_id": "H2"}
    cell = book.put("assignments", where, "reply", word(book, "reply", reply))
    book.put("assignments", where, "actual_hours", 2)
    refused(book, "result_of_absent", cell, "H2", "N02")


@pytest.mark.parametrize("outcome", ["absent", "not_done"])
def test_hours_of_somebody_who_did_not_do_it(book: ListBook, outcome: str) -> None:
    decide(book, FLEXIBLE, "confirm")
    where = {"need_id": FLEXIBLE, "resource_id": "H2"}
    book.put("assignments", where, "outcome", word(book, "outcome", outcome))
    cell = book.put("assignments", where, "actual_hours", 2)
    refused(book, "hours_of_absent", cell, "H2", "2")
    book.put("assignments", where, "actual_hours", 0)
    assert state(book).ok


@pytest.mark.parametrize("decision", ["reject", "postpone", "change"])
@pytest.mark.parametrize("key", ["done", "reviewed"])
def test_a_decision_against_what_is_done(book: ListBook, key: str, decision: str) -> None:
    status(book, FLEXIBLE, key)
    refused(book, "decided_on_done", decide(book, FLEXIBLE, decision), "2026-12-N02")


@pytest.mark.parametrize(
    ("before", "now"), [("done", "confirmed"), ("reviewed", "done"), ("in_progress", "proposed"), ("done", "handed_on")]
)
def test_a_step_back(chinese: ListBook, before: str, now: str) -> None:
    cell = status(chinese, FLEXIBLE, now)
    listed = (Way(FLEXIBLE, status=NeedStatus(before)),)
    found = state(chinese, ways=listed)
    assert [one for one in told(found) if one[0] == "status_backwards"] == [("status_backwards", cell)]
    assert not found.ok


def test_what_was_begun_may_be_turned_down_and_changed(chinese: ListBook) -> None:
    listed = (Way(FLEXIBLE, status=NeedStatus.IN_PROGRESS),)
    for decision in ("reject", "postpone", "change"):
        decide(chinese, FLEXIBLE, decision)
        assert state(chinese, ways=listed).ok


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("rating", 7, "out_of_range"), ("rating", 0, "out_of_range"), ("actual_hours", -1, "negative"),
     ("actual_hours", "半天", "bad_number"), ("rating", "好", "bad_number")],
)  # fmt: skip
def test_numbers_that_are_none(book: ListBook, column: str, value: object, code: str) -> None:
    status(book, FLEXIBLE, "done")
    cell = book.put("assignments", {"need_id": FLEXIBLE}, column, value)
    wrong = [problem for problem in read(book).problems if problem.severity is Severity.ERROR]
    assert [(problem.code, problem.place.cell) for problem in wrong] == [(code, cell)]


def test_everything_that_is_wrong_is_told_at_once(chinese: ListBook) -> None:
    chinese.put("assignments", {"need_id": FLEXIBLE}, "actual_hours", 2)
    status(chinese, EVENT, "confirmed")
    chinese.put("assignments", {"need_id": EVENT}, "rating", 4)
    decide(chinese, BUNDLE, "reject")
    chinese.put("assignments", {"need_id": BUNDLE}, "outcome", "完成")
    assert {code for code, _ in told(state(chinese))} == {"result_undecided", "rated_before_done", "result_on_dropped"}


# -- matched again ---------------------------------------------------------------------------------------------------


def test_a_list_that_is_matched_again_has_come_as_far_as_it_says(chinese: ListBook) -> None:
    status(chinese, FLEXIBLE, "done")
    fill(chinese, FLEXIBLE, "actual_hours", 1.5)
    previous = carried_along(COMMUNITY, chinese.read())
    assert {way.need_id: way.status for way in previous.ways}[FLEXIBLE] is NeedStatus.DONE
    assert [row.hours for row in previous.history] == [1.5, 1.5]


def test_what_its_rows_say_counts_when_it_is_matched_again(chinese: ListBook) -> None:
    decide(chinese, FLEXIBLE, "confirm")
    fill(chinese, FLEXIBLE, "outcome", "完成")
    decide(chinese, EVENT, "confirm")
    chinese.put("assignments", helper_rows(chinese, EVENT), "actual_hours", 1)
    decide(chinese, BUNDLE, "confirm")
    found = {item.need_ids[0]: item.status for item in carried_along(COMMUNITY, chinese.read()).projects}
    assert found[FLEXIBLE] is NeedStatus.DONE
    assert found[EVENT] is NeedStatus.IN_PROGRESS
    assert found[BUNDLE] is NeedStatus.PROPOSED


def test_what_was_really_given_is_what_a_done_project_used(book: ListBook) -> None:
    status(book, FLEXIBLE, "done")
    book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H2"}, "actual_hours", 2.5)
    book.put("assignments", {"need_id": FLEXIBLE, "resource_id": "H3"}, "outcome", word(book, "outcome", "absent"))
    status(book, EVENT, "done")
    came = Attendance(read(book).projects[0].slots[0].date, EVENT, "H1", hours=3)
    community = replace(COMMUNITY, memory=Memory(attendance=(came,)))
    again = joined(community, carried_along(community, book.read()))
    there = {helper.helper_id: helper.hours for helper in COMMUNITY.helpers}
    left = {helper.helper_id: helper.hours for helper in again.helpers}
    assert left == {**there, "H2": there["H2"] - 2.5, "H1": there["H1"] - 3}
    assert [(unit.sessions, fund.amount) for unit in again.units for fund in again.funds] == [(1, 300)]
    used = {item.value: dict(item.params)["resources"] for item in again.problems if item.code == "previous_used"}
    assert used == {FLEXIBLE: "H2", EVENT: "F1、H1、U1"}


def test_what_cannot_be_is_not_carried_along_and_warnings_say_so(chinese: ListBook) -> None:
    cell = chinese.put("assignments", {"need_id": FLEXIBLE}, "actual_hours", 2)
    previous = carried_along(COMMUNITY, chinese.read())
    assert (previous.ways, previous.history) == ((), ())
    assert {problem.severity for problem in previous.problems} == {Severity.WARNING}
    assert [problem.code for problem in previous.problems if problem.place.cell == cell] == [
        "not_carried_along",
        "result_undecided",
    ]


def test_needs_that_came_since_are_there(chinese: ListBook) -> None:
    community = replace(COMMUNITY, needs=(*COMMUNITY.needs, Need("N77", "新来的")))
    assert month_state(community, read(chinese), None).way["N77"].status is NeedStatus.OPEN
