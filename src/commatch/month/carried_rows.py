"""What was carried out of projects as rows of history: each resource once a day, with the hours that are told best."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from commatch.community import Basis, Community, Kind, Past
from commatch.long_hours import DAY, far_above
from commatch.memory import Attendance
from commatch.month.carried_out import CarriedOut, Did
from commatch.month.events import EventKind, event_of
from commatch.month.outcomes import Outcome
from commatch.problems import NOWHERE, Place, Problem, warning
from commatch.workbook import cells

__all__ = ["CarriedRows", "together"]

_Day = tuple[str, dt.date | None]
"""A resource, and its day where it has one."""


class CarriedRows:
    """The rows of history of a month's projects."""

    def __init__(
        self,
        month: dt.date,
        community: Community,
        signed: Mapping[str, Sequence[Attendance]],
        asked: Collection[str],
        problems: list[Problem],
    ) -> None:
        self.month, self.community, self.signed, self.problems = month, community, signed, problems
        self.asked = asked  # projects of which it is asked whether they were held at all
        self.headcount = {helper.helper_id: helper.headcount for helper in community.helpers}
        self.by_hand = {
            (row.need_id, row.resource_id) for row in community.history if row.month == month and not row.date
        }

    def rows(self, project: CarriedOut) -> Iterator[Past]:
        """Yield what was carried out of a project: all of one that is done, what was typed in of another.

        Hours that are blank where it was done are those signed for, else those planned.
        """
        signed = [row for need_id in project.need_ids for row in self.signed.get(cells.folded(need_id), ())]
        found: dict[_Day, Past] = {}
        assumed: dict[Basis, list[str]] = {Basis.PLANNED: [], Basis.SIGNED: []}
        typed: dict[_Day, list[Did]] = {}
        told_of: set[_Day] = set()  # whose hours of that day are told by another of their rows
        for did in sorted(project.rows, key=lambda did: did.given is None):
            if did.given is not None and did.kind is not Kind.HELPER:
                value, who = f"{did.given:g}", did.resource_id
                self.problems.append(warning("hours_idle", did.place, value, kind=did.kind, resource=who))
            if not did.came or not did.resource_id:
                continue
            mine = self._of(project, did, signed)
            did = self._dated(did, mine)
            day, hours, basis = _day(did), did.given, None if did.given is None else did.basis
            if did.kind is Kind.HELPER and hours is None and day not in told_of:
                if told := self._hours(mine):
                    hours, basis = sum(row.hours or 0.0 for row in told), Basis.SIGNED
                    if all((row.hours or 0.0) <= DAY * self._people(did) for row in told):  # else it is told there
                        self.problems += self._far_above(project, did, hours, told[0].hours_place)
                elif project.completed or (did.outcome is Outcome.DONE and not project.doubtful):
                    hours, basis = did.hours, Basis.PLANNED
                elif did.outcome is Outcome.PARTLY and not project.doubtful:
                    self.problems.append(warning("hours_of_part", did.place, project.project_id, who=did.resource_id))
                if basis is not None:
                    assumed[basis].append(did.resource_id)
            elif did.kind is Kind.HELPER and did.given is not None:
                typed.setdefault(day, []).append(did)
            if hours is not None:
                told_of.add(day)
            if not project.completed and did.outcome is None and hours is None:
                continue
            row = self._past(project, did, self._led(mine))
            if did.kind is Kind.HELPER:
                row = replace(row, hours=hours, basis=basis)
            key = (row.resource_id, row.date)
            found[key] = together(found[key], row) if key in found else row
        yield from found.values()
        planned, by_signature = ("、".join(dict.fromkeys(assumed[basis])) for basis in (Basis.PLANNED, Basis.SIGNED))
        if planned:
            self.problems.append(warning("hours_as_planned", NOWHERE, project.project_id, resources=planned))
        if by_signature and project.project_id not in self.asked:
            self.problems.append(warning("hours_as_signed", NOWHERE, project.project_id, resources=by_signature))
        for rows in typed.values():
            self.problems += self._apart(project, rows, signed)
            far = [one for did in rows for one in self._far_above(project, did, did.given or 0.0, did.place)]
            self.problems += far or self._past_a_day(rows)

    def _of(self, project: CarriedOut, did: Did, signed: Iterable[Attendance]) -> list[Attendance]:
        """Return what somebody signed for of a row: on its day, and without a slot on those days that no row has."""
        own = [row for row in signed if row.helper_id == did.resource_id]
        if did.slot is not None:
            return [row for row in own if row.date == did.slot.date]
        rows = [one for one in project.rows if one.slot is None and one.came and one.resource_id == did.resource_id]
        days = {one.day for one in rows}
        rest = did.day is None if None in days else did.place == rows[0].place
        return [row for row in own if row.date == did.day or (rest and row.date not in days)]

    def _dated(self, did: Did, signed: Iterable[Attendance]) -> Did:
        """Return a row with the day that attendance tells of it, where nothing else does: there is but that one.

        What the month's workbook tells by hand without a day stays without one: it is the same.
        """
        days = {row.date for row in signed}
        if did.day is not None or len(days) != 1 or (did.need_id, did.resource_id) in self.by_hand:
            return did
        return replace(did, day=days.pop())

    def _hours(self, signed: Iterable[Attendance]) -> list[Attendance]:
        """Return the rows that tell hours, one for each day: of a bundle somebody may sign for several needs."""
        found: dict[dt.date | None, Attendance] = {}
        for row in signed:
            if row.hours is None or self._event(row) is not EventKind.OTHER:
                continue
            other = found.setdefault(row.date, row)
            if other is row:
                continue
            if row.hours != other.hours or row.place.file == other.place.file:  # the same list in two files is one list
                self.problems.append(warning("attendance_twice", row.place, row.event, other=other.place))
            if row.hours > (other.hours or 0.0):
                found[row.date] = row
        return list(found.values())

    def _led(self, signed: Iterable[Attendance]) -> int | None:
        """Return how many sessions somebody led: of a day and a project one."""
        return len({row.date for row in signed if self._event(row) is EventKind.LED}) or None

    def _apart(self, project: CarriedOut, rows: Sequence[Did], signed: Iterable[Attendance]) -> Iterator[Problem]:
        """Yield a warning where the hours typed in of a day are others than those signed for."""
        told = self._hours(self._of(project, rows[0], signed))
        given, came = sum(row.given or 0.0 for row in rows), sum(row.hours or 0.0 for row in told)
        if told and given != came:
            place, who, value = rows[0].place, rows[0].resource_id, f"{given:g}"
            other = "、".join(str(row.hours_place) for row in told)
            yield warning(
                "hours_not_signed", place, value, project=project.project_id, who=who, signed=f"{came:g}", other=other
            )

    def _far_above(self, project: CarriedOut, did: Did, hours: float, place: Place) -> Iterator[Problem]:
        """Yield a warning of hours far above those planned: minutes may have been typed in; the number stays."""
        if far_above(hours, did.hours, self._people(did)):
            who, planned, name = did.resource_id, f"{did.hours:g}", project.project_id
            yield warning("hours_far_above", place, f"{hours:g}", who=who, planned=planned, project=name)

    def _past_a_day(self, rows: Sequence[Did]) -> Iterator[Problem]:
        """Yield a warning where more hours are typed in of one day than it has."""
        hours, limit = sum(row.given or 0.0 for row in rows), DAY * self._people(rows[0])
        if rows[0].day is not None and hours > limit:
            place = max(rows, key=lambda row: row.given or 0.0).place
            yield warning("hours_over_a_day", place, f"{hours:g}", limit=f"{limit:g}")

    def _people(self, did: Did) -> int:
        return self.headcount.get(did.resource_id, 1)

    def _past(self, project: CarriedOut, did: Did, led: int | None) -> Past:
        quantities = {Kind.UNIT: did.quantity or 1.0, Kind.FUND: did.amount, Kind.GOODS: did.quantity}
        date = did.day
        if date is None and did.kind in (Kind.FUND, Kind.GOODS) and project.slots:
            date = project.slots[0].date
        return Past(
            month=self.month,
            need_id=did.need_id,
            resource_id=did.resource_id,
            rating=did.rating,
            date=date,
            quantity=quantities.get(did.kind),
            led=led,
        )

    def _event(self, row: Attendance) -> EventKind:
        return event_of(row, self.community.settings).kind


def _day(did: Did) -> _Day:
    return did.resource_id, did.day


def together(one: Past, other: Past) -> Past:
    """Return two rows of one resource on one day as one: it met two requirements."""
    ratings = [rating for rating in (one.rating, other.rating) if rating is not None]
    return replace(
        one,
        hours=_sum(one.hours, other.hours),
        quantity=_sum(one.quantity, other.quantity),
        rating=sum(ratings) / len(ratings) if ratings else None,
        basis=one.basis or other.basis,
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None and other is None else (one or 0.0) + (other or 0.0)
