"""Values printed back: the standard form of a cell reads as the value it was made of."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_times import IN_DECEMBER

from commatch.times import (
    ALL_HALVES,
    AllOf,
    DateRange,
    EveryDay,
    Half,
    MonthDays,
    OfficialDays,
    OneDate,
    Part,
    Times,
    Weekdays,
    YearlyRange,
)
from commatch.workbook import cells
from commatch.workbook.cells import Parsed
from commatch.workbook.printed_times import printed_times
from commatch.workbook.printing import written
from commatch.workbook.schema import CHOICES, INPUT_SHEETS, Column, Lang, Type
from commatch.workbook.times_grammar import parse_times
from commatch.workbook.times_merge import merged
from commatch.workbook.values import choice

DECEMBER = dt.date(2026, 12, 1)


def read(column: Column, value: object) -> Parsed[Any]:
    """Return what a cell of a column says."""
    match column.type:
        case Type.NUMBER | Type.WHOLE:
            reader = cells.number if column.type is Type.NUMBER else cells.whole
            return reader(value, minimum=column.minimum, maximum=column.maximum, unit=column.unit)
        case Type.DATE:
            return cells.date(value, month=DECEMBER)
        case Type.LIST:
            return Parsed(cells.items(value) or None)
        case Type.CHOICE:
            return Parsed(choice(column.choices, value))
        case Type.ID:
            return cells.identifier(value)
    return getattr(cells, column.type.value)(value)


def distinct() -> dict[str, Column]:
    """Return a column of every sort: what a cell says depends on nothing but type, limits, unit and closed list."""
    found: dict[str, Column] = {}
    for sheet in INPUT_SHEETS:
        for column in sheet.columns:
            parts = (column.type, column.unit, column.minimum, column.maximum, column.choices)
            found.setdefault(" ".join(str(part) for part in parts if part not in ("", None)), column)
    return found


def raw(column: Column) -> st.SearchStrategy[object]:
    """Return what may stand in a column's cells."""
    if column.type is Type.CHOICE:
        return st.sampled_from([word for item in CHOICES[column.choices] for word in (item.zh, item.en, *item.aliases)])
    if column.type in (Type.NUMBER, Type.WHOLE):
        low, high = column.minimum or 0, column.maximum or 1e14
        numbers: st.SearchStrategy[object] = st.integers(int(low), int(high)) | st.sampled_from(["3", "一", "２", 4.0])
        return numbers if column.type is Type.WHOLE else numbers | st.floats(low, high)
    return RAW[column.type]


DISTINCT = distinct()
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.lists(
    st.sampled_from(
        [*"电工a×x*≥>3三 2名级人(:=）①/、，;；\n\u0301²", "水电工", "x2", " 3名", "(三级)", "level 2", "1/2"]
    ),
    max_size=9,
).map("".join)
RAW: dict[Type, st.SearchStrategy[object]] = {
    Type.ID: ANY_TEXT | st.floats() | st.integers(),
    Type.TEXT: ANY_TEXT | st.floats() | st.integers(),
    Type.PHONE: ANY_TEXT | st.integers(0, 10**13) | st.sampled_from(["021-5000 0000", "+86 13800000000", "转 12"]),
    Type.DATE: st.dates() | st.datetimes() | st.sampled_from(["12月5日", 46000, "2026.12.5", "5/12/2026"]),
    Type.MONTH: st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
    | st.sampled_from(["2026年12月", "202612", "2026-12", 46000.5]),
    Type.TIMES: st.sampled_from(sorted(IN_DECEMBER)) | st.dates(),
    Type.LIST: NAMES | ANY_TEXT,
    Type.COUNTED: NAMES | ANY_TEXT,
    Type.LEVELS: NAMES | ANY_TEXT,
    Type.YES_NO: st.sampled_from(["是", "否", "√", "x", "Yes", "无", True, 0, "1"]),
    Type.URGENCY: st.sampled_from(["低", "紧急", "must", 3, "5", "二级", "HIGH"]),
}


@pytest.mark.parametrize("sort", DISTINCT)
@settings(deadline=None)
@given(data=st.data())
def test_the_standard_form_of_a_value_reads_as_that_value(sort: str, data: st.DataObject) -> None:
    column = DISTINCT[sort]
    value = read(column, data.draw(raw(column))).value
    assume(value is not None)
    for lang in Lang:
        form = written(column, value, lang)
        assert read(column, form) == Parsed(value)
        assert written(column, read(column, form).value, lang) == form


def some(values: Iterable[int]) -> st.SearchStrategy[frozenset[int]]:
    """Return sets of some of the values."""
    return st.frozensets(st.sampled_from(sorted(values)), min_size=1)


@pytest.mark.parametrize("cell", ["1,:", "一，二", "(1,a"])
def test_a_list_that_begins_with_a_number_alone_is_not_written_as_numbering(cell: str) -> None:
    column = DISTINCT["list"]
    value = read(column, cell).value
    assert len(value) == 2
    assert read(column, written(column, value, Lang.ZH)).value == value


def test_a_level_after_an_odd_name_is_no_count_after_a_grade() -> None:
    column = DISTINCT["levels"]
    value = read(column, "(三级)x2电 level 2").value
    assert read(column, written(column, value, Lang.ZH)).value == value


NTH = st.frozensets(st.sampled_from([1, 2, 3, 4, 5, -1]))
WEEKDAYS = st.builds(Weekdays, some(range(7)), st.just(frozenset()) | NTH)
OFFICIAL = st.sampled_from(["workday", "weekend", "holiday"]).map(OfficialDays)
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
LEAP_DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)).map(lambda day: (day.month, day.day))
RANGES = st.tuples(DATES, DATES).map(lambda pair: DateRange(min(pair), max(pair)))
YEARLY = st.tuples(LEAP_DAYS, LEAP_DAYS).map(lambda pair: YearlyRange(min(pair), max(pair)))
WRAPPED = st.integers(8, 12).flatmap(
    lambda month: st.builds(YearlyRange, st.just((month, 1)), st.sampled_from([(1, 5), (1, 31)]))
)
MONTHS = st.sampled_from(
    [
        YearlyRange((12, 1), (12, 31)),
        YearlyRange((2, 1), (2, 29)),
        YearlyRange((11, 1), (1, 31)),
        DateRange(dt.date(2026, 12, 1), dt.date(2026, 12, 31)),
        DateRange(dt.date(2026, 11, 1), dt.date(2027, 2, 28)),
    ]
)
THIRDS = st.sampled_from([range(1, 11), range(11, 21), range(21, 32), range(1, 21), range(1, 16)]).map(
    lambda days: MonthDays(frozenset(days))
)
RUNS = st.builds(lambda day, more: MonthDays(frozenset(range(day, day + more))), st.integers(1, 20), st.integers(2, 11))
NARROWED = st.one_of(
    st.tuples(MONTHS, THIRDS, WEEKDAYS),
    st.tuples(MONTHS, WEEKDAYS | OFFICIAL | THIRDS),
    st.tuples(THIRDS, WEEKDAYS | OFFICIAL),
    st.tuples(RANGES | YEARLY | WRAPPED, WEEKDAYS | OFFICIAL),
    st.tuples(
        LEAP_DAYS.map(lambda day: OneDate(None, *day)), st.integers(0, 6).map(lambda n: Weekdays(frozenset({n})))
    ),
    st.tuples(RUNS, WEEKDAYS | OFFICIAL),
).map(AllOf)
THIS_YEAR = LEAP_DAYS.map(lambda day: OneDate(None, *day))
ONE_DATES = THIS_YEAR | DATES.map(lambda day: OneDate(day.year, day.month, day.day))
MONTH_DAYS = st.builds(MonthDays, some(range(1, 32)))
ANY_RANGE = RANGES | YEARLY | WRAPPED
DAYS = st.one_of(st.just(EveryDay()), WEEKDAYS, OFFICIAL, MONTH_DAYS, ONE_DATES, ANY_RANGE, NARROWED, THIRDS)
PARTS = st.lists(st.builds(Part, DAYS, some(Half) | st.just(ALL_HALVES)), max_size=4).map(merged)


@given(st.builds(Times, PARTS, PARTS), st.sampled_from(Lang))
def test_times_of_any_days_are_written_in_words_that_read_as_the_same_times(times: Times, lang: Lang) -> None:
    assert parse_times(printed_times(times, lang)) == times


def test_a_member_written_in_two_ways_is_one_member() -> None:
    (member,) = cells.counted("level 2名①level 2").value or ()
    assert (member.what, member.count) == ("level", 2)
