"""A project list that comes back, as the previous plan: decisions, replies, statuses and what was changed by hand.

Nothing here raises for what the workbook holds; everything that is wrong or was assumed rides in the problems.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from commatch import collector
from commatch.assemble.loans import listed_loans
from commatch.assemble.memory import read_ways
from commatch.assemble.previous_deleted import RecordedWays, ways_gone
from commatch.assemble.previous_edits import Compared, as_listed, as_recorded, compare, requirement_changes
from commatch.assemble.previous_ids import Names
from commatch.assemble.previous_month import MAIN, NAMED_PROJECT, lacking, language_of, month_of, of_later
from commatch.assemble.previous_names import Called
from commatch.assemble.previous_notes import other_words
from commatch.assemble.previous_run import RecordedPlan, Run, read_earlier, read_run
from commatch.assemble.previous_sheets import (
    Listed,
    ListedProject,
    read_assignments,
    read_projects,
    unknown_need,
)
from commatch.assemble.relations import read_history
from commatch.community import FORCED, Need
from commatch.pooling.sharing import Loan
from commatch.previous import Previous
from commatch.previous_projects import DROPPED, PreviousProject
from commatch.problems import Place, Problem, Severity, error, warning
from commatch.settings import DEFAULTS, Settings
from commatch.times import Slot
from commatch.workbook import cells
from commatch.workbook.guard import LIMITS, Limits
from commatch.workbook.outputs import READ_BACK
from commatch.workbook.reader import load_files
from commatch.workbook.results import read_results
from commatch.workbook.tables import Tables
from commatch.workbook.values import read_records, shown
from commatch.workbook.wording import NO_WORDS, OwnWords

__all__ = ["read_previous"]

_BLIND = frozenset({"no_header", "missing_column", "duplicate_header", "header_other_unit"})
"""Codes of errors after which what the rows say can't be told."""


def read_previous(
    path: str | os.PathLike[str],
    month: dt.date,
    *,
    needs: Mapping[str, Need] | None = None,
    resources: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
    words: OwnWords = NO_WORDS,
    carried_out: bool = False,
    settings: Settings = DEFAULTS,
    loans: Sequence[Loan] = (),
) -> Previous:
    """Read a project list workbook that was edited as the previous plan.

    Parameters
    ----------
    path : path-like
        The workbook.
    month : datetime.date
        The month that is planned.
    needs : mapping of str to Need, optional
        The needs by id; where they are not given, none is called unknown.
    resources : mapping of str to str, optional
        The name of every resource by its id, likewise.
    limits : Limits
        How large the file may be.
    words : OwnWords
        The community's own words for sheets and columns.
    carried_out : bool
        It matters what was typed in of how things went: what can't be read of it is an error.
    settings : Settings
        They know the standard names of groups.
    loans : sequence of Loan
        Those that the month was read with: a list with others is not to be planned from.

    Returns
    -------
    Previous
        What the workbook says. With an error among its problems it is not to be planned from.
    """
    contents, problems = load_files([path], limits)
    for name, data in contents:
        tables = read_results(name, data, limits, words)
        file = (tables.files[0].name, tables.files[0].sha256)
        problems += tables.problems if carried_out else map(of_later, tables.problems)
        missing = lacking(tables)
        problems += [error("previous_not_a_list", Place(name), name, sheet=key) for key in missing]
        if missing or any(problem.code in _BLIND and problem.severity is Severity.ERROR for problem in problems):
            return Previous(file=file, problems=_sorted(problems))
        known = (Names(needs), Called(resources))
        reading = _Reading(month.replace(day=1), *known, problems, carried_out, settings, needs or {}, loans)
        return reading.read(tables, file)
    return Previous(problems=_sorted(problems))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A project before its rows are compared: its row, its plan as recorded, its rows as they stand."""

    project_id: str
    need_ids: tuple[str, ...]
    project: ListedProject | None
    plan: RecordedPlan | None
    rows: Sequence[Listed]


@dataclass
class _Reading:
    """What is needed all along while a project list is read."""

    planned_month: dt.date
    needs: Names
    called: Called
    problems: list[Problem]
    carried_out: bool = False
    settings: Settings = DEFAULTS
    own: Mapping[str, Need] = field(default_factory=dict)  # the needs as their own sheet has them
    loans: Sequence[Loan] = ()
    run: Run = field(default_factory=Run)
    ways: RecordedWays = field(default_factory=RecordedWays)
    gone: dict[str, Place] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)  # projects that rows of other needs name: their own are there

    @collector.paused()
    def read(self, tables: Tables, file: tuple[str, str]) -> Previous:
        """Return the previous plan."""
        passed: list[Problem] = []
        found: list[Problem] = []
        records = {key: read_records(tables, key, self.planned_month, found) for key in MAIN}
        self.problems += found if self.carried_out else map(of_later, found)
        records |= {key: read_records(tables, key, self.planned_month, passed) for key in READ_BACK if key not in MAIN}
        wrong = [item for item in passed if {("sheet", "loans"), ("column", "actual_hours")} <= set(item.params)]
        self.problems += wrong if self.carried_out else map(of_later, wrong)
        self.run = read_run(records["run"], self.problems)
        month = month_of(records["projects"], self.run, self.planned_month, file[0], self.problems)
        listed, mentioned = read_projects(records["projects"], self.needs, self._flexible, month, self.problems)
        demand = {cells.folded(project.project_id): project.need_ids[0] for project in listed}
        rows = read_assignments(
            records["assignments"],
            self.needs,
            self.called.ids,
            lambda project_id: demand.get(cells.folded(project_id), ""),
            self._flexible,
            month,
            self.problems,
        )
        ways = read_ways(records["progress"], self.settings, self.problems)
        sheet = min((table.place for table in tables.of("projects")), default=Place(file[0]))
        self.ways = RecordedWays.of(ways, records["progress"], sheet)
        history = read_history(records["history"])
        self.called.recorded = frozenset((row.need_id, row.resource_id) for row in history)
        projects = self._projects(listed, mentioned, rows, demand)
        needs = {need: "" for it in listed if self._plan_of(it) or not self.run.recorded for need in it.need_ids}
        needs |= {record.text("need_id"): record.text("title") for record in records["unserved"]}
        loans = listed_loans(records["loans"], month or self.planned_month, file[0], self.loans, self.problems)
        if not any(problem.code == "list_of_street" for problem in self.problems):  # they are borrowed
            self.problems += [warning("previous_resource_gone", place, who) for who, place in self.gone.items()]
        return Previous(
            month=month,
            projects=tuple(sorted(projects, key=lambda project: project.need_ids)),
            declined=tuple(sorted(self.run.declined)),
            away=tuple(sorted(self.run.away)),
            earlier=read_earlier(records["unserved"], self.needs),
            pinned_by_hand=tuple(sorted(self.run.pinned)),
            completed=tuple(sorted(self.run.completed)),
            did_before=tuple(sorted(self.run.did_before)),
            given_up=self.run.given_up,
            ways=(*ways, *ways_gone(needs, self.needs, ways, month)),
            history=history,
            loans=loans,
            listed=next((language_of(table.place.sheet) for table in tables.of("projects")), ""),
            other_words=other_words({key: records[key] for key in MAIN}),
            file=file,
            problems=_sorted(self.problems),
        )

    def _projects(
        self,
        listed: Sequence[ListedProject],
        mentioned: frozenset[str],
        rows: Sequence[Listed],
        demand: Mapping[str, str],
    ) -> list[PreviousProject]:
        by_need: dict[str, list[Listed]] = defaultdict(list)
        for row in rows:
            by_need[self._home(row, demand)].append(row)
        drafts: list[_Draft] = []
        for project in listed:
            own = [row for need in project.need_ids for row in by_need.pop(need, ())]
            self._check_ids(project, own, demand)
            plan = self._plan_of(project)
            need_ids = self._there(project, plan)
            if need_ids:
                drafts.append(_Draft(project.project_id, need_ids, project, plan, own))
        for plan in self.run.plans.values():
            need_id = self._need_of(plan)
            if cells.folded(plan.project_id) in demand or need_id in mentioned:
                continue
            own = by_need.pop(need_id, [])
            if self.needs.lacks(need_id):
                continue
            if decided := self.ways.decided(plan.project_id, self.own):
                self.problems.append(decided)
                continue
            self.problems.append(warning("previous_project_deleted", plan.place, plan.project_id))
            drafts.append(_Draft(plan.project_id, (need_id,), None, plan, own))
        self._check_homeless(row for need, those in by_need.items() if need not in mentioned for row in those)
        compared = [(draft, *self._compared(draft)) for draft in drafts]
        for _, found, _ in compared:
            self.called.learn(found.pairs)
        return [self._project(draft, found, slots) for draft, found, slots in compared]

    def _flexible(self, project_id: str, need_id: str) -> bool:
        return self.run.flexible(project_id, self.own.get(need_id))

    def _home(self, row: Listed, demand: Mapping[str, str]) -> str:
        """Return the need whose project a row is of: where its own id is unknown, that of the project it names."""
        home = demand.get(cells.folded(row.project_id), "") if self.needs.lacks(row.need_id) else ""
        if home in ("", row.need_id) or not self.run.recorded:
            return row.need_id
        self.problems.append(unknown_need(row.record.place("need_id"), row.need_id, self.needs))
        return home

    def _compared(self, draft: _Draft) -> tuple[Compared, tuple[Slot, ...]]:
        """Return a project's rows against those planned, and its slots as planned."""
        project, plan = draft.project, draft.plan
        unreadable = project is not None and cells.folded(project.project_id) in self.run.unreadable
        if self.run.recorded and not unreadable:
            slots = plan.slots if plan else ()
            return compare(draft.rows, as_recorded(plan.rows if plan else (), slots, self.called.ids)), slots
        found = as_listed(draft.rows, self.called.other)
        slots = tuple(sorted({row.slot for row, _ in found.pairs if row.slot}))
        return found, slots or ((project.slot,) if project and project.slot else ())

    def _project(self, draft: _Draft, compared: Compared, slots: tuple[Slot, ...]) -> PreviousProject:
        need_id, project, plan = draft.need_ids[0], draft.project, draft.plan
        self.problems += requirement_changes(compared.pairs)
        self.problems += self.called.beside_ids(compared.pairs) if plan else ()
        self.problems += self.called.not_there(compared, self.gone)
        place = project.record.place("project_id") if project else plan.place if plan else Place()
        rows = compared.rows(need_id, place)
        edits = compared.edits(need_id, project, slots, self.problems)
        if project is None:
            return PreviousProject(draft.project_id, draft.need_ids, None, None, slots, rows, edits, place=place)
        self.problems += self.called.in_project(project, compared, slots)
        if project.decision not in DROPPED:
            for row in compared.deleted if cells.folded(draft.project_id) not in self.apart else ():
                value, kind = row.resource_id, row.kind
                self.problems.append(warning("previous_row_deleted", place, value, kind=kind, need=need_id))
        elif project.status in FORCED:
            said = shown(project.record.row.cells["decision"].value)
            where, status = project.record.place("decision"), project.status
            self.problems.append(
                warning("previous_decision_counts", where, said, project=project.project_id, status=status)
            )
        return PreviousProject(
            project_id=project.project_id,
            need_ids=draft.need_ids,
            decision=project.decision,
            status=project.status,
            slots=slots,
            rows=rows,
            edits=edits,
            added=compared.more(need_id),
            note=project.note,
            place=place,
            decision_place=project.record.place("decision"),
            status_place=project.record.place("status"),
            day=project.day,
            day_place=project.record.place("date"),
            unread=bool(project.record.faulty & {"decision", "status"}),
        )

    def _plan_of(self, project: ListedProject) -> RecordedPlan | None:
        return self.run.plans.get(cells.folded(project.project_id))

    def _need_of(self, plan: RecordedPlan) -> str:
        """Return the smallest need of a recorded project, which its id ends with."""
        named = NAMED_PROJECT.fullmatch(plan.project_id)
        return self.needs.own(named[2] if named else plan.project_id)

    def _there(self, project: ListedProject, plan: RecordedPlan | None) -> tuple[str, ...]:
        """Return the needs of a project that are in the needs sheet; note the others: gone, or typed in."""
        place = project.record.place("need_ids")
        for need in filter(self.needs.lacks, project.need_ids):
            if plan is None and self.run.recorded:
                self.problems.append(unknown_need(place, need, self.needs))
            else:
                done = self.ways.done(need)
                self.problems.append(warning("previous_done_gone" if done else "previous_need_gone", place, need))
        return tuple(need for need in project.need_ids if not self.needs.lacks(need))

    def _check_ids(self, project: ListedProject, rows: Iterable[Listed], demand: Mapping[str, str]) -> None:
        """Note rows that name another project than that of their need."""
        for row in rows:
            named = cells.folded(row.project_id)
            if named and named != cells.folded(project.project_id):
                place = row.record.place("need_id" if named in demand else "project_id")
                self.problems.append(error("previous_ids_apart", place, row.need_id, project=row.project_id))
                self.apart.add(named)

    def _check_homeless(self, rows: Iterable[Listed]) -> None:
        """Note the needs of rows that no project has, each once."""
        first: dict[str, Listed] = {}
        for row in sorted(rows, key=lambda row: row.record.row.number):
            first.setdefault(row.need_id, row)
        for need, row in first.items():
            place = row.record.place("need_id")
            if not self.needs.lacks(need):
                self.problems.append(error("previous_row_without_project", place, need))
            elif self.run.recorded:
                self.problems.append(unknown_need(place, need, self.needs))
