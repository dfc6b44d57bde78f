"""What a cell reader loses in an .xlsb file: extent, merges and error cells, found in its binary records."""

from __future__ import annotations

from collections.abc import Iterator

from commatch.workbook.sheetscan import SheetScan

__all__ = ["is_binary_sheet", "scan_binary_sheet", "sheets_of_binary"]

_BEGIN_SHEET = b"\x81\x01\x00"
_ROW, _CELLS, _RICH_TEXT, _MERGE, _SHEET = 0, range(2, 12), 62, 176, 156
_ERRORS = (3, 11)
_ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def is_binary_sheet(data: bytes) -> bool:
    """Tell whether a part holds the records of a sheet."""
    return data.startswith(_BEGIN_SHEET)


def scan_binary_sheet(data: bytes) -> SheetScan:
    """Return what the records of a sheet hold besides its values."""
    scan = SheetScan()
    row = 0
    for kind, body in _records(data):
        if kind == _ROW:
            row = _number(body, 0)
        elif kind in _CELLS or kind == _RICH_TEXT:
            column = _number(body, 0)
            scan.rows, scan.columns = max(scan.rows, row + 1), max(scan.columns, column + 1)
            if kind in _ERRORS:
                scan.errors[row, column] = _ERROR_TEXTS.get(int.from_bytes(body[8:9], "little"), "#ERROR")
        elif kind == _MERGE:
            top, bottom, left, right = (_number(body, at) for at in (0, 4, 8, 12))
            scan.merges.append((top, left, bottom, right))
    return scan


def sheets_of_binary(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name of every sheet and the key of its relation, from the records of a workbook."""
    for kind, body in _records(workbook):
        if kind == _SHEET:
            key, at = _text(body, 8)
            name, _ = _text(body, at)
            yield name, key


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield type and body of every record; both numbers before a body are written in groups of seven bits."""
    at, end = 0, len(data)
    while at < end:
        kind, at = _packed(data, at, 2)
        size, at = _packed(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _packed(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(data[at : at + most]):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return value, at + most


def _number(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 4], "little")


def _text(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * _number(body, at)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
