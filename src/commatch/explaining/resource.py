"""What a resource does, and why it does not do more: the answer to “why not me?”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from commatch.community import Fund, Goods, Helper, Kind, Resource, Unit, Venue
from commatch.explaining.loosening import Closed, Loosened, loosened
from commatch.explaining.rebuild import Rebuilt
from commatch.explaining.standing import Standing, standing
from commatch.matching.candidates import Candidate, Judged, JudgedDemand
from commatch.matching.lacking import NEAREST_FIRST, closeness
from commatch.matching.plan import Assignment

__all__ = ["Capacity", "Opening", "ResourceFacts", "Shut", "resource_facts"]


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much of something is used of what there is: hours, sessions, money, pieces, half-days."""

    what: str
    used: float
    there: float


@dataclass(frozen=True)
class Opening:
    """A requirement that a resource may meet and does not.

    Attributes
    ----------
    part : Judged
        The requirement.
    standing : Standing
        What is in the way.
    rows : tuple of Assignment
        Who does it; none where the need is unserved.
    scores : tuple of int
        Their match scores in tenths.
    reason : str
        Code of the reason why the need is unserved; '' where it is served.
    """

    part: Judged
    standing: Standing
    rows: tuple[Assignment, ...] = ()
    scores: tuple[int, ...] = ()
    reason: str = ""

    @property
    def demand_id(self) -> str:
        """Which demand."""
        return self.part.asking.demand.demand_id


@dataclass(frozen=True)
class Shut:
    """What a resource may not do for a reason, the nearest first."""

    code: str
    closed: tuple[Closed, ...]


@dataclass(frozen=True)
class ResourceFacts:
    """What there is to say of a resource.

    Attributes
    ----------
    resource : Resource
        The resource.
    kind : Kind
        Its kind.
    rows : tuple of Assignment
        What it does.
    capacity : tuple of Capacity
        What of it is used.
    openings : tuple of Opening
        What it could do and does not.
    shut : tuple of Shut
        What it may not do though it offers what is asked, by reason, the nearest reason first.
    asking : int
        How many demands ask for what it offers.
    demands : int
        How many demands there are.
    loosened : tuple of Loosened
        What would let it do more.
    """

    resource: Resource
    kind: Kind
    rows: tuple[Assignment, ...]
    capacity: tuple[Capacity, ...]
    openings: tuple[Opening, ...]
    shut: tuple[Shut, ...]
    asking: int
    demands: int
    loosened: tuple[Loosened, ...]

    @property
    def why_not(self) -> str:
        """Return in one code why it does nothing, '' where it does something.

        ``paused``; ``not_asked``, nobody asks for what it offers; ``shut``, it may do none of what is asked; else
        what is most often in the way of what it could do: a code of :class:`Standing`, or ``unserved`` where those
        needs lack something else.
        """
        if self.rows:
            return ""
        if not self.resource.active:
            return "paused"
        if not self.asking:
            return "not_asked"
        if not self.openings:
            return "shut"
        codes = Counter("unserved" if item.reason else item.standing.code for item in self.openings)
        return min(codes, key=lambda code: (-codes[code], code))


def resource_facts(rebuilt: Rebuilt, resource_id: str) -> ResourceFacts:
    """Return what there is to say of a resource.

    Parameters
    ----------
    rebuilt : Rebuilt
        The month with its plan.
    resource_id : str
        A resource of the month.
    """
    inst = rebuilt.inst
    resource = inst.resource[resource_id]
    kind = rebuilt.kinds[resource_id]
    asked: set[str] = set()
    openings: list[Opening] = []
    closed: list[Closed] = []
    for item in rebuilt.judged:
        for part in item.parts:
            if not rebuilt.offers(resource_id, part):
                continue
            asked.add(item.demand.demand_id)
            verdict = part.asking.candidate(resource)
            if isinstance(verdict, Candidate):
                openings.extend(_opening(rebuilt, item, part, verdict))
            else:
                closed.append(Closed(item, part, verdict))
    return ResourceFacts(
        resource=resource,
        kind=kind,
        rows=rebuilt.uses.get(resource_id, ()),
        capacity=tuple(_capacity(rebuilt, resource)),
        openings=tuple(sorted(openings, key=lambda one: (bool(one.reason), one.demand_id, one.part.index))),
        shut=_shut(closed),
        asking=len(asked),
        demands=len(rebuilt.judged),
        loosened=loosened(inst, resource, closed),
    )


def _opening(rebuilt: Rebuilt, item: JudgedDemand, part: Judged, candidate: Candidate) -> Iterator[Opening]:
    own = standing(rebuilt, item, part, candidate)
    if own.code == "on_it":
        return
    if item.demand.demand_id in rebuilt.plan.slots:
        rows = rebuilt.rows(part)
        best = {row.resource_id: rebuilt.score(row) or 0 for row in rows}
        yield Opening(part, own, rows, tuple(best.values()))
    else:
        why = rebuilt.unserved(item.demand.lead.need_id)
        yield Opening(part, own, reason=why.code if why else "outranked")


def _shut(closed: list[Closed]) -> tuple[Shut, ...]:
    ranks = {code: rank for rank, code in enumerate(NEAREST_FIRST)}
    codes = sorted({item.rejection.code for item in closed}, key=lambda code: (ranks.get(code, len(ranks)), code))
    return tuple(
        Shut(
            code,
            tuple(
                sorted(
                    (item for item in closed if item.rejection.code == code),
                    key=lambda item: (closeness(item.rejection)[0], item.demand_id, item.part.index),
                )
            ),
        )
        for code in codes
    )


def _capacity(rebuilt: Rebuilt, resource: Resource) -> Iterator[Capacity]:
    ledger, inst = rebuilt.ledger, rebuilt.inst
    if isinstance(resource, Helper):
        left = ledger.hours[resource.helper_id]
        yield Capacity("hours", round(resource.hours - left, 6), resource.hours)
    elif isinstance(resource, Unit):
        yield Capacity("sessions", resource.sessions - ledger.sessions[resource.unit_id], resource.sessions)
    elif isinstance(resource, Fund):
        yield Capacity("money", round(resource.amount - ledger.money[resource.fund_id], 6), resource.amount)
    elif isinstance(resource, Goods):
        yield Capacity("pieces", round(resource.quantity - ledger.pieces(resource, ()), 6), resource.quantity)
    if isinstance(resource, (Helper, Unit, Venue)):
        slots = {row.slot for row in rebuilt.uses.get(resource.resource_id, ()) if row.slot is not None}
        free = inst.mask(resource.times) & inst.open_slots
        yield Capacity("half_days", len(slots), free.bit_count())
