"""Times as text: the standard way of writing them, in the words that the grammar reads back as the same times."""

import datetime
from calendar import monthrange
from collections.abc import Callable, Iterable
from itertools import groupby

from commatch.times import (
    ALL_HALVES,
    AllOf,
    DateRange,
    Days,
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
from commatch.workbook.schema import Lang

__all__ = ["printed_times"]

_LEAP_YEAR = 2024
_SHORTEST_RUN = 3
_LAST = -1

_HALVES = {Lang.ZH: ("上午", "下午", "晚上"), Lang.EN: ("morning", "afternoon", "evening")}
_WEEKDAYS = {
    Lang.ZH: tuple(f"周{day}" for day in "一二三四五六日"),
    Lang.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFFICIAL = {
    Lang.ZH: {"workday": "工作日", "weekend": "周末", "holiday": "节假日"},
    Lang.EN: {"workday": "workdays", "weekend": "weekends", "holiday": "holidays"},
}
_ORDINALS = {
    Lang.ZH: {1: "第一", 2: "第二", 3: "第三", 4: "第四", 5: "第五", _LAST: "最后一"},
    Lang.EN: {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", _LAST: "last"},
}
_THIRDS = {
    frozenset(range(1, 11)): ("上旬", "first ten days"),
    frozenset(range(11, 21)): ("中旬", "second ten days"),
    frozenset(range(21, 32)): ("下旬", "last ten days"),
    frozenset(range(1, 21)): ("上、中旬", "first and second ten days"),
    frozenset(range(11, 32)): ("中、下旬", "second and last ten days"),
    frozenset({*range(1, 11), *range(21, 32)}): ("上、下旬", "first and last ten days"),
    frozenset(range(1, 16)): ("上半月", "first half of the month"),
    frozenset(range(16, 32)): ("下半月", "second half of the month"),
}


def printed_times(times: Times, lang: Lang) -> str:
    """Return times in their standard form: ``周二、周四下午；除12月5日``.

    Parameters
    ----------
    times : Times
        What was read from a cell.
    lang : Lang
        The language to write.

    Returns
    -------
    str
        One part after another, exceptions last.
    """
    chinese = lang is Lang.ZH
    parts = [_line(days, halves, lang) for days, halves in _grouped(times.parts)]
    excepted = [_line(days, halves, lang, bare=True) for days, halves in _grouped(times.exceptions)]
    parts += [f"{'除' if chinese else 'except '}{line}" for line in excepted]
    return ("；" if chinese else "; ").join(parts) or ("随时" if chinese else "any time")


def _grouped(parts: Iterable[Part]) -> list[tuple[list[Days], frozenset[Half]]]:
    """Return days with their half-days; single dates that stand together share them."""
    groups: list[tuple[list[Days], frozenset[Half]]] = []
    for (single, halves), found in groupby(parts, key=lambda part: (isinstance(part.days, OneDate), part.halves)):
        days = [part.days for part in found]
        groups += [(days, halves)] if single else [([one], halves) for one in days]
    return groups


def _line(days: list[Days], halves: frozenset[Half], lang: Lang, *, bare: bool = False) -> str:
    """Return days and half-days; ``bare`` leaves out 每天 before half-days."""
    words = () if halves == ALL_HALVES else tuple(_HALVES[lang][half] for half in sorted(halves))
    if days == [EveryDay()] and words and (bare or lang is Lang.EN):
        dates = "" if bare else "every"
    else:
        dates = _comma(lang).join(_days(one, lang) for one in days)
    gap = " " if lang is Lang.EN or dates[-1:].isascii() else ""
    return f"{dates}{gap}{_comma(lang).join(words)}".strip()


def _comma(lang: Lang) -> str:
    return "、" if lang is Lang.ZH else ", "


def _days(days: Days, lang: Lang, *, within: bool = False) -> str:
    """Return the words for days; ``within`` others that narrow them, every month goes without saying."""
    match days:
        case EveryDay():
            return "每天" if lang is Lang.ZH else "every day"
        case Weekdays():
            return _weekdays(days, lang, within)
        case OfficialDays():
            return _OFFICIAL[lang][days.kind]
        case MonthDays():
            return _month_days(days, lang, within)
        case OneDate(year=None):
            return _month_day((days.month, days.day), lang)
        case OneDate():
            return datetime.date(days.year or 0, days.month, days.day).isoformat()
        case DateRange():
            return _date_range(days, lang)
        case YearlyRange():
            return _yearly_range(days, lang)
        case AllOf():
            found = [_days(member, lang, within=True) for member in days.members]
            if lang is Lang.EN:
                return " ".join(found)
            joined = found[0]
            for words in found[1:]:
                joined += f" {words}" if joined[-1].isascii() or words[0].isascii() else words
            return joined


def _weekdays(days: Weekdays, lang: Lang, within: bool) -> str:
    """Return 周一至周五, 周二、周四, or 每月第二个周六."""
    names = _WEEKDAYS[lang]
    if not days.nth:
        return _runs(sorted(days.days), names.__getitem__, lang)
    listed = _comma(lang).join(names[day] for day in sorted(days.days))
    ordinals = [_ORDINALS[lang][nth] for nth in sorted(days.nth, key=lambda nth: nth % 7)]
    if lang is Lang.ZH:
        return f"{'' if within else '每月'}{'、'.join(f'{word}个' for word in ordinals)}{listed}"
    return f"{', '.join(ordinals)} {listed}{'' if within else ' of every month'}"


def _month_days(days: MonthDays, lang: Lang, within: bool) -> str:
    """Return 上旬, or 每月5日、20日; only a range can be narrowed."""
    least = 2 if within else _SHORTEST_RUN
    if days.days in _THIRDS:
        return _THIRDS[days.days][lang is Lang.EN]
    numbers = sorted(days.days)
    if lang is Lang.ZH:
        return f"每月{_runs(numbers, lambda day: f'{day}日', lang, least)}"
    return f"{_runs(numbers, _ordinal, lang, least)} of every month"


def _ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th") if day // 10 != 1 else "th"
    return f"{day}{ending}"


def _runs(numbers: list[int], name: Callable[[int], str], lang: Lang, least: int = _SHORTEST_RUN) -> str:
    """Return numbers by name, some in a row as a range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words: list[str] = []
    for run in runs:
        long = len(run) >= least
        words += [_through(name(run[0]), name(run[-1]), lang)] if long else map(name, run)
    return _comma(lang).join(words)


def _through(first: str, last: str, lang: Lang) -> str:
    gap = " " if lang is Lang.EN or last[-1].isascii() else ""
    return f"{first}{gap}{'to' if lang is Lang.EN else '至'}{gap}{last}"


def _month_day(date: tuple[int, int], lang: Lang) -> str:
    return f"{date[0]}月{date[1]}日" if lang is Lang.ZH else f"{_MONTHS[date[0] - 1]} {date[1]}"


def _month(year: int | None, month: int, lang: Lang) -> str:
    if lang is Lang.ZH:
        return f"{year}年{month}月" if year else f"{month}月"
    return f"{_MONTHS[month - 1]} {year}" if year else _MONTHS[month - 1]


def _date_range(days: DateRange, lang: Lang) -> str:
    """Return whole months as 2026年12月, other dates as 2026-11-03 至 2026-11-10."""
    first, last = days.first, days.last
    if first.day > 1 or last.day < monthrange(last.year, last.month)[1]:
        return _through(first.isoformat(), last.isoformat(), lang)
    months = [_month(date.year, date.month, lang) for date in (first, last)]
    return months[0] if months[0] == months[1] else _through(months[0], months[1], lang)


def _yearly_range(days: YearlyRange, lang: Lang) -> str:
    """Return whole months as 12月, other dates as 11月3日至11月10日."""
    (month, day), (last_month, last_day) = days.first, days.last
    if day > 1 or last_day < monthrange(_LEAP_YEAR, last_month)[1]:
        return _through(_month_day(days.first, lang), _month_day(days.last, lang), lang)
    months = [_month(None, number, lang) for number in (month, last_month)]
    return months[0] if month == last_month else _through(months[0], months[1], lang)
