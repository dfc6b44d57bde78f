"""The ledger of points: what everybody earned and spent, each line with its cause; the same event never counts twice.

It is made anew from all that is remembered, whenever it is asked for: what was counted before does not matter.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from commatch.community import Basis, Community, Kind, Past
from commatch.memory import Attendance, Memory, Redemption, Way
from commatch.month.accounts import Account, Cause, Ledger, Line, Person, person_order, rounded
from commatch.month.event_keys import Done, EventKeys, done, person_of
from commatch.month.events import EVENT, Event, EventKind, event_of
from commatch.month.not_held import not_held
from commatch.month.once_in_files import redeemed_apart, same_redemption, told_once
from commatch.problems import Problem, error, warning
from commatch.settings import Settings
from commatch.workbook import cells

__all__ = ["Account", "Cause", "Ledger", "Line", "Person", "community_ledger", "ledger"]


def ledger(
    history: Iterable[Past],
    memory: Memory,
    settings: Settings,
    names: Mapping[str, str],
    others: Collection[str] = (),
) -> Ledger:
    """Return the ledger of points.

    Parameters
    ----------
    history : iterable of Past
        What was carried out, all months.
    memory : Memory
        Who signed in, and what points were spent on.
    settings : Settings
        What earns how many points.
    names : mapping of str to str
        Names of skilled residents and teams by id.
    others : collection of str
        Ids of units, venues, funds and goods: none of them has points. Nor has anybody of another community: what they
        earned is told by its own history.
    """
    history = tuple(history)
    others = {*others, *(row.resource_id for row in history if row.borrowed)}
    past = [row for row in history if row.resource_id and row.resource_id not in others and row.quantity is None]
    present = [row for row in memory.attendance if row.helper_id not in others]
    problems: list[Problem] = []
    attended = _once(present, settings, EventKeys(past, present, memory.ways, settings), problems)
    problems += not_held(present, memory.ways, settings)
    earned = [
        *_hours(past, attended, settings, problems),
        *_led(past, attended, settings.points_session),
        *_told(attended, EventKind.COUNCIL, Cause.COUNCIL, settings.points_council),
        *_told(attended, EventKind.PROPOSAL, Cause.PROPOSAL, settings.points_proposal),
    ]
    problems += redeemed_apart(memory.redemptions)
    by_file = told_once(memory.redemptions, same_redemption, lambda row: row.place.file)
    redeemed = (row for kept, _ in by_file for row in kept)
    spent = [(_line_of(row), row) for row in redeemed if row.helper_id and row.points]
    lines = _balanced([line for line in earned if line.points], spent, problems)
    return Ledger(lines, tuple(sorted(problems, key=lambda problem: problem.sort_key)), names)


def community_ledger(
    community: Community, history: Iterable[Past] | None = None, ways: Sequence[Way] | None = None
) -> Ledger:
    """Return the ledger of a community as it was read, of another history and other ways where such are given."""
    memory = community.memory or Memory()
    others = {item.resource_id for kind in Kind if kind is not Kind.HELPER for item in community.resources(kind)}
    others |= community.sharing.only.keys() if community.sharing is not None else set()
    return ledger(
        community.history if history is None else history,
        memory if ways is None else replace(memory, ways=tuple(ways)),
        community.settings,
        {helper.resource_id: helper.name for helper in community.helpers},
        others,
    )


_CAUSES = list(Cause)
Attended = tuple[Person, Event, Attendance]


def _once(rows: Iterable[Attendance], settings: Settings, keys: EventKeys, problems: list[Problem]) -> list[Attended]:
    """Return who came to what, each person once to an event of a day, with the most hours that a row tells."""
    found: dict[tuple[object, ...], Attended] = {}
    for row in rows:
        person = person_of(row)
        if person is None or not row.event:
            continue
        event = event_of(row, settings)
        if event.kind in EVENT:
            event = replace(event, key=keys.of(person, event, row))
        key = (person, event.kind, event.key, None if event.once else row.date)
        if key not in found:
            found[key] = person, event, row
            continue
        other = found[key][2]
        differ = (other.hours or 0.0) != (row.hours or 0.0)
        if differ or other.place.file == row.place.file:  # the same list in two files is one list
            problems.append(warning("attendance_twice", row.place, row.event, other=other.place))
        if (row.hours or 0.0) > (other.hours or 0.0):
            found[key] = person, event, row
    return list(found.values())


def _hours(
    past: Sequence[Past], attended: Sequence[Attended], settings: Settings, problems: list[Problem]
) -> Iterator[Line]:
    """Yield the lines of hours: those of the history, and those signed for what is not in it.

    Hours of a month that is not over and that nobody told are those signed for, else those planned, which is said.
    """
    rows: dict[tuple[object, ...], Past] = {}
    told: set[Done] = set()
    rate, assumed = settings.points_hour, defaultdict[str, list[str]](list)
    for row in past:
        if row.hours is None:
            continue
        person, need = Person(row.resource_id), cells.folded(row.need_id)
        key = (person, need, row.date or row.month)
        other = rows.setdefault(key, row)
        if (other.basis is Basis.PLANNED) != (row.basis is Basis.PLANNED):  # what was done is known better by now
            rows[key] = row if other.basis is Basis.PLANNED else other
        elif other.hours is not None and other.hours != row.hours:  # the same in two files is one history
            low, high = sorted((other.hours, row.hours))
            about = " ".join(filter(None, (f"{row.month:%Y-%m}" if row.month else "", row.need_id, row.resource_id)))
            problems.append(warning("history_twice", value=about, low=f"{low:g}", high=f"{high:g}"))
            rows[key] = max(other, row, key=lambda one: one.hours or 0.0)
        told |= {(person, need, row.month), (person, need, None)}
    came_to: dict[tuple[Person, str], list[tuple[Event, Attendance]]] = defaultdict(list)
    for person, event, came in attended:
        came_to[person, event.key].append((event, came))
    for row in rows.values():
        still = settings.month is not None and row.month is not None and row.month >= settings.month.replace(day=1)
        known = list(_signed_for(row, came_to)) if still and row.basis is not Basis.TYPED and row.basis else []
        for came in known:
            yield _signed_line(Person(row.resource_id), came, Cause.HOURS, came.hours or 0.0, rate)
        if not known:
            yield _past_line(row, Cause.HOURS, row.hours or 0.0, rate)
            if still and row.basis is Basis.PLANNED:
                assumed[f"{row.month:%Y-%m}-{row.need_id}"].append(row.resource_id)
    for project, who in assumed.items():
        resources = "、".join(dict.fromkeys(sorted(who)))
        problems.append(warning("hours_as_planned", value=project, resources=resources))
    signed: dict[tuple[object, ...], tuple[Person, Attendance]] = {}
    for person, event, came in attended:
        if event.kind in EVENT and came.hours and not any(one in told for one in done(person, event, came)):
            place = (person, event.key, came.date)  # who leads a session may sign for it twice
            if place not in signed or (signed[place][1].hours or 0.0) < came.hours:
                signed[place] = person, came
    for person, came in signed.values():
        yield _signed_line(person, came, Cause.HOURS, came.hours or 0.0, rate)


def _signed_for(
    row: Past, came_to: Mapping[tuple[Person, str], Sequence[tuple[Event, Attendance]]]
) -> Iterator[Attendance]:
    """Yield the hours that were signed for of a row of the history: on its day, where it has one."""
    person, need = Person(row.resource_id), cells.folded(row.need_id)
    for event, came in came_to.get((person, need), ()):
        same = row.date in (None, came.date) and (person, need, row.month) in done(person, event, came)
        if same and event.kind is EventKind.OTHER and came.hours is not None:
            yield came


def _led(past: Iterable[Past], attended: Iterable[Attended], rate: float) -> Iterator[Line]:
    """Yield the lines of sessions led: the history's, and of those signed for the same as many as are more."""
    rows: dict[tuple[object, ...], Past] = {}
    for row in past:
        key = (row.resource_id, cells.folded(row.need_id), row.date or row.month)
        if row.led and row.led > (rows[key].led or 0 if key in rows else 0):
            rows[key] = row
    told: Counter[Done] = Counter()
    for row in rows.values():
        told[Person(row.resource_id), cells.folded(row.need_id), row.month] += row.led or 0
        yield _past_line(row, Cause.LED, row.led or 0, rate)
    days = {(Person(row.resource_id), cells.folded(row.need_id), row.date) for row in rows.values()}
    signed = [item for item in attended if item[1].kind is EventKind.LED]
    signed.sort(key=lambda item: (item[0], item[1].key, item[2].date) not in days)  # those of the same day first
    for person, event, came in signed:
        known = next((one for one in done(person, event, came) if told[one]), None)
        if known:
            told[known] -= 1
        else:
            yield _signed_line(person, came, Cause.LED, 1.0, rate)


def _told(attended: Iterable[Attended], kind: EventKind, cause: Cause, rate: float) -> Iterator[Line]:
    for person, event, row in attended:
        if event.kind is kind:
            yield _signed_line(person, row, cause, 1.0, rate)


def _past_line(row: Past, cause: Cause, quantity: float, rate: float) -> Line:
    person, points = Person(row.resource_id), rounded(quantity * rate)
    return Line(row.date, person, cause, "history", row.need_id, row.month, quantity, points)


def _signed_line(person: Person, row: Attendance, cause: Cause, quantity: float, rate: float) -> Line:
    return Line(row.date, person, cause, "attendance", row.event, None, quantity, rounded(quantity * rate))


def _line_of(row: Redemption) -> Line:
    person = Person(row.helper_id)
    return Line(row.date, person, Cause.REDEEMED, "redemptions", row.item, points=-rounded(row.points))


def _balanced(
    earned: Sequence[Line], spent: Sequence[tuple[Line, Redemption]], problems: list[Problem]
) -> tuple[Line, ...]:
    """Return all lines in order with their balances, those left out by which there would be less than nothing."""
    have: dict[Person, float] = defaultdict(float)
    lines: list[Line] = []
    ways: list[tuple[Line, Redemption | None]] = [*((line, None) for line in earned), *spent]
    for line, row in sorted(ways, key=lambda item: _line_order(item[0])):
        balance = rounded(have[line.person] + line.points)
        if row is not None and balance < 0:
            left = f"{have[line.person]:g}"
            problems.append(error("points_overspent", row.place, f"{row.points:g}", who=row.helper_id, balance=left))
            continue
        have[line.person] = balance
        lines.append(replace(line, balance=balance))
    return tuple(lines)


def _line_order(line: Line) -> tuple[object, ...]:
    """Order of lines; what was earned on a day that nobody knows counts from its month's first, if that is known."""
    spent = line.cause is Cause.REDEEMED
    day = line.date or (dt.date.max if spent else line.month or dt.date.min)
    return (day, spent, person_order(line.person), _CAUSES.index(line.cause), line.source, -line.points)
