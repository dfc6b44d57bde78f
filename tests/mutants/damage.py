"""Ways to spoil a good file: each takes a source of chance and returns an extension and the bytes."""

from __future__ import annotations

import random
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import format_books as books

GOOD = {extension: make(books.community()) for extension, make in books.MAKERS.items()}
GOOD[".csv"] = books.csv(books.community()[0])
for _made in (Path(__file__).parent.parent / "data" / "formats").glob("libreoffice.*"):
    GOOD[_made.suffix] = _made.read_bytes()
ZIPS = (".xlsx", ".xlsm", ".xlsb", ".ods")
XMLS = (".xlsx", ".xlsx", ".xlsm", ".ods")
OLD = (".xls", ".et")
HUGE = (
    "-1", "0", "1048577", "99999999", "2147483647", "4294967295", "4294967296", "18446744073709551615",
    "999999999999999999999999", "1e309", "NaN", "", "x", "1.5", "-0", "０",
)  # fmt: skip
PLACES = ("XFD1048576", "XFE1", "A0", "1A", "A1048577", "ZZZZZZZ1", "A99999999999", "IV65536", "a1", "A1:XFD1048576")

Spoilt = tuple[str, bytes]


def bytes_flipped(chance: random.Random) -> Spoilt:
    extension, data = _any(chance)
    for _ in range(chance.choice((1, 2, 5, 20, 200))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return extension, bytes(data)


def truncated(chance: random.Random) -> Spoilt:
    extension, data = _any(chance)
    return extension, bytes(data[: chance.randrange(len(data))])


def block_moved(chance: random.Random) -> Spoilt:
    extension, data = _any(chance)
    start, size = chance.randrange(len(data)), chance.choice((1, 4, 64, 512, 2048))
    block = data[start : start + size]
    del data[start : start + size]
    if chance.random() < 0.7:
        at = chance.randrange(len(data) + 1)
        data[at:at] = block * chance.choice((1, 2)) if chance.random() < 0.5 else bytes(len(block))
    return extension, bytes(data)


def wrong_extension(chance: random.Random) -> Spoilt:
    return chance.choice(tuple(GOOD)), GOOD[chance.choice(tuple(GOOD))]


def part_cut(chance: random.Random) -> Spoilt:
    extension, parts = _parts(chance)
    del parts[chance.randrange(len(parts))]
    return extension, books.zipped(parts)


def part_doubled(chance: random.Random) -> Spoilt:
    extension, parts = _parts(chance)
    name, data = chance.choice(parts)
    again = chance.choice((name, name.upper(), f"/{name}", name.replace("/", "\\"), f"./{name}"))
    parts.insert(chance.randrange(len(parts) + 1), (again, data[: chance.randrange(len(data) + 1)]))
    return extension, books.zipped(parts)


def part_renamed(chance: random.Random) -> Spoilt:
    extension, parts = _parts(chance)
    at = chance.randrange(len(parts))
    name, data = parts[at]
    other = chance.choice((chance.choice(parts)[0], name.upper(), f"../{name}", f"/{name}", "xl/a.xml", "", "x" * 9000))
    parts[at] = (other, data)
    return extension, books.zipped(parts)


def parts_swapped(chance: random.Random) -> Spoilt:
    extension, parts = _parts(chance)
    one, other = chance.sample(range(len(parts)), 2)
    (first, first_data), (second, second_data) = parts[one], parts[other]
    parts[one], parts[other] = (first, second_data), (second, first_data)
    return extension, books.zipped(parts)


def packed_oddly(chance: random.Random) -> Spoilt:
    extension, parts = _parts(chance)
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    data = books.zipped(parts, method)
    return extension, data if chance.random() < 0.5 else b"PK\x03\x04" + data


def entry_lies(chance: random.Random) -> Spoilt:
    """Change a field of the archive's directory, or of a part's own header: sizes, checksum, method, flags, place."""
    extension = chance.choice(ZIPS)
    data = bytearray(GOOD[extension])
    local = chance.random() < 0.4
    heads = [found.start() for found in re.finditer(b"PK\x03\x04" if local else b"PK\x01\x02", data)]
    fields = ((6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)) if local else (
        (6, 2), (8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4)
    )  # fmt: skip
    for _ in range(chance.choice((1, 1, 2))):
        at, size = chance.choice(fields)
        where = chance.choice(heads) + at
        value = chance.choice((0, 1, 0xFFFFFFFF, 0x7FFFFFFF, chance.getrandbits(32), len(data)))
        data[where : where + size] = value.to_bytes(4, "little")[:size]
    return extension, bytes(data)


def end_lies(chance: random.Random) -> Spoilt:
    """Change the record at the end of an archive, or add zip64's."""
    extension = chance.choice(ZIPS)
    data = bytearray(GOOD[extension])
    end = data.rindex(b"PK\x05\x06")
    if chance.random() < 0.3:
        size = chance.choice((0, 44, 0xFFFFFFFFFFFF))
        data[end:end] = struct.pack("<4sQ44x", b"PK\x06\x06", size) + struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
        end = data.rindex(b"PK\x05\x06")
    at = end + chance.choice((4, 6, 8, 10, 12, 16, 20))
    data[at : at + 2] = chance.choice((b"\xff\xff", b"\0\0", chance.randbytes(2)))
    return extension, bytes(data)


def xml_broken(chance: random.Random) -> Spoilt:
    """Break the XML of a part and pack it again with the right checksum."""

    def spoil(text: str) -> str:
        tags = list(re.finditer(r"<[^>]*>", text))
        one, other = chance.choice(tags), chance.choice(tags)
        junk = (
            "<",
            "&",
            "]]>",
            "\0",
            "\x1f",
            "&#0;",
            "&#xFFFF;",
            "&nbsp;",
            "<!--",
            "<![CDATA[",
            "<?x",
            "</row>",
            "\ufffe",
        )
        return chance.choice(
            (
                text[: one.start()] + text[one.end() :],
                text[: one.start()] + other[0] + text[one.start() :],
                text[: one.start()] + chance.choice(junk) + text[one.start() :],
                text[: one.start()] + text[one.start() : one.end()] * 500 + text[one.end() :],
                text[: chance.randrange(len(text))],
                text.replace(one[0], other[0]),
                text.replace('"', "", 1),
                text + text,
            )
        )

    return _with_spoilt_xml(chance, spoil)


def attributes_faked(chance: random.Random) -> Spoilt:
    """Give numbers and addresses in the XML of a part values that no program writes."""

    def spoil(text: str) -> str:
        for _ in range(chance.choice((1, 1, 3, 10))):
            fields = list(re.finditer(r'=\s*"([A-Z]*[0-9][A-Z0-9:]*)"', text)) + list(re.finditer(r">([0-9.]+)<", text))
            if not fields:
                break
            one = chance.choice(fields)
            text = text[: one.start(1)] + chance.choice(HUGE + PLACES) + text[one.end(1) :]
        return text

    return _with_spoilt_xml(chance, spoil)


def sheet_faked(chance: random.Random) -> Spoilt:
    """Do the same in the sheets of an .xlsx alone, and in all addresses of one kind at once."""
    parts = books.parts_of(GOOD[".xlsx"])
    at = chance.choice([at for at, (name, _) in enumerate(parts) if name.startswith("xl/worksheets/")])
    name, data = parts[at]
    kind = chance.choice((r'r="([A-Z]+[0-9]+)"', r'r="([0-9]+)"', r'\bs="([0-9]+)"', r't="([a-z]+)"', r'ref="([^"]+)"'))
    new = chance.choice((*HUGE, *PLACES, "s", "e", "inlineStr"))
    text = re.sub(kind, lambda found: found[0].replace(found[1], new), data.decode(), count=chance.choice((0, 1)))
    extra = (
        '<mergeCells><mergeCell ref="{0}:{1}"/></mergeCells>', '<cols><col min="{0}" max="{1}" hidden="1"/></cols>',
        '<row r="{0}"><c r="A{0}" t="s"><v>{1}</v></c></row>', '<dimension ref="A1:{1}"/>',
        "<row><c><v>{0}</v></c></row>",
    )  # fmt: skip
    if chance.random() < 0.5:
        added = chance.choice(extra).format(chance.choice(HUGE + PLACES), chance.choice(HUGE + PLACES))
        before = chance.choice(("<sheetData>", "</sheetData>", "</worksheet>"))
        text = text.replace(before, added + before)
    parts[at] = (name, text.encode())
    return ".xlsx", books.zipped(parts)


def counts_faked(chance: random.Random) -> Spoilt:
    """Let the tables of texts and styles say that they hold more, or less, than they do."""
    parts = books.parts_of(GOOD[".xlsx"])
    wanted = {"xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"}

    def fake(found: re.Match[bytes]) -> bytes:
        return found[1] + b'="%b"' % chance.choice(HUGE).encode() if chance.random() < 0.6 else found[0]

    def spoil(name: str, data: bytes) -> bytes:
        if name not in wanted:
            return data
        return re.sub(rb'(ount|Id)="[0-9]+"', fake, data)

    return ".xlsx", books.zipped((name, spoil(name, data)) for name, data in parts)


def another_encoding(chance: random.Random) -> Spoilt:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "gb18030", "cp500", "utf-8-sig"))

    def spoil(text: str) -> bytes:
        said = chance.choice((encoding, "UTF-8", "nonsense"))
        body = re.sub(r"^<\?xml[^>]*>", "", text.removeprefix("\ufeff"))
        return f'<?xml version="1.0" encoding="{said}"?>{body}'.encode(encoding, "replace")

    return _with_spoilt_xml(chance, spoil)


def document_type(chance: random.Random) -> Spoilt:
    """Declare entities that grow a billionfold, in any part."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "ha">{levels}]>'

    def spoil(text: str) -> str:
        text = re.sub(r"(<\?xml[^>]*>)?", lambda found: found[0] + bomb, text, count=1)
        return re.sub(r">([^<>]+)<", ">&e11;<", text, count=chance.choice((0, 1)))

    return _with_spoilt_xml(chance, spoil)


def binary_records(chance: random.Random) -> Spoilt:
    """Change a part of an .xlsb: a record's type, its size, a number in it; pack it with the right checksum."""
    parts = books.parts_of(GOOD[".xlsb"])
    at = chance.choice([at for at, (name, _) in enumerate(parts) if name.endswith(".bin")])
    name, data = parts[at]
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        where = chance.randrange(len(spoilt))
        if chance.random() < 0.5:
            spoilt[where] = chance.choice((0, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        else:
            junk = chance.choice((b"\xff\xff\xff\x7f", b"\xff\xff\xff\xff", b"\0\0\0\0", chance.randbytes(4)))
            spoilt[where : where + 4] = junk
    if chance.random() < 0.2:
        cut = chance.randrange(len(spoilt))
        del spoilt[cut : cut + chance.choice((1, 7, 60))]
    parts[at] = (name, bytes(spoilt))
    return ".xlsb", books.zipped(parts)


def old_records(chance: random.Random) -> Spoilt:
    """Change the records of an old workbook within a sound container: types, sizes, numbers, order."""
    records = books.old_records(books.community())
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(records))
        kind, size = struct.unpack_from("<HH", records[at])
        body = bytearray(records[at][4:])
        change = chance.randrange(6)
        if change == 0:
            known = (0x06, 0x0A, 0x3C, 0x85, 0xBD, 0xE5, 0xFC, 0xFD, 0x203, 0x204, 0x207, 0x809, 0x2F, 0x18, 0x1FFFF)
            kind = chance.choice(known) & 0xFFFF
        elif change == 1:
            size = chance.choice((0, 1, size + 1, size + 40, 0xFFFF))
        elif change == 2 and body:
            where = chance.randrange(len(body))
            junk = chance.choice((b"\xff\xff", b"\xff\xff\xff\xff", b"\0\0", b"\xff\x7f", chance.randbytes(3)))
            body[where : where + len(junk)] = junk
        elif change == 3:
            body = body[: chance.randrange(len(body) + 1)]
        elif change == 4:
            records.insert(chance.randrange(len(records)), records[at] * chance.choice((1, 300)))
            continue
        else:
            other = chance.randrange(len(records))
            records[at], records[other] = records[other], records[at]
            continue
        records[at] = struct.pack("<HH", kind, size) + bytes(body)
    return chance.choice(OLD), books.container([("Workbook", b"".join(records))])


def container_damaged(chance: random.Random) -> Spoilt:
    """Change the head, the directory or the table of sectors of an old workbook."""
    data = bytearray(GOOD[".et"])
    end = len(data) - 1024
    for _ in range(chance.choice((1, 2, 6))):
        at = chance.choice((chance.randrange(24, 80), chance.randrange(76, 512), chance.randrange(end, len(data))))
        size = chance.choice((1, 2, 4))
        data[at : at + size] = chance.choice((b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", bytes(4), chance.randbytes(4)))[
            :size
        ]
    return chance.choice(OLD), bytes(data)


def repeats_faked(chance: random.Random) -> Spoilt:
    """Repeat rows, columns, cells and spans of an .ods as often as no sheet has room for."""
    (content,) = (data.decode() for name, data in books.parts_of(GOOD[".ods"]) if name == "content.xml")
    names = ("number-rows-repeated", "number-columns-repeated", "number-rows-spanned", "number-columns-spanned")
    for _ in range(chance.choice((1, 2, 6))):
        tags = list(re.finditer(r"<table:(table-row|table-cell|table-column)(?=[ />])", content))
        if not tags:
            break
        one = chance.choice(tags)
        number = chance.choice((*HUGE, "16384", "1048576", "100000", "65536"))
        content = f'{content[: one.end()]} table:{chance.choice(names)}="{number}"{content[one.end() :]}'
    if chance.random() < 0.3:
        content = content.replace(
            "<text:p>", f'<text:p><text:s text:c="{chance.choice(HUGE)}"/>', chance.choice((1, -1))
        )
    return ".ods", books.ods_file(content)


def text_damaged(chance: random.Random) -> Spoilt:
    spec = books.community()[0]
    data = bytearray(books.csv(spec, chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"))))
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(data))
        junk = (b'"', b'""', b"\0", b"\r", b"\n", b",", b"\t", b";", b"\xff", b"\x80", b"\xe4\xb8", chance.randbytes(3))
        data[at : at + chance.randrange(3)] = chance.choice(junk)
    return ".csv", bytes(data)


def _any(chance: random.Random) -> tuple[str, bytearray]:
    extension = chance.choice(tuple(GOOD))
    return extension, bytearray(GOOD[extension])


def _parts(chance: random.Random) -> tuple[str, list[tuple[str, bytes]]]:
    extension = chance.choice(ZIPS)
    return extension, books.parts_of(GOOD[extension])


def _with_spoilt_xml(chance: random.Random, spoil: Callable[[str], str | bytes]) -> Spoilt:
    extension = chance.choice(XMLS)
    parts = books.parts_of(GOOD[extension])
    xml = [at for at, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    at = chance.choice(xml)
    name, data = parts[at]
    spoilt = spoil(data.decode())
    parts[at] = (name, spoilt if isinstance(spoilt, bytes) else spoilt.encode("utf-8", "replace"))
    return extension, books.zipped(parts)
