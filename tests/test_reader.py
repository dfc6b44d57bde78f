"""Files to tables: which files are read, how, and what is said of the others."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from reader_books import NEEDS, ROWS, book, found, only, read, values

import commatch
import commatch.workbook.grids as grids_module
from commatch.problems import Place, Severity
from commatch.workbook.reader import read_bytes, read_tables

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


def test_a_plain_sheet_is_read_with_the_address_of_every_value() -> None:
    tables = read(NEEDS)
    table = only(tables)
    assert tables.problems == ()
    assert (table.key, table.place) == ("needs", Place("a.xlsx", "需求清单"))
    assert table.headers["title"] == Place("a.xlsx", "需求清单", "B1")
    assert values(table, "title") == ["修灯", "义诊"]
    assert table.rows[1].cells["phone"].place == Place("a.xlsx", "需求清单", "C3")
    assert table.rows[1].place.cell == "A3"
    assert tables.of("needs") == (table,)


def test_a_file_is_known_by_its_name_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "需求.xlsx"
    path.write_bytes(book({"需求清单": NEEDS}))
    (source,) = read_tables([path]).files
    assert source.name == "需求.xlsx"
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_in_memory_is_read_as_one_on_the_disk(tmp_path: Path) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for each in (path, other):
        each.write_bytes(book({"需求清单": NEEDS}))
    on_disk = read_tables([path, other])
    assert read_tables([("a.xlsx", path.read_bytes()), other]) == on_disk
    assert read_tables([path, ("b.xlsx", other.read_bytes())]) == on_disk
    assert commatch.read([("a.xlsx", path.read_bytes())], month="2026-12") == commatch.read(path, month="2026-12")


def test_paths_that_lead_to_no_file_are_problems_beside_the_rest(tmp_path: Path) -> None:
    good = tmp_path / "a.xlsx"
    good.write_bytes(book({"需求清单": NEEDS}))
    tables = read_tables([tmp_path / "没有.xlsx", tmp_path, good, tmp_path / "a.xlsx" / "b.xlsx", "a\0.xlsx"])
    assert [p.code for p in tables.problems] == [
        "file_missing",
        "file_is_folder",
        "file_missing",
        "file_unreadable",
    ]
    assert all(p.severity is Severity.ERROR for p in tables.problems)
    assert len(only(tables).rows) == 2


@pytest.mark.skipif(os.name == "nt", reason="pipes are named otherwise on Windows")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert [p.code for p in read_tables([tmp_path / "a.csv"]).problems] == ["file_unreadable"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book({"需求清单": NEEDS}))
    tables = read_tables([path, tmp_path / "." / "a.xlsx"])
    assert len(tables.tables) == 1
    assert [(p.code, p.severity) for p in tables.problems] == [("file_twice", Severity.WARNING)]


def test_files_of_the_same_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = []
    for folder in ("东区/十二月", "西区/十二月", "西区/十一月"):
        (tmp_path / folder).mkdir(parents=True)
        paths.append(tmp_path / folder / "a.xlsx")
        paths[-1].write_bytes(book({"需求清单": NEEDS}))
    names = [source.name for source in read_tables(paths).files]
    assert names == ["东区/十二月/a.xlsx", "西区/十二月/a.xlsx", "十一月/a.xlsx"]


def test_tables_come_in_the_order_of_the_files_and_a_sheet_may_stand_twice() -> None:
    one, two = (
        book({"需求清单": NEEDS}),
        book({"能人": [["姓名", "技能"], ["甲", "木工"]], "需求清单": NEEDS}),
    )
    tables = read_bytes([("b.xlsx", one), ("a.xlsx", two)])
    assert [(table.place.file, table.key) for table in tables.tables] == [
        ("b.xlsx", "needs"),
        ("a.xlsx", "helpers"),
        ("a.xlsx", "needs"),
    ]


def test_a_file_that_is_refused_leaves_the_others_alone() -> None:
    tables = read_bytes([("a.xlsx", b"junk"), ("b.xlsx", book({"需求清单": NEEDS}))])
    assert [p.code for p in tables.problems] == ["file_not_workbook"]
    assert [source.name for source in tables.files] == ["a.xlsx", "b.xlsx"]
    assert len(tables.tables) == 1


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_truncated_workbook_is_one_problem(cut: float) -> None:
    data = book({"需求清单": NEEDS})
    assert [p.code for p in read_bytes([("a.xlsx", data[: int(len(data) * cut)])]).problems] == ["file_damaged"]


def test_an_old_container_with_nothing_sound_in_it_is_damaged() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le")
    assert [p.code for p in read_bytes([("a.xls", data)]).problems] == ["file_damaged"]


def test_a_workbook_whose_sheet_is_not_well_formed_is_damaged() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book({"需求清单": NEEDS}))) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for member in source.infolist():
            data = source.read(member)
            cut = member.filename.startswith("xl/worksheets/")
            target.writestr(member.filename, data[: len(data) // 2] + b"<" if cut else data)
    assert [p.code for p in read_bytes([("a.xlsx", buffer.getvalue())]).problems] == ["file_damaged"]


class PanicException(BaseException):
    """As the parser raises it."""


@pytest.mark.parametrize("fault", [ValueError, KeyError, PanicException])
def test_the_second_parser_reads_what_the_first_can_not(
    monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    def fail(*_: object) -> None:
        raise fault

    rows: ROWS = [["编号", "需求", "提出日期", "电话"], ["N1", "修灯", dt.datetime(2026, 11, 3), "#N/A"]]
    data = book({"需求清单": rows})
    expected = read_bytes([("a.xlsx", data)])
    monkeypatch.setattr(grids_module, "_from_calamine", fail)
    tables = read_bytes([("a.xlsx", data)])
    assert found(tables) == found(expected) == [("cell_error", "D2")]
    assert only(tables).rows[0].cells["title"] == only(expected).rows[0].cells["title"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_passes(monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(grids_module, "_from_calamine", fail)
    with pytest.raises(fault):
        read_bytes([("a.xlsx", book({"需求清单": NEEDS}))])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_text_file_is_a_sheet_named_as_the_file(encoding: str, mark: str) -> None:
    text = "\r\n".join(mark.join(map(str, row)) for row in NEEDS)
    tables = read_bytes([("需求清单.csv", text.encode(encoding))])
    assert tables.problems == ()
    assert values(only(tables), "title") == ["修灯", "义诊"]
    assert only(tables).rows[0].cells["title"].place == Place("需求清单.csv", "需求清单", "B2")


def test_addresses_in_a_text_file_count_quoted_line_breaks_and_blank_lines_as_a_spreadsheet_does() -> None:
    text = '需求清单,,\n\n编号,需求\nN1,"修灯\n两盏"\nN2,义诊\n'
    table = only(read_bytes([("需求清单.csv", text.encode())]))
    assert [(row.place.cell, row.cells["title"].value) for row in table.rows] == [
        ("A4", "修灯\n两盏"),
        ("A5", "义诊"),
    ]


def test_a_text_file_in_no_known_encoding_is_a_problem() -> None:
    assert [p.code for p in read_bytes([("需求清单.csv", b"a,b\n\xff\xff\xff,1")]).problems] == ["file_encoding"]


def test_a_text_file_with_an_endless_quote_is_damaged() -> None:
    data = ('编号,需求\nN1,"' + "长" * 200_000).encode()
    assert [p.code for p in read_bytes([("需求清单.csv", data)]).problems] == ["file_damaged"]


def test_an_open_document_is_read_with_its_merges_errors_and_hidden_rows() -> None:
    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'

    def row(*cells: str, more: str = "") -> str:
        return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"

    rows = [
        row(cell("类别"), cell("编号"), cell("需求")),
        row(cell("维修", 'table:number-rows-spanned="2"'), cell("N1"), cell("修灯")),
        row(
            "<table:covered-table-cell/>",
            cell("N2"),
            cell("#N/A", 'calcext:value-type="error" office:string-value=""'),
        ),
        row(cell("助老"), cell("N3"), cell("义诊"), more='table:visibility="filter"'),
        row("<table:table-cell/>", more='table:number-rows-repeated="1048000"'),
    ]
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{oasis}:{name}:1.0"' for name in ("office", "table", "text"))
    calcext = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"<office:document-content {spaces} {calcext}><office:body><office:spreadsheet>"
        f'<table:table table:name="需求清单">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    tables = read_bytes([("a.ods", buffer.getvalue())])
    assert values(only(tables), "category") == ["维修", "维修", "助老"]
    assert sorted(found(tables)) == [("cell_error", "C3"), ("hidden_rows", "A4"), ("merged_filled", "A2")]


def ids(folder: str) -> dict[str, list[object]]:
    tables = read_tables(sorted((SAMPLES / folder).glob("*.xlsx")))
    assert not [p for p in tables.problems if p.severity is Severity.ERROR]
    own = {
        "needs": "need_id",
        "helpers": "helper_id",
        "units": "unit_id",
        "venues": "venue_id",
        "funds": "fund_id",
    }
    own["goods"] = "goods_id"
    lists: dict[str, list[object]] = {
        key: [*sorted(map(str, values(tables.of(key)[0], column)))] for key, column in own.items()
    }
    return lists | {table.key: [len(table.rows)] for table in tables.tables if table.key not in own}


@pytest.mark.parametrize("folder", ["手工表", "english"])
def test_the_samples_hold_the_same_rows_in_all_their_forms(folder: str) -> None:
    standard = ids("标准表")
    assert len(standard) >= 13
    assert ids(folder) == standard


@pytest.mark.parametrize("folder", ["标准表", "english"])
def test_the_clean_samples_give_no_problem(folder: str) -> None:
    assert read_tables(sorted((SAMPLES / folder).glob("*.xlsx"))).problems == ()


def test_every_column_of_the_hand_made_sample_is_found() -> None:
    by_hand, standard = (
        {table.key: set(table.headers) for table in read_tables(list((SAMPLES / folder).glob("*.xlsx"))).tables}
        for folder in ("手工表", "标准表")
    )
    assert by_hand == standard


def test_heavy_libraries_stay_out_until_they_are_needed() -> None:
    path = SAMPLES / "标准表" / "社区月度清单.xlsx"
    code = (
        "import sys; from commatch.workbook.reader import read_tables; read_tables([sys.argv[1]]);"
        "print([name for name in ('openpyxl', 'rapidfuzz', 'pandas', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
