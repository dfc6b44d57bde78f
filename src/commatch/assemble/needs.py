"""Needs: rows of 需求清单 with their requirements worked out."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

from commatch.assemble.nearest import nearest
from commatch.assemble.requirements import Asks, own_asks, requirements_of
from commatch.community import Kind, Need, NeedStatus
from commatch.problems import Problem, error, warning
from commatch.settings import GROUP_NAMES, Settings
from commatch.times import ANY_TIME
from commatch.workbook import cells
from commatch.workbook.values import Record, warn_assumed

__all__ = ["canonical_groups", "last_day", "read_needs"]

_MEDIUM = 2


def read_needs(
    records: Sequence[Record],
    ids: Sequence[str],
    breakdown: Mapping[str, Asks],
    templates: Mapping[str, Asks],
    template_names: frozenset[str],
    given: frozenset[Kind],
    settings: Settings,
    problems: list[Problem],
) -> list[Need]:
    """Return the needs, ordered by id.

    Parameters
    ----------
    records : sequence of Record
        Rows of 需求清单.
    ids : sequence of str
        Their identifiers.
    breakdown, templates : mapping
        Asks of 需求拆解 by need and of 服务模板 by template.
    template_names : frozenset of str
        Templates that a need may name.
    given : frozenset of Kind
        Kinds of resource whose sheet is there; requirements of other kinds are set aside.
    settings : Settings
        The settings in force.
    problems : list of Problem
        Grows by what was wrong or assumed.

    Returns
    -------
    list of Need
        A need for every row, even one with errors.
    """
    warn_assumed("urgency_blank", "urgency", records, problems)
    needs = []
    for record, need_id in zip(records, ids, strict=True):
        template = record.text("template")
        if template and template not in template_names:
            known = nearest(template, template_names)
            problems.append(error("unknown_template", record.place("template"), template, known=known))
        layers: list[Asks] = [breakdown.get(need_id, {}), own_asks(record), templates.get(template, {})]
        hours = settings.need_hours if record["hours"] is None else record["hours"]
        asked = requirements_of(layers, hours, frozenset(record.items("checks")))
        times = record["times"] or ANY_TIME
        _check_raised(record, settings, problems)
        needs.append(
            Need(
                need_id=need_id,
                title=record.text("title"),
                description=record.text("description"),
                category=record.text("category"),
                source=record.text("source"),
                requester=record.text("requester"),
                phone=record.text("phone"),
                address=record.text("address"),
                groups=canonical_groups(record, settings, problems),
                grid=record.text("grid"),
                urgency=record["urgency"] or _MEDIUM,
                beneficiaries=record["beneficiaries"] or 1,
                raised_on=record["raised_on"],
                due_on=record["due_on"],
                times=times,
                template=template,
                sessions=record["sessions"] or 1,
                bundle=record.text("bundle"),
                status=NeedStatus(record["status"] or "open"),
                requirements=tuple(item for item in asked if item.kind in given),
                set_aside=tuple(item for item in asked if item.kind not in given),
                event=times.given or any(item.kind is Kind.VENUE for item in asked),
                extras=_extras(record),
                place=record.row.place,
            )
        )
    return sorted(needs, key=lambda need: (need.need_id, need.title, need.place))


def canonical_groups(record: Record, settings: Settings, problems: list[Problem]) -> tuple[str, ...]:
    """Return a row's resident groups by their standard names; an unknown one stays, with a warning."""
    found: dict[str, None] = {}
    for name in record.items("groups"):
        standard = settings.canonical_group(name)
        if standard is None:
            spellings = [item for known, others in GROUP_NAMES.items() for item in (known, *others)]
            known = nearest(name, [*spellings, *settings.group_aliases, *settings.group_bonus])
            problems.append(warning("unknown_group", record.place("groups"), name, known=known))
        found[standard or name] = None
    return tuple(found)


def last_day(month: dt.date) -> dt.date:
    """Return the last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _check_raised(record: Record, settings: Settings, problems: list[Problem]) -> None:
    raised, month = record["raised_on"], settings.month
    if raised and month and raised > last_day(month):
        place = record.place("raised_on")
        problems.append(warning("raised_after_month", place, raised.isoformat(), month=f"{month:%Y-%m}"))


def _extras(record: Record) -> tuple[tuple[str, str], ...]:
    found = ((header, cells.clean(cell.value)) for header, cell in record.row.extras.items())
    return tuple((header, text) for header, text in found if text)
