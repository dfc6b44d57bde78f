"""What a list recorded of its month before, beside what its rows tell now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Set

from commatch.community import Kind, Past
from commatch.memory import Way
from commatch.month.carried_out import CarriedOut
from commatch.month.events import need_of
from commatch.previous import Previous
from commatch.problems import NOWHERE, Problem, warning
from commatch.workbook import cells

__all__ = ["not_listed", "of_earlier_rounds", "taken_off", "under_former_names"]


def under_former_names(
    projects: Iterable[CarriedOut], listed: Mapping[str, Way]
) -> Iterator[tuple[str, str, dt.date | None]]:
    """Yield need, resource and day of each row as a bundle recorded it that was named after another of its needs."""
    for project in projects:
        ways = (listed.get(need_id) for need_id in project.need_ids)
        former = {need_of(way.project_id) for way in ways if way is not None} - {"", cells.folded(project.need_ids[0])}
        names = [need_id for need_id in listed if cells.folded(need_id) in former]
        yield from (
            (name, row.resource_id, row.slot.date if row.slot else None) for name in names for row in project.rows
        )


def taken_off(row: Past) -> Problem:
    """Return the warning of what was recorded before a row of the project was corrected by hand, and is no more."""
    day = row.date.isoformat() if row.date else f"{row.month:%Y-%m}" if row.month else ""
    return warning("history_taken_off", NOWHERE, row.need_id, resource=row.resource_id, date=day)


def not_listed(row: Past) -> Problem:
    """Return the warning of what is recorded of somebody who stands in no row of the project any more.

    He may have begun it before another took over, or somebody else's id was typed in by mistake and applied.
    """
    return warning("history_not_listed", NOWHERE, row.need_id, resource=row.resource_id)


def of_earlier_rounds(month: dt.date, previous: Previous, told: Set[str], problems: list[Problem]) -> Iterator[Past]:
    """Yield what was done in earlier rounds of the month and is recorded nowhere else: as it was planned."""
    for item in previous.completed:
        if item.need_id in told or not item.resource_id:
            continue
        helped = item.kind == Kind.HELPER
        hours, quantity = (item.charge, None) if helped else (None, item.charge)
        yield Past(month, item.need_id, item.resource_id, hours, quantity=quantity)
        if helped:
            problems.append(warning("hours_as_planned", NOWHERE, item.need_id, resources=item.resource_id))
