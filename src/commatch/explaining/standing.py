"""How a candidate stands to a requirement while the plan is as it is: on it, busy elsewhere, with too little left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from commatch.community import Fund, Goods, Helper, Kind, Unit, Venue
from commatch.explaining.rebuild import Rebuilt
from commatch.matching.book import EPSILON
from commatch.matching.candidates import NEEDS_TIME, Candidate, Judged, JudgedDemand
from commatch.matching.instance import bits
from commatch.matching.lacking import NEAREST_FIRST, closeness
from commatch.matching.measures import load_of
from commatch.matching.plan import Assignment
from commatch.matching.rules.base import Figures, Rejection, figures
from commatch.times import ANY_TIME

__all__ = ["Standing", "Turned", "by_code", "standing", "standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a candidate stands to a requirement.

    Attributes
    ----------
    resource_id : str
        Who.
    tenths : int
        Its match score in tenths of a point.
    code : str
        ``on_it`` does it; ``here`` does something else in the same project; ``not_then`` is not free then by its own
        times; ``apart`` is never free when the need's other requirements can be met; ``busy`` is elsewhere then;
        ``hours``, ``sessions``, ``money``, ``pieces`` has too little left; ``lower``, ``equal``, ``higher`` could, with
        such a score beside those who do it; ``team`` could, but counts for another number of people than they do;
        ``free`` could, and the need is unserved.
    by : tuple of str
        The demands that have what it lacks.
    figures : tuple of (str, str)
        Figures for the words.
    """

    resource_id: str
    tenths: int
    code: str
    by: tuple[str, ...] = ()
    figures: Figures = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """How many were turned down by a reason code, who of them came nearest, and its figures."""

    code: str
    count: int
    nearest: str
    figures: Figures = ()


def standings(rebuilt: Rebuilt, item: JudgedDemand, part: Judged) -> tuple[Standing, ...]:
    """Return how every candidate of a requirement stands to it, the best scores first."""
    order = sorted(part.candidates, key=lambda candidate: (-candidate.tenths, candidate.resource_id))
    return tuple(standing(rebuilt, item, part, candidate) for candidate in order)


def standing(rebuilt: Rebuilt, item: JudgedDemand, part: Judged, candidate: Candidate) -> Standing:
    """Return how a candidate stands to a requirement.

    Parameters
    ----------
    rebuilt : Rebuilt
        The month with its plan.
    item : JudgedDemand
        The demand.
    part : Judged
        The requirement.
    candidate : Candidate
        One that may meet it.
    """
    who, tenths = candidate.resource_id, candidate.tenths
    demand_id = item.demand.demand_id
    own = [row for row in rebuilt.uses.get(who, ()) if row.demand_id == demand_id]
    if any(row.requirement == part.index for row in own):
        return Standing(who, tenths, "on_it")
    if own and part.requirement.kind is not Kind.FUND:
        return Standing(who, tenths, "here")
    code, by, figs = _hindered(rebuilt, item, part, candidate)
    if not code and demand_id not in rebuilt.plan.slots:
        # where no slot suits all, it is their own times that tell why
        code, figs = "free", _times(candidate) if item.demand.event and not item.slots else ()
    if not code:
        code, figs = _beside(rebuilt, part, candidate)
    return Standing(who, tenths, code, by, figs)


def by_code(rejections: Iterable[Rejection]) -> tuple[Turned, ...]:
    """Return rejections by their code, those first that came nearest to being none."""
    groups: dict[str, list[Rejection]] = defaultdict(list)
    for rejection in rejections:
        groups[rejection.code].append(rejection)
    ranks = {code: rank for rank, code in enumerate(NEAREST_FIRST)}
    turned = []
    for code in sorted(groups, key=lambda code: (ranks.get(code, len(ranks)), code)):
        nearest = min(groups[code], key=closeness)
        turned.append(Turned(code, len(groups[code]), nearest.resource_id, nearest.figures))
    return tuple(turned)


_Hindrance = tuple[str, tuple[str, ...], Figures]
_NOTHING: _Hindrance = ("", (), ())


def _hindered(rebuilt: Rebuilt, item: JudgedDemand, part: Judged, candidate: Candidate) -> _Hindrance:
    """Return what keeps a candidate away while the plan is as it is."""
    demand, inst, who = item.demand, rebuilt.inst, candidate.resource_id
    if demand.event and part.requirement.kind in NEEDS_TIME:
        wanted = [inst.bit(slot) for slot in rebuilt.plan.slots.get(demand.demand_id, ())]
        wanted = wanted or list(bits(candidate.slots & item.slots if item.slots else candidate.slots))
        able = [slot for slot in wanted if slot >= 0 and candidate.slots >> slot & 1]
        if item.slots and not candidate.slots & item.slots:
            return "apart", (), _times(candidate)
        if not able:
            return "not_then", (), figures(slot=_said(rebuilt, wanted[0])) if wanted else ()
        if all(rebuilt.ledger.busy[who] >> slot & 1 for slot in able):
            return "busy", _at(rebuilt, who, able), figures(slot=_said(rebuilt, able[0]), slots=len(able))
    return _short(rebuilt, item, part, candidate)


def _short(rebuilt: Rebuilt, item: JudgedDemand, part: Judged, candidate: Candidate) -> _Hindrance:
    """Return what a candidate has too little of."""
    ledger, resource, demand = rebuilt.ledger, candidate.resource, item.demand
    times = 1 if demand.event and not demand.pair else demand.sessions
    by = tuple(dict.fromkeys(row.demand_id for row in rebuilt.uses.get(candidate.resource_id, ())))
    if isinstance(resource, Helper):
        asked, left = candidate.hours * times, ledger.hours[resource.helper_id]
        if asked > left + EPSILON:
            return "hours", by, figures(asked=asked, left=_clean(left), hours=resource.hours)
    elif isinstance(resource, Unit):
        count, rest = (1 if demand.event else demand.sessions), ledger.sessions[resource.unit_id]
        if count > rest:
            return "sessions", by, figures(asked=count, left=_clean(rest), sessions=resource.sessions)
    elif isinstance(resource, Fund):
        asked, left = part.requirement.quantity, ledger.money[resource.fund_id]
        if asked > left + EPSILON:
            return "money", by, figures(asked=asked, left=_clean(left), amount=resource.amount)
    elif isinstance(resource, Goods):
        slots = [rebuilt.inst.bit(slot) for slot in rebuilt.plan.slots.get(demand.demand_id, ())]
        left = ledger.pieces(resource, slots)
        if left < part.asked:
            return "pieces", by, figures(asked=part.asked, left=_clean(left), quantity=resource.quantity)
    return _NOTHING


def _beside(rebuilt: Rebuilt, part: Judged, candidate: Candidate) -> tuple[str, Figures]:
    """Return how a candidate who could do it scores beside those who do, the least of them."""
    given_up: list[Assignment] = []
    for row in sorted(_occasion(rebuilt, part), key=lambda row: (rebuilt.score(row) or 0, row.resource_id)):
        if sum(map(_people, given_up)) < candidate.weight:
            given_up.append(row)
    people = sum(map(_people, given_up))
    beside = figures(beside="、".join(row.resource_id for row in given_up))
    if people != candidate.weight:
        return "team", (*beside, *figures(people=people, weight=candidate.weight))
    least = sum(rebuilt.score(row) or 0 for row in given_up)
    beside = (*beside, *figures(points=abs(least - candidate.tenths) / 10))
    if candidate.tenths < least:
        return "lower", beside
    equal = candidate.tenths == least
    because = next((code for row in given_up for code in _instead(rebuilt, row)), "")
    because = because or _later(rebuilt, part, candidate, given_up, equal=equal)
    return ("equal" if equal else "higher"), (*beside, *figures(because=because))


def _occasion(rebuilt: Rebuilt, part: Judged) -> tuple[Assignment, ...]:
    """Return the rows on a requirement, of a series those of its first occasion."""
    rows = rebuilt.rows(part)
    first = min((row.slot for row in rows if row.slot is not None), default=None)
    return tuple(row for row in rows if row.slot in (None, first))


def _people(row: Assignment) -> int:
    """Return how many people a row counts for, of what is not people 1."""
    return int(row.quantity) if row.kind is Kind.HELPER else 1


def _instead(rebuilt: Rebuilt, row: Assignment) -> Iterator[str]:
    """Yield what stands above the score of a row, the surest first."""
    inst = rebuilt.inst
    if (row.demand_id, row.resource_id) in inst.pins:
        yield "pinned"
    if row.resource_id in inst.kept.required.get(row.demand_id, ()):
        yield "paired"
    if inst.steady is not None and inst.steady.projects.get(row.demand_id):
        yield "settled"
    quality = rebuilt.tier.get("quality")
    if quality is not None and not quality.proven:
        yield "unproven"


def _later(rebuilt: Rebuilt, part: Judged, candidate: Candidate, given_up: Sequence[Assignment], *, equal: bool) -> str:
    """Return what decided, of equal scores or against a higher one: a code of the words that begin with because."""
    if "balance" not in rebuilt.tier:
        return "either" if equal else "whole"
    demand, minutes = part.asking.demand, {candidate.resource_id: 0.0}
    times = 1 if demand.event else demand.sessions
    minutes[candidate.resource_id] += candidate.hours * times * 60
    for row in given_up:
        minutes[row.resource_id] = minutes.get(row.resource_id, 0.0) - row.hours * 60
    change = sum(_load(rebuilt, who, more) - _load(rebuilt, who, 0) for who, more in minutes.items())
    if change > 0:
        return "load" if equal else "slack"
    return "order" if equal and change == 0 else "whole"


def _load(rebuilt: Rebuilt, who: str, more: float) -> int:
    """Return the load of a helper by the plan, with some minutes more; of others 0."""
    helper, past = rebuilt.inst.resource[who], rebuilt.inst.past_minutes.get(who, 0)
    if not isinstance(helper, Helper):
        return 0
    minutes = sum(int(row.hours * 60 + 0.5) for row in rebuilt.uses.get(who, ())) + round(more)
    return load_of(helper, past, minutes)


def _times(candidate: Candidate) -> Figures:
    """Return when a candidate is free by its own times, where those are written."""
    resource = candidate.resource
    times = resource.times if isinstance(resource, (Helper, Unit, Venue)) else ANY_TIME
    return figures(times=times.text) if times.given and times.text else ()


def _at(rebuilt: Rebuilt, who: str, slots: Iterable[int]) -> tuple[str, ...]:
    """Return the demands that a resource serves in some slots."""
    wanted = {rebuilt.inst.slot(slot) for slot in slots}
    return tuple(dict.fromkeys(row.demand_id for row in rebuilt.uses.get(who, ()) if row.slot in wanted))


def _said(rebuilt: Rebuilt, slot: int) -> str:
    when = rebuilt.inst.slot(slot)
    return f"{when.date.isoformat()}/{int(when.half)}"


def _clean(left: float) -> float:
    return round(left, 6) + 0.0
