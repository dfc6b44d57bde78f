"""CP-SAT's model of a month's coverage: one Boolean for a resource and a slot where it is free.

Served y, flexible work x, an event's slots s, its people q and venue z; one event per resource and slot, hours,
sessions, one fund a need, goods, minimal cover with teams, a series' slots apart, the same people in pairs and last
month's again. The month
is a document of ``export.py``; neither PuLP nor commatch is loaded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from ortools.sat.python import cp_model

Document = dict[str, Any]
MOST_WAYS = 300


def covers(count: int, there: Sequence[tuple[int, int]]) -> Iterator[dict[int, int]]:
    """Yield every way to reach a count with nobody to spare, from how many there are of each weight, heaviest first."""
    if not there:
        return
    (weight, number), *rest = there
    enough = -(-count // weight)
    for taken in range(min(number, enough) + 1):
        way = {weight: taken} if taken else {}
        if taken == enough:
            yield way
        else:
            yield from ({**way, **other} for other in covers(count - taken * weight, rest))


class Coverage:
    """The model of a month.

    Parameters
    ----------
    month : dict
        A document of ``export.py``.
    start : str
        Which of the document's plans the solver is to start from; '' for none.
    """

    def __init__(self, month: Document, start: str = "") -> None:
        self.month = month
        self.model = cp_model.CpModel()
        self.resources = month["resources"]
        self.hint: dict[Any, float] = {}
        self.hinted_slots: Mapping[str, Sequence[int]] = {}
        if start:
            self.hinted_slots = month["hints"][start]["slots"]
            for demand, part, resource, slot, quantity in month["hints"][start]["rows"]:
                self.hint[demand, part, resource, slot] = quantity
        self.values: list[tuple[Any, int]] = []
        self.served: dict[str, Any] = {}
        self.slots: dict[str, dict[int, Any]] = {}
        self.rows: list[tuple[Any, str, int, str, int | None, int]] = []
        self.busy: dict[tuple[int, int], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self.charges: dict[int, list[tuple[Any, float]]] = defaultdict(list)
        self.held: dict[int, dict[int | None, list[tuple[Any, float]]]] = defaultdict(lambda: defaultdict(list))
        self.touching: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for demand in month["demands"]:
            self._demand(demand)
        self._limits()
        self._must()
        if start:
            for var, value in self.values:
                self.model.add_hint(var, value)

    def _var(self, value: int, most: int = 1) -> Any:
        var = self.model.new_bool_var("") if most == 1 else self.model.new_int_var(0, most, "")
        self.values.append((var, value))
        return var

    # -- demands ----------------------------------------------------------------------------------------------

    def _demand(self, demand: Document) -> None:
        name, taken = demand["id"], set(self.hinted_slots.get(demand["id"], ()))
        served = self.served[name] = self._var(int(name in self.hinted_slots))
        slots = self.slots[name] = {}
        if demand["event"]:
            slots.update({slot: self._var(int(slot in taken)) for slot in demand["slots"]})
            self.model.add(sum(slots.values()) == demand["sessions"] * served)
            self._spread(demand, slots)
        doing: dict[tuple[int, int | None], list[Any]] = defaultdict(list)
        for part in demand["parts"]:
            if part["kind"] == "fund":
                self._fund(demand, part)
            elif part["kind"] == "goods":
                self._goods(demand, part)
            else:
                self._people(demand, part, doing)
        for (_, slot), variables in doing.items():
            if slot is None and len(variables) > 1:
                self.model.add(sum(variables) <= served)

    def _spread(self, demand: Document, slots: Mapping[int, Any]) -> None:
        """Keep the slots of a series apart."""
        gap = self.month["gap"]
        if demand["sessions"] < 2 or gap < 1:
            return
        for day in sorted({slot // 3 for slot in slots}):
            near = [var for slot, var in slots.items() if day <= slot // 3 < day + gap]
            if len(near) > 1:
                self.model.add_at_most_one(near)

    def _people(self, demand: Document, part: Document, doing: dict[tuple[int, int | None], list[Any]]) -> None:
        name, event = demand["id"], demand["event"]
        times = 1 if event else demand["sessions"]
        here: dict[int | None, list[tuple[Any, int]]] = {slot: [] for slot in (demand["slots"] if event else [None])}
        by_helper: dict[int, dict[int, Any]] = defaultdict(dict)
        for number, weight, hours, mask in part["candidates"]:
            resource = self.resources[number]["id"]
            for slot in [slot for slot in here if slot is None or mask >> slot & 1]:
                var = self._var(int((name, part["index"], resource, slot) in self.hint))
                here[slot].append((var, weight))
                quantity = {"helper": weight, "unit": times}.get(part["kind"], 1)
                self.rows.append((var, name, part["index"], resource, slot, quantity))
                self.touching[name, resource].append(var)
                if part["kind"] == "helper":
                    self.charges[number].append((var, hours * times))
                    doing[number, slot].append(var)
                elif part["kind"] == "unit":
                    self.charges[number].append((var, times))
                if slot is not None:
                    self.busy[number, slot][name].append(var)
                    by_helper[number][slot] = var
        asked = 1 if part["kind"] == "venue" else int(part["asked"])
        for slot, people in here.items():
            self._cover(people, asked, self.served[name] if slot is None else self.slots[name][slot])
        if part["kind"] == "helper" and event and demand["pair"] and demand["sessions"] > 1:
            self._same(name, by_helper)

    def _cover(self, people: Sequence[tuple[Any, int]], count: int, whole: Any) -> None:
        """Ask for exactly the count where ``whole`` is 1; with teams, for a way to reach it with nobody to spare."""
        there = Counter(weight for _, weight in people)
        if count > 1:
            for var, _ in people:
                self.model.add_implication(var, whole)
        if all(weight == 1 for weight in there):
            self.model.add(sum(var for var, _ in people) == count * whole)
            return
        ways = list(covers(count, sorted(there.items(), reverse=True)))
        if len(ways) > MOST_WAYS:
            total = sum(weight * var for var, weight in people)
            self.model.add(total >= count * whole)
            for var, weight in people:
                self.model.add(total - weight * var <= count - 1).only_enforce_if(var)
            return
        crew = Counter(weight for var, weight in people if self.values[var.index][1])
        chosen = [(self._var(int(crew == Counter(way))), way) for way in ways]
        self.model.add(sum(var for var, _ in chosen) == whole)
        for weight in there:
            taken = sum(var for var, other in people if other == weight)
            self.model.add(taken == sum(way.get(weight, 0) * var for var, way in chosen))

    def _same(self, name: str, by_helper: Mapping[int, Mapping[int, Any]]) -> None:
        """Let whoever comes once come in every slot."""
        for free in by_helper.values():
            comes = self._var(int(any(self.values[var.index][1] for var in free.values())))
            for slot, taken in self.slots[name].items():
                if slot in free:
                    self.model.add_implication(free[slot], comes)
                    self.model.add_bool_or(free[slot], ~comes, ~taken)
                else:
                    self.model.add_bool_or(~comes, ~taken)

    def _fund(self, demand: Document, part: Document) -> None:
        payers = []
        for number, *_ in part["candidates"]:
            resource = self.resources[number]["id"]
            var = self._var(int((demand["id"], part["index"], resource, None) in self.hint))
            payers.append(var)
            self.rows.append((var, demand["id"], part["index"], resource, None, 1))
            self.touching[demand["id"], resource].append(var)
            self.charges[number].append((var, part["asked"]))
        self.model.add(sum(payers) == self.served[demand["id"]])

    def _goods(self, demand: Document, part: Document) -> None:
        name, asked = demand["id"], int(part["asked"])
        once: list[Any] = []
        by_slot: dict[int, list[Any]] = {slot: [] for slot in self.slots[name]}
        for number, *_ in part["candidates"]:
            resource = self.resources[number]
            timed = demand["event"] and resource["reusable"]
            for slot in self.slots[name] if timed else (None,):
                value = int(self.hint.get((name, part["index"], resource["id"], slot), 0))
                var = self._var(value, min(asked, int(resource["limit"])))
                (once if slot is None else by_slot[slot]).append(var)
                self.rows.append((var, name, part["index"], resource["id"], slot, 1))
                self.touching[name, resource["id"]].append(var)
                if resource["reusable"]:
                    self.held[number][slot].append((var, 1))
                else:
                    self.charges[number].append((var, 1))
        if not demand["event"] or not any(by_slot.values()):
            self.model.add(sum(once) == asked * self.served[name])
            return
        if once:
            self.model.add(sum(once) <= asked * self.served[name])
        for slot, taken in self.slots[name].items():
            here = sum(by_slot[slot])
            self.model.add(here <= asked * taken)
            self.model.add(sum(once) + here == asked).only_enforce_if(taken)

    # -- resources --------------------------------------------------------------------------------------------

    def _limits(self) -> None:
        for (number, _), by_demand in self.busy.items():
            groups = list(by_demand.values())
            if len(groups) == 1 and len(groups[0]) == 1:
                continue
            if any(len(group) > 1 for group in groups) and self.resources[number]["kind"] == "unit":
                groups = [[self._presence(group)] for group in groups]
            self.model.add_at_most_one(var for group in groups for var in group)
        for number, terms in self.charges.items():
            self._at_most(terms, self.resources[number]["limit"])
        for number, by_slot in self.held.items():
            always = by_slot.pop(None, [])
            for here in by_slot.values():
                self._at_most([*always, *here], self.resources[number]["limit"])
            if not by_slot:
                self._at_most(always, self.resources[number]["limit"])

    def _presence(self, group: Sequence[Any]) -> Any:
        """Return a variable that is 1 when any of a unit's two services in one event is given."""
        if len(group) == 1:
            return group[0]
        present = self._var(int(any(self.values[var.index][1] for var in group)))
        for var in group:
            self.model.add_implication(var, present)
        return present

    def _at_most(self, terms: Sequence[tuple[Any, float]], limit: float) -> None:
        scale = lcm(*(Fraction(str(factor)).limit_denominator(1000).denominator for _, factor in terms))
        factors = [round(factor * scale) for _, factor in terms]
        self.model.add(
            cp_model.LinearExpr.weighted_sum([var for var, _ in terms], factors) <= int(limit * scale + 1e-6)
        )

    def _must(self) -> None:
        demands = self.month["demands"]
        for demand in demands:
            if demand["forced"]:
                self.model.add(self.served[demand["id"]] == 1)
        for name, resource in self.month["pins"]:
            if name in self.served:
                self.model.add(self.served[name] == 1)
                self.model.add(sum(self.touching[name, resource]) >= 1)
        for name, helpers in self.month["kept"].items():
            for resource in helpers if name in self.served else ():
                self.model.add(sum(self.touching[name, resource]) >= 1).only_enforce_if(self.served[name])
        if self.month["must"]:
            self.model.add(sum(self.served[one["id"]] for one in demands if one["must"]) >= self.month["must"])
        self.model.maximize(
            cp_model.LinearExpr.weighted_sum(
                [self.served[one["id"]] for one in demands], [one["weight"] for one in demands]
            )
        )

    # -- answer -----------------------------------------------------------------------------------------------

    def answer(self, solver: cp_model.CpSolver) -> Document:
        """Return the rows and slots of a solution."""
        rows = []
        for var, name, index, resource, slot, quantity in self.rows:
            value = solver.value(var)
            if value:
                rows.append([name, index, resource, slot, quantity * value])
        slots = {
            name: [slot for slot, var in self.slots[name].items() if solver.value(var)]
            for name, served in self.served.items()
            if solver.value(served)
        }
        return {"rows": rows, "slots": slots}
