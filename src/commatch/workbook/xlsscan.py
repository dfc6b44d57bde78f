"""What a cell reader loses in an .xls or .et file: extent, merges, error cells, what is hidden, by sheet.

The records of the workbook stream are walked once. Those that hold no cell, format or text are blotted out, so
that the reader never meets them: names, drawings and notes are where old files are oddest.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from commatch.workbook.sheetscan import SheetScan

__all__ = ["EncryptedStream", "OldBook", "scan_old_book"]

_BOF, _EOF, _CONTINUE, _FILEPASS, _BOUNDSHEET, _CODEPAGE = 0x809, 0x0A, 0x3C, 0x2F, 0x85, 0x42
_SST, _BOOLERR, _MULRK, _ROW, _COLINFO, _MERGED = 0xFC, 0x205, 0xBD, 0x208, 0x7D, 0xE5
_FORMULAS = frozenset({0x06, 0x206, 0x406})
_FORMULA_HELPERS = frozenset({0x207, 0x221, 0x236, 0x4BC})
_CELLS = _FORMULAS | {_BOOLERR, 0x203, 0x204, 0x27E, 0xD6, 0xFD}
_DATEMODE, _FORMATS, _XF = 0x22, frozenset({0x1E, 0x41E}), 0xE0
_KEPT = _CELLS | _FORMULA_HELPERS | _FORMATS | {
    _BOF, _EOF, _CONTINUE, _BOUNDSHEET, _CODEPAGE, _SST, _MULRK, _DATEMODE, _XF
}  # fmt: skip
_BLOT = struct.pack("<H", 0x7FFF)
_NEVER_CALCULATED = b"\0\0\0\0\0\0\0\0\x02"
_ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BIFF5, _BIFF8, _GLOBALS_STREAM = 0x500, 0x600, 0x05
_MOST_COLUMNS = 16_384
_BROKEN = (
    OSError,
    struct.error,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    KeyError,
    RecursionError,
    MemoryError,
)


class EncryptedStream(Exception):
    """The workbook stream is protected by a password."""


@dataclass(slots=True)
class OldBook:
    """The workbook stream of an old file, safe to parse, and its sheets' scans in their order.

    Attributes
    ----------
    stream : bytes
        The records, those blotted out that no reader needs.
    scans : dict of str to SheetScan
        By name; in the order of the sheets.
    """

    stream: bytes
    scans: dict[str, SheetScan] = field(default_factory=dict)


def scan_old_book(data: bytes) -> OldBook | None:
    """Return the workbook in an OLE container, ``None`` where it holds no workbook that is read.

    Raises
    ------
    ValueError
        It is damaged.
    EncryptedStream
        It has a password.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists("EncryptedPackage"):
                raise EncryptedStream
            name = next((name for name in ("Workbook", "Book") if container.exists(name)), None)
            if name is None:
                return None
            stream = container.openstream(name).read()
    except _BROKEN as exc:
        raise ValueError(f"container: {exc}") from exc
    try:
        return _walk(stream)
    except (struct.error, IndexError, OverflowError) as exc:
        raise ValueError(f"records: {exc}") from exc


def _walk(stream: bytes) -> OldBook | None:
    kind, _, version, kind_of_stream = struct.unpack_from("<4H", stream)
    if kind != _BOF or version not in (_BIFF5, _BIFF8) or kind_of_stream != _GLOBALS_STREAM:
        return None
    clean = bytearray(stream)
    sheets: dict[str, int] = {}
    scans: dict[int, SheetScan] = {}
    scan: SheetScan | None = None
    depth, codepage = 0, 1252
    for at, kind, body in _records(stream):
        if not depth and kind != _BOF:
            continue
        if kind == _BOF:
            depth += 1
            if depth == 1:
                scan = scans[at] = SheetScan()
        elif kind == _EOF:
            depth -= 1
        elif kind == _FILEPASS:
            raise EncryptedStream
        elif kind == _CODEPAGE:
            (codepage,) = struct.unpack_from("<H", body)
        elif kind == _BOUNDSHEET:
            start, _, what = struct.unpack_from("<iBB", body)
            name = _sheet_name(body, version, codepage)
            if what == 0:
                if name in sheets or start in sheets.values():
                    raise ValueError("two sheets of a name or place")
                sheets[name] = start
        elif kind == _SST:
            _check_texts(stream, at, body)
        elif depth == 1 and scan is not None:
            _take(scan, kind, body)
        if kind not in _KEPT:
            clean[at : at + 2] = _BLOT
    if depth > 0:
        raise ValueError("the last sheet is cut off")
    return OldBook(bytes(clean), {name: scans[start] for name, start in _ordered(sheets, scans)})


def _ordered(sheets: dict[str, int], scans: dict[int, SheetScan]) -> Iterator[tuple[str, int]]:
    for name, start in sheets.items():
        if start not in scans:
            raise ValueError("a sheet begins amid a record")
        yield name, start


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Yield place, type and body of every record; the last may be cut off."""
    end = len(stream)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _take(scan: SheetScan, kind: int, body: bytes) -> None:
    if kind in _CELLS or kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MULRK else first
        scan.cells += last - first + 1
        scan.rows, scan.columns = max(scan.rows, row + 1), max(scan.columns, last + 1)
        if kind == _BOOLERR and body[7]:
            scan.errors[row, first] = _ERROR_TEXTS.get(body[6], "#ERROR")
        elif kind in _FORMULAS and body[6] == 2 and body[12:14] == b"\xff\xff":
            scan.errors[row, first] = _ERROR_TEXTS.get(body[8], "#ERROR")
        elif kind in _FORMULAS and body[6:15] == _NEVER_CALCULATED:
            scan.uncached.add((row, first))
    elif kind == _ROW:
        row, _, _, _, _, _, options = struct.unpack_from("<7H", body)
        if options & 0x20:
            scan.hidden_rows.add(row)
    elif kind == _COLINFO:
        first, last, _, _, options = struct.unpack_from("<5H", body)
        if options & 1:
            scan.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
    elif kind == _MERGED:
        (count,) = struct.unpack_from("<H", body)
        for top, bottom, left, right in struct.iter_unpack("<4H", body[2 : 2 + 8 * count]):
            if top <= bottom and left <= right:
                scan.merges.append((top, left, bottom, right))


def _sheet_name(body: bytes, version: int, codepage: int) -> str:
    if version == _BIFF8:
        wide = body[7] & 1
        return body[8 : 8 + body[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
    try:
        return body[7 : 7 + body[6]].decode(f"cp{codepage}", "replace")
    except LookupError:
        return body[7 : 7 + body[6]].decode("latin-1")


def _check_texts(stream: bytes, at: int, body: bytes) -> None:
    """Raise where the table of texts says that it has more of them than it has room for."""
    (count,) = struct.unpack_from("<I", body, 4)
    room = len(body)
    for _, kind, more in _records(stream, at + 4 + len(body)):
        if kind != _CONTINUE:
            break
        room += len(more)
    if 3 * count > room:
        raise ValueError("more texts than bytes")
