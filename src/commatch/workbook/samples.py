"""Sample rows of the blank workbook that were left in: they are no data."""

from __future__ import annotations

from collections.abc import Iterable

from commatch.workbook.columns import Columns
from commatch.workbook.examples import has_mark, is_as_written, mark_column
from commatch.workbook.grids import Grid
from commatch.workbook.schema import Sheet

__all__ = ["sample_numbers"]


def sample_numbers(
    sheet: Sheet, columns: Columns, grid: Grid, numbers: Iterable[int]
) -> tuple[frozenset[int], tuple[int, ...]]:
    """Return the rows that have the mark of a sample, and those of them that something was typed over.

    Parameters
    ----------
    sheet : Sheet
        What the grid is taken for.
    columns : Columns
        Its columns.
    grid : Grid
        The sheet as it stands in the file.
    numbers : iterable of int
        Its rows below the header that are not blank.
    """
    heading = columns.known.get(mark_column(sheet))
    if heading is None:
        return frozenset(), ()
    samples = [number for number in numbers if has_mark(grid.at(number, heading.column))]
    changed = []
    for number in samples:
        cells = ((key, grid.at(number, known.column)) for key, known in columns.known.items())
        values = {key: value for key, value in cells if value is not None}
        if not is_as_written(sheet, values):
            changed.append(number)
    return frozenset(samples), tuple(changed)
