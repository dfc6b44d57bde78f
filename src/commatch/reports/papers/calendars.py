"""Calendar files for helpers, units and venues: what their calendars on a telephone or a computer take in.

A half-day has no hours of its own: an event begins when its half-day does by the settings, and lasts as long as
whoever is on it is asked for. Times are written in UTC, eight hours behind China all year round, so that no program
needs a table of time zones. An event keeps its identifier when it is moved within the month, so that a calendar which
takes the file in again moves it too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping

from icalendar import Calendar, Event, vText

from commatch.community import Kind
from commatch.months import council_day
from commatch.reports.action_path import goods_words
from commatch.reports.assignments import requirement_words
from commatch.reports.listed_month import PEOPLE
from commatch.reports.papers.documents import on_paper
from commatch.reports.papers.paper_month import PaperMonth
from commatch.reports.papers.task_sheets import Task, others, state_words, still_open, tasks_of
from commatch.reports.view import View
from commatch.settings import HALF_DAYS, half_day_times

__all__ = ["calendars"]

_CHINA = dt.timezone(dt.timedelta(hours=8))
_NOT_IN_NAMES = re.compile(r"[^\w-]+")


def calendars(month: PaperMonth) -> Mapping[str, bytes]:
    """Return the calendar files by their names; what has no day is in none.

    Parameters
    ----------
    month : PaperMonth
        The month as its project list stands.
    """
    found: dict[str, bytes] = {}
    for kind in (*PEOPLE, Kind.VENUE):
        for resource_id, tasks in tasks_of(month, kind).items():
            dated = [task for task in tasks if task.row.slot is not None]
            if dated:
                found[_file_name(month, kind, resource_id, found)] = _calendar(month, resource_id, dated)
    return found


def _file_name(month: View, kind: Kind, resource_id: str, taken: Mapping[str, bytes]) -> str:
    """Return a name that any system takes; of two ids that differ in other characters alone the second has a number."""
    plain = _NOT_IN_NAMES.sub("_", resource_id)[:40]
    known = {name.casefold() for name in taken}
    number, name = 1, month.words("calendar.file", kind=month.words.kind(kind), id=plain)
    while name.casefold() in known:
        number += 1
        name = month.words("calendar.file", kind=month.words.kind(kind), id=f"{plain}-{number}")
    return name


def _calendar(month: PaperMonth, resource_id: str, tasks: list[Task]) -> bytes:
    said = month.words.month(month.inst.month)
    made = Calendar()
    made.add("prodid", "-//commatch//commatch//ZH" if month.lang == "zh" else "-//commatch//commatch//EN")
    made.add("version", "2.0")
    name = month.words("calendar.name", who=month.called(resource_id), month=said)
    made.add(
        "x-wr-calname", vText(_safe(month, name))
    )  # of a name that begins with x the library escapes nothing itself
    made.add("x-wr-timezone", "Asia/Shanghai")
    seen: set[object] = set()
    for task in tasks:
        at = (task.row.demand_id, task.row.slot)
        if at not in seen:  # on two requirements of the same project: once
            seen.add(at)
            made.add_component(_event(month, resource_id, task))
    data: bytes = made.to_ical()
    return data


def _event(month: PaperMonth, resource_id: str, task: Task) -> Event:
    words, project, slot = month.words, task.project, task.row.slot
    assert slot is not None
    first, last = _hours(month, task)
    event = Event()
    event.add("uid", _uid(month, resource_id, task))
    # the day of the council: the same list gives the same file. There is no SEQUENCE: how often a list was changed
    # before, it does not say
    event.add("dtstamp", dt.datetime.combine(_council(month), dt.time(), dt.UTC))
    event.add("dtstart", first.astimezone(dt.UTC))
    event.add("dtend", last.astimezone(dt.UTC))
    event.add("status", "TENTATIVE" if still_open(month, project) else "CONFIRMED")
    event.add("summary", _safe(month, month.title(project.demand.lead)))
    event.add("location", _safe(month, month.place(project, slot)))
    lines = [
        project.project_id,
        state_words(month, project),
        requirement_words(words, project.demand, task.row.requirement),
        *(
            words("labelled", label=words(f"tasks.column.{key}"), text=text)
            for key, text in (("others", others(month, task)), ("goods", goods_words(month, project)))
            if text
        ),
        words("tasks.about", community=month.settings.community_name, worker=month.worker),
        words("tasks.clock", worker=month.worker),
    ]
    event.add("description", _safe(month, "\n".join(filter(None, lines))))
    return event


def _council(month: PaperMonth) -> dt.date:
    return council_day(month.inst.month, month.settings.council_day)


def _uid(month: PaperMonth, resource_id: str, task: Task) -> str:
    """Return an identifier that is the same for the same occasion of a project, whenever it takes place."""
    slots = task.project.slots
    occasion = slots.index(task.row.slot) if task.row.slot in slots else -1
    of = (month.settings.community_name, task.project.project_id, resource_id, str(occasion))
    return f"{hashlib.sha256(chr(0).join(of).encode('utf-8', 'replace')).hexdigest()[:32]}@commatch"


def _hours(month: PaperMonth, task: Task) -> tuple[dt.datetime, dt.datetime]:
    """Return when an event begins and ends: with its half-day at the latest."""
    slot = task.row.slot
    assert slot is not None
    first = dt.datetime.combine(slot.date, half_day_times(month.settings.half_day_starts)[slot.half], _CHINA)
    hours = max((row.hours for row in task.project.rows if row.slot == slot), default=0.0) or month.settings.need_hours
    end = dt.datetime.combine(slot.date, dt.time(HALF_DAYS[slot.half][1]), _CHINA)
    return first, min(first + dt.timedelta(hours=max(hours, 0.5)), end)


def _safe(month: PaperMonth, text: str) -> str:
    return on_paper(text, month.words)
