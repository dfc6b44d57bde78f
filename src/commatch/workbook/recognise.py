"""Which sheet of the schema a sheet of a file is: by its name, by its header, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from commatch.problems import Place, Problem, error, warning
from commatch.workbook.grids import Grid
from commatch.workbook.headers import ROWS_SEARCHED, Header, find_header, lookup, normal, shown_header
from commatch.workbook.lone import LONE_KEYS, lone_header
from commatch.workbook.memory import MEMORY
from commatch.workbook.names import By, NameMatch, nearest_sheet
from commatch.workbook.outputs import OUTPUT_SHEETS
from commatch.workbook.schema import FORM_SHEETS, INPUT, Lang, Sheet
from commatch.workbook.sheetscan import address
from commatch.workbook.wording import NO_WORDS, OwnWords

__all__ = ["MAIN_COLUMNS", "Recognised", "bears_out", "holds_rows", "recognise"]

_LEAST_HITS = 3
_LEAST_SHARE = 0.6
_LEAD = 2
_LEAST_OWN = 2
_LEAST_SHARE_OF_KIND = 0.4
_LEAST_SHARE_OF_NAMED = 0.25  # a survey puts half a dozen columns of its own before the answers
_LEAD_OF_KIND = 0.5
_NAMED = 1.0
_MONEY_AND_GOODS = frozenset({"funds", "goods"})

MAIN_COLUMNS: Mapping[str, tuple[frozenset[str], ...]] = {
    "needs": (frozenset({"title"}),),
    "helpers": (frozenset({"skills", "name"}), frozenset({"skills", "helper_id"})),
    "units": (frozenset({"name", "services"}), frozenset({"name", "agreed_until"})),
    "venues": (frozenset({"name", "seats"}), frozenset({"name", "facilities"})),
    "funds": (frozenset({"name", "amount"}),),
    "goods": (frozenset({"name", "quantity"}),),
}
"""Columns without which a list is not known by its header, for each kind of list: any one set of them will do."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a grid is taken for.

    Attributes
    ----------
    sheet : Sheet, optional
        The schema's sheet; ``None`` where the grid is not to be read.
    header : Header, optional
        Its header, if one was found.
    problems : tuple of Problem
        ``sheet_by_headers``, ``lone_column``, ``unknown_sheet`` or ``kinds_mixed``, if any holds.
    """

    sheet: Sheet | None = None
    header: Header | None = None
    problems: tuple[Problem, ...] = ()


def recognise(grid: Grid, match: NameMatch, place: Place, words: OwnWords = NO_WORDS) -> Recognised:
    """Return the sheet that a grid is, by its name or else by its header.

    A name that holds a known one among other words counts for that sheet, and the header decides. A sheet that is
    named like a result or like help is read only where its header is beyond doubt that of an input sheet, and
    names more of its columns than of any sheet of a result.

    Parameters
    ----------
    grid : Grid
        The sheet as it stands in the file.
    match : NameMatch
        What its name says.
    place : Place
        File and sheet.
    words : OwnWords
        The community's own words.

    Returns
    -------
    Recognised
        The schema's sheet with its header, and a warning where the name alone did not tell.
    """
    if match.by in (By.NAME, By.LOOSELY) and (lone := lone_header(INPUT[match.key], grid, words)):
        at = replace(place, cell=address(lone.bottom + 1, lone.headings[0].column))
        read_as = LONE_KEYS[match.key]
        told = warning("lone_column", at, lone.headings[0].text, sheet=match.key, column=read_as)
        return Recognised(INPUT[match.key], lone, () if lone.headings[0].text else (told,))
    if match.by is By.NAME and match.key in MEMORY:
        header = find_header(INPUT[match.key], grid, words)
        if header is not None and bears_out(INPUT[match.key], header, _LEAST_HITS):
            return Recognised(INPUT[match.key], header)
        match = NameMatch(By.NOTHING)  # somebody's own sheet of that name
    if match.by is By.NAME:
        return Recognised(INPUT[match.key], find_header(INPUT[match.key], grid, words))
    aside = match.by in (By.RESULT, By.HELP)
    named = match.keys or frozenset({match.key} - {""})
    found = _by_header(grid, named, words, strict=aside)
    if len(found) == 1 and not (aside and _own_hits(grid, found[0][1].top) >= len(found[0][1].keys)):
        sheet, header = found[0]
        if match.by is By.LOOSELY and sheet.key == match.key:
            return Recognised(sheet, header)
        return Recognised(sheet, header, (warning("sheet_by_headers", place, grid.name, sheet=sheet.key),))
    if aside:
        return Recognised()
    if {sheet.key for sheet, _ in found} == _MONEY_AND_GOODS and named >= _MONEY_AND_GOODS:
        return Recognised(problems=(error("kinds_mixed", place, grid.name),))
    likely, seen = _likely(grid, match, words)
    return Recognised(problems=(warning("unknown_sheet", place, grid.name, likely=likely, seen=seen),))


def holds_rows(grid: Grid) -> bool:
    """Tell whether a sheet named like a result holds anything below its header, or where it has none at all."""
    filled = [number for number, row in enumerate(grid.rows) if any(value is not None for value in row)]
    tops = [number for number in filled if number < ROWS_SEARCHED and _own_hits(grid, number) >= _LEAST_OWN]
    return bool(filled) and (not tops or filled[-1] > tops[0])


def _by_header(
    grid: Grid, named: frozenset[str], words: OwnWords, *, strict: bool = False
) -> list[tuple[Sheet, Header]]:
    """Return the one sheet whose header a grid has, or those between which it does not decide.

    The kinds of lists are weighed by the columns that only one of them has; the sheet that the name holds weighs
    more. Every other sheet, and all of them where ``strict``, must be known beyond doubt.
    """
    found: list[tuple[float, Sheet, Header]] = []
    for sheet in FORM_SHEETS:
        header = find_header(sheet, grid, words)
        if header is None:
            continue
        if strict or sheet.key not in MAIN_COLUMNS:
            fits = bears_out(sheet, header, _LEAST_HITS)
            weight = float(len(header.keys)) if strict else 0.0
        else:
            least = min(_LEAST_OWN, len(header.headings)) if sheet.key in named else _LEAST_HITS
            main = any(keys <= header.keys for keys in MAIN_COLUMNS[sheet.key])
            main = main or (sheet.key in named and "name" in header.keys)
            known = sum(bool(heading.key) for heading in header.headings)
            share = _LEAST_SHARE_OF_NAMED if sheet.key in named else _LEAST_SHARE_OF_KIND
            fits = main and len(header.keys) + header.free_text >= least and known >= share * len(header.headings)
            weight = _weight(sheet, header, words) + (_NAMED if sheet.key in named else 0.0)
        if fits:
            found.append((weight or _weight(sheet, header, words), sheet, header))
    found.sort(key=lambda item: -item[0])
    lead = float(_LEAD) if strict else _LEAD_OF_KIND
    return [(sheet, header) for weight, sheet, header in found if weight > found[0][0] - lead]


def _weight(sheet: Sheet, header: Header, words: OwnWords) -> float:
    """Return how much a header tells of a sheet: a column counts by how few kinds of lists have one of that name."""
    weight = 0.0
    for heading in header.headings:
        if heading.key:
            sharing = sum(bool(lookup(key, heading.text, words)[0]) for key in MAIN_COLUMNS if key != sheet.key)
            weight += 1 / (1 + sharing)
    return weight


def _likely(grid: Grid, match: NameMatch, words: OwnWords) -> tuple[str, str]:
    """Return the name of the sheet that an unknown one may be, and the headers seen in it."""
    best: tuple[float, str, Header | None] = (0.0, match.key, None)
    for key in MAIN_COLUMNS:
        header = find_header(INPUT[key], grid, words)
        if header and (weight := _weight(INPUT[key], header, words)) > best[0]:
            best = (weight, key, header)
    lang = Lang.EN if grid.name.isascii() else Lang.ZH
    near = INPUT[best[1]] if best[1] else nearest_sheet(grid.name)
    seen = "" if best[2] is None else "、".join(heading.text for heading in best[2].headings)
    return ("" if near is None else near.name(lang)), seen


def bears_out(sheet: Sheet, header: Header, least: int) -> bool:
    """Tell whether a header is that of a sheet beyond doubt."""
    required = {column.key for column in sheet.columns if column.required}
    hits = len(header.keys)
    return hits >= least and required <= header.keys and hits >= _LEAST_SHARE * len(header.headings)


def _own_hits(grid: Grid, row: int) -> int:
    """Return how many columns of one sheet of a result a row names, of the sheet that it names most of."""
    words = {normal(text) for value in grid.rows[row] if (text := shown_header(value))}
    return max(len({known[word] for word in words if word in known}) for known in _output_headers())


@cache
def _output_headers() -> tuple[Mapping[str, str], ...]:
    """Return for every sheet of a result the keys of its columns by their headers."""
    return tuple(
        {normal(name): column.key for column in sheet.columns for name in (column.zh, column.key)}
        for sheet in OUTPUT_SHEETS
    )
