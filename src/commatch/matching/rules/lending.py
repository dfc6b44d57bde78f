"""In a street: what is shared may serve other communities, and whoever is served without that stays served."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Helper, Requirement, Resource, Venue
from commatch.matching.demands import Demand
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, Term

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel

LENT = 1000
"""Tenths of a point that a borrowed row costs in the month of a street, and each minute of its walk one more: nothing
is borrowed that is not needed."""
FAR = 60
"""Minutes that count where they are not known, and at the most."""


class Lending(Rule):
    """y_n = 1 for all who are served alone; helpers, units and venues that are shared may serve another community."""

    phrases = {
        "not_shared": Phrase("没有共享给其他社区", "is not shared with other communities"),
        "distance_unknown": Phrase("到那个社区要走多久不知道", "how far that community is is not known"),
        "lent_for_other": Phrase("是为别的项目借来的", "was borrowed for another project"),
        "lent": Phrase("借来的 {resource} 用于 {need}", "{resource} is borrowed for {need}"),
        "lent_slot": Phrase("{need} 在 {slot} 用借来的", "{need} uses at {slot} what is borrowed"),
        "audit.lent": Phrase("借来的没有按约定用", "what is borrowed is not used as agreed"),
        "audit.lent_for_other": Phrase("借来的用在了别的项目", "what is borrowed is used for another project"),
        "audit.lent_out": Phrase("该时段已借给其他社区", "is lent to another community then"),
        "audit.not_shared": Phrase("没有共享的资源给了其他社区", "another community's resource that is not shared"),
        "audit.served_alone": Phrase(
            "不共享时能办的需求没有安排", "a need that is served without sharing is not served"
        ),
    }

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return the need's community and where in it."""
        sharing = inst.community.sharing
        return (sharing.home[demand.demand_id], demand.lead.grid) if sharing is not None and sharing.home else ()

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return the resource's community, whether it is shared, where it is, how far it goes, and when it is lent."""
        sharing = inst.community.sharing
        if sharing is None:
            return ()
        who = resource.resource_id
        if not sharing.home:
            return sharing.away.get(who), sharing.only.get(who), who in sharing.wanted
        shared = getattr(resource, "shared", False)
        return sharing.home[who], shared, getattr(resource, "grid", ""), _limited(resource)

    def apart(self, inst: Instance, demand: Demand) -> Collection[str]:
        """Return what was borrowed for the need."""
        sharing = inst.community.sharing
        wanted = sharing.wanted if sharing is not None else {}
        return [who for who, needs in wanted.items() if not needs.isdisjoint(demand.need_ids)]

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject what was borrowed for others; what is not shared, and what has a limit to walk that is not known."""
        sharing = inst.community.sharing
        wanted = sharing.wanted.get(resource.resource_id) if sharing is not None else None
        if wanted is not None and wanted.isdisjoint(demand.need_ids):
            return Rejection("lent_for_other", resource.resource_id)
        if not _borrowed(inst, demand, resource):
            return None
        if not getattr(resource, "shared", False):
            return Rejection("not_shared", resource.resource_id)
        if _limited(resource) and inst.minutes(demand, resource) is None:
            return Rejection("distance_unknown", resource.resource_id)
        return None

    def open_slots(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> int:
        """Return the slots in which it is not lent, or those for which it was borrowed."""
        sharing, slots = inst.community.sharing, inst.all_slots
        if sharing is None:
            return slots
        only = sharing.only.get(resource.resource_id)
        if only is not None:
            slots = sum(1 << inst.bit(slot) for slot in only)
        for slot in sharing.away.get(resource.resource_id, ()):
            slots &= ~(1 << inst.bit(slot))
        return slots

    def score(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Iterator[Term]:
        """Take points off for what is borrowed."""
        if _borrowed(inst, demand, resource):
            minutes = inst.minutes(demand, resource)
            yield Term("score.lent", -LENT - int(FAR if minutes is None else min(FAR, minutes)))

    def constrain(self, model: MatchModel) -> None:
        """Serve whoever is served alone."""
        sharing = model.inst.community.sharing
        for owner in model.owners if sharing is not None else ():
            if sharing is not None and owner.demand.demand_id in sharing.kept:
                model.row([(owner.served, 1.0)], ">=", 1)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Look for whoever is served alone, for what was borrowed, and for what is lent."""
        sharing = book.community.sharing
        if sharing is None:
            return
        for demand_id in sorted(sharing.kept - book.plan.slots.keys()):
            yield Violation("served_alone", demand_id)
        there = {(row.demand_id, row.requirement, row.resource_id, row.slot) for row in book.plan.assignments}
        for row in sharing.rows:
            if (row.demand_id, row.requirement, row.resource_id, row.slot) not in there:
                yield Violation("lent", row.demand_id, row.resource_id)
        for row in book.plan.assignments:
            who = row.resource_id
            only, wanted = sharing.only.get(who), sharing.wanted.get(who)
            away = row.slot in sharing.away.get(who, ()) or (only is not None and row.slot not in only)
            if row.slot is not None and away:
                yield Violation("lent_out", row.demand_id, who, str(row.slot.date))
            if wanted is not None and not any(need.need_id in wanted for need in book.members(row.demand_id)):
                yield Violation("lent_for_other", row.demand_id, who)
            if sharing.home and sharing.home.get(who) != sharing.home.get(row.demand_id):
                resource = book.resources.get(who)
                far = _limited(resource) and book.minutes(row.demand_id, getattr(resource, "grid", "")) is None
                if not getattr(resource, "shared", False) or far:
                    yield Violation("not_shared", row.demand_id, who)


def _borrowed(inst: Instance, demand: Demand, resource: Resource) -> bool:
    sharing = inst.community.sharing
    if sharing is None or not sharing.home:
        return False
    return sharing.home[resource.resource_id] != sharing.home[demand.demand_id]


def _limited(resource: Resource | None) -> bool:
    """Tell whether it matters how far somebody has to walk to or from a resource."""
    return isinstance(resource, Venue) or (isinstance(resource, Helper) and resource.max_walk is not None)
