"""A previous plan in a month that lost some of its needs and resources: what it says of those no longer binds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from commatch.previous import Previous
from commatch.previous_projects import PreviousProject, Reply

__all__ = ["without"]


def without(previous: Previous, needs: Collection[str], resources: Collection[str]) -> Previous:
    """Return a previous plan without some needs, and in which some resources have declined all that they were on.

    Parameters
    ----------
    previous : Previous
        The plan.
    needs, resources : collection of str
        Ids of those that are no longer there.
    """
    if not needs and not resources:
        return previous
    projects = (_project(project, needs, resources) for project in previous.projects)
    return replace(
        previous,
        projects=tuple(project for project in projects if project is not None),
        pinned_by_hand=tuple(pair for pair in previous.pinned_by_hand if pair[1] not in resources),
    )


def _project(project: PreviousProject, needs: Collection[str], resources: Collection[str]) -> PreviousProject | None:
    need_ids = tuple(need_id for need_id in project.need_ids if need_id not in needs)
    if not need_ids:
        return None
    first = need_ids[0]
    rows = (replace(row, need_id=first) for row in project.rows)
    return replace(
        project,
        need_ids=need_ids,
        rows=tuple(replace(row, reply=Reply.DECLINE) if row.resource_id in resources else row for row in rows),
        edits=tuple(replace(edit, need_id=first) for edit in project.edits if edit.after not in resources),
    )
