"""Rows that were deleted from a list that came back, or from the needs sheet beside it: nothing is lost with them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from commatch.assemble.previous_ids import Names
from commatch.community import Need, NeedStatus
from commatch.memory import Way
from commatch.previous_projects import COMPLETED
from commatch.problems import NOWHERE, Place, Problem, error
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["RecordedWays", "ways_gone"]

_UNDECIDED = frozenset({NeedStatus.OPEN, NeedStatus.PROPOSED})


@dataclass(frozen=True)
class RecordedWays:
    """What a list records of how far its projects had come.

    Attributes
    ----------
    ways : mapping of str to list of Way
        How far their needs had come, by folded id of the project.
    places : mapping of str to Place
        Where that stands, by need id.
    sheet : Place
        The sheet of projects.
    """

    ways: Mapping[str, list[Way]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    sheet: Place = NOWHERE

    @classmethod
    def of(cls, ways: Iterable[Way], rows: Iterable[Record], sheet: Place) -> RecordedWays:
        """Return what the rows of progress record."""
        found: dict[str, list[Way]] = defaultdict(list)
        for way in ways:
            found[cells.folded(way.project_id)].append(way)
        return cls(found, {row.text("need_id"): row.place("status") for row in rows}, sheet)

    def done(self, need_id: str) -> bool:
        """Tell whether a need was done already."""
        return any(way.need_id == need_id and way.status in COMPLETED for ways in self.ways.values() for way in ways)

    def decided(self, project_id: str, needs: Mapping[str, Need]) -> Problem | None:
        """Return the error of a project without a row that was decided already, ``None`` where it was not.

        Where the needs sheet itself says the same of a need nothing is lost.

        Parameters
        ----------
        project_id : str
            The project.
        needs : mapping of str to Need
            The needs as their sheet has them, by id.
        """
        for way in self.ways.get(cells.folded(project_id), ()):
            need = needs.get(way.need_id)
            if way.status not in _UNDECIDED and (need is None or need.status is not way.status):
                other = self.places[way.need_id]
                return error("previous_decided_deleted", self.sheet, project_id, status=way.status, other=other)
        return None


def ways_gone(told: Mapping[str, str], needs: Names, ways: Iterable[Way], month: dt.date | None) -> Iterator[Way]:
    """Yield a way for each need of a list that is no longer in the needs sheet, and of which no progress tells yet.

    Parameters
    ----------
    told : mapping of str to str
        The list's needs, by id, with their titles where it says them.
    needs : Names
        Ids of the needs as their sheet has them.
    ways : iterable of Way
        What the list records of how far needs had come.
    month : datetime.date, optional
        The list's month.
    """
    known = {way.need_id for way in ways}
    for need_id, title in sorted(told.items()):
        if need_id and needs.lacks(need_id) and need_id not in known:
            yield Way(need_id, title, first_month=month)
