"""What the reader hands on: rows of cells, each with its file, sheet and address, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from commatch.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Cell:
    """A raw value and where it stands."""

    value: object
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: its cells by column key, and the cells of columns that the schema does not know, by header.

    ``place.cell`` is the address of the row's first cell.
    """

    cells: Mapping[str, Cell]
    extras: Mapping[str, Cell]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that was recognised: its schema key, where it stands, its headers' places by column key, and its rows."""

    key: str
    place: Place
    headers: Mapping[str, Place]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An input file: the name that is shown (no folder) and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All sheets of all files, and what was wrong while reading them."""

    tables: tuple[Table, ...] = ()
    files: tuple[SourceFile, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def of(self, key: str) -> tuple[Table, ...]:
        """Return the tables of one schema sheet, in the order they were read."""
        return tuple(table for table in self.tables if table.key == key)
