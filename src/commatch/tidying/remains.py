"""What a tidied workbook does not hold: titles, totals, notes, whole sheets; and what was hidden and is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commatch.problems import Place, Problem
from commatch.tidying.changes import BareSheet, Change, new_cell, position
from commatch.tidying.rows import text_of
from commatch.tidying.sources import Grids, letters
from commatch.workbook.grids import Grid
from commatch.workbook.headers import normal
from commatch.workbook.names import By, match_name
from commatch.workbook.outputs import TIDY_LOG
from commatch.workbook.schema import INPUT, Lang
from commatch.workbook.sheetscan import address
from commatch.workbook.tables import Table, Tables

__all__ = ["bare_sheets", "left_out_rows", "left_out_sheets", "shown_again"]

_LEFT_OUT = {
    "totals_left_out": "total_left_out",
    "note_left_out": "note_left_out",
    "header_repeated": "header_left_out",
    "sample_left_out": "sample_left_out",
}
_OWN = frozenset({normal(TIDY_LOG.zh), normal(TIDY_LOG.key)})


def left_out_rows(table: Table, problems: Sequence[Problem], grids: Grids) -> Iterator[Change]:
    """Yield the rows of a sheet that are not data, with their texts."""
    grid, place = grids.of(table.place), table.place
    header = {position(cell.cell)[0] for cell in table.headers.values()}
    data = {row.number for row in table.rows}
    said = {
        position(problem.place.cell)[0]: _LEFT_OUT[problem.code]
        for problem in problems
        if problem.code in _LEFT_OUT and (problem.place.file, problem.place.sheet) == (place.file, place.sheet)
    }
    first = min(data, default=max(header) + 1)
    for number, row in enumerate(grid.rows):
        filled = [column for column, value in enumerate(row) if value is not None]
        if filled and number not in header and number not in data:
            rule = said.get(number, "title_left_out" if number < first else "row_left_out")
            yield Change(rule, Place(place.file, place.sheet, address(number, filled[0])), _words(row))


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
        sheets.append(BareSheet(name, tuple(tuple(row) for row in grids.of(place).rows)))
        changes.append(Change("sheet_as_it_was", place, place.sheet, name, "", name))
    return sheets, changes


def left_out_sheets(tables: Tables, grids: Grids) -> Iterator[Change]:
    """Yield the sheets that are not carried over, with their number of rows; lists of drop-downs are no loss."""
    carried = {table.place for table in tables.tables}
    carried |= {problem.place for problem in tables.problems if problem.code == "no_header"}
    for place, grid in grids:
        drop_downs = grid.hidden and match_name(place.sheet).by is By.HELP
        if place not in carried and normal(place.sheet) not in _OWN and not drop_downs:
            yield Change("sheet_left_out", place, str(_filled_rows(grid)))


def _filled_rows(grid: Grid) -> int:
    return sum(any(value is not None for value in row) for row in grid.rows)


def _words(row: Sequence[object]) -> str:
    return " | ".join(text_of(value) for value in row if value is not None)
