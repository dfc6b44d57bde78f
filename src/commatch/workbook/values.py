"""Rows to values: every cell read by its column's type, with a problem at the exact cell where it can't be.

One function serves every sheet; what a column holds, its limits and its closed list stand in the schema.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from operator import itemgetter
from typing import Any

from commatch.problems import Place, Problem, Severity, error, warning
from commatch.workbook import cells
from commatch.workbook.cell_words import is_blank, is_everyone
from commatch.workbook.language import in_english, slashed
from commatch.workbook.outputs import READ
from commatch.workbook.parsed import Parsed, displayed
from commatch.workbook.schema import CHOICES, Column, Sheet, Type
from commatch.workbook.tables import Row, Table, Tables
from commatch.workbook.traditional import simplified

__all__ = ["Record", "choice", "picker", "read_records", "read_value", "shown", "warn_assumed"]


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
    columns : mapping of str to int
        Which of the values is which column's; all columns of the schema are there.
    values : tuple of object
        What each column's cell holds, ``None`` for a blank one and for one that can't be read.
    faulty : frozenset of str
        Columns whose cell can't be read: an error has been noted for each of them.
    """

    sheet: Sheet
    table: Table
    row: Row
    columns: Mapping[str, int]
    values: tuple[Any, ...]
    faulty: frozenset[str] = frozenset()

    def __getitem__(self, key: str) -> Any:
        """Return a column's value, ``None`` where there is none."""
        index = self.columns.get(key)
        return None if index is None else self.values[index]

    def text(self, key: str) -> str:
        """Return a column's text, ``''`` where there is none."""
        index = self.columns.get(key)
        value = None if index is None else self.values[index]
        return "" if value is None else str(value)

    def items(self, key: str) -> tuple[str, ...]:
        """Return a column's list, each item once, as ordered in the cell."""
        return tuple(dict.fromkeys(self[key] or ()))

    def has(self, key: str) -> bool:
        """Tell whether a column's cell is filled, readable or not."""
        return self[key] is not None or key in self.faulty

    def place(self, key: str) -> Place:
        """Return where a column's cell stands; the row's place where the sheet has no such column."""
        frame = self.row.frame
        _, letters = frame.known.get(key, (0, frame.first))
        return frame.at(letters, self.row.number)

    def with_values(self, changes: Mapping[str, object]) -> Record:
        """Return the record with other values in some columns."""
        values = list(self.values)
        for key, value in changes.items():
            values[self.columns[key]] = value
        return replace(self, values=tuple(values))


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
    broken = frozenset(problem.place for problem in tables.problems if problem.severity is Severity.ERROR)
    found: list[Record] = []
    for table in sorted(tables.of(key), key=lambda table: table.place):
        if table.rows:
            here = frozenset(
                place for place in broken if (place.file, place.sheet) == (table.place.file, table.place.sheet)
            )
            records, wrong = _read_table(READ[key], table, month, here)
            found.extend(records)
            problems.extend(wrong)
    return found


def picker(sheet: str, keys: Sequence[str]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Return what takes the values of two or more columns, at once, out of those of a record."""
    positions = _positions(sheet)
    return itemgetter(*(positions[key] for key in keys))


@cache
def _positions(sheet: str) -> Mapping[str, int]:
    return {column.key: number for number, column in enumerate(READ[sheet].columns)}


def shown(value: object) -> str:
    """Return a raw value as a person sees it: text as it stands, numbers and dates in plain form."""
    return value.strip() if isinstance(value, str) else cells.clean(value)


def read_value(column: Column, value: object, month: dt.date = dt.date.max) -> Any:
    """Return what a cell of a column says, ``None`` where it is blank or can't be read."""
    if column.type is Type.TEXT:
        return displayed(value) or None
    parsed = _reader(column, month, english=False)(value)
    return None if parsed.fault else parsed.value


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


def _read_table(
    sheet: Sheet, table: Table, month: dt.date, broken: frozenset[Place]
) -> tuple[list[Record], list[Problem]]:
    """Read the rows of a table column by column, and note what is wrong in the order of its cells."""
    frame = table.rows[0].frame
    raw = list(zip(*(row.values for row in table.rows), strict=True))
    columns = [column for column in sheet.columns if column.key in frame.known]
    read: dict[str, list[Any]] = {}
    found: list[tuple[int, int, Problem]] = []
    faulty: dict[int, set[str]] = defaultdict(set)
    for number, column in enumerate(columns):
        key = column.key
        index, letters = frame.known[key]
        english = column.type in (Type.DATE, Type.TIMES) and slashed(raw[index]) and in_english(table.rows)
        values, odd = _read_column(column, raw[index], month, english)
        read[key] = values
        for at, parsed in odd.items():
            place = frame.at(letters, table.rows[at].number)
            found.append((at, number, _problem(sheet, column, place, raw[index][at], parsed)))
            if parsed.fault:
                faulty[at].add(key)
        if not column.required and not broken:
            continue
        for at in [at for at, value in enumerate(values) if value is None and key not in faulty.get(at, ())]:
            place = frame.at(letters, table.rows[at].number)
            if raw[index][at] is None and place in broken:
                faulty[at].add(key)
            elif column.required:
                faulty[at].add(key)
                found.append((at, number, error("required_blank", place, sheet=sheet.key, column=key)))
    found.sort(key=lambda item: item[:2])
    blank = [None] * len(table.rows)
    positions = _positions(sheet.key)
    values_of_rows = zip(*(read.get(column.key, blank) for column in sheet.columns), strict=True)
    rows = zip(table.rows, values_of_rows, strict=True)
    records = [
        Record(sheet, table, row, positions, values, frozenset(faulty[at]) if at in faulty else _NONE)
        for at, (row, values) in enumerate(rows)
    ]
    return records, [problem for *_, problem in found]


def _read_column(
    column: Column, values: Sequence[object], month: dt.date, english: bool = False
) -> tuple[list[Any], dict[int, Parsed[Any]]]:
    """Return what each cell of a column says, and by row those that can't be read or that something was assumed of.

    A value that stands in many cells is read once.
    """
    keys: Sequence[Hashable] = values
    if len(_EQUAL_TYPES.intersection(map(type, values))) > 1:
        keys = [None if value is None else (type(value), value) for value in values]
    distinct = dict(zip(keys, values, strict=True))
    if column.type is Type.TEXT:  # any text will do
        texts = {key: displayed(value) or None for key, value in distinct.items()}
        return [texts[key] for key in keys], {}
    read = _reader(column, month, english)
    said: dict[Hashable, Any] = {None: None}
    odd: dict[Hashable, Parsed[Any]] = {}
    for key, value in distinct.items():
        if value is not None:
            parsed = read(value)
            said[key] = None if parsed.fault else parsed.value
            if parsed.fault or parsed.note:
                odd[key] = parsed
    return [said[key] for key in keys], {at: odd[key] for at, key in enumerate(keys) if key in odd} if odd else {}


def _problem(sheet: Sheet, column: Column, place: Place, value: object, parsed: Parsed[Any]) -> Problem:
    """Return what is wrong with a cell, or what was assumed of it."""
    code, personal = parsed.fault or parsed.note, column.personal
    words: dict[str, object] = {"sheet": sheet.key, "column": column.key}
    if code == "bad_choice":
        words["choices"] = column.choices
    elif code == "out_of_range":
        words["range"] = _range(column.minimum, column.maximum)
    elif not personal:
        words["detail"] = parsed.detail if parsed.fault else cells.clean(parsed.value)
    report = error if parsed.fault else warning
    return report(code, place, shown(value), personal=personal, **words)


def _reader(column: Column, month: dt.date, english: bool) -> Callable[[object], Parsed[Any]]:
    """Return what reads a cell of a column."""
    if column.key == "bundle":
        return cells.bundle
    match column.type:
        case Type.NUMBER:
            return partial(cells.number, minimum=column.minimum, maximum=column.maximum, unit=column.unit)
        case Type.WHOLE:
            return partial(cells.whole, minimum=column.minimum, maximum=column.maximum, unit=column.unit)
        case Type.DATE:
            return partial(cells.date, month=month, english=english)
        case Type.TIMES if english:
            return partial(cells.times, english=True)
        case Type.LIST:
            return _served if column.zh in _BLANK_IS_ALL else lambda value: Parsed(cells.items(value) or None)
        case Type.CHOICE:
            return partial(_chosen, column.choices)
    return _READERS[column.type]


def _served(value: object) -> Parsed[tuple[str, ...]]:
    """Read a list that limits where it is filled: 全体居民 says the same as nothing."""
    return Parsed(None if is_everyone(cells.clean(value)) else cells.items(value) or None)


def _chosen(choices: str, value: object) -> Parsed[str]:
    key = choice(choices, value)
    return Parsed(key) if key or is_blank(cells.clean(value)) else Parsed(fault="bad_choice")


_EQUAL_TYPES = frozenset({bool, int, float})
"""Types whose values may be equal without saying the same: ``True``, 1 and 1.0."""
_NONE: frozenset[str] = frozenset()
_BLANK_IS_ALL = ("服务人群", "适用类别")
"""Lists of whom or what something is for; blank means all."""
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


@cache
def _spellings(choices: str) -> Mapping[str, str]:
    """Return every spelling of a closed list's values; of two values with the same the first has it."""
    known: dict[str, str] = {}
    for item in CHOICES[choices]:
        for name in (item.key, item.zh, item.en, *item.aliases):
            known.setdefault(_spelling(name), item.key)
    return known


def _spelling(value: object) -> str:
    return "".join(simplified(cells.clean(value)).casefold().replace("_", " ").split())
