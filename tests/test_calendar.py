"""The official calendar: make-up days, holiday periods, years not announced."""

import datetime as dt

import pytest

from commatch.calendar import is_holiday, is_workday, published


@pytest.mark.parametrize("day", ["2026-10-10", "2026-09-20", "2026-02-14", "2026-02-28", "2026-01-04"])
def test_a_make_up_day_on_a_weekend_is_worked(day: str) -> None:
    assert is_workday(dt.date.fromisoformat(day))
    assert not is_holiday(dt.date.fromisoformat(day))


@pytest.mark.parametrize("day", range(1, 8))
def test_every_day_of_the_national_day_period_is_a_holiday(day: int) -> None:
    assert is_holiday(dt.date(2026, 10, day))
    assert not is_workday(dt.date(2026, 10, day))


def test_a_plain_weekend_is_neither_worked_nor_a_holiday() -> None:
    saturday = dt.date(2026, 12, 5)
    assert not is_workday(saturday)
    assert not is_holiday(saturday)


def test_a_plain_weekday_is_worked() -> None:
    assert is_workday(dt.date(2026, 12, 4))


@pytest.mark.parametrize(("year", "known"), [(2003, False), (2004, True), (2026, True), (2060, False)])
def test_a_year_is_published_when_its_make_up_days_are_known(year: int, known: bool) -> None:
    assert published(year) is known


def test_an_unpublished_year_is_worked_from_monday_to_friday_but_for_holidays() -> None:
    assert is_holiday(dt.date(2060, 10, 1))
    assert not is_workday(dt.date(2060, 10, 1))
    assert is_workday(dt.date(2060, 11, 3))  # a Wednesday
    assert not is_workday(dt.date(2060, 11, 6))  # a Saturday


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1949, 10, 1), dt.date.max])
def test_days_far_away_are_answered_too(day: dt.date) -> None:
    assert is_workday(day) is (day.weekday() < 5 and not is_holiday(day))
