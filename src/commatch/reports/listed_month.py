"""A month as its project list stands: the plan with what the council and those asked have typed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from commatch.community import Kind, Need, NeedStatus
from commatch.explaining.rebuild import Rebuilt
from commatch.matching.plan import Assignment
from commatch.previous_projects import COMPLETED, DROPPED, Decision, Reply
from commatch.reports.action_path import goods_words
from commatch.reports.assignments import requirement_words
from commatch.reports.view import Project, View
from commatch.times import Slot
from commatch.workbook.schema import Lang

__all__ = ["PEOPLE", "ListedMonth"]

PEOPLE = (Kind.HELPER, Kind.UNIT)
"""The kinds of resource that do something."""
_TAKEN_OUT = frozenset({NeedStatus.HANDED_ON, NeedStatus.POSTPONED, NeedStatus.OUT_OF_REMIT})


class ListedMonth(View):
    """What papers and pages of a project list look up: they take decisions, statuses and replies as it says.

    Parameters
    ----------
    rebuilt : Rebuilt
        The month with the plan that was written.
    lang : Lang
        Language of words.
    complete : bool
        It is looked up why needs are unserved, which takes its time.
    """

    def __init__(self, rebuilt: Rebuilt, lang: Lang, *, complete: bool = True) -> None:
        super().__init__(rebuilt.complete() if complete else rebuilt.result, lang)
        self.listed = rebuilt.listed

    @property
    def worker(self) -> str:
        """Whom to ask: the worker of the settings, else the community."""
        return self.settings.worker or self.words("paper.worker_of", community=self.settings.community_name)

    def decision(self, project: Project) -> Decision | None:
        """Return what the council decided on a project."""
        said = (self.listed.decisions or {}).get(project.demand.demand_id)
        return Decision(said) if said else None

    def status(self, project: Project) -> NeedStatus | None:
        """Return the status that stands in the list for a project."""
        return self.listed.statuses.get(project.demand.demand_id)

    def settled(self, project: Project) -> NeedStatus | None:
        """Return how far a project is, by its status and those of its needs: completed, going on or confirmed."""
        found = {self.status(project), *(need.status for need in project.demand.members)}
        if found & COMPLETED:
            return NeedStatus.DONE
        return next((one for one in (NeedStatus.IN_PROGRESS, NeedStatus.CONFIRMED) if one in found), None)

    def dropped(self, project: Project) -> bool:
        """Tell whether a project is not to be carried out: by what the council decided, or by its status."""
        return self.decision(project) in DROPPED or self.status(project) in _TAKEN_OUT

    def remedy(self, need_id: str) -> str:
        """Return the smallest remedy of a need as the list says it."""
        return (self.listed.remedies or {}).get(need_id, "")

    @cached_property
    def standing(self) -> tuple[Project, ...]:
        """The projects that are to be carried out, without those who can't come."""
        return tuple(
            replace(project, rows=tuple(row for row in project.rows if not self.gone(row)))
            for project in self.projects
            if not self.dropped(project)
        )

    @cached_property
    def _out(self) -> frozenset[str]:
        return frozenset(project.demand.demand_id for project in self.projects if self.dropped(project))

    def served(self, need: Need) -> bool:
        """Tell whether a need is served: not where its project is not to be carried out."""
        return super().served(need) and self.inst.owner[need.need_id] not in self._out

    def gone(self, row: Assignment) -> Reply | None:
        """Return whether somebody declined, or is on leave then; a row without a day has none of its own either."""
        said = dict(self._replies.get((row.demand_id, row.resource_id), ()))
        if Reply.DECLINE in said.values():
            return Reply.DECLINE
        return Reply.AWAY if said.get(row.slot) is Reply.AWAY else None

    @cached_property
    def _replies(self) -> Mapping[tuple[str, str], list[tuple[Slot | None, Reply]]]:
        found: dict[tuple[str, str], list[tuple[Slot | None, Reply]]] = {}
        for (demand_id, resource_id, slot), reply in self.listed.replies.items():
            found.setdefault((demand_id, resource_id), []).append((slot, reply))
        return found

    def place(self, project: Project, slot: Slot | None) -> str:
        """Return where a project is at a time: its venue, else the grid of its need."""
        venues = [row for row in project.of(Kind.VENUE) if row.slot == slot]
        return self.names(venues) or project.demand.lead.grid

    def when(self, project: Project) -> str:
        """Return when a project is: each of its days, or how often where the day is arranged later."""
        if project.slots:
            return self.words.join(map(self.words.slot, project.slots))
        count = project.demand.sessions
        return self.words("paper.to_arrange_times" if count > 1 else "paper.to_arrange", count=count)

    def who(self, project: Project) -> str:
        """Return who does what in a project, a line for each requirement."""
        asked: dict[str, list[Assignment]] = {}
        for kind in PEOPLE:
            for row in project.of(kind):
                what = requirement_words(self.words, project.demand, row.requirement)
                asked.setdefault(what, []).append(row)
        lines = (self.words("labelled", label=what, text=self.names(rows)) for what, rows in asked.items())
        return "\n".join(lines)

    def means(self, project: Project) -> str:
        """Return the money and the goods of a project, a line for each fund."""
        return "\n".join(filter(None, (*self._paid(project), goods_words(self, project))))

    def _paid(self, project: Project) -> Iterator[str]:
        for row in project.of(Kind.FUND):
            yield self.words("paper.paid", fund=self.name(row.resource_id), amount=f"{row.amount:g}")
