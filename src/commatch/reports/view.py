"""A result laid out for reports: projects with their rows, names of resources, words in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from commatch.community import PLANNED, Kind, Need, NeedStatus
from commatch.matching.carried import days, notes
from commatch.matching.demands import Demand
from commatch.matching.instance import Instance
from commatch.matching.plan import Assignment
from commatch.matching.result import Result
from commatch.previous_projects import Day, Reply
from commatch.reports.words import Words, points
from commatch.settings import Settings
from commatch.texts.reports_previous import said_by_hand
from commatch.times import Slot
from commatch.workbook.schema import Lang

__all__ = ["Project", "View"]


@dataclass(frozen=True, slots=True)
class Project:
    """A served demand with its slots and its assignments."""

    project_id: str
    demand: Demand
    slots: tuple[Slot, ...]
    rows: tuple[Assignment, ...]

    def of(self, kind: Kind) -> list[Assignment]:
        """Return the rows of a kind, by requirement and resource, then by slot."""
        rows = [row for row in self.rows if row.kind is kind]
        return sorted(rows, key=lambda row: (row.requirement, row.resource_id, row.slot or ()))

    def at(self, slot: Slot) -> list[Assignment]:
        """Return the rows of a slot, by requirement and resource."""
        rows = [row for row in self.rows if row.slot == slot]
        return sorted(rows, key=lambda row: (row.requirement, row.resource_id))


class View:
    """What every sheet looks up.

    Parameters
    ----------
    result : Result
        With outcome PLANNED.
    lang : Lang
        Language of headers and words.
    by_id : bool
        Resources are called by their ids, not by their names.
    """

    def __init__(self, result: Result, lang: Lang, *, by_id: bool = False) -> None:
        self.result = result
        self.lang = lang
        self.by_id = by_id
        self.words = Words(lang)

    @property
    def settings(self) -> Settings:
        """Settings in force."""
        return self.result.settings

    @property
    def inst(self) -> Instance:
        """The month made ready for look-ups."""
        return self.result.instance

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """Every project, by id."""
        rows: dict[str, list[Assignment]] = defaultdict(list)
        for row in self.result.plan.assignments:
            rows[row.demand_id].append(row)
        return tuple(
            Project(
                self.project_id(demand_id),
                self.inst.demand[demand_id],
                tuple(sorted(slots)),
                tuple(rows[demand_id]),
            )
            for demand_id, slots in sorted(self.result.plan.slots.items())
        )

    @cached_property
    def needs(self) -> Mapping[str, Need]:
        """Every need by its id."""
        return {need.need_id: need for need in self.result.community.needs}

    @cached_property
    def planned(self) -> tuple[Need, ...]:
        """The needs that take part in matching, by id."""
        return tuple(sorted((n for n in self.needs.values() if n.status in PLANNED), key=lambda n: n.need_id))

    @cached_property
    def by_hand(self) -> Mapping[tuple[str, str], str]:
        """The pairs of demand and resource that were set by hand, with what the worker wrote."""
        previous, owner = self.result.community.previous, self.inst.owner
        if previous is None:
            return {}
        found = {(owner[need_id], who): "" for need_id, who in previous.all_pinned if need_id in owner}
        for row in previous.rows:
            pair = owner.get(row.need_id, ""), row.resource_id
            if pair in found:
                found[pair] = said_by_hand(row.reason) or found[pair]
        for project in previous.projects:
            for edit in project.edits:
                if edit.need_id in owner and edit.reason:
                    found[owner[edit.need_id], edit.after] = edit.reason
        return found

    @cached_property
    def typed_notes(self) -> Mapping[str, str]:
        """What was typed into the notes of the previous list, by demand."""
        return notes(self.inst)

    @cached_property
    def typed_days(self) -> Mapping[str, Day]:
        """The days that were typed into the previous list for projects without a slot, by demand."""
        return days(self.inst)

    def served(self, need: Need) -> bool:
        """Tell whether a need is served, alone or in its bundle."""
        return self.inst.owner.get(need.need_id) in self.result.plan.slots

    def project_id(self, demand_id: str) -> str:
        """Return the id of a demand's project: the month and the smallest need id."""
        return f"{self.inst.month:%Y-%m}-{demand_id}"

    def name(self, resource_id: str) -> str:
        """Return a resource's name, its id where it has none."""
        resource = None if self.by_id else self.inst.resource.get(resource_id)
        return (resource.name if resource is not None else "") or resource_id

    def called(self, resource_id: str) -> str:
        """Return a resource's name with its id, the id alone where it has no name."""
        name = self.name(resource_id)
        return name if name == resource_id else self.words("named", name=name, id=resource_id)

    def need_called(self, need_id: str) -> str:
        """Return what a need asks with its id, the id alone where that is not known."""
        need = None if self.by_id else self.needs.get(need_id)
        return self.words("named", name=need.title, id=need_id) if need is not None and need.title else need_id

    def names(self, rows: Iterable[Assignment]) -> str:
        """Return the names of the rows' resources, each once; of who can't come, with the answer."""
        of: dict[str, list[Assignment]] = {}
        for row in rows:
            of.setdefault(row.resource_id, []).append(row)
        return self.words("list").join(self._answered(resource_id, own) for resource_id, own in of.items())

    def gone(self, row: Assignment) -> Reply | None:
        """Return the answer of somebody who can't come; here nobody has been asked yet."""
        return None

    def status(self, project: Project) -> NeedStatus | None:
        """Return the status that was typed in for a project; there is no list yet."""
        return None

    def dropped(self, project: Project) -> bool:
        """Tell whether a project is not to be carried out after all; nothing has been decided yet."""
        return False

    def _answered(self, resource_id: str, rows: Iterable[Assignment]) -> str:
        said = {row.slot: self.gone(row) for row in rows}
        name, replies = self.name(resource_id), filter(None, said.values())
        reply = self.words.join(self.words(f"cant_come.{reply.value}") for reply in replies)
        if not reply:
            return name
        if None not in said.values():
            return self.words("cant_come", name=name, reply=reply)
        when = self.words.join(self.words.slot(slot) for slot, reply in said.items() if reply and slot)
        return self.words("cant_come_then", name=name, when=when, reply=reply)

    def tenths(self, row: Assignment) -> int:
        """Return the match score of a row in tenths of a point."""
        return self.result.candidate(row).tenths

    def score_words(self, row: Assignment) -> str:
        """Return the terms of a row's match score in words; they add up to it. None: ''."""
        terms = self.result.candidate(row).terms
        said = (self.words.say(item.code, (*item.figures, ("points", points(item.tenths)))) for item in terms)
        return self.words("comma").join(said)
