"""Rows to values: every cell read by its column's type, with a problem at the exact cell where it can't be.

One function serves every sheet; what a column holds, its limits and its closed list stand in the schema.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from commatch.problems import Place, Problem, Severity, error, warning
from commatch.workbook import cells
from commatch.workbook.cells import Parsed
from commatch.workbook.schema import CHOICES, INPUT, Column, Sheet, Type
from commatch.workbook.tables import Cell, Row, Table, Tables

__all__ = ["Record", "choice", "read_records", "shown", "warn_assumed"]


@dataclass(frozen=True, slots=True)
class Record:
    """A row with its values read.

    Attributes
    ----------
    sheet : Sheet
        What the schema says of the row's sheet.
    table : Table
        The table that holds the row.
    row : Row
        The row as it stands in the file.
    values : dict of str to object
        What each column's cell holds; blank ones and those that can't be read are left out.
    faulty : frozenset of str
        Columns whose cell can't be read: an error has been noted for each of them.
    """

    sheet: Sheet
    table: Table
    row: Row
    values: dict[str, Any]
    faulty: frozenset[str] = field(default_factory=frozenset)

    def __getitem__(self, key: str) -> Any:
        """Return a column's value, ``None`` where there is none."""
        return self.values.get(key)

    def text(self, key: str) -> str:
        """Return a column's text, ``''`` where there is none."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def items(self, key: str) -> tuple[str, ...]:
        """Return a column's list, each item once, as ordered in the cell."""
        return tuple(dict.fromkeys(self.values.get(key) or ()))

    def has(self, key: str) -> bool:
        """Tell whether a column's cell is filled, readable or not."""
        return self.values.get(key) is not None or key in self.faulty

    def place(self, key: str) -> Place:
        """Return where a column's cell stands; the row's place where the sheet has no such column."""
        return _cell_place(self.table, self.row, key)


def read_records(tables: Tables, key: str, month: dt.date, problems: list[Problem]) -> list[Record]:
    """Read all rows of one schema sheet, whichever files they stand in.

    Parameters
    ----------
    tables : Tables
        What was read.
    key : str
        Key of the sheet.
    month : datetime.date
        Month that dates without a year are near.
    problems : list of Problem
        Grows by what was wrong.

    Returns
    -------
    list of Record
        Ordered by file and sheet, then as the rows stand.
    """
    sheet = INPUT[key]
    broken = frozenset(problem.place for problem in tables.problems if problem.severity is Severity.ERROR)
    reader = _Reader(sheet, month, broken)
    found: list[Record] = []
    for table in sorted(tables.of(key), key=lambda table: table.place):
        found.extend(reader.row(table, row, problems) for row in table.rows)
    return found


def shown(value: object) -> str:
    """Return a raw value as a person sees it: text as it stands, numbers and dates in plain form."""
    return value.strip() if isinstance(value, str) else cells.clean(value)


def choice(choices: str, value: object) -> str | None:
    """Return the key of a value of a closed list in any of its spellings, ``None`` where it is none."""
    return _spellings(choices).get(_spelling(value))


def warn_assumed(code: str, key: str, records: Sequence[Record], problems: list[Problem], default: object = "") -> None:
    """Warn where a blank cell is read as a default: at each cell, or once for a sheet without the column.

    Parameters
    ----------
    code : str
        Code of the warning; it gets the parameter ``rows``, the number of rows concerned.
    key : str
        Column that may be blank.
    records : list of Record
        Rows of one schema sheet.
    problems : list of Problem
        Grows by the warnings.
    default : object
        What a blank is read as, for the words.
    """
    whole: dict[Place, int] = {}
    for record in records:
        if record.has(key):
            continue
        if key in record.table.headers:
            problems.append(warning(code, record.place(key), rows=1, default=default))
        else:
            whole[record.table.place] = whole.get(record.table.place, 0) + 1
    for place, count in sorted(whole.items()):
        problems.append(warning(code, place, rows=count, default=default))


class _Reader:
    """Reads the rows of one sheet; a value that stands in many cells of a column is read once."""

    def __init__(self, sheet: Sheet, month: dt.date, broken: frozenset[Place]) -> None:
        self.sheet = sheet
        self.month = month
        self.broken = broken
        self.parsed: dict[tuple[str, type, object], Parsed[Any]] = {}

    def row(self, table: Table, row: Row, problems: list[Problem]) -> Record:
        """Return a row's values."""
        values: dict[str, Any] = {}
        faulty: set[str] = set()
        for column in self.sheet.columns:
            key = column.key
            cell = row.cells.get(key)
            if cell is not None and cell.value is not None:
                parsed = self.parse(column, cell.value)
                if parsed.fault or parsed.note:
                    problems.append(self.problem(column, cell, parsed))
                if parsed.fault:
                    faulty.add(key)
                elif parsed.value is not None:
                    values[key] = parsed.value
            elif cell is not None and cell.place in self.broken:
                faulty.add(key)
            if column.required and key in table.headers and key not in values and key not in faulty:
                place = _cell_place(table, row, key)
                problems.append(error("required_blank", place, sheet=self.sheet.key, column=key))
                faulty.add(key)
        return Record(self.sheet, table, row, values, frozenset(faulty))

    def parse(self, column: Column, value: object) -> Parsed[Any]:
        """Return what a value says in a column."""
        if not isinstance(value, _PLAIN):
            return _parse(column, value, self.month)
        known = (column.key, type(value), value)
        found = self.parsed.get(known)
        if found is None:
            found = self.parsed[known] = _parse(column, value, self.month)
        return found

    def problem(self, column: Column, cell: Cell, parsed: Parsed[Any]) -> Problem:
        """Return what is wrong with a cell, or what was assumed of it."""
        code, personal = parsed.fault or parsed.note, column.personal
        words: dict[str, object] = {"sheet": self.sheet.key, "column": column.key}
        if code == "bad_choice":
            words["choices"] = column.choices
        elif code == "out_of_range":
            words["range"] = _range(column.minimum, column.maximum)
        elif not personal:
            words["detail"] = parsed.detail if parsed.fault else cells.clean(parsed.value)
        report = error if parsed.fault else warning
        return report(code, cell.place, shown(cell.value), personal=personal, **words)


def _parse(column: Column, value: object, month: dt.date) -> Parsed[Any]:
    match column.type:
        case Type.NUMBER:
            return cells.number(value, minimum=column.minimum, maximum=column.maximum, unit=column.unit)
        case Type.WHOLE:
            return cells.whole(value, minimum=column.minimum, maximum=column.maximum, unit=column.unit)
        case Type.DATE:
            return cells.date(value, month=month)
        case Type.LIST:
            return Parsed(cells.items(value) or None)
        case Type.CHOICE:
            key = choice(column.choices, value)
            return Parsed(key) if key or not cells.clean(value) else Parsed(fault="bad_choice")
    return _READERS[column.type](value)


_PLAIN = (str, int, float, dt.date, dt.time)
_READERS: Mapping[Type, Callable[[object], Parsed[Any]]] = {
    Type.ID: cells.identifier,
    Type.TEXT: cells.text,
    Type.PHONE: cells.phone,
    Type.MONTH: cells.month,
    Type.TIMES: cells.times,
    Type.COUNTED: cells.counted,
    Type.LEVELS: cells.levels,
    Type.YES_NO: cells.yes_no,
    Type.URGENCY: cells.urgency,
}


def _range(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{low:g}–{high:g}"
    return f"≥ {low:g}" if low is not None else "" if high is None else f"≤ {high:g}"


def _cell_place(table: Table, row: Row, key: str) -> Place:
    cell = row.cells.get(key)
    if cell is not None:
        return cell.place
    header = table.headers.get(key)
    digits = re.search(r"\d+$", row.place.cell)
    if header is None or digits is None:
        return row.place
    return replace(row.place, cell=header.cell.rstrip("0123456789") + digits.group())


@cache
def _spellings(choices: str) -> Mapping[str, str]:
    """Return every spelling of a closed list's values; of two values with the same the first has it."""
    known: dict[str, str] = {}
    for item in CHOICES[choices]:
        for name in (item.key, item.zh, item.en, *item.aliases):
            known.setdefault(_spelling(name), item.key)
    return known


def _spelling(value: object) -> str:
    return "".join(cells.clean(value).casefold().replace("_", " ").split())
