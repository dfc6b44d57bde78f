"""How a marked copy is told when it is given as input: its list of problems is no data, its name is its file's."""

from __future__ import annotations

import re

from commatch.texts.annotate import COPY_NAMES
from commatch.workbook.grids import Grid
from commatch.workbook.headers import normal, shown_header
from commatch.workbook.names import By, match_name
from commatch.workbook.outputs import OUTPUT

__all__ = ["is_problem_list", "without_copy_name"]

_HEADER_WITHIN = 30
_COPY_NAME = re.compile(f"(?:{'|'.join(map(re.escape, COPY_NAMES.values()))})(?:-[0-9]+)?$")


def is_problem_list(grid: Grid) -> bool:
    """Tell whether a sheet is the list of problems of a marked copy: its name, a title, and its header below it."""
    if match_name(grid.name).by is not By.RESULT:
        return False
    columns = OUTPUT["problems"].columns
    wanted = ({normal(column.zh) for column in columns}, {normal(column.key) for column in columns})
    return any(
        {normal(text) for value in row if (text := shown_header(value))} in wanted
        for row in grid.rows[1:_HEADER_WITHIN]
    )


def without_copy_name(stem: str) -> str:
    """Return the name of a file without its ending, and without what a marked copy's name has at its end."""
    return _COPY_NAME.sub("", stem) or stem
