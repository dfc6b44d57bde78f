"""Cell values: one function for each type of column, total over anything a cell can hold.

A function never raises: it returns the value, or blank, or the code of what is wrong.
"""

import datetime
import math
import re
from itertools import pairwise

from commatch.times import Times
from commatch.workbook.cell_dates import date, month
from commatch.workbook.cell_lists import Counted, counted, items, levels
from commatch.workbook.cell_numbers import number, whole
from commatch.workbook.cell_words import is_blank, is_none, urgency, yes_no
from commatch.workbook.parsed import Parsed, clean, displayed, folded
from commatch.workbook.times_grammar import TimesSyntaxError, parse_times
from commatch.workbook.traditional import simplified

__all__ = [
    "Counted",
    "Parsed",
    "bundle",
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
_ALONE = frozenset(
    [
        "否",
        "不",
        "不是",
        "不要",
        "不用",
        "不需要",
        "不可",
        "不可以",
        "不能",
        "不合并",
        "不需合并",
        "单独",
        "×",
        "✗",
        "✘",
        "no",
        "false",
    ]
)
_UNNAMED = frozenset(
    ["是", "是的", "要", "需要", "可", "可以", "能", "合并", "需合并", "需要合并", "同上", "√", "✓", "✔", "yes", "true"]
)
_LONG_NUMBER = re.compile(r"\d{7,}")


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
    """Read an identifier: text, its leading zeros kept, a run of spaces inside it one space; 无 and a stroke say none.

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
    if isinstance(value, str) and value.isascii() and value.isalnum() and value[-1].isdigit():  # most of them
        return Parsed(value)
    tidy = " ".join(clean(value).split())
    if is_none(tidy):
        return Parsed()
    if isinstance(value, int | float) and abs(value) >= _LOST_PRECISION:
        return Parsed(fault="lost_digits", detail=tidy)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or _is_nan(value):
        return Parsed(fault="bad_identifier", detail=tidy)
    return Parsed(tidy)


def bundle(value: object) -> Parsed[str]:
    """Read the name that the rows of a bundle share; 否 and 不合并 say that the row is in none.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of str
        Faults: those of `identifier`, and ``unnamed_bundle`` for 是 or 同上, which name no bundle.
    """
    tidy = simplified(clean(value)).casefold()
    if tidy in _ALONE:
        return Parsed()
    return Parsed(fault="unnamed_bundle", detail=clean(value)) if tidy in _UNNAMED else identifier(value)


def _is_nan(value: object) -> bool:
    """Tell whether a value is the float that is no number."""
    return isinstance(value, float) and math.isnan(value)


def phone(value: object) -> Parsed[str]:
    """Read a phone number or an identity number, as text; 无 and a stroke say that there is none.

    Parameters
    ----------
    value : object
        The raw value; a whole number becomes its digits.

    Returns
    -------
    Parsed of str
        Faults: ``lost_digits`` for a number that has lost its tail, ``bad_phone`` for what is none.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit():  # most of them
        return Parsed(value)
    tidy = clean(_joined(clean(value).split()))
    if is_none(tidy):
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


def _joined(pieces: list[str]) -> str:
    """Return the pieces of a phone number as one, those of two numbers with 、 between."""
    joined = pieces[0] if pieces else ""
    for before, piece in pairwise(pieces):
        apart = _LONG_NUMBER.search(before) and _LONG_NUMBER.search(piece)
        joined += f"、{piece}" if apart else piece
    return joined


def times(value: object, *, english: bool = False) -> Parsed[Times]:
    """Read when something can take place.

    Parameters
    ----------
    value : object
        The raw value: text, or a date, which means the whole day.
    english : bool
        The sheet is in English, so that 5/12 may be meant either way.

    Returns
    -------
    Parsed of Times
        Fault: ``bad_times``, with the part that cannot be read.
    """
    tidy = clean(value)
    if is_blank(tidy):
        return Parsed()
    if isinstance(value, datetime.date) and (
        not isinstance(value, datetime.datetime) or value.time() == datetime.time()
    ):
        value = tidy
    if not isinstance(value, str):
        return Parsed(fault="bad_times", detail=tidy)
    try:
        return Parsed(parse_times(value, english))
    except TimesSyntaxError as error:
        return Parsed(fault="bad_times", detail=error.part)
