"""What would let a resource do more: one of its limits widened by the least that helps, and all its pairs judged again.

Nothing is guessed: a need counts only where the rules allow the pair with that limit widened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from commatch.community import Helper, Resource, Unit, Venue
from commatch.matching.candidates import NEEDS_TIME, Asking, Judged, JudgedDemand, enough_slots
from commatch.matching.demands import term
from commatch.matching.instance import Instance, bits
from commatch.matching.rules.base import Figures, Rejection, figures
from commatch.times import ANY_TIME

__all__ = ["Closed", "Loosened", "loosened"]


@dataclass(frozen=True, slots=True)
class Closed:
    """A requirement that a resource offers something for and may not meet, and why."""

    item: JudgedDemand
    part: Judged
    rejection: Rejection

    @property
    def demand_id(self) -> str:
        """Which demand."""
        return self.item.demand.demand_id


@dataclass(frozen=True, slots=True)
class Loosened:
    """A limit that would let a resource do more: its code, to what, and the demands that it could then do."""

    code: str
    figures: Figures
    demand_ids: tuple[str, ...]


def loosened(inst: Instance, resource: Resource, closed: Sequence[Closed]) -> tuple[Loosened, ...]:
    """Return what would let a resource do more, what opens most first.

    Parameters
    ----------
    inst : Instance
        The month.
    resource : Resource
        Whose limits.
    closed : sequence of Closed
        What it may not do.
    """
    groups: dict[str, list[Closed]] = defaultdict(list)
    for item in closed:
        groups[item.rejection.code].append(item)
    found = [way for code in sorted(groups) for way in _ways(inst, resource, code, groups[code])]
    return tuple(sorted((way for way in found if way.demand_ids), key=lambda way: (-len(way.demand_ids), way.code)))


def _ways(inst: Instance, resource: Resource, code: str, closed: Sequence[Closed]) -> Iterator[Loosened]:
    if code == "no_common_time" and isinstance(resource, (Helper, Unit, Venue)):
        yield from _times(inst, resource, closed)
    elif code == "level_too_low":
        yield from _levels(resource, closed)
    elif code in _NUMBERS:
        yield from _number(resource, code, closed)
    elif code in _NAMES:
        yield from _names(resource, code, closed)
    elif code in _OPENED:
        yield Loosened(code, (), _reached(_with(resource, **_OPENED[code]), closed))


_NUMBERS: Mapping[str, tuple[str, str]] = {
    "too_far": ("max_walk", "minutes"),
    "hours_short": ("hours", "asked"),
    "sessions_short": ("sessions", "asked"),
    "venue_too_small": ("seats", "asked"),
    "over_cap": ("cap", "asked"),
    "money_short": ("amount", "asked"),
}
"""By code: the limit that is a number, and the figure that it would have to reach."""

_NAMES: Mapping[str, tuple[str, str]] = {
    "checks_missing": ("checks", "checks"),
    "no_facilities": ("facilities", "missing"),
}
"""By code: the names of which some are missing, and the figure that tells which."""

_OPENED: Mapping[str, Mapping[str, object]] = {
    "paused": {"active": True},
    "group_not_served": {"groups": frozenset()},
    "fund_category": {"categories": frozenset()},
    "agreement": {"agreed_from": None, "agreed_until": None},
}
"""By code: what is no limit any more."""


def _with(resource: Any, **fields: Any) -> Resource:
    """Return a resource with some of its fields changed."""
    wider: Resource = replace(resource, **fields)
    return wider


def _reached(resource: Resource, closed: Iterable[Closed]) -> tuple[str, ...]:
    """Return the demands that a resource could do as it is given."""
    open_now = (item for item in closed if not isinstance(item.part.asking.verdict(resource), Rejection))
    return tuple(sorted({item.demand_id for item in open_now}))


def _number(resource: Resource, code: str, closed: Sequence[Closed]) -> Iterator[Loosened]:
    """Yield the least number that opens anything, and the one that opens all that can be."""
    field, figure = _NUMBERS[code]
    now = float(getattr(resource, field) or 0)
    steps = sorted({float(dict(item.rejection.figures)[figure]) for item in closed})
    reached: list[tuple[float, tuple[str, ...]]] = []
    for step in steps:
        value = int(step) if field in ("sessions", "seats") else step
        demands = _reached(_with(resource, **{field: value}), closed)
        if demands and (not reached or len(demands) > len(reached[-1][1])):
            reached.append((step, demands))
    for step, demands in (reached[:1] + reached[-1:])[: len(reached)]:
        yield Loosened(code, figures(to=step, now=now, more=round(step - now, 6)), demands)


def _names(resource: Resource, code: str, closed: Sequence[Closed]) -> Iterator[Loosened]:
    """Yield the names that open most."""
    field, figure = _NAMES[code]
    lacking = sorted({dict(item.rejection.figures)[figure] for item in closed})
    ways = []
    for names in lacking:
        wider = _with(resource, **{field: getattr(resource, field) | frozenset(names.split("、"))})
        ways.append(Loosened(code, figures(**{figure: names}), _reached(wider, closed)))
    yield max(ways, key=lambda way: len(way.demand_ids))


def _levels(resource: Resource, closed: Sequence[Closed]) -> Iterator[Loosened]:
    """Yield for each skill the least level that opens anything."""
    steps: dict[tuple[str, int], list[Closed]] = defaultdict(list)
    for item in closed:
        steps[term(item.part.requirement.what), item.part.requirement.level].append(item)
    done: set[str] = set()
    for skill, level in sorted(steps):
        # a level is looked up by id: the requirement is asked with none instead
        verdicts = ((item, _without_level(item).verdict(resource)) for item in steps[skill, level])
        able = [item for item, verdict in verdicts if not isinstance(verdict, Rejection)]
        if able and skill not in done:
            done.add(skill)
            what = able[0].part.requirement.what
            yield Loosened(
                "level_too_low", figures(what=what, level=level), tuple(sorted({item.demand_id for item in able}))
            )


def _without_level(item: Closed) -> Asking:
    asking = item.part.asking
    return Asking(asking.inst, asking.demand, replace(asking.requirement, level=0), asking.window)


def _times(inst: Instance, resource: Helper | Unit | Venue, closed: Sequence[Closed]) -> Iterator[Loosened]:
    """Yield the day of the week and the half-day that open most."""
    free = _with(resource, times=ANY_TIME)
    reached: dict[tuple[int, int], set[str]] = defaultdict(set)
    flexible: set[str] = set()
    for item in closed:
        verdict = item.part.asking.verdict(free)
        if isinstance(verdict, Rejection):
            continue
        if not item.item.demand.event:
            flexible.add(item.demand_id)
            continue
        for slot in bits(verdict & _when(item)):
            when = inst.slot(slot)
            reached[when.date.weekday(), int(when.half)].add(item.demand_id)
    if flexible:
        yield Loosened("any_time", (), tuple(sorted(flexible)))
    if reached:
        (weekday, half), demands = min(reached.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        yield Loosened("no_common_time", figures(weekday=weekday, half=half), tuple(sorted(demands)))


def _when(item: Closed) -> int:
    """Return the slots in which the event's other requirements find candidates enough."""
    window = item.part.asking.window
    for part in item.item.parts:
        if part.index != item.part.index and part.requirement.kind in NEEDS_TIME:
            window &= enough_slots(part.asked, ((one.slots, one.weight) for one in part.candidates))
    return window
