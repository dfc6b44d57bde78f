"""For every requirement: who may meet it, with what score and when, and who may not, with the reason."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from commatch.collector import paused
from commatch.community import Helper, Kind, Requirement, Resource
from commatch.making import maker
from commatch.matching.demands import Demand
from commatch.matching.instance import Instance
from commatch.matching.rules import RULES
from commatch.matching.rules.base import Rejection, Rule, Term
from commatch.matching.rules.slots import spaced

JUDGES = tuple(rule for rule in RULES if type(rule).judge is not Rule.judge)
TIMED = tuple(rule for rule in RULES if type(rule).open_slots is not Rule.open_slots)
SCORERS = tuple(rule for rule in RULES if type(rule).score is not Rule.score)
NEEDS_TIME = (Kind.HELPER, Kind.UNIT, Kind.VENUE)
"""Kinds that come in the slots of an event."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A requirement of a demand, ready to be asked of one resource after another.

    ``window`` holds the slots that an event's own times leave, as bits; it is not looked at for a flexible need.
    """

    inst: Instance
    demand: Demand
    requirement: Requirement
    window: int

    def verdict(self, resource: Resource) -> int | Rejection:
        """Return the slots in which a resource may come, 0 for a flexible need; or the first reason against it."""
        slots = meet(self.inst, self.demand, self.requirement, resource)
        if isinstance(slots, Rejection):
            return slots
        slots &= self.window
        timed = self.demand.event and self.requirement.kind in NEEDS_TIME
        if timed and self.window and not slots:
            missed = (rule.missed(self.inst, resource, self.window) for rule in TIMED)
            return next(filter(None, missed), Rejection("no_common_time", resource.resource_id))
        return slots

    def terms(self, resource: Resource) -> tuple[Term, ...]:
        """Return the points of a pair's match score."""
        about = (self.inst, self.demand, self.requirement, resource)
        return tuple(item for rule in SCORERS for item in rule.score(*about) if item.tenths)

    def candidate(self, resource: Resource) -> Candidate | Rejection:
        """Return the candidate, or the first reason against it."""
        slots = self.verdict(resource)
        return slots if isinstance(slots, Rejection) else self._candidate(resource, slots)

    def at_any_rate(self, resource: Resource) -> Candidate:
        """Return what a resource would be as a candidate, whatever is against it; it may come in no slot then."""
        slots = self.verdict(resource)
        return self._candidate(resource, 0 if isinstance(slots, Rejection) else slots)

    def _candidate(self, resource: Resource, slots: int) -> Candidate:
        helper = isinstance(resource, Helper)
        return Candidate(
            resource=resource,
            resource_id=resource.resource_id,
            weight=min(resource.headcount, int(self.requirement.quantity)) if isinstance(resource, Helper) else 1,
            hours=self.inst.hours(self.demand, self.requirement, resource) if helper else 0.0,
            tenths=sum(item.tenths for item in self.terms(resource)),
            slots=slots,
            asking=self,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resource that may meet a requirement.

    Attributes
    ----------
    resource : Resource
        Which one.
    resource_id : str
        Its identifier.
    weight : int
        People it counts for: min(headcount, count asked) of a team, else 1.
    hours : float
        Hours of one session that it is charged.
    tenths : int
        Match score in tenths of a point.
    slots : int
        For an event, the slots in which it may come, as bits; else 0.
    """

    resource: Resource
    resource_id: str
    weight: int
    hours: float
    tenths: int
    slots: int
    asking: Asking = field(repr=False, compare=False)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Points of the match score, in tenths."""
        return self.asking.terms(self.resource)

    @property
    def minutes(self) -> float | None:
        """Walking minutes, ``None`` where unknown."""
        return self.asking.inst.minutes(self.asking.demand, self.resource)


make_candidate = maker(Candidate)


@dataclass(frozen=True)
class Judged:
    """A requirement with its candidates by id, and the rejections of those who offer what it names.

    Attributes
    ----------
    index : int
        Which requirement of its demand.
    asking : Asking
        The requirement itself.
    candidates : tuple of Candidate
        By id; of many, those that were kept.
    there : float
        What all candidates together could give of what is asked, kept or not: people, units, venues, funds, pieces.
    of : int
        How many candidates there were.
    """

    index: int
    asking: Asking = field(repr=False, compare=False)
    candidates: tuple[Candidate, ...]
    there: float
    of: int

    @property
    def requirement(self) -> Requirement:
        """What is asked."""
        return self.asking.requirement

    @property
    def asked(self) -> float:
        """How much of it is asked."""
        return 1 if self.requirement.kind in (Kind.VENUE, Kind.FUND) else self.requirement.quantity

    @property
    def pruned(self) -> bool:
        """Whether there were more candidates than were kept."""
        return self.of > len(self.candidates)

    @cached_property
    def rejections(self) -> tuple[Rejection, ...]:
        """Why each of those who offer what it names may not meet it, by id; judged when it is asked."""
        verdicts = map(self.asking.verdict, self.asking.inst.pool(self.requirement))
        return tuple(verdict for verdict in verdicts if isinstance(verdict, Rejection))

    def against(self, resource_id: str) -> Rejection | None:
        """Return why one of those who offer what it names may not meet it; ``None`` where it may or offers it not."""
        pool = self.asking.inst.pool(self.requirement)
        verdicts = (self.asking.verdict(item) for item in pool if item.resource_id == resource_id)
        return next((verdict for verdict in verdicts if isinstance(verdict, Rejection)), None)


@dataclass(frozen=True, slots=True)
class JudgedDemand:
    """A demand with its judged requirements; ``slots`` are those in which an event could take place by its pairs."""

    demand: Demand
    parts: tuple[Judged, ...]
    slots: int
    servable: bool

    @property
    def pruned(self) -> bool:
        """Whether a requirement had more candidates than were kept."""
        return any(part.pruned for part in self.parts)


def judge(inst: Instance, keep: int | None = None) -> tuple[JudgedDemand, ...]:
    """Judge every pair of requirement and resource of an instance.

    Parameters
    ----------
    keep : int, optional
        How many candidates of a requirement are kept, see `commatch.matching.sieve`; all, if left out.

    Returns
    -------
    tuple of JudgedDemand
        In the order of the demands; a demand is servable if it could be served were it alone, as far as single
        requirements tell.
    """
    with paused():
        return inst.sieve.judge_all(keep)


def judge_demand(inst: Instance, demand: Demand) -> JudgedDemand:
    """Judge every pair of one demand, one by one: of few demands the quicker way."""
    window = inst.window(demand) if demand.event else 0
    parts = []
    for index, requirement in enumerate(demand.requirements):
        asking = Asking(inst, demand, requirement, window)
        verdicts = map(asking.candidate, inst.pool(requirement))
        candidates = tuple(verdict for verdict in verdicts if isinstance(verdict, Candidate))
        parts.append(Judged(index, asking, candidates, there(requirement, candidates), len(candidates)))
    servable = bool(parts) and all(part.there >= part.asked for part in parts)
    slots = common_slots(parts, window) if servable and demand.event else 0
    return JudgedDemand(demand, tuple(parts), slots, servable and in_time(inst, demand, slots))


def whole(inst: Instance, item: JudgedDemand) -> JudgedDemand:
    """Return a demand with all its candidates, judged again if only some were kept."""
    return inst.sieve.judge(item.demand) if item.pruned else item


def there(requirement: Requirement, candidates: Iterable[Candidate]) -> float:
    """Return what candidates together could give of what is asked."""
    if requirement.kind is Kind.GOODS:
        return sum(getattr(item.resource, "quantity", 0) for item in candidates)
    return sum(item.weight for item in candidates)


def in_time(inst: Instance, demand: Demand, slots: int) -> bool:
    """Tell whether an event has slots enough, a flexible need any time at all."""
    if demand.event:
        return spaced(slots, inst.settings.series_gap) >= demand.sessions
    due = demand.lead.due_on
    late = due is not None and due < inst.first and not inst.settled(demand)
    return not late and inst.open_slots > 0


def common_slots(parts: Sequence[Judged], window: int) -> int:
    """Return the slots of a window in which every requirement finds candidates enough."""
    for part in parts:
        if part.requirement.kind in NEEDS_TIME:
            window &= enough_slots(part.asked, ((item.slots, item.weight) for item in part.candidates))
    return window


def enough_slots(asked: float, free: Iterable[tuple[int, int]]) -> int:
    """Return the slots in which those who are free make up what is asked.

    Parameters
    ----------
    free : iterable of (int, int)
        Slots as bits, and how much of what is asked is there in them.
    """
    count = max(1, math.ceil(asked))
    covered = [0] * count  # the slots in which at least 1, 2, … are there
    for slots, weight in free:
        add_slots(covered, slots, weight)
    return covered[-1]


def add_slots(covered: list[int], slots: int, weight: int) -> None:
    """Add one to the slots in which at least 1, 2, … are there."""
    for number in reversed(range(len(covered))):
        covered[number] |= slots & (covered[number - weight] if number >= weight else -1)


def meet(inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> int | Rejection:
    """Return the slots in which a pair may meet, 0 for a flexible need; or the first reason against it.

    The event's own times are not looked at.
    """
    for rule in JUDGES:
        rejection = rule.judge(inst, demand, requirement, resource)
        if rejection is not None:
            return rejection
    slots = inst.all_slots if demand.event else 0
    if slots:
        for rule in TIMED:
            slots &= rule.open_slots(inst, demand, requirement, resource)
    return slots
