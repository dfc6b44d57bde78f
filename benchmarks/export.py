"""A judged month as plain data for peers that know neither PuLP nor commatch, and their answers as plans.

A month goes out as one JSON document: demands with their parts and candidates, resources with what they have, slots by
number. A model goes out as the arrays of its matrix.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from commatch.community import Community, Fund, Goods, Helper, Kind, Resource, Unit
from commatch.matching import solver
from commatch.matching.candidates import Candidate, Judged, JudgedDemand
from commatch.matching.explain import release_hopeless
from commatch.matching.greedy import greedy
from commatch.matching.instance import Instance, bits
from commatch.matching.model import MatchModel
from commatch.matching.plan import Assignment, Plan

Filter = Callable[[JudgedDemand, Judged, Candidate], bool]
Document = dict[str, Any]


def start(inst: Instance, judged: Sequence[JudgedDemand]) -> Plan:
    """Return the greedy plan."""
    found: Any = greedy(inst, judged)
    plan: Plan = found[0] if isinstance(found, tuple) else found
    return plan


def top(
    judged: Sequence[JudgedDemand],
    count: int,
    plans: Iterable[Plan] = (),
    required: Mapping[str, Iterable[str]] | None = None,
    seed: int = 0,
) -> Filter:
    """Return a filter that keeps the best of each requirement's candidates: half by score, half at random.

    Parameters
    ----------
    judged : sequence of JudgedDemand
        The demands.
    count : int
        Candidates kept of a requirement, half as many again where more than one is asked, half as many of venues.
    plans : iterable of Plan
        Whoever is used in any of these is kept too.
    required : mapping of str to iterable of str, optional
        By demand, who else is kept.
    seed : int
        Of the random half.
    """
    rng = random.Random(seed)
    kept = {(row.demand_id, row.requirement, row.resource_id) for plan in plans for row in plan.assignments}
    required = required or {}
    for item in judged:
        for part in item.parts:
            most = {Kind.VENUE: count // 2, Kind.HELPER: count + count // 2 * (part.asked > 1)}
            size = most.get(part.requirement.kind, count)
            best = sorted(part.candidates, key=lambda one: (-one.tenths, one.resource_id))
            rest = best[size // 2 :]
            chosen = [one for one in best if one.resource_id in required.get(item.demand.demand_id, ())]
            chosen += best[: size // 2] + rng.sample(rest, min(len(rest), size - size // 2))
            kept |= {(item.demand.demand_id, part.index, one.resource_id) for one in chosen}
    return lambda item, part, one: (item.demand.demand_id, part.index, one.resource_id) in kept


def filtered(judged: Sequence[JudgedDemand], keep: Filter | None) -> Sequence[JudgedDemand]:
    """Return the demands with only the candidates that a filter keeps."""
    if keep is None:
        return judged
    return [
        replace(
            item,
            parts=tuple(
                replace(part, candidates=tuple(one for one in part.candidates if keep(item, part, one)))
                for part in item.parts
            ),
        )
        for item in judged
    ]


def instance(month: Community, judged: Sequence[JudgedDemand], released: Iterable[str] = ()) -> Instance:
    """Return a month that knows who of last month's people must stay on their pairs.

    Parameters
    ----------
    month : Community
        The month.
    judged : sequence of JudgedDemand
        Its demands.
    released : iterable of str
        Demands that went unserved with those people, and so are free of them.
    """
    inst = Instance(month)
    inst.kept.judge(judged)
    release_hopeless(inst, judged)
    for demand_id in sorted(set(released) & inst.kept.required.keys()):
        inst.kept.release(demand_id)
    return inst


def document(
    inst: Instance,
    judged: Sequence[JudgedDemand],
    *,
    hints: Mapping[str, Plan] | None = None,
    must: int | None = None,
) -> Document:
    """Return a judged month as plain data.

    Parameters
    ----------
    inst : Instance
        The month; it knows who of last month's people must stay.
    judged : sequence of JudgedDemand
        Its demands; those that are not servable are left out.
    hints : mapping of str to Plan, optional
        Feasible plans to start from, by name.
    must : int, optional
        How many needs of urgency 5 must be served.
    """
    numbers: dict[str, int] = {}
    resources: list[Document] = []

    def number(resource: Resource) -> int:
        if resource.resource_id not in numbers:
            numbers[resource.resource_id] = len(resources)
            resources.append(_resource(resource))
        return numbers[resource.resource_id]

    return {
        "gap": inst.settings.series_gap,
        "demands": [_demand(item, number) for item in judged if item.servable],
        "resources": resources,
        "pins": list(inst.pins),
        "kept": {demand_id: sorted(helpers) for demand_id, helpers in inst.kept.required.items()},
        "must": must,
        "hints": {name: _answer(inst, plan) for name, plan in (hints or {}).items()},
    }


def _resource(resource: Resource) -> Document:
    limit = None
    if isinstance(resource, Helper):
        limit = resource.hours
    elif isinstance(resource, Unit):
        limit = float(resource.sessions)
    elif isinstance(resource, Fund):
        limit = resource.amount
    elif isinstance(resource, Goods):
        limit = float(resource.quantity)
    reusable = isinstance(resource, Goods) and resource.reusable
    kind = type(resource).__name__.casefold()
    return {"id": resource.resource_id, "kind": kind, "limit": limit, "reusable": reusable}


def _demand(item: JudgedDemand, number: Callable[[Resource], int]) -> Document:
    demand = item.demand
    return {
        "id": demand.demand_id,
        "weight": demand.weight,
        "must": demand.must,
        "forced": demand.forced,
        "event": demand.event,
        "sessions": demand.sessions,
        "pair": demand.pair,
        "slots": list(bits(item.slots)),
        "parts": [
            {
                "index": part.index,
                "kind": part.requirement.kind.value,
                "asked": part.requirement.quantity,
                "candidates": [
                    [number(one.resource), one.weight, one.hours, one.slots & item.slots] for one in part.candidates
                ],
            }
            for part in item.parts
        ],
    }


def _answer(inst: Instance, plan: Plan) -> Document:
    return {
        "slots": {demand_id: [inst.bit(slot) for slot in slots] for demand_id, slots in plan.slots.items()},
        "rows": [
            [
                row.demand_id,
                row.requirement,
                row.resource_id,
                None if row.slot is None else inst.bit(row.slot),
                row.quantity,
            ]
            for row in plan.assignments
        ],
    }


def plan_of(inst: Instance, data: Document, answer: Mapping[str, Any]) -> Plan:
    """Return a peer's answer as a plan, to be audited.

    Parameters
    ----------
    inst : Instance
        The month.
    data : dict
        The month's document, which the answer is to.
    answer : mapping
        Its rows, and the slots of every demand served.
    """
    demands = {one["id"]: one for one in data["demands"]}
    hours = {
        (one["id"], part["index"], data["resources"][number]["id"]): taken
        for one in data["demands"]
        for part in one["parts"]
        for number, _, taken, _ in part["candidates"]
    }
    rows = []
    for demand_id, index, resource_id, slot, quantity in answer["rows"]:
        demand = demands[demand_id]
        part = next(part for part in demand["parts"] if part["index"] == index)
        kind = Kind(part["kind"])
        times = 1 if demand["event"] else demand["sessions"]
        rows.append(
            Assignment(
                demand_id,
                index,
                kind,
                resource_id,
                None if slot is None else inst.slot(slot),
                quantity,
                hours[demand_id, index, resource_id] * times if kind is Kind.HELPER else 0.0,
                part["asked"] if kind is Kind.FUND else 0.0,
            )
        )
    slots = {demand_id: tuple(map(inst.slot, sorted(taken))) for demand_id, taken in answer["slots"].items()}
    return Plan(slots, tuple(sorted(rows, key=Assignment.order)))


def coverage(inst: Instance, plan: Plan) -> float:
    """Return the sum of the weights of what a plan serves."""
    return sum(inst.demand[demand_id].weight for demand_id in plan.slots) / 10


def write_document(path: Path, data: Document) -> Path:
    """Write a month's data."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def write_matrix(path: Path, model: MatchModel, must: int | None = None) -> Path:
    """Write a model's matrix with the coverage objective, minimised, in tenths; at least so many musts served."""
    weights = {owner.served: -float(owner.demand.weight) for owner in model.owners}
    model.objective(weights)
    lp = solver.lp_arrays(model.problem, model.vars)
    musts = np.array([owner.served for owner in model.owners if owner.demand.must], dtype=np.int32)
    extra = must is not None and len(musts) > 0
    start_ = np.array(lp.a_matrix_.start_, dtype=np.int64)
    np.savez(
        path,
        cost=np.array(lp.col_cost_),
        lower=np.array(lp.col_lower_),
        upper=np.array(lp.col_upper_),
        row_lower=np.append(lp.row_lower_, [must] if extra else []),
        row_upper=np.append(lp.row_upper_, [np.inf] if extra else []),
        start=np.append(start_, [start_[-1] + len(musts)] if extra else []).astype(np.int32),
        index=np.append(lp.a_matrix_.index_, musts if extra else []).astype(np.int32),
        value=np.append(lp.a_matrix_.value_, np.ones(len(musts)) if extra else []),
    )
    return path
