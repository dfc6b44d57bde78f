"""Rows of values straight as the XML of a sheet: over a long sheet openpyxl takes several times as long."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

from openpyxl.utils.datetime import to_excel

from commatch.workbook.grids import Fault
from commatch.workbook.safe import LONGEST, UNSEEN, clean, escaped, quoted, shortened
from commatch.workbook.sheetscan import column_letters

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Ink", "in_place_of_rows", "result_xml", "rows_xml"]

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384

_BATCH = 1000
_ODD = re.compile(f"[&<>\r\x85{UNSEEN}]|_x[0-9A-Fa-f]{{4}}_")
_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_FIRST_DAY = dt.date(1900, 3, 1)
_SHEET_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ink:
    """How cells look, by what they hold: their ``s`` attributes, blank for the workbook's first style.

    Attributes
    ----------
    plain, quoted, date, moment, clock, span : str
        For texts and numbers; for texts that a spreadsheet program could take for a formula; for dates; for dates
        with a time; for times; for durations.
    """

    plain: str = ""
    quoted: str = ""
    date: str = ""
    moment: str = ""
    clock: str = ""
    span: str = ""


def rows_xml(
    rows: Iterable[Sequence[object]],
    ink: Ink,
    inks: Mapping[int, Mapping[int, Ink]],
    attributes: Mapping[int, str],
) -> Iterator[bytes]:
    """Yield the XML of a sheet's rows, in pieces.

    Parameters
    ----------
    rows : iterable of sequence of object
        The values from A1 on, as a grid holds them; a text is never more than text.
    ink : Ink
        How cells look.
    inks : mapping of int to mapping of int to Ink
        How some cells look instead, by row and column from 0; blank cells and cells beyond a row's end too.
    attributes : mapping of int to str
        Further attributes of some rows, from 0, each after a space.
    """
    letters: list[str] = []
    written: list[str] = []
    left = set(inks) | set(attributes)
    blank: Mapping[int, Ink] = {}
    for number, row in _numbered(rows, left):
        special = inks.get(number, blank)
        while len(letters) < max(len(row), max(special, default=-1) + 1):
            letters.append(column_letters(len(letters)))
        digits = str(number + 1)
        if special:
            cells = _inked(row, digits, letters, ink, special)
        else:
            pairs = zip(letters, row, strict=False)
            cells = [_cell(letter + digits, value, ink) for letter, value in pairs if value is not None]
        if cells or number in attributes:
            written.append(f'<row r="{digits}"{attributes.get(number, "")}>{"".join(cells)}</row>')
        if len(written) == _BATCH:
            yield "".join(written).encode()
            written.clear()
    yield "".join(written).encode()


def _numbered(rows: Iterable[Sequence[object]], wanted: set[int]) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield the rows with their numbers, and blank ones beyond the last where they are wanted."""
    number = -1
    for number, row in enumerate(rows):
        yield number, row
    yield from ((later, ()) for later in sorted(wanted) if later > number)


def in_place_of_rows(rows: Callable[[], Iterable[bytes]], xml: bytes) -> Iterator[bytes]:
    """Yield the XML of a sheet with its rows replaced."""
    found = _SHEET_DATA.search(xml)
    if found is None:
        raise ValueError("a sheet has a place for its rows")
    yield xml[: found.start()] + b"<sheetData>"
    yield from rows()
    yield b"</sheetData>" + xml[found.end() :]


def result_xml(value: object) -> tuple[str, str]:
    """Return the type attribute and the content of a cell that holds a formula's result."""
    if isinstance(value, str):
        return ' t="str"', f"<v>{_text(value)}</v>"
    if isinstance(value, Fault):
        return _fault(value)
    if isinstance(value, bool):
        return ' t="b"', f"<v>{int(value)}</v>"
    if isinstance(value, (int, float)):
        return _number(value)
    return "", f"<v>{_serial(value)!r}</v>"


def _inked(row: Sequence[object], digits: str, letters: Sequence[str], ink: Ink, inks: Mapping[int, Ink]) -> list[str]:
    cells = []
    for column in range(max(len(row), max(inks) + 1)):
        value = row[column] if column < len(row) else None
        look = inks.get(column)
        if value is not None:
            cells.append(_cell(letters[column] + digits, value, look or ink))
        elif look:
            cells.append(f'<c r="{letters[column]}{digits}"{look.plain}/>')
    return cells


def _cell(reference: str, value: object, ink: Ink) -> str:
    if type(value) is str:
        style = ink.quoted if quoted(value) else ink.plain
        return f'<c r="{reference}"{style} t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
    if isinstance(value, Fault):
        kind, content = _fault(value)
        return f'<c r="{reference}"{ink.plain}{kind}>{content}</c>'
    if isinstance(value, bool):
        return f'<c r="{reference}"{ink.plain} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        kind, content = _number(value)
        return f'<c r="{reference}"{ink.plain}{kind}>{content}</c>'
    if isinstance(value, dt.date) and _day(value) < _FIRST_DAY:  # a spreadsheet's days begin in 1900
        return _cell(reference, value.isoformat(), ink)
    style = _look_of(value, ink)
    return f'<c r="{reference}"{style}><v>{_serial(value)!r}</v></c>'


def _text(text: str) -> str:
    if len(text) * 2 > LONGEST:
        text = shortened(text, "…")
    return escape(escaped(clean(text))) if _ODD.search(text) else text


def _fault(fault: Fault) -> tuple[str, str]:
    if not fault.text:  # a formula that nobody has worked out stays one
        return "", "<f>NA()</f>"
    return ' t="e"', f"<v>{fault.text if fault.text in _ERRORS else '#VALUE!'}</v>"


def _number(value: float) -> tuple[str, str]:
    if not math.isfinite(value):
        return ' t="e"', "<v>#NUM!</v>"
    return "", f"<v>{int(value) if float(value).is_integer() and abs(value) < 1e15 else repr(value)}</v>"


def _look_of(value: object, ink: Ink) -> str:
    if isinstance(value, dt.datetime):
        return ink.moment if value.time() != dt.time() else ink.date
    if isinstance(value, dt.date):
        return ink.date
    return ink.span if isinstance(value, dt.timedelta) else ink.clock


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


@lru_cache(maxsize=4096)
def _serial(value: object) -> float:
    serial: float = to_excel(value)  # type: ignore[no-untyped-call]  # openpyxl has no types there
    return serial
