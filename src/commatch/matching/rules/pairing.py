"""Pairing: in categories such as 结对 the same people come every time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from commatch.community import Kind
from commatch.matching.demands import pairing_categories, term
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rule

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.model import MatchModel, Use


class Pairing(Rule):
    """q_nkrt = x_nkr in every slot t that is taken, for needs of the pairing categories."""

    phrases = {"audit.pairing": Phrase("结对的人前后不一", "the people of a pair change from slot to slot")}

    def constrain(self, model: MatchModel) -> None:
        """Whoever comes once comes in every slot."""
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
