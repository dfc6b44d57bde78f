"""One fund pays the whole of a need's money: its category allowed, its cap kept, no more than the fund has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from commatch.community import Fund, Kind, Requirement, Resource
from commatch.matching.book import EPSILON
from commatch.matching.demands import Demand, term
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rejection, Rule, figures

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.instance import Instance
    from commatch.matching.model import MatchModel


class Budget(Rule):
    """Σ_f p_nf = y_n; Σ_n B_n p_nf ≤ amount of f; once per need."""

    phrases = {
        "fund_category": Phrase("只用于 {categories}", "pays only for {categories}"),
        "over_cap": Phrase("需 {asked} 元，单项上限 {cap} 元", "{asked} yuan asked, cap {cap}"),
        "money_short": Phrase("需 {asked} 元，只有 {amount} 元", "{asked} yuan asked, {amount} there"),
        "money_gone": Phrase("余额已不够", "what is left is not enough"),
        "audit.fund": Phrase("须由一笔资金全额支付", "exactly one fund pays the whole"),
        "audit.category": Phrase("资金不适用该类别", "the fund does not pay for this category"),
        "audit.cap": Phrase("超过单项上限", "is over the fund's cap"),
        "audit.money": Phrase("资金超支", "the fund is overspent"),
    }
    kinds = (Kind.FUND,)

    def key(self, inst: Instance, demand: Demand, requirement: Requirement) -> Hashable:
        """Return the category and the money asked."""
        return term(demand.lead.category), requirement.quantity

    def trait(self, inst: Instance, resource: Resource) -> Hashable:
        """Return the categories, the cap and the money there."""
        return (resource.categories, resource.cap, resource.amount) if isinstance(resource, Fund) else ()

    def judge(self, inst: Instance, demand: Demand, requirement: Requirement, resource: Resource) -> Rejection | None:
        """Reject a fund of other categories, with too low a cap, or with too little money for this need alone."""
        if not isinstance(resource, Fund):
            return None
        if resource.categories and term(demand.lead.category) not in {term(name) for name in resource.categories}:
            return Rejection(
                "fund_category", resource.fund_id, figures(categories="、".join(sorted(resource.categories)))
            )
        if resource.cap is not None and requirement.quantity > resource.cap + EPSILON:
            return Rejection("over_cap", resource.fund_id, figures(asked=requirement.quantity, cap=resource.cap))
        if requirement.quantity > resource.amount + EPSILON:
            return Rejection(
                "money_short", resource.fund_id, figures(asked=requirement.quantity, amount=resource.amount)
            )
        return None

    def constrain(self, model: MatchModel) -> None:
        """One fund per need that asks money; no fund pays more than it has."""
        for part in model.parts(Kind.FUND):
            model.row([*((use.var, 1.0) for use in part.uses), (part.owner.served, -1.0)], "=", 0)
        for fund_id, uses in model.used(Kind.FUND):
            if sum(use.amount for use in uses) > model.left.money[fund_id] + EPSILON:
                model.row([(use.var, use.amount) for use in uses], "<=", model.left.money[fund_id])

    def audit(self, book: Book) -> Iterator[Violation]:
        """Add up what every fund pays, and who pays for each need."""
        spent: dict[str, float] = defaultdict(float)
        payers: Counter[str] = Counter()
        for row, requirement, fund in book.funds():
            payers[row.demand_id] += 1
            spent[fund.fund_id] += row.amount
            category = term(book.lead(row.demand_id).category)
            if fund.categories and category not in {term(name) for name in fund.categories}:
                yield Violation("category", row.demand_id, row.resource_id, category)
            if fund.cap is not None and row.amount > fund.cap + EPSILON:
                yield Violation("cap", row.demand_id, row.resource_id, f"{row.amount:g} > {fund.cap:g}")
            if abs(row.amount - requirement.quantity) > EPSILON:
                yield Violation("fund", row.demand_id, row.resource_id, f"{row.amount:g} ≠ {requirement.quantity:g}")
        for demand_id in book.plan.slots:
            asked = any(req.kind is Kind.FUND for req in book.lead(demand_id).requirements)
            if payers[demand_id] != int(asked):
                yield Violation("fund", demand_id, "", str(payers[demand_id]))
        for fund in book.community.funds:
            if spent[fund.fund_id] > fund.amount + EPSILON:
                yield Violation("money", "", fund.fund_id, f"{spent[fund.fund_id]:g} > {fund.amount:g}")
