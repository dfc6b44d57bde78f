"""The council day's paper: what is before it in the order in which it deliberates, decisions, signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from commatch.community import Fund, NeedStatus, Unit
from commatch.matching.plan import Unserved
from commatch.previous_projects import Decision
from commatch.reports.papers.agenda_items import AgendaItems, Outside
from commatch.reports.papers.documents import Cell, Paper
from commatch.reports.papers.paper_month import PaperMonth
from commatch.reports.rows import number
from commatch.reports.unserved import reason_words, shortfall
from commatch.reports.view import Project
from commatch.texts.remedies import WEEKDAYS
from commatch.workbook.look import width_of
from commatch.workbook.schema import CHOICES

__all__ = ["agenda_paper"]

_PLACES = 12
"""Rows of the table of signatures, two to a row."""
_FEW = 7
"""Decisions that stand on the page of the signatures below them; more would not have room there."""
_ROOM = 0.95
"""Centimetres of a row that is written into by hand."""
_WIDE = 17.4
"""Centimetres across a page."""


def agenda_paper(month: PaperMonth, items: AgendaItems, date: dt.date) -> Paper:
    """Return the paper of a council day.

    Parameters
    ----------
    month : PaperMonth
        The month as its project list stands.
    items : AgendaItems
        What is before the council.
    date : datetime.date
        The council day.
    """
    return _Agenda(month, items, date).paper


class _Agenda:
    """The paper as it grows."""

    def __init__(self, month: PaperMonth, items: AgendaItems, date: dt.date) -> None:
        self.month, self.words = month, month.words
        title = self.words("agenda.title", community=month.settings.community_name)
        self.paper = Paper(month.lang, month.inst.month, title)
        self.count = 0
        self.head(title, date, items)
        self.urgent(items)
        self.section("unserved")
        self.unserved(items.unserved)
        self.taken_out(items.taken_out)
        self.section("to_confirm")
        self.projects(items.to_confirm)
        if items.going_on:
            self.section("going_on")
            self.projects(items.going_on)
        self.section("proposals", limit=number(month.settings.proposal_limit))
        self.projects(items.proposals)
        self.funds(items.proposals)
        self.section("ending", month=self.words.month(month.inst.month), days=month.settings.agreement_reminder)
        self.ending(items.ending)
        self.section("outside")
        self.outside(items.outside)
        self.decisions(items)
        self.signatures()

    def head(self, title: str, date: dt.date, items: AgendaItems) -> None:
        month, words = self.month, self.words
        paper = self.paper
        paper.title(title)
        paper.say(words("agenda.about", month=words.month(month.inst.month)), bold=True)
        paper.say(words("agenda.internal"))
        weekday = words.fill(WEEKDAYS[date.weekday()])
        day = words("paper.date", year=date.year, month=date.month, day=date.day, weekday=weekday)
        lines = [[("agenda.date", day), ("agenda.where", "")], [("agenda.chair", ""), ("agenda.minutes", "")]]
        paper.table(
            (), [[part for key, text in line for part in ((words(key), ""), text)] for line in lines], (2, 6, 2, 6)
        )
        needs, left = len(month.planned), len(month.result.unserved)
        figures = {"needs": needs, "served": needs - left, "projects": len(month.projects), "unserved": left}
        paper.say(words("agenda.figures", **figures))

    def section(self, key: str, **figures: object) -> None:
        words = self.words
        title = words(f"agenda.{key}", **figures)
        self.paper.heading(words("agenda.numbered", number=words("agenda.numbers")[self.count], title=title))
        self.count += 1
        if key != "signatures":
            self.paper.say(words(f"agenda.{key}.why", **figures), leads=True)

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[float], **how: Any
    ) -> None:
        found = list(rows)
        if found:
            self.paper.table([self.words(f"agenda.column.{key}") for key in columns], found, widths, **how)
        else:
            self.paper.say(self.words("paper.nothing"))

    def urgent(self, items: AgendaItems) -> None:
        self.section("urgent")
        if items.urgent or not items.urgent_unserved:
            self.projects(items.urgent)
        if items.urgent_unserved:
            self.paper.heading(self.words("agenda.urgent_unserved"), 2)
            self.unserved(items.urgent_unserved)

    def projects(self, projects: Iterable[Project]) -> None:
        rows = ((self.about(item), self.when(item), self.month.who(item), self.month.means(item)) for item in projects)
        self.table(("project", "when", "who", "means"), rows, (5.4, 4, 4.4, 3.2))

    def about(self, project: Project) -> Cell:
        words, demand = self.words, project.demand
        lines = [project.project_id]
        if len(demand.members) > 1:
            lines.append(words("agenda.needs", needs=words.join(demand.need_ids)))
        if demand.groups:
            lines.append(words("agenda.groups", groups=words.groups(demand.groups)))
        lines.append(words("agenda.weight", people=demand.beneficiaries, priority=number(float(demand.priority))))
        status = self.month.settled(project) or self.month.status(project)
        if status not in (None, NeedStatus.OPEN, NeedStatus.PROPOSED):
            lines.append(words("agenda.status", status=words.status(status.value)))
        return self.month.title(demand.lead), "\n".join(lines)

    def when(self, project: Project) -> str:
        first = project.slots[0] if project.slots else None
        return "\n".join(filter(None, (self.month.when(project), self.month.place(project, first))))

    def unserved(self, items: Iterable[Unserved]) -> None:
        self.table(("need", "reason", "remedy", "opinion"), map(self._unserved, items), (4.2, 5.6, 4.8, 2.4))

    def _unserved(self, item: Unserved) -> tuple[Cell, ...]:
        month, words = self.month, self.words
        need = month.needs[item.need_id]
        about = [item.need_id]
        if need.groups:
            about.append(words("agenda.groups", groups=words.groups(need.groups)))
        about.append(words("agenda.weight", people=need.beneficiaries, priority=number(item.priority)))
        # who holds what it needs, by id and priority, tells residents nothing
        said = ((code, [one for one in figures if one[0] != "by"]) for code, figures in item.reasons)
        reasons = [reason_words(month, code, tuple(figures)) for code, figures in said]
        missing = shortfall(month, item)
        if missing:
            reasons.append(words("agenda.short", text=missing))
        remedy = month.screened(month.remedy(item.need_id))
        return (month.title(need), "\n".join(about)), month.screened("\n".join(reasons)), remedy, ""

    def taken_out(self, items: Sequence[Unserved]) -> None:
        """Name what is unserved by the council's own word: there is nothing left to say of it."""
        month, words = self.month, self.words
        said = []
        for item in items:
            title = words("named", name=month.title(month.needs[item.need_id]), id=item.need_id)
            said.append(words("labelled", label=title, text=words.reason_code(item.code)))
        if said:
            self.paper.say(words("agenda.taken_out"))
            self.paper.items(said)

    def funds(self, projects: Sequence[Project]) -> None:
        """Say of every fund on which proposals draw what is left of it once the whole list is granted."""
        drawn = {row.resource_id for project in projects for row in project.rows if row.amount}
        for resource_id in sorted(drawn):
            fund = self.month.inst.resource[resource_id]
            used = sum(row.amount for row in self.month.result.plan.assignments if row.resource_id == resource_id)
            if isinstance(fund, Fund):
                figures = {"amount": number(fund.amount), "used": number(used), "left": number(fund.amount - used)}
                self.paper.say(self.words("agenda.fund", fund=self.month.name(resource_id), **figures))

    def ending(self, units: Iterable[Unit]) -> None:
        self.table(("unit", "ends", "doing", "renew"), map(self._ending, units), (4, 2.6, 6.4, 4))

    def _ending(self, unit: Unit) -> tuple[Cell, ...]:
        doing = [
            self.month.title(project.demand.lead)
            for project in self.month.projects
            if any(row.resource_id == unit.unit_id for row in project.rows)
        ]
        last = unit.agreed_until.isoformat() if unit.agreed_until else ""
        return self.month.called(unit.unit_id), last, "\n".join(doing), ""

    def outside(self, items: Iterable[Outside]) -> None:
        self.table(("need", "whither"), map(self._outside, items), (8, 9))

    def _outside(self, item: Outside) -> tuple[Cell, ...]:
        words, status = self.words, self.words.status(item.status.value)
        lines = [words("agenda.outside.words", status=status, words=item.words)]
        if not item.words:
            lines = [words("labelled", label=status, text=words("agenda.outside.status"))]
        elif item.project:
            lines.append(words("agenda.outside.planned", id=item.project.project_id))
        return (self.month.title(item.need), item.need.need_id), "\n".join(lines)

    def decisions(self, items: AgendaItems) -> None:
        self.section("decisions")
        choices = [choice.name(self.month.lang) for choice in CHOICES["decision"]]
        headers = [self.words("agenda.column.project"), *choices, self.words("agenda.column.notes")]
        if items.projects:
            outside = [item.project for item in items.outside]
            rows = [list(self._decision(project, first=project in outside)) for project in items.projects]
            narrow = [width_of(name) * 0.19 + 0.65 for name in choices]
            widths = (5.2, *narrow, _WIDE - 5.2 - sum(narrow))
            self.paper.table(headers, rows, widths, height=_ROOM, leads=len(rows) <= _FEW)
        else:
            self.paper.say(self.words("paper.nothing"))

    def _decision(self, project: Project, *, first: bool) -> Iterator[Cell]:
        """Yield a project's row; ``first``: the worker looks into it before it is decided on."""
        about = [project.project_id, *([self.words("agenda.outside.first")] if first else [])]
        yield self.month.title(project.demand.lead), "\n".join(about)
        decided = self.month.decision(project)
        for choice in CHOICES["decision"]:
            yield self.words("agenda.tick") if decided is not None and Decision(choice.key) is decided else ""
        yield self.month.note(project)

    def signatures(self) -> None:
        self.section("signatures")
        columns = ("name", "part", "sign") * 2
        self.table(columns, [[""] * len(columns)] * _PLACES, (2.6, 3, 3) * 2, height=_ROOM, whole=True)
