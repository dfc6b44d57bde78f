"""What a file is, before any parser sees it: a workbook of a kind that is safe to open, or a problem."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commatch.problems import Place, Problem, error
from commatch.workbook.odsscan import scan_ods
from commatch.workbook.sheetparts import sheet_parts
from commatch.workbook.sheetscan import SheetScan, address, is_sheet, scan_xml
from commatch.workbook.xlsbscan import is_binary_sheet, scan_binary_sheet

__all__ = ["LIMITS", "READABLE", "FileKind", "Format", "Limits", "inspect"]


class Format(StrEnum):
    """What a file is inside, whatever its name says; the value is the usual extension."""

    XLSX = ".xlsx"
    XLSB = ".xlsb"
    XLS = ".xls"
    ODS = ".ods"
    CSV = ".csv"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be before it is refused unread.

    Attributes
    ----------
    file_bytes : int
        Size of the file.
    unpacked_bytes : int
        Size of everything in it, unpacked.
    ratio : float
        Unpacked by packed size; looked at only above ``ratio_from`` unpacked bytes. Usual are 7 to 8.
    ratio_from : int
        See ``ratio``.
    members : int
        Number of parts in the file.
    rows, columns : int
        Last row and column that may be filled.
    cells : int
        Last filled row times last filled column, of one sheet.
    merged_cells : int
        Cells in the merged ranges of one sheet.
    """

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 300_000_000
    ratio: float = 100
    ratio_from: int = 20_000_000
    members: int = 5_000
    rows: int = 1_000_000
    columns: int = 16_384
    cells: int = 20_000_000
    merged_cells: int = 2_000_000


LIMITS = Limits()

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
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, KeyError,
    ValueError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file that may be parsed: its format and, by sheet name, what a scan found in its sheets."""

    format: Format
    scans: Mapping[str, SheetScan] = field(default_factory=dict)


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
        An error with one of the codes ``file_*``, ``sheet_too_large`` or ``merge_too_large``.
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
    return found


def _look(place: Place, data: bytes, limits: Limits) -> FileKind | Problem:
    if data.startswith(_OLE):
        return _look_into_ole(place, data)
    if data.startswith(_ZIP):
        return _look_into_zip(place, data, limits)
    text = data.startswith(_UTF16) or (b"\0" not in data and not data.lstrip().startswith((b"<", b"%PDF")))
    if text and place.file.lower().endswith(".csv"):
        return FileKind(Format.CSV)
    return error("file_not_workbook", place, place.file)


def _look_into_ole(place: Place, data: bytes) -> FileKind | Problem:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return error("file_encrypted", place, place.file)
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return FileKind(Format.XLS)
    return error("file_not_workbook", place, place.file)


def _look_into_zip(place: Place, data: bytes, limits: Limits) -> FileKind | Problem:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 0x1 for member in members):
                return error("file_encrypted", place, place.file)
            unpacked = sum(member.file_size for member in members)
            if unpacked > limits.unpacked_bytes:
                return _too_large("file_unpacks_too_large", place, unpacked, limits.unpacked_bytes)
            usual = max(limits.ratio_from, int(limits.ratio * len(data)))
            if len(members) > limits.members or unpacked > usual:
                return _too_large("file_unpacks_too_large", place, unpacked, usual)
            names = {member.filename for member in members}
            if len(names) < len(members):
                return error("file_damaged", place, place.file)
            kind = _zip_format(archive, names)
            if kind is None:
                return error("file_not_workbook", place, place.file)
            return _scan(place, archive, kind, limits)
    except _BROKEN_ZIP:
        return error("file_damaged", place, place.file)


def _zip_format(archive: zipfile.ZipFile, names: set[str]) -> Format | None:
    if "content.xml" in names:
        mimetype = archive.read("mimetype") if "mimetype" in names else b"spreadsheet"
        return Format.ODS if b"spreadsheet" in mimetype else None
    if "[Content_Types].xml" not in names:
        return None
    types = archive.read("[Content_Types].xml")
    if b"sheet.binary.macroEnabled.main" in types:
        return Format.XLSB
    spreadsheet = b"spreadsheetml" in types or b"ms-excel.sheet.macroEnabled" in types
    return Format.XLSX if spreadsheet else None


def _scan(place: Place, archive: zipfile.ZipFile, kind: Format, limits: Limits) -> FileKind | Problem:
    """Read every part once, which proves its size and its checksum, and scan those that are sheets."""
    parts: dict[str, SheetScan] = {}
    for member in archive.infolist():
        part = archive.read(member)
        if kind is Format.ODS:
            if member.filename == "META-INF/manifest.xml" and b":encryption-data" in part:
                return error("file_encrypted", place, place.file)
        elif part.startswith(_UTF16):
            part = part.decode("utf-16").encode("utf-8")
        if kind is Format.XLSX and is_sheet(part):
            parts[member.filename] = scan_xml(part)
        elif kind is Format.XLSB and is_binary_sheet(part):
            parts[member.filename] = scan_binary_sheet(part)
    if kind is Format.ODS:
        named = parts = scan_ods(archive.read("content.xml"))
    else:
        named = _named(archive, parts)
    if parts and not named:
        return error("file_damaged", place, place.file)
    for part_name, scan in parts.items():
        sheet = next((name for name, other in named.items() if other is scan), part_name)
        problem = _sheet_problem(Place(place.file, sheet), scan, limits)
        if problem:
            return problem
    return FileKind(kind, named)


def _named(archive: zipfile.ZipFile, parts: Mapping[str, SheetScan]) -> dict[str, SheetScan]:
    by_part = {part.lower(): scan for part, scan in parts.items()}
    return {name: by_part[part.lower()] for name, part in sheet_parts(archive) if part.lower() in by_part}


def _sheet_problem(place: Place, scan: SheetScan, limits: Limits) -> Problem | None:
    if scan.rows > limits.rows or scan.columns > limits.columns or scan.rows * scan.columns > limits.cells:
        last = address(scan.rows - 1, scan.columns - 1)
        where = Place(place.file, place.sheet, last)
        return error("sheet_too_large", where, last, cells=scan.rows * scan.columns, limit=limits.cells)
    if scan.merged_cells > limits.merged_cells:
        return error("merge_too_large", place, cells=scan.merged_cells, limit=limits.merged_cells)
    return None


def _too_large(code: str, place: Place, size: int, limit: int) -> Problem:
    return error(code, place, place.file, size=-(-size // _MEGABYTE), limit=limit // _MEGABYTE)
