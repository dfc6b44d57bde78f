"""Two plans side by side: what is covered, by group too, who gains and who loses, what is used of each resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from commatch.altering.rows import Step
from commatch.community import FORCED, Kind, Need
from commatch.matching.demands import priority
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.problems import Problem
from commatch.reports.fairness import by_group
from commatch.reports.usage import Use, uses
from commatch.reports.view import View
from commatch.workbook.schema import Lang

__all__ = ["Figures", "GroupChange", "UseChange", "WhatIf"]

_MUST = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan covers.

    Attributes
    ----------
    needs, served : int
        Needs that take part, and how many of them are served.
    priority, covered : float
        The sum of their weights, and of those served.
    must, must_served : int
        Needs that must be served where they can be: urgency 5, confirmed or in progress.
    projects : int
        Projects that serve them.
    """

    needs: int
    served: int
    priority: float
    covered: float
    must: int
    must_served: int
    projects: int


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group of residents (``''`` for none): its needs and how many are served, before and after."""

    group: str
    needs_before: int
    served_before: int
    needs_after: int
    served_after: int


@dataclass(frozen=True, slots=True)
class UseChange:
    """A resource of which something else is there or used: hours, sessions, half-days, yuan or pieces.

    ``None`` stands where it is not there at all.
    """

    kind: Kind
    resource_id: str
    available_before: float | None
    used_before: float | None
    available_after: float | None
    used_after: float | None


@dataclass(frozen=True)
class WhatIf:
    """What some changes would bring.

    Attributes
    ----------
    before, after : Result
        The month's plan as the files have it, and with the changes.
    steps : tuple of Step
        What each operation did.
    seconds : mapping of str to float
        Wall-clock time by phase.
    """

    before: Result
    after: Result
    steps: tuple[Step, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """How it ended: as the plan after, unless there is nothing to compare it with.

        A month without a plan, whose pins clash, is compared as one that serves nobody.
        """
        if self.before.outcome in (Outcome.INPUT_PROBLEMS, Outcome.AUDIT_FAILED):
            return self.before.outcome
        return self.after.outcome

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the input, that of the changes as well."""
        both = dict.fromkeys((*self.before.problems, *self.after.problems))
        return tuple(sorted(both, key=lambda problem: problem.sort_key))

    @property
    def new_problems(self) -> tuple[Problem, ...]:
        """The problems that only the changes brought."""
        known = frozenset(self.before.problems)
        return tuple(problem for problem in self.after.problems if problem not in known)

    @cached_property
    def figures(self) -> tuple[Figures, Figures]:
        """What is covered, before and after."""
        return _figures(self._views[0]), _figures(self._views[1])

    @cached_property
    def groups(self) -> tuple[GroupChange, ...]:
        """Every group, in the order of reports."""
        before, after = (_groups(view) for view in self._views)
        order = [*after, *(group for group in before if group not in after)]
        order.sort(key=lambda group: not group)  # needs without a group last
        return tuple(GroupChange(group, *before.get(group, (0, 0)), *after.get(group, (0, 0))) for group in order)

    @cached_property
    def gained(self) -> tuple[Need, ...]:
        """The needs that are served only after, those added among them; by id."""
        return tuple(need for need_id, need in self._served[1].items() if need_id not in self._served[0])

    @cached_property
    def lost(self) -> tuple[Need, ...]:
        """The needs that are there and no longer served; by id."""
        there = self._views[1].needs
        return tuple(
            there[need_id] for need_id in self._served[0] if need_id in there and need_id not in self._served[1]
        )

    @cached_property
    def gone(self) -> tuple[Need, ...]:
        """The needs that were served and were taken away; by id."""
        return tuple(need for need_id, need in self._served[0].items() if need_id not in self._views[1].needs)

    @cached_property
    def moved(self) -> tuple[Need, ...]:
        """The needs served in both, by other people, elsewhere, from another fund or at another time; by id."""
        both = (need for need_id, need in self._served[1].items() if need_id in self._served[0])
        return tuple(need for need in both if _how(self._views[0], need) != _how(self._views[1], need))

    @cached_property
    def uses(self) -> tuple[UseChange, ...]:
        """The resources of which something else is there or used, by kind and id."""
        before, after = ({(use.kind, use.resource.resource_id): use for use in uses(view)} for view in self._views)
        order = list(Kind)
        found = []
        for kind, resource_id in sorted({*before, *after}, key=lambda key: (order.index(key[0]), key[1])):
            old, new = (_use(side.get((kind, resource_id))) for side in (before, after))
            if old != new:
                found.append(UseChange(kind, resource_id, *old, *new))
        return tuple(found)

    def why(self, need: Need) -> tuple[str, ...]:
        """Return the codes of why a need is not served after, the leading one first; none where it takes no part."""
        found = next((item for item in self.after.unserved if item.need_id == need.need_id), None)
        return tuple(code for code, _ in found.reasons) if found else ()

    @cached_property
    def _views(self) -> tuple[View, View]:
        return View(self.before, Lang.ZH), View(self.after, Lang.ZH)

    @cached_property
    def _served(self) -> tuple[Mapping[str, Need], Mapping[str, Need]]:
        before, after = ({need.need_id: need for need in view.planned if view.served(need)} for view in self._views)
        return before, after


def _figures(view: View) -> Figures:
    served = [need for need in view.planned if view.served(need)]
    must = [need for need in view.planned if need.urgency == _MUST or need.status in FORCED]
    return Figures(
        needs=len(view.planned),
        served=len(served),
        priority=_weight(view, view.planned),
        covered=_weight(view, served),
        must=len(must),
        must_served=sum(map(view.served, must)),
        projects=len(view.result.plan.slots),
    )


def _weight(view: View, needs: list[Need] | tuple[Need, ...]) -> float:
    return float(sum((priority(need, view.settings) for need in needs), Decimal(0)))


def _groups(view: View) -> dict[str, tuple[int, int]]:
    return {group: (len(needs), sum(map(view.served, needs))) for group, needs in by_group(view).items()}


def _use(use: Use | None) -> tuple[float | None, float | None]:
    return (None, None) if use is None else (round(use.available, 6), round(use.used, 6))


def _how(view: View, need: Need) -> tuple[object, ...]:
    """Return who serves a need, where, from which fund and when; which pieces of the same goods is all the same."""
    demand_id = view.inst.owner[need.need_id]
    rows = (row for row in view.result.plan.of(demand_id) if row.kind is not Kind.GOODS)
    return view.result.plan.slots[demand_id], Counter((row.kind, row.resource_id) for row in rows)
