"""What the worker says of a pair: pins, bans, preferences and scores."""

from __future__ import annotations

from collections.abc import Iterator
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

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a banned pair."""
        if inst.opinion(demand, resource).stance is Stance.BAN:
            return Rejection("banned", resource.resource_id)
        return None

    def score(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Iterator[Term]:
        """Give the points of the opinion."""
        opinion = inst.opinion(demand, resource)
        if opinion.stance is Stance.PREFER:
            yield Term("score.prefer", int(tenth(inst.settings.weight_prefer) * 10))
        elif opinion.stance is Stance.AVOID:
            yield Term("score.avoid", int(tenth(-inst.settings.weight_avoid) * 10))
        if opinion.score:
            points = tenth(Decimal(repr(inst.settings.weight_score)) * Decimal(repr(float(opinion.score))))
            yield Term("score.score", int(points * 10))

    def audit(self, book: Book) -> Iterator[Violation]:
        """Look for banned pairs in the plan and for pinned ones outside it."""
        pairs = {(row.demand_id, row.resource_id) for row in book.plan.assignments}
        for (demand_id, resource_id), stance in sorted(book.stances().items()):
            if stance is Stance.BAN and (demand_id, resource_id) in pairs:
                yield Violation("ban", demand_id, resource_id)
            elif stance is Stance.PIN and (demand_id, resource_id) not in pairs:
                yield Violation("pin", demand_id, resource_id)
