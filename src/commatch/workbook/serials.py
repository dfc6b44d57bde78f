"""Serial numbers that start anew in each table: they tell rows of one table apart, not those of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commatch.problems import Problem, warning
from commatch.workbook.parsed import clean
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS
from commatch.workbook.tables import Row, Table

__all__ = ["SERIALS", "without_serials"]

SERIALS = frozenset({"序号", "no", "no.", "number"})
"""Headers of numbers that only count rows, in their compared form."""
_SHOWN = "序号"
_SCOPES = (frozenset({"needs"}), frozenset(RESOURCE_SHEETS.values()))


def without_serials(tables: Sequence[Table]) -> tuple[list[Table], list[Problem]]:
    """Return tables whose serial numbers are not taken for identifiers where two tables have the same ones.

    Parameters
    ----------
    tables : sequence of Table
        All tables.

    Returns
    -------
    tuple of (list of Table, list of Problem)
        A warning ``serial_not_id`` at the first header concerned.
    """
    found = list(tables)
    problems: list[Problem] = []
    for scope in _SCOPES:
        numbered = {index: _ids(table) for index, table in enumerate(found) if table.serial and table.key in scope}
        if sum(map(len, numbered.values())) > len(frozenset().union(*numbered.values())):
            keys = {index: INPUT[found[index].key].columns[0].key for index in numbered}
            first = min(found[index].headers[key] for index, key in keys.items())
            problems.append(warning("serial_not_id", first, _SHOWN, count=len(keys)))
            for index, key in keys.items():
                found[index] = _as_extra(found[index], key)
    return found, problems


def _ids(table: Table) -> frozenset[str]:
    key = INPUT[table.key].columns[0].key
    return frozenset(clean(row.cells[key].value) for row in table.rows) - {""}


def _as_extra(table: Table, key: str) -> Table:
    """Return a table with one of its known columns as its last extra one."""
    headers = {name: place for name, place in table.headers.items() if name != key}
    if not table.rows:
        return replace(table, headers=headers)
    frame = table.rows[0].frame
    at, letters = frame.known[key]
    names = [name for name in frame.known if name != key]
    known = {name: (number, frame.known[name][1]) for number, name in enumerate(names)}
    extra = _SHOWN if _SHOWN not in frame.extras else f"{_SHOWN} ({letters})"
    frame = replace(frame, known=known, extras={**frame.extras, extra: (len(frame.extras), letters)})
    rows = tuple(
        Row(frame, row.number, (*row.values[:at], *row.values[at + 1 :]), (*row.others, row.values[at]))
        for row in table.rows
    )
    return replace(table, headers=headers, rows=rows)
