"""The previous plan: what a project list says that came back from the council and the helpers, as frozen values.

Nothing here knows of spreadsheets.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from commatch.community import Kind, NeedStatus
from commatch.problems import NOWHERE, Place, Problem
from commatch.times import Slot

__all__ = [
    "DROPPED",
    "Away",
    "Decision",
    "Declined",
    "Earlier",
    "Edit",
    "Previous",
    "PreviousProject",
    "PreviousRow",
    "Reply",
]


class Decision(StrEnum):
    """What the council decided on a project."""

    CONFIRM = "confirm"
    CHANGE = "change"
    REJECT = "reject"
    POSTPONE = "postpone"


DROPPED = frozenset({Decision.REJECT, Decision.POSTPONE})
"""Decisions by which a project leaves the plan."""


class Reply(StrEnum):
    """What somebody answered who was asked."""

    AGREE = "agree"
    DECLINE = "decline"
    AWAY = "away"


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


@dataclass(frozen=True, slots=True)
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
    rows : tuple of PreviousRow
        Its rows as planned, before what was changed by hand, the replies taken from the sheet.
    edits : tuple of Edit
        What was changed by hand.
    note : str
        The project's notes.
    place, decision_place, status_place : Place
        The cells of its id, of the decision and of the status.
    """

    project_id: str
    need_ids: tuple[str, ...]
    decision: Decision | None = None
    status: NeedStatus | None = None
    slots: tuple[Slot, ...] = ()
    rows: tuple[PreviousRow, ...] = ()
    edits: tuple[Edit, ...] = ()
    note: str = ""
    place: Place = NOWHERE
    decision_place: Place = NOWHERE
    status_place: Place = NOWHERE

    @property
    def demand_id(self) -> str:
        """Smallest need id."""
        return self.need_ids[0]


@dataclass(frozen=True, slots=True, order=True)
class Declined:
    """A resource that declined a need in an earlier round."""

    need_id: str
    resource_id: str


@dataclass(frozen=True, slots=True, order=True)
class Away:
    """A resource that was away for a slot, by an earlier round."""

    resource_id: str
    slot: Slot


@dataclass(frozen=True, slots=True, order=True)
class Earlier:
    """A need that the council rejected or postponed in an earlier round."""

    need_id: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Previous:
    """A previous plan.

    Attributes
    ----------
    month : datetime.date, optional
        Its month.
    projects : tuple of PreviousProject
        By smallest need id.
    declined, away, earlier : tuple
        What stands from earlier rounds.
    pinned_by_hand : tuple of (str, str)
        Needs with the resources that were put on them by hand in an earlier round.
    given_up : float
        Coverage given up for fairness, 0 where the record does not tell.
    file : tuple of (str, str)
        Name and SHA-256 of the workbook.
    problems : tuple of Problem
        What was wrong or assumed, in an order that does not depend on the rows'.
    """

    month: dt.date | None = None
    projects: tuple[PreviousProject, ...] = ()
    declined: tuple[Declined, ...] = ()
    away: tuple[Away, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    pinned_by_hand: tuple[tuple[str, str], ...] = ()
    given_up: float = 0.0
    file: tuple[str, str] = ("", "")
    problems: tuple[Problem, ...] = ()
