"""The ledger of points: what earns them, that nothing earns them twice, and that nobody spends what is not there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commatch.community import Past
from commatch.memory import Attendance, Memory, Redemption
from commatch.month.ledger import Cause, Ledger, Line, Person, ledger
from commatch.problems import Place, Severity
from commatch.reports.points import points_rows
from commatch.settings import Settings
from commatch.workbook.schema import Lang

MONTH = dt.date(2026, 12, 1)
RULES = Settings(points_hour=1, points_council=3, points_proposal=5, points_session=2)


def day(number: int, month: int = 12) -> dt.date:
    return dt.date(2026, month, number)


def did(who: str = "H1", need: str = "N12", **of: Any) -> Past:
    return Past(of.pop("month", MONTH), need, who, **{"hours": 2.0, "date": day(5), **of})


def came(event: str, who: str = "H1", on: int | None = 5, **of: Any) -> Attendance:
    cell = of.pop("cell", "B3")
    place = Place(of.pop("file", "a.xlsx"), "签到", cell)
    return Attendance(day(on) if on else None, event, who, place=place, **of)


def spent(points: float, who: str = "H1", on: int | None = 20, item: str = "绿植", **of: Any) -> Redemption:
    place = Place(of.pop("file", "a.xlsx"), "积分兑换", of.pop("cell", "D2"))
    return Redemption(day(on) if on else None, who, item, points, place)


def made(*rows: Past | Attendance | Redemption, rules: Settings = RULES, others: tuple[str, ...] = ()) -> Ledger:
    attendance = sorted((row for row in rows if isinstance(row, Attendance)), key=lambda row: row.date or dt.date.min)
    memory = Memory(attendance=tuple(attendance), redemptions=tuple(row for row in rows if isinstance(row, Redemption)))
    return ledger((row for row in rows if isinstance(row, Past)), memory, rules, {"H1": "赵师傅"}, others)


def told(found: Ledger) -> list[tuple[Cause, float]]:
    return [(line.cause, line.points) for line in found.lines]


def codes(found: Ledger) -> list[str]:
    return [problem.code for problem in found.problems]


# -- what earns points ---------------------------------------------------------------------------------------


def test_hours_of_the_history_earn_points_and_fractions_count() -> None:
    found = made(
        did(hours=1.5), did(need="N13", hours=0.1), did(need="N14", hours=0.2), rules=replace(RULES, points_hour=2)
    )
    assert told(found) == [(Cause.HOURS, 3.0), (Cause.HOURS, 0.2), (Cause.HOURS, 0.4)]
    assert found.accounts[0].balance == 3.6


def test_units_money_and_goods_of_the_history_earn_nothing() -> None:
    rows = (did("U1", hours=2.0), did("H2", hours=1.0, quantity=300.0), did("", hours=1.0))
    assert told(made(*rows, others=("U1",))) == []
    assert told(made(came("议事会", who="U1"), others=("U1",))) == []


@pytest.mark.parametrize("event", ["议事会", "12月爱邻议事日", "儿童议事会", "Children's Council", "议 事 会 议事日"])
def test_a_council_earns_by_the_council_not_by_its_hours(event: str) -> None:
    assert told(made(came(event, hours=3.0))) == [(Cause.COUNCIL, 3.0)]


@pytest.mark.parametrize("event", ["议事厅清扫", "councillors' lunch", "knowledgeable"])
def test_what_only_sounds_like_a_council_earns_by_its_hours(event: str) -> None:
    assert told(made(came(event, hours=3.0))) == [(Cause.HOURS, 3.0)]


@pytest.mark.parametrize(
    "event", ["提案 N12", "提案：N12", "提案N12", "proposal N12", "Proposal: n12", "议事会提案 N12"]
)
def test_a_proposal_earns_by_itself(event: str) -> None:
    assert told(made(came(event, hours=3.0))) == [(Cause.PROPOSAL, 5.0)]


@pytest.mark.parametrize("event", ["带队 2026-12-N12", "主持：2026-12-N12", "led 2026-12-n12", "2026-12-N12 带队"])
def test_who_leads_a_session_earns_for_it_and_for_the_hours(event: str) -> None:
    assert told(made(came(event, hours=2.0))) == [(Cause.HOURS, 2.0), (Cause.LED, 2.0)]


def test_without_a_project_nobody_leads_a_session() -> None:
    assert told(made(came("主持议事会"))) == [(Cause.COUNCIL, 3.0)]
    assert told(made(came("带队", hours=1.0))) == [(Cause.HOURS, 1.0)]
    for event in ("called 2026-12-N12", "带队 2026-13-N12", "带队 12026-12-N12"):
        assert told(made(came(event, hours=1.0))) == [(Cause.HOURS, 1.0)]


def test_sessions_led_of_the_history_earn_each() -> None:
    assert told(made(did(hours=None, led=3))) == [(Cause.LED, 6.0)]


def test_hours_signed_for_other_events_earn_points() -> None:
    found = made(came("大扫除", hours=2.5), came("大扫除", on=6, hours=1.0), came("大扫除", who="H2", hours=1.0))
    assert [(line.person.person_id, line.points) for line in found.lines] == [("H1", 2.5), ("H2", 1.0), ("H1", 1.0)]


def test_the_communitys_own_words_tell_councils_proposals_and_sessions() -> None:
    rules = replace(RULES, council_events=("坝坝会",), proposal_events=("点子",), led_events=("领队",))
    rows = (came("坝坝会"), came("点子 N1"), came("领队 2026-12-N1"), came("议事会", on=6), came("提案 N2", on=7))
    assert told(made(*rows, rules=rules)) == [(Cause.COUNCIL, 3.0), (Cause.PROPOSAL, 5.0), (Cause.LED, 2.0)]


def test_a_rule_of_nothing_switches_its_points_off() -> None:
    rows = (did(led=1), came("大扫除", hours=1.0), came("议事会"), came("提案 N1"), came("带队 2026-12-N9"))
    everything: dict[str, Any] = {"points_hour": 0, "points_council": 0, "points_proposal": 0, "points_session": 0}
    assert made(*rows, rules=replace(RULES, **everything)) == Ledger(names={"H1": "赵师傅"})
    whole = {line.cause for line in made(*rows).lines}
    for key, cause in zip(everything, (Cause.HOURS, Cause.COUNCIL, Cause.PROPOSAL, Cause.LED), strict=True):
        assert {line.cause for line in made(*rows, rules=replace(RULES, **{key: everything[key]})).lines} == whole - {
            cause
        }


# -- never twice ---------------------------------------------------------------------------------------------


def test_the_same_row_of_attendance_twice_counts_once_and_is_told() -> None:
    found = made(came("大扫除", hours=1.0), came("大 扫除".replace(" ", ""), hours=1.0, cell="B9"))
    assert told(found) == [(Cause.HOURS, 1.0)]
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.place.cell) == ("attendance_twice", Severity.WARNING, "B9")


def test_of_two_rows_with_other_hours_the_longer_counts() -> None:
    for first, second in ((1.0, 2.0), (2.0, 1.0)):
        found = made(came("大扫除", hours=first), came("大扫除", hours=second, file="b.xlsx"))
        assert told(found) == [(Cause.HOURS, 2.0)]
        assert codes(found) == ["attendance_twice"]


def test_the_same_list_in_two_files_is_one_list_and_nothing_to_tell() -> None:
    rows = (did(), came("议事会"), came("大扫除", hours=1.0), spent(1.5))
    again = (did(), came("议事会", file="b.xlsx"), came("大扫除", hours=1.0, file="b.xlsx"), spent(1.5, file="b.xlsx"))
    assert made(*rows, *again) == made(*rows)
    assert codes(made(*rows, *again)) == []


def test_the_same_thing_bought_twice_in_one_file_is_bought_twice() -> None:
    found = made(did(hours=8.0), spent(2), spent(2, cell="D3"))
    assert found.accounts[0].balance == 4.0


def test_the_same_thing_for_other_points_in_another_file_counts_and_is_asked_about() -> None:
    found = made(did(hours=20.0), spent(3), spent(5), spent(3, file="b.xlsx"), spent(4, file="b.xlsx", cell="D3"))
    assert found.accounts[0].spent == 12
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("redemption_differs", Severity.WARNING)
    assert (problem.place.file, problem.place.cell, problem.value) == ("b.xlsx", "D3", "4")
    more = made(did(hours=20.0), spent(3), spent(3, file="b.xlsx"), spent(4, file="b.xlsx"))
    assert (more.accounts[0].spent, codes(more)) == (7, [])  # the file goes on: it holds all that the other has


@pytest.mark.parametrize("event", ["2026-12-N12", "2026-12-n12 上门", "N12", "带队 2026-12-N12"])
def test_attendance_of_what_is_in_the_history_does_not_count_again(event: str) -> None:
    for on in (5, 19):  # a visit of the same month: its hours are in those of the history
        assert made(did(), came(event, on=on, hours=4.0)).accounts[0].earned == 2.0 + 2.0 * ("带队" in event)


def test_attendance_of_what_is_not_in_the_history_yet_counts() -> None:
    assert made(did(need="N99"), came("2026-12-N12", hours=4.0)).accounts[0].earned == 6.0
    assert made(did("H2"), came("2026-12-N12", hours=4.0)).accounts[0].earned == 4.0
    other_month = replace(did(), month=dt.date(2026, 11, 1), date=day(28, 11))
    assert made(other_month, came("N12", hours=4.0)).accounts[0].earned == 6.0


def test_history_is_known_by_the_month_of_the_projects_id_or_of_the_day() -> None:
    late = replace(came("2026-12-N12", hours=4.0), date=dt.date(2027, 1, 3))
    assert made(did(), late).accounts[0].earned == 2.0
    undated = came("2026-12-N12", on=None, hours=4.0)
    assert made(did(), undated).accounts[0].earned == 2.0
    assert made(did(), came("N12", on=None, hours=4.0)).accounts[0].earned == 2.0


def test_both_ids_of_a_project_are_one_event() -> None:
    assert told(made(came("2026-12-N12", hours=2.0), came("N12", hours=2.0))) == [(Cause.HOURS, 2.0)]


def test_who_leads_and_signs_as_well_gets_the_hours_once() -> None:
    found = made(came("带队 2026-12-N12", hours=2.0), came("2026-12-N12", hours=3.0))
    assert told(found) == [(Cause.HOURS, 3.0), (Cause.LED, 2.0)]


def test_a_session_led_counts_once_whether_history_or_attendance_tells_it() -> None:
    assert told(made(did(hours=None, led=1), came("带队 2026-12-N12"))) == [(Cause.LED, 2.0)]
    both = made(did(hours=None, led=1), came("带队 2026-12-N12", on=4), came("带队 2026-12-N12"))
    assert [(line.date, line.sheet) for line in both.lines] == [(day(4), "attendance"), (day(5), "history")]
    assert told(made(did(hours=None, led=2), came("带队 2026-12-N12", on=4), came("带队 2026-12-N12"))) == [
        (Cause.LED, 4.0)
    ]


def test_a_proposal_counts_once_whatever_the_day_but_for_each_who_made_it() -> None:
    found = made(came("提案 N12"), came("提案：N12", on=9), came("提案 N12", who="H2"), came("提案 N13"))
    assert sorted((line.person.person_id, line.source) for line in found.lines) == [
        ("H1", "提案 N12"),
        ("H1", "提案 N13"),
        ("H2", "提案 N12"),
    ]
    assert len(made(came("提案"), came("提案", on=9)).lines) == 2  # of no need: by the day


def test_the_history_twice_counts_once_and_other_hours_are_told() -> None:
    assert made(did(), did()) == made(did())
    found = made(did(hours=2.0), did(hours=3.0))
    assert told(found) == [(Cause.HOURS, 3.0)]
    assert [(p.code, p.value, dict(p.params)) for p in found.problems] == [
        ("history_twice", "2026-12 N12 H1", {"low": "2", "high": "3"})
    ]
    for first, second in ((1, 2), (2, 1)):
        assert made(did(led=first), did(led=second)).accounts[0].earned == 2.0 + 4.0


def test_the_last_day_of_somebody_is_that_of_the_month_where_the_history_tells_no_day() -> None:
    def last(*rows: Past | Attendance) -> dt.date | None:
        return made(*rows).accounts[0].last

    assert last(did(date=None)) == MONTH
    assert last(came("大扫除", on=5, hours=1.0), did(date=None, month=dt.date(2027, 2, 1))) == dt.date(2027, 2, 1)
    assert last(did(date=None), came("大扫除", on=5, hours=1.0)) == day(5)
    assert last(did(date=None, month=None)) is None


def test_two_days_of_a_series_are_two_events() -> None:
    assert told(made(did(), did(date=day(12)))) == [(Cause.HOURS, 2.0), (Cause.HOURS, 2.0)]


def test_the_order_of_rows_does_not_matter() -> None:
    rows: list[Any] = [
        did(),
        did("H2", led=1),
        came("议事会"),
        came("大扫除", hours=1.0),
        came("提案 N1", who="H2"),
        spent(1),
    ]
    assert made(*rows) == made(*reversed(rows))


# -- who -----------------------------------------------------------------------------------------------------


def test_somebody_without_an_id_is_known_by_name_and_kept_apart_from_who_has_one() -> None:
    rows = (came("议事会"), came("议事会", who="", name="赵师傅"), came("议事会", who="", name="李四"))
    found = made(*rows, came("议事会", who=""))
    assert [one.person for one in found.accounts] == [Person("H1"), Person("", "李四"), Person("", "赵师傅")]
    zh = [(row[1], row[2]) for row in points_rows(found, Lang.ZH).rows]
    assert zh == [("H1", "赵师傅"), (None, "李四（无编号）"), (None, "赵师傅（无编号）")]
    assert points_rows(found, Lang.EN).rows[1][2] == "李四 (no id)"


def test_who_is_not_in_the_lists_any_more_keeps_the_points() -> None:
    assert made(did("H77")).accounts[0].person == Person("H77")


# -- spending ------------------------------------------------------------------------------------------------


def test_points_earned_on_a_day_can_be_spent_that_day_but_not_before() -> None:
    fine = made(did(), spent(2, on=5))
    assert [line.balance for line in fine.lines] == [2.0, 0.0]
    assert codes(fine) == []
    early = made(did(), spent(2, on=4))
    assert codes(early) == ["points_overspent"]


def test_spending_beyond_the_balance_is_an_error_with_its_cell_and_not_in_the_ledger() -> None:
    found = made(did(), spent(1.5, on=19), spent(1, cell="D3"), spent(0.5, cell="D4", on=21))
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("points_overspent", Severity.ERROR)
    assert (problem.place, problem.value) == (Place("a.xlsx", "积分兑换", "D3"), "1")
    assert dict(problem.params) == {"who": "H1", "balance": "0.5"}
    assert [line.balance for line in found.lines] == [2.0, 0.5, 0.0]


def test_nobody_spends_what_another_has() -> None:
    assert codes(made(did(), spent(1, who="H2"))) == ["points_overspent"]


def test_hours_of_a_month_without_a_day_can_be_spent_in_it_not_before() -> None:
    assert codes(made(did(date=None), spent(2, on=1))) == []
    assert codes(made(replace(did(date=None), month=dt.date(2027, 1, 1)), spent(2))) == ["points_overspent"]


def test_what_was_spent_on_no_day_comes_last() -> None:
    found = made(did(), spent(2, on=None))
    assert [line.cause for line in found.lines] == [Cause.HOURS, Cause.REDEEMED]


def test_fractions_add_up_without_noise() -> None:
    rows = [did(need=f"N{number}", hours=0.1) for number in range(3)]
    found = made(*rows, spent(0.3))
    assert [line.balance for line in found.lines] == [0.1, 0.2, 0.3, 0.0]


# -- the sheet -----------------------------------------------------------------------------------------------


def test_every_line_names_its_day_cause_and_source_in_the_order_of_the_days() -> None:
    rows = (spent(1), came("议事会", on=20), did(led=1), came("提案 N3", on=2))
    assert points_rows(made(*rows), Lang.ZH).rows == (
        (day(2), "H1", "赵师傅", "提案", "签到：提案 N3", 1, 5, 5),
        (day(5), "H1", "赵师傅", "出力", "历史：2026-12 N12", 2, 2, 7),
        (day(5), "H1", "赵师傅", "带队", "历史：2026-12 N12", 1, 2, 9),
        (day(20), "H1", "赵师傅", "参加议事", "签到：议事会", 1, 3, 12),
        (day(20), "H1", "赵师傅", "兑换", "积分兑换：绿植", 1, -1, 11),
    )
    english = points_rows(made(*rows), Lang.EN).rows
    assert [row[3:5] for row in english] == [
        ("proposal", "attendance: 提案 N3"),
        ("hours given", "history: 2026-12 N12"),
        ("session led", "history: 2026-12 N12"),
        ("council attended", "attendance: 议事会"),
        ("redeemed", "redemptions: 绿植"),
    ]


# -- laws ----------------------------------------------------------------------------------------------------

PEOPLE = st.sampled_from(["H1", "H2", ""])
DAYS = st.one_of(st.none(), st.integers(1, 28))
HOURS = st.sampled_from([None, 0.0, 0.1, 0.5, 1.5, 3.0])
EVENTS = st.sampled_from(
    ["议事会", "提案 N1", "提案", "2026-12-N1", "N1", "带队 2026-12-N1", "带队 2026-11-N2", "大扫除", "2026-12-N2", ""]
)
HISTORY = st.builds(
    lambda who, need, on, hours, led: did(who, need, date=day(on) if on else None, hours=hours, led=led),
    PEOPLE, st.sampled_from(["N1", "N2"]), DAYS, HOURS, st.sampled_from([None, 0, 1, 2]),
)  # fmt: skip
CAME = st.builds(
    lambda event, who, on, hours, name: came(event, who, on, hours=hours, name=name),
    EVENTS, PEOPLE, DAYS, HOURS, st.sampled_from(["", "李四"]),
)  # fmt: skip
SPENT = st.builds(spent, st.sampled_from([0.0, 0.1, 1.0, 5.0]), PEOPLE, DAYS)
ROWS = st.lists(st.one_of(HISTORY, CAME, SPENT), max_size=14)


def rows_behind(line: Line, rows: list[Past | Attendance | Redemption]) -> list[object]:
    """Return the rows that a line may come from."""
    who, name = line.person.person_id, line.person.name
    if line.sheet == "history":
        past = [row for row in rows if isinstance(row, Past)]
        return [row for row in past if (row.resource_id, row.need_id, row.date) == (who, line.source, line.date)]
    if line.sheet == "attendance":
        signed = [row for row in rows if isinstance(row, Attendance)]
        return [
            row
            for row in signed
            if (row.helper_id, row.event, row.date) == (who, line.source, line.date) and (who or row.name == name)
        ]
    bought = [row for row in rows if isinstance(row, Redemption)]
    return [row for row in bought if (row.helper_id, row.item, row.date) == (who, line.source, line.date)]


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_balances_are_what_was_earned_less_what_was_spent_and_every_line_has_its_row(
    rows: list[Past | Attendance | Redemption],
) -> None:
    found = made(*rows)
    running: dict[Person, float] = {}
    for line in found.lines:
        running[line.person] = round(running.get(line.person, 0.0) + line.points, 6)
        assert line.balance == running[line.person]
        assert line.balance >= 0
        assert rows_behind(line, rows), line
        assert (line.points < 0) == (line.cause is Cause.REDEEMED)
    assert {one.person: one.balance for one in found.accounts} == running
    for one in found.accounts:
        assert one.balance == pytest.approx(one.earned - one.spent)
    signed = [(line.person, line.cause, line.source, line.date) for line in found.lines if line.sheet == "attendance"]
    assert len(set(signed)) == len(signed)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_a_month_that_is_told_in_two_files_counts_as_if_it_were_told_in_one(
    rows: list[Past | Attendance | Redemption],
) -> None:
    again = [row if isinstance(row, Past) else replace(row, place=replace(row.place, file="b.xlsx")) for row in rows]
    assert made(*rows, *again).lines == made(*rows).lines
