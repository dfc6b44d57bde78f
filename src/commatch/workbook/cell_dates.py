"""Dates and months in cells. A date that can be read in two ways is a fault, never guessed."""

import calendar
import datetime
import re
from dataclasses import replace

from commatch.workbook.cell_words import is_none
from commatch.workbook.parsed import NUMERAL, Parsed, clean, small_number
from commatch.workbook.times_words import canonical, in_common_era, in_english
from commatch.workbook.traditional import simplified

__all__ = ["date", "month"]

_EPOCH = datetime.date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20000, 80000
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_CENTURY, _COMPACT = 2000, 8
_DECEMBER = 12
_LONGEST = 100
_YEARS_AROUND = 8

_TRAILING = re.compile(
    r"\s*(?:(?:t|\s)\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|z|[+-]\d{2}:?\d{2})?|\d{1,2}点.*|全天|[上下中]午.*|晚上.*)$"
)
_WEEKDAY = re.compile(r"\s*\(?\s*周(?P<day>[一二三四五六日])\s*\)?\s*$|^周(?P<lead>[一二三四五六日]),?\s*")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4}|\d{2}(?=年))\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*(?P<d>\d{1,2})日?")
_SIGNED = re.compile(r"(\d{4})([、,_\\ ])\s*(\d{1,2})\2\s*(\d{1,2})")
_SHORT_YEAR = re.compile(r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<c>\d{1,2})")
_NAMED_MONTH = re.compile(r"(\d{1,2})-([a-z]{3,9})-((?:\d\d)?)(\d\d)", re.IGNORECASE)
_ENDLESS = frozenset(
    [
        "长期",
        "长期有效",
        "永久",
        "永久有效",
        "无期限",
        "无限期",
        "不限",
        "不限期",
        "不定期",
        "rolling",
        "open-ended",
        "indefinite",
    ]
)
_UNTIL = re.compile(r"^截[至止](?:到|至|日期)?:?\s*|\s*止$|[。.]$")
_YEAR_LAST = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})")
_YEARLESS = re.compile(r"(?P<m>\d{1,2})(?P<s>月|[-/.])(?P<d>\d{1,2})日?")
_MONTH = re.compile(
    r"(?P<y>\d{4})(?:\s*(?:年|[-/.])\s*(?P<m>\d{1,2})(?:月份?)?|(?P<mm>\d{2}))|(?P<m3>\d{1,2})[-/](?P<y3>\d{4})"
)
_CHINESE_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")


def date(value: object, *, month: datetime.date | None = None, english: bool = False) -> Parsed[datetime.date]:
    """Read a date; a time of day with it is left out, and 长期 says that there is none.

    Parameters
    ----------
    value : object
        The raw value: a date, text, or a number (Excel serial, 20261103, 11.15).
    month : datetime.date, optional
        The month worked on: a date without a year takes the year that brings it nearest.
    english : bool
        The sheet is in English, so that 5/12 may be meant either way.

    Returns
    -------
    Parsed of datetime.date
        Faults: ``bad_date``, ``ambiguous_date``, with the readings possible as detail. Note ``year_assumed``:
        of a date without a year, of a year of two digits, and of one of the Republic that is not named, 115/12/5.
    """
    if isinstance(value, datetime.datetime):
        return Parsed(value.date())
    if isinstance(value, datetime.date):
        return Parsed(value)
    text = clean(value)
    if is_none(text) or simplified(text).casefold() in _ENDLESS:
        return Parsed()
    bad: Parsed[datetime.date] = Parsed(fault="bad_date", detail=text)
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(text) > _LONGEST:
        return bad
    if re.fullmatch(r"\d{5}(?:\.\d+)?|\d{8}", text):
        read = _from_digits(text)
    elif isinstance(value, str):
        read = _from_text(text, month, english)
    else:
        read = _from_decimal(text, month)
    return read or bad


def month(value: object) -> Parsed[datetime.date]:
    """Read a month, or the month of a full date.

    Parameters
    ----------
    value : object
        The raw value: ``2026-12``, ``2026年12月``, ``202612``, a date.

    Returns
    -------
    Parsed of datetime.date
        The first of the month. Fault: ``bad_month``.
    """
    text = clean(value)
    if is_none(text):
        return Parsed()
    if len(text) > _LONGEST:
        return Parsed(fault="bad_month", detail=text)
    tenth = isinstance(value, float) and re.fullmatch(r"\d{4}\.1", text)  # 2026.1 or 2026.10
    match = _MONTH.fullmatch(_canonical(text)) if not isinstance(value, bool) else None
    if match and not tenth:
        found = _date(int(match["y"] or match["y3"]), int(match["m"] or match["mm"] or match["m3"]), 1)
    else:
        full = date(value)
        found = full.value if not full.note and not tenth else None
    known = found and _date(found.year, found.month, 1)
    return Parsed(known) if known else Parsed(fault="bad_month", detail=text)


def _canonical(text: str) -> str:
    """Return text in canonical spelling, on one line, a year such as 二〇二六 in digits."""
    text = _CHINESE_YEAR.sub(lambda year: "".join(str(small_number(char)) for char in year[0]), text)
    return re.sub(rf"(?<=月){NUMERAL}$", lambda day: str(small_number(day[0])), canonical(text.replace("\n", " ")))


def _date(year: int, month: int, day: int) -> datetime.date | None:
    """Return a date of our time, or None when there is none."""
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= _DECEMBER):
        return None
    return datetime.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _from_digits(text: str) -> Parsed[datetime.date] | None:
    """Read 20261103 or an Excel serial."""
    if len(text) == _COMPACT and "." not in text:
        found = _date(int(text[:4]), int(text[4:6]), int(text[6:]))
        return Parsed(found) if found else None
    serial = int(text.partition(".")[0])
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return None
    return Parsed(_EPOCH + datetime.timedelta(serial))


def _from_decimal(text: str, near: datetime.date | None) -> Parsed[datetime.date] | None:
    """Read a number such as 11.15; a lost zero may hide in 11.3, so that it can be the 3rd or the 30th."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", text)
    if not match:
        return None
    days = {int(match[2])} | ({int(match[2]) * 10} if len(match[2]) == 1 else set())
    found = [date for day in sorted(days) if (date := _nearest(int(match[1]), day, near))]
    return _one_of(found, assumed=True)


def _from_text(text: str, near: datetime.date | None, english: bool) -> Parsed[datetime.date] | None:
    """Read a date written in words or signs."""
    text = _UNTIL.sub("", text)
    dashed = _NAMED_MONTH.fullmatch(text)
    if dashed:  # 5-Dec-26, as spreadsheets show a date
        read = _from_text(f"{dashed[1]} {dashed[2]} {dashed[3] or _CENTURY // 100}{dashed[4]}", near, english)
        return replace(read, note="year_assumed") if read and read.value and not dashed[3] else read
    text = _SIGNED.sub(r"\1-\3-\4", text)
    republic = simplified(text)
    text = in_common_era(republic)
    if text != republic and "民国" not in republic:  # 115/12/5
        read = _from_text(text, near, english)
        return replace(read, note="year_assumed") if read and read.value else read
    english = english or in_english(text)
    text = _TRAILING.sub("", _canonical(text)).strip()
    weekday = _WEEKDAY.search(text)
    text = _WEEKDAY.sub("", text).strip()
    read = _read(re.sub(r"\s*([年月日/.-])\s*", r"\1", text), english, near)
    if read and read.value and weekday:
        said = "一二三四五六日".index(weekday["day"] or weekday["lead"])
        return read if read.value.weekday() == said else None
    return read


def _read(text: str, english: bool, near: datetime.date | None) -> Parsed[datetime.date] | None:
    """Read a date that stands alone."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        short = len(match["y"]) < len("2026")
        found = _date(int(match["y"]) + _CENTURY * short, int(match["m"]), int(match["d"]))
        return Parsed(found, note="year_assumed" if short else "") if found else None
    match = _YEAR_LAST.fullmatch(text)
    if match:
        year, first, second = int(match["y"]), int(match["a"]), int(match["b"])
        return _one_of([date for date in (_date(year, first, second), _date(year, second, first)) if date])
    match = _SHORT_YEAR.fullmatch(text)
    if match:
        first, second, third = int(match["a"]), int(match["b"]), int(match["c"])
        orders = [(first, second, third), (third, first, second), (third, second, first)]
        found_all = [_date(_CENTURY + year, month, day) for year, month, day in orders]
        return _one_of([date for date in found_all if date], assumed=True)
    match = _YEARLESS.fullmatch(text)
    if not match:
        return None
    first, second = int(match["m"]), int(match["d"])
    found = _nearest(first, second, near)
    if match["s"] == "/" and (english or not found):
        swapped = _nearest(second, first, near)
        return _one_of([date for date in (found, swapped) if date], assumed=True)
    return Parsed(found, note="year_assumed") if found else None


def _one_of(found: list[datetime.date], *, assumed: bool = False) -> Parsed[datetime.date] | None:
    """Return the only reading, or the fault of having several."""
    distinct = sorted(set(found))
    if not distinct:
        return None
    if len(distinct) > 1:
        return Parsed(fault="ambiguous_date", detail=" / ".join(map(str, distinct)))
    return Parsed(distinct[0], note="year_assumed" if assumed else "")


def _nearest(month: int, day: int, near: datetime.date | None) -> datetime.date | None:
    """Return the date of a month and day that is nearest to the first of the month worked on."""
    if near is None:
        return None
    years = range(near.year - _YEARS_AROUND, near.year + _YEARS_AROUND + 1)
    found = [date for year in years if (date := _date(year, month, day))]
    return min(found, key=lambda date: abs(date - near.replace(day=1)), default=None)
