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

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from functools import cached_property

import numpy as np

from commatch.community import Kind, Requirement, Resource
from commatch.matching.candidates import (
    JUDGES,
    NEEDS_TIME,
    SCORERS,
    TIMED,
    Asking,
    Candidate,
    JudgedDemand,
    common_slots,
    in_time,
)
from commatch.matching.demands import Demand, term
from commatch.matching.instance import Instance
from commatch.matching.pruning import Choice
from commatch.matching.rules import RULES
from commatch.matching.rules.base import Rule
from commatch.matching.sifting import Free, Pool, Sifted, Table


class Sieve:
    """All pairs of an instance, judged by tables.

    Parameters
    ----------
    inst : Instance
        The month.
    """

    def __init__(self, inst: Instance) -> None:
        self.inst = inst
        self._pools: dict[tuple[Kind, str], Pool] = {}
        self._tables: dict[tuple[Rule, Kind, Hashable], Table] = {}
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

    def _servable(self, demand: Demand, parts: Sequence[Sifted]) -> tuple[int, bool]:
        enough = bool(parts) and all(int(part.gives.sum()) >= part.asked for part in parts)
        slots = self.inst.window(demand) if enough and demand.event else 0
        for part in parts:
            if slots and part.asking.requirement.kind in NEEDS_TIME:
                slots &= part.enough()
        return slots, enough and in_time(self.inst, demand, slots)

    # -- sifting ----------------------------------------------------------------------------------------------

    def _sift(self, demand: Demand) -> list[Sifted]:
        inst = self.inst
        window = inst.window(demand) if demand.event else 0
        apart = {name for rule in RULES for name in rule.apart(inst, demand)}
        return [self._sift_one(Asking(inst, demand, asked, window), apart) for asked in demand.requirements]

    def _sift_one(self, asking: Asking, apart: Collection[str]) -> Sifted:
        demand, requirement, window = asking.demand, asking.requirement, asking.window
        pool = self._pool(requirement)
        allowed = np.ones(len(pool.resources), bool)
        tenths = np.zeros(len(pool.resources), np.int64)
        timed: list[Table] = []
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
        return Sifted(asking, pool, who.astype(np.uint32), tenths[who].astype(np.int32), own, slots, free)

    def _pool(self, requirement: Requirement) -> Pool:
        named = requirement.kind not in (Kind.VENUE, Kind.FUND)
        key = (requirement.kind, term(requirement.what) if named else "")
        if key not in self._pools:
            resources = self.inst.pool(requirement)
            traits = {
                rule: np.array([of[id(item)] for item in resources], np.intp)
                for rule, (_, of) in self._traits(requirement.kind).items()
            }
            self._pools[key] = Pool(resources, traits)
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

    def _table(self, rule: Rule, pool: Pool, asking: Asking, apart: Collection[str]) -> Table:
        """Return what a rule says to a requirement, of all traits that occur in its pool.

        It is asked of somebody who is not set apart; where there is nobody such, there is nothing to look up.
        """
        kind = asking.requirement.kind
        key = (rule, kind, rule.key(self.inst, asking.demand, asking.requirement))
        table = self._tables.get(key)
        if table is None:
            size = len(self._traits(kind)[rule][0])
            table = self._tables[key] = Table(np.ones(size, bool), np.zeros(size, np.int64), [0] * size)
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

    def _free(self, pool: Pool, kind: Kind, tables: Sequence[Table]) -> Free:
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
        free = Free(number, list(sets))
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
        if inst.community.sharing is not None:
            pairs += [
                *inst.community.sharing.pairs,
                *((row.demand_id, row.resource_id) for row in inst.community.sharing.rows),
            ]
        for demand_id, who in pairs:
            found[demand_id].add(who)
        return found

    def _prune(self, demand: Demand, sifted: Sequence[Sifted], keep: int) -> JudgedDemand:
        slots, servable = self._servable(demand, sifted)
        chosen = [Choice(part, self._always.get(demand.demand_id, ()), slots) for part in sifted]
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


def _by_kind() -> Iterator[tuple[Kind, tuple[Rule, ...]]]:
    for kind in Kind:
        yield kind, tuple(rule for rule in RULES if kind in rule.kinds and rule in {*JUDGES, *TIMED, *SCORERS})


_BY_KIND = dict(_by_kind())
"""The rules that say anything of pairs with a kind of resource."""
