"""A venue's month as a calendar for the wall: a week to a row, half-days in the cells."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping

from commatch.community import Kind, Venue
from commatch.reports.papers.documents import Cell, Paper
from commatch.reports.papers.paper_month import PaperMonth
from commatch.reports.papers.task_sheets import Task, tasks_of
from commatch.reports.schedule import expected_people
from commatch.texts.remedies import WEEKDAYS
from commatch.times import Half

__all__ = ["venue_months"]

_HIGH = 14.2
"""Centimetres that the weeks of a month fill on a page that lies on its side."""


def venue_months(month: PaperMonth) -> Paper | None:
    """Return a page for every venue at which anything takes place; ``None`` where there is none."""
    words, used = month.words, tasks_of(month, Kind.VENUE)
    if not used:
        return None
    said = words.month(month.inst.month)
    title = words("wall.paper", community=month.settings.community_name, month=said)
    paper = Paper(month.lang, month.inst.month, title, landscape=True)
    days = [words.fill(day) for day in WEEKDAYS]
    for number, (venue_id, tasks) in enumerate(used.items()):
        if number:
            paper.page_break()
        paper.title(words("wall.title", venue=month.called(venue_id), month=said))
        lines = _lines(month, tasks)
        weeks = calendar.Calendar().monthdatescalendar(month.inst.month.year, month.inst.month.month)
        rows = [[_cell(month, venue_id, day, lines) for day in week] for week in weeks]
        paper.table(days, rows, (1.0,) * len(days), height=_HIGH / len(weeks))
    return paper


def _lines(month: PaperMonth, tasks: tuple[Task, ...]) -> Mapping[dt.date, list[str]]:
    found: dict[dt.date, list[str]] = {}
    for task in tasks:
        slot = task.row.slot
        if slot is not None:
            line = month.words(
                "wall.line",
                half=month.words.half(slot.half),
                project=month.title(task.project.demand.lead),
                people=expected_people(month, task.row),
            )
            found.setdefault(slot.date, []).append(line)
    return found


def _cell(month: PaperMonth, venue_id: str, day: dt.date, lines: Mapping[dt.date, list[str]]) -> Cell:
    if day.month != month.inst.month.month:
        return ""
    venue = month.inst.resource[venue_id]
    there = lines.get(day, [])
    if not there and isinstance(venue, Venue) and not any(venue.times.free(day, half) for half in Half):
        there = [month.words("wall.shut")]
    return str(day.day), "\n".join(there)
