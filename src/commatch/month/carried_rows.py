"""What was carried out of projects as rows of history: each resource once a day, with the hours that are told best."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from commatch.community import Community, Kind, Past
from commatch.memory import Attendance
from commatch.month.carried_out import CarriedOut, Did
from commatch.month.events import EventKind, event_of
from commatch.problems import NOWHERE, Problem, warning
from commatch.workbook import cells

__all__ = ["CarriedRows"]


class CarriedRows:
    """The rows of history of a month's projects."""

    def __init__(
        self,
        month: dt.date,
        community: Community,
        signed: Mapping[str, Sequence[Attendance]],
        problems: list[Problem],
    ) -> None:
        self.month, self.community, self.signed, self.problems = month, community, signed, problems

    def rows(self, project: CarriedOut) -> Iterator[Past]:
        """Yield what was carried out of a project: all of one that is done, what was typed in of another."""
        signed = [row for need_id in project.need_ids for row in self.signed.get(cells.folded(need_id), ())]
        found: dict[tuple[str, dt.date | None], Past] = {}
        assumed: list[Did] = []
        by_signature: list[Did] = []
        told_of: set[tuple[str, dt.date | None]] = set()  # whose hours of that day are told by another of their rows
        for did in sorted(project.rows, key=lambda did: did.given is None):
            if not did.came or not did.resource_id:
                continue
            mine = [row for row in signed if row.helper_id == did.resource_id and self._same_day(row, did)]
            day, hours = (did.resource_id, did.slot.date if did.slot else None), did.given
            if did.kind is Kind.HELPER and hours is None and day not in told_of:
                told = [row.hours for row in mine if row.hours is not None and self._event(row) is EventKind.OTHER]
                hours = sum(told) if told else None
                if told:
                    by_signature.append(did)
                elif project.completed:
                    hours = did.hours
                    assumed.append(did)
            if hours is not None:
                told_of.add(day)
            if not project.completed and did.outcome is None and hours is None:
                continue
            led = sum(self._event(row) is EventKind.LED for row in mine)
            row = self._past(project, did, hours if did.kind is Kind.HELPER else None, led)
            key = (row.resource_id, row.date)
            found[key] = _together(found[key], row) if key in found else row
        yield from found.values()
        if assumed:
            who = "、".join(dict.fromkeys(did.resource_id for did in assumed))
            self.problems.append(warning("hours_as_planned", NOWHERE, project.project_id, resources=who))
        if by_signature:
            who = "、".join(dict.fromkeys(did.resource_id for did in by_signature))
            self.problems.append(warning("hours_as_signed", NOWHERE, project.project_id, resources=who))

    def _past(self, project: CarriedOut, did: Did, hours: float | None, led: int) -> Past:
        quantities = {Kind.UNIT: did.quantity or 1.0, Kind.FUND: did.amount, Kind.GOODS: did.quantity}
        date = did.slot.date if did.slot else None
        if date is None and did.kind in (Kind.FUND, Kind.GOODS) and project.slots:
            date = project.slots[0].date
        return Past(
            month=self.month,
            need_id=did.need_id,
            resource_id=did.resource_id,
            hours=hours,
            rating=did.rating,
            date=date,
            quantity=quantities.get(did.kind),
            led=led or None,
        )

    def _event(self, row: Attendance) -> EventKind:
        return event_of(row, self.community.settings).kind

    @staticmethod
    def _same_day(row: Attendance, did: Did) -> bool:
        return did.slot is None or row.date == did.slot.date


def _together(one: Past, other: Past) -> Past:
    """Return two rows of one resource on one day as one: it met two requirements."""
    ratings = [rating for rating in (one.rating, other.rating) if rating is not None]
    return replace(
        one,
        hours=_sum(one.hours, other.hours),
        quantity=_sum(one.quantity, other.quantity),
        rating=sum(ratings) / len(ratings) if ratings else None,
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None and other is None else (one or 0.0) + (other or 0.0)
