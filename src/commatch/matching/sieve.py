"""Many pairs judged at once: each rule is asked once of all pairs that are alike to it.

Whatever a rule says depends on its key of the demand and the requirement and on its trait of the resource (see
`commatch.matching.rules.base`). What it says to a key is a table by traits; the candidates of a requirement are then
where all tables allow them, and their scores the sums of all tables. Pairs that a rule sets apart are judged one by
one.

Of a large month only some candidates are kept, else the model would not fit: of each requirement the best half, and
others at random, so that not everybody is offered the same few. Those whom a worker chose stay in any case, and those
who did it last time.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from commatch.community import Goods, Helper, Kind, Requirement, Resource
from commatch.matching.candidates import (
    JUDGES,
    NEEDS_TIME,
    SCORERS,
    TIMED,
    Asking,
    Candidate,
    Judged,
    JudgedDemand,
    add_slots,
    common_slots,
    enough_slots,
    in_time,
    make_candidate,
)
from commatch.matching.demands import Demand, term
from commatch.matching.instance import Instance
from commatch.matching.rules import RULES
from commatch.matching.rules.base import Rule

Numbers = NDArray[np.intp]

SEVERAL = 3
"""How many times over what is asked is kept, where there is so much."""
MANY = 1.5
"""How many more candidates are kept where several of them are asked."""
FEWEST_VENUES = 4


class _Pool:
    """The resources that offer the same, and what of them counts.

    Attributes
    ----------
    traits : dict of Rule to (array, frozenset)
        The number of each one's trait in the rule's tables, and the traits that occur.
    """

    def __init__(self, resources: Sequence[Resource], traits: dict[Rule, Numbers]) -> None:
        self.resources = resources
        self.ids = [item.resource_id for item in resources]
        self.at: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.ids):
            self.at[name].append(number)
        self.traits = {rule: (found, frozenset(found.tolist())) for rule, found in traits.items()}
        self.headcount = np.array([item.headcount if isinstance(item, Helper) else 1 for item in resources], np.int64)
        self.pieces = np.array([item.quantity if isinstance(item, Goods) else 0 for item in resources], np.int64)
        order = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        self.rank = np.empty(len(order), np.int64)
        self.rank[order] = np.arange(len(order))
        self.wanted = np.zeros(len(order), np.int64)
        self.free: dict[Hashable, _Free] = {}


@dataclass(slots=True, eq=False)
class _Table:
    """What a rule says to one key, by the number of the trait; ``known`` are the traits it was asked of."""

    allowed: NDArray[np.bool_]
    tenths: NDArray[np.int64]
    slots: list[int]
    known: set[int] = field(default_factory=set)
    complete: set[int] = field(default_factory=set)
    rejects: bool = False
    scores: bool = False


@dataclass(slots=True, eq=False)
class _Free:
    """When those of a pool are free: the number of each one's set of slots, and the different sets."""

    number: Numbers
    sets: list[int]
    cut: dict[int, tuple[list[int], NDArray[np.bool_]]] = field(default_factory=dict)

    def within(self, window: int) -> tuple[list[int], NDArray[np.bool_]]:
        """Return the sets within a window, and which of them hold anything."""
        if window not in self.cut:
            found = [slots & window for slots in self.sets]
            self.cut[window] = found, np.array(found, bool)
        return self.cut[window]


@dataclass(slots=True, eq=False)
class _Sifted:
    """The candidates of a requirement, as numbers in its pool with their scores; ``own`` are those set apart."""

    asking: Asking
    pool: _Pool
    who: NDArray[np.uint32]
    tenths: NDArray[np.int32]
    own: dict[int, Candidate]
    slots: list[int]
    free: Numbers | None

    @property
    def asked(self) -> float:
        requirement = self.asking.requirement
        return 1 if requirement.kind in (Kind.VENUE, Kind.FUND) else requirement.quantity

    @property
    def gives(self) -> NDArray[np.int64]:
        """How much of what is asked each candidate could give."""
        if self.asking.requirement.kind is Kind.GOODS:
            return self.pool.pieces[self.who]
        return self.weights

    @property
    def weights(self) -> NDArray[np.int64]:
        if self.asking.requirement.kind is not Kind.HELPER:
            return np.ones(len(self.who), np.int64)
        return np.minimum(self.pool.headcount[self.who], int(self.asking.requirement.quantity))

    def slots_of(self, number: int) -> int:
        """Return the slots in which a candidate may come."""
        who = int(self.who[number])
        if who in self.own:
            return self.own[who].slots
        return 0 if self.free is None else self.slots[int(self.free[who])]

    def enough(self) -> int:
        """Return the slots in which there are candidates enough."""
        if self.free is None:
            return 0
        counts = np.bincount(self.free[self.who], self.weights, len(self.slots)).astype(int).tolist()
        for who, item in self.own.items():
            counts[int(self.free[who])] -= item.weight
        there = [(slots, count) for slots, count in zip(self.slots, counts, strict=True) if count]
        return enough_slots(self.asked, (*there, *((item.slots, item.weight) for item in self.own.values())))

    def judged(self, index: int, numbers: Sequence[int] | None = None) -> Judged:
        """Return the candidates as such, all or some of them."""
        asking, pool = self.asking, self.pool
        requirement = asking.requirement
        helper = requirement.kind is Kind.HELPER
        hours = requirement.hours if helper else 0.0
        weights, tenths, who = self.weights, self.tenths, self.who
        if numbers is not None:
            weights, tenths, who = weights[numbers], tenths[numbers], who[numbers]
        free = [0] * len(who) if self.free is None else self.free[who].tolist()
        slots = self.slots
        candidates = tuple(
            [
                make_candidate(pool.resources[one], pool.ids[one], weight, hours, score, slots[when], asking)
                for one, weight, score, when in zip(who.tolist(), weights.tolist(), tenths.tolist(), free, strict=True)
            ]
        )
        if self.own:
            candidates = tuple(self.own.get(one, item) for one, item in zip(who.tolist(), candidates, strict=True))
        return Judged(index, asking, candidates, int(self.gives.sum()), len(self.who))


class Sieve:
    """All pairs of an instance, judged by tables.

    Parameters
    ----------
    inst : Instance
        The month.
    """

    def __init__(self, inst: Instance) -> None:
        self.inst = inst
        self._pools: dict[tuple[Kind, str], _Pool] = {}
        self._tables: dict[tuple[Rule, Kind, Hashable], _Table] = {}
        self._kinds: dict[Kind, dict[Rule, tuple[list[list[Resource]], dict[int, int]]]] = {}

    def judge_all(self, keep: int | None = None) -> tuple[JudgedDemand, ...]:
        """Judge every pair; keep all candidates of a requirement or about ``keep``."""
        if keep is None:
            return tuple([self.judge(demand) for demand in self.inst.demands])
        sifted = [self._sift(demand) for demand in self.inst.demands]
        for pool in self._pools.values():
            pool.wanted[:] = 0
        for parts in sifted:
            for part in parts:
                part.pool.wanted[part.who] += 1
        wanted: Counter[str] = Counter()
        for pool in self._pools.values():
            wanted.update(dict(zip(pool.ids, pool.wanted.tolist(), strict=True)))
        for pool in self._pools.values():
            pool.wanted = np.array([wanted[name] for name in pool.ids], np.int64)
        return tuple(
            [self._prune(demand, parts, keep) for demand, parts in zip(self.inst.demands, sifted, strict=True)]
        )

    def judge(self, demand: Demand) -> JudgedDemand:
        """Judge every pair of one demand and keep all candidates."""
        sifted = self._sift(demand)
        slots, servable = self._servable(demand, sifted)
        parts = tuple([part.judged(index) for index, part in enumerate(sifted)])
        return JudgedDemand(demand, parts, slots, servable)

    def _servable(self, demand: Demand, parts: Sequence[_Sifted]) -> tuple[int, bool]:
        enough = bool(parts) and all(int(part.gives.sum()) >= part.asked for part in parts)
        slots = self.inst.window(demand) if enough and demand.event else 0
        for part in parts:
            if slots and part.asking.requirement.kind in NEEDS_TIME:
                slots &= part.enough()
        return slots, enough and in_time(self.inst, demand, slots)

    # -- sifting ----------------------------------------------------------------------------------------------

    def _sift(self, demand: Demand) -> list[_Sifted]:
        inst = self.inst
        window = inst.window(demand) if demand.event else 0
        apart = {name for rule in RULES for name in rule.apart(inst, demand)}
        return [self._sift_one(Asking(inst, demand, asked, window), apart) for asked in demand.requirements]

    def _sift_one(self, asking: Asking, apart: Collection[str]) -> _Sifted:
        demand, requirement, window = asking.demand, asking.requirement, asking.window
        pool = self._pool(requirement)
        allowed = np.ones(len(pool.resources), bool)
        tenths = np.zeros(len(pool.resources), np.int64)
        timed: list[_Table] = []
        for rule in _BY_KIND[requirement.kind]:
            table = self._table(rule, pool, asking, apart)
            if table.rejects:
                allowed &= table.allowed[pool.traits[rule][0]]
            if table.scores:
                tenths += table.tenths[pool.traits[rule][0]]
            if rule in TIMED:
                timed.append(table)
        free, slots = None, [0]
        if demand.event:
            when = self._free(pool, requirement.kind, timed)
            slots, some = when.within(window)
            free = when.number
            if window and requirement.kind in NEEDS_TIME:
                allowed &= some[free]
        own: dict[int, Candidate] = {}
        for name in apart:
            for number in pool.at.get(name, ()):
                verdict = asking.candidate(pool.resources[number])
                allowed[number] = isinstance(verdict, Candidate)
                if isinstance(verdict, Candidate):
                    own[number] = verdict
                    tenths[number] = verdict.tenths
        who = np.flatnonzero(allowed)
        return _Sifted(asking, pool, who.astype(np.uint32), tenths[who].astype(np.int32), own, slots, free)

    def _pool(self, requirement: Requirement) -> _Pool:
        named = requirement.kind not in (Kind.VENUE, Kind.FUND)
        key = (requirement.kind, term(requirement.what) if named else "")
        if key not in self._pools:
            resources = self.inst.pool(requirement)
            traits = {
                rule: np.array([of[id(item)] for item in resources], np.intp)
                for rule, (_, of) in self._traits(requirement.kind).items()
            }
            self._pools[key] = _Pool(resources, traits)
        return self._pools[key]

    def _traits(self, kind: Kind) -> dict[Rule, tuple[list[list[Resource]], dict[int, int]]]:
        """Return, by rule, those of each trait that the resources of a kind have, and each one's trait as a number."""
        if kind not in self._kinds:
            found = {}
            for rule in _BY_KIND[kind]:
                members: dict[Hashable, list[Resource]] = defaultdict(list)
                for item in self.inst.community.resources(kind):
                    members[rule.trait(self.inst, item)].append(item)
                groups = list(members.values())
                found[rule] = groups, {id(item): number for number, group in enumerate(groups) for item in group}
            self._kinds[kind] = found
        return self._kinds[kind]

    def _table(self, rule: Rule, pool: _Pool, asking: Asking, apart: Collection[str]) -> _Table:
        """Return what a rule says to a requirement, of all traits that occur in its pool.

        It is asked of somebody who is not set apart; where there is nobody such, there is nothing to look up.
        """
        kind = asking.requirement.kind
        key = (rule, kind, rule.key(self.inst, asking.demand, asking.requirement))
        table = self._tables.get(key)
        if table is None:
            size = len(self._traits(kind)[rule][0])
            table = self._tables[key] = _Table(np.ones(size, bool), np.zeros(size, np.int64), [0] * size)
        if id(pool) not in table.complete:
            groups = self._traits(kind)[rule][0]
            about = (self.inst, asking.demand, asking.requirement)
            for trait in pool.traits[rule][1] - table.known:
                resource = next((item for item in groups[trait] if item.resource_id not in apart), None)
                if resource is None:
                    continue
                table.known.add(trait)
                table.allowed[trait] = rule.judge(*about, resource) is None
                table.tenths[trait] = sum(item.tenths for item in rule.score(*about, resource))
                table.slots[trait] = rule.open_slots(*about, resource)
                table.rejects |= not table.allowed[trait]
                table.scores |= bool(table.tenths[trait])
            if table.known >= pool.traits[rule][1]:
                table.complete.add(id(pool))
        return table

    def _free(self, pool: _Pool, kind: Kind, tables: Sequence[_Table]) -> _Free:
        key = tuple(map(id, tables))
        if key in pool.free:
            return pool.free[key]
        sets: dict[int, int] = {}
        number = np.empty(len(pool.resources), np.intp)
        traits = [pool.traits[rule][0].tolist() for rule in _BY_KIND[kind] if rule in TIMED]
        for one in range(len(pool.resources)):
            slots = self.inst.all_slots
            for table, trait in zip(tables, traits, strict=True):
                slots &= table.slots[trait[one]]
            number[one] = sets.setdefault(slots, len(sets))
        free = _Free(number, list(sets))
        if all(id(pool) in table.complete for table in tables):
            pool.free[key] = free
        return free

    # -- keeping some -----------------------------------------------------------------------------------------

    @cached_property
    def _always(self) -> dict[str, set[str]]:
        """Who is kept in any case, by demand: pinned, kept of a pair, there in the previous plan."""
        inst = self.inst
        found: dict[str, set[str]] = defaultdict(set)
        pairs: list[tuple[str, str]] = list(inst.pins)
        pairs += [(demand_id, who) for demand_id, helpers in inst.kept.last.items() for who in helpers]
        if inst.steady is not None:
            pairs += [(demand_id, who) for demand_id, _, who in inst.steady.triples]
            pairs += [(keep.demand_id, keep.resource_id) for keep in inst.steady.keeps]
        for demand_id, who in pairs:
            found[demand_id].add(who)
        return found

    def _prune(self, demand: Demand, sifted: Sequence[_Sifted], keep: int) -> JudgedDemand:
        slots, servable = self._servable(demand, sifted)
        chosen = [_Choice(part, self._always.get(demand.demand_id, ()), slots) for part in sifted]
        for index, choice in enumerate(chosen):
            choice.choose(keep, random.Random(f"{self.inst.settings.seed} {demand.demand_id} {index}"))
        parts = tuple([choice.part.judged(index, choice.numbers) for index, choice in enumerate(chosen)])
        if not slots:
            return JudgedDemand(demand, parts, slots, servable)
        left = common_slots(parts, slots)
        fixed = self.inst.steady.fixed.get(demand.demand_id, 0) if self.inst.steady is not None else 0
        if servable and not (in_time(self.inst, demand, left) and left & fixed == slots & fixed):
            for choice in chosen:
                choice.cover()
            parts = tuple([choice.part.judged(index, choice.numbers) for index, choice in enumerate(chosen)])
            left = common_slots(parts, slots)
        return JudgedDemand(demand, parts, left, servable)


class _Choice:
    """Which candidates of a requirement are kept."""

    def __init__(self, part: _Sifted, always: Iterable[str], slots: int) -> None:
        self.part = part
        self.kept: set[int] | None = None
        self._always = always
        self._slots = slots if part.asking.requirement.kind in NEEDS_TIME else 0

    @property
    def numbers(self) -> list[int] | None:
        """Those kept, in order; ``None`` for all."""
        return None if self.kept is None else sorted(self.kept)

    def choose(self, keep: int, rng: random.Random) -> None:
        """Keep the best half, then others at random, first of all where an event's slots would be lost."""
        part, kind = self.part, self.part.asking.requirement.kind
        limit = max(FEWEST_VENUES, keep // 2) if kind is Kind.VENUE else keep
        if kind in (Kind.HELPER, Kind.UNIT) and part.asked >= 2:
            limit = math.ceil(MANY * keep)
        if len(part.who) <= limit:
            return
        ranked = self._ranked()
        self.kept = set(ranked[: (limit + 1) // 2])
        if self._always:
            self.kept |= {number for number, who in enumerate(part.who.tolist()) if part.pool.ids[who] in self._always}
        self.cover(limit, rng)
        rest = self._rest()
        self.kept |= set(rng.sample(rest, max(0, min(limit - len(self.kept), len(rest)))))
        gives = part.gives
        enough = min(SEVERAL * part.asked, int(gives.sum()))
        total = int(gives[list(self.kept)].sum())
        for number in ranked:
            if total >= enough:
                break
            if number not in self.kept:
                self.kept.add(number)
                total += int(gives[number])

    def _ranked(self) -> list[int]:
        """Return the candidates from the best: by score, then by how few ask them, then by id."""
        part, pool = self.part, self.part.pool
        wanted, rank = pool.wanted[part.who], pool.rank[part.who]
        return [int(number) for number in np.lexsort((rank, wanted, -part.tenths))]

    def _rest(self) -> list[int]:
        """Return who is not kept so far, by id."""
        kept = self.kept or ()
        numbers = [number for number in range(len(self.part.who)) if number not in kept]
        rank = self.part.pool.rank[self.part.who]
        return sorted(numbers, key=rank.tolist().__getitem__)

    def cover(self, limit: int | None = None, rng: random.Random | None = None) -> None:
        """Keep more, up to a limit if there is one, until no slot is lost in which all together would be enough."""
        if self.kept is None or not self._slots:
            return
        part, weights = self.part, self.part.weights.tolist()
        covered = [0] * max(1, math.ceil(part.asked))
        for number in self.kept:
            add_slots(covered, part.slots_of(number), weights[number])
        lost = self._slots & ~covered[-1]
        if not lost:
            return
        alike: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number in self._rest():
            alike[part.slots_of(number), weights[number]].append(number)
        while lost and alike and (limit is None or len(self.kept) < limit):
            best = max(alike, key=lambda one: ((one[0] & lost).bit_count() * one[1], one))
            names = alike[best]
            number = names.pop(rng.randrange(len(names)) if rng else 0)
            if not names:
                del alike[best]
            self.kept.add(number)
            add_slots(covered, *best)
            lost = self._slots & ~covered[-1]


def _by_kind() -> Iterator[tuple[Kind, tuple[Rule, ...]]]:
    for kind in Kind:
        yield kind, tuple(rule for rule in RULES if kind in rule.kinds and rule in {*JUDGES, *TIMED, *SCORERS})


_BY_KIND = dict(_by_kind())
"""The rules that say anything of pairs with a kind of resource."""
