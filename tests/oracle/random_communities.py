"""Seeded communities of a few needs and resources in which every rule comes up and binds."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from commatch.community import Community, Kind, Need, NeedStatus, Opinion, Past, Requirement, Stance

from .random_pins import can_be_served, with_pins
from .random_resources import (
    CATEGORIES,
    CHECKS,
    DECEMBER,
    FACILITIES,
    GOODS,
    GRIDS,
    GROUPS,
    PAIRING,
    SERVICES,
    SKILLS,
    Dice,
)

REQUESTERS = ("", "王阿姨", "李叔", "赵老师")
MINUTES = (2, 3, 5, 7.5, 8, 9.1, 10, 12, 15, 15.1, 18, 22, 29.7, 35)
LIFTED = (
    "due dates",
    "fund caps",
    "fund caps",
    "fund categories",
    "helper max_walk",
    "pair_categories",
    "pair_categories",
    "series_gap",
    "start",
    "unit agreements",
    "unit groups",
    "unit times",
    "venue facilities",
    "venue seats",
    "venue_walk",
)


def random_community(seed: int) -> Community:
    """Return the community of a seed.

    A pin always names a pair that could be kept if it were the only one, or a pair that obeys every rule
    on pairs while the need's other requirements may not be met; pins may clash with one another.
    """
    return _Maker(random.Random(f"commatch {seed}")).make()


class _Maker(Dice):
    def make(self) -> Community:
        rng = self.rng
        people = [
            self.helper(f"H{number}")
            for number in range(rng.choice((2, 3, 4, 5) if self.scarce(Kind.HELPER) else (4, 5)))
        ]
        partners = [
            self.unit(f"U{number}") for number in range(rng.choice((1, 1, 2) if self.scarce(Kind.UNIT) else (0, 2, 3)))
        ]
        rooms = [
            self.venue(f"V{number}")
            for number in range(rng.choice((1, 1, 2) if self.scarce(Kind.VENUE) else (0, 2, 2)))
        ]
        purses = [
            self.fund(f"F{number}")
            for number in range(rng.choice((1, 1, 2) if self.scarce(Kind.FUND) else (0, 1, 2, 2)))
        ]
        rows = [
            self.goods(f"W{number}")
            for number in range(rng.choice((1, 2, 3) if self.scarce(Kind.GOODS) else (0, 1, 2, 3)))
        ]
        self.at_hand = {
            Kind.UNIT: [*partners],
            Kind.VENUE: [*rooms],
            Kind.FUND: [*purses],
            Kind.GOODS: [*rows],
        }
        self.goods_names = [row.name for row in rows]
        pairs = [(one, other) for at, one in enumerate(GRIDS) for other in GRIDS[at + 1 :]]
        distances = {pair: rng.choice(MINUTES) for pair in pairs if self.chance(0.65)}
        community = Community(
            self.settings,
            (),
            tuple(people),
            tuple(partners),
            tuple(rooms),
            tuple(purses),
            tuple(rows),
            distances,
        )
        needs = [self._drawn(community, f"N{number}") for number in range(rng.choice((2, 3, 4, 5, 5, 5)))]
        if len(needs) > 2 and self.chance(0.3):
            for at in rng.sample(range(len(needs)), 3 if len(needs) > 3 and self.chance(0.3) else 2):
                needs[at] = replace(needs[at], bundle="合并一")
        if self.chance(0.4):
            status = rng.choice((NeedStatus.DONE, NeedStatus.POSTPONED))
            needs.append(replace(self._need("N9"), status=status))
        community = replace(community, needs=tuple(needs))
        community = replace(community, history=tuple(self._history(community)))
        community = replace(community, opinions=tuple(self._opinions(community)))
        return with_pins(community, rng)

    def _drawn(self, community: Community, name: str) -> Need:
        """Return a need: most could be served if alone, some but for one rule, a few not at all."""
        if self.chance(0.25):
            lifted = self.rng.choice(LIFTED)
            for _ in range(25):
                need = self._need(name)
                if lifted in ("pair_categories", "series_gap") and need.event:
                    need = replace(need, sessions=2)
                if lifted == "pair_categories":
                    need = replace(need, category=PAIRING, requirements=self._too_long(community, need))
                if can_be_served(community, need, lifted) and not can_be_served(community, need):
                    return need
        need = self._need(name)
        kind = (need.event, need.sessions > 1)
        for _ in range(60):
            if can_be_served(community, need) or self.chance(0.08):
                break
            other = self._need(name)
            if (other.event, other.sessions > 1) == kind:
                need = other
        return need

    def _too_long(self, community: Community, need: Need) -> tuple[Requirement, ...]:
        """Return the need's requirements, with so many hours that nobody can come twice."""
        hours = round(0.6 * max(helper.hours for helper in community.helpers), 1)
        return tuple(
            replace(item, hours=hours, quantity=1) if item.kind is Kind.HELPER else item for item in need.requirements
        )

    def _need(self, name: str) -> Need:
        rng = self.rng
        place = rng.random()
        bounds = (0.25, 0.9) if self.scarce(Kind.VENUE) else (0.45, 0.75)
        venue = bounds[0] <= place < bounds[1] and self.asks(Kind.VENUE, 1)
        times = self.times(1.0 if place < bounds[0] else 0.4 if venue else 0.0, few=True)
        forced = rng.choice((NeedStatus.CONFIRMED, NeedStatus.IN_PROGRESS))
        waiting = rng.choice((NeedStatus.OPEN, NeedStatus.OPEN, NeedStatus.PROPOSED))
        due = rng.choice(self.slots).date + dt.timedelta(rng.choice((-1, 0, 0, 1, 9)))
        need = Need(
            name,
            f"需求{name}",
            category=rng.choice((*CATEGORIES, PAIRING)) if self.chance(0.85) else "",
            requester=rng.choice(REQUESTERS),
            groups=tuple(rng.sample(GROUPS, rng.choice((0, 1, 1, 2)))),
            grid=rng.choice(("", *GRIDS)),
            urgency=rng.choice((1, 2, 2, 3, 3, 4, 5, 5)),
            beneficiaries=rng.choice((1, 1, 3, 10, 25, 100)),
            raised_on=dt.date(2026, rng.randint(6, 12), rng.randint(1, 28)) if self.chance(0.5) else None,
            due_on=due if self.chance(0.25) else None,
            times=times,
            sessions=rng.choice((2, 2, 3)) if self.chance(0.3) else 1,
            status=forced if self.chance(0.04) else waiting,
            event=venue or times.given,
        )
        asked = self._requirements(venue)
        if venue and times.given and self.chance(0.1):
            # The venue is set aside, the event stays one.
            rest = tuple(item for item in asked if item.kind is not Kind.VENUE)
            aside = tuple(item for item in asked if item.kind is Kind.VENUE)
            return replace(need, requirements=rest, set_aside=aside)
        return replace(need, requirements=asked)

    def _requirements(self, venue: bool) -> tuple[Requirement, ...]:
        rng = self.rng
        if self.chance(0.03):
            return ()
        asked: list[Requirement] = []
        for _ in range(rng.choice((0, 1, 1, 1, 1, 2))):
            count = rng.choice((1, 1, 1, 1, 2, 2, 3))
            hours, level = rng.choice((1, 1.5, 2, 2, 2.5)), rng.choice((1, 1, 1, 1, 2, 3))
            skill = self.spelling(rng.choice(SKILLS))
            asked.append(Requirement(Kind.HELPER, skill, count, hours, level, self.some(CHECKS, 0.15)))
        if self.asks(Kind.UNIT, 0.35):
            wanted = rng.choice((1, 1, 1, 1, 2))
            asked.append(Requirement(Kind.UNIT, rng.choice(SERVICES), wanted))
            if self.chance(0.35):
                asked.append(Requirement(Kind.UNIT, rng.choice(SERVICES), 1))
        if self.asks(Kind.FUND, 0.35):
            asked.append(Requirement(Kind.FUND, "", rng.choice((80, 100, 120.5, 150.5, 200))))
        if self.asks(Kind.GOODS, 0.4):
            name = rng.choice(self.goods_names or GOODS)
            asked.append(Requirement(Kind.GOODS, name, rng.choice((1, 2, 2, 3))))
        if venue:
            need_of = self.some(FACILITIES, 0.35)
            seats = rng.choice((0, 10, 15, 20, 30)) if need_of else rng.choice((10, 15, 15, 20, 30))
            asked.append(Requirement(Kind.VENUE, "、".join(need_of), seats, facilities=need_of))
        return tuple(asked) or (Requirement(Kind.HELPER, SKILLS[0], 1, 2),)

    def _history(self, community: Community) -> list[Past]:
        rng = self.rng
        rows = []
        for _ in range(rng.choice((0, 0, 1, 2, 4))):
            ids = [item.helper_id for item in community.helpers] + [item.unit_id for item in community.units]
            who = rng.choice(ids)
            need_id = rng.choice([need.need_id for need in community.needs] + ["X1"])
            rating = rng.choice((1, 2.5, 3, 4, 4.5, 5)) if self.chance(0.7) else None
            month = self.settings.month or DECEMBER
            rows.append(Past((month - dt.timedelta(20)).replace(day=1), need_id, who, 2.0, rating))
        return rows

    def _opinions(self, community: Community) -> list[Opinion]:
        rng = self.rng
        rows = []
        for need in community.needs:
            for kind in Kind:
                for resource in community.resources(kind):
                    if not self.chance(0.2):
                        continue
                    said = rng.choice((None, None, Stance.BAN, Stance.PREFER, Stance.PREFER, Stance.AVOID))
                    score = rng.choice((-12.5, -3, -0.4, 0.7, 2, 6.5)) if self.chance(0.5) else 0.0
                    own = kind is Kind.HELPER and self.chance(0.4)
                    hours = rng.choice((0.5, 1, 1.5, 3)) if own else None
                    rows.append(Opinion(need.need_id, resource.resource_id, said, score, hours))
        return rows
