"""Goods: exactly what is asked, used up once or given back after each slot, no more than there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from commatch.community import Goods, Kind
from commatch.matching.demands import term
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rule
from commatch.times import Slot

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.model import MatchModel
    from commatch.matching.uses import Part, Use


class GoodsStock(Rule):
    """Consumable: Σ ≤ quantity. Reusable: in every slot, the events there plus what flexible needs hold ≤ quantity."""

    phrases = {
        "no_goods": Phrase("没有“{what}”", "there is no “{what}”"),
        "goods_short": Phrase("需 {asked} 件，只有 {quantity} 件", "{asked} asked, {quantity} there"),
        "goods_gone": Phrase("已被其他项目用完", "others hold or use them"),
        "audit.goods": Phrase("物资数量不对", "the goods are not as many as asked"),
        "audit.stock": Phrase("物资超出库存", "more goods than there are"),
        "audit.goods_name": Phrase("不是所要的物资", "not the goods asked"),
    }

    def constrain(self, model: MatchModel) -> None:
        """Each need's pieces add up; each row's pieces suffice."""
        for part in model.parts(Kind.GOODS):
            self._supply(model, part)
        for goods_id, uses in model.used(Kind.GOODS):
            goods = model.inst.resource[goods_id]
            assert isinstance(goods, Goods)
            most = sum(use.pieces * model.highest(use.var) for use in uses)
            if most <= model.left.pieces(goods, ()):
                continue
            for slot, group in self._at_once(uses) if goods.reusable else [(None, uses)]:
                there = model.left.pieces(goods, () if slot is None else (slot,))
                if sum(use.pieces * model.highest(use.var) for use in group) > there:
                    model.row([(use.var, use.pieces) for use in group], "<=", there)

    @staticmethod
    def _supply(model: MatchModel, part: Part) -> None:
        """Tie the pieces taken from several rows to the need; a single row is tied by its very variable."""
        if not part.split:
            return
        asked = part.requirement.quantity
        once = [(use.var, 1.0) for use in part.uses if use.slot is None]
        if not part.owner.demand.event or len(once) == len(part.uses):
            model.row([*once, (part.owner.served, -asked)], "=", 0)
            return
        by_slot: dict[int, list[Use]] = defaultdict(list)
        for use in part.uses:
            if use.slot is not None:
                by_slot[use.slot].append(use)
        for slot, var in part.owner.slots.items():
            here = [(use.var, 1.0) for use in by_slot[slot]]
            if not once:
                model.row([*here, (var, -asked)], "=", 0)
                continue
            model.row([*here, (var, -asked)], "<=", 0)
            model.row([*once, *here, (var, -asked)], ">=", 0)
            model.row([*once, *here, (part.owner.served, -asked)], "<=", 0)

    @staticmethod
    def _at_once(uses: list[Use]) -> list[tuple[int | None, list[Use]]]:
        """Return what is held at the same time: in each slot its events and everything flexible; that alone, too."""
        held = [use for use in uses if use.slot is None]
        by_slot: dict[int, list[Use]] = defaultdict(list)
        for use in uses:
            if use.slot is not None:
                by_slot[use.slot].append(use)
        groups: list[tuple[int | None, list[Use]]] = [(slot, [*here, *held]) for slot, here in by_slot.items()]
        return [*groups, (None, held)] if held else groups

    def audit(self, book: Book) -> Iterator[Violation]:
        """Count every piece, by need and slot and by row and slot."""
        got: dict[tuple[str, int, Slot | None], float] = defaultdict(float)
        used: dict[str, float] = defaultdict(float)
        held: dict[str, dict[Slot | None, float]] = defaultdict(lambda: defaultdict(float))
        for row, requirement, goods in book.goods():
            if term(goods.what) != term(requirement.what):
                yield Violation("goods_name", row.demand_id, row.resource_id, requirement.what)
            if row.quantity < 1 or row.quantity % 1 or (row.slot and row.slot not in book.plan.slots[row.demand_id]):
                yield Violation("goods", row.demand_id, row.resource_id, f"{row.quantity:g}")
            got[row.demand_id, row.requirement, row.slot] += row.quantity
            if goods.reusable:
                held[goods.goods_id][row.slot] += row.quantity
            else:
                used[goods.goods_id] += row.quantity
        for demand_id, slots in book.plan.slots.items():
            for number, requirement in enumerate(book.lead(demand_id).requirements):
                if requirement.kind is Kind.GOODS:
                    once = got.get((demand_id, number, None), 0.0)
                    for slot in slots or (None,):
                        total = once + (got.get((demand_id, number, slot), 0.0) if slot else 0.0)
                        if total != requirement.quantity:
                            yield Violation(
                                "goods",
                                demand_id,
                                "",
                                f"{requirement.what}: {total:g} ≠ {requirement.quantity:g}",
                            )
        for goods in book.community.goods:
            by_slot = held[goods.goods_id]
            always = by_slot.get(None, 0.0)
            peak = max((pieces for slot, pieces in by_slot.items() if slot), default=0.0) + always
            if max(used[goods.goods_id], peak) > goods.quantity:
                yield Violation("stock", "", goods.goods_id, f"{max(used[goods.goods_id], peak):g} > {goods.quantity}")
