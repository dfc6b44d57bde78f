"""Helpers have passed every check that the need asks, such as the one for working with children."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Helper, Kind, Requirement, Resource
from commatch.matching.demands import Demand, term
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, figures

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance


class Checks(Rule):
    """Every check of the requirement is among the helper's."""

    phrases = {
        "checks_missing": Phrase("没有资质：{checks}", "lacks the checks: {checks}"),
        "audit.checks": Phrase("缺少资质", "lacks a check"),
    }
    kinds = (Kind.HELPER,)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return the checks asked."""
        return requirement.checks

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return the checks that were passed."""
        return resource.checks if isinstance(resource, Helper) else ()

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a helper who lacks a check."""
        if isinstance(resource, Helper) and requirement.checks:
            passed = {term(check) for check in resource.checks}
            missing = sorted(check for check in requirement.checks if term(check) not in passed)
            if missing:
                return Rejection("checks_missing", resource.helper_id, figures(checks="、".join(missing)))
        return None

    def audit(self, book: Book) -> Iterator[Violation]:
        """Compare the checks of every helper with those asked."""
        for row, requirement, helper in book.helpers():
            for check in sorted(requirement.checks):
                if not any(term(check) == term(passed) for passed in helper.checks):
                    yield Violation("checks", row.demand_id, row.resource_id, check)
