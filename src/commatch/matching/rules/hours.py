"""Nobody gives more hours than they offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Helper, Kind, Requirement, Resource
from commatch.matching.book import EPSILON
from commatch.matching.demands import Demand
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, figures

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel


class Hours(Rule):
    """Σ hours × sessions ≤ hours a month (team-hours for a team); a pair's own hours replace the need's."""

    phrases = {
        "hours_short": Phrase("需 {asked} 小时，每月只有 {hours} 小时", "{asked} hours asked, {hours} a month"),
        "hours_taken": Phrase("本月工时已排满", "its hours this month are taken"),
        "audit.hours": Phrase("超过每月工时", "gives more hours than offered"),
        "audit.charge": Phrase("工时记错", "is charged the wrong hours"),
    }
    kinds = (Kind.HELPER,)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return the hours asked in the month."""
        return requirement.hours, _times(demand)

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return its hours in the month."""
        return resource.hours if isinstance(resource, Helper) else 0

    def apart(self, inst: Instance, demand: Demand) -> Collection[str]:
        """Return who has an opinion with the need: it may name the pair's own hours."""
        return inst.opinions_on.get(demand.demand_id, ())

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a helper whose month is too short for this one need."""
        if isinstance(resource, Helper):
            asked = inst.hours(demand, requirement, resource) * _times(demand)
            if asked > resource.hours + EPSILON:
                return Rejection("hours_short", resource.helper_id, figures(asked=asked, hours=resource.hours))
        return None

    def constrain(self, model: MatchModel) -> None:
        """Σ hours of what a helper does ≤ the hours it has."""
        for helper_id, uses in model.used(Kind.HELPER):
            hours = model.left.hours[helper_id]
            if model.most(uses, lambda use: use.hours) > hours + EPSILON:
                model.row([(use.var, use.hours) for use in uses if use.hours], "<=", hours)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Add up every helper's hours, and compare each charge with the need."""
        total: dict[str, float] = defaultdict(float)
        for row, requirement, helper in book.helpers():
            need = book.lead(row.demand_id)
            own = book.pair_hours(row.demand_id, helper.helper_id)
            charge = (requirement.hours if own is None else own) * (1 if need.event else need.sessions)
            if abs(charge - row.hours) > EPSILON:
                yield Violation("charge", row.demand_id, row.resource_id, f"{row.hours:g} ≠ {charge:g}")
            total[helper.helper_id] += charge
        for helper in book.community.helpers:
            if total[helper.helper_id] > helper.hours + EPSILON:
                yield Violation("hours", "", helper.helper_id, f"{total[helper.helper_id]:g} > {helper.hours:g}")


def _times(demand: Demand) -> int:
    """Return how often one helper comes for certain."""
    return demand.sessions if demand.pair or not demand.event else 1
