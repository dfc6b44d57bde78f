"""匹配明细: one row for every resource on every requirement."""

from __future__ import annotations

from commatch.community import Kind
from commatch.matching.demands import Demand
from commatch.matching.plan import Assignment
from commatch.matching.standby import PEOPLE
from commatch.reports.rows import SheetRows, Value, number, rows_of
from commatch.reports.view import View
from commatch.reports.words import Words

__all__ = ["assignments", "requirement_words"]


def assignments(view: View) -> SheetRows:
    """Return the sheet 匹配明细, in the order of the plan."""
    return rows_of("assignments", [_record(view, row) for row in view.result.plan.assignments])


def _record(view: View, row: Assignment) -> dict[str, Value]:
    words = view.words
    # what an event uses once, its money and what is used up, stands under its first slot
    slot = row.slot or next(iter(view.result.plan.slots[row.demand_id]), None)
    minutes = view.result.candidate(row).minutes
    return {
        "project_id": view.project_id(row.demand_id),
        "need_id": row.demand_id,
        "kind": words.kind(row.kind),
        "requirement": requirement_words(words, view.inst.demand[row.demand_id], row.requirement),
        "resource_id": row.resource_id,
        "resource_name": view.name(row.resource_id),
        "date": slot.date if slot else None,
        "half_day": words.half(slot.half) if slot else None,
        "quantity": number(row.quantity),
        "hours": number(row.hours) if row.kind is Kind.HELPER else None,
        "amount": number(row.amount) if row.kind is Kind.FUND else None,
        "score": view.tenths(row) / 10,
        "walk_minutes": None if minutes is None else number(minutes),
        "reason": _reason(view, row),
        "standby": _standby(view, row),
    }


def _standby(view: View, row: Assignment) -> str:
    """Say who could step in; or that nobody can, or may."""
    found, words = view.result.standby.get(row), view.words
    if found is None:
        return ""
    if found.fixed:
        return words(f"fixed.{found.fixed}")
    return words.join(view.called(resource_id) for resource_id in found.resource_ids) or words(
        "nobody" if row.kind in PEOPLE else "nothing_else"
    )


def _reason(view: View, row: Assignment) -> str:
    """Return why this one: set by hand where it was, then the terms of the score."""
    said = view.score_words(row) or view.words("all_met")
    note = view.by_hand.get((row.demand_id, row.resource_id))
    if note is None:
        return said
    hand = view.words("by_hand_because", why=note) if note else view.words("by_hand")
    return view.words("also").join((hand, said))


def requirement_words(words: Words, demand: Demand, index: int) -> str:
    """Return a requirement as the need says it: skill, service, goods, facilities or seats, or the budget."""
    requirement = demand.requirements[index]
    if requirement.kind is Kind.FUND:
        return words("budget")
    if requirement.kind is not Kind.VENUE:
        return requirement.said or requirement.what
    said = requirement.said or requirement.what
    what = words.join(said.split("、") if said else sorted(requirement.facilities))
    seats = demand.lead.requirements[index].quantity
    return what or (words("seats", seats=number(seats)) if seats > 1 else words("any_venue"))
