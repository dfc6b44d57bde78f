"""The rows of a project list that comes back, as they stand: projects with decisions, assignments with replies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from commatch.assemble.nearest import nearest
from commatch.assemble.previous_ids import Names
from commatch.assemble.previous_notes import typed_note
from commatch.community import Kind, NeedStatus
from commatch.previous_projects import Day, Decision, Reply, Typed
from commatch.problems import Place, Problem, error, warning
from commatch.times import Half, Slot
from commatch.workbook import cells
from commatch.workbook.schema import CHOICES
from commatch.workbook.traditional import simplified
from commatch.workbook.values import Record, shown

__all__ = ["NAMED", "Listed", "ListedProject", "read_assignments", "read_projects", "unknown_need"]

NAMED = {"helpers": Kind.HELPER, "units": Kind.UNIT, "venue": Kind.VENUE, "fund": Kind.FUND}
"""Columns of 项目清单 that hold names of resources, with their kind."""
_ANSWERING = frozenset({Kind.HELPER, Kind.UNIT, Kind.VENUE})
_HALVES: Mapping[str, Half] = {choice.key: Half(at) for at, choice in enumerate(CHOICES["half"])}
_JOINTS = re.compile(r"\s*[、;；\n]\s*")
_MORE_JOINTS = re.compile(r"\s*[、;；\n,，/|+]\s*")
_MONTH = re.compile(r"(\d{4})-(\d{2})-(?=.)")
Flexible = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of 匹配明细.

    Attributes
    ----------
    need_id, project_id : str
        As written, the need as its own sheet has it; ``''`` where blank.
    kind : Kind
        Kind of the resource.
    what : str
        What the sheet calls the requirement.
    resource_id : str
        As its own sheet has it; ``''`` where it is blank or can't be read, of which a problem tells.
    name : str
        Name of the resource as the sheet has it.
    slot : Slot, optional
        When; ``None`` also where it can't be read.
    slot_known : bool
        The slot is as the sheet says; else a problem tells.
    reply, quantity, hours, amount, reason, typed
        As the sheet says.
    record : Record
        The row itself, for the places of its cells.
    """

    need_id: str
    project_id: str
    kind: Kind
    what: str
    resource_id: str
    name: str
    slot: Slot | None
    slot_known: bool
    reply: Reply | None
    quantity: float | None
    hours: float | None
    amount: float | None
    reason: str
    typed: Typed
    record: Record

    @property
    def order(self) -> tuple[object, ...]:
        """Order that does not depend on how the sheet is sorted."""
        return (self.kind, self.what, self.slot or (), self.resource_id, self.record.row.number)


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A row of 项目清单; ``slot_known`` as that of :class:`Listed`, ``named`` the texts of the cells with names.

    ``day`` is when it was done, or is to be, where it has no slot.
    """

    project_id: str
    need_ids: tuple[str, ...]
    decision: Decision | None
    status: NeedStatus | None
    slot: Slot | None
    slot_known: bool
    day: Day | None
    named: Mapping[str, str]
    note: str
    record: Record


def unknown_need(place: Place, need_id: str, needs: Names) -> Problem:
    """Return the error of an id that no need has."""
    return error("previous_unknown_need", place, need_id, known=nearest(need_id, needs.known or ()))


def read_projects(
    records: Sequence[Record], needs: Names, flexible: Flexible, month: dt.date | None, problems: list[Problem]
) -> tuple[list[ListedProject], frozenset[str]]:
    """Return the projects of 项目清单, each once, as the rows stand, and every need that any row is about.

    Parameters
    ----------
    records : sequence of Record
        Rows of 项目清单.
    needs : Names
        Ids of the needs.
    flexible : callable
        Tells of a project and one of its needs whether it was planned without a slot; its dates are no slots.
    month : datetime.date, optional
        Month of the projects, in which dates must be.
    problems : list of Problem
        Grows by what was wrong.
    """
    found: list[ListedProject] = []
    projects: dict[str, Record] = {}
    holders: dict[str, Record] = {}
    mentioned: set[str] = set()
    for record in records:
        need_ids = _need_ids(record.text("need_ids"), needs)
        named = _MONTH.match(record.text("project_id"))
        mentioned.update(need_ids)
        if named and not (need_ids and _go_together(record.text("project_id"), need_ids)):
            mentioned.add(needs.own(record.text("project_id")[named.end() :]))
        if not need_ids or "project_id" in record.faulty:
            continue
        project_id = record.text("project_id") or (f"{month:%Y-%m}-{need_ids[0]}" if month else need_ids[0])
        key = cells.folded(project_id)
        if key in projects:
            other = projects[key].place("project_id")
            problems.append(error("previous_project_twice", record.place("project_id"), project_id, other=other))
            continue
        projects[key] = record
        if not _go_together(project_id, need_ids):
            place = record.place("need_ids")
            wrong = [unknown_need(place, need, needs) for need in need_ids if needs.lacks(need)]
            problems += wrong or [error("previous_ids_apart", place, "、".join(need_ids), project=project_id)]
            continue
        twice = [need for need in need_ids if need in holders]
        if twice:
            other = holders[twice[0]].place("need_ids")
            problems.append(error("previous_need_twice", record.place("need_ids"), twice[0], other=other))
            continue
        holders |= dict.fromkeys(need_ids, record)
        slot, known, day = _slot(record, month, problems, flexible=flexible(project_id, need_ids[0]))
        project = ListedProject(
            project_id=project_id,
            need_ids=need_ids,
            decision=Decision(record["decision"]) if record["decision"] else None,
            status=NeedStatus(record["status"]) if record["status"] else None,
            slot=slot,
            slot_known=known,
            day=day,
            named={key: record.text(key) for key in NAMED},
            note=typed_note(record.text("notes")),
            record=record,
        )
        found.append(project)
    return found, frozenset(mentioned)


def read_assignments(
    records: Sequence[Record],
    needs: Names,
    resources: Names,
    need_of: Callable[[str], str],
    flexible: Flexible,
    month: dt.date | None,
    problems: list[Problem],
) -> list[Listed]:
    """Return the rows of 匹配明细 that name a need and a kind.

    Parameters
    ----------
    records : sequence of Record
        Rows of 匹配明细.
    needs, resources : Names
        Ids of the needs and of the resources.
    need_of : callable
        From the id of a project to its smallest need, ``''`` where there is no such project.
    flexible : callable
        As that of :func:`read_projects`.
    month : datetime.date, optional
        Month of the projects, in which dates must be.
    problems : list of Problem
        Grows by what was wrong.
    """
    found = []
    for record in records:
        project_id = record.text("project_id")
        need_id = needs.own(record.text("need_id")) or need_of(project_id)
        if not need_id and not record.faulty & {"need_id", "project_id"}:
            problems.append(error("required_blank", record.place("need_id"), sheet="assignments", column="need_id"))
        kind = Kind(record["kind"]) if record["kind"] else None
        slot, known, day = _slot(record, month, problems, flexible=flexible(project_id, need_id))
        reply = Reply(record["reply"]) if record["reply"] else None
        if reply and kind and kind not in _ANSWERING:
            said = shown(record.row.cells["reply"].value)
            problems.append(warning("previous_reply_idle", record.place("reply"), said, kind=kind))
            reply = None
        if need_id and kind:
            row = Listed(
                need_id=need_id,
                project_id=project_id,
                kind=kind,
                what=record.text("requirement"),
                resource_id=resources.own(record.text("resource_id")),
                name=record.text("resource_name"),
                slot=slot,
                slot_known=known,
                reply=reply,
                quantity=record["quantity"],
                hours=record["hours"],
                amount=record["amount"],
                reason=record.text("reason"),
                typed=_typed(record, resources, day),
                record=record,
            )
            found.append(row)
    return found


def _typed(record: Record, resources: Names, day: Day | None) -> Typed:
    return Typed(
        hours=record["actual_hours"],
        outcome=record.text("outcome").strip(),
        rating=record["rating"],
        by=resources.own(record.text("resource_id")),
        day=day,
        reply_place=record.place("reply"),
        hours_place=record.place("actual_hours"),
        outcome_place=record.place("outcome"),
        rating_place=record.place("rating"),
        day_place=record.place("date"),
    )


def _need_ids(text: str, needs: Names) -> tuple[str, ...]:
    """Return the ids of a cell in order, split at commas too where that gives known ones."""
    if not text or (needs.known and not needs.lacks(text)):
        return (needs.own(text),) if text else ()
    parts = [part for part in _JOINTS.split(text) if part]
    more = [part for part in _MORE_JOINTS.split(text) if part]
    if needs.known and any(map(needs.lacks, parts)) and not any(map(needs.lacks, more)):
        parts = more
    return tuple(sorted({needs.own(part) for part in parts}))


def _go_together(project_id: str, need_ids: Sequence[str]) -> bool:
    """Tell whether a project is named after one of its needs, or after nothing that looks like one."""
    named = _MONTH.match(project_id)
    return named is None or cells.folded(project_id[named.end() :]) in set(map(cells.folded, need_ids))


def _slot(
    record: Record, month: dt.date | None, problems: list[Problem], *, flexible: bool
) -> tuple[Slot | None, bool, Day | None]:
    """Return the slot of a row, whether the row says it soundly, a blank one too, and the day of one without slots."""
    date, half = record["date"], record["half_day"]
    if record.faulty & {"date", "half_day"}:
        return None, False, None
    said = _half_beside(record)
    if said is not None and half is not None and _HALVES[half] is not said:
        place, other = record.place("date"), record.place("half_day")
        raw, beside = (shown(record.row.cells[key].value) for key in ("date", "half_day"))
        problems.append(error("previous_slot_clash", place, raw, said=beside, other=other))
        return None, False, None
    if date is None and half is None:
        return None, True, None
    if date is None or (half is None and said is None and not flexible):
        key = "date" if date is None else "half_day"
        problems.append(error("previous_slot_incomplete", record.place(key)))
        return None, False, None
    if month is not None and (date.year, date.month) != (month.year, month.month):
        place, sheet = record.place("date"), record.sheet.key
        told = error("previous_date_outside", place, date, sheet=sheet, column="date", month=f"{month:%Y-%m}")
        problems.append(told)
        return None, False, None
    then = said if half is None else _HALVES[half]
    return (None, True, Day(date, then)) if flexible or then is None else (Slot(date, then), True, None)


def _half_beside(record: Record) -> Half | None:
    """Return the half-day that is written into the cell of the date, as in 12月5日下午."""
    cell = record.row.cells.get("date")
    if cell is None or not isinstance(cell.value, str):
        return None
    text = simplified(cells.clean(cell.value)).casefold()
    said = [Half(at) for at, choice in enumerate(CHOICES["half"]) if choice.zh in text or choice.en in text]
    return said[0] if len(said) == 1 else None
