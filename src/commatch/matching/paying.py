"""What a remedy's model pays for: everything that was not there before, a price for each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from commatch.community import KIND_OF, Goods, Kind
from commatch.matching.alterations import KIND_OF_NEW, UNIT_COST, cost
from commatch.matching.book import EPSILON
from commatch.matching.exclusive import alike, exclusive, stretches
from commatch.matching.instance import Instance
from commatch.matching.ledger import Ledger
from commatch.matching.mending import Wide, days_from
from commatch.matching.model import MatchModel
from commatch.matching.plan import Plan
from commatch.matching.uses import Owner, Use

DISTURBED = 5
"""What it costs to arrange a served demand anew."""
PER_HEAD = 2
"""What each further member of a new team costs."""
STEPS = {"hours": 0.5, "money": 10.0}
"""Hours and yuan are added by so many at a time; all else one by one."""


class Payments:
    """Variables for everything that was not there before, and what they cost."""

    def __init__(self, inst: Instance, wide: Wide, model: MatchModel, spare: Ledger, demand_id: str) -> None:
        self.inst = inst
        self.wide = wide
        self.model = model
        self.demand_id = demand_id
        self.costs: dict[int, int] = {}
        self.made: list[tuple[int, str, str, object]] = []
        self.binaries: dict[tuple[str, str, object], int] = {}
        for resource_id, uses in sorted(model.uses.items()):
            if resource_id in wide.new:
                self._new(resource_id, uses)
            else:
                self._capacity(resource_id, uses, spare)
                self._slots(resource_id, uses)
                self._resumed(resource_id, uses)
                self._pairs(resource_id, uses)
        for owner in model.owners:
            self._dates(owner)
        for one, other in alike(wide.new):
            first, then = (
                self.binaries.get((KIND_OF_NEW[KIND_OF[type(wide.new[at])]], at, None)) for at in (one, other)
            )
            if first is not None and then is not None:
                self._needs(then, first)  # else every search goes through all of them in every order

    def _pay(self, code: str, subject: str, what: object, price: int) -> int:
        """Return the variable that is 1 where a change is made."""
        key = (code, subject, what)
        if key not in self.binaries:
            var = self.binaries[key] = self.model.binary()
            self.costs[var] = price
            self.made.append((var, code, subject, what))
        return self.binaries[key]

    def _pay_one(self, code: str, subject: str, what: object, price: int) -> int:
        """Return the variable that is 1 where a half-day or a day is opened; all those of a subject are one change."""
        known = (code, subject, what) in self.binaries
        var = self._pay(code, subject, what, 1 + price)
        if not known:
            self._needs(var, self._any(code, subject))
        return var

    def _any(self, code: str, subject: str) -> int:
        return self._pay("any", f"{code} {subject}", None, cost(code))

    def _needs(self, var: int, change: int) -> None:
        self.model.row([(var, 1.0), (change, -self.model.highest(var))], "<=", 0)

    def _all_need(self, uses: Iterable[Use], change: int) -> None:
        for most, several in dict.fromkeys(exclusive(self.model, uses)):
            self.model.row([*((var, 1.0) for var in several), (change, -float(most))], "<=", 0)

    def _days_need(self, owner: Owner, slots: Sequence[int], change: int) -> None:
        for most, near in stretches(slots, owner.demand.sessions, self.inst.settings.series_gap) if slots else ():
            self.model.row([*((owner.slots[slot], 1.0) for slot in near), (change, -float(most))], "<=", 0)

    def _new(self, resource_id: str, uses: Sequence[Use]) -> None:
        code, people = KIND_OF_NEW[uses[0].kind], getattr(self.wide.new[resource_id], "headcount", 1)
        change = self._pay(code, resource_id, None, cost(code) + PER_HEAD * (people - 1))
        self._all_need(uses, change)
        for use in uses:
            self.costs[use.var] = self.costs.get(use.var, 0) + round(UNIT_COST["hours"] * use.hours)

    def _capacity(self, resource_id: str, uses: Sequence[Use], spare: Ledger) -> None:
        """Pay for hours, sessions, yuan and pieces beyond those that are left."""
        kind = uses[0].kind
        if kind is Kind.HELPER:
            self._beyond_uses("hours", resource_id, uses, lambda use: use.hours, spare.hours[resource_id])
        elif kind is Kind.UNIT:
            self._beyond_uses("sessions", resource_id, uses, lambda use: use.sessions, spare.sessions[resource_id])
        elif kind is Kind.FUND:
            self._beyond_uses("money", resource_id, uses, lambda use: use.amount, spare.money[resource_id])
        elif kind is Kind.GOODS:
            goods = self.inst.resource[resource_id]
            assert isinstance(goods, Goods)
            flexible = [(use.var, use.pieces) for use in uses if use.slot is None]
            slots = sorted({use.slot for use in uses if use.slot is not None})
            self._beyond("goods", resource_id, _joined(flexible), spare.pieces(goods, ()), 1)
            for slot in slots:
                here = [(use.var, use.pieces) for use in uses if use.slot == slot]
                self._beyond("goods", resource_id, _joined([*flexible, *here]), spare.pieces(goods, (slot,)), 1)

    def _beyond_uses(
        self, code: str, subject: str, uses: Sequence[Use], charge: Callable[[Use], float], left: float
    ) -> None:
        taken = [use for use in uses if charge(use)]
        most = self.model.most(taken, charge)
        change = self._beyond(code, subject, [(use.var, charge(use)) for use in taken], left, STEPS.get(code, 1), most)
        if change is None:
            return
        self._all_need((use for use in taken if charge(use) > left + EPSILON), change)
        for demand in sorted({use.demand for use in taken}):
            mine = [use for use in taken if use.demand == demand]
            largest = self.model.owners[demand].demand.sessions
            enough = int((left + EPSILON) // min(map(charge, mine)))
            if mine[0].slot is not None and mine[0].kind is not Kind.UNIT and 0 < enough < largest:
                terms = [(use.var, 1.0) for use in mine]
                self.model.row([*terms, (change, float(enough - largest))], "<=", enough)

    def _beyond(
        self,
        code: str,
        subject: str,
        pairs: Sequence[tuple[int, float]],
        left: float,
        step: float,
        most: float = math.inf,
    ) -> int | None:
        """Return the variable that is 1 where more than what is left is taken; ``None`` where that can't be."""
        most = min(most, sum(value * self.model.highest(var) for var, value in pairs)) - left
        if most <= 1e-6:
            return None
        change = self._pay(code, subject, None, cost(code))
        more = self.binaries.get((code, subject, "more"))
        if more is None:
            more = self.binaries[code, subject, "more"] = self.model.binary(1)
            self.costs[more] = max(1, round(UNIT_COST[code] * step))
        steps = int(-(-most // step))
        if self.model.highest(more) < steps:
            self.model.vars[more].upBound = steps
        self.model.row([*pairs, (more, -step)], "<=", left)
        self.model.row([(more, 1.0), (change, -float(steps))], "<=", 0)
        return change

    def _slots(self, resource_id: str, uses: Sequence[Use]) -> None:
        """Pay for half-days in which a helper, unit or venue was not free, or its agreement had ended."""
        own = self.wide.own.get(resource_id, -1)
        agreed = self.wide.agreed.get(resource_id, -1)
        late, away = [], []
        for use in uses:
            if use.slot is None or use.kind is Kind.GOODS:
                if use.kind is Kind.UNIT and use.slot is None and not agreed & self.inst.open_slots:
                    late.append(use)
                continue
            if not own >> use.slot & 1:
                self._needs(use.var, self._pay_one("free", resource_id, use.slot, 0))
                away.append(use)
            if not agreed >> use.slot & 1:
                late.append(use)
        if away:
            self._all_need(away, self._any("free", resource_id))
        if late:
            self._all_need(late, self._pay("agreement", resource_id, None, cost("agreement")))

    def _resumed(self, resource_id: str, uses: Sequence[Use]) -> None:
        """Pay for somebody or something that is paused."""
        if resource_id in self.wide.paused:
            self._all_need(uses, self._pay("resume", resource_id, None, cost("resume")))

    def _pairs(self, resource_id: str, uses: Sequence[Use]) -> None:
        """Pay for a longer way, checks, a higher cap, where the demand itself uses the resource."""
        owners = self.model.owners
        mine = [use for use in uses if owners[use.demand].demand.demand_id == self.demand_id]
        asked = self.inst.demand[self.demand_id].requirements
        for extra in self.wide.pairs.get(resource_id, ()):
            amount = extra.amount
            if extra.code == "walk":
                amount -= getattr(self.inst.resource[resource_id], "max_walk", 0) or 0
            for_whom = {asked[at] for at in extra.parts}
            charged = [use for use in mine if use.candidate.asking.requirement in for_whom]
            if charged:
                change = self._pay(extra.code, resource_id, (extra.amount, extra.names), cost(extra.code, amount))
                self._all_need(charged, change)

    def _dates(self, owner: Owner) -> None:
        """Pay for half-days outside a need's own times, and after its due date."""
        demand_id, slots = owner.demand.demand_id, owner.slots
        own, due = self.wide.own.get(demand_id, -1), self.wide.due.get(demand_id)
        code = "date" if demand_id == self.demand_id else "move"
        for slot, var in slots.items():
            day = self.inst.slot(slot).date
            if not own >> slot & 1:
                self._needs(var, self._pay_one(code, demand_id, slot, days_from(own, slot)))
            if due is not None and day > due:
                self._needs(var, self._pay_one("due", demand_id, day, (day - due).days))
        away = [slot for slot in slots if not own >> slot & 1]
        late = [slot for slot in slots if due is not None and self.inst.slot(slot).date > due]
        for kind, those in ((code, away), ("due", late)):
            if those:
                self._days_need(owner, those, self._any(kind, demand_id))
        if not slots and due is not None and due < self.inst.first:
            self._needs(owner.served, self._pay_one("due", demand_id, self.inst.last, (self.inst.last - due).days))

    def disturb(self, owner: Owner, plan: Plan) -> None:
        """Pay for anything about a served demand that is not as it is."""
        demand_id = owner.demand.demand_id
        there = {(row.requirement, row.resource_id, row.slot) for row in plan.of(demand_id)}
        slots = set(plan.slots[demand_id])
        others = [slot for slot in owner.slots if self.inst.slot(slot) not in slots]
        changed = self._pay("moved", demand_id, None, DISTURBED)
        self._days_need(owner, others, changed)
        for part in owner.parts:
            by_resource: dict[str, list[Use]] = defaultdict(list)
            for use in part.uses:
                at = None if use.slot is None else self.inst.slot(use.slot)
                if (part.judged.index, use.resource_id, at) not in there and use.var != owner.served:
                    by_resource[use.resource_id].append(use)
            for uses in by_resource.values():
                self._all_need(uses, changed)


def _joined(terms: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return terms with every variable once."""
    total: dict[int, float] = defaultdict(float)
    for var, value in terms:
        total[var] += value
    return list(total.items())
