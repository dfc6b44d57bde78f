"""What the needs sheet says of the needs of a project, beside what the project list says of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from commatch.community import Community, Need, NeedStatus
from commatch.month.carried_out import CarriedOut
from commatch.problems import Problem, warning

__all__ = ["LEAVING", "UNDECIDED", "followed", "leaving"]

LEAVING = frozenset({NeedStatus.HANDED_ON, NeedStatus.POSTPONED, NeedStatus.OUT_OF_REMIT})
"""Statuses of needs that leave the month without having been carried out."""
UNDECIDED = frozenset({NeedStatus.OPEN, NeedStatus.PROPOSED})
"""Statuses of projects on which the council has not decided."""


def leaving(need_ids: Collection[str], community: Community) -> Need | None:
    """Return the first of a project's needs where their sheet says of all of them alike that they leave the month."""
    needs = [need for need in community.needs if need.need_id in need_ids]
    statuses = {need.status for need in needs}
    return needs[0] if len(statuses) == 1 and statuses <= LEAVING else None


def followed(project: CarriedOut, community: Community, problems: list[Problem]) -> CarriedOut:
    """Return a project with the status that the needs sheet gives to all of its needs, where it is undecided.

    Parameters
    ----------
    project : CarriedOut
        The project, by its list.
    community : Community
        Its needs, as their sheet is now.
    problems : list of Problem
        Grows by a warning where the two do not say the same.
    """
    if project.doubtful or project.status in LEAVING:
        return project
    left = leaving(project.need_ids, community) if project.status in UNDECIDED else None
    if left is not None:
        status, other = left.status, left.place
        problems.append(warning("status_of_need", project.place, project.project_id, status=status, other=other))
        return replace(project, status=status)
    for need in community.needs:
        if need.need_id not in project.need_ids or need.status not in LEAVING:
            continue
        place, need_id, status, of = need.place, need.need_id, need.status, project.project_id
        if project.status in UNDECIDED:
            problems.append(warning("status_of_one_need", place, need_id, status=status, project=of))
        else:
            problems.append(warning("status_only_of_need", place, need_id, status=status, project=of))
    return project
