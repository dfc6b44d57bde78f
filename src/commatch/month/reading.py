"""Many months' files, each read as what it is: a community's workbook of a month, or its project list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from commatch.amending import amend
from commatch.assemble import assemble
from commatch.assemble.memory import read_ways
from commatch.assemble.relations import read_history
from commatch.community import Community, Need, NeedStatus, Past
from commatch.explaining.written import digest, holds_list, written_in
from commatch.memory import Memory, Way
from commatch.month.gathered import Planned
from commatch.month.numbered import MONTH_NAMED, Number, number_of
from commatch.month.plan_told import needs_listed, planned
from commatch.problems import Place, Problem, Severity, error, warning
from commatch.settings import DEFAULTS, Settings, setting_key
from commatch.workbook.limits import limits_of
from commatch.workbook.names import By, match_name
from commatch.workbook.reader import load_files, read_bytes
from commatch.workbook.sources import Source, open_source
from commatch.workbook.tables import Tables
from commatch.workbook.wording import OwnWords

__all__ = ["Read", "read_all"]

_USED = frozenset(
    {
        "needs", "helpers", "units", "funds", "history", "vocabulary", "attendance", "settings", "progress",
        "handed_on", "balance", "fund_book",
    }
)  # fmt: skip
"""Sheets of a month's workbook that tell anything of the months; the others are not looked at."""
_OF_A_PART = frozenset({"no_needs_sheet", "no_resource_sheet"})
_UNKNOWN = dt.date(1, 1, 1)
_RANK = {status: rank for rank, status in enumerate(NeedStatus)}


@dataclass(frozen=True)
class Read:
    """What one file tells.

    Attributes
    ----------
    name : str
        Its name.
    month : datetime.date
        Its month.
    settings : Settings
        Those in force in it.
    community : Community, optional
        Of a month's workbook.
    plan : Planned, optional
        Of a project list.
    ways, history
        What it tells of every need, and of what was carried out.
    listed : tuple of Way
        Needs that a project list names without telling how far they have come.
    number, progress : int
        The number at the end of a project list's name, and how far its needs have come.
    """

    name: str
    month: dt.date
    settings: Settings
    community: Community | None = None
    plan: Planned | None = None
    ways: tuple[Way, ...] = ()
    history: tuple[Past, ...] = ()
    listed: tuple[Way, ...] = ()
    number: Number = ()
    progress: int = 0

    @property
    def memory(self) -> Memory:
        """What it remembers of the months before."""
        return (self.community.memory if self.community else None) or Memory()

    @property
    def order(self) -> tuple[object, ...]:
        """Earlier files come first: a month's workbook before its project lists, those in their order."""
        return (self.month, self.plan is not None, self.number, self.progress, self.name)


@dataclass
class _Reader:
    settings: Settings
    overrides: Mapping[str, object]
    problems: list[Problem] = field(default_factory=list)
    tables: dict[str, Tables] = field(default_factory=dict)
    signed: list[Tables] = field(default_factory=list)

    def read(self, name: str, data: bytes) -> Read | None:
        in_time = amend(self.settings, self.overrides)[0]
        source = open_source(name, data, limits_of(in_time))
        if isinstance(source, Problem):
            self.problems.append(source)
            return None
        return self._list(source) if holds_list(source) else self._workbook(source, in_time)

    def _workbook(self, source: Source, in_time: Settings) -> Read | None:
        place = Place(source.name)
        tables = read_bytes([(source.name, source.data)], limits_of(in_time), OwnWords.of(in_time))
        if tables.of("street_loans"):  # nobody in it is the community's own
            self.problems.append(warning("trends_own_result", place, source.name))
            return None
        tables = _of_use(tables)
        if not any(table.rows for table in tables.tables if table.key not in ("settings", "vocabulary")):
            wrong = [item for item in tables.problems if item.severity is Severity.ERROR]
            told = warning("trends_own_result", place, source.name) if _is_result(source) else None
            self.problems += wrong or [told or error("trends_nothing_told", place, source.name)]
            return None
        if {table.key for table in tables.tables} == {"attendance"}:
            self.signed.append(tables)
            return None
        self.tables[source.name] = tables
        return self._alone(source.name, tables)

    def _alone(self, name: str, tables: Tables) -> Read | None:
        named = _month_named(name)
        read = self._assembled(name, tables, replace(self.settings, month=named or _UNKNOWN))
        if read is not None and named and not _says_month(tables):
            self.problems.append(warning("trends_month_by_name", Place(name), name, month=f"{read.month:%Y-%m}"))
        return read

    def _assembled(self, name: str, tables: Tables, below: Settings) -> Read | None:
        community = assemble(tables, below, self.overrides, today=_UNKNOWN, accept_proposals=True)
        month = community.settings.month
        if month is None or month == _UNKNOWN:
            self.problems.append(error("trends_no_month", Place(name), name))
            return None
        self.problems += [
            item for item in community.problems if item.severity is Severity.ERROR and item.code not in _OF_A_PART
        ]
        memory = community.memory or Memory()
        known = {way.need_id for way in memory.ways}
        ways = (*memory.ways, *(_way(need, month) for need in community.needs if need.need_id not in known))
        return Read(name, month, community.settings, community, ways=ways, history=community.history)

    def joined(self, found: Sequence[Read]) -> list[Read]:
        """Return what the files tell, the attendance that stands alone in its files joined with the latest of them.

        It has no month and no settings of its own: ids, groups and words are those of the latest workbook, and each
        row is of the month of its day.
        """
        if not self.signed:
            return list(found)
        names = [tables.files[0].name for tables in self.signed]
        latest = max(found, key=lambda read: (read.community is not None, read.order), default=None)
        if latest is None:
            return list(filter(None, map(self._alone, names, self.signed)))
        own = self.tables.get(latest.name)
        parts = [own, *self.signed] if own else self.signed
        tables = replace(
            parts[0],
            tables=tuple(table for part in parts for table in part.tables),
            files=tuple(file for part in parts for file in part.files),
            problems=tuple(problem for part in parts for problem in part.problems),
        )
        read = self._assembled(latest.name if own else names[0], tables, replace(latest.settings, month=latest.month))
        rest = [item for item in found if not own or item is not latest]
        return rest if read is None else [*rest, read]

    def _list(self, source: Source) -> Read | None:
        written = written_in(source)
        wrong = [item for item in written.problems if item.severity is Severity.ERROR]
        if wrong or written.month is None or written.records is None:
            self.problems += wrong
            return None
        found: list[Problem] = []
        settings, _ = amend(DEFAULTS, written.settings or {})
        settings, _ = amend(settings, self.overrides)
        ways = read_ways(written.records["progress"], settings, found)
        remembered = ("progress", "history")
        found += [item for item in written.passed if dict(item.params).get("sheet") in remembered]
        self.problems += [item for item in found if item.severity is Severity.ERROR]
        return Read(
            name=source.name,
            month=written.month,
            settings=settings,
            plan=planned(written, written.month, settings),
            ways=ways,
            history=read_history(written.records["history"]),
            listed=tuple(needs_listed(written, written.month, settings)),
            number=number_of(source.name),
            progress=sum(_RANK[way.status] for way in ways) + len(written.records["history"]),
        )


def read_all(
    paths: Sequence[Path], settings: Settings, overrides: Mapping[str, object]
) -> tuple[tuple[Read, ...], tuple[tuple[str, str], ...], list[Problem]]:
    """Return what each file tells, the earlier ones first; name and SHA-256 of each; and what is wrong.

    Parameters
    ----------
    paths : sequence of Path
        The files; the same one twice is an error, under whatever name.
    settings : Settings
        Those below the files' own.
    overrides : mapping of str to object
        Those that beat them.
    """
    limits = limits_of(amend(settings, overrides)[0])
    contents, problems = load_files(paths, limits)
    reader = _Reader(settings, overrides, list(map(_twice, problems)))
    found: list[Read] = []
    first: dict[str, str] = {}
    for name, data in contents:
        seal = digest(data)
        if seal in first:
            reader.problems.append(error("trends_file_twice", Place(name), name, other=first[seal]))
            continue
        first[seal] = name
        read = reader.read(name, data)
        if read is not None:
            found.append(read)
    files = tuple(sorted((name, seal) for seal, name in first.items()))
    return tuple(sorted(reader.joined(found), key=lambda read: read.order)), files, reader.problems


def _twice(problem: Problem) -> Problem:
    """Return a file that is given twice as an error: another one may have been meant."""
    code, value = "trends_file_twice", problem.value
    return error(code, problem.place, value, other=value) if problem.code == "file_twice" else problem


def _of_use(tables: Tables) -> Tables:
    kept = tuple(table for table in tables.tables if table.key in _USED)
    idle = {table.place.sheet for table in tables.tables} - {table.place.sheet for table in kept}
    return replace(
        tables, tables=kept, problems=tuple(item for item in tables.problems if item.place.sheet not in idle)
    )


def _is_result(source: Source) -> bool:
    """Tell whether a file is something else that was written here: an overview of many months, a ledger."""
    filled = [match_name(grid.name).by for grid in source.grids if not grid.blank]
    return bool(filled) and all(by in (By.RESULT, By.HELP) for by in filled)


def _says_month(tables: Tables) -> bool:
    keys = (row.cells.get("key") for table in tables.of("settings") for row in table.rows if row.cells.get("value"))
    return any(setting_key(cell.value) == "month" for cell in keys if cell)


def _month_named(name: str) -> dt.date | None:
    found = MONTH_NAMED.search(name)
    return dt.date(int(found[1]), int(found[2]), 1) if found else None


def _way(need: Need, month: dt.date) -> Way:
    """Return how far a need has come of which no sheet tells yet."""
    return Way(
        need_id=need.need_id,
        title=need.title,
        category=need.category,
        source=need.source,
        groups=need.groups,
        grid=need.grid,
        beneficiaries=need.beneficiaries,
        raised_on=need.raised_on,
        first_month=month,
        status=need.status,
    )
