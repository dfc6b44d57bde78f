"""All or nothing: a served need has exactly the helpers and units it asks, and nobody too many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from commatch.community import Kind
from commatch.matching.plan import Assignment, Violation
from commatch.matching.rules.base import Phrase, Rule

if TYPE_CHECKING:
    from commatch.matching.book import Book
    from commatch.matching.model import MatchModel
    from commatch.matching.uses import Owner, Part, Use


MOST_WAYS = 300
"""Ways to cover a count up to which each gets a variable; beyond, looser rows say the same."""


def minimal_covers(count: int, there: Mapping[int, int]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield every way to reach a count of people with nobody to spare.

    Parameters
    ----------
    count : int
        People asked, at least 1.
    there : mapping of int to int
        How many helpers or teams there are that count for so many people.

    Yields
    ------
    tuple of (int, int)
        How many that count for how many people, larger teams first.
    """
    weights = sorted(there, reverse=True)

    def extend(index: int, left: int, way: tuple[tuple[int, int], ...]) -> Iterator[tuple[tuple[int, int], ...]]:
        if index == len(weights):
            return
        weight = weights[index]
        enough = -(-left // weight)  # the smallest of them is then needed, since one less falls short
        for number in range(min(there[weight], enough) + 1):
            taken = (*way, (weight, number)) if number else way
            if number == enough:
                yield taken
            else:
                yield from extend(index + 1, left - number * weight, taken)

    yield from extend(0, count, ())


class Cover(Rule):
    """Σ x = c·y. With teams, who count min(headcount, c), one of the minimal covers of c is taken."""

    phrases = {
        "too_few": Phrase("需 {asked} 个，最多 {there} 个", "{asked} asked, {there} at most"),
        "audit.cover": Phrase("要求没有满足或超出", "a requirement is not met, or more than met"),
        "audit.minimal": Phrase("有人可以不用来", "someone could be left out"),
        "audit.one_requirement": Phrase("一人做同一需求的两项要求", "one helper on two requirements of a need"),
        "audit.unknown": Phrase("计划里有不认识的编号", "the plan names something unknown"),
    }

    def constrain(self, model: MatchModel) -> None:
        """Cover every helper and unit requirement, in every slot of an event."""
        for part in (*model.parts(Kind.HELPER), *model.parts(Kind.UNIT)):
            sessions = part.owner.demand.sessions
            if not part.owner.demand.event or part.every:
                self._cover(model, part, part.uses, part.owner.served)
            elif part.counted:
                self._cover(model, part, part.uses, part.owner.served, times=sessions)
            else:
                by_slot: dict[int, list[Use]] = defaultdict(list)
                for use in part.uses:
                    if use.slot is not None:
                        by_slot[use.slot].append(use)
                for slot, var in part.owner.slots.items():
                    self._cover(model, part, by_slot[slot], var, slot)
        for owner in model.owners:
            self._one_requirement(model, owner)

    def open(self, model: MatchModel, part: Part) -> None:
        """Cover a counted requirement slot by slot after all."""
        by_slot: dict[int, list[Use]] = defaultdict(list)
        for use in part.uses:
            for slot, var in model.part_slots(part, use).items():
                by_slot[slot].append(replace(use, var=var, slot=slot))
        for slot, var in part.owner.slots.items():
            self._cover(model, part, by_slot[slot], var, slot)

    @staticmethod
    def _cover(
        model: MatchModel, part: Part, uses: list[Use], whole: int, slot: int | None = None, times: int = 1
    ) -> None:
        """Ask for exactly the count, ``times`` over; with teams, for a way to reach it with nobody to spare."""
        count = int(part.requirement.quantity)
        there = Counter(use.weight for use in uses)
        teams = any(weight > 1 for weight in there)
        ways = list(islice(minimal_covers(count, there), MOST_WAYS + 1)) if teams else []
        told = teams and len(ways) <= MOST_WAYS
        if not told and count > 1 and (slot is not None or not part.counted):  # those counted: their times say more
            for use in uses:
                model.row([(use.var, 1.0), (whole, -1.0)], "<=", 0)
        if not teams:
            model.row([*((use.var, 1.0) for use in uses), (whole, -float(count * times))], "=", 0)
            return
        if told:
            taken = part.covers[slot] = {way: model.binary(times) for way in ways}
            model.row([*((var, 1.0) for var in taken.values()), (whole, -float(times))], "=", 0)
            for weight in sorted(there):
                people = [(use.var, 1.0) for use in uses if use.weight == weight]
                asked = [(var, -float(dict(way)[weight])) for way, var in taken.items() if weight in dict(way)]
                model.row([*people, *asked], "=", 0)
                within = [(var, -1.0) for way, var in taken.items() if weight in dict(way)]
                for var, _ in people if any(coefficient < -1 for _, coefficient in asked) else ():
                    model.row([(var, 1.0), *within], "<=", 0)
            return
        model.row([*((use.var, float(use.weight)) for use in uses), (whole, -float(count * times))], ">=", 0)
        model.row([*((use.var, 1.0) for use in uses), (whole, -float(count * times))], "<=", 0)
        if times == 1:
            for use in uses:  # whoever takes part leaves the others short of the count
                terms = [(other.var, float(other.weight)) for other in uses if other is not use]
                model.row([*terms, (use.var, float(count)), (whole, 1.0 - 2 * count)], "<=", 0)

    @staticmethod
    def _one_requirement(model: MatchModel, owner: Owner) -> None:
        """Let a helper do one requirement of a need, in each of its slots; slot by slot this is the booking's."""
        taken: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for part in owner.parts:
            if part.requirement.kind is Kind.HELPER:
                times = owner.demand.sessions if part.every else 1
                for use in part.uses:
                    if use.slot is None:
                        taken[use.resource_id].append((use.var, float(times)))
        times = owner.demand.sessions if owner.demand.event else 1
        for terms in taken.values():
            if len(terms) > 1:
                model.row([*terms, (owner.served, -float(times))], "<=", 0)

    def audit(self, book: Book) -> Iterator[Violation]:
        """Count who is on each requirement in each slot."""
        for row in book.plan.assignments:
            if not book.knows(row):
                yield Violation("unknown", row.demand_id, row.resource_id)
        for row, requirement, _ in book.helpers():
            if row.quantity != book.counted(row, requirement):
                yield Violation("cover", row.demand_id, row.resource_id, f"{row.quantity:g}")
        for row, _, _ in book.units():
            need = book.lead(row.demand_id)
            if row.quantity != (1 if need.event else need.sessions):
                yield Violation("cover", row.demand_id, row.resource_id, f"{row.quantity:g}")
        for demand_id in book.plan.slots:
            if any(need.need_id < demand_id for need in book.members(demand_id)):
                yield Violation("cover", demand_id, "", "not its bundle's smallest id")
        for demand_id, slots in book.plan.slots.items():
            rows = [row for row in book.plan.of(demand_id) if row.kind in (Kind.HELPER, Kind.UNIT)]
            need = book.lead(demand_id)
            if not need.requirements:
                yield Violation("cover", demand_id, "", "no requirement")
            for slot in slots if need.event else (None,):
                here = [row for row in rows if row.slot == slot]
                yield from self._audit_slot(book, demand_id, here)
            strays = [row for row in rows if row.slot is not None and row.slot not in slots]
            if strays or any(row.slot is None for row in rows if need.event):
                yield Violation("cover", demand_id, "", "outside its slots")

    @staticmethod
    def _audit_slot(book: Book, demand_id: str, rows: list[Assignment]) -> Iterator[Violation]:
        for number, requirement in enumerate(book.lead(demand_id).requirements):
            if requirement.kind not in (Kind.HELPER, Kind.UNIT):
                continue
            mine = [row for row in rows if row.requirement == number]
            counted = [book.counted(row, requirement) for row in mine]
            if sum(counted) < requirement.quantity or len({row.resource_id for row in mine}) < len(mine):
                yield Violation(
                    "cover", demand_id, "", f"{requirement.what}: {sum(counted):g} < {requirement.quantity:g}"
                )
            elif counted and sum(counted) - min(counted) >= requirement.quantity:
                yield Violation(
                    "minimal",
                    demand_id,
                    "",
                    f"{requirement.what}: {sum(counted):g} > {requirement.quantity:g}",
                )
        helpers = [row.resource_id for row in rows if row.kind is Kind.HELPER]
        if len(set(helpers)) < len(helpers):
            yield Violation("one_requirement", demand_id, max(set(helpers), key=helpers.count))
