"""The rows below a header: data as it stands; totals, notes and repeated headers left out, and listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from commatch.problems import Place, Problem, error, warning
from commatch.workbook.columns import Columns
from commatch.workbook.examples import mark_column
from commatch.workbook.grids import Fault, Grid
from commatch.workbook.headers import Heading, shown_header
from commatch.workbook.rowkinds import RowKinds
from commatch.workbook.samples import sample_numbers
from commatch.workbook.schema import Sheet
from commatch.workbook.sheetscan import address, column_letters
from commatch.workbook.tables import Frame, Row

__all__ = ["read_rows"]

_Where = tuple[int, int]
_DITTO = frozenset(
    ["同上", "同前", "同左", "上同", "同上行", "〃", "″", "”", '"', "ditto", "Ditto", "same as above", "Same as above"]
)
"""What people write for the content of the cell above."""
_OF_ONE_ROW = frozenset({("assignments", "actual_hours")})
"""Columns whose merged cells are not filled down: hours would be multiplied by the rows."""


@dataclass(slots=True)
class _Body:
    """What is needed all along while rows are read.

    ``anchors`` holds for every covered cell of a merged range the cell that holds its value; ``unfilled`` the last
    row of each that stands for several rows and is not filled down.
    """

    sheet: Sheet
    grid: Grid
    columns: Columns
    place: Place
    anchors: Mapping[_Where, _Where]
    problems: list[Problem] = field(default_factory=list)
    filled_merges: dict[int, _Where] = field(default_factory=dict)
    unfilled: dict[_Where, int] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Place:
        """Return the place of a cell."""
        return Place(self.place.file, self.place.sheet, address(row, column))


def read_rows(sheet: Sheet, grid: Grid, columns: Columns, place: Place) -> tuple[tuple[Row, ...], list[Problem]]:
    """Return the data rows of a table.

    Blank rows and samples are passed over. Totals, notes, repeated headers and samples that something was typed
    over are left out with a warning each. Every other row with something in a known column is data. A merged
    cell's value stands in all of its range.

    Parameters
    ----------
    sheet : Sheet
        What the grid is taken for.
    grid : Grid
        The sheet as it stands in the file.
    columns : Columns
        Its columns.
    place : Place
        File and sheet.

    Returns
    -------
    tuple of (tuple of Row, list of Problem)
        Problems: ``totals_left_out``, ``note_left_out``, ``header_repeated``, ``sample_left_out``,
        ``rows_without_data``, ``same_as_above``, ``cell_error``, ``formula_without_value``, ``merged_filled``,
        ``merged_hours``, ``hidden_rows``.
    """
    start = columns.header.bottom + 1
    body = _Body(sheet, grid, columns, place, anchors=_anchors(grid, columns, start))
    kinds = RowKinds(sheet, grid, columns)
    left_out = dict(kinds.left_out())
    samples, changed = sample_numbers(sheet, columns, grid, kinds.filled)
    left_out = {number: code for number, code in left_out.items() if number not in samples}
    left_out |= dict.fromkeys(changed, "sample_left_out")
    idle = [number for number in kinds.filled if number not in left_out and kinds.is_idle(number)]
    passed = left_out.keys() | samples | set(idle)
    data = [number for number in kinds.filled if number not in passed]
    rows = tuple(_rows(body, data))
    for number, code in left_out.items():
        body.problems.append(_notice(body, number, code))
    if idle:
        where = body.at(idle[0], columns.first)
        body.problems.append(warning("rows_without_data", where, _ranges(idle), sheet=sheet.key, count=len(idle)))
    body.problems.extend(_merge_notices(body))
    hidden = [number for number in data if number in grid.hidden_rows]
    if hidden:
        where = body.at(hidden[0], columns.first)
        body.problems.append(warning("hidden_rows", where, _ranges(hidden), sheet=sheet.key, count=len(hidden)))
    return rows, body.problems


def _anchors(grid: Grid, columns: Columns, start: int) -> dict[_Where, _Where]:
    """Return for every covered cell of a merged range in the body the cell that holds its value."""
    wanted = {heading.column for heading in (*columns.known.values(), *columns.extras.values())}
    anchors: dict[_Where, _Where] = {}
    for top, left, bottom, right in grid.merges:
        if top < start or grid.at(top, left) is None:
            continue
        inside = [column for column in wanted if left <= column <= right]
        for row in range(top, min(bottom, len(grid.rows) - 1) + 1):
            anchors |= {(row, column): (top, left) for column in inside if (row, column) != (top, left)}
    return anchors


def _rows(body: _Body, numbers: Iterable[int]) -> Iterator[Row]:
    """Yield rows; cells are looked at one by one only in those with a merged or a faulty cell."""
    known, extras = body.columns.known, body.columns.extras
    frame = Frame(body.place, column_letters(body.columns.first), _lettered(known), _lettered(extras))
    values_of = _picker([heading.column for heading in known.values()])
    others_of = _picker([heading.column for heading in extras.values()])
    width = 1 + max(heading.column for heading in (*known.values(), *extras.values()))
    merged = {row for row, _ in body.anchors}
    for number in numbers:
        cells = body.grid.rows[number]
        if len(cells) < width:
            cells = [*cells, *[None] * (width - len(cells))]
        if number in merged or Fault in map(type, cells) or not _DITTO.isdisjoint(cells):
            values = tuple(_value(body, number, heading.column, key) for key, heading in known.items())
            others = tuple(_value(body, number, heading.column) for heading in extras.values())
            yield Row(frame, number, values, others)
        else:
            yield Row(frame, number, values_of(cells), others_of(cells))


def _lettered(headings: Mapping[str, Heading]) -> dict[str, tuple[int, str]]:
    return {name: (index, column_letters(heading.column)) for index, (name, heading) in enumerate(headings.items())}


def _picker(columns: Sequence[int]) -> Callable[[Sequence[object]], tuple[object, ...]]:
    """Return what takes some columns out of a row."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda cells: tuple(cells[column] for column in columns)


def _value(body: _Body, number: int, column: int, key: str = "") -> object:
    """Return the value of a cell, a merged one's for those it covers; note what is wrong with a known one."""
    value = body.grid.at(number, column)
    if value is None and (number, column) in body.anchors:
        anchor = body.anchors[number, column]
        if (body.sheet.key, key) in _OF_ONE_ROW:
            body.unfilled[anchor] = number
            return None
        value = body.grid.at(*anchor)
        body.filled_merges.setdefault(column, anchor)
    elif key and isinstance(value, Fault):
        personal, place = body.sheet.column(key).personal, body.at(number, column)
        body.problems.append(error(value.code, place, value.text, personal=personal, sheet=body.sheet.key, column=key))
    elif key and isinstance(value, str) and value in _DITTO:
        place = body.at(number, column)
        body.problems.append(error("same_as_above", place, value, sheet=body.sheet.key, column=key))
        return None
    return None if isinstance(value, Fault) else value


def _notice(body: _Body, number: int, code: str) -> Problem:
    if code == "sample_left_out":
        column = body.columns.known[mark_column(body.sheet)].column
        where, id_shown = body.at(number, column), shown_header(body.grid.at(number, column))
        return warning("sample_left_out", where, id_shown, sheet=body.sheet.key)
    column, value = next((at, value) for at, value in enumerate(body.grid.rows[number]) if value is not None)
    if code == "header_repeated":
        return warning(code, body.at(number, column), shown_header(value), sheet=body.sheet.key)
    return warning(code, body.at(number, column), shown_header(value), personal=True, sheet=body.sheet.key)


def _merge_notices(body: _Body) -> Iterator[Problem]:
    names = {heading.column: name for name, heading in body.columns.extras.items()}
    keys = {heading.column: key for key, heading in body.columns.known.items()}
    for column, anchor in sorted(body.filled_merges.items()):
        text = names.get(column) or body.columns.known[keys[column]].text
        yield warning("merged_filled", body.at(*anchor), text, sheet=body.sheet.key, column=keys.get(column, text))
    for anchor, last in body.unfilled.items():
        place, cells = body.at(*anchor), f"{address(*anchor)}:{address(last, anchor[1])}"
        value = shown_header(body.grid.at(*anchor))
        yield error("merged_hours", place, value, sheet=body.sheet.key, column=keys[anchor[1]], cells=cells)


def _ranges(numbers: list[int]) -> str:
    """Return row numbers, as a person counts them, with runs joined: ``4, 7-9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0] + 1) if len(run) == 1 else f"{run[0] + 1}-{run[-1] + 1}" for run in runs)
