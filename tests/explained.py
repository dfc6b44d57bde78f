"""Plans that are written and asked about, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import commatch
from commatch.community import Community
from commatch.explaining.answer import Explanation
from commatch.explaining.rebuild import Rebuilt, rebuild
from commatch.explaining.written import Written, read_written
from commatch.matching.plan import Outcome, Tier
from commatch.matching.result import Result


def written(result: Result, folder: Path, lang: Any = "zh") -> Written:
    """Write a plan and read the project list again."""
    found = read_written(commatch.write_projects(result, folder / f"list-{lang}.xlsx", lang=lang, force=True))
    assert found.problems == ()
    return found


def again(result: Result, folder: Path, lang: Any = "zh") -> Rebuilt:
    """Return a result rebuilt from its project list and its community."""
    return rebuild(written(result, folder, lang), result.community)


def planned(community: Community) -> Result:
    """Return the plan of a month."""
    result = commatch.match(community)
    assert result.outcome is Outcome.PLANNED
    return result


def as_recorded(tiers: Iterable[Tier]) -> list[tuple[object, ...]]:
    """Return what a run record holds of objectives."""
    return [
        (tier.name, round(tier.value, 6), round(tier.bound, 6), tier.proven, round(_held(tier), 6)) for tier in tiers
    ]


def _held(tier: Tier) -> float:
    return tier.value if tier.held is None else tier.held


def codes(answer: Explanation) -> list[str]:
    """Return the codes of what is wrong."""
    return [problem.code for problem in answer.problems]
