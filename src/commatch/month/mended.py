"""What was changed by hand in a list, said in all of its cells: names beside the ids, the day in every row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from commatch.community import Community, Kind
from commatch.previous_projects import PreviousProject, PreviousRow
from commatch.problems import Place
from commatch.reports.words import Words
from commatch.times import Slot
from commatch.workbook.schema import CHOICES
from commatch.workbook.values import Record

__all__ = ["mended_cells"]

_COLUMNS = {Kind.HELPER: "helpers", Kind.UNIT: "units", Kind.VENUE: "venue", Kind.FUND: "fund"}
_FIRST = {Kind.HELPER: "responsible", Kind.UNIT: "lead"}
"""Columns that name one of several."""
_JOINTS = re.compile(r"\s*[、,，;；]\s*")


def mended_cells(
    projects: Iterable[PreviousProject], records: Mapping[str, Sequence[Record]], community: Community, words: Words
) -> Iterator[tuple[Place, str | date]]:
    """Yield the cells of a list that lag behind what was changed in it by hand, with what they are to say.

    Names are those of the ids that stand beside them now; a day that was changed in one row is that of all rows of the
    occasion. The action path and the reasons stay those of the plan until the list is matched again.

    Parameters
    ----------
    projects : iterable of PreviousProject
        As the list has them.
    records : mapping of str to sequence of Record
        The rows of its sheets.
    community : Community
        The resources with their names.
    words : Words
        Words in the list's language.
    """
    names = {item.resource_id: item.name for kind in Kind for item in community.resources(kind) if item.name}
    taken = frozenset(names.values())
    by_place = {record.place("resource_id"): record for record in records.get("assignments", ())}
    own = {record.place("project_id"): record for record in records.get("projects", ())}
    for project in projects:
        rows = [
            _Named(project, row, by_place[row.place], names, taken)
            for row in (*project.rows, *project.added)
            if row.place in by_place
        ]
        for row in rows:
            if row.renamed:
                yield row.record.place("resource_name"), row.name
            yield from _moved(row.record, row.slot, words)
        if (record := own.get(project.place)) is not None:
            yield from _moved(record, project.moved(project.slots[0]) if project.slots else None, words)
            yield from _renamed(record, rows, project, words)


@dataclass(frozen=True, slots=True)
class _Named:
    """A row of a project with the name of who stands in it now."""

    project: PreviousProject
    row: PreviousRow
    record: Record
    names: Mapping[str, str]
    taken: Set[str]

    @property
    def who(self) -> str:
        return self.row.typed.by or self.project.now(self.row)

    @property
    def said(self) -> str:
        """The name as the sheet has it."""
        return self.record.text("resource_name")

    @property
    def name(self) -> str:
        """The name of who stands there, as the sheet has it where it is no other's."""
        return self.names[self.who] if self.renamed else self.said

    @property
    def renamed(self) -> bool:
        """Whether another's name stands beside the id."""
        own = self.names.get(self.who, "")
        others = self.who != self.row.resource_id or self.said in self.taken
        return bool(own and self.said) and self.said != own and others

    @property
    def slot(self) -> Slot | None:
        """Under which slot the row stands now: what an event uses once under its first one."""
        first = self.project.slots[0] if self.project.slots else None
        return self.project.moved(self.row.slot or first)


def _moved(record: Record, slot: Slot | None, words: Words) -> Iterator[tuple[Place, str | date]]:
    """Yield date and half-day of a row that stands under another slot."""
    if slot is None or record.faulty & {"date", "half_day"} or not {"date", "half_day"} <= record.table.headers.keys():
        return
    half = CHOICES["half"][int(slot.half)].key
    if record["date"] is not None and (record["date"], record["half_day"] or half) != (slot.date, half):
        yield record.place("date"), slot.date
        yield record.place("half_day"), words.half(slot.half)


def _renamed(
    record: Record, rows: Sequence[_Named], project: PreviousProject, words: Words
) -> Iterator[tuple[Place, str]]:
    """Yield the cells of a project in which the names of its rows stood, where those are others now."""
    first = project.slots[0] if project.slots else None
    for kind, column in _COLUMNS.items():
        own = [row for row in rows if row.row.kind is kind]
        if kind is Kind.VENUE:
            own = [row for row in own if row.row.slot in (first, None)]
        now = list(dict.fromkeys(row.name for row in own))
        new = {row.said: row.name for row in own if row.renamed and row.said not in now}
        more = [row.name for row in own if row.renamed]
        said = _JOINTS.split(record.text(column))
        names = dict.fromkeys((*(new.get(name, name) for name in said), *more))
        if more and record.text(column) and list(names) != said:
            yield record.place(column), words("list").join(names)
        alone = record.text(_FIRST.get(kind, ""))
        if alone in new:
            yield record.place(_FIRST[kind]), new[alone]
