"""When, where and by whom something will be done, as a notice says it: units by name, helpers by what they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from commatch.community import Kind
from commatch.matching.plan import Assignment
from commatch.reports.notice.texts import NoticeTexts, is_public
from commatch.reports.rows import number
from commatch.reports.view import Project
from commatch.texts.notice import MONTH_NAMES
from commatch.texts.remedies import WEEKDAYS
from commatch.times import Half, Slot

__all__ = ["when", "where", "who"]

_EACH = 3
"""Occasions up to which each has a line of its own."""


def when(texts: NoticeTexts, project: Project) -> tuple[str, ...]:
    """Return when something takes place, a line for each occasion; its place where that changes."""
    month = texts.view.inst.month
    if not project.slots:
        count = project.demand.sessions
        key = "by_arrangement.times" if count > 1 else "by_arrangement"
        return (texts.word(key, month=month.month, month_name=MONTH_NAMES[month.month - 1], count=count),)
    places = {
        slot: _places(texts, [row for row in project.at(slot) if row.kind is Kind.VENUE]) for slot in project.slots
    }
    moving = len(set(places.values())) > 1
    if len(project.slots) <= _EACH:
        said = [(_slot(texts, slot), places[slot]) for slot in project.slots]
    else:
        said = list(_together(texts, project.slots, places))
    return tuple(texts.word("at", when=when, place=place) if moving and place else when for when, place in said)


def _together(texts: NoticeTexts, slots: Sequence[Slot], places: Mapping[Slot, str]) -> Iterator[tuple[str, str]]:
    """Yield the days of a long series with their half-day and their place, those alike as one."""
    alike: dict[tuple[Half, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        alike[slot.half, places[slot]].append(slot)
    for (half, place), found in alike.items():
        month = found[0].date.month
        days = texts.view.words.join(str(slot.date.day) for slot in found)
        figures = {"month": month, "month_name": MONTH_NAMES[month - 1][:3], "half": texts.view.words.half(half)}
        yield texts.word("days", days=days, **figures), place


def _slot(texts: NoticeTexts, slot: Slot) -> str:
    words, day = texts.view.words, slot.date
    return texts.word(
        "slot",
        month=day.month,
        day=day.day,
        month_name=MONTH_NAMES[day.month - 1][:3],
        weekday=words.fill(WEEKDAYS[day.weekday()])[:3],  # Tue; 周二 stays as it is
        half=words.half(slot.half),
    )


def where(texts: NoticeTexts, project: Project) -> str:
    """Return where something takes place: the venue, else whether somebody comes to a home."""
    venues = _places(texts, project.of(Kind.VENUE))
    if venues:
        moving = len(
            {_places(texts, [row for row in project.at(slot) if row.kind is Kind.VENUE]) for slot in project.slots}
        )
        return venues if moving <= 1 else ""
    if any(one.kind is Kind.VENUE for one in (*project.demand.requirements, *project.demand.lead.set_aside)):
        return texts.word("to_be_named")
    return texts.word("on_site" if is_public(project.demand.lead) else "at_home")


def _places(texts: NoticeTexts, rows: Iterable[Assignment]) -> str:
    ids = dict.fromkeys(row.resource_id for row in rows)
    return texts.view.words.join(texts.name(Kind.VENUE, resource_id) for resource_id in ids)


def who(texts: NoticeTexts, project: Project, wanting: bool = False) -> tuple[str, ...]:
    """Return who does it, a line each: units by name, helpers by what they do and how many of them at a time.

    Where replies leave something open that is said, too.
    """
    units = dict.fromkeys(row.resource_id for row in project.of(Kind.UNIT))
    said = [texts.name(Kind.UNIT, unit_id) for unit_id in units]
    people: dict[int, dict[Slot | None, float]] = defaultdict(lambda: defaultdict(float))
    for row in project.of(Kind.HELPER):
        people[row.requirement][row.slot] += row.quantity
    for index, by_slot in people.items():
        asked = project.demand.requirements[index]
        if texts.category_alone(project.demand.members):
            what = texts.word("people.discreet")
        else:
            what = texts.term(project.demand.lead, asked.said or asked.what) or texts.view.words.kind(Kind.HELPER)
        said.append(texts.word("people", what=what, count=number(max(by_slot.values()))))
    if wanting:
        said.append(texts.word("people.missing"))
    return tuple(dict.fromkeys(said)) or (texts.word("community"),)
