"""What must be kept: pinned pairs and confirmed needs; and, where they can't be, a smallest set that clashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commatch.community import Community, Stance
from commatch.matching.candidates import JudgedDemand, judge
from commatch.matching.explain import why_alone
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel
from commatch.matching.plan import SolveStatus
from commatch.matching.rules.base import Figures, Rejection, figures
from commatch.matching.solver import solve
from commatch.problems import NOWHERE, Place, Problem, Severity, error

Keep = tuple[str, str]
"""A demand that must be served, and the resource it must be served with, '' for any."""


def keeps(inst: Instance) -> tuple[Keep, ...]:
    """Return all that must be kept, in order: confirmed demands, then pins."""
    confirmed = [(demand.demand_id, "") for demand in inst.demands if demand.forced]
    return (*confirmed, *inst.pins)


def pins_beside(community: Community) -> tuple[Problem, ...]:
    """Return the pins that break a rule in an input with other errors, as far as those leave no doubt about them."""
    inst = Instance(community)
    faulty = {_row(item.place) for item in community.problems if item.severity is Severity.ERROR}
    rows = {need.need_id: _row(need.place) for need in community.needs}
    rows |= {resource_id: _row(item.place) for resource_id, item in inst.resource.items()}
    return tuple(
        problem
        for problem in pin_problems(inst, judge(inst))
        if dict(problem.params)["rule"] != "not_asked"
        and not {rows[dict(problem.params)["need"]], rows[dict(problem.params)["resource"]]} & faulty
    )


def _row(place: Place) -> tuple[str, str, str]:
    return place.file, place.sheet, "".join(filter(str.isdigit, place.cell))


def pin_problems(inst: Instance, judged: Sequence[JudgedDemand]) -> tuple[Problem, ...]:
    """Return an input problem for every single pin that breaks a rule."""
    by_id = {item.demand.demand_id: item for item in judged}
    opinions = {
        (inst.owner[item.need_id], item.resource_id): item
        for item in reversed(inst.community.opinions)
        if item.stance is Stance.PIN and item.need_id in inst.owner
    }
    problems = []
    for demand_id, resource_id in inst.pins:
        due = inst.demand[demand_id].lead.due_on
        late = due is not None and due < inst.first
        if not late and any(
            item.resource_id == resource_id for part in by_id[demand_id].parts for item in part.candidates
        ):
            continue
        opinion = opinions.get((demand_id, resource_id))
        rejected = [
            item for part in by_id[demand_id].parts for item in part.rejections if item.resource_id == resource_id
        ]
        if late:
            rejected = [Rejection("past_due", resource_id, figures(due=due, first=inst.first))]
        code, given = (rejected[0].code, dict(rejected[0].figures)) if rejected else ("not_asked", {})
        problems.append(
            error(
                "pin_breaks_rule",
                opinion.place if opinion else NOWHERE,
                resource_id,
                need=demand_id,
                resource=resource_id,
                rule=code,
                **_named(given),
            )
        )
    return tuple(problems)


def _named(given: dict[str, str]) -> dict[str, Any]:
    return {f"figure_{name}": value for name, value in given.items()}


def add_pins(model: MatchModel) -> tuple[Keep, ...]:
    """Add a row for all that must be kept; return what has no variable to keep it with."""
    hopeless = []
    rows = _rows(model)
    for keep in keeps(model.inst):
        for terms in rows.get(keep, ()):
            model.row(terms, ">=", 1)
        if keep not in rows:
            hopeless.append(keep)
    return tuple(hopeless)


def _rows(model: MatchModel) -> Mapping[Keep, list[list[tuple[int, float]]]]:
    """Return the left sides, each at least 1, of everything that can be kept at all."""
    owners = {owner.demand.demand_id: owner for owner in model.owners}
    rows: dict[Keep, list[list[tuple[int, float]]]] = {}
    for demand_id, resource_id in keeps(model.inst):
        owner = owners.get(demand_id)
        if owner is None:
            continue
        served = [(owner.served, 1.0)]
        uses = {use.var: 1.0 for part in owner.parts for use in part.uses if use.resource_id == resource_id}
        if not resource_id:
            rows[demand_id, ""] = [served]
        elif uses:
            rows[demand_id, resource_id] = [served, list(uses.items())]
    return rows


def clash(inst: Instance, judged: Sequence[JudgedDemand], hopeless: Sequence[Keep]) -> tuple[tuple[str, Figures], ...]:
    """Return a smallest set of pins and confirmed needs that can't be kept together, as phrase codes with figures.

    A deletion filter: whatever can be left out while the rest still clashes is left out; each of what remains is needed
    for the clash. One that can't be kept even alone is a set by itself, followed by the reasons. Nothing is returned
    where it is not certain.
    """
    if hopeless:
        alone = next(item for item in judged if item.demand.demand_id == hopeless[0][0])
        reasons = why_alone(inst, alone) or [("no_common_time", figures(what=hopeless[0][1]))]
        return (*_phrase([hopeless[0]]), *reasons)
    model = MatchModel(inst, judged, detailed=True)
    rows = _rows(model)
    remaining = list(rows)
    if _possible(model, rows, remaining, sure=True):
        return ()
    for keep in list(remaining):
        rest = [item for item in remaining if item != keep]
        if rest and not _possible(model, rows, rest):
            remaining = rest
    return tuple(_phrase(remaining))


def _possible(
    model: MatchModel,
    rows: Mapping[Keep, list[list[tuple[int, float]]]],
    kept: Sequence[Keep],
    *,
    sure: bool = False,
) -> bool:
    """Tell whether these can be kept together; only a proof says no, of both solvers if ``sure``."""
    names = [model.row(terms, ">=", 1) for keep in kept for terms in rows[keep]]
    model.objective({})
    settings = model.inst.settings
    solvers = ("highs", "cbc") if sure else (settings.solver,)
    verdicts = [solve(model, settings, seconds=settings.time_limit, solver=name).status for name in solvers]
    for name in names:
        model.drop(name)
    return any(verdict is not SolveStatus.INFEASIBLE for verdict in verdicts)


def _phrase(kept: Sequence[Keep]) -> Iterator[tuple[str, Figures]]:
    for demand_id, resource_id in kept:
        if resource_id:
            yield "pin", figures(need=demand_id, resource=resource_id)
        else:
            yield "forced", figures(need=demand_id)
