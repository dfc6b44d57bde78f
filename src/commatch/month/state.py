"""A month as it stands: what its list says was decided and carried out, and how far every need has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from commatch.community import Community, Kind, NeedStatus, Past
from commatch.memory import End, Memory, Way
from commatch.month.carried_out import CarriedOut, carried_out
from commatch.month.carried_rows import CarriedRows
from commatch.month.events import month_of, need_of
from commatch.month.lent import idle, lent_rows, named_lenders
from commatch.month.needs_sheet import LEAVING, UNDECIDED, followed, leaving
from commatch.month.not_held import before_raised, days_before_raised, not_held
from commatch.month.recorded import as_recorded, of_earlier_rounds, still_recorded
from commatch.month.ways import Calendar, attended, until, until_said, way_of
from commatch.previous import ListedLoan, Previous
from commatch.previous_projects import COMPLETED, Decision
from commatch.problems import NOWHERE, Problem, Severity, has_errors, warning
from commatch.workbook import cells

__all__ = ["MonthState", "carried_along", "month_state"]

_CLOSING = LEAVING | COMPLETED
_BEGUN = frozenset({NeedStatus.IN_PROGRESS, *COMPLETED})


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
    loans : tuple of ListedLoan
        What was borrowed and lent, as the list tells.
    statuses : mapping of str to NeedStatus
        Where each need of the month stands.
    listed : {'', 'zh', 'en'}
        The language of the list's sheets and headers; '' where their names are the worker's own.
    problems : tuple of Problem
        What can't be, and what was assumed; with an error it is not to be used.
    """

    month: dt.date
    community: Community
    projects: tuple[CarriedOut, ...] = ()
    ways: tuple[Way, ...] = ()
    history: tuple[Past, ...] = ()
    loans: tuple[ListedLoan, ...] = ()
    statuses: Mapping[str, NeedStatus] = field(default_factory=dict)
    listed: str = ""
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
    def deleted(self) -> tuple[Way, ...]:
        """The needs that left the list by no step of theirs: their rows are gone from the needs sheet."""
        return tuple(way for way in self.ways if way.need_id not in self.statuses and not way.closed)

    @property
    def carried_in(self) -> frozenset[str]:
        """Ids of the needs that the months before carried over, whether they are there or not."""
        memory = self.community.memory or Memory()
        return frozenset(way.need_id for way in memory.ways if way.end is End.CARRIED)

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
    by_row = {need.need_id for need in community.needs if need.status in COMPLETED}
    kept = {need_id: way for need_id, way in listed.items() if need_id not in by_row}
    needs = {need.need_id: need for need in community.needs}
    projects = tuple(
        carried_out(
            project, kept if project.status in UNDECIDED else listed, leaving(project.need_ids, needs), problems
        )
        for project in previous.projects
    )
    projects = tuple(as_recorded(project, previous.history, month) for project in projects)
    signed = attended(memory.attendance, community.settings, month)
    told = {need_id: project for project in projects for need_id in project.need_ids}
    statuses = _statuses(community, previous, told)
    projects = tuple(followed(project, needs, problems) for project in projects)
    told = {need_id: project for project in projects for need_id in project.need_ids}
    calendar = Calendar.of(month, community.settings, on)
    ways = dict(before)
    for need in community.needs:
        came = [row.date for row in signed.get(cells.folded(need.need_id), ()) if row.date]
        project = told.get(need.need_id)
        decision = project.decision if project else previous.taken_out.get(need.need_id)
        status = statuses[need.need_id]
        ways[need.need_id] = way_of(need, status, project, before.get(need.need_id), calendar, came, decision)
    rated = _rated_since(ways, told, (*community.history, *previous.history), on)
    for way in rated:
        ways[way.need_id] = way
        problems.append(warning("reviewed_by_history", NOWHERE, way.need_id, rating=f"{way.rating:g}"))
    statuses |= {way.need_id: way.status for way in rated if way.need_id in statuses}
    problems += _postponed(projects, month)
    came_to = [row for rows in signed.values() for row in rows]
    questions = list(not_held(came_to, ways.values(), community.settings))
    problems += (*questions, *before_raised(signed, needs.values()), *days_before_raised(previous.projects, needs))
    asked = {dict(problem.params)["project"] for problem in questions}
    carried = CarriedRows(month, community, signed, asked, problems)
    rows = [row for project in projects for row in carried.rows(project)]
    lent = lent_rows(month, previous, carried.headcount, problems)
    problems += idle(previous.loans, statuses, month)
    recorded = still_recorded(month, projects, rows, previous, listed, lent.keys(), problems)
    over = {need_id for need_id, way in listed.items() if way.status in COMPLETED}  # recorded, though nobody came
    recorded += of_earlier_rounds(month, previous, over | {row.need_id for row in (*recorded, *rows)}, problems)
    done = (*named_lenders((*recorded, *rows), community), *filter(None, lent.values()))
    return MonthState(
        month=month,
        community=community,
        projects=projects,
        ways=tuple(ways[need_id] for need_id in sorted(ways)),
        history=tuple(sorted(done, key=_past_order)),
        loans=previous.loans,
        statuses=statuses,
        listed=previous.listed,
        problems=_sorted(_named_as_in(previous, problem) for problem in problems),
    )


def _named_as_in(previous: Previous, problem: Problem) -> Problem:
    """Return a problem of no cell with the language of the list, whose headers it names."""
    if problem.place != NOWHERE or not previous.listed:
        return problem
    return replace(problem, params=(*problem.params, ("listed", previous.listed)))


def carried_along(community: Community, previous: Previous) -> Previous:
    """Return a list as it is matched again: with how far every need has come by it, and what was carried out.

    Projects that are begun or done by what was typed into their rows have that status, and used what was really given.
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
    begun = {item.project_id: item for item in state.projects if item.status in _BEGUN}
    return replace(
        previous,
        projects=tuple(
            replace(it, status=begun[it.project_id].status, used=_used(begun[it.project_id], state))
            if it.project_id in begun
            else it
            for it in previous.projects
        ),
        ways=state.ways,
        history=state.history,
        problems=_sorted((*previous.problems, *told)),
    )


def _used(project: CarriedOut, state: MonthState) -> Mapping[tuple[Kind, str], float] | None:
    """Return what was used of each resource by what was carried out of a project; ``None`` where it is not over."""
    if not project.completed:
        return None
    kinds = {item.resource_id: kind for kind in Kind for item in state.community.resources(kind)}
    found: dict[tuple[Kind, str], float] = {}
    for row in state.history:
        kind = kinds.get(row.resource_id)
        if row.need_id in project.need_ids and row.month == state.month and kind is not None:
            used = row.hours if kind is Kind.HELPER else row.quantity
            found[kind, row.resource_id] = found.get((kind, row.resource_id), 0.0) + (used or 0.0)
    return found


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key))


def _past_order(row: Past) -> tuple[object, ...]:
    return (row.month or dt.date.min, row.need_id, row.resource_id, row.date or dt.date.min)


def _rated_since(
    ways: Mapping[str, Way], told: Mapping[str, CarriedOut], history: Iterable[Past], on: dt.date | None
) -> list[Way]:
    """Return the needs that were done and are off the list, of which the history has a rating by now.

    What the same need was rated in the months before its project is no rating of the project.
    """
    ratings: dict[str, list[tuple[dt.date, float]]] = {}
    for row in history:
        if row.rating is not None and row.month is not None:
            ratings.setdefault(cells.folded(row.need_id), []).append((row.month, row.rating))
    found = []
    for way in ways.values():
        if way.status is not NeedStatus.DONE or way.need_id in told:
            continue
        begun = month_of(way.project_id) or (way.done_on or dt.date.min).replace(day=1)
        own, of_bundle = (
            [mark for month, mark in ratings.get(key, ()) if month.replace(day=1) >= begun]
            for key in (cells.folded(way.need_id), need_of(way.project_id))
        )
        if marks := own or of_bundle:
            mean = round(sum(marks) / len(marks), 2)
            day = way.reviewed_on or max(filter(None, (way.done_on, on)), default=None)
            found.append(replace(way, status=NeedStatus.REVIEWED, rating=mean, reviewed_on=day))
    return found


def _statuses(community: Community, previous: Previous, told: Mapping[str, CarriedOut]) -> dict[str, NeedStatus]:
    """Return where each need stands: by its project, else by its own row, else by what was decided before."""
    earlier = {item.need_id: item.status for item in previous.completed}
    dropped = {Decision.REJECT: NeedStatus.OUT_OF_REMIT, Decision.POSTPONE: NeedStatus.POSTPONED}
    found = {}
    for need in community.needs:
        project, own = told.get(need.need_id), need.status if need.status in _CLOSING else None
        if project is not None:
            found[need.need_id] = own if own and project.status in UNDECIDED else project.status
        elif need.need_id in earlier:
            found[need.need_id] = earlier[need.need_id]
        elif own:
            found[need.need_id] = own
        else:
            decision = previous.taken_out.get(need.need_id)
            found[need.need_id] = dropped[decision] if decision else NeedStatus.OPEN
    return found


def _postponed(projects: Iterable[CarriedOut], month: dt.date) -> Iterator[Problem]:
    """Yield a warning for each project whose notes say until when it is postponed, and it can't be read or is past."""
    for project in projects:
        said = until_said(project.note) if project.status is NeedStatus.POSTPONED else ""
        day = until(project.note, month)
        if said and day is None:
            yield warning("postponed_unread", project.place, said, project=project.project_id)
        elif said and day is not None and day < month:
            yield warning("postponed_past", project.place, said, project=project.project_id)
