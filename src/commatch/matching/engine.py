"""Matching from end to end: judge, start, build, solve, extract, audit, explain."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from commatch.community import Community
from commatch.matching.again import again, as_before
from commatch.matching.audit import audit
from commatch.matching.candidates import judge
from commatch.matching.changes import changes
from commatch.matching.explain import explain, release_hopeless
from commatch.matching.greedy import greedy
from commatch.matching.instance import Instance
from commatch.matching.large import LargeSearch, is_large
from commatch.matching.model import MatchModel
from commatch.matching.pins import add_pins, clash, concerned, kept, pin_problems, pins_beside
from commatch.matching.plan import Outcome, Plan, SolveStatus
from commatch.matching.result import Result
from commatch.matching.solver import solver_name
from commatch.matching.standby import standby
from commatch.matching.tiers import Search, Solved
from commatch.problems import has_errors
from commatch.settings import Settings

PAIRS = 200_000
"""Pairs of requirement and resource up to which every candidate stays in the search."""
KEPT = 24
"""Candidates of a requirement that stay in the search of a month with more pairs."""

Progress = Callable[[str, float | None], None]


def match(
    community: Community,
    settings: Settings | None = None,
    progress: Progress | None = None,
    known: Plan | None = None,
    released: Collection[str] = (),
) -> Result:
    """Make the month's plan.

    Parameters
    ----------
    community : Community
        The month's needs and resources.
    settings : Settings, optional
        In place of ``community.settings``; a month left out is taken from the community.
    progress : callable, optional
        Called with the name of each phase as it begins, and with how much of it is done where that is known.
    known : Plan, optional
        A plan that breaks no rule, to begin with.
    released : collection of str, optional
        Demands that need not keep last month's people, whether or not they go unserved with them.

    Returns
    -------
    Result
        ``outcome`` tells how it ended: a plan; input problems, listed; no plan, with the pins that clash; or a plan
        that failed its audit, with what failed.
    """
    if settings is not None:
        community = replace(community, settings=replace(settings, month=settings.month or community.settings.month))
    if has_errors(community.problems):
        problems = (*community.problems, *pins_beside(community))
        return Result(Outcome.INPUT_PROBLEMS, community, problems=problems)
    seconds: dict[str, float] = {}
    tell = progress or (lambda phase, done: None)

    @contextmanager
    def phase(name: str) -> Iterator[None]:
        tell(name, None)
        began = time.perf_counter()
        yield
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - began

    with phase("judge"):
        inst = Instance(community)
        judged = judge(inst, KEPT if pairs_of(inst) > PAIRS else None)
        inst.kept.judge(judged)
        for demand_id, _, code in known.released if known else ():
            if code == "pair_unserved":
                inst.kept.release(demand_id)
        wrong = pin_problems(inst, judged)
    if wrong:
        return Result(Outcome.INPUT_PROBLEMS, community, judged=judged, problems=(*community.problems, *wrong))
    with phase("release"):
        release_hopeless(inst, judged)
        for demand_id in sorted(inst.kept.required.keys() & set(released)):
            inst.kept.release(demand_id)
    result = Result(
        Outcome.NO_PLAN,
        community,
        judged=judged,
        solver=solver_name(community.settings),
        problems=community.problems,
    )
    first, rest = _around_coverage(community.settings.tiers)
    spent, best, iterations = 0.0, None, 0
    large = is_large(judged)
    while True:
        with phase("start"):
            former = again(inst, judged)
            begun = best or (known if known and kept(inst, known) else greedy(inst, judged, former))
            start = begun if kept(inst, begun) else None
        with phase("build"):
            model = MatchModel(inst, concerned(inst, judged) if large else judged)
            hopeless = add_pins(model)
        if hopeless:
            return replace(result, clash=clash(inst, judged, hopeless), seconds=seconds)
        search: Search | LargeSearch = (
            LargeSearch(judged, model, start, spent) if large else Search(model, community.settings, start, spent)
        )
        with phase("solve"):
            solved = search.run(first, progress)
            without = inst.kept.required.keys() - (solved.plan.served if solved.plan else frozenset())
            if not without or not first:
                solved = search.run(rest, progress) if solved.plan or not first else solved
        iterations += model.iterations
        sought = first or solved.plan is None  # else nobody who is left out was sought
        if not without or not sought or solved.status is SolveStatus.UNSOLVED:
            break
        for demand_id in sorted(without):
            inst.kept.release(demand_id)
        spent, best = search.spent, solved.plan
    plan = solved.plan
    if plan is None:
        with phase("clash"):
            found = clash(inst, judged, ()) if solved.status is SolveStatus.INFEASIBLE else ()
        notes = () if found else (("no_plan_in_time", (("seconds", f"{community.settings.time_limit:g}"),)),)
        return replace(result, clash=found, notes=notes, seconds=seconds)
    with phase("audit"):
        plan = as_before(inst, former, plan.ordered(inst.kept.let_go(plan)))
        violations = audit(community, plan)
    before = solved.before_fairness or plan
    result = replace(
        result,
        plan=plan,
        before_fairness=before,
        tiers=tuple(solved.tiers),
        notes=(*solved.notes, *_notes(solved)),
        seconds=seconds,
        iterations=iterations,
    )
    if violations:
        return replace(result, outcome=Outcome.AUDIT_FAILED, violations=violations)
    with phase("explain"):
        unserved = explain(inst, judged, plan, result.tiers)
        changed = changes(inst, judged, plan, unserved)
        steps_in = standby(inst, judged, plan)
    return replace(result, outcome=Outcome.PLANNED, unserved=unserved, changes=changed, standby=steps_in)


def pairs_of(inst: Instance) -> int:
    """Return how many pairs of requirement and resource there are to be judged."""
    return sum(len(inst.pool(asked)) for demand in inst.demands for asked in demand.requirements)


def _around_coverage(tiers: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the tiers up to coverage, after which it is seen who goes unserved, and the rest."""
    cut = tiers.index("coverage") + 1 if "coverage" in tiers else 0
    return tiers[:cut], tiers[cut:]


def _notes(solved: Solved) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Say of each tier that was not proven what stopped it."""
    return tuple(
        (
            "tier_not_proven",
            (("tier", tier.name), ("by", tier.stopped_by or "solver"), ("gap", f"{tier.gap:.4f}")),
        )
        for tier in solved.tiers
        if not tier.proven
    )
