"""Needs that nobody could serve even in an empty month, in the words of the cell that asks too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commatch.checking.look import Look
from commatch.community import Kind, Need, Requirement
from commatch.library import pointed_template
from commatch.matching.candidates import judge_demand
from commatch.matching.demands import Demand
from commatch.matching.lacking import NEAR_TEMPLATE, Reason, lacking, part_reason
from commatch.problems import Place, Problem, warning

__all__ = ["unservable"]

_SHORTEST_NAME = 2
_FAULTY = {"no_facilities": ("facilities",), "venue_too_small": ("seats",)}
"""The column of a need that asks too much of a venue, by the reason."""


def unservable(look: Look) -> Iterator[Problem]:
    """Yield a warning for each need, or each cell of a need, that no plan can serve."""
    known: dict[tuple[object, ...], list[tuple[int, Reason]]] = {}
    said: set[tuple[str, Place, str]] = set()
    for demand in look.short:
        for problem in _whole(look, demand) or _parts(look, demand, known):
            about = (problem.code, problem.place, problem.value)
            if about not in said:  # a template's row stands for many needs
                said.add(about)
                yield problem


def _whole(look: Look, demand: Demand) -> list[Problem]:
    """Return what is wrong with a need whatever resources there are."""
    need, inst = demand.lead, look.inst
    if not demand.requirements:
        place = look.places.cell(need.place, "title")
        return (
            [] if need.set_aside else [warning("nothing_asked", place, need.need_id, templates=_template(look, need))]
        )
    if need.due_on is not None and need.due_on < inst.first:
        place = look.places.cell(need.place, "due_on")
        return [warning("due_past", place, need.due_on.isoformat(), first=inst.first.isoformat())]
    if demand.event and not inst.window(demand):
        key = "times" if need.times.given else "due_on"
        value = need.times.text or (need.due_on or inst.last).isoformat()
        place = look.places.cell(need.place, key)
        return [warning("need_without_slot", place, value, month=f"{inst.month:%Y-%m}")]
    return []


def _parts(look: Look, demand: Demand, known: dict[tuple[object, ...], list[tuple[int, Reason]]]) -> list[Problem]:
    """Return which of the things that a need asks nobody can give; else that they don't come together."""
    inst, need = look.inst, demand.lead
    window = inst.window(demand) if demand.event else 0
    key = (*(look.reach.key(demand, requirement) for requirement in demand.requirements), window)
    if key not in known:
        parts = judge_demand(inst, demand).parts
        known[key] = [(part.index, part_reason(part)) for part in parts if part.there < part.asked]
    short = [(demand.requirements[index], reason) for index, reason in known[key]]
    sure = [(requirement, reason) for requirement, reason in short if look.reach.sure(requirement)]
    if short or not all(map(look.reach.sure, demand.requirements)):
        at_fault = ((_FAULTY.get(reason[0], ()), requirement, reason) for requirement, reason in sure)
        places = ((look.places.asked(need, asked, *keys), asked, reason) for keys, asked, reason in at_fault)
        return [_part(look, place, need, asked, reason) for place, asked, reason in places]
    code, given = lacking(inst, judge_demand(inst, demand))[0]
    if code == "no_slot":
        words, place = dict(given), look.places.cell(need.place, "sessions")
        return [warning("too_few_slots", place, words["asked"], there=words["there"], gap=words["gap"])]
    return [warning("no_time_together", look.places.cell(need.place, "times"), need.need_id)]


def _part(look: Look, place: Place, need: Need, requirement: Requirement, reason: Reason) -> Problem:
    code, figures = reason[0], dict(reason[1])
    what, community = requirement.said or requirement.what, look.community
    match code:
        case "no_skill":
            skills = (skill for helper in community.helpers for skill in helper.skills)
            return warning("skill_unknown", place, what, known=look.near(what, code, skills))
        case "no_service":
            services = (service for unit in community.units for service in unit.services)
            return warning("service_unknown", place, what, known=look.near(what, code, services))
        case "no_goods":
            names = (row.what for row in community.goods)
            return warning("goods_unknown", place, what, known=look.near(what, code, names))
        case "goods_short":
            return warning("goods_too_few", place, what, asked=figures["asked"], there=figures["there"])
        case "too_few":
            kind = requirement.kind.value
            return warning("too_few_suit", place, what, kind=kind, asked=figures["asked"], there=figures["there"])
        case "level_too_low":
            return warning("level_unreached", place, what, asked=figures["asked"], level=figures["level"])
        case "checks_missing":
            return warning("checks_unheld", place, what, checks="、".join(sorted(requirement.checks)))
    if "resource" not in figures:
        return warning("nothing_there", place, need.need_id, kind=requirement.kind.value)
    nearest: dict[str, Any] = {f"figure_{name}": text for name, text in figures.items()}
    if requirement.kind is Kind.VENUE:
        return warning("venue_unfit", place, need.need_id, resource=figures["resource"], rule=code, **nearest)
    if requirement.kind is Kind.FUND:
        value = f"{requirement.quantity:g}"
        return warning("budget_unpaid", place, value, resource=figures["resource"], rule=code, **nearest)
    kind = requirement.kind.value
    return warning("nobody_suits", place, what, kind=kind, resource=figures["resource"], rule=code, **nearest)


def _template(look: Look, need: Need) -> str:
    """Return the template whose name or requirements are nearest to a need's words, '' where none is near."""
    from rapidfuzz import fuzz, process

    about = {word: name for name, words in look.places.templates.items() for word in reversed(words)}
    names = sorted(word for word in about if len(word) >= _SHORTEST_NAME)
    words = f"{need.title} {need.description}"
    best = process.extractOne(words, names, scorer=fuzz.partial_ratio, score_cutoff=NEAR_TEMPLATE)
    return about[best[0]] if best else pointed_template(words)
