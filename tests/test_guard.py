"""What the guard lets through and what it refuses, by code and place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from commatch.problems import Problem, Severity
from commatch.workbook.guard import FileKind, Format, Limits, inspect
from commatch.workbook.sheetscan import address, column_number, scan_xml
from commatch.workbook.xlsbscan import scan_binary_sheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
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
    book = OLE + "Workbook".encode("utf-16-le")
    assert code("a.xls", book) == ".xls"
    assert code("a.et", book) == ".xls"
    assert code("a.xls", OLE + "WordDocument".encode("utf-16-le")) == "file_not_workbook"


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
    assert code("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")) == "file_encrypted"
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    assert code("a.ods", ods(ods_table(""), manifest)) == "file_encrypted"


def test_a_renamed_workbook_is_refused_with_its_true_kind() -> None:
    found = inspect("a.xls", xlsx())
    assert isinstance(found, Problem)
    assert (found.code, dict(found.params)) == ("file_wrong_type", {"extension": ".xls", "actual": ".xlsx"})
    assert code("a.xlsx", OLE + "Workbook".encode("utf-16-le")) == "file_wrong_type"
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
    assert code("a.xlsx", bomb) == "file_unpacks_too_large"
    assert code("a.xlsx", bomb, Limits(unpacked_bytes=1_000_000, ratio=1e9)) == "file_unpacks_too_large"
    assert code("a.xlsx", bomb, Limits(ratio=1e9)) == ".xlsx"


def test_many_parts_are_refused() -> None:
    assert code("a.xlsx", xlsx(), Limits(members=3)) == "file_unpacks_too_large"


@pytest.mark.parametrize("prefix", ["", "x"])
def test_one_stray_cell_far_away_is_refused_with_its_address(prefix: str) -> None:
    p = f"{prefix}:" if prefix else ""
    xml = sheet_xml(f'<{p}row r="20000"><{p}c r="XFD20000"><{p}v>1</{p}v></{p}c></{p}row>', prefix=prefix)
    found = inspect("a.xlsx", with_sheet_xml(xml))
    assert isinstance(found, Problem)
    assert (found.code, found.place.sheet, found.place.cell) == ("sheet_too_large", "Sheet", "XFD20000")
    assert dict(found.params) == {"cells": str(20_000 * 16_384), "limit": "20000000"}


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
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
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
