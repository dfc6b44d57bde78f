"""Small files that ask for more memory or time than any machine has, and files that lie about what is in them."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib

import format_books as books

from mutants.damage import GOOD, Spoilt

_LONG = "很长的说明" * 6_000


def unpacks_large(chance: random.Random) -> Spoilt:
    """Fill a part with blanks, up to a thousand times its packed size."""
    extension = chance.choice((".xlsx", ".xlsb", ".ods"))
    parts = books.parts_of(GOOD[extension])
    blanks = b" " * chance.choice((15_000_000, 21_000_000))
    at = chance.randrange(len(parts))
    name, data = parts[at]
    parts[at] = (name, data + blanks if chance.random() < 0.5 else blanks)
    return extension, books.zipped(parts)


def size_is_a_lie(chance: random.Random) -> Spoilt:
    """Let a part say that it is small, with the checksum of its first bytes, and go on."""
    said = chance.choice((0, 10, 1_000))
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 5_000))
    xml = _sheet_xml(rows).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(xml) + packer.flush()
    parts = [(name, data) for name, data in books.parts_of(GOOD[".xlsx"]) if name != "xl/worksheets/sheet1.xml"]
    data = bytearray(books.zipped([*parts, ("xl/worksheets/sheet1.xml", b"@" * len(packed))], zipfile.ZIP_STORED))
    name_at = data.index(b"xl/worksheets/sheet1.xml" + b"@" * 8)
    body = name_at + len("xl/worksheets/sheet1.xml")
    data[body : body + len(packed)] = packed
    central = data.rindex(b"PK\x01\x02")
    for head, at in ((name_at - 30, 8), (central, 10)):
        data[head + at : head + at + 2] = struct.pack("<H", 8)
        data[head + at + 6 : head + at + 18] = struct.pack("<III", zlib.crc32(xml[:said]), len(packed), said)
    return ".xlsx", bytes(data)


def parts_overlap(chance: random.Random) -> Spoilt:
    """Let many entries of the directory unpack the same bytes."""
    data = bytearray(books.zipped([*books.parts_of(GOOD[".xlsx"]), ("xl/media/a.bin", bytes(2_000_000))]))
    start = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    last = data[data.rindex(b"PK\x01\x02") : end]
    count = chance.choice((10, 500))
    more = b"".join(bytes(last).replace(b"a.bin", b"%05d" % number) for number in range(count))
    head = bytearray(data[end:])
    entries = struct.unpack_from("<H", head, 10)[0] + count
    head[8:20] = struct.pack("<HHII", entries, entries, end - start + len(more), start)
    return ".xlsx", bytes(data[:end]) + more + bytes(head)


def stray_cell(chance: random.Random) -> Spoilt:
    row, column = chance.choice((20_000, 200_001, 1_048_576, 99_999_999)), chance.choice(("A", "ZZ", "XFD", "ZZZ"))
    form = chance.choice(('<c r="{1}{0}"><v>1</v></c>', '<c  r = "{1}{0}" ><v>1</v></c>', "<c r='{1}{0}'><v>1</v></c>"))
    form = f'<row r="{{0}}">{form}</row>'
    return ".xlsx", _with_sheet(_sheet_xml(form.format(row, column)))


def rows_without_numbers(chance: random.Random) -> Spoilt:
    return ".xlsx", _with_sheet(_sheet_xml("<row/>" * chance.choice((100_000, 900_000)) + "<row><c><v>1</v></c></row>"))


def many_merges(chance: random.Random) -> Spoilt:
    merge = chance.choice(('<mergeCell ref="A1:Z200000"/>', '<mergeCell ref="A1:B2"/>', '<mergeCell ref="A3:XFD3"/>'))
    merges = f"<mergeCells>{merge * chance.choice((1, 300, 30_000))}</mergeCells>"
    return ".xlsx", _with_sheet(_sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', merges))


def many_hidden_columns(chance: random.Random) -> Spoilt:
    columns = '<col min="1" max="16384" hidden="1"/>' * chance.choice((10, 100_000))
    return ".xlsx", _with_sheet(_sheet_xml("").replace("<sheetData>", f"<cols>{columns}</cols><sheetData>"))


def one_text_for_all(chance: random.Random) -> Spoilt:
    """Let many cells refer to one long text."""
    rows = range(1, chance.choice((100, 190_000)))
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in rows)
    parts = [
        (name, data if name != "xl/sharedStrings.xml" else _texts(_LONG).encode())
        for name, data in books.parts_of(_with_sheet(_sheet_xml(cells)))
    ]
    return ".xlsx", books.zipped(parts)


def texts_miscounted(chance: random.Random) -> Spoilt:
    count = chance.choice((100_000, 10**9, 2**40, 2**63))
    parts = books.parts_of(GOOD[".xlsx"])
    return ".xlsx", books.zipped(
        (name, data.replace(b'uniqueCount="', b'uniqueCount="%d" x="' % count)) for name, data in parts
    )


def sheets_on_one_part(chance: random.Random) -> Spoilt:
    many = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(10, chance.choice((12, 3_000))))
    parts = books.parts_of(GOOD[".xlsx"])
    return ".xlsx", books.zipped(
        (name, data.replace(b"</sheets>", f"{many}</sheets>".encode())) for name, data in parts
    )


def deep_nesting(chance: random.Random) -> Spoilt:
    deep = "<a>" * chance.choice((1_000, 300_000))
    target = chance.choice(("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"))
    parts = books.parts_of(GOOD[".xlsx"])
    close = deep.replace("<", "</")
    return ".xlsx", books.zipped(
        (
            name,
            data[: data.rindex(b"</")] + (deep + close).encode() + data[data.rindex(b"</") :]
            if name == target
            else data,
        )
        for name, data in parts
    )


def repeated_text(chance: random.Random) -> Spoilt:
    """Let a long text of an .ods stand in very many cells, or hold spaces by the billion."""
    kind, many = 'office:value-type="string"', "table:number-columns-repeated"
    attributes, text = chance.choice(
        (
            (f'{kind} {many}="16000"', _LONG),
            (kind, '<text:s text:c="999999999"/>'),
            (f'{kind} {many}="15"', "1"),
        )
    )
    cell = f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"
    rows = chance.choice((1, 190_000, 1_048_576))
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return ".ods", books.ods_file(books.ods_content(f'<table:table table:name="能人">{row}</table:table>'))


def binary_cell_far_away(chance: random.Random) -> Spoilt:
    row, column = chance.choice((0, 0xFFFFF, 0x100000, 0xFFFFFFFF)), chance.choice((0, 0x3FFF, 0x7FFFFFFF, 0xFFFFFFFF))
    far = books.brt(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0))
    far += books.brt(5, struct.pack("<IId", column, 0, 1.0))
    parts = books.parts_of(GOOD[".xlsb"])
    return ".xlsb", books.zipped(
        (name, data.replace(books.brt(146), far + books.brt(146)) if "worksheets" in name else data)
        for name, data in parts
    )


def old_cells_far_apart(chance: random.Random) -> Spoilt:
    records = books.old_records(books.community())
    count = chance.choice((1, 20_000))
    rows = range(0, 65_536, 65_536 // count)
    far = b"".join(books.record(0x203, struct.pack("<HHHd", row, 255, 0, 1.0)) for row in rows)
    wide = books.record(0x203, struct.pack("<HHHd", 65_535, 65_535, 0, 1.0))
    records[-2] += chance.choice((far, wide))
    return ".xls", books.container([("Workbook", b"".join(records))])


def old_texts_miscounted(chance: random.Random) -> Spoilt:
    """Let the table of texts have a count beyond belief, and texts that lead back to the one before."""
    back = struct.pack("<HBi", 1, 0x04, -8) + b"a"
    table = struct.pack("<II", 9, chance.choice((2**32 - 1, 10**6))) + back * chance.choice((1, 1_000))
    kind = struct.pack("<H", 0xFC)
    records = books.old_records(books.community())
    records = [books.record(0xFC, table) if one.startswith(kind) else one for one in records]
    return ".xls", books.container([("Workbook", b"".join(records))])


def sectors_in_a_ring(chance: random.Random) -> Spoilt:
    """Let the table of sectors lead back to where it came from."""
    data = bytearray(GOOD[".et"])
    table = len(data) - 512
    for _ in range(chance.choice((1, 3))):
        at = chance.randrange(len(data) // 512 - 2)
        data[table + 4 * at : table + 4 * at + 4] = struct.pack("<I", chance.randrange(at + 1))
    return ".xls", bytes(data)


def lines_without_end(chance: random.Random) -> Spoilt:
    """Make a text file of nothing but separators, of one field without an end, of one very long line."""
    size = chance.choice((100_000, 3_000_000))
    endless = (b"\n" * size, b"\r" * size, b"," * size, b'"' + b"a\n" * size, b"a" * size, b'"",' * size)
    return ".csv", chance.choice(endless)


def _sheet_xml(rows: str, after: str = "") -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def _with_sheet(xml: str) -> bytes:
    parts = books.parts_of(GOOD[".xlsx"])
    return books.zipped((name, xml.encode() if name == "xl/worksheets/sheet1.xml" else data) for name, data in parts)


def _texts(text: str) -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    others = "<si><t>1</t></si>" * 99
    return f'<sst xmlns="{main}" count="1" uniqueCount="100"><si><t>{text}</t></si>{others}</sst>'
