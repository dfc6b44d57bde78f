"""How a large month is cut into parts to be solved: how large, how often, and with how much work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """Parts of a kind in which more is to be served.

    ``size`` demands make a part; ``sweeps`` go over the month at the most, and no more than bring something. Where
    ``columns`` are given, the relaxation chooses so many, and ``rounds`` are solved over them; else ``nodes`` are what
    a solve may take, by tier.
    """

    size: int
    sweeps: int
    columns: int | None = None
    rounds: int = 1
    nodes: int = 20


WHOLE = Level(1_000_000, 1, 10_000, 3)
"""The whole month at once, all candidates there."""
EVERY = 20_000
"""Columns of a whole month up to which none is closed."""
LEVELS = (Level(150, 2, 0), Level(500, 3, 3000))
"""Else ever larger parts."""
LAST = Level(30, 3)
"""At last small ones, in which also the later tiers count."""
SWEEPS = 8
"""Most sweeps to serve more, of all levels together."""
NEW = 50
"""A part of the relaxation's is made where one in so many of its demands is unserved and was in no part yet."""
BETTER = Level(15, 1, nodes=10)
"""Parts over all demands, bettered by all tiers."""
