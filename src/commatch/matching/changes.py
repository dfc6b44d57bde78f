"""What is different from the previous plan, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commatch.community import PLANNED, Kind
from commatch.matching.candidates import JudgedDemand, whole
from commatch.matching.instance import Instance
from commatch.matching.plan import Assignment, Plan, Unserved
from commatch.matching.rules.base import Figures, figures
from commatch.previous_projects import COMPLETED, Decision, PreviousProject, PreviousRow, Reply
from commatch.times import Slot

PROJECT, SLOTS = "project", "slots"
Reason = tuple[str, Figures]
"""A phrase code with its figures."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference to the previous plan; a row of the sheet 变更.

    Attributes
    ----------
    need_id : str
        Which need: the smallest id of its project.
    item : str
        What is different: 'project' (it is new, or gone), 'slots', or a kind of resource.
    what : str
        Which requirements, for a kind of resource.
    before, after : tuple of str or of Slot
        Ids of resources, or slots, that only the one and only the other has.
    reason : tuple
        Phrase code with figures.
    """

    need_id: str
    item: str
    what: str = ""
    before: tuple[str, ...] | tuple[Slot, ...] = ()
    after: tuple[str, ...] | tuple[Slot, ...] = ()
    reason: Reason = ("rearranged", ())


def changes(
    inst: Instance, judged: Sequence[JudgedDemand], plan: Plan, unserved: Sequence[Unserved]
) -> tuple[Change, ...]:
    """Return every difference between a plan and the previous one, by need; none without a previous one."""
    if inst.steady is None:
        return ()
    return tuple(sorted(_Comparison(inst, judged, plan, unserved).all(), key=lambda item: (item.need_id, item.item)))


class _Comparison:
    def __init__(
        self, inst: Instance, judged: Sequence[JudgedDemand], plan: Plan, unserved: Sequence[Unserved]
    ) -> None:
        assert inst.steady is not None
        self.inst, self.plan, self.steady = inst, plan, inst.steady
        self.judged = {item.demand.demand_id: item for item in judged}
        self.reasons = {item.demand_id: item.reasons[0] for item in unserved}
        self.rows: dict[str, list[Assignment]] = defaultdict(list)
        for row in plan.assignments:
            self.rows[row.demand_id].append(row)

    def all(self) -> Iterator[Change]:
        known: set[str] = set()
        for project in self.steady.previous.projects:
            demand_id = next((self.inst.owner[i] for i in project.need_ids if i in self.inst.owner), "")
            known |= {demand_id, *project.need_ids}
            if demand_id in self.plan.slots:
                yield from self._compare(demand_id, project)
            else:
                yield Change(
                    project.need_ids[0],
                    PROJECT,
                    before=(project.project_id,),
                    reason=self._why_gone(demand_id, project),
                )
        for demand_id in self.plan.slots:
            if demand_id not in known:
                project_id = f"{self.inst.month:%Y-%m}-{demand_id}"
                yield Change(demand_id, PROJECT, after=(project_id,), reason=("added", ()))

    def _why_gone(self, demand_id: str, project: PreviousProject) -> Reason:
        decided = self.inst.community.decided.get(project.need_ids[0])
        if decided is not None:
            code = "rejected" if decided is Decision.REJECT else "postponed"
            return code, figures(note=project.note)
        if project.status in COMPLETED:
            return "completed", figures(status=project.status.value)
        if demand_id in self.reasons:
            return self.reasons[demand_id]
        needs = {need.need_id: need for need in self.inst.community.needs}
        need = needs.get(project.need_ids[0])
        if need is None:
            return "need_gone", ()
        return ("need_closed", figures(status=need.status.value)) if need.status not in PLANNED else ("rearranged", ())

    def _compare(self, demand_id: str, project: PreviousProject) -> Iterator[Change]:
        edited = {(kind, resource_id) for kind, _, resource_id in project.replaced}
        for kind in Kind:
            before = _resources(row for row in project.rows if row.kind is kind)
            after = _resources(row for row in self.rows[demand_id] if row.kind is kind)
            lost, found = sorted(before - after), sorted(after - before)
            if not lost and not found and kind is Kind.HELPER:
                yield from self._other_days(demand_id, project)
            if lost or found:
                typed = {edit.after for edit in project.edits if edit.kind is kind and edit.after != edit.before}
                if any((kind, resource_id) in edited for resource_id in lost) or not typed.isdisjoint(found):
                    reason: Reason = ("edited_by_hand", figures(note=_note(project, kind)))
                else:
                    reason = self._why_other(demand_id, project, kind, lost, found)
                what = self._what(demand_id, project, kind, {*lost, *found})
                yield Change(demand_id, kind.value, what, tuple(lost), tuple(found), reason)
        now = self.plan.slots[demand_id]
        gone, new = sorted(set(project.slots) - set(now)), sorted(set(now) - set(project.slots))
        if gone or new:
            yield Change(demand_id, SLOTS, "", tuple(gone), tuple(new), self._why_moved(demand_id, project, gone))

    def _what(self, demand_id: str, project: PreviousProject, kind: Kind, who: Collection[str]) -> str:
        """Return on which requirements some resources were or are, in the need's own words."""
        asked = self.inst.demand[demand_id].requirements
        before = (row for row in project.rows if row.kind is kind and row.resource_id in who)
        at = {self.steady.index(demand_id, kind, row.what, row.index) for row in before}
        at |= {row.requirement for row in self.rows[demand_id] if row.kind is kind and row.resource_id in who}
        names = (asked[index].said or asked[index].what for index in sorted(at) if index >= 0)
        return "、".join(dict.fromkeys(filter(None, names)))

    def _other_days(self, demand_id: str, project: PreviousProject) -> Iterator[Change]:
        """Yield where the same helpers of a series share its days in another way."""
        before = {(row.resource_id, row.slot) for row in project.rows if row.kind is Kind.HELPER and row.slot}
        after = {(row.resource_id, row.slot) for row in self.rows[demand_id] if row.kind is Kind.HELPER and row.slot}
        if set(project.slots) == set(self.plan.slots[demand_id]) and before != after:
            lost, found = sorted({who for who, _ in before - after}), sorted({who for who, _ in after - before})
            yield Change(demand_id, Kind.HELPER.value, "", tuple(lost), tuple(found), ("other_days", ()))

    def _why_other(
        self, demand_id: str, project: PreviousProject, kind: Kind, lost: Sequence[str], found: Sequence[str]
    ) -> Reason:
        parts = [part for part in self.judged[demand_id].parts if part.requirement.kind is kind]
        replies = {row.resource_id: row.reply for row in project.rows if row.kind is kind}
        known = {item.resource_id for item in self.inst.community.resources(kind)}
        for resource_id in lost:
            if replies.get(resource_id) is Reply.AWAY:
                return "away", figures(resource=resource_id)
            rejection = next(filter(None, (part.against(resource_id) for part in reversed(parts))), None)
            if rejection is not None:
                return rejection.code, (*rejection.figures, ("resource", resource_id))
            if resource_id not in known:
                return "resource_gone", figures(resource=resource_id)
        if demand_id in self.steady.changing:
            return "change_wanted", figures(note=project.note)
        if set(project.slots) != set(self.plan.slots[demand_id]):
            return "slot_moved", ()
        return self._why_at_all(self._serving(lost))

    def _why_moved(self, demand_id: str, project: PreviousProject, gone: Sequence[Slot]) -> Reason:
        if any(slot in project.moves for slot in gone):
            return "edited_by_hand", figures(note=_note(project, None))
        if demand_id in self.steady.changing:
            return "change_wanted", figures(note=project.note)
        for row in project.rows:
            if row.reply is Reply.AWAY and row.slot in gone:
                return "away", figures(resource=row.resource_id)
        if any(slot.date < self.inst.first for slot in gone):
            return "before_start", figures(first=self.inst.first)
        slots = whole(self.inst, self.judged[demand_id]).slots
        if any(not slots >> self.inst.bit(slot) & 1 for slot in gone if self._inside(slot)):
            return "not_free_then", ()
        return self._why_at_all(self._serving(sorted({row.resource_id for row in project.rows}), set(gone)))

    @staticmethod
    def _why_at_all(by: str) -> Reason:
        """Return that what a demand had serves others, or where it serves none that all was arranged anew."""
        return ("serves_others", figures(by=by)) if by else ("rearranged", ())

    def _inside(self, slot: Slot) -> bool:
        return 0 <= self.inst.bit(slot) < 3 * self.inst.days

    def _serving(self, resource_ids: Sequence[str], slots: set[Slot] | None = None) -> str:
        """Return the demands that some resources serve now and did not before."""
        before = {(row.need_id, row.resource_id) for row in self.steady.previous.rows}
        return "、".join(
            dict.fromkeys(
                row.demand_id
                for row in self.plan.assignments
                if row.resource_id in resource_ids
                and (row.demand_id, row.resource_id) not in before
                and (slots is None or row.slot in slots)
            )
        )


def _resources(rows: Iterator[Assignment] | Iterator[PreviousRow]) -> set[str]:
    return {row.resource_id for row in rows}


def _note(project: PreviousProject, kind: Kind | None) -> str:
    return "、".join(
        dict.fromkeys(edit.reason for edit in project.edits if edit.reason and (kind is None or edit.kind is kind))
    )


def left_out(inst: Instance) -> Mapping[str, Decision]:
    """Return the open needs that the council took out of the month."""
    return {
        need.need_id: inst.community.decided[need.need_id]
        for need in inst.community.needs
        if need.status in PLANNED and need.need_id in inst.community.decided
    }
