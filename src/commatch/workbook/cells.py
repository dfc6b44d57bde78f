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
    tidy = " ".join(clean(value).split())
    if is_none(tidy):
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
    if is_blank(tidy):
        return Parsed()
    if isinstance(value, datetime.date) and (
        not isinstance(value, datetime.datetime) or value.time() == datetime.time()
    ):
        value = tidy
    if not isinstance(value, str):
        return Parsed(fault="bad_times", detail=tidy)
    try:
        return Parsed(parse_times(value))
    except TimesSyntaxError as error:
        return Parsed(fault="bad_times", detail=error.part)
