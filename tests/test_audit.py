"""The audit objects to every bent plan, by the right rule's code, and to no correct one."""

from __future__ import annotations

import ast
import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import pytest
from oracle import candidates
from oracle.random_communities import random_community
from oracle.random_resources import named
from oracle.weights import Demand, demands, exact, view

import commatch
from commatch.community import (
    Community,
    Fund,
    Goods,
    Helper,
    Kind,
    Need,
    NeedStatus,
    Opinion,
    Requirement,
    Stance,
    Unit,
    Venue,
)
from commatch.matching.audit import audit
from commatch.matching.plan import Assignment, Outcome, Plan
from commatch.matching.rules import PHRASES
from commatch.settings import Settings
from commatch.times import Half, Part, Slot, Times, Weekdays

AM, PM = Half.MORNING, Half.AFTERNOON
HELPER, UNIT, VENUE, FUND, GOODS = Kind.HELPER, Kind.UNIT, Kind.VENUE, Kind.FUND, Kind.GOODS
RULES = Path(commatch.__file__).parent / "matching" / "rules"


def at(day: int, half: Half = AM, month: int = 12) -> Slot:
    return Slot(dt.date(2026, month, day), half)


# -- a community with one of everything, and a correct plan of it ---------------------------------------------------

TUESDAYS = Times((Part(Weekdays(frozenset({1})), frozenset({AM})),))
BOXES = Requirement(VENUE, "桌椅", 10, facilities=frozenset({"桌椅"}))

MONTH = Community(
    settings=Settings(month=dt.date(2026, 12, 1)),
    needs=(
        Need(
            "E1",
            "义诊日",
            category="健康",
            groups=("老年人",),
            grid="G1",
            due_on=dt.date(2026, 12, 20),
            event=True,
            requirements=(
                Requirement(HELPER, "医生", 1, 2.0, 2, checks=frozenset({"儿童服务"})),
                Requirement(UNIT, "义诊", 1),
                Requirement(VENUE, "桌椅", 20, facilities=frozenset({"桌椅"})),
                Requirement(FUND, "", 200),
                Requirement(GOODS, "折叠桌", 4),
            ),
        ),
        Need(
            "S1",
            "书法班",
            times=TUESDAYS,
            sessions=2,
            event=True,
            requirements=(Requirement(HELPER, "书法", 1, 1.0),),
        ),
        Need(
            "P1",
            "陪伴",
            category="结对",
            sessions=2,
            event=True,
            times=named({at(3, PM), at(10, PM)}),
            requirements=(Requirement(HELPER, "陪伴", 1, 1.0),),
        ),
        Need(
            "X1",
            "修水管",
            grid="G1",
            due_on=dt.date(2026, 12, 25),
            requirements=(Requirement(HELPER, "水电工", 2, 2.0), Requirement(GOODS, "急救包", 2)),
        ),
        Need("X2", "法律咨询", sessions=2, groups=("骑手",), requirements=(Requirement(UNIT, "法律咨询", 1),)),
        Need(
            "X3",
            "装书架",
            sessions=2,
            requirements=(Requirement(HELPER, "水电工", 1, 1.0), Requirement(HELPER, "木工", 1, 1.0)),
        ),
        Need("B1", "理发", bundle="理发", event=True, requirements=(Requirement(HELPER, "理发", 2, 1.0), BOXES)),
        Need("B2", "也理发", bundle="理发", event=True, requirements=(Requirement(HELPER, "理发", 2, 1.0), BOXES)),
        Need("C1", "已确认", status=NeedStatus.CONFIRMED, requirements=(Requirement(HELPER, "水电工", 1, 1.0),)),
        Need("D1", "已完成", status=NeedStatus.DONE, requirements=(Requirement(HELPER, "水电工", 1, 1.0),)),
        Need("Z1", "未拆解"),
    ),
    helpers=(
        Helper("H1", skills={"医生": 4}, grid="G2", hours=2, checks=frozenset({"儿童服务"})),
        Helper("H2", skills={"书法": 3}),
        Helper("H3", skills={"陪伴": 3}),
        Helper("H4", skills={"陪伴": 3, "书法": 3}),
        Helper("H5", skills={"水电工": 3}),
        Helper("H6", skills={"水电工": 3, "木工": 3}),
        Helper("H7", skills={"水电工": 3, "木工": 3}),
        Helper("T1", headcount=3, skills={"理发": 3}),
    ),
    units=(
        Unit("U1", services=frozenset({"义诊"}), sessions=2),
        Unit("U2", services=frozenset({"法律咨询"}), sessions=2),
    ),
    venues=(
        Venue("V1", seats=30, grid="G3", facilities=frozenset({"桌椅"})),
        Venue("V2", seats=30, grid="G3", facilities=frozenset({"桌椅"})),
    ),
    funds=(Fund("F1", "", 500), Fund("F2", "", 500)),
    goods=(Goods("W1", "折叠桌", 4, True), Goods("W2", "急救包", 2), Goods("W3", "折叠椅", 9, True)),
    distances={("G1", "G2"): 8, ("G1", "G3"): 9},
    opinions=(Opinion("X3", "H6", hours=1.5),),
)


def row(demand: str, number: int, kind: Kind, resource: str, slot: Slot | None = None, **more: Any) -> Assignment:
    return Assignment(demand, number, kind, resource, slot, **more)


PLAN = Plan(
    {
        "B1": (at(9),),
        "C1": (),
        "E1": (at(8),),
        "P1": (at(3, PM), at(10, PM)),
        "S1": (at(1), at(15)),
        "X1": (),
        "X2": (),
        "X3": (),
    },
    (
        row("B1", 0, HELPER, "T1", at(9), quantity=2, hours=1),
        row("B1", 1, VENUE, "V1", at(9)),
        row("C1", 0, HELPER, "H5", hours=1),
        row("E1", 3, FUND, "F1", amount=200),
        row("E1", 0, HELPER, "H1", at(8), hours=2),
        row("E1", 1, UNIT, "U1", at(8)),
        row("E1", 2, VENUE, "V1", at(8)),
        row("E1", 4, GOODS, "W1", at(8), quantity=4),
        row("P1", 0, HELPER, "H3", at(3, PM), hours=1),
        row("P1", 0, HELPER, "H3", at(10, PM), hours=1),
        row("S1", 0, HELPER, "H2", at(1), hours=1),
        row("S1", 0, HELPER, "H2", at(15), hours=1),
        row("X1", 0, HELPER, "H5", hours=2),
        row("X1", 0, HELPER, "H6", hours=2),
        row("X1", 1, GOODS, "W2", quantity=2),
        row("X2", 0, UNIT, "U2", quantity=2),
        row("X3", 0, HELPER, "H6", hours=3),
        row("X3", 1, HELPER, "H7", hours=2),
    ),
)

Case = tuple[Community, Plan]
Bend = Callable[[], Case]


def changed(**changes: Any) -> Community:
    """Return the month with other parts."""
    return replace(MONTH, **changes)


def with_item(resource_id: str, **changes: Any) -> Community:
    """Return the month with one resource or need changed."""
    for name in ("needs", "helpers", "units", "venues", "funds", "goods"):
        items = getattr(MONTH, name)
        for item in items:
            if resource_id == getattr(item, "need_id", None) or resource_id == getattr(item, "resource_id", None):
                return changed(**{name: tuple(replace(it, **changes) if it is item else it for it in items)})
    raise KeyError(resource_id)


def dropped(*which: tuple[str, int]) -> Plan:
    """Return the plan without all rows of these requirements."""
    return replace(PLAN, assignments=tuple(r for r in PLAN.assignments if (r.demand_id, r.requirement) not in which))


def unserved(demand: str) -> Plan:
    """Return the plan without a demand."""
    slots = {name: taken for name, taken in PLAN.slots.items() if name != demand}
    return Plan(slots, tuple(r for r in PLAN.assignments if r.demand_id != demand))


def added(*rows: Assignment) -> Plan:
    return replace(PLAN, assignments=(*PLAN.assignments, *rows))


def edited(demand: str, number: int, slot: Slot | None = None, resource: str = "", **changes: Any) -> Plan:
    """Return the plan with the rows of a requirement changed: in one slot only, or of one resource only."""
    return replace(
        PLAN,
        assignments=tuple(
            replace(r, **changes)
            if (r.demand_id, r.requirement) == (demand, number)
            and slot in (None, r.slot)
            and resource in ("", r.resource_id)
            else r
            for r in PLAN.assignments
        ),
    )


def moved(demand: str, old: Slot, new: Slot) -> Plan:
    """Return the plan with an event in another slot."""
    slots = {
        name: tuple(sorted(new if name == demand and slot == old else slot for slot in taken))
        for name, taken in PLAN.slots.items()
    }
    rows = tuple(replace(r, slot=new) if (r.demand_id, r.slot) == (demand, old) else r for r in PLAN.assignments)
    return Plan(slots, rows)


def says(*opinions: Opinion) -> Community:
    return changed(opinions=(*MONTH.opinions, *opinions))


def set_to(**values: Any) -> Community:
    return changed(settings=replace(MONTH.settings, **values))


def on_a_holiday() -> Case:
    community = Community(
        Settings(month=dt.date(2026, 10, 1)),
        (Need("E1", "活动", event=True, requirements=(Requirement(VENUE, "", 5),)),),
        venues=(Venue("V1", seats=9),),
    )
    slot = at(1, month=10)
    return community, Plan({"E1": (slot,)}, (row("E1", 0, VENUE, "V1", slot),))


NEVER = named({at(1, month=11)})
NOVEMBER = dt.date(2026, 11, 30)
BENT: list[tuple[str, str, Bend]] = [
    ("status", "helper paused", lambda: (with_item("H1", active=False), PLAN)),
    ("status", "unit paused", lambda: (with_item("U2", active=False), PLAN)),
    ("status", "venue paused", lambda: (with_item("V1", active=False), PLAN)),
    ("status", "fund out of use", lambda: (with_item("F1", active=False), PLAN)),
    ("status", "goods out of use", lambda: (with_item("W2", active=False), PLAN)),
    ("closed", "need postponed", lambda: (with_item("X2", status=NeedStatus.POSTPONED), PLAN)),
    ("forced", "confirmed need left out", lambda: (MONTH, unserved("C1"))),
    ("forced", "member of a bundle in progress", lambda: (with_item("B2", status=NeedStatus.IN_PROGRESS), unserved("B1"))),  # noqa: E501
    ("skill", "helper without the skill", lambda: (MONTH, edited("X1", 0, resource="H6", resource_id="H4"))),
    ("level", "level too low", lambda: (with_item("H1", skills={"医生": 1}), PLAN)),
    ("checks", "check not passed", lambda: (with_item("H1", checks=frozenset()), PLAN)),
    ("groups", "helper for others", lambda: (with_item("H1", groups=frozenset({"骑手"})), PLAN)),
    ("groups", "unit for others", lambda: (with_item("U2", groups=frozenset({"老年人"})), PLAN)),
    ("groups", "need of no group", lambda: (with_item("H2", groups=frozenset({"老年人"})), PLAN)),
    ("seats", "too few for a bundle", lambda: (with_item("V1", seats=19), edited("E1", 2, resource_id="V2"))),
    ("facilities", "no tables", lambda: (with_item("V1", facilities=frozenset()), PLAN)),
    ("venue", "no venue", lambda: (MONTH, dropped(("E1", 2)))),
    ("venue", "two venues", lambda: (MONTH, added(row("E1", 2, VENUE, "V2", at(8))))),
    ("venue", "one more at another time", lambda: (MONTH, added(row("E1", 2, VENUE, "V2", at(7))))),
    ("walk", "too far to walk", lambda: (with_item("H1", max_walk=7.5), PLAN)),
    ("venue_walk", "outside the circle", lambda: (set_to(venue_walk=8), PLAN)),
    ("category", "fund for others", lambda: (with_item("F1", categories=frozenset({"文化"})), PLAN)),
    ("cap", "over the cap", lambda: (with_item("F1", cap=199.99), PLAN)),
    ("fund", "nobody pays", lambda: (MONTH, dropped(("E1", 3)))),
    ("fund", "not all is paid", lambda: (MONTH, edited("E1", 3, amount=150))),
    ("fund", "paid twice", lambda: (MONTH, added(row("E1", 3, FUND, "F2", amount=200)))),
    ("money", "more than there is", lambda: (with_item("F1", amount=199.5), PLAN)),
    ("ban", "banned helper", lambda: (says(Opinion("X1", "H5", Stance.BAN)), PLAN)),
    ("ban", "banned by a bundle's member", lambda: (says(Opinion("B2", "T1", Stance.BAN)), PLAN)),
    ("ban", "banned goods", lambda: (says(Opinion("X1", "W2", Stance.BAN)), PLAN)),
    ("pin", "pinned helper left out", lambda: (says(Opinion("X1", "H7", Stance.PIN)), PLAN)),
    ("pin", "pinned need left out", lambda: (says(Opinion("X1", "H5", Stance.PIN)), unserved("X1"))),
    ("pin", "pinned by a bundle's member", lambda: (says(Opinion("B2", "V2", Stance.PIN)), PLAN)),
    ("charge", "hours left off", lambda: (MONTH, edited("X1", 0, resource="H5", hours=1))),
    ("charge", "once for two sessions", lambda: (MONTH, edited("X3", 1, hours=1))),
    ("charge", "the need's hours, not the pair's", lambda: (MONTH, edited("X3", 0, hours=2))),
    ("hours", "more than a month's", lambda: (with_item("H1", hours=1.5), PLAN)),
    ("hours", "slots and visits together", lambda: (with_item("H6", hours=4.5), PLAN)),
    ("service", "another service", lambda: (with_item("U1", services=frozenset({"理发"})), PLAN)),
    ("agreement", "ended before the slot", lambda: (with_item("U1", agreed_until=dt.date(2026, 12, 7)), PLAN)),
    ("agreement", "begins after the slot", lambda: (with_item("U1", agreed_from=dt.date(2026, 12, 9)), PLAN)),
    ("agreement", "ended before the month", lambda: (with_item("U2", agreed_until=NOVEMBER), PLAN)),
    ("sessions", "one of two visits", lambda: (with_item("U2", sessions=1), PLAN)),
    ("sessions", "none", lambda: (with_item("U1", sessions=0), PLAN)),
    ("availability", "helper away", lambda: (with_item("H1", times=named({at(8, PM)})), PLAN)),
    ("availability", "unit away", lambda: (with_item("U1", times=named({at(9)})), PLAN)),
    ("availability", "venue shut", lambda: (with_item("V1", times=named({at(9)})), PLAN)),
    ("availability", "no half-day all month", lambda: (with_item("H7", times=NEVER), PLAN)),
    ("slots", "one session of two", lambda: (with_item("S1", sessions=3), PLAN)),
    ("slots", "one too many", lambda: (with_item("S1", sessions=1), PLAN)),
    ("slots", "a flexible need in a slot", lambda: (MONTH, replace(PLAN, slots={**PLAN.slots, "X2": (at(1),)}))),
    ("window", "not a Tuesday", lambda: (MONTH, moved("S1", at(15), at(16)))),
    ("window", "not the half-day", lambda: (MONTH, moved("S1", at(15), at(15, PM)))),
    ("due", "event after its due date", lambda: (MONTH, moved("E1", at(8), at(21)))),
    ("due", "flexible need past due", lambda: (with_item("X1", due_on=NOVEMBER), PLAN)),
    ("holiday", "on the first of October", on_a_holiday),
    ("span", "before the first day", lambda: (set_to(start=dt.date(2026, 12, 2)), PLAN)),
    ("span", "in the next month", lambda: (with_item("E1", due_on=None), moved("E1", at(8), Slot(dt.date(2027, 1, 4), AM)))),  # noqa: E501
    ("series_gap", "too close", lambda: (set_to(series_gap=8), PLAN)),
    ("cover", "nobody", lambda: (MONTH, dropped(("E1", 0)))),
    ("cover", "no unit", lambda: (MONTH, dropped(("X2", 0)))),
    ("cover", "one of two", lambda: (MONTH, replace(PLAN, assignments=tuple(r for r in PLAN.assignments if (r.demand_id, r.resource_id) != ("X1", "H6"))))),  # noqa: E501
    ("cover", "a team too small", lambda: (with_item("T1", headcount=1), PLAN)),
    ("cover", "nothing is asked", lambda: (MONTH, replace(PLAN, slots={**PLAN.slots, "Z1": ()}))),
    ("cover", "a need that is not there", lambda: (MONTH, replace(PLAN, slots={**PLAN.slots, "N404": ()}))),
    ("cover", "helper at another time too", lambda: (with_item("H1", hours=4), added(row("E1", 0, HELPER, "H1", at(7), hours=2)))),  # noqa: E501
    ("minimal", "one too many", lambda: (MONTH, added(row("X1", 0, HELPER, "H7", hours=2)))),
    ("minimal", "two units for one", lambda: (changed(units=(*MONTH.units, replace(MONTH.units[0], unit_id="U3"))), added(row("E1", 1, UNIT, "U3", at(8))))),  # noqa: E501
    ("one_requirement", "two things at once", lambda: (MONTH, edited("X3", 0, resource_id="H7", hours=2))),
    ("double_booking", "one venue, two events", lambda: (MONTH, moved("B1", at(9), at(8)))),
    ("double_booking", "one helper, two events", lambda: (with_item("S1", requirements=(Requirement(HELPER, "陪伴", 1, 1.0),), times=named({at(3, PM), at(15)})), replace(moved("S1", at(1), at(3, PM)), assignments=tuple(replace(r, resource_id="H3") if r.demand_id == "S1" else r for r in moved("S1", at(1), at(3, PM)).assignments)))),  # noqa: E501
    ("goods", "too few pieces", lambda: (MONTH, edited("E1", 4, quantity=3))),
    ("goods", "none", lambda: (MONTH, dropped(("X1", 1)))),
    ("goods", "not in every slot", lambda: (with_item("S1", requirements=(Requirement(HELPER, "书法", 1, 1.0), Requirement(GOODS, "折叠椅", 2))), added(row("S1", 1, GOODS, "W3", at(1), quantity=2)))),  # noqa: E501
    ("goods_name", "chairs for tables", lambda: (MONTH, edited("E1", 4, resource_id="W3"))),
    ("stock", "more than there are in a slot", lambda: (with_item("W1", quantity=3), PLAN)),
    ("stock", "used up", lambda: (with_item("W2", quantity=1), PLAN)),
    ("pairing", "another companion", lambda: (MONTH, edited("P1", 0, at(10, PM), resource_id="H4"))),
    ("unknown", "resource that is not there", lambda: (MONTH, added(row("E1", 4, GOODS, "W404", at(8), quantity=0)))),
    ("unknown", "requirement that is not there", lambda: (MONTH, added(row("E1", 9, GOODS, "W1", at(8), quantity=0)))),
    ("unknown", "need that is not served", lambda: (MONTH, added(row("D1", 0, HELPER, "H5", hours=1)))),
    ("unknown", "a resource of another kind", lambda: (MONTH, added(row("E1", 4, GOODS, "V2", at(8), quantity=0)))),
]  # fmt: skip


def codes(community: Community, plan: Plan) -> set[str]:
    return {violation.code for violation in audit(community, plan)}


def codes_raised() -> set[str]:
    """Return the codes of all violations that the rules' source raises."""
    found = set()
    for path in sorted(RULES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Violation":
                code = node.args[0]
                assert isinstance(code, ast.Constant), f"{path.name}:{node.lineno}: a code that is not written out"
                found.add(str(code.value))
    return found


def test_the_plan_that_is_bent_is_correct() -> None:
    assert audit(MONTH, PLAN) == ()
    assert faults(MONTH, PLAN) == []


ABOUT_LAST_TIME = {"pair_changed", "undone", "confirmed", "unchanged", "declined", "away"}
"""Codes that compare with a previous plan or month: test_steady_plans.py bends plans for them."""
ABOUT_STREETS = {"lent", "lent_for_other", "lent_out", "not_shared", "served_alone"}
"""Codes of communities that share: test_pool.py bends plans for them."""


def test_every_code_has_a_bending_case_and_words() -> None:
    raised = codes_raised()
    assert raised - ABOUT_LAST_TIME - ABOUT_STREETS == {code for code, _, _ in BENT}
    assert {f"audit.{code}" for code in raised} <= set(PHRASES)


@pytest.mark.parametrize(("code", "bend"), [pytest.param(c, b, id=f"{c}: {name}") for c, name, b in BENT])
def test_a_bent_plan_is_caught_by_its_rule_and_by_no_other(code: str, bend: Bend) -> None:
    community, plan = bend()
    assert codes(community, plan) == {code}


@pytest.mark.parametrize(("code", "bend"), [pytest.param(c, b, id=f"{c}: {name}") for c, name, b in BENT])
def test_the_independent_check_objects_to_every_bent_plan(code: str, bend: Bend) -> None:
    assert faults(*bend()) != []


def renamed(*, both: bool) -> Plan:
    """Return the plan with the bundle under the id of its other member, or under both ids."""
    mine = tuple(r for r in PLAN.assignments if r.demand_id == "B1")
    others = tuple(replace(r, demand_id="B2") for r in mine)
    if not both:
        plan = unserved("B1")
        return Plan({**plan.slots, "B2": (at(9),)}, (*plan.assignments, *others))
    later = tuple(replace(r, slot=at(10)) for r in others)
    return Plan({**PLAN.slots, "B2": (at(10),)}, (*PLAN.assignments, *later))


@pytest.mark.parametrize("both", [False, True])
def test_a_bundle_is_served_once_and_under_its_smallest_id(both: bool) -> None:
    assert faults(MONTH, renamed(both=both)) == ["B2: not a demand"]
    assert audit(MONTH, renamed(both=both)) != ()


# -- an independent check of feasibility ------------------------------------------------------------------------------


def faults(community: Community, plan: Plan) -> list[str]:
    """Return what is wrong with a plan, worked out from the oracle's candidates and plain sums."""
    known = {demand.demand_id: demand for demand in demands(community)}
    found = [f"{name}: not a demand" for name in plan.slots if name not in known]
    found += [f"{r.demand_id}: a row of a need not served" for r in plan.assignments if r.demand_id not in plan.slots]
    for name, demand in known.items():
        rows = [r for r in plan.assignments if r.demand_id == name]
        used = {r.resource_id for r in rows}
        pinned = {
            resource.resource_id
            for kind in Kind
            for resource in community.resources(kind)
            if view(community, demand, resource.resource_id).pinned
        }
        if not pinned <= used or (demand.in_work and name not in plan.slots):
            found.append(f"{name}: must be served otherwise")
        if name in plan.slots:
            found += [f"{name}: {text}" for text in _of_demand(community, demand, plan.slots[name], rows)]
    return [*found, *_sums(community, plan, known)]


def _of_demand(community: Community, demand: Demand, slots: tuple[Slot, ...], rows: list[Assignment]) -> Iterator[str]:
    need = demand.lead
    first, _ = candidates.span(community)
    if not demand.requirements:
        yield "asks nothing"
    if need.event:
        if len(set(slots)) != len(slots) or len(slots) != need.sessions:
            yield "number of slots"
        if not set(slots) <= set(candidates.slots(community, demand)):
            yield "slot that does not suit"
        if any(abs((b.date - a.date).days) < community.settings.series_gap for a, b in combinations(slots, 2)):
            yield "slots too close"
    elif slots or (need.due_on is not None and need.due_on < first):
        yield "slots of a flexible need, or past due"
    whens: tuple[Slot | None, ...] = tuple(dict.fromkeys(slots)) if need.event else (None,)
    for r in rows:
        if not 0 <= r.requirement < len(demand.requirements) or demand.requirements[r.requirement].kind is not r.kind:
            yield f"{r.resource_id}: requirement"
        elif r.slot not in _slots_of_row(r, whens):
            yield f"{r.resource_id}: at another time"
    for number, asked in enumerate(demand.requirements):
        mine = [r for r in rows if (r.requirement, r.kind) == (number, asked.kind)]
        yield from _of_requirement(community, demand, asked, mine, whens)
    for when in whens:
        people = [r.resource_id for r in rows if r.kind is HELPER and r.slot == when]
        if len(set(people)) < len(people):
            yield "a helper twice"
    if candidates.pairing(community, demand):
        crews = {
            frozenset((r.requirement, r.resource_id) for r in rows if r.kind is HELPER and r.slot == w) for w in whens
        }
        if len(crews) > 1:
            yield "other people from slot to slot"


def _slots_of_row(r: Assignment, whens: tuple[Slot | None, ...]) -> tuple[Slot | None, ...]:
    if r.kind is GOODS:  # what an event holds all month is more than it must, but there all the same
        return (*whens, None)
    return (None,) if r.kind is FUND else whens


def _of_requirement(
    community: Community,
    demand: Demand,
    asked: Requirement,
    rows: list[Assignment],
    whens: tuple[Slot | None, ...],
) -> Iterator[str]:
    times = demand.lead.sessions if None in whens else 1
    if asked.kind is FUND:
        able = {fund.fund_id for fund in candidates.funds(community, demand, asked)}
        if len(rows) != 1 or rows[0].resource_id not in able or exact(rows[0].amount) != exact(asked.quantity):
            yield "fund"
        return
    for when in whens:
        here = [r for r in rows if r.slot == when]
        ids = [r.resource_id for r in here]
        if len(set(ids)) < len(ids) and asked.kind is not GOODS:
            yield f"{asked.what}: the same twice"
        if asked.kind is HELPER:
            helpers = {item.helper_id: item for item in candidates.helpers(community, demand, asked)}
            if not set(ids) <= set(helpers):
                yield f"{asked.what}: not a candidate"
                continue
            heads = [min(helpers[one].headcount, int(asked.quantity)) for one in ids]
            if sum(heads) < asked.quantity or any(sum(heads) - head >= asked.quantity for head in heads):
                yield f"{asked.what}: too few or too many"
            if [r.quantity for r in here] != heads:
                yield f"{asked.what}: people counted"
            own = [view(community, demand, one).hours for one in ids]
            charges = [exact(asked.hours if hours is None else hours) * times for hours in own]
            if [exact(r.hours) for r in here] != charges:
                yield f"{asked.what}: hours"
            yield from _free(community, [helpers[one] for one in ids], when)
        elif asked.kind is UNIT:
            units = {item.unit_id: item for item in candidates.units(community, demand, asked, when)}
            if not set(ids) <= set(units) or len(ids) != asked.quantity:
                yield f"{asked.what}: not a candidate, too few or too many"
                continue
            if any(r.quantity != times for r in here):
                yield f"{asked.what}: sessions counted"
            yield from _free(community, [units[one] for one in ids], when)
        elif asked.kind is VENUE:
            venues = {item.venue_id: item for item in candidates.venues(community, demand, asked)}
            if not set(ids) <= set(venues) or len(ids) != 1 or here[0].quantity != 1:
                yield "venue"
                continue
            yield from _free(community, [venues[one] for one in ids], when)
        else:
            pieces = [*here, *(r for r in rows if r.slot is None and when is not None)]
            able = {item.goods_id for item in candidates.goods(community, demand, asked)}
            if not {r.resource_id for r in pieces} <= able or any(r.quantity <= 0 or r.quantity % 1 for r in pieces):
                yield f"{asked.what}: not a candidate, or not pieces"
            if sum(r.quantity for r in pieces) != asked.quantity:
                yield f"{asked.what}: number of pieces"


def _free(community: Community, items: Iterable[Helper | Unit | Venue], when: Slot | None) -> Iterator[str]:
    for item in items:
        if when is None:
            free = candidates.sometimes_free(community, item.times)
        else:
            free = item.times.free(when.date, when.half)
        if not free:
            yield f"{item.resource_id}: not free"


def _sums(community: Community, plan: Plan, known: dict[str, Demand]) -> Iterator[str]:
    taken: dict[str, Fraction] = defaultdict(Fraction)
    held: dict[str, dict[Slot | None, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    events: dict[tuple[str, Slot], set[str]] = defaultdict(set)
    reusable = {item.goods_id for item in community.goods if item.reusable}
    for r in plan.assignments:
        if r.kind in (HELPER, UNIT, VENUE) and r.slot is not None:
            events[r.resource_id, r.slot].add(r.demand_id)
        if r.kind is HELPER:
            taken[r.resource_id] += exact(r.hours)
        elif r.kind is UNIT and r.demand_id in known:
            lead = known[r.demand_id].lead
            taken[r.resource_id] += 1 if lead.event else lead.sessions
        elif r.kind is FUND:
            taken[r.resource_id] += exact(r.amount)
        elif r.kind is GOODS and r.resource_id in reusable:
            held[r.resource_id][r.slot] += exact(r.quantity)
        elif r.kind is GOODS:
            taken[r.resource_id] += exact(r.quantity)
    yield from (f"{name} twice on {slot.date}" for (name, slot), there in events.items() if len(there) > 1)
    limits: dict[str, float] = {item.helper_id: item.hours for item in community.helpers}
    limits |= {item.unit_id: item.sessions for item in community.units}
    limits |= {item.fund_id: item.amount for item in community.funds}
    limits |= {item.goods_id: item.quantity for item in community.goods}
    for name, by_slot in held.items():
        always = by_slot.pop(None, Fraction(0))
        taken[name] = always + max(by_slot.values(), default=Fraction(0))
    yield from (f"{name}: more than there is" for name, amount in taken.items() if amount > exact(limits.get(name, 0)))


# -- plans of random communities, and what becomes of them when they are spoilt -----------------------------------

PLANS = 100
TRIES = 6
"""Times that each plan is spoilt in each way."""


@lru_cache(maxsize=1)
def plans() -> tuple[tuple[int, Community, Plan], ...]:
    """Return the plans of the first random communities that have one."""
    return tuple(islice(_planned(), PLANS))


def _planned() -> Iterator[tuple[int, Community, Plan]]:
    for seed in range(4 * PLANS):
        community = random_community(seed)
        result = commatch.match(community)
        assert result.outcome in (Outcome.PLANNED, Outcome.NO_PLAN), f"seed {seed}: {result.violations}"
        if result.outcome is Outcome.PLANNED and result.plan.slots:
            yield seed, community, result.plan


def test_correct_plans_pass_the_audit_and_the_independent_check() -> None:
    wrong = [
        f"seed {seed}: {audit(community, plan)} {faults(community, plan)}"
        for seed, community, plan in plans()
        if audit(community, plan) or faults(community, plan)
    ]
    assert len(plans()) == PLANS
    assert not wrong, "\n".join(wrong)


Spoil = Callable[[random.Random, Community, Plan], Plan | None]


def one_row(change: Callable[[random.Random, Community, Assignment], Assignment | None]) -> Spoil:
    """Return a mutation that changes one row; ``None`` where the row can't be changed so."""

    def spoil(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
        if not plan.assignments:
            return None
        at_row = rng.randrange(len(plan.assignments))
        new = change(rng, community, plan.assignments[at_row])
        if new is None:
            return None
        rows = (*plan.assignments[:at_row], new, *plan.assignments[at_row + 1 :])
        return replace(plan, assignments=rows)

    return spoil


def swap_resource(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    others = [item.resource_id for item in community.resources(r.kind) if item.resource_id != r.resource_id]
    return _counted(community, replace(r, resource_id=rng.choice(others))) if others else None


def _counted(community: Community, r: Assignment) -> Assignment:
    """Return a row with as many people as its helper counts for."""
    for helper in community.helpers:
        if helper.helper_id == r.resource_id and r.kind is HELPER:
            demand = next(item for item in demands(community) if item.demand_id == r.demand_id)
            return replace(r, quantity=min(helper.headcount, int(demand.requirements[r.requirement].quantity)))
    return r


def swap_resource_and_fit(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    """Swap a helper and charge what the other one's hours would be, so that only who it is may be wrong."""
    new = swap_resource(rng, community, r) if r.kind is HELPER else None
    if new is None:
        return None
    demand = next(item for item in demands(community) if item.demand_id == r.demand_id)
    asked = demand.requirements[r.requirement]
    own = view(community, demand, new.resource_id).hours
    times = 1 if demand.lead.event else demand.lead.sessions
    return replace(new, hours=(asked.hours if own is None else own) * times)


def any_resource(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    ids = [item.resource_id for kind in Kind for item in community.resources(kind)]
    return _counted(community, replace(r, resource_id=rng.choice([*ids, "X404"])))


def move_row(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    if r.slot is None or r.kind is GOODS:
        return None
    return replace(r, slot=Slot(r.slot.date + dt.timedelta(rng.choice((-1, 1))), r.slot.half))


def move_goods(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    return replace(r, slot=Slot(r.slot.date + dt.timedelta(1), r.slot.half)) if r.slot and r.kind is GOODS else None


def change_goods(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    return replace(r, quantity=r.quantity + rng.choice((-1, 1, 0.5))) if r.kind is GOODS else None


def change_people(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    return replace(r, quantity=r.quantity + rng.choice((-1, 1))) if r.kind is HELPER else None


def change_sessions(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    return replace(r, quantity=r.quantity + 1) if r.kind in (UNIT, VENUE) else None


def change_hours(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    return replace(r, hours=r.hours + rng.choice((-0.5, 0.5))) if r.kind is HELPER else None


def change_amount(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    return replace(r, amount=r.amount + rng.choice((-0.5, 0.5))) if r.kind is FUND else None


def change_requirement(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    return replace(r, requirement=r.requirement + rng.choice((-1, 1)))


def take_slot_away(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    return replace(r, slot=None) if r.slot is not None and r.kind is not GOODS else None


def give_slot(rng: random.Random, community: Community, r: Assignment) -> Assignment | None:
    month = community.settings.month
    return replace(r, slot=Slot(month, AM)) if month and r.slot is None and r.kind in (HELPER, UNIT) else None


def drop_row(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    rows = list(plan.assignments)
    if rows:
        rows.pop(rng.randrange(len(rows)))
    return replace(plan, assignments=tuple(rows))


def duplicate_row(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    rows = list(plan.assignments)
    return replace(plan, assignments=(*rows, rng.choice(rows))) if rows else None


def opposite_goods(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    """Add pieces and pieces less than none, so that the sum stays."""
    rows = [r for r in plan.assignments if r.kind is GOODS]
    if not rows:
        return None
    r = rng.choice(rows)
    return replace(plan, assignments=(*plan.assignments, replace(r, quantity=1), replace(r, quantity=-1)))


def stray(kind: Kind) -> Spoil:
    """Return a mutation that books a resource for an event on a day on which it does not take place."""

    def spoil(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
        rows = [r for r in plan.assignments if r.kind is kind and r.slot]
        if not rows:
            return None
        r = rng.choice(rows)
        assert r.slot is not None
        day = r.slot.date + dt.timedelta(rng.choice((-1, 1)))
        return replace(plan, assignments=(*plan.assignments, replace(r, slot=Slot(day, r.slot.half))))

    return spoil


def move_event(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    events = [name for name, slots in plan.slots.items() if slots]
    if not events:
        return None
    name = rng.choice(events)
    old = rng.choice(plan.slots[name])
    new = Slot(old.date + dt.timedelta(rng.choice((-7, -1, 1, 7))), rng.choice((old.half, *Half)))
    slots = {**plan.slots, name: tuple(sorted(new if slot == old else slot for slot in plan.slots[name]))}
    rows = tuple(replace(r, slot=new) if (r.demand_id, r.slot) == (name, old) else r for r in plan.assignments)
    return Plan(slots, rows)


def onto_another_event(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    """Move an event into the slot of another one."""
    events = [name for name, slots in plan.slots.items() if slots]
    if len(events) < 2:
        return None
    name, other = rng.sample(events, 2)
    old, new = rng.choice(plan.slots[name]), rng.choice(plan.slots[other])
    slots = {**plan.slots, name: tuple(sorted(new if slot == old else slot for slot in plan.slots[name]))}
    rows = tuple(replace(r, slot=new) if (r.demand_id, r.slot) == (name, old) else r for r in plan.assignments)
    return Plan(slots, rows)


def drop_slot(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    """Leave out a session with all its rows."""
    events = [name for name, slots in plan.slots.items() if slots]
    if not events:
        return None
    name = rng.choice(events)
    gone = rng.choice(plan.slots[name])
    slots = {**plan.slots, name: tuple(slot for slot in plan.slots[name] if slot != gone)}
    return Plan(slots, tuple(r for r in plan.assignments if (r.demand_id, r.slot) != (name, gone)))


def drop_demand(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    name = rng.choice(sorted(plan.slots))
    slots = {key: value for key, value in plan.slots.items() if key != name}
    return Plan(slots, tuple(r for r in plan.assignments if r.demand_id != name))


def forget_demand(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    """Keep the rows of a need that is said not to be served."""
    name = rng.choice(sorted(plan.slots))
    return replace(plan, slots={key: value for key, value in plan.slots.items() if key != name})


def serve_by_nobody(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    others = [need.need_id for need in community.needs if need.need_id not in plan.slots]
    return replace(plan, slots={**plan.slots, rng.choice(others): ()}) if others else None


def add_row(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    """Put one more resource on a requirement of its kind, in one of the slots."""
    if not plan.assignments:
        return None
    r = rng.choice(plan.assignments)
    new = swap_resource_and_fit(rng, community, r) or swap_resource(rng, community, r)
    return replace(plan, assignments=(*plan.assignments, new)) if new else None


def serve_as_a_member(rng: random.Random, community: Community, plan: Plan) -> Plan | None:
    """Call a bundle by a member that is not its first."""
    bundles = [d for d in demands(community) if len(d.members) > 1 and d.demand_id in plan.slots]
    if not bundles:
        return None
    demand = rng.choice(bundles)
    other = rng.choice(demand.members[1:]).need_id
    slots = {other if name == demand.demand_id else name: taken for name, taken in plan.slots.items()}
    rows = (replace(r, demand_id=other) if r.demand_id == demand.demand_id else r for r in plan.assignments)
    return Plan(slots, tuple(rows))


MUTATIONS: dict[str, Spoil] = {
    "swap a resource": one_row(swap_resource),
    "swap a helper": one_row(swap_resource_and_fit),
    "any resource": one_row(any_resource),
    "move a row": one_row(move_row),
    "move goods": one_row(move_goods),
    "pieces of goods": one_row(change_goods),
    "people counted": one_row(change_people),
    "sessions counted": one_row(change_sessions),
    "hours": one_row(change_hours),
    "amount": one_row(change_amount),
    "another requirement": one_row(change_requirement),
    "take a slot away": one_row(take_slot_away),
    "give a slot": one_row(give_slot),
    "drop a row": drop_row,
    "duplicate a row": duplicate_row,
    "pieces less than none": opposite_goods,
    "a helper on another day too": stray(HELPER),
    "a unit on another day too": stray(UNIT),
    "a venue on another day too": stray(VENUE),
    "goods on another day too": stray(GOODS),
    "move an event": move_event,
    "onto another event": onto_another_event,
    "drop a session": drop_slot,
    "drop a need": drop_demand,
    "forget a need": forget_demand,
    "serve by nobody": serve_by_nobody,
    "add a row": add_row,
    "serve as another member": serve_as_a_member,
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_audit_and_independent_check_agree_on_spoilt_plans(name: str) -> None:
    differences, seen = [], Counter[bool]()
    for seed, community, plan in plans():
        rng = random.Random(f"{name} {seed}")
        for _ in range(TRIES):
            spoilt = MUTATIONS[name](rng, community, plan)
            if spoilt is None or spoilt == plan:
                continue
            # a plan made anew no longer says who was released
            told = replace(spoilt, released=plan.released)
            wrong = faults(community, spoilt)
            objections = [item for item in audit(community, told) if item.code != "pair_changed"]
            seen[bool(wrong)] += 1
            if bool(wrong) != bool(objections):
                differences.append(f"seed {seed}: check {wrong}, audit {objections}")
    assert seen[True] >= 5, f"spoils too little: {seen}"
    assert not differences, f"{len(differences)} of {seen}\n" + "\n".join(differences[:5])
