"""What the worker says of a pair: pins, bans, preferences and scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from commatch.community import Requirement, Resource, Stance
from commatch.matching.demands import Demand, tenth
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, Term

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance


class Opinions(Rule):
    """A ban forbids the pair; a pin forces it (see pins.py); prefer +10, avoid −10, and the score as it stands."""

    phrases = {
        "banned": Phrase("已禁止该匹配", "the pair is banned"),
        "pin": Phrase("锁定 {need} 与 {resource}", "pin of {need} and {resource}"),
        "score.prefer": Phrase("优先 {points}", "preferred {points}"),
        "score.avoid": Phrase("避免 {points}", "to be avoided {points}"),
        "score.score": Phrase("评分 {points}", "score {points}"),
        "audit.ban": Phrase("用了被禁止的匹配", "a banned pair"),
        "audit.pin": Phrase("没有保留锁定的匹配", "a pin is not kept"),
    }

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return nothing: without an opinion all pairs are the same."""
        return ()

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return nothing, likewise."""
        return ()

    def apart(self, inst: Instance, demand: Demand) -> Collection[str]:
        """Return who has an opinion with the need."""
        return inst.opinions_on.get(demand.demand_id, ())

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a banned pair."""
        if inst.opinion(demand, resource).banned:
            return Rejection("banned", resource.resource_id)
        return None

    def score(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Iterator[Term]:
        """Give the points of the opinion."""
        opinion = inst.opinion(demand, resource)
        if opinion.liking is Stance.PREFER:
            yield Term("score.prefer", int(tenth(inst.settings.weight_prefer) * 10))
        elif opinion.liking is Stance.AVOID:
            yield Term("score.avoid", int(tenth(-inst.settings.weight_avoid) * 10))
        if opinion.score:
            points = tenth(Decimal(repr(inst.settings.weight_score)) * Decimal(repr(float(opinion.score))))
            yield Term("score.score", int(points * 10))

    def audit(self, book: Book) -> Iterator[Violation]:
        """Look for banned pairs in the plan and for pinned ones outside it."""
        used: dict[str, set[str]] = defaultdict(set)
        for row in book.plan.assignments:
            for need in book.members(row.demand_id):
                used[need.need_id].add(row.resource_id)
        for opinion in book.community.opinions:
            there = opinion.resource_id in used[opinion.need_id]
            if opinion.stance is Stance.BAN and there:
                yield Violation("ban", opinion.need_id, opinion.resource_id)
            elif opinion.stance is Stance.PIN and not there and book.plans(opinion.need_id):
                yield Violation("pin", opinion.need_id, opinion.resource_id)
