"""What the guard lets through and what it refuses, by code and place."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import format_books as books
import pytest
from mutants import bombs
from openpyxl import Workbook

import commatch
from commatch.problems import Problem, Severity
from commatch.settings import Settings
from commatch.workbook.guard import FileKind, Format, Limits, inspect
from commatch.workbook.limits import limits_of
from commatch.workbook.sheetscan import SheetScanner, address, column_number, scan_xml
from commatch.workbook.sheettexts import TextTable
from commatch.workbook.xlsbscan import scan_binary_sheet

OLD = books.xls(books.community())
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def needs(book: Workbook) -> None:
    book.worksheets[0].append(["编号", "需求"])


def xlsx(fill: Callable[[Workbook], object] = needs) -> bytes:
    book = Workbook()
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_sheet_xml(xml: str | bytes) -> bytes:
    """Return a workbook whose only sheet holds this XML."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx())) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            sheet = member.filename == "xl/worksheets/sheet1.xml"
            target.writestr(member.filename, xml if sheet else source.read(member))
    return buffer.getvalue()


def sheet_xml(rows: str, after: str = "", prefix: str = "") -> str:
    p = f"{prefix}:" if prefix else ""
    xmlns = f"xmlns:{prefix}" if prefix else "xmlns"
    return f'<{p}worksheet {xmlns}="{MAIN}"><{p}sheetData>{rows}</{p}sheetData>{after}</{p}worksheet>'


def ods(content: str, manifest: str = "<manifest/>") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def ods_table(rows: str) -> str:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    return f'<office:body {spaces}><table:table table:name="能人">{rows}</table:table></office:body>'


def code(name: str, data: bytes, limits: Limits | None = None) -> str:
    found = inspect(name, data, limits or Limits())
    if isinstance(found, Problem):
        assert found.severity is Severity.ERROR
        assert found.place.file == name
        return found.code
    return str(found.format)


def test_a_workbook_is_let_through_with_its_format() -> None:
    assert code("需求.xlsx", xlsx()) == ".xlsx"
    assert code("需求.XLSM", xlsx()) == ".xlsx"
    assert code("需求.et", xlsx()) == ".xlsx"


def test_old_workbooks_are_told_by_the_stream_in_the_container() -> None:
    assert code("a.xls", OLD) == ".xls"
    assert code("a.et", OLD) == ".xls"
    assert code("a.xls", books.container([("WordDocument", b"text")])) == "file_not_workbook"
    assert code("a.xls", books.container([("Workbook", b"no records")])) == "file_not_workbook"


def test_a_text_file_is_let_through_as_csv_only() -> None:
    assert code("a.csv", "编号,需求\n".encode("gb18030")) == ".csv"
    assert code("a.csv", "编号,需求\n".encode("utf-16")) == ".csv"
    assert code("a.xlsx", b"a,b\n") == "file_not_workbook"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n "])
def test_a_file_with_nothing_in_it_is_empty(data: bytes) -> None:
    assert code("a.csv", data) == "file_empty"
    assert code("a.xlsx", data) == "file_empty"


def test_a_lock_file_is_named_as_such_even_when_empty() -> None:
    assert code("~$需求.xlsx", b"") == "file_lock"
    assert code("文件夹/~$需求.xlsx", xlsx()) == "file_lock"


def test_an_encrypted_workbook_is_named_as_such() -> None:
    assert code("a.xlsx", books.container([("EncryptedPackage", b"secret")])) == "file_encrypted"
    records = books.old_records(books.community())
    records.insert(1, books.record(0x2F, bytes(6)))
    assert code("a.xls", books.container([("Workbook", b"".join(records))])) == "file_encrypted"
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    assert code("a.ods", ods(ods_table(""), manifest)) == "file_encrypted"


def test_a_renamed_workbook_is_refused_with_its_true_kind() -> None:
    found = inspect("a.xls", xlsx())
    assert isinstance(found, Problem)
    assert (found.code, dict(found.params)) == ("file_wrong_type", {"extension": ".xls", "actual": ".xlsx"})
    assert code("a.xlsx", OLD) == "file_wrong_type"
    assert code("a.csv", xlsx()) == "file_wrong_type"
    assert code("a.xlsx", ods(ods_table(""))) == "file_wrong_type"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.xlsx", b"%PDF-1.7"),
        ("a.xls", b"<html><table></table></html>"),
        ("a.csv", b"<html><table></table></html>"),
        ("a.csv", b"a,\0b"),
        ("a.docx", b"PK\x03\x04"),
        ("noextension", b"a,b"),
        ("a.xlsx", bytes(4096)),
    ],
)
def test_what_is_no_workbook_is_refused(name: str, data: bytes) -> None:
    assert code(name, data) == "file_not_workbook"


def test_an_archive_without_a_workbook_is_no_workbook() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    assert code("a.xlsx", buffer.getvalue()) == "file_not_workbook"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_truncated_workbook_is_damaged(share: float) -> None:
    data = xlsx()
    assert code("a.xlsx", data[: int(len(data) * share)]) == "file_damaged"


def test_a_workbook_with_a_flipped_byte_in_its_sheet_is_damaged() -> None:
    data = bytearray(with_sheet_xml(sheet_xml("".join(f'<row r="{n}"/>' for n in range(1, 500)))))
    start = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[start] ^= 0xFF
    assert code("a.xlsx", bytes(data)) == "file_damaged"


def test_every_single_byte_prefix_of_a_workbook_gives_an_answer() -> None:
    data = xlsx()
    answers = {code("a.xlsx", data[:size]) for size in range(0, len(data), 97)}
    assert answers <= {"file_empty", "file_not_workbook", "file_damaged"}


def test_a_file_above_the_size_limit_is_refused_unread() -> None:
    found = inspect("a.csv", b"a" * 2_000_001, Limits(file_bytes=2_000_000))
    assert isinstance(found, Problem)
    assert (found.code, dict(found.params)) == ("file_too_large", {"size": "3", "limit": "2"})


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    bomb = with_sheet_xml(sheet_xml(" " * 30_000_000))
    assert len(bomb) < 100_000
    found = inspect("a.xlsx", bomb)
    assert isinstance(found, Problem)
    assert found.code == "file_ratio"
    assert int(dict(found.params)["times"]) > 300
    assert code("a.xlsx", bomb, Limits(unpacked_bytes=1_000_000, ratio=1e9)) == "file_unpacks_too_large"
    assert code("a.xlsx", bomb, Limits(ratio=1e9)) == ".xlsx"


def test_many_parts_are_refused() -> None:
    assert code("a.xlsx", xlsx(), Limits(members=3)) == "file_parts"


@pytest.mark.parametrize("prefix", ["", "x"])
def test_one_stray_cell_far_away_is_refused_with_its_address(prefix: str) -> None:
    p = f"{prefix}:" if prefix else ""
    xml = sheet_xml(f'<{p}row r="20000"><{p}c r="XFD20000"><{p}v>1</{p}v></{p}c></{p}row>', prefix=prefix)
    found = inspect("a.xlsx", with_sheet_xml(xml))
    assert isinstance(found, Problem)
    assert (found.code, found.place.sheet, found.place.cell) == ("sheet_too_large", "Sheet", "XFD20000")
    assert dict(found.params) == {"cells": str(20_000 * 16_384), "limit": "3000000"}


@pytest.mark.parametrize("place", ["A99999999999", "ZZZZZZZ1", "A4294967297", "B1048577"])
def test_an_address_that_no_sheet_has_is_refused(place: str) -> None:
    cell = f'<row r="1"><c r="{place}"><v>1</v></c></row>'
    assert code("a.xlsx", with_sheet_xml(sheet_xml(cell))) in {"sheet_too_long", "sheet_too_large"}


@pytest.mark.parametrize("number", ["99999999999", "4294967297", "1048577", "A1048577"])
def test_a_row_that_no_sheet_has_is_damage(number: str) -> None:
    row = f'<row r="{number}"><c r="A1"><v>1</v></c></row>'
    assert code("a.xlsx", with_sheet_xml(sheet_xml(row))) == "file_damaged"
    assert code("a.xlsx", with_sheet_xml(sheet_xml(row.replace(number, "1048576")))) == ".xlsx"


def test_a_stray_cell_counts_whatever_the_dimension_says() -> None:
    xml = sheet_xml('<row><c r="XFD20000"><v>1</v></c></row>').replace(
        "<sheetData>", '<dimension ref="A1"/><sheetData>'
    )
    assert code("a.xlsx", with_sheet_xml(xml)) == "sheet_too_large"


def test_blank_formatted_cells_far_away_do_no_harm() -> None:
    xml = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert code("a.xlsx", with_sheet_xml(xml)) == ".xlsx"


def test_a_huge_merged_area_is_refused() -> None:
    xml = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:Z200000"/></mergeCells>')
    assert code("a.xlsx", with_sheet_xml(xml)) == "merge_too_large"


def test_a_stray_cell_in_an_ods_file_is_refused() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
        '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    )
    assert code("a.ods", ods(ods_table(rows))) == "sheet_too_large"
    usual = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    assert code("a.ods", ods(ods_table(usual))) == ".ods"


def test_an_ods_file_that_is_not_well_formed_is_damaged() -> None:
    assert code("a.ods", ods("<a><b></a>")) == "file_damaged"


def test_a_document_type_in_a_sheet_of_an_ods_file_is_damage() -> None:
    assert code("a.ods", ods('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')) == "file_damaged"


def test_the_scan_finds_errors_uncached_formulas_and_what_is_hidden() -> None:
    xml = sheet_xml(
        '<row r="2" hidden="1"><c r="A2" t="e"><v>#N/A</v></c><c r="B2"><f>A1</f></c>'
        '<c r="C2"><f>A1</f><v>3</v></c><c r="D2" t="str"><f>A1</f><v></v></c>'
        '<c r="E2"><f>A1</f><v/></c></row>'
        '<row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>',
    ).replace("<sheetData>", '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>')
    scan = scan_xml(xml.encode())
    assert scan.errors == {(1, 0): "#N/A", (2, 0): "#DIV/0!"}
    assert scan.uncached == {(1, 1), (1, 4)}
    assert scan.hidden_rows == {1}
    assert scan.hidden_columns == {1, 2}
    assert scan.merges == [(1, 0, 2, 1)]
    assert scan.merged_cells == 4
    assert (scan.rows, scan.columns) == (3, 5)


def test_cells_without_references_are_numbered_by_their_order() -> None:
    xml = sheet_xml('<row><c><v>1</v></c></row><row r="5"><c r="B5"><v>1</v></c><c t="e"><v>#REF!</v></c></row>')
    scan = scan_xml(xml.encode())
    assert scan.errors == {(4, 2): "#REF!"}
    assert (scan.rows, scan.columns) == (5, 3)


def test_the_records_of_a_binary_sheet_give_extent_errors_and_merges() -> None:
    def record(kind: int, body: bytes) -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(body)]) + body

    def numbers(*values: int) -> bytes:
        return b"".join(value.to_bytes(4, "little") for value in values)

    data = (
        record(129, b"")
        + record(0, numbers(6) + bytes(13))
        + record(2, numbers(3, 0, 0))
        + record(3, numbers(4, 0) + bytes([42]))
        + record(1, numbers(900, 0))
        + record(176, numbers(1, 2, 3, 4))
    )
    scan = scan_binary_sheet(data)
    assert (scan.rows, scan.columns) == (7, 5)
    assert scan.errors == {(6, 4): "#N/A"}
    assert scan.merges == [(1, 3, 2, 4)]


def test_scans_are_known_by_the_sheet_s_name() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].title = "需求&清单"
        book.worksheets[0]["B2"] = "#N/A"
        book.create_sheet("能人")["A1"] = "姓名"

    found = inspect("a.xlsx", xlsx(fill))
    assert isinstance(found, FileKind)
    assert found.format is Format.XLSX
    assert found.scans["需求&清单"].errors == {(1, 1): "#N/A"}
    assert found.scans["能人"].errors == {}


@pytest.mark.parametrize(("text", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16_383)])
def test_column_letters_and_numbers_agree(text: str, number: int) -> None:
    assert column_number(text) == number
    assert address(6, number) == f"{text}7"


# -- archives that lie ------------------------------------------------------------------------------------------


def of_chance(make: Callable[[random.Random], tuple[str, bytes]]) -> set[str]:
    """Return the answers to a dozen files of a kind."""
    found = (make(random.Random(seed)) for seed in range(12))
    return {code(f"a{extension}", data) for extension, data in found}


def test_a_part_that_is_larger_than_it_says_is_damage() -> None:
    assert of_chance(bombs.size_is_a_lie) == {"file_damaged"}


def test_parts_that_share_bytes_are_damage() -> None:
    assert of_chance(bombs.parts_overlap) == {"file_damaged"}


def test_two_parts_whose_names_differ_in_capitals_are_damage() -> None:
    parts = books.parts_of(xlsx())
    assert code("a.xlsx", books.zipped([*parts, ("XL\\Worksheets\\SHEET1.xml", b"")])) == "file_damaged"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_packed_as_no_spreadsheet_program_does_are_damage(method: int) -> None:
    assert code("a.xlsx", books.zipped(books.parts_of(xlsx()), method)) == "file_damaged"
    assert code("a.xlsx", books.zipped(books.parts_of(xlsx()), zipfile.ZIP_STORED)) == ".xlsx"


def test_parts_with_their_sizes_behind_them_are_read() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in books.parts_of(xlsx()):
            archive.writestr(name, data)
    with zipfile.ZipFile(io.BytesIO(pipe.getvalue())) as archive:
        assert all(member.flag_bits & 0x08 for member in archive.infolist())
    assert code("a.xlsx", pipe.getvalue()) == ".xlsx"


@pytest.mark.parametrize("make", [books.xlsx, books.xlsb, books.ods])
def test_a_document_type_in_any_part_that_is_read_is_damage(
    make: Callable[[list[books.SheetSpec]], bytes],
) -> None:
    entity = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    parts = books.parts_of(make(books.community()))
    xml = [name for name, _ in parts if name.endswith((".xml", ".rels")) and not name.startswith("META-INF")]
    assert xml
    for name in xml:
        spoilt = [(other, entity + data if other == name else data) for other, data in parts]
        assert code(f"a.{make.__name__}", books.zipped(spoilt)) == "file_damaged", name


def test_a_document_type_is_seen_in_utf_16_too() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a>' + sheet_xml("")
    assert code("a.xlsx", with_sheet_xml(xml.encode("utf-16"))) == "file_damaged"
    assert code("a.xlsx", with_sheet_xml(xml.replace("<!DOCTYPE a>", "").encode("utf-16"))) == ".xlsx"


def test_an_encoding_that_nobody_knows_is_damage() -> None:
    content = books.ods_content(ods_table("")).replace("UTF-8", "nonsense")
    assert code("a.ods", books.ods_file(content)) == "file_damaged"


# -- counts that lie --------------------------------------------------------------------------------------------


def with_texts(table: str, rows: str) -> bytes:
    parts = [
        (name, data) for name, data in books.parts_of(with_sheet_xml(sheet_xml(rows))) if "sharedStrings" not in name
    ]
    return books.zipped([*parts, ("xl/sharedStrings.xml", table)])


def test_a_table_of_texts_that_says_it_has_billions_is_damage() -> None:
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    table = f'<sst xmlns="{MAIN}" uniqueCount="{{}}"><si><t>a</t></si></sst>'
    assert code("a.xlsx", with_texts(table.format(10**12), row)) == "file_damaged"
    assert code("a.xlsx", with_texts(table.format(50_000), row)) == ".xlsx"


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    table = f'<sst xmlns="{MAIN}"><si><t>{"长" * 10_000}</t></si><si><t>b</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{{0}}</v></c></row>' for n in range(1, 20_000))
    assert code("a.xlsx", with_texts(table, rows.replace("{0}", "0"))) == "file_unpacks_too_large"
    assert code("a.xlsx", with_texts(table, rows.replace("{0}", "1"))) == ".xlsx"


def test_the_sizes_of_texts_are_counted_across_pieces() -> None:
    table = TextTable()
    for piece in (b'<sst uniqueCount="3"><si><t>a', b"bc</t></s", b"i><si/><si><t>d</t></si></sst>"):
        table.feed(piece)
    assert list(table.sizes) == [len(b'<sst uniqueCount="3"><si><t>abc</t></si>'), len(b"<si/><si><t>d</t></si>")]
    assert table.declared == 3


def test_sheets_that_name_one_part_are_damage() -> None:
    assert of_chance(bombs.sheets_on_one_part) == {"file_damaged"}


def test_cells_of_all_sheets_count_together() -> None:
    def fill(book: Workbook) -> None:
        for number in range(4):
            book.create_sheet(f"S{number}")["J100"] = 1

    data = xlsx(fill)
    assert code("a.xlsx", data, Limits(cells=4_000)) == ".xlsx"
    found = inspect("a.xlsx", data, Limits(cells=3_999))
    assert isinstance(found, Problem)
    assert (found.code, found.place.sheet, dict(found.params)["cells"]) == ("sheet_too_large", "S3", "4000")


def test_a_sheet_with_too_many_rows_is_refused_with_their_number() -> None:
    found = inspect("a.xlsx", xlsx(lambda book: book.worksheets[0].cell(501, 1, 1)), Limits(rows=500))
    assert isinstance(found, Problem)
    assert (found.code, found.place.cell, dict(found.params)) == (
        "sheet_too_long",
        "A501",
        {"rows": "501", "limit": "500"},
    )


def test_text_files_have_the_same_limits() -> None:
    assert code("a.csv", b"a,b\n" * 500, Limits(rows=501)) == ".csv"
    assert code("a.csv", b"a,b\n" * 500, Limits(rows=500)) == "sheet_too_long"
    assert code("a.csv", b"a\r" * 500, Limits(rows=500)) == "sheet_too_long"
    assert code("a.csv", b"," * 500, Limits(cells=500)) == "sheet_too_large"


def test_rows_without_numbers_count_wherever_they_stand() -> None:
    rows = "<row/>" * 900_000 + "<row><c><v>1</v></c></row>"
    assert code("a.xlsx", with_sheet_xml(sheet_xml(rows))) == "sheet_too_long"


def test_repeated_texts_and_spaces_of_an_open_document_count() -> None:
    attributes = 'table:number-columns-repeated="15000" office:value-type="string"'
    many = f"<table:table-cell {attributes}>{'长' * 30_000}</table:table-cell>"
    assert code("a.ods", ods(ods_table(f"<table:table-row>{many}</table:table-row>"))) == "file_unpacks_too_large"
    spaces = '<table:table-cell office:value-type="string"><text:s text:c="999999999"/></table:table-cell>'
    assert code("a.ods", ods(ods_table(f"<table:table-row>{spaces}</table:table-row>"))) == "file_unpacks_too_large"


def test_a_binary_record_that_is_cut_off_is_damage() -> None:
    parts = books.parts_of(books.xlsb(books.community()))
    for name in ("xl/workbook.bin", "xl/sharedStrings.bin", "xl/worksheets/sheet1.bin"):
        spoilt = [(other, data + b"\x05\xff\xff\xff\x7f" if other == name else data) for other, data in parts]
        assert code("a.xlsb", books.zipped(spoilt)) == "file_damaged", name


# -- old workbooks ----------------------------------------------------------------------------------------------


def old(change: Callable[[list[bytes]], object]) -> bytes:
    records = books.old_records(books.community())
    change(records)
    return books.container([("Workbook", b"".join(records))])


def test_an_old_table_of_texts_that_says_it_has_billions_is_damage() -> None:
    assert of_chance(bombs.old_texts_miscounted) == {"file_damaged"}


def test_sectors_that_lead_in_a_ring_come_to_an_end() -> None:
    data = bytearray(OLD)
    second = len(data) - 512 + 4
    assert data[second : second + 4] == struct.pack("<I", 2)
    data[second : second + 4] = struct.pack("<I", 0)
    assert code("a.xls", bytes(data)) == "file_damaged"


def test_an_old_workbook_whose_last_sheet_breaks_off_is_damaged() -> None:
    assert code("a.xls", old(list.pop)) == "file_damaged"


def test_two_old_sheets_at_one_place_are_damage() -> None:
    def change(records: list[bytes]) -> None:
        bounds = [at for at, one in enumerate(records) if one.startswith(b"\x85\0")]
        records[bounds[1]] = records[bounds[1]][:4] + records[bounds[0]][4:8] + records[bounds[1]][8:]

    assert code("a.xls", old(change)) == "file_damaged"


def test_a_stray_cell_in_an_old_workbook_is_refused() -> None:
    far = books.record(0x203, struct.pack("<HHHd", 60_000, 255, 0, 1.0))
    found = inspect("a.xls", old(lambda records: records.insert(-1, far)))
    assert isinstance(found, Problem)
    assert (found.code, found.place.sheet, found.place.cell) == ("sheet_too_large", "设置", "IV60001")


def test_names_drawings_and_notes_of_an_old_workbook_are_blotted_out() -> None:
    name = books.record(0x18, b"\xff" * 40)
    found = inspect("a.xls", old(lambda records: records.insert(-1, name)))
    assert isinstance(found, FileKind)
    assert b"\xff" * 40 in found.stream
    assert name not in found.stream


# -- the scan of XML in pieces ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 7, 64, 1_000])
@pytest.mark.parametrize("prefix", ["", "x"])
def test_pieces_of_any_size_give_the_same_scan(size: int, prefix: str) -> None:
    p = f"{prefix}:" if prefix else ""
    cells = '<{p}c r="A{n}" t="e"><{p}v>#N/A</{p}v></{p}c><{p}c r="C{n}"><{p}f>A1</{p}f></{p}c>'
    row = '<{p}row r="{n}"{hidden}>' + cells + "</{p}row>"
    rows = "".join(row.format(p=p, n=n, hidden="" if n % 7 else ' hidden="1"') for n in range(1, 60))
    merges = f'<{p}mergeCells><{p}mergeCell ref="A1:B2"/></{p}mergeCells>'
    data = sheet_xml(rows, merges, prefix).encode()
    scanner = SheetScanner()
    for at in range(0, len(data), size):
        scanner.feed(data[at : at + size])
    scan = scanner.close()
    assert scan == scan_xml(data)
    assert scanner.is_sheet
    assert (len(scan.errors), len(scan.uncached), len(scan.hidden_rows), scan.merges) == (59, 59, 8, [(0, 0, 1, 1)])


# -- limits in the settings ------------------------------------------------------------------------------------


def test_limits_come_from_the_settings() -> None:
    assert limits_of(Settings()) == Limits()
    said = {"limit_file_mb": 0.5, "limit_unpacked_mb": 2, "limit_rows": 3, "limit_cells": 4, "limit_merged_cells": 5}
    small = limits_of(replace(Settings(), **said))
    assert (small.file_bytes, small.unpacked_bytes, small.rows) == (500_000, 2_000_000, 3)
    assert (small.cells, small.merged_cells) == (4, 5)


def test_a_limit_said_to_read_holds_and_one_on_the_sheet_comes_too_late(tmp_path: Path) -> None:
    needs, helpers, _ = books.community()
    settings = books.SheetSpec("设置", [["项", "值"], ["month", "2026-12"], ["行数上限", 3.0]])
    path = tmp_path / "a.xlsx"
    path.write_bytes(books.xlsx([needs, helpers, settings]))
    late = [problem for problem in commatch.read(path).problems if problem.code == "setting_too_late"]
    assert [(problem.severity, problem.place.cell, dict(problem.params)["key"]) for problem in late] == [
        (Severity.WARNING, "B3", "limit_rows")
    ]
    assert [problem.code for problem in commatch.read(path, limit_rows=4).problems] == ["sheet_too_long"]
    assert [problem.code for problem in commatch.read(path, settings=Settings(limit_rows=4)).problems] == [
        "sheet_too_long"
    ]
