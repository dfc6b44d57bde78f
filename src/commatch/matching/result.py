"""What a match gives: the plan with everything that explains it, ready for reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from commatch.community import Community
from commatch.matching.candidates import Asking, Candidate, JudgedDemand
from commatch.matching.carried import agreed, notes
from commatch.matching.changes import Change
from commatch.matching.demands import Demand
from commatch.matching.instance import Instance
from commatch.matching.plan import Assignment, Outcome, Plan, Tier, Unserved, Violation
from commatch.matching.standby import Standby
from commatch.previous import Away, Declined, Earlier, Previous
from commatch.previous_projects import PreviousProject, PreviousRow, Reply
from commatch.problems import Problem
from commatch.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from commatch.matching.gaps import Gaps
    from commatch.matching.remedies import Remedy
    from commatch.workbook.schema import Lang


@dataclass(frozen=True)
class Result:
    """The outcome of a match.

    Attributes
    ----------
    outcome : Outcome
        How it ended; everything below is there only for a plan.
    community : Community
        What was matched, with the settings in force.
    plan : Plan
        Who does what, where, when.
    tiers : tuple of Tier
        The objectives in their order, each with value, bound and seconds.
    judged : tuple of JudgedDemand
        All pairs judged, for explanations.
    unserved : tuple of Unserved
        One for every planned need that is not served, by need id.
    violations : tuple of Violation
        What the audit found; empty for a plan that may be written.
    clash : tuple of (str, tuple of (str, str))
        Where pins can't be kept together: a smallest clashing set, as phrase codes with figures.
    standby : mapping of Assignment to Standby
        Who could step in for each assignment.
    remedies : mapping of str to Remedy
        The smallest remedy of each unserved demand for which one was sought, ``None`` where none was found.
    gaps : Gaps
        What one more of each scarce thing would bring, where that was sought.
    changes : tuple of Change
        Every difference to the previous plan, where there is one.
    before_fairness : Plan
        The best plan without regard to fairness, to compare with.
    solver : str
        Name and version of the solver.
    notes : tuple of (str, tuple of (str, str))
        What was not proven, or decided while solving, as phrase codes with figures.
    seconds : mapping of str to float
        Wall-clock time by phase; never written into workbooks.
    iterations : int
        Of the simplex method, for the plan: work that does not depend on the clock. HiGHS only.
    """

    outcome: Outcome
    community: Community
    plan: Plan = field(default_factory=Plan)
    tiers: tuple[Tier, ...] = ()
    judged: tuple[JudgedDemand, ...] = ()
    unserved: tuple[Unserved, ...] = ()
    violations: tuple[Violation, ...] = ()
    clash: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    standby: Mapping[Assignment, Standby] = field(default_factory=dict)
    remedies: Mapping[str, Remedy | None] = field(default_factory=dict)
    gaps: Gaps | None = None
    changes: tuple[Change, ...] = ()
    before_fairness: Plan = field(default_factory=Plan)
    solver: str = ""
    notes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    iterations: int = 0

    @property
    def settings(self) -> Settings:
        """Settings in force."""
        return self.community.settings

    @property
    def proven(self) -> bool:
        """Whether every tier is proven optimal."""
        return self.outcome is Outcome.PLANNED and all(tier.proven for tier in self.tiers)

    @cached_property
    def instance(self) -> Instance:
        """The month made ready for look-ups."""
        return Instance(self.community)

    @cached_property
    def demand(self) -> Mapping[str, Demand]:
        """Every planned demand by id."""
        return {item.demand.demand_id: item.demand for item in self.judged}

    @cached_property
    def _candidates(self) -> Mapping[tuple[str, int, str], Candidate]:
        return {
            (item.demand.demand_id, part.index, candidate.resource_id): candidate
            for item in self.judged
            for part in item.parts
            for candidate in part.candidates
        }

    def candidate(self, row: Assignment) -> Candidate:
        """Return the judged candidate behind an assignment: its match score's terms, its walking minutes.

        One that was set by hand against the rules, or was not kept of very many, has them all the same.
        """
        found = self._candidates.get((row.demand_id, row.requirement, row.resource_id))
        return found or self._askings[row.demand_id, row.requirement].at_any_rate(
            self.instance.resource[row.resource_id]
        )

    @cached_property
    def _askings(self) -> Mapping[tuple[str, int], Asking]:
        return {(item.demand.demand_id, part.index): part.asking for item in self.judged for part in item.parts}

    def as_previous(self) -> Previous:
        """Return the plan as a previous one: nothing decided, replied or edited but what still holds from before."""
        inst, said = self.instance, notes(self.instance)
        there = agreed(inst, self.plan)
        projects = []
        for demand_id, slots in sorted(self.plan.slots.items()):
            demand = inst.demand[demand_id]
            rows = tuple(
                PreviousRow(
                    need_id=demand_id,
                    kind=row.kind,
                    what=demand.requirements[row.requirement].what,
                    resource_id=row.resource_id,
                    slot=row.slot,
                    quantity=row.quantity,
                    hours=row.hours,
                    amount=row.amount,
                    index=row.requirement,
                    reply=Reply.AGREE if row in there else None,
                )
                for row in self.plan.of(demand_id)
            )
            project_id = f"{inst.month:%Y-%m}-{demand_id}"
            at, note = tuple(sorted(slots)), said.get(demand_id, "")
            projects.append(PreviousProject(project_id, demand.need_ids, slots=at, rows=rows, note=note))
        tiers = {tier.name: tier.value for tier in self.tiers}
        given_up = tiers.get("coverage", 0.0) - tiers.get("fair_coverage", tiers.get("coverage", 0.0))
        before = self.community.previous
        return Previous(
            month=inst.month,
            projects=tuple(projects),
            declined=tuple(Declined(*pair) for pair in sorted(before.all_declined)) if before else (),
            away=tuple(Away(*pair) for pair in sorted(before.all_away)) if before else (),
            earlier=tuple(Earlier(*pair) for pair in sorted(before.taken_out.items())) if before else (),
            pinned_by_hand=before.all_pinned if before else (),
            completed=before.all_completed if before else (),
            given_up=round(given_up, 1),
        )

    def tables(self, lang: Lang | str = "zh") -> Mapping[str, pd.DataFrame]:
        """Return every sheet of the project list as a data frame with the contract's columns, by sheet key.

        Parameters
        ----------
        lang : {'zh', 'en'}
            Language of headers and words.
        """
        from commatch.reports.frames import frames

        return frames(self, lang)
