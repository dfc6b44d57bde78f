"""From files and operations to two plans: read once, alter the tables, match both."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from commatch.altering.compare import WhatIf
from commatch.altering.faults import AlterFault
from commatch.altering.grammar import Operation
from commatch.altering.kept import without
from commatch.altering.rows import Step, alter
from commatch.assemble import assemble
from commatch.assemble.joined import joined
from commatch.community import Community
from commatch.matching import engine
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.previous import Previous
from commatch.problems import Problem
from commatch.settings import Settings
from commatch.workbook.tables import Tables

__all__ = ["Month", "compared", "two_months"]

Progress = Callable[[str, float | None], None]


@dataclass(frozen=True)
class Month:
    """A month as the files have it and with the changes; what each operation did, what was wrong with the others."""

    before: Community
    after: Community
    steps: tuple[Step, ...] = ()
    faults: tuple[AlterFault, ...] = ()

    def with_problems(self, problems: Sequence[Problem]) -> Month:
        """Return the same with more problems of the input."""
        before, after = (replace(one, problems=(*problems, *one.problems)) for one in (self.before, self.after))
        return replace(self, before=before, after=after)


def two_months(
    tables: Tables,
    operations: Sequence[Operation],
    settings: Settings,
    said: Mapping[str, object],
    *,
    accept_proposals: bool = False,
    previous: Callable[[Community], Previous] | None = None,
) -> Month:
    """Return a month and the same with operations carried out.

    Parameters
    ----------
    tables : Tables
        What was read.
    operations : sequence of Operation
        As :func:`commatch.altering.parse` gives them.
    settings : Settings
        The settings below the workbooks' own.
    said : mapping of str to object
        Settings that beat the workbooks' own.
    accept_proposals : bool
        Take what a draft proposed.
    previous : callable, optional
        Reads the project list that came back, for a community.
    """
    before = assemble(tables, settings, said, accept_proposals=accept_proposals)
    found = alter(tables, operations, before)
    after = assemble(found.tables, settings, said, accept_proposals=accept_proposals)
    if previous is not None:
        plan = previous(before)
        before, after = joined(before, plan), joined(after, without(plan, *_gone(found.steps)))
    return Month(before, after, found.steps, found.faults)


def compared(month: Month, progress: Progress | None = None) -> WhatIf:
    """Return the plans of both months side by side.

    Of the plans that are as good by must, coverage and fairness the one after is the nearest to the one before, so that
    what differs is due to the changes.
    """
    began = time.perf_counter()
    before = engine.match(month.before, progress=progress)
    seconds = {"before": time.perf_counter() - began}
    if before.outcome in (Outcome.INPUT_PROBLEMS, Outcome.AUDIT_FAILED):  # nothing to compare with
        return WhatIf(before, before, month.steps, seconds)
    after = engine.match(_near(month, before), progress=progress)
    seconds |= {"after": time.perf_counter() - began - seconds["before"]}
    return WhatIf(before, after, month.steps, seconds)


def _near(month: Month, before: Result) -> Community:
    """Return the month after, to be planned as near to the plan before as can be."""
    after = month.after
    if after.previous is not None or before.outcome is not Outcome.PLANNED:
        return after
    # fairness is sought before stability here, so that what it gave up is not given up again
    previous = replace(without(before.as_previous(), *_gone(month.steps)), given_up=0.0)
    tiers = [tier for tier in after.settings.tiers if tier != "stability"]
    first = [number for number, tier in enumerate(tiers) if tier in ("must", "coverage", "fairness")]
    at = max(first) + 1 if first else 0
    tiers.insert(at, "stability")
    return replace(after, previous=previous, settings=replace(after.settings, tiers=tuple(tiers)))


def _gone(steps: Sequence[Step]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the needs and of the resources that were taken away."""
    removed = [step for step in steps if step.action == "remove"]
    needs = frozenset(step.row_id for step in removed if step.sheet == "needs")
    return needs, frozenset(step.row_id for step in removed if step.sheet != "needs")
