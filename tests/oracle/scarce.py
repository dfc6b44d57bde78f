"""What ways take of the capacities that may run out, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from .ways import Capacities, Key, Way

Taken = tuple[tuple[int, int], ...]
"""What a way takes: index of the capacity, whole amount."""


class Scarce:
    """The capacities that may run out; ``start`` is how much there is of each.

    Parameters
    ----------
    found : iterable of list of Way
        The ways of each demand. What can't run out even if every demand takes its most needs no watch.
    capacities : Capacities
        How much there is of everything.
    """

    def __init__(self, found: Iterable[list[Way]], capacities: Capacities) -> None:
        most: dict[Key, list[Fraction]] = {}
        self._parts: dict[Key, int] = {}
        for ways in found:
            peak: dict[Key, Fraction] = {}
            for way in ways:
                for key, amount in way.use:
                    peak[key] = max(peak.get(key, Fraction(0)), amount)
                    self._parts[key] = lcm(self._parts.get(key, 1), amount.denominator)
            for key, amount in peak.items():
                most.setdefault(key, []).append(amount)
        scarce = [key for key in sorted(most, key=repr) if sum(most[key]) > capacities.of(key)]
        self._index = {key: number for number, key in enumerate(scarce)}
        self.start = tuple(int(capacities.of(key) * self._parts[key]) for key in scarce)

    def taken(self, way: Way) -> Taken:
        """Return what a way takes."""
        index, parts = self._index, self._parts
        return tuple(sorted((index[key], int(amount * parts[key])) for key, amount in way.use if key in index))


def less(left: tuple[int, ...], taken: Taken) -> tuple[int, ...] | None:
    """Return what is left afterwards, ``None`` where there isn't enough."""
    rest = list(left)
    for key, amount in taken:
        rest[key] -= amount
        if rest[key] < 0:
            return None
    return tuple(rest)
