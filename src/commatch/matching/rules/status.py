"""Paused resources are not used; only open needs are planned, and confirmed ones are served."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import FORCED, PLANNED, Requirement, Resource
from commatch.matching.demands import Demand
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance


class Status(Rule):
    """Resources are active; needs that are confirmed or in progress are served, closed ones are not."""

    phrases = {
        "paused": Phrase("已暂停", "is paused"),
        "forced": Phrase("{need} 已确认或实施中，必须安排", "{need} is confirmed or in progress and must be served"),
        "audit.status": Phrase("已暂停的资源", "a paused resource"),
        "audit.closed": Phrase("不参与匹配的需求", "a need that takes no part in matching"),
        "audit.forced": Phrase("已确认的需求没有安排", "a confirmed need is not served"),
    }

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return nothing: it is the same for every requirement."""
        return ()

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return whether it is active."""
        return resource.active

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a paused resource."""
        return None if resource.active else Rejection("paused", resource.resource_id)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Look at the status of every resource used, and of every need served or not."""
        for row in book.plan.assignments:
            resource = book.resources.get(row.resource_id)
            if resource is not None and not resource.active:
                yield Violation("status", row.demand_id, row.resource_id)
        for need in book.community.needs:
            served = book.serves(need)
            if served and need.status not in PLANNED:
                yield Violation("closed", need.need_id, "", need.status.value)
            elif not served and need.status in FORCED and need.need_id not in book.community.decided:
                yield Violation("forced", need.need_id, "", need.status.value)
