"""What the council has before it, in the order in which it deliberates; each project and each need stands once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commatch.community import FORCED, PLANNED, Kind, Need, NeedStatus, Unit
from commatch.drafting.remit_said import remit_said
from commatch.matching.plan import Unserved
from commatch.previous_projects import Decision
from commatch.reports.listed_month import ListedMonth
from commatch.reports.projects_sheet import agreement_soon
from commatch.reports.view import Project

__all__ = ["AgendaItems", "Outside", "agenda_items", "money_of"]

_TAKEN_OUT = frozenset({"rejected", "postponed"})
"""Reasons that are the council's own word."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A need that is not for the council: the status that it has or should have, the words that say so, its project."""

    need: Need
    status: NeedStatus
    words: str = ""
    project: Project | None = None


@dataclass(frozen=True)
class AgendaItems:
    """The items of the council day.

    Attributes
    ----------
    urgent : tuple of Project
        Projects of needs that must not be left out.
    urgent_unserved, unserved : tuple of Unserved
        Needs that are not served: those that must not be left out, and the rest.
    taken_out : tuple of Unserved
        Those that are not served since the council rejected or postponed them, by id: they are named alone.
    to_confirm : tuple of Project
        The projects that are none of the others.
    going_on : tuple of Project
        Those that are confirmed, going on or completed by their status: they are told of alone.
    proposals : tuple of Project
        Those that take money, no more than the limit of the settings.
    ending : tuple of Unit
        Units whose agreement ends soon.
    outside : tuple of Outside
        Needs that are not for the council, by id.
    """

    urgent: tuple[Project, ...] = ()
    urgent_unserved: tuple[Unserved, ...] = ()
    unserved: tuple[Unserved, ...] = ()
    taken_out: tuple[Unserved, ...] = ()
    to_confirm: tuple[Project, ...] = ()
    going_on: tuple[Project, ...] = ()
    proposals: tuple[Project, ...] = ()
    ending: tuple[Unit, ...] = ()
    outside: tuple[Outside, ...] = ()

    @property
    def projects(self) -> tuple[Project, ...]:
        """Every project on which there is to be decided, by id: what may be outside the remit, too."""
        outside = {item.project.project_id: item.project for item in self.outside if item.project}
        found = (*self.urgent, *self.to_confirm, *self.proposals, *outside.values())
        return tuple(sorted(found, key=lambda project: project.project_id))


def agenda_items(month: ListedMonth) -> AgendaItems:
    """Return the items of a month.

    Parameters
    ----------
    month : ListedMonth
        The month as its project list stands.
    """
    outside = tuple(_outside(month))
    # of a bundle one need is enough: it is decided on as a whole
    apart = {month.inst.owner.get(item.need.need_id, item.need.need_id) for item in outside}
    urgent: list[Project] = []
    proposals: list[Project] = []
    rest: list[Project] = []
    going_on: list[Project] = []
    for project in _by_priority(month.projects):
        if _is_settled(month, project):
            going_on.append(project)
        elif project.demand.demand_id not in apart:
            small = 0 < money_of(project) <= month.settings.proposal_limit
            (urgent if project.demand.must else proposals if small else rest).append(project)
    open_items = [item for item in month.result.unserved if item.demand_id not in apart]
    taken_out = sorted((item for item in open_items if item.code in _TAKEN_OUT), key=lambda item: item.need_id)
    unserved = sorted(
        (item for item in open_items if item.code not in _TAKEN_OUT), key=lambda item: (-item.priority, item.need_id)
    )
    demand = month.inst.demand
    must = {item.need_id for item in unserved if item.demand_id in demand and demand[item.demand_id].must}
    return AgendaItems(
        urgent=tuple(urgent),
        urgent_unserved=tuple(item for item in unserved if item.need_id in must),
        unserved=tuple(item for item in unserved if item.need_id not in must),
        taken_out=tuple(taken_out),
        to_confirm=tuple(rest),
        going_on=tuple(going_on),
        proposals=tuple(proposals),
        ending=tuple(_ending(month)),
        outside=outside,
    )


def money_of(project: Project) -> float:
    """Return the yuan that a project takes."""
    return sum(row.amount for row in project.of(Kind.FUND))


def _is_settled(month: ListedMonth, project: Project) -> bool:
    """Tell whether there is nothing left to decide: what the council confirmed in the list itself is ticked there."""
    settled, decision = month.settled(project), month.decision(project)
    if month.dropped(project) or decision is Decision.CHANGE or settled is None:
        return False
    return settled is not NeedStatus.CONFIRMED or decision is None


def _by_priority(projects: Iterable[Project]) -> list[Project]:
    return sorted(projects, key=lambda project: (-project.demand.priority, project.project_id))


def _ending(month: ListedMonth) -> Iterator[Unit]:
    """Yield units whose agreement ends soon, the first to end first."""
    found = [
        (last, unit) for unit in month.result.community.units if unit.active and (last := agreement_soon(month, unit))
    ]
    yield from (unit for _, unit in sorted(found, key=lambda pair: (pair[0], pair[1].unit_id)))


def _outside(month: ListedMonth) -> Iterator[Outside]:
    """Yield what is not for the council: by its status, or by the community's own lists of words.

    What was confirmed before is no longer asked about.
    """
    projects = {need.need_id: project for project in month.projects for need in project.demand.members}
    for need in sorted(month.needs.values(), key=lambda need: need.need_id):
        if need.status in (NeedStatus.HANDED_ON, NeedStatus.OUT_OF_REMIT):
            yield Outside(need, need.status)
        elif need.status in PLANNED - FORCED:
            project = projects.get(need.need_id)
            if project is not None and _is_settled(month, project):
                continue
            said = remit_said("。".join((need.title, need.description)), month.settings)
            if said is not None:
                yield Outside(need, NeedStatus(said[0]), said[1], project)
