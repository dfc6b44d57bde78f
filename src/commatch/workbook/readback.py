"""A workbook's file read back after it was written: whether its parts are whole, and its sheets there to their end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.parsers import expat

from commatch.workbook.sheetparts import sheet_parts
from commatch.workbook.zipparts import BROKEN_ZIP, Archive

__all__ = ["reads_back"]

_XML = (".xml", ".rels", ".vml")
_ROW, _LONGEST_ROW_START = b'<row r="', 24


def reads_back(data: bytes, sheets: Mapping[str, int]) -> bool:
    """Tell whether a file holds what was written.

    Parameters
    ----------
    data : bytes
        The whole file.
    sheets : mapping of str to int
        Number of the last row of every sheet, in their order.
    """
    try:
        archive = Archive(data)
        last_rows = {name: _last_row(name, archive.pieces(name)) for name in archive.names()}
        found = [(name, last_rows[part.lower()]) for name, part in sheet_parts(archive).items()]
    except (*BROKEN_ZIP, expat.ExpatError):
        return False
    return found == list(sheets.items())


def _last_row(name: str, pieces: Iterable[bytes]) -> int:
    """Read a part to its end, which proves its checksum and that its XML is whole; return its last row's number."""
    parser = expat.ParserCreate() if name.endswith(_XML) else None
    last, before = 0, b""
    for piece in pieces:
        if parser:
            parser.Parse(piece)
        window = before + piece
        at = window.rfind(_ROW)
        if at >= 0:
            last = int(window[at + len(_ROW) : at + _LONGEST_ROW_START].partition(b'"')[0] or last)
        before = window[-_LONGEST_ROW_START:]
    if parser:
        parser.Parse(b"", True)
    return last
