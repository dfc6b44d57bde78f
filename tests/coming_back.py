"""Plans that come back: short ways to decide on them, to reply and to edit by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from oracle.random_communities import random_community
from oracle.random_tiers import random_month

import commatch
from commatch.assemble.joined import joined
from commatch.community import Community, Kind
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.previous import Previous
from commatch.previous_projects import Edit, PreviousProject, Reply
from commatch.times import Slot

TOLERANT = 0.3
"""A share of coverage that fairness may give up, so that it does."""


def planned(community: Community) -> Result:
    """Return the plan of a month; it passes its audit."""
    result = commatch.match(community)
    assert result.outcome is Outcome.PLANNED, (result.clash, result.problems, result.violations)
    return result


def project(previous: Previous, need_id: str) -> PreviousProject:
    (found,) = [item for item in previous.projects if item.need_ids[0] == need_id]
    return found


def decide(previous: Previous, need_id: str, **fields: Any) -> Previous:
    """Return the plan with something said of one of its projects."""
    assert project(previous, need_id)
    projects = (replace(item, **fields) if item.need_ids[0] == need_id else item for item in previous.projects)
    return replace(previous, projects=tuple(projects))


def reply(previous: Previous, need_id: str, resource_id: str, said: Reply, slot: Slot | None = None) -> Previous:
    """Return the plan with a reply in the rows of a resource, in one slot or in all."""
    rows = tuple(
        replace(row, reply=said) if row.resource_id == resource_id and slot in (None, row.slot) else row
        for row in project(previous, need_id).rows
    )
    return decide(previous, need_id, rows=rows)


def typed(previous: Previous, need_id: str, before: str, after: str, reason: str = "", **fields: Any) -> Previous:
    """Return the plan with another resource's id typed into a row."""
    row = next(row for row in project(previous, need_id).rows if row.resource_id == before)
    edit = Edit(need_id, row.kind, row.what, before, after, row.slot, row.slot, reason, **fields)
    return decide(previous, need_id, edits=(*project(previous, need_id).edits, edit))


def moved(previous: Previous, need_id: str, old: Slot, new: Slot, reason: str = "", **fields: Any) -> Previous:
    """Return the plan with a date typed over."""
    row = next(row for row in project(previous, need_id).rows if row.slot == old)
    edit = Edit(need_id, row.kind, row.what, row.resource_id, "", old, new, reason, **fields)
    return decide(previous, need_id, edits=(edit,))


def next_round(community: Community, previous: Previous) -> Result:
    """Return the plan that is made from a previous one, its decisions turned into statuses."""
    return planned(joined(community, previous))


def who(result: Result, need_id: str, kind: Kind = Kind.HELPER) -> list[str]:
    """Return the resources of a kind on a need."""
    return [row.resource_id for row in result.plan.of(need_id) if row.kind is kind]


def why_changed(result: Result) -> list[tuple[str, str, str]]:
    """Return need, item and reason code of every change."""
    return [(change.need_id, change.item, change.reason[0]) for change in result.changes]


def why_unserved(result: Result) -> dict[str, str]:
    """Return the leading reason code of every need that is not served."""
    return {item.need_id: item.code for item in result.unserved}


@cache
def random_plans(number: int) -> tuple[tuple[str, Result], ...]:
    """Return the plans of so many random months, by turns of every rule and of every tier."""
    found: list[tuple[str, Result]] = []
    for name, community in _months():
        result = commatch.match(community)
        if result.outcome is Outcome.PLANNED and result.plan.slots:
            found.append((name, result))
        if len(found) == number:
            break
    return tuple(found)


def _months() -> Iterable[tuple[str, Community]]:
    for seed in range(10_000):
        for make in (random_community, random_month):
            community = make(seed)
            if seed % 2:
                community = replace(community, settings=replace(community.settings, fair_tolerance=TOLERANT))
            yield f"{make.__name__} {seed}", community
