"""A month on its way into the next one: its sheets, what becomes of its needs, and a line for every change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from commatch.community import Kind
from commatch.month.fates import Fate
from commatch.month.pages import Page, Row, natural
from commatch.month.state import MonthState
from commatch.months import month_after
from commatch.problems import Problem
from commatch.reports.rows import number
from commatch.reports.words import Words
from commatch.texts.rollover import CARRY_ITEMS, CARRY_KINDS, CARRY_NOTES
from commatch.workbook import cells
from commatch.workbook.declared import Lang
from commatch.workbook.schema import INPUT, choice_name

__all__ = ["Line", "Rolling"]

_FIRST = frozenset({"end", "status", "new"})
"""Items that say what became of a need, before all else that is said of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log: what it is about, what stood there, what stands there now, and why.

    ``to_see`` tells that somebody has to look at it; ``code`` is the key of its words.
    """

    kind: str
    id: str
    code: str
    item: str
    name: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    to_see: bool = False

    def cells(self, words: Words) -> tuple[str, ...]:
        """Return the cells of the line."""
        kind = words.fill(CARRY_KINDS[self.kind]) if self.kind in CARRY_KINDS else words.kind(Kind(self.kind))
        return kind, self.id, self.name, words.fill(CARRY_ITEMS[self.item]), self.before, self.after, self.note


@dataclass
class Rolling:
    """A month on its way.

    Attributes
    ----------
    state : MonthState
        The month as it stands.
    lang : Lang
        The language that is written.
    fates : dict of str to Fate
        What becomes of every need.
    pages : dict of str to Page
        The sheets.
    left_rows : list of Row
        Rows of needs that left.
    paused : set of str
        Resources that are paused from now on.
    given_up : set of str
        Needs that were to go on, and that the next month can't serve.
    left : dict of str to float
        Yuan or pieces that are left of what was used.
    lines : list of Line
        The log.
    problems : list of Problem
        What can't be.
    """

    state: MonthState
    lang: Lang
    fates: dict[str, Fate]
    pages: dict[str, Page]
    left_rows: list[Row] = field(default_factory=list)
    paused: set[str] = field(default_factory=set)
    given_up: set[str] = field(default_factory=set)
    left: dict[str, float] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def following(self) -> dt.date:
        """The next month."""
        return month_after(self.state.month)

    def page(self, key: str) -> Page:
        """Return a sheet, a new one where there is none yet."""
        if key not in self.pages:
            self.pages[key] = Page(INPUT[key], self.lang)
        return self.pages[key]

    def rows(self, key: str) -> list[Row]:
        """Return the rows of a sheet, none where there is no such sheet."""
        return self.pages[key].rows if key in self.pages else []

    def about(self, row: Row) -> Fate | None:
        """Return what becomes of the need of a row, ``None`` where it is none of the month's."""
        return self.fates.get(self._ids.get(cells.folded(str(row.get("need_id") or "")), ""))

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        return {cells.folded(need_id): need_id for need_id in self.fates}

    def choice(self, choices: str, key: str) -> str:
        """Return how a value of a closed list is written."""
        return choice_name(choices, key, self.lang)

    def line(
        self,
        kind: str,
        id: str,
        item: str,
        code: str,
        *,
        name: str = "",
        before: object = "",
        after: object = "",
        to_see: bool = False,
        **figures: object,
    ) -> None:
        """Add a line to the log; ``figures`` fill its note."""
        said: Mapping[str, object] = {
            key: number(value) if isinstance(value, float) else value for key, value in figures.items()
        }
        note = Words(self.lang).fill(CARRY_NOTES[code], **said)
        if kind == "need" and not name and id in self.fates:
            name = self.fates[id].need.title
        self.lines.append(Line(kind, id, code, item, name, _shown(before), _shown(after), note, to_see))

    def ordered(self) -> Iterable[Line]:
        """Return the lines in their order: needs first, then resources, and within them by id."""
        order = ["need", *Kind, "setting", "file"]
        return sorted(
            self.lines,
            key=lambda line: (
                order.index(line.kind),
                natural(line.id),
                line.item not in _FIRST,
                line.item,
                line.code,
                line.after,
                line.note,
            ),
        )


def _shown(value: object) -> str:
    if isinstance(value, float):
        return str(number(value))
    return "" if value is None else str(value)
