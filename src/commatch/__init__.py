"""Match residents' needs with the people, units, venues, money and goods of a community.

>>> import commatch
>>> community = commatch.read("needs-and-resources.xlsx", month="2026-12")  # doctest: +SKIP
>>> result = commatch.match(community)  # doctest: +SKIP
>>> commatch.write_projects(result, "project-list.xlsx")  # doctest: +SKIP

Importing the package imports nothing else: each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commatch.altering.compare import WhatIf
    from commatch.api import check, draft, from_frames, match, read, tidy, whatif, write_projects
    from commatch.batching.api import batch
    from commatch.batching.results import Batch, CommunityDone
    from commatch.checking import CheckResult
    from commatch.community import Community
    from commatch.drafting.draft import DraftResult
    from commatch.explaining.answer import Explanation
    from commatch.explaining.ask import explain
    from commatch.matching.answers import add_gaps, add_remedies
    from commatch.matching.result import Result
    from commatch.month.applied import Applied, apply
    from commatch.month.rollover import Rollover, rollover
    from commatch.reports.notice.api import Posted, notice
    from commatch.reports.page.api import Reported, report
    from commatch.reports.papers.api import Papers, agenda, tasks
    from commatch.reports.points import Points, points
    from commatch.reports.trends.api import Trends, trends
    from commatch.settings import Settings
    from commatch.tidying.tidy import TidyResult

__version__ = "0.1.0"

__all__ = [
    "Applied",
    "Batch",
    "CheckResult",
    "Community",
    "CommunityDone",
    "DraftResult",
    "Explanation",
    "Papers",
    "Points",
    "Posted",
    "Reported",
    "Result",
    "Rollover",
    "Settings",
    "TidyResult",
    "Trends",
    "WhatIf",
    "__version__",
    "add_gaps",
    "add_remedies",
    "agenda",
    "apply",
    "batch",
    "check",
    "draft",
    "explain",
    "from_frames",
    "match",
    "notice",
    "points",
    "read",
    "report",
    "rollover",
    "tasks",
    "tidy",
    "trends",
    "whatif",
    "write_projects",
]

_HOMES = {
    "add_gaps": "commatch.matching.answers",
    "add_remedies": "commatch.matching.answers",
    "batch": "commatch.batching.api",
    "Batch": "commatch.batching.results",
    "CommunityDone": "commatch.batching.results",
    "read": "commatch.api",
    "match": "commatch.api",
    "write_projects": "commatch.api",
    "check": "commatch.api",
    "CheckResult": "commatch.checking",
    "Community": "commatch.community",
    "Settings": "commatch.settings",
    "Result": "commatch.matching.result",
    "draft": "commatch.api",
    "from_frames": "commatch.api",
    "DraftResult": "commatch.drafting.draft",
    "explain": "commatch.explaining.ask",
    "Explanation": "commatch.explaining.answer",
    "report": "commatch.reports.page.api",
    "Reported": "commatch.reports.page.api",
    "notice": "commatch.reports.notice.api",
    "Posted": "commatch.reports.notice.api",
    "agenda": "commatch.reports.papers.api",
    "tasks": "commatch.reports.papers.api",
    "Papers": "commatch.reports.papers.api",
    "apply": "commatch.month.applied",
    "Applied": "commatch.month.applied",
    "points": "commatch.reports.points",
    "rollover": "commatch.month.rollover",
    "Rollover": "commatch.month.rollover",
    "Points": "commatch.reports.points",
    "tidy": "commatch.api",
    "TidyResult": "commatch.tidying.tidy",
    "trends": "commatch.reports.trends.api",
    "Trends": "commatch.reports.trends.api",
    "whatif": "commatch.api",
    "WhatIf": "commatch.altering.compare",
}


def __getattr__(name: str) -> object:
    """Load a public name where it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
