"""What must be kept: pinned pairs and confirmed needs; and, where they can't be, a smallest set that clashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commatch.community import Community, Kind, Stance
from commatch.matching.candidates import JudgedDemand, judge, whole
from commatch.matching.explain import why_alone
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel
from commatch.matching.plan import Plan, SolveStatus
from commatch.matching.rules.base import Figures, Rejection, figures
from commatch.matching.solver import solve
from commatch.matching.steady import Keep, keeps
from commatch.problems import NOWHERE, Place, Problem, Severity, error
from commatch.workbook.schema import CHOICES


def pins_beside(community: Community) -> tuple[Problem, ...]:
    """Return the pins that break a rule in an input with other errors, as far as those leave no doubt about them."""
    inst = Instance(community)
    faulty = {_row(item.place) for item in community.problems if item.severity is Severity.ERROR}
    rows = {need.need_id: _row(need.place) for need in community.needs}
    rows |= {resource_id: _row(item.place) for resource_id, item in inst.resource.items()}
    found = []
    for problem in pin_problems(inst, judge(inst)):
        params = dict(problem.params)
        concerned = {rows.get(params["need"]), rows.get(params.get("resource", ""))}
        if params.get("rule") != "not_asked" and not concerned & faulty:
            found.append(problem)
    return tuple(found)


def _row(place: Place) -> tuple[str, str, str]:
    return place.file, place.sheet, "".join(filter(str.isdigit, place.cell))


def pin_problems(inst: Instance, judged: Sequence[JudgedDemand]) -> tuple[Problem, ...]:
    """Return an input problem for everything to be kept that breaks a rule all by itself."""
    by_id = {item.demand.demand_id: item for item in judged}
    opinions = {
        (inst.owner[item.need_id], item.resource_id): item.place
        for item in reversed(inst.community.opinions)
        if item.stance is Stance.PIN and item.need_id in inst.owner
    }
    problems = []
    for keep in keeps(inst):
        rejection = _against(inst, by_id[keep.demand_id], keep)
        if rejection is None:
            continue
        place = opinions.get((keep.demand_id, keep.resource_id), NOWHERE) if keep.code == "pin" else keep.place
        named: dict[str, Any] = {f"figure_{name}": value for name, value in rejection.figures}
        who, need = keep.resource_id, keep.demand_id
        if who and keep.code in ("edited", "kept"):
            problems.append(
                error("kept_breaks_rule", place, who, need=need, resource=who, rule=rejection.code, **named)
            )
        elif who:
            problems.append(error("pin_breaks_rule", place, who, need=need, resource=who, rule=rejection.code, **named))
        else:
            when = inst.slot(keep.slot)
            date, half = when.date.isoformat(), CHOICES["half"][int(when.half)].key
            problems.append(error("slot_breaks_rule", place, date, need=need, date=date, half_day=half))
    return tuple(problems)


def _against(inst: Instance, item: JudgedDemand, keep: Keep) -> Rejection | None:
    """Return what forbids a thing to be kept, alone and in an empty month."""
    due = item.demand.lead.due_on
    if keep.slot >= 0 and not keep.resource_id:
        return None if inst.window(item.demand) >> keep.slot & 1 else Rejection("no_slot", "")
    if not keep.resource_id:
        return None
    if due is not None and due < inst.first and not inst.settled(item.demand):
        return Rejection("past_due", keep.resource_id, figures(due=due, first=inst.first))
    parts = [part for part in item.parts if keep.requirement in (-1, part.index)]
    for part in parts:
        for candidate in part.candidates:
            if candidate.resource_id == keep.resource_id:
                timed = keep.slot >= 0 and part.requirement.kind is not Kind.FUND
                return None if not timed or candidate.slots >> keep.slot & 1 else Rejection("no_common_time", "")
    reasons = filter(None, (part.against(keep.resource_id) for part in parts))
    asked = dict.fromkeys(part.requirement.said or part.requirement.what for part in parts)
    return next(reasons, Rejection("not_asked", keep.resource_id, figures(what="、".join(filter(None, asked)))))


def _said(inst: Instance, slot: int) -> str:
    """Return a slot as a figure: its date and the number of its half-day."""
    when = inst.slot(slot)
    return f"{when.date.isoformat()}/{int(when.half)}"


def concerned(inst: Instance, judged: Sequence[JudgedDemand]) -> list[JudgedDemand]:
    """Return the demands with something that must be kept."""
    asked = {keep.demand_id for keep in keeps(inst)}
    return [item for item in judged if item.demand.demand_id in asked]


def kept(inst: Instance, plan: Plan) -> bool:
    """Tell whether a plan has everything that must be kept."""
    there: set[tuple[str, str, int, int]] = set()
    for row in plan.assignments:
        slot = -1 if row.slot is None else inst.bit(row.slot)
        for requirement in (-1, row.requirement):
            there |= {(row.demand_id, row.resource_id, requirement, at) for at in (-1, slot)}
    for keep in keeps(inst):
        if keep.demand_id not in plan.slots:
            return False
        if keep.resource_id:
            if (keep.demand_id, keep.resource_id, keep.requirement, keep.slot) not in there:
                return False
        elif keep.slot >= 0 and inst.slot(keep.slot) not in plan.slots[keep.demand_id]:
            return False
    return True


def add_pins(model: MatchModel) -> tuple[Keep, ...]:
    """Add a row for all that must be kept; return what has no variable to keep it with."""
    hopeless = []
    rows = _rows(model)
    for keep in keeps(model.inst):
        for terms, least in rows.get(keep, ()):
            model.row(terms, ">=", least)
        if keep not in rows and keep.demand_id in model.demand_ids:
            hopeless.append(keep)
    return tuple(hopeless)


Row = tuple[list[tuple[int, float]], float]


def _rows(model: MatchModel) -> Mapping[Keep, list[Row]]:
    """Return the left sides, and what each must be at least, of everything that can be kept at all."""
    owners = {owner.demand.demand_id: owner for owner in model.owners}
    counts: Counter[tuple[str, str, int]] = Counter()
    rows: dict[Keep, list[Row]] = {}
    for keep in keeps(model.inst):
        owner = owners.get(keep.demand_id)
        if owner is None:
            continue
        served: Row = ([(owner.served, 1.0)], 1)
        if not keep.resource_id:
            if keep.slot < 0:
                rows[keep] = [served]
            elif keep.slot in owner.slots:
                rows[keep] = [([(owner.slots[keep.slot], 1.0)], 1)]
            continue
        parts = [part for part in owner.parts if keep.requirement in (-1, part.judged.index)]
        uses = [(part, use) for part in parts for use in part.uses if use.resource_id == keep.resource_id]
        timed = [(part, use) for part, use in uses if use.slot == keep.slot]
        if keep.slot >= 0 and timed:
            rows[keep] = [served, ([(use.var, 1.0) for _, use in timed], 1)]
        elif keep.slot < 0 or all(use.slot is None for _, use in uses):
            if not uses:
                continue
            # one variable counts the slots: as many of them as are to be kept
            key = (keep.demand_id, keep.resource_id, keep.requirement)
            counts[key] += int(keep.slot >= 0)
            least = counts[key] if any(part.counted for part, _ in uses) and keep.slot >= 0 else 1
            rows[keep] = [served, (list({use.var: 1.0 for _, use in uses}.items()), least)]
    return rows


def clash(inst: Instance, judged: Sequence[JudgedDemand], hopeless: Sequence[Keep]) -> tuple[tuple[str, Figures], ...]:
    """Return a smallest set of pins and confirmed needs that can't be kept together, as phrase codes with figures.

    A deletion filter: whatever can be left out while the rest still clashes is left out; each of what remains is needed
    for the clash. One that can't be kept even alone is a set by itself, followed by the reasons. Nothing is returned
    where it is not certain.
    """
    if hopeless:
        alone = next(item for item in judged if item.demand.demand_id == hopeless[0].demand_id)
        reasons = why_alone(inst, alone) or [("no_common_time", figures(what=hopeless[0].resource_id))]
        return (*_phrase(inst, hopeless[:1]), *reasons, *_declined(inst, hopeless[:1]))
    every = [whole(inst, item) for item in concerned(inst, judged)]  # all others need not be served
    model = MatchModel(inst, every, detailed=True)
    rows = _rows(model)
    without = [keep for keep in keeps(inst) if keep not in rows and keep.demand_id in model.demand_ids]
    if without:  # allowed, and never free when the rest of its need could be
        return clash(inst, judged, without[:1])
    remaining = list(rows)
    if _possible(model, rows, remaining, sure=True):
        return ()
    for keep in list(remaining):
        rest = [item for item in remaining if item != keep]
        if rest and not _possible(model, rows, rest):
            remaining = rest
    return (*_phrase(inst, remaining), *_declined(inst, remaining))


def _possible(
    model: MatchModel,
    rows: Mapping[Keep, list[Row]],
    kept: Sequence[Keep],
    *,
    sure: bool = False,
) -> bool:
    """Tell whether these can be kept together; only a proof says no, of both solvers if ``sure``."""
    names = [model.row(terms, ">=", least) for keep in kept for terms, least in rows[keep]]
    model.objective({})
    settings = model.inst.settings
    solvers = ("highs", "cbc") if sure else (settings.solver,)
    verdicts = [solve(model, settings, seconds=settings.time_limit, solver=name).status for name in solvers]
    for name in names:
        model.drop(name)
    return any(verdict is not SolveStatus.INFEASIBLE for verdict in verdicts)


def _declined(inst: Instance, kept: Sequence[Keep]) -> Iterator[tuple[str, Figures]]:
    """Yield who stood on a confirmed project and declined: somebody else has to be found for it."""
    steady = inst.steady
    for demand_id in dict.fromkeys(keep.demand_id for keep in kept) if steady is not None else ():
        assert steady is not None
        for project in steady.confirmed(demand_id):
            there = {row.resource_id for row in project.rows}
            for resource_id in sorted(there & steady.banned_from.get(demand_id, frozenset())):
                yield "kept_declined", figures(need=demand_id, resource=resource_id)


def _phrase(inst: Instance, kept: Sequence[Keep]) -> Iterator[tuple[str, Figures]]:
    for keep in kept:
        if keep.resource_id:
            yield keep.code, figures(need=keep.demand_id, resource=keep.resource_id)
        elif keep.slot >= 0:
            yield keep.code, figures(need=keep.demand_id, slot=_said(inst, keep.slot))
        else:
            yield keep.code, figures(need=keep.demand_id)
