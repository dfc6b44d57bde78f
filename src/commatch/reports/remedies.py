"""最小补救 and 缺口清单: what would change it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from commatch.community import Fund, Goods, Helper, Resource, Unit, Venue
from commatch.matching.alterations import Alteration
from commatch.matching.plan import Unserved
from commatch.matching.trials import Gap
from commatch.reports.rows import SheetRows, Value, number, rows_of
from commatch.reports.view import View
from commatch.texts.remedies import ASKS, GAPS, REMEDIES, WEEKDAYS
from commatch.times import ANY_TIME, Slot, Weekdays

_SOME = 12
"""Most needs that are named above the gaps."""

__all__ = ["gap_requirement", "gaps", "smallest_remedy", "weekly"]


def smallest_remedy(view: View, item: Unserved) -> str:
    """Return the smallest remedy of an unserved need in words; '' where none was sought."""
    fill = view.words.fill
    if item.code == "not_broken_down":
        nearest = dict(item.reasons[0][1]).get("nearest", "")
        return fill(REMEDIES["break_down" if nearest else "break_down.plain"], nearest=nearest)
    if item.demand_id not in view.result.remedies:
        return ""
    found = view.result.remedies[item.demand_id]
    if found is None:
        return fill(REMEDIES["none"])
    said = _said(view, found.alterations, item.demand_id)
    if not said:
        return fill(REMEDIES["moved_alone"], needs=view.words.join(found.moved))
    text = said[0]
    if len(said) > 1:
        numbered = (fill(REMEDIES["one_of_several"], number=at, text=one) for at, one in enumerate(said, 1))
        text = fill(REMEDIES["several"], all=view.words("also").join(numbered))
    return fill(REMEDIES["moved"], remedy=text, needs=view.words.join(found.moved)) if found.moved else text


def _said(view: View, alterations: Sequence[Alteration], demand_id: str) -> list[str]:
    """Return every change in words; of several new ones that are alike, one with their number."""
    words = view.words
    alike: dict[object, list[Alteration]] = {}
    for one in alterations:
        alike.setdefault(repr(_nameless(one.resource)) if one.resource else (one.code, one.subject), []).append(one)
    said = []
    for group in alike.values():
        one = group[0]
        who = view.called(one.subject)
        key = one.code
        if one.code == "free" and isinstance(view.inst.resource.get(one.subject), Venue):
            key = "free.venue"
        if isinstance(one.resource, Helper) and one.resource.headcount > 1:
            key = "new_team"
        elif one.code == "new_helper" and len(group) > 1:
            key = "new_helper.several"
        new = one.resource
        said.append(
            words.fill(
                REMEDIES[key],
                who=who,
                need=one.subject,
                amount=number(_amount(one)),
                slots=_slots(view, one.slots),
                day=words.day(one.day) if one.day else "",
                names=words.join(one.names),
                count=len(group),
                what=new.name if isinstance(new, Goods) else "",
                asks=words("comma").join(_asks(view, new, demand_id)) if new else "",
            )
        )
    return said


def _nameless(resource: Resource) -> Resource:
    first = fields(resource)[0].name  # of every resource this is its id
    return replace(resource, **{first: ""})  # type: ignore[arg-type]  # which field it is depends on the sort


def _amount(one: Alteration) -> float:
    if isinstance(one.resource, Fund):
        return one.resource.amount
    return float(one.resource.quantity) if isinstance(one.resource, Goods) else one.amount


def _slots(view: View, slots: Sequence[Slot]) -> str:
    return view.words.join(view.words.slot(slot) for slot in slots)


def _asks(view: View, new: Resource, demand_id: str = "") -> Iterator[str]:
    """Yield what somebody or something new must have: for one demand, or every month where none is named."""
    fill, words = view.words.fill, view.words
    monthly = not demand_id
    if isinstance(new, Helper):
        for what, level in new.skills.items():
            if not monthly:
                yield fill(ASKS["skill" if level > 1 else "skill.any"], what=what, level=level)
            elif level > 1:
                yield fill(ASKS["level"], level=level)
        if new.headcount > 1:
            yield fill(ASKS["team"], count=new.headcount)
        if new.checks:
            yield fill(ASKS["checks"], names=words.join(sorted(new.checks)))
        yield fill(ASKS["hours_a_month" if monthly else "hours"], amount=number(new.hours))
    elif isinstance(new, Unit):
        yield fill(ASKS["service"], what=words.join(sorted(new.services)))
        yield fill(ASKS["sessions"], amount=new.sessions)
    elif isinstance(new, Venue):
        if new.seats > 1:
            yield fill(ASKS["seats"], seats=new.seats)
        if new.facilities:
            yield fill(ASKS["facilities"], names=words.join(sorted(new.facilities)))
        if new.grid:
            yield fill(ASKS["near"], grid=new.grid, minutes=number(view.settings.venue_walk))
    if isinstance(new, (Helper, Unit, Venue)) and not monthly:
        slots = sorted(new.times.slots(view.inst.month, view.inst.last)) if new.times.given else ()
        if slots:
            key = "when.venue" if isinstance(new, Venue) else "when"
            open_to_it = view.inst.window(view.inst.demand[demand_id]).bit_count()
            said = _slots(view, slots)
            yield fill(ASKS[key], slots=fill(ASKS["say"], slots=said) if open_to_it > len(slots) else said)


def gaps(view: View) -> SheetRows:
    """Return the sheet 缺口清单, the largest gain first; above it which needs no row serves."""
    found = view.result.gaps.gaps if view.result.gaps else ()
    gained = {demand_id for gap in found for demand_id in gap.demand_ids}
    left = [item.need_id for item in view.result.unserved if item.demand_id in view.inst.demand.keys() - gained]
    some = view.words.join(left[:_SOME])
    said = view.words.fill(GAPS["not_alone" if len(left) <= _SOME else "not_alone.some"], needs=some, count=len(left))
    return replace(rows_of("gaps", [_record(view, gap) for gap in found]), said=said if left else "")


def _record(view: View, gap: Gap) -> dict[str, Value]:
    new, words = gap.resource, view.words
    return {
        "kind": words.kind(gap.kind),
        "requirement": gap_requirement(view, new),
        "half_day": weekly(view, new),
        "grid": getattr(new, "grid", ""),
        "increase": _increase(view, gap),
        "more_needs_served": gap.needs,
        "priority_gained": gap.weight / 10,
        "need_ids": words.join(gap.demand_ids),
    }


def gap_requirement(view: View, new: Resource) -> str:
    """Return what an addition offers."""
    words = view.words
    if isinstance(new, Helper):
        return words.join(new.skills)
    if isinstance(new, Unit):
        return words.join(sorted(new.services))
    if isinstance(new, Venue):
        return words.join(sorted(new.facilities)) or words("any_venue")
    return words("budget") if isinstance(new, Fund) else new.name


def _increase(view: View, gap: Gap) -> str:
    fill, new = view.words.fill, gap.resource
    key = gap.kind.value
    if isinstance(new, Venue) and not new.times.given:
        key = "venue.any"
    amounts = {Fund: "amount", Goods: "quantity", Unit: "sessions"}
    amount = getattr(new, amounts.get(type(new), ""), 0)
    asks = view.words("comma").join(_asks(view, new))
    text = fill(GAPS[key], asks=asks, amount=number(amount))
    if gap.must:
        text = fill(GAPS["with_must"], text=text, count=gap.must)
    if gap.lost_ids:
        text = fill(GAPS["gives_way"], text=text, needs=view.words.join(gap.lost_ids))
    return text if gap.proven else fill(GAPS["at_least"], text=text, bound=number(gap.bound / 10))


def weekly(view: View, new: Resource) -> str:
    """Return the half-day of the week in which an addition is there, '' for any time."""
    for part in getattr(new, "times", ANY_TIME).parts:
        if isinstance(part.days, Weekdays):
            (day,), (half,) = part.days.days, part.halves
            fill = view.words.fill
            return fill(GAPS["weekly"], day=fill(WEEKDAYS[day]), half=view.words.half(half))
    return ""
