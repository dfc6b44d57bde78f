"""Seeded communities and towns: needs, helpers, units, venues, funds and goods drawn at random, no person real.

A community is one place: everyone walks at most half an hour to everyone. A town is many communities side by side on a
plane, a dozen minutes from one to the next, so that walking limits leave some tens of helpers for a requirement,
however large it is; and there are more kinds of skills and services in it.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

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
MORE_SKILLS = ("护理", "英语", "舞蹈", "音乐", "烹饪", "园艺", "裁缝", "会计", "调解", "急救", "驾驶", "体育")
SERVICES = ("义诊", "法律咨询", "金融讲座", "税务辅导", "演出", "课后托管")
MORE_SERVICES = ("体检", "消防演练", "家电维修", "就业指导", "亲子活动", "反诈宣传")
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
BLOCK = 60
"""Needs of one community of a town."""
APART = 12.0
"""Walking minutes from a community of a town to the next."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a community or a town is drawn from: its sizes, seed, share of helpers' hours there, share of events."""

    needs: int
    helpers: int
    seed: int
    hours: float = 1.0
    events: float = 0.45
    town: bool = False


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of things there are in a place, how far helpers walk, and how much they and the units give."""

    grids: list[str]
    skills: tuple[str, ...] = SKILLS
    services: tuple[str, ...] = SERVICES
    walks: tuple[float | None, ...] = (None, 10.0, 15.0, 20.0, 30.0)
    hours: tuple[int, ...] = (4, 6, 8, 8, 12)
    sessions: int = 1
    requesters: int = 400


@cache
def _times(text: str) -> Times:
    return parse_times(text) if text else ANY_TIME


def draw(size: Size) -> Community:
    """Draw a community or a town; the same for the same size and seed on every machine."""
    rng = random.Random(size.seed)
    kinds, distances = _plane(rng, size) if size.town else _place(rng, size)
    scale = max(1, size.needs // BLOCK)
    helpers = tuple(_helper(rng, number, kinds, size.hours) for number in range(size.helpers))
    units = tuple(_unit(rng, number, kinds) for number in range((3 if size.town else 21) * scale))
    venues = tuple(_venue(rng, number, kinds) for number in range(12 * scale))
    funds, goods = _stores(rng, size, scale) if size.town else _purses(rng, size, scale)
    needs = tuple(_need(rng, number, kinds, size.events) for number in range(size.needs))
    whole = Community(
        settings=Settings(month=MONTH),
        needs=needs,
        helpers=helpers,
        units=units,
        venues=venues,
        funds=funds,
        goods=goods,
        distances=distances,
    )
    return replace(
        whole,
        opinions=tuple(_opinions(rng, needs, helpers, size.needs // 6)),
        history=tuple(
            Past(
                dt.date(2026, 11, 1),
                rng.choice(needs).need_id,
                rng.choice(helpers).helper_id,
                2.0,
                rng.randint(2, 5),
            )
            for _ in range(size.needs // 2)
        ),
    )


def _place(rng: random.Random, size: Size) -> tuple[Kinds, dict[tuple[str, str], float]]:
    """Return a community's grids, every tenth distance unknown."""
    grids = [f"{number}网格-{part}" for number in range(1, 2 + math.isqrt(size.needs) // 2) for part in (1, 2, 3)]
    distances = {pair: float(rng.randint(2, 28)) for pair in combinations(grids, 2) if rng.random() < 0.9}
    return Kinds(grids), distances


def _plane(rng: random.Random, size: Size) -> tuple[Kinds, dict[tuple[str, str], float]]:
    """Return a town's grids, three in each community, with the minutes between any two as the crow flies."""
    blocks = max(1, size.needs // BLOCK)
    side = math.isqrt(blocks - 1) + 1
    points: dict[str, tuple[float, float]] = {}
    for block in range(blocks):
        for part in (1, 2, 3):
            across, down = APART * (block % side), APART * (block // side)
            points[f"{block + 1}社区-{part}"] = (across + rng.randint(-4, 4), down + rng.randint(-4, 4))
    grids = list(points)
    distances = {
        (one, other): float(max(2, round(math.dist(points[one], points[other]))))
        for one, other in combinations(grids, 2)
    }
    kinds = Kinds(
        grids,
        SKILLS + MORE_SKILLS,
        SERVICES + MORE_SERVICES,
        (10.0, 15.0, 15.0, 20.0, 30.0),
        (2, 4, 4, 6, 8),
        3,
        400 * blocks,
    )
    return kinds, distances


def _purses(rng: random.Random, size: Size, scale: int) -> tuple[tuple[Fund, ...], tuple[Goods, ...]]:
    funds = tuple(
        Fund(f"F{number:03d}", f"资金{number}", 2500.0 * size.hours, 500.0 if number % 3 == 0 else None)
        for number in range(3 * scale)
    )
    goods = tuple(
        Goods(f"G{number:03d}", GOODS[number % len(GOODS)], rng.randint(3, 12), number % len(GOODS) < 3)
        for number in range(8 * scale)
    )
    return funds, goods


def _stores(rng: random.Random, size: Size, scale: int) -> tuple[tuple[Fund, ...], tuple[Goods, ...]]:
    """Return a town's funds, most of them for some categories only, and two rows of each kind of goods."""
    count = 3 * math.isqrt(scale)
    each = round(4500.0 * scale * size.hours / count)
    funds = tuple(
        Fund(
            f"F{number:03d}",
            f"资金{number}",
            float(each),
            500.0 if number % 3 == 0 else None,
            frozenset(rng.sample(CATEGORIES, 3)) if number % 4 else frozenset(),
        )
        for number in range(count)
    )
    goods = tuple(
        Goods(f"G{number:03d}", GOODS[number % len(GOODS)], rng.randint(3, 7) * scale, number % len(GOODS) < 3)
        for number in range(2 * len(GOODS))
    )
    return funds, goods


def _helper(rng: random.Random, number: int, kinds: Kinds, hours: float) -> Helper:
    return Helper(
        f"R{number:05d}",
        f"能人{number}",
        headcount=rng.randint(3, 10) if rng.random() < 0.1 else 1,
        skills={skill: rng.randint(1, 5) for skill in rng.sample(kinds.skills, rng.choice((1, 1, 2, 3)))},
        grid=rng.choice(kinds.grids),
        max_walk=rng.choice(kinds.walks),
        hours=float(rng.choice(kinds.hours)) * hours,
        times=_times(rng.choice(HELPER_TIMES)),
        groups=frozenset(rng.sample(GROUPS, 3)) if rng.random() < 0.2 else frozenset(),
        checks=frozenset({"儿童服务"}) if rng.random() < 0.4 else frozenset(),
    )


def _unit(rng: random.Random, number: int, kinds: Kinds) -> Unit:
    return Unit(
        f"U{number:04d}",
        f"单位{number}",
        services=frozenset(rng.sample(kinds.services, rng.choice((1, 2)))),
        grid=rng.choice(kinds.grids),
        sessions=rng.randint(1, 3) * kinds.sessions,
        times=_times(rng.choice(HELPER_TIMES)),
        agreed_until=rng.choice((None, dt.date(2026, 12, 15), dt.date(2027, 6, 30))),
    )


def _venue(rng: random.Random, number: int, kinds: Kinds) -> Venue:
    return Venue(
        f"V{number:04d}",
        f"场地{number}",
        grid=rng.choice(kinds.grids),
        seats=rng.choice((12, 20, 30, 40, 60, 100)),
        facilities=frozenset(rng.sample(FACILITIES, rng.randint(1, 4))),
        times=_times(rng.choice(VENUE_TIMES)),
    )


def _need(rng: random.Random, number: int, kinds: Kinds, events: float) -> Need:
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
        for skill in rng.sample(kinds.skills, rng.choice((1, 1, 2)))
    ]
    if rng.random() < 0.15:
        requirements.append(Requirement(Kind.UNIT, rng.choice(kinds.services)))
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
        requester=f"居民{rng.randrange(kinds.requesters)}",
        groups=tuple(rng.sample(GROUPS, rng.choice((1, 1, 2)))),
        grid=rng.choice(kinds.grids),
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
