"""Problems of the input as data: a code, a place, what stands there.

Nothing raises for a user's data: problems ride beside the value through reading and assembling, all at once.
The words for each code, in both languages, are in :mod:`commatch.texts.problems`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error stops the run before solving, a warning goes on into the result."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value stands: file name, sheet name as written, cell address such as ``C7``."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Return the place as one line."""
        sheet = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return " ".join(part for part in (self.file, sheet) if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that is wrong or was assumed.

    Attributes
    ----------
    code : str
        Key of the catalogue.
    severity : Severity
        Error or warning.
    place : Place
        File, sheet and cell; as much of it as applies.
    value : str
        What stands in the cell.
    params : tuple of (str, str)
        Further values for the words, by name.
    personal : bool
        The value is personal data: masked on the terminal, in JSON and in logs.
    """

    code: str
    severity: Severity
    place: Place = NOWHERE
    value: str = ""
    params: tuple[tuple[str, str], ...] = ()
    personal: bool = False

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Order that does not depend on the order of rows or files: what it is first, where it is last."""
        params = tuple(item for item in self.params if item[0] != "other")
        return (
            self.severity != Severity.ERROR,
            self.code,
            self.place.sheet,
            self.value,
            params,
            self.place.file,
            _cell_key(self.place.cell),
        )

    @property
    def reading_key(self) -> tuple[object, ...]:
        """Order in which a person goes through the files: errors first, then by file, sheet, row and column."""
        place, (width, letters, row) = self.place, _cell_key(self.place.cell)
        where = (place.file, place.sheet, row, width, letters, place.cell)
        return (self.severity != Severity.ERROR, *where, self.code, self.value, self.params)


def _cell_key(cell: str) -> tuple[int, str, int]:
    line = cell.partition(":")[0]
    if line.isdecimal():  # "7: month", in a settings file
        return 0, "", int(line)
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    return (len(letters), letters, int(digits) if digits.isdecimal() else 0)


def error(
    code: str, place: Place = NOWHERE, value: object = "", *, personal: bool = False, **params: object
) -> Problem:
    """Return a problem that stops the run."""
    return Problem(code, Severity.ERROR, place, str(value), _words(params), personal)


def warning(
    code: str, place: Place = NOWHERE, value: object = "", *, personal: bool = False, **params: object
) -> Problem:
    """Return a problem that is reported and does not stop the run."""
    return Problem(code, Severity.WARNING, place, str(value), _words(params), personal)


def _words(params: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in params.items()))


def has_errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    """Tell whether any of the problems stops the run."""
    return any(problem.severity is Severity.ERROR for problem in problems)
