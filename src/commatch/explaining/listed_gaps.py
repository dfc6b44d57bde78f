"""Sheets of a project list as they stand, of which nothing goes back into a plan: they are only shown again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from commatch.workbook import cells
from commatch.workbook.grids import Grid
from commatch.workbook.names import match_result
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang

__all__ = ["listed_rows"]

_LEAST = 4
"""How many headers must be known in a row for it to be the header."""


def listed_rows(grids: Iterable[Grid], sheet: str) -> tuple[Mapping[str, object], ...] | None:
    """Return the rows of a sheet by the columns' keys, blank cells left out; ``None`` where there is none.

    Parameters
    ----------
    grids : iterable of Grid
        The sheets of the project list.
    sheet : str
        Key of the sheet.
    """
    headers = {cells.folded(column.header(lang)): column.key for column in OUTPUT[sheet].columns for lang in Lang}
    own = (grid for grid in grids if match_result(grid.name).key == sheet)
    for grid in own:
        for number, row in enumerate(grid.rows):
            columns = {at: key for at, value in enumerate(row) if (key := headers.get(_text(value)))}
            if len(columns) >= _LEAST:
                found = (_read(row, columns) for row in grid.rows[number + 1 :])
                return tuple(record for record in found if record)
    return None


def _text(value: object) -> str:
    return cells.folded(value) if isinstance(value, str) else ""


def _read(row: Sequence[object], columns: Mapping[int, str]) -> dict[str, object]:
    found = {key: row[at] for at, key in columns.items() if at < len(row) and row[at] not in (None, "")}
    return {key: value if isinstance(value, (str, int, float)) else str(value) for key, value in found.items()}
