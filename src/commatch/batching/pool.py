"""A batch in which the communities of a folder share: first each alone, then the street, then each with its part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from commatch.amending import amend
from commatch.batching import outputs, state
from commatch.batching.api import Doing
from commatch.batching.executors import Lost, carried_out
from commatch.batching.work import ONE, Done, Task
from commatch.pooling.share import Share, figures_of, loan_rows
from commatch.telling.exits import Exit
from commatch.texts.pooling import said

if TYPE_CHECKING:
    from commatch.community import Community
    from commatch.matching.plan import Plan
    from commatch.pooling.check import StreetCheck
    from commatch.pooling.plan import Street
    from commatch.pooling.sharing import Loan
    from commatch.pooling.street import Member
    from commatch.settings import Settings

__all__ = ["PooledDoing"]


@dataclass(frozen=True, slots=True)
class _Alone:
    """What a community has without the street: nothing where it can't be planned."""

    community: Community | None = None
    plan: Plan | None = None


def _plan_alone(task: Task) -> _Alone:
    """Plan a community alone; what is wrong with it is told when it is done in its turn."""
    from commatch import api
    from commatch.matching.plan import Outcome
    from commatch.planning import read_month

    with ONE:
        try:
            community = read_month(task.contents, task.asked)
            result = api.match(community)
        except Exception:  # nothing is lent to it nor by it then, and its turn comes
            return _Alone()
    planned = result.outcome is Outcome.PLANNED and not task.unread
    return _Alone(result.community, result.plan) if planned else _Alone()


@dataclass(frozen=True, slots=True)
class _Members:
    """Those who may share, and the settings that are asked for."""

    members: Mapping[str, Member]
    settings: Settings
    overrides: Mapping[str, object]


class PooledDoing(Doing):
    """A batch in which communities share; whatever changed in the street, all of it is done again.

    Those who lend to each other are written together: all their lists, or none.
    """

    _check: StreetCheck | None = None

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._together: Mapping[str, frozenset[str]] = {}
        self._held: dict[str, tuple[Task, Done | Lost]] = {}

    def tasks(self) -> Iterator[Task]:
        """Yield each community's task with its part in the street."""
        resume, self.resume = self.resume, False
        tasks = list(super().tasks())
        key = _street_key(tasks)
        tasks = [replace(task, share=Share(key)) for task in tasks]
        if not (resume and self._passed_over(tasks)):
            yield from self._shared(tasks, key)

    def _shared(self, tasks: Sequence[Task], key: str) -> Iterator[Task]:
        from commatch.pooling.check import StreetCheck
        from commatch.pooling.parted import month_of, part_of
        from commatch.pooling.street import Member, standing_aside

        alone: dict[str, _Alone] = {}
        for task, found in carried_out(tasks, _plan_alone, self.workers, self.until):
            alone[task.name] = _Alone() if isinstance(found, Lost) else found
        if len(alone) < len(tasks):
            return  # time is up
        members = {
            name: Member(one.community, one.plan)
            for name, one in sorted(alone.items())
            if one.community is not None and one.plan is not None
        }
        communities = {name: one.community for name, one in members.items()}
        aside = standing_aside(communities)
        self._check = StreetCheck(communities)
        taking_part = {name: one for name, one in members.items() if name not in aside}
        asked = _Members(taking_part, self.asked.settings, self.asked.overrides)
        agreed = next(carried_out((asked,), _agree, self.workers, self.until), None)
        if agreed is None:
            return
        street, why = (None, "lost") if isinstance(agreed[1], Lost) else agreed[1]
        self._together = _standing_together(street.loans if street is not None else ())
        for task in tasks:
            figures: dict[str, Any] = {"aside": "broken", "about": ""}
            if task.name not in members:
                yield replace(task, share=Share(key, figures=figures))
                continue
            member = members[task.name]
            figures = {"aside": "", "about": "", "alone": figures_of(member.community, member.plan)}
            figures |= {"street": _told(street), "loans": []}
            if task.name in aside or street is None:
                figures["aside"], figures["about"] = aside.get(task.name, (why, ""))
                yield replace(task, share=Share(key, figures=figures))
                continue
            figures["loans"] = loan_rows(loan for loan in street.loans if loan.borrower == task.name)
            month, known = month_of(street, task.name, self.lang), part_of(street, task.name)
            yield replace(task, share=Share(key, month, known, figures))

    def settle(self, task: Task, given: Done | Lost) -> None:
        """Look at a plan beside those of the other communities, and write it when all that it counts on are there."""
        if self._check is not None and isinstance(given, Done) and given.plan is not None:
            broken = self._check.add(task.name, given.plan)
            if broken:
                first = broken[0]
                what = " ".join(filter(None, (first.code, first.demand_id, first.resource_id, first.detail)))
                given = Done(Exit.AUDIT, said(self.lang, "street_check", what=what), seconds=given.seconds)
        self._held[task.name] = task, given
        together = self._together.get(task.name, frozenset((task.name,)))
        if together <= self._held.keys():
            self._settle([self._held.pop(name) for name in sorted(together)])

    def _settle(self, held: Sequence[tuple[Task, Done | Lost]]) -> None:
        """Write what came of communities that count on each other, all of it or nothing."""
        whole = [(task, done) for task, done in held if isinstance(done, Done) and done.exit is Exit.PLANNED]
        broken = {task.name for task, _ in held} - {task.name for task, _ in whole}
        refused: dict[str, str] = {}
        if len(held) > 1 and not broken:
            refused = self._without_room(whole)
            broken = set(refused)
        for task, given in held:
            if task.name in refused:
                given = Done(Exit.OUTPUT, refused[task.name])
            elif broken and task.name not in broken:
                names = "、" if self.lang == "zh" else ", "
                given = Done(Exit.OUTPUT, said(self.lang, "street_failed", names=names.join(sorted(broken))))
            super().settle(task, given)

    def _without_room(self, whole: Sequence[tuple[Task, Done]]) -> dict[str, str]:
        """Return whose files can't be written, and why, before any of them is."""
        from commatch.texts.reports import output_words
        from commatch.workbook.save import OutputError

        found = {}
        with ExitStack() as room:
            for task, done in whole:
                try:
                    room.enter_context(outputs.room_for(self.out / task.name, done.files))
                except OutputError as error:
                    found[task.name] = output_words(self.lang, error.code, error.path)
        return found


def _street_key(tasks: Sequence[Task]) -> str:
    keys = sorted(f"{task.name} {state.key_of(task)}" for task in tasks)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def _standing_together(loans: Sequence[Loan]) -> dict[str, frozenset[str]]:
    """Return with whom each community's list stands or falls: whom it lends to or borrows from, and theirs in turn."""
    found: dict[str, frozenset[str]] = {}
    for loan in loans:
        ends = (loan.lender, loan.borrower)
        joined = frozenset(ends).union(*(found.get(name, ()) for name in ends))
        found |= dict.fromkeys(joined, joined)
    return found


def _agree(asked: _Members) -> tuple[Street | None, str]:
    """Return what a street agrees on; nothing where it can't, and why: each community is planned alone then."""
    from commatch.pooling.plan import street_plan
    from commatch.pooling.street import ALIKE

    if len(asked.members) < 2:
        return None, "few"
    usual = next(iter(asked.members.values())).community.settings
    settings, _ = amend(asked.settings, asked.overrides)
    settings = replace(settings, **{name: getattr(usual, name) for name in ALIKE})
    with ONE:
        try:
            street = street_plan(asked.members, settings)
        except Exception:  # nobody is worse off than alone, even by a bug of ours
            return None, "bug"
    return (None, "audit") if street.broken else (street, "")


def _told(street: Street | None) -> list[dict[str, Any]]:
    """Return how good the street's plan is, without what its last objective, of loans, comes to."""
    tiers = street.tiers if street is not None else ()
    return [{"tier": tier.name, "value": tier.value, "bound": tier.bound, "proven": tier.proven} for tier in tiers[:-1]]
