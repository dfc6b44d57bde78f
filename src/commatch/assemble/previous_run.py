"""What the run record of a project list tells: the month, the plan as it was written, what stands from earlier."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from commatch.assemble.previous_ids import Names
from commatch.community import Kind, Need, NeedStatus
from commatch.previous import Away, Declined, Earlier, Used
from commatch.previous_projects import Decision
from commatch.problems import NOWHERE, Place, Problem, warning
from commatch.times import Half, Slot
from commatch.workbook import cells
from commatch.workbook.outputs import REASON_CODES, RUN_ITEMS
from commatch.workbook.plan_items import decoded
from commatch.workbook.spelling import normal
from commatch.workbook.values import Record

__all__ = ["Recorded", "RecordedPlan", "Run", "read_earlier", "read_run", "run_items", "setting_items"]

_FAIR = "fair_coverage.value"
_NAMES: Mapping[str, str] = {normal(name): item.key for item in RUN_ITEMS for name in (item.zh, item.en, item.key)}
_EARLIER: Mapping[str, Decision] = {
    normal(name): decision
    for key, decision in (("rejected", Decision.REJECT), ("postponed", Decision.POSTPONE))
    for choice in REASON_CODES
    if choice.key == key
    for name in (choice.zh, choice.en)
}
"""What was decided on a need, by the code of the reason why it is not served."""
_OF = re.compile(r"\s*[:：]\s*")
_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}
_PAIR, _TRIPLE, _SHORT = 2, 3, 6
_STANDING = ("declined", "away", "pinned", "completed", "did_before")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row of the plan as it was written.

    Attributes
    ----------
    index : int
        Index of the requirement.
    kind : Kind
        Kind of the resource.
    what : str
        The standard term.
    said : str
        What the sheet calls the requirement.
    resource_id : str
        Which resource.
    slot : Slot, optional
        When.
    """

    index: int
    kind: Kind
    what: str
    said: str
    resource_id: str
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class RecordedPlan:
    """A project as it was written: its id as the item names it, its rows, its slots, and where it is recorded."""

    project_id: str
    rows: tuple[Recorded, ...]
    slots: tuple[Slot, ...]
    place: Place


@dataclass
class Run:
    """What a run record tells.

    Attributes
    ----------
    month : datetime.date, optional
        Month of the plan.
    month_place : Place
        Where it stands.
    plans : mapping of str to RecordedPlan
        The projects by folded id; those whose record can't be read are not there.
    unreadable : set of str
        Folded ids of the projects whose record can't be read.
    declined, away, pinned, completed, did_before : list
        What stands from earlier rounds.
    given_up : float
        Coverage given up for fairness.
    """

    month: dt.date | None = None
    month_place: Place = NOWHERE
    plans: Mapping[str, RecordedPlan] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    declined: list[Declined] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    pinned: list[tuple[str, str]] = field(default_factory=list)
    completed: list[Used] = field(default_factory=list)
    did_before: list[tuple[str, str, str]] = field(default_factory=list)
    given_up: float = 0.0

    @property
    def recorded(self) -> bool:
        """Whether there is a record of the plan at all."""
        return bool(self.plans or self.unreadable)

    def flexible(self, project_id: str, need: Need | None) -> bool:
        """Tell whether a project was planned without a slot; where no plan of it is recorded its need tells."""
        plan = self.plans.get(cells.folded(project_id))
        return not plan.slots if plan is not None else need is not None and not need.event


def read_run(records: Sequence[Record], problems: list[Problem]) -> Run:
    """Return what a run record tells.

    Parameters
    ----------
    records : sequence of Record
        Rows of 运行记录.
    problems : list of Problem
        Grows by a warning for every item that can't be read.
    """
    run = Run()
    plans: dict[str, tuple[str, list[Recorded | Slot], Place]] = {}
    figures: dict[str, float] = {}
    for key, name, of, value, place in run_items(records):
        if key == "month":
            run.month, run.month_place = cells.month(value).value, place
        elif key in ("coverage.value", _FAIR):
            figures[key] = cells.number(value).value or 0.0
        elif key == "plan":
            entries = _checked(decoded(value))
            if entries is None:
                run.unreadable.add(cells.folded(of))
                problems.append(warning("previous_record_unreadable", place, of))
            else:
                plans.setdefault(cells.folded(of), (of, [], place))[1].extend(entries)
        elif key in _STANDING and not _standing(run, key, decoded(value)):
            problems.append(warning("previous_record_unreadable", place, name))
    run.plans = {key: _plan(*told) for key, told in plans.items() if key not in run.unreadable}
    if len(figures) > 1:
        run.given_up = round(figures["coverage.value"] - figures[_FAIR], 6)
    return run


def run_items(records: Iterable[Record]) -> Iterator[tuple[str, str, str, Any, Place]]:
    """Yield the items of a run record: key ('' where it is not known), name as written, what it is of, value, place."""
    for record in records:
        item, cell = (record.row.cells.get(key) for key in ("item", "value"))
        if item is not None and cell is not None:
            name, of = _split(cells.clean(item.value))
            yield _NAMES.get(normal(name), ""), name, of, cell.value, record.place("value")


def setting_items(records: Iterable[Record]) -> frozenset[str]:
    """Return the settings that a run record names, those left blank too."""
    items = (
        _split(cells.clean(cell.value)) for record in records if (cell := record.row.cells.get("item")) is not None
    )
    return frozenset(of for name, of in items if _NAMES.get(normal(name)) == "setting")


def read_earlier(records: Iterable[Record], needs: Names) -> tuple[Earlier, ...]:
    """Return the needs of 未匹配 that were rejected or postponed, those left out that are no longer there."""
    found = set()
    for record in records:
        decision = _EARLIER.get(normal(record.text("reason_code")))
        need_id = needs.own(record.text("need_id"))
        if decision and need_id and not needs.lacks(need_id):
            found.add(Earlier(need_id, decision))
    return tuple(sorted(found))


def _split(item: str) -> tuple[str, str]:
    """Return the name of an item and what it is of."""
    found = _OF.search(item)
    return (item[: found.start()], item[found.end() :]) if found else (item, "")


def _checked(entries: list[list[object]] | None) -> list[Recorded | Slot] | None:
    """Return the entries of a plan, ``None`` where one of them is none."""
    found = [_entry(entry) for entry in entries or ()]
    return None if entries is None or None in found else [entry for entry in found if entry is not None]


def _plan(project_id: str, entries: Iterable[Recorded | Slot], place: Place) -> RecordedPlan:
    found = list(entries)
    rows = tuple(entry for entry in found if isinstance(entry, Recorded))
    slots = {entry.slot if isinstance(entry, Recorded) else entry for entry in found}
    return RecordedPlan(project_id, rows, tuple(sorted(slot for slot in slots if slot)), place)


def _entry(entry: list[object]) -> Recorded | Slot | None:
    """Return an entry of a plan, ``None`` for what is none: a row, or a slot that no row names."""
    if len(entry) < _SHORT:
        return None
    index, kind, what, resource_id, date, half, *said = entry
    if not (isinstance(what, str) and isinstance(resource_id, str) and isinstance(index, int)):
        return None
    slot = _slot(date, half)
    if (date, half) != ("", -1) and slot is None:
        return None
    if kind == "":
        return slot
    if not resource_id or not isinstance(kind, str) or kind not in _KINDS:
        return None
    shown = said[0] if said and isinstance(said[0], str) else what
    return Recorded(index, _KINDS[kind], what, shown, resource_id, slot)


def _slot(date: object, half: object) -> Slot | None:
    if not isinstance(date, str) or not isinstance(half, int) or half not in set(Half):
        return None
    try:
        return Slot(dt.date.fromisoformat(date), Half(half))
    except ValueError:
        return None


def _standing(run: Run, key: str, entries: list[list[object]] | None) -> bool:
    """Take what stands from earlier rounds; tell whether all of it could be read."""
    if entries is None:
        return False
    if key == "away":
        slots = list(_away(entries))
        run.away += slots
        return len(slots) == len(entries)
    if key == "completed":
        used = list(_used(entries))
        run.completed += used
        return len(used) == len(entries)
    if key == "did_before":
        rows = [(need, who, day) for need, who, day in filter(_are_texts, entries)]
        run.did_before += rows
        return len(rows) == len(entries)
    pairs = list(_pairs(entries))
    if key == "declined":
        run.declined += [Declined(*pair) for pair in pairs]
    else:
        run.pinned += pairs
    return len(pairs) == len(entries)


def _used(entries: Iterable[list[object]]) -> Iterator[Used]:
    for entry in entries:
        match entry:
            case [str(need_id), str(status), str(kind), str(resource_id), int() | float() as charge] if status in set(
                NeedStatus
            ) and kind in ("", *_KINDS):
                yield Used(need_id, NeedStatus(status), kind, resource_id, float(charge))


def _pairs(entries: Iterable[list[object]]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if len(entry) == _PAIR and isinstance(entry[0], str) and isinstance(entry[1], str):
            yield entry[0], entry[1]


def _are_texts(entry: list[object]) -> TypeGuard[tuple[str, str, str]]:
    return len(entry) == _TRIPLE and all(isinstance(part, str) for part in entry)


def _away(entries: Iterable[list[object]]) -> Iterator[Away]:
    for entry in entries:
        slot = _slot(entry[1], entry[2]) if len(entry) == _TRIPLE else None
        if slot and isinstance(entry[0], str):
            yield Away(entry[0], slot)
