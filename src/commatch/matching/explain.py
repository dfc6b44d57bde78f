"""Why a need is not served: codes with figures, judged against all candidates and against the plan as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from commatch.community import Goods, Helper, Kind
from commatch.matching.book import EPSILON
from commatch.matching.candidates import Candidate, Judged, JudgedDemand
from commatch.matching.demands import priority
from commatch.matching.instance import Instance, bits
from commatch.matching.ledger import Ledger
from commatch.matching.model import MatchModel
from commatch.matching.plan import Plan, SolveStatus, Tier, Unserved
from commatch.matching.rules.base import Figures, Rejection, figures
from commatch.matching.rules.slots import spaced
from commatch.matching.solver import solve

Reason = tuple[str, Figures]

NOBODY = {
    Kind.HELPER: "no_skill",
    Kind.UNIT: "no_service",
    Kind.VENUE: "no_venue",
    Kind.FUND: "money_short",
    Kind.GOODS: "no_goods",
}
TAKEN = {
    Kind.HELPER: "hours_taken",
    Kind.UNIT: "sessions_taken",
    Kind.FUND: "money_gone",
    Kind.GOODS: "goods_gone",
}
NEAREST_FIRST = (
    "hours_short", "sessions_short", "no_common_time", "too_far", "venue_too_far", "agreement", "over_cap",
    "money_short", "venue_too_small", "no_facilities", "group_not_served", "checks_missing", "level_too_low",
    "fund_category", "paused", "banned",
)  # fmt: skip
"""Rejections in the order of how near the pair came to being allowed."""


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
        reasons = why_alone(inst, item) or _against_plan(inst, item, plan, ledger)
        if unproven and reasons[0][0] in ("outranked", "clash", *TAKEN.values(), "slots_taken"):
            reasons.append(("not_proven", figures(gap=f"{unproven[0].gap:.2%}")))
        for need in item.demand.members:
            weight = float(priority(need, inst.settings))
            result.append(Unserved(need.need_id, item.demand.demand_id, weight, tuple(reasons)))
    return tuple(sorted(result, key=lambda unserved: unserved.need_id))


def why_alone(inst: Instance, item: JudgedDemand) -> list[Reason]:
    """Return what would keep the demand from being served even in an empty month."""
    demand, lead = item.demand, item.demand.lead
    if not demand.requirements:
        return [
            (
                "not_broken_down",
                figures(nearest=nearest_template(inst, demand.lead.title, demand.lead.description)),
            )
        ]
    if lead.due_on is not None and lead.due_on < inst.first:
        return [("past_due", figures(due=lead.due_on, first=inst.first))]
    window = inst.window(demand) if demand.event else 0
    reasons: list[Reason] = []
    if demand.event and not window:
        return [("no_slot", figures(times=lead.times.text))]
    for part in item.parts:
        if part.there < part.asked:
            reasons.append(_lacking(part))
    if reasons:
        return reasons
    if demand.event and spaced(window, inst.settings.series_gap) < demand.sessions:
        there = spaced(window, inst.settings.series_gap)
        return [("no_slot", figures(asked=demand.sessions, there=there, gap=inst.settings.series_gap))]
    if not item.servable:
        names = [
            part.requirement.what or part.requirement.kind.value
            for part in item.parts
            if part.requirement.kind in NEEDS_TIME
        ]
        return [("no_common_time", figures(what="、".join(names), asked=demand.sessions))]
    return [] if _feasible_alone(inst, item) else _overstretched(item)


def _feasible_alone(inst: Instance, item: JudgedDemand) -> bool:
    """Tell whether a demand could be served were nothing else planned; found by solving."""
    model = MatchModel(inst, [item], detailed=True)
    model.vars[model.owners[0].served].lowBound = 1
    model.objective({})
    settings = inst.settings
    return solve(model, settings, seconds=settings.time_limit).status is not SolveStatus.INFEASIBLE


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


NEAR_TEMPLATE = 75
"""How alike, out of 100, a template's name and a need's words must be for it to be suggested."""

NEEDS_TIME = (Kind.HELPER, Kind.UNIT, Kind.VENUE)


def _lacking(part: Judged) -> Reason:
    """Return why a requirement has too few candidates."""
    requirement = part.requirement
    base = {
        "what": requirement.what,
        "kind": requirement.kind.value,
        "asked": part.asked,
        "there": part.there,
    }
    if not part.candidates and not part.rejections:
        return NOBODY[requirement.kind], figures(**base)
    if requirement.kind is Kind.GOODS:
        return "goods_short", figures(**base, quantity=part.there)
    counts = Counter(rejection.code for rejection in part.rejections)
    if not counts:
        return "too_few", figures(**base)
    code = min(counts, key=lambda code: (NEAREST_FIRST.index(code) if code in NEAREST_FIRST else 99, code))
    nearest = min((item for item in part.rejections if item.code == code), key=_closeness)
    others = "、".join(f"{other}×{count}" for other, count in sorted(counts.items()))
    if part.candidates and part.asked > 1:
        return "too_few", figures(**base, others=others, because=code)
    given = {**base, **dict(nearest.figures)}
    return code, figures(**given, resource=nearest.resource_id, count=counts[code], others=others)


def _closeness(rejection: Rejection) -> tuple[float, str]:
    """Order rejections of one code: the one that misses by least first."""
    values = dict(rejection.figures)
    if "minutes" in values:
        return float(values["minutes"]), rejection.resource_id
    key = next((key for key in ("hours", "sessions", "cap", "amount", "seats", "level") if key in values), None)
    return (-float(values[key]) if key else 0.0), rejection.resource_id


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
    wanted = {item.resource_id for item in candidates}
    return {row.demand_id for row in plan.assignments if row.resource_id in wanted}


def _ranked(inst: Instance, demand_ids: set[str]) -> str:
    """Return the demands that hold what is missing, heaviest first, at most five, with their weights."""
    ranked = sorted(demand_ids, key=lambda demand_id: (-inst.demand[demand_id].weight, demand_id))
    return "、".join(f"{demand_id}({inst.demand[demand_id].priority})" for demand_id in ranked[:5])


def nearest_template(inst: Instance, title: str, description: str = "") -> str:
    """Return the name of the template whose words are nearest to a need's, '' where there is none."""
    names = sorted({step.template for step in inst.community.steps} | set(inst.community.templates))
    if not names:
        return ""
    from rapidfuzz import fuzz

    words = f"{title} {description}"
    best = max(names, key=lambda name: (fuzz.partial_ratio(name, words), name))
    return best if fuzz.partial_ratio(best, words) >= NEAR_TEMPLATE else ""
