"""Checking a community before it is matched: every problem of its files, and what only the lists together show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from commatch import collector
from commatch.checking.empty import empty_sheets
from commatch.checking.grids import unknown_grids
from commatch.checking.idle import agreements, idle
from commatch.checking.look import Look
from commatch.checking.phones import doubtful_phones
from commatch.checking.places import Places
from commatch.checking.result import CheckResult, ListCount
from commatch.checking.serving import unservable
from commatch.checking.twins import helpers_twice, needs_twice
from commatch.checking.unknown import unknown_terms
from commatch.community import Community
from commatch.problems import Problem, Severity
from commatch.workbook.schema import INPUT
from commatch.workbook.tables import Tables

__all__ = ["CheckResult", "ListCount", "check", "in_reading_order"]

_CHECKS = (
    unservable, empty_sheets, agreements, idle, needs_twice, helpers_twice, unknown_grids, unknown_terms,
    doubtful_phones,
)  # fmt: skip
_LEFT_OUT = {
    "totals_left_out": 1,
    "note_left_out": 1,
    "header_repeated": 1,
    "sample_left_out": 1,
    "rows_without_data": 0,
}
"""Codes of rows that were not read, and how many rows one stands for; 0 for as many as it counts."""


@collector.paused()
def check(tables: Tables, community: Community) -> CheckResult:
    """Return everything that is wrong or doubtful in what was read.

    Parameters
    ----------
    tables : Tables
        What was read.
    community : Community
        What was made of it.
    """
    look = Look(tables, community)
    found = [problem for finds in _CHECKS for problem in finds(look)]
    problems = in_reading_order((*community.problems, *found))
    sheets = tuple(dict.fromkeys((table.place.file, table.place.sheet) for table in tables.tables))
    return CheckResult(community, problems, _counts(tables, look.places, problems), look.not_checked, sheets)


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems as a reader goes through the files: errors first, then by file, sheet, row and column."""
    return tuple(sorted(problems, key=lambda problem: problem.reading_key))


def _counts(tables: Tables, places: Places, problems: Sequence[Problem]) -> dict[str, ListCount]:
    rows: Counter[str] = Counter()
    for table in tables.tables:
        rows[table.key] += len(table.rows)
    left_out: Counter[str] = Counter()
    severities: Counter[tuple[str, Severity]] = Counter()
    for problem in problems:
        of = places.table(problem.place)
        key = of.key if of else ""
        severities[key, problem.severity] += 1
        if problem.code in _LEFT_OUT:
            left_out[key] += _LEFT_OUT[problem.code] or int(dict(problem.params)["count"])
    return {
        key: ListCount(rows[key], left_out[key], severities[key, Severity.ERROR], severities[key, Severity.WARNING])
        for key in INPUT
        if key in rows
    }
