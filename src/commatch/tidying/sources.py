"""The sheets of the input as they stand in their files: what the tables do not keep is looked up here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from commatch.problems import Place, Problem
from commatch.tidying.changes import position
from commatch.workbook.formulas import formula_texts
from commatch.workbook.grids import Fault, Grid
from commatch.workbook.limits import LIMITS, Limits
from commatch.workbook.sheetscan import Position
from commatch.workbook.sources import open_source

__all__ = ["Grids", "letters", "load"]


@dataclass(frozen=True, slots=True)
class Grids:
    """All sheets that hold something, by file and name.

    Attributes
    ----------
    sheets : mapping of (str, str) to Grid
        The sheets.
    missing : tuple of str
        Files that could not be read.
    """

    sheets: Mapping[tuple[str, str], Grid]
    missing: tuple[str, ...] = ()

    def of(self, place: Place) -> Grid:
        """Return the sheet of a place."""
        return self.sheets[place.file, place.sheet]

    def at(self, place: Place) -> object:
        """Return what stands in a cell."""
        return self.of(place).at(*position(place.cell))

    def __iter__(self) -> Iterator[tuple[Place, Grid]]:
        """Yield every sheet with its place, in the order of files and names."""
        for file, name in sorted(self.sheets):
            yield Place(file, name), self.sheets[file, name]


def load(contents: Iterable[tuple[str, bytes]], limits: Limits = LIMITS) -> Grids:
    """Return the sheets of some files, formulas without a value by their text; a file that can't be read has none.

    Parameters
    ----------
    contents : iterable of (str, bytes)
        Name and content of each file.
    limits : Limits
        How large a file may be.
    """
    found: dict[tuple[str, str], Grid] = {}
    missing = []
    for name, data in contents:
        source = open_source(name, data, limits)
        if isinstance(source, Problem):
            missing.append(name)
        else:
            _lay_over(source.grids, formula_texts(data, source.kind))
            found |= {(name, grid.name): grid for grid in source.grids if not grid.blank}
    return Grids(found, tuple(missing))


def _lay_over(grids: Iterable[Grid], formulas: Mapping[str, Mapping[Position, str]]) -> None:
    for grid in grids:
        for (row, column), text in formulas.get(grid.name, {}).items():
            grid.rows[row][column] = Fault("formula_without_value", text)


def letters(cell: str) -> str:
    """Return the column of an address."""
    return cell.rstrip("0123456789")
