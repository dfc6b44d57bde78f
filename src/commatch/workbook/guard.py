"""What a file is, before any parser sees it: a workbook of a kind that is safe to open, or a problem."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commatch.problems import Place, Problem, error
from commatch.workbook.limits import LIMITS, Limits
from commatch.workbook.sheetscan import SheetScan, address
from commatch.workbook.xlsscan import EncryptedStream, scan_old_book
from commatch.workbook.zipparts import BROKEN_ZIP, Archive
from commatch.workbook.zipscan import is_encrypted_ods, scan_parts, zip_format

__all__ = ["LIMITS", "READABLE", "FileKind", "Format", "Limits", "inspect"]


class Format(StrEnum):
    """What a file is inside, whatever its name says; the value is the usual extension."""

    XLSX = ".xlsx"
    XLSB = ".xlsb"
    XLS = ".xls"
    ODS = ".ods"
    CSV = ".csv"


READABLE: Mapping[str, frozenset[Format]] = {
    ".xlsx": frozenset({Format.XLSX}),
    ".xlsm": frozenset({Format.XLSX}),
    ".xlsb": frozenset({Format.XLSB}),
    ".xls": frozenset({Format.XLS}),
    ".et": frozenset({Format.XLS, Format.XLSX}),
    ".ods": frozenset({Format.ODS}),
    ".csv": frozenset({Format.CSV}),
}
"""Extensions that are read, and what a file of that name may be inside."""

_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MEGABYTE = 1_000_000
_MOST_OLD_BYTES = 40 * _MEGABYTE
"""More than the fullest sheet of an old workbook takes."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file that may be parsed.

    Attributes
    ----------
    format : Format
        What it is inside.
    scans : mapping of str to SheetScan
        By sheet name, what a scan found in its sheets.
    stream : bytes
        The records of an old workbook, taken out of its container.
    """

    format: Format
    scans: Mapping[str, SheetScan] = field(default_factory=dict)
    stream: bytes = b""


def inspect(name: str, data: bytes, limits: Limits = LIMITS) -> FileKind | Problem:
    """Return what a file is, or why it can't be read. Never raises.

    Parameters
    ----------
    name : str
        File name; its extension must agree with what the file is inside.
    data : bytes
        The whole file.
    limits : Limits
        How large it may be.

    Returns
    -------
    FileKind or Problem
        An error with one of the codes ``file_*``, ``sheet_too_large``, ``sheet_too_long`` or ``merge_too_large``.
    """
    place = Place(name)
    base = posixpath.basename(name.replace("\\", "/"))
    extension = posixpath.splitext(base)[1].lower()
    if base.startswith("~$"):
        return error("file_lock", place, base)
    if extension not in READABLE:
        return error("file_not_workbook", place, base)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return error("file_empty", place, base)
    if len(data) > limits.file_bytes:
        return _too_large("file_too_large", place, len(data), limits.file_bytes)
    found = _look(place, data, limits)
    if isinstance(found, Problem):
        return found
    if found.format not in READABLE[extension]:
        return error("file_wrong_type", place, base, extension=extension, actual=str(found.format))
    return _scans_problem(place, found.scans, limits) or found


def _look(place: Place, data: bytes, limits: Limits) -> FileKind | Problem:
    if data.startswith(_OLE):
        return _look_into_ole(place, data)
    if data.startswith(_ZIP):
        return _look_into_zip(place, data, limits)
    text = data.startswith(_UTF16) or (b"\0" not in data and not data.lstrip().startswith((b"<", b"%PDF")))
    if text and place.file.lower().endswith(".csv"):
        return _measure_text(place, data)
    return error("file_not_workbook", place, place.file)


def _measure_text(place: Place, data: bytes) -> FileKind:
    """Return a text file with as many rows and cells as it can have at most."""
    rows = max(data.count(b"\n"), data.count(b"\r")) + 1
    cells = rows + max(data.count(mark) for mark in (b",", b"\t", b";"))
    return FileKind(Format.CSV, {place.sheet: SheetScan(rows=rows, columns=-(-cells // rows), cells=cells)})


def _look_into_ole(place: Place, data: bytes) -> FileKind | Problem:
    if len(data) > _MOST_OLD_BYTES:
        return _too_large("file_too_large", place, len(data), _MOST_OLD_BYTES)
    try:
        book = scan_old_book(data)
    except EncryptedStream:
        return error("file_encrypted", place, place.file)
    except ValueError:
        return error("file_damaged", place, place.file)
    if book is None:
        return error("file_not_workbook", place, place.file)
    return FileKind(Format.XLS, book.scans, book.stream)


def _look_into_zip(place: Place, data: bytes, limits: Limits) -> FileKind | Problem:
    try:
        archive = Archive(data)
        if archive.encrypted:
            return error("file_encrypted", place, place.file)
        if archive.unpacked > limits.unpacked_bytes:
            return _too_large("file_unpacks_too_large", place, archive.unpacked, limits.unpacked_bytes)
        usual = max(limits.ratio_from, int(limits.ratio * len(data)))
        if archive.unpacked > usual:
            return error("file_ratio", place, place.file, times=archive.unpacked // len(data))
        if archive.count > limits.members:
            return error("file_parts", place, place.file, count=archive.count, limit=limits.members)
        kind = zip_format(archive)
        if kind is None:
            return error("file_not_workbook", place, place.file)
        if is_encrypted_ods(archive):
            return error("file_encrypted", place, place.file)
        found = scan_parts(archive, kind, limits)
        return _scans_problem(place, found.others, limits) or FileKind(Format(kind), found.sheets)
    except BROKEN_ZIP:
        return error("file_damaged", place, place.file)


def _scans_problem(place: Place, scans: Mapping[str, SheetScan], limits: Limits) -> Problem | None:
    """Return the error of a sheet, or of all sheets together, that would take more memory than there should be."""
    cells = text = 0
    for sheet, scan in scans.items():
        where = Place(place.file, sheet, address(scan.rows - 1, scan.columns - 1) if scan.rows else "")
        if scan.rows > limits.rows:
            return error("sheet_too_long", where, where.cell, rows=scan.rows, limit=limits.rows)
        cells += scan.rows * scan.columns
        if scan.columns > limits.columns or cells > limits.cells:
            return error("sheet_too_large", where, where.cell, cells=cells, limit=limits.cells)
        if scan.merged_cells > limits.merged_cells:
            where = Place(place.file, sheet)
            return error("merge_too_large", where, cells=scan.merged_cells, limit=limits.merged_cells)
        text += scan.text
    if text > limits.unpacked_bytes:
        return _too_large("file_unpacks_too_large", place, text, limits.unpacked_bytes)
    return None


def _too_large(code: str, place: Place, size: int, limit: int) -> Problem:
    return error(code, place, place.file, size=-(-size // _MEGABYTE), limit=limit // _MEGABYTE)
