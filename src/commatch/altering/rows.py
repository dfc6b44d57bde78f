"""Operations carried out on tables, before anything of them is interpreted, as if the files said so.

Every cell that is added or changed has a place that names the operation, so that problems point to what was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from commatch.altering.added import cells_of
from commatch.altering.faults import AlterError, AlterFault, fault
from commatch.altering.grammar import Add, Assign, Change, Named, Operation, Remove
from commatch.altering.known import Known
from commatch.altering.lines import IDS, Line, lines_of, new_table, scope, with_lines
from commatch.altering.naming import HIDDEN, column_of, label_of
from commatch.altering.plus import added_to
from commatch.assemble import assemble
from commatch.assemble.nearest import nearest
from commatch.community import Community
from commatch.problems import Place, Problem, Severity
from commatch.workbook import cells
from commatch.workbook.outputs import READ
from commatch.workbook.parsed import folded
from commatch.workbook.schema import RESOURCE_SHEETS
from commatch.workbook.tables import Row, Tables

__all__ = ["Altered", "CellStep", "Step", "alter", "altered"]

_REFERRING = {
    "requirements": {"needs": "need_id"},
    "opinions": {"needs": "need_id", **dict.fromkeys(RESOURCE_SHEETS.values(), "resource_id")},
}
"""Sheets whose rows go along with a row that they name, by the sheet of that; history stays: it is of bygone months."""

_BY_TEMPLATE = frozenset(("needs", key) for key in ("skills", "services", "facilities", "goods"))
"""Columns of which a blank one says what the need's template says."""
_HOMES = ("needs", "resources")


@dataclass(frozen=True, slots=True)
class CellStep:
    """A cell that was set: the column's key, what stood there and what stands there now."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one operation did to one row.

    Attributes
    ----------
    action : {'add', 'remove', 'set'}
        What was done.
    label : str
        The operation as it may be shown.
    sheet, row_id : str
        The row.
    cells : tuple of CellStep
        The cells that were set.
    rows_too : int
        Rows of other sheets that were about it and went along.
    """

    action: str
    label: str
    sheet: str
    row_id: str
    cells: tuple[CellStep, ...] = ()
    rows_too: int = 0


@dataclass(frozen=True, slots=True)
class Altered:
    """Tables with operations carried out, what each did, and what was wrong with the others."""

    tables: Tables
    steps: tuple[Step, ...] = ()
    faults: tuple[AlterFault, ...] = ()


def altered(tables: Tables, operations: Sequence[Operation], community: Community | None = None) -> Tables:
    """Return tables with operations carried out, in their order.

    Parameters
    ----------
    tables : Tables
        What was read; they stay as they are.
    operations : sequence of Operation
        As :func:`commatch.altering.parse` gives them.
    community : Community, optional
        What the tables make, where that is there already: it knows the ids of rows without one, grids and terms.

    Raises
    ------
    AlterError
        Some can't be carried out: no such row or column, a word that means nothing.
    """
    found = alter(tables, operations, community)
    if found.faults:
        raise AlterError(found.faults)
    return found.tables


def alter(tables: Tables, operations: Sequence[Operation], community: Community | None = None) -> Altered:
    """Carry out operations as :func:`altered` does; faults are values, and what has one is left out."""
    work = _Work(tables, assemble(tables) if community is None else community)
    for operation in operations:
        match operation:
            case Add():
                work.add(operation)
            case Remove():
                work.remove(operation)
            case Change():
                work.change(operation)
    return Altered(work.result(), tuple(work.steps), tuple(work.faults))


class _Work:
    """Tables while they are altered."""

    def __init__(self, tables: Tables, community: Community) -> None:
        self.tables = tables
        self.settings = community.settings
        self.known = Known(community)
        self.steps: list[Step] = []
        self.faults: list[AlterFault] = []
        self._added: list[Line] = []
        self._gone: set[tuple[int, int]] = set()
        self._mended: set[Place] = set()
        self._lines: dict[tuple[str, str], list[Line]] = {}
        for line in lines_of(tables, community):
            self._lines.setdefault((scope(line.sheet), folded(line.row_id)), []).append(line)

    # -- operations -------------------------------------------------------------------------------------------

    def add(self, operation: Add) -> None:
        """Add a row."""
        sheet, key = operation.sheet, IDS[operation.sheet]
        label = label_of(operation, sheet, self.settings)
        texts, faults = cells_of(operation, label, self.known)
        row_id = texts.pop(key, "") or self._new_id(operation)
        if (scope(sheet), folded(row_id)) in self._lines:
            faults.append(fault("id_taken", label, row_id))
        self.faults += faults
        if faults:
            return
        place = Place(label, cell=row_id)
        line = Line(sheet, row_id, -1)
        line.said = {key: (row_id, place), **{name: (text or None, place) for name, text in texts.items()}}
        self._added.append(line)
        self._lines[scope(sheet), folded(row_id)] = [line]
        steps = tuple(CellStep(name, "", text) for name, text in texts.items())
        self.steps.append(Step("add", label, sheet, row_id, steps))

    def remove(self, operation: Remove) -> None:
        """Take rows away, with the rows that are about them."""
        for named in operation.rows:
            line = self._find(named, operation)
            if line is None:
                continue
            del self._lines[scope(line.sheet), folded(line.row_id)]
            if line.row is None:
                self._added.remove(line)
            else:
                self._drop(line.table, line.row)
            label = label_of(operation, line.sheet, self.settings)
            self.steps.append(Step("remove", label, line.sheet, line.row_id, rows_too=self._drop_about(line)))

    def change(self, operation: Change) -> None:
        """Set cells of a row."""
        line = self._find(operation.row, operation)
        if line is None:
            return
        label = label_of(operation, line.sheet, self.settings)
        before = dict(line.said)
        steps, faults = [], []
        for assign in operation.cells:
            step = self._set(line, assign, label)
            if isinstance(step, AlterFault):
                faults.append(step)
            else:
                steps.append(step)
        if faults:
            line.said = before
            self.faults += faults
        else:
            self.steps.append(Step("set", label, line.sheet, line.row_id, tuple(steps)))

    def _set(self, line: Line, assign: Assign, label: str) -> CellStep | AlterFault:
        sheet = line.sheet
        key = column_of(sheet, assign.column, self.settings)
        if isinstance(key, tuple):
            return fault("unknown_column", label, assign.column, near="、".join(key), sheet=sheet)
        if key == IDS[sheet]:
            return fault("id_fixed", label, line.row_id)
        old, new = line.value(key), assign.value or None
        template = cells.clean(line.value("template")) if (sheet, key) in _BY_TEMPLATE else ""
        if assign.more and template and not cells.clean(old):
            return fault("by_template", label, assign.value, column=key, sheet=sheet, old=template)
        if assign.more:
            value, code = added_to(sheet, key, old, assign.value, self.settings)
            if code:
                shown = HIDDEN if READ[sheet].column(key).personal else assign.value
                return fault(code, label, shown, column=key, sheet=sheet, old=cells.clean(old))
            line.said[key] = (value, Place(label))
        else:
            line.said[key] = (new, Place(label))
        if line.row is not None and key in line.row.frame.known:
            self._mended.add(line.row.cells[key].place)
        return CellStep(key, cells.clean(old), cells.clean(line.said[key][0]))

    # -- rows -------------------------------------------------------------------------------------------------

    def _find(self, named: Named, operation: Operation) -> Line | None:
        """Return the row that is named; ``None``, with a fault, where there is none or more than one."""
        lines = [line for home in _HOMES for line in self._lines.get((home, folded(named.row_id)), ())]
        found = [line for line in lines if named.sheet in ("", line.sheet)]
        if len(found) == 1:
            return found[0]
        label = label_of(operation, named.sheet, self.settings)
        if found:
            sheets = "、".join(line.sheet for line in found)
            self.faults.append(fault("ambiguous_id", label, named.row_id, sheets=sheets))
        elif lines:
            sheets = "、".join(line.sheet for line in lines)
            self.faults.append(fault("id_elsewhere", label, named.row_id, sheet=named.sheet, sheets=sheets))
        else:
            ids = {line.row_id for lines in self._lines.values() for line in lines}
            self.faults.append(fault("unknown_id", label, named.row_id, near=nearest(named.row_id, ids)))
        return None

    def _new_id(self, operation: Add) -> str:
        stem, number = "new" if operation.text.isascii() else "新", 1
        while any((home, f"{stem}{number}") in self._lines for home in _HOMES):
            number += 1
        return f"{stem}{number}"

    def _drop(self, table: int, row: Row) -> None:
        self._gone.add((table, row.number))
        self._mended.update(cell.place for cell in row.cells.values())

    def _drop_about(self, line: Line) -> int:
        """Drop the rows of other sheets that name a row; return how many."""
        dropped = 0
        for number, table in enumerate(self.tables.tables):
            key = _REFERRING.get(table.key, {}).get(line.sheet, "")
            for row in table.rows if key else ():
                named = cells.identifier(row.cells[key].value).value if key in row.frame.known else None
                if named and folded(named) == folded(line.row_id) and (number, row.number) not in self._gone:
                    self._drop(number, row)
                    dropped += 1
        return dropped

    # -- the tables -------------------------------------------------------------------------------------------

    def result(self) -> Tables:
        """Return the tables as they are now."""
        changed: dict[int, dict[int, Line]] = {}
        for line in (line for lines in self._lines.values() for line in lines):
            if line.row is not None and line.said:
                changed.setdefault(line.table, {})[line.row.number] = line
        tables = [
            with_lines(table, {row for at, row in self._gone if at == number}, changed.get(number, {}))
            for number, table in enumerate(self.tables.tables)
        ]
        tables += [new_table(line, number) for number, line in enumerate(self._added)]
        return replace(self.tables, tables=tuple(tables), problems=tuple(self._problems()))

    def _problems(self) -> Iterator[Problem]:
        """Yield what was wrong while reading, without the errors of cells that are gone or hold something else."""
        for problem in self.tables.problems:
            if problem.severity is not Severity.ERROR or problem.place not in self._mended:
                yield problem
