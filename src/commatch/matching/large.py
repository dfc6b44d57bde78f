"""The search of a large month: guided by the relaxation first, then by small parts, by counted work."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from fractions import Fraction

from commatch.community import Kind
from commatch.matching.candidates import Judged, JudgedDemand
from commatch.matching.greedy import greedy
from commatch.matching.instance import Instance
from commatch.matching.levels import LAST, LEVELS, WHOLE
from commatch.matching.measures import measures
from commatch.matching.model import MatchModel
from commatch.matching.narrowing import WIDTH
from commatch.matching.neighbourhoods import Neighbourhoods
from commatch.matching.pins import kept
from commatch.matching.plan import Plan, SolveStatus, Tier
from commatch.matching.rules.base import figures
from commatch.matching.solver import SMALL
from commatch.matching.tiers import Search, Solved
from commatch.settings import Settings

Progress = Callable[[str, float | None], None]

AT_ONCE = 60_000
"""Columns up to which a month's relaxation is solved in one piece."""
REPORTED = {
    "must": ("must",),
    "coverage": ("coverage", "coverage_count", "continuity"),
    "stability": ("stability", "stability_slots", "stability_days"),
    "fairness": ("fairness", "fair_coverage", "fair_count"),
    "quality": ("quality",),
    "balance": ("balance",),
}
"""What each tier reports."""
TIMED = ("coverage", "quality")
"""Objectives of which the seconds of a search are said: those before fairness together, and those from it on."""
COSTS = frozenset({"stability", "stability_slots", "stability_days", "balance", "earliest", "ids"})
"""Objectives of which less is better; none is below 0."""


def is_large(judged: Sequence[JudgedDemand]) -> bool:
    """Tell whether the compact model of a month would have too many variables to be solved in one piece."""
    return columns(judged) > SMALL


def columns(judged: Sequence[JudgedDemand]) -> int:
    """Return about how many variables the compact model of a month would have."""
    return sum(
        1 + item.slots.bit_count() + sum(len(part.candidates) for part in item.parts)
        for item in judged
        if item.servable
    )


class LargeSearch:
    """The search for a plan of a large month, tier after tier, within one time limit.

    Parameters
    ----------
    judged : sequence of JudgedDemand
        The month's demands.
    bound : MatchModel
        The demands with something that must be kept, with the rows that keep it.
    start : Plan, optional
        A feasible plan with everything that must be kept.
    spent : float
        Seconds of the time limit that are gone.
    """

    def __init__(
        self, judged: Sequence[JudgedDemand], bound: MatchModel, start: Plan | None, spent: float = 0.0
    ) -> None:
        self.inst = inst = bound.inst
        self.bound = bound
        self.judged = judged
        self.settings: Settings = inst.settings
        self.deadline = time.perf_counter() + self.settings.time_limit - spent
        self.start = start
        self.plan: Plan | None = None
        self.solved = Solved(SolveStatus.FEASIBLE)
        self._done: list[str] = []
        kept = sum(len(part.candidates) for item in judged for part in item.parts)
        self._candidates = kept, sum(part.of for item in judged for part in item.parts)
        self._bounds = _bounds(inst, judged)

    @property
    def spent(self) -> float:
        """Seconds of the time limit that are gone."""
        return self.settings.time_limit - (self.deadline - time.perf_counter())

    def run(self, tiers: Sequence[str], progress: Progress | None = None) -> Solved:
        """Search by some tiers, after those that were; the seconds are said of one of them."""
        began = time.perf_counter()
        if self.plan is None:
            begun = self.start or self._begun()
            if begun is None:
                return self.solved
            self.plan = self._covered(begun, tiers, progress)
        elif tiers:
            self.solved.before_fairness = self.plan
            parts = Neighbourhoods(self.inst, self.judged, self.plan, self.deadline)
            parts.better((*self._done, *tiers), progress)
            self.plan = parts.best()
            self._note(parts)
        self._report(tiers, time.perf_counter() - began)
        self._done += tiers
        self.solved.plan = self.plan
        return self.solved

    def _begun(self) -> Plan | None:
        """Return a plan with everything that must be kept, which the greedy one lacks."""
        solved = Search(self.bound, self.settings, None, self.spent).run(("must",))
        if solved.plan is None:
            self.solved = Solved(solved.status)
            return None
        plan = greedy(self.inst, self.judged, solved.plan)
        return plan if kept(self.inst, plan) else solved.plan

    def _covered(self, plan: Plan, tiers: Sequence[str], progress: Progress | None) -> Plan:
        parts = Neighbourhoods(self.inst, self.judged, plan, self.deadline)
        levels = (WHOLE, LAST) if columns(self.judged) <= AT_ONCE else (*LEVELS, LAST)
        parts.cover(tiers or ("must", "coverage"), levels, progress)
        kept, there = self._candidates
        known = kept == there  # else the relaxation does not know of all that could be done
        if known and tuple(tiers) == ("must", "coverage"):  # it bounds these, in this order and with nothing before
            bounds = self._bounds
            bounds["must"] = min(bounds["must"], parts.work.must)
            for name in ("coverage", "fair_coverage"):
                bounds[name] = min(bounds[name], parts.work.weight / 10)
        self._note(parts)
        return parts.best()

    def _note(self, parts: Neighbourhoods) -> None:
        """Say how the search went: how many parts, how wide, and whether the clock struck."""
        self.solved.notes.append(("in_parts", figures(parts=parts.work.rounds, width=WIDTH)))
        kept, there = self._candidates
        if kept < there and self._done:
            self.solved.notes.append(("candidates_kept", figures(kept=kept, of=there)))
        if parts.work.late:
            self.solved.notes.append(("clock_struck", figures(seconds=self.settings.time_limit)))

    def _report(self, tiers: Sequence[str], seconds: float) -> None:
        assert self.plan is not None
        values = measures(self.inst, self.judged, self.plan)
        stopped = "time" if time.perf_counter() > self.deadline else "work"
        for tier in tiers:
            for name in REPORTED[tier]:
                if name not in values:
                    continue
                bound = 0.0 if name in COSTS else max(values[name], self._bounds.get(name, values[name]))
                proven = abs(bound - values[name]) < 1e-6
                status = SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE
                why = "" if proven else stopped
                spent = seconds if name in TIMED else 0.0
                report = Tier(name, values[name], bound, proven, status, why, spent, values[name])
                self.solved.tiers.append(report)


def _bounds(inst: Instance, judged: Sequence[JudgedDemand]) -> dict[str, float]:
    """Return what no plan exceeds, as single demands tell."""
    servable = [item for item in judged if item.servable]
    weight = sum(item.demand.weight for item in servable) / 10
    lowest = Fraction(1)
    for group, needs in inst.fair_groups.items():
        there = sum(group in need.groups for item in servable for need in item.demand.members)
        lowest = min(lowest, Fraction(there, needs))
    helpers = sum(part.asked * item.demand.sessions for item in servable for part in item.parts if _of_people(part))
    return {
        "must": sum(item.demand.must for item in servable),
        "coverage": weight,
        "coverage_count": len(servable),
        "fairness": float(lowest),
        "fair_coverage": weight,
        "fair_count": len(servable),
        "quality": sum(_best_score(part) * item.demand.sessions for item in servable for part in item.parts) / 10,
        "never_asked": helpers,
        "continuity": len(inst.kept.released),
    }


def _of_people(part: Judged) -> bool:
    return part.requirement.kind is Kind.HELPER


def _best_score(part: Judged) -> int:
    scores = sorted((max(0, candidate.tenths) for candidate in part.candidates), reverse=True)
    return sum(scores if part.requirement.kind is Kind.GOODS else scores[: int(part.asked)])
