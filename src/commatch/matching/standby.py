"""Who could step in for each assignment, with the rest of the plan as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commatch.community import Goods, Kind
from commatch.matching.candidates import Candidate, Judged, JudgedDemand, whole
from commatch.matching.instance import Instance
from commatch.matching.ledger import Ledger
from commatch.matching.plan import Assignment, Plan
from commatch.matching.steady import keeps

MOST = 3
"""Most who are named for one assignment."""
PEOPLE = (Kind.HELPER, Kind.UNIT, Kind.VENUE)
"""Kinds that can fall out: an assignment of these without standby is a single point."""

FIXED = {"pin": "pinned", "kept": "confirmed", "edited": "edited", "lent": "lent"}


@dataclass(frozen=True, slots=True)
class Standby:
    """Who could step in for one assignment.

    Attributes
    ----------
    resource_ids : tuple of str
        At most three, the best match score first, then the smallest id.
    fixed : {'', 'pinned', 'confirmed', 'edited', 'pair', 'lent'}
        Why nobody else may: a pin; a confirmed project; an edit by hand; a pair that keeps last month's people; a loan.
    """

    resource_ids: tuple[str, ...] = ()
    fixed: str = ""

    @property
    def nobody(self) -> bool:
        """Whether nobody could, though somebody else might."""
        return not self.resource_ids and not self.fixed


def standby(inst: Instance, judged: Sequence[JudgedDemand], plan: Plan) -> Mapping[Assignment, Standby]:
    """Return who could step in, by assignment.

    Whoever is named could take that one assignment over: their hours, sessions, money, pieces and half-days that the
    plan leaves free suffice, and every rule holds. Of a pair that comes several times all its assignments are taken
    over together.

    Parameters
    ----------
    judged : sequence of JudgedDemand
        Every pair judged.
    plan : Plan
        What was planned.
    """
    ledger = Ledger(inst)
    ledger.charge(plan.assignments)
    kept = _kept(inst, plan)
    found: dict[Assignment, Standby] = {}
    for item in judged:
        if item.demand.demand_id not in plan.slots:
            continue
        parts = {part.index: part for part in whole(inst, item).parts}
        for rows in _posts(item, plan):
            why = _fixed(inst, rows, plan, kept)
            who = () if why else tuple(_able(inst, parts[rows[0].requirement], rows, plan, ledger))
            found |= dict.fromkeys(rows, Standby(who, why))
    return found


def _kept(inst: Instance, plan: Plan) -> Mapping[tuple[str, str], list[tuple[str, int]]]:
    """Return, by demand and resource, why it must stay, and in which slot (-1: in any)."""
    kept: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for demand_id, helpers in inst.kept.last.items():
        for helper_id in helpers if demand_id in plan.slots else ():
            kept[demand_id, helper_id].append(("pair", -1))
    for keep in keeps(inst):
        kept[keep.demand_id, keep.resource_id].append((FIXED.get(keep.code, ""), keep.slot))
    return kept


def _fixed(
    inst: Instance,
    rows: tuple[Assignment, ...],
    plan: Plan,
    kept: Mapping[tuple[str, str], list[tuple[str, int]]],
) -> str:
    """Return why nobody else may take these over, '' where somebody may."""
    first = rows[0]
    stays = any(row.resource_id == first.resource_id and row not in rows for row in plan.of(first.demand_id))
    slots = {inst.bit(row.slot) for row in rows if row.slot is not None}
    for why, slot in kept.get((first.demand_id, first.resource_id), ()):
        if slot in slots or (slot < 0 and not stays):
            return why
    return ""


def _posts(item: JudgedDemand, plan: Plan) -> Iterator[tuple[Assignment, ...]]:
    """Yield the assignments of a demand that one resource takes over together."""
    posts: dict[object, list[Assignment]] = defaultdict(list)
    for row in plan.of(item.demand.demand_id):
        together = item.demand.pair and row.kind is Kind.HELPER
        posts[row.requirement, row.resource_id, None if together else row.slot].append(row)
    yield from map(tuple, posts.values())


def _able(inst: Instance, part: Judged, rows: tuple[Assignment, ...], plan: Plan, ledger: Ledger) -> list[str]:
    """Return who could take over some assignments of one resource, best first."""
    for row in rows:
        ledger.apply(row, -1)
    first = rows[0]
    here = [row for row in plan.of(first.demand_id) if row.slot in {one.slot for one in rows} and row not in rows]
    busy = {row.resource_id for row in here if row.kind is first.kind} | {first.resource_id}
    mates = [row.quantity for row in here if row.requirement == first.requirement and row.slot == first.slot]
    steady = inst.steady
    if steady is not None and first.demand_id in steady.changing:
        busy |= steady.who(first.demand_id, first.requirement)  # it must not be as it was
    able = [
        item.resource_id
        for item in sorted(part.candidates, key=lambda item: (-item.tenths, item.resource_id))
        if item.resource_id not in busy and _fits(inst, part, item, rows, ledger) and _covers(part, item, mates)
    ]
    for row in rows:
        ledger.apply(row)
    return able[:MOST]


def _fits(inst: Instance, part: Judged, item: Candidate, rows: tuple[Assignment, ...], ledger: Ledger) -> bool:
    """Tell whether a candidate has what these assignments take left."""
    slots = [inst.bit(row.slot) for row in rows if row.slot is not None]
    if isinstance(item.resource, Goods):
        return sum(row.quantity for row in rows) <= ledger.pieces(item.resource, slots)
    demand = part.asking.demand
    times = len(rows) if demand.event else demand.sessions
    places: Sequence[int | None] = slots or (None,)
    return all(ledger.fits(item, part, times, slot) for slot in places)


def _covers(part: Judged, item: Candidate, mates: Sequence[float]) -> bool:
    """Tell whether with a candidate there are people enough, and nobody who could be left out."""
    if part.requirement.kind is not Kind.HELPER:
        return True
    total = sum(mates) + item.weight
    return total >= part.asked > total - min([item.weight, *mates])
