"""What a model is made of: uses of resources, requirements and demands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commatch.community import Kind, Requirement
from commatch.matching.candidates import Candidate, Judged, JudgedDemand
from commatch.matching.demands import Demand


@dataclass(slots=True, eq=False)
class Use:
    """A variable that, when positive, means that a resource is used on a requirement.

    ``slot`` is set where the variable stands for one slot of an event. Where it is not, on an event, the variable
    counts the slots in which the resource comes, or, for people who come every time, is 1 when they do.
    ``hours``, ``sessions``, ``amount`` and ``pieces`` are what one unit of the variable charges.
    """

    var: int
    demand: int
    kind: Kind
    resource_id: str
    candidate: Candidate
    slot: int | None
    weight: int = 1
    hours: float = 0.0
    sessions: float = 0.0
    amount: float = 0.0
    pieces: float = 0.0


@dataclass(frozen=True, slots=True)
class Load:
    """A helper's load in a model: the minutes of each use's variable; the steps' variables, widths and prices."""

    minutes: Mapping[int, int]
    steps: Sequence[tuple[int, int, int]]

    def cost(self, minutes: int) -> int:
        """Return what so many minutes cost."""
        total = 0
        for _, width, price in self.steps:
            total += price * min(width, minutes)
            minutes -= min(width, minutes)
        return total


@dataclass(slots=True, eq=False)
class Part:
    """A requirement in the model and its uses.

    ``split`` tells that goods of several rows make it up; ``counted`` that its uses count slots; ``every`` that they
    stand for people who come to every slot; ``opened`` that those counted are tied to each slot after all;
    ``covers`` holds the variables of the ways to make up its count with teams, by slot.
    """

    owner: Owner
    judged: Judged
    uses: list[Use] = field(default_factory=list)
    split: bool = False
    counted: bool = False
    every: bool = False
    opened: bool = False
    covers: dict[int | None, dict[tuple[tuple[int, int], ...], int]] = field(default_factory=dict)

    @property
    def requirement(self) -> Requirement:
        """What is asked."""
        return self.judged.requirement


@dataclass(slots=True, eq=False)
class Owner:
    """A servable demand in the model: its served variable, its slots' variables by bit, its parts."""

    index: int
    judged: JudgedDemand
    served: int
    slots: dict[int, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    @property
    def demand(self) -> Demand:
        """The demand itself."""
        return self.judged.demand
