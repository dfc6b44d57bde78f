"""Names in a project list that do not go with the ids beside them: only ids are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from commatch.assemble.nearest import nearest
from commatch.assemble.previous_edits import Compared, Planned
from commatch.assemble.previous_ids import Names
from commatch.assemble.previous_sheets import NAMED, Listed, ListedProject
from commatch.community import Kind
from commatch.problems import Place, Problem, error, warning
from commatch.times import Slot
from commatch.workbook import cells

__all__ = ["Called"]

_JOINTS = " 、,，;；\n"
_LONGEST = 32_000
"""A cell may have been cut where it is longer."""


class Called:
    """What the resources are called, by their own sheets and by a project list.

    Parameters
    ----------
    resources : mapping of str to str, optional
        Name of every resource by id; ``None`` where they are not known.

    Attributes
    ----------
    recorded : frozenset of (str, str)
        Needs with those whom the list has on them in its history.
    """

    def __init__(self, resources: Mapping[str, str] | None) -> None:
        self.ids = Names(resources)
        self._names = dict(resources or {})
        self._holders: dict[str, list[str]] = defaultdict(list)
        for resource_id, name in sorted(self._names.items()):
            if name:
                self._holders[cells.folded(name)].append(resource_id)
        self._seen: dict[str, str] = {}
        self.recorded: frozenset[tuple[str, str]] = frozenset()

    def learn(self, pairs: Iterable[tuple[Listed, Planned]]) -> None:
        """Take the names of rows whose resource was not changed."""
        self._seen |= {row.resource_id: row.name for row, plan in pairs if row.resource_id == plan.resource_id}

    def other(self, row: Listed) -> str:
        """Return the one other resource whose name stands beside a row's id, ``''`` where it is the id's own."""
        own = self._names.get(row.resource_id)
        holders = self._holders.get(cells.folded(row.name), []) if row.name else []
        if own is None or row.resource_id in holders or len(holders) != 1:
            return ""
        return holders[0]

    def unknown(self, row: Listed) -> Problem:
        """Return the error of an id that no resource has; a name written for it tells the id."""
        holders = self._holders.get(cells.folded(row.resource_id), [])
        near = "、".join(holders) or nearest(row.resource_id, self._names)
        place = row.record.place("resource_id")
        return error("previous_unknown_resource", place, row.resource_id, personal=bool(holders), known=near)

    def not_there(self, compared: Compared, gone: dict[str, Place]) -> Iterator[Problem]:
        """Yield an error for each id typed in that no resource has; ``gone`` grows by those planned that have left."""
        for row, plan in compared.pairs:
            if not row.resource_id or not self.ids.lacks(row.resource_id):
                continue
            if plan.index is not None and cells.folded(row.resource_id) == cells.folded(plan.resource_id):
                place = row.record.place("resource_id")
                gone[row.resource_id] = min(gone.get(row.resource_id, place), place)
            else:
                yield self.unknown(row)
        for row in compared.added:
            if row.resource_id and self.ids.lacks(row.resource_id):
                yield self.unknown(row)

    def beside_ids(self, pairs: Iterable[tuple[Listed, Planned]]) -> Iterator[Problem]:
        """Yield a warning for each row where another resource's name was written beside the id as planned.

        Where the history has that resource on the need, the name is of whom the id was changed to before.
        """
        for row, plan in pairs:
            other = self.other(row) if row.resource_id == plan.resource_id else ""
            if other and (row.need_id, other) not in self.recorded:
                place = row.record.place("resource_name")
                yield warning(
                    "previous_name_not_read",
                    place,
                    row.name,
                    personal=True,
                    sheet="assignments",
                    column="resource_name",
                )

    def in_project(self, project: ListedProject, compared: Compared, slots: Sequence[Slot]) -> Iterator[Problem]:
        """Yield a warning for each cell of a project whose names are neither those planned nor those of its rows."""
        first = slots[0] if slots else None
        for column, kind in NAMED.items():
            if column not in project.record.table.headers:
                continue
            text, at = project.named[column], first if kind is Kind.VENUE else None
            then = [self._then(*pair) for pair in compared.pairs if _counts(pair[1], kind, at)]
            then += [self._of(plan.resource_id) for plan in compared.deleted if _counts(plan, kind, at)]
            now = [row.name or self._of(row.resource_id) for row, plan in compared.pairs if _counts(plan, kind, at)]
            now += [row.name or self._of(row.resource_id) for row in compared.added if row.kind is kind]
            registered = [self._of(row.resource_id) for row, plan in compared.pairs if _counts(plan, kind, at)]
            registered += [self._of(row.resource_id) for row in compared.added if row.kind is kind]
            sides = [{name or "" for name in side} for side in (then, now, registered)]
            if len(text) > _LONGEST or any("" in side or _are(text, side) for side in sides):
                continue
            yield warning(
                "previous_name_not_read",
                project.record.place(column),
                text,
                personal=kind is Kind.HELPER,
                sheet="projects",
                column=column,
            )

    def _then(self, row: Listed, plan: Planned) -> str:
        """Return the name of a row's resource as planned."""
        return row.name or plan.resource_id if row.resource_id == plan.resource_id else self._of(plan.resource_id)

    def _of(self, resource_id: str) -> str:
        """Return a resource's name, its id where it has none; ``''`` where that is not known."""
        if resource_id in self._seen:
            return self._seen[resource_id] or resource_id
        return (self._names[resource_id] or resource_id) if resource_id in self._names else ""


def _counts(plan: Planned, kind: Kind, at: Slot | None) -> bool:
    return plan.kind is kind and (at is None or plan.slot is None or plan.slot == at)


def _are(text: str, names: Iterable[str]) -> bool:
    """Tell whether a text is a list of just these names, in any order."""
    rest = cells.folded(text)
    for name in sorted(map(cells.folded, names), key=len, reverse=True):
        if name not in rest:
            return False
        rest = rest.replace(name, "")
    return not rest.strip(_JOINTS)
