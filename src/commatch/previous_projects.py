"""A project of a list that came back: its rows, what was typed into them, what the council decided; as frozen values.

Nothing here knows of spreadsheets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from commatch.community import FORCED, Kind, NeedStatus
from commatch.problems import NOWHERE, Place
from commatch.times import Half, Slot

__all__ = [
    "COMPLETED",
    "DROPPED",
    "NOTHING_TYPED",
    "Day",
    "Decision",
    "Edit",
    "PreviousProject",
    "PreviousRow",
    "Reply",
    "Typed",
    "charge_of",
]


class Decision(StrEnum):
    """What the council decided on a project."""

    CONFIRM = "confirm"
    CHANGE = "change"
    REJECT = "reject"
    POSTPONE = "postpone"


DROPPED = frozenset({Decision.REJECT, Decision.POSTPONE})
"""Decisions by which a project leaves the plan."""


COMPLETED = frozenset({NeedStatus.DONE, NeedStatus.REVIEWED})
"""Statuses of needs that are over and have used what they were given."""


class Reply(StrEnum):
    """What somebody answered who was asked."""

    AGREE = "agree"
    DECLINE = "decline"
    AWAY = "away"


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """When something without a slot was done, or is to be: a date, with the half-day where that was typed in."""

    date: dt.date
    half: Half | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a row of how it went, with the cells; a number is ``None`` where blank or unreadable.

    Attributes
    ----------
    hours : float, optional
        Hours that were given, at least 0.
    outcome : str
        What became of it, in the worker's words.
    rating : float, optional
        How well it went, 1 to 5.
    by : str
        Who stands in the row, as its own sheet writes the id; ``''`` where blank.
    day : Day, optional
        When, of a row without a slot of its own.
    reply_place, hours_place, outcome_place, rating_place, day_place : Place
        The cells.
    """

    hours: float | None = None
    outcome: str = ""
    rating: float | None = None
    by: str = ""
    day: Day | None = None
    reply_place: Place = NOWHERE
    hours_place: Place = NOWHERE
    outcome_place: Place = NOWHERE
    rating_place: Place = NOWHERE
    day_place: Place = NOWHERE

    @property
    def anything(self) -> bool:
        """Whether any of it is filled."""
        return self.hours is not None or bool(self.outcome) or self.rating is not None


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class PreviousRow:
    """One resource on one requirement of a project.

    Attributes
    ----------
    need_id : str
        Smallest need id of the project.
    kind : Kind
        Kind of the resource.
    what : str
        The standard term asked for where the workbook's record tells it, else what the sheet says.
    resource_id : str
        The resource, as its own sheet writes it where that is known.
    slot : Slot, optional
        When; ``None`` for a flexible need and for what an event uses once.
    reply : Reply, optional
        What the sheet says that the resource answered.
    quantity, hours, amount : float, optional
        As they stand on the sheet; ``None`` where blank, or where the row was deleted.
    reason : str
        As it stands on the sheet.
    place : Place
        The cell of the resource's id; of a row that was deleted the project's cell.
    index : int, optional
        Index of the requirement where the record tells it.
    typed : Typed
        What was typed in of how it went.
    deleted : bool
        The sheet has no such row any more.
    """

    need_id: str
    kind: Kind
    what: str
    resource_id: str
    slot: Slot | None = None
    reply: Reply | None = None
    quantity: float | None = None
    hours: float | None = None
    amount: float | None = None
    reason: str = ""
    place: Place = NOWHERE
    index: int | None = None
    typed: Typed = NOTHING_TYPED
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What was changed by hand in one row: its resource, its slot or both; a row added has nothing ``before``.

    Attributes
    ----------
    need_id : str
        Smallest need id of the project.
    kind : Kind
        Kind of the resource.
    what : str
        As that of the row.
    before, after : str
        The resource; ``before`` is ``''`` for a row that was added, and ``after`` where only the slot was changed.
    slot_before, slot_after : Slot, optional
        The slot under which the row stands; the same where only the resource was changed.
    reason : str
        What the worker wrote as the reason; ``''`` where the program's own words stand.
    place : Place
        The cell that was changed.
    """

    need_id: str
    kind: Kind
    what: str
    before: str
    after: str
    slot_before: Slot | None
    slot_after: Slot | None
    reason: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class PreviousProject:
    """A project as it was planned, with what was decided, answered and changed since.

    Attributes
    ----------
    project_id : str
        Id of the project.
    need_ids : tuple of str
        Its needs by id, those that are no longer in the needs sheet left out; the first one is the demand's id.
    decision : Decision, optional
        The council's.
    status : NeedStatus, optional
        As the sheet says; ``None`` where blank.
    slots : tuple of Slot
        Its slots as planned, in order.
    day : Day, optional
        When, where it has no slot and that was typed in.
    rows : tuple of PreviousRow
        Its rows as planned, before what was changed by hand, the replies taken from the sheet.
    edits : tuple of Edit
        What was changed by hand.
    added : tuple of PreviousRow
        Rows that were added by hand, as they stand.
    note : str
        The project's notes.
    place, decision_place, status_place, day_place : Place
        The cells of its id, of the decision, of the status and of the date.
    unread : bool
        Its status or its decision can't be read, of which a problem tells: what hangs on them is not known.
    used : mapping of (Kind, str) to float, optional
        What was really used of each resource, where what was carried out is known; else what was planned counts.
    """

    project_id: str
    need_ids: tuple[str, ...]
    decision: Decision | None = None
    status: NeedStatus | None = None
    slots: tuple[Slot, ...] = ()
    rows: tuple[PreviousRow, ...] = ()
    edits: tuple[Edit, ...] = ()
    added: tuple[PreviousRow, ...] = ()
    note: str = ""
    place: Place = NOWHERE
    decision_place: Place = NOWHERE
    status_place: Place = NOWHERE
    day: Day | None = None
    day_place: Place = NOWHERE
    unread: bool = False
    used: Mapping[tuple[Kind, str], float] | None = None

    @property
    def demand_id(self) -> str:
        """Smallest need id."""
        return self.need_ids[0]

    @property
    def undone(self) -> bool:
        """Whether it was taken out of the month."""
        return self.decision in DROPPED

    @property
    def confirmed(self) -> bool:
        """Whether it keeps its people, place, date and fund."""
        return self.status in FORCED if self.decision is None else self.decision is Decision.CONFIRM

    @cached_property
    def moves(self) -> Mapping[Slot, Slot]:
        """Slots moved by hand, from and to."""
        return {
            edit.slot_before: edit.slot_after
            for edit in self.edits
            if edit.slot_before and edit.slot_after and edit.slot_before != edit.slot_after
        }

    @cached_property
    def slots_now(self) -> tuple[Slot, ...]:
        """Its slots, with those moved by hand."""
        return tuple(sorted({self.moves.get(slot, slot) for slot in self.slots}))

    @cached_property
    def charges(self) -> Mapping[tuple[Kind, str], float]:
        """What it takes of each resource for good."""
        if self.used is not None:
            return self.used
        found: dict[tuple[Kind, str], float] = {}
        for row in self.rows:
            key = row.kind, self.now(row)
            found[key] = found.get(key, 0.0) + charge_of(row)
        return found

    def now(self, row: PreviousRow) -> str:
        """Return the resource of a row after what was changed by hand."""
        for edit in self.edits:
            if edit.after and (edit.kind, edit.what, edit.before) == (row.kind, row.what, row.resource_id):
                return edit.after
        return row.resource_id

    def moved(self, slot: Slot | None) -> Slot | None:
        """Return a slot after what was changed by hand."""
        return None if slot is None else self.moves.get(slot, slot)

    @cached_property
    def replaced(self) -> frozenset[tuple[Kind, str, str]]:
        """Kind, requirement and resource of the rows in which somebody else's id was typed."""
        return frozenset(
            (edit.kind, edit.what, edit.before) for edit in self.edits if edit.after and edit.before != edit.after
        )


def charge_of(row: PreviousRow) -> float:
    """Return what a row takes of its resource for good: hours, sessions, yuan or pieces; a venue nothing."""
    charges = {Kind.HELPER: row.hours, Kind.UNIT: row.quantity, Kind.FUND: row.amount, Kind.GOODS: row.quantity}
    return charges.get(row.kind) or 0.0
