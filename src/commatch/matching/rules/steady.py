"""The previous plan: what was confirmed stays, what was rejected goes, what is to change changes, a no is a no."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Kind, Requirement, Resource
from commatch.matching.demands import Demand
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule
from commatch.matching.steady import LASTING, requirement_of
from commatch.previous_projects import Decision, PreviousProject, Reply

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel
    from commatch.matching.uses import Owner


class SteadyPlan(Rule):
    """Bans of those who declined, slots of those who are away, and something else where a change was asked.

    The rows that confirmed projects keep are among those of pins (see pins.py), the fewest changes of all others an
    objective.
    """

    phrases = {
        "declined": Phrase("已婉拒", "declined"),
        "kept": Phrase("{need} 已确认由 {resource} 承担", "{need} is confirmed with {resource}"),
        "kept_slot": Phrase("{need} 已确认在 {slot}", "{need} is confirmed on {slot}"),
        "kept_declined": Phrase("{resource} 已婉拒 {need}", "{resource} declined {need}"),
        "edited": Phrase("{need} 手工改为 {resource}", "{need} was given to {resource} by hand"),
        "edited_slot": Phrase("{need} 手工改到 {slot}", "{need} was moved to {slot} by hand"),
        "audit.confirmed": Phrase("已确认的项目变了", "a confirmed project has changed"),
        "audit.undone": Phrase("否决或暂缓的项目还在", "a rejected or postponed project is still there"),
        "audit.unchanged": Phrase("要求修改的项目没有变", "a project that was to change has not"),
        "audit.declined": Phrase("用了已婉拒的人", "somebody who declined"),
        "audit.away": Phrase("用了请假的人", "somebody who is away"),
    }

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return nothing: who did not decline may serve any need."""
        return ()

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return the slots in which it is away."""
        return inst.steady.away.get(resource.resource_id, 0) if inst.steady is not None else 0

    def apart(self, inst: Instance, demand: Demand) -> Collection[str]:
        """Return who declined the need."""
        return inst.steady.banned_from.get(demand.demand_id, ()) if inst.steady is not None else ()

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject who declined."""
        if inst.steady is not None and (demand.demand_id, resource.resource_id) in inst.steady.banned:
            return Rejection("declined", resource.resource_id)
        return None

    def open_slots(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> int:
        """Return the slots in which the resource is not away."""
        gone = inst.steady.away.get(resource.resource_id, 0) if inst.steady is not None else 0
        return inst.all_slots & ~gone

    def constrain(self, model: MatchModel) -> None:
        """Of what a project to be changed had, something does not recur."""
        steady = model.inst.steady
        for owner in model.owners if steady is not None else ():
            if steady is not None and owner.demand.demand_id in steady.changing:
                self._change(model, owner)

    @staticmethod
    def _change(model: MatchModel, owner: Owner) -> None:
        steady = model.inst.steady
        assert steady is not None
        demand_id = owner.demand.demand_id
        recurs: list[int] = []
        asked = [triple for triple in steady.triples if triple[0] == demand_id]
        for part in owner.parts:
            for resource_id in sorted(steady.who(demand_id, part.judged.index)):
                uses = [use.var for use in part.uses if use.resource_id == resource_id]
                if not uses:
                    continue
                if part.requirement.kind is Kind.GOODS and not part.split:
                    recurs.append(owner.served)
                    continue
                there = model.binary()
                for var in uses:
                    model.row([(var, 1.0), (there, -model.highest(var))], "<=", 0)
                model.follows(there, uses)
                recurs.append(there)
        slots = [owner.slots[slot] for slot in steady.when(demand_id) if slot in owner.slots]
        total = len(asked) + len(steady.when(demand_id))
        if len(recurs) + len(slots) < total or not total:
            return
        terms: dict[int, float] = defaultdict(float)
        for var in (*recurs, *slots):
            terms[var] += 1.0
        model.row(list(terms.items()), "<=", total - 1)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Compare the plan with the previous one, row by row."""
        previous = book.community.previous
        if previous is None:
            return
        for project in previous.projects:
            planned = [need_id for need_id in project.need_ids if book.plans(need_id)]
            served = [demand_id for demand_id in map(book.demand_of, planned) if demand_id]
            if project.undone:
                for need_id in project.need_ids:
                    if need_id in book.plan.slots:
                        yield Violation("undone", need_id)
            elif planned and project.confirmed:
                yield from _audit_confirmed(book, project, served)
            elif served and project.decision is Decision.CHANGE and not _changed(book, project, served[0]):
                yield Violation("unchanged", served[0])
        used = defaultdict(set)
        for row in book.plan.assignments:
            for need in book.members(row.demand_id):
                used[need.need_id].add(row.resource_id)
        for need_id, resource_id in sorted(previous.all_declined):
            if resource_id in used[need_id]:
                yield Violation("declined", need_id, resource_id)
        for row in book.plan.assignments:
            if row.slot is not None and (row.resource_id, row.slot) in previous.all_away:
                yield Violation("away", row.demand_id, row.resource_id, str(row.slot.date))


def _audit_confirmed(book: Book, project: PreviousProject, served: list[str]) -> Iterator[Violation]:
    previous = book.community.previous
    if not served or previous is None:
        yield Violation("confirmed", project.need_ids[0])
        return
    demand_id = served[0]
    if book.plan.slots[demand_id] and not set(project.slots_now) <= set(book.plan.slots[demand_id]):
        yield Violation("confirmed", demand_id, "", "slots")
    there = {(row.kind, row.resource_id, row.slot) for row in book.plan.of(demand_id)}
    anywhen = {(kind, resource_id) for kind, resource_id, _ in there}
    refused = {resource_id for need_id, resource_id in previous.all_declined if need_id in project.need_ids}
    for row in project.rows:
        slot = project.moves.get(row.slot, row.slot) if row.slot and book.lead(demand_id).event else None
        excused = (
            row.kind not in LASTING
            or row.reply in (Reply.DECLINE, Reply.AWAY)
            or row.resource_id in refused
            or (row.kind, row.what, row.resource_id) in project.replaced
            or (slot is not None and (row.resource_id, slot) in previous.all_away)
        )
        timed = slot is not None and row.kind is not Kind.FUND
        kept = (row.kind, row.resource_id, slot) in there if timed else (row.kind, row.resource_id) in anywhen
        if not (excused or kept):
            yield Violation("confirmed", demand_id, row.resource_id)


def _changed(book: Book, project: PreviousProject, demand_id: str) -> bool:
    now = {(row.requirement, row.resource_id) for row in book.plan.of(demand_id)}
    asked = book.lead(demand_id).requirements
    before = {(requirement_of(asked, row.kind, row.what, row.index), row.resource_id) for row in project.rows}
    event = bool(book.plan.slots[demand_id])
    moved = event and not set(project.slots) <= set(book.plan.slots[demand_id])
    return moved or not before <= now
