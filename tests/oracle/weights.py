"""Weights of needs and match scores of rows, worked out from the community alone in exact arithmetic."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from commatch.community import (
    FORCED,
    PLANNED,
    Community,
    Helper,
    Kind,
    Need,
    Requirement,
    Resource,
    Stance,
    Unit,
    Venue,
)
from commatch.settings import Settings

NEAR_WITHIN = 30
"""Walking minutes from which nearness counts for nothing."""


def plain(text: str) -> str:
    """Return a name as it is compared."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def plain_set(texts: Iterable[str]) -> frozenset[str]:
    """Return names as they are compared."""
    return frozenset(plain(text) for text in texts)


def exact(value: float) -> Fraction:
    """Return a number as it is written in decimals, not as the float nearest to it."""
    return Fraction(str(value))


def tenths(value: Fraction) -> Decimal:
    """Round to one decimal, halves away from zero."""
    size = int(abs(value) * 10 + Fraction(1, 2))
    return Decimal(size if value >= 0 else -size).scaleb(-1)


def priority(need: Need, settings: Settings) -> Decimal:
    """Return the weight (优先分) of one need, to one decimal."""
    bonuses = {plain(group): Decimal(str(bonus)) for group, bonus in settings.group_bonus.items()}
    bonus = max((bonuses.get(plain(group), Decimal(0)) for group in need.groups), default=Decimal(0))
    months = 0
    if need.raised_on is not None and settings.month is not None:
        years = settings.month.year - need.raised_on.year
        months = max(0, 12 * years + settings.month.month - need.raised_on.month)
    with localcontext() as context:
        context.prec = 50
        reached = Decimal(str(settings.weight_beneficiaries)) * Decimal(need.beneficiaries).log10()
        waited = Decimal(str(settings.weight_waiting)) * months
        weight = Decimal(2) ** (need.urgency - 1) * (1 + bonus) * (1 + reached) * (1 + waited)
        return weight.quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Demand:
    """A need, or a bundle of needs that count as one; ``members`` by id, the first one leads."""

    members: tuple[Need, ...]
    requirements: tuple[Requirement, ...]
    weight: Decimal

    @property
    def lead(self) -> Need:
        """The member with the smallest id."""
        return self.members[0]

    @property
    def demand_id(self) -> str:
        """The smallest id."""
        return self.lead.need_id

    @property
    def ids(self) -> frozenset[str]:
        """Ids of all members."""
        return frozenset(member.need_id for member in self.members)

    @property
    def groups(self) -> frozenset[str]:
        """Groups of all members, as they are compared."""
        return frozenset(plain(group) for member in self.members for group in member.groups)

    @property
    def urgent(self) -> bool:
        """Tell whether it must not be left out while it can be served."""
        return max(member.urgency for member in self.members) == 5

    @property
    def in_work(self) -> bool:
        """Tell whether a member's status forces it to be served."""
        return any(member.status in FORCED for member in self.members)


def demands(community: Community) -> tuple[Demand, ...]:
    """Return what is to be planned, bundles joined, by id."""
    groups: dict[tuple[str, str], list[Need]] = {}
    for need in sorted(community.needs, key=lambda item: item.need_id):
        if need.status in PLANNED:
            key = ("bundle", need.bundle.strip()) if need.bundle.strip() else ("need", need.need_id)
            groups.setdefault(key, []).append(need)
    return tuple(_demand(tuple(members), community.settings) for members in groups.values())


def _demand(members: tuple[Need, ...], settings: Settings) -> Demand:
    together = sum(item.quantity for member in members for item in member.requirements if item.kind is Kind.VENUE)
    requirements = tuple(
        Requirement(Kind.VENUE, item.what, max(item.quantity, together), facilities=item.facilities)
        if item.kind is Kind.VENUE
        else item
        for item in members[0].requirements
    )
    return Demand(members, requirements, sum((priority(member, settings) for member in members), Decimal(0)))


@dataclass(frozen=True)
class View:
    """What the worker says of a demand and a resource."""

    banned: bool
    pinned: bool
    liking: Stance | None
    score: float
    hours: float | None


def view(community: Community, demand: Demand, resource_id: str) -> View:
    """Return the worker's view of a bundle: any ban bans, any pin pins; else the first member that says it wins."""
    rows = [
        row
        for member in demand.members
        for row in community.opinions
        if row.need_id == member.need_id and row.resource_id == resource_id
    ]
    return View(
        any(row.stance is Stance.BAN for row in rows),
        any(row.stance is Stance.PIN for row in rows),
        next((row.stance for row in rows if row.stance in (Stance.PREFER, Stance.AVOID)), None),
        next((row.score for row in rows if row.score), 0.0),
        next((row.hours for row in rows if row.hours is not None), None),
    )


def match_score(community: Community, demand: Demand, resource: Resource, asked: Requirement) -> Decimal:
    """Return the match score of one row: its terms, each to one decimal, added up."""
    settings = community.settings
    terms: list[Fraction] = []
    if isinstance(resource, Helper | Unit | Venue):
        minutes = community.minutes(demand.lead.grid, resource.grid)
        if minutes is not None:
            near = max(Fraction(0), 1 - exact(minutes) / NEAR_WITHIN)
            terms.append(exact(settings.weight_near) * near)
    if isinstance(resource, Helper):
        terms.extend(_helper_terms(community, demand, resource, asked))
    said = view(community, demand, resource.resource_id)
    if said.liking is Stance.PREFER:
        terms.append(exact(settings.weight_prefer))
    if said.liking is Stance.AVOID:
        terms.append(-exact(settings.weight_avoid))
    terms.append(exact(settings.weight_score) * exact(said.score))
    return sum((tenths(term) for term in terms), Decimal(0))


def _helper_terms(community: Community, demand: Demand, helper: Helper, asked: Requirement) -> Iterable[Fraction]:
    settings = community.settings
    above = skill_level(helper, asked.what) - asked.level
    yield min(exact(settings.weight_level_cap), exact(settings.weight_level) * above)
    if helper.groups:
        yield exact(settings.weight_group)
    requesters = {member.requester.strip() for member in demand.members} - {""}
    known = demand.ids | {need.need_id for need in community.needs if need.requester.strip() in requesters}
    rows = [row for row in community.history if row.resource_id == helper.helper_id]
    if any(row.need_id in known for row in rows):
        yield exact(settings.weight_served)
    ratings = [exact(row.rating) for row in rows if row.rating is not None]
    if ratings:
        yield exact(settings.weight_rating) * (sum(ratings, Fraction(0)) / len(ratings) - 3)


def skill_level(helper: Helper, skill: str) -> int:
    """Return the helper's level in a skill, 0 where the helper hasn't got it."""
    return max((level for name, level in helper.skills.items() if plain(name) == plain(skill)), default=0)
