"""The smallest change that would serve an unserved demand and lose nobody who is served: found by solving, and audited.

The demand is forced into a month as wide as any change could make it, beside everybody who is served, and every use of
what was not there before is paid for. What is paid the least for is the remedy. It is then carried out on the month as
it is, and the plan that it makes possible must pass the audit.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from commatch.community import Kind
from commatch.matching.alterations import CHANGE, Alteration, altered
from commatch.matching.audit import audit
from commatch.matching.candidates import Asking, Candidate, JudgedDemand
from commatch.matching.instance import Instance
from commatch.matching.ledger import Ledger
from commatch.matching.mending import Wide, fitted, widened
from commatch.matching.model import MatchModel
from commatch.matching.narrowing import narrowed
from commatch.matching.paid import made
from commatch.matching.paying import Payments
from commatch.matching.pins import add_pins
from commatch.matching.plan import Plan
from commatch.matching.realise import extract
from commatch.matching.result import Result
from commatch.matching.solver import solve

Progress = Callable[[float], None]

NODES = 20
"""Branch-and-bound nodes of one search."""
COLUMNS = 6500
"""Columns from which on arranging others anew is given up: it takes long, and has found nothing."""
GAP = 0.001
"""Relative gap: a few yuan or minutes more, never a change more."""
SECONDS = 30.0
"""Its wall-clock limit, a last resort."""
BESIDE = 6
"""Most served demands that may be arranged anew."""
MOVING = 2
"""Most of them whose half-days may be changed."""
EASY = 60
"""Size of a single change from which on it is seen whether arranging others anew makes do with less."""
MANY = 5
"""Changes from which on that is not seen: nobody brings about so many, with one less or not."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would serve a demand.

    Attributes
    ----------
    alterations : tuple of Alteration
        All of them together; the fewest, then the smallest, that were found. None where it is enough to arrange the
        demands ``moved`` anew.
    moved : tuple of str
        Served demands that would get other people, places or half-days.
    plan : Plan
        A plan of the altered month that serves it and everybody served before; it passed the audit.
    """

    alterations: tuple[Alteration, ...]
    moved: tuple[str, ...] = ()
    plan: Plan = field(default_factory=Plan, compare=False, repr=False)


def remedies(result: Result, progress: Progress | None = None) -> Mapping[str, Remedy | None]:
    """Return the smallest remedy of every unserved demand that says what it asks, by id; ``None`` where none was found.

    Parameters
    ----------
    result : Result
        With a plan.
    progress : callable, optional
        Called with the share done, 0 to 1.
    """
    inst = Instance(result.community)
    inst.kept.judge(result.judged)
    for demand_id in sorted({demand_id for demand_id, _, _ in result.plan.released} & inst.kept.required.keys()):
        inst.kept.release(demand_id)
    judged = {item.demand.demand_id: item for item in result.judged}
    asked = [name for name, item in judged.items() if name not in result.plan.slots and item.demand.requirements]
    found: dict[str, Remedy | None] = {}
    for number, demand_id in enumerate(asked):
        if progress:
            progress(number / len(asked))
        found[demand_id] = remedy(inst, judged, result.plan, demand_id)
    return found


def remedy(inst: Instance, judged: Mapping[str, JudgedDemand], plan: Plan, demand_id: str) -> Remedy | None:
    """Return the smallest change that serves a demand; ``None`` where none was found.

    Parameters
    ----------
    inst : Instance
        The month; it knows who of last month's people were released.
    judged : mapping of str to JudgedDemand
        Its demands by id.
    plan : Plan
        What was planned; the demand is not in it.
    """
    alone = _search(inst, judged, plan, demand_id, ())
    if alone is not None and not CHANGE + EASY < alone[0] < MANY * CHANGE:
        return alone[1]
    beside = _beside(inst, judged, plan, demand_id)
    together = _search(inst, judged, plan, demand_id, beside, alone[0] if alone else None) if beside else None
    found = together or alone
    return found[1] if found else None


def _beside(inst: Instance, judged: Mapping[str, JudgedDemand], plan: Plan, demand_id: str) -> tuple[str, ...]:
    """Return served demands that hold most of what a demand could use, lightest first among equals."""
    asked: dict[str, int] = defaultdict(int)
    for part in judged[demand_id].parts:
        for resource in inst.pool(part.requirement):
            for other in plan.users([resource.resource_id]):
                asked[other] += 1
    order = sorted(asked, key=lambda other: (-asked[other], inst.demand[other].weight, other))
    return tuple(order[:BESIDE])


def _search(
    inst: Instance,
    judged: Mapping[str, JudgedDemand],
    plan: Plan,
    demand_id: str,
    beside: Sequence[str],
    below: int | None = None,
) -> tuple[int, Remedy] | None:
    """Return the smallest change, if it costs less than ``below``, and what; ``beside`` may be arranged anew."""
    settled = {other for other in beside if inst.settled(inst.demand[other]) or inst.demand[other].forced}
    moving = [other for other in beside if inst.demand[other].event and other not in settled][:MOVING]
    wide = widened(inst, inst.demand[demand_id], moving)
    if wide is None:
        return None
    rest = Plan(
        {other: at for other, at in plan.slots.items() if other not in beside},
        tuple(row for row in plan.assignments if row.demand_id not in beside),
    )
    ledger, spare = Ledger(wide.inst), Ledger(inst)
    ledger.charge(rest.assignments)
    spare.charge(rest.assignments)
    item = fitted(inst, wide, ledger, spare)
    others = [_other(inst, wide, judged[other], plan, ledger, other in moving) for other in sorted(beside)]
    if item is None or any(other is None for other in others):
        return None
    kept = wide.inst.kept
    kept.required = {key: who for key, who in inst.kept.required.items() if key != demand_id}
    kept.released = set(inst.kept.released) | {(demand_id, who) for who in inst.kept.last.get(demand_id, ())}
    kept.gone = dict(inst.kept.gone)
    model = MatchModel(wide.inst, [item, *(other for other in others if other)], detailed=True, fixed=rest)
    for owner in model.owners:
        model.vars[owner.served].lowBound = 1
    add_pins(model)
    payments = Payments(inst, wide, model, spare, demand_id)
    for owner in model.owners:
        if owner.demand.demand_id != demand_id:
            payments.disturb(owner, plan)
    if below is not None and below < 2 * CHANGE:
        model.row([(var, float(price)) for var, price in payments.costs.items()], "<=", below - 1)
    elif below is not None:  # of several changes, fewer of them
        changes = [(var, 1.0) for var, price in payments.costs.items() if price >= CHANGE]
        model.row(changes, "<=", below // CHANGE - 1)
    model.objective(payments.costs)
    if len(model.vars) > COLUMNS:
        return None
    solution = solve(model, replace(inst.settings, gap=GAP), seconds=SECONDS, nodes=NODES)
    if not solution.values:
        return None
    found = extract(model, solution.values)
    whole = Plan({**rest.slots, **found.slots}, (*rest.assignments, *found.assignments)).ordered()
    whole = replace(whole, released=kept.let_go(whole))
    alterations = made(payments, solution.values, whole)
    if audit(altered(inst.community, alterations), whole):
        return None
    moved = tuple(other for other in sorted(beside) if _differs(plan, whole, other))
    price = sum(payments.costs.get(var, 0) * round(value) for var, value in solution.values.items())
    return price, Remedy(alterations, moved, whole)


def _other(
    inst: Instance, wide: Wide, item: JudgedDemand, plan: Plan, ledger: Ledger, moving: bool
) -> JudgedDemand | None:
    """Return a served demand with whom and when it may be, what it has now among them."""
    demand_id = item.demand.demand_id
    mine = plan.of(demand_id)
    always = {row.resource_id for row in mine}
    when = {inst.bit(slot) for slot in plan.slots[demand_id]}
    rng = random.Random(f"{inst.settings.seed} {demand_id}")
    if moving:
        item = _as_allowed(wide, wide.inst.sieve.judge(wide.inst.demand[demand_id]), item)
    return narrowed(wide.inst, _with_new(wide, item), ledger, rng, always | wide.new.keys(), when)


def _with_new(wide: Wide, item: JudgedDemand) -> JudgedDemand:
    """Return a demand with the new helpers among those who may do it."""
    demand = wide.inst.demand[item.demand.demand_id]
    window, parts = wide.inst.window(demand), []
    for part in item.parts:
        asking, known = (
            Asking(wide.inst, demand, part.requirement, window),
            {one.resource_id for one in part.candidates},
        )
        pool = wide.inst.pool(part.requirement) if part.requirement.kind is Kind.HELPER else ()
        verdicts = [asking.candidate(who) for who in pool if who.resource_id in wide.new.keys() - known]
        more = [one for one in verdicts if isinstance(one, Candidate)]
        parts.append(
            replace(part, candidates=tuple(sorted((*part.candidates, *more), key=lambda one: one.resource_id)))
        )
    return replace(item, parts=tuple(parts))


def _as_allowed(wide: Wide, item: JudgedDemand, before: JudgedDemand) -> JudgedDemand:
    """Return a demand at other times without those who may do it only by what is changed for another one."""
    parts = []
    for part, own in zip(item.parts, before.parts, strict=True):
        known = {one.resource_id for one in own.candidates}
        few = [one for one in part.candidates if one.resource_id in known or not wide.pairs.get(one.resource_id)]
        parts.append(replace(part, candidates=tuple(few)))
    return replace(item, parts=tuple(parts))


def _differs(plan: Plan, other: Plan, demand_id: str) -> bool:
    mine = {(row.requirement, row.resource_id, row.slot) for row in plan.of(demand_id)}
    return mine != {(row.requirement, row.resource_id, row.slot) for row in other.of(demand_id)}
