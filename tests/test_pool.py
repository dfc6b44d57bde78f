"""Streets: what is shared serves others, nobody is worse off than alone, and nothing is given twice."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import random
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from streets import alone, drawn, finished, shared, simple, worth

from commatch.community import Community, Helper, Kind, Venue
from commatch.matching.audit import audit
from commatch.matching.demands import demands
from commatch.matching.plan import Assignment, Plan
from commatch.pooling.check import StreetCheck
from commatch.pooling.distances import distances_between
from commatch.pooling.parted import month_of, part_of
from commatch.pooling.plan import Street
from commatch.pooling.street import Member, joined, standing_aside
from commatch.times import Half, Slot

SLOT = Slot(dt.date(2026, 12, 8), Half.AFTERNOON)


def best(members: Mapping[str, Member]) -> tuple[int, int]:
    """Return the most urgent needs and the most weight of a street of simple communities, by trying everything."""
    asked = [
        (name, demand, demand.demand_id in one.plan.slots)
        for name, one in members.items()
        for demand in demands(one.community)
    ]
    found = (-1, -1)
    choices = []
    for name, demand, kept in asked:
        (need,) = demand.requirements
        able = [
            (lender, helper.helper_id, need.hours)
            for lender, one in members.items()
            for helper in one.community.helpers
            if need.what in helper.skills and (lender == name or helper.shared)
        ]
        choices.append(able if kept else [None, *able])
    hours = {
        (name, helper.helper_id): helper.hours for name, one in members.items() for helper in one.community.helpers
    }
    for way in product(*choices):
        left = dict(hours)
        for given in filter(None, way):
            left[given[0], given[1]] -= given[2]
        if min(left.values()) < 0:
            continue
        served = [demand for (_, demand, _), given in zip(asked, way, strict=True) if given]
        found = max(found, (sum(one.must for one in served), sum(one.weight for one in served)))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_a_tiny_street_is_planned_as_well_as_can_be(seed: int) -> None:
    rng = random.Random(seed)
    members = alone({name: simple(rng, 3, 2) for name in ("甲", "乙")} | {"丙": simple(rng, 2, 1)})
    plans = finished(shared(members))
    worths = [worth(one.community, plans[name]) for name, one in members.items()]
    assert (sum(one[0] for one in worths), sum(one[1] for one in worths)) == best(members)


@pytest.fixture(scope="module")
def members() -> dict[str, Member]:
    return alone(drawn(3, (10, 12, 11)))


@pytest.fixture(scope="module")
def street(members: dict[str, Member]) -> Street:
    return shared(members, pool_minutes=10.0)


@pytest.fixture(scope="module")
def people_first(members: dict[str, Member]) -> Street:
    return shared(members, pool_minutes=10.0, pool_own_first="people")


@pytest.fixture(scope="module")
def plans(street: Street) -> dict[str, Plan]:
    return finished(street)


@pytest.mark.parametrize("first", ["needs", "people"])
def test_whoever_is_served_alone_is_served_and_others_too(
    members: dict[str, Member], street: Street, people_first: Street, plans: dict[str, Plan], first: str
) -> None:
    if first == "people":
        street, plans = people_first, finished(people_first)
    gained = 0
    for name, one in members.items():
        assert one.plan.served <= plans[name].served
        before, after = worth(one.community, one.plan), worth(one.community, plans[name])
        assert all(new >= old for new, old in zip(after, before, strict=True))
        gained += after[2] - before[2]
    assert gained >= 3
    assert street.loans


def test_with_people_first_a_community_s_own_use_of_what_it_shares_stays(
    members: dict[str, Member], people_first: Street
) -> None:
    seen = 0
    for name, one in members.items():
        mine = {item.resource_id for kind in Kind for item in one.community.resources(kind) if _is_shared(item)}
        kept = {_key(row) for row in one.plan.assignments if row.resource_id in mine}
        seen += len(kept)
        assert kept <= {_key(row) for row in part_of(people_first, name).assignments}
    assert seen


def _is_shared(item: object) -> bool:
    return bool(getattr(item, "shared", False))


def _key(row: Assignment) -> tuple[object, ...]:
    return row.demand_id, row.requirement, row.resource_id, row.slot


def test_the_order_of_the_communities_changes_nothing(members: dict[str, Member], street: Street) -> None:
    other = shared(dict(reversed(members.items())), pool_minutes=10.0)
    assert (street.plan, street.loans) == (other.plan, other.loans)


def test_what_is_lent_is_the_borrower_s_to_the_hour_and_the_lender_s_no_more(
    members: dict[str, Member], street: Street, plans: dict[str, Plan]
) -> None:
    assert any(loan.slot for loan in street.loans)
    for loan in street.loans:
        theirs = [one for one in street.loans if (one.lender, one.resource_id) == (loan.lender, loan.resource_id)]
        mine = [one for one in theirs if one.borrower == loan.borrower]
        lent = month_of(street, loan.lender, "zh")
        came = month_of(street, loan.borrower, "zh")
        own, there, here = (
            next(item for item in month.resources(loan.kind) if item.resource_id == resource_id)
            for month, resource_id in (
                (members[loan.lender].community, loan.resource_id),
                (lent, loan.resource_id),
                (came, f"{loan.lender}/{loan.resource_id}"),
            )
        )
        if isinstance(own, Helper) and isinstance(there, Helper) and isinstance(here, Helper):
            assert there.hours == own.hours - sum(one.hours for one in theirs)
            assert here.hours == sum(one.hours for one in mine)
        if loan.slot is not None:
            assert lent.sharing is not None
            assert loan.slot in lent.sharing.away[loan.resource_id]
    borrowers = {loan.borrower for loan in street.loans}
    for name, plan in plans.items():
        used = {(row.demand_id, row.resource_id, row.slot) for row in plan.assignments if "/" in row.resource_id}
        assert used == {
            (loan.need_id, f"{loan.lender}/{loan.resource_id}", loan.slot)
            for loan in street.loans
            if loan.borrower == name
        }
        assert bool(used) == (name in borrowers)


def test_nothing_is_lent_that_is_not_shared_or_too_far_or_paused() -> None:
    rng = random.Random(1)
    poor = dc.replace(simple(rng, 3, 0), helpers=())
    rich = dc.replace(simple(rng, 0, 1), helpers=(Helper("H0", skills={"甲": 3, "乙": 3, "丙": 3}, shared=True),))
    helper = rich.helpers[0]

    def loans(**changes: object) -> int:
        lender = dc.replace(rich, helpers=(dc.replace(helper, **changes),))  # type: ignore[arg-type]
        return len(shared(alone({"贫": poor, "富": lender}), pool_minutes=12.0).loans)

    assert loans() == 3
    assert loans(shared=False) == loans(active=False) == loans(max_walk=11.0) == loans(hours=0.5) == 0
    assert loans(max_walk=12.0) == 3
    lender = dc.replace(rich, helpers=(dc.replace(helper, max_walk=30.0),))
    assert not shared(alone({"贫": poor, "富": lender})).loans
    assert shared(alone({"贫": poor, "富": rich})).loans


def place(name: str, grids: tuple[str, ...], distances: dict[tuple[str, str], float]) -> Community:
    return Community(
        venues=tuple(Venue(f"V{number}", grid=grid) for number, grid in enumerate(grids)), distances=distances
    )


def test_a_distance_holds_between_the_grids_that_it_names_and_else_between_communities() -> None:
    one = place("甲", ("一网格", "东里"), {("甲", "乙"): 20, ("一网格", "乙/一网格"): 9, ("东里", "西里"): 7})
    other = place("乙", ("一网格", "西里"), {("一网格", "西里"): 3, ("甲/东里", "乙"): 15})
    between = distances_between({"甲": one, "乙": other, "丙": place("丙", ("",), {})}, 40)
    found = {frozenset(pair): minutes for pair, minutes in between.items()}
    assert found[frozenset({"甲/一网格", "乙/一网格"})] == 9
    assert found[frozenset({"甲/东里", "乙/西里"})] == 7
    assert found[frozenset({"甲/东里", "乙/一网格"})] == 15
    assert found[frozenset({"甲/一网格", "乙/西里"})] == 20
    assert found[frozenset({"丙/", "甲/一网格"})] == 40
    assert frozenset({"甲/一网格", "甲/东里"}) not in found
    assert distances_between({"甲": one, "丙": place("丙", ("一网格",), {})}) == {}


def test_communities_with_other_rules_than_most_stand_aside() -> None:
    months = {name: simple(random.Random(0), 1, 1) for name in "甲乙丙丁"}
    months["乙"] = dc.replace(months["乙"], settings=dc.replace(months["乙"].settings, venue_walk=5.0))
    months["丁"] = dc.replace(months["丁"], helpers=(Helper("甲/H1"),))
    assert standing_aside(months) == {"乙": ("settings", "venue_walk"), "丁": ("ids", "甲/H1")}


def test_the_check_of_a_street_finds_what_is_given_twice() -> None:
    helper = Helper("H1", hours=4, shared=True)
    months = {"甲": Community(helpers=(helper, Helper("H2"))), "乙": Community()}

    def row(who: str, hours: float, slot: Slot | None = SLOT, need: str = "N1") -> Plan:
        rows = (Assignment(need, 0, Kind.HELPER, who, slot, 1, hours),)
        return Plan({need: (slot,) if slot else ()}, rows)

    def codes(mine: Plan, theirs: Plan) -> list[str]:
        check = StreetCheck(months)
        assert check.add("甲", mine) == ()
        return [violation.code for violation in check.add("乙", theirs)]

    assert codes(row("H1", 2), row("甲/H1", 2, Slot(SLOT.date, Half.EVENING))) == []
    assert codes(row("H1", 2), row("甲/H1", 2)) == ["booked_twice"]
    assert codes(row("H1", 2, None), row("甲/H1", 3, None)) == ["hours"]
    assert codes(row("H1", 2, None), row("甲/H2", 2, None)) == ["not_shared"]
    assert codes(row("H1", 2, None), row("丙/H1", 2, None)) == ["unknown"]
    check = StreetCheck(months)
    check.add("甲", row("H1", 4, None))
    assert check.add("乙", row("甲/H1", 2, None))
    assert check.add("甲", row("H2", 1, None, "N2")) == ()


def test_the_audit_finds_a_broken_agreement(street: Street, plans: dict[str, Plan]) -> None:
    timed = next(loan for loan in street.loans if loan.slot)
    month = month_of(street, timed.borrower, "zh")
    plan = plans[timed.borrower]
    without = Plan(
        {key: at for key, at in plan.slots.items() if key != timed.need_id},
        tuple(row for row in plan.assignments if row.demand_id != timed.need_id),
    )
    assert "lent" in {found.code for found in audit(month, without)}
    assert month.sharing is not None
    served = next(iter(sorted(month.sharing.kept)))
    fewer = Plan(
        {key: at for key, at in plan.slots.items() if key != served},
        tuple(row for row in plan.assignments if row.demand_id != served),
    )
    assert "served_alone" in {found.code for found in audit(month, fewer)}
    lender = month_of(street, timed.lender, "zh")
    own = plans[timed.lender]
    there = Assignment(next(iter(own.slots)), 0, timed.kind, timed.resource_id, timed.slot)
    assert "lent_out" in {found.code for found in audit(lender, dc.replace(own, assignments=(*own.assignments, there)))}


def test_the_audit_of_a_street_finds_what_is_not_shared_or_too_far(members: dict[str, Member], street: Street) -> None:
    month = joined(members, next(iter(members.values())).community.settings, street.distances)
    assert audit(month, street.plan) == ()
    loan = street.loans[0]
    who = f"{loan.lender}/{loan.resource_id}"

    def changed(**changes: object) -> Community:
        def of(items: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(dc.replace(one, **changes) if one.resource_id == who else one for one in items)

        return dc.replace(month, helpers=of(month.helpers), units=of(month.units), venues=of(month.venues))

    assert "not_shared" in {found.code for found in audit(changed(shared=False), street.plan)}
    limited = {loan.kind for loan in street.loans} - {Kind.UNIT}
    assert limited
    nowhere = dc.replace(month, distances={})
    assert "not_shared" in {found.code for found in audit(nowhere, street.plan)}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_seeded_streets_gain_and_nobody_is_worse_off(seed: int) -> None:
    rng = random.Random(seed)
    months = drawn(seed, [rng.choice((20, 30, 40, 60)) for _ in range(rng.randint(3, 5))])
    members = alone(months)
    street = shared(members, pool_minutes=15.0, time_limit=60.0)
    plans = finished(street)
    assert street.loans
    before, after = (
        [worth(one.community, of[name]) for name, one in members.items()]
        for of in ({name: one.plan for name, one in members.items()}, plans)
    )
    assert all(
        new >= old for one, other in zip(after, before, strict=True) for new, old in zip(one, other, strict=True)
    )
    assert all(one.plan.served <= plans[name].served for name, one in members.items())
    assert sum(one[1] for one in after) > sum(one[1] for one in before)
