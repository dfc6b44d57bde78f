"""Tables to a community: values, references, duplicates, statuses, and what each need requires.

Nothing here raises for a user's data. Everything that is wrong or was assumed, in all files, rides in the
community's problems.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from commatch import collector
from commatch.assemble.bundles import compare_members
from commatch.assemble.findings import look_over
from commatch.assemble.identity import Rows, identify, refer
from commatch.assemble.library import built_in_asks, built_in_steps
from commatch.assemble.loans import read_loans
from commatch.assemble.memory import read_memory
from commatch.assemble.needs import read_needs
from commatch.assemble.people import check_people
from commatch.assemble.proposals import proposals_left
from commatch.assemble.relations import (
    check_reference,
    read_distances,
    read_history,
    read_opinions,
    read_steps,
)
from commatch.assemble.requirements import asks_by_owner
from commatch.assemble.resources import read_resources
from commatch.assemble.settings_sheet import settings_in_force
from commatch.assemble.spelling import spelled_alike
from commatch.assemble.terms import Terms, in_english, read_vocabulary, with_own_grids
from commatch.community import Community, Kind
from commatch.pooling.loans import with_loans
from commatch.problems import NOWHERE, Place, Problem, Severity, error, warning
from commatch.settings import DEFAULTS, Settings
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS
from commatch.workbook.tables import Tables
from commatch.workbook.values import Record, read_records

__all__ = ["assemble"]

_NEED_ABOUT = ("title", "requester", "phone", "address", "raised_on", "grid")


@collector.paused()
def assemble(
    tables: Tables,
    settings: Settings = DEFAULTS,
    overrides: Mapping[str, object] = MappingProxyType({}),
    *,
    today: dt.date | None = None,
    accept_proposals: bool = False,
) -> Community:
    """Return a community's month with every problem of its files.

    Parameters
    ----------
    tables : Tables
        What was read.
    settings : Settings
        The settings below the sheet 设置.
    overrides : mapping of str to object
        Settings that beat the sheet, by key.
    today : datetime.date, optional
        The month after it is planned where no month is set; the present day where not given.
    accept_proposals : bool
        Take the cells that a draft proposed as if a worker had written them; else they are errors.

    Returns
    -------
    Community
        Rows by identifier, settings with their month, problems in an order that does not depend on the rows'.
    """
    problems = list(tables.problems)
    settings = settings_in_force(tables, settings, overrides, today or dt.date.today(), problems)
    month = settings.month or (today or dt.date.today())
    read = {key: read_records(tables, key, month, problems) for key in INPUT if key != "settings"}
    problems.extend(proposals_left(tables.proposed, read, accepted=accept_proposals))
    terms = Terms(read_vocabulary(read["vocabulary"], problems), in_english(read["needs"]))
    rows = spelled_alike(with_own_grids(read, terms))
    present = _present(tables)
    given = frozenset(Kind(kind) for kind, key in RESOURCE_SHEETS.items() if key in present)
    unread = _unread(tables)
    problems.extend(() if unread else _missing_sheets(tables, present))
    problems.extend(_no_needs(tables))

    resources = read_resources({kind: rows[RESOURCE_SHEETS[kind]] for kind in Kind}, settings, terms, problems)
    need_rows = rows["needs"]
    (need_ids,) = identify([Rows(need_rows, "need_id", _NEED_ABOUT)], problems)
    resource_ids = {item.resource_id for items in resources.values() for item in items}
    for key in ("requirements", "opinions", "history"):
        rows[key] = refer(rows[key], "need_id", need_ids)
    for key in ("opinions", "history", "street_loans"):
        rows[key] = refer(rows[key], "resource_id", resource_ids)
    for key in ("attendance", "redemptions"):
        rows[key] = refer(rows[key], "helper_id", resource_ids)
    known_needs = None if unread or not tables.of("needs") else frozenset(need_ids)
    for record in rows["requirements"]:
        check_reference(record, "need_id", "unknown_need", known_needs, problems)
    own_templates = _names(rows["templates"], rows["steps"])
    named = {record.text("template") for record in need_rows}
    asks = asks_by_owner(rows["templates"], "template", terms, problems)
    built_in = built_in_asks(named, (*asks, ""), terms)
    needs = read_needs(
        need_rows,
        need_ids,
        asks_by_owner(rows["requirements"], "need_id", terms, problems),
        {**built_in, **asks},
        own_templates | built_in.keys(),
        given,
        settings,
        terms,
        problems,
    )
    steps = read_steps(rows["steps"])
    history = read_history(rows["history"])
    check_people(
        rows,
        resources[Kind.HELPER],
        None if unread or Kind.HELPER not in given else resource_ids | {row.resource_id for row in history},
        settings.month or month,
        problems,
    )
    community = Community(
        settings=settings,
        needs=tuple(needs),
        helpers=resources[Kind.HELPER],
        units=resources[Kind.UNIT],
        venues=resources[Kind.VENUE],
        funds=resources[Kind.FUND],
        goods=resources[Kind.GOODS],
        distances=read_distances(rows["distances"], problems),
        opinions=read_opinions(
            rows["opinions"],
            {need.need_id: need for need in needs} if known_needs is not None else None,
            None if unread or not given else resource_ids,
            problems,
        ),
        history=history,
        templates=tuple(sorted(own_templates)),
        steps=(*steps, *built_in_steps(needs, steps, terms.english)),
        given=given,
        files=tuple(sorted((file.name, file.sha256) for file in tables.files)),
        vocabulary=terms.vocabulary,
        aliases=tuple(sorted(terms.applied)),
        memory=read_memory(rows, settings, problems),
    )
    community = with_loans(community, read_loans(rows["street_loans"], resources, need_rows, month, problems))
    problems.extend(look_over(community, tables, need_rows))
    problems.extend(compare_members(community, need_rows, rows["opinions"]))
    return replace(community, problems=tuple(sorted(problems, key=lambda problem: problem.sort_key)))


def _present(tables: Tables) -> frozenset[str]:
    """Return the keys of all sheets that are there, those whose header was not found included."""
    found = {table.key for table in tables.tables}
    found |= {dict(problem.params).get("sheet", "") for problem in tables.problems if problem.code == "no_header"}
    return frozenset(found)


def _unread(tables: Tables) -> bool:
    """Tell whether a file could not be read, so that nobody knows which sheets and ids it holds."""
    read = {table.place.file for table in tables.tables}
    errors = (problem for problem in tables.problems if problem.severity is Severity.ERROR)
    return any(problem.place.file not in read and problem.code != "no_header" for problem in errors)


def _missing_sheets(tables: Tables, present: frozenset[str]) -> Iterable[Problem]:
    """Yield an error for each sheet that must be there and is not."""
    place = Place(tables.files[0].name) if len(tables.files) == 1 else NOWHERE
    if "needs" not in present:
        yield error("no_needs_sheet", place, sheets="、".join(_likely_needs(tables)))
    if present.isdisjoint(RESOURCE_SHEETS.values()):
        yield error("no_resource_sheet", place)


def _likely_needs(tables: Tables) -> list[str]:
    """Return the names of the sheets that were not read and whose names are near that of the needs sheet."""
    sheet = INPUT["needs"]
    unknown = [problem for problem in tables.problems if problem.code == "unknown_sheet"]
    return sorted(item.value for item in unknown if dict(item.params).get("likely") in (sheet.zh, sheet.key))


def _no_needs(tables: Tables) -> Iterable[Problem]:
    """Yield a warning where there is not one need."""
    needs = tables.of("needs")
    if needs and not any(table.rows for table in needs):
        yield warning("no_needs", min(table.place for table in needs))


def _names(*sheets: Iterable[Record]) -> frozenset[str]:
    return frozenset(name for records in sheets for record in records if (name := record.text("template")))
