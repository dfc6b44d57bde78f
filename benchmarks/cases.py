"""Seeded communities of given sizes: the frozen registry of benchmark cases."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass, replace

from commatch.community import (
    Community,
    Fund,
    Goods,
    Helper,
    Kind,
    Need,
    Opinion,
    Past,
    Requirement,
    Stance,
    Unit,
    Venue,
)
from commatch.settings import Settings
from commatch.times import ANY_TIME, Times
from commatch.workbook.times_grammar import parse_times

MONTH = dt.date(2026, 12, 1)
SKILLS = ("水电工", "志愿者", "医生", "律师", "教师", "理发", "木工", "摄影", "电脑", "书法", "心理", "维修")
SERVICES = ("义诊", "法律咨询", "金融讲座", "税务辅导", "演出", "课后托管")
FACILITIES = ("桌椅", "投影", "无障碍", "音响", "厨房")
GOODS = ("折叠桌", "帐篷", "血压计", "图书", "绿植", "工具箱")
GROUPS = ("老年人", "流动住户", "骑手", "新生代家庭", "困境儿童", "独居老人", "原住业主", "高龄独居老人")
CATEGORIES = ("维修", "健康", "教育", "文化", "结对", "环境")
HELPER_TIMES = (
    "",
    "",
    "周二、周四下午",
    "周末",
    "工作日晚上",
    "周一至周五上午",
    "周六全天",
    "周三、周五",
    "每天晚上",
    "周末；周三晚上",
)
NEED_TIMES = ("", "", "", "周末", "工作日下午", "周六上午", "每天晚上", "周二、周四", "12月10日至12月20日")
VENUE_TIMES = ("周一至周六 9:00-17:00", "每天", "周末；工作日晚上", "周二至周日 9:00-21:00")


@dataclass(frozen=True, slots=True)
class Case:
    """A benchmark case: its name, sizes, seed, and the share of helpers' hours that is there."""

    name: str
    needs: int
    helpers: int
    seed: int
    hours: float = 1.0
    events: float = 0.45


CASES: dict[str, Case] = {
    case.name: case
    for case in (
        Case("community", 60, 80, 11),
        Case("dense", 500, 600, 12),
        Case("dense-scarce", 500, 600, 13, hours=0.5),
    )
}


def _times(text: str) -> Times:
    return parse_times(text) if text else ANY_TIME


def community(case: Case) -> Community:
    """Build a case's community; the same for the same case on every machine."""
    rng = random.Random(case.seed)
    grids = [f"{number}网格-{part}" for number in range(1, 2 + math.isqrt(case.needs) // 2) for part in (1, 2, 3)]
    distances = {
        (one, other): float(rng.randint(2, 28))
        for index, one in enumerate(grids)
        for other in grids[index + 1 :]
        if rng.random() < 0.9
    }
    scale = max(1, case.needs // 60)
    helpers = tuple(_helper(rng, number, grids, case.hours) for number in range(case.helpers))
    units = tuple(_unit(rng, number, grids) for number in range(21 * scale))
    venues = tuple(_venue(rng, number, grids) for number in range(12 * scale))
    funds = tuple(
        Fund(f"F{number:03d}", f"资金{number}", 2500.0 * case.hours, 500.0 if number % 3 == 0 else None)
        for number in range(3 * scale)
    )
    goods = tuple(
        Goods(f"G{number:03d}", GOODS[number % len(GOODS)], rng.randint(3, 12), number % len(GOODS) < 3)
        for number in range(8 * scale)
    )
    needs = tuple(_need(rng, number, grids, case.events) for number in range(case.needs))
    return replace(
        Community(
            settings=Settings(month=MONTH),
            needs=needs,
            helpers=helpers,
            units=units,
            venues=venues,
            funds=funds,
            goods=goods,
            distances=distances,
        ),
        opinions=tuple(_opinions(rng, needs, helpers, case.needs // 6)),
        history=tuple(
            Past(
                dt.date(2026, 11, 1),
                rng.choice(needs).need_id,
                rng.choice(helpers).helper_id,
                2.0,
                rng.randint(2, 5),
            )
            for _ in range(case.needs // 2)
        ),
    )


def _helper(rng: random.Random, number: int, grids: list[str], hours: float) -> Helper:
    return Helper(
        f"R{number:05d}",
        f"能人{number}",
        headcount=rng.randint(3, 10) if rng.random() < 0.1 else 1,
        skills={skill: rng.randint(1, 5) for skill in rng.sample(SKILLS, rng.choice((1, 1, 2, 3)))},
        grid=rng.choice(grids),
        max_walk=rng.choice((None, 10.0, 15.0, 20.0, 30.0)),
        hours=float(rng.choice((4, 6, 8, 8, 12))) * hours,
        times=_times(rng.choice(HELPER_TIMES)),
        groups=frozenset(rng.sample(GROUPS, 3)) if rng.random() < 0.2 else frozenset(),
        checks=frozenset({"儿童服务"}) if rng.random() < 0.4 else frozenset(),
    )


def _unit(rng: random.Random, number: int, grids: list[str]) -> Unit:
    return Unit(
        f"U{number:04d}",
        f"单位{number}",
        services=frozenset(rng.sample(SERVICES, rng.choice((1, 2)))),
        grid=rng.choice(grids),
        sessions=rng.randint(1, 3),
        times=_times(rng.choice(HELPER_TIMES)),
        agreed_until=rng.choice((None, dt.date(2026, 12, 15), dt.date(2027, 6, 30))),
    )


def _venue(rng: random.Random, number: int, grids: list[str]) -> Venue:
    return Venue(
        f"V{number:04d}",
        f"场地{number}",
        grid=rng.choice(grids),
        seats=rng.choice((12, 20, 30, 40, 60, 100)),
        facilities=frozenset(rng.sample(FACILITIES, rng.randint(1, 4))),
        times=_times(rng.choice(VENUE_TIMES)),
    )


def _need(rng: random.Random, number: int, grids: list[str], events: float) -> Need:
    event = rng.random() < events
    category = rng.choice(CATEGORIES)
    requirements = [
        Requirement(
            Kind.HELPER,
            skill,
            rng.choice((1, 1, 1, 2, 3)),
            rng.choice((1.0, 2.0, 2.0, 3.0)),
            rng.choice((1, 1, 2, 3)),
            frozenset({"儿童服务"}) if rng.random() < 0.1 else frozenset(),
        )
        for skill in rng.sample(SKILLS, rng.choice((1, 1, 2)))
    ]
    if rng.random() < 0.15:
        requirements.append(Requirement(Kind.UNIT, rng.choice(SERVICES)))
    if event and rng.random() < 0.85:
        facilities = frozenset(rng.sample(FACILITIES, rng.choice((0, 1, 1, 2))))
        requirements.append(
            Requirement(
                Kind.VENUE,
                "、".join(sorted(facilities)),
                rng.choice((8, 15, 25, 40, 60)),
                facilities=facilities,
            )
        )
    if rng.random() < 0.2:
        requirements.append(Requirement(Kind.FUND, "", float(rng.choice((100, 200, 400, 800)))))
    if rng.random() < 0.2:
        requirements.append(Requirement(Kind.GOODS, rng.choice(GOODS), rng.randint(1, 4)))
    times = _times(rng.choice(NEED_TIMES)) if event else ANY_TIME
    return Need(
        f"N{number:05d}",
        f"需求{number}",
        category=category,
        requester=f"居民{rng.randrange(400)}",
        groups=tuple(rng.sample(GROUPS, rng.choice((1, 1, 2)))),
        grid=rng.choice(grids),
        urgency=rng.choice((1, 2, 2, 3, 3, 4, 5)) if rng.random() < 0.6 else 2,
        beneficiaries=rng.choice((1, 1, 1, 5, 20, 40)),
        raised_on=MONTH - dt.timedelta(days=rng.randint(0, 150)),
        due_on=dt.date(2026, 12, rng.randint(10, 31)) if rng.random() < 0.3 else None,
        times=times,
        sessions=rng.choice((1, 1, 1, 1, 2, 4)),
        requirements=tuple(requirements),
        event=times.given or any(item.kind is Kind.VENUE for item in requirements),
    )


def _opinions(rng: random.Random, needs: tuple[Need, ...], helpers: tuple[Helper, ...], number: int) -> list[Opinion]:
    pairs = {(rng.choice(needs).need_id, rng.choice(helpers).helper_id) for _ in range(number)}
    return [
        Opinion(need_id, helper_id, rng.choice((Stance.BAN, Stance.PREFER, Stance.AVOID)), rng.choice((0.0, 2.5)))
        for need_id, helper_id in sorted(pairs)
    ]
