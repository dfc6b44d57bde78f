"""Days of a times cell: dates, weekdays, parts of a month, the official calendar's days."""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from commatch.times import DateRange, Days, EveryDay, MonthDays, OfficialDays, OneDate, Weekdays, YearlyRange

__all__ = ["Atom", "Context", "DayError", "Sort", "scan_days"]

_LEAP_YEAR = 2024
_LONGEST_WRAP = 183
_LAST_DAY = 31
_DECEMBER = 12
_RANGE = r"\s*(?:-+|至|到)\s*"
_JOIN = r"\s*[、,和及与]\s*"
_WEEK = "一二三四五六日"

_YEAR = r"(?:19|20|21)\d\d"
# A bare number is a day only where it can be no time of day, month or year.
_BARE = r"(?!\d|\s*(?::|点|月|[ap]m|/|\.\d)|\s*(?:-+|至|到)\s*\d{1,2}\s*(?::|点|月|[ap]m))"
_UP_TO_DATE = r"(?=\s*(?:-+|至|到)\s*\d{1,2}月)"
_DATES = [
    re.compile(rf"(?:(?P<y>{_YEAR})年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})(?:日|{_BARE}|{_UP_TO_DATE})"),
    re.compile(rf"(?P<y>{_YEAR})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)"),
    re.compile(r"(?P<y>)(?P<m>\d{1,2})(?P<s>/)(?P<d>\d{1,2})(?![\d/:点])"),
    re.compile(r"(?P<y>)(?P<m>\d{1,2})\.(?P<d>\d)(?![\d.])"),
]
_END_DATE = re.compile(r"(?P<y>)(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d/:点])")
_DAY = re.compile(r"(?P<d>\d{1,2})日")
_BARE_DAY = re.compile(rf"(?P<d>\d{{1,2}}){_BARE}")
_LISTED_DAY = re.compile(rf"(?P<d>\d{{1,2}})(?=(?:(?:{_RANGE}|{_JOIN})\d{{1,2}})+日)")
_MONTH = re.compile(rf"(?:(?P<y>{_YEAR})年)?(?P<m>\d{{1,2}})月份?(?!\d|底|初|末)")
_MONTHS = re.compile(
    rf"(?:(?P<y>{_YEAR})年)?(?P<m>\d{{1,2}})月?{_RANGE}(?:(?P<y2>{_YEAR})年)?(?P<m2>\d{{1,2}})月份?(?!\d|底|初|末)"
)
_THIRD = re.compile(rf"(?P<list>[上中下](?:(?:{_JOIN})?[上中下])*)旬|(?P<half>[上下])半月")
_NTH = re.compile(
    rf"(?P<list>(?:第[一二三四五1-5]|最后一?|首)个?(?:{_JOIN}(?:第?[一二三四五1-5]|最后一?)个?)*)\s*的?\s*(?=周)"
)
_NOT_A_DAY = "(?![点月个周])"
_WEEKDAYS = re.compile(
    rf"周(?P<from>[{_WEEK}]){_RANGE}周?(?P<to>[{_WEEK}]){_NOT_A_DAY}"
    rf"|周(?P<list>[{_WEEK}]+(?:{_JOIN}(?!十)[{_WEEK}]+{_NOT_A_DAY})*)(?!点)"
)
_TWICE = re.compile(rf"([{_WEEK}])\1")
_OFFICIAL = re.compile(
    r"(?P<workday>工作日|平日|上班日)|(?P<weekend>周末|双休日)|(?P<holiday>(?:国家)?法定(?:节?假日|节日)|节?假日|节日)"
)
_SINCE = re.compile(r"从\s*")
_RANGE_MARK = re.compile(_RANGE)
_EVERY_DAY = re.compile(r"每天|每日|天天")
_THIRDS = {"上": range(1, 11), "中": range(11, 21), "下": range(21, _LAST_DAY + 1)}


class DayError(ValueError):
    """A day that does not exist, a range that ends before it starts, or words with two readings."""


class Sort(Enum):
    """What a group of words picks days by; words of one sort add up, different sorts narrow each other."""

    MONTH = "month"
    THIRD = "third"
    DATE = "date"
    WEEK = "week"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Atom:
    """Days that were read, and by what they were picked."""

    sort: Sort
    days: Days


@dataclass(slots=True)
class Context:
    """What goes without saying: the month spoken of, and that the cell is in English."""

    english: bool = False
    year: int | None = None
    month: int | None = None


def scan_days(text: str, at: int, context: Context) -> tuple[Atom, int] | None:
    """Read one group of words for days.

    Parameters
    ----------
    text : str
        A part in canonical spelling.
    at : int
        Where to read.
    context : Context
        What was said before; a month read here is remembered in it.

    Returns
    -------
    tuple of Atom and int, or None
        The days and where they end; None when nothing of the kind stands there.

    Raises
    ------
    DayError
        If what stands there is impossible or has two readings.
    """
    for read in _READERS:
        found = read(text, at, context)
        if found:
            return found
    return None


def _dates(text: str, at: int, context: Context) -> tuple[Atom, int] | None:
    """Read a date or a range of dates."""
    since = _SINCE.match(text, at)
    first = _one_date(text, since.end() if since else at, context)
    if not first:
        return None
    date, end = first
    join = _RANGE_MARK.match(text, end)
    last = _end_date(text, join.end(), context, date) if join else None
    if not last:
        if since:
            raise DayError(text[at:])
        return (Atom(Sort.DATE, MonthDays(frozenset({date.day})) if not date.month else date), end)
    return Atom(Sort.DATE, _date_range(date, last[0])), last[1]


def _one_date(text: str, at: int, context: Context) -> tuple[OneDate, int] | None:
    """Read a date; month 0 stands for the day of every month."""
    for pattern in _DATES:
        match = pattern.match(text, at)
        if match:
            return _in_context(match, context), match.end()
    match = _DAY.match(text, at) or _LISTED_DAY.match(text, at)
    if not match and context.month:
        match = _BARE_DAY.match(text, at)
    return (_day_only(match["d"], context), match.end()) if match else None


def _end_date(text: str, at: int, context: Context, first: OneDate) -> tuple[OneDate, int] | None:
    """Read the end of a range of dates, which may leave out what its start says."""
    full = next((match for match in (pattern.match(text, at) for pattern in _DATES) if match), None)
    match = full or (_END_DATE.match(text, at) if first.month else None)
    if match:
        return _in_context(match, context), match.end()
    match = _DAY.match(text, at) or _LISTED_DAY.match(text, at)
    if not match and first.month:
        match = _BARE_DAY.match(text, at)
    if not match:
        return None
    return _day_only(match["d"], Context(False, first.year, first.month or None)), match.end()


def _in_context(match: re.Match[str], context: Context) -> OneDate:
    """Return a matched date, remembering its month."""
    month, day = int(match["m"]), int(match["d"])
    slashed = not match["y"] and match.groupdict().get("s") == "/"
    both = _exists(None, month, day) and _exists(None, day, month) and month != day
    if slashed and both and context.english:
        raise DayError(match[0])
    if slashed and not _exists(None, month, day):
        month, day = day, month
    context.year = int(match["y"]) if match["y"] else None
    context.month = month
    return _checked(context.year, month, day)


def _day_only(day: str, context: Context) -> OneDate:
    """Return the day of the month spoken of, or of every month."""
    if context.month:
        return _checked(context.year, context.month, int(day))
    if not 1 <= int(day) <= _LAST_DAY:
        raise DayError(day)
    return OneDate(None, 0, int(day))


def _exists(year: int | None, month: int, day: int) -> bool:
    """Tell whether a date exists, in some year if none is given."""
    return 1 <= month <= _DECEMBER and 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]


def _checked(year: int | None, month: int, day: int) -> OneDate:
    """Return a date that exists."""
    if not _exists(year, month, day):
        raise DayError(f"{month}-{day}")
    return OneDate(year, month, day)


def _date_range(first: OneDate, last: OneDate) -> Days:
    """Return all days between two dates; a year given on one side only holds for both."""
    if not first.month or not last.month:
        if first.month or last.month or first.day > last.day:
            raise DayError(f"{first.day}-{last.day}")
        return MonthDays(frozenset(range(first.day, last.day + 1)))
    wraps = (last.month, last.day) < (first.month, first.day)
    if first.year is None and last.year is None:
        length = _date(_LEAP_YEAR, last) - _date(_LEAP_YEAR - wraps, first)
        if wraps and (length.days > _LONGEST_WRAP or first.month == last.month):
            raise DayError(f"{first.month}-{first.day}")
        return YearlyRange((first.month, first.day), (last.month, last.day))
    start = _date(first.year or (last.year or 0) - wraps, first)
    end = _date(last.year or start.year + wraps, last)
    if end < start or (wraps and last.year is None and (end - start).days > _LONGEST_WRAP):
        raise DayError(f"{start}-{end}")
    return DateRange(start, end)


def _date(year: int, date: OneDate) -> datetime.date:
    """Return a date in a year; 29 February of a year without one is an error."""
    _checked(year, date.month, date.day)
    return datetime.date(year, date.month, date.day)


def _months(text: str, at: int, context: Context) -> tuple[Atom, int] | None:
    """Read a month, or a range of months."""
    match = _MONTHS.match(text, at) or _MONTH.match(text, at)
    if not match:
        return None
    found = match.groupdict()
    year = int(found["y"]) if found["y"] else None
    last_month = int(found.get("m2") or found["m"])
    first = _checked(year, int(found["m"]), 1)
    last_year = year + (last_month < first.month) if year else None
    if found.get("y2"):
        last_year = int(found["y2"])
    last = _checked(last_year, last_month, 1)
    last = OneDate(last.year, last.month, calendar.monthrange(last.year or _LEAP_YEAR, last.month)[1])
    context.year, context.month = year, last_month
    return Atom(Sort.MONTH, _date_range(first, last)), match.end()


def _thirds(text: str, at: int, context: Context) -> tuple[Atom, int] | None:
    """Read 上旬, 中旬 and 下旬, 上半月 and 下半月."""
    match = _THIRD.match(text, at)
    if not match:
        return None
    if match["half"]:
        days = frozenset(range(1, 16) if match["half"] == "上" else range(16, _LAST_DAY + 1))
    else:
        days = frozenset(day for char in match["list"] if char in _THIRDS for day in _THIRDS[char])
    return Atom(Sort.THIRD, MonthDays(days)), match.end()


def _weekdays(text: str, at: int, context: Context) -> tuple[Atom, int] | None:
    """Read days of the week, all of a month or some."""
    nth = _NTH.match(text, at)
    match = _WEEKDAYS.match(text, nth.end() if nth else at)
    if not match:
        return None
    if match["from"]:
        if nth:
            raise DayError(match[0])
        first, last = _WEEK.index(match["from"]), _WEEK.index(match["to"])
        days = frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    else:
        if _TWICE.search(match["list"]):  # 周一一周五: a stroke for 至?
            raise DayError(match[0])
        days = frozenset(_WEEK.index(char) for char in match["list"] if char in _WEEK)
    return Atom(Sort.WEEK, Weekdays(days, _ordinals(nth["list"]) if nth else frozenset())), match.end()


def _ordinals(text: str) -> frozenset[int]:
    """Return which weekdays of a month a list of ordinals means."""
    last = {-1} if "最后" in text else set()
    numbers = re.findall(r"[一二三四五1-5首]", text.replace("最后一", ""))
    return frozenset(last | {1 if n == "首" else int(n) if n.isdigit() else _WEEK.index(n) + 1 for n in numbers})


def _official(text: str, at: int, context: Context) -> tuple[Atom, int] | None:
    """Read days of the official calendar, and every day."""
    match = _EVERY_DAY.match(text, at)
    if match:
        return Atom(Sort.KIND, EveryDay()), match.end()
    match = _OFFICIAL.match(text, at)
    if not match:
        return None
    kind = OfficialDays("workday" if match["workday"] else "weekend" if match["weekend"] else "holiday")
    return Atom(Sort.KIND, kind), match.end()


_Reader = Callable[[str, int, Context], tuple[Atom, int] | None]
_READERS: tuple[_Reader, ...] = (_dates, _months, _thirds, _weekdays, _official)
