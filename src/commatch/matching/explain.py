"""Why a need is not served: codes with figures, judged against all candidates and against the plan as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commatch.community import PLANNED, Goods, Helper, Kind
from commatch.matching.book import EPSILON
from commatch.matching.candidates import NEEDS_TIME, Candidate, Judged, JudgedDemand, whole
from commatch.matching.demands import priority
from commatch.matching.instance import Instance, bits
from commatch.matching.lacking import Reason, lacking
from commatch.matching.ledger import Ledger
from commatch.matching.model import MatchModel
from commatch.matching.plan import Plan, SolveStatus, Tier, Unserved
from commatch.matching.rules.base import figures
from commatch.matching.solver import solve
from commatch.previous import Decision

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
        reasons = why_alone(inst, item) or _against_plan(inst, whole(inst, item), plan, ledger)
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
    return lacking(inst, every) or ([] if feasible_alone(inst, item) else _overstretched(every))


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


def _overstretched(item: JudgedDemand) -> list[Reason]:
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
                hours = sum(getattr(candidate.resource, "hours", 0.0) for candidate in part.candidates)
                wanted = part.requirement.hours * asked
                return [("hours_short", figures(**base, asked=wanted, there=hours, hours=hours))]
        elif kind is Kind.UNIT:
            there = sum(min(sessions, getattr(candidate.resource, "sessions", 0)) for candidate in part.candidates)
            if there < asked:
                return [("sessions_short", figures(**base, asked=asked, there=there, sessions=there))]
    names = "、".join(part.requirement.what or part.requirement.kind.value for part in item.parts)
    return [("clash", figures(what=names, slots=item.slots.bit_count()))]


def _against_plan(inst: Instance, item: JudgedDemand, plan: Plan, ledger: Ledger) -> list[Reason]:
    """Return what is taken by others in the plan as it stands."""
    reasons: list[Reason] = []
    blockers: set[str] = set()
    demand = item.demand
    for part in item.parts:
        kind, slots = part.requirement.kind, list(bits(item.slots))
        times = 1 if demand.event else demand.sessions
        base = {"what": part.requirement.what, "kind": kind.value, "asked": part.asked}
        if kind is Kind.GOODS:
            left = max((_pieces_left(ledger, part, slot) for slot in slots), default=_pieces_left(ledger, part, None))
            if left < part.asked:
                reasons.append(("goods_gone", figures(**base, left=left)))
                blockers |= _users(plan, part.candidates)
            continue
        able = [candidate for candidate in part.candidates if ledger.fits(candidate, part, times, None)]
        if sum(candidate.weight for candidate in able) < part.asked:
            left = _most_left(ledger, kind, part.candidates)
            reasons.append((TAKEN.get(kind, "slots_taken"), figures(**base, left=left)))
            blockers |= _users(plan, part.candidates)
        elif (
            demand.event
            and kind in NEEDS_TIME
            and not any(
                sum(candidate.weight for candidate in able if ledger.fits(candidate, part, times, slot)) >= part.asked
                for slot in slots
            )
        ):
            reasons.append(("slots_taken", figures(**base, slots=len(slots))))
            blockers |= _users(plan, part.candidates)
    if reasons:
        first_code, first = reasons[0]
        reasons[0] = (first_code, (*first, *figures(by=_ranked(inst, blockers), weight=str(demand.priority))))
        return reasons
    for part in item.parts:
        blockers |= _users(plan, part.candidates)
    return [("outranked", figures(by=_ranked(inst, blockers), weight=str(demand.priority)))]


def _pieces_left(ledger: Ledger, part: Judged, slot: int | None) -> float:
    slots = () if slot is None else (slot,)
    return sum(ledger.pieces(item.resource, slots) for item in part.candidates if isinstance(item.resource, Goods))


def _most_left(ledger: Ledger, kind: Kind, candidates: Sequence[Candidate]) -> float:
    books = {Kind.HELPER: ledger.hours, Kind.UNIT: ledger.sessions, Kind.FUND: ledger.money}
    book = books.get(kind, {})
    return max((round(book.get(item.resource_id, 0.0), 6) for item in candidates), default=0.0)


def _users(plan: Plan, candidates: Sequence[Candidate]) -> set[str]:
    return plan.users(item.resource_id for item in candidates)


def _ranked(inst: Instance, demand_ids: set[str]) -> str:
    """Return the demands that hold what is missing, heaviest first, at most five, with their weights."""
    ranked = sorted(demand_ids, key=lambda demand_id: (-inst.demand[demand_id].weight, demand_id))
    return "、".join(f"{demand_id}({inst.demand[demand_id].priority})" for demand_id in ranked[:5])
