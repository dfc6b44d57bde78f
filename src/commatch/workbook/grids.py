"""The sheets of a file as grids of raw values, with what the scan found laid over them."""

from __future__ import annotations

import csv
import io
import itertools
import posixpath
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from commatch.problems import Place, Problem, error
from commatch.workbook.guard import FileKind, Format
from commatch.workbook.quiet import without_noise
from commatch.workbook.sheetscan import Area, SheetScan
from commatch.workbook.xlsgrids import old_sheets

__all__ = ["MISREAD", "Fault", "Grid", "load_grids", "tidy_rows"]

_INVISIBLE = " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MISREAD = (
    CalamineError, zipfile.BadZipFile, zlib.error, ParseError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, EOFError, OSError, AssertionError, RecursionError, NotImplementedError,
)  # fmt: skip
"""What parsers raise for a file that they can't make sense of."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Stands where a cell has no value that can be read: the code of the problem and what the cell shows."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its name as written and its values by row and column from A1, ``None`` where blank.

    Attributes
    ----------
    name : str
        Name of the sheet; of a text file its name without folder and extension.
    rows : list of list of object
        Raw values; rows may differ in length.
    hidden : bool
        The sheet is not shown.
    merges : tuple of Area
        Merged ranges.
    merges_known : bool
        The format tells merged ranges.
    hidden_rows, hidden_columns : frozenset of int
        Rows and columns that are not shown, from 0.
    """

    name: str
    rows: list[list[object]]
    hidden: bool = False
    merges: tuple[Area, ...] = ()
    merges_known: bool = True
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)

    def at(self, row: int, column: int) -> object:
        """Return a value; ``None`` beyond the edge."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else None

    @property
    def blank(self) -> bool:
        """Nothing stands in it."""
        return all(value is None for row in self.rows for value in row)


def load_grids(name: str, data: bytes, kind: FileKind) -> list[Grid] | Problem:
    """Return all sheets of a file that the guard let through.

    Parameters
    ----------
    name : str
        File name, for problems and for the sheet of a text file.
    data : bytes
        The whole file.
    kind : FileKind
        What the guard says of it.

    Returns
    -------
    list of Grid or Problem
        An error with one of the codes ``file_damaged``, ``file_encrypted`` or ``file_encoding``.
    """
    if kind.format is Format.CSV:
        return _from_text(name, data)
    readers = {Format.XLS: (_from_old,), Format.XLSX: (_from_calamine, _from_openpyxl)}
    for reader in readers.get(kind.format, (_from_calamine,)):
        try:
            with without_noise():
                return reader(data, kind)
        except PasswordError:
            return error("file_encrypted", Place(name), name)
        except MISREAD:
            continue
        except BaseException as exc:  # a panic of the parser is no Exception; an interrupt must pass
            if type(exc).__name__ != "PanicException":
                raise
    return error("file_damaged", Place(name), name)


def _from_calamine(data: bytes, kind: FileKind) -> list[Grid]:
    grids = []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        for index, meta in enumerate(workbook.sheets_metadata):
            if meta.typ == SheetTypeEnum.WorkSheet:
                rows = tidy_rows(workbook.get_sheet_by_index(index).to_python(skip_empty_area=False))
                hidden = meta.visible != SheetVisibleEnum.Visible
                grids.append(_grid(meta.name, rows, kind.scans[meta.name], hidden=hidden))
    if {grid.name for grid in grids} != set(kind.scans):
        raise ValueError("sheets that were not found")
    return grids


def _from_openpyxl(data: bytes, kind: FileKind) -> list[Grid]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    grids = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it warns of is of no use to a reader of values
            workbook = load_workbook(io.BytesIO(data), data_only=True, read_only=True)
            for sheet in workbook.worksheets:
                scan = kind.scans[sheet.title]
                cells = sheet.iter_rows(max_row=scan.rows, max_col=scan.columns, values_only=True)  # trust no dimension
                rows = tidy_rows(cells if scan.rows else ())
                grids.append(_grid(sheet.title, rows, scan, hidden=sheet.sheet_state != "visible"))
    except InvalidFileException as exc:
        raise ValueError(str(exc)) from exc
    return grids


def _from_old(_: bytes, kind: FileKind) -> list[Grid]:
    """Return the sheets of an old workbook; names may be read differently, their order is the same."""
    sheets = list(old_sheets(kind.stream))
    return [
        _grid(name, tidy_rows(rows), scan, hidden=hidden)
        for (name, rows, hidden), scan in zip(sheets, kind.scans.values(), strict=True)
    ]


def _grid(name: str, rows: list[list[object]], scan: SheetScan, *, hidden: bool) -> Grid:
    faults = {position: Fault("formula_without_value") for position in scan.uncached}
    faults |= {position: Fault("cell_error", text) for position, text in scan.errors.items()}
    for (row, column), fault in faults.items():
        while len(rows) <= row:
            rows.append([])
        cells = rows[row]
        if len(cells) <= column:
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = fault
    areas = tuple(sorted(scan.merges))
    return Grid(name, rows, hidden, areas, True, frozenset(scan.hidden_rows), frozenset(scan.hidden_columns))


def tidy_rows(rows: Iterable[Iterable[object]]) -> list[list[object]]:
    """Return rows with ``None`` for what is blank, and without what is blank at their ends."""
    tidy: list[list[object]] = []
    for row in rows:
        cells = [None if isinstance(value, str) and not value.strip(_INVISIBLE) else value for value in row]
        while cells and cells[-1] is None:
            del cells[-1]
        tidy.append(cells)
    while tidy and not tidy[-1]:
        del tidy[-1]
    return tidy


def _from_text(name: str, data: bytes) -> list[Grid] | Problem:
    encoding = _encoding(data)
    if encoding is None:
        return error("file_encoding", Place(name), name)
    try:
        rows = tidy_rows(csv.reader(_lines(data, encoding), delimiter=_delimiter(data, encoding)))
    except (csv.Error, UnicodeError):
        return error("file_damaged", Place(name), name)
    return [Grid(posixpath.splitext(posixpath.basename(name))[0], rows, merges_known=False)]


def _encoding(data: bytes) -> str | None:
    encodings = [encoding for bom, encoding in _BOMS if data.startswith(bom)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            for _ in _lines(data, encoding):
                pass
        except UnicodeError:
            continue
        return encoding
    return None


def _lines(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding, newline="")


def _delimiter(data: bytes, encoding: str) -> str:
    """Return the comma, or what stands in its place where the first lines have none."""
    head = "".join(itertools.islice(_lines(data, encoding), 20))
    counts = {mark: head.count(mark) for mark in ("\t", ";")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if "," not in head and counts[best] else ","
