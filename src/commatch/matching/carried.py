"""What people typed into the previous project list and still holds: who agreed, and the notes of projects."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.instance import Instance
from commatch.matching.plan import Assignment, Plan
from commatch.previous import Reply, Typed

__all__ = ["agreed", "notes", "typed"]


def agreed(inst: Instance, plan: Plan) -> frozenset[Assignment]:
    """Return the rows of a plan to which somebody agreed: the same one, for the same requirement, at the same time.

    A row in which an id or a date was typed is agreed to as it stands then.
    """
    steady = inst.steady
    if steady is None:
        return frozenset()
    asked = {
        (demand_id, steady.index(demand_id, row.kind, row.what, row.index), project.now(row), project.moved(row.slot))
        for demand_id, projects in steady.projects.items()
        for project in projects
        for row in project.rows
        if row.reply is Reply.AGREE
    }
    return frozenset(
        row for row in plan.assignments if (row.demand_id, row.requirement, row.resource_id, row.slot) in asked
    )


def typed(inst: Instance, plan: Plan) -> Mapping[Assignment, Typed]:
    """Return what was typed in of how things went, by the rows of a plan that have not changed since."""
    steady = inst.steady
    if steady is None:
        return {}
    said = {
        (
            demand_id,
            steady.index(demand_id, row.kind, row.what, row.index),
            project.now(row),
            project.moved(row.slot),
        ): (row.typed)
        for demand_id, projects in steady.projects.items()
        for project in projects
        for row in (*project.rows, *project.added)
        if row.typed.anything
    }
    keys = {(row.demand_id, row.requirement, row.resource_id, row.slot): row for row in plan.assignments}
    return {keys[key]: what for key, what in said.items() if key in keys}


def notes(inst: Instance) -> Mapping[str, str]:
    """Return what was typed into the notes of projects, by demand."""
    steady = inst.steady
    found = steady.projects.items() if steady is not None else ()
    said = {demand_id: "；".join(dict.fromkeys(item.note for item in those if item.note)) for demand_id, those in found}
    return {demand_id: note for demand_id, note in said.items() if note}
