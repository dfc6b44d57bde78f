"""The plan that a project list holds, row by row as it stands, and where it was changed by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from commatch.assemble.previous_edits import Compared, as_recorded, compare
from commatch.assemble.previous_ids import Names
from commatch.assemble.previous_run import RecordedPlan, Run
from commatch.assemble.previous_sheets import Listed, ListedProject, read_assignments, read_projects
from commatch.community import Kind, NeedStatus
from commatch.explaining.written import Written
from commatch.matching.demands import Demand, term
from commatch.matching.instance import Instance
from commatch.matching.plan import Assignment, Plan
from commatch.previous_projects import Reply
from commatch.problems import Problem, Severity
from commatch.times import Slot
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["ListedPlan", "listed_plan"]

_ONCE = frozenset({Kind.FUND})
"""Kinds that are never of one slot."""


@dataclass(frozen=True)
class ListedPlan:
    """The plan of a project list.

    Attributes
    ----------
    plan : Plan
        Who does what, where, when, as the sheets say.
    edited : tuple of str
        Needs whose projects are not as they were written.
    decisions : mapping of str to str
        The key of what the council decided on a demand's project.
    statuses : mapping of str to NeedStatus
        What stands under 状态 for a demand's project.
    replies : mapping of (str, str, Slot or None) to Reply
        What a resource answered, by demand, resource and slot.
    notes : mapping of str to str
        What stands under 备注 for a demand's project.
    standby : mapping of (str, str) to str
        What stands under 候补 for a demand and a resource.
    remedies : mapping of str to str
        What stands under 最小补救 for a need.
    problems : tuple of Problem
        What can't be read.
    """

    plan: Plan
    edited: tuple[str, ...] = ()
    decisions: Mapping[str, str] | None = None
    statuses: Mapping[str, NeedStatus] = field(default_factory=dict)
    replies: Mapping[tuple[str, str, Slot | None], Reply] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    standby: Mapping[tuple[str, str], str] | None = None
    remedies: Mapping[str, str] | None = None
    problems: tuple[Problem, ...] = ()


def listed_plan(written: Written, inst: Instance) -> ListedPlan:
    """Return the plan that a project list holds.

    Parameters
    ----------
    written : Written
        The project list.
    inst : Instance
        The month that it was made of.
    """
    run, records = written.run or Run(), written.records or {}
    needs, resources = Names(frozenset(need.need_id for need in inst.community.needs)), Names(frozenset(inst.resource))
    problems: list[Problem] = []
    own = {need.need_id: need for need in inst.community.needs}

    def flexible(project_id: str, need_id: str) -> bool:
        return run.flexible(project_id, own.get(need_id))

    projects, _ = read_projects(records["projects"], needs, flexible, written.month, problems)
    leads = {cells.folded(project.project_id): project.need_ids[0] for project in projects}
    rows = read_assignments(
        records["assignments"],
        needs,
        resources,
        lambda project_id: leads.get(cells.folded(project_id), ""),
        flexible,
        written.month,
        problems,
    )
    reading = _Reading(inst, run, resources, rows)
    for project in projects:
        reading.add(project)
    reading.close()

    def of(need_id: str) -> str:
        return inst.owner.get(need_id, need_id)

    return ListedPlan(
        plan=Plan(reading.slots, tuple(reading.rows)).ordered(),
        edited=tuple(sorted(reading.edited)),
        decisions={
            of(project.need_ids[0]): project.record.text("decision")
            for project in projects
            if project.decision is not None
        },
        statuses={of(project.need_ids[0]): project.status for project in projects if project.status is not None},
        replies={(of(row.need_id), row.resource_id, row.slot): row.reply for row in rows if row.reply is not None},
        notes={of(project.need_ids[0]): text for project in projects if (text := project.record.text("notes").strip())},
        standby={(row.need_id, row.resource_id): text for row in rows if (text := row.record.text("standby").strip())},
        remedies=dict(_texts(records["unserved"], needs)),
        problems=tuple(problem for problem in problems if problem.severity is Severity.ERROR),
    )


def _texts(records: Sequence[Record], needs: Names) -> Iterator[tuple[str, str]]:
    for record in records:
        if text := record.text("smallest_remedy").strip():
            yield needs.own(record.text("need_id")), text


class _Reading:
    """The plan as it grows, project by project."""

    def __init__(self, inst: Instance, run: Run, resources: Names, rows: Sequence[Listed]) -> None:
        self.inst, self.run, self.resources = inst, run, resources
        self.kinds = {item.resource_id: kind for kind in Kind for item in inst.community.resources(kind)}
        self.by_need: dict[str, list[Listed]] = defaultdict(list)
        for row in rows:
            self.by_need[row.need_id].append(row)
        self.slots: dict[str, tuple[Slot, ...]] = {}
        self.rows: list[Assignment] = []
        self.edited: set[str] = set()
        self.seen: set[str] = set()

    def add(self, project: ListedProject) -> None:
        """Take a project with its rows."""
        own = [row for need_id in project.need_ids for row in self.by_need.pop(need_id, ())]
        demand = self.inst.demand.get(self.inst.owner.get(project.need_ids[0], ""))
        key = cells.folded(project.project_id)
        self.seen.add(key)
        recorded = self.run.plans.get(key)
        if demand is None or demand.demand_id in self.slots:  # typed in: no such need is planned, or it is already
            self.edited.update(project.need_ids)
            return
        then = recorded.slots if recorded else ()
        compared = compare(own, as_recorded(recorded.rows if recorded else (), then, self.resources))
        moved = self._moved(project, then)
        found = [row for row in self._rows(demand, compared, moved) if self.kinds.get(row.resource_id) is row.kind]
        self.rows += found
        self.slots[demand.demand_id] = self._slots(demand, project, found, recorded, moved)
        if recorded is None or moved or len(found) < len(own) or _changed(compared) or set(then) ^ self._set(demand):
            self.edited.update(demand.need_ids)

    def close(self) -> None:
        """See which recorded projects and which rows are left."""
        for key, plan in self.run.plans.items():
            if key not in self.seen:
                self.edited.add(plan.project_id.partition("-")[2].partition("-")[2])
        self.edited.update(need_id for need_id, rows in self.by_need.items() if rows)

    def _set(self, demand: Demand) -> set[Slot]:
        return set(self.slots[demand.demand_id])

    @staticmethod
    def _moved(project: ListedProject, then: Sequence[Slot]) -> Mapping[Slot, Slot]:
        """Return the slot that was changed in the project's own row: from and to."""
        first = then[0] if then else None
        if project.slot is None or first is None or project.slot == first:
            return {}
        return {first: project.slot}

    def _rows(self, demand: Demand, compared: Compared, moved: Mapping[Slot, Slot]) -> Iterator[Assignment]:
        for row, planned in compared.pairs:
            slot = None
            if planned.slot is not None and planned.kind not in _ONCE:
                same = row.slot is None or row.slot == planned.shown
                slot = moved.get(planned.slot, planned.slot) if same else row.slot
            index = planned.index if planned.index is not None else self._index(demand, row)
            if index is not None:
                yield _row(demand, index, row, slot)
        for row in compared.added:
            index = self._index(demand, row)
            if index is not None:
                slot = None if row.kind in _ONCE or not demand.event else row.slot
                yield _row(demand, index, row, moved.get(slot, slot) if slot else None)

    @staticmethod
    def _index(demand: Demand, row: Listed) -> int | None:
        """Return which requirement a row that was typed in is on: the one of its words, else the first of its kind."""
        of = [at for at, asked in enumerate(demand.requirements) if asked.kind is row.kind]
        names = {at: {term(demand.requirements[at].what), term(demand.requirements[at].said)} for at in of}
        named = [at for at in of if term(row.what) in names[at]]
        return next(iter((*named, *of)), None)

    @staticmethod
    def _slots(
        demand: Demand,
        project: ListedProject,
        rows: Sequence[Assignment],
        recorded: RecordedPlan | None,
        moved: Mapping[Slot, Slot],
    ) -> tuple[Slot, ...]:
        """Return the slots of a project: those of its rows, and those that no row named from the first."""
        if not demand.event:
            return ()
        named = {row.slot for row in recorded.rows} if recorded else set()
        bare = [moved.get(slot, slot) for slot in (recorded.slots if recorded else ()) if slot not in named]
        found = {*bare, *(row.slot for row in rows if row.slot is not None)}
        return tuple(sorted(found or ({project.slot} if project.slot else set())))


def _row(demand: Demand, index: int, row: Listed, slot: Slot | None) -> Assignment:
    quantity = 1.0 if row.quantity is None else row.quantity
    hours, amount = (row.hours or 0.0), (row.amount or 0.0)
    return Assignment(demand.demand_id, index, row.kind, row.resource_id, slot, quantity, hours, amount)


def _changed(compared: Compared) -> bool:
    """Tell whether rows were added, deleted, or given another resource."""
    others = any(row.resource_id != planned.resource_id for row, planned in compared.pairs)
    return bool(compared.added or compared.deleted or others)
