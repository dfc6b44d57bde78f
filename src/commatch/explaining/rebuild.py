"""A result again from its project list and its inputs: nothing is solved, the plan is the one that was written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from commatch.community import Community, Kind
from commatch.explaining.listed import ListedPlan, listed_plan
from commatch.explaining.written import Written
from commatch.matching.audit import audit
from commatch.matching.candidates import Judged, JudgedDemand, judge, whole
from commatch.matching.changes import changes
from commatch.matching.engine import KEPT, PAIRS, pairs_of
from commatch.matching.explain import explain, release_hopeless
from commatch.matching.instance import Instance
from commatch.matching.ledger import Ledger
from commatch.matching.plan import Assignment, Outcome, Plan, Tier, Unserved, Violation
from commatch.matching.result import Result
from commatch.matching.standby import standby

__all__ = ["Rebuilt", "rebuild", "rebuilt_from"]


@dataclass(frozen=True)
class Rebuilt:
    """A month with the plan that was written for it.

    Attributes
    ----------
    inst : Instance
        The month.
    judged : tuple of JudgedDemand
        Its demands with their candidates.
    plan : Plan
        The plan as it stands.
    tiers : tuple of Tier
        The objectives as they were reached.
    violations : tuple of Violation
        What the audit finds in the plan.
    listed : ListedPlan
        What else the project list says.
    solver : str
        Name and version of the solver.
    """

    inst: Instance
    judged: tuple[JudgedDemand, ...]
    plan: Plan
    tiers: tuple[Tier, ...] = ()
    violations: tuple[Violation, ...] = ()
    listed: ListedPlan = field(default_factory=lambda: ListedPlan(Plan()))
    solver: str = ""

    @property
    def community(self) -> Community:
        """What was matched, with the settings in force."""
        return self.inst.community

    @cached_property
    def result(self) -> Result:
        """The result, without what takes long to find out: why needs are unserved, and the changes."""
        return Result(
            Outcome.AUDIT_FAILED if self.violations else Outcome.PLANNED,
            self.community,
            plan=self.plan,
            tiers=self.tiers,
            judged=self.judged,
            violations=self.violations,
            before_fairness=self.plan,
            solver=self.solver,
            problems=self.community.problems,
        )

    def complete(self) -> Result:
        """Return the result as matching gave it, as far as the project list tells."""
        unserved = explain(self.inst, self.judged, self.plan, self.tiers)
        changed = changes(self.inst, self.judged, self.plan, unserved)
        steps_in = standby(self.inst, self.judged, self.plan) if not self.violations else {}
        return replace(self.result, unserved=unserved, changes=changed, standby=steps_in)

    @cached_property
    def items(self) -> Mapping[str, JudgedDemand]:
        """Every demand with its candidates, by id."""
        return {item.demand.demand_id: item for item in self.judged}

    def item(self, demand_id: str) -> JudgedDemand:
        """Return a demand with all its candidates."""
        return whole(self.inst, self.items[demand_id])

    def unserved(self, need_id: str) -> Unserved | None:
        """Return why a need is not served; ``None`` for one that is, or takes no part."""
        own = self.items.get(self.inst.owner.get(need_id, ""))
        found = explain(self.inst, [own] if own else [], self.plan, self.tiers)
        return next((item for item in found if item.need_id == need_id), None)

    @cached_property
    def ledger(self) -> Ledger:
        """What is left beside the plan."""
        ledger = Ledger(self.inst)
        ledger.charge(self.plan.assignments)
        return ledger

    @cached_property
    def uses(self) -> Mapping[str, tuple[Assignment, ...]]:
        """The rows of every resource that does anything, in the order of the plan."""
        found: dict[str, list[Assignment]] = defaultdict(list)
        for row in self.plan.assignments:
            found[row.resource_id].append(row)
        return {resource_id: tuple(rows) for resource_id, rows in found.items()}

    @cached_property
    def tier(self) -> Mapping[str, Tier]:
        """The objectives by name."""
        return {tier.name: tier for tier in self.tiers}

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The kind of every resource."""
        return {item.resource_id: kind for kind in Kind for item in self.community.resources(kind)}

    @cached_property
    def _offered(self) -> dict[tuple[Kind, str], frozenset[str]]:
        return {}

    def offers(self, resource_id: str, part: Judged) -> bool:
        """Tell whether a resource offers what a requirement names; any venue and any fund does."""
        asked = part.requirement
        if self.kinds[resource_id] is not asked.kind:
            return False
        key = (asked.kind, asked.what)
        if key not in self._offered:
            self._offered[key] = frozenset(item.resource_id for item in self.inst.pool(asked))
        return resource_id in self._offered[key]

    def rows(self, part: Judged) -> tuple[Assignment, ...]:
        """Return the rows on a requirement."""
        return tuple(row for row in self.plan.of(part.asking.demand.demand_id) if row.requirement == part.index)

    def score(self, row: Assignment) -> int | None:
        """Return the match score of a row in tenths; ``None`` where it may not be."""
        part = self.items[row.demand_id].parts[row.requirement]
        verdict = part.asking.verdict(self.inst.resource[row.resource_id])
        if not isinstance(verdict, int):
            return None
        return sum(item.tenths for item in part.asking.terms(self.inst.resource[row.resource_id]))

    @cached_property
    def worth(self) -> float:
        """The match score of the whole plan."""
        return sum(self.score(row) or 0 for row in self.plan.assignments) / 10


def rebuild(written: Written, community: Community) -> Rebuilt:
    """Return the result that a project list holds.

    Parameters
    ----------
    written : Written
        The project list.
    community : Community
        The month that it was made of, with the settings in force.
    """
    inst = Instance(community)
    return rebuilt_from(inst, listed_plan(written, inst), written.tiers, written.solver)


def rebuilt_from(inst: Instance, listed: ListedPlan, tiers: tuple[Tier, ...] = (), solver: str = "") -> Rebuilt:
    """Return a month with a plan, judged as for matching."""
    judged = judge(inst, KEPT if pairs_of(inst) > PAIRS else None)
    inst.kept.judge(judged)
    release_hopeless(inst, judged)
    _release(inst, listed.plan)
    plan = listed.plan.ordered(inst.kept.let_go(listed.plan))
    return Rebuilt(inst, judged, plan, tiers, audit(inst.community, plan), listed, solver)


def _release(inst: Instance, plan: Plan) -> None:
    """Release the people of pairs whose need was not served with them, as matching must have done."""
    if "coverage" not in inst.settings.tiers:
        return
    there = Counter((row.demand_id, row.resource_id) for row in plan.assignments)
    for demand_id, people in sorted(inst.kept.required.items()):
        if demand_id not in plan.slots or any(not there[demand_id, who] for who in people):
            inst.kept.release(demand_id)
