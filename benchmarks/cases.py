"""The frozen registry of benchmark cases: seeded communities and towns, and generalised assignment problems.

Every case has the digest of what it must be; :func:`community` refuses one that has changed. Name a new case rather
than change an old one.

``python benchmarks/cases.py`` prints the digests.
"""

from __future__ import annotations

from dataclasses import dataclass

import gap
from digest import digest
from gap import Assignment
from generate import Size, draw

from commatch.community import Community


@dataclass(frozen=True, slots=True)
class Case:
    """A benchmark case: its name, what it is made from, the digest of what that gives, and the optimum where known."""

    name: str
    made_from: Size | Assignment
    digest: str
    optimum: int | None = None

    @property
    def needs(self) -> int:
        """Number of needs."""
        return self.made_from.jobs if isinstance(self.made_from, Assignment) else self.made_from.needs

    @property
    def helpers(self) -> int:
        """Number of helpers."""
        return self.made_from.agents if isinstance(self.made_from, Assignment) else self.made_from.helpers

    @property
    def scarce(self) -> bool:
        """Whether only a part of the helpers' hours is there."""
        return isinstance(self.made_from, Size) and self.made_from.hours < 1


def _registry(*cases: Case) -> dict[str, Case]:
    return {case.name: case for case in cases}


MONTHS = _registry(
    Case("community", Size(60, 80, 11), "0d03778c76b1e559"),
    Case("dense", Size(500, 600, 12), "cf556e11362539f8"),
    Case("dense-scarce", Size(500, 600, 13, hours=0.5), "934fbee1c4b458d0"),
    Case("quarter", Size(500, 600, 17, town=True), "d228fcff2d80ef26"),
    Case("quarter-scarce", Size(500, 600, 18, hours=0.5, town=True), "01d7807eebf8a3fc"),
    Case("street", Size(3000, 3000, 14, town=True), "b478b583e94debb4"),
    Case("street-scarce", Size(3000, 3000, 15, hours=0.5, town=True), "44fe753570174b44"),
    Case("city", Size(10000, 10000, 16, events=0.0, town=True), "06c1387beb418f93"),
)
"""Months of communities and towns: needs × helpers; the scarce ones have half the hours."""

PAIRS = _registry(
    Case("gap-c515-1", Assignment("published", 5, 15), "9fb96d96a4089e1c", 336),
    Case("gap-A-5x24", Assignment("A", 5, 24), "0885c6a586b847d1", 807),
    Case("gap-B-5x24", Assignment("B", 5, 24), "2b4b6755d6d74df0", 813),
    Case("gap-C-5x24", Assignment("C", 5, 24), "bfefdb64ae737afc", 735),
    Case("gap-C-10x40", Assignment("C", 10, 40), "188a705e53b2d48d", 1456),
    Case("gap-C-10x60", Assignment("C", 10, 60), "a0cf8b9160a2b9b7", 2152),
    Case("gap-D-5x15", Assignment("D", 5, 15), "b9adb37163aeb2b2", 681),
    Case("gap-D-5x24", Assignment("D", 5, 24), "ad3d67447b6974e8", 1232),
    Case("gap-E-5x24", Assignment("E", 5, 24), "577c77a53ffa5dbd", 21164),
    Case("gap-E-10x40", Assignment("E", 10, 40), "a69b4f08d1138dc8", 35321),
)
"""Pair scores alone: agents × jobs, by type. The instance c515-1 and its optimum are published; the others are
generated here, their optima proven alike by CP-SAT 9.15 and by HiGHS 1.15 on the plain formulation."""

CASES = MONTHS | PAIRS


def community(case: Case) -> Community:
    """Build a case's community; the same on every machine.

    Raises
    ------
    ValueError
        It is not what its digest says.
    """
    month = made(case)
    if (now := digest(month)) != case.digest:
        raise ValueError(f"the case {case.name} has changed: {now} instead of {case.digest}")
    return month


def made(case: Case) -> Community:
    """Build a case's community without a look at its digest."""
    if isinstance(case.made_from, Assignment):
        return gap.month(gap.problem(case.made_from))
    return draw(case.made_from)


if __name__ == "__main__":
    for one in CASES.values():
        print(f"{one.name:16}{digest(made(one))}")
