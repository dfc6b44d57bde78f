"""Helpers have the skill that is asked, at the level that is asked; a higher level scores."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Helper, Kind, Requirement, Resource
from commatch.matching.demands import Demand, tenth, term
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, Term, figures

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance


class Skill(Rule):
    """Skill level at least the level asked; 2 points for each level above it, at most 6."""

    phrases = {
        "no_skill": Phrase("没有人会“{what}”", "nobody offers “{what}”"),
        "level_too_low": Phrase("等级 {level} 低于要求的 {asked}", "level {level} is below the {asked} asked"),
        "score.level": Phrase("技能高 {above} 级 {points}", "level {above} above what is asked {points}"),
        "audit.skill": Phrase("没有所要求的技能", "lacks the skill asked"),
        "audit.level": Phrase("技能等级不够", "its level is too low"),
    }
    kinds = (Kind.HELPER,)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return the skill and the level asked."""
        return term(requirement.what), requirement.level

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a helper whose level is too low."""
        if isinstance(resource, Helper):
            level = inst.level(resource, requirement.what)
            if level < requirement.level:
                return Rejection("level_too_low", resource.helper_id, figures(level=level, asked=requirement.level))
        return None

    def score(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Iterator[Term]:
        """Give points for the levels above what is asked."""
        if isinstance(resource, Helper):
            above = inst.level(resource, requirement.what) - requirement.level
            points = min(inst.settings.weight_level_cap, inst.settings.weight_level * above)
            yield Term("score.level", int(tenth(points) * 10), figures(above=above))

    def audit(self, book: Book) -> Iterator[Violation]:
        """Look up every helper's skill by name."""
        for row, requirement, helper in book.helpers():
            levels = [level for name, level in helper.skills.items() if term(name) == term(requirement.what)]
            if not levels:
                yield Violation("skill", row.demand_id, row.resource_id, requirement.what)
            elif max(levels) < requirement.level:
                yield Violation("level", row.demand_id, row.resource_id, f"{max(levels)} < {requirement.level}")
