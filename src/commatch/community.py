"""A community's month: needs, resources and what is known about them, as frozen values.

Numbers: hours are hours a month, money is yuan, distances are walking minutes, levels and ratings run from 1 to 5.
Identifiers are text. Nothing here knows of spreadsheets or of the solver.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from commatch.problems import NOWHERE, Place, Problem
from commatch.settings import Settings
from commatch.times import ANY_TIME, Times
from commatch.vocabulary import BUILT_IN, TermKind, Vocabulary

if TYPE_CHECKING:
    from commatch.memory import Memory
    from commatch.pooling.sharing import Sharing
    from commatch.previous import Previous
    from commatch.previous_projects import Decision


class Kind(StrEnum):
    """A kind of resource; also the kind of requirement it can meet."""

    HELPER = "helper"
    UNIT = "unit"
    VENUE = "venue"
    FUND = "fund"
    GOODS = "goods"


class NeedStatus(StrEnum):
    """Where a need stands; the open ones are planned, the last five are left out and counted."""

    OPEN = "open"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    REVIEWED = "reviewed"
    HANDED_ON = "handed_on"
    POSTPONED = "postponed"
    OUT_OF_REMIT = "out_of_remit"


PLANNED = frozenset({NeedStatus.OPEN, NeedStatus.PROPOSED, NeedStatus.CONFIRMED, NeedStatus.IN_PROGRESS})
"""Statuses of needs that take part in matching."""
FORCED = frozenset({NeedStatus.CONFIRMED, NeedStatus.IN_PROGRESS})
"""Statuses of needs that must be served."""


class Stance(StrEnum):
    """What the worker says of a pair of need and resource."""

    PIN = "pin"
    BAN = "ban"
    PREFER = "prefer"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a need asks for.

    Attributes
    ----------
    kind : Kind
        What kind of resource meets it.
    what : str
        The standard term of the skill, the service or the goods; for a venue its facilities as text, else ''.
    quantity : float
        Helpers or units (whole, at least 1), seats, yuan, or pieces of goods.
    hours : float
        Hours asked of each helper, per session.
    level : int
        Least skill level, 1 to 5.
    checks : frozenset of str
        What every helper on it must have passed.
    facilities : frozenset of str
        What the venue must have.
    said : str
        What the need calls it, where that is another name.
    """

    kind: Kind
    what: str = ""
    quantity: float = 1
    hours: float = 0.0
    level: int = 1
    checks: frozenset[str] = frozenset()
    facilities: frozenset[str] = frozenset()
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Need:
    """One row of the needs sheet, its requirements worked out.

    ``requirements`` are those that can be planned; ``set_aside`` those of kinds whose sheet was not given.
    ``event`` tells that it takes slots: a venue was asked (even one set aside) or it has times of its own.
    ``category`` is the standard term, ``category_said`` what the row calls it.
    """

    need_id: str
    title: str
    description: str = ""
    category: str = ""
    source: str = ""
    requester: str = ""
    phone: str = ""
    address: str = ""
    groups: tuple[str, ...] = ()
    grid: str = ""
    urgency: int = 2
    beneficiaries: int = 1
    raised_on: dt.date | None = None
    due_on: dt.date | None = None
    times: Times = ANY_TIME
    template: str = ""
    sessions: int = 1
    bundle: str = ""
    status: NeedStatus = NeedStatus.OPEN
    requirements: tuple[Requirement, ...] = ()
    set_aside: tuple[Requirement, ...] = ()
    event: bool = False
    category_said: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Helper:
    """A skilled resident, or a team where ``headcount`` is more than 1; ``hours`` are team-hours then."""

    helper_id: str
    name: str = ""
    phone: str = ""
    headcount: int = 1
    skills: Mapping[str, int] = field(default_factory=dict)
    grid: str = ""
    max_walk: float | None = None
    hours: float = 8.0
    times: Times = ANY_TIME
    groups: frozenset[str] = frozenset()
    checks: frozenset[str] = frozenset()
    active: bool = True
    shared: bool = False
    notes: str = ""
    place: Place = NOWHERE

    @property
    def resource_id(self) -> str:
        """Identifier among all resources."""
        return self.helper_id


@dataclass(frozen=True, slots=True)
class Unit:
    """A partner unit: services, sessions a month, first and last day of its agreement (inclusive)."""

    unit_id: str
    name: str = ""
    type: str = ""
    contact: str = ""
    phone: str = ""
    services: frozenset[str] = frozenset()
    grid: str = ""
    sessions: int = 1
    times: Times = ANY_TIME
    groups: frozenset[str] = frozenset()
    agreed_from: dt.date | None = None
    agreed_until: dt.date | None = None
    active: bool = True
    shared: bool = False
    place: Place = NOWHERE

    @property
    def resource_id(self) -> str:
        """Identifier among all resources."""
        return self.unit_id


@dataclass(frozen=True, slots=True)
class Venue:
    """A room or a place: seats, facilities, open times; one event at a time."""

    venue_id: str
    name: str = ""
    owner: str = ""
    grid: str = ""
    seats: int = 0
    facilities: frozenset[str] = frozenset()
    times: Times = ANY_TIME
    active: bool = True
    shared: bool = False
    place: Place = NOWHERE

    @property
    def resource_id(self) -> str:
        """Identifier among all resources."""
        return self.venue_id


@dataclass(frozen=True, slots=True)
class Fund:
    """Money: yuan available, yuan for one project at most, need categories it may pay for (empty = any)."""

    fund_id: str
    name: str = ""
    amount: float = 0.0
    cap: float | None = None
    categories: frozenset[str] = frozenset()
    active: bool = True
    place: Place = NOWHERE

    @property
    def resource_id(self) -> str:
        """Identifier among all resources."""
        return self.fund_id


@dataclass(frozen=True, slots=True)
class Goods:
    """A row of goods: pieces, given back after use (``reusable``) or used up; ``term`` is their standard name."""

    goods_id: str
    name: str = ""
    quantity: int = 0
    reusable: bool = False
    active: bool = True
    place: Place = NOWHERE
    term: str = ""

    @property
    def resource_id(self) -> str:
        """Identifier among all resources."""
        return self.goods_id

    @property
    def what(self) -> str:
        """The name by which needs ask for it."""
        return self.term or self.name


Resource = Helper | Unit | Venue | Fund | Goods

KIND_OF: Mapping[type[Resource], Kind] = {
    Helper: Kind.HELPER,
    Unit: Kind.UNIT,
    Venue: Kind.VENUE,
    Fund: Kind.FUND,
    Goods: Kind.GOODS,
}
"""Kind of each sort of resource, in the order of the kinds."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the worker knows of a pair; ``hours`` replaces the need's hours for this helper."""

    need_id: str
    resource_id: str
    stance: Stance | None = None
    score: float = 0.0
    hours: float | None = None
    reason: str = ""
    place: Place = NOWHERE


class Basis(StrEnum):
    """What the hours of a row of history were taken from."""

    TYPED = "typed"
    SIGNED = "signed"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Past:
    """One row of history: who served which need, in which month, for how long, how well.

    ``quantity`` is yuan of a fund, pieces of goods, sessions of a unit; ``led`` the sessions that a helper led;
    ``basis`` what the hours were taken from, where that is known. ``community`` is the other one of a loan: that of the
    resource, or that of the need, before whose id stands its name.
    """

    month: dt.date | None
    need_id: str
    resource_id: str
    hours: float | None = None
    rating: float | None = None
    date: dt.date | None = None
    quantity: float | None = None
    led: int | None = None
    basis: Basis | None = None
    community: str = ""

    @property
    def borrowed(self) -> bool:
        """Whether another community's resource did it: its hours count there."""
        return bool(self.community) and self.resource_id.startswith(f"{self.community}/")

    @property
    def lent(self) -> bool:
        """Whether it was done for another community's need: the session is theirs, the hours are not."""
        return bool(self.community) and self.need_id.startswith(f"{self.community}/")


@dataclass(frozen=True, slots=True)
class Step:
    """An action step of a template; ``days_before`` counts back from the event."""

    template: str
    order: float
    step: str
    days_before: int = 0
    who: str = ""


@dataclass(frozen=True)
class Community:
    """A community's month.

    Rows are sorted by identifier, so that a community does not depend on the order of rows or files.
    ``given`` names the kinds of resource whose sheet was there (perhaps empty).
    ``aliases`` holds the names that stood for a standard term: kind of term, name, term.
    ``previous`` is the plan before this one, where there is one; ``memory`` what is remembered of the months before.
    ``sharing`` is what a street agreed on, where the month is part of one.
    ``problems`` holds everything found while reading, errors and warnings.
    """

    settings: Settings = field(default_factory=Settings)
    needs: tuple[Need, ...] = ()
    helpers: tuple[Helper, ...] = ()
    units: tuple[Unit, ...] = ()
    venues: tuple[Venue, ...] = ()
    funds: tuple[Fund, ...] = ()
    goods: tuple[Goods, ...] = ()
    distances: Mapping[tuple[str, str], float] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()
    history: tuple[Past, ...] = ()
    templates: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    given: frozenset[Kind] = frozenset(Kind)
    files: tuple[tuple[str, str], ...] = ()
    vocabulary: Vocabulary = BUILT_IN
    aliases: tuple[tuple[TermKind, str, str], ...] = ()
    previous: Previous | None = None
    memory: Memory | None = None
    sharing: Sharing | None = None
    problems: tuple[Problem, ...] = ()

    @cached_property
    def decided(self) -> Mapping[str, Decision]:
        """The needs that the council took out of the month, by id: rejected or postponed."""
        return self.previous.taken_out if self.previous else {}

    def resources(self, kind: Kind) -> tuple[Resource, ...]:
        """Return all resources of a kind, by identifier."""
        by_kind: dict[Kind, tuple[Resource, ...]] = {
            Kind.HELPER: self.helpers,
            Kind.UNIT: self.units,
            Kind.VENUE: self.venues,
            Kind.FUND: self.funds,
            Kind.GOODS: self.goods,
        }
        return by_kind[kind]

    def minutes(self, one: str, other: str) -> float | None:
        """Return the walking minutes between two grids: 0 inside one, ``None`` where unknown."""
        if not one or not other:
            return None
        if one == other:
            return 0.0
        return self.distances.get((one, other), self.distances.get((other, one)))
