"""What a cell reader loses, found in a sheet's XML: extent, merges, errors, uncached formulas, hidden rows.

The scan works on the raw bytes, so that it is quick, needs little memory however far apart the cells stand
and however large the part is, and can run before any parser sees the file. Rows and columns count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

Position = tuple[int, int]
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

_P = rb"(?:[^\s<>/:=\"']+:)?"
_CELL_START = re.compile(rb"<" + _P + rb"c(?=[\s/>])")
_CELL = re.compile(rb"<" + _P + rb"c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'][^<>]*?(/?)>")
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^/>]*>')
_CELL_END = re.compile(rb"</" + _P + rb"(?:c|row|sheetData)\s*>")
_ROW = re.compile(rb"<" + _P + rb"row[\s/>]")
_ROW_NUMBERED = re.compile(rb"<" + _P + rb"row\s(?:[^<>]*?\s)?r\s*=\s*[\"'][0-9]")
_FAR_ROW = re.compile(rb"<" + _P + rb"row\s(?:[^<>]*?\s)?r\s*=\s*[\"'][A-Za-z]*([0-9]{7,})")
_NUMBERED = re.compile(rb"<(" + _P + rb")(row|c)((?:\s[^<>]*?)?)(/?)>")
_ERROR = re.compile(rb"<" + _P + rb"c\s(?=[^<>]*?\bt\s*=\s*[\"']e[\"'])([^<>]*)(?<!/)>")
_FORMULA = re.compile(rb"<" + _P + rb"c\s([^<>]*)>\s*<" + _P + rb"f(?=[\s/>])")
_FILLED = re.compile(rb"<" + _P + rb"(?:v(?:\s[^<>]*)?>[^<]|is[\s>])")
_BLANK_TEXT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_CACHED = re.compile(rb"<" + _P + rb"v[\s/>]")
_VALUE = re.compile(rb"<" + _P + rb"v(?:\s[^<>]*)?>([^<]*)<")
_REF = re.compile(rb"(?<![^\s])r\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"']")
_ROW_REF = re.compile(rb"(?<![^\s])r\s*=\s*[\"'][A-Za-z]*([0-9]+)[\"']")
_HIDDEN_ROW = re.compile(rb"<" + _P + rb"row\s(?=[^<>]*?\bhidden\s*=\s*[\"'](?:1|true)[\"'])([^<>]*)>")
_HIDDEN_COLUMN = re.compile(rb"<" + _P + rb"col\s(?=[^<>]*?\bhidden\s*=\s*[\"'](?:1|true)[\"'])([^<>]*)>")
_MERGE = re.compile(rb"<" + _P + rb"mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Za-z]+)([0-9]+):([A-Za-z]+)([0-9]+)[\"']")
_SHEET = re.compile(rb"<" + _P + rb"sheetData[\s/>]")
_PLAIN_ROW = (
    rb'<row r="([1-9][0-9]{0,5})"(?: (?!hidden)[A-Za-z0-9:]+="[^"<>]*")*+>'
    rb'(?:<c r="%b\1"(?: s="[0-9]+")?(?: t="(?:s|n|b|str|inlineStr)")?(?: ?/>|>('
    rb'(?:<v>[^<]*+</v>|<is><t(?: xml:space="preserve")?>[^<]*+</t></is>|<f[^<>]*+>(?:[^<]*+</f>)?<v>[^<]++</v>)?'
    rb")</c>))*+</row>"
)
"""A row as most programs write it, with nothing in it that a cell reader loses; what matters of it is its number."""

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_MOST_KEPT = 4_000_000
_FEW_BYTES = 100_000
_WIDEST_PLAIN = 26 * 27


@dataclass(slots=True)
class SheetScan:
    """What was found in a sheet.

    Attributes
    ----------
    rows, columns : int
        Extent of the filled cells, counted from A1; 0 for a sheet without any.
    cells : int
        Number of filled cells.
    text : int
        Length of all their texts together, where the format has a text stand for many cells.
    merges : list of Area
        Merged ranges.
    errors : dict of Position to str
        Cells that hold an error value such as ``#N/A``.
    uncached : set of Position
        Cells with a formula and no stored result.
    hidden_rows, hidden_columns : set of int
        Rows and columns that are not shown.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    text: int = 0
    merges: list[Area] = field(default_factory=list)
    errors: dict[Position, str] = field(default_factory=dict)
    uncached: set[Position] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def merged_cells(self) -> int:
        """Number of cells in all merged ranges."""
        return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in self.merges)


def column_number(letters: str | bytes) -> int:
    """Return the number of a column, ``A`` being 0."""
    text = letters.decode("ascii") if isinstance(letters, bytes) else letters
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """Return the address of a cell, ``A1`` being row 0 and column 0."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """Return the letters of a column, ``A`` being 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_sheet(data: bytes) -> bool:
    """Tell whether the bytes are the XML of a sheet."""
    return b"sheetData" in data and _SHEET.search(data) is not None


def scan_xml(data: bytes) -> SheetScan:
    """Return what a sheet's XML holds besides its values."""
    scanner = SheetScanner()
    scanner.feed(data)
    return scanner.close()


class SheetScanner:
    """Takes in the XML of a part piece by piece.

    Attributes
    ----------
    scan : SheetScan
        What was found so far.
    is_sheet : bool
        The part holds the cells of a sheet.
    """

    def __init__(self) -> None:
        self.scan = SheetScan()
        self.is_sheet = False
        self._kept = b""
        self._row, self._column = -1, -1
        self._hidden = bytearray(_MOST_COLUMNS)

    def feed(self, piece: bytes) -> None:
        """Take in a piece; what follows the start of its last row is kept until the row is there.

        Raises
        ------
        ValueError
            A row has a number that no sheet has.
        """
        data = self._kept + piece
        cut = data.rfind(b"<row")
        if cut <= 0:
            cut = data.rfind(b"<", 0, max(data.rfind(b":row"), 0))
        if cut <= 0 and len(data) > _MOST_KEPT:
            cut = data.rfind(b"<")
        cut = max(cut, 0)
        self._kept = data[cut:]
        if cut:
            self._scan(data[:cut])

    def close(self) -> SheetScan:
        """Take in what was kept and return what was found."""
        self._scan(self._kept)
        self._kept = b""
        self.scan.hidden_columns = {column for column, hidden in enumerate(self._hidden) if hidden}
        return self.scan

    def _scan(self, data: bytes) -> None:
        self.is_sheet = self.is_sheet or is_sheet(data)
        if len(data) > _FEW_BYTES:
            data = self._pass_plain_rows(data)
        scan = self.scan
        if _holds(data, b"row") or _holds(data, b"c"):
            if any(int(digits) > _MOST_ROWS for digits in _FAR_ROW.findall(data)):
                raise ValueError("a row that no sheet has")
            data = self._extent(data)
        if b"mergeCell" in data:
            scan.merges += [
                (int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))
                for left, top, right, bottom in _MERGE.findall(data)
            ]
        if b'"e"' in data or b"'e'" in data:
            scan.errors.update(_errors(data))
        if b"<f" in data or b":f" in data:
            scan.uncached.update(_uncached(data))
        if b"hidden" in data:
            rows, columns = _HIDDEN_ROW.findall(data), _HIDDEN_COLUMN.findall(data)
            scan.hidden_rows.update(int(found[1]) - 1 for tag in rows if (found := _ROW_REF.search(tag)))
            for tag in columns:
                first, end = _columns(tag)
                self._hidden[first:end] = bytes([1]) * (end - first)

    def _pass_plain_rows(self, data: bytes) -> bytes:
        """Note the extent of the plain rows and return the XML without them; as it is where others go unnumbered."""
        scan = self.scan
        if not scan.columns:  # how wide a plain row may be is learnt from the first ones
            letters = {one for one, _ in _PLAIN_CELL.findall(data, 0, _FEW_BYTES)}
            scan.columns = max((column_number(one) + 1 for one in letters), default=0)
        if not 0 < scan.columns <= _WIDEST_PLAIN:
            return data
        numbers: list[int] = []
        before = self._row

        def note(row: re.Match[bytes]) -> bytes:
            self._row = int(row[1]) - 1
            if row[2] is not None:
                numbers.append(self._row + 1)
            return b""

        rest = _plain_row(scan.columns).sub(note, data)
        if not _all_numbered(rest):
            self._row = before
            return data
        self._column = scan.columns - 1
        scan.cells += data.count(b"</c>") - rest.count(b"</c>")
        scan.rows = max(scan.rows, *numbers, 0)
        return rest

    def _extent(self, data: bytes) -> bytes:
        """Note the last filled row and column, and return the XML with every cell numbered."""
        filled = _PLAIN_CELL.findall(data)
        if not filled and _ROW.search(data):
            data = self._number_cells(data)
        plain = data.count(b"<c ")
        if len(filled) != plain or data.count(b"<c") - data.count(b"<col") != plain or b":c" in data:
            cells = _CELL.findall(data)
            if len(cells) != len(_CELL_START.findall(data)):
                data = self._number_cells(data)
                cells = _CELL.findall(data)
            filled = [(letters, digits) for letters, digits, blank in cells if not blank]
        elif filled:
            self._row, self._column = max(self._row, int(filled[-1][1]) - 1), column_number(filled[-1][0])
        scan = self.scan
        scan.cells += len(filled)
        scan.rows = max(scan.rows, *(int(digits) for digits in {digits for _, digits in filled}), 0)
        scan.columns = max(scan.columns, *(column_number(letters) + 1 for letters in {one for one, _ in filled}), 0)
        return data

    def _number_cells(self, data: bytes) -> bytes:
        """Return the XML with the references that some writers leave out."""

        def number(match: re.Match[bytes]) -> bytes:
            prefix, tag, attributes, end = match.groups()
            if tag == b"row":
                found = _ROW_REF.search(attributes)
                self._row, self._column = (int(found[1]) - 1 if found else self._row + 1), -1
                return match[0]
            position = _position(attributes)
            self._column = position[1] if position else self._column + 1
            if position:
                return match[0]
            where = address(max(self._row, 0), self._column).encode("ascii")
            return b'<%bc r="%b"%b%b>' % (prefix, where, attributes, end)

        return _NUMBERED.sub(number, data)


@lru_cache(maxsize=16)
def _plain_row(columns: int) -> re.Pattern[bytes]:
    """Return the pattern of a plain row with no cell beyond so many columns."""
    last = column_letters(columns - 1)
    if len(last) == 1:
        letters = f"[A-{last}]"
    else:
        tens = f"|[A-{chr(ord(last[0]) - 1)}][A-Z]" if last[0] > "A" else ""
        letters = f"(?:[A-Z]{tens}|{last[0]}[A-{last[1]}])"
    return re.compile(_PLAIN_ROW % letters.encode())


def _all_numbered(data: bytes) -> bool:
    """Tell whether each row and each cell says where it stands, so that what comes before it does not matter."""
    rows, cells = len(_ROW.findall(data)), len(_CELL_START.findall(data))
    return rows == len(_ROW_NUMBERED.findall(data)) and cells == len(_CELL.findall(data))


def _holds(data: bytes, tag: bytes) -> bool:
    """Tell whether there may be elements of a name, with a prefix or without."""
    return b"<" + tag in data or (b":" in data and b":" + tag in data)


def _errors(data: bytes) -> Iterator[tuple[Position, str]]:
    for match in _ERROR.finditer(data):
        end = _CELL_END.search(data, match.end())
        position = _position(match[1])
        if end is None:
            return
        if position is None:
            continue
        value = _VALUE.search(data, match.end(), end.end())
        yield position, value[1].decode("utf-8", "replace").strip() if value else "#ERROR"


def _uncached(data: bytes) -> Iterator[Position]:
    for match in _FORMULA.finditer(data):
        end = _CELL_END.search(data, match.end())
        if end is None:
            return
        position = _position(match[1])
        if position is None or _FILLED.search(data, match.end(), end.start() + 1):
            continue
        if not (_BLANK_TEXT.search(match[1]) and _CACHED.search(data, match.end(), end.start())):
            yield position


def _position(attributes: bytes) -> Position | None:
    found = _REF.search(attributes)
    return (int(found[2]) - 1, column_number(found[1])) if found else None


def _columns(attributes: bytes) -> tuple[int, int]:
    first = re.search(rb"\bmin\s*=\s*[\"']([0-9]{1,6})", attributes)
    last = re.search(rb"\bmax\s*=\s*[\"']([0-9]{1,6})", attributes)
    if not first or not last:
        return 0, 0
    start = max(int(first[1]) - 1, 0)
    return start, max(start, min(int(last[1]), _MOST_COLUMNS))
