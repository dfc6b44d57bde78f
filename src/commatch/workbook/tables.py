"""What the reader hands on: rows of cells, each with its file, sheet and address, nothing interpreted yet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from commatch.problems import Place, Problem
from commatch.workbook.proposed import NO_PROPOSALS, Proposed

__all__ = ["Cell", "Cells", "Frame", "Row", "SourceFile", "Table", "Tables"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A raw value and where it stands."""

    value: object
    place: Place


@dataclass(frozen=True, slots=True)
class Frame:
    """What all rows of a table share.

    Attributes
    ----------
    place : Place
        File and sheet.
    first : str
        Letters of the table's first column.
    known, extras : mapping of str to (int, str)
        Columns that the schema knows, by key, and those that it does not, by header: which of a row's values,
        and the letters.
    """

    place: Place
    first: str
    known: Mapping[str, tuple[int, str]]
    extras: Mapping[str, tuple[int, str]]

    def at(self, letters: str, number: int) -> Place:
        """Return the place of a cell; rows are numbered from 0."""
        return Place(self.place.file, self.place.sheet, f"{letters}{number + 1}")


class Cells(Mapping[str, Cell]):
    """Cells of a row by column, each made when it is asked for: a large sheet has more than a million."""

    __slots__ = ("_columns", "_row", "_values")

    def __init__(self, row: Row, columns: Mapping[str, tuple[int, str]], values: tuple[object, ...]) -> None:
        self._row = row
        self._columns = columns
        self._values = values

    def __getitem__(self, key: str) -> Cell:
        """Return a column's cell."""
        index, letters = self._columns[key]
        return Cell(self._values[index], self._row.frame.at(letters, self._row.number))

    def __iter__(self) -> Iterator[str]:
        """Iterate over the columns."""
        return iter(self._columns)

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._columns)


@dataclass(frozen=True, slots=True)
class Row:
    """A data row.

    Attributes
    ----------
    frame : Frame
        What it shares with the other rows of its table.
    number : int
        Its number in the sheet, from 0.
    values, others : tuple of object
        Raw values of the columns that the schema knows, and of those that it does not.
    """

    frame: Frame
    number: int
    values: tuple[object, ...]
    others: tuple[object, ...] = ()

    @property
    def cells(self) -> Cells:
        """Cells of the columns that the schema knows, by key."""
        return Cells(self, self.frame.known, self.values)

    @property
    def extras(self) -> Cells:
        """Cells of the columns that the schema does not know, by header."""
        return Cells(self, self.frame.extras, self.others)

    @property
    def place(self) -> Place:
        """Where its first cell stands."""
        return self.frame.at(self.frame.first, self.number)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was recognised.

    Attributes
    ----------
    key : str
        Key of the schema's sheet.
    place : Place
        File and sheet; of one of several tables in a sheet also the first cell of its header.
    headers : mapping of str to Place
        Places of its headers by column key.
    rows : tuple of Row
        Its rows.
    serial : bool
        Its identifiers are only serial numbers.
    """

    key: str
    place: Place
    headers: Mapping[str, Place]
    rows: tuple[Row, ...]
    serial: bool = False

    def holds(self, place: Place) -> bool:
        """Tell whether a cell of its sheet is one of its headers', or of one of its rows and columns."""
        letters = place.cell.rstrip("0123456789")
        number = int(place.cell[len(letters) :] or 0) - 1
        at = bisect_left(self.rows, number, key=lambda row: row.number)
        if at == len(self.rows) or self.rows[at].number != number:
            return place in self.headers.values()
        frame = self.rows[0].frame
        return letters in {at for _, at in (*frame.known.values(), *frame.extras.values())}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An input file: the name that is shown (no folder) and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All sheets of all files, what was wrong while reading them, and what in them is a draft's proposal."""

    tables: tuple[Table, ...] = ()
    files: tuple[SourceFile, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    proposed: Proposed = NO_PROPOSALS

    def of(self, key: str) -> tuple[Table, ...]:
        """Return the tables of one schema sheet, in the order they were read."""
        return tuple(table for table in self.tables if table.key == key)
