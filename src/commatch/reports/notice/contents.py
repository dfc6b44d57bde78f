"""The public notice of a month: what will be done, what can't be done yet and why; nobody is named in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commatch.community import Need, NeedStatus
from commatch.matching.plan import Unserved
from commatch.previous_projects import COMPLETED, Decision
from commatch.reports.listed_month import ListedMonth
from commatch.reports.notice.screening import Screen
from commatch.reports.notice.texts import Masked, NoticeTexts
from commatch.reports.notice.words import when, where, who
from commatch.reports.view import Project
from commatch.settings import Settings
from commatch.texts.notice import MONTH_NAMES, STATES, WHY
from commatch.workbook.schema import Lang

__all__ = ["Doing", "Notice", "Open", "make_notice"]

_AGAINST: Mapping[Decision, str] = {
    Decision.REJECT: "rejected",
    Decision.POSTPONE: "postponed",
    Decision.CHANGE: "change_asked",
}
_SAID_OPEN = (NeedStatus.HANDED_ON, NeedStatus.POSTPONED, NeedStatus.OUT_OF_REMIT)
_SETTLED: Mapping[NeedStatus, str] = {
    NeedStatus.CONFIRMED: "confirmed",
    NeedStatus.IN_PROGRESS: "in_progress",
    NeedStatus.DONE: "done",
    NeedStatus.REVIEWED: "done",
}
_NAMED_IN_WHY = frozenset(
    {"no_skill", "level_too_low", "too_few", "hours_short", "hours_taken", "no_service", "no_goods"}
)


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that will be done, in words."""

    what: str
    about: str
    when: tuple[str, ...]
    where: str
    who: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Open:
    """Something that can't be done yet, and why, in words."""

    what: str
    why: str


@dataclass(frozen=True)
class Notice:
    """A notice in one language, ready to be laid out.

    Attributes
    ----------
    lang : Lang
        Its language.
    title : str
        Its title: the community and the month.
    lead : tuple of str
        What is said first.
    doing : tuple of Doing
        What will be done, by date.
    open : tuple of Open
        What can't be done yet.
    foot : tuple of str
        What is said last.
    signed : tuple of str
        Who posts it.
    masked : tuple of Masked
        What it does not show; for the worker alone.
    missing : tuple of str
        Ids of projects for which somebody declined or is on leave; for the worker alone.
    """

    lang: Lang
    title: str
    lead: tuple[str, ...] = ()
    doing: tuple[Doing, ...] = ()
    open: tuple[Open, ...] = ()
    foot: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    masked: tuple[Masked, ...] = ()
    missing: tuple[str, ...] = ()


def make_notice(month: ListedMonth, screen: Screen, settings: Settings) -> Notice:
    """Return the notice of a month, in the language of its view; what the sheets hold stays in its own.

    Parameters
    ----------
    month : ListedMonth
        The month with what the council and those asked have typed in.
    screen : Screen
        Masks what is personal.
    settings : Settings
        What the community chose about its notice.
    """
    return _Making(month, screen, settings).notice()


class _Making:
    """A notice as it is made."""

    def __init__(self, view: ListedMonth, screen: Screen, settings: Settings) -> None:
        self.view = view
        self.settings = settings
        self.texts = NoticeTexts(view, screen, settings)

    def notice(self) -> Notice:
        view, word = self.view, self.texts.word
        doing, open_, missing, waiting = [], [], [], 0
        standing = {project.project_id: project for project in view.standing}  # without those who can't come
        for project in sorted(view.projects, key=lambda one: (not one.slots, one.slots[:1], one.project_id)):
            state = self._state(project)
            if key := self._against(project):
                open_.append(Open(self.texts.what(project.demand.members), view.words.fill(WHY[key])))
            elif state == "planned" and self.settings.notice_undecided == "omit":
                waiting += 1
            else:
                left = standing[project.project_id]
                wanting = state != "done" and len(left.rows) < len(project.rows)
                if wanting:
                    missing.append(project.project_id)
                doing.append(self._doing(left, state, wanting))
        open_ += [*self._unserved(), *self._closed()]
        finished = view.words.fill(STATES["done"])
        planned = sum(row.state != finished for row in doing)
        lead = [word("lead.none" if not planned else "lead" if open_ else "lead.all", doing=planned, open=len(open_))]
        done = self._done([row.what for row in doing if row.state == finished])
        if any(row.state == view.words.fill(STATES["planned"]) for row in doing):
            lead.append(word("planned"))
        if waiting:
            lead.append(word("waiting", count=waiting))
        if done:
            lead.append(word("done", count=len(done), what=view.words.join(done)))
        month = view.inst.month
        community, contact = self.texts.community(), " ".join(self.settings.notice_contact.split())
        return Notice(
            view.lang,
            word(
                "title",
                community=community,
                month=view.words.month(month),
                month_name=MONTH_NAMES[month.month - 1],
                year=month.year,
            ),
            tuple(lead),
            tuple(doing),
            tuple(open_),
            (word("ask.at", contact=contact) if contact else word("ask"), word("private")),
            (word("signed", community=community), word("signed_on")),
            tuple(self.texts.masked),
            tuple(missing),
        )

    def _done(self, listed: Sequence[str]) -> tuple[str, ...]:
        """Return what is done already: projects of the list, and needs that no longer stand in it."""
        planned = {need.need_id for project in self.view.projects for need in project.demand.members}
        others = (need for need in self.view.needs.values() if need.status in COMPLETED and need.need_id not in planned)
        return (*listed, *(self.texts.what((need,)) for need in others))

    def _doing(self, project: Project, state: str, wanting: bool) -> Doing:
        members, texts = project.demand.members, self.texts
        return Doing(
            texts.what(members),
            texts.about(members[0]),
            when(texts, project),
            where(texts, project),
            who(texts, project, wanting),
            self.view.words.fill(STATES[state]),
        )

    def _unserved(self) -> Iterator[Open]:
        """Yield what could not be arranged, needs of one bundle as one, in the order of the list."""
        seen: set[str] = set()
        for item in self.view.result.unserved:
            if item.demand_id in seen:
                continue
            seen.add(item.demand_id)
            demand = self.view.inst.demand.get(item.demand_id)
            members = demand.members if demand else (self.view.needs[item.need_id],)
            yield Open(self.texts.what(members), self._why(item, members))

    def _why(self, item: Unserved, members: Sequence[Need]) -> str:
        """Say the leading reason, with the skill, service or goods that is lacking where that tells more."""
        why = self.view.words.fill(WHY.get(item.code, WHY["not_proven"]))
        if item.code not in _NAMED_IN_WHY or self.texts.category_alone(members):
            return why
        what = self.texts.lacking(dict(item.reasons[0][1]).get("what", ""), members[0])
        return self.view.words.fill(WHY["about"], why=why, what=what) if what else why

    def _closed(self) -> Iterator[Open]:
        """Yield what was handed on, postponed or not taken: residents see where theirs stands."""
        for need in sorted(self.view.needs.values(), key=lambda need: need.need_id):
            if need.status in _SAID_OPEN:
                yield Open(self.texts.what((need,)), self.view.words.fill(WHY[f"status.{need.status}"]))

    def _against(self, project: Project) -> str:
        """Return the key of why a project of the list is not to be done after all, '' where it is."""
        status, decision = self.view.listed.statuses.get(project.demand.demand_id), self.view.decision(project)
        if status in _SAID_OPEN:
            return f"status.{status}"
        return _AGAINST.get(decision, "") if decision else ""

    def _state(self, project: Project) -> str:
        """Return how far a project is: by the status typed in, the needs' own, the decision."""
        typed = self.view.listed.statuses.get(project.demand.demand_id)
        statuses = (typed, *(need.status for need in project.demand.members))
        found = {_SETTLED[status] for status in statuses if status is not None and status in _SETTLED}
        if self.view.decision(project) is Decision.CONFIRM:
            found.add("confirmed")
        return next((key for key in ("done", "in_progress", "confirmed") if key in found), "planned")
