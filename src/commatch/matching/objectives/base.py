"""What an objective is, and what reaching it gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from commatch.matching.plan import SolveStatus, Tier

if TYPE_CHECKING:
    from commatch.matching.model import MatchModel
    from commatch.matching.uses import Part, Use

Terms = Mapping[int, int]
"""Whole coefficients by variable."""


class Reach(StrEnum):
    """What an objective depends on: which demands are served; in which slots; who does it."""

    SERVED = "served"
    SLOTS = "slots"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Objective:
    """Something to be maximised.

    Attributes
    ----------
    name : str
        Key of the tier.
    terms : callable
        Gives the coefficients in a model, compact or detailed; adds to the model what they need.
    scale : int
        How many of them make one unit of the value that is reported.
    reach : Reach
        What it depends on.
    ceiling : float
        What no plan exceeds, known beforehand, in coefficients.
    short_of : int or None
        It is reported as what is short of this: of a cost, 0, with its coefficients below zero.
    poor_start : bool
        What was best for the objectives before it is far from the best for this one.
    final : bool
        What is reached is held to the end, and so is all that is held already: what has no part in such a plan is
        left out from then on.
    """

    name: str
    terms: Callable[[MatchModel], Terms]
    scale: int = 1
    reach: Reach = Reach.SERVED
    ceiling: float = float("inf")
    short_of: int | None = None
    poor_start: bool = False
    final: bool = False

    def said(self, value: float) -> float:
        """Return a value of the coefficients as it is reported."""
        return (value if self.short_of is None else self.short_of - value) / self.scale


@dataclass(frozen=True, slots=True)
class Reached:
    """What a search for an objective gave: its terms, value and bound in coefficients, and whether they meet."""

    objective: Objective
    terms: Terms
    value: int
    bound: float
    proven: bool
    stopped_by: str
    seconds: float

    def tier(self, held: float | None = None) -> Tier:
        """Return the report; ``held`` is the floor from now on where it is below the value."""
        said = self.objective.said
        status = SolveStatus.OPTIMAL if self.proven else SolveStatus.FEASIBLE
        value, bound = said(self.value), said(self.bound)
        floor = value if held is None else said(held)
        return Tier(self.objective.name, value, bound, self.proven, status, self.stopped_by, self.seconds, floor)


def value_of(terms: Terms, values: Mapping[int, float]) -> int:
    """Return the value of an objective's terms in a solution."""
    return round(sum(coefficient * values.get(var, 0.0) for var, coefficient in terms.items()))


def rows_of(part: Part) -> int:
    """Return how many rows of the plan one unit of a use's variable stands for."""
    return part.owner.demand.sessions if part.every else 1


def minutes_of(part: Part, use: Use) -> int:
    """Return the whole minutes that one unit of a use's variable charges a helper."""
    times = rows_of(part)
    return times * int(use.hours / times * 60 + 0.5)
