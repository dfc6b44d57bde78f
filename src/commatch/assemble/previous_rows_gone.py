"""Rows that were deleted from a project list by hand: what they were planned with is told by their needs."""

from __future__ import annotations

from dataclasses import replace

from commatch.community import Community, Kind, Need
from commatch.previous import Previous
from commatch.previous_projects import PreviousProject, PreviousRow

__all__ = ["as_planned"]


def as_planned(previous: Previous, community: Community) -> Previous:
    """Return a list whose deleted rows have the hours, sessions, yuan or pieces that their needs ask.

    Parameters
    ----------
    previous : Previous
        The list as it came back.
    community : Community
        The month, not joined with the list.
    """
    if not any(row.deleted for row in previous.rows):
        return previous
    needs = {need.need_id: need for need in community.needs}
    hours = {(item.need_id, item.resource_id): item.hours for item in community.opinions if item.hours is not None}

    def filled(project: PreviousProject, row: PreviousRow) -> PreviousRow:
        need = needs.get(project.demand_id)
        if not row.deleted or need is None or row.index is None or not 0 <= row.index < len(need.requirements):
            return row
        own = [hours[need_id, row.resource_id] for need_id in project.need_ids if (need_id, row.resource_id) in hours]
        return _filled(project, row, need, own[0] if own else None)

    projects = tuple(
        replace(project, rows=tuple(filled(project, row) for row in project.rows)) for project in previous.projects
    )
    return replace(previous, projects=projects)


def _filled(project: PreviousProject, row: PreviousRow, need: Need, hours: float | None) -> PreviousRow:
    asked = need.requirements[row.index or 0]
    times = 1 if need.event else need.sessions
    others = [other for other in project.rows if other.index == row.index and not other.deleted]
    if row.kind is Kind.HELPER:
        return replace(row, quantity=1, hours=(asked.hours if hours is None else hours) * times)
    if row.kind is Kind.UNIT:
        return replace(row, quantity=times)
    if row.kind is Kind.FUND:
        return replace(row, quantity=1, amount=max(0.0, asked.quantity - sum(other.amount or 0 for other in others)))
    if row.kind is Kind.GOODS:
        return replace(row, quantity=max(0.0, asked.quantity - sum(other.quantity or 0 for other in others)))
    return row
