"""Days and hours that can hardly be meant are told by apply and rollover, once, at their cell; both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from carried_months import NEEDS, SIGNED, MonthBook, also, days, past
from cli_runs import run_json

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
TOLD = [("day_to_come", "A3"), ("hours_over_a_day", "E2"), ("signed_before_raised", "B5")]


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
    (problem,) = [one for one in applied.problems if one.code == "signed_before_raised"]
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
