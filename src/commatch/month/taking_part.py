"""How each resident group takes part and is served: 参与效能."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from commatch.groups import GROUP_NAMES
from commatch.memory import Attendance, End
from commatch.month.event_keys import EventKeys, person_of
from commatch.month.events import EVENT, Event, EventKind, event_of
from commatch.month.gathered import Gathered, Planned, month_of
from commatch.month.ledger import Person
from commatch.month.people_told import Given
from commatch.months import month_after
from commatch.settings import Settings
from commatch.workbook.cells import folded

__all__ = ["Part", "Shortfall", "shortfalls", "taking_part"]

_ORDER = {group: at for at, group in enumerate(GROUP_NAMES)}
_NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Part:
    """What a group did and got in a month, or in all months together.

    Attributes
    ----------
    group : str
        Its standard name, ``''`` for what names no group.
    month : datetime.date, optional
        ``None`` for all months together.
    raised : int
        Needs of the group first listed then.
    needs, served : int, optional
        Needs that were planned and those in a project; ``None`` where no project list of the month is given.
    whole : float, optional
        Served share of all needs then.
    councils, events : int, optional
        How often somebody of the group signed in at a council, and at anything else that is neither a proposal nor
        a session led; ``None``, as the three that follow, where no file has any attendance.
    people : int, optional
        Different people who signed in at either; those without id and name count each time.
    proposals, carried_out : int, optional
        Proposals, and those whose need is settled by now.
    volunteers : int, optional
        People with hours; ``None`` where nothing tells whose group anybody is of.
    hours : float, optional
        Their hours.
    residents : float, optional
        Residents of the group, where the settings say.
    """

    group: str
    month: dt.date | None = None
    raised: int = 0
    needs: int | None = None
    served: int | None = None
    whole: float | None = None
    councils: int | None = None
    events: int | None = None
    people: int | None = None
    proposals: int | None = None
    carried_out: int | None = None
    volunteers: int | None = None
    hours: float | None = None
    residents: float | None = None

    @property
    def share(self) -> float | None:
        """Served share of its needs; ``None`` where there was none, or it is not known."""
        return self.served / self.needs if self.needs and self.served is not None else None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A month in which a group was served less than the whole, as one of several in a row."""

    group: str
    month: dt.date
    needs: int
    served: int
    whole_needs: int
    whole_served: int


def taking_part(gathered: Gathered, given: Sequence[Given], months: Sequence[dt.date | None]) -> tuple[Part, ...]:
    """Return what every group did and got in each of some months, ``None`` for all of them together."""
    count = _Count(gathered, given)
    return tuple(count.part(group, month) for group in count.groups for month in months)


class _Count:
    def __init__(self, gathered: Gathered, given: Sequence[Given]) -> None:
        self.gathered = gathered
        self.belongs = _belonging(gathered.attendance)
        self.settled = {folded(need.way.need_id) for need in gathered.needs if need.end is End.SETTLED}
        self.raised: dict[tuple[str, dt.date], int] = defaultdict(int)
        for need in gathered.needs:
            for group in need.way.groups or ("",):
                self.raised[group, need.first_month] += 1
        self.came: dict[tuple[str, dt.date | None], list[tuple[Attendance, Event]]] = defaultdict(list)
        ways = [need.way for need in gathered.needs]
        keys = EventKeys(gathered.history, gathered.attendance, ways, gathered.settings)
        for row in gathered.attendance:
            event, who = event_of(row, gathered.settings), person_of(row)
            if who is not None and event.kind in EVENT:  # all needs of a bundle are one event
                event = replace(event, key=keys.of(who, event, row))
            for group in row.groups or self.belongs.get(_who(row)) or ("",):
                self.came[group, month_of(row.date)].append((row, event))
        self.gave: dict[tuple[str, dt.date | None], list[Given]] = defaultdict(list)
        for one in given:
            for group in self.belongs.get(one.person) or ("",):
                self.gave[group, one.month].append(one)
        named = {group for group, _ in (*self.raised, *self.came, *self.gave)}
        named |= {group for plan in gathered.plans for group in plan.groups}
        self.groups = sorted(named, key=lambda group: (not group, _ORDER.get(group, len(_ORDER)), group))

    def part(self, group: str, month: dt.date | None) -> Part:
        """Return what a group did and got in a month, in all for ``None``."""
        came = [row for key, rows in self.came.items() if _of(key, group, month) for row in rows]
        gave = [row for key, rows in self.gave.items() if _of(key, group, month) for row in rows]
        plans = [plan for plan in self.gathered.plans if month in (None, plan.month)]
        needs = sum(plan.groups.get(group, (0, 0))[0] for plan in plans)
        served = sum(plan.groups.get(group, (0, 0))[1] for plan in plans)
        all_needs, all_served = sum(plan.needs for plan in plans), sum(plan.served for plan in plans)
        proposals = {
            (event.key, _who(row), None if event.once else row.date): event.key
            for row, event in came
            if event.kind is EventKind.PROPOSAL
        }
        at = {kind: [one for one in came if one[1].kind is kind] for kind in (EventKind.COUNCIL, EventKind.OTHER)}
        residents = {
            self.gathered.settings.canonical_group(name) or name: count
            for name, count in self.gathered.settings.group_residents.items()
        }
        part = Part(
            group=group,
            month=month,
            raised=sum(count for key, count in self.raised.items() if _of(key, group, month)),
            needs=needs if plans else None,
            served=served if plans else None,
            whole=all_served / all_needs if all_needs else None,
            residents=residents.get(group) if group else None,
        )
        if self.gathered.attendance or not group:
            part = replace(
                part, volunteers=len({one.person for one in gave}), hours=sum((one.hours for one in gave), 0.0)
            )
        if not self.gathered.attendance:
            return part
        return replace(
            part,
            councils=_times(at[EventKind.COUNCIL]),
            events=_times(at[EventKind.OTHER]),
            people=_people([*at[EventKind.COUNCIL], *at[EventKind.OTHER]]),
            proposals=len(proposals),
            carried_out=sum(need_id in self.settled for need_id in proposals.values()),
        )


def _of(key: tuple[str, dt.date | None], group: str, month: dt.date | None) -> bool:
    return key[0] == group and month in (None, key[1])


def _who(row: Attendance) -> Person:
    return person_of(row) or _NOBODY


_NOBODY = Person("")


def _belonging(rows: Iterable[Attendance]) -> Mapping[Person, tuple[str, ...]]:
    """Return the groups of everybody of whom any row tells them."""
    found: dict[Person, dict[str, None]] = defaultdict(dict)
    for row in rows:
        who = person_of(row)
        if who is not None:
            found[who] |= dict.fromkeys(row.groups)
    return {who: tuple(groups) for who, groups in found.items()}


def _times(came: Sequence[tuple[Attendance, Event]]) -> int:
    """Return how often somebody came: once to an event of a day; who is not named counts each time."""
    named = {(row.date, event.key, _who(row)) for row, event in came if person_of(row)}
    return len(named) + _nameless(came)


def _people(came: Sequence[tuple[Attendance, Event]]) -> int:
    return len({_who(row) for row, _ in came if person_of(row)}) + _nameless(came)


def _nameless(came: Sequence[tuple[Attendance, Event]]) -> int:
    return sum(person_of(row) is None for row, _ in came)


def shortfalls(plans: Sequence[Planned], settings: Settings) -> tuple[Shortfall, ...]:
    """Return the months in which a group fell short, of those in a row that are as many as the settings say.

    It falls short where its served share is ``shortfall_share`` or more below that of all needs; a month without a
    need of the group, or without a project list, ends a row.
    """
    found: list[Shortfall] = []
    for group in sorted({group for plan in plans for group in plan.groups if group}):
        row: list[Shortfall] = []
        for plan in plans:
            short = _short(group, plan, settings)
            if short is None or (row and month_after(row[-1].month) != plan.month):
                found += row if len(row) >= settings.shortfall_months else []
                row = []
            row += [short] if short else []
        found += row if len(row) >= settings.shortfall_months else []
    return tuple(found)


def _short(group: str, plan: Planned, settings: Settings) -> Shortfall | None:
    needs, served = plan.groups.get(group, (0, 0))
    if not needs or not plan.needs:
        return None
    below = plan.served / plan.needs - served / needs
    short = below >= settings.shortfall_share - _NEARLY and below > _NEARLY
    return Shortfall(group, plan.month, needs, served, plan.needs, plan.served) if short else None
