"""What was carried out of each project of a list, as it was typed in, and where that can't be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commatch.community import Basis, Kind, Need, NeedStatus
from commatch.memory import Way
from commatch.month.outcomes import DONE_BY, LADDER, NOTHING_GIVEN, Outcome, outcome_of
from commatch.previous_projects import COMPLETED, DROPPED, Decision, PreviousProject, PreviousRow, Reply
from commatch.problems import NOWHERE, Place, Problem, error, warning
from commatch.times import Slot

__all__ = ["CarriedOut", "Did", "carried_out"]

_CONFIRMED_FROM = frozenset({NeedStatus.PROPOSED, NeedStatus.OUT_OF_REMIT, NeedStatus.POSTPONED})
"""Statuses that the council makes confirmed: it may come back to what it turned down."""


@dataclass(frozen=True, slots=True)
class Did:
    """A row of a project: who was to do what, and what came of it.

    Attributes
    ----------
    need_id : str
        Smallest need of the project.
    kind : Kind
        Kind of the resource.
    resource_id : str
        Who stands in the row now.
    slot : Slot, optional
        When; ``None`` where it has no slot of its own.
    day : datetime.date, optional
        The day of its slot, else the one that was typed in.
    quantity, hours, amount : float
        What was planned: people, sessions or pieces; hours; yuan. 0 where blank.
    given : float, optional
        Hours that were typed in as given.
    outcome : Outcome, optional
        What became of it, where one of the known words says so.
    rating : float, optional
        How well it went, 1 to 5.
    gone : bool
        Declined, or on leave.
    deleted : bool
        The list has no such row any more.
    basis : Basis
        What the hours given were taken from.
    place : Place
        The cell of its actual hours.
    """

    need_id: str
    kind: Kind
    resource_id: str
    slot: Slot | None = None
    day: dt.date | None = None
    quantity: float = 0.0
    hours: float = 0.0
    amount: float = 0.0
    given: float | None = None
    outcome: Outcome | None = None
    rating: float | None = None
    gone: bool = False
    deleted: bool = False
    basis: Basis = Basis.TYPED
    place: Place = NOWHERE

    @property
    def came(self) -> bool:
        """Whether the resource did what it was to do, as far as anything tells."""
        return not self.gone and self.outcome not in NOTHING_GIVEN


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """A project with how far it is.

    Attributes
    ----------
    project_id : str
        Its id.
    need_ids : tuple of str
        Its needs.
    status : NeedStatus
        How far it is, after what was decided and typed in.
    decision : Decision, optional
        The council's.
    slots : tuple of Slot
        Its slots.
    rows : tuple of Did
        Its rows.
    note : str
        What was typed into its notes.
    stood : NeedStatus, optional
        The status that the list says; ``None`` where blank.
    place : Place
        The cell of that status.
    doubtful : bool
        An error tells that its status can't be read, or that it is not carried out while something was typed in of
        how it went: nothing else is said of its status.
    """

    project_id: str
    need_ids: tuple[str, ...]
    status: NeedStatus
    decision: Decision | None
    slots: tuple[Slot, ...]
    rows: tuple[Did, ...]
    note: str = ""
    stood: NeedStatus | None = None
    place: Place = NOWHERE
    doubtful: bool = False

    @property
    def completed(self) -> bool:
        """Whether it is over."""
        return self.status in COMPLETED

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days on which something of it was done, or is to be, where these are known."""
        return tuple(sorted({row.day for row in self.rows if row.came and row.day is not None}))


def carried_out(
    project: PreviousProject, before: Mapping[str, Way], leaving: Need | None, problems: list[Problem]
) -> CarriedOut:
    """Return a project with how far it is.

    Parameters
    ----------
    project : PreviousProject
        As the list has it.
    before : mapping of str to Way
        How far the needs were when the list was written, as it says itself.
    leaving : Need, optional
        One of its needs, where the needs sheet says of all of them alike that they leave the month.
    problems : list of Problem
        Grows by what can't be, and by words that say nothing.
    """
    typed = [row for row in (*project.rows, *project.added) if row.typed.anything]
    outcomes = {row.place: outcome_of(row.typed.outcome) for row in typed}
    rows = tuple(_did(project, row, outcomes) for row in (*project.rows, *project.added))
    judged: list[Problem] = []  # by its status
    status = _decided(project, judged)
    wordy = [row.typed for row in typed if row.typed.outcome and outcomes[row.place] is None]
    problems += [warning("outcome_words", said.outcome_place, said.outcome) for said in wordy]
    problems += _impossible(project, typed, outcomes)
    early = status in (NeedStatus.OPEN, NeedStatus.PROPOSED) or status not in LADDER
    if early:
        judged += [_too_early(row, project, status, leaving) for row in typed]
    else:
        status = _moved(status, rows, typed, project, judged)
    judged += _backwards(project, status, before)
    problems += [] if project.unread else judged
    return CarriedOut(
        project_id=project.project_id,
        need_ids=project.need_ids,
        status=status,
        decision=project.decision,
        slots=project.slots_now,
        rows=rows,
        note=project.note,
        stood=project.status,
        place=project.status_place,
        doubtful=project.unread or (early and bool(typed)),
    )


def _did(project: PreviousProject, row: PreviousRow, outcomes: Mapping[Place, Outcome | None]) -> Did:
    slot, typed = project.moved(row.slot), row.typed.day or project.day
    return Did(
        need_id=row.need_id,
        kind=row.kind,
        resource_id=_who(project, row),
        slot=slot,
        day=slot.date if slot else typed.date if typed else None,
        quantity=row.quantity or 0.0,
        hours=row.hours or 0.0,
        amount=row.amount or 0.0,
        given=row.typed.hours,
        outcome=outcomes.get(row.place),
        rating=row.typed.rating,
        gone=_gone(project, row) is not None,
        deleted=row.deleted,
        place=row.typed.hours_place,
    )


def _who(project: PreviousProject, row: PreviousRow) -> str:
    """Return who stands in a row: of a series one session may have been given by somebody else."""
    return row.typed.by or project.now(row)


def _gone(project: PreviousProject, row: PreviousRow) -> Reply | None:
    """Return whether who stands in a row declined or is on leave; a reply beside another id is of who stood there."""
    if row.reply not in (Reply.DECLINE, Reply.AWAY) or _who(project, row) != row.resource_id:
        return None
    return row.reply


def _decided(project: PreviousProject, problems: list[Problem]) -> NeedStatus:
    """Return how far a project is by its status and what the council decided."""
    status, decision = project.status or NeedStatus.PROPOSED, project.decision
    if status is NeedStatus.OPEN:
        status = NeedStatus.PROPOSED
    if status in COMPLETED and (decision in DROPPED or decision is Decision.CHANGE):
        assert decision is not None
        place = project.decision_place
        problems.append(error("decided_on_done", place, project.project_id, status=status, decision=decision))
        return status
    if decision is Decision.REJECT:
        return NeedStatus.OUT_OF_REMIT
    if decision is Decision.POSTPONE:
        return NeedStatus.POSTPONED
    if decision is Decision.CHANGE:
        return NeedStatus.PROPOSED
    if decision is Decision.CONFIRM and status in _CONFIRMED_FROM:
        return NeedStatus.CONFIRMED
    return status


def _moved(
    status: NeedStatus,
    rows: Sequence[Did],
    typed: Sequence[PreviousRow],
    project: PreviousProject,
    problems: list[Problem],
) -> NeedStatus:
    """Return how far a confirmed project is by what was typed in of it."""
    if status is NeedStatus.CONFIRMED and any(row.typed.hours is not None or row.typed.outcome for row in typed):
        status = NeedStatus.IN_PROGRESS
    doing = [row for row in rows if row.kind in DONE_BY and not row.gone]
    if status is NeedStatus.IN_PROGRESS and doing and all(row.outcome is Outcome.DONE for row in doing):
        status = NeedStatus.DONE
    rated = [row for row in typed if row.typed.rating is not None]
    if rated and status not in COMPLETED:
        problems += [
            error("rated_before_done", row.typed.rating_place, f"{row.typed.rating:g}", project=project.project_id)
            for row in rated
        ]
    elif rated:
        status = NeedStatus.REVIEWED
    elif status is NeedStatus.REVIEWED:
        problems.append(warning("reviewed_unrated", project.status_place, project.project_id))
    return status


def _impossible(
    project: PreviousProject, rows: Iterable[PreviousRow], outcomes: Mapping[Place, Outcome | None]
) -> Iterator[Problem]:
    """Yield the errors of hours given by somebody who was not there."""
    for row in rows:
        hours, outcome = row.typed.hours, outcomes[row.place]
        gone = _gone(project, row)
        if gone is not None:
            place = row.typed.reply_place
            yield error("result_of_absent", place, _who(project, row), need=row.need_id, reply=gone)
        elif hours and outcome in NOTHING_GIVEN:
            place, said = row.typed.hours_place, row.typed.outcome
            yield error("hours_of_absent", place, f"{hours:g}", resource=_who(project, row), outcome=said)


def _too_early(row: PreviousRow, project: PreviousProject, status: NeedStatus, leaving: Need | None) -> Problem:
    """Return the error of what was typed in of a project that is not carried out, or not yet."""
    typed = row.typed
    filled = (
        (typed.hours is not None, typed.hours_place, f"{typed.hours or 0:g}"),
        (bool(typed.outcome), typed.outcome_place, typed.outcome),
        (typed.rating is not None, typed.rating_place, f"{typed.rating or 0:g}"),
    )
    place, value = next((place, value) for there, place, value in filled if there)
    project_id = project.project_id
    if status is NeedStatus.HANDED_ON:
        return error("result_on_handed_on", place, value, project=project_id, status=status)
    if status not in LADDER:
        return error("result_on_dropped", place, value, project=project_id, status=status)
    if leaving is None:
        return error("result_undecided", place, value, project=project_id)
    need, said, other = leaving.need_id, leaving.status, leaving.place
    return error("result_of_leaving", place, value, project=project_id, need=need, status=said, other=other)


def _backwards(project: PreviousProject, status: NeedStatus, before: Mapping[str, Way]) -> Iterator[Problem]:
    """Yield an error where a project was further along already; the council may take out what is not done."""
    for need_id in project.need_ids:
        way = before.get(need_id)
        if way is None or way.status not in LADDER:
            continue
        back = status in LADDER and LADDER.index(status) < LADDER.index(way.status)
        changed = project.decision is Decision.CHANGE and way.status not in COMPLETED
        if (back and not changed) or (status not in LADDER and way.status in COMPLETED):
            place = project.status_place
            yield error("status_backwards", place, project.project_id, status=status, before=way.status)
            return
