"""What a community's files tell of points: who did what, who came, what was spent; whatever months they are of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from commatch import collector
from commatch.amending import amend
from commatch.assemble.identity import refer
from commatch.assemble.memory import read_memory
from commatch.assemble.people import check_people
from commatch.assemble.relations import past_of, read_history
from commatch.assemble.resources import read_resources
from commatch.assemble.settings_sheet import settings_in_force
from commatch.assemble.terms import Terms
from commatch.community import Community, Kind
from commatch.explaining.written import holds_list
from commatch.month.given import given_twice
from commatch.month.histories import HistoryOf, histories
from commatch.pooling.sharing import Sharing
from commatch.problems import NOWHERE, Place, Problem, Severity, error, warning
from commatch.settings import Settings
from commatch.times import Slot
from commatch.vocabulary import BUILT_IN
from commatch.workbook import cells
from commatch.workbook.limits import limits_of
from commatch.workbook.memory import MEMORY
from commatch.workbook.reader import load_files, read_bytes
from commatch.workbook.schema import RESOURCE_SHEETS
from commatch.workbook.sources import Source
from commatch.workbook.tables import Tables
from commatch.workbook.values import Record, read_records
from commatch.workbook.wording import OwnWords

__all__ = ["read_points"]

_TOLD = ("history", "attendance", "redemptions")
_OF_USE = frozenset({*_TOLD, *RESOURCE_SHEETS.values(), "needs", "progress", "balance", "settings", "street_loans"})
_NEVER = dt.date.min
"""The day by which a file that says no month is known."""


@collector.paused()
def read_points(paths: Sequence[Path], settings: Settings, overrides: Mapping[str, object]) -> Community:
    """Read what files tell of points; needs, venues and the rest of them do not matter.

    Parameters
    ----------
    paths : sequence of Path
        Workbooks and project lists of one community, of any months; what several tell alike is told once.
        The same one twice is an error, under whatever name.
    settings : Settings
        Those below the files' own; of two files those of the later month hold.
    overrides : mapping of str to object
        Those that beat them.

    Returns
    -------
    Community
        Resources, history, attendance and redemptions, with what is wrong in them.
    """
    in_time = amend(settings, overrides)[0]
    opened: list[Source] = []
    contents, unread = load_files(paths, limits_of(in_time))
    tables = read_bytes(contents, limits_of(in_time), OwnWords.of(in_time), opened)
    tables = replace(tables, problems=(*map(_twice, unread), *given_twice(contents), *tables.problems))
    problems = [item for item in tables.problems if _matters(item, tables)]
    files = _by_month(tables)
    own, month = _settings(files, settings, overrides, problems)
    rows: dict[str, list[Record]] = {key: [] for key in (*MEMORY, *_TOLD, "needs")}
    ways: dict[str, Record] = {}
    resources: dict[Kind, dict[str, Any]] = {kind: {} for kind in Kind}
    borrowed: dict[str, frozenset[Slot]] = {}
    for said, file in files:
        near = said or month
        for key in ("attendance", "redemptions"):
            rows[key] += read_records(file, key, near, problems)
        rows["needs"] += read_records(file, "needs", near, [])  # by their ids attendance is known
        ways |= {cells.folded(row.text("need_id")): row for row in read_records(file, "progress", near, [])}
        sheets = {kind: read_records(file, RESOURCE_SHEETS[kind], near, []) for kind in Kind}
        for kind, items in read_resources(sheets, own, Terms(BUILT_IN), []).items():
            resources[kind] |= {item.resource_id: item for item in items}
        loans = (row for row in read_records(file, "street_loans", near, []) if row["way"] == "borrowed")
        borrowed |= {row.text("resource_id"): frozenset() for row in loans}
    rows["history"] = _history(files, month, {source.name for source in opened if holds_list(source)}, problems)
    rows["progress"] = list(ways.values())
    ids = {resource_id for found in resources.values() for resource_id in found}
    for key, column in (("history", "resource_id"), ("attendance", "helper_id"), ("redemptions", "helper_id")):
        rows[key] = refer(rows[key], column, ids)
    history = read_history(rows["history"])
    lists = {kind: tuple(found[resource_id] for resource_id in sorted(found)) for kind, found in resources.items()}
    known = ids | {row.resource_id for row in history} if tables.of("helpers") else None
    check_people(rows, lists[Kind.HELPER], known, month, problems)
    if not any(tables.of(key) for key in _TOLD):
        problems.append(error("points_nothing_told", Place(tables.files[0].name) if len(files) == 1 else NOWHERE))
    elif not tables.of("settings"):
        problems.append(warning("points_default_rules"))
    return Community(
        settings=own,
        helpers=lists[Kind.HELPER],
        units=lists[Kind.UNIT],
        venues=lists[Kind.VENUE],
        funds=lists[Kind.FUND],
        goods=lists[Kind.GOODS],
        history=history,
        files=tuple(sorted((file.name, file.sha256) for file in tables.files)),
        memory=read_memory(rows, own, problems),
        sharing=Sharing(only=borrowed) if borrowed else None,
        problems=tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key)),
    )


def _twice(problem: Problem) -> Problem:
    """Return a file whose path is given twice as an error: another one may have been meant."""
    place, value = problem.place, problem.value
    return error("input_twice", place, value, other=value) if problem.code == "file_twice" else problem


def _history(
    files: Sequence[tuple[dt.date | None, Tables]], month: dt.date, lists: Collection[str], problems: list[Problem]
) -> list[Record]:
    """Return the rows of history that count: a project list comes after the workbook of its month."""
    found: list[tuple[tuple[object, ...], HistoryOf, list[Record]]] = []
    for said, file in files:
        near, name = said or month, file.files[0].name
        records = read_records(file, "history", near, problems)
        past = [past_of(record) for record in records]
        over = frozenset(row["month"] for row in read_records(file, "balance", near, []) if row["month"])
        latest = said or max((row.month for row in past if row.month), default=_NEVER)
        found.append(((latest, name in lists, name), HistoryOf(name, past, over, name in lists), records))
    found.sort(key=lambda item: item[0])
    kept, given_way = histories([file for _, file, _ in found])
    problems += given_way
    return [records[at] for (_, _, records), numbers in zip(found, kept, strict=True) for at in numbers]


def _matters(problem: Problem, tables: Tables) -> bool:
    """Tell whether a problem of reading is one of a sheet that is used, or of a whole file."""
    sheet = dict(problem.params).get("sheet", "")
    if problem.code == "no_header":
        return sheet in _TOLD or sheet in ("helpers", "settings")
    if not problem.place.sheet:
        return problem.severity is Severity.ERROR
    where = (problem.place.file, problem.place.sheet)
    return any(
        (table.place.file, table.place.sheet) == where for key in (*_TOLD, "settings") for table in tables.of(key)
    )


def _by_month(tables: Tables) -> list[tuple[dt.date | None, Tables]]:
    """Return the sheets of use, file by file, with the month that its settings say: the latest last."""
    found = []
    for file in tables.files:
        used = tuple(table for table in tables.tables if table.place.file == file.name and table.key in _OF_USE)
        one = replace(tables, tables=used, files=(file,))
        month = settings_in_force(one, Settings(), {}, _NEVER, []).month
        found.append((month if month and month.year > 1 else None, one))
    return sorted(found, key=lambda item: (item[0] or _NEVER, item[1].files[0].name))


def _settings(
    files: Sequence[tuple[dt.date | None, Tables]],
    settings: Settings,
    overrides: Mapping[str, object],
    problems: list[Problem],
) -> tuple[Settings, dt.date]:
    """Return the settings in force and the latest month: those of a later month beat those of an earlier one."""
    own, today = settings, dt.date.today()
    for said in dict.fromkeys(said for said, _ in files):
        tables = Tables(tuple(table for month, file in files if month == said for table in file.tables))
        own = settings_in_force(tables, replace(own, start=None), {}, today, problems)
    own = settings_in_force(Tables(), own, overrides, today, problems)
    assert own.month is not None
    return own, own.month
