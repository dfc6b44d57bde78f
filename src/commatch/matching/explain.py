"""Why a need is not served: codes with figures, judged against all candidates and against the plan as it stands."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from commatch.community import PLANNED, Goods, Helper, Kind
from commatch.matching.book import EPSILON
from commatch.matching.candidates import NEEDS_TIME, Candidate, Judged, JudgedDemand, enough_slots, whole
from commatch.matching.demands import Demand, priority
from commatch.matching.instance import Instance, bits
from commatch.matching.lacking import Reason, lacking
from commatch.matching.ledger import Ledger
from commatch.matching.model import MatchModel
from commatch.matching.plan import Plan, SolveStatus, Tier, Unserved
from commatch.matching.rules.base import figures
from commatch.matching.solver import solve
from commatch.matching.steady import keeps
from commatch.previous_projects import Decision
from commatch.times import Slot

HOPELESS = ("not_broken_down", "past_due", "no_slot")
"""Reasons beside which nothing else about a demand matters."""
TAKEN = {
    Kind.HELPER: "hours_taken",
    Kind.UNIT: "sessions_taken",
    Kind.FUND: "money_gone",
    Kind.GOODS: "goods_gone",
}


def explain(inst: Instance, judged: Sequence[JudgedDemand], plan: Plan, tiers: Sequence[Tier]) -> tuple[Unserved, ...]:
    """Return why each planned need that is not served is not, by need id.

    Parameters
    ----------
    judged : sequence of JudgedDemand
        Every pair judged.
    plan : Plan
        What was planned.
    tiers : sequence of Tier
        Whether the coverage was proven: if not, that is said as well.
    """
    ledger = Ledger(inst)
    ledger.charge(plan.assignments)
    unproven = [tier for tier in tiers if not tier.proven and tier.name != "quality"]
    result = []
    for item in judged:
        if item.demand.demand_id in plan.slots:
            continue
        every = whole(inst, item)
        reasons = why_alone(inst, item)
        taken = _taken(inst, every, plan, ledger) if not reasons or reasons[0][0] not in HOPELESS else []
        reasons = _by_requirement(every, [*reasons, *taken]) or [_outranked(inst, every, plan, ledger)]
        reasons = [*_pinned(inst, item.demand, reasons, plan), *reasons]
        if unproven and reasons[0][0] in ("outranked", "clash", *TAKEN.values(), "slots_taken"):
            reasons.append(("not_proven", figures(gap=f"{unproven[0].gap:.2%}")))
        if inst.steady is not None and item.demand.demand_id in inst.steady.changing:
            others = [reason for reason in reasons if reason[0] not in ("outranked", "clash")]
            reasons = [("change_asked", ()), *others]
        for need in item.demand.members:
            weight = float(priority(need, inst.settings))
            result.append(Unserved(need.need_id, item.demand.demand_id, weight, tuple(reasons)))
    result.extend(_taken_out(inst))
    return tuple(sorted(result, key=lambda unserved: unserved.need_id))


def _by_requirement(item: JudgedDemand, reasons: Sequence[Reason]) -> list[Reason]:
    """Return reasons in the order of the requirements they are about, those about none first."""
    place = {(part.requirement.kind.value, part.requirement.what): part.index for part in reversed(item.parts)}

    def at(reason: Reason) -> int:
        given = dict(reason[1])
        return place.get((given.get("kind", ""), given.get("what", "")), -1)

    return sorted(reasons, key=at)


def _taken_out(inst: Instance) -> Iterator[Unserved]:
    """Yield the open needs that the council rejected or postponed."""
    notes = {
        need_id: project.note
        for project in (inst.community.previous.projects if inst.community.previous else ())
        for need_id in project.need_ids
    }
    for need in inst.community.needs:
        decision = inst.community.decided.get(need.need_id)
        if decision is not None and need.status in PLANNED:
            code = "rejected" if decision is Decision.REJECT else "postponed"
            weight = float(priority(need, inst.settings))
            reasons = ((code, figures(note=notes.get(need.need_id, ""))),)
            yield Unserved(need.need_id, need.need_id, weight, reasons)


def why_alone(inst: Instance, item: JudgedDemand) -> list[Reason]:
    """Return what would keep the demand from being served even in an empty month."""
    every = whole(inst, item)
    return lacking(inst, every) or ([] if feasible_alone(inst, item) else _overstretched(inst, every))


def feasible_alone(inst: Instance, item: JudgedDemand) -> bool:
    """Tell whether a demand could be served were nothing else planned; by solving where it isn't plain.

    Where only some candidates were kept, they are tried first.
    """
    if any(_placed_alone(inst, one) for one in (item, whole(inst, item))) or _solved_alone(inst, item):
        return True
    return item.pruned and _solved_alone(inst, whole(inst, item))


def _placed_alone(inst: Instance, item: JudgedDemand) -> bool:
    required = inst.kept.required.get(item.demand.demand_id, frozenset())
    return Ledger(inst, {}).place(item, required) is not None


def _solved_alone(inst: Instance, item: JudgedDemand) -> bool:
    model = MatchModel(inst, [item], detailed=True)
    model.vars[model.owners[0].served].lowBound = 1
    model.objective({})
    settings = inst.settings
    return solve(model, settings, seconds=settings.time_limit).status is not SolveStatus.INFEASIBLE


def release_hopeless(inst: Instance, judged: Sequence[JudgedDemand]) -> None:
    """Release the people of each pair that they could not serve together even if it were alone in the month."""
    for item in judged:
        if item.servable and item.demand.demand_id in inst.kept.required and not feasible_alone(inst, item):
            inst.kept.release(item.demand.demand_id)


def _overstretched(inst: Instance, item: JudgedDemand) -> list[Reason]:
    """Return which requirement asks more in all its sessions than there is, or that they clash."""
    sessions = item.demand.sessions
    for part in item.parts:
        asked, kind = part.asked * sessions, part.requirement.kind
        base = {"what": part.requirement.what, "kind": kind.value}
        if kind is Kind.HELPER:
            most = [
                candidate.weight * min(sessions, int((candidate.resource.hours + EPSILON) // candidate.hours))
                for candidate in part.candidates
                if isinstance(candidate.resource, Helper) and candidate.hours
            ]
            if len(most) == len(part.candidates) and sum(most) < asked:
                hours = sum(one.hours * times for one, times in zip(part.candidates, most, strict=True))
                wanted, short = part.requirement.hours * asked, _short(item, part, Ledger(inst))
                return [("hours_short", figures(**base, asked=wanted, there=hours, hours=hours, short=short))]
        elif kind is Kind.UNIT:
            there = sum(min(sessions, getattr(candidate.resource, "sessions", 0)) for candidate in part.candidates)
            if there < asked:
                short = _short(item, part, Ledger(inst))
                return [("sessions_short", figures(**base, asked=asked, there=there, sessions=there, short=short))]
    names = "、".join(_name(part) for part in _clashing(inst, item))
    return [("clash", figures(what=names, slots=item.slots.bit_count()))]


def _clashing(inst: Instance, item: JudgedDemand) -> Sequence[Judged]:
    """Return the fewest requirements that can't be met together."""
    for size in range(2, len(item.parts)):
        for some in combinations(item.parts, size):
            if not _solved_alone(inst, replace(item, parts=some)):
                return some
    return item.parts


def _taken(inst: Instance, item: JudgedDemand, plan: Plan, ledger: Ledger) -> list[Reason]:
    """Return, for every requirement that others leave too little for, what is taken and by whom."""
    reasons: list[Reason] = []
    demand = item.demand
    window = item.slots or inst.window(demand) if demand.event else 0
    slots = list(bits(window))
    times = 1 if demand.event else demand.sessions
    for part in item.parts:
        kind = part.requirement.kind
        base = {"what": part.requirement.what, "kind": kind.value, "asked": part.asked}
        if part.there < part.asked:
            continue
        if kind is Kind.GOODS:
            left = max((_pieces_left(ledger, part, slot) for slot in slots), default=_pieces_left(ledger, part, None))
            if left < part.asked:
                reasons.append(_held("goods_gone", inst, demand, _users(plan, part.candidates), **base, left=left))
            continue
        able = [candidate for candidate in part.candidates if ledger.fits(candidate, part, times, None)]
        if sum(candidate.weight for candidate in able) < part.asked:
            left = _most_left(ledger, kind, part.candidates)
            code = TAKEN.get(kind, "slots_taken")
            short = {"short": _short(item, part, ledger)} if kind in (Kind.HELPER, Kind.UNIT) else {}
            reasons.append(_held(code, inst, demand, _users(plan, part.candidates), **base, left=left, **short))
        elif demand.event and kind in NEEDS_TIME and not _free(ledger, part, able, times) & window:
            users = _users(plan, part.candidates, {inst.slot(slot) for slot in slots})
            reasons.append(_held("slots_taken", inst, demand, users, **base, slots=len(slots)))
    return reasons


def _short(item: JudgedDemand, part: Judged, ledger: Ledger) -> float:
    """Return the fewest hours or sessions that its candidates would have to give beyond what they have left."""
    demand, helper = item.demand, part.requirement.kind is Kind.HELPER
    turns = demand.sessions if demand.event and not (helper and demand.pair) else 1
    together = demand.sessions // turns  # occasions that one must do all of, if any
    left = ledger.hours if helper else ledger.sessions
    there = 0
    steps: list[tuple[float, int]] = []
    for one in part.candidates:
        turn, has = (one.hours if helper else 1) * together, left[one.resource_id]
        now = turns if turn <= EPSILON else min(turns, math.floor((has + EPSILON) / turn))
        there += one.weight * now
        steps += [(min(turn, turn * number - has), one.weight) for number in range(now + 1, turns + 1)]
    short = 0.0
    for more, weight in sorted(steps):
        if there >= part.asked * turns:
            break
        there += weight
        short += more
    return round(short, 6)


def _free(ledger: Ledger, part: Judged, able: Sequence[Candidate], times: int) -> int:
    """Return the half-days, as bits, in which a requirement finds enough of those who are able."""
    free = ((item.slots & ~ledger.busy.get(item.resource_id, 0), item.weight) for item in able)
    return enough_slots(part.asked, free)


def _outranked(inst: Instance, item: JudgedDemand, plan: Plan, ledger: Ledger) -> Reason:
    """Return whom a demand gave way to whose requirements find enough left one by one, and which don't meet."""
    demand = item.demand
    slots = set(map(inst.slot, bits(item.slots)))
    blockers = {
        other
        for part in item.parts
        for other in _users(plan, part.candidates, slots if part.requirement.kind in NEEDS_TIME and slots else None)
    }
    names = ""
    if demand.event:
        free = {
            part.index: _free(ledger, part, [one for one in part.candidates if ledger.fits(one, part, 1, None)], 1)
            for part in item.parts
            if part.requirement.kind in NEEDS_TIME
        }
        apart = _smallest(free, item.slots)
        names = "、".join(_name(part) for part in item.parts if part.index in apart)
    key = {"what": names, "together": 1} if names else {}
    return _held("outranked", inst, demand, blockers, **key)


def _smallest(free: Mapping[int, int], window: int) -> tuple[int, ...]:
    """Return the fewest keys whose half-days within a window have none in common; none where all have one."""
    for size in range(2, len(free) + 1):
        for some in combinations(sorted(free), size):
            left = window
            for key in some:
                left &= free[key]
            if not left:
                return some
    return ()


def _held(code: str, inst: Instance, demand: Demand, blockers: Collection[str], **values: object) -> Reason:
    """Return a reason with the demands that hold what is missing, and this one's weight."""
    return code, figures(**values, by=_ranked(inst, blockers), weight=str(demand.priority))


def _pinned(inst: Instance, demand: Demand, reasons: Sequence[Reason], plan: Plan) -> list[Reason]:
    """Return that lighter demands hold what is missing because they must be kept, where some do."""
    must_stay = {keep.demand_id for keep in keeps(inst)}
    holders = {name.partition("(")[0] for _, given in reasons for name in dict(given).get("by", "").split("、") if name}
    lighter = {name for name in holders & must_stay if inst.demand[name].weight < demand.weight}
    return [_held("pinned_out", inst, demand, lighter)] if lighter else []


def _name(part: Judged) -> str:
    return part.requirement.what or part.requirement.kind.value


def _pieces_left(ledger: Ledger, part: Judged, slot: int | None) -> float:
    slots = () if slot is None else (slot,)
    return sum(ledger.pieces(item.resource, slots) for item in part.candidates if isinstance(item.resource, Goods))


def _most_left(ledger: Ledger, kind: Kind, candidates: Sequence[Candidate]) -> float:
    books = {Kind.HELPER: ledger.hours, Kind.UNIT: ledger.sessions, Kind.FUND: ledger.money}
    book = books.get(kind, {})
    return max((round(book.get(item.resource_id, 0.0), 6) for item in candidates), default=0.0)


def _users(plan: Plan, candidates: Sequence[Candidate], slots: Collection[Slot] | None = None) -> set[str]:
    """Return the demands that use any of some candidates, in some half-days if those are given."""
    ids = {item.resource_id for item in candidates}
    users = plan.users(ids)
    if slots is None:
        return users
    return {name for name in users if any(row.resource_id in ids and row.slot in slots for row in plan.of(name))}


def _ranked(inst: Instance, demand_ids: Collection[str]) -> str:
    """Return the demands that hold what is missing, heaviest first, at most five, with their weights."""
    ranked = sorted(demand_ids, key=lambda demand_id: (-inst.demand[demand_id].weight, demand_id))
    return "、".join(f"{demand_id}({inst.demand[demand_id].priority})" for demand_id in ranked[:5])
