"""The sheets of a file as grids of raw values, with what the scan found laid over them."""

from __future__ import annotations

import csv
import io
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
from commatch.workbook.sheetscan import Area, SheetScan

__all__ = ["Fault", "Grid", "load_grids"]

_INVISIBLE = " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MISREAD = (
    CalamineError, zipfile.BadZipFile, zlib.error, ParseError, KeyError, IndexError, ValueError, TypeError,
    AttributeError, OverflowError, EOFError, OSError,
)  # fmt: skip


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
    place = Place(name)
    if kind.format is Format.CSV:
        return _from_text(name, data)
    try:
        return _from_calamine(data, kind)
    except PasswordError:
        return error("file_encrypted", place, name)
    except _MISREAD:
        pass
    except BaseException as exc:
        if type(exc).__name__ != "PanicException":  # a panic of the parser is no Exception; an interrupt must pass
            raise
    if kind.format is not Format.XLSX:
        return error("file_damaged", place, name)
    try:
        return _from_openpyxl(data, kind)
    except _MISREAD:
        return error("file_damaged", place, name)


def _from_calamine(data: bytes, kind: FileKind) -> list[Grid]:
    grids = []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        for index, meta in enumerate(workbook.sheets_metadata):
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_index(index)
            scan = kind.scans.get(meta.name)
            merges = sheet.merged_cell_ranges if scan is None else None
            found = scan or SheetScan(merges=[(*first, *last) for first, last in merges or []])
            rows = _tidy(sheet.to_python(skip_empty_area=False))
            known = scan is not None or merges is not None
            grids.append(_grid(meta.name, rows, found, hidden=meta.visible != SheetVisibleEnum.Visible, known=known))
    return grids


def _from_openpyxl(data: bytes, kind: FileKind) -> list[Grid]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    grids = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it warns of is of no use to a reader of values
            workbook = load_workbook(io.BytesIO(data), data_only=True)
    except InvalidFileException as exc:
        raise ValueError(str(exc)) from exc
    for sheet in workbook.worksheets:
        rows = _tidy(sheet.iter_rows(values_only=True))
        merges: list[Area] = [
            (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
            for area in sheet.merged_cells.ranges
        ]
        scan = kind.scans.get(sheet.title) or SheetScan(merges=merges)
        grids.append(_grid(sheet.title, rows, scan, hidden=sheet.sheet_state != "visible", known=True))
    return grids


def _grid(name: str, rows: list[list[object]], scan: SheetScan, *, hidden: bool, known: bool) -> Grid:
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
    return Grid(name, rows, hidden, areas, known, frozenset(scan.hidden_rows), frozenset(scan.hidden_columns))


def _tidy(rows: Iterable[Iterable[object]]) -> list[list[object]]:
    return [
        [None if isinstance(value, str) and not value.strip(_INVISIBLE) else value for value in row] for row in rows
    ]


def _from_text(name: str, data: bytes) -> list[Grid] | Problem:
    text = _decode(data)
    if text is None:
        return error("file_encoding", Place(name), name)
    try:
        rows = _tidy(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        return error("file_damaged", Place(name), name)
    return [Grid(posixpath.splitext(posixpath.basename(name))[0], rows, merges_known=False)]


def _decode(data: bytes) -> str | None:
    encodings = [encoding for bom, encoding in _BOMS if data.startswith(bom)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text: str) -> str:
    """Return the comma, or what stands in its place where the first lines have none."""
    head = "\n".join(text.splitlines()[:20])
    counts = {mark: head.count(mark) for mark in ("\t", ";")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if "," not in head and counts[best] else ","
