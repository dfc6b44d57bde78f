"""Whether a resource may serve a need, and what it would cost the month if it had to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from commatch.community import Opinion, Stance
from commatch.explaining.rebuild import Rebuilt
from commatch.explaining.standing import Standing, standing
from commatch.matching import engine
from commatch.matching.candidates import Candidate, Judged
from commatch.matching.demands import Demand
from commatch.matching.explain import why_alone
from commatch.matching.plan import Assignment, Outcome, Plan, Unserved
from commatch.matching.result import Result
from commatch.matching.rules.base import Figures, Rejection
from commatch.problems import Problem, Severity

__all__ = ["PairFacts", "Trial", "Worth", "pair_facts"]

Progress = Callable[[str, float | None], None]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan is worth: needs served, those that must be among them, the priority covered, the match score."""

    needs: int
    must: int
    priority: float
    score: float


@dataclass(frozen=True)
class Trial:
    """The month solved again with a pair pinned.

    Attributes
    ----------
    outcome : {'planned', 'clash', 'time', 'failed'}
        A plan; none, since things clash; none found in time; none for another reason.
    before, after : Worth, optional
        What the plan is worth as it stands and with the pair; the scores are the best that could be had.
    lost, gained : tuple of str
        Needs that are served only without, and only with the pair.
    reasons : tuple of Unserved
        Why those that are lost are unserved then.
    rows : tuple of Assignment
        What the resource does for the need then.
    instead_of : tuple of str
        Who does it now and would not then.
    tiers : tuple of (str, float, float)
        The objectives that both plans were made by: name, value as recorded and value with the pair.
    clash : tuple of (str, tuple of (str, str))
        What can't be kept together.
    problems : tuple of Problem
        Why it can't be solved at all.
    proven : bool
        Both plans are proven the best.
    """

    outcome: str
    before: Worth | None = None
    after: Worth | None = None
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    reasons: tuple[Unserved, ...] = ()
    rows: tuple[Assignment, ...] = ()
    instead_of: tuple[str, ...] = ()
    tiers: tuple[tuple[str, float, float], ...] = ()
    clash: tuple[tuple[str, Figures], ...] = ()
    problems: tuple[Problem, ...] = ()
    proven: bool = True


@dataclass(frozen=True)
class PairFacts:
    """What there is to say of a need and a resource.

    Attributes
    ----------
    need_id, resource_id : str
        Which.
    state : {'planned', 'allowed', 'forbidden', 'not_asked', 'out'}
        The pair is in the plan; it may be; a rule forbids it; the need asks for nothing that the resource offers; the
        need takes no part.
    demand : Demand, optional
        What the need is served with.
    rows : tuple of Assignment
        What the resource does for it.
    standings : tuple of (Judged, Standing)
        The requirements that it may meet, and how it stands to them.
    rejections : tuple of (Judged, Rejection)
        The requirements that it may not meet.
    trial : Trial, optional
        What it would cost, where it may be and is not.
    """

    need_id: str
    resource_id: str
    state: str
    demand: Demand | None = None
    rows: tuple[Assignment, ...] = ()
    standings: tuple[tuple[Judged, Standing], ...] = ()
    rejections: tuple[tuple[Judged, Rejection], ...] = ()
    trial: Trial | None = None


def pair_facts(
    rebuilt: Rebuilt, need_id: str, resource_id: str, time_limit: float | None = None, progress: Progress | None = None
) -> PairFacts:
    """Return what there is to say of a need and a resource.

    Parameters
    ----------
    rebuilt : Rebuilt
        The month with its plan.
    need_id, resource_id : str
        A need and a resource of the month.
    time_limit : float, optional
        Seconds for solving again at most; those of the settings where not given.
    progress : callable, optional
        As matching takes it.
    """
    inst = rebuilt.inst
    demand = inst.demand.get(inst.owner.get(need_id, ""))
    if demand is None:
        return PairFacts(need_id, resource_id, "out")
    item, resource = rebuilt.item(demand.demand_id), inst.resource[resource_id]
    standings: list[tuple[Judged, Standing]] = []
    rejections: list[tuple[Judged, Rejection]] = []
    for part in item.parts:
        if rebuilt.offers(resource_id, part):
            verdict = part.asking.candidate(resource)
            if isinstance(verdict, Candidate):
                standings.append((part, standing(rebuilt, item, part, verdict)))
            else:
                rejections.append((part, verdict))
    rows = tuple(row for row in rebuilt.plan.of(demand.demand_id) if row.resource_id == resource_id)
    state = "planned" if rows else "allowed" if standings else "forbidden" if rejections else "not_asked"
    trial = _trial(rebuilt, demand, resource_id, time_limit, progress) if state == "allowed" else None
    return PairFacts(need_id, resource_id, state, demand, rows, tuple(standings), tuple(rejections), trial)


def _trial(
    rebuilt: Rebuilt, demand: Demand, resource_id: str, time_limit: float | None, progress: Progress | None
) -> Trial:
    """Solve the month again with a pair pinned."""
    community = rebuilt.community
    settings = replace(community.settings, tiers=_up_to_quality(community.settings.tiers))
    if time_limit is not None:
        settings = replace(settings, time_limit=time_limit)
    # before the opinions that are there: their hours and scores stay
    pin = Opinion(demand.demand_id, resource_id, Stance.PIN)
    pinned = replace(community, settings=settings, opinions=(pin, *community.opinions))
    result = engine.match(pinned, progress=progress)
    if result.outcome is Outcome.PLANNED:
        return _compared(rebuilt, result, demand.demand_id, resource_id)
    if result.outcome is Outcome.NO_PLAN:
        clash = result.clash
        if len(clash) == 1:  # the pin by itself: what keeps the need from being served at all
            clash = (*clash, *why_alone(rebuilt.inst, rebuilt.item(demand.demand_id)))
        return Trial("clash" if clash else "time", clash=clash, proven=bool(clash))
    wrong = tuple(problem for problem in result.problems if problem.severity is Severity.ERROR)
    return Trial("failed", problems=wrong, proven=False)


def _up_to_quality(tiers: Sequence[str]) -> tuple[str, ...]:
    """Return the objectives up to the match score: what comes after it only settles ties."""
    return tuple(tiers[: tiers.index("quality") + 1] if "quality" in tiers else tiers)


def _compared(rebuilt: Rebuilt, result: Result, demand_id: str, resource_id: str) -> Trial:
    then = {need_id for served in result.plan.slots for need_id in rebuilt.inst.demand[served].need_ids}
    now = {need_id for served in rebuilt.plan.slots for need_id in rebuilt.inst.demand[served].need_ids}
    scores = {tier.name: tier.value for tier in result.tiers}
    after = _worth(rebuilt, result.plan, scores.get("quality"))
    rows = tuple(row for row in result.plan.of(demand_id) if row.resource_id == resource_id)
    recorded = rebuilt.tier.get("quality")
    best = recorded.value if recorded is not None and not rebuilt.listed.edited else None
    return Trial(
        "planned",
        before=_worth(rebuilt, rebuilt.plan, best),
        after=after,
        lost=tuple(sorted(now - then)),
        gained=tuple(sorted(then - now)),
        reasons=tuple(item for item in result.unserved if item.need_id in now - then),
        rows=rows,
        instead_of=_instead_of(rebuilt, result.plan, rows),
        tiers=tuple((name, rebuilt.tier[name].value, value) for name, value in scores.items() if name in rebuilt.tier),
        proven=all(tier.proven for tier in (*result.tiers, *rebuilt.tiers) if tier.name in scores),
    )


def _instead_of(rebuilt: Rebuilt, plan: Plan, rows: Sequence[Assignment]) -> tuple[str, ...]:
    """Return who is on the requirements of some rows now, and is not in another plan."""
    asked = {(row.demand_id, row.requirement) for row in rows}
    now, then = (
        {row.resource_id for row in of.assignments if (row.demand_id, row.requirement) in asked}
        for of in (rebuilt.plan, plan)
    )
    return tuple(sorted(now - then))


def _worth(rebuilt: Rebuilt, plan: Plan, score: float | None) -> Worth:
    """Return what a plan of the month is worth, with a score that is known already."""
    demands = [rebuilt.inst.demand[demand_id] for demand_id in plan.slots]
    if score is None:
        score = sum(rebuilt.score(row) or 0 for row in plan.assignments) / 10
    return Worth(
        needs=sum(len(demand.need_ids) for demand in demands),
        must=sum(demand.must for demand in demands),
        priority=float(sum(demand.priority for demand in demands)),
        score=round(score, 6),
    )
