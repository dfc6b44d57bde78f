"""What points are told in: lines of a ledger, each of a person and a cause, and what everybody has."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from commatch.problems import Problem

__all__ = ["Account", "Cause", "Ledger", "Line", "Person", "person_order", "rounded"]


class Cause(StrEnum):
    """What points were earned by, or spent on."""

    HOURS = "hours"
    COUNCIL = "council"
    PROPOSAL = "proposal"
    LED = "led"
    REDEEMED = "redeemed"


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """Somebody with points: known by an id, or by nothing but the name that was signed."""

    person_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger.

    Attributes
    ----------
    date : datetime.date, optional
        Day of the event; ``None`` where nothing tells it.
    person : Person
        Whose points they are.
    cause : Cause
        What they were earned by, or spent on.
    sheet : str
        Key of the sheet in which the row stands that the line comes from.
    source : str
        Its need, event or item, as it stands there.
    month : datetime.date, optional
        Its month, of a row of history.
    quantity : float
        Hours, sessions, or 1.
    points : float
        Points earned; below 0 those spent.
    balance : float
        What the person has after it.
    """

    date: dt.date | None
    person: Person
    cause: Cause
    sheet: str
    source: str
    month: dt.date | None = None
    quantity: float = 1.0
    points: float = 0.0
    balance: float = 0.0


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody earned and spent in all, what is left, and the latest day (a month's first where none is told)."""

    person: Person
    earned: float
    spent: float
    balance: float
    last: dt.date | None

    @classmethod
    def of(cls, person: Person, lines: Sequence[Line]) -> Account:
        """Return the account of somebody's lines, in their order."""
        points = [line.points for line in lines]
        return cls(
            person,
            rounded(sum(one for one in points if one > 0)),
            rounded(-sum(one for one in points if one < 0)),
            lines[-1].balance,
            max(filter(None, (line.date or line.month for line in lines)), default=None),
        )


@dataclass(frozen=True)
class Ledger:
    """All points of a community.

    Attributes
    ----------
    lines : tuple of Line
        In the order of the days; of a day what was earned comes before what was spent.
    problems : tuple of Problem
        Points spent beyond the balance, which are in no line, and rows of which only one counts.
    names : mapping of str to str
        Names by id.
    """

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """What everybody earned and spent in all: those with an id by it, then the others by name."""
        own: dict[Person, list[Line]] = defaultdict(list)
        for line in self.lines:
            own[line.person].append(line)
        return tuple(Account.of(person, own[person]) for person in sorted(own, key=person_order))


def person_order(person: Person) -> tuple[bool, Person]:
    """Order of people: those with an id by it, then the others by name."""
    return (not person.person_id, person)


def rounded(value: float) -> float:
    """Return points without the noise of sums."""
    return round(value, 6)
