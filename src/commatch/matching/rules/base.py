"""What a rule is: a few hooks, each defaulting to nothing.

A rule is one file. ``judge`` and ``open_slots`` say which pairs may meet, ``score`` what a pair is worth, ``constrain``
adds rows to the model, ``audit`` finds it broken in a finished plan from the community alone, ``phrases`` holds its
words.

Most pairs are alike: ``kinds``, ``key``, ``trait`` and ``apart`` say what of a pair ``judge``, ``open_slots`` and
``score`` look at, so that they need be asked but once of all pairs in which that is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from commatch.community import Kind, Requirement, Resource
from commatch.matching.demands import Demand
from commatch.matching.plan import Violation

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel

Figures = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a resource may not meet a requirement: a reason code and its figures."""

    code: str
    resource_id: str
    figures: Figures = ()


@dataclass(frozen=True, slots=True)
class Term:
    """Points that a rule gives a pair, in tenths, with the figures for the words."""

    code: str
    tenths: int
    figures: Figures = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a code in both languages; ``{name}`` stands for a figure."""

    zh: str
    en: str


def figures(**values: object) -> Figures:
    """Return figures as pairs of text; a number is written as short as it can be."""
    return tuple((name, f"{value:g}" if isinstance(value, float) else str(value)) for name, value in values.items())


class Rule:
    """A rule with no effect; each rule overrides the hooks it needs."""

    phrases: ClassVar[Mapping[str, Phrase]] = {}
    kinds: ClassVar[tuple[Kind, ...]] = tuple(Kind)
    """The kinds of resources that it says anything of."""

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return what of a demand and a requirement this rule looks at: all of it, unless it says less."""
        return demand.demand_id, requirement

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return what of a resource this rule looks at: all of it, unless it says less."""
        return resource.resource_id

    def apart(self, inst: Instance, demand: Demand) -> Collection[str]:
        """Return the ids of the resources for which it looks at more of this demand than its key."""
        return ()

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Return why the resource may never meet the requirement, or ``None`` where it may."""
        return None

    def open_slots(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> int:
        """Return the slots in which the resource may meet an event's requirement."""
        return inst.all_slots

    def missed(self, inst: Instance, resource: Resource, window: int) -> Rejection | None:
        """Return why a resource can come in none of an event's slots, where this rule alone rules all of them out."""
        return None

    def score(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Iterator[Term]:
        """Yield the points that this rule gives the pair."""
        yield from ()

    def constrain(self, model: MatchModel) -> None:
        """Add this rule's rows to the model."""

    def audit(self, book: Book) -> Iterator[Violation]:
        """Yield every way in which a plan breaks this rule, recomputed from the plan and the community alone."""
        yield from ()
