"""Which cell of a project list leads where: from a project to its rows and back, from a need to what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commatch.reports.rows import SheetRows

__all__ = ["Way", "links"]

_WAYS: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("projects", "project_id"): (("assignments", "project_id"),),
    ("assignments", "project_id"): (("projects", "project_id"),),
    ("unserved", "need_id"): (("gaps", "need_ids"),),
    ("gaps", "need_ids"): (("unserved", "need_id"),),
    ("changes", "need_id"): (("projects", "need_ids"), ("unserved", "need_id")),
    ("usage", "resource_id"): (
        ("tasks", "resource_id"), ("venue_calendar", "venue_id"), ("assignments", "resource_id"),
    ),
    ("tasks", "resource_id"): (("usage", "resource_id"),),
    ("venue_calendar", "venue_id"): (("usage", "resource_id"),),
}  # fmt: skip
"""Columns of ids that lead somewhere: to the first row that names the id in one of these columns, in this order."""
_IDS = re.compile("、|, ")


@dataclass(frozen=True, slots=True)
class Way:
    """A cell by its row and column from 0, the key of the sheet that it leads to, and the cell there."""

    row: int
    column: int
    to: str
    to_row: int
    to_column: int


def links(rows: SheetRows, sheets: Mapping[str, SheetRows]) -> Iterator[Way]:
    """Yield where the cells of a sheet lead, row by row.

    Parameters
    ----------
    rows : SheetRows
        The sheet.
    sheets : mapping of str to SheetRows
        All sheets of the workbook by key.
    """
    for (key, column), ways in _WAYS.items():
        if key != rows.sheet.key:
            continue
        at = rows.at(column)
        there = [(to, sheets[to].at(name), _first_rows(sheets[to], name)) for to, name in ways if to in sheets]
        for number, row in enumerate(rows.rows):
            ids = _ids(row[at])
            found = ((to, first[name], where) for to, where, first in there for name in ids if name in first)
            way = next(found, None)
            if way is not None:
                to, target, where = way
                yield Way(number, at, to, target, where)


def _first_rows(rows: SheetRows, column: str) -> dict[str, int]:
    """Return the first row that names each id."""
    at = rows.at(column)
    found: dict[str, int] = {}
    for number, row in enumerate(rows.rows):
        for name in _ids(row[at]):
            found.setdefault(name, number)
    return found


def _ids(value: object) -> Sequence[str]:
    """Return the ids of a cell: the whole of it, and its parts where it is a list of them."""
    if not isinstance(value, str):
        return ()
    parts = _IDS.split(value)
    return (value, *parts) if len(parts) > 1 else (value,)
