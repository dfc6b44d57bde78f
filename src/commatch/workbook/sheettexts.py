"""How much text the cells of a sheet hold: one long text that a million cells refer to is small only in the file."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable

__all__ = ["TextTable", "text_in_cells"]

_P = rb"(?:[^\s<>/:=\"']+:)?"
_TABLE = re.compile(rb"<" + _P + rb"sst(?=[\s/>])([^<>]*)>")
_COUNT = re.compile(rb"\buniqueCount\s*=\s*[\"']\s*([0-9]+)")
_USUAL_END = b"</si>"
_TEXT_END = re.compile(rb"(</" + _P + rb"si\s*>)")
_CELL = rb"<" + _P + rb"c\s(?=[^<>]*?\bt\s*=\s*[\"']s[\"'])[^<>]*>"
_REFERENCE = re.compile(_CELL + rb"\s*<" + _P + rb"v[^<>]*>\s*([0-9]{1,9})")
_LONGEST_END = 64
_LIED_ABOUT = 100_000
"""A wrong number of texts up to this one does no harm."""


class TextTable:
    """The sizes of the texts that cells share, taken in piece by piece.

    Attributes
    ----------
    sizes : array of int
        Bytes of each text, its marks included.
    """

    def __init__(self) -> None:
        self.sizes = array("L")
        self.declared = 0
        self.bytes = 0
        self._kept = 0
        self._tail = b""

    def feed(self, piece: bytes) -> None:
        """Take in a piece of the part."""
        for found in _TABLE.finditer(piece) if b"sst" in piece else ():
            count = _COUNT.search(found[1])
            self.declared = max(self.declared, int(count[1]) if count else 0)
        data = self._tail + piece
        if data.count(b"</si") == data.count(_USUAL_END) and b":si" not in data:
            *texts, rest = data.split(_USUAL_END)
            sizes = [len(text) + len(_USUAL_END) for text in texts]
        else:
            *parts, rest = _TEXT_END.split(data)
            sizes = [len(text) + len(end) for text, end in zip(parts[::2], parts[1::2], strict=True)]
        if sizes:
            sizes[0] += self._kept
            self._kept = 0
            self.sizes.extend(sizes)
        self._tail = rest[-_LONGEST_END:]
        self._kept += len(rest) - len(self._tail)
        self.bytes += len(piece)

    def check(self) -> None:
        """Raise ``ValueError`` where the table says that it has more texts than it has room for."""
        if self.declared > max(_LIED_ABOUT, self.bytes):
            raise ValueError("more texts than bytes")


def text_in_cells(pieces: Iterable[bytes], table: TextTable) -> int:
    """Return the bytes of all texts that the cells of a sheet refer to, each counted wherever it stands."""
    references: Counter[bytes] = Counter()
    tail = b""
    for piece in pieces:
        data = tail + piece
        cut = data.rfind(b"<c ") if len(data) < 2 * len(piece) else len(data)
        cut = cut if cut > 0 else len(data)
        references.update(_REFERENCE.findall(data[:cut]))
        tail = data[cut:]
    references.update(_REFERENCE.findall(tail))
    sizes = table.sizes
    return sum(sizes[number] * count for text, count in references.items() if (number := int(text)) < len(sizes))
