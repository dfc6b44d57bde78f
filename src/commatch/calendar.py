"""China's official calendar: working days with their make-up days, and holiday periods.

The state announces each year's holidays the autumn before, together with the weekend days worked in
their place. The announced years come from ``chinesecalendar``; any other year is answered by
``holidays``, which knows the holidays but no make-up days (see `published`).
"""

import datetime
from functools import lru_cache

__all__ = ["is_holiday", "is_workday", "published"]

_SATURDAY = 5


@lru_cache(maxsize=8192)
def is_workday(day: datetime.date) -> bool:
    """Tell whether offices work on a day, make-up days included.

    Parameters
    ----------
    day : datetime.date
        The day asked about.

    Returns
    -------
    bool
        In a year that is not published: True from Monday to Friday unless the day is a holiday.
    """
    announced = _announced(day)
    if announced is not None:
        return not announced[0]
    return day.weekday() < _SATURDAY and not is_holiday(day)


@lru_cache(maxsize=8192)
def is_holiday(day: datetime.date) -> bool:
    """Tell whether a day belongs to an official holiday period; a plain weekend does not.

    Parameters
    ----------
    day : datetime.date
        The day asked about.

    Returns
    -------
    bool
        True for every day of the period, such as 1 to 7 October, weekends within it included.
    """
    announced = _announced(day)
    if announced is not None:
        return announced[0] and announced[1] is not None
    return day in _expected(day.year)


@lru_cache(maxsize=64)
def published(year: int) -> bool:
    """Tell whether a year's official calendar is known, make-up days included.

    Parameters
    ----------
    year : int
        The year, 1 to 9999.

    Returns
    -------
    bool
        False when only the holidays themselves can be told, so that the caller should warn.
    """
    return _announced(datetime.date(year, 1, 1)) is not None


def _announced(day: datetime.date) -> tuple[bool, str | None] | None:
    """Return whether a day is off and the holiday it is off or worked for; None if not announced."""
    import chinese_calendar

    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:  # how the library says that a year is not published yet
        return None
    return bool(off), name


@lru_cache(maxsize=64)
def _expected(year: int) -> frozenset[datetime.date]:
    """Return the holidays of a year that has no announcement."""
    import holidays

    return frozenset(holidays.country_holidays("CN", years=year))
