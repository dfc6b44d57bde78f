"""The sieve gives what the rules give pair by pair; and what is kept of many candidates."""

from __future__ import annotations

import datetime as dt
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from oracle.random_communities import random_community

from commatch.community import (
    Community,
    Fund,
    Goods,
    Helper,
    Kind,
    Need,
    NeedStatus,
    Opinion,
    Past,
    Requirement,
    Stance,
    Venue,
)
from commatch.matching.candidates import Candidate, Judged, JudgedDemand, judge, judge_demand
from commatch.matching.demands import Demand
from commatch.matching.explain import explain
from commatch.matching.greedy import greedy
from commatch.matching.instance import Instance
from commatch.matching.pins import clash
from commatch.matching.plan import Plan
from commatch.matching.rules import RULES
from commatch.matching.rules.base import Rejection, Term
from commatch.previous import Away, Declined, Previous
from commatch.previous_projects import Decision, PreviousProject, PreviousRow
from commatch.settings import Settings
from commatch.times import Half, Slot
from commatch.workbook.times_grammar import parse_times

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from generate import Size, draw

SEEDS = range(60)
MONTH = dt.date(2026, 12, 1)
KEEP = 6
TIMED = (Kind.HELPER, Kind.UNIT, Kind.VENUE)

Found = tuple[str, int, float, int, tuple[Term, ...], float | None, int]


def found(item: Candidate) -> Found:
    return (item.resource_id, item.weight, item.hours, item.tenths, item.terms, item.minutes, item.slots)


def by_rules(inst: Instance, demand: Demand, requirement: Requirement) -> tuple[list[Found], list[Rejection]]:
    """Ask every rule of every pair."""
    candidates: list[Found] = []
    rejections: list[Rejection] = []
    window = inst.window(demand) if demand.event else 0
    for resource in inst.pool(requirement):
        about = (inst, demand, requirement, resource)
        rejection = next(filter(None, (rule.judge(*about) for rule in RULES)), None)
        slots = window
        for rule in RULES if demand.event else ():
            slots &= rule.open_slots(*about)
        if rejection is None and window and not slots and requirement.kind in TIMED:
            missed = (rule.missed(inst, resource, window) for rule in RULES)
            rejection = next(filter(None, missed), Rejection("no_common_time", resource.resource_id))
        if rejection is not None:
            rejections.append(rejection)
            continue
        terms = tuple(term for rule in RULES for term in rule.score(*about) if term.tenths)
        helper = isinstance(resource, Helper)
        candidates.append(
            (
                resource.resource_id,
                min(resource.headcount, int(requirement.quantity)) if isinstance(resource, Helper) else 1,
                inst.hours(demand, requirement, resource) if helper else 0.0,
                sum(term.tenths for term in terms),
                terms,
                inst.minutes(demand, resource),
                slots,
            )
        )
    return candidates, rejections


def with_previous(month: Community, seed: int) -> Community:
    """Let some decline, be away, or be confirmed in a previous plan."""
    rng = random.Random(seed)
    inst = Instance(month)
    ids = sorted(inst.resource)
    slots = [inst.slot(bit) for bit in range(3 * inst.days)]
    needs = [need.need_id for need in month.needs]
    projects = []
    for demand in rng.sample(inst.demands, min(2, len(inst.demands))):
        rows = tuple(
            PreviousRow(demand.demand_id, asked.kind, asked.what, rng.choice(inst.pool(asked)).resource_id, index=index)
            for index, asked in enumerate(demand.requirements)
            if inst.pool(asked)
        )
        when = tuple(sorted(rng.sample(slots, demand.sessions))) if demand.event else ()
        decision = rng.choice((Decision.CONFIRM, None, Decision.CHANGE))
        projects.append(PreviousProject(demand.demand_id, (demand.demand_id,), decision, None, when, rows))
    previous = Previous(
        MONTH,
        tuple(projects),
        tuple({Declined(rng.choice(needs), rng.choice(ids)) for _ in range(4)}),
        tuple({Away(rng.choice(ids), slot) for slot in rng.choices(slots, k=9)}),
    )
    return replace(month, previous=previous)


def assert_same(inst: Instance, item: JudgedDemand) -> int:
    for part in item.parts:
        candidates, rejections = by_rules(inst, item.demand, part.requirement)
        assert list(map(found, part.candidates)) == candidates
        assert list(part.rejections) == rejections
        assert part.of == len(candidates)
        assert [part.against(one.resource_id) for one in rejections] == rejections
    alone = judge_demand(inst, item.demand)
    assert item == alone
    assert [part.there for part in item.parts] == [part.there for part in alone.parts]
    return sum(len(part.candidates) for part in item.parts)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sieve_gives_what_the_rules_give(seed: int) -> None:
    for month in (random_community(seed), with_previous(random_community(seed), seed)):
        inst = Instance(month)
        for item in judge(inst):
            assert_same(inst, item)


@pytest.mark.parametrize("start", [None, dt.date(2026, 12, 20)])
def test_the_sieve_gives_what_the_rules_give_of_many(start: dt.date | None) -> None:
    month = draw(Size(90, 150, 5))
    inst = Instance(with_previous(replace(month, settings=replace(month.settings, start=start)), 1))
    judged = judge(inst)
    assert sum(assert_same(inst, item) for item in judged) > 1000
    codes = {rejection.code for item in judged for part in item.parts for rejection in part.rejections}
    assert ("agreement" in codes) is (start is not None)


@pytest.mark.slow
def test_the_seeds_show_every_rule_that_judges() -> None:
    codes = {
        rejection.code
        for seed in SEEDS
        for month in (random_community(seed), with_previous(random_community(seed), seed))
        for item in judge(Instance(month))
        for part in item.parts
        for rejection in part.rejections
    }
    assert codes >= {
        "paused", "level_too_low", "checks_missing", "group_not_served", "venue_too_small", "no_facilities", "too_far",
        "venue_too_far", "fund_category", "over_cap", "money_short", "banned", "declined", "hours_short",
        "sessions_short", "no_common_time",
    }  # fmt: skip


def shuffled(month: Community, seed: int) -> Community:
    rng = random.Random(seed)
    sheets = ("needs", "helpers", "units", "venues", "funds", "goods", "opinions", "history")
    return replace(
        month, **{name: tuple(rng.sample(getattr(month, name), len(getattr(month, name)))) for name in sheets}
    )


def ids(part: Judged) -> set[str]:
    return {item.resource_id for item in part.candidates}


@pytest.fixture(scope="module")
def dense() -> Community:
    return draw(Size(90, 300, 5))


def test_what_is_kept_does_not_depend_on_the_order_of_rows(dense: Community) -> None:
    one, other = judge(Instance(dense), KEEP), judge(Instance(shuffled(dense, 1)), KEEP)
    assert [item.slots for item in one] == [item.slots for item in other]
    assert [list(map(ids, item.parts)) for item in one] == [list(map(ids, item.parts)) for item in other]
    assert any(item.pruned for item in one)


def test_another_seed_keeps_others(dense: Community) -> None:
    other = replace(dense, settings=replace(dense.settings, seed=dense.settings.seed + 1))
    one, two = judge(Instance(dense), KEEP), judge(Instance(other), KEEP)
    assert [list(map(ids, item.parts)) for item in one] != [list(map(ids, item.parts)) for item in two]


@pytest.mark.parametrize("crowded", [False, True])
def test_the_best_half_is_kept_and_about_as_many_as_wanted(dense: Community, crowded: bool) -> None:
    inst = Instance(crowd() if crowded else dense)
    full = judge(inst)
    asked: dict[str, int] = {}
    for item in full:
        for part in item.parts:
            for candidate in part.candidates:
                asked[candidate.resource_id] = asked.get(candidate.resource_id, 0) + 1
    seen = set()
    for item, whole in zip(judge(inst, KEEP), full, strict=True):
        for part, every in zip(item.parts, whole.parts, strict=True):
            kind = part.requirement.kind
            limit = 4 if kind is Kind.VENUE else 9 if kind in (Kind.HELPER, Kind.UNIT) and part.asked > 1 else KEEP
            assert part.of == every.of == len(every.candidates)
            assert part.there == every.there
            if every.of <= limit:
                assert part.candidates == every.candidates
                continue
            seen.add(kind)
            best = sorted(every.candidates, key=lambda one: (-one.tenths, asked[one.resource_id], one.resource_id))
            assert {one.resource_id for one in best[: (limit + 1) // 2]} <= ids(part)
            assert [one for one in every.candidates if one.resource_id in ids(part)] == list(part.candidates)
            several = min(3 * part.asked, every.there)
            given = sum(
                one.resource.quantity if isinstance(one.resource, Goods) else one.weight for one in part.candidates
            )
            assert given >= several
            assert len(part.candidates) <= max(limit, several)
    assert seen >= (
        {Kind.HELPER, Kind.VENUE, Kind.FUND, Kind.GOODS} if crowded else {Kind.HELPER, Kind.UNIT, Kind.VENUE}
    )


@pytest.mark.parametrize("case", [Size(90, 300, 5), Size(60, 120, 6, events=1.0)])
def test_a_demand_that_can_be_served_still_can(case: Size) -> None:
    inst = Instance(draw(case))
    full = judge(inst)
    lost = total = 0
    for item, whole in zip(judge(inst, KEEP), full, strict=True):
        assert item.servable is whole.servable
        assert item.slots & ~whole.slots == 0
        total += whole.slots.bit_count()
        lost += (whole.slots & ~item.slots).bit_count()
        assert greedy(inst, [item]).served == greedy(inst, [whole]).served
    assert lost < total / 20


def test_all_is_kept_of_few() -> None:
    for seed in SEEDS:
        inst = Instance(random_community(seed))
        assert judge(inst, 24) == judge(inst)


def crowd() -> Community:
    """Return thirty people who are always free, and thirty who can do the same better, one half-day each."""
    days = [f"12月{day}日上午" for day in range(1, 31)]
    helpers = [Helper(f"H{number:02d}", "", skills={"志愿者": 1}, hours=9, grid="甲") for number in range(30)]
    times = [
        Helper(f"J{number:02d}", "", skills={"志愿者": 3}, hours=9, grid="甲", times=parse_times(day))
        for number, day in enumerate(days)
    ]
    needs = (
        Need("N1", "", category="结对", requirements=(Requirement(Kind.HELPER, "志愿者", 1, 1),), grid="甲"),
        Need("N2", "", requirements=(Requirement(Kind.HELPER, "志愿者", 2, 1),), grid="甲", event=True, sessions=3),
        Need("N3", "", requirements=(Requirement(Kind.FUND, "", 5.0), Requirement(Kind.VENUE, "", 5)), event=True),
        Need("N4", "", requirements=(Requirement(Kind.GOODS, "椅子", 30),)),
    )
    return Community(
        Settings(month=MONTH, pair_categories=("结对",)),
        needs,
        (*helpers, *times),
        venues=tuple(Venue(f"V{number:02d}", "", seats=9) for number in range(20)),
        funds=tuple(Fund(f"F{number:02d}", "", 100) for number in range(20)),
        goods=tuple(Goods(f"G{number:02d}", "椅子", 5) for number in range(40)),
    )


def test_pins_people_of_pairs_and_the_previous_plan_are_kept() -> None:
    month = crowd()
    inst = Instance(month)
    rest = [sorted({item.resource_id for item in whole.candidates} - ids(part)) for part, whole in pairs(inst)]
    pinned, paired = rest[0][0], rest[0][1]
    before = rest[1][0], rest[2][0], rest[3][0], rest[4][0]
    asked = (("N2", Kind.HELPER, "志愿者"), ("N3", Kind.FUND, ""), ("N3", Kind.VENUE, ""), ("N4", Kind.GOODS, "椅子"))
    rows = [PreviousRow(need, kind, what, who) for (need, kind, what), who in zip(asked, before, strict=True)]
    projects = tuple(
        PreviousProject(need, (need,), rows=tuple(row for row in rows if row.need_id == need))
        for need in ("N2", "N3", "N4")
    )
    month = replace(
        month,
        opinions=(Opinion("N1", pinned, Stance.PIN),),
        history=(Past(dt.date(2026, 11, 1), "N1", paired, 1.0, None),),
        previous=Previous(MONTH, projects),
    )
    kept = [part for item in judge(Instance(month), KEEP) for part in item.parts]
    assert {pinned, paired} <= ids(kept[0])
    assert [who in ids(part) for who, part in zip(before, kept[1:], strict=True)] == [True] * 4
    assert kept[0].of == 60
    assert kept[0].pruned


def pairs(inst: Instance) -> list[tuple[Judged, Judged]]:
    items = zip(judge(inst, KEEP), judge(inst), strict=True)
    return [pair for item, whole in items for pair in zip(item.parts, whole.parts, strict=True)]


def test_slots_of_those_who_are_seldom_free_are_not_lost_to_better_scores() -> None:
    month = crowd()
    helpers = tuple(item for item in month.helpers if item.times.given)
    inst = Instance(replace(month, helpers=(*helpers, month.helpers[0])))
    item, whole = judge(inst, 4)[1], judge(inst)[1]
    assert whole.slots.bit_count() == 30
    assert item.servable
    assert item.slots & ~whole.slots == 0
    assert item.slots.bit_count() >= 3


def test_a_slot_that_is_confirmed_is_not_lost() -> None:
    month = crowd()
    when = Slot(dt.date(2026, 12, 28), Half.MORNING)
    inst = Instance(month)
    project = PreviousProject("N2", ("N2",), Decision.CONFIRM, slots=(when,))
    helpers = tuple(item for item in month.helpers if item.times.given)
    inst = Instance(replace(month, helpers=(*helpers, month.helpers[0]), previous=Previous(MONTH, (project,))))
    assert judge(inst, 4)[1].slots >> inst.bit(when) & 1


def test_what_goes_unserved_is_explained_with_all_candidates() -> None:
    month = crowd()
    inst = Instance(month)
    few, full = judge(inst, 4), judge(inst)
    assert few[0].pruned
    assert explain(inst, few, Plan(), ()) == explain(inst, full, Plan(), ())
    assert few[0].parts[0].rejections == full[0].parts[0].rejections == ()


def test_a_clash_is_one_of_all_candidates() -> None:
    month = crowd()
    needs = tuple(
        Need(f"M{number}", "", status=NeedStatus.CONFIRMED, requirements=(Requirement(Kind.HELPER, "志愿者", 1, 1),))
        for number in range(9)
    )
    helpers = tuple(replace(item, hours=1) for item in month.helpers)
    inst = Instance(replace(month, needs=needs, helpers=helpers))
    few = judge(inst, 4)
    same = [replace(item, parts=(replace(item.parts[0], candidates=few[0].parts[0].candidates),)) for item in few]
    assert clash(inst, same, ()) == ()
    alone = [replace(item, parts=(replace(item.parts[0], of=len(item.parts[0].candidates)),)) for item in same]
    assert clash(inst, alone, ()) != ()
