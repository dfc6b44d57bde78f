"""A remedy's changes in the grammar of what-if, so that they can be tried by copying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commatch.community import KIND_OF, Community, Fund, Helper, Kind, Resource, Unit, Venue
from commatch.matching.alterations import Alteration
from commatch.times import OneDate, Slot
from commatch.workbook.schema import CHOICES, INPUT, RESOURCE_SHEETS, Lang, choice_name

__all__ = ["Spelled", "spelled"]

_SHEETS = {sort: RESOURCE_SHEETS[kind.value] for sort, kind in KIND_OF.items()}
_COLUMNS = {
    "hours": "hours",
    "sessions": "sessions",
    "money": "amount",
    "goods": "quantity",
    "walk": "max_walk",
    "checks": "checks",
    "cap": "cap",
    "agreement": "agreed_until",
    "free": "times",
    "date": "times",
    "move": "times",
    "due": "due_on",
    "resume": "status",
}
_SET = frozenset({"walk", "cap", "agreement", "due", "resume"})
"""Changes that replace what a cell holds; the others add to it."""


_YES = {Lang.ZH: "是", Lang.EN: "yes"}
_NO = {Lang.ZH: "否", Lang.EN: "no"}


@dataclass(frozen=True, slots=True)
class Spelled:
    """An option of ``commatch whatif``, 'add' or 'set', and what it says."""

    option: str
    text: str


def spelled(community: Community, alterations: Iterable[Alteration], lang: Lang) -> tuple[Spelled, ...]:
    """Return changes as options of what-if.

    Parameters
    ----------
    community : Community
        The month that they change.
    lang : Lang
        Language of column names and half-days.
    """
    sheets = {item.resource_id: _SHEETS[type(item)] for kind in Kind for item in community.resources(kind)}
    return tuple(_spelled(one, sheets.get(one.subject, "needs"), lang) for one in alterations)


def _spelled(one: Alteration, sheet: str, lang: Lang) -> Spelled:
    if one.resource is not None:
        words = (
            f"{_header(_SHEETS[type(one.resource)], key, lang)}={_quoted(value)}"
            for key, value in _cells(one.resource, lang)
        )
        return Spelled("add", " ".join((choice_name("kind", KIND_OF[type(one.resource)].value, lang), *words)))
    value = f"{one.amount:g}"
    if one.slots:
        value = _slots(one.slots, lang)
    elif one.day is not None:
        value = one.day.isoformat()
    elif one.code == "resume":
        value = choice_name("resource_status", "active", lang)
    elif one.names:
        value = _joined(one.names, lang)
    sign = "=" if one.code in _SET else "+="
    return Spelled("set", f"{one.subject} {_header(sheet, _COLUMNS[one.code], lang)}{sign}{_quoted(value)}")


def _cells(new: Resource, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the columns of somebody or something new."""
    yield INPUT[_SHEETS[type(new)]].columns[0].key, new.resource_id
    if isinstance(new, Helper):
        yield "skills", _joined((f"{what}:{level}" for what, level in new.skills.items()), lang)
        yield "hours", f"{new.hours:g}"
        if new.headcount > 1:
            yield "headcount", str(new.headcount)
        if new.checks:
            yield "checks", _joined(sorted(new.checks), lang)
    elif isinstance(new, Unit):
        yield "services", _joined(sorted(new.services), lang)
        yield "sessions", str(new.sessions)
    elif isinstance(new, Venue):
        yield "name", new.venue_id
        yield "seats", str(new.seats)
        if new.facilities:
            yield "facilities", _joined(sorted(new.facilities), lang)
    elif isinstance(new, Fund):
        yield "name", new.fund_id
        yield "amount", f"{new.amount:g}"
    else:
        yield "name", new.name
        yield "quantity", str(new.quantity)
        yield "reusable", _YES[lang] if new.reusable else _NO[lang]
    if isinstance(new, (Helper, Unit, Venue)):
        if new.grid:
            yield "grid", new.grid
        slots = [
            Slot(dt.date(part.days.year or 0, part.days.month, part.days.day), half)
            for part in new.times.parts
            if isinstance(part.days, OneDate)
            for half in sorted(part.halves)
        ]
        if slots:
            yield "times", _slots(slots, lang)


def _slots(slots: Iterable[Slot], lang: Lang) -> str:
    said = (f"{slot.date.isoformat()} {CHOICES['half'][int(slot.half)].name(lang)}" for slot in slots)
    return ("；" if lang is Lang.ZH else "; ").join(said)


def _joined(names: Iterable[str], lang: Lang) -> str:
    return ("、" if lang is Lang.ZH else ", ").join(names)


def _header(sheet: str, key: str, lang: Lang) -> str:
    return INPUT[sheet].column(key).header(lang)


def _quoted(value: str) -> str:
    return f"'{value}'" if " " in value else value
