"""The previous plan once more, as far as it still holds: where the search for a steady plan begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from commatch.community import Goods, Helper, Kind
from commatch.matching.audit import audit
from commatch.matching.candidates import Candidate, JudgedDemand
from commatch.matching.instance import Instance
from commatch.matching.plan import Assignment, Plan
from commatch.previous_projects import PreviousProject, PreviousRow
from commatch.times import Slot


def again(inst: Instance, judged: Sequence[JudgedDemand]) -> Plan:
    """Return the previous plan without what no longer holds; it breaks no rule.

    What an audit finds broken is left out, a whole demand at a time, until nothing is.
    """
    steady = inst.steady
    if steady is None:
        return Plan()
    slots: dict[str, tuple[Slot, ...]] = {}
    rows: list[Assignment] = []
    for item in judged:
        projects = [project for project in steady.projects.get(item.demand.demand_id, ()) if not project.undone]
        if item.servable and len(projects) == 1 and item.demand.demand_id not in steady.changing:
            found = _rows(inst, item, projects[0])
            if found is not None:
                slots[item.demand.demand_id] = projects[0].slots_now if item.demand.event else ()
                rows.extend(found)
    plan = Plan(slots, tuple(sorted(rows, key=Assignment.order)))
    while plan.slots:
        broken = audit(inst.community, replace(plan, released=inst.kept.let_go(plan)))
        bad = {item.demand_id for item in broken if item.demand_id in plan.slots}
        scarce = {item.resource_id for item in broken if not item.demand_id}
        bad |= {row.demand_id for row in plan.assignments if row.resource_id in scarce}
        if not bad:
            return plan
        plan = Plan(
            {demand_id: at for demand_id, at in plan.slots.items() if demand_id not in bad},
            tuple(row for row in plan.assignments if row.demand_id not in bad),
        )
    return plan


def _rows(inst: Instance, item: JudgedDemand, project: PreviousProject) -> list[Assignment] | None:
    """Return a project's rows for this month's demand; ``None`` where somebody may no longer do what they did."""
    steady = inst.steady
    assert steady is not None
    demand = item.demand
    edited = {keep.resource_id for keep in steady.keeps if (keep.code, keep.demand_id) == ("edited", demand.demand_id)}
    if not edited <= {row.resource_id for row in project.rows}:
        return None
    rows = []
    for row in project.rows:
        index = steady.index(demand.demand_id, row.kind, row.what, row.index)
        candidates = item.parts[index].candidates if index >= 0 else ()
        candidate = next((one for one in candidates if one.resource_id == row.resource_id), None)
        if candidate is None:
            return None
        rows.append(_row(item, index, candidate, row, project))
    return rows


def _row(
    item: JudgedDemand, index: int, candidate: Candidate, row: PreviousRow, project: PreviousProject
) -> Assignment:
    demand, asked = item.demand, item.parts[index].requirement
    goods = candidate.resource
    once = row.kind is Kind.FUND or (isinstance(goods, Goods) and not goods.reusable)
    slot = project.moves.get(row.slot, row.slot) if row.slot and demand.event and not once else None
    times = 1 if demand.event else demand.sessions
    quantity = {Kind.HELPER: candidate.weight, Kind.UNIT: times, Kind.GOODS: row.quantity or 0}.get(row.kind, 1)
    return Assignment(
        demand_id=demand.demand_id,
        requirement=index,
        kind=row.kind,
        resource_id=row.resource_id,
        slot=slot,
        quantity=quantity,
        hours=candidate.hours * times if isinstance(candidate.resource, Helper) else 0.0,
        amount=asked.quantity if row.kind is Kind.FUND else 0.0,
    )


def as_before(inst: Instance, former: Plan, plan: Plan) -> Plan:
    """Return a plan in which those who share the days of a series as before do so on the same days as before.

    Parameters
    ----------
    former : Plan
        The previous plan, as far as it still holds.
    """
    same = {
        demand_id
        for demand_id in plan.slots
        if demand_id in former.slots
        and plan.slots[demand_id] == former.slots[demand_id]
        and Counter(map(_key, plan.of(demand_id))) == Counter(map(_key, former.of(demand_id)))
    }
    rows = [row for row in plan.assignments if row.demand_id not in same]
    rows += [row for row in former.assignments if row.demand_id in same]
    if not same:
        return plan
    restored = Plan(plan.slots, tuple(rows), plan.released).ordered(plan.released)
    return plan if audit(inst.community, restored) else restored


def _key(row: Assignment) -> tuple[object, ...]:
    return row.requirement, row.resource_id, row.quantity
