"""What makes one plan better than another: the tiers of the lexicographic order, one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from commatch.matching.objectives import balance, coverage, fairness, quality, stability

if TYPE_CHECKING:
    from commatch.matching.plan import Tier
    from commatch.matching.tiers import Search

Steps = Callable[["Search"], Iterator["Tier"]]

TIERS: Mapping[str, Steps] = {
    "must": coverage.must,
    "coverage": coverage.coverage,
    "stability": stability.stability,
    "fairness": fairness.fairness,
    "quality": quality.quality,
    "balance": balance.balance,
}
"""Every tier: a function that reaches its objectives one after another and holds them. The settings name the order."""
