"""Who signed in at an event that can't have been held, or not yet: the worker is asked which of the two is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from commatch.community import Need
from commatch.memory import Attendance, Way
from commatch.month.events import EVENT, event_of, month_of
from commatch.month.needs_sheet import LEAVING, UNDECIDED
from commatch.previous_projects import PreviousProject
from commatch.problems import Problem, warning
from commatch.settings import Settings
from commatch.workbook import cells

__all__ = ["before_raised", "days_before_raised", "not_held"]


def not_held(rows: Iterable[Attendance], ways: Iterable[Way], settings: Settings) -> Iterator[Problem]:
    """Yield a warning for each row of attendance of a project that was not decided, or not to be, and never begun.

    Parameters
    ----------
    rows : iterable of Attendance
        Who signed in.
    ways : iterable of Way
        How far the needs came.
    settings : Settings
        They tell what an event is.
    """
    stood = {
        cells.folded(way.need_id): way
        for way in ways
        if way.project_id and way.status in LEAVING | UNDECIDED and way.started_on is None
    }
    for row in rows:
        event = event_of(row, settings)
        way = stood.get(event.key) if event.kind in EVENT else None
        month = event.month or (row.date.replace(day=1) if row.date else None)
        if way is not None and month == month_of(way.project_id):
            yield warning("signed_not_held", row.place, row.event, project=way.project_id, status=way.status)


def before_raised(signed: Mapping[str, Iterable[Attendance]], needs: Iterable[Need]) -> Iterator[Problem]:
    """Yield a warning for each row of attendance of a day before the need was raised.

    Parameters
    ----------
    signed : mapping of str to iterable of Attendance
        Who signed in, by need in plain form.
    needs : iterable of Need
        The needs of the month.
    """
    for need in needs:
        for row in signed.get(cells.folded(need.need_id), ()):
            if row.date and need.raised_on and row.date < need.raised_on:
                raised, day = need.raised_on.isoformat(), row.date.isoformat()
                yield warning("day_before_raised", row.place, day, need=need.need_id, raised=raised)


def days_before_raised(projects: Iterable[PreviousProject], needs: Mapping[str, Need]) -> Iterator[Problem]:
    """Yield a warning for each day that was typed in, of what has no slot, before the need was raised.

    Parameters
    ----------
    projects : iterable of PreviousProject
        As the list has them.
    needs : mapping of str to Need
        The needs of the month, by id.
    """
    for project in projects:
        typed = [(row.typed.day, row.typed.day_place) for row in (*project.rows, *project.added)]
        for day, place in ((project.day, project.day_place), *typed):
            for need in (needs[need_id] for need_id in project.need_ids if need_id in needs):
                if day and need.raised_on and day.date < need.raised_on:
                    raised, said = need.raised_on.isoformat(), day.date.isoformat()
                    yield warning("day_before_raised", place, said, need=need.need_id, raised=raised)
