"""How far every need has come: the steps that are new in a month, and on which days they were taken."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from commatch.community import Need, NeedStatus
from commatch.memory import Attendance, Way
from commatch.month.carried_out import CarriedOut
from commatch.month.events import EVENT, event_of
from commatch.month.outcomes import LADDER
from commatch.months import council_day, last_day
from commatch.previous_projects import COMPLETED, Decision
from commatch.settings import Settings
from commatch.workbook import cells

__all__ = ["Calendar", "attended", "until", "until_said", "way_of"]

_UNTIL = re.compile(r"(?:缓至|缓到|暂缓至|暂缓到|推迟到|延到|until)\s*[:：]?\s*(\S+(?:\s*\d{1,2})?)", re.IGNORECASE)

_STOP = re.compile(r"[。，,；;、()（）!！?？]|\.(?!\d)")
"""What ends a day among other words."""


@dataclass(frozen=True)
class Calendar:
    """The days of a month's steps.

    Attributes
    ----------
    month : datetime.date
        The month.
    council : datetime.date
        When the council had its list before it.
    on : datetime.date, optional
        The day of what is typed in now, where it was given.
    """

    month: dt.date
    council: dt.date
    on: dt.date | None = None

    @classmethod
    def of(cls, month: dt.date, settings: Settings, on: dt.date | None) -> Calendar:
        """Return the calendar of a month."""
        return cls(month, council_day(month, settings.council_day), on)

    def holds(self, project: CarriedOut | None, recorded: dt.date | None) -> bool:
        """Tell whether a project's days say that of a step, whatever is recorded: one may have been moved."""
        return bool(project and (project.slots or project.days) and recorded and recorded >= self.month)

    def begun(self, project: CarriedOut | None, came: Sequence[dt.date]) -> dt.date | None:
        """Return when a project was begun: on its first day, by what was typed in or signed for where it has no slot.

        Where there is no project nothing tells, and no day is made up.
        """
        days = self._days(project, came)
        return days[0] if days else self.on or (self.month if project else None)

    def ended(self, project: CarriedOut | None, came: Sequence[dt.date]) -> dt.date | None:
        """Return when a project was done, likewise: on its last day."""
        days = self._days(project, came)
        return days[-1] if days else self.on or (last_day(self.month) if project else None)

    @staticmethod
    def _days(project: CarriedOut | None, came: Sequence[dt.date]) -> list[dt.date]:
        if project and project.slots:
            return [slot.date for slot in project.slots]
        return sorted((*(project.days if project else ()), *came))


def attended(rows: Iterable[Attendance], settings: Settings, month: dt.date) -> Mapping[str, list[Attendance]]:
    """Return who signed for the projects of a month, by the need that the event names, in plain form."""
    found: dict[str, list[Attendance]] = {}
    for row in rows:
        event = event_of(row, settings)
        named = event.month or (row.date.replace(day=1) if row.date else month)
        if event.kind in EVENT and named == month:
            found.setdefault(event.key, []).append(row)
    return found


def way_of(
    need: Need,
    status: NeedStatus,
    project: CarriedOut | None,
    before: Way | None,
    calendar: Calendar,
    came: Sequence[dt.date] = (),
    decision: Decision | None = None,
) -> Way:
    """Return how far a need has come.

    Parameters
    ----------
    need : Need
        The need.
    status : NeedStatus
        Where it stands now.
    project : CarriedOut, optional
        Its project; ``None`` where it has none.
    before : Way, optional
        How far it was.
    calendar : Calendar
        The days of the month's steps.
    came : sequence of datetime.date
        The days on which somebody signed for it.
    decision : Decision, optional
        What the council decided on it, now or in an earlier round of the month.
    """
    old = before or Way(need.need_id)
    said = decision.value if decision else ""
    way = replace(
        old,
        title=need.title,
        category=need.category,
        source=need.source,
        groups=need.groups,
        grid=need.grid,
        beneficiaries=need.beneficiaries,
        raised_on=need.raised_on or old.raised_on,
        first_month=old.first_month or calendar.month,
        decision=said or old.decision,
        status=status,
        end=None,
        end_month=None,
        project_id=project.project_id if project else old.project_id,
    )
    steps = LADDER.index(status) if status in LADDER else -1
    anew = bool(said) and (old.end is not None or said != old.decision)  # of another month, or another one
    if project or said:
        way = replace(way, planned_on=_after(way.raised_on, old.planned_on or calendar.council))
    if said or (project and steps >= LADDER.index(NeedStatus.CONFIRMED)):
        new = calendar.on or _after(old.decided_on, calendar.council)  # no earlier than the decision before
        way = replace(
            way, decided_on=_after(way.planned_on, new if anew and old.started_on is None else old.decided_on or new)
        )
    if steps >= LADDER.index(NeedStatus.IN_PROGRESS):
        begun = None if calendar.holds(project, old.started_on) else old.started_on
        way = replace(way, started_on=_after(way.decided_on, begun or calendar.begun(project, came)))
    if status in COMPLETED:
        ended = None if calendar.holds(project, old.done_on) else old.done_on
        way = replace(way, done_on=_after(way.started_on, ended or calendar.ended(project, came)))
    if status is NeedStatus.REVIEWED:
        moved = old.reviewed_on == old.done_on != way.done_on  # it was rated on the day of the occasion
        way = replace(
            way, reviewed_on=_after(way.done_on, (None if moved else old.reviewed_on) or calendar.on or way.done_on)
        )
    ratings = [row.rating for row in project.rows if row.rating is not None] if project else []
    if ratings:
        way = replace(way, rating=round(sum(ratings) / len(ratings), 2))
    if status is NeedStatus.POSTPONED:
        day = until(project.note if project else "", calendar.month)
        way = replace(way, ask_again_on=day or (None if anew else old.ask_again_on))
    elif way.ask_again_on is not None:
        way = replace(way, ask_again_on=None)
    return way


def _after(earlier: dt.date | None, day: dt.date | None) -> dt.date | None:
    """Return a step's day: never before that of the step before it."""
    return max(filter(None, (earlier, day)), default=None)


def until_said(note: str) -> str:
    """Return what a note says of how long a project is postponed, '' where it says nothing of it."""
    found = _UNTIL.search(note)
    return found[0] if found else ""


def until(note: str, month: dt.date) -> dt.date | None:
    """Return until when a note postpones a project: 缓至2027-02-01; ``None`` where it does not say so."""
    for found in _UNTIL.finditer(note):
        for text in (found[1], _STOP.split(found[1])[0]):
            day = cells.date(text, month=month)
            if day.value is not None and not day.fault:
                return day.value
            first = cells.month(text)
            if first.value is not None and not first.fault:
                return first.value
    return None
