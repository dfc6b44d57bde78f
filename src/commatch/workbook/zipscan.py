"""The parts of an .xlsx, .xlsb or .ods file, each looked at once before any parser sees the file."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from commatch.workbook.limits import Limits
from commatch.workbook.odsscan import scan_ods
from commatch.workbook.sheetparts import sheet_parts
from commatch.workbook.sheetscan import SheetScan, SheetScanner
from commatch.workbook.sheettexts import TextTable, text_in_cells
from commatch.workbook.xlsbscan import check_records, scan_binary_sheet, text_sizes
from commatch.workbook.zipparts import Archive

__all__ = ["PartScans", "ZipFormat", "is_encrypted_ods", "scan_parts", "zip_format"]

_DOCTYPE = b"<!DOCTYPE"
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MANIFEST, _CONTENT, _TYPES = "meta-inf/manifest.xml", "content.xml", "[content_types].xml"
_BINARY_TEXTS, _BINARY_PARTS = "xl/sharedstrings.bin", ("xl/workbook.bin", "xl/styles.bin")
_NOT_OF_THE_WORKBOOK = "customxml/"


class ZipFormat(StrEnum):
    """Kinds of workbooks that are zip files."""

    XLSX = ".xlsx"
    XLSB = ".xlsb"
    ODS = ".ods"


def zip_format(archive: Archive) -> ZipFormat | None:
    """Return the kind of workbook, ``None`` where it is none; raise ``ValueError`` where it is damaged."""
    if _CONTENT in archive:
        mimetype = archive.read("mimetype") if "mimetype" in archive else b"spreadsheet"
        return ZipFormat.ODS if b"spreadsheet" in mimetype else None
    if _TYPES not in archive:
        return None
    types = archive.read(_TYPES).replace(b"\0", b"")
    if b"sheet.binary.macroEnabled.main" in types:
        return ZipFormat.XLSB
    return ZipFormat.XLSX if b"spreadsheetml" in types or b"ms-excel.sheet.macroEnabled" in types else None


def is_encrypted_ods(archive: Archive) -> bool:
    """Tell whether a password keeps the content of an .ods file."""
    return _MANIFEST in archive and b":encryption-data" in archive.read(_MANIFEST)


@dataclass(frozen=True, slots=True)
class PartScans:
    """What was found in the parts of a file.

    Attributes
    ----------
    sheets : dict of str to SheetScan
        By sheet name.
    others : dict of str to SheetScan
        By name of the part, for those that hold cells and are no worksheet's: a parser might come upon them.
    """

    sheets: dict[str, SheetScan]
    others: dict[str, SheetScan] = field(default_factory=dict)


def scan_parts(archive: Archive, kind: ZipFormat, limits: Limits) -> PartScans:
    """Unpack every part once, which proves its size and its checksum, and return the scans of all sheets.

    Raises
    ------
    ValueError
        The file is damaged, or holds what has no place in a workbook (and the others of ``BROKEN_ZIP``).
    """
    if kind is ZipFormat.ODS:
        return PartScans(_scan_ods(archive))
    return _scan_xlsb(archive, limits) if kind is ZipFormat.XLSB else _scan_xlsx(archive, limits)


def _scan_ods(archive: Archive) -> dict[str, SheetScan]:
    for name in archive.names():
        if name != _CONTENT:
            _pass(archive.pieces(name))
    return scan_ods(archive.pieces(_CONTENT))


def _scan_xlsx(archive: Archive, limits: Limits) -> PartScans:
    parts: dict[str, SheetScan] = {}
    texts = TextTable()
    for name in archive.names():
        if name.startswith(_NOT_OF_THE_WORKBOOK) or not name.endswith((".xml", ".rels")):
            _pass(archive.pieces(name))
            continue
        scanner = SheetScanner()
        for piece in _plain_xml(archive.pieces(name)):
            scanner.feed(piece)
            if name.endswith("sharedstrings.xml"):
                texts.feed(piece)
        scan = scanner.close()
        if scanner.is_sheet:
            parts[name] = scan
    texts.check()
    named = sheet_parts(archive)
    if not named or not parts:
        raise ValueError("no sheets")
    longest = max(texts.sizes, default=0)
    if sum(scan.cells for scan in parts.values()) * longest > limits.unpacked_bytes:
        for name, scan in parts.items():
            scan.text = text_in_cells(_plain_xml(archive.pieces(name)), texts)
    others = {part: scan for part, scan in parts.items() if part not in set(named.values())}
    return PartScans({name: parts.get(part) or SheetScan() for name, part in named.items()}, others)


def _scan_xlsb(archive: Archive, limits: Limits) -> PartScans:
    for name in archive.names():
        if name.endswith((".xml", ".rels")):
            _pass(_plain_xml(archive.pieces(name)))
        else:
            _pass(archive.pieces(name))
    for name in _BINARY_PARTS:
        if name in archive:
            check_records(archive.read(name, limits.unpacked_bytes))
    texts = text_sizes(archive.read(_BINARY_TEXTS, limits.unpacked_bytes)) if _BINARY_TEXTS in archive else []
    named = sheet_parts(archive)
    return PartScans(
        {
            name: scan_binary_sheet(archive.read(part, limits.unpacked_bytes), texts, limits.cells)
            for name, part in named.items()
        }
    )


def _plain_xml(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield XML as UTF-8, as most of it is, and raise where it declares a document type: entities may be bombs."""
    decoder = None
    tail = b""
    for number, piece in enumerate(pieces):
        if not number and piece[:2] in _UTF16:
            decoder = codecs.getincrementaldecoder(_UTF16[piece[:2]])()
        elif not number and b"\0" in piece[:64]:
            raise ValueError("an unusual encoding")
        plain = decoder.decode(piece).encode("utf-8") if decoder else piece
        if _DOCTYPE in tail + plain:
            raise ValueError("a document type")
        tail = plain[-len(_DOCTYPE) :]
        yield plain


def _pass(pieces: Iterable[bytes]) -> None:
    for _ in pieces:
        pass
