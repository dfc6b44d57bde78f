"""What somebody signed for, by the name that the history has for it, so that the two are told to be one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from commatch.community import Past
from commatch.memory import Attendance, Way
from commatch.month.accounts import Person
from commatch.month.events import Event, event_of, month_of, need_of
from commatch.settings import Settings
from commatch.workbook import cells

__all__ = ["Done", "EventKeys", "done", "person_of"]

Done = tuple[Person, str, dt.date | None]
"""Who worked on which need in which month."""


def person_of(row: Attendance) -> Person | None:
    """Return who signed in; ``None`` where nobody is named."""
    if row.helper_id:
        return Person(row.helper_id)
    return Person("", row.name) if row.name else None


def done(person: Person, event: Event, row: Attendance) -> Iterator[Done]:
    """Yield where the history may tell of an event: by the month of the project's id, and by that of the day."""
    months = {event.month, row.date.replace(day=1) if row.date else None} - {None}
    for month in months or {None}:
        yield person, event.key, month


class EventKeys:
    """Under which need the history tells of what somebody signed for: a bundle's has the name of one of its needs.

    Bundles change from month to month, and 进程 knows only the latest project of a need. So what somebody signed for in
    a month before that is the history's row of that day for which they did not sign under its own name.
    """

    def __init__(
        self, past: Iterable[Past], present: Iterable[Attendance], ways: Sequence[Way], settings: Settings
    ) -> None:
        self._bundled = {cells.folded(way.need_id): need_of(way.project_id) for way in ways if need_of(way.project_id)}
        self._month = {cells.folded(way.need_id): month_of(way.project_id) for way in ways}
        self._told = {(Person(row.resource_id), cells.folded(row.need_id), row.month) for row in past}
        signed = {(person_of(row), event_of(row, settings).key, row.date) for row in present}
        self._open: dict[tuple[Person, dt.date], list[str]] = defaultdict(list)
        for row in past:
            person, need = Person(row.resource_id), cells.folded(row.need_id)
            if row.date and (person, need, row.date) not in signed:
                self._open[person, row.date].append(need)

    def of(self, person: Person, event: Event, row: Attendance) -> str:
        """Return the name of what somebody signed for."""
        for key in (event.key, self._bundled.get(event.key, event.key)):
            if any((person, key, month) in self._told for _, _, month in done(person, event, row)):
                return key
        known = self._month.get(event.key)
        others = set(self._open.get((person, row.date), ())) if row.date and known else set()
        if len(others) == 1 and row.date and known != row.date.replace(day=1):
            return others.pop()
        return self._bundled.get(event.key, event.key)
