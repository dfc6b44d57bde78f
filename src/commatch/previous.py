"""The previous plan: what a project list says that came back from the council and the helpers, as frozen values.

Nothing here knows of spreadsheets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from commatch.community import NeedStatus, Past
from commatch.memory import Way
from commatch.pooling.sharing import Loan
from commatch.previous_projects import COMPLETED, Decision, PreviousProject, PreviousRow, Reply
from commatch.problems import NOWHERE, Place, Problem
from commatch.times import Slot

__all__ = ["Away", "Declined", "Earlier", "ListedLoan", "Previous", "Used"]


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


@dataclass(frozen=True, slots=True, order=True)
class Used:
    """What a completed need used of a resource, '' for none: hours, sessions, yuan or pieces."""

    need_id: str
    status: NeedStatus
    kind: str = ""
    resource_id: str = ""
    charge: float = 0.0


@dataclass(frozen=True, slots=True)
class ListedLoan:
    """A loan with the hours that were typed into its row as given, and their cell.

    The hours are ``None`` where the cell is blank, and where it is ``unread``: what stands there is no number.
    """

    loan: Loan
    given: float | None = None
    place: Place = NOWHERE
    unread: bool = False


@dataclass(frozen=True)
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
    completed : tuple of Used
        The needs completed in an earlier round, with what they used.
    did_before : tuple of (str, str, str)
        Need, resource and day ('' for none) of what was carried out by those whom an earlier round put others in
        place of.
    given_up : float
        Coverage given up for fairness, 0 where the record does not tell.
    ways : tuple of Way
        How far every need had come when the list was written, where it says so.
    history : tuple of Past
        What was carried out of the month before the list was written.
    loans : tuple of ListedLoan
        What is borrowed and lent, of a list that was planned with the whole street.
    listed : {'', 'zh', 'en'}
        The language of its sheets and headers; '' where nothing was read.
    other_words : tuple of (str, str, str)
        Words that were read as one of a closed list without being it: the column, the word, the key of the one.
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
    completed: tuple[Used, ...] = ()
    did_before: tuple[tuple[str, str, str], ...] = ()
    given_up: float = 0.0
    ways: tuple[Way, ...] = ()
    history: tuple[Past, ...] = ()
    loans: tuple[ListedLoan, ...] = ()
    listed: str = ""
    other_words: tuple[tuple[str, str, str], ...] = ()
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
    def all_completed(self) -> tuple[Used, ...]:
        """The needs that are completed, in this round or before, with what they used."""
        found = list(self.completed)
        for project in self.projects:
            status = project.status
            if status is None or status not in COMPLETED:
                continue
            found += [Used(need_id, status) for need_id in project.need_ids]
            used = ((kind.value, who, charge) for (kind, who), charge in project.charges.items() if charge)
            found += [Used(project.demand_id, status, *one) for one in used]
        return tuple(sorted(found))

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
