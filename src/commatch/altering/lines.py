"""Rows that are added or changed, as rows of tables: each cell that was said knows the operation as its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from commatch.community import Community, Kind
from commatch.problems import Place
from commatch.workbook.outputs import READ
from commatch.workbook.schema import RESOURCE_SHEETS
from commatch.workbook.tables import Frame, Row, Table, Tables

__all__ = ["IDS", "Line", "lines_of", "new_table", "scope", "with_lines"]

IDS = {"needs": "need_id", **{sheet: f"{kind}_id" for kind, sheet in RESOURCE_SHEETS.items()}}
"""Column of the identifier, by sheet."""
_NEW = "+"
"""Begins the letters of a column that a sheet does not have."""


@dataclass(frozen=True, slots=True)
class _SaidFrame(Frame):
    """A frame some of whose cells were said elsewhere, by letters and number of the row."""

    said: Mapping[tuple[str, int], Place] = field(default_factory=dict)

    def at(self, letters: str, number: int) -> Place:
        """Return the place of a cell; of a column that the sheet does not have the sheet's."""
        said = self.said.get((letters, number))
        if said is None and letters.startswith(_NEW):
            return Place(self.place.file, self.place.sheet)
        return said or Frame.at(self, letters, number)


@dataclass(slots=True, eq=False)
class Line:
    """A row that is there or is added, with the cells that were set: their values and places."""

    sheet: str
    row_id: str
    table: int
    row: Row | None = None
    said: dict[str, tuple[object, Place]] = field(default_factory=dict)

    def value(self, key: str) -> object:
        """Return the raw value of a column."""
        if key in self.said:
            return self.said[key][0]
        return self.row.cells[key].value if self.row and key in self.row.frame.known else None


def with_lines(table: Table, gone: Set[int], changed: Mapping[int, Line]) -> Table:
    """Return a table without the rows of some numbers, and with the cells that were set in others."""
    rows = tuple(row for row in table.rows if row.number not in gone)
    if not changed:
        return table if len(rows) == len(table.rows) else replace(table, rows=rows)
    frame = table.rows[0].frame
    known = dict(frame.known)
    for key in dict.fromkeys(key for line in changed.values() for key in line.said):
        known.setdefault(key, (len(known), _NEW + key))
    said = dict(frame.said) if isinstance(frame, _SaidFrame) else {}
    said |= {(known[key][1], row): place for row, line in changed.items() for key, (_, place) in line.said.items()}
    frame = _SaidFrame(frame.place, frame.first, known, frame.extras, said)
    return replace(table, rows=tuple(_row(row, frame, changed.get(row.number)) for row in rows))


def _row(row: Row, frame: Frame, line: Line | None) -> Row:
    """Return a row in another frame, with the cells that were set."""
    values = [*row.values, *[None] * (len(frame.known) - len(row.values))]
    for key, (value, _) in (line.said if line else {}).items():
        values[frame.known[key][0]] = value
    return Row(frame, row.number, tuple(values), row.others)


def new_table(line: Line, number: int) -> Table:
    """Return a table of one row that was added, with all columns that must be there."""
    keys = list(line.said) + [
        column.key for column in READ[line.sheet].columns if column.required and column.key not in line.said
    ]
    place = line.said[IDS[line.sheet]][1]
    known = {key: (at, _NEW + key) for at, key in enumerate(keys)}
    said = {(letters, number): line.said[key][1] if key in line.said else place for key, (_, letters) in known.items()}
    frame = _SaidFrame(place, _NEW + keys[0], known, {}, said)
    values = tuple(line.said[key][0] if key in line.said else None for key in keys)
    return Table(line.sheet, place, {}, (Row(frame, number, values),))


def lines_of(tables: Tables, community: Community) -> Iterator[Line]:
    """Yield every row of a need or a resource with its identifier, derived ones as well."""
    ids: dict[tuple[str, Place], str] = {("needs", need.place): need.need_id for need in community.needs}
    for kind in Kind:
        sheet = RESOURCE_SHEETS[kind]
        ids |= {(sheet, item.place): item.resource_id for item in community.resources(kind)}
    for number, table in enumerate(tables.tables):
        if table.key in IDS:
            for row in table.rows:
                row_id = ids.get((table.key, row.place))
                if row_id:
                    yield Line(table.key, row_id, number, row)


def scope(sheet: str) -> str:
    """Return which rows share one set of identifiers: needs, or all resources."""
    return "needs" if sheet == "needs" else "resources"
