"""行动路径: what is done when and by whom, in lines of words."""

from __future__ import annotations

import datetime as dt

from commatch.community import Kind, Step
from commatch.matching.demands import term
from commatch.reports.view import Project, View

__all__ = ["action_path", "goods_words"]


def action_path(view: View, project: Project) -> str:
    """Return a project's action path: its template's steps or a plain line, then a series' slots."""
    steps = _steps(view, project.demand.lead.template)
    lines = [_step_words(view, project, step) for step in steps] or [_plain(view, project)]
    if len(project.slots) > 1:
        lines += [_occasion(view, project, number) for number in range(len(project.slots))]
    return view.words("then").join(lines)


def goods_words(view: View, project: Project) -> str:
    """Return a project's goods with their numbers, such as 折叠桌×4."""
    pieces: dict[str, float] = {}
    slots = project.slots[:1] or (None,)
    for row in project.of(Kind.GOODS):
        if row.slot is None or row.slot in slots:
            name = view.name(row.resource_id)
            pieces[name] = pieces.get(name, 0) + row.quantity
    return view.words.join(view.words("pieces", name=name, count=f"{count:g}") for name, count in pieces.items())


def _steps(view: View, template: str) -> list[Step]:
    if not template:
        return []
    found = [step for step in view.result.community.steps if term(step.template) == term(template)]
    return sorted(found, key=lambda step: (step.order, step.step))


def _step_words(view: View, project: Project, step: Step) -> str:
    words = view.words
    if project.slots:
        when = words.day(project.slots[0].date - dt.timedelta(days=step.days_before))
    elif step.days_before:
        when = words("days_before" if step.days_before > 0 else "days_after", days=abs(step.days_before))
    else:
        when = words("same_day")
    return words("step_by" if step.who else "step", when=when, step=step.step, who=step.who)


def _plain(view: View, project: Project) -> str:
    words = view.words
    people = view.names([*project.of(Kind.UNIT), *project.of(Kind.HELPER)])
    goods = goods_words(view, project)
    parts = []
    if people:
        parts.append(words("contact_event" if project.slots else "contact_visit", names=people))
    if goods:
        parts.append(words("collect", goods=goods))
    for row in project.of(Kind.FUND):
        parts.append(words("pay", fund=view.name(row.resource_id), amount=f"{row.amount:g}"))
    if project.slots and _gathers(project):
        parts.append(words("notify"))
    parts.append(_doing(view, project, bool(people)))
    parts.append(words("report_back"))
    return words("arrow").join(parts)


def _gathers(project: Project) -> bool:
    """Tell whether people come together somewhere: it asks for a venue, be there one or not."""
    asked = (*project.demand.requirements, *project.demand.lead.set_aside)
    return any(requirement.kind is Kind.VENUE for requirement in asked)


def _doing(view: View, project: Project, people: bool) -> str:
    words = view.words
    gathers = _gathers(project)
    if len(project.slots) > 1:
        return words("hold_series" if gathers else "visit_series", count=len(project.slots))
    if project.slots:
        when = words.slot(project.slots[0])
        if not gathers:
            return words("visit_at" if people else "carry_out_at", when=when)
        venue = view.names(project.of(Kind.VENUE))
        return words("hold_at", when=when, venue=venue) if venue else words("hold", when=when)
    if not people:
        return words("carry_out")
    count = project.demand.sessions
    return words("visits", count=count) if count > 1 else words("visit")


def _occasion(view: View, project: Project, number: int) -> str:
    words = view.words
    slot = project.slots[number]
    rows = project.at(slot)
    text = words("occasion", number=number + 1, when=words.slot(slot))
    venue = view.names([row for row in rows if row.kind is Kind.VENUE])
    people = view.names([row for row in rows if row.kind in (Kind.UNIT, Kind.HELPER)])
    text = f"{text} {venue}" if venue else text
    return words("labelled", label=text, text=people) if people else text
