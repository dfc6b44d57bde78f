"""The sheet 设置: keys and values that beat the settings below it and are beaten by the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from commatch.amending import amend
from commatch.problems import NOWHERE, Place, Problem, Severity, error, warning
from commatch.settings import FILE_LIMITS, Settings, setting_key, setting_names
from commatch.workbook import cells
from commatch.workbook.tables import Tables
from commatch.workbook.traditional import simplified

__all__ = ["next_month", "settings_in_force"]

_DECEMBER = 12


def settings_in_force(
    tables: Tables,
    settings: Settings,
    overrides: Mapping[str, object],
    today: dt.date,
    problems: list[Problem],
) -> Settings:
    """Return the settings of a run; the month is always set, to its first day.

    Parameters
    ----------
    tables : Tables
        What was read, perhaps with sheets of settings.
    settings : Settings
        What holds below the sheet.
    overrides : mapping of str to object
        What beats the sheet, by key.
    today : datetime.date
        The month after it is planned where no month is said.
    problems : list of Problem
        Grows by what is wrong in the sheet and in the overrides.

    Returns
    -------
    Settings
        The settings in force.
    """
    values, places = _sheet(tables, problems)
    near = _month(overrides) or _month(values) or settings.month or next_month(today)
    settings, wrong = amend(settings, values, places, near)
    beaten = {setting_key(key) for key, value in overrides.items() if value not in (None, "")}
    problems.extend(replace(one, severity=Severity.WARNING) if _key(one) in beaten else one for one in wrong)
    settings, wrong = amend(settings, overrides, near=near)
    problems.extend(wrong)
    month = settings.month.replace(day=1) if settings.month else next_month(today)
    settings = replace(settings, month=month)
    if settings.start and (settings.start.year, settings.start.month) != (month.year, month.month):
        place = next((places[key] for key in ("start", "month") if key in places), NOWHERE)
        start = settings.start.isoformat()
        problems.append(error("start_outside_month", place, start, month=f"{month:%Y-%m}"))
        settings = replace(settings, start=None)
    return settings


def _sheet(tables: Tables, problems: list[Problem]) -> tuple[dict[str, object], dict[str, Place]]:
    values: dict[str, object] = {}
    places: dict[str, Place] = {}
    known = frozenset(setting_names())
    for table in sorted(tables.of("settings"), key=lambda table: table.place):
        for row in table.rows:
            key_cell, value_cell = row.cells.get("key"), row.cells.get("value")
            key = setting_key(simplified(cells.clean(key_cell.value))) if key_cell else ""
            text = cells.clean(value_cell.value) if value_cell else ""
            if value_cell is None or not text:
                continue
            if not key:
                problems.append(error("setting_without_key", value_cell.place, text))
            elif key in FILE_LIMITS:
                problems.append(warning("setting_too_late", value_cell.place, text, key=key))
            elif key in values and cells.clean(values[key]) != text:
                place = value_cell.place
                problems.append(error("setting_conflict", place, text, key=key, other=places[key]))
            elif key not in values:
                values[key] = value_cell.value
                places[key] = (value_cell if key in known else key_cell or value_cell).place
    return values, places


def _key(problem: Problem) -> str:
    """Return the setting that a problem is about; '' where it is about none that is known."""
    return dict(problem.params).get("key", "")


def _month(values: Mapping[str, object]) -> dt.date | None:
    """Return the month that some settings say."""
    said = (value for key, value in values.items() if setting_key(key) == "month")
    return next((found for value in said if (found := cells.month(value).value)), None)


def next_month(today: dt.date) -> dt.date:
    """Return the month after that of a day, which is planned where no month is said."""
    if today.month == _DECEMBER:
        return dt.date(today.year + 1, 1, 1)
    return dt.date(today.year, today.month + 1, 1)
