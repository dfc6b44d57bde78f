"""A month as it stands: what its list says was decided and carried out, and how far every need has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from commatch.community import Community, Kind, NeedStatus, Past
from commatch.memory import Attendance, Memory, Way
from commatch.month.carried_out import CarriedOut, Did, carried_out
from commatch.month.events import EventKind, event_of
from commatch.month.ways import Calendar, attended, way_of
from commatch.previous import COMPLETED, Decision, Previous
from commatch.problems import NOWHERE, Problem, Severity, has_errors, warning
from commatch.workbook import cells

__all__ = ["MonthState", "carried_along", "month_state"]

_CLOSING = frozenset({NeedStatus.HANDED_ON, NeedStatus.POSTPONED, NeedStatus.OUT_OF_REMIT, *COMPLETED})
_UNDECIDED = frozenset({NeedStatus.OPEN, NeedStatus.PROPOSED})


@dataclass(frozen=True)
class MonthState:
    """A month as it stands.

    Attributes
    ----------
    month : datetime.date
        The month.
    community : Community
        Its needs and resources, as their sheets are now.
    projects : tuple of CarriedOut
        The projects of the list, with how far each is.
    ways : tuple of Way
        How far every need has come: those of the month, and all that are remembered, by id.
    history : tuple of Past
        What was carried out in the month.
    statuses : mapping of str to NeedStatus
        Where each need of the month stands.
    problems : tuple of Problem
        What can't be, and what was assumed; with an error it is not to be used.
    """

    month: dt.date
    community: Community
    projects: tuple[CarriedOut, ...] = ()
    ways: tuple[Way, ...] = ()
    history: tuple[Past, ...] = ()
    statuses: Mapping[str, NeedStatus] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it can be used."""
        return not has_errors(self.problems)

    @cached_property
    def way(self) -> Mapping[str, Way]:
        """How far each need has come, by id."""
        return {way.need_id: way for way in self.ways}

    @cached_property
    def project(self) -> Mapping[str, CarriedOut]:
        """The project of each need that has one, by the need's id."""
        return {need_id: project for project in self.projects for need_id in project.need_ids}


def month_state(community: Community, previous: Previous, on: dt.date | None = None) -> MonthState:
    """Return a month as it stands.

    Parameters
    ----------
    community : Community
        The month's needs and resources as their sheets are now, not joined with any list.
    previous : Previous
        Its project list as it came back, read with what was carried out.
    on : datetime.date, optional
        The day of the steps that are new and have none of their own.
    """
    month = previous.month or community.settings.month
    assert month is not None, "reading sets the month"
    month = month.replace(day=1)
    memory = community.memory or Memory()
    problems: list[Problem] = []
    listed = {way.need_id: way for way in previous.ways}
    before = {way.need_id: way for way in memory.ways} | listed
    projects = tuple(carried_out(project, listed, problems) for project in previous.projects)
    signed = attended(memory.attendance, community.settings, month)
    told = {need_id: project for project in projects for need_id in project.need_ids}
    statuses = _statuses(community, previous, told)
    calendar = Calendar.of(month, community.settings, on)
    ways = dict(before)
    for need in community.needs:
        came = [row.date for row in signed.get(cells.folded(need.need_id), ()) if row.date]
        project = told.get(need.need_id)
        decision = project.decision if project else previous.taken_out.get(need.need_id)
        status = statuses[need.need_id]
        ways[need.need_id] = way_of(need, status, project, before.get(need.need_id), calendar, came, decision)
    carried = _Carried(month, community, signed, problems)
    rows = [row for project in projects for row in carried.rows(project)]
    stands = {(row.need_id, row.resource_id, row.slot.date if row.slot else None) for it in projects for row in it.rows}
    stands |= {(it.demand_id, gone, None) for it in previous.projects for _, _, gone in it.replaced}
    recorded = [
        row
        for row in previous.history
        if row.month == month and not stands & {(row.need_id, row.resource_id, day) for day in (row.date, None)}
    ]
    over = {need_id for need_id, way in listed.items() if way.status in COMPLETED}  # recorded, though nobody came
    recorded += _of_earlier_rounds(month, previous, over | {row.need_id for row in (*recorded, *rows)}, problems)
    return MonthState(
        month=month,
        community=community,
        projects=projects,
        ways=tuple(ways[need_id] for need_id in sorted(ways)),
        history=tuple(sorted((*recorded, *rows), key=_past_order)),
        statuses=statuses,
        problems=_sorted(problems),
    )


def carried_along(community: Community, previous: Previous) -> Previous:
    """Return a list as it is matched again: with how far every need has come by it, and what was carried out.

    Where something of it can't be, nothing more is recorded than the list says itself, and warnings say what is to be
    mended: the plan does not hang on it.

    Parameters
    ----------
    community : Community
        The month, not joined with the list.
    previous : Previous
        The list as it came back.
    """
    if has_errors(previous.problems) or has_errors(community.problems):
        return previous
    state = month_state(community, previous)
    errors = [problem for problem in state.problems if problem.severity is Severity.ERROR]
    told = [replace(problem, severity=Severity.WARNING) for problem in state.problems]
    if errors:
        return replace(
            previous, problems=_sorted((*previous.problems, *told, warning("not_carried_along", errors[0].place)))
        )
    return replace(previous, ways=state.ways, history=state.history, problems=_sorted((*previous.problems, *told)))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key))


def _past_order(row: Past) -> tuple[object, ...]:
    return (row.month or dt.date.min, row.need_id, row.resource_id, row.date or dt.date.min)


def _statuses(community: Community, previous: Previous, told: Mapping[str, CarriedOut]) -> Mapping[str, NeedStatus]:
    """Return where each need stands: by its project, else by its own row, else by what was decided before."""
    earlier = {item.need_id: item.status for item in previous.completed}
    dropped = {Decision.REJECT: NeedStatus.OUT_OF_REMIT, Decision.POSTPONE: NeedStatus.POSTPONED}
    found = {}
    for need in community.needs:
        project, own = told.get(need.need_id), need.status if need.status in _CLOSING else None
        if project is not None:
            found[need.need_id] = own if own and project.status in _UNDECIDED else project.status
        elif need.need_id in earlier:
            found[need.need_id] = earlier[need.need_id]
        elif own:
            found[need.need_id] = own
        else:
            decision = previous.taken_out.get(need.need_id)
            found[need.need_id] = dropped[decision] if decision else NeedStatus.OPEN
    return found


def _of_earlier_rounds(month: dt.date, previous: Previous, told: Set[str], problems: list[Problem]) -> Iterator[Past]:
    """Yield what was done in earlier rounds of the month and is recorded nowhere else: as it was planned."""
    for item in previous.completed:
        if item.need_id in told or not item.resource_id:
            continue
        helped = item.kind == Kind.HELPER
        hours, quantity = (item.charge, None) if helped else (None, item.charge)
        yield Past(month, item.need_id, item.resource_id, hours, quantity=quantity)
        problems.append(warning("hours_as_planned", NOWHERE, item.need_id, resources=item.resource_id))


class _Carried:
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
        for did in project.rows:
            if not did.came or not did.resource_id:
                continue
            mine = [row for row in signed if row.helper_id == did.resource_id and self._same_day(row, did)]
            hours = did.given
            if did.kind is Kind.HELPER and hours is None:
                told = [row.hours for row in mine if row.hours is not None and self._event(row) is EventKind.OTHER]
                hours = sum(told) if told else None
                if told:
                    by_signature.append(did)
                elif project.completed:
                    hours = did.hours
                    assumed.append(did)
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
