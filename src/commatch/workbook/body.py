"""The rows below a header: data as it stands; totals, notes and repeated headers left out, and listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from commatch.problems import Place, Problem, error, warning
from commatch.workbook.columns import Columns
from commatch.workbook.grids import Fault, Grid
from commatch.workbook.headers import shown_header
from commatch.workbook.rowkinds import RowKinds
from commatch.workbook.schema import Sheet
from commatch.workbook.sheetscan import address, column_letters
from commatch.workbook.tables import Cell, Row

__all__ = ["read_rows"]

_Where = tuple[int, int]


@dataclass(slots=True)
class _Body:
    """What is needed all along while rows are read.

    ``filled`` holds for every row that is not blank its filled cells, ``anchors`` for every covered cell of a
    merged range the cell that holds its value.
    """

    sheet: Sheet
    grid: Grid
    columns: Columns
    place: Place
    filled: Mapping[int, Mapping[int, object]]
    anchors: Mapping[_Where, _Where]
    problems: list[Problem] = field(default_factory=list)
    filled_merges: dict[int, _Where] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Place:
        """Return the place of a cell."""
        return Place(self.place.file, self.place.sheet, address(row, column))


def read_rows(sheet: Sheet, grid: Grid, columns: Columns, place: Place) -> tuple[tuple[Row, ...], list[Problem]]:
    """Return the data rows of a table.

    Blank rows are passed over. Totals, notes and repeated headers are left out with a warning each. Every
    other row with something in a known column is data. A merged cell's value stands in all of its range.

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
        Problems: ``totals_left_out``, ``note_left_out``, ``header_repeated``, ``rows_without_data``,
        ``cell_error``, ``formula_without_value``, ``merged_filled``, ``hidden_rows``.
    """
    start = columns.header.bottom + 1
    body = _Body(
        sheet,
        grid,
        columns,
        place,
        filled=dict(_filled_rows(grid, start)),
        anchors=_anchors(grid, columns, start),
    )
    kinds = RowKinds(sheet, grid, columns, body.filled)
    left_out = dict(kinds.left_out())
    idle = [number for number in body.filled if number not in left_out and kinds.is_idle(number)]
    passed = left_out.keys() | set(idle)
    rows = _rows(body, [number for number in body.filled if number not in passed])
    for number, code in left_out.items():
        body.problems.append(_notice(body, number, code))
    if idle:
        where = body.at(idle[0], columns.first)
        body.problems.append(warning("rows_without_data", where, _ranges(idle), sheet=sheet.key, count=len(idle)))
    body.problems.extend(_merge_notices(body))
    hidden = [number for row in rows if (number := _row_number(row)) in grid.hidden_rows]
    if hidden:
        where = body.at(hidden[0], columns.first)
        body.problems.append(warning("hidden_rows", where, _ranges(hidden), sheet=sheet.key, count=len(hidden)))
    return rows, body.problems


def _filled_rows(grid: Grid, start: int) -> Iterator[tuple[int, dict[int, object]]]:
    for number in range(start, len(grid.rows)):
        filled = {column: value for column, value in enumerate(grid.rows[number]) if value is not None}
        if filled:
            yield number, filled


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


def _rows(body: _Body, numbers: list[int]) -> tuple[Row, ...]:
    file, sheet = body.place.file, body.place.sheet
    known = [(key, heading.column, column_letters(heading.column)) for key, heading in body.columns.known.items()]
    extras = [(name, heading.column, column_letters(heading.column)) for name, heading in body.columns.extras.items()]
    first = column_letters(body.columns.first)
    rows = []
    for number in numbers:
        digits = str(number + 1)
        cells = {
            key: Cell(_value(body, number, at, key), Place(file, sheet, letters + digits)) for key, at, letters in known
        }
        others = {
            name: Cell(_value(body, number, at), Place(file, sheet, letters + digits)) for name, at, letters in extras
        }
        rows.append(Row(cells, others, Place(file, sheet, first + digits)))
    return tuple(rows)


def _value(body: _Body, number: int, column: int, key: str = "") -> object:
    """Return the value of a cell, a merged one's for those it covers; note what is wrong with a known one."""
    value = body.filled[number].get(column)
    if value is None and (number, column) in body.anchors:
        anchor = body.anchors[number, column]
        value = body.grid.at(*anchor)
        body.filled_merges.setdefault(column, anchor)
    elif key and isinstance(value, Fault):
        personal, place = body.sheet.column(key).personal, body.at(number, column)
        body.problems.append(error(value.code, place, value.text, personal=personal, sheet=body.sheet.key, column=key))
    return None if isinstance(value, Fault) else value


def _notice(body: _Body, number: int, code: str) -> Problem:
    filled = body.filled[number]
    column, value = next(iter(filled.items()))
    if code == "header_repeated":
        return warning(code, body.at(number, column), shown_header(value), sheet=body.sheet.key)
    personal = code == "note_left_out"
    return warning(code, body.at(number, column), shown_header(value), personal=personal, sheet=body.sheet.key)


def _merge_notices(body: _Body) -> Iterator[Problem]:
    names = {heading.column: name for name, heading in body.columns.extras.items()}
    keys = {heading.column: key for key, heading in body.columns.known.items()}
    for column, anchor in sorted(body.filled_merges.items()):
        text = names.get(column) or body.columns.known[keys[column]].text
        yield warning("merged_filled", body.at(*anchor), text, sheet=body.sheet.key, column=keys.get(column, text))


def _row_number(row: Row) -> int:
    return int(row.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1


def _ranges(numbers: list[int]) -> str:
    """Return row numbers, as a person counts them, with runs joined: ``4, 7-9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0] + 1) if len(run) == 1 else f"{run[0] + 1}-{run[-1] + 1}" for run in runs)
