"""From needs to demands: what is served or not as one, with its weight.

A demand is a single need, or a bundle: several needs that the worker marked as alike, planned once.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from commatch.community import FORCED, PLANNED, Community, Kind, Need, Requirement
from commatch.making import maker
from commatch.settings import Settings
from commatch.vocabulary import TermKind

TENTH = Decimal("0.1")
_MUST = 5


@lru_cache(maxsize=65536)
def term(text: str) -> str:
    """Return the form in which two terms are compared: NFKC, no spaces around, case folded."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def tenth(value: Decimal | float) -> Decimal:
    """Round to one decimal, half up (away from zero)."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return exact.quantize(TENTH, ROUND_HALF_UP)


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Return the calendar months from one date to another, at least 0."""
    return max(0, (later.year - earlier.year) * 12 + later.month - earlier.month)


def priority(need: Need, settings: Settings) -> Decimal:
    """Return a need's weight 优先分, to one decimal, half up.

    2^(urgency − 1) × (1 + largest group bonus) × (1 + .25·log10(beneficiaries)) × (1 + .15·months waited);
    the coefficients are settings.
    """
    bonus = max([settings.group_bonus.get(group, 0.0) for group in need.groups], default=0.0)
    waited = months_between(need.raised_on, settings.month) if need.raised_on and settings.month else 0
    reach, waiting = settings.weight_beneficiaries, settings.weight_waiting
    return _weight(need.urgency, bonus, max(1, need.beneficiaries), waited, reach, waiting)


@lru_cache(maxsize=65536)
def _weight(urgency: int, bonus: float, beneficiaries: int, waited: int, reach: float, waiting: float) -> Decimal:
    one = Decimal(1)
    reached = one + _decimal(reach) * _log10(beneficiaries)
    return tenth(Decimal(2 ** (urgency - 1)) * (one + _decimal(bonus)) * reached * (one + _decimal(waiting) * waited))


@lru_cache(maxsize=65536)
def _log10(number: int) -> Decimal:
    return Decimal(number).log10()


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(value)))


@dataclass(frozen=True, slots=True)
class Demand:
    """A need or a bundle of needs, served or not as one.

    Attributes
    ----------
    demand_id : str
        Smallest need id of the members.
    members : tuple of Need
        By id; the first one leads: its requirements, times, due date, grid, category and sessions count.
    requirements : tuple of Requirement
        Those to be met; the venue's seats are at least the sum of the members' seats.
    groups : tuple of str
        All members' groups.
    beneficiaries : int
        Sum over the members.
    priority : Decimal
        Sum of the members' weights.
    must : bool
        A member has urgency 5.
    forced : bool
        A member is confirmed or in progress.
    pair : bool
        The same people do every session of a series.
    """

    demand_id: str
    members: tuple[Need, ...]
    requirements: tuple[Requirement, ...]
    groups: tuple[str, ...]
    beneficiaries: int
    priority: Decimal
    must: bool
    forced: bool
    pair: bool

    @property
    def lead(self) -> Need:
        """The member with the smallest id."""
        return self.members[0]

    @property
    def event(self) -> bool:
        """Whether it takes slots."""
        return self.lead.event

    @property
    def sessions(self) -> int:
        """Times in the month."""
        return self.lead.sessions

    @property
    def need_ids(self) -> tuple[str, ...]:
        """Ids of the members in order."""
        return tuple(need.need_id for need in self.members)

    @property
    def weight(self) -> int:
        """Weight in tenths of a point, whole."""
        return int(self.priority * 10)


_demand = maker(Demand)


def bundles(needs: Iterable[Need]) -> list[tuple[Need, ...]]:
    """Group needs into bundles: those with the same text in 合并 together, the rest alone; each by id."""
    groups: dict[tuple[str, str], list[Need]] = defaultdict(list)
    for need in needs:
        groups[("bundle", term(need.bundle)) if need.bundle else ("need", need.need_id)].append(need)
    parts = [tuple(sorted(of, key=lambda need: need.need_id) if len(of) > 1 else of) for of in groups.values()]
    return sorted(parts, key=lambda members: members[0].need_id)


def demands(community: Community) -> tuple[Demand, ...]:
    """Return the demands of a community's planned needs, by id."""
    settings = community.settings
    pairing = pairing_categories(community)
    decided = community.decided
    found = bundles(need for need in community.needs if need.status in PLANNED and need.need_id not in decided)
    return tuple([(_joint if len(members) > 1 else _single)(members, settings, pairing) for members in found])


def pairing_categories(community: Community) -> frozenset[str]:
    """Return the categories, as compared, whose people are the same every time: by every name of their terms."""
    said = community.settings.pair_categories
    found = (community.vocabulary.find(TermKind.CATEGORY, name) for name in said)
    return frozenset(map(term, (*said, *(name for entry in found if entry for name in (entry.term, entry.english)))))


def _single(members: tuple[Need, ...], settings: Settings, pairing: Set[str]) -> Demand:
    (need,) = members
    return _demand(
        demand_id=need.need_id,
        members=members,
        requirements=need.requirements,
        groups=tuple(dict.fromkeys(need.groups)),
        beneficiaries=need.beneficiaries,
        priority=priority(need, settings),
        must=need.urgency == _MUST,
        forced=need.status in FORCED,
        pair=term(need.category) in pairing,
    )


def _joint(members: tuple[Need, ...], settings: Settings, pairing: Set[str]) -> Demand:
    return Demand(
        demand_id=members[0].need_id,
        members=members,
        requirements=_seated(members),
        groups=tuple(dict.fromkeys([group for need in members for group in need.groups])),
        beneficiaries=sum([need.beneficiaries for need in members]),
        priority=sum([priority(need, settings) for need in members], Decimal(0)),
        must=any(need.urgency == _MUST for need in members),
        forced=any(need.status in FORCED for need in members),
        pair=term(members[0].category) in pairing,
    )


def _seated(members: Sequence[Need]) -> tuple[Requirement, ...]:
    """Return the first member's requirements, with seats for the people of all."""
    seats = sum(req.quantity for need in members for req in need.requirements if req.kind is Kind.VENUE)
    return tuple(
        replace(req, quantity=max(req.quantity, seats)) if req.kind is Kind.VENUE else req
        for req in members[0].requirements
    )
