"""Seeded communities in which groups, history, pairs and balance matter, and changes to them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import fields, replace
from math import prod
from typing import Any

from commatch.community import FORCED, Community, Helper, Kind, Need, NeedStatus, Opinion, Past, Requirement, Stance
from commatch.settings import Settings

from .candidates import helpers
from .random_communities import random_community
from .random_pins import can_be_served
from .random_resources import DECEMBER, GROUPS, PAIRING, SKILLS, Dice
from .tier_month import detailed_ways
from .tiers import best_plan
from .weights import demands

__all__ = ["best_plan", "perturbed", "random_month", "with_settings"]

COUNTED = GROUPS[:3]
MANY_WAYS = 150
"""More ways to serve one demand make exhaustion slow."""


def with_settings(settings: Settings, **values: Any) -> Settings:
    """Return settings with other values, as far as settings have such fields."""
    known = {item.name for item in fields(settings)}
    return replace(settings, **{name: value for name, value in values.items() if name in known})


def random_month(seed: int) -> Community:
    """Return the month of a seed: two in three of helpers above all, the others of every kind of resource."""
    rng = random.Random(f"commatch tiers {seed}")
    community = MonthMaker(rng).make() if seed % 3 else _every_kind(seed, rng)
    while not _is_small(community):
        community = MonthMaker(rng).make()
    return community


def _is_small(community: Community) -> bool:
    """Tell whether no demand, and no two together, have so many ways that exhaustion gets slow."""
    numbers = sorted(len(ways) for ways in detailed_ways(community).values())
    return prod(numbers[-1:]) <= MANY_WAYS and prod(numbers[-2:]) <= 20 * MANY_WAYS


def _every_kind(seed: int, rng: random.Random) -> Community:
    community = random_community(seed)
    needs = tuple(
        replace(need, groups=tuple(dict.fromkeys((*need.groups, rng.choice(COUNTED))))) for need in community.needs
    )
    return _remembering(replace(community, needs=needs, settings=_tiered(community.settings, rng)), rng)


def perturbed(community: Community, rng: random.Random) -> Community:
    """Return the community after a week: a ban, a pause, a need less, a need more or other times."""
    changes: list[Callable[[Community, random.Random], Community]] = [_ban, _pause, _withdraw, _add, _shift]
    while True:
        changed = community
        for change in rng.sample(changes, rng.choice((1, 1, 2, 3))):
            changed = change(changed, rng)
        if _is_small(changed):
            return changed


class MonthMaker(Dice):
    """Draws months of a few helpers and of needs that mostly ask for them; ``alike``: helpers score the same."""

    alike = False

    def make(self) -> Community:
        rng = self.rng
        self.alike = self.chance(0.55)
        self.hours = rng.choice((2, 3, 4.5, 6, 7.5))
        people = tuple(self._person(f"H{number}") for number in range(rng.choice((2, 3, 3, 4))))
        self.at_hand = {kind: [] for kind in Kind}
        units = tuple(self.unit(f"U{number}") for number in range(rng.choice((0, 0, 1))))
        goods = tuple(self.goods(f"W{number}") for number in range(rng.choice((0, 0, 1, 2))))
        community = Community(_tiered(self.settings, rng), (), people, units, goods=goods)
        needs = [
            self._drawn(f"N{number}", community)
            for number in range(rng.choice((2, 3, 4, 5, 6) if self.alike else (4, 5, 6, 7)))
        ]
        if self.chance(0.25):
            for at in rng.sample(range(len(needs)), 2):
                needs[at] = replace(needs[at], bundle="合并一")
        if self.chance(0.2):
            needs.append(replace(self._need("N9", community), status=NeedStatus.POSTPONED))
        community = replace(community, needs=tuple(needs))
        return _remembering(replace(community, opinions=tuple(self._said(community))), rng, self.alike)

    def _person(self, name: str) -> Helper:
        rng = self.rng
        levels = (1,) if self.alike else (1, 2, 3)
        return Helper(
            name,
            headcount=2 if self.chance(0.1) else 1,
            skills={skill: rng.choice(levels) for skill in rng.sample(SKILLS, 3 if self.alike else rng.randint(1, 3))},
            hours=self.hours if self.alike and self.chance(0.85) else rng.choice((1.5, 2, 2, 3, 3, 4, 4.5, 6)),
            times=self.times(0.85 if self.alike else 0.7),
            groups=frozenset(rng.sample(COUNTED, 2)) if self.chance(0 if self.alike else 0.15) else frozenset(),
            active=self.chance(0.93),
        )

    def _drawn(self, name: str, community: Community) -> Need:
        """Return a need that could mostly be served if it were the only one."""
        need = self._need(name, community)
        for _ in range(8):
            if can_be_served(community, need):
                break
            need = self._need(name, community)
        return need

    def _need(self, name: str, community: Community) -> Need:
        rng = self.rng
        skills = sorted({skill for helper in community.helpers for skill in helper.skills})
        asked = [
            Requirement(Kind.HELPER, rng.choice(skills), rng.choice((1, 1, 1, 2)), rng.choice((1, 1.5, 2, 2)))
            for _ in range(rng.choice((1, 1, 1, 1, 1, 1, 2)))
        ]
        if community.units and self.chance(0.3):
            asked.append(Requirement(Kind.UNIT, rng.choice(sorted(community.units[0].services)), 1))
        if community.goods and self.chance(0.3):
            asked.append(Requirement(Kind.GOODS, rng.choice(community.goods).name, rng.choice((1, 1, 2))))
        times = self.times(0.5)
        return Need(
            name,
            f"需求{name}",
            category=PAIRING if self.chance(0.2 if self.alike else 0.4) else "助老",
            groups=tuple(rng.sample(COUNTED, rng.choice((0, 1, 1, 1, 1, 1, 2)))),
            urgency=5 if self.chance(0.1) else rng.choice((1, 2, 2, 2, 3, 3, 3, 4)),
            beneficiaries=rng.choice((1, 1, 3, 10)),
            times=times,
            sessions=2 if self.chance(0.2) else 1,
            status=rng.choice(sorted(FORCED)) if self.chance(0.03) else NeedStatus.OPEN,
            requirements=tuple(asked),
            event=times.given,
        )

    def _said(self, community: Community) -> list[Opinion]:
        rng = self.rng
        return [
            Opinion(
                need.need_id,
                helper.helper_id,
                rng.choice((None, None, Stance.BAN, Stance.PREFER, Stance.AVOID)),
                rng.choice((-3, -0.4, 0.0, 0.7, 6.5)),
                rng.choice((None, None, 0.5, 1, 3)),
            )
            for need in community.needs
            for helper in community.helpers
            if self.chance(0.04 if self.alike else 0.2)
        ]


def _tiered(settings: Settings, rng: random.Random) -> Settings:
    return with_settings(
        settings,
        fair_group_size=rng.choice((1, 2, 2, 3)),
        fair_tolerance=rng.choice((0.01, 0.1, 0.3, 0.3)),
        quality_tolerance=rng.choice((0.0, 0.01, 0.01, 0.1, 0.3)),
        fair_groups=tuple(rng.sample(COUNTED, 2)) if rng.random() < 0.15 else (),
        balance_months=rng.choice((1, 2, 2, 2, 3)),
    )


def _remembering(community: Community, rng: random.Random, alike: bool = False) -> Community:
    """Return the community with history: of pairs, of helpers used a lot, of long ago, of hours not written."""
    month = community.settings.month or DECEMBER
    rows: list[Past] = []
    for demand in demands(community):
        if rng.random() < 0.6:
            rows.extend(_last_month(community, month, rng.choice(demand.members).need_id, rng))
    for helper in community.helpers:
        long_ago = rng.random() < (0.7 if alike else 0.2)
        for _ in range(rng.choice((0, 0, 1, 1, 3))):
            ago = rng.choice((3, 12) if long_ago else (0, 1, 1, 2, 2, 3))
            hours = rng.choice((None, 0.5, 1.25, 3, 4))
            rating = None if alike else rng.choice((None, None, 2.5, 3, 4, 5))
            rows.append(Past(_earlier(month, ago), rng.choice(("X1", "N0")), helper.helper_id, hours, rating))
    if rows and rng.random() < 0.2:
        rows.append(replace(rows[0], month=None))
    return replace(community, history=tuple(rows))


def _last_month(community: Community, month: dt.date, need_id: str, rng: random.Random) -> list[Past]:
    number = min(len(community.helpers), rng.choice((1, 1, 1, 2)))
    chosen = rng.sample([helper.helper_id for helper in community.helpers], number)
    ago = 1 if rng.random() < 0.85 else 2
    return [Past(_earlier(month, ago), need_id, name, rng.choice((None, 1, 2))) for name in chosen]


def _earlier(month: dt.date, months: int) -> dt.date:
    for _ in range(months):
        month = (month - dt.timedelta(1)).replace(day=1)
    return month


def _ban(community: Community, rng: random.Random) -> Community:
    pairs = [
        (demand.demand_id, helper.helper_id)
        for demand in demands(community)
        for asked in demand.requirements
        if asked.kind is Kind.HELPER
        for helper in helpers(community, demand, asked)
    ]
    if not pairs:
        return community
    need_id, resource_id = rng.choice(pairs)
    rest = tuple(row for row in community.opinions if (row.need_id, row.resource_id) != (need_id, resource_id))
    return replace(community, opinions=(*rest, Opinion(need_id, resource_id, Stance.BAN)))


def _pause(community: Community, rng: random.Random) -> Community:
    at = rng.randrange(len(community.helpers))
    people = list(community.helpers)
    people[at] = replace(people[at], active=False)
    return replace(community, helpers=tuple(people))


def _withdraw(community: Community, rng: random.Random) -> Community:
    gone = rng.choice(community.needs)
    return replace(community, needs=tuple(need for need in community.needs if need is not gone))


def _add(community: Community, rng: random.Random) -> Community:
    like = rng.choice(community.needs)
    more = replace(
        like, need_id="N00", title="新需求", bundle="", urgency=rng.choice((2, 3, 5)), status=NeedStatus.OPEN
    )
    return replace(community, needs=(more, *community.needs))


def _shift(community: Community, rng: random.Random) -> Community:
    """Return the community with the times of one event or of one helper swapped for another's."""
    needs, people = list(community.needs), list(community.helpers)
    events = [at for at, need in enumerate(needs) if need.times.given]
    if events and rng.random() < 0.5:
        at = rng.choice(events)
        needs[at] = replace(needs[at], times=rng.choice([needs[other].times for other in events]))
    else:
        at = rng.randrange(len(people))
        people[at] = replace(people[at], times=rng.choice([item.times for item in (*needs, *people)]))
    return replace(community, needs=tuple(needs), helpers=tuple(people))
