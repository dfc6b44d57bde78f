"""Who could serve what, by the rules' own verdicts, read only as far as some need asks.

Needs that ask the same under the same circumstances share a `Part`: the resources that may meet it are found one by
one, and no further than it takes to say that a need can be served. A resource whose row holds an error may be anything:
whatever it touches counts as served, so that nothing false is said.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Sequence

from commatch.community import Fund, Goods, Helper, Kind, Requirement, Resource, Unit
from commatch.matching.candidates import meet
from commatch.matching.demands import Demand, term
from commatch.matching.instance import Instance
from commatch.matching.rules.base import Rejection
from commatch.matching.rules.slots import spaced

__all__ = ["Part", "Reach", "asked_for", "offers"]

_TIMED = (Kind.HELPER, Kind.UNIT, Kind.VENUE)
_WHOEVER_ASKS = frozenset(
    {"paused", "level_too_low", "checks_missing", "venue_too_small", "no_facilities", "over_cap", "money_short"}
)
"""Rejections that hold whichever need asks the requirement."""


class Part:
    """A requirement of demands that are alike, and what has been found for it so far.

    Attributes
    ----------
    demand, requirement
        One of the demands, and what it asks.
    window : int
        Slots of all the demands' own times; all of them where one is flexible.
    """

    __slots__ = ("_asked", "_free", "_inst", "_left", "_pool", "_there", "demand", "requirement", "sure", "window")

    def __init__(
        self, inst: Instance, demand: Demand, requirement: Requirement, pool: OrderedDict[str, Resource], sure: bool
    ) -> None:
        self.demand = demand
        self.requirement = requirement
        self.window = 0
        self.sure = sure
        counted = requirement.kind in (Kind.HELPER, Kind.UNIT, Kind.GOODS)
        self._asked = int(requirement.quantity) if counted else 1
        self._there = 0
        self._free: list[int] = [0] * self._asked
        self._inst = inst
        self._pool = pool
        self._left: Iterator[Resource] = iter(tuple(pool.values()) if sure else ())

    @property
    def enough(self) -> bool:
        """Whether what has been found is as much as is asked."""
        return not self.sure or self._there >= self._asked

    @property
    def slots(self) -> int:
        """The slots in which enough of those found are free."""
        timed = self.sure and self.requirement.kind in _TIMED and self._free
        return self._free[-1] if timed else self._inst.all_slots

    def grow(self, useful: set[str]) -> bool:
        """Find one more resource that may meet the requirement; tell whether there was one."""
        for resource in self._left:
            slots = meet(self._inst, self.demand, self.requirement, resource)
            if isinstance(slots, Rejection):
                if slots.code in _WHOEVER_ASKS:
                    self._pool.pop(resource.resource_id, None)
                continue
            if resource.resource_id in self._pool:
                self._pool.move_to_end(resource.resource_id, last=False)
            weight = self._weight(resource)
            self._there += weight
            for number in reversed(range(self._asked)):
                self._free[number] |= slots & (self._free[number - weight] if number >= weight else -1)
            if not self.demand.event or slots & self.window:
                useful.add(resource.resource_id)
            return True
        return False

    def _weight(self, resource: Resource) -> int:
        if isinstance(resource, Goods):
            return resource.quantity
        return min(resource.headcount, self._asked) if isinstance(resource, Helper) else 1

    def meets(self, resource: Resource) -> Rejection | None:
        """Return why a resource can be of no use to any of the demands, ``None`` where it can."""
        slots = meet(self._inst, self.demand, self.requirement, resource)
        if isinstance(slots, Rejection):
            return slots
        if self.demand.event and not slots & self.window:
            return Rejection("no_common_time", resource.resource_id)
        return None


class Reach:
    """Which demands could be served were each alone, and which resources could serve any.

    Parameters
    ----------
    inst : Instance
        The month.
    doubtful : collection of str
        Ids of resources whose row holds an error.
    unsure : collection of Kind
        Kinds of which nobody knows what there is.
    """

    def __init__(self, inst: Instance, doubtful: Collection[str], unsure: Collection[Kind]) -> None:
        self.inst = inst
        self.parts: dict[tuple[object, ...], Part] = {}
        self.useful: set[str] = set()
        self._pools: dict[Requirement, OrderedDict[str, Resource]] = {}
        self._known: dict[tuple[object, ...], bool] = {}
        self._unsure = frozenset(unsure)
        self._doubts = {offer for name in doubtful if name in inst.resource for offer in offers(inst.resource[name])}
        self._noted = {demand_id for demand_id, _ in inst.opinions}

    def key(self, demand: Demand, requirement: Requirement) -> tuple[object, ...]:
        """Return what a rule may look at to judge a requirement: demands with the same one have the same candidates."""
        lead = demand.lead
        own = demand.demand_id if demand.demand_id in self._noted else ""
        category = lead.category if requirement.kind is Kind.FUND else ""
        about = (lead.grid, demand.groups, category, demand.sessions, demand.event, demand.pair, own)
        return (requirement, *about)

    def servable(self, demand: Demand) -> bool:
        """Tell whether a demand could be served were it alone, as `judge_demand` does."""
        lead = demand.lead
        own = demand.demand_id if demand.demand_id in self._noted else ""
        late = lead.due_on is not None and lead.due_on < self.inst.first
        window = self.inst.window(demand) if lead.event else 0
        category = lead.category if any(item.kind is Kind.FUND for item in demand.requirements) else ""
        # needs that ask the same share their requirements
        key = (
            id(demand.requirements), lead.grid, demand.groups, category, lead.sessions, lead.event, window,
            demand.pair, own, late,
        )  # fmt: skip
        if key not in self._known:
            self._known[key] = self._servable(demand, window, late)
        return self._known[key]

    def _servable(self, demand: Demand, window: int, late: bool) -> bool:
        inst = self.inst
        parts = [self._part(demand, requirement, window) for requirement in demand.requirements]
        for part in parts:
            while not part.enough:
                if not part.grow(self.useful):
                    return False
        if not demand.event:
            return bool(parts) and not late and inst.days > 0
        while not self._often(demand, _common(parts, window)):
            tightest = sorted(parts, key=lambda part: (part.slots & window).bit_count())
            grown = False
            for part in tightest:
                grown = part.grow(self.useful)
                if grown or not self._often(demand, part.slots & window):
                    break
            if not grown:
                return False
        return bool(parts)

    def _often(self, demand: Demand, slots: int) -> bool:
        """Tell whether an event can take place as often as it is asked in some slots."""
        once = demand.sessions == 1
        return bool(slots) if once else spaced(slots, self.inst.settings.series_gap) >= demand.sessions

    def sure(self, requirement: Requirement) -> bool:
        """Tell whether it is known what there is of what a requirement asks."""
        return requirement.kind not in self._unsure and asked_for(requirement) not in self._doubts

    def _part(self, demand: Demand, requirement: Requirement, window: int) -> Part:
        key = self.key(demand, requirement)
        part = self.parts.get(key)
        if part is None:
            pool = self._pools.get(requirement)
            if pool is None:
                found = ((item.resource_id, item) for item in self.inst.pool(requirement))
                pool = self._pools[requirement] = OrderedDict(found)
            part = self.parts[key] = Part(self.inst, demand, requirement, pool, self.sure(requirement))
        part.window |= window if demand.event else self.inst.all_slots
        return part

    def asking(self) -> dict[tuple[Kind, str], list[Part]]:
        """Return the parts by what they ask."""
        found: dict[tuple[Kind, str], list[Part]] = defaultdict(list)
        for part in self.parts.values():
            found[asked_for(part.requirement)].append(part)
        return found


def _common(parts: Sequence[Part], window: int) -> int:
    for part in parts:
        window &= part.slots
    return window


def asked_for(requirement: Requirement) -> tuple[Kind, str]:
    """Return what a requirement asks, as `offers` names it."""
    named = requirement.kind not in (Kind.VENUE, Kind.FUND)
    return requirement.kind, term(requirement.what) if named else ""


def offers(resource: Resource) -> set[tuple[Kind, str]]:
    """Return what a resource can be asked for: its skills, its services; '' of a venue or a fund."""
    if isinstance(resource, Helper):
        return {(Kind.HELPER, term(skill)) for skill in resource.skills}
    if isinstance(resource, Unit):
        return {(Kind.UNIT, term(service)) for service in resource.services}
    if isinstance(resource, Goods):
        return {(Kind.GOODS, term(resource.what))}
    return {(Kind.FUND if isinstance(resource, Fund) else Kind.VENUE, "")}
