"""项目清单: one row for every project, the sheet that goes before the council."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from commatch.community import Kind, NeedStatus, Unit
from commatch.matching.plan import Assignment
from commatch.matching.rules.base import Figures
from commatch.reports.action_path import action_path, goods_words
from commatch.reports.rows import SheetRows, Value, number, rows_of
from commatch.reports.view import Project, View
from commatch.workbook.outputs import PROJECT_STATUS

__all__ = ["agreement_soon", "project_status", "projects"]


def projects(view: View) -> SheetRows:
    """Return the sheet 项目清单, by project id."""
    return rows_of("projects", [_record(view, project) for project in view.projects])


def _record(view: View, project: Project) -> dict[str, Value]:
    demand, lead, words = project.demand, project.demand.lead, view.words
    first = project.slots[0] if project.slots else None
    day = first or view.typed_days.get(demand.demand_id)
    funds = project.of(Kind.FUND)
    venues = [row for row in project.of(Kind.VENUE) if row.slot == first]
    return {
        "project_id": project.project_id,
        "need_ids": "、".join(demand.need_ids),
        "project": lead.title,
        "category": lead.category_said or lead.category,
        "groups": words.groups(demand.groups),
        "grid": lead.grid,
        "priority": float(demand.priority),
        "lead": _lead(view, project),
        "responsible": _responsible(view, project),
        "helpers": view.names(project.of(Kind.HELPER)),
        "units": view.names(project.of(Kind.UNIT)),
        "venue": view.names(venues),
        "date": day.date if day else None,
        "half_day": words.half(day.half) if day and day.half is not None else None,
        "fund": view.names(funds),
        "budget": number(sum(row.amount for row in funds)) if funds else None,
        "goods": goods_words(view, project),
        "action_path": action_path(view, project),
        "complete_by": lead.due_on or view.inst.last,
        "score": sum(view.tenths(row) for row in project.rows) / 10,
        "match_reason": _reason(view, project),
        "status": _status_words(view, project),
        "notes": _notes(view, project),
    }


def _lead(view: View, project: Project) -> str:
    units = project.of(Kind.UNIT)
    return view.name(units[0].resource_id) if units else view.settings.community_name


def _responsible(view: View, project: Project) -> str:
    if view.settings.worker:
        return view.settings.worker
    best = min(project.of(Kind.HELPER), key=lambda row: (-view.tenths(row), row.resource_id), default=None)
    return view.name(best.resource_id) if best else ""


def _reason(view: View, project: Project) -> str:
    """Say why these: the terms of every person, unit and venue, and of whatever else scores."""
    words = view.words
    times: dict[tuple[int, str], list[Assignment]] = defaultdict(list)
    for row in sorted(project.rows, key=lambda row: (row.requirement, row.resource_id)):
        times[row.requirement, row.resource_id].append(row)
    lines = []
    for (_, resource_id), rows in times.items():
        said = view.score_words(rows[0])
        if not said and rows[0].kind in (Kind.FUND, Kind.GOODS):
            continue
        label = view.name(resource_id)
        if len(rows) > 1:
            label = words("times_over", name=label, count=len(rows))
        lines.append(words("labelled", label=label, text=said or words("all_met")))
    return words("then").join(lines) or words("all_met")


def project_status(project: Project) -> str:
    """Return the key of a project's status: the furthest of its needs."""
    statuses = {need.status for need in project.demand.members}
    for status in (NeedStatus.IN_PROGRESS, NeedStatus.CONFIRMED):
        if status in statuses:
            return status.value
    return NeedStatus.PROPOSED.value


def _status_words(view: View, project: Project) -> str:
    key = project_status(project)
    return next(choice.name(view.lang) for choice in PROJECT_STATUS if choice.key == key)


def agreement_soon(view: View, unit: Unit) -> dt.date | None:
    """Return the last day of a unit's agreement where it is near enough to the month's end for a reminder."""
    horizon = view.inst.last + dt.timedelta(days=view.settings.agreement_reminder)
    return unit.agreed_until if unit.agreed_until and unit.agreed_until <= horizon else None


def _notes(view: View, project: Project) -> str:
    words, demand = view.words, project.demand
    notes = []
    if len(demand.members) > 1:
        notes.append(words("bundle", count=len(demand.members), people=demand.beneficiaries))
    for kind in dict.fromkeys(requirement.kind for requirement in demand.lead.set_aside):
        asked = words.join(
            requirement.said or requirement.what for requirement in demand.lead.set_aside if requirement.kind is kind
        )
        what = words("labelled", label=words.kind(kind), text=asked) if asked else words.kind(kind)
        notes.append(words("set_aside", sheet=words.sheet(kind), what=what))
    for demand_id, helper_id, code in view.result.plan.released:
        if demand_id == demand.demand_id:
            why = words.say(code, _figures(view, demand_id, helper_id, code))
            notes.append(words.say("pair_changed", (("resource", view.name(helper_id)), ("why", why))))
    for row in project.of(Kind.UNIT):
        unit = view.inst.resource[row.resource_id]
        last = agreement_soon(view, unit) if isinstance(unit, Unit) else None
        if last:
            notes.append(words("agreement_of", name=view.name(row.resource_id), date=last.isoformat()))
    notes += view.typed_notes.get(demand.demand_id, "").split("；")
    return words("also").join(dict.fromkeys(filter(None, notes)))


def _figures(view: View, demand_id: str, resource_id: str, code: str) -> Figures:
    """Return the figures of the reason for which a resource is turned down by a demand."""
    rejections = (
        rejection
        for item in view.result.judged
        if item.demand.demand_id == demand_id
        for part in item.parts
        for rejection in part.rejections
    )
    found = (item.figures for item in rejections if (item.resource_id, item.code) == (resource_id, code))
    return next(found, ())
