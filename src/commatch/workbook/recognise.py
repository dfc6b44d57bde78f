"""Which sheet of the schema a sheet of a file is: by its name, by its header, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from commatch.problems import Place, Problem, warning
from commatch.workbook.grids import Grid
from commatch.workbook.headers import ROWS_SEARCHED, Header, find_header, normal, shown_header
from commatch.workbook.names import By, NameMatch, nearest_sheet
from commatch.workbook.outputs import OUTPUT_SHEETS
from commatch.workbook.schema import INPUT, INPUT_SHEETS, Lang, Sheet

__all__ = ["Recognised", "holds_rows", "recognise"]

_LEAST_HITS = 3
_LEAST_SHARE = 0.6
_LEAD = 2
_LEAST_OWN = 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a grid is taken for.

    Attributes
    ----------
    sheet : Sheet, optional
        The schema's sheet; ``None`` where the grid is not to be read.
    header : Header, optional
        Its header, if one was found.
    problems : tuple of Problem
        ``sheet_by_headers`` or ``unknown_sheet``, if either holds.
    """

    sheet: Sheet | None = None
    header: Header | None = None
    problems: tuple[Problem, ...] = ()


def recognise(grid: Grid, match: NameMatch, place: Place) -> Recognised:
    """Return the sheet that a grid is, by its name or else by its header.

    A sheet that is named like a result or like help is read only where its header is beyond doubt that of an
    input sheet, and names more of its columns than of any sheet of a result.

    Parameters
    ----------
    grid : Grid
        The sheet as it stands in the file.
    match : NameMatch
        What its name says.
    place : Place
        File and sheet.

    Returns
    -------
    Recognised
        The schema's sheet with its header, and a warning where the name alone did not tell.
    """
    if match.by is By.NAME:
        return Recognised(INPUT[match.key], find_header(INPUT[match.key], grid))
    if match.by is By.LOOSELY:
        header = find_header(INPUT[match.key], grid)
        if header and _bears_out(INPUT[match.key], header, min(_LEAST_HITS, len(header.headings))):
            return Recognised(INPUT[match.key], header)
    found = _by_header(grid)
    aside = match.by in (By.RESULT, By.HELP)
    if found and not (aside and _own_hits(grid, found[1].top) >= len(found[1].keys)):
        sheet, header = found
        return Recognised(sheet, header, (warning("sheet_by_headers", place, grid.name, sheet=sheet.key),))
    if aside:
        return Recognised()
    near = INPUT[match.key] if match.key else nearest_sheet(grid.name)
    likely = "" if near is None else near.name(Lang.EN if grid.name.isascii() else Lang.ZH)
    return Recognised(problems=(warning("unknown_sheet", place, grid.name, likely=likely),))


def holds_rows(grid: Grid) -> bool:
    """Tell whether a sheet named like a result holds anything below its header, or where it has none at all."""
    filled = [number for number, row in enumerate(grid.rows) if any(value is not None for value in row)]
    tops = [number for number in filled if number < ROWS_SEARCHED and _own_hits(grid, number) >= _LEAST_OWN]
    return bool(filled) and (not tops or filled[-1] > tops[0])


def _by_header(grid: Grid) -> tuple[Sheet, Header] | None:
    """Return the one sheet whose header a grid has beyond doubt."""
    found = []
    for sheet in INPUT_SHEETS:
        header = find_header(sheet, grid)
        if header and _bears_out(sheet, header, _LEAST_HITS):
            found.append((len(header.keys), sheet, header))
    found.sort(key=lambda item: -item[0])
    if found and (len(found) == 1 or found[0][0] >= found[1][0] + _LEAD):
        return found[0][1], found[0][2]
    return None


def _bears_out(sheet: Sheet, header: Header, least: int) -> bool:
    """Tell whether a header is that of a sheet beyond doubt."""
    required = {column.key for column in sheet.columns if column.required}
    hits = len(header.keys)
    return hits >= least and required <= header.keys and hits >= _LEAST_SHARE * len(header.headings)


def _own_hits(grid: Grid, row: int) -> int:
    """Return how many columns of one sheet of a result a row names, of the sheet that it names most of."""
    words = {normal(text) for value in grid.rows[row] if (text := shown_header(value))}
    return max(len({known[word] for word in words if word in known}) for known in _output_headers())


@cache
def _output_headers() -> tuple[Mapping[str, str], ...]:
    """Return for every sheet of a result the keys of its columns by their headers."""
    return tuple(
        {normal(name): column.key for column in sheet.columns for name in (column.zh, column.key)}
        for sheet in OUTPUT_SHEETS
    )
