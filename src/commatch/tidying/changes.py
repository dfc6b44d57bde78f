"""What tidying gives: standard sheets with their final values, and every change on the way."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from commatch.problems import Place, Problem
from commatch.workbook.grids import Fault
from commatch.workbook.outputs import TIDY_RULES
from commatch.workbook.schema import Lang, Sheet
from commatch.workbook.sheetscan import address, column_number

__all__ = ["NO_VALUE", "BareSheet", "Change", "Tidied", "TidySheet", "new_cell", "position", "without_value"]

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
NO_VALUE = "#N/A"
"""What a cell shows whose formula has no value: it stays an error there, whatever the column takes."""
_ORDER = {rule.key: number for number, rule in enumerate(TIDY_RULES)}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that stands in another way, in another place, or not at all in the tidied workbook.

    Attributes
    ----------
    rule : str
        Key of :data:`commatch.workbook.outputs.TIDY_RULES`.
    source : Place
        Where it stood.
    before : str
        What stood there.
    sheet, cell : str
        Where it stands now; blank for what is left out.
    after : str
        What stands there now.
    problem : Problem, optional
        Why a cell could not be tidied.
    """

    rule: str
    source: Place
    before: str = ""
    sheet: str = ""
    cell: str = ""
    after: str = ""
    problem: Problem | None = None

    @property
    def kept(self) -> bool:
        """A cell or a sheet that can't be read says what it said: no change, and listed all the same."""
        return self.rule in ("not_tidied", "sheet_as_it_was")


@dataclass(frozen=True, slots=True)
class TidySheet:
    """A standard sheet: the schema's columns, then extra ones, and rows of final values.

    A value of type :class:`~commatch.workbook.grids.Fault` is an error value, such as #N/A, and stays one; a formula
    without a value becomes :data:`NO_VALUE`, with the formula in a note.
    """

    sheet: Sheet
    extras: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class BareSheet:
    """A sheet whose header was not found: its cells as they are, since nobody knows what they say."""

    name: str
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Tidied:
    """All that a tidied workbook holds, in its language, and the log."""

    lang: Lang
    sheets: tuple[TidySheet, ...]
    bare: tuple[BareSheet, ...]
    log: tuple[Change, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The entries of the log that are changes."""
        return tuple(change for change in self.log if not change.kept)

    def counts(self) -> dict[str, int]:
        """Return how often each rule applied, in the order of the rules; those that never did are left out."""
        found = Counter(change.rule for change in self.log)
        return {rule: found[rule] for rule in sorted(found, key=_ORDER.__getitem__)}


def without_value(value: object) -> bool:
    """Tell whether a cell holds a formula that has no stored value; the text of the fault is the formula."""
    return isinstance(value, Fault) and value.code == "formula_without_value"


def position(cell: str) -> tuple[int, int]:
    """Return row and column of an address such as ``C7``, from 0."""
    found = _ADDRESS.fullmatch(cell)
    assert found, f"no address: {cell!r}"
    return int(found[2]) - 1, column_number(found[1])


def new_cell(row: int, column: int) -> str:
    """Return the address of a cell of a tidied sheet: rows count from 0 below the header, columns from 0."""
    return address(row + 1, column)
