"""Cell values: one function for each type of column, total over anything a cell can hold.

A function never raises: it returns the value, or blank, or the code of what is wrong.
"""

import datetime
import math
import re

from commatch.times import OneDate, Part, Times
from commatch.workbook.cell_dates import date, month
from commatch.workbook.cell_lists import Counted, counted, items, levels
from commatch.workbook.cell_numbers import number, whole
from commatch.workbook.parsed import Parsed, clean, displayed, folded
from commatch.workbook.times_grammar import TimesSyntaxError, parse_times

__all__ = [
    "Counted",
    "Parsed",
    "clean",
    "counted",
    "date",
    "folded",
    "identifier",
    "items",
    "levels",
    "month",
    "number",
    "phone",
    "text",
    "times",
    "urgency",
    "whole",
    "yes_no",
]

_LOST_PRECISION = 1e15
_YES = "是 有 可 可以 能 对 行 √ ✓ ✔ ☑ y yes true t 1 ok on"
_NO = "否 无 不 没有 不可 不可以 不能 不是 错 不行 × ✗ ✘ ✕ ☒ x n no false f 0 off"
_YES_NO = dict.fromkeys(_YES.split(), True) | dict.fromkeys(_NO.split(), False)
_URGENCY = {
    **{word: n for n, word in enumerate(["低", "中", "高", "紧急", "兜底"], 1)},
    **{word: n for n, word in enumerate(["low", "medium", "high", "urgent", "must"], 1)},
    **{word: n for n, word in enumerate("一二三四五", 1)},
    **{str(n): n for n in range(1, 6)},
}


def text(value: object) -> Parsed[str]:
    """Read free text.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of str
        Never a fault.
    """
    return Parsed(displayed(value) or None)


def identifier(value: object) -> Parsed[str]:
    """Read an identifier: text, its leading zeros kept, a run of spaces inside it one space.

    Parameters
    ----------
    value : object
        The raw value; a whole number becomes its digits.

    Returns
    -------
    Parsed of str
        Faults: ``lost_digits`` for a number too long for a spreadsheet to keep, ``bad_identifier`` for what a
        spreadsheet made of an identifier, such as a date.
    """
    tidy = " ".join(clean(value).split())
    if not tidy:
        return Parsed()
    if isinstance(value, int | float) and abs(value) >= _LOST_PRECISION:
        return Parsed(fault="lost_digits", detail=tidy)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or _is_nan(value):
        return Parsed(fault="bad_identifier", detail=tidy)
    return Parsed(tidy)


def _is_nan(value: object) -> bool:
    """Tell whether a value is the float that is no number."""
    return isinstance(value, float) and math.isnan(value)


def phone(value: object) -> Parsed[str]:
    """Read a phone number or an identity number, as text.

    Parameters
    ----------
    value : object
        The raw value; a whole number becomes its digits.

    Returns
    -------
    Parsed of str
        Faults: ``lost_digits`` for a number that has lost its tail, ``bad_phone`` for what is none.
    """
    tidy = "".join(clean(value).split())
    if not tidy:
        return Parsed()
    if isinstance(value, int | float) and abs(value) >= _LOST_PRECISION:
        return Parsed(fault="lost_digits", detail=tidy)
    if re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d+", tidy):
        return Parsed(fault="lost_digits", detail=tidy)
    tidy = re.sub(r"^(\d+)\.0+$", r"\1", tidy)
    if isinstance(value, bool) or not re.search(r"\d", tidy) or not isinstance(value, str | int | float):
        return Parsed(fault="bad_phone", detail=tidy)
    if isinstance(value, int | float) and not tidy.isdigit():
        return Parsed(fault="bad_phone", detail=tidy)
    return Parsed(tidy)


def yes_no(value: object) -> Parsed[bool]:
    """Read yes or no, from a closed table.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of bool
        Fault: ``bad_yes_no``.
    """
    tidy = clean(value).casefold()
    if not tidy:
        return Parsed()
    if tidy not in _YES_NO:
        return Parsed(fault="bad_yes_no", detail=clean(value))
    return Parsed(_YES_NO[tidy])


def urgency(value: object) -> Parsed[int]:
    """Read how urgent a need is: 1 to 5, or 低 中 高 紧急 兜底.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of int
        Fault: ``bad_urgency``.
    """
    tidy = clean(value).casefold()
    if not tidy:
        return Parsed()
    level = None if isinstance(value, bool) else _URGENCY.get(re.sub(r"\.0+$|级$", "", tidy))
    return Parsed(level) if level else Parsed(fault="bad_urgency", detail=clean(value))


def times(value: object) -> Parsed[Times]:
    """Read when something can take place.

    Parameters
    ----------
    value : object
        The raw value: text, or a date, which means the whole day.

    Returns
    -------
    Parsed of Times
        Fault: ``bad_times``, with the part that cannot be read.
    """
    tidy = clean(value)
    if not tidy:
        return Parsed()
    if isinstance(value, datetime.date) and (
        not isinstance(value, datetime.datetime) or value.time() == datetime.time()
    ):
        return Parsed(Times((Part(OneDate(value.year, value.month, value.day)),), (), tidy))
    if not isinstance(value, str):
        return Parsed(fault="bad_times", detail=tidy)
    try:
        return Parsed(parse_times(value))
    except TimesSyntaxError as error:
        return Parsed(fault="bad_times", detail=error.part)
