"""A table of a page: cells with what they are sorted by, rows with what they can be filtered by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from commatch.reports.rows import Share, Value

__all__ = ["Cell", "Filter", "Head", "Row", "Table", "cell", "filters"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows.

    Attributes
    ----------
    text : str
        Its text.
    order : str
        What it is sorted by, where that is not its text: a number, or a date as ``2026-12-03``; ``~`` stands last
        whichever way, as a blank cell does.
    below : str
        A line below, smaller.
    more : tuple of (str, str)
        What can be opened: names and texts.
    style : {'', 'number', 'date', 'when', 'lines'}
        How it is set.
    """

    text: str = ""
    order: str = ""
    below: str = ""
    more: tuple[tuple[str, str], ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's header, and how it sorts: as ``text``, ``number`` or ``date``."""

    text: str
    sort: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place in the page where it has one, its cells, and its values by filter."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows can be chosen by: a name, and the values that are there."""

    key: str
    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the key of its place, its heading, and what stands there where it has no row."""

    key: str
    name: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    empty: str
    filters: tuple[Filter, ...] = ()
    note: str = ""


def cell(value: Value, below: str = "") -> Cell:
    """Return the cell of a value of a sheet."""
    if value is None:
        return Cell(below=below)
    if isinstance(value, Share):
        return Cell(f"{value:.0%}", f"{float(value):.6f}", below, style="number")
    if isinstance(value, dt.date):
        return Cell(value.isoformat(), value.isoformat(), below, style="date")
    if isinstance(value, (int, float)):
        return Cell(f"{value:.10g}", f"{value:.10g}", below, style="number")
    return Cell(value, below=below, style="lines" if "\n" in value else "")


def filters(rows: Iterable[Row], names: Mapping[str, str], order: Mapping[str, Sequence[str]]) -> tuple[Filter, ...]:
    """Return the filters of rows: those of which there are two values at least.

    Parameters
    ----------
    rows : iterable of Row
        The rows.
    names : mapping of str to str
        The name of each filter, by its key.
    order : mapping of str to sequence of str
        The values of a filter in their order; the others follow in the order of their characters.
    """
    found = {key: {value for row in rows for value in row.facets.get(key, ())} for key in names}
    made = []
    for key, values in found.items():
        rank = {value: at for at, value in enumerate(order.get(key, ()))}
        options = [*sorted(values & rank.keys(), key=rank.__getitem__), *sorted(values - rank.keys())]
        if len(options) > 1:
            made.append(Filter(key, names[key], tuple(options)))
    return tuple(made)
