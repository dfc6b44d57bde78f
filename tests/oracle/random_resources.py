"""Random resources of a tiny community, and what else needs are later drawn with."""

from __future__ import annotations

import datetime as dt
import random

from commatch.community import Fund, Goods, Helper, Kind, Resource, Unit, Venue
from commatch.settings import Settings
from commatch.times import ANY_TIME, EveryDay, Half, OneDate, Part, Slot, Times, Weekdays

DECEMBER = dt.date(2026, 12, 1)
OCTOBER = dt.date(2026, 10, 1)
"""Its first week is a holiday."""

SKILLS = ("水电工", "志愿者", "First Aid")
SERVICES = ("义诊", "法律咨询")
FACILITIES = ("无障碍", "投影", "桌椅")
CHECKS = ("儿童服务",)
GROUPS = ("高龄独居老人", "独居老人", "骑手", "儿童青少年", "商户")
PAIRING = "结对"
CATEGORIES = ("助老", "文化", PAIRING)
GOODS = ("折叠桌", "急救包")
GRIDS = ("G1", "G2", "G3", "G4")
NO_FAIRNESS = 99
"""So many needs must a group have to count for fairness: the oracle knows nothing of fairness."""


def named(chosen: set[Slot]) -> Times:
    """Return times that name slots by their dates."""
    found = sorted(chosen)
    parts = tuple(Part(OneDate(at.date.year, at.date.month, at.date.day), frozenset({at.half})) for at in found)
    words = "；".join(f"{at.date.month}月{at.date.day}日{'上下晚'[at.half]}{'午午上'[at.half]}" for at in found)
    return Times(parts, text=words)


class Dice:
    """Draws slots, settings and resources, all in one order."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.short_of = rng.choice([*Kind, Kind.HELPER])
        month = OCTOBER if self.chance(0.1) else DECEMBER
        day, days = month, []
        for _ in range(rng.choice((2, 3, 3))):
            days.append(day)
            day += dt.timedelta(rng.choice((1, 3, 5, 6, 6, 7, 7)))
        wanted = {Slot(one, rng.choice(list(Half))) for one in days}
        if self.chance(0.5):
            wanted.add(Slot(rng.choice(days), rng.choice(list(Half))))
        self.slots = sorted(wanted)
        gap = 6 if self.chance(0.75) else rng.choice((0, 1, 5, 7))
        start = rng.choice((days[0], days[-1], month)) if self.chance(0.15) else None
        self.at_hand: dict[Kind, list[Resource]] = {}
        self.settings = Settings(month=month, start=start, series_gap=gap, fair_group_size=NO_FAIRNESS)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def scarce(self, kind: Kind) -> bool:
        """Tell whether the community is short of a kind, so that other kinds don't hide its limits."""
        return kind is self.short_of

    def asks(self, kind: Kind, share: float) -> bool:
        """Tell whether a need is to ask for a kind: seldom for one of which there is nothing."""
        if not self.at_hand[kind]:
            return self.chance(share / 10)
        return self.chance(max(share, 0.75) if self.scarce(kind) else share)

    def some(self, items: tuple[str, ...], share: float) -> frozenset[str]:
        return frozenset({self.rng.choice(items)}) if self.chance(share) else frozenset()

    def spelling(self, name: str) -> str:
        """Return a name as it is, or now and then another spelling of the same."""
        other = {"First Aid": "ｆｉｒｓｔ aid ", "水电工": " 水电工"}.get(name, name)
        return other if self.chance(0.2) else name

    def times(self, always: float, few: bool = False) -> Times:
        rng = self.rng
        if self.chance(always):
            return ANY_TIME
        if self.chance(0.15):
            at = rng.choice(self.slots)
            days = frozenset({at.date.weekday()} | {slot.date.weekday() for slot in self.slots if not few})
            missed = Part(OneDate(None, at.date.month, at.date.day), frozenset({at.half}))
            return Times((Part(Weekdays(days), frozenset({at.half})),), (missed,))
        if not few and self.chance(0.15):
            at = rng.choice(self.slots)
            return Times((Part(EveryDay()),), (Part(OneDate(at.date.year, at.date.month, at.date.day)),))
        return named(set(rng.sample(self.slots, rng.randint(max(1, len(self.slots) - 1), len(self.slots)))))

    def helper(self, name: str) -> Helper:
        rng = self.rng
        skills = rng.sample(SKILLS, rng.choice((1, 2, 3)))
        scarce = self.scarce(Kind.HELPER)
        return Helper(
            name,
            headcount=rng.randint(2, 4) if self.chance(0.25) else 1,
            skills={self.spelling(skill): rng.choice((1, 2, 3, 3, 4, 5)) for skill in skills},
            grid=rng.choice(("", *GRIDS)),
            max_walk=rng.choice((5, 10, 15, 20)) if self.chance(0.3) else None,
            hours=rng.choice((1.5, 2, 3, 3.5, 4, 4.5, 6) if scarce else (4, 6, 7.5, 12)),
            times=self.times(0.3 if scarce else 0.7),
            groups=frozenset(rng.sample(GROUPS, 2)) if self.chance(0.25) else frozenset(),
            checks=self.some(CHECKS, 0.6),
            active=self.chance(0.92),
        )

    def unit(self, name: str) -> Unit:
        rng = self.rng
        agreed = sorted((rng.choice(self.slots).date, rng.choice(self.slots).date + dt.timedelta(1)))
        return Unit(
            name,
            services=frozenset(rng.sample(SERVICES, rng.randint(1, 2))),
            grid=rng.choice(("", *GRIDS)),
            sessions=rng.choice((1, 1, 2, 3) if self.scarce(Kind.UNIT) else (2, 3, 4)),
            times=self.times(0.3 if self.scarce(Kind.UNIT) else 0.7),
            groups=frozenset(rng.sample(GROUPS, 2)) if self.chance(0.2) else frozenset(),
            agreed_from=agreed[0] if self.chance(0.2) else None,
            agreed_until=agreed[1] if self.chance(0.3) else None,
            active=self.chance(0.92),
        )

    def venue(self, name: str) -> Venue:
        rng = self.rng
        return Venue(
            name,
            grid=rng.choice(("", *GRIDS)),
            seats=rng.choice((15, 20, 30, 45)),
            facilities=frozenset(rng.sample(FACILITIES, 2)) if self.chance(0.8) else frozenset(),
            times=named(set(self.slots)) if self.chance(0.5) else self.times(0.0),
            active=self.chance(0.93),
        )

    def fund(self, name: str) -> Fund:
        rng = self.rng
        categories = frozenset(rng.sample(CATEGORIES, 2)) if self.chance(0.35) else frozenset()
        cap = rng.choice((100, 150.5, 200)) if self.chance(0.4) else None
        return Fund(name, "", rng.choice((100, 200, 250.5, 300)), cap, categories, self.chance(0.93))

    def goods(self, name: str) -> Goods:
        rng = self.rng
        reusable = self.chance(0.5)
        title = GOODS[not reusable] if self.chance(0.85) else GOODS[reusable]
        return Goods(name, title, rng.choice((1, 2, 2, 3, 4)), reusable, self.chance(0.93))
