"""Cells that a draft proposed and that nobody has confirmed yet: by the draft's log and by their colour.

A proposed cell is coloured, and the log lists it by its sheet, the id of its row and its column, so that it is known
wherever the row is moved to. It stops being one as soon as something else is typed into it, its colour is taken away
(only a workbook in .xlsx shows colours) or the log says that it is accepted; one that the log declines has to be
changed. Copied into another workbook without the log, it is known by its colour.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from commatch.problems import Place
from commatch.workbook.cell_words import yes_no
from commatch.workbook.grids import Grid
from commatch.workbook.guard import Format
from commatch.workbook.outputs import DRAFT_LOG, PROPOSED, TIDY_LOG
from commatch.workbook.parsed import clean
from commatch.workbook.schema import INPUT, INPUT_SHEETS, Column, Lang
from commatch.workbook.sources import Source
from commatch.workbook.spelling import normal
from commatch.workbook.zipparts import BROKEN_ZIP, Archive

__all__ = ["COLOUR", "NO_PROPOSALS", "Decision", "Proposed", "is_log", "proposed_in"]

COLOUR = "E6D9F5"
"""Colour of a cell that holds a proposal."""
_ACCEPTED = frozenset(
    map(normal, ("采纳", "采用", "同意", "接受", "确认", "已采纳", "可以", "accepted", "accept", "agreed"))
)
_DECLINED = frozenset(
    map(
        normal,
        ("不采纳", "不采用", "不同意", "不接受", "拒绝", "不用", "不要", "拒", "declined", "decline", "rejected"),
    )
)
_TITLES = frozenset({normal(TIDY_LOG.zh), normal(TIDY_LOG.key)})
_RULES = frozenset({normal(PROPOSED.zh), normal(PROPOSED.en)})
_HEADER_ROWS = 5
_UNLOADED = (*BROKEN_ZIP, LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError)
"""What openpyxl raises for a workbook that other programs wrote with styles it does not know."""
_NEEDED = ("new_sheet", "after", "rule", "id", "column", "decision")

Key = tuple[str, str, str]
"""Sheet, id of the row and column, each by its key or in its compared form."""


class Decision(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Proposed:
    """What drafts proposed, as files tell it.

    Attributes
    ----------
    logged : mapping of Key to mapping of str to Decision
        The texts proposed for a cell, mostly one, each with what the log says became of it.
    coloured : frozenset of Place
        Cells with the colour of a proposal.
    seen : frozenset of str
        Files whose colours can be seen.
    """

    logged: Mapping[Key, Mapping[str, Decision]] = field(default_factory=dict)
    coloured: frozenset[Place] = frozenset()
    seen: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there may be any."""
        return bool(self.logged or self.coloured)

    def decision(self, sheet: str, row_id: str, column: str, place: Place, value: object) -> Decision:
        """Return what became of the proposal that a filled cell holds: ``ACCEPTED`` also where it holds none.

        Parameters
        ----------
        sheet, column : str
            Keys of its sheet and column.
        row_id : str
            Identifier of its row.
        place : Place
            Where it stands.
        value : object
            What stands there.
        """
        texts = self.logged.get((sheet, normal(row_id), column))
        if texts is None:
            return Decision.OPEN if place in self.coloured else Decision.ACCEPTED
        decision = texts.get(normal(clean(value)), Decision.ACCEPTED)
        if decision is Decision.OPEN and place.file in self.seen and place not in self.coloured:
            return Decision.ACCEPTED
        return decision

    def with_those_of(self, source: Source) -> Proposed:
        """Return these and those of one more file."""
        logged = {key: dict(texts) for key, texts in self.logged.items()}
        for grid in source.grids:
            if is_log(grid):
                for key, text, decision in _logged(grid):
                    texts = logged.setdefault(key, {})
                    if decision is not Decision.OPEN or text not in texts:
                        texts[text] = decision
        if source.kind.format is not Format.XLSX:
            return Proposed(logged, self.coloured, self.seen)
        coloured = _coloured(source)
        if coloured is None:
            return Proposed(logged, self.coloured, self.seen)
        return Proposed(logged, self.coloured | coloured, self.seen | {source.name})


NO_PROPOSALS = Proposed()
"""Nothing was proposed."""


def proposed_in(sources: Iterable[Source]) -> Proposed:
    """Return what the drafts among some files proposed."""
    found = NO_PROPOSALS
    for source in sources:
        found = found.with_those_of(source)
    return found


def is_log(grid: Grid) -> bool:
    """Tell whether a sheet is the log of a draft."""
    return normal(grid.name) in _TITLES and _header(grid) is not None


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Return the row of a log's header and its columns by key; ``None`` where it is none of a draft."""
    names = {normal(name): column.key for column in DRAFT_LOG.columns for name in (column.zh, column.key)}
    for number, row in enumerate(grid.rows[:_HEADER_ROWS]):
        found = {names[text]: at for at, value in enumerate(row) if (text := normal(clean(value))) in names}
        if all(key in found for key in _NEEDED):
            return number, found
    return None


def _logged(grid: Grid) -> Iterator[tuple[Key, str, Decision]]:
    """Yield cell, text and decision of each proposal that a log lists."""
    header = _header(grid)
    if header is None:
        return
    top, at = header
    sheets = {normal(sheet.name(lang)): sheet.key for sheet in INPUT_SHEETS for lang in Lang}
    for row in grid.rows[top + 1 :]:
        texts = {key: clean(row[column]) if column < len(row) else "" for key, column in at.items()}
        key = sheets.get(normal(texts["new_sheet"]))
        if key is None or normal(texts["rule"]) not in _RULES:
            continue
        column = _column(INPUT[key].columns, texts["column"])
        if column:
            yield (key, normal(texts["id"]), column), normal(texts["after"]), _decided(texts["decision"])


def _decided(text: str) -> Decision:
    word, said = normal(text.strip("。.!！ ")), yes_no(text).value
    if word in _ACCEPTED or said is True:
        return Decision.ACCEPTED
    return Decision.DECLINED if word in _DECLINED or (word and said is False) else Decision.OPEN


def _column(columns: Sequence[Column], header: str) -> str:
    wanted = normal(header)
    return next((column.key for column in columns if wanted in (normal(column.zh), normal(column.key))), "")


def _coloured(source: Source) -> frozenset[Place] | None:
    """Return the cells of a workbook that have the colour of a proposal, ``None`` where its colours can't be read."""
    try:
        styles = b"".join(Archive(source.data).pieces("xl/styles.xml"))
    except (*BROKEN_ZIP, KeyError):
        return frozenset()
    if COLOUR.encode() not in styles.upper():
        return frozenset()
    from openpyxl import load_workbook

    found = set()
    try:
        book = load_workbook(io.BytesIO(source.data))
    except _UNLOADED:
        return None
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.has_style and _is_proposal(cell.fill):
                    found.add(Place(source.name, sheet.title, cell.coordinate))
    return frozenset(found)


def _is_proposal(fill: object) -> bool:
    colour = getattr(getattr(fill, "start_color", None), "rgb", None)
    return isinstance(colour, str) and colour.upper().endswith(COLOUR)
