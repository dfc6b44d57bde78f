"""The assignment model in PuLP: variables for judged candidates only, rows from the rules.

Sizes grow with needs × candidates × slots, so variables and rows are made without PuLP's operators: a row is one
dictionary, a variable hashes by identity, and the solver takes the whole model over in one piece.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pulp

from commatch.community import Goods, Kind
from commatch.matching.candidates import Candidate, Judged, JudgedDemand
from commatch.matching.instance import Instance, bits
from commatch.matching.ledger import Ledger
from commatch.matching.plan import Plan
from commatch.matching.rules import RULES
from commatch.matching.uses import Load, Owner, Part, Use

SENSES = {"<=": pulp.LpConstraintLE, ">=": pulp.LpConstraintGE, "=": pulp.LpConstraintEQ}


class Var(pulp.LpVariable):  # type: ignore[misc]  # pulp has no types
    """A PuLP variable that hashes by identity in C, which halves the time to build a row."""

    __hash__ = object.__hash__


class MatchModel:
    """Variables, rows and objective of one instance.

    Parameters
    ----------
    inst : Instance
        The month.
    judged : sequence of JudgedDemand
        Its demands; those that are not servable get no variables.
    detailed : bool
        A variable for every helper, unit, venue and slot. Without it each has one variable for all slots of an event,
        tied to the slots taken by what its times allow; who is in two events at once is seen to by :meth:`part_slots`.
    fixed : Plan, optional
        What other demands take; the resources have less left. The demands given hold only candidates who are free.

    Notes
    -----
    The compact form is a relaxation: whatever the detailed form allows it allows as well, so its bound holds. A plan
    comes from the detailed form over the few slots that the compact one chose.

    Everything is made in an order that does not depend on words: demands by id, requirements by what they ask in
    numbers and by their candidates. The same community in two languages gives the same matrix.
    """

    def __init__(
        self, inst: Instance, judged: Sequence[JudgedDemand], *, detailed: bool = False, fixed: Plan | None = None
    ) -> None:
        self.inst = inst
        self.detailed = detailed
        self.fixed = fixed or Plan()
        self.left = Ledger(inst)
        self.left.charge(self.fixed.assignments)
        self.demand_ids = frozenset(item.demand.demand_id for item in judged)
        self.iterations = 0  # of the simplex method, all solves together: what the model took, whatever the clock says
        self.vars: list[Var] = []
        self.owners: list[Owner] = []
        self.uses: dict[str, list[Use]] = defaultdict(list)
        self.problem = pulp.LpProblem("commatch", pulp.LpMinimize)
        self.score: dict[int, int] = defaultdict(int)
        self.loads: dict[str, Load] = {}  # by helper, once balance is sought
        self._by_slot: dict[int, dict[int, int]] = {}
        self._fillers: list[Callable[[dict[int, float]], None]] = []
        self._parts: dict[Kind, list[Part]] = defaultdict(list)
        self._rows = 0
        self._names: dict[str, pulp.LpConstraint] = {}
        collecting = gc.isenabled()
        gc.disable()
        try:
            for item in judged:
                if item.servable:
                    self._add(item)
            for rule in RULES:
                rule.constrain(self)
        finally:
            if collecting:
                gc.enable()

    # -- making -----------------------------------------------------------------------------------------------

    def binary(self, upper: float = 1) -> int:
        """Add a whole variable from 0 to ``upper`` and return its number."""
        number = len(self.vars)
        self.vars.append(
            Var(f"x{number:08d}", 0, upper, pulp.LpInteger, _skip_v4_deprecation=True),
        )
        return number

    def row(self, terms: Iterable[tuple[int, float]], sense: str, right: float, name: str = "") -> str:
        """Add a row Σ coefficient·variable (sense) right side, and return its name.

        Raises
        ------
        ValueError
            A variable occurs twice: PuLP would keep only its last coefficient.
        """
        pairs = list(terms)
        variables = self.vars
        expression = pulp.LpAffineExpression([(variables[number], coefficient) for number, coefficient in pairs])
        if len(expression) != len(pairs):
            raise ValueError("a variable occurs twice in a row")
        name = name or f"r{self._rows:08d}"
        self._rows += 1
        constraint = pulp.LpConstraint(expression, SENSES[sense], name, right)
        self.problem._constraints[name] = constraint  # addConstraint would walk over every term in Python again
        return name

    def drop(self, name: str) -> list[tuple[int, float]]:
        """Take a named row out again, and return its left side."""
        row = self.problem._constraints.pop(name)
        return [(int(var.name[1:]), coefficient) for var, coefficient in row.expr.items()]

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Take out again whatever variables and rows are added meanwhile."""
        variables, rows = len(self.vars), len(self.problem._constraints)
        yield
        del self.vars[variables:]
        for name in list(self.problem._constraints)[rows:]:
            del self.problem._constraints[name]

    def any_of(self, variables: Sequence[int]) -> int:
        """Return a variable that may be 1 only where any of the variables is positive."""
        if len(variables) == 1 and self.highest(variables[0]) == 1:
            return variables[0]
        present = self.binary()
        self.row([*((var, 1.0) for var in variables), (present, -1.0)], ">=", 0)
        self.follows(present, list(variables))
        return present

    @property
    def size(self) -> int:
        """How many variables and rows there are."""
        return len(self.vars) + len(self.problem._constraints)

    def follows(self, var: int, sources: list[int]) -> None:
        """Note that a helping variable is 1 exactly when any of the sources is, for starts."""
        self.derive(lambda values: _follow(values, var, sources))

    def derive(self, fill: Callable[[dict[int, float]], None]) -> None:
        """Note what sets helping variables from the others, for starts."""
        self._fillers.append(fill)

    def _add(self, judged: JudgedDemand) -> None:
        owner = Owner(len(self.owners), judged, self.binary())
        self.owners.append(owner)
        if owner.demand.event:
            owner.slots = {slot: self.binary() for slot in bits(judged.slots)}
        for item in sorted(judged.parts, key=_wordless):
            part = Part(owner, item)
            owner.parts.append(part)
            self._parts[item.requirement.kind].append(part)
            make = self._add_goods if item.requirement.kind is Kind.GOODS else self._add_uses
            make(part)
            for use in part.uses:
                self.uses[use.resource_id].append(use)

    def _add_uses(self, part: Part) -> None:
        """Add the uses of helpers, units, venues and funds."""
        owner, kind = part.owner, part.requirement.kind
        demand, candidates = owner.demand, part.judged.candidates
        if demand.event and kind is not Kind.FUND and not self.detailed:
            part.every = kind is Kind.HELPER and demand.pair
            part.counted = not part.every
        timed = demand.event and kind is not Kind.FUND and not (part.counted or part.every)
        times = 1 if demand.event and not part.every else demand.sessions
        for item in candidates:
            for slot in bits(item.slots & owner.judged.slots) if timed else (None,):
                use = Use(
                    var=self.binary(demand.sessions if part.counted else 1),
                    demand=owner.index,
                    kind=kind,
                    resource_id=item.resource_id,
                    candidate=item,
                    slot=slot,
                    weight=item.weight,
                    hours=item.hours * times if kind is Kind.HELPER else 0.0,
                    sessions=times if kind is Kind.UNIT else 0,
                    amount=part.requirement.quantity if kind is Kind.FUND else 0.0,
                )
                part.uses.append(use)
                self._credit(use.var, item, times if part.every else 1)

    def _add_goods(self, part: Part) -> None:
        """Add the uses of goods: the need's own variable where one row supplies it, else pieces from each row."""
        owner, asked = part.owner, part.requirement.quantity
        part.split = len(part.judged.candidates) > 1
        for item in part.judged.candidates:
            goods = item.resource
            if not isinstance(goods, Goods):
                continue
            timed = owner.demand.event and goods.reusable
            for slot in owner.slots if timed else (None,):
                whole = owner.served if slot is None else owner.slots[slot]
                var = self.binary(min(asked, goods.quantity)) if part.split else whole
                use = Use(
                    var,
                    owner.index,
                    Kind.GOODS,
                    item.resource_id,
                    item,
                    slot,
                    pieces=1 if part.split else asked,
                )
                part.uses.append(use)
                if item.tenths and part.split:
                    taken = self.binary()
                    self.row([(var, 1.0), (taken, -min(asked, goods.quantity))], "<=", 0)
                    self.row([(var, 1.0), (taken, -1.0)], ">=", 0)
                    self.follows(taken, [var])
                    self._credit(taken, item)
                else:
                    self._credit(var, item)

    def _credit(self, var: int, item: Candidate, rows: int = 1) -> None:
        """Count a candidate's score for each row of the plan that the variable stands for."""
        if item.tenths:
            self.score[var] += item.tenths * rows

    def part_slots(self, part: Part, use: Use) -> dict[int, int]:
        """Give a use without a slot a variable for each slot after all, and return them by slot."""
        known = self._by_slot.get(use.var)
        if known is None:
            owner = part.owner
            known = {slot: self.binary() for slot in bits(use.candidate.slots & owner.judged.slots)}
            self._by_slot[use.var] = known
            whole = -float(owner.demand.sessions) if part.every else -1.0
            self.row([*((var, 1.0) for var in known.values()), (use.var, whole)], "=", 0)
            for slot, var in known.items():
                self.row([(var, 1.0), (owner.slots[slot], -1.0)], "<=", 0)
        return known

    @property
    def parted(self) -> Mapping[int, Mapping[int, int]]:
        """Variables by slot of every use that was given some."""
        return self._by_slot

    # -- asking -----------------------------------------------------------------------------------------------

    def used(self, kind: Kind) -> Iterator[tuple[str, list[Use]]]:
        """Yield the resources of a kind that are used at all, by id, with their uses."""
        for resource_id in sorted(self.uses):
            uses = self.uses[resource_id]
            if uses[0].kind is kind:
                yield resource_id, uses

    def parts(self, kind: Kind) -> list[Part]:
        """Return the requirements of a kind."""
        return self._parts[kind]

    def highest(self, var: int) -> float:
        """Return a variable's upper bound."""
        return float(self.vars[var].upBound)

    def most(self, uses: list[Use], charge: Callable[[Use], float]) -> float:
        """Return what a resource's uses could charge at the very most: a row that this can't exceed is not needed."""
        most: dict[tuple[int, int], float] = defaultdict(float)
        for use in uses:
            key = (use.demand, id(use.candidate))
            times = self.highest(use.var) if use.slot is None else self.owners[use.demand].demand.sessions
            most[key] = max(most[key], charge(use) * times)
        return sum(most.values())

    def start(self, positive: Mapping[int, float]) -> dict[int, float]:
        """Complete a start: helping variables follow from the others."""
        values = dict(positive)
        for fill in self._fillers:
            fill(values)
        return values

    def objective(self, coefficients: Mapping[int, float]) -> None:
        """Set the objective to be minimised."""
        self.problem.objective = pulp.LpAffineExpression(
            [(self.vars[var], value) for var, value in sorted(coefficients.items())]
        )


def _follow(values: dict[int, float], var: int, sources: Sequence[int]) -> None:
    if any(values.get(source, 0) > 0.5 for source in sources):
        values[var] = 1.0


def _wordless(item: Judged) -> tuple[object, ...]:
    """Order requirements by what does not depend on language: kind, figures, candidates."""
    requirement = item.requirement
    return (
        list(Kind).index(requirement.kind),
        requirement.quantity,
        requirement.hours,
        requirement.level,
        tuple(candidate.resource_id for candidate in item.candidates),
        item.index,
    )
