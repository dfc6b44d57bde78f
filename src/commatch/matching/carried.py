"""What people typed into the previous project list and still holds: who agreed, notes, days of what has no slot."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.instance import Instance
from commatch.matching.plan import Assignment, Plan
from commatch.previous_projects import Day, PreviousRow, Reply

__all__ = ["agreed", "days", "notes", "standing"]


def agreed(inst: Instance, plan: Plan) -> frozenset[Assignment]:
    """Return the rows of a plan to which somebody agreed as they stand."""
    return frozenset(row for row, before in standing(inst, plan).items() if before.reply is Reply.AGREE)


def standing(inst: Instance, plan: Plan) -> Mapping[Assignment, PreviousRow]:
    """Return the rows of a plan that stood in the list before, by requirement, resource and time.

    A row in which an id or a date was typed is the one that it is then.
    """
    steady = inst.steady
    if steady is None:
        return {}
    stood = {
        (
            demand_id,
            steady.index(demand_id, row.kind, row.what, row.index),
            project.now(row),
            project.moved(row.slot),
        ): row
        for demand_id, projects in steady.projects.items()
        for project in projects
        for row in (*project.added, *project.rows)
    }
    pairs = ((row, stood.get((row.demand_id, row.requirement, row.resource_id, row.slot))) for row in plan.assignments)
    return {row: before for row, before in pairs if before is not None}


def notes(inst: Instance) -> Mapping[str, str]:
    """Return what was typed into the notes of projects, by demand."""
    steady = inst.steady
    found = steady.projects.items() if steady is not None else ()
    said = {demand_id: "；".join(dict.fromkeys(item.note for item in those if item.note)) for demand_id, those in found}
    return {demand_id: note for demand_id, note in said.items() if note}


def days(inst: Instance) -> Mapping[str, Day]:
    """Return the days that were typed in for projects without a slot, by demand."""
    found = inst.steady.projects.items() if inst.steady is not None else ()
    return {demand_id: item.day for demand_id, those in found for item in those if item.day is not None}
