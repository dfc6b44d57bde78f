"""Several tables in one sheet: one below the other, side by side, or rows of several kinds under one header.

Each becomes a grid of its own in which all else is blank, so that the address of every cell stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from commatch.workbook.cell_words import is_none
from commatch.workbook.grids import Grid
from commatch.workbook.headers import lookup, shown_header
from commatch.workbook.names import By, NameMatch, match_name
from commatch.workbook.parsed import clean
from commatch.workbook.recognise import MAIN_COLUMNS
from commatch.workbook.schema import CHOICES, RESOURCE_SHEETS
from commatch.workbook.spelling import bare, normal
from commatch.workbook.wording import OwnWords, known_words

__all__ = ["Part", "parts_of"]

_LONGEST = 30
_LEAST = 2
_SHARE = 0.5
_SAME = 0.6
_MOST_TITLE = 20
_SHORT_ROW = 2
_FEW_ROWS = 5_000
_TITLE = re.compile(r"^(?:[(（]?[一二三四五六七八九十0-9]{1,2}[)）、.．]|[—–\-=*]{2,})|[:：]$")
_KIND_HEADERS = frozenset({"类型", "类别", "性质", "种类", "资源类型", "资源类别", "资源种类", "分类", "type", "kind"})
_KIND_WORDS = {
    "helper": "人 个人 人力 能人队伍 person people team volunteer 志工",
    "unit": "合作单位 org organisation organization partner",
    "venue": "场所 room space place",
    "fund": "钱 基金 款项 cash",
    "goods": "物 东西 设备 item items stuff equipment",
}
_MOST_UNKNOWN = 0.2
_FIRST_ROWS = 20
_ROOMS = frozenset({"场地", "可用场地", "场地名称", "可提供场地", "可提供的场地", "活动场地", "可借场地"})


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a sheet.

    Attributes
    ----------
    grid : Grid
        The sheet with all else blank.
    match : NameMatch
        What its title, its kind, or else the sheet's name says.
    unknown : tuple of (int, int)
        Rows and column of cells that should say a kind of resource and don't.
    """

    grid: Grid
    match: NameMatch
    unknown: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    row: int
    texts: dict[int, str]


def parts_of(grid: Grid, match: NameMatch, words: OwnWords) -> list[Part]:
    """Return the tables of a sheet; a sheet with one table is its only part.

    Parameters
    ----------
    grid : Grid
        The sheet as it stands in the file.
    match : NameMatch
        What its name says; a sheet of another kind than needs and resources is left whole.
    words : OwnWords
        The community's own words.
    """
    if match.by in (By.RESULT, By.HELP) or (match.key and match.key not in MAIN_COLUMNS):
        return [Part(grid, match)]
    heads = _heads(grid, match, words)
    if not heads:
        return [Part(grid, match)]
    tops = [0, *(_title_row(grid, head.row, words) for head in heads[1:]), len(grid.rows)]
    found: list[Part] = []
    for number, head in enumerate(heads):
        rows = range(tops[number], tops[number + 1])
        section = grid if len(heads) == 1 else _masked(grid, rows)
        title = match if len(heads) == 1 else _titled(grid, head, match, words)
        pieces = _side_by_side(section, head, words)
        for piece, key in pieces:
            texts = [text for column, text in head.texts.items() if piece.at(head.row, column) is not None]
            said = NameMatch(By.NAME, key) if key else title if len(pieces) == 1 else _unnamed(title, texts, words)
            found.extend(_by_kind(piece, head, said))
    return found


def _heads(grid: Grid, match: NameMatch, words: OwnWords) -> list[_Head]:
    """Return the headers of a sheet's tables, those that only repeat the one above left out."""
    rows = grid.rows
    if match.by is By.NAME or len(rows) > _FEW_ROWS:  # a further header has a title or a blank row above it
        numbers = [0, *(number for number, row in enumerate(rows[:-1], 1) if len(row) <= _SHORT_ROW)]
        numbers = sorted({*numbers, *range(min(len(rows), 20))})
    else:
        numbers = list(range(len(rows)))
    found: list[_Head] = []
    last = -2
    for number in numbers:
        texts = _heading_texts(rows[number])
        if not texts or not _is_header(texts, words):
            continue
        below, last = number == last + 1, number
        if not (below or (found and _repeats(texts, found[-1].texts, words))):
            found.append(_Head(number, texts))
        elif below and found:
            found[-1] = _Head(found[-1].row, {**texts, **found[-1].texts})
    return found


def _heading_texts(row: list[object]) -> dict[int, str]:
    """Return the texts of a row by column, none where it holds what no header is."""
    texts: dict[int, str] = {}
    for column, value in enumerate(row):
        if value is None:
            continue
        if not isinstance(value, str) or (len(value) > _LONGEST and not texts):
            return {}
        texts[column] = shown_header(value)
    return texts if len(texts) >= _LEAST else {}


def _is_header(texts: dict[int, str], words: OwnWords) -> bool:
    """Tell whether texts are the header of some kind of list: most of them, and those that a list can't do without."""
    said = list(texts.values())
    if not any(_is_word(text) or normal(text) in words.headers for text in said[:3]):
        return False
    return bool(_kinds(said, words))


def _kinds(texts: Iterable[str], words: OwnWords) -> list[str]:
    """Return the kinds of lists whose header some texts may be."""
    said, found = list(texts), []
    for kind, mains in MAIN_COLUMNS.items():
        named = [lookup(kind, bare(normal(text)), words)[0] for text in said]  # whatever its unit
        keys, known = set(named) - {""}, sum(map(bool, named))
        enough = len(keys) >= _LEAST and known >= _SHARE * len(said)
        if enough and any(main <= keys for main in mains):
            found.append(kind)
    return found


@cache
def _words() -> frozenset[str]:
    return frozenset().union(*(known_words(kind) for kind in MAIN_COLUMNS))


def _is_word(text: str) -> bool:
    word = normal(text)
    return word in _words() or bare(word) in _words()


def _repeats(texts: dict[int, str], before: dict[int, str], words: OwnWords) -> bool:
    """Tell whether a header repeats the one above: most of it is the same, and it may be of the same lists."""
    same = sum(before.get(column) == text for column, text in texts.items())
    alike = same > 1 and same >= _SAME * len(texts)
    return alike and _kinds(texts.values(), words) == _kinds(before.values(), words)


def _title_row(grid: Grid, row: int, words: OwnWords) -> int:
    """Return the row of the title above a header, or the header's own where it has none."""
    for number in (row - 1, row - 2):
        text = _lone(grid.rows[number]) if number >= 0 else ""
        if text:
            return number if _is_title(text, words) else row
        if number >= 0 and grid.rows[number]:
            return row
    return row


def _lone(row: list[object]) -> str:
    """Return the text of a row's only filled cell, if it is a short one."""
    filled = [value for value in row if value is not None]
    return (
        filled[0].strip() if len(filled) == 1 and isinstance(filled[0], str) and len(filled[0]) <= _MOST_TITLE else ""
    )


def _is_title(text: str, words: OwnWords) -> bool:
    return bool(_TITLE.search(text)) or match_name(text.rstrip(":： "), words).by in (By.NAME, By.LOOSELY, By.SEVERAL)


def _titled(grid: Grid, head: _Head, match: NameMatch, words: OwnWords) -> NameMatch:
    """Return what the title above a table says, what the sheet's name says where there is none."""
    number = _title_row(grid, head.row, words)
    title = match_name(_lone(grid.rows[number]).rstrip(":： "), words) if number < head.row else NameMatch(By.NOTHING)
    if title.key in MAIN_COLUMNS:
        return NameMatch(By.LOOSELY, title.key)
    return _unnamed(match, head.texts.values(), words)


def _unnamed(match: NameMatch, texts: Iterable[str], words: OwnWords) -> NameMatch:
    """Return the kinds that one of a sheet's tables may be: of those that its header fits the ones the name holds."""
    kinds, named = frozenset(_kinds(texts, words)), match.keys or frozenset({match.key} - {""})
    return NameMatch(By.SEVERAL, keys=(kinds & named) or kinds)


def _masked(grid: Grid, rows: Collection[int], columns: Collection[int] | None = None) -> Grid:
    """Return a grid in which all but some rows and columns are blank."""
    last = max(rows, default=-1) + 1
    kept: list[list[object]] = [
        [] if number not in rows
        else row if columns is None
        else [value if column in columns else None for column, value in enumerate(row)]
        for number, row in enumerate(grid.rows[:last])
    ]  # fmt: skip
    merges = tuple(
        area for area in grid.merges if area[0] in rows and area[2] in rows and (columns is None or area[1] in columns)
    )
    return replace(grid, rows=kept, merges=merges)


def _side_by_side(grid: Grid, head: _Head, words: OwnWords) -> list[tuple[Grid, str]]:
    """Return the tables that stand beside each other below one row of headers, parted by a blank column or not.

    With each comes the kind that it is where that is sure, else ``''``.
    """
    width = max(map(len, grid.rows))
    blank = [all(len(row) <= column or row[column] is None for row in grid.rows) for column in range(width)]
    runs: list[list[int]] = []
    for column in sorted(head.texts):
        if runs and not any(blank[runs[-1][-1] + 1 : column]):
            runs[-1].append(column)
        else:
            runs.append([column])
    tables = [run for run in runs if _kinds((head.texts[column] for column in run), words)]
    rows = range(len(grid.rows))
    if len(tables) > 1 and len(tables) == len(runs):
        edges = [*(run[0] for run in runs[1:]), width]
        return [(_masked(grid, rows, range(run[0], edge)), "") for run, edge in zip(runs, edges, strict=True)]
    rooms = _rooms(head, words)
    if rooms:
        others = [column for column in range(width) if column not in rooms]
        of_rooms = _without_nameless(_masked(grid, rows, rooms), head.row, rooms[0])
        return [(_masked(grid, rows, others), "units"), (of_rooms, "venues")]
    return [(grid, "")]


def _rooms(head: _Head, words: OwnWords) -> list[int]:
    """Return the columns of a list of units that tell of their rooms: the room's name, and what follows of it."""
    first = next((column for column, text in head.texts.items() if bare(normal(text)) in _ROOMS), None)
    if first is None or "units" not in _kinds((t for c, t in head.texts.items() if c < first), words):
        return []
    found = [first]
    for column, text in head.texts.items():
        if column > first and lookup("venues", text, words)[0]:
            found.append(column)
    return found if len(found) > 1 else []


def _without_nameless(grid: Grid, head: int, column: int) -> Grid:
    """Return a list of rooms without the rows that name none: ``-`` stands for no room."""
    rows = [
        number for number in range(len(grid.rows))
        if number <= head or not is_none(clean(grid.at(number, column)))
    ]  # fmt: skip
    return _masked(grid, frozenset(rows))


def _by_kind(grid: Grid, head: _Head, match: NameMatch) -> Iterator[Part]:
    """Yield a table for each kind of resource that a column of the table names, or the table as it is."""
    start = head.row + 1
    for column, text in head.texts.items():
        if match.by is By.NAME or bare(normal(text)) not in _KIND_HEADERS:
            continue
        if not any(_kind_at(grid, number, column) for number in range(start, min(start + _FIRST_ROWS, len(grid.rows)))):
            continue
        said = {number: _kind_at(grid, number, column) for number in range(start, len(grid.rows)) if grid.rows[number]}
        said = {number: kind for number, kind in said.items() if kind is not None}
        kinds = sorted({kind for kind in said.values() if kind}, key=list(RESOURCE_SHEETS).index)
        unknown = [number for number, kind in said.items() if not kind]
        if len(kinds) > 1 and len(unknown) <= _MOST_UNKNOWN * len(said):
            for kind in kinds:
                rows = frozenset({*range(start), *(number for number, of in said.items() if of == kind)})
                others = frozenset(range(max(map(len, grid.rows)))) - {column}
                wrong = tuple((number, column) for number in unknown) if kind == kinds[0] else ()
                yield Part(_masked(grid, rows, others), NameMatch(By.NAME, RESOURCE_SHEETS[kind]), wrong)
            return
    yield Part(grid, match)


def _kind_at(grid: Grid, row: int, column: int) -> str | None:
    """Return the kind that a row says, ``''`` for another word, ``None`` where it is blank."""
    value = grid.at(row, column)
    for top, left, bottom, right in grid.merges:
        if value is None and top <= row <= bottom and left <= column <= right:
            value = grid.at(top, left)
    return None if value is None else _kind_words().get(normal(value), "")


@cache
def _kind_words() -> dict[str, str]:
    found = {word: kind for kind, words in _KIND_WORDS.items() for word in words.split()}
    for choice in CHOICES["kind"]:
        found |= dict.fromkeys(map(normal, (choice.key, choice.zh, choice.en, *choice.aliases)), choice.key)
    return found
