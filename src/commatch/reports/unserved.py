"""未匹配: every planned need that is not served, with the reasons in words and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from commatch.community import Kind, Requirement
from commatch.matching.demands import Demand, term
from commatch.matching.plan import Unserved
from commatch.matching.rules.base import Figures
from commatch.reports.remedies import smallest_remedy
from commatch.reports.rows import SheetRows, Value, number, rows_of
from commatch.reports.view import View
from commatch.texts.reports import REASONS, SHORTFALLS

__all__ = ["reason_words", "shortfall", "unserved"]

_KINDS = {kind.value: kind for kind in Kind}
_AMOUNTS = {
    "hours_short": "hours",
    "hours_taken": "hours",
    "sessions_short": "sessions",
    "sessions_taken": "sessions",
}
_TIMED = frozenset({"slots_taken", "no_common_time"})


def unserved(view: View) -> SheetRows:
    """Return the sheet 未匹配, by need id."""
    unserved = view.result.unserved
    demands = view.inst.demand
    pressing = (item.need_id for item in unserved if item.demand_id in demands and demands[item.demand_id].must)
    return replace(rows_of("unserved", [_record(view, item) for item in unserved]), pressing=tuple(pressing))


def _record(view: View, item: Unserved) -> dict[str, Value]:
    need = view.needs[item.need_id]
    return {
        "need_id": item.need_id,
        "title": need.title,
        "groups": view.words.groups(need.groups),
        "grid": need.grid,
        "priority": number(item.priority),
        "reason_code": view.words.reason_code(item.code),
        "reason": "\n".join(reason_words(view, code, figures) for code, figures in item.reasons),
        "shortfall": shortfall(view, item),
        "smallest_remedy": smallest_remedy(view, item),
    }


def reason_words(view: View, code: str, figures: Figures) -> str:
    """Say a reason: the requirement it is about, what is wrong, who comes nearest or is in the way."""
    words, given = view.words, dict(figures)
    phrase = _phrase(code, given)
    text = words.say(phrase, tuple((name, value) for name, value in figures if name not in ("by", "note")))
    if given.get("note"):
        text += words("because", why=given["note"])
    about = _about(view, given)
    if about and not words.has_figure(phrase, "what"):
        text = words("labelled", label=about, text=text)
    if given.get("others"):
        others = _others(view, given["others"])
        name = view.name(given["resource"]) if given.get("resource") else ""
        text += words.fill(REASONS["only_seen" if name else "others"], name=name, others=others)
    if given.get("by"):
        by = words.join(given["by"].split("、"))
        key = "held_by" if given.get("weight") else "busy_with"
        text += words.fill(REASONS[key], by=by, weight=given.get("weight", ""))
    return text


def _phrase(code: str, given: dict[str, str]) -> str:
    """Return the key of the words that fit a code's figures."""
    if code == "not_broken_down" and not given.get("nearest"):
        return "not_broken_down.plain"
    if code == "no_slot" and "there" in given:
        return "too_few_slots"
    if code == "no_slot" and given.get("times"):
        return next((f"no_slot.{bound}" for bound in ("due", "first") if bound in given), "no_slot.times")
    if code == "no_common_time" and "there" in given and "resource" not in given:
        return "no_common_time.some"
    if code == "outranked" and given.get("together"):
        return "outranked.together"
    if code == "money_short" and "amount" not in given:
        return "no_fund"
    return code


def _about(view: View, given: dict[str, str]) -> str:
    """Return what a reason is about: skills, services, goods; the kind where the need names nothing."""
    words = view.words
    names = [item for item in given.get("what", "").split("、") if item]
    what = words.join(words.kind(_KINDS[name]) if name in _KINDS else name for name in names)
    if what and given.get("kind") != Kind.VENUE:
        return what
    kind = words.kind(_KINDS[given["kind"]]) if given.get("kind") in _KINDS else ""
    return words("kind_of", kind=kind, what=what) if kind and what else kind


def _others(view: View, others: str) -> str:
    """Return how many were turned down for what, such as 距离过远×2."""
    said = []
    for item in others.split("、"):
        code, times, count = item.partition("×")
        said.append(f"{view.words.reason_name(code)}{times}{count}")
    return view.words.join(said)


def shortfall(view: View, item: Unserved) -> str:
    """Return what is missing by the leading reason, in words; '' where nothing to be counted is."""
    code, figures = item.reasons[0]
    given = dict(figures)
    demand = view.inst.demand.get(item.demand_id)
    if demand is None:  # rejected or postponed
        return ""
    asked = _requirement(demand.requirements, given)
    key, missing = _missing(code, given, demand, asked)
    if key not in SHORTFALLS or (missing is not None and missing <= 0):
        return ""
    return view.words.fill(
        SHORTFALLS[key],
        what=_about(view, given),
        missing=f"{missing:g}" if missing is not None else "",
        level=asked.level if asked else "",
        checks=view.words.join(given.get("checks", "").split("、")),
        lacking=view.words.join(given.get("missing", "").split("、")),
        limit=given.get("limit", ""),
    )


def _requirement(requirements: Iterable[Requirement], given: dict[str, str]) -> Requirement | None:
    """Return the requirement that a reason is about."""
    for requirement in requirements:
        if requirement.kind.value == given.get("kind") and term(requirement.what) == term(given.get("what", "")):
            return requirement
    return None


def _missing(code: str, given: dict[str, str], demand: Demand, asked: Requirement | None) -> tuple[str, float | None]:
    """Return the key of the words for what is missing, and how much of it where that is a number."""
    if code == "not_broken_down":
        return "breakdown", None
    if code == "no_slot":
        return "occasions", _figure(given, "asked", 1) - _figure(given, "there")
    if code == "past_due":
        return "past_due", _figure(given, "days")
    if code in _TIMED and (asked is None or "resource" not in given):
        return ("times" if code == "slots_taken" else "common_time"), None
    if asked is None:
        return "", None
    left = _figure(given, "left")
    if code in _AMOUNTS:
        # of one candidate alone, the nearest, its figures tell; of several together, what they lack in all
        return _AMOUNTS[code], _figure(given, "short") or _figure(given, "asked") - _figure(given, _AMOUNTS[code])
    if code == "venue_too_small":
        return "seats", asked.quantity - _figure(given, "seats")
    if code == "no_facilities":
        return "facilities", None
    if code == "venue_too_far":
        return "near_venue", 1
    if code == "over_cap":
        return "cap", asked.quantity - _figure(given, "cap")
    if asked.kind is Kind.FUND:
        there = _figure(given, "amount") or left
        return "fund", asked.quantity - there
    if asked.kind is Kind.GOODS:
        return "goods", asked.quantity - (_figure(given, "there") or left)
    if asked.kind is Kind.VENUE:
        return "venue", 1
    people = asked.quantity - _figure(given, "there")
    return (code if code in SHORTFALLS else asked.kind.value), people


def _figure(given: dict[str, str], name: str, otherwise: float = 0.0) -> float:
    """Return a figure as a number."""
    try:
        return float(given[name])
    except (KeyError, ValueError):
        return otherwise
