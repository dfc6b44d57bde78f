"""What a cell says once something is added to it: numbers are summed, lists and times get another entry.

A blank cell that means no limit (any time, any group, any distance) takes nothing more: an entry would make it less.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commatch.altering.naming import LISTS
from commatch.months import last_day
from commatch.settings import Settings
from commatch.times import Times
from commatch.workbook import cells
from commatch.workbook.outputs import READ
from commatch.workbook.schema import Column, Type
from commatch.workbook.values import read_value

__all__ = ["added_to"]

_NUMBERS = frozenset({Type.NUMBER, Type.WHOLE, Type.URGENCY})
_ALL_WHERE_BLANK = frozenset({("helpers", "groups"), ("units", "groups"), ("funds", "categories")})
"""Lists of which a blank one means all."""
_ANY = Column("any", "", Type.NUMBER)
_BLANK_NUMBERS: Mapping[tuple[str, str], float] = {
    ("helpers", "headcount"): 1,
    ("venues", "seats"): 0,
    ("needs", "urgency"): 2,
    ("needs", "beneficiaries"): 1,
    ("needs", "sessions"): 1,
}
"""What a blank cell is read as."""


def added_to(sheet: str, key: str, old: object, text: str, settings: Settings) -> tuple[object, str]:
    """Return what a cell holds once something is added, and ``''``; else the old value and the code of a fault.

    Parameters
    ----------
    sheet, key : str
        Keys of the sheet and the column.
    old : object
        The raw value that stands there.
    text : str
        What is added.
    settings : Settings
        The settings in force: their month, and what blank cells are read as.
    """
    column = READ[sheet].column(key)
    if not text:
        return old, "nothing_added"
    if column.type in _NUMBERS:
        return _sum(sheet, column, old, text, settings)
    if column.type is Type.TIMES:
        return _times(column, old, text, settings)
    if column.type not in LISTS:
        return old, "cannot_add"
    if read_value(column, old) is None:
        return (old, "blank_is_all") if (sheet, key) in _ALL_WHERE_BLANK else (text, "")
    return f"{cells.clean(old)}；{text}", ""


def _sum(sheet: str, column: Column, old: object, text: str, settings: Settings) -> tuple[object, str]:
    anything = replace(column, minimum=None, maximum=None)  # what is added may be negative; the sum is checked as read
    more, before = read_value(anything, text), read_value(anything, old)
    if more is None:
        return old, "bad_whole" if column.type is Type.WHOLE and read_value(_ANY, text) is not None else "bad_amount"
    if before is None and cells.clean(old):
        return old, "old_unreadable"
    if before is None:
        before = _blank_number(sheet, column.key, settings)
    if before is None:
        return old, "blank_is_no_number"
    total = round(float(before) + float(more), 6)
    return int(total) if total.is_integer() else total, ""


def _blank_number(sheet: str, key: str, settings: Settings) -> float | None:
    if (sheet, key) == ("helpers", "hours"):
        return settings.default_hours
    if (sheet, key) == ("units", "sessions"):
        return settings.default_sessions
    return _BLANK_NUMBERS.get((sheet, key))


def _times(column: Column, old: object, text: str, settings: Settings) -> tuple[object, str]:
    before, more = _said(column, old), _said(column, text)
    if before is None or not before.given:
        return old, "blank_is_any_time" if before or not cells.clean(old) else "old_unreadable"
    joined = f"{cells.clean(old)}；{text}"
    after = _said(column, joined)
    month = settings.month
    if after is not None and more is not None and month is not None:
        first, last = month.replace(day=1), last_day(month)
        if not more.slots(first, last) <= after.slots(first, last):
            return old, "still_excepted"
    return joined, ""


def _said(column: Column, value: object) -> Times | None:
    found: Any = read_value(column, value)
    return found if isinstance(found, Times) else None
