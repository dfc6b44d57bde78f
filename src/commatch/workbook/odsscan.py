"""What a cell reader loses in an .ods file: extent, merges, error cells, what is hidden, by table."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from commatch.workbook.sheetscan import SheetScan

__all__ = ["scan_ods"]

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TYPES = (
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type",
)


class _Scanner:
    """Follows the elements of ``content.xml`` and counts what they repeat instead of repeating it."""

    def __init__(self) -> None:
        self.scans: dict[str, SheetScan] = {}
        self.open: list[SheetScan] = []
        self.row, self.rows = 0, 1
        self.column, self.columns = 0, 1
        self.described = 0
        self.text: list[str] | None = None
        self.kinds: set[str] = set()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in the start of an element."""
        name = tag.removeprefix(_TABLE)
        if name == "table":
            self.open.append(SheetScan())
            if len(self.open) == 1:
                self.scans[attributes.get(_TABLE + "name", "")] = self.open[0]
                self.row, self.rows, self.described = 0, 1, 0
        elif len(self.open) != 1:
            return
        elif name == "table-row":
            self.rows, self.column = _count(attributes, "number-rows-repeated"), 0
            if attributes.get(_TABLE + "visibility", "visible") != "visible" and self.rows < 100_000:
                self.open[0].hidden_rows.update(range(self.row, self.row + self.rows))
        elif name == "table-column":
            count = _count(attributes, "number-columns-repeated")
            if attributes.get(_TABLE + "visibility", "visible") != "visible" and count < 100_000:
                self.open[0].hidden_columns.update(range(self.described, self.described + count))
            self.described += count
        elif name in ("table-cell", "covered-table-cell"):
            self._start_cell(attributes)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        scan = self.open[0]
        self.columns = _count(attributes, "number-columns-repeated")
        self.kinds = {attributes[kind] for kind in _TYPES if kind in attributes}
        if self.kinds:
            scan.rows = max(scan.rows, self.row + self.rows)
            scan.columns = max(scan.columns, self.column + self.columns)
        down, right = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
        if down > 1 or right > 1:
            scan.merges.append((self.row, self.column, self.row + down - 1, self.column + right - 1))
        self.text = []

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        name = tag.removeprefix(_TABLE)
        if name == "table" and self.open:
            self.open.pop()
        elif len(self.open) == 1 and name == "table-row":
            self.row += self.rows
        elif len(self.open) == 1 and name in ("table-cell", "covered-table-cell"):
            if "error" in self.kinds:
                self.open[0].errors[self.row, self.column] = "".join(self.text or []).strip() or "#ERROR"
            self.column += self.columns
            self.text, self.kinds = None, set()

    def characters(self, data: str) -> None:
        """Take in text."""
        if self.text is not None and "error" in self.kinds:
            self.text.append(data)


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(_TABLE + name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def scan_ods(data: bytes) -> dict[str, SheetScan]:
    """Return what the tables of a ``content.xml`` hold besides their values, by name.

    Raises
    ------
    ValueError
        It is not well formed, or declares a document type.
    """
    scanner = _Scanner()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.characters
    if b"<!DOCTYPE" in data:
        raise ValueError("a document type has no place here")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as exc:
        raise ValueError(str(exc)) from exc
    return scanner.scans
