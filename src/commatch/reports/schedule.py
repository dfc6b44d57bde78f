"""能人派工 and 场地日程: who goes where when, and what happens in each room."""

from __future__ import annotations

from collections import defaultdict

from commatch.community import Helper, Kind, Venue
from commatch.matching.plan import Assignment
from commatch.reports.rows import SheetRows, Value, number, rows_of
from commatch.reports.view import View

__all__ = ["expected_people", "tasks", "venue_calendar"]


def tasks(view: View) -> SheetRows:
    """Return the sheet 能人派工: by helper, what has no date first, then by date, with the hours added up."""
    rows = [row for row in view.result.plan.assignments if row.kind is Kind.HELPER]
    venues = _venue_of_slot(view)
    total: dict[str, float] = defaultdict(float)
    records = []
    for row in sorted(rows, key=_by_resource_and_date):
        total[row.resource_id] += row.hours
        lead = view.inst.demand[row.demand_id].lead
        helper = view.inst.resource[row.resource_id]
        record: dict[str, Value] = {
            "resource_id": row.resource_id,
            "name": view.name(row.resource_id),
            "date": row.slot.date if row.slot else None,
            "half_day": view.words.half(row.slot.half) if row.slot else None,
            "project": lead.title,
            "place": venues.get((row.demand_id, row.slot), lead.grid),
            "hours": number(row.hours),
            "hours_so_far": number(total[row.resource_id]),
            "hours_a_month": number(helper.hours) if isinstance(helper, Helper) else None,
        }
        records.append(record)
    return rows_of("tasks", records)


def venue_calendar(view: View) -> SheetRows:
    """Return the sheet 场地日程: by venue, date and half-day."""
    rows = [row for row in view.result.plan.assignments if row.kind is Kind.VENUE and row.slot]
    records = []
    for row in sorted(rows, key=_by_resource_and_date):
        demand = view.inst.demand[row.demand_id]
        venue = view.inst.resource[row.resource_id]
        record: dict[str, Value] = {
            "venue_id": row.resource_id,
            "venue": view.name(row.resource_id),
            "date": row.slot.date if row.slot else None,
            "half_day": view.words.half(row.slot.half) if row.slot else None,
            "project": demand.lead.title,
            "expected_people": expected_people(view, row),
            "seats": venue.seats if isinstance(venue, Venue) else None,
        }
        records.append(record)
    return rows_of("venue_calendar", records)


def expected_people(view: View, row: Assignment) -> int | float:
    """Return how many people come to a venue: whoever asks for seats says so."""
    demand = view.inst.demand[row.demand_id]
    seats = demand.requirements[row.requirement].quantity
    return number(seats if seats > 1 else demand.beneficiaries)


def _venue_of_slot(view: View) -> dict[tuple[str, object], str]:
    return {
        (row.demand_id, row.slot): view.name(row.resource_id)
        for row in view.result.plan.assignments
        if row.kind is Kind.VENUE
    }


def _by_resource_and_date(row: Assignment) -> tuple[object, ...]:
    return (row.resource_id, row.slot is not None, row.slot or (), row.demand_id, row.requirement)
