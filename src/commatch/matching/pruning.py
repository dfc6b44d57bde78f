"""Which candidates of a requirement are kept where a month is too large for all of them."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from commatch.community import Kind
from commatch.matching.candidates import NEEDS_TIME, add_slots
from commatch.matching.sifting import Sifted

SEVERAL = 3
"""How many times over what is asked is kept, where there is so much."""
MANY = 1.5
"""How many more candidates are kept where several of them are asked."""
FEWEST_VENUES = 4
"""Venues that are kept at the least."""


class Choice:
    """Which candidates of a requirement are kept."""

    def __init__(self, part: Sifted, always: Iterable[str], slots: int) -> None:
        self.part = part
        self.kept: set[int] | None = None
        self._always = always
        self._slots = slots if part.asking.requirement.kind in NEEDS_TIME else 0

    @property
    def numbers(self) -> list[int] | None:
        """Those kept, in order; ``None`` for all."""
        return None if self.kept is None else sorted(self.kept)

    def choose(self, keep: int, rng: random.Random) -> None:
        """Keep the best half, then others at random, first of all where an event's slots would be lost."""
        part, kind = self.part, self.part.asking.requirement.kind
        limit = max(FEWEST_VENUES, keep // 2) if kind is Kind.VENUE else keep
        if kind in (Kind.HELPER, Kind.UNIT) and part.asked >= 2:
            limit = math.ceil(MANY * keep)
        if len(part.who) <= limit:
            return
        ranked = self._ranked()
        self.kept = set(ranked[: (limit + 1) // 2])
        if self._always:
            self.kept |= {number for number, who in enumerate(part.who.tolist()) if part.pool.ids[who] in self._always}
        self.cover(limit, rng)
        rest = self._rest()
        self.kept |= set(rng.sample(rest, max(0, min(limit - len(self.kept), len(rest)))))
        gives = part.gives
        enough = min(SEVERAL * part.asked, int(gives.sum()))
        total = int(gives[list(self.kept)].sum())
        for number in ranked:
            if total >= enough:
                break
            if number not in self.kept:
                self.kept.add(number)
                total += int(gives[number])

    def _ranked(self) -> list[int]:
        """Return the candidates from the best: by score, then by how few ask them, then by id."""
        part, pool = self.part, self.part.pool
        wanted, rank = pool.wanted[part.who], pool.rank[part.who]
        return [int(number) for number in np.lexsort((rank, wanted, -part.tenths))]

    def _rest(self) -> list[int]:
        """Return who is not kept so far, by id."""
        kept = self.kept or ()
        numbers = [number for number in range(len(self.part.who)) if number not in kept]
        rank = self.part.pool.rank[self.part.who]
        return sorted(numbers, key=rank.tolist().__getitem__)

    def cover(self, limit: int | None = None, rng: random.Random | None = None) -> None:
        """Keep more, up to a limit if there is one, until no slot is lost in which all together would be enough."""
        if self.kept is None or not self._slots:
            return
        part, weights = self.part, self.part.weights.tolist()
        covered = [0] * max(1, math.ceil(part.asked))
        for number in self.kept:
            add_slots(covered, part.slots_of(number), weights[number])
        lost = self._slots & ~covered[-1]
        if not lost:
            return
        alike: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number in self._rest():
            alike[part.slots_of(number), weights[number]].append(number)
        while lost and alike and (limit is None or len(self.kept) < limit):
            best = max(alike, key=lambda one: ((one[0] & lost).bit_count() * one[1], one))
            names = alike[best]
            number = names.pop(rng.randrange(len(names)) if rng else 0)
            if not names:
                del alike[best]
            self.kept.add(number)
            add_slots(covered, *best)
            lost = self._slots & ~covered[-1]
