"""What the needs sheet says of the needs of a project, beside what the project list says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from commatch.community import FORCED, Need, NeedStatus
from commatch.month.carried_out import CarriedOut
from commatch.previous_projects import COMPLETED
from commatch.problems import Problem, warning

__all__ = ["LEAVING", "UNDECIDED", "followed", "leaving"]

LEAVING = frozenset({NeedStatus.HANDED_ON, NeedStatus.POSTPONED, NeedStatus.OUT_OF_REMIT})
"""Statuses of needs that leave the month without having been carried out."""
UNDECIDED = frozenset({NeedStatus.OPEN, NeedStatus.PROPOSED})
"""Statuses of projects on which the council has not decided."""


def leaving(need_ids: Iterable[str], needs: Mapping[str, Need]) -> Need | None:
    """Return the first of a project's needs where their sheet says of all of them alike that they leave the month."""
    own = [needs[need_id] for need_id in need_ids if need_id in needs]
    statuses = {need.status for need in own}
    return own[0] if len(statuses) == 1 and statuses <= LEAVING else None


def followed(project: CarriedOut, needs: Mapping[str, Need], problems: list[Problem]) -> CarriedOut:
    """Return a project with the status that the needs sheet gives to all of its needs, where it is undecided.

    Parameters
    ----------
    project : CarriedOut
        The project, by its list.
    needs : mapping of str to Need
        The needs as their sheet is now, by id.
    problems : list of Problem
        Grows by a warning where the two do not say the same.
    """
    if project.doubtful or project.status in LEAVING:
        return project
    left = leaving(project.need_ids, needs) if project.status in UNDECIDED else None
    if left is not None:
        status, other = left.status, left.place
        problems.append(warning("status_of_need", project.place, project.project_id, status=status, other=other))
        return replace(project, status=status)
    unheard = LEAVING | COMPLETED if project.status in FORCED else LEAVING
    for need_id in project.need_ids:
        if need_id not in needs or needs[need_id].status not in unheard:
            continue
        place, status, of = needs[need_id].place, needs[need_id].status, project.project_id
        if project.status in UNDECIDED:
            problems.append(warning("status_of_one_need", place, need_id, status=status, project=of))
        else:
            problems.append(warning("status_only_of_need", place, need_id, status=status, project=of))
    return project
