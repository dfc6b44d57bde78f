"""The calendar of the month's page: every day with what happens on it, and what has no day yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from commatch.community import Kind
from commatch.reports.page.tables import anchor
from commatch.reports.view import View
from commatch.texts.month_page import PAGE_WORDS
from commatch.texts.remedies import WEEKDAYS

__all__ = ["Calendar", "Day", "Happening", "calendar"]


_SHOWN = 8
"""How many of a day are shown at once."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A project in a half-day: when, what, where, and its place in the page."""

    half: str
    title: str
    venue: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month: its weekday and what happens; ``more`` says how many are shown on asking alone."""

    date: dt.date
    weekday: str
    happenings: tuple[Happening, ...]
    more: str = ""

    @property
    def first(self) -> tuple[Happening, ...]:
        """What is shown at once."""
        return self.happenings[:_SHOWN] if self.more else self.happenings

    @property
    def rest(self) -> tuple[Happening, ...]:
        """What is shown on asking."""
        return self.happenings[_SHOWN:] if self.more else ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month: the weekdays' names, Monday first, its days, and the projects without a date."""

    weekdays: tuple[str, ...]
    days: tuple[Day, ...]
    undated: tuple[Happening, ...]

    @property
    def before(self) -> int:
        """How many days of its first week are of the month before."""
        return self.days[0].date.weekday()


def calendar(view: View) -> Calendar:
    """Return the calendar of a month's projects."""
    by_day: dict[dt.date, list[tuple[int, Happening]]] = defaultdict(list)
    undated = []
    for at, project in enumerate(view.projects, 1):
        if view.dropped(project):
            continue
        title = project.demand.lead.title
        for number, slot in enumerate(project.slots, 1):
            said = title if len(project.slots) == 1 else f"{title} {_occasion(view, number)}"
            venue = view.names(row for row in project.at(slot) if row.kind is Kind.VENUE)
            by_day[slot.date].append((int(slot.half), Happening(view.words.half(slot.half), said, venue, anchor(at))))
        if not project.slots:
            undated.append(Happening("", title, "", anchor(at)))
    weekdays = tuple(map(view.words.fill, WEEKDAYS))
    month = [view.inst.last.replace(day=day + 1) for day in range(view.inst.last.day)]
    days = []
    for date in (*month, *sorted(by_day.keys() - set(month))):  # one of another month was typed in
        happenings = tuple(item for _, item in sorted(by_day[date], key=lambda pair: pair[0]))
        beyond = len(happenings) - _SHOWN
        more = view.words.fill(PAGE_WORDS["more_happenings"], count=beyond) if beyond > 1 else ""
        days.append(Day(date, weekdays[date.weekday()], happenings, more))
    return Calendar(weekdays, tuple(days), tuple(undated))


def _occasion(view: View, number: int) -> str:
    return view.words.fill(PAGE_WORDS["occasion_of"], number=number)
