"""What a solve hands on: assignments, slots, and how good and how proven they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from commatch.community import Kind
from commatch.times import Slot


@dataclass(frozen=True, slots=True)
class Assignment:
    """One resource on one requirement of one demand; a row of the sheet 匹配明细.

    Attributes
    ----------
    demand_id : str
        Smallest need id of the demand.
    requirement : int
        Index into the demand's requirements.
    kind : Kind
        Kind of the resource.
    resource_id : str
        Which resource.
    slot : Slot or None
        When; ``None`` for a flexible need, and for what an event uses once however many slots it has.
    quantity : float
        People counted of a helper, sessions of a unit, 1 for a venue or a fund, pieces of goods.
    hours : float
        Hours charged to a helper (a flexible need's with its number of sessions multiplied in), else 0.
    amount : float
        Yuan charged to a fund, else 0.
    """

    demand_id: str
    requirement: int
    kind: Kind
    resource_id: str
    slot: Slot | None = None
    quantity: float = 1
    hours: float = 0.0
    amount: float = 0.0

    def order(self) -> tuple[str, bool, tuple[object, ...], int, str]:
        """Order of rows: demand, slot, requirement, resource."""
        return (
            self.demand_id,
            self.slot is not None,
            tuple(self.slot or ()),
            self.requirement,
            self.resource_id,
        )


@dataclass(frozen=True)
class Plan:
    """Who does what, where, when.

    ``slots`` holds every served demand, with its slots in order (none for a flexible one). ``released`` names the
    pairs of demand and helper that were last month's and are not in the plan, each with the code of the reason.
    """

    slots: Mapping[str, tuple[Slot, ...]] = field(default_factory=dict)
    assignments: tuple[Assignment, ...] = ()
    released: tuple[tuple[str, str, str], ...] = ()

    @property
    def served(self) -> frozenset[str]:
        """Ids of the demands that are served."""
        return frozenset(self.slots)

    def ordered(self, released: tuple[tuple[str, str, str], ...] = ()) -> Plan:
        """Return the plan with its demands and rows in their order, and with who was released."""
        return Plan(dict(sorted(self.slots.items())), tuple(sorted(self.assignments, key=Assignment.order)), released)

    def of(self, demand_id: str) -> tuple[Assignment, ...]:
        """Return the assignments of one demand, in their order."""
        return self._of.get(demand_id, ())

    @cached_property
    def _of(self) -> Mapping[str, tuple[Assignment, ...]]:
        found: dict[str, list[Assignment]] = defaultdict(list)
        for item in self.assignments:
            found[item.demand_id].append(item)
        return {demand_id: tuple(items) for demand_id, items in found.items()}

    def users(self, resource_ids: Iterable[str]) -> set[str]:
        """Return the demands that use any of some resources."""
        return {demand_id for resource_id in resource_ids for demand_id in self._users.get(resource_id, ())}

    @cached_property
    def _users(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for item in self.assignments:
            found[item.resource_id].add(item.demand_id)
        return found


class SolveStatus(StrEnum):
    """How a run of the solver ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNSOLVED = "unsolved"


class Outcome(StrEnum):
    """How a match ended; the command line turns it into its exit code."""

    PLANNED = "planned"
    INPUT_PROBLEMS = "input_problems"
    NO_PLAN = "no_plan"
    AUDIT_FAILED = "audit_failed"


@dataclass(frozen=True, slots=True)
class Tier:
    """One objective of the lexicographic order, solved.

    ``bound`` is what no plan can better; ``gap`` is |bound − value| / max(1, |bound|, |value|); ``proven`` tells that
    they meet; ``stopped_by`` what ended the search before: 'time', 'work' or 'gap'; ``seconds`` is wall-clock time, for
    the terminal and the JSON only; ``held`` is the value that the tiers after it must keep to, where the settings
    allow them less than the best.
    """

    name: str
    value: float
    bound: float
    proven: bool
    status: SolveStatus
    stopped_by: str = ""
    seconds: float = 0.0
    held: float | None = None

    @property
    def gap(self) -> float:
        """Relative distance of value and bound."""
        return abs(self.bound - self.value) / max(1.0, abs(self.bound), abs(self.value))


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a plan breaks: the rule's code, the demand and resource concerned, and figures."""

    code: str
    demand_id: str = ""
    resource_id: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unserved:
    """Why a need is not served: leading reason code, its figures, and every failing requirement's reason.

    ``reasons`` holds (code, figures) pairs, the leading one first; the words are made in the language asked for.
    """

    need_id: str
    demand_id: str
    priority: float
    reasons: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def code(self) -> str:
        """Leading reason code."""
        return self.reasons[0][0]
