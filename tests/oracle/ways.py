"""All ways to serve one demand by itself: what each one takes, and what it scores.

Every rule that ties demands together is a capacity: hours, half-days (one event at a time), sessions,
yuan, pieces. So a way is what it takes of each, and a plan is one way for each demand that is served.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from typing import NamedTuple

from commatch.community import Community, Goods, Helper, Kind, Requirement, Resource, Unit, Venue
from commatch.times import Slot

from . import candidates
from .weights import Demand, exact, match_score, view


class Key(NamedTuple):
    """Something of which there is only so much.

    ``hours`` of a helper, ``busy`` half-days, ``sessions`` of a unit, ``money`` of a fund, ``pieces``
    that are used up, pieces ``held`` in a slot (``None``: where no event is); ``role``: what a helper does
    for one need in one slot.
    """

    what: str
    resource_id: str
    slot: Slot | None = None


class Row(NamedTuple):
    """One resource on one requirement: when (``None``: not in a slot), score in tenths, hours charged, pieces."""

    requirement: int
    kind: Kind
    resource_id: str
    slot: Slot | None
    score: int
    hours: Fraction
    pieces: int


@dataclass(frozen=True)
class Way:
    """What serving (part of) a demand takes; its score in tenths; which pins it keeps; who does it.

    ``rows`` and ``slots`` are told by a finder of details only.
    """

    use: frozenset[tuple[Key, Fraction]] = frozenset()
    score: int = 0
    kept: frozenset[str] = frozenset()
    people: tuple[frozenset[str], ...] = ()
    rows: frozenset[Row] = frozenset()
    slots: frozenset[Slot] = frozenset()


class Capacities:
    """How much there is of everything."""

    def __init__(self, community: Community) -> None:
        self._hours = {item.helper_id: exact(item.hours) for item in community.helpers}
        self._sessions = {item.unit_id: Fraction(item.sessions) for item in community.units}
        self._money = {item.fund_id: exact(item.amount) for item in community.funds}
        self._pieces = {item.goods_id: Fraction(item.quantity) for item in community.goods}

    def of(self, key: Key) -> Fraction:
        """Return how much there is."""
        match key.what:
            case "hours":
                return self._hours[key.resource_id]
            case "sessions":
                return self._sessions[key.resource_id]
            case "money":
                return self._money[key.resource_id]
            case "pieces" | "held":
                return self._pieces[key.resource_id]
            case _:
                return Fraction(1)


class Finder:
    """Lists the ways to serve one demand.

    Parameters
    ----------
    community : Community
        The month.
    demand : Demand
        What is to be served.
    universe : iterable of Slot
        All slots that any event may take: a flexible demand holds its goods in each of them.
    details : bool
        Tell rows and slots, and take ways that differ in them for different ones.
    """

    def __init__(self, community: Community, demand: Demand, universe: Iterable[Slot], details: bool = False) -> None:
        self.community, self.demand, self.details = community, demand, details
        self.universe = tuple(universe)
        self._scores: dict[tuple[str, Requirement], int] = {}
        self._able: dict[Requirement, tuple[Helper, ...]] = {}
        self.capacities = Capacities(community)
        pins = {row.resource_id for row in community.opinions if row.need_id in demand.ids}
        self.pins = frozenset(one for one in pins if view(community, demand, one).pinned)
        self.same_people = candidates.pairing(community, demand) and demand.lead.sessions > 1

    def find(self) -> list[Way]:
        """Return all ways that keep the demand's pins, the same only once."""
        demand, need = self.demand, self.demand.lead
        if not demand.requirements:
            return []
        suitable: tuple[Slot | None, ...] = candidates.slots(self.community, demand)
        if not need.event:
            first = candidates.span(self.community)[0]
            suitable = (None,) if need.due_on is None or need.due_on >= first else ()
        found: list[Way] = []
        for used_up in self._goods_totals():
            once = self._once(used_up)
            parts = {slot: self._in_slot(slot, used_up) for slot in suitable} if once else {}
            for slots in self._series([slot for slot in suitable if parts.get(slot)]):
                ways = parts[slots[0]]
                for slot in slots[1:]:
                    ways = self._join(ways, parts[slot], next_slot=True)
                taken = frozenset(slot for slot in slots if slot is not None and self.details)
                found.extend(replace(way, slots=taken) for way in self._join(ways, once))
        kept = (way for way in found if way.kept == self.pins)
        return _distinct(
            Way(
                frozenset(item for item in way.use if item[0].what != "role"), way.score, rows=way.rows, slots=way.slots
            )
            for way in kept
        )

    def _series(self, possible: Sequence[Slot | None]) -> Iterator[tuple[Slot | None, ...]]:
        """Yield the sets of slots that the demand may take, the slots of a series days apart."""
        number = self.demand.lead.sessions if self.demand.lead.event else 1
        gap = self.community.settings.series_gap
        for slots in combinations(possible, number):
            dates = [slot.date for slot in slots if slot is not None]
            if all(abs((one - other).days) >= gap for one, other in combinations(dates, 2)):
                yield slots

    def _goods_totals(self) -> Iterator[dict[int, int]]:
        """Yield, by requirement, how many of the pieces are of the kind that is used up."""
        asked = [index for index, item in enumerate(self.demand.requirements) if item.kind is Kind.GOODS]
        totals = (range(int(self.demand.requirements[index].quantity) + 1) for index in asked)
        for numbers in product(*totals):
            yield dict(zip(asked, numbers, strict=True))

    def _once(self, used_up: dict[int, int]) -> list[Way]:
        """Return the choices made once, however many slots: the fund, and goods that are used up."""
        ways = [Way()]
        for index, asked in enumerate(self.demand.requirements):
            if asked.kind is Kind.FUND:
                funds = candidates.funds(self.community, self.demand, asked)
                sum_asked = exact(asked.quantity)
                choices = [self._row(fund, index, None, [(Key("money", fund.fund_id), sum_asked)]) for fund in funds]
                ways = self._join(ways, choices)
            elif asked.kind is Kind.GOODS:
                rows = [row for row in self._goods(asked) if not row.reusable]
                ways = self._join(ways, list(self._splits(index, rows, used_up[index], None)))
        return ways

    def _in_slot(self, slot: Slot | None, used_up: dict[int, int]) -> list[Way]:
        """Return the choices made for one slot, or for a flexible demand: all but what is used up."""
        ways = [Way()]
        places_first = sorted(enumerate(self.demand.requirements), key=lambda item: item[1].kind is not Kind.VENUE)
        for index, asked in places_first:
            if not ways:
                break
            if asked.kind is Kind.HELPER:
                ways = self._join(ways, list(self._helpers(index, slot)))
            elif asked.kind is Kind.UNIT:
                ways = self._join(ways, list(self._units(index, slot)))
            elif asked.kind is Kind.VENUE:
                ways = self._join(ways, list(self._venues(index, slot)))
            elif asked.kind is Kind.GOODS:
                rows = [row for row in self._goods(asked) if row.reusable]
                rest = int(asked.quantity) - used_up[index]
                ways = self._join(ways, list(self._splits(index, rows, rest, slot)))
        return ways

    def _helpers(self, index: int, slot: Slot | None) -> Iterator[Way]:
        """Yield the covers: as many people as asked, a team for several, nobody who could be left out."""
        asked = self.demand.requirements[index]
        if asked not in self._able:
            self._able[asked] = candidates.helpers(self.community, self.demand, asked)
        able = [helper for helper in self._able[asked] if self._is_free(helper, slot)]
        count = int(asked.quantity)
        for size in range(1, count + 1):
            for chosen in combinations(able, size):
                heads = [min(helper.headcount, count) for helper in chosen]
                if sum(heads) >= count and all(sum(heads) - head < count for head in heads):
                    rows = [self._row(helper, index, slot, self._effort(helper, asked, slot)) for helper in chosen]
                    people = (frozenset(item.helper_id for item in chosen),) if self.same_people else ()
                    yield _together(rows, people)

    def _effort(self, helper: Helper, asked: Requirement, slot: Slot | None) -> list[tuple[Key, Fraction]]:
        own = view(self.community, self.demand, helper.helper_id).hours
        hours = exact(asked.hours if own is None else own)
        times = self.demand.lead.sessions if slot is None else 1
        use = [
            (Key("hours", helper.helper_id), hours * times),
            (Key("role", helper.helper_id, slot), Fraction(1)),
        ]
        return use if slot is None else [*use, (Key("busy", helper.helper_id, slot), Fraction(1))]

    def _units(self, index: int, slot: Slot | None) -> Iterator[Way]:
        asked = self.demand.requirements[index]
        able = [
            unit for unit in candidates.units(self.community, self.demand, asked, slot) if self._is_free(unit, slot)
        ]
        times = Fraction(self.demand.lead.sessions if slot is None else 1)
        for chosen in combinations(able, int(asked.quantity)):
            rows = []
            for unit in chosen:
                use = [(Key("sessions", unit.unit_id), times)]
                busy = [] if slot is None else [(Key("busy", unit.unit_id, slot), Fraction(1))]
                rows.append(self._row(unit, index, slot, use + busy))
            yield _together(rows)

    def _venues(self, index: int, slot: Slot | None) -> Iterator[Way]:
        for venue in candidates.venues(self.community, self.demand, self.demand.requirements[index]):
            if self._is_free(venue, slot):
                yield self._row(venue, index, slot, [(Key("busy", venue.venue_id, slot), Fraction(1))])

    def _goods(self, asked: Requirement) -> tuple[Goods, ...]:
        return candidates.goods(self.community, self.demand, asked)

    def _splits(self, index: int, rows: Sequence[Goods], total: int, slot: Slot | None) -> Iterator[Way]:
        """Yield the ways to take a number of pieces from rows."""
        if not rows:
            if total == 0:
                yield Way()
            return
        row, others = rows[0], rows[1:]
        if row.reusable:
            held = [Key("held", row.goods_id, at) for at in ((*self.universe, None) if slot is None else (slot,))]
        else:
            held = [Key("pieces", row.goods_id)]
        for number in range(min(total, row.quantity) + 1):
            uses = [(key, Fraction(number)) for key in held]
            taken = [self._row(row, index, slot, uses, number)] if number else []
            for rest in self._splits(index, others, total - number, slot):
                yield _together([*taken, rest])

    def _row(
        self, resource: Resource, index: int, slot: Slot | None, use: list[tuple[Key, Fraction]], pieces: int = 1
    ) -> Way:
        asked, name = self.demand.requirements[index], resource.resource_id
        if (name, asked) not in self._scores:
            self._scores[name, asked] = int(match_score(self.community, self.demand, resource, asked) * 10)
        score, rows = self._scores[name, asked], frozenset[Row]()
        if self.details:
            hours = sum((amount for key, amount in use if key.what == "hours"), Fraction(0))
            rows = frozenset({Row(index, asked.kind, name, slot, score, hours, pieces)})
        return Way(frozenset(use), score, self.pins & {name}, rows=rows)

    def _is_free(self, resource: Helper | Unit | Venue, slot: Slot | None) -> bool:
        if slot is None:
            return candidates.sometimes_free(self.community, resource.times)
        return resource.times.free(slot.date, slot.half)

    def _join(self, ways: list[Way], others: list[Way], *, next_slot: bool = False) -> list[Way]:
        """Return every way of one list with every one of the other, as far as there is enough."""
        return _distinct(
            _together([one, other], one.people if next_slot else one.people + other.people)
            for one, other in product(ways, others)
            if (not next_slot or one.people == other.people) and self._enough(one, other)
        )

    def _enough(self, one: Way, other: Way) -> bool:
        use = _total([one, other])
        return all(amount <= self.capacities.of(key) for key, amount in use.items())


def _total(ways: Iterable[Way]) -> dict[Key, Fraction]:
    """Add up what several ways take; whoever is busy for one demand twice in a slot is busy there."""
    use: dict[Key, Fraction] = {}
    for way in ways:
        for key, amount in way.use:
            use[key] = Fraction(1) if key.what == "busy" else use.get(key, Fraction(0)) + amount
    return use


def _together(ways: list[Way], people: tuple[frozenset[str], ...] = ()) -> Way:
    kept = frozenset(pin for way in ways for pin in way.kept)
    rows = frozenset(row for way in ways for row in way.rows)
    return Way(frozenset(_total(ways).items()), sum(way.score for way in ways), kept, people, rows)


def _distinct(ways: Iterable[Way]) -> list[Way]:
    """Keep the best of the ways that take the same."""
    best: dict[tuple[object, ...], Way] = {}
    for way in ways:
        mark = (way.use, way.kept, way.people, way.rows, way.slots)
        if mark not in best or way.score > best[mark].score:
            best[mark] = way
    return list(best.values())
