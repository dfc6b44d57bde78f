"""A venue's month as a calendar for the wall: a week to a row, half-days in the cells."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

from commatch.community import Kind, Venue
from commatch.reports.papers.documents import Cell, Paper
from commatch.reports.papers.paper_month import PaperMonth
from commatch.reports.papers.task_sheets import Task, still_open, tasks_of
from commatch.reports.schedule import expected_people
from commatch.texts.remedies import WEEKDAYS
from commatch.times import Half
from commatch.workbook.look import row_height
from commatch.workbook.schema import Lang

__all__ = ["venue_months"]

_HIGH = 13.2
"""Centimetres that the weeks of a month fill on a page that lies on its side."""
_LARGER = {Lang.ZH: 1.35, Lang.EN: 1.15}
"""It is read from a wall; words are longer than characters."""
_DIGITS, _POINT = 18.0, 0.026
"""Digits across a cell, of letters as large as usual, and centimetres to a point of a sheet's row."""


def venue_months(month: PaperMonth) -> Paper | None:
    """Return a page for every venue at which anything takes place; ``None`` where there is none."""
    words, used = month.words, tasks_of(month, Kind.VENUE)
    if not used:
        return None
    said = words.month(month.inst.month)
    title = words("wall.paper", community=month.settings.community_name, month=said)
    paper = Paper(month.lang, month.inst.month, title, landscape=True, larger=_LARGER[month.lang], numbered=False)
    days = [words.fill(day) for day in WEEKDAYS]
    for number, (venue_id, tasks) in enumerate(used.items()):
        if number:
            paper.page_break()
        paper.title(words("wall.title", venue=month.called(venue_id), month=said))
        paper.say(words("wall.internal"))
        lines = _lines(month, tasks)
        weeks = calendar.Calendar().monthdatescalendar(month.inst.month.year, month.inst.month.month)
        rows = [[_cell(month, venue_id, day, lines) for day in week] for week in weeks]
        paper.table(days, rows, (1.0,) * len(days), height=_height(rows, _LARGER[month.lang]))
    return paper


def _height(weeks: Sequence[Sequence[Cell]], larger: float) -> float:
    """Return the least height of a week: those that need more than that leave it to the others."""
    rest, high = sorted(max(_needed(cell, larger) for cell in week) for week in weeks), _HIGH
    while rest and rest[-1] > high / len(rest):
        high -= rest.pop()
    return max(high / len(rest), 0.0) if rest else 0.0


def _needed(cell: Cell, larger: float) -> float:
    """Return about how high a cell will be."""
    text = cell if isinstance(cell, str) else "\n".join(cell)
    return row_height([text], [_DIGITS / larger]) * _POINT * larger


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
            mark = still_open(month, task.project)
            found.setdefault(slot.date, []).append(month.words(f"wall.{mark}", line=line) if mark else line)
    return found


def _cell(month: PaperMonth, venue_id: str, day: dt.date, lines: Mapping[dt.date, list[str]]) -> Cell:
    if day.month != month.inst.month.month:
        return ""
    venue = month.inst.resource[venue_id]
    there = lines.get(day, [])
    if not there and isinstance(venue, Venue) and not any(venue.times.free(day, half) for half in Half):
        there = [month.words("wall.shut")]
    return str(day.day), "\n".join(there)
