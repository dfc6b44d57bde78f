"""Resources: rows of the five resource sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from commatch.assemble.identity import Rows, identify
from commatch.assemble.needs import canonical_groups
from commatch.assemble.terms import Terms
from commatch.community import Fund, Goods, Helper, Kind, Resource, Unit, Venue
from commatch.months import last_day
from commatch.problems import Place, Problem, error, warning
from commatch.settings import Settings
from commatch.times import ANY_TIME, Times
from commatch.vocabulary import TermKind
from commatch.workbook import cells
from commatch.workbook.values import Record, shown, warn_assumed

__all__ = ["read_resources"]

_DEFAULT_LEVEL = 3
_ABOUT = {
    Kind.HELPER: ("name", "phone"),
    Kind.UNIT: ("name", "phone"),
    Kind.VENUE: ("name", "owner", "grid"),
    Kind.FUND: ("name",),
    Kind.GOODS: ("name",),
}
"""Columns that tell one row from another where the identifier is blank."""


def read_resources(
    sheets: Mapping[Kind, Sequence[Record]], settings: Settings, terms: Terms, problems: list[Problem]
) -> dict[Kind, tuple[Any, ...]]:
    """Return the resources of each kind, ordered by id.

    Parameters
    ----------
    sheets : mapping of Kind to sequence of Record
        Rows of each resource sheet.
    settings : Settings
        The settings in force.
    terms : Terms
        Standard terms for what the rows say.
    problems : list of Problem
        Grows by what was wrong or assumed.

    Returns
    -------
    dict of Kind to tuple
        Helpers, units, venues, funds and goods; a resource for every row, even one with errors.
    """
    ids = identify([Rows(sheets[kind], f"{kind}_id", _ABOUT[kind]) for kind in Kind], problems)
    found: dict[Kind, tuple[Any, ...]] = {}
    for kind, names in zip(Kind, ids, strict=True):
        _warn_blank(kind, sheets[kind], settings, problems)
        make = _MAKERS[kind]
        rows = zip(names, sheets[kind], strict=True)
        found[kind] = tuple(sorted((make(name, row, settings, terms, problems) for name, row in rows), key=_order))
    return found


def _order(resource: Resource) -> tuple[str, str, Place]:
    return (resource.resource_id, resource.name, resource.place)


def _warn_blank(kind: Kind, records: Sequence[Record], settings: Settings, problems: list[Problem]) -> None:
    if kind is Kind.HELPER:
        warn_assumed("hours_blank", "hours", records, problems, f"{settings.default_hours:g}")
        warn_assumed("no_skills", "skills", records, problems)
    elif kind is Kind.UNIT:
        warn_assumed("sessions_blank", "sessions", records, problems, settings.default_sessions)
        warn_assumed("no_services", "services", records, problems)
    elif kind is Kind.VENUE:
        warn_assumed("seats_blank", "seats", records, problems)
    elif kind is Kind.GOODS:
        warn_assumed("reusable_blank", "reusable", records, problems)


def _helper(name: str, record: Record, settings: Settings, terms: Terms, problems: list[Problem]) -> Helper:
    return Helper(
        helper_id=name,
        name=record.text("name"),
        phone=record.text("phone"),
        headcount=record["headcount"] or 1,
        skills=_skills(record["skills"] or (), terms),
        grid=record.text("grid"),
        max_walk=record["max_walk"],
        hours=settings.default_hours if record["hours"] is None else record["hours"],
        times=_times(record, settings, problems),
        groups=frozenset(canonical_groups(record, settings, terms, problems)),
        checks=frozenset(terms.all(TermKind.CHECK, record.items("checks"))),
        active=_active(record),
        shared=bool(record["shared"]),
        notes=record.text("notes"),
        place=record.row.place,
    )


def _unit(name: str, record: Record, settings: Settings, terms: Terms, problems: list[Problem]) -> Unit:
    start, end = record["agreed_from"], record["agreed_until"]
    if start and end and start > end:
        place = record.place("agreed_until")
        problems.append(error("agreement_order", place, end.isoformat(), start=start.isoformat()))
    return Unit(
        unit_id=name,
        name=record.text("name"),
        type=record.text("type"),
        contact=record.text("contact"),
        phone=record.text("phone"),
        services=frozenset(terms.all(TermKind.SERVICE, record.items("services"))),
        grid=record.text("grid"),
        sessions=settings.default_sessions if record["sessions"] is None else record["sessions"],
        times=_times(record, settings, problems),
        groups=frozenset(canonical_groups(record, settings, terms, problems)),
        agreed_from=start,
        agreed_until=end,
        active=_active(record),
        shared=bool(record["shared"]),
        place=record.row.place,
    )


def _venue(name: str, record: Record, settings: Settings, terms: Terms, problems: list[Problem]) -> Venue:
    return Venue(
        venue_id=name,
        name=record.text("name"),
        owner=record.text("owner"),
        grid=record.text("grid"),
        seats=record["seats"] or 0,
        facilities=frozenset(terms.all(TermKind.FACILITY, record.items("facilities"))),
        times=_times(record, settings, problems),
        active=_active(record),
        shared=bool(record["shared"]),
        place=record.row.place,
    )


def _fund(name: str, record: Record, settings: Settings, terms: Terms, problems: list[Problem]) -> Fund:
    return Fund(
        fund_id=name,
        name=record.text("name"),
        amount=record["amount"] or 0.0,
        cap=record["cap"],
        categories=frozenset(terms.all(TermKind.CATEGORY, record.items("categories"))),
        active=_active(record),
        place=record.row.place,
    )


def _goods(name: str, record: Record, settings: Settings, terms: Terms, problems: list[Problem]) -> Goods:
    return Goods(
        goods_id=name,
        name=record.text("name"),
        quantity=record["quantity"] or 0,
        reusable=bool(record["reusable"]),
        term=terms(TermKind.GOODS, record.text("name")),
        active=_active(record),
        place=record.row.place,
    )


def _skills(levels: Sequence[tuple[str, int | None]], terms: Terms) -> dict[str, int]:
    """Return skills with their levels; of one named twice the first spelling and the higher level."""
    found: dict[str, tuple[str, int]] = {}
    for said, level in levels:
        name = terms(TermKind.SKILL, said)
        first, highest = found.get(cells.folded(name), (name, 0))
        found[cells.folded(name)] = (first, max(level or _DEFAULT_LEVEL, highest))
    return dict(found.values())


def _times(record: Record, settings: Settings, problems: list[Problem]) -> Times:
    """Return when a resource is free, with a warning where that is never in the month."""
    times: Times = record["times"] or ANY_TIME
    month = settings.month
    if month and times.given and _active(record) and not times.slots(month, last_day(month)):
        cell = record.row.cells["times"]
        problems.append(warning("times_empty", cell.place, shown(cell.value), month=f"{month:%Y-%m}"))
    return times


def _active(record: Record) -> bool:
    return record.text("status") != "paused"


_MAKERS: Mapping[Kind, Callable[[str, Record, Settings, Terms, list[Problem]], Resource]] = {
    Kind.HELPER: _helper,
    Kind.UNIT: _unit,
    Kind.VENUE: _venue,
    Kind.FUND: _fund,
    Kind.GOODS: _goods,
}
