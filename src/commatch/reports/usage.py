"""资源使用: how much of every resource is there, how much is used, and what to mind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from commatch.community import Fund, Goods, Helper, Kind, Resource, Unit, Venue
from commatch.matching.plan import Assignment
from commatch.reports.loans import half_days, lent_out
from commatch.reports.projects_sheet import agreement_soon
from commatch.reports.rows import Share, SheetRows, Value, number, rows_of
from commatch.reports.standing import used_before
from commatch.reports.view import View
from commatch.times import Slot

__all__ = ["Use", "usage", "uses"]


@dataclass(frozen=True, slots=True)
class Use:
    """A resource with what it offers in the month and what the plan takes of it, in the unit of its kind."""

    kind: Kind
    resource: Resource
    available: float
    used: float

    @property
    def share(self) -> float | None:
        """Share used, ``None`` where nothing is offered."""
        return self.used / self.available if self.available else None


def usage(view: View) -> SheetRows:
    """Return the sheet 资源使用: every resource by kind and id, those unused too."""
    records: list[dict[str, Value]] = [
        {
            "kind": view.words.kind(use.kind),
            "resource_id": use.resource.resource_id,
            "name": view.name(use.resource.resource_id),
            "available": number(use.available),
            "used": number(use.used),
            "share_used": None if use.share is None else Share(round(use.share, 6)),
            "reminder": _reminder(view, use),
        }
        for use in uses(view)
    ]
    return rows_of("usage", records)


def uses(view: View) -> list[Use]:
    """Return the use of every resource: hours, sessions, half-days, yuan, pieces."""
    rows: dict[str, list[Assignment]] = defaultdict(list)
    for row in view.result.plan.assignments:
        rows[row.resource_id].append(row)
    return [
        Use(kind, resource, _available(view, resource), _used(view, resource, rows[resource.resource_id]))
        for kind in Kind
        for resource in view.result.community.resources(kind)
    ]


def _available(view: View, resource: Resource) -> float:
    match resource:
        case Helper():
            return resource.hours
        case Unit():
            return resource.sessions
        case Venue():
            return half_days(view, resource)
        case Fund():
            return resource.amount
        case Goods():
            return resource.quantity


def _used(view: View, resource: Resource, rows: list[Assignment]) -> float:
    match resource:
        case Helper():
            return sum(row.hours for row in rows)
        case Unit():
            return sum(1 if row.slot else view.inst.demand[row.demand_id].sessions for row in rows)
        case Venue():
            return len(rows)
        case Fund():
            return sum(row.amount for row in rows)
        case Goods():
            return _peak(rows) if resource.reusable else sum(row.quantity for row in rows)


def _peak(rows: list[Assignment]) -> float:
    """Return the most pieces out at the same time: what is held all month, and the fullest slot."""
    by_slot: dict[Slot | None, float] = defaultdict(float)
    for row in rows:
        by_slot[row.slot] += row.quantity
    always = by_slot.pop(None, 0.0)
    return always + max(by_slot.values(), default=0.0)


def _reminder(view: View, use: Use) -> str:
    words = view.words
    said = []
    if not use.resource.active:
        said.append(words("paused"))
    if isinstance(use.resource, Unit):
        last = agreement_soon(view, use.resource)
        if last:
            said.append(words("agreement_ended" if last < view.inst.first else "agreement_ends", date=last.isoformat()))
    lent = lent_out(view, use.resource.resource_id)
    if lent:
        said.append(lent)
    if use.share is not None and use.share > view.settings.usage_reminder:
        said.append(words("much_used", share=f"{view.settings.usage_reminder:.0%}"))
    before = used_before(view, use.resource.resource_id)
    if before:
        said.append(before)
    if not use.used and use.resource.active and not lent and not before:
        said.append(words("unused"))
    return words("also").join(said)
