"""What keeps a demand from being served even in an empty month, as its requirements tell; nothing is solved for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from commatch.community import Kind
from commatch.library import pointed_template
from commatch.matching.candidates import NEEDS_TIME, Judged, JudgedDemand, common_slots
from commatch.matching.demands import Demand
from commatch.matching.instance import Instance
from commatch.matching.rules.base import Figures, Rejection, figures
from commatch.matching.rules.slots import spaced

Reason = tuple[str, Figures]

NOBODY = {
    Kind.HELPER: "no_skill",
    Kind.UNIT: "no_service",
    Kind.VENUE: "no_venue",
    Kind.FUND: "money_short",
    Kind.GOODS: "no_goods",
}
NEAREST_FIRST = (
    "declined", "hours_short", "sessions_short", "no_common_time", "too_far", "venue_too_far", "agreement", "over_cap",
    "money_short", "venue_too_small", "no_facilities", "group_not_served", "checks_missing", "level_too_low",
    "fund_category", "paused", "banned",
)  # fmt: skip
"""Rejections in the order of how near the pair came to being allowed."""

NEAR_TEMPLATE = 75
"""How alike, out of 100, a template's name and a need's words must be for it to be suggested."""


def lacking(inst: Instance, item: JudgedDemand) -> list[Reason]:
    """Return what keeps a demand from being served even in an empty month; nothing exactly where it is servable."""
    demand, lead = item.demand, item.demand.lead
    if not demand.requirements:
        return [
            (
                "not_broken_down",
                figures(nearest=nearest_template(inst, demand.lead.title, demand.lead.description)),
            )
        ]
    if lead.due_on is not None and lead.due_on < inst.first:
        return [("past_due", figures(due=lead.due_on, first=inst.first, days=(inst.first - lead.due_on).days))]
    window = inst.window(demand) if demand.event else 0
    reasons: list[Reason] = []
    if demand.event and not window:
        return [("no_slot", figures(times=lead.times.text, **_between(inst, demand)))]
    for part in item.parts:
        if part.there < part.asked:
            reasons.append(part_reason(part))
    if reasons:
        return reasons
    if demand.event and spaced(window, inst.settings.series_gap) < demand.sessions:
        there = spaced(window, inst.settings.series_gap)
        return [("no_slot", figures(asked=demand.sessions, there=there, gap=inst.settings.series_gap))]
    if not item.servable:
        apart = no_common_slot(item, window)
        names = [part.requirement.what or part.requirement.kind.value for part in apart]
        found = spaced(common_slots(item.parts, window), inst.settings.series_gap)
        some = {"there": found} if found else {}
        return [("no_common_time", figures(what="、".join(names), asked=demand.sessions, **some))]
    return []


def _between(inst: Instance, demand: Demand) -> dict[str, object]:
    """Return which of its due date and the first planned day leave an event no day of its times, if one does."""
    lead = demand.lead
    wished = inst.mask(lead.times)
    bounds: dict[str, object] = {}
    if lead.due_on is not None and wished & inst.open_slots & ~inst.day_range(None, lead.due_on):
        bounds["due"] = lead.due_on
    elif wished & ~inst.open_slots:
        bounds["first"] = inst.first
    return bounds


def no_common_slot(item: JudgedDemand, window: int) -> Sequence[Judged]:
    """Return the fewest requirements that find enough in no slot of a window together; all where it isn't so plain."""
    timed = [part for part in item.parts if part.requirement.kind in NEEDS_TIME]
    for size in range(1, len(timed)):
        for some in combinations(timed, size):
            if not common_slots(some, window):
                return some
    return timed


def part_reason(part: Judged) -> Reason:
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
    nearest = min((item for item in part.rejections if item.code == code), key=closeness)
    others = "、".join(f"{other}×{count}" for other, count in sorted(counts.items()))
    if part.candidates and part.asked > 1:
        return "too_few", figures(**base, others=others, because=code)
    given = {**base, **dict(nearest.figures), **_in_all(part, code)}
    return code, figures(**given, resource=nearest.resource_id, count=counts[code], others=others)


def _in_all(part: Judged, code: str) -> dict[str, object]:
    """Return what the nearest of several candidates lack together, where hours or sessions are all they lack."""
    amount = {"hours_short": "hours", "sessions_short": "sessions"}.get(code, "")
    missing = [dict(item.figures) for item in part.rejections if item.code == code and amount]
    people = int(part.asked - part.there)
    if not 1 < people <= len(missing):
        return {}
    return {"short": sum(sorted(float(one["asked"]) - float(one[amount]) for one in missing)[:people])}


def closeness(rejection: Rejection) -> tuple[float, str]:
    """Order rejections of one code: the one that misses by least first."""
    values = dict(rejection.figures)
    if "minutes" in values:
        return float(values["minutes"]), rejection.resource_id
    key = next((key for key in ("hours", "sessions", "cap", "amount", "seats", "level") if key in values), None)
    return (-float(values[key]) if key else 0.0), rejection.resource_id


def nearest_template(inst: Instance, title: str, description: str = "") -> str:
    """Return the template nearest to a need: by name among the community's own, else by words; '' for none."""
    from rapidfuzz import fuzz

    words = f"{title} {description}"
    names = sorted({step.template for step in inst.community.steps} | set(inst.community.templates))
    best = max(names, key=lambda name: (fuzz.partial_ratio(name, words), name), default="")
    if best and fuzz.partial_ratio(best, words) >= NEAR_TEMPLATE:
        return best
    return pointed_template(words)
