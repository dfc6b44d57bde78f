"""What is left while a plan grows by hand: hours, sessions, money, goods and free slots.

Used by the greedy start and by the explanations; the solver and the audit know nothing of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from commatch.community import Fund, Goods, Helper, Kind, Unit
from commatch.matching.book import EPSILON
from commatch.matching.candidates import Candidate, Judged, JudgedDemand
from commatch.matching.instance import Instance, bits
from commatch.matching.plan import Assignment, Plan

Crew = dict[int, tuple[str, ...]]


STARTS = 8
"""Slots from which an event is tried to be placed, those in which its requirements could be met one by one."""


class Ledger:
    """Remaining capacities of an instance under a growing plan.

    Parameters
    ----------
    inst : Instance
        The month.
    demand_for : mapping of str to int, optional
        How many requirements each resource could meet; those asked for less often are used first.
    """

    def __init__(self, inst: Instance, demand_for: dict[str, int] | None = None) -> None:
        self.inst = inst
        self.wanted = demand_for or {}
        self.hours: dict[str, float] = {item.helper_id: item.hours for item in inst.community.helpers}
        self.sessions: dict[str, float] = {item.unit_id: item.sessions for item in inst.community.units}
        self.money: dict[str, float] = {item.fund_id: item.amount for item in inst.community.funds}
        self.stock: dict[str, float] = {item.goods_id: item.quantity for item in inst.community.goods}
        self.busy: dict[str, int] = defaultdict(int)
        self._again: Counter[tuple[str, int]] = Counter()
        self._orders: dict[int, tuple[Judged, tuple[Candidate, ...]]] = {}
        self.held: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))

    # -- what is left -----------------------------------------------------------------------------------------

    def fits(self, item: Candidate, judged: Judged, times: int, slot: int | None) -> bool:
        """Tell whether a candidate has what one more use takes."""
        resource = item.resource
        if (
            slot is not None
            and not isinstance(resource, (Fund, Goods))
            and (self.busy[item.resource_id] >> slot & 1 or not item.slots >> slot & 1)
        ):
            return False
        if isinstance(resource, Helper):
            return item.hours * times <= self.hours[item.resource_id] + EPSILON
        if isinstance(resource, Unit):
            return times <= self.sessions[item.resource_id]
        if isinstance(resource, Fund):
            return judged.requirement.quantity <= self.money[item.resource_id] + EPSILON
        return True

    def pieces(self, goods: Goods, slots: Sequence[int]) -> float:
        """Return how many pieces of a row can still be had: in all of the slots, or all month where none is named."""
        left = self.stock[goods.goods_id]
        if not goods.reusable:
            return left
        held = self.held[goods.goods_id]
        during = [held[slot] for slot in slots] if slots else [pieces for slot, pieces in held.items() if slot >= 0]
        return left - held[-1] - max(during, default=0.0)

    def apply(self, row: Assignment, sign: int = 1) -> None:
        """Charge a row, or give it back with ``sign=-1``."""
        key = row.resource_id
        if row.kind is Kind.HELPER:
            self.hours[key] -= sign * row.hours
        elif row.kind is Kind.UNIT:
            self.sessions[key] -= sign * row.quantity
        elif row.kind is Kind.FUND:
            self.money[key] -= sign * row.amount
        elif row.kind is Kind.GOODS:
            goods = self.inst.resource[key]
            if isinstance(goods, Goods) and goods.reusable:
                self.held[key][-1 if row.slot is None else self.inst.bit(row.slot)] += sign * row.quantity
            else:
                self.stock[key] -= sign * row.quantity
            return
        if row.slot is not None and row.kind is not Kind.FUND:
            bit = 1 << self.inst.bit(row.slot)
            # a unit may give two services in one event: its slot is free again only with its last row
            if sign > 0:
                self._again[key, bit] += bool(self.busy[key] & bit)
                self.busy[key] |= bit
            elif self._again[key, bit]:
                self._again[key, bit] -= 1
            else:
                self.busy[key] &= ~bit

    def charge(self, rows: Iterable[Assignment]) -> None:
        """Charge many rows."""
        for row in rows:
            self.apply(row)

    # -- placing ----------------------------------------------------------------------------------------------

    def place(self, judged: JudgedDemand, pinned: frozenset[str] = frozenset()) -> Plan | None:
        """Serve a demand with what is left, charge it and return it; ``None`` and nothing charged where that fails.

        A fast rule of thumb, not a proof: resources asked for least are taken first, slots in their order.
        """
        rows: list[Assignment] = []
        if judged.demand.event:
            slots = self._place_event(judged, pinned, rows)
            done = slots is not None
        else:
            slots = ()
            done = self._place_people(judged, None, pinned, rows, {})
        if slots is not None and done and self._place_goods_and_money(judged, slots, pinned, rows):
            kept = pinned <= {row.resource_id for row in rows}
            if kept:
                return Plan({judged.demand.demand_id: tuple(map(self.inst.slot, slots))}, tuple(rows))
        for row in reversed(rows):
            self.apply(row, -1)
        return None

    def _place_event(
        self, judged: JudgedDemand, pinned: frozenset[str], rows: list[Assignment]
    ) -> tuple[int, ...] | None:
        demand, gap = judged.demand, self.inst.settings.series_gap
        starts = list(bits(self._open(judged)))
        for number, first in enumerate(starts[:STARTS]):
            taken: list[int] = []
            failed = 0
            crew: Crew = {}
            mark = len(rows)
            for slot in starts[number:]:
                if taken and (slot // 3 - taken[-1] // 3 < gap or slot <= taken[-1]):
                    continue
                if self._place_people(judged, slot, pinned if not taken else frozenset(), rows, crew):
                    taken.append(slot)
                    if len(taken) == demand.sessions:
                        return tuple(taken)
                elif slot == first or failed == STARTS:
                    break
                else:
                    failed += 1
            while len(rows) > mark:
                self.apply(rows.pop(), -1)
        return None

    def _open(self, judged: JudgedDemand) -> int:
        """Return the slots of an event in which each of its requirements has enough left, as bits."""
        slots = judged.slots
        for part in judged.parts:
            if not slots or part.requirement.kind not in (Kind.HELPER, Kind.UNIT, Kind.VENUE):
                continue
            reached = [slots, *([0] * int(part.asked))]  # slots in which so many people are free
            for item in part.candidates:
                if self.fits(item, part, 1, None):
                    free = item.slots & ~self.busy[item.resource_id]
                    for count in range(len(reached) - 1, 0, -1):
                        reached[count] |= reached[max(0, count - item.weight)] & free
            slots = reached[-1]
        return slots

    def _in_order(self, part: Judged) -> tuple[Candidate, ...]:
        """Return a requirement's candidates, those that are asked for least first."""
        found = self._orders.get(id(part))
        if found is None or found[0] is not part:
            order = sorted(
                part.candidates,
                key=lambda item: (
                    self.wanted.get(item.resource_id, 0),
                    -item.weight,
                    -item.tenths,
                    item.resource_id,
                ),
            )
            found = self._orders[id(part)] = (part, tuple(order))
        return found[1]

    def _place_people(
        self,
        judged: JudgedDemand,
        slot: int | None,
        pinned: frozenset[str],
        rows: list[Assignment],
        crew: Crew,
    ) -> bool:
        demand = judged.demand
        times = 1 if demand.event else demand.sessions
        mark = len(rows)
        parts = [part for part in judged.parts if part.requirement.kind in (Kind.HELPER, Kind.UNIT, Kind.VENUE)]
        chosen: Crew = {}
        for part in sorted(parts, key=lambda part: (len(part.candidates), part.index)):
            picks = self._pick(part, times, slot, pinned, rows[mark:], crew.get(part.index))
            if picks is None:
                while len(rows) > mark:
                    self.apply(rows.pop(), -1)
                return False
            if part.requirement.kind is Kind.HELPER and demand.pair:
                chosen[part.index] = tuple(item.resource_id for item in picks)
            for item in picks:
                row = self._row(judged, part, item, slot, times)
                rows.append(row)
                self.apply(row)
        crew.update(chosen)
        return True

    def _row(self, judged: JudgedDemand, part: Judged, item: Candidate, slot: int | None, times: int) -> Assignment:
        kind = part.requirement.kind
        return Assignment(
            demand_id=judged.demand.demand_id,
            requirement=part.index,
            kind=kind,
            resource_id=item.resource_id,
            slot=None if slot is None else self.inst.slot(slot),
            quantity={Kind.HELPER: item.weight, Kind.UNIT: times}.get(kind, 1),
            hours=item.hours * times if kind is Kind.HELPER else 0.0,
        )

    def _pick(
        self,
        part: Judged,
        times: int,
        slot: int | None,
        pinned: frozenset[str],
        here: list[Assignment],
        crew: tuple[str, ...] | None,
    ) -> list[Candidate] | None:
        kind, asked = part.requirement.kind, part.asked
        on_it = {row.resource_id for row in here if row.kind is kind}
        order = self._in_order(part)
        if pinned:
            order = tuple(sorted(order, key=lambda item: item.resource_id not in pinned))
        picks: list[Candidate] = []
        there = 0
        for item in order:
            if there >= asked:
                break
            if (
                (kind is not Kind.HELPER or item.resource_id not in on_it)
                and (crew is None or item.resource_id in crew)
                and (
                    self.fits(item, part, times, slot)
                    or (kind is Kind.UNIT and item.resource_id in on_it and self.sessions[item.resource_id] >= times)
                )
            ):
                picks.append(item)
                there += item.weight
        if sum(pick.weight for pick in picks) < asked:
            return None
        for item in sorted(picks, key=lambda pick: (pick.resource_id in pinned, pick.weight)):
            if sum(pick.weight for pick in picks) - item.weight >= asked:
                picks.remove(item)
        return picks

    def _place_goods_and_money(
        self, judged: JudgedDemand, slots: tuple[int, ...], pinned: frozenset[str], rows: list[Assignment]
    ) -> bool:
        for part in judged.parts:
            requirement = part.requirement
            if requirement.kind not in (Kind.FUND, Kind.GOODS):
                continue
            items = sorted(
                part.candidates,
                key=lambda item: (item.resource_id not in pinned, -item.tenths, item.resource_id),
            )
            if requirement.kind is Kind.FUND:
                payer = next((item for item in items if self.fits(item, part, 1, None)), None)
                if payer is None:
                    return False
                row = Assignment(
                    judged.demand.demand_id,
                    part.index,
                    Kind.FUND,
                    payer.resource_id,
                    amount=requirement.quantity,
                )
                rows.append(row)
                self.apply(row)
            elif requirement.kind is Kind.GOODS:
                left = requirement.quantity
                for item in items:
                    goods = item.resource
                    if left and isinstance(goods, Goods):
                        taken = min(left, self.pieces(goods, slots))
                        if taken <= 0:
                            continue
                        left -= taken
                        for slot in slots if goods.reusable and slots else (None,):
                            when = None if slot is None else self.inst.slot(slot)
                            row = Assignment(
                                judged.demand.demand_id, part.index, Kind.GOODS, item.resource_id, when, taken
                            )
                            rows.append(row)
                            self.apply(row)
                if left:
                    return False
        return True
