"""From a compact solution to a plan: the people in detail over the slots it chose, and what to add where that fails."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from commatch.community import Kind
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel
from commatch.matching.objectives.base import Objective
from commatch.matching.pins import add_pins
from commatch.matching.plan import Assignment, Plan
from commatch.matching.rules.booking import BOOKED, Booking
from commatch.matching.rules.cover import Cover
from commatch.matching.rules.venue import VenueFit
from commatch.matching.solver import solve
from commatch.matching.uses import Part, Use

Values = Mapping[int, float]

NODES = 50
"""Branch-and-bound nodes for choosing which of many demands are served."""
URGENT = 10
"""How many of the weightiest demands an urgent one counts for there."""


def realise(
    model: MatchModel,
    values: Values,
    seconds: float,
    held: Sequence[tuple[Objective, int]] = (),
    aim: Objective | None = None,
    some: bool = False,
    spare: int = 0,
    solver: str | None = None,
    same: bool = False,
) -> Plan | None:
    """Return a plan that serves what a compact solution serves, in the slots it chose.

    Parameters
    ----------
    model : MatchModel
        In compact form.
    values : mapping of int to float
        Its solution.
    seconds : float
        Wall-clock limit.
    held : sequence of (Objective, int)
        Objectives on who does what, and what they must not fall below.
    aim : Objective, optional
        What is to be best; any plan will do where not given.
    some : bool
        Where not all can be served, serve the most weight, urgent demands before others.
    spare : int
        So many more slots, drawn at random, are open to each event then.
    solver : {'highs', 'cbc'}, optional
        In place of the settings' solver.
    same : bool
        Those whom the solution chose are tried by themselves first.

    Returns
    -------
    Plan or None
        ``None`` where these slots leave someone in two places at once.
    """
    chosen = []
    for owner in model.owners:
        if values.get(owner.served, 0.0) > 0.5:
            mask = sum(1 << slot for slot, var in owner.slots.items() if values.get(var, 0.0) > 0.5)
            others = [slot for slot in owner.slots if not mask >> slot & 1]
            rng = random.Random(f"{model.inst.settings.seed} {owner.demand.demand_id}")
            mask += sum(1 << slot for slot in rng.sample(others, min(spare, len(others))))
            chosen.append(replace(owner.judged, slots=mask))
    detail = MatchModel(model.inst, chosen, detailed=True, fixed=model.fixed)
    some = some and any(owner.demand.event for owner in detail.owners)  # who has no slot is never in two places
    for owner in detail.owners if not some else ():
        for var in (owner.served, *owner.slots.values()):
            detail.vars[var].lowBound = 1
    add_pins(detail)
    for objective, floor in held:
        terms = objective.terms(detail)
        if terms or floor > 0:
            detail.row([(var, float(c)) for var, c in terms.items()], ">=", floor)
    aims = aim.terms(detail) if aim else {}
    if some:
        most = URGENT * max((owner.demand.weight for owner in detail.owners), default=0)
        aims = {owner.served: owner.demand.weight + most * owner.demand.must for owner in detail.owners}
    detail.objective({var: -coefficient for var, coefficient in aims.items()})
    nodes = NODES if some else None
    for open_to in (lambda var: values.get(var, 0.0), model.highest) if same else (None,):
        if open_to:
            _keep(detail, model, open_to)
        solution = solve(
            detail,
            model.inst.settings,
            seconds=seconds,
            nodes=nodes,
            thorough=some,
            poor_start=aim is not None and aim.poor_start,
            solver=solver,
        )
        if solution.values:
            return extract(detail, solution.values)
    return None


def _keep(detail: MatchModel, model: MatchModel, most: Callable[[int], float]) -> None:
    """Leave open, of all but goods, only whom the variables of the compact model let come to a demand."""
    come = {(use.demand, use.resource_id) for uses in model.uses.values() for use in uses if most(use.var) > 0.5}
    number = {owner.demand.demand_id: owner.index for owner in model.owners}
    for uses in detail.uses.values():
        for use in uses if uses[0].kind is not Kind.GOODS else ():
            demand = number[detail.owners[use.demand].demand.demand_id]
            detail.vars[use.var].upBound = int((demand, use.resource_id) in come)


def separate(model: MatchModel, values: Values, plan: Plan | None, *, few: bool = False) -> int:
    """Add to a compact model what its solution overlooked; return how many uses and requirements were opened.

    People who are in two places at once get a variable for each slot, booked like venues. If nobody is, the slots of a
    series can't be shared out as counted: those of its requirements that promised more than came true are opened slot
    by slot.

    Parameters
    ----------
    plan : Plan or None
        What came of the solution in detail.
    few : bool
        Open no more than the requirements of those demands that the plan leaves out, where it leaves any out.
    """
    before, opened = len(model.parted), 0
    meeting: dict[str, list[tuple[Part, Use]]] = defaultdict(list)
    for resource_id, entries in _entries(model, values).items():
        by_slot: dict[int, list[tuple[Part, Use]]] = defaultdict(list)
        for part, use, slots in entries:
            for slot in slots:
                by_slot[slot].append((part, use))
        clashing = {
            use.var: (part, use)
            for here in by_slot.values()
            if _too_many(here)
            for part, use in here
            if use.slot is None and use.var not in model.parted
        }
        if clashing:
            meeting[resource_id] = list(clashing.values())
    Booking().separate(model, meeting)
    if len(model.parted) == before:
        promising = _promising_too_much(model, values, plan)
        left_out = [part for part in promising if plan and part.owner.demand.demand_id not in plan.slots]
        for part in left_out if few and left_out else promising:
            part.opened = True
            opened += 1
            rule: Cover | VenueFit = VenueFit() if part.requirement.kind is Kind.VENUE else Cover()
            rule.open(model, part)
            Booking().separate(model, {use.resource_id: [] for use in part.uses})
    return len(model.parted) - before + opened


def _promising_too_much(model: MatchModel, values: Values, plan: Plan | None) -> list[Part]:
    """Return the counted requirements of served series that came out otherwise; all if that tells nothing."""
    counted = [
        part
        for owner in model.owners
        if values.get(owner.served, 0.0) > 0.5 and owner.demand.sessions > 1
        for part in owner.parts
        if part.counted and not part.opened
    ]
    if plan is None:
        return counted
    came = Counter((row.demand_id, row.requirement, row.resource_id) for row in plan.assignments)
    worse = [
        part
        for part in counted
        if any(
            round(values.get(use.var, 0.0)) != came[part.owner.demand.demand_id, part.judged.index, use.resource_id]
            for use in part.uses
        )
    ]
    return worse or counted


def _entries(model: MatchModel, values: Values) -> dict[str, list[tuple[Part, Use, list[int]]]]:
    """Return, by resource, the uses of a solution and the slots in which they must be."""
    entries: dict[str, list[tuple[Part, Use, list[int]]]] = defaultdict(list)
    for owner in model.owners:
        chosen = [slot for slot, var in owner.slots.items() if values.get(var, 0.0) > 0.5]
        for part in owner.parts if chosen else ():
            if part.requirement.kind not in BOOKED:
                continue
            for use in part.uses:
                value = values.get(use.var, 0.0)
                if value < 0.5:
                    continue
                own = [slot for slot in chosen if use.candidate.slots >> slot & 1]
                if use.slot is not None:
                    entries[use.resource_id].append((part, use, [use.slot]))
                elif use.var in model.parted:
                    at = [slot for slot, var in model.parted[use.var].items() if values.get(var, 0.0) > 0.5]
                    entries[use.resource_id].append((part, use, at))
                elif part.every or round(value) == len(own):
                    entries[use.resource_id].append((part, use, own))
    return entries


def _too_many(here: list[tuple[Part, Use]]) -> bool:
    demands = {use.demand for _, use in here}
    return len(demands) > 1 or (here[0][1].kind is Kind.HELPER and len(here) > 1)


def start_values(model: MatchModel, plan: Plan) -> dict[int, float]:
    """Return the values of a compact model's variables under a plan."""
    inst = model.inst
    positive: dict[int, float] = defaultdict(float)
    rows_of: dict[str, list[Assignment]] = defaultdict(list)
    for row in plan.assignments:
        rows_of[row.demand_id].append(row)
    for owner in model.owners:
        if owner.demand.demand_id not in plan.slots:
            continue
        positive[owner.served] = 1.0
        for when in plan.slots[owner.demand.demand_id]:
            positive[owner.slots[inst.bit(when)]] = 1.0
        uses = {
            (part.judged.index, use.resource_id, use.slot): (use.var, part) for part in owner.parts for use in part.uses
        }
        for row in rows_of[owner.demand.demand_id]:
            slot = None if row.slot is None else inst.bit(row.slot)
            var, part = (
                uses.get((row.requirement, row.resource_id, slot)) or uses[row.requirement, row.resource_id, None]
            )
            if row.kind is Kind.GOODS:
                if part.split:
                    positive[var] = row.quantity
            elif part.counted:
                positive[var] += 1.0
            else:
                positive[var] = 1.0
            if slot is not None and var in model.parted:
                positive[model.parted[var][slot]] = 1.0
        for part in owner.parts:
            if part.covers:
                _note_ways(part, rows_of[owner.demand.demand_id], inst, positive)
    return model.start(positive)


def _note_ways(part: Part, rows: list[Assignment], inst: Instance, positive: dict[int, float]) -> None:
    """Set the variables of the ways in which teams make up a requirement's count."""
    crews: dict[int | None, Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.requirement == part.judged.index:
            crews[None if row.slot is None else inst.bit(row.slot)][int(row.quantity)] += 1
    for number, (slot, crew) in enumerate(crews.items()):
        way = tuple(sorted(crew.items(), reverse=True))
        for key in {None, slot}:
            if key in part.covers and (key is not None or number == 0 or not part.every):
                positive[part.covers[key][way]] += 1.0


def extract(model: MatchModel, values: Values) -> Plan:
    """Return the plan that the values of a detailed model's variables spell."""
    inst = model.inst
    slots = {}
    rows: list[Assignment] = []
    for owner in model.owners:
        if values.get(owner.served, 0.0) < 0.5:
            continue
        taken = sorted(slot for slot, var in owner.slots.items() if values.get(var, 0.0) > 0.5)
        slots[owner.demand.demand_id] = tuple(inst.slot(slot) for slot in taken)
        for part in owner.parts:
            if part.requirement.kind is Kind.GOODS:
                rows.extend(_pieces(model, part, values, taken))
            else:
                rows.extend(_row(model, part, use) for use in part.uses if values.get(use.var, 0.0) > 0.5)
    return Plan(slots, tuple(sorted(rows, key=Assignment.order)))


def _row(model: MatchModel, part: Part, use: Use) -> Assignment:
    return Assignment(
        demand_id=part.owner.demand.demand_id,
        requirement=part.judged.index,
        kind=use.kind,
        resource_id=use.resource_id,
        slot=None if use.slot is None else model.inst.slot(use.slot),
        quantity={Kind.HELPER: use.weight, Kind.UNIT: use.sessions}.get(use.kind, 1),
        hours=use.hours,
        amount=use.amount,
    )


def _pieces(model: MatchModel, part: Part, values: Values, taken: list[int]) -> Iterator[Assignment]:
    """Yield the goods of a part: what is used up once, what is given back in each slot."""
    for slot in (None, *taken):
        for use in part.uses:
            pieces = values.get(use.var, 0.0) * use.pieces if use.slot == slot else 0
            if pieces:
                when = None if slot is None else model.inst.slot(slot)
                yield Assignment(
                    part.owner.demand.demand_id,
                    part.judged.index,
                    Kind.GOODS,
                    use.resource_id,
                    when,
                    int(pieces),
                )
