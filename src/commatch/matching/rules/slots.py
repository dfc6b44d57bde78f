"""Events take slots: as many as asked, within their own times, on time, not on holidays, a series days apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from commatch import calendar
from commatch.matching.instance import bits
from commatch.matching.plan import Violation
from commatch.matching.rules.base import Phrase, Rule

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.model import MatchModel


class Slots(Rule):
    """Σ_t s_nt = S·y_n; at most one slot in any ``series_gap`` days."""

    phrases = {
        "past_due": Phrase(
            "期限 {due} 早于可安排的第一天 {first}",
            "due on {due}, before the first day {first} that could serve",
        ),
        "no_slot": Phrase("本月没有符合其时段的日期", "no slot of the month is within its times"),
        "too_few_slots": Phrase(
            "需 {asked} 次，隔开 {gap} 天最多 {there} 次",
            "{asked} times asked, {there} at most {gap} days apart",
        ),
        "audit.slots": Phrase("场次数不对", "not as many slots as asked"),
        "audit.window": Phrase("时段不在可行范围内", "a slot outside its times"),
        "audit.due": Phrase("晚于期限", "after its due date"),
        "audit.holiday": Phrase("安排在法定节假日", "on a statutory holiday"),
        "audit.span": Phrase("不在计划月份内", "outside the planned days"),
        "audit.series_gap": Phrase("系列活动间隔太短", "slots of a series too close"),
    }

    def constrain(self, model: MatchModel) -> None:
        """Tie an event's slots to its being served, and keep a series apart."""
        gap = model.inst.settings.series_gap
        for owner in model.owners:
            if not owner.demand.event:
                continue
            count = owner.demand.sessions
            model.row([*((var, 1.0) for var in owner.slots.values()), (owner.served, -float(count))], "=", 0)
            if count < 2 or gap < 1:
                continue
            days = sorted({slot // 3 for slot in owner.slots})
            done: set[tuple[int, ...]] = set()
            for day in days:
                near = tuple(slot for slot in owner.slots if day <= slot // 3 < day + gap)
                if len(near) > 1 and not any(set(near) <= set(other) for other in done):
                    done.add(near)
                    model.row([*((owner.slots[slot], 1.0) for slot in near), (owner.served, -1.0)], "<=", 0)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Look at every slot of every event in the calendar."""
        for demand_id, slots in book.plan.slots.items():
            need = book.lead(demand_id)
            if len(slots) != (need.sessions if need.event else 0) or len(set(slots)) < len(slots):
                yield Violation("slots", demand_id, "", str(len(slots)))
            if not (need.event or book.settled(demand_id)) and need.due_on and need.due_on < book.first:
                yield Violation("due", demand_id, "", str(need.due_on))
            for slot in slots:
                if not (book.month if book.settled(demand_id) else book.first) <= slot.date <= book.last:
                    yield Violation("span", demand_id, "", str(slot.date))
                if need.times.given and not need.times.free(slot.date, slot.half):
                    yield Violation("window", demand_id, "", str(slot.date))
                if need.due_on and slot.date > need.due_on:
                    yield Violation("due", demand_id, "", str(slot.date))
                if calendar.is_holiday(slot.date) and not need.times.names(slot.date):
                    yield Violation("holiday", demand_id, "", str(slot.date))
            for one, other in pairwise(sorted(slots)):
                if (other.date - one.date).days < book.settings.series_gap:
                    yield Violation("series_gap", demand_id, "", f"{one.date} {other.date}")


def spaced(mask: int, gap: int) -> int:
    """Return how many slots of a set can be taken at least ``gap`` days apart (one a slot at least)."""
    count, free_from = 0, 0
    for slot in bits(mask):
        if slot // 3 >= free_from if gap else slot >= free_from:
            count += 1
            free_from = slot // 3 + gap if gap else slot + 1
    return count
