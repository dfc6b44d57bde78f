"""The answer about a resource in words: what it does, and why not more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commatch.explaining.loosening import Closed, Loosened
from commatch.explaining.resource import Opening, ResourceFacts, Shut
from commatch.explaining.telling import Section, Teller, Told
from commatch.matching.plan import Assignment
from commatch.reports.rows import number
from commatch.workbook.schema import CHOICES

__all__ = ["tell_resource"]

_OPENINGS_SHOWN = 10
_NEAREST_SHOWN = 3
_NEEDS_NAMED = 5
_WHY_NOT = ("lower", "equal", "higher", "not_then", "apart", "unserved", "free")


def tell_resource(teller: Teller, facts: ResourceFacts) -> Told:
    """Return the answer about a resource in words."""
    title = teller.say("resource.title", who=teller.who(facts.resource.resource_id), kind=teller.words.kind(facts.kind))
    sections = (
        Section(teller.say("resource.does"), tuple(_does(teller, facts))),
        _openings(teller, facts),
        Section(teller.say("resource.shut"), tuple(_all_shut(teller, facts))),
        Section(teller.say("resource.loosen"), tuple(_change(teller, item) for item in facts.loosened)),
    )
    return Told(title, tuple(_lead(teller, facts)), tuple(part for part in sections if part.lines))


def _lead(teller: Teller, facts: ResourceFacts) -> Iterator[str]:
    demands = {row.demand_id for row in facts.rows}
    if demands:
        yield teller.say("resource.busy", count=len(demands))
    else:
        yield teller.say("resource.idle", why=_why_not(teller, facts))
    used = (
        teller.say(f"used.{item.what}", used=number(item.used), there=number(item.there)) for item in facts.capacity
    )
    yield teller.also(used)
    if 0 < facts.asking < facts.demands:
        yield teller.say("resource.rest", count=facts.demands - facts.asking)


def _why_not(teller: Teller, facts: ResourceFacts) -> str:
    code = facts.why_not
    if code == "shut":
        most = max(facts.shut, key=lambda item: len(item.closed))
        reason, count = teller.words.reason_name(most.code), len({item.demand_id for item in most.closed})
        key = "shut" if len(facts.shut) > 1 else "shut_all"
        return teller.say(f"idle.{key}", asking=facts.asking, code=reason, count=count)
    key = code if code in ("paused", "not_asked", *_WHY_NOT) else "other"
    count = len({item.demand_id for item in facts.openings})
    return teller.say(f"idle.{key}", demands=facts.demands, count=count)


def _does(teller: Teller, facts: ResourceFacts) -> Iterator[str]:
    groups: dict[tuple[str, int], list[Assignment]] = {}
    for row in facts.rows:
        groups.setdefault((row.demand_id, row.requirement), []).append(row)
    for (demand_id, index), rows in groups.items():
        part = teller.rebuilt.items[demand_id].parts[index]
        about = teller.also([teller.when(rows), teller.charge(rows), teller.terms(rows[0])])
        yield teller.say("resource.row", need=demand_id, what=teller.what(part), about=about)


def _openings(teller: Teller, facts: ResourceFacts) -> Section:
    openings, me = facts.openings, teller.who(facts.resource.resource_id)
    lines = [_opening(teller, item, me) for item in openings[:_OPENINGS_SHOWN]]
    if len(openings) > len(lines):
        lines.append(teller.say("need.more", count=len(openings) - len(lines)))
    count = len({item.demand_id for item in openings})
    return Section(teller.say("resource.open", count=count), tuple(lines))


def _opening(teller: Teller, item: Opening, me: str) -> str:
    what, how = teller.what(item.part), teller.stands(item.standing)
    if item.reason:
        reason = teller.words.reason_name(item.reason)
        return teller.say("open.unserved", need=item.demand_id, what=what, reason=reason, me=me, how=how)
    ids = tuple(dict.fromkeys(row.resource_id for row in item.rows))
    theirs = teller.join(teller.score(tenths) for tenths in item.scores)
    return teller.say(
        "open.served" if any((*item.scores, item.standing.tenths)) else "open.plain",
        need=item.demand_id,
        me=me,
        what=what,
        who=teller.join(teller.who(resource_id) for resource_id in ids),
        theirs=theirs,
        own=teller.score(item.standing.tenths),
        how=how,
    )


def _shut(teller: Teller, item: Shut) -> str:
    count = len({closed.demand_id for closed in item.closed})
    alike = {closed.rejection.figures for closed in item.closed}
    code = teller.words.reason_name(item.code)
    if len(alike) == 1 < count and alike != {()}:
        why = teller.rejected(item.code, alike.pop())
        some = _some(teller, [closed.demand_id for closed in item.closed], _NEEDS_NAMED)
        return teller.say("shut.same", code=code, count=count, why=why, some=some)
    said = []
    for closed in item.closed:
        figures = closed.rejection.figures
        why = teller.rejected(item.code, figures) if figures else _times(closed)
        said.append(teller.say("shut.one" if why else "shut.plain", need=closed.demand_id, why=why))
    return teller.say("shut.code", code=code, count=count, some=_some(teller, said, _NEAREST_SHOWN))


def _times(closed: Closed) -> str:
    """Return the times of a need that somebody is not free in."""
    return closed.item.demand.lead.times.text if closed.rejection.code == "no_common_time" else ""


def _all_shut(teller: Teller, facts: ResourceFacts) -> Iterator[str]:
    yield from (_shut(teller, item) for item in facts.shut)
    if facts.shut and not facts.loosened and not facts.openings and not facts.rows:
        yield teller.say("opens.nothing")


def _change(teller: Teller, item: Loosened) -> str:
    given = dict(item.figures)
    if "weekday" in given:
        given["weekday"] = teller.say(f"weekday.{given['weekday']}")
        given["half"] = CHOICES["half"][int(given["half"])].name(teller.view.lang)
    if "checks" in given or "missing" in given:
        given = {name: teller.join(value.split("、")) for name, value in given.items()}
    unserved = sum(demand_id not in teller.rebuilt.plan.slots for demand_id in item.demand_ids)
    return teller.say(
        "opens",
        change=teller.say(f"change.{item.code}", **given),
        needs=_needs(teller, item.demand_ids),
        unserved=_unserved(teller, unserved, len(item.demand_ids)),
    )


def _unserved(teller: Teller, count: int, of: int) -> str:
    if not count:
        return ""
    return teller.say("opens.unserved.one") if of == 1 else teller.say("opens.unserved", count=count)


def _some(teller: Teller, names: Sequence[str], most: int) -> str:
    """Return the first of some names as a list, and that there are more."""
    return teller.join(names[:most]) + (teller.say("and_more") if len(names) > most else "")


def _needs(teller: Teller, demand_ids: Sequence[str]) -> str:
    some = _some(teller, demand_ids, _NEEDS_NAMED)
    return some if len(demand_ids) == 1 else teller.say("count", count=len(demand_ids), some=some)
