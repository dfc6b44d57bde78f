"""Pairing: in categories such as 结对 the same people come every time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from commatch.community import Kind
from commatch.matching.demands import pairing_categories, term
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rule

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.model import MatchModel
    from commatch.matching.uses import Use


class Pairing(Rule):
    """q_nkrt = x_nkr in every slot t that is taken, for needs of the pairing categories."""

    phrases = {
        "pair_changed": Phrase(
            "上月由 {resource} 服务，本月换人：{why}", "{resource} served it last month, not now: {why}"
        ),
        "pair_unserved": Phrase("由原来的人就无法安排", "with them it could not be served"),
        "not_asked": Phrase("需求不再要求其技能", "the need no longer asks for their skill"),
        "audit.pairing": Phrase("结对的人前后不一", "the people of a pair change from slot to slot"),
        "audit.pair_changed": Phrase("结对换了人而没有说明", "the people of a pair changed without a word"),
    }

    def constrain(self, model: MatchModel) -> None:
        """Whoever comes once comes in every slot; who came last month comes again."""
        for owner in model.owners:
            for helper_id in sorted(model.inst.kept.required.get(owner.demand.demand_id, ())):
                mine = [use.var for part in owner.parts for use in part.uses if use.resource_id == helper_id]
                model.row([*((var, 1.0) for var in mine), (owner.served, -1.0)], ">=", 0)
        for part in model.parts(Kind.HELPER):
            demand = part.owner.demand
            if part.every or not (demand.pair and demand.event and demand.sessions > 1):
                continue
            by_helper: dict[str, list[Use]] = defaultdict(list)
            for use in part.uses:
                by_helper[use.resource_id].append(use)
            for uses in by_helper.values():
                comes = model.binary()
                free = {use.slot: use.var for use in uses if use.slot is not None}
                model.follows(comes, list(free.values()))
                for slot, taken in part.owner.slots.items():
                    if slot in free:
                        model.row([(free[slot], 1.0), (comes, -1.0)], "<=", 0)
                        model.row([(free[slot], 1.0), (comes, -1.0), (taken, -1.0)], ">=", -1)
                    else:
                        model.row([(comes, 1.0), (taken, 1.0)], "<=", 1)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Compare the people of every slot."""
        categories = pairing_categories(book.community)
        for demand_id, slots in book.plan.slots.items():
            if len(slots) < 2 or term(book.lead(demand_id).category) not in categories:
                continue
            crews = {
                frozenset(
                    (row.requirement, row.resource_id)
                    for row in book.plan.of(demand_id)
                    if row.kind is Kind.HELPER and row.slot == slot
                )
                for slot in slots
            }
            if len(crews) > 1:
                yield Violation("pairing", demand_id)
        released = {(demand_id, helper_id) for demand_id, helper_id, _ in book.plan.released}
        for demand_id, helper_id in self._last(book, categories):
            there = {row.resource_id for row in book.plan.of(demand_id) if row.kind is Kind.HELPER}
            if helper_id not in there and (demand_id, helper_id) not in released:
                yield Violation("pair_changed", demand_id, helper_id)

    @staticmethod
    def _last(book: Book, categories: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Yield every served demand of a pairing category with the helpers of the month before."""
        helpers = {helper.helper_id for helper in book.community.helpers}
        before = (book.month - dt.timedelta(days=1)).replace(day=1)
        for row in book.community.history:
            demand_id = book.demand_of(row.need_id) if book.plans(row.need_id) else ""
            pair = demand_id and term(book.lead(demand_id).category) in categories
            if pair and row.resource_id in helpers and row.month and row.month.replace(day=1) == before:
                yield demand_id, row.resource_id
