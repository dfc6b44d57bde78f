"""Helpers and units that serve certain resident groups serve only those; choosing a group scores."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Helper, Kind, Requirement, Resource, Unit
from commatch.matching.demands import Demand, tenth, term
from commatch.matching.plan import Assignment, Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, Term, figures

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance


class Groups(Rule):
    """The groups served are empty, or meet the need's; a helper who chose the group gets 3 points."""

    phrases = {
        "group_not_served": Phrase("只服务 {groups}", "serves only {groups}"),
        "score.group": Phrase("专门服务该人群 {points}", "serves this group by choice {points}"),
        "audit.groups": Phrase("不服务该人群", "does not serve this group"),
    }
    kinds = (Kind.HELPER, Kind.UNIT)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return the groups of the need."""
        return frozenset(map(term, demand.groups))

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return the groups that it serves."""
        return resource.groups if isinstance(resource, (Helper, Unit)) else ()

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a helper or a unit that serves other groups."""
        if isinstance(resource, (Helper, Unit)) and resource.groups and not _meet(resource.groups, demand.groups):
            return Rejection(
                "group_not_served", resource.resource_id, figures(groups="、".join(sorted(resource.groups)))
            )
        return None

    def score(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Iterator[Term]:
        """Give points for serving a group of the need by choice."""
        if isinstance(resource, Helper) and resource.groups:
            yield Term("score.group", int(tenth(inst.settings.weight_group) * 10))

    def audit(self, book: Book) -> Iterator[Violation]:
        """Compare the groups of every helper and unit with those of the needs."""
        rows: list[tuple[Assignment, Requirement, Helper | Unit]] = [*book.helpers(), *book.units()]
        for row, _, resource in rows:
            groups = {term(group) for need in book.members(row.demand_id) for group in need.groups}
            if resource.groups and groups.isdisjoint(term(group) for group in resource.groups):
                yield Violation("groups", row.demand_id, row.resource_id, "、".join(sorted(resource.groups)))


def _meet(served: frozenset[str], asked: tuple[str, ...]) -> bool:
    known = {term(group) for group in served}
    return any(term(group) in known for group in asked)
