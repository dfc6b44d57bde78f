"""What the previous plan asks of this one, in the words of this month's demands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from commatch.community import Kind, Requirement
from commatch.matching.demands import term
from commatch.previous import Previous
from commatch.previous_projects import Decision, PreviousProject, PreviousRow, Reply
from commatch.problems import NOWHERE, Place
from commatch.times import Slot

if TYPE_CHECKING:
    from commatch.matching.instance import Instance

LASTING = (Kind.HELPER, Kind.UNIT, Kind.VENUE, Kind.FUND)
"""Kinds whose rows a confirmed project keeps; goods may come from another row of their name."""

Triple = tuple[str, int, str]
"""A demand, the index of its requirement (−1 where it no longer asks that), a resource."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Something that must be as it is named.

    Attributes
    ----------
    code : {'forced', 'pin', 'kept', 'kept_slot', 'edited', 'edited_slot', 'lent', 'lent_slot'}
        Why: a confirmed status; a pin; a confirmed project's row or slot; one that was edited by hand; a loan.
    demand_id : str
        Which demand must be served.
    resource_id : str
        With whom; '' for anybody.
    requirement : int
        On which requirement; −1 for any.
    slot : int
        In which slot, as a bit's position; −1 for any.
    place : Place
        Where it is said.
    """

    code: str
    demand_id: str
    resource_id: str = ""
    requirement: int = -1
    slot: int = -1
    place: Place = NOWHERE


def keeps(inst: Instance) -> tuple[Keep, ...]:
    """Return all that must be kept, in order: confirmed demands, pins, what the previous plan asks, loans."""
    forced = (Keep("forced", demand.demand_id) for demand in inst.demands if demand.forced)
    pins = (Keep("pin", *pair) for pair in inst.pins)
    return (*forced, *pins, *(inst.steady.keeps if inst.steady is not None else ()), *_agreed(inst))


def _agreed(inst: Instance) -> Iterator[Keep]:
    """Yield what a street agreed on: who is borrowed for what, and when."""
    sharing = inst.community.sharing
    rows = sharing.rows if sharing is not None else ()
    for demand_id, slot in dict.fromkeys((row.demand_id, row.slot) for row in rows if row.slot is not None):
        yield Keep("lent_slot", demand_id, slot=inst.bit(slot))
    for row in rows:
        bit = -1 if row.slot is None else inst.bit(row.slot)
        yield Keep("lent", row.demand_id, row.resource_id, row.requirement, bit)


class Steady:
    """A previous plan, looked up by this month's demands.

    Parameters
    ----------
    inst : Instance
        This month.
    previous : Previous
        The plan as it was, with what was decided, replied and edited since.
    """

    def __init__(self, inst: Instance, previous: Previous) -> None:
        self.inst = inst
        self.previous = previous
        self.projects: Mapping[str, tuple[PreviousProject, ...]] = self._by_demand()

    def _by_demand(self) -> dict[str, tuple[PreviousProject, ...]]:
        found: dict[str, list[PreviousProject]] = defaultdict(list)
        for project in self.previous.projects:
            for demand_id in dict.fromkeys(self.inst.owner[i] for i in project.need_ids if i in self.inst.owner):
                found[demand_id].append(project)
        return {demand_id: tuple(projects) for demand_id, projects in found.items()}

    # -- what was ---------------------------------------------------------------------------------------------

    @cached_property
    def triples(self) -> frozenset[Triple]:
        """Who did what in the projects that may go on; under this month's demand where there is one."""
        return frozenset(triple for project in self._open for triple in self._triples(project))

    @cached_property
    def slots(self) -> frozenset[tuple[str, Slot]]:
        """When, likewise."""
        return frozenset((self._demand_id(project), slot) for project in self._open for slot in project.slots)

    @cached_property
    def days(self) -> Mapping[Triple, int]:
        """On how many days somebody came to a series, where that was more than one."""
        counts = Counter(
            (
                self._demand_id(project),
                self.index(self._demand_id(project), row.kind, row.what, row.index),
                row.resource_id,
            )
            for project in self._open
            for row in project.rows
            if row.slot is not None and row.kind in (Kind.HELPER, Kind.UNIT, Kind.VENUE)
        )
        return {triple: count for triple, count in counts.items() if count > 1}

    def _triples(self, project: PreviousProject) -> Iterator[Triple]:
        demand_id = self._demand_id(project)
        for row in project.rows:
            yield demand_id, self.index(demand_id, row.kind, row.what, row.index), row.resource_id

    @cached_property
    def _open(self) -> tuple[PreviousProject, ...]:
        """The projects without those that were taken out or are over: nothing of these can recur, or is lost."""
        left = {need.need_id for need in self.inst.community.needs} - self.inst.owner.keys()
        return tuple(item for item in self.previous.projects if not item.undone and not left.issuperset(item.need_ids))

    def _demand_id(self, project: PreviousProject) -> str:
        owners = (self.inst.owner.get(need_id) for need_id in project.need_ids)
        return next(filter(None, owners), project.need_ids[0])

    def index(self, demand_id: str, kind: Kind, what: str, index: int | None = None) -> int:
        """Return which requirement of a demand asks this; −1 where none does."""
        demand = self.inst.demand.get(demand_id)
        return -1 if demand is None else requirement_of(demand.requirements, kind, what, index)

    @cached_property
    def _who(self) -> Mapping[tuple[str, int], frozenset[str]]:
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for demand_id, index, resource_id in self.triples:
            found[demand_id, index].add(resource_id)
        return {key: frozenset(ids) for key, ids in found.items()}

    def who(self, demand_id: str, index: int) -> frozenset[str]:
        """Return who was on a requirement."""
        return self._who.get((demand_id, index), frozenset())

    @cached_property
    def _when(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, set[int]] = defaultdict(set)
        for demand_id, slot in self.slots:
            found[demand_id].add(self.inst.bit(slot))
        return {demand_id: tuple(sorted(slots)) for demand_id, slots in found.items()}

    def when(self, demand_id: str) -> tuple[int, ...]:
        """Return the slots that a demand had."""
        return self._when.get(demand_id, ())

    # -- what must be -----------------------------------------------------------------------------------------

    def confirmed(self, demand_id: str) -> tuple[PreviousProject, ...]:
        """Return the projects of a demand that keep their people, place, date and fund."""
        return tuple(project for project in self.projects.get(demand_id, ()) if project.confirmed)

    @cached_property
    def changing(self) -> frozenset[str]:
        """Demands that must change a slot or a resource."""
        return frozenset(
            demand_id
            for demand_id, projects in self.projects.items()
            if any(project.decision is Decision.CHANGE for project in projects)
        )

    @cached_property
    def banned(self) -> frozenset[tuple[str, str]]:
        """Pairs of demand and resource that were declined, in this round or before."""
        return frozenset(
            (self.inst.owner[need_id], resource_id)
            for need_id, resource_id in self.previous.all_declined
            if need_id in self.inst.owner
        )

    @cached_property
    def banned_from(self) -> Mapping[str, frozenset[str]]:
        """Who declined, by demand."""
        found: dict[str, set[str]] = defaultdict(set)
        for demand_id, resource_id in self.banned:
            found[demand_id].add(resource_id)
        return {demand_id: frozenset(ids) for demand_id, ids in found.items()}

    @cached_property
    def away(self) -> Mapping[str, int]:
        """The slots in which resources are away, as bits."""
        found: dict[str, int] = defaultdict(int)
        for resource_id, slot in self.previous.all_away:
            bit = self.inst.bit(slot)
            if bit >= 0:
                found[resource_id] |= 1 << bit
        return found

    @cached_property
    def fixed(self) -> Mapping[str, int]:
        """The slots that demands must take, as bits."""
        found: dict[str, int] = defaultdict(int)
        for keep in self.keeps:
            if keep.code in ("kept_slot", "edited_slot") and keep.slot >= 0:
                found[keep.demand_id] |= 1 << keep.slot
        return found

    @cached_property
    def keeps(self) -> tuple[Keep, ...]:
        """What confirmed projects and edits by hand ask, in order."""
        found: dict[Keep, None] = {}
        for demand_id in sorted(self.projects):
            for project in self.projects[demand_id]:
                if not project.undone:
                    found |= dict.fromkeys(self._keeps(demand_id, project))
        earlier = (
            (self.inst.owner[need_id], resource_id)
            for need_id, resource_id in self.previous.pinned_by_hand
            if need_id in self.inst.owner
        )
        undone = {
            demand_id for demand_id, projects in self.projects.items() if all(project.undone for project in projects)
        }
        for demand_id, resource_id in sorted(set(earlier) - self.banned):
            if demand_id not in undone:
                found[Keep("edited", demand_id, resource_id)] = None
        return tuple(found)

    def _keeps(self, demand_id: str, project: PreviousProject) -> Iterator[Keep]:
        demand = self.inst.demand[demand_id]
        confirmed = project.confirmed
        edited = set(project.moves.values())
        for slot in project.slots_now:
            if demand.event and (confirmed or slot in edited):
                code = "edited_slot" if slot in edited else "kept_slot"
                typed = (edit.place for edit in project.edits if edit.slot_after == slot != edit.slot_before)
                yield Keep(code, demand_id, slot=self.inst.bit(slot), place=next(typed, project.place))
        for row in project.rows if confirmed else ():
            if row.kind not in LASTING or row.reply in (Reply.DECLINE, Reply.AWAY):
                continue
            now = _moved(row, project)
            if now is None or (demand_id, now.resource_id) in self.banned:
                continue
            bit = self.inst.bit(now.slot) if now.slot and demand.event and now.kind is not Kind.FUND else -1
            if bit >= 0 and self.away.get(now.resource_id, 0) >> bit & 1:
                continue
            index = self.index(demand_id, now.kind, now.what, now.index)
            yield Keep("kept", demand_id, now.resource_id, index, bit, now.place)
        for edit in project.edits:
            if edit.after and edit.after != edit.before:
                index = self.index(demand_id, edit.kind, edit.what)
                yield Keep("edited", demand_id, edit.after, index, place=edit.place)


def requirement_of(asked: Sequence[Requirement], kind: Kind, what: str, index: int | None = None) -> int:
    """Return which of some requirements asks a kind of resource by a name; −1 where none does.

    Parameters
    ----------
    index : int, optional
        Which one it was, where several ask the same.
    """
    found = [
        number
        for number, one in enumerate(asked)
        if one.kind is kind
        and (kind in (Kind.VENUE, Kind.FUND) or term(what) in (term(one.what), term(one.said or one.what)))
    ]
    return index if index in found else found[0] if found else -1


def _moved(row: PreviousRow, project: PreviousProject) -> PreviousRow | None:
    """Return a row as edits by hand leave it; ``None`` where somebody else's id was typed in."""
    if (row.kind, row.what, row.resource_id) in project.replaced:
        return None
    return replace(row, slot=project.moves.get(row.slot, row.slot)) if row.slot is not None else row
