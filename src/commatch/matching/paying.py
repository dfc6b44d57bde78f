"""What a remedy's model pays for: everything that was not there before, a price for each."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from commatch.community import Fund, Goods, Helper, Kind, Unit, Venue
from commatch.matching.alterations import FIXED_COST, KIND_OF_NEW, UNIT_COST, Alteration, cost, only
from commatch.matching.book import EPSILON
from commatch.matching.instance import Instance
from commatch.matching.ledger import Ledger
from commatch.matching.mending import Wide, days_from
from commatch.matching.model import MatchModel
from commatch.matching.plan import Assignment, Plan
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
        self._made: list[tuple[int, str, str, object]] = []
        self._binaries: dict[tuple[str, str, object], int] = {}
        for resource_id, uses in sorted(model.uses.items()):
            if resource_id in wide.new:
                self._new(resource_id, uses)
            else:
                self._capacity(resource_id, uses, spare)
                self._slots(resource_id, uses)
                self._resumed(resource_id, uses)
                self._pairs(resource_id, uses)
        for owner in model.owners:
            self._dates(owner.demand.demand_id, owner.slots, owner.served)

    # -- variables --------------------------------------------------------------------------------------------

    def _pay(self, code: str, subject: str, what: object, price: int) -> int:
        """Return the variable that is 1 where a change is made."""
        key = (code, subject, what)
        if key not in self._binaries:
            var = self._binaries[key] = self.model.binary()
            self.costs[var] = price
            self._made.append((var, code, subject, what))
        return self._binaries[key]

    def _pay_one(self, code: str, subject: str, what: object, price: int) -> int:
        """Return the variable that is 1 where a half-day or a day is opened; all those of a subject are one change."""
        change = self._pay("any", f"{code} {subject}", None, cost(code))
        var = self._pay(code, subject, what, 1 + price)
        self._needs(var, change)
        return var

    def _needs(self, var: int, change: int) -> None:
        self.model.row([(var, 1.0), (change, -self.model.highest(var))], "<=", 0)

    def _new(self, resource_id: str, uses: Sequence[Use]) -> None:
        code, people = KIND_OF_NEW[uses[0].kind], getattr(self.wide.new[resource_id], "headcount", 1)
        change = self._pay(code, resource_id, None, cost(code) + PER_HEAD * (people - 1))
        for var in {use.var for use in uses}:
            self._needs(var, change)
        for use in uses:
            self.costs[use.var] = self.costs.get(use.var, 0) + round(UNIT_COST["hours"] * use.hours)

    def _capacity(self, resource_id: str, uses: Sequence[Use], spare: Ledger) -> None:
        """Pay for hours, sessions, yuan and pieces beyond those that are left."""
        kind = uses[0].kind
        if kind is Kind.HELPER:
            terms = [(use.var, use.hours) for use in uses if use.hours]
            self._beyond("hours", resource_id, terms, spare.hours[resource_id], STEPS["hours"])
        elif kind is Kind.UNIT:
            terms = [(use.var, use.sessions) for use in uses if use.sessions]
            self._beyond("sessions", resource_id, terms, spare.sessions[resource_id], 1)
        elif kind is Kind.FUND:
            terms = [(use.var, use.amount) for use in uses if use.amount]
            self._beyond("money", resource_id, terms, spare.money[resource_id], STEPS["money"])
        elif kind is Kind.GOODS:
            goods = self.inst.resource[resource_id]
            assert isinstance(goods, Goods)
            flexible = [(use.var, use.pieces) for use in uses if use.slot is None]
            slots = sorted({use.slot for use in uses if use.slot is not None})
            self._beyond("goods", resource_id, _joined(flexible), spare.pieces(goods, ()), 1)
            for slot in slots:
                here = [(use.var, use.pieces) for use in uses if use.slot == slot]
                self._beyond("goods", resource_id, _joined([*flexible, *here]), spare.pieces(goods, (slot,)), 1)

    def _beyond(self, code: str, subject: str, terms: Iterable[tuple[int, float]], left: float, step: float) -> None:
        pairs = list(terms)
        most = sum(value * self.model.highest(var) for var, value in pairs) - left
        if most <= 1e-6:
            return
        change = self._pay(code, subject, None, cost(code))
        more = self._binaries.get((code, subject, "more"))
        if more is None:
            more = self._binaries[code, subject, "more"] = self.model.binary(1)
            self.costs[more] = max(1, round(UNIT_COST[code] * step))
        steps = int(-(-most // step))
        if self.model.highest(more) < steps:
            self.model.vars[more].upBound = steps
        self.model.row([*pairs, (more, -step)], "<=", left)
        self.model.row([(more, 1.0), (change, -float(steps))], "<=", 0)

    def _slots(self, resource_id: str, uses: Sequence[Use]) -> None:
        """Pay for half-days in which a helper, unit or venue was not free, or its agreement had ended."""
        own = self.wide.own.get(resource_id, -1)
        agreed = self.wide.agreed.get(resource_id, -1)
        for use in uses:
            if use.slot is None or use.kind is Kind.GOODS:
                if use.kind is Kind.UNIT and use.slot is None and not agreed & self.inst.open_slots:
                    self._needs(use.var, self._pay("agreement", resource_id, None, cost("agreement")))
                continue
            if not own >> use.slot & 1:
                self._needs(use.var, self._pay_one("free", resource_id, use.slot, 0))
            if not agreed >> use.slot & 1:
                self._needs(use.var, self._pay("agreement", resource_id, None, cost("agreement")))

    def _resumed(self, resource_id: str, uses: Sequence[Use]) -> None:
        """Pay for somebody or something that is paused."""
        for var in {use.var for use in uses} if resource_id in self.wide.paused else ():
            self._needs(var, self._pay("resume", resource_id, None, cost("resume")))

    def _pairs(self, resource_id: str, uses: Sequence[Use]) -> None:
        """Pay for a longer way, checks, a higher cap, where the demand itself uses the resource."""
        owners = self.model.owners
        mine = {
            (use.var, use.candidate.asking.requirement)
            for use in uses
            if owners[use.demand].demand.demand_id == self.demand_id
        }
        asked = self.inst.demand[self.demand_id].requirements
        for extra in self.wide.pairs.get(resource_id, ()):
            amount = extra.amount
            if extra.code == "walk":
                amount -= getattr(self.inst.resource[resource_id], "max_walk", 0) or 0
            for_whom = {asked[at] for at in extra.parts}
            charged = sorted({var for var, requirement in mine if requirement in for_whom})
            if charged:
                change = self._pay(extra.code, resource_id, (extra.amount, extra.names), cost(extra.code, amount))
                for var in charged:
                    self._needs(var, change)

    def _dates(self, demand_id: str, slots: Mapping[int, int], served: int) -> None:
        """Pay for half-days outside a need's own times, and after its due date."""
        own, due = self.wide.own.get(demand_id, -1), self.wide.due.get(demand_id)
        code = "date" if demand_id == self.demand_id else "move"
        for slot, var in slots.items():
            day = self.inst.slot(slot).date
            if not own >> slot & 1:
                self._needs(var, self._pay_one(code, demand_id, slot, days_from(own, slot)))
            if due is not None and day > due:
                self._needs(var, self._pay_one("due", demand_id, day, (day - due).days))
        if not slots and due is not None and due < self.inst.first:
            self._needs(served, self._pay_one("due", demand_id, self.inst.last, (self.inst.last - due).days))

    def disturb(self, owner: Owner, plan: Plan) -> None:
        """Pay for anything about a served demand that is not as it is."""
        demand_id = owner.demand.demand_id
        there = {(row.requirement, row.resource_id, row.slot) for row in plan.of(demand_id)}
        slots = set(plan.slots[demand_id])
        changes = [var for slot, var in owner.slots.items() if self.inst.slot(slot) not in slots]
        for part in owner.parts:
            for use in part.uses:
                at = None if use.slot is None else self.inst.slot(use.slot)
                if (part.judged.index, use.resource_id, at) not in there and use.var != owner.served:
                    changes.append(use.var)
        changed = self._pay("moved", demand_id, None, DISTURBED)
        for var in dict.fromkeys(changes):
            self._needs(var, changed)

    # -- what was paid for ------------------------------------------------------------------------------------

    def made(self, values: Mapping[int, float], plan: Plan) -> tuple[Alteration, ...]:
        """Return the changes that a solution pays for."""
        found: list[Alteration] = []
        slots: dict[tuple[str, str], list[int]] = defaultdict(list)
        idle = {*self.inst.resource, *self.wide.new} - {row.resource_id for row in plan.assignments}
        for var, code, subject, what in self._made:
            if values.get(var, 0.0) < 0.5 or code in ("any", "moved"):
                continue
            if subject in idle:  # paid for and not used: the search was cut short
                continue
            if code in ("free", "date", "move"):
                assert isinstance(what, int)
                slots[code, subject].append(what)
            elif code in KIND_OF_NEW.values():
                found.append(Alteration(code, subject, resource=self._as_used(subject, plan)))
            elif code == "resume":
                found.append(Alteration(code, subject))
            elif code == "agreement":
                last = max(
                    (row.slot.date for row in plan.assignments if row.resource_id == subject and row.slot),
                    default=self.inst.last,
                )
                found.append(Alteration(code, subject, day=last))
            elif code == "due":
                assert isinstance(what, dt.date)
                found.append(Alteration(code, subject, day=what))
            elif code in ("walk", "cap", "checks"):
                assert isinstance(what, tuple)
                found.append(Alteration(code, subject, what[0], names=what[1]))
            else:
                step = STEPS.get(code, 1)
                more = step * values.get(self._binaries[code, subject, "more"], 0.0)
                more = min(more, self._beyond_own(code, subject, plan))
                found += [Alteration(code, subject, more)] if more > EPSILON else []
        found += [
            Alteration(code, subject, slots=tuple(map(self.inst.slot, sorted(taken))))
            for (code, subject), taken in slots.items()
        ]
        return tuple(_latest(found))

    def _beyond_own(self, code: str, subject: str, plan: Plan) -> float:
        """Return the very hours or yuan that a plan takes beyond those that there were."""
        rows, row = plan.assignments, self.inst.resource[subject]
        if code == "hours" and isinstance(row, Helper):
            return round(sum(one.hours for one in rows if one.resource_id == subject) - row.hours, 6)
        if code == "money" and isinstance(row, Fund):
            return round(sum(one.amount for one in rows if one.resource_id == subject) - row.amount, 6)
        return math.inf

    def _as_used(self, resource_id: str, plan: Plan) -> Helper | Unit | Venue | Fund | Goods:
        """Return who or what is new with no more than the plan uses of it."""
        rows = [row for row in plan.assignments if row.resource_id == resource_id]
        new = self.wide.new[resource_id]
        slots = [row.slot for row in rows if row.slot is not None]
        if slots and isinstance(new, (Helper, Unit, Venue)):
            new = replace(new, times=only(slots))
        if not isinstance(new, Helper):
            return new
        asked = [self.inst.demand[row.demand_id].requirements[row.requirement] for row in rows]
        return replace(
            new,
            hours=_total(rows),
            skills={what: max(one.level for one in asked) for what in new.skills},
            checks=frozenset[str]().union(*(one.checks for one in asked)),
        )


def _total(rows: Iterable[Assignment]) -> float:
    return sum(row.hours for row in rows)


def _joined(terms: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return terms with every variable once."""
    total: dict[int, float] = defaultdict(float)
    for var, value in terms:
        total[var] += value
    return list(total.items())


def _latest(found: Iterable[Alteration]) -> list[Alteration]:
    """Return changes in order, of several due dates of a need the last."""
    due: dict[str, Alteration] = {}
    rest = []
    for one in found:
        if one.code == "due":
            known = due.get(one.subject)
            due[one.subject] = one if known is None or (one.day and known.day and one.day > known.day) else known
        else:
            rest.append(one)
    order = list(FIXED_COST)
    return sorted([*rest, *due.values()], key=lambda one: (order.index(one.code), one.subject))
