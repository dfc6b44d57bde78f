"""For every requirement: who may meet it, with what score and when, and who may not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from commatch.community import Helper, Kind, Requirement, Resource
from commatch.matching.demands import Demand
from commatch.matching.instance import Instance, bits
from commatch.matching.rules import RULES
from commatch.matching.rules.base import Rejection, Rule, Term
from commatch.matching.rules.slots import spaced

_JUDGES = tuple(rule for rule in RULES if type(rule).judge is not Rule.judge)
_TIMED = tuple(rule for rule in RULES if type(rule).open_slots is not Rule.open_slots)
_SCORERS = tuple(rule for rule in RULES if type(rule).score is not Rule.score)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resource that may meet a requirement.

    Attributes
    ----------
    resource : Resource
        Which one.
    weight : int
        People it counts for: min(headcount, count asked) of a team, else 1.
    hours : float
        Hours of one session that it is charged.
    terms : tuple of Term
        Points of its match score, in tenths.
    minutes : float or None
        Walking minutes, ``None`` where unknown.
    slots : int
        For an event, the slots in which it may come, as bits; else 0.
    """

    resource: Resource
    weight: int
    hours: float
    terms: tuple[Term, ...]
    minutes: float | None
    slots: int

    @property
    def resource_id(self) -> str:
        """Identifier of the resource."""
        return self.resource.resource_id

    @property
    def tenths(self) -> int:
        """Match score in tenths of a point."""
        return sum(item.tenths for item in self.terms)


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement with its candidates by id, and the rejections of those who offer what it names."""

    index: int
    requirement: Requirement
    candidates: tuple[Candidate, ...]
    rejections: tuple[Rejection, ...]

    @property
    def there(self) -> float:
        """What all candidates together could give of what is asked: people, units, venues, funds, pieces."""
        if self.requirement.kind is Kind.GOODS:
            return sum(getattr(item.resource, "quantity", 0) for item in self.candidates)
        return sum(item.weight for item in self.candidates)

    @property
    def asked(self) -> float:
        """How much of it is asked."""
        return 1 if self.requirement.kind in (Kind.VENUE, Kind.FUND) else self.requirement.quantity


@dataclass(frozen=True, slots=True)
class JudgedDemand:
    """A demand with its judged requirements; ``slots`` are those in which an event could take place by its pairs."""

    demand: Demand
    parts: tuple[Judged, ...]
    slots: int
    servable: bool


def judge(inst: Instance) -> tuple[JudgedDemand, ...]:
    """Judge every pair of requirement and resource of an instance.

    Returns
    -------
    tuple of JudgedDemand
        In the order of the demands; a demand is servable if it could be served were it alone, as far as single
        requirements tell.
    """
    return tuple(judge_demand(inst, demand) for demand in inst.demands)


def judge_demand(inst: Instance, demand: Demand) -> JudgedDemand:
    """Judge every pair of one demand."""
    window = inst.window(demand) if demand.event else 0
    parts = tuple(
        _judge_requirement(inst, demand, index, requirement, window)
        for index, requirement in enumerate(demand.requirements)
    )
    servable = bool(parts) and all(part.there >= part.asked for part in parts)
    if not demand.event:
        due = demand.lead.due_on
        late = due is not None and due < inst.first and not inst.settled(demand)
        return JudgedDemand(demand, parts, 0, servable and not late and inst.open_slots > 0)
    slots = common_slots(demand, parts, window) if servable else 0
    enough = spaced(slots, inst.settings.series_gap) >= demand.sessions
    return JudgedDemand(demand, parts, slots, servable and enough)


def common_slots(demand: Demand, parts: tuple[Judged, ...], window: int) -> int:
    """Return the slots of a window in which every requirement finds candidates enough."""
    for part in parts:
        if part.requirement.kind in (Kind.FUND, Kind.GOODS):
            continue
        if part.asked <= 1:
            union = 0
            for item in part.candidates:
                union |= item.slots
            window &= union
            continue
        for slot in bits(window):
            if sum(item.weight for item in part.candidates if item.slots >> slot & 1) < part.asked:
                window &= ~(1 << slot)
    return window


def _judge_requirement(inst: Instance, demand: Demand, index: int, requirement: Requirement, window: int) -> Judged:
    candidates: list[Candidate] = []
    rejections: list[Rejection] = []
    for resource in inst.pool(requirement):
        verdict = judge_pair(inst, demand, requirement, resource, window)
        if isinstance(verdict, Rejection):
            rejections.append(verdict)
        else:
            candidates.append(verdict)
    return Judged(index, requirement, tuple(candidates), tuple(rejections))


def meet(inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> int | Rejection:
    """Return the slots in which a pair may meet, 0 for a flexible need; or the first reason against it.

    The event's own times are not looked at.
    """
    for rule in _JUDGES:
        rejection = rule.judge(inst, demand, requirement, resource)
        if rejection is not None:
            return rejection
    slots = inst.all_slots if demand.event else 0
    if slots:
        for rule in _TIMED:
            slots &= rule.open_slots(inst, demand, requirement, resource)
    return slots


def judge_pair(
    inst: Instance, demand: Demand, requirement: Requirement, resource: Resource, window: int
) -> Candidate | Rejection:
    """Return a pair's candidate, or the first reason against it.

    Parameters
    ----------
    window : int
        The slots that an event's own times leave, as bits; not looked at for a flexible need.
    """
    verdict = meet(inst, demand, requirement, resource)
    if isinstance(verdict, Rejection):
        return verdict
    slots = verdict & window
    timed = requirement.kind not in (Kind.FUND, Kind.GOODS)
    if demand.event and timed and window and not slots:
        return Rejection("no_common_time", resource.resource_id)
    count = int(requirement.quantity)
    helper = isinstance(resource, Helper)
    return Candidate(
        resource=resource,
        weight=min(resource.headcount, count) if isinstance(resource, Helper) else 1,
        hours=inst.hours(demand, requirement, resource) if helper else 0.0,
        terms=tuple(
            item for rule in _SCORERS for item in rule.score(inst, demand, requirement, resource) if item.tenths
        ),
        minutes=inst.minutes(demand, resource),
        slots=slots,
    )
