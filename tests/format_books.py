"""Small workbooks of every format, written byte by byte from one description, so that a test may spoil each byte."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Area = tuple[int, int, int, int]
ERROR_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_MAIN, _STRICT = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True)
class Error:
    """An error value such as ``#N/A``."""

    text: str


@dataclass(frozen=True)
class NeverCalculated:
    """A formula whose result was never stored."""

    text: str = "1+1"


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: rows of texts, numbers, truth values, errors, formulas and blanks, and what else is in it."""

    name: str
    rows: list[list[object]]
    merges: tuple[Area, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False

    def cells(self) -> Iterator[tuple[int, int, object]]:
        for number, row in enumerate(self.rows):
            for column, value in enumerate(row):
                if value is not None:
                    yield number, column, value


def community() -> list[SheetSpec]:
    """Return a month with a title, a merge, a hidden row and column, an error and a hidden sheet."""
    needs: list[list[object]] = [
        ["社区需求登记表"],
        ["编号", "需求", "人群", "紧急程度", "受益人数", "技能"],
        ["N1", "维修楼道灯", "老年人", 3.0, 12.0, "水电工×1"],
        ["N2", "换窗纱", "老年人", 2.0, Error("#DIV/0!"), "木工×1"],
        ["N3", "陪同就医", "独居老人", 4.0, 1.0, "陪护×1"],
    ]
    helpers: list[list[object]] = [
        ["编号", "姓名", "技能", "每月工时", "可共享"],
        ["H1", "张三", "水电工:4", 8.0, True],
        ["H2", "李四", "木工", 6.5, False],
        ["H3", "王五", None, 4.0, None],
    ]
    return [
        SheetSpec("需求清单", needs, merges=((0, 0, 0, 5),), hidden_rows=(4,)),
        SheetSpec("能人", helpers, merges=((2, 2, 3, 2),), hidden_columns=(1,)),
        SheetSpec("设置", [["项", "值"], ["month", "2026-12"]], hidden=True),
    ]


def zipped(parts: Iterable[tuple[str, bytes | str]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")  # a name twice is meant
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


# -- .xlsx, .xlsm, strict, with prefixes -----------------------------------------------------------------------


def xlsx(sheets: Iterable[SheetSpec]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for spec in sheets:
        sheet = book.create_sheet(spec.name)
        for row, column, value in spec.cells():
            cell = sheet.cell(row + 1, column + 1)
            cell.value = f"={value.text}" if isinstance(value, NeverCalculated) else getattr(value, "text", value)
        for top, left, bottom, right in spec.merges:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for row in spec.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in spec.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
        sheet.sheet_state = "hidden" if spec.hidden else "visible"
    buffer = io.BytesIO()
    book.save(buffer)
    return zipped(parts_of(buffer.getvalue()))


def xlsm(sheets: Iterable[SheetSpec]) -> bytes:
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return zipped((name, data.replace(plain, macros)) for name, data in parts_of(xlsx(sheets)))


def strict(sheets: Iterable[SheetSpec]) -> bytes:
    """Return a workbook in the strict form of the standard, whose names of spaces are others."""
    changes = ((_MAIN, _STRICT), (_RELATIONS, _STRICT_RELATIONS))
    parts = parts_of(xlsx(sheets))
    for old, new in changes:
        parts = [(name, data.replace(old.encode(), new.encode())) for name, data in parts]
    return zipped(parts)


def prefixed(sheets: Iterable[SheetSpec], prefix: str = "x") -> bytes:
    """Return a workbook whose sheets write every element with a prefix, as some programs do."""

    def with_prefix(data: bytes) -> bytes:
        text = re.sub(r"<(/?)([A-Za-z])", rf"<\1{prefix}:\2", data.decode())
        return text.replace(f'xmlns="{_MAIN}"', f'xmlns:{prefix}="{_MAIN}"').encode()

    return zipped(
        (name, with_prefix(data) if name.startswith("xl/worksheets/") else data)
        for name, data in parts_of(xlsx(sheets))
    )


# -- .xls, .et ------------------------------------------------------------------------------------------------

_SECTOR = 512
_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def container(streams: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an OLE container of some streams, each of at least 4,096 bytes."""
    sectors: list[bytes] = []
    table: list[int] = []
    entries = [_entry("Root Entry", 5, 1, _END, 0)]

    def lay(data: bytes) -> int:
        start = len(sectors)
        count = -(-len(data) // _SECTOR)
        sectors.extend(data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR))
        table.extend([*range(start + 1, start + count), _END])
        return start

    for name, data in streams:
        padded = data.ljust(4096, b"\0")
        entries.append(_entry(name, 2, _NONE, lay(padded), len(padded)))
    directory = lay(b"".join(entries).ljust(_SECTOR, b"\0"))
    pages = next(pages for pages in range(1, 110) if pages * 128 >= len(sectors) + pages)
    first = len(sectors)
    table += [_TABLE] * pages
    table += [_NONE] * (pages * 128 - len(table))
    sectors += [struct.pack("<128I", *table[at : at + 128]) for at in range(0, len(table), 128)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, pages, directory, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(first, first + pages), *[_NONE] * (109 - pages))
    return head + b"".join(sectors)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return (
        struct.pack("<64sHBBIII", wide, len(wide), kind, 1, _NONE, _NONE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def old_records(sheets: Iterable[SheetSpec]) -> list[bytes]:
    """Return the records of a workbook as Excel 97 writes them."""
    sheets = list(sheets)
    texts = sorted({value for spec in sheets for _, _, value in spec.cells() if isinstance(value, str)})
    table = struct.pack("<II", len(texts), len(texts)) + b"".join(_old_text(text) for text in texts)
    head = [
        record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)),
        record(0x42, b"\xb0\x04"),
        record(0x22, b"\0\0"),
    ]
    head += [record(0xE0, struct.pack("<HH16x", 0, form)) for form in (0, 14)]
    tail = [record(0xFC, table), record(0x0A)]
    bodies = [_old_sheet(spec, texts) for spec in sheets]
    bounds = [_bound(spec, 0) for spec in sheets]
    start = sum(map(len, (*head, *bounds, *tail)))
    bounds = []
    for spec, body in zip(sheets, bodies, strict=True):
        bounds.append(_bound(spec, start))
        start += sum(map(len, body))
    return [*head, *bounds, *tail, *(one for body in bodies for one in body)]


def _bound(spec: SheetSpec, start: int) -> bytes:
    wide = spec.name.encode("utf-16-le")
    return record(0x85, struct.pack("<iBBBB", start, spec.hidden, 0, len(spec.name), 1) + wide)


def _old_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _old_sheet(spec: SheetSpec, texts: list[str]) -> list[bytes]:
    records = [record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    records += [record(0x7D, struct.pack("<6H", column, column, 2048, 0, 1, 0)) for column in spec.hidden_columns]
    records += [record(0x208, struct.pack("<8H", row, 0, 9, 255, 0, 0, 0x20, 0)) for row in spec.hidden_rows]
    records += [_old_cell(row, column, value, texts) for row, column, value in spec.cells()]
    areas = b"".join(struct.pack("<4H", top, bottom, left, right) for top, left, bottom, right in spec.merges)
    records += [record(0xE5, struct.pack("<H", len(spec.merges)) + areas)] if areas else []
    return [*records, record(0x0A)]


def _old_cell(row: int, column: int, value: object, texts: list[str]) -> bytes:
    where = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return record(0xFD, where + struct.pack("<I", texts.index(value)))
    if isinstance(value, bool):
        return record(0x205, where + bytes([value, 0]))
    if isinstance(value, Error):
        return record(0x205, where + bytes([ERROR_CODES[value.text], 1]))
    if isinstance(value, NeverCalculated):
        return record(0x06, where + bytes(8) + struct.pack("<HIH3s", 2, 0, 3, b"\x1e\x01\x00"))
    assert isinstance(value, float)
    return record(0x203, where + struct.pack("<d", value))


def xls(sheets: Iterable[SheetSpec]) -> bytes:
    return container([("Workbook", b"".join(old_records(sheets)))])


# -- .xlsb ----------------------------------------------------------------------------------------------------


def brt(kind: int, body: bytes = b"") -> bytes:
    """Return a record of a binary workbook: type and size in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, sizes = len(body), []
    while True:
        size, low = size >> 7, size & 0x7F
        sizes.append(low | (0x80 if size else 0))
        if not size:
            return head + bytes(sizes) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _binary_cell(column: int, value: object, texts: list[str]) -> bytes:
    where = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return brt(7, where + struct.pack("<I", texts.index(value)))
    if isinstance(value, bool):
        return brt(4, where + bytes([value]))
    if isinstance(value, Error):
        return brt(3, where + bytes([ERROR_CODES[value.text]]))
    assert isinstance(value, float)
    return brt(5, where + struct.pack("<d", value))


def _binary_sheet(spec: SheetSpec, texts: list[str]) -> bytes:
    width = max((column for _, column, _ in spec.cells()), default=0)
    found = brt(129) + brt(148, struct.pack("<4I", 0, max(len(spec.rows) - 1, 0), 0, width))
    columns = b"".join(brt(60, struct.pack("<4IH", at, at, 2560, 0, 1)) for at in spec.hidden_columns)
    found += brt(390) + columns + brt(391) if columns else b""
    found += brt(145)
    for number, row in enumerate(spec.rows):
        hidden = 0x10 if number in spec.hidden_rows else 0
        found += brt(0, struct.pack("<IIHBBBI", number, 0, 300, 0, hidden, 0, 0))
        found += b"".join(_binary_cell(at, value, texts) for at, value in enumerate(row) if value is not None)
    found += brt(146)
    areas = b"".join(brt(176, struct.pack("<4I", top, bottom, left, right)) for top, left, bottom, right in spec.merges)
    found += brt(177, struct.pack("<I", len(spec.merges))) + areas + brt(178) if areas else b""
    return found + brt(130)


def xlsb(sheets: Iterable[SheetSpec]) -> bytes:
    sheets = list(sheets)
    texts = sorted({value for spec in sheets for _, _, value in spec.cells() if isinstance(value, str)})
    table = brt(159, struct.pack("<II", len(texts), len(texts)))
    table += b"".join(brt(19, b"\0" + _wide(text)) for text in texts) + brt(160)
    book = brt(131) + brt(143)
    for number, spec in enumerate(sheets, 1):
        book += brt(156, struct.pack("<II", spec.hidden, number) + _wide(f"rId{number}") + _wide(spec.name))
    book += brt(144) + brt(132)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.bin" ContentType="application/vnd.ms-excel.worksheet"/>'
        for number in range(1, len(sheets) + 1)
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.bin"'
        ' ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        '<Override PartName="/xl/sharedStrings.bin" ContentType="application/vnd.ms-excel.sharedStrings"/>'
        f"{kinds}</Types>"
    )
    to_sheets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
    return zipped(
        [
            ("[Content_Types].xml", types),
            ("_rels/.rels", _rels([("rId1", "officeDocument", "xl/workbook.bin")])),
            ("xl/workbook.bin", book),
            ("xl/_rels/workbook.bin.rels", _rels([*to_sheets, ("rIdT", "sharedStrings", "sharedStrings.bin")])),
            ("xl/sharedStrings.bin", table),
            *((f"xl/worksheets/sheet{n}.bin", _binary_sheet(spec, texts)) for n, spec in enumerate(sheets, 1)),
        ]
    )


def _rels(relations: Iterable[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>' for key, kind, target in relations
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


# -- .ods -----------------------------------------------------------------------------------------------------

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "manifest")
)


def ods_content(tables: str) -> str:
    styles = (
        '<office:automatic-styles><style:style style:name="hidden" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    body = f"{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>{body}</office:document-content>'


def ods_file(content: str, manifest: str = "") -> bytes:
    manifest = (
        manifest or f'<manifest:manifest {_SPACES}><manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    )
    return zipped(
        [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content),
            ("META-INF/manifest.xml", manifest),
        ]
    )


def ods(sheets: Iterable[SheetSpec]) -> bytes:
    return ods_file(ods_content("".join(_ods_table(spec) for spec in sheets)))


def _ods_table(spec: SheetSpec) -> str:
    width = max((column + 1 for _, column, _ in spec.cells()), default=1)
    columns = "".join(f"<table:table-column{_hidden(column in spec.hidden_columns)}/>" for column in range(width))
    rows = "".join(
        f"<table:table-row{_hidden(number in spec.hidden_rows)}>"
        + "".join(_ods_cell(spec, number, column, value) for column, value in enumerate(row))
        + "</table:table-row>"
        for number, row in enumerate(spec.rows)
    )
    style = ' table:style-name="hidden"' if spec.hidden else ""
    return f"<table:table table:name={quoteattr(spec.name)}{style}>{columns}{rows}</table:table>"


def _hidden(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _ods_cell(spec: SheetSpec, row: int, column: int, value: object) -> str:
    spans = "".join(
        f' table:number-rows-spanned="{bottom - top + 1}" table:number-columns-spanned="{right - left + 1}"'
        for top, left, bottom, right in spec.merges
        if (top, left) == (row, column)
    )
    if value is None:
        return f"<table:table-cell{spans}/>"
    if isinstance(value, bool):
        return f'<table:table-cell{spans} office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, float):
        return f'<table:table-cell{spans} office:value-type="float" office:value="{value:g}"/>'
    if isinstance(value, NeverCalculated):
        return f'<table:table-cell{spans} table:formula="of:={value.text}"/>'
    formula = ' table:formula="of:=1/0"' if isinstance(value, Error) else ""
    text = getattr(value, "text", value)
    return f'<table:table-cell{spans}{formula} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


# -- .csv -----------------------------------------------------------------------------------------------------


def csv(spec: SheetSpec, encoding: str = "utf-8-sig") -> bytes:
    lines = (
        ",".join("" if value is None else str(getattr(value, "text", value)) for value in row) for row in spec.rows
    )
    return "\r\n".join(lines).encode(encoding)


MAKERS = {".xlsx": xlsx, ".xlsm": xlsm, ".xls": xls, ".et": xls, ".xlsb": xlsb, ".ods": ods}
"""By extension what makes a file of it."""
