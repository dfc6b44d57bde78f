"""What a cell reader loses in an .xlsb file: extent, merges, error cells, what is hidden, in its binary records.

A formula's result always stands beside it in such a file, so none is ever without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commatch.workbook.sheetscan import SheetScan

__all__ = ["check_records", "scan_binary_sheet", "sheets_of_binary", "text_sizes"]

_ROW, _CELLS, _SHARED_TEXT, _TEXT_ITEM, _MERGE, _SHEET, _COLUMN = 0, range(2, 12), 7, 19, 176, 156, 60
_SMALLEST = {2: 12, 3: 9, 4: 9, 5: 16, 6: 12, 7: 12, 8: 12, 9: 16, 10: 9, 11: 9}
_ERRORS = (3, 11)
_ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


def scan_binary_sheet(data: bytes, texts: Sequence[int] = (), most: int = 2**62) -> SheetScan:
    """Return what the records of a sheet hold besides its values.

    Parameters
    ----------
    data : bytes
        The part.
    texts : sequence of int
        Sizes of the texts that cells share.
    most : int
        Number of cells after which the rest is no longer looked at.

    Raises
    ------
    ValueError
        It is damaged.
    """
    scan = SheetScan()
    row = 0
    for kind, body in _records(data):
        if kind in _CELLS:
            if len(body) < _SMALLEST[kind]:
                raise ValueError("a cell is cut off")
            column = _number(body, 0)
            scan.rows, scan.columns = max(scan.rows, row + 1), max(scan.columns, column + 1)
            scan.cells += 1
            if kind in _ERRORS:
                scan.errors[row, column] = _ERROR_TEXTS.get(body[8], "#ERROR")
            elif kind == _SHARED_TEXT and (number := _number(body, 8)) < len(texts):
                scan.text += texts[number]
            if scan.cells > most:
                break
        elif kind == _ROW:
            if len(body) < 12:
                raise ValueError("a row is cut off")
            row = _number(body, 0)
            if body[11] & 0x10:
                scan.hidden_rows.add(row)
        elif kind == _COLUMN:
            first, last = _number(body, 0), min(_number(body, 4), _MOST_COLUMNS - 1)
            if len(body) >= 18 and body[16] & 1:
                scan.hidden_columns.update(range(first, last + 1))
        elif kind == _MERGE:
            top, bottom, left, right = (_number(body, at) for at in (0, 4, 8, 12))
            if top <= bottom < _MOST_ROWS and left <= right < _MOST_COLUMNS:
                scan.merges.append((top, left, bottom, right))
    return scan


def sheets_of_binary(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name of every sheet and the key of its relation, from the records of a workbook."""
    for kind, body in _records(workbook):
        if kind == _SHEET:
            key, at = _text(body, 8)
            name, _ = _text(body, at)
            yield name, key


def text_sizes(data: bytes) -> list[int]:
    """Return the sizes of all texts that cells share; raise ``ValueError`` where the part is damaged."""
    return [2 * _number(body, 1) for kind, body in _records(data) if kind == _TEXT_ITEM]


def check_records(data: bytes) -> None:
    """Raise ``ValueError`` where a part does not hold the records that it says."""
    for _ in _records(data):
        pass


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield type and body of every record; both numbers before a body are written in groups of seven bits."""
    at, end = 0, len(data)
    while at < end:
        kind, at = _packed(data, at, 2)
        size, at = _packed(data, at, 4)
        if at + size > end:
            raise ValueError("a record is cut off")
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
