"""What a sieve holds of a pool of resources: tables by rule, free slots, and the candidates of a requirement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from commatch.community import Goods, Helper, Kind, Resource
from commatch.matching.candidates import Asking, Candidate, Judged, enough_slots, make_candidate
from commatch.matching.rules.base import Rule

Numbers = NDArray[np.intp]


class Pool:
    """The resources that offer the same, and what of them counts.

    Attributes
    ----------
    traits : dict of Rule to (array, frozenset)
        The number of each one's trait in the rule's tables, and the traits that occur.
    """

    def __init__(self, resources: Sequence[Resource], traits: dict[Rule, Numbers]) -> None:
        self.resources = resources
        self.ids = [item.resource_id for item in resources]
        self.at: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.ids):
            self.at[name].append(number)
        self.traits = {rule: (found, frozenset(found.tolist())) for rule, found in traits.items()}
        self.headcount = np.array([item.headcount if isinstance(item, Helper) else 1 for item in resources], np.int64)
        self.pieces = np.array([item.quantity if isinstance(item, Goods) else 0 for item in resources], np.int64)
        order = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        self.rank = np.empty(len(order), np.int64)
        self.rank[order] = np.arange(len(order))
        self.wanted = np.zeros(len(order), np.int64)
        self.free: dict[Hashable, Free] = {}


@dataclass(slots=True, eq=False)
class Table:
    """What a rule says to one key, by the number of the trait; ``known`` are the traits it was asked of."""

    allowed: NDArray[np.bool_]
    tenths: NDArray[np.int64]
    slots: list[int]
    known: set[int] = field(default_factory=set)
    complete: set[int] = field(default_factory=set)
    rejects: bool = False
    scores: bool = False


@dataclass(slots=True, eq=False)
class Free:
    """When those of a pool are free: the number of each one's set of slots, and the different sets."""

    number: Numbers
    sets: list[int]
    cut: dict[int, tuple[list[int], NDArray[np.bool_]]] = field(default_factory=dict)

    def within(self, window: int) -> tuple[list[int], NDArray[np.bool_]]:
        """Return the sets within a window, and which of them hold anything."""
        if window not in self.cut:
            found = [slots & window for slots in self.sets]
            self.cut[window] = found, np.array(found, bool)
        return self.cut[window]


@dataclass(slots=True, eq=False)
class Sifted:
    """The candidates of a requirement, as numbers in its pool with their scores; ``own`` are those set apart."""

    asking: Asking
    pool: Pool
    who: NDArray[np.uint32]
    tenths: NDArray[np.int32]
    own: dict[int, Candidate]
    slots: list[int]
    free: Numbers | None

    @property
    def asked(self) -> float:
        """How much is asked."""
        requirement = self.asking.requirement
        return 1 if requirement.kind in (Kind.VENUE, Kind.FUND) else requirement.quantity

    @property
    def gives(self) -> NDArray[np.int64]:
        """How much of what is asked each candidate could give."""
        if self.asking.requirement.kind is Kind.GOODS:
            return self.pool.pieces[self.who]
        return self.weights

    @property
    def weights(self) -> NDArray[np.int64]:
        """People that each candidate counts for."""
        if self.asking.requirement.kind is not Kind.HELPER:
            return np.ones(len(self.who), np.int64)
        return np.minimum(self.pool.headcount[self.who], int(self.asking.requirement.quantity))

    def slots_of(self, number: int) -> int:
        """Return the slots in which a candidate may come."""
        who = int(self.who[number])
        if who in self.own:
            return self.own[who].slots
        return 0 if self.free is None else self.slots[int(self.free[who])]

    def enough(self) -> int:
        """Return the slots in which there are candidates enough."""
        if self.free is None:
            return 0
        counts = np.bincount(self.free[self.who], self.weights, len(self.slots)).astype(int).tolist()
        for who, item in self.own.items():
            counts[int(self.free[who])] -= item.weight
        there = [(slots, count) for slots, count in zip(self.slots, counts, strict=True) if count]
        return enough_slots(self.asked, (*there, *((item.slots, item.weight) for item in self.own.values())))

    def judged(self, index: int, numbers: Sequence[int] | None = None) -> Judged:
        """Return the candidates as such, all or some of them."""
        asking, pool = self.asking, self.pool
        requirement = asking.requirement
        helper = requirement.kind is Kind.HELPER
        hours = requirement.hours if helper else 0.0
        weights, tenths, who = self.weights, self.tenths, self.who
        if numbers is not None:
            weights, tenths, who = weights[numbers], tenths[numbers], who[numbers]
        free = [0] * len(who) if self.free is None else self.free[who].tolist()
        slots = self.slots
        candidates = tuple(
            [
                make_candidate(pool.resources[one], pool.ids[one], weight, hours, score, slots[when], asking)
                for one, weight, score, when in zip(who.tolist(), weights.tolist(), tenths.tolist(), free, strict=True)
            ]
        )
        if self.own:
            candidates = tuple(self.own.get(one, item) for one, item in zip(who.tolist(), candidates, strict=True))
        return Judged(index, asking, candidates, int(self.gives.sum()), len(self.who))
