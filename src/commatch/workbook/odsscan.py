"""What a cell reader loses in an .ods file: extent, merges, error cells, what is hidden, by table.

Elements are known by their usual names, prefix and all, since that is how the reader knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.parsers import expat

from commatch.workbook.sheetscan import SheetScan

__all__ = ["scan_ods"]

_CELLS = ("table:table-cell", "table:covered-table-cell")
_ERROR_TEXTS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_MOST_ROWS, _MOST_COLUMNS, _MOST_REPEATED_ERRORS = 1_048_576, 16_384, 1_000


class _Scanner:
    """Follows the elements of ``content.xml`` and counts what they repeat instead of repeating it."""

    def __init__(self) -> None:
        self.scans: dict[str, SheetScan] = {}
        self.open: list[SheetScan] = []
        self.row, self.rows = 0, 1
        self.column, self.columns = 0, 1
        self.described = 0
        self.cell: Mapping[str, str] | None = None
        self.text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in the start of an element."""
        if tag == "table:table":
            self.open.append(SheetScan())
            if len(self.open) == 1:
                name = attributes.get("table:name", "")
                if name in self.scans:
                    raise ValueError("two tables of a name")
                self.scans[name] = self.open[0]
                self.row, self.rows, self.described = 0, 1, 0
        elif len(self.open) != 1:
            return
        elif tag == "table:table-row":
            self.rows, self.column = _count(attributes, "table:number-rows-repeated"), 0
            if attributes.get("table:visibility", "visible") != "visible":
                self.open[0].hidden_rows.update(range(self.row, min(self.row + self.rows, _MOST_ROWS)))
        elif tag == "table:table-column":
            end = self.described + _count(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility", "visible") != "visible":
                self.open[0].hidden_columns.update(range(self.described, min(end, _MOST_COLUMNS)))
            self.described = end
        elif tag in _CELLS:
            self._start_cell(attributes)
        elif tag == "text:s" and self.cell is not None:
            self.open[0].text += _count(attributes, "text:c") * self.rows * self.columns

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        scan = self.open[0]
        self.columns = _count(attributes, "table:number-columns-repeated")
        if any(name.startswith("office:") for name in attributes) or "table:formula" in attributes:
            scan.rows = max(scan.rows, self.row + self.rows)
            scan.columns = max(scan.columns, self.column + self.columns)
            scan.cells += self.rows * self.columns
            if self.rows > 1 or self.columns > 1:
                scan.text += sum(map(len, attributes.values())) * self.rows * self.columns
        down = _count(attributes, "table:number-rows-spanned")
        right = _count(attributes, "table:number-columns-spanned")
        if down > 1 or right > 1:
            scan.merges.append((self.row, self.column, self.row + down - 1, self.column + right - 1))
        self.cell, self.text = attributes, []

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag == "table:table" and self.open:
            self.open.pop()
        elif len(self.open) == 1 and tag == "table:table-row":
            self.row += self.rows
        elif len(self.open) == 1 and tag in _CELLS and self.cell is not None:
            self._end_cell(self.cell)
            self.column += self.columns
            self.cell = None

    def _end_cell(self, attributes: Mapping[str, str]) -> None:
        formula = "table:formula" in attributes
        error = attributes.get("calcext:value-type") == "error"
        if not formula and not error:
            return
        text, scan = "".join(self.text).strip(), self.open[0]
        many = self.rows * self.columns > _MOST_REPEATED_ERRORS
        where = [
            (row, column)
            for row in range(self.row, self.row + (1 if many else self.rows))
            for column in range(self.column, self.column + (1 if many else self.columns))
        ]
        if error or text in _ERROR_TEXTS:
            scan.errors.update(dict.fromkeys(where, text or "#ERROR"))
        elif "office:value-type" not in attributes:
            scan.uncached.update(where)

    def characters(self, data: str) -> None:
        """Take in text."""
        if self.cell is not None and len(self.open) == 1:
            self.text.append(data)
            self.open[0].text += len(data) * self.rows * self.columns

    def refuse(self, *_: object) -> None:
        """Stop at a document type: it has no place here, and its entities may be bombs."""
        raise ValueError("a document type")


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(f"{name} is no number")
    return max(1, int(text))


def scan_ods(pieces: Iterable[bytes]) -> dict[str, SheetScan]:
    """Return what the tables of a ``content.xml`` hold besides their values, by name.

    Raises
    ------
    ValueError
        It is not well formed, or declares a document type.
    """
    scanner = _Scanner()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.characters
    parser.StartDoctypeDeclHandler = scanner.refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as exc:  # the latter for an encoding that nobody knows
        raise ValueError(str(exc)) from exc
    if not scanner.scans:
        raise ValueError("no tables")
    return scanner.scans
