"""The tables of the month's page: the rows of the sheets, put for a screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commatch.community import Kind
from commatch.matching.plan import Assignment
from commatch.reports.fairness import by_group
from commatch.reports.page.said import MonthSaid
from commatch.reports.page.table import Cell, Head, Row, Table, cell, filters
from commatch.reports.projects_sheet import projects
from commatch.reports.remedies import gaps
from commatch.reports.rows import Share, SheetRows, Value, number
from commatch.reports.unserved import unserved
from commatch.reports.usage import Use, uses
from commatch.reports.view import Project, View
from commatch.texts.month_page import PAGE_WORDS
from commatch.times import Slot
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Type, choice_name

__all__ = ["MonthTables", "anchor"]

_MORE = ("action_path", "match_reason", "lead", "responsible", "fund", "goods", "notes")
"""Columns of a project that are shown on asking."""
_NUMBERS = (Type.NUMBER, Type.WHOLE)


def anchor(number: int) -> str:
    """Return the place of a project in the page, by its number."""
    return f"project-{number}"


class MonthTables:
    """The tables of a month.

    Parameters
    ----------
    view : View
        The month.
    said : MonthSaid
        What the project list says beside it.
    """

    def __init__(self, view: View, said: MonthSaid) -> None:
        self.view, self.said, self.words = view, said, view.words
        self.order: Mapping[str, Sequence[str]] = {
            "group": [view.words.group(group) for group in by_group(view) if group],
            "kind": [view.words.kind(kind) for kind in Kind],
        }

    def _say(self, key: str, **figures: object) -> str:
        return self.words.fill(PAGE_WORDS[key], **figures)

    def _head(self, sheet: str, column: str) -> Head:
        found = OUTPUT[sheet].column(column)
        sort = "number" if found.type in _NUMBERS else "date" if found.type is Type.DATE else "text"
        return Head(found.header(self.view.lang).replace("_", " "), sort)

    def _heads(self, sheet: str, columns: str) -> list[Head]:
        return [self._head(sheet, column) for column in columns.split()]

    def _table(
        self, key: str, heads: Sequence[Head], rows: Sequence[Row], facets: Mapping[str, str], note: str = ""
    ) -> Table:
        return Table(
            key,
            self._say(key),
            tuple(heads),
            tuple(rows),
            self._say(f"no_{key}"),
            filters(rows, facets, self.order),
            self._say(note) if note else "",
        )

    def _facets(self, groups: Sequence[str], grid: str, category: str) -> dict[str, tuple[str, ...]]:
        said = {"group": tuple(map(self.words.group, groups)), "grid": (grid,), "category": (category,)}
        return {key: tuple(filter(None, values)) for key, values in said.items()}

    def _facet_names(self, *keys: str) -> dict[str, str]:
        columns = {"group": "groups", "grid": "grid", "category": "category"}
        return {key: self._head("projects", columns[key]).text for key in keys}

    # -- projects ----------------------------------------------------------------------------------------------

    def projects(self) -> Table:
        """Return the projects, by id."""
        heads = [
            *self._heads("projects", "project category groups grid priority"),
            Head(self._say("when"), "date"),
            Head(self._say("who")),
            *self._heads("projects", "venue budget complete_by status"),
        ]
        if self.said.decisions:
            heads += self._heads("projects", "decision")
        records = _records(projects(self.view))
        pairs = zip(self.view.projects, records, strict=True)
        rows = [self._project(at, project, record) for at, (project, record) in enumerate(pairs, 1)]
        return self._table("projects", heads, rows, self._facet_names("group", "grid", "category"))

    def _project(self, at: int, project: Project, record: Mapping[str, Value]) -> Row:
        lead, status = project.demand.lead, self.view.status(project)
        more = [(self._head("projects", key).text, str(record[key])) for key in _MORE if record[key] is not None]
        ids = f"{record['project_id']}"
        if len(project.demand.need_ids) > 1:
            ids += f" · {self.words.join(project.demand.need_ids)}"
        cells = [
            Cell(lead.title, below=ids, more=tuple(more)),
            cell(record["category"]),
            cell(record["groups"]),
            cell(record["grid"]),
            cell(record["priority"]),
            self._when(project.slots),
            cell(self.words.join(str(record[key]) for key in ("units", "helpers") if record[key])),
            cell(record["venue"]),
            cell(record["budget"]),
            cell(record["complete_by"]),
            cell(self.words.status(status.value) if status else record["status"]),
        ]
        if self.said.decisions:
            decided = self.said.decisions.get(project.demand.demand_id)
            cells.append(Cell(choice_name("decision", decided, self.view.lang) if decided else ""))
        facets = self._facets(project.demand.groups, lead.grid, str(record["category"] or ""))
        return Row(tuple(cells), anchor(at), facets)

    def _when(self, slots: Sequence[Slot]) -> Cell:
        if not slots:
            return Cell(self._say("arranged"), "~", style="when")  # stands after every date
        first = self._slot(slots[0])
        text = first if len(slots) == 1 else self._say("times", first=first, count=len(slots))
        return Cell(text, f"{slots[0].date.isoformat()}/{int(slots[0].half)}", style="when")

    def _slot(self, slot: Slot) -> str:
        return f"{slot.date.isoformat()} {self.words.half(slot.half)}"

    # -- what is left, who is asked, what is lacking -----------------------------------------------------------

    def unserved(self) -> Table:
        """Return the needs that are not served, by id."""
        view = self.view
        heads = [
            *self._heads("unserved", "title"),
            *self._heads("projects", "category"),
            *self._heads("unserved", "groups grid priority reason shortfall smallest_remedy"),
        ]
        rows = []
        for item, record in zip(view.result.unserved, _records(unserved(view)), strict=True):
            need = view.needs[item.need_id]
            category = need.category_said or need.category
            remedy = record["smallest_remedy"]
            if self.said.remedies is not None:
                remedy = self.said.remedies.get(item.need_id)
            cells = (
                Cell(need.title, below=item.need_id),
                Cell(category),
                cell(record["groups"]),
                cell(record["grid"]),
                cell(record["priority"]),
                Cell(self.words.reason_name(item.code), below=str(record["reason"] or "")),
                cell(record["shortfall"]),
                cell(remedy),
            )
            rows.append(Row(cells, facets=self._facets(need.groups, need.grid, category)))
        return self._table("unserved", heads, rows, self._facet_names("group", "grid", "category"))

    def people(self) -> Table:
        """Return every resource with what it is asked for, by kind, those asked for most first."""
        kind = self._head("usage", "kind").text
        heads = [
            *self._heads("usage", "name"),
            Head(kind, "number"),
            *self._heads("usage", "used available"),
            Head(self._say("unit_of")),
            *self._heads("usage", "share_used"),
            Head(self._say("tasks")),
        ]
        tasks: dict[str, list[Assignment]] = defaultdict(list)
        for row in self.view.result.plan.assignments:
            tasks[row.resource_id].append(row)
        kinds = list(Kind)
        order = sorted(uses(self.view), key=lambda use: (kinds.index(use.kind), -use.used, use.resource.resource_id))
        rows = [self._resource(use, tasks[use.resource.resource_id]) for use in order]
        names = {"kind": kind, "grid": self._head("projects", "grid").text}
        return self._table("people", heads, rows, names, note="use_idle")

    def _resource(self, use: Use, rows: Sequence[Assignment]) -> Row:
        resource_id, kind = use.resource.resource_id, self.words.kind(use.kind)
        lines = dict.fromkeys(self._task(row) for row in sorted(rows, key=lambda row: (row.slot is None, row.order())))
        name = self.view.name(resource_id)
        cells = (
            Cell(name, below=resource_id if name != resource_id else ""),
            Cell(kind, str(list(Kind).index(use.kind))),
            cell(number(use.used)),
            cell(number(use.available)),
            Cell(self._say(f"in_{use.kind.value}")),
            cell(None if use.share is None else Share(use.share)),
            cell("\n".join(lines)),
        )
        grid = str(getattr(use.resource, "grid", ""))
        return Row(cells, facets={"kind": (kind,), "grid": (grid,) if grid else ()})

    def _task(self, row: Assignment) -> str:
        title = self.view.inst.demand[row.demand_id].lead.title
        line, reply = f"{self.words.slot(row.slot) if row.slot else self._say('arranged')} {title}", self.view.gone(row)
        if reply is None:
            return line
        return self.words("cant_come", name=line, reply=self.words(f"cant_come.{reply.value}"))

    def gaps(self) -> Table:
        """Return what one more of something would bring, as the list says, the largest gain first."""
        columns = sorted((one.key for one in OUTPUT["gaps"].columns), key=lambda key: key != "requirement")
        records: Sequence[Mapping[str, Any]] = self.said.gaps or ()
        if self.said.gaps is None:
            records = list(_records(gaps(self.view)))
        heads = self._heads("gaps", " ".join(columns))
        rows = [Row(tuple(cell(record.get(key)) for key in columns)) for record in records]
        return self._table("gaps", heads, rows, {})


def _records(rows: SheetRows) -> Iterator[dict[str, Value]]:
    """Yield the rows of a sheet by the columns' keys."""
    keys = [column.key for column in rows.sheet.columns]
    return (dict(zip(keys, row, strict=True)) for row in rows.rows)
