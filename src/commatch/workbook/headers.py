"""Which row of a sheet is its header, and which column it says is which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commatch.workbook.cell_numbers import unit_fits
from commatch.workbook.grids import Grid
from commatch.workbook.outputs import READ
from commatch.workbook.schema import Column, Lang, Sheet, Type
from commatch.workbook.spelling import bare, normal, shown_header
from commatch.workbook.wording import NO_WORDS, OwnWords, held_column, known_words, names_of, two_in_one

__all__ = [
    "HELD", "ROWS_SEARCHED", "Header", "Heading", "bare", "find_header", "in_its_unit", "lookup", "names_of", "normal",
    "shown_header", "two_in_one",
]  # fmt: skip

ROWS_SEARCHED = 20
"""Rows from the first filled one of a sheet among which its header is looked for."""
_IN_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
HELD = 100_000
"""Rank from which a header is no known one, but only holds a known word."""
_BY_PARENT = 1_000
_WIDEST = 200
_FREE_TEXT = frozenset(
    [
        "情况", "情况说明", "基本情况", "个人情况", "具体情况", "详细情况", "情况介绍", "情况描述", "说明", "备注",
        "描述", "介绍", "简介", "简单介绍", "notes", "remarks", "description", "details", "about",
    ]
)  # fmt: skip
"""Headers under which a row is told in free words."""


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
        0 for an exact header, 1 for one with a unit or a mark; greater numbers for aliases, the greatest for a
        header that only holds a known word.
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

    @property
    def held(self) -> bool:
        """It is no known header, but holds just one known word."""
        return self.rank >= HELD


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
    def free_text(self) -> int:
        """How many columns, beside the known ones, are headed as free words."""
        return sum(not heading.key and not _FREE_TEXT.isdisjoint(heading.words) for heading in self.headings)

    @property
    def language(self) -> Lang:
        """The language of most known headers."""
        english = sum(heading.text.isascii() for heading in self.headings if heading.key)
        return Lang.EN if english * 2 > sum(bool(heading.key) for heading in self.headings) else Lang.ZH

    @property
    def score(self) -> tuple[int, int]:
        """Columns known or headed as free words, and how many of the known ones by an exact header."""
        return len(self.keys) + self.free_text, len(
            {heading.key for heading in self.headings if heading.key and heading.exact}
        )


def find_header(sheet: Sheet, grid: Grid, words: OwnWords = NO_WORDS) -> Header | None:
    """Return the header of a grid that is taken for a sheet, ``None`` where no row looks like one.

    A row is a header when it names two columns of the sheet, or the only column that must be there in its only
    filled cell or beside one for free words. Of several the one that names most columns is taken, then the first.
    """
    best: Header | None = None
    first = next((number for number, row in enumerate(grid.rows) if row), 0)
    for read in (_single, _double):  # two rows are one header only where that names more columns
        for top in range(first, min(first + ROWS_SEARCHED, len(grid.rows))):
            header = read(sheet, grid, top, words)
            if header and (best is None or header.score > best.score):
                best = header
    if best is None or not best.keys:
        return None
    needed = {column.key for column in sheet.columns if column.required} or {"name"}
    alone = len(best.headings) == 1 or best.free_text > 0
    return best if len(best.keys) > 1 or (alone and needed <= best.keys) else None


def _single(sheet: Sheet, grid: Grid, top: int, words: OwnWords) -> Header | None:
    headings = []
    for column, value in enumerate(grid.rows[top]):
        text = shown_header(value)
        if text:
            key, rank = lookup(sheet.key, text, words)
            headings.append(Heading(top, column, text, key, rank, frozenset({normal(text)})))
    if not headings:
        return None
    bottom = max((area[2] for area in grid.merges if area[0] == top and area[1] <= headings[-1].column), default=top)
    return Header(top, min(bottom, top + 2), tuple(headings))


def _double(sheet: Sheet, grid: Grid, top: int, words: OwnWords) -> Header | None:
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
            headings.append(_joined(sheet, (row, column), parent, child, words))
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


def _joined(sheet: Sheet, at: tuple[int, int], parent: str, child: str, words: OwnWords) -> Heading:
    row, column = at
    if not parent or not child or parent == child:
        text = child or parent
        key, rank = lookup(sheet.key, text, words)
        return Heading(row, column, text, key, rank, frozenset({normal(text)}))
    text = f"{parent}/{child}"
    tries = [lookup(sheet.key, said, words) for said in (parent + child, child, parent)]
    tries[2] = (tries[2][0], tries[2][1] + _BY_PARENT)
    key, rank = next((found for found in sorted(tries, key=_sureness) if found[0]), ("", 0))
    return Heading(row, column, text, key, rank, frozenset({normal(parent), normal(child), normal(text)}))


def _sureness(found: tuple[str, int]) -> bool:
    """Return what puts a header that only holds a known word after one that is known."""
    return found[1] >= HELD


def lookup(sheet: str, text: str, words: OwnWords = NO_WORDS) -> tuple[str, int]:
    """Return the key and the rank of a header, ``('', 0)`` where a sheet has none like it."""
    known = known_words(sheet)
    wanted = normal(text)
    wanted = words.headers.get(wanted, wanted)
    if wanted in known:
        return known[wanted]
    plain = bare(wanted)
    plain = words.headers.get(plain, plain)
    key, rank = known.get(plain, ("", 0))
    if not key and two_in_one(sheet, text) is None:
        key, rank = held_column(sheet, text), HELD
    if not key or not in_its_unit(READ[sheet].column(key), text):
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
