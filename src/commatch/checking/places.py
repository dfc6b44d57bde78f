"""Where what a finding is about stands: the cell of a row, and the row that a requirement comes from."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from functools import cached_property
from string import ascii_uppercase

from commatch.community import Community, Kind, Need, Requirement
from commatch.problems import Place
from commatch.workbook import cells
from commatch.workbook.tables import Row, Table, Tables
from commatch.workbook.values import Record, read_records

__all__ = ["Places"]

_OWN = {
    Kind.HELPER: ("skills",),
    Kind.UNIT: ("services",),
    Kind.VENUE: ("seats", "facilities"),
    Kind.FUND: ("budget",),
    Kind.GOODS: ("goods",),
}
"""Columns of a need that ask for a kind."""
_ABOUT = ("template", "what")
_ROW = re.compile(r"\d+$")


class Places:
    """The cells behind a community, looked up only where there is something to say.

    Parameters
    ----------
    tables : Tables
        What was read.
    community : Community
        What was made of it.
    """

    def __init__(self, tables: Tables, community: Community) -> None:
        self.tables = tables
        self.community = community
        self._sheets: dict[tuple[str, str], list[Table]] = {}
        for table in tables.tables:
            self._sheets.setdefault((table.place.file, table.place.sheet), []).append(table)
        self._letters: dict[tuple[Place, tuple[str, ...]], str] = {}
        self._by_number: dict[Place, dict[str, Row]] = {}
        self._asks: dict[str, dict[tuple[str, Kind], list[Record]]] = {}

    def table(self, place: Place) -> Table | None:
        """Return the table whose data a place is in, or whose sheet it names."""
        tables = self._sheets.get((place.file, place.sheet), [])
        if len(tables) > 1 and place.cell:
            return next((table for table in tables if table.holds(place)), tables[0])
        return next(iter(tables), None)

    def cell(self, row: Place, *keys: str) -> Place:
        """Return the cell of a row in the first of some columns that is there; the row's place where none is."""
        table = self.table(row)
        sheet = (table.place if table else row, keys)
        letters = self._letters.get(sheet)
        if letters is None:
            headers = table.headers if table else {}
            found = next((headers[key].cell for key in keys if key in headers), "")
            letters = self._letters[sheet] = found.rstrip("0123456789")
        number = row.cell.lstrip(ascii_uppercase)
        return Place(row.file, row.sheet, letters + number) if letters and number else row

    def asked(self, need: Need, requirement: Requirement, *first: str) -> Place:
        """Return where a need asks for something: its row of 需求拆解, its own cell, or the row of its template.

        ``first`` names the need's own columns that are looked for before the usual ones; their twins in the rows are
        what they ask (``facilities``) and how much (``seats``).
        """
        kind, what = requirement.kind, cells.folded(requirement.said or requirement.what)
        for sheet, key, owner in (("requirements", "need_id", need.need_id), ("templates", "template", need.template)):
            if sheet == "templates" and self._own(need, kind):
                break
            rows = self._rows(sheet, key).get((cells.folded(owner), kind), ()) if owner else ()
            if rows:
                named = (row for row in rows if kind in (Kind.VENUE, Kind.FUND) or cells.folded(row["what"]) == what)
                row = next(named, rows[0])
                if "checks" in first and row["checks"]:
                    return row.place("checks")
                return row.place("what" if row["what"] and "seats" not in first else "quantity")
        if need.template and not self._own(need, kind) and "checks" not in first:
            return self.cell(need.place, "template")
        return self.cell(need.place, *first, *_OWN[kind])

    def row(self, place: Place) -> Row | None:
        """Return the row that a place is in."""
        table, number = self.table(place), _ROW.search(place.cell)
        if table is None or number is None:
            return None
        if table.place not in self._by_number:
            numbered = ((_ROW.search(row.place.cell), row) for row in table.rows)
            self._by_number[table.place] = {found.group(): row for found, row in numbered if found}
        return self._by_number[table.place].get(number.group())

    def _own(self, need: Need, kind: Kind) -> bool:
        """Tell whether a need's own columns ask for a kind."""
        row = self.row(need.place)
        return row is not None and any(key in row.cells and cells.clean(row.cells[key].value) for key in _OWN[kind])

    def _rows(self, sheet: str, key: str) -> dict[tuple[str, Kind], list[Record]]:
        """Return the rows of 需求拆解 or 服务模板 by whom they are of and by kind."""
        if sheet not in self._asks:
            found: dict[tuple[str, Kind], list[Record]] = defaultdict(list)
            for row in read_records(self.tables, sheet, self.community.settings.month or dt.date.today(), []):
                if row["kind"]:
                    found[cells.folded(row.text(key)), Kind(row["kind"])].append(row)
            self._asks[sheet] = found
        return self._asks[sheet]

    @cached_property
    def templates(self) -> dict[str, tuple[str, ...]]:
        """The words that each template stands for, by its name: the name itself and what it asks."""
        words: dict[str, list[str]] = {}
        for table in self.tables.of("templates"):
            for row in table.rows:
                name, what = (cells.clean(row.cells[key].value) if key in row.cells else "" for key in _ABOUT)
                if name:
                    words.setdefault(name, [name]).append(what)
        return {name: tuple(dict.fromkeys(said)) for name, said in sorted(words.items())}
