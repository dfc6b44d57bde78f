"""The columns of a standard sheet: which heading each one comes from, and which columns are kept beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from commatch.problems import Place, Problem
from commatch.tidying.changes import Change, new_cell, position
from commatch.tidying.sources import Grids, letters
from commatch.workbook.headers import normal, shown_header
from commatch.workbook.schema import INPUT, Lang, Sheet, Type
from commatch.workbook.sheetscan import address
from commatch.workbook.tables import Table

__all__ = ["Layout", "header_changes", "layout_of"]

_IN_DOUBT = frozenset({"missing_column", "header_like_known", "header_other_unit"})


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a tidied sheet.

    Attributes
    ----------
    sheet : Sheet
        The schema's sheet; a column in doubt has the heading that stands in its place.
    doubts : mapping of str to str
        Columns that no table has and that an unknown heading looks like: key to that heading. It stands in the
        column's place, as it is, so that renaming it is all that is left to do.
    extras : tuple of str
        Names of all other columns, by which rows know their cells.
    shown : tuple of str
        Headers of the extra columns.
    """

    sheet: Sheet
    doubts: Mapping[str, str]
    extras: tuple[str, ...]
    shown: tuple[str, ...]


def layout_of(key: str, tables: Sequence[Table], problems: Sequence[Problem], lang: Lang) -> Layout:
    """Return the columns of a tidied sheet.

    Parameters
    ----------
    key : str
        Key of the schema's sheet.
    tables : sequence of Table
        All tables of that sheet.
    problems : sequence of Problem
        What was wrong with their headers.
    lang : Lang
        Language of the headers.
    """
    sheet = INPUT[key]
    places = {(table.place.file, table.place.sheet) for table in tables}
    found = [item for item in problems if (item.place.file, item.place.sheet) in places]
    extras = _extras(tables)
    present = {column for table in tables for column in table.headers}
    doubts: dict[str, str] = {}
    for problem in found:
        params = dict(problem.params)
        if problem.code in _IN_DOUBT and problem.value in extras and params["column"] not in present:
            doubts.setdefault(params["column"], problem.value)
    twice = {(item.place.file, item.place.sheet, letters(item.place.cell)): dict(item.params)["column"]
             for item in found if item.code == "duplicate_header"}  # fmt: skip
    shown = {name: _shown(sheet, name, twice.get(place, ""), lang) for name, place in extras.items()}
    names = tuple(name for name in extras if name not in doubts.values())
    columns = tuple(
        replace(column, key=doubts[column.key], zh=doubts[column.key], type=Type.TEXT, required=False)
        if column.key in doubts
        else column
        for column in sheet.columns
    )
    return Layout(replace(sheet, columns=columns), doubts, names, tuple(shown[name] for name in names))


def _extras(tables: Sequence[Table]) -> dict[str, tuple[str, str, str]]:
    """Return the extra columns of some tables by name, with file, sheet and letters of the first one."""
    found: dict[str, tuple[str, str, str]] = {}
    for table in tables:
        for row in table.rows:
            for name, cell in row.extras.items():
                if name not in found:
                    found[name] = (cell.place.file, cell.place.sheet, letters(cell.place.cell))
    return found


def _shown(sheet: Sheet, name: str, twin: str, lang: Lang) -> str:
    """Return the header of an extra column; that of a column which stands twice stays one of that column's."""
    if not twin:
        return name
    column = sheet.column(twin)
    return name if normal(name) in (normal(column.zh), normal(column.key)) else column.header(lang)


def header_changes(tables: Sequence[Table], layout: Layout, grids: Grids, lang: Lang) -> list[Change]:
    """Return what became of the headings of some tables: renamed, moved, made up, added.

    Parameters
    ----------
    tables : sequence of Table
        All tables of one sheet.
    layout : Layout
        The columns of the tidied sheet.
    grids : Grids
        The sheets as they stand in the files.
    lang : Lang
        Language of the headers.
    """
    sheet, name = layout.sheet, layout.sheet.name(lang)
    headers = [*(column.header(lang) for column in sheet.columns), *layout.shown]
    known = {column.key: number for number, column in enumerate(INPUT[sheet.key].columns)}
    others = {
        **{name: known[key] for key, name in layout.doubts.items()},
        **{name: number for number, name in enumerate(layout.extras, len(known))},
    }
    found: list[Change] = []
    for table in tables:
        where = [(known[key], place) for key, place in table.headers.items()]
        extras = table.rows[0].extras if table.rows else {}
        where += [(others[name], _heading(table, cell.place, grids)) for name, cell in extras.items()]
        for number, place in sorted(where):
            before, cell_now = shown_header(grids.at(place)), new_cell(-1, number)
            if position(place.cell)[0] < 0:  # no row for a header at all
                place = Place(place.file, place.sheet)
            if before != headers[number]:
                rule = "header_renamed" if before else "header_given"
                found.append(Change(rule, place, before, name, cell_now, headers[number]))
            elif place.cell and letters(place.cell) != letters(cell_now):
                found.append(Change("column_moved", place, before, name, cell_now, headers[number]))
    present = {column for table in tables for column in table.headers}
    added = [column.header(lang) for column in sheet.columns if column.key in known.keys() - present]
    if added:
        words = ("、" if lang is Lang.ZH else ", ").join(added)
        found.append(Change("columns_added", tables[0].place, "", name, "", words))
    return found


def _heading(table: Table, cell: Place, grids: Grids) -> Place:
    """Return where the heading of an extra column stands: in the lowest row of the header that is filled there."""
    rows = sorted({position(place.cell)[0] for place in table.headers.values()}, reverse=True)
    column = position(cell.cell)[1]
    row = next((row for row in rows if grids.of(cell).at(row, column) is not None), rows[0])
    return Place(cell.file, cell.sheet, address(row, column))
