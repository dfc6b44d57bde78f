"""What the errors of an input leave unknown: nothing is said of it, so that no warning is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from commatch.checking.places import Places
from commatch.community import Kind
from commatch.problems import Place, Problem, Severity
from commatch.settings import setting_key
from commatch.workbook import cells
from commatch.workbook.schema import RESOURCE_SHEETS
from commatch.workbook.tables import Row, Table

__all__ = ["Doubts", "doubts"]

_KINDS = {key: Kind(kind) for kind, key in RESOURCE_SHEETS.items()}
_OFFERING = {"helpers": "skills", "units": "services", "goods": "name"}
"""The column of a resource without which nobody knows what it offers."""
_BESIDE = frozenset({"opinions", "history", "steps", "distances"})
"""Sheets whose errors take nothing away from what could be served."""
_WHEN = frozenset({"month", "start"})
"""Settings without which nobody knows what is planned; of any other bad one the default is checked."""
_DIGITS = re.compile(r"\d+$")

Spot = tuple[str, str, str]


@dataclass
class Doubts:
    """What is not known.

    Attributes
    ----------
    everything : bool
        Nobody knows what there is at all: a file can't be read, or a sheet has no header.
    kinds : set of Kind
        Kinds of which it is not known what there is.
    rows : set of (str, str, str)
        File, sheet and number of the rows that hold an error.
    owners : set of str
        Needs and templates, in their compared form, of rows elsewhere that hold an error.
    """

    everything: bool = False
    kinds: set[Kind] = field(default_factory=set)
    rows: set[Spot] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)

    @property
    def particular(self) -> bool:
        """Whether a row of its own holds an error."""
        return bool(self.rows or self.owners)

    def about(self, row: Place, *names: str) -> bool:
        """Tell whether a row, or a row elsewhere about one of these names, holds an error."""
        if not self.particular:
            return False
        return _spot(row) in self.rows or any(name and cells.folded(name) in self.owners for name in names)


def doubts(problems: Iterable[Problem], places: Places) -> Doubts:
    """Return what the errors among some problems leave unknown."""
    found = Doubts()
    for problem in problems:
        if problem.severity is Severity.ERROR:
            _add(problem, places.table(problem.place), places.row(problem.place), found)
    return found


def _add(problem: Problem, table: Table | None, row: Row | None, found: Doubts) -> None:
    spot = _spot(problem.place)
    if table is None:
        found.everything = True
    elif table.key == "settings":
        found.everything |= _is_about_time(problem, row)
    elif table.key in _BESIDE:
        return
    elif row is None:  # the header, or the sheet as a whole
        found.everything |= table.key not in _KINDS
        found.kinds |= {_KINDS[table.key]} if table.key in _KINDS else set()
    elif table.key in ("templates", "requirements"):
        key = "template" if table.key == "templates" else "need_id"
        found.everything |= key not in row.cells
        found.owners |= {cells.folded(row.cells[key].value)} if key in row.cells else set()
    else:
        found.rows.add(spot)
        letters = problem.place.cell.removesuffix(spot[2])
        column = next((key for key, place in table.headers.items() if place.cell.rstrip("0123456789") == letters), "")
        found.kinds |= {_KINDS[table.key]} if _OFFERING.get(table.key) == column else set()


def _is_about_time(problem: Problem, row: Row | None) -> bool:
    """Tell whether a bad setting is the month or the first day, or may have been meant for one of them."""
    params = dict(problem.params)
    if problem.code == "unknown_setting" and row is not None and "value" in row.cells:
        near = map(setting_key, params["known"].split("、"))
        return not _WHEN.isdisjoint(near) or cells.month(row.cells["value"].value).value is not None
    return problem.code == "start_outside_month" or params.get("key") in _WHEN


def _spot(place: Place) -> Spot:
    number = _DIGITS.search(place.cell)
    return place.file, place.sheet, number.group() if number else ""
