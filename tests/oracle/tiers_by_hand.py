"""Short ways to write months on which all tiers are tried, and to tell what they reach."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from commatch.community import Community, Need, Requirement
from commatch.settings import Settings

from .by_hand import ANYONE, SETTINGS, flexible
from .tiers import Kept, LastTiers, Tiers, solve_tiers

HOUR = replace(ANYONE, hours=1)
_ANY: dict[str, Any] = {"low": None, "high": None}


@dataclass(frozen=True)
class TierSettings(Settings):
    """Settings with all that the tiers ask for, whether or not the settings of the library have it."""

    fair_tolerance: float = field(default=0.01, metadata=_ANY)
    quality_tolerance: float = field(default=0.01, metadata=_ANY)
    fair_groups: tuple[str, ...] = field(default=(), metadata=_ANY)
    balance_months: int = field(default=2, metadata=_ANY)


def month(*needs: Need, tolerance: float = 0.01, close: float = 0.01, **more: object) -> Community:
    """Return a month in which every group counts, unless ``settings`` are given."""
    settings = TierSettings(month=SETTINGS.month, fair_group_size=1, fair_tolerance=tolerance, quality_tolerance=close)
    return Community(more.pop("settings", settings), needs, **more)  # type: ignore[arg-type]


def of(group: str, name: str, urgency: int = 2, *asked: Requirement, **more: object) -> Need:
    return flexible(name, *(asked or (HOUR,)), urgency=urgency, groups=(group,), **more)


def last(community: Community, previous: Kept | None = None) -> LastTiers:
    best = solve_tiers(community, previous)
    (floor,) = best.floors(community)
    return best.last_tiers(floor)


def fair(best: Tiers) -> tuple[tuple[Fraction, ...], str, int]:
    return best.shares, str(best.fair_coverage), best.fair_count
