"""Partner units: the service is offered, the agreement holds on the day, and no more sessions than agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Kind, Requirement, Resource, Unit
from commatch.matching.demands import Demand, term
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, figures

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel


class Sessions(Rule):
    """A session for each service and slot (flexible: × sessions); Σ ≤ sessions a month, within the agreement."""

    phrases = {
        "no_service": Phrase("没有单位提供“{what}”", "no unit offers “{what}”"),
        "agreement": Phrase("协议 {first} 至 {last}", "agreement from {first} to {last}"),
        "sessions_short": Phrase("需 {asked} 场，每月只有 {sessions} 场", "{asked} sessions asked, {sessions} a month"),
        "sessions_taken": Phrase("本月场次已排满", "its sessions this month are taken"),
        "audit.service": Phrase("不提供该服务", "does not offer the service"),
        "audit.agreement": Phrase("协议不在期内", "its agreement does not cover the day"),
        "audit.sessions": Phrase("超过每月场次", "gives more sessions than agreed"),
    }
    kinds = (Kind.UNIT,)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return the sessions asked, and whether they may be before the first planned day."""
        return inst.settled(demand), 1 if demand.event else demand.sessions

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return the days and the sessions agreed."""
        return (resource.agreed_from, resource.agreed_until, resource.sessions) if isinstance(resource, Unit) else ()

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a unit whose agreement covers no planned day, or that has too few sessions for this need alone."""
        if not isinstance(resource, Unit):
            return None
        ended = self.missed(inst, resource, inst.all_slots if inst.settled(demand) else inst.open_slots)
        if ended is not None:
            return ended
        asked = 1 if demand.event else demand.sessions
        if asked > resource.sessions:
            return Rejection("sessions_short", resource.unit_id, figures(asked=asked, sessions=resource.sessions))
        return None

    def open_slots(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> int:
        """Return the slots on days that the agreement covers."""
        return self._agreed(inst, resource) if isinstance(resource, Unit) else inst.all_slots

    def missed(self, inst: Instance, resource: Resource, window: int) -> Rejection | None:
        """Reject a unit whose agreement covers none of the slots."""
        if not isinstance(resource, Unit) or self._agreed(inst, resource) & window:
            return None
        first, last = resource.agreed_from or "…", resource.agreed_until or "…"
        return Rejection("agreement", resource.unit_id, figures(first=first, last=last))

    @staticmethod
    def _agreed(inst: Instance, unit: Unit) -> int:
        return inst.day_range(unit.agreed_from, unit.agreed_until)

    def constrain(self, model: MatchModel) -> None:
        """Σ sessions of what a unit does ≤ the sessions it has."""
        for unit_id, uses in model.used(Kind.UNIT):
            if model.most(uses, lambda use: use.sessions) > model.left.sessions[unit_id]:
                model.row([(use.var, use.sessions) for use in uses], "<=", model.left.sessions[unit_id])

    def audit(self, book: Book) -> Iterator[Violation]:
        """Count the sessions of every unit and look up its agreement."""
        total: dict[str, float] = defaultdict(float)
        for row, requirement, unit in book.units():
            if not any(term(service) == term(requirement.what) for service in unit.services):
                yield Violation("service", row.demand_id, row.resource_id, requirement.what)
            start = book.month if book.settled(row.demand_id) else book.first
            first, last = (row.slot.date, row.slot.date) if row.slot else (start, book.last)
            if (unit.agreed_from and unit.agreed_from > last) or (unit.agreed_until and unit.agreed_until < first):
                yield Violation("agreement", row.demand_id, row.resource_id, f"{first}")
            need = book.lead(row.demand_id)
            total[unit.unit_id] += 1 if need.event else need.sessions
        for unit in book.community.units:
            if total[unit.unit_id] > unit.sessions:
                yield Violation("sessions", "", unit.unit_id, f"{total[unit.unit_id]:g} > {unit.sessions}")
