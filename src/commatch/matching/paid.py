"""What the solution of a remedy's model pays for: the changes, with no more of each than its plan uses."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from commatch.community import Fund, Goods, Helper, Unit, Venue
from commatch.matching.alterations import FIXED_COST, KIND_OF_NEW, Alteration, only
from commatch.matching.book import EPSILON
from commatch.matching.paying import STEPS, Payments
from commatch.matching.plan import Plan


def made(payments: Payments, values: Mapping[int, float], plan: Plan) -> tuple[Alteration, ...]:
    """Return the changes that a solution pays for."""
    found: list[Alteration] = []
    slots: dict[tuple[str, str], list[int]] = defaultdict(list)
    idle = {*payments.inst.resource, *payments.wide.new} - {row.resource_id for row in plan.assignments}
    for var, code, subject, what in payments.made:
        if values.get(var, 0.0) < 0.5 or code in ("any", "moved"):
            continue
        if subject in idle:  # paid for and not used: the search was cut short
            continue
        if code in ("free", "date", "move"):
            assert isinstance(what, int)
            slots[code, subject].append(what)
        elif code in KIND_OF_NEW.values():
            found.append(Alteration(code, subject, resource=_as_used(payments, subject, plan)))
        elif code == "resume":
            found.append(Alteration(code, subject))
        elif code == "agreement":
            last = max(
                (row.slot.date for row in plan.assignments if row.resource_id == subject and row.slot),
                default=payments.inst.last,
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
            more = step * values.get(payments.binaries[code, subject, "more"], 0.0)
            more = min(more, _beyond_own(payments, code, subject, plan))
            found += [Alteration(code, subject, more)] if more > EPSILON else []
    found += [
        Alteration(code, subject, slots=tuple(map(payments.inst.slot, sorted(taken))))
        for (code, subject), taken in slots.items()
    ]
    return tuple(_latest(found))


def _beyond_own(payments: Payments, code: str, subject: str, plan: Plan) -> float:
    """Return the very hours or yuan that a plan takes beyond those that there were."""
    rows, row = plan.assignments, payments.inst.resource[subject]
    if code == "hours" and isinstance(row, Helper):
        return round(sum(one.hours for one in rows if one.resource_id == subject) - row.hours, 6)
    if code == "money" and isinstance(row, Fund):
        return round(sum(one.amount for one in rows if one.resource_id == subject) - row.amount, 6)
    return math.inf


def _as_used(payments: Payments, resource_id: str, plan: Plan) -> Helper | Unit | Venue | Fund | Goods:
    """Return who or what is new with no more than the plan uses of it."""
    rows = [row for row in plan.assignments if row.resource_id == resource_id]
    new = payments.wide.new[resource_id]
    slots = [row.slot for row in rows if row.slot is not None]
    if slots and isinstance(new, (Helper, Unit, Venue)):
        new = replace(new, times=only(slots))
    if not isinstance(new, Helper):
        return new
    asked = [payments.inst.demand[row.demand_id].requirements[row.requirement] for row in rows]
    return replace(
        new,
        hours=sum(row.hours for row in rows),
        skills={what: max(one.level for one in asked) for what in new.skills},
        checks=frozenset[str]().union(*(one.checks for one in asked)),
    )


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
