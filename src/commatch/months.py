"""Months as their first days, and the day on which the council has a month's list before it."""

from __future__ import annotations

import datetime as dt

__all__ = ["council_day", "last_day", "month_after", "month_before"]


def month_before(month: dt.date) -> dt.date:
    """Return the first day of the month before one."""
    return (month.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def month_after(month: dt.date) -> dt.date:
    """Return the first day of the month after one."""
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def last_day(month: dt.date) -> dt.date:
    """Return the last day of a month."""
    return month_after(month) - dt.timedelta(days=1)


def council_day(month: dt.date, day: int) -> dt.date:
    """Return the day on which the council has a month's list before it: its day, 1 to 28, of the month before.

    What is carried out in a month must be agreed on before the month begins.
    """
    return month_before(month).replace(day=day)
