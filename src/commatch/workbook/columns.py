"""Headings to columns: which column of the sheet each one is, what is extra, missing or doubtful."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace

from commatch.problems import Place, Problem, error, warning
from commatch.texts.drafting import DRAFT_TEXTS
from commatch.workbook import cells
from commatch.workbook.grids import Grid
from commatch.workbook.headers import Header, Heading, bare, in_its_unit, names_of, normal, shown_header, two_in_one
from commatch.workbook.schema import Sheet
from commatch.workbook.sheetscan import address, column_letters

__all__ = ["Columns", "assign_columns"]

_LEAST_RATIO = 75
_LEAST_RATIO_OF_SHORT = 66
_SHORT = 3
_ENOUGH = 50
"""So many cells tell what a column holds."""
_ANY_MONTH = dt.date(2000, 6, 1)
_TIME_OF_DAY = re.compile(r"[上下]午|早|晚|点|全天|\d:\d")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes
    ----------
    header : Header
        Where they were read from.
    known : dict of str to Heading
        Headings by column key.
    extras : dict of str to Heading
        Headings of all other columns, by a name that is unique among them.
    """

    header: Header
    known: dict[str, Heading]
    extras: dict[str, Heading]

    @property
    def first(self) -> int:
        """The leftmost column of the table."""
        return min(heading.column for heading in self.header.headings)


def assign_columns(sheet: Sheet, grid: Grid, header: Header, place: Place) -> tuple[Columns, list[Problem]]:
    """Return the columns that a header declares.

    Of two headings for one column the better one counts: an exact one before an alias, then the alias that
    stands first in the schema. The other one becomes an extra column. A heading that only holds a known word
    counts where no other heading means that column, and with a warning.

    Parameters
    ----------
    sheet : Sheet
        What the grid is taken for.
    grid : Grid
        The sheet as it stands in the file.
    header : Header
        Its header.
    place : Place
        File and sheet.

    Returns
    -------
    tuple of Columns and list of Problem
        Problems: ``duplicate_header``, ``missing_column``, ``header_other_unit``, ``header_like_known``,
        ``header_taken_for``, ``header_two_in_one``,
        ``extra_column``, ``column_without_header``, ``hidden_columns``.
    """
    known: dict[str, Heading] = {}
    others: list[Heading] = []
    twice: set[Heading] = set()
    problems: list[Problem] = []
    holders = Counter(heading.key for heading in header.headings if heading.held)
    for heading in sorted(header.headings, key=lambda heading: (heading.rank, heading.column)):
        if not heading.key or (heading.held and holders[heading.key] > 1):
            others.append(replace(heading, key=""))
        elif heading.key not in known:
            known[heading.key] = heading
        else:
            others.append(heading)
            first = known[heading.key]
            if heading.exact and first.rank == heading.rank:
                twice.add(heading)
                other, where = _at(first, place), _at(heading, place)
                problems.append(
                    error(
                        "duplicate_header", where, heading.text, sheet=sheet.key, column=heading.key, other=other.cell
                    )
                )
    told = known.get("times")
    if told and sheet.key == "needs" and "raised_on" not in known and not told.exact and _holds_dates(grid, told):
        del known["times"]  # 时间 is when it was told, not when it could be
        known["raised_on"] = dated = replace(told, key="raised_on")
        name = sheet.column("raised_on").header(header.language)
        problems.append(
            warning("header_taken_for", _at(dated, place), dated.text, sheet=sheet.key, column="raised_on", likely=name)
        )
    extras: dict[str, Heading] = {}
    for heading in sorted(others, key=lambda heading: heading.column):
        name = heading.text
        extras[f"{name} ({column_letters(heading.column)})" if name in extras else name] = heading
    unnamed = _unnamed(grid, header)
    for column in unnamed:
        extras[column_letters(column)] = Heading(header.bottom, column, column_letters(column), "", 0, frozenset())
    columns = Columns(header, known, extras)
    problems.extend(_taken(sheet, columns, place))
    problems.extend(_doubts(sheet, columns, place, twice))
    if unnamed:
        where = Place(place.file, place.sheet, address(header.bottom, unnamed[0]))
        letters = "、".join(map(column_letters, unnamed))
        problems.append(warning("column_without_header", where, letters, sheet=sheet.key, count=len(unnamed)))
    hidden = [heading for heading in header.headings if heading.column in grid.hidden_columns]
    if hidden:
        where = Place(place.file, place.sheet, address(hidden[0].row, hidden[0].column))
        words = "、".join(heading.text for heading in hidden)
        problems.append(warning("hidden_columns", where, words, sheet=sheet.key, count=len(hidden)))
    return columns, problems


def _holds_dates(grid: Grid, heading: Heading) -> bool:
    """Tell whether most filled cells below a heading hold a date and no time of day."""
    below = (row[heading.column] for row in grid.rows[heading.row + 1 :] if len(row) > heading.column)
    filled = [value for value in below if value is not None][:_ENOUGH]
    plain = [value for value in filled if not (isinstance(value, str) and _TIME_OF_DAY.search(value))]
    dates = [value for value in plain if cells.date(value, month=_ANY_MONTH).value is not None]
    return len(dates) * 2 > len(filled)


def _unnamed(grid: Grid, header: Header) -> list[int]:
    """Return the columns that hold something below the header and have no heading."""
    named = {heading.column for heading in header.headings}
    width = max(map(len, grid.rows), default=0)
    below = grid.rows[header.bottom + 1 :]
    return [
        column
        for column in range(width)
        if column not in named and any(len(row) > column and row[column] is not None for row in below)
    ]


def _taken(sheet: Sheet, columns: Columns, place: Place) -> Iterator[Problem]:
    """Yield a warning for each heading that was read as a column of which it only holds the word."""
    for key, heading in columns.known.items():
        if heading.held:
            name = sheet.column(key).header(columns.header.language)
            yield warning(
                "header_taken_for", _at(heading, place), heading.text, sheet=sheet.key, column=key, likely=name
            )


def _doubts(sheet: Sheet, columns: Columns, place: Place, twice: Set[Heading]) -> Iterator[Problem]:
    missing = [column for column in sheet.columns if column.key not in columns.known]
    unknown = [heading for heading in columns.extras.values() if not heading.key and heading.words]
    language = columns.header.language
    double = {heading: pair for heading in unknown if (pair := two_in_one(sheet.key, heading.text))}
    for item, pair in double.items():
        yield warning("header_two_in_one", _at(item, place), item.text, sheet=sheet.key, columns="、".join(pair))
    unknown = [heading for heading in unknown if heading not in double]
    likely = _likely(sheet, [column.key for column in missing], unknown) if missing and unknown else {}
    top = columns.header.headings[0]
    for column in missing:
        heading = likely.get(column.key)
        if heading and not in_its_unit(column, heading.text):
            yield error("header_other_unit", _at(heading, place), heading.text, sheet=sheet.key, column=column.key)
        elif column.required:
            text = heading.text if heading else ""
            seen = "、".join(dict.fromkeys(map(shown_header, (item.text for item in columns.header.headings))))
            where = _at(heading or top, place)
            yield error("missing_column", where, text, sheet=sheet.key, column=column.key, likely=text, seen=seen)
        elif heading:
            name = column.header(language)
            where = _at(heading, place)
            yield warning("header_like_known", where, heading.text, sheet=sheet.key, column=column.key, likely=name)
    reported = {
        *likely.values(),
        *double,
        *twice,
        *(item for item in unknown if item.text in DRAFT_TEXTS["twice.header"]),
    }
    rest = {name: heading for name, heading in columns.extras.items() if heading.words and heading not in reported}
    if rest:
        where = _at(next(iter(rest.values())), place)
        yield warning("extra_column", where, "、".join(rest), sheet=sheet.key, count=len(rest))


def _at(heading: Heading, place: Place) -> Place:
    return Place(place.file, place.sheet, address(heading.row, heading.column))


def _likely(sheet: Sheet, missing: list[str], unknown: list[Heading]) -> dict[str, Heading]:
    """Return for missing columns the unknown heading that is nearest; no heading stands for two columns."""
    from rapidfuzz import fuzz

    pairs = []
    for number, key in enumerate(missing):
        names, required = list(names_of(sheet, key)), sheet.column(key).required
        for heading in unknown:
            words = {bare(normal(word)) for word in heading.words}
            nearness = max(_nearness(fuzz.ratio, word, name, required) for word in words for name in names)
            pairs.append((-nearness, number, heading.column, key, heading))
    pairs.sort()
    found: dict[str, Heading] = {}
    for nearness, _, _, key, heading in pairs:
        if nearness < 0 and key not in found and heading not in found.values():
            found[key] = heading
    return found


def _nearness(ratio: Callable[[str, str], float], word: str, name: str, required: bool) -> float:
    """Return how near a header is to a known one, 0 where not near; to a required one it may also hold it."""
    score = ratio(word, name)
    if required and len(name) > 1 and name in word:
        return max(score, _LEAST_RATIO)
    least = _LEAST_RATIO_OF_SHORT if len(word) == len(name) == _SHORT else _LEAST_RATIO
    return score if score >= least else 0.0
