"""Which row of a sheet is its header, and which column it says is which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from commatch.workbook.cell_numbers import unit_fits
from commatch.workbook.grids import Fault, Grid
from commatch.workbook.schema import INPUT, Column, Lang, Sheet, Type
from commatch.workbook.traditional import simplified

__all__ = ["ROWS_SEARCHED", "Header", "Heading", "find_header", "in_its_unit", "names_of", "normal", "shown_header"]

ROWS_SEARCHED = 20
"""Rows at the top of a sheet among which its header is looked for."""
_GAPS = re.compile(r"[\s_\u200b-\u200d\u2060\ufeff]+")
_BRACKETS = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】)$")
_IN_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_MARKS = "*:#※★"
_BY_PARENT = 1_000
_WIDEST = 200


def normal(text: object) -> str:
    """Return a header or a name as it is compared: NFKC, simplified, folded case, no spaces or underscores."""
    return simplified(_GAPS.sub("", unicodedata.normalize("NFKC", str(text)))).casefold()


def bare(text: str) -> str:
    """Return a compared header without marks such as ``*`` and a unit in brackets at its end."""
    before = ""
    while text != before:
        before, text = text, _BRACKETS.sub("", text.strip(_MARKS))
    return text


def shown_header(value: object) -> str:
    """Return a header as text on one line; ``''`` where the cell is blank or faulty."""
    if value is None or isinstance(value, Fault):
        return ""
    return " ".join(str(value).split())


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of one column.

    Attributes
    ----------
    row, column : int
        Where it stands, from 0.
    text : str
        The header as written; of two rows ``parent/child``.
    key : str
        Key of the schema's column, ``''`` where the schema knows none.
    rank : int
        0 for an exact header, 1 for one with a unit or a mark; greater numbers for aliases.
    words : frozenset of str
        The header in its compared forms: the text of either row and of both.
    """

    row: int
    column: int
    text: str
    key: str
    rank: int
    words: frozenset[str]

    @property
    def exact(self) -> bool:
        """It is one of the schema's own headers, not an alias."""
        return self.rank <= 1


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its first and last row, and the headings of its filled columns in order."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the columns that are known."""
        return frozenset(heading.key for heading in self.headings if heading.key)

    @property
    def language(self) -> Lang:
        """The language of most known headers."""
        english = sum(heading.text.isascii() for heading in self.headings if heading.key)
        return Lang.EN if english * 2 > sum(bool(heading.key) for heading in self.headings) else Lang.ZH

    @property
    def score(self) -> tuple[int, int]:
        """Columns known, and how many of them by an exact header."""
        return len(self.keys), len({heading.key for heading in self.headings if heading.key and heading.exact})


def find_header(sheet: Sheet, grid: Grid) -> Header | None:
    """Return the header of a grid that is taken for a sheet, ``None`` where no row looks like one.

    A row is a header when it names two columns of the sheet, or its only filled cell names the only column
    that must be there. Of several the one that names most columns is taken, then the first.
    """
    best: Header | None = None
    for read in (_single, _double):  # two rows are one header only where that names more columns
        for top in range(min(ROWS_SEARCHED, len(grid.rows))):
            header = read(sheet, grid, top)
            if header and (best is None or header.score > best.score):
                best = header
    if best is None or not best.keys:
        return None
    required = {column.key for column in sheet.columns if column.required}
    alone = len(best.headings) == 1 and bool(required) and required <= best.keys
    return best if len(best.keys) > 1 or alone else None


def _single(sheet: Sheet, grid: Grid, top: int) -> Header | None:
    headings = []
    for column, value in enumerate(grid.rows[top]):
        text = shown_header(value)
        if text:
            key, rank = _lookup(sheet.key, text)
            headings.append(Heading(top, column, text, key, rank, frozenset({normal(text)})))
    if not headings:
        return None
    bottom = max((area[2] for area in grid.merges if area[0] == top and area[1] <= headings[-1].column), default=top)
    return Header(top, min(bottom, top + 2), tuple(headings))


def _double(sheet: Sheet, grid: Grid, top: int) -> Header | None:
    """Read two rows as one header, where merged or blank cells show that one row stands over the other."""
    if top + 1 >= len(grid.rows):
        return None
    upper, lower = _merged_texts(grid, top), _merged_texts(grid, top + 1)
    gaps = {} if grid.merges_known else _gaps_filled(upper, lower)
    if not gaps and not any(top in (area[0], area[2]) for area in grid.merges):
        return None
    upper |= gaps
    headings = []
    for column in range(max([*upper, *lower], default=-1) + 1):
        parent, child = upper.get(column, ""), lower.get(column, "")
        if parent or child:
            row = top + 1 if shown_header(grid.at(top + 1, column)) else top
            headings.append(_joined(sheet, row, column, parent, child))
    return Header(top, top + 1, tuple(headings)) if headings else None


def _merged_texts(grid: Grid, row: int) -> dict[int, str]:
    """Return the filled texts of a row by column, a merged cell's in every column of its range."""
    texts = {column: text for column, value in enumerate(grid.rows[row]) if (text := shown_header(value))}
    for top, left, bottom, right in grid.merges:
        text = shown_header(grid.at(top, left)) if top <= row <= bottom else ""
        if text:
            texts |= dict.fromkeys(range(left, min(right, left + _WIDEST) + 1), text)
    return texts


def _gaps_filled(upper: dict[int, str], lower: dict[int, str]) -> dict[int, str]:
    """Return what stands over columns with a lower header and no upper one, where merges are unknown."""
    filled: dict[int, str] = {}
    for column in sorted(set(lower) - set(upper)):
        before = [other for other in upper if other < column]
        if before:
            filled[column] = upper[max(before)]
    return filled


def _joined(sheet: Sheet, row: int, column: int, parent: str, child: str) -> Heading:
    if not parent or not child or parent == child:
        text = child or parent
        key, rank = _lookup(sheet.key, text)
        return Heading(row, column, text, key, rank, frozenset({normal(text)}))
    text = f"{parent}/{child}"
    tries = [_lookup(sheet.key, child), _lookup(sheet.key, parent + child), _lookup(sheet.key, parent)]
    tries[2] = (tries[2][0], tries[2][1] + _BY_PARENT)
    key, rank = next((found for found in tries if found[0]), ("", 0))
    return Heading(row, column, text, key, rank, frozenset({normal(parent), normal(child), normal(text)}))


def _lookup(sheet: str, text: str) -> tuple[str, int]:
    known = _known(sheet)
    wanted = normal(text)
    if wanted in known:
        return known[wanted]
    key, rank = known.get(bare(wanted), ("", 0))
    if not key or not in_its_unit(INPUT[sheet].column(key), text):
        return "", 0
    return key, rank + 1


def in_its_unit(column: Column, header: str) -> bool:
    """Tell whether the numbers under a header are in the column's unit: under 经费（万元） they are not.

    Parameters
    ----------
    column : Column
        What the header is taken for.
    header : str
        The header as written.

    Returns
    -------
    bool
        True where the header names no unit.
    """
    if column.type not in (Type.NUMBER, Type.WHOLE):
        return True
    return all(unit_fits(words, column.unit) for words in _IN_BRACKETS.findall(normal(header)))


@cache
def _known(sheet: str) -> Mapping[str, tuple[str, int]]:
    """Return the key and the rank of every header of a sheet: 0 for its own, 2, 4, … for aliases in order."""
    known: dict[str, tuple[str, int]] = {}
    for column in INPUT[sheet].columns:
        known |= {normal(column.zh): (column.key, 0), normal(column.key): (column.key, 0)}
    for column in INPUT[sheet].columns:
        for number, alias in enumerate(column.aliases, start=1):
            known.setdefault(normal(alias), (column.key, 2 * number))
    return known


def names_of(sheet: Sheet, key: str) -> Iterator[str]:
    """Yield every header that is read as a column, in its compared form."""
    column = sheet.column(key)
    yield from (normal(name) for name in (column.zh, column.key, *column.aliases))
