"""A previous plan as it comes back: what was planned, decided, replied and edited by hand since. Frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from commatch.community import FORCED, Kind, NeedStatus
from commatch.problems import NOWHERE, Place, Problem
from commatch.times import Slot


class Decision(StrEnum):
    """What the council decided on a project."""

    CONFIRM = "confirm"
    CHANGE = "change"
    REJECT = "reject"
    POSTPONE = "postpone"


UNDONE = frozenset({Decision.REJECT, Decision.POSTPONE})
"""Decisions that take a project out of the month."""


class Reply(StrEnum):
    """What somebody answered who was asked."""

    AGREE = "agree"
    DECLINE = "decline"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class PreviousRow:
    need_id: str
    kind: Kind
    what: str
    resource_id: str
    slot: Slot | None = None
    reply: Reply | None = None
    quantity: float = 1
    hours: float = 0.0
    amount: float = 0.0
    reason: str = ""
    place: Place = NOWHERE
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    need_id: str
    kind: Kind
    what: str
    before: str
    after: str
    slot_before: Slot | None = None
    slot_after: Slot | None = None
    reason: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class PreviousProject:
    project_id: str
    need_ids: tuple[str, ...]
    decision: Decision | None = None
    status: NeedStatus | None = None
    slots: tuple[Slot, ...] = ()
    rows: tuple[PreviousRow, ...] = ()
    edits: tuple[Edit, ...] = ()
    note: str = ""
    place: Place = NOWHERE

    @property
    def undone(self) -> bool:
        """Whether it was taken out of the month."""
        return self.decision in UNDONE

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

    @property
    def slots_now(self) -> tuple[Slot, ...]:
        """Its slots, with those moved by hand."""
        return tuple(sorted({self.moves.get(slot, slot) for slot in self.slots}))


@dataclass(frozen=True)
class Declined:
    need_id: str
    resource_id: str


@dataclass(frozen=True)
class Away:
    resource_id: str
    slot: Slot


@dataclass(frozen=True)
class Earlier:
    need_id: str
    decision: Decision


@dataclass(frozen=True)
class Previous:
    month: dt.date | None = None
    projects: tuple[PreviousProject, ...] = ()
    declined: tuple[Declined, ...] = ()
    away: tuple[Away, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    pinned_by_hand: tuple[tuple[str, str], ...] = ()
    given_up: float = 0.0
    file: tuple[str, str] = ("", "")
    problems: tuple[Problem, ...] = ()

    @cached_property
    def taken_out(self) -> Mapping[str, Decision]:
        """The needs that the council took out of the month, in this round or before."""
        found = {item.need_id: item.decision for item in self.earlier}
        for project in self.projects:
            for need_id in project.need_ids:
                found.pop(need_id, None)
                if project.decision is not None and project.undone:
                    found[need_id] = project.decision
        return found

    @cached_property
    def all_declined(self) -> frozenset[tuple[str, str]]:
        """The pairs of need and resource that were declined, in this round or before.

        Who is away from something without a date is away from it altogether.
        """
        found = {(item.need_id, item.resource_id) for item in self.declined}
        for row in self.rows:
            if row.reply is Reply.DECLINE or (row.reply is Reply.AWAY and row.slot is None):
                found.add((row.need_id, row.resource_id))
        return frozenset(found)

    @cached_property
    def all_away(self) -> frozenset[tuple[str, Slot]]:
        """Who is away when, told in this round or before."""
        found = {(item.resource_id, item.slot) for item in self.away}
        found |= {(row.resource_id, row.slot) for row in self.rows if row.reply is Reply.AWAY and row.slot is not None}
        return frozenset(found)

    @cached_property
    def all_pinned(self) -> tuple[tuple[str, str], ...]:
        """The pairs of need and resource that were set by hand, in this round or before."""
        found = set(self.pinned_by_hand)
        for project in self.projects:
            found |= {(edit.need_id, edit.after) for edit in project.edits if edit.after and edit.after != edit.before}
        return tuple(sorted(found))

    @property
    def rows(self) -> tuple[PreviousRow, ...]:
        """The rows of all projects."""
        return tuple(row for project in self.projects for row in project.rows)
