"""The answer about a need in words."""

from __future__ import annotations

from collections.abc import Iterator

from commatch.community import Kind
from commatch.explaining.need import NeedFacts, PartFacts
from commatch.explaining.standing import Turned
from commatch.explaining.telling import Section, Teller, Told
from commatch.matching.candidates import NEEDS_TIME
from commatch.matching.plan import Assignment
from commatch.reports.rows import number
from commatch.reports.unserved import shortfall
from commatch.workbook.schema import choice_name

__all__ = ["tell_need"]

_SHOWN = 3
"""Others who could do it that are said one by one."""


def tell_need(teller: Teller, facts: NeedFacts) -> Told:
    """Return the answer about a need in words."""
    lead = [_about(teller, facts), *_verdict(teller, facts)]
    if facts.state == "served":
        sections = [*_who(teller, facts), *_others(teller, facts)]
    elif facts.demand is not None:
        sections = [*_why(teller, facts), *_parts(teller, facts)]
    else:
        sections = []
    title = teller.say("need.title", need=facts.need.need_id, title=facts.need.title)
    return Told(title.strip(), tuple(line for line in lead if line), tuple(part for part in sections if part.lines))


def _about(teller: Teller, facts: NeedFacts) -> str:
    need, demand = facts.need, facts.demand
    parts = [teller.say("need.group", groups=teller.words.groups(need.groups))] if need.groups else []
    parts += [teller.say("need.grid", grid=need.grid)] if need.grid else []
    parts += [teller.say("need.times", times=need.times.text)] if need.times.given and need.times.text else []
    if demand is not None:
        parts.append(teller.say("need.about", priority=f"{float(demand.priority):g}"))
    return teller.also(parts)


def _verdict(teller: Teller, facts: NeedFacts) -> Iterator[str]:
    need_id, demand = facts.need.need_id, facts.demand
    if demand is not None and len(demand.need_ids) > 1:
        yield teller.say("need.bundle", needs=teller.join(other for other in demand.need_ids if other != need_id))
    if facts.state == "out":
        yield teller.say("need.out", status=teller.words.status(facts.need.status.value))
    elif facts.state == "served":
        assert demand is not None
        project = teller.view.project_id(demand.demand_id)
        yield teller.say("need.served", project=project, when=teller.slots(facts.slots))
        if facts.decision:
            yield teller.say("need.decision", decision=_decision(teller, facts.decision))
    elif facts.unserved is not None:
        yield teller.say("need.unserved", reason=teller.words.reason_name(facts.unserved.code))
        if demand is None:
            yield from (teller.reason(code, given) for code, given in facts.unserved.reasons)
        missing = shortfall(teller.view, facts.unserved)
        if missing:
            yield teller.say("need.shortfall", shortfall=missing)
    if facts.remedy:
        yield teller.say("need.remedy", remedy=facts.remedy)


def _decision(teller: Teller, decision: str) -> str:
    return choice_name("decision", decision, teller.view.lang)


def _who(teller: Teller, facts: NeedFacts) -> Iterator[Section]:
    lines = [line for part in facts.parts for line in _rows(teller, facts, part)]
    assert facts.demand is not None
    for demand_id, helper_id, code in teller.rebuilt.plan.released:
        if demand_id == facts.demand.demand_id:
            rejections = filter(None, (part.part.against(helper_id) for part in facts.parts))
            given = next((found.figures for found in rejections if found.code == code), ())
            lines.append(teller.say("need.released", who=teller.who(helper_id), why=teller.rejected(code, given)))
    yield Section(teller.say("need.who"), tuple(lines))


def _rows(teller: Teller, facts: NeedFacts, part: PartFacts) -> Iterator[str]:
    """Yield a line for each resource on a requirement: who, when, how much, with which score."""
    what = teller.what(part.part)
    for resource_id in dict.fromkeys(row.resource_id for row in part.rows):
        own = [row for row in part.rows if row.resource_id == resource_id]
        when = teller.when(own) if len(facts.slots) > 1 else ""
        about = teller.also([when, teller.charge(own), teller.terms(own[0]), _standby(teller, own[0])])
        key = "need.row" if about else "need.row.plain"
        yield teller.say(key, what=what, who=teller.who(resource_id), about=about)


def _standby(teller: Teller, row: Assignment) -> str:
    """Return what the project list says of who could step in; money and goods don't fall out."""
    said = (teller.rebuilt.listed.standby or {}).get((row.demand_id, row.resource_id), "")
    return teller.say("need.standby", standby=said) if said and row.kind in NEEDS_TIME else ""


def _others(teller: Teller, facts: NeedFacts) -> Iterator[Section]:
    lines: list[str] = []
    for part in facts.parts:
        used = len({row.resource_id for row in part.rows})
        able = part.part.of
        line = teller.say("need.count", what=teller.what(part.part), able=able, used=used)
        shown = part.others[:_SHOWN]
        if not part.others:
            line = teller.also([line, teller.say("need.nobody_else")])
        lines.append(line)
        lines += [f"  {teller.one(item)}" for item in shown]
        if len(part.others) > len(shown):
            lines.append("  " + teller.say("need.more", count=len(part.others) - len(shown)))
        lines += _turned(teller, part, nearest=not part.others)
    yield Section(teller.say("need.others"), tuple(lines))


def _why(teller: Teller, facts: NeedFacts) -> Iterator[Section]:
    reasons = facts.unserved.reasons if facts.unserved is not None else ()
    yield Section(teller.say("need.why"), tuple(teller.reason(code, given) for code, given in reasons))


def _parts(teller: Teller, facts: NeedFacts) -> Iterator[Section]:
    lines: list[str] = []
    for part in facts.parts:
        requirement = part.part.requirement
        what, asked = teller.what(part.part), number(part.part.asked)
        if not part.offers and requirement.kind not in (Kind.VENUE, Kind.FUND):
            lines.append(teller.say("need.nobody", what=what, asked=asked))
            continue
        lines.append(teller.say("need.asked", what=what, asked=asked, able=part.part.of))
        lines += [f"  {teller.one(item)}" for item in part.standings[:_SHOWN]]
        if part.part.of > _SHOWN:
            lines.append("  " + teller.say("need.more", count=part.part.of - _SHOWN))
        lines += _turned(teller, part, nearest=True)
    yield Section(teller.say("need.parts"), tuple(lines))


def _turned(teller: Teller, part: PartFacts, *, nearest: bool) -> Iterator[str]:
    """Yield how many were turned down, with who came nearest where that is of interest."""
    if part.turned_down:
        said = teller.join(_one_turned(teller, item, nearest=nearest) for item in part.turned_down)
        count = sum(item.count for item in part.turned_down)
        yield "  " + teller.say("need.turned", count=count, turned=said)


def _one_turned(teller: Teller, item: Turned, *, nearest: bool) -> str:
    code, count = teller.words.reason_name(item.code), item.count
    if not nearest or not item.figures:
        return teller.say("turned.one", code=code, count=count)
    why = teller.rejected(item.code, item.figures)
    return teller.say("turned.nearest", code=code, count=count, who=teller.who(item.nearest), why=why)
