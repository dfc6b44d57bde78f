"""What was changed by hand: the rows of a project as they stand against the rows as they were planned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from commatch.assemble.previous_ids import Names
from commatch.assemble.previous_run import Recorded
from commatch.assemble.previous_sheets import Listed, ListedProject
from commatch.community import Kind
from commatch.previous_projects import Edit, PreviousRow
from commatch.problems import Place, Problem, error, warning
from commatch.texts.reports import WORDS
from commatch.texts.reports_previous import said_by_hand
from commatch.times import Slot
from commatch.workbook import cells
from commatch.workbook.values import Record, shown

__all__ = ["Compared", "Planned", "as_listed", "as_recorded", "compare"]

_LONGEST_KEY = 1_000
_SCORED = re.compile(r"[+−]\d+(?:\.\d+)?$")
_MET = frozenset({WORDS["all_met"].zh, WORDS["all_met"].en})
_ONCE = frozenset({Kind.FUND, Kind.GOODS})
"""Kinds whose rows may stand under the first slot without being of it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row as it was planned.

    Attributes
    ----------
    index : int, optional
        Index of the requirement, where the record tells it.
    kind : Kind
        Kind of the resource.
    what, said : str
        The standard term, and what the sheet calls it.
    resource_id : str
        Which resource.
    slot : Slot, optional
        When.
    shown : Slot, optional
        The slot under which the sheet shows it.
    """

    index: int | None
    kind: Kind
    what: str
    said: str
    resource_id: str
    slot: Slot | None
    shown: Slot | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A project's rows: those on both sides, those that were added, those that were deleted."""

    pairs: tuple[tuple[Listed, Planned], ...]
    added: tuple[Listed, ...] = ()
    deleted: tuple[Planned, ...] = ()

    def rows(self, need_id: str, place: Place) -> tuple[PreviousRow, ...]:
        """Return the rows as planned, with the replies of the sheet; ``place`` is that of rows deleted."""
        found = [
            PreviousRow(
                need_id, plan.kind, plan.what, plan.resource_id, plan.slot, row.reply, row.quantity, row.hours,
                row.amount, row.reason, row.record.place("resource_id"), plan.index,
                row.typed,
            )
            for row, plan in self.pairs
        ]  # fmt: skip
        found += [
            PreviousRow(
                need_id, plan.kind, plan.what, plan.resource_id, plan.slot, place=place, index=plan.index, deleted=True
            )
            for plan in self.deleted
        ]
        return tuple(sorted(found, key=_row_order))

    def more(self, need_id: str) -> tuple[PreviousRow, ...]:
        """Return the rows that were added."""
        return tuple(
            PreviousRow(
                need_id, row.kind, row.what, row.resource_id, row.slot, row.reply, row.quantity, row.hours,
                row.amount, row.reason, row.record.place("resource_id"), None, row.typed,
            )
            for row in sorted(self.added, key=lambda row: row.order)
        )  # fmt: skip

    def edits(
        self, need_id: str, project: ListedProject | None, slots: Sequence[Slot], problems: list[Problem]
    ) -> tuple[Edit, ...]:
        """Return what was changed by hand, of the rows and of the project's slot.

        Parameters
        ----------
        need_id : str
            Smallest need id of the project.
        project : ListedProject, optional
            The project's own row.
        slots : sequence of Slot
            The project's slots as planned, in order.
        problems : list of Problem
            Grows by slots that were changed in two ways, or cleared.
        """
        first = slots[0] if slots else None
        moved = _moved(project, first, problems)
        _check_slots(self.pairs, project, moved, first, problems)
        found = []
        for row, plan in self.pairs:
            own = row.slot_known and row.slot is not None and row.slot != plan.shown
            along = moved is not None and plan.shown == first and not own
            after = row.slot if own else moved if along else plan.shown
            other = bool(row.resource_id) and row.resource_id != plan.resource_id
            if other or after != plan.shown:
                found.append(
                    Edit(
                        need_id, plan.kind, plan.what, plan.resource_id,
                        row.resource_id if other else plan.resource_id, plan.shown, after,
                        _typed(row.reason), _changed_cell(row, plan, project, other=other, own=own),
                    )
                )  # fmt: skip
        said = {(plan.kind, _key(plan.said)): plan.what for _, plan in self.pairs}
        said |= {(plan.kind, _key(plan.said)): plan.what for plan in self.deleted}
        for row in self.added:
            if row.resource_id and row.slot_known:
                what, slot = said.get((row.kind, _key(row.what)), row.what), row.slot
                slot = moved if moved is not None and slot == first else slot
                where = row.record.place("resource_id")
                found.append(Edit(need_id, row.kind, what, "", row.resource_id, None, slot, _typed(row.reason), where))
        return tuple(sorted(found, key=_edit_order))


def as_recorded(rows: Iterable[Recorded], slots: Sequence[Slot], resources: Names) -> list[Planned]:
    """Return the rows of a record, those without a slot under the project's first one."""
    first = slots[0] if slots else None
    return [
        Planned(
            row.index, row.kind, row.what, row.said, resources.own(row.resource_id), row.slot, row.slot or first
        )
        for row in rows
    ]  # fmt: skip


def as_listed(rows: Iterable[Listed], before: Callable[[Listed], str]) -> Compared:
    """Return rows that stand for the plan themselves; ``before`` tells whom a row named before it was changed."""
    pairs = []
    for row in sorted(rows, key=lambda row: row.order):
        if row.resource_id:
            slot = None if row.kind is Kind.FUND else row.slot
            plan = Planned(None, row.kind, row.what, row.what, before(row) or row.resource_id, slot, row.slot)
            pairs.append((row, plan))
    return Compared(tuple(pairs))


def compare(rows: Iterable[Listed], planned: Iterable[Planned]) -> Compared:
    """Return which row stands for which planned one: the same, or with another resource, slot or requirement.

    A row with both its resource and its slot changed stands for a planned one where as many of that requirement
    are left on either side.
    """
    left = [(row, _of_row(row)) for row in sorted(rows, key=lambda row: row.order)]
    plans = [(plan, _of_plan(plan)) for plan in sorted(planned, key=_plan_order)]
    pairs: list[tuple[Listed, Planned]] = []
    for parts in _STEPS:
        open_plans: dict[tuple[object, ...], list[Planned]] = defaultdict(list)
        for plan, known in plans:
            open_plans[tuple([known[part] for part in parts])].append(plan)
        open_rows: dict[tuple[object, ...], list[Listed]] = defaultdict(list)
        for row, known in left:
            open_rows[tuple([known[part] for part in parts])].append(row)
        found: list[tuple[Listed, Planned]] = []
        for key, those in open_rows.items():
            if parts != _STEPS[-1] or len(those) == len(open_plans[key]):
                found += zip(those, open_plans[key], strict=False)
        pairs += found
        taken = {id(item) for pair in found for item in pair}
        left = [item for item in left if id(item[0]) not in taken]
        plans = [item for item in plans if id(item[0]) not in taken]
        if not left or not plans:
            break
    return Compared(tuple(pairs), tuple(row for row, _ in left), tuple(plan for plan, _ in plans))


_KIND, _WHAT, _WHO, _WHEN = range(4)
_STEPS = (
    (_KIND, _WHAT, _WHO, _WHEN),
    (_KIND, _WHAT, _WHEN),
    (_KIND, _WHAT, _WHO),
    (_KIND, _WHO, _WHEN),
    (_KIND, _WHAT),
)
"""What a row and a planned one must have in common, the surest first."""


def _of_row(row: Listed) -> tuple[object, ...]:
    return (row.kind, _key(row.what), _key(row.resource_id), row.slot)


def _of_plan(plan: Planned) -> tuple[object, ...]:
    return (plan.kind, _key(plan.said), _key(plan.resource_id), plan.shown)


@lru_cache(maxsize=65536)
def _key(text: str) -> str:
    return cells.folded(text)[:_LONGEST_KEY]


def _moved(project: ListedProject | None, first: Slot | None, problems: list[Problem]) -> Slot | None:
    """Return the slot that a project's own row was moved to, ``None`` where it was not."""
    if project is None or not project.slot_known or project.slot == first:
        return None
    if project.slot is None:
        problems.append(error("previous_slot_incomplete", project.record.place("date")))
    return project.slot


def _check_slots(
    pairs: Iterable[tuple[Listed, Planned]],
    project: ListedProject | None,
    moved: Slot | None,
    first: Slot | None,
    problems: list[Problem],
) -> None:
    """Note slots that were cleared, and those that were moved to two others."""
    claims: dict[Slot | None, tuple[Slot, Place, str]] = {}
    if project is not None and moved is not None:
        claims[first] = (moved, project.record.place("date"), _when(project.record))
    for row, plan in sorted(pairs, key=lambda pair: pair[0].record.row.number):
        if not row.slot_known or row.slot == plan.shown:
            continue
        place = row.record.place("date")
        if row.slot is None:
            if plan.slot is not None and plan.kind not in _ONCE:
                problems.append(error("previous_slot_incomplete", place))
        elif plan.shown not in claims:
            if plan.shown is not None:
                claims[plan.shown] = (row.slot, place, _when(row.record))
        elif claims[plan.shown][0] != row.slot:
            _, other, said = claims[plan.shown]
            problems.append(error("previous_slot_clash", place, _when(row.record), said=said, other=other))


def _when(record: Record) -> str:
    """Return date and half-day of a row as the sheet has them."""
    beside = record.row.cells.get("half_day")
    return f"{record['date']} {shown(beside.value) if beside else ''}".strip()


def _changed_cell(row: Listed, plan: Planned, project: ListedProject | None, *, other: bool, own: bool) -> Place:
    if other:
        return row.record.place("resource_id")
    record, slot = (row.record, row.slot) if own or project is None else (project.record, project.slot)
    same_day = slot is not None and plan.shown is not None and slot.date == plan.shown.date
    return record.place("half_day" if same_day else "date")


def _typed(reason: str) -> str:
    """Return a reason that a person wrote; ``''`` for the program's own, which end in points or tell of a hand."""
    return "" if reason in _MET or _SCORED.search(reason) or said_by_hand(reason) is not None else reason


def requirement_changes(pairs: Iterable[tuple[Listed, Planned]]) -> Iterable[Problem]:
    """Yield a warning for each row whose requirement is written otherwise than it was planned."""
    for row, plan in pairs:
        if _key(row.what) != _key(plan.said):
            yield warning("previous_requirement_not_read", row.record.place("requirement"), row.what, said=plan.said)


def _plan_order(plan: Planned) -> tuple[object, ...]:
    index = -1 if plan.index is None else plan.index
    return (plan.kind, plan.said, plan.shown or (), plan.resource_id, index)


def _row_order(row: PreviousRow) -> tuple[object, ...]:
    index = -1 if row.index is None else row.index
    return (row.slot is not None, row.slot or (), index, row.kind, row.what, row.resource_id, row.place)


def _edit_order(edit: Edit) -> tuple[object, ...]:
    return (edit.slot_before or (), edit.slot_after or (), edit.kind, edit.what, edit.before, edit.after, edit.place)
