"""What a list recorded of its projects before, against what stands in its rows now."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from commatch.community import Basis, Kind, Past
from commatch.memory import Way
from commatch.month.carried_out import CarriedOut, Did
from commatch.month.events import need_of
from commatch.previous import Previous
from commatch.problems import NOWHERE, Problem, warning
from commatch.workbook import cells

__all__ = ["as_recorded", "of_earlier_rounds", "still_recorded"]


def as_recorded(project: CarriedOut, history: Iterable[Past], month: dt.date) -> CarriedOut:
    """Return a project with what its history has of the rows that were deleted since.

    Of somebody with two rows on a day of which one was deleted, nothing tells what each of them gave.

    Parameters
    ----------
    project : CarriedOut
        As the list has it now.
    history : iterable of Past
        What the list recorded before.
    month : datetime.date
        Its month.
    """
    own = [past for past in history if past.month == month and past.need_id in project.need_ids]
    there = {_of(did) for did in project.rows if not did.deleted}
    recorded = {(past.resource_id, day): past for past in own for day in (past.date, None)}  # no slot, but a day
    rows = (
        _filled(did, recorded[_of(did)]) if did.deleted and _of(did) in recorded and _of(did) not in there else did
        for did in project.rows
    )
    return replace(project, rows=tuple(rows))


def still_recorded(
    month: dt.date,
    projects: Sequence[CarriedOut],
    rows: Iterable[Past],
    previous: Previous,
    listed: Mapping[str, Way],
    lent: Set[tuple[str, str, dt.date | None]],
    problems: list[Problem],
) -> list[Past]:
    """Return the rows of a list's history that count beside those of its projects.

    These are of projects that have left the list, and of whom a later round put others in place of; of all others what
    stands now counts.

    Parameters
    ----------
    month : datetime.date
        The month.
    projects : sequence of CarriedOut
        The projects of the list.
    rows : iterable of Past
        What is recorded of them now.
    previous : Previous
        The list as it came back.
    listed : mapping of str to Way
        How far the needs were when it was written, by id.
    lent : set of (str, str, date)
        Need, resource and day of what is told of by the rows of what is lent.
    problems : list of Problem
        Grows by a warning for each row that is taken off, or kept of somebody who stands in no row, and for each whose
        hours are told no more.
    """
    told = {need_id for project in projects for need_id in project.need_ids}
    stands = {(row.need_id, row.resource_id, row.slot.date if row.slot else None) for it in projects for row in it.rows}
    stands |= {*_under_former_names(projects, listed), *lent}
    owner = {need_id: project.need_ids for project in projects for need_id in project.need_ids}
    now: dict[tuple[str, str], set[dt.date | None]] = defaultdict(set)
    for row in rows:
        for need_id in owner.get(row.need_id, ()):
            now[row.resource_id, need_id].add(row.date)
    before: dict[tuple[str, str], set[dt.date | None]] = defaultdict(set)
    for row in previous.history:
        if row.month == month and row.hours:
            before[row.resource_id, row.need_id].add(row.date)
    kept = []
    for row in previous.history:
        if row.month != month:
            continue
        if stands & {(row.need_id, row.resource_id, day) for day in (row.date, None)}:
            days = now[row.resource_id, row.need_id]
            undated = (row.need_id, row.resource_id, None) in stands  # the day that was typed in may be another now
            moved = undated and len(days) >= len(before[row.resource_id, row.need_id])
            there = days if moved else days & {row.date}
            if row.hours and row.need_id in told and not there:
                problems.append(_cleared(row))
            continue
        if row.need_id in told and _named(row) not in previous.did_before:
            problems.append(_taken_off(row))
            continue
        if row.need_id in told:
            problems.append(_not_listed(row))
        kept.append(row)
    return kept


def _named(row: Past) -> tuple[str, str, str]:
    """Return a row as the record of a list names what was done before."""
    return row.need_id, row.resource_id, row.date.isoformat() if row.date else ""


def _under_former_names(
    projects: Iterable[CarriedOut], listed: Mapping[str, Way]
) -> Iterator[tuple[str, str, dt.date | None]]:
    """Yield need, resource and day of each row as a bundle recorded it that was named after another of its needs."""
    for project in projects:
        ways = (listed.get(need_id) for need_id in project.need_ids)
        former = {need_of(way.project_id) for way in ways if way is not None} - {"", cells.folded(project.need_ids[0])}
        names = [need_id for need_id in listed if cells.folded(need_id) in former]
        yield from (
            (name, row.resource_id, row.slot.date if row.slot else None) for name in names for row in project.rows
        )


def _taken_off(row: Past) -> Problem:
    """Return the warning of what was recorded before a row of the project was corrected by hand, and is no more."""
    day = row.date.isoformat() if row.date else f"{row.month:%Y-%m}" if row.month else ""
    return warning("history_taken_off", NOWHERE, row.need_id, resource=row.resource_id, date=day)


def _cleared(row: Past) -> Problem:
    """Return the warning of hours that were recorded before and are typed in no more."""
    day = row.date.isoformat() if row.date else f"{row.month:%Y-%m}" if row.month else ""
    return warning("history_cleared", NOWHERE, row.need_id, resource=row.resource_id, date=day, hours=f"{row.hours:g}")


def _not_listed(row: Past) -> Problem:
    """Return the warning of what is recorded of somebody who stands in no row of the project any more.

    He began it before another took over when the list was matched again.
    """
    return warning("history_not_listed", NOWHERE, row.need_id, resource=row.resource_id)


def _of(did: Did) -> tuple[str, dt.date | None]:
    return did.resource_id, did.slot.date if did.slot else None


def _filled(did: Did, past: Past) -> Did:
    quantity = did.quantity if past.quantity is None else past.quantity
    money = did.kind is Kind.FUND
    return replace(
        did,
        day=past.date,
        given=past.hours if did.kind is Kind.HELPER else None,
        rating=past.rating,
        quantity=did.quantity if money else quantity,
        amount=quantity if money and past.quantity is not None else did.amount,
        basis=past.basis or Basis.TYPED,
    )


def of_earlier_rounds(month: dt.date, previous: Previous, told: Set[str], problems: list[Problem]) -> Iterator[Past]:
    """Yield what was done in earlier rounds of the month and is recorded nowhere else: as it was planned."""
    for item in previous.completed:
        if item.need_id in told or not item.resource_id:
            continue
        helped = item.kind == Kind.HELPER
        hours, quantity = (item.charge, None) if helped else (None, item.charge)
        yield Past(month, item.need_id, item.resource_id, hours, quantity=quantity)
        if helped:
            problems.append(warning("hours_as_planned", NOWHERE, item.need_id, resources=item.resource_id))
