"""A sheet of paper for everybody who is asked: where to be when, what to do with whom, what to bring, hours.

The sheets go round, so of a resident they say no more than the first character of the name; whoever goes there asks the
worker for the door.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commatch.community import Helper, Kind, NeedStatus, Unit
from commatch.matching.plan import Assignment
from commatch.previous_projects import Decision
from commatch.reports.action_path import goods_words
from commatch.reports.assignments import requirement_words
from commatch.reports.listed_month import PEOPLE
from commatch.reports.papers.documents import Cell, Paper
from commatch.reports.papers.paper_month import PaperMonth
from commatch.reports.rows import number
from commatch.reports.view import Project
from commatch.texts.remedies import WEEKDAYS
from commatch.times import Slot
from commatch.workbook.schema import CHOICES, Lang

__all__ = ["Task", "others", "requesters", "state_words", "still_open", "task_sheets", "tasks_of"]

_WIDTHS = {Lang.ZH: (2.6, 4.2, 2.4, 3.0, 2.2, 1.4, 2.2), Lang.EN: (3.1, 3.35, 2.0, 2.45, 2.05, 1.85, 2.6)}
_LARGER = {Lang.ZH: 1.3, Lang.EN: 1.15}
"""Many who are handed a sheet are old; words are longer than characters."""


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the plan with its project."""

    project: Project
    row: Assignment


def tasks_of(month: PaperMonth, *kinds: Kind) -> Mapping[str, tuple[Task, ...]]:
    """Return what is asked of every resource of some kinds, by id, what has no day first."""
    found: dict[str, list[Task]] = {}
    for project in month.standing:
        for row in project.rows:
            if row.kind in kinds:
                found.setdefault(row.resource_id, []).append(Task(project, row))
    return {resource_id: tuple(sorted(found[resource_id], key=_order)) for resource_id in sorted(found)}


def _order(task: Task) -> tuple[object, ...]:
    row = task.row
    return (row.slot is not None, row.slot or (), row.demand_id, row.requirement)


def task_sheets(month: PaperMonth) -> Paper:
    """Return the sheets of all helpers and units, each on a page of its own."""
    words, first = month.words, True
    name, said = month.settings.community_name, words.month(month.inst.month)
    title = words("tasks.paper", community=name, month=said)
    paper = Paper(month.lang, month.inst.month, title, larger=_LARGER[month.lang], numbered=False)
    for kind in PEOPLE:
        for resource_id, tasks in tasks_of(month, kind).items():
            if not first:
                paper.page_break()
            _sheet(paper, month, resource_id, tasks)
            first = False
    if first:
        paper.title(words("tasks.paper", community=name, month=said))
        paper.say(words("paper.nothing"))
    return paper


def _sheet(paper: Paper, month: PaperMonth, resource_id: str, tasks: tuple[Task, ...]) -> None:
    words, worker, resource = month.words, month.worker, month.inst.resource[resource_id]
    paper.title(words("tasks.title", month=words.month(month.inst.month), who=month.called(resource_id)))
    paper.say(words("tasks.internal"))
    paper.say(words("tasks.about", community=month.settings.community_name, worker=worker), bold=True)
    if month.settings.notice_contact:
        paper.say(words("tasks.reached", contact=month.settings.notice_contact))
    if isinstance(resource, Unit):
        if resource.contact:
            paper.say(words("tasks.contact", name=resource.contact))
        used = sum(task.row.quantity for task in tasks)
        paper.say(words("tasks.sessions", used=number(used), offered=resource.sessions))
    elif isinstance(resource, Helper):
        if resource.headcount > 1:
            paper.say(words("tasks.team", count=resource.headcount))
        used = sum(task.row.hours for task in tasks)
        paper.say(words("tasks.hours", used=number(used), offered=number(resource.hours)))
    measure = "sessions" if isinstance(resource, Unit) else "hours"
    columns = ("when", "project", "what", "others", "goods", measure, "reply")
    headers = [words(f"tasks.column.{key}") for key in columns]
    paper.table(headers, [list(_cells(month, task)) for task in tasks], _WIDTHS[month.lang])
    if any(goods_words(month, task.project) for task in tasks):
        paper.say(words("tasks.goods", worker=worker))
    if any(_visits(month, task) for task in tasks):
        paper.say(words("tasks.private", worker=worker))
    paper.say(words("tasks.clock", worker=worker))


def _cells(month: PaperMonth, task: Task) -> Iterator[Cell]:
    words, project, row = month.words, task.project, task.row
    demand = project.demand
    yield _when(month, row.slot) if row.slot else month.when(project)
    lines = [project.project_id]
    if _visits(month, task):
        lines.append(words("tasks.for", who=requesters(month, project), grid=demand.lead.grid))
    else:
        lines.append(month.place(project, row.slot))
    yield month.title(demand.lead), "\n".join(filter(None, (*lines, state_words(month, project))))
    yield requirement_words(words, demand, row.requirement)
    yield others(month, task)
    yield goods_words(month, project)
    yield f"{number(row.quantity if row.kind is Kind.UNIT else row.hours)}"
    yield "\n".join(words("tasks.box", choice=choice.name(month.lang)) for choice in CHOICES["reply"])


def _when(month: PaperMonth, slot: Slot) -> Cell:
    weekday = month.words.fill(WEEKDAYS[slot.date.weekday()])
    return month.words.day(slot.date), month.words("tasks.half", weekday=weekday, half=month.words.half(slot.half))


def others(month: PaperMonth, task: Task) -> str:
    """Return who else is on a project at the same time."""
    slot, own = task.row.slot, task.row.resource_id
    there = [row for kind in PEOPLE for row in task.project.of(kind) if row.slot == slot and row.resource_id != own]
    return month.names(there)


def requesters(month: PaperMonth, project: Project) -> str:
    """Return who asked for it, each by the first character of the name."""
    names = [need.requester.strip() for need in project.demand.members]
    return month.words.join(month.words("tasks.first", letter=name[0]) for name in names if name)


def _visits(month: PaperMonth, task: Task) -> bool:
    """Tell whether somebody is visited: there is no venue, and there is who asked."""
    return not task.project.of(Kind.VENUE) and bool(requesters(month, task.project))


def state_words(month: PaperMonth, project: Project) -> str:
    """Return what is to be known before anybody goes: '' of a project that is confirmed."""
    if open_key := still_open(month, project):
        return month.words(f"tasks.{open_key}")
    settled = month.settled(project)
    return month.words(f"tasks.{settled.value}") if settled in (NeedStatus.DONE, NeedStatus.IN_PROGRESS) else ""


def still_open(month: PaperMonth, project: Project) -> str:
    """Return the key of what the council has yet to say of a project: ``to_change``, ``undecided``, '' of nothing."""
    decision = month.decision(project)
    if decision is Decision.CHANGE:
        return "to_change"
    return "" if month.settled(project) or decision is Decision.CONFIRM else "undecided"
