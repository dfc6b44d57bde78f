"""The audit: every hard rule again, on the plan and the community alone, by code that the model does not use."""

from __future__ import annotations

from commatch.community import Community
from commatch.matching.book import Book
from commatch.matching.plan import Plan, Violation
from commatch.matching.rules import RULES


def audit(community: Community, plan: Plan) -> tuple[Violation, ...]:
    """Return every way in which a plan breaks a hard rule; none for a plan that may be written.

    Parameters
    ----------
    community : Community
        The month, with ``settings.month`` set.
    plan : Plan
        The plan; it may come from anywhere.
    """
    book = Book(community, plan)
    return tuple(violation for rule in RULES for violation in rule.audit(book))
