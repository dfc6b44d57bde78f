"""What a community's month knows of a street: what it borrows, what it lends, and which needs must stay served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from commatch.community import Kind
from commatch.matching.plan import Assignment
from commatch.times import Slot

__all__ = ["Loan", "Sharing"]


@dataclass(frozen=True, slots=True)
class Loan:
    """A row of a plan in which a community uses what is another's.

    Attributes
    ----------
    lender, borrower : str
        The communities; in a community's own month '' is itself.
    kind : Kind
        Kind of the resource.
    resource_id, name : str
        Its id and its name in the lender's lists.
    need_id : str
        Id of the need in the borrower's.
    what : str
        The skill or the service that is asked; '' of a venue.
    slot : Slot or None
        When; ``None`` for a need without a fixed time.
    hours, sessions : float
        What the row takes of the owner's quota.
    """

    lender: str
    borrower: str
    kind: Kind
    resource_id: str
    name: str
    need_id: str
    what: str
    slot: Slot | None
    hours: float = 0.0
    sessions: float = 0.0

    @property
    def here(self) -> str:
        """Id of the resource in the month of the borrower, whose own name is not said; of the lender's own its own."""
        return f"{self.lender}/{self.resource_id}" if self.lender else self.resource_id

    def order(self) -> tuple[object, ...]:
        """Order of rows: lender, resource, when, borrower, need."""
        return self.lender, self.resource_id, tuple(self.slot or ()), self.borrower, self.need_id


@dataclass(frozen=True)
class Sharing:
    """What holds in a month that is part of a street.

    Attributes
    ----------
    kept : frozenset of str
        Demands that are served without the street, and stay so.
    rows : tuple of Assignment
        Rows that the plan must have: what was borrowed is used as it was agreed.
    away : mapping of str to frozenset of Slot
        When a resource of one's own is lent.
    only : mapping of str to frozenset of Slot
        When a borrowed resource may come to an event: never else.
    wanted : mapping of str to frozenset of str
        For which needs a resource was borrowed: it serves no other.
    full : mapping of str to float
        Hours or sessions that one's own resources have with what is lent.
    home : mapping of str to str
        In the month of a whole street: the community of every need and resource.
    pairs : frozenset of (str, str)
        Pairs of demand and resource that stay among the candidates, however many there are.
    loans : tuple of Loan
        What is borrowed and what is lent, to be told.
    """

    kept: frozenset[str] = frozenset()
    rows: tuple[Assignment, ...] = ()
    away: Mapping[str, frozenset[Slot]] = field(default_factory=dict)
    only: Mapping[str, frozenset[Slot]] = field(default_factory=dict)
    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    full: Mapping[str, float] = field(default_factory=dict)
    home: Mapping[str, str] = field(default_factory=dict)
    pairs: frozenset[tuple[str, str]] = frozenset()
    loans: tuple[Loan, ...] = ()

    @property
    def lenders(self) -> Mapping[str, str]:
        """The community of everything that is borrowed, by its id here."""
        return {loan.here: loan.lender for loan in self.loans if loan.lender}
