"""What a tidied workbook does not hold: titles, totals, notes, whole sheets; and what was hidden and is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commatch.problems import Place, error
from commatch.tidying.changes import NO_VALUE, BareSheet, Change, new_cell, position, without_value
from commatch.tidying.rows import text_of
from commatch.tidying.sources import Grids, letters
from commatch.workbook.examples import has_mark, mark_column
from commatch.workbook.grids import Fault, Grid
from commatch.workbook.headers import normal
from commatch.workbook.names import By, match_name
from commatch.workbook.outputs import TIDY_LOG
from commatch.workbook.schema import INPUT, Lang
from commatch.workbook.sheetscan import address, column_letters
from commatch.workbook.tables import Table, Tables

__all__ = ["bare_sheets", "left_out_rows", "left_out_sheets", "shown_again"]

_LEFT_OUT = {
    "totals_left_out": "total_left_out",
    "note_left_out": "note_left_out",
    "header_repeated": "header_left_out",
    "sample_left_out": "sample_left_out",
}
_HEADER_ROWS = 5
_OWN = frozenset({normal(TIDY_LOG.zh), normal(TIDY_LOG.key)})


def left_out_rows(table: Table, tables: Tables, grids: Grids) -> Iterator[Change]:
    """Yield the rows of a sheet that are not data, with their texts; of several tables each has those below its header.

    Parameters
    ----------
    table : Table
        A table of the file.
    tables : Tables
        All tables, and what was wrong with them.
    grids : Grids
        The sheets as they stand in the files.
    """
    grid, place = grids.of(table.place), table.place
    beside = [item for item in tables.tables if (item.place.file, item.place.sheet) == (place.file, place.sheet)]
    starts = {min(_header_rows(item), default=0): item.key for item in reversed(beside)}
    header = set().union(*map(_header_rows, beside))
    data = {row.number for item in beside for row in item.rows}
    said = {
        position(problem.place.cell)[0]: _LEFT_OUT[problem.code]
        for problem in tables.problems
        if problem.code in _LEFT_OUT and (problem.place.file, problem.place.sheet) == (place.file, place.sheet)
    }
    first = min(data, default=max(header) + 1)
    mark = table.headers.get(mark_column(INPUT[table.key]))
    marked = None if mark is None else position(mark.cell)[1]
    yield from _upper_headers(table, beside, grid)
    for number, row in enumerate(grid.rows):
        filled = [column for column, value in enumerate(row) if value is not None]
        owner = starts[max((start for start in starts if start <= number), default=min(starts))]
        if filled and number not in header and number not in data and owner == table.key:
            rule = said.get(number, "title_left_out" if number < first else "row_left_out")
            if number > min(header) and marked is not None and has_mark(grid.at(number, marked)):
                rule = "sample_left_out"
            yield Change(rule, Place(place.file, place.sheet, address(number, filled[0])), _words(row))


def _upper_headers(table: Table, beside: Sequence[Table], grid: Grid) -> Iterator[Change]:
    """Yield the headers that stand over others in a header of two rows: only the lower ones name columns."""
    headings = {position(cell.cell) for item in beside for cell in item.headers.values()}
    lowest = max(_header_rows(table), default=0)
    for number in _header_rows(table) - {lowest}:
        for column, value in enumerate(grid.rows[number]):
            below = any(grid.at(row, column) is not None for row in range(number + 1, lowest + 1))
            if value is not None and (number, column) not in headings and below:
                where = Place(table.place.file, table.place.sheet, address(number, column))
                yield Change("upper_header_left_out", where, text_of(value))


def _header_rows(table: Table) -> set[int]:
    return {position(cell.cell)[0] for cell in table.headers.values()}


def shown_again(table: Table, name: str, first: int, grids: Grids) -> Iterator[Change]:
    """Yield what is hidden in a file and is shown in the tidied workbook.

    Parameters
    ----------
    table : Table
        A table of the file.
    name : str
        The tidied sheet.
    first : int
        Rows of other tables above its rows there.
    grids : Grids
        The sheets as they stand in the files.
    """
    grid, place = grids.of(table.place), table.place
    if grid.hidden:
        yield Change("hidden_sheet_shown", place, place.sheet, name)
    headings = list(table.headers.values())
    headings += [cell.place for cell in table.rows[0].extras.values()] if table.rows else []
    for column in sorted({position(cell.cell)[1] for cell in headings} & grid.hidden_columns):
        at = address(0, column)
        yield Change("hidden_column_shown", Place(place.file, place.sheet, at), letters(at), name)
    for number, row in enumerate(table.rows, first):
        if row.number in grid.hidden_rows:
            yield Change("hidden_row_shown", row.place, _words(grid.rows[row.number]), name, new_cell(number, 0))


def bare_sheets(tables: Tables, grids: Grids, lang: Lang) -> tuple[list[BareSheet], list[Change]]:
    """Return the sheets that are known by name and have no header: they are carried over as they stand."""
    taken = {INPUT[table.key].name(lang) for table in tables.tables}
    sheets: list[BareSheet] = []
    changes: list[Change] = []
    places = {item.place: dict(item.params)["sheet"] for item in tables.problems if item.code == "no_header"}
    for place in sorted(places):
        base, number = INPUT[places[place]].name(lang), 1
        name = base
        while name in taken:
            number += 1
            name = f"{base} {number}"
        taken.add(name)
        grid = grids.of(place)
        sheets.append(BareSheet(name, tuple(tuple(map(_as_text, row)) for row in grid.rows)))
        changes.append(Change("sheet_as_it_was", place, place.sheet, name, "", name))
        changes += _formulas(grid, place, places[place], name)
    return sheets, changes


def _as_text(value: object) -> object:
    """Return a formula without a value as its text, where that is known, and any other value as it is."""
    return value.text or value if isinstance(value, Fault) and without_value(value) else value


def _formulas(grid: Grid, place: Place, key: str, name: str) -> Iterator[Change]:
    """Yield the formulas without a value of a sheet that is carried over as it is."""
    for number, row in enumerate(grid.rows):
        for column, value in enumerate(row):
            if without_value(value):
                at, text = address(number, column), text_of(value)
                where = Place(place.file, place.sheet, at)
                problem = error("formula_without_value", where, text, sheet=key, column=column_letters(column))
                yield Change("not_tidied", where, text, name, at, text or NO_VALUE, problem)


def left_out_sheets(tables: Tables, grids: Grids) -> Iterator[Change]:
    """Yield the sheets that are not carried over, with their number of rows; lists of drop-downs are no loss."""
    carried = {Place(table.place.file, table.place.sheet) for table in tables.tables}
    carried |= {problem.place for problem in tables.problems if problem.code == "no_header"}
    for place, grid in grids:
        drop_downs = grid.hidden and match_name(place.sheet).by is By.HELP
        if place not in carried and not _is_log(grid) and not drop_downs:
            yield Change("sheet_left_out", place, str(_filled_rows(grid)))


def _is_log(grid: Grid) -> bool:
    """Tell whether a sheet is a log that commatch wrote, and not somebody's own of that name."""
    names = [{normal(column.zh), normal(column.key)} for column in TIDY_LOG.columns]
    headers = [{normal(text_of(value)) for value in row if value is not None} for row in grid.rows[:_HEADER_ROWS]]
    return normal(grid.name) in _OWN and any(all(name & header for name in names) for header in headers)


def _filled_rows(grid: Grid) -> int:
    return sum(any(value is not None for value in row) for row in grid.rows)


def _words(row: Sequence[object]) -> str:
    return " | ".join(text_of(value) for value in row if value is not None)
