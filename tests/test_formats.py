"""The same month in every format, and what each format is apt to lose."""

from __future__ import annotations

import datetime as dt
import os
import re
import struct
import threading
from collections.abc import Callable
from pathlib import Path

import format_books as books
import pytest
from format_books import Error, NeverCalculated, SheetSpec
from mutants.damage import GOOD

from commatch.problems import Problem
from commatch.workbook import grids as grids_module
from commatch.workbook.grids import Fault, Grid, load_grids
from commatch.workbook.guard import FileKind, inspect
from commatch.workbook.quiet import without_noise
from commatch.workbook.reader import read_bytes

FORMATS = Path(__file__).parent / "data" / "formats"
Maker = Callable[[list[SheetSpec]], bytes]
MAKERS = [pytest.param(f"a{extension}", make, id=extension) for extension, make in books.MAKERS.items()]
MAKERS += [pytest.param("a.xlsx", books.strict, id="strict"), pytest.param("a.xlsx", books.prefixed, id="prefixed")]


def load(name: str, data: bytes) -> list[Grid]:
    kind = inspect(name, data)
    assert isinstance(kind, FileKind), kind
    found = load_grids(name, data, kind)
    assert not isinstance(found, Problem), found
    return found


def code(name: str, data: bytes) -> str:
    kind = inspect(name, data)
    found = kind if isinstance(kind, Problem) else load_grids(name, data, kind)
    assert isinstance(found, Problem)
    return found.code


def rows(spec: SheetSpec) -> list[list[object]]:
    """Return the rows that a reader should find."""
    found: list[list[object]] = []
    for row in spec.rows:
        cells = [
            Fault("cell_error", value.text) if isinstance(value, Error)
            else Fault("formula_without_value") if isinstance(value, NeverCalculated)
            else value
            for value in row
        ]  # fmt: skip
        while cells and cells[-1] is None:
            cells.pop()
        found.append(cells)
    return found


@pytest.mark.parametrize(("name", "make"), MAKERS)
def test_every_format_reads_the_same_month(name: str, make: Maker) -> None:
    specs = books.community()
    grids = load(name, make(specs))
    assert [grid.name for grid in grids] == [spec.name for spec in specs]
    assert [grid.rows for grid in grids] == [rows(spec) for spec in specs]
    assert [grid.hidden for grid in grids] == [spec.hidden for spec in specs]
    assert [grid.merges for grid in grids] == [spec.merges for spec in specs]
    assert [grid.hidden_rows for grid in grids] == [set(spec.hidden_rows) for spec in specs]
    assert [grid.hidden_columns for grid in grids] == [set(spec.hidden_columns) for spec in specs]


@pytest.mark.parametrize(("name", "make"), MAKERS)
def test_every_format_gives_the_same_tables_and_problems(name: str, make: Maker) -> None:
    found = read_bytes([(name, make(books.community()))])
    assert [(table.key, len(table.rows)) for table in found.tables] == [("needs", 3), ("helpers", 3), ("settings", 1)]
    assert [(problem.code, problem.place.sheet, problem.place.cell) for problem in found.problems] == [
        ("cell_error", "需求清单", "E4"),
        ("hidden_rows", "需求清单", "A5"),
        ("hidden_columns", "能人", "B1"),
        ("merged_filled", "能人", "C3"),
        ("hidden_sheet", "设置", ""),
    ]


@pytest.mark.parametrize(("name", "make"), MAKERS)
def test_blank_rows_on_top_and_texts_that_look_like_something_else_stay_as_they_are(name: str, make: Maker) -> None:
    spec = SheetSpec("能人", [[], [], [None, "0012", "13800000001", "NA", "None", "1e5", " 空 "], [None, "1", "1"]])
    (grid,) = load(name, make([spec]))
    assert grid.rows == rows(spec)


@pytest.mark.parametrize("text", sorted(books.ERROR_CODES))
@pytest.mark.parametrize(("name", "make"), MAKERS)
def test_every_error_value_is_told_in_every_format(name: str, make: Maker, text: str) -> None:
    (grid,) = load(name, make([SheetSpec("能人", [["a"], [Error(text)]])]))
    assert grid.at(1, 0) == Fault("cell_error", text)


@pytest.mark.parametrize(("name", "make"), [maker for maker in MAKERS if maker.id != ".xlsb"])
def test_a_formula_that_was_never_calculated_is_told(name: str, make: Maker) -> None:
    """A binary workbook has no way to leave a result out, and Excel never does."""
    (grid,) = load(name, make([SheetSpec("能人", [["a", NeverCalculated()], [NeverCalculated(), 2.0]])]))
    assert grid.rows == [["a", Fault("formula_without_value")], [Fault("formula_without_value"), 2.0]]


@pytest.mark.parametrize("name", ["libreoffice.xls", "libreoffice.ods", "libreoffice.xlsx"])
def test_a_workbook_of_another_program_reads_the_same_in_all_its_formats(name: str) -> None:
    needs, helpers, settings = load(name, (FORMATS / name).read_bytes())
    assert needs.rows[0] == ["社区需求登记表（样例，均为虚构）"]
    assert needs.rows[2] == ["N1", "维修楼道灯", "维修", 3, dt.date(2026, 12, 20), 12]
    assert needs.rows[3] == ["N2", "义诊", "健康", 5, dt.datetime(2026, 12, 21, 14, 30), 40]
    assert needs.at(4, 5) == Fault("cell_error", "#DIV/0!")
    assert needs.at(5, 5) == 2
    assert (needs.merges, needs.hidden_rows) == (((0, 0, 0, 5),), {3})
    assert (helpers.merges, helpers.hidden_columns) == (((2, 3, 3, 3),), {2})
    assert helpers.at(3, 4) in (True, 1)
    assert (settings.name, settings.hidden, settings.rows[1]) == ("设置", True, ["month", "2026-12"])


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "a.xlsx"])
def test_the_second_parser_finds_the_same_cells(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = books.prefixed(books.community()) if name == "a.xlsx" else (FORMATS / name).read_bytes()
    expected = load(name, data)

    def fail(*_: object) -> list[Grid]:
        raise ValueError

    monkeypatch.setattr(grids_module, "_from_calamine", fail)
    found = load(name, data)
    as_dates = [[[_day(value) for value in row] for row in grid.rows] for grid in found]
    assert as_dates == [[[_day(value) for value in row] for row in grid.rows] for grid in expected]
    assert [(grid.merges, grid.hidden, grid.hidden_rows) for grid in found] == [
        (grid.merges, grid.hidden, grid.hidden_rows) for grid in expected
    ]


def _day(value: object) -> object:
    """Return a day as a moment, as one parser has it."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return value


# -- .xls ------------------------------------------------------------------------------------------------------


def old(cells: list[bytes], formats: list[bytes] | None = None) -> bytes:
    records = books.old_records([SheetSpec("能人", [["a"]])])
    at = next(at for at, one in enumerate(records) if one.startswith(b"\xe0\0"))
    records[at:at] = formats or []
    grown = sum(map(len, formats or []))
    bound = next(at for at, one in enumerate(records) if one.startswith(b"\x85\0"))
    start = struct.unpack_from("<i", records[bound], 4)[0] + grown
    records[bound] = records[bound][:4] + struct.pack("<i", start) + records[bound][8:]
    return books.container([("Workbook", b"".join([*records[:-1], *cells, records[-1]]))])


def number(row: int, value: float, form: int) -> bytes:
    return books.record(0x203, struct.pack("<HHHd", row, 0, form, value))


def test_days_times_and_moments_of_an_old_workbook_are_told_apart() -> None:
    day = 46_376.0
    (grid,) = load("a.xls", old([number(1, day, 1), number(2, day + 0.75, 1), number(3, 0.25, 1), number(4, day, 0)]))
    assert [row[0] for row in grid.rows[1:]] == [
        dt.date(2026, 12, 20),
        dt.datetime(2026, 12, 20, 18),
        dt.time(6),
        day,
    ]


def test_a_day_that_no_calendar_has_stays_a_number() -> None:
    (grid,) = load("a.xls", old([number(1, -5.0, 1), number(2, 1e9, 1), number(3, 60.0, 1)]))
    assert [row[0] for row in grid.rows[1:3]] == [-5.0, 1e9]


def test_runs_of_numbers_and_results_of_formulas_of_an_old_workbook_are_read() -> None:
    run = struct.pack("<HHHIHIH", 1, 0, 0, 7 << 2 | 2, 0, 9 << 2 | 2, 1)
    formula = struct.pack("<HHHdHIH3s", 2, 0, 0, 5.0, 0, 0, 3, b"\x1e\x05\x00")
    text = struct.pack("<HHH8sHIH3s", 2, 1, 0, b"\0\0\0\0\0\0\xff\xff", 0, 0, 3, b"\x1e\x05\x00")
    fault = struct.pack("<HHH8sHIH3s", 2, 2, 0, b"\x02\0\x2a\0\0\0\xff\xff", 0, 0, 3, b"\x1e\x05\x00")
    string = books.record(0x207, struct.pack("<HB", 2, 1) + "是的".encode("utf-16-le"))
    cells = [books.record(0xBD, run), books.record(6, formula), books.record(6, text), string, books.record(6, fault)]
    (grid,) = load("a.xls", old(cells))
    assert grid.rows[1:] == [[7.0, 9.0], [5.0, "是的", Fault("cell_error", "#N/A")]]


# -- what a file says of itself ---------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["A1", "A1:A1", "A1:XFD1048576", "B7:C9"])
def test_a_dimension_that_lies_changes_nothing(said: str) -> None:
    data = books.xlsx(books.community())
    lying = [(name, re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{said}"'.encode(), part))
             for name, part in books.parts_of(data)]  # fmt: skip
    assert [grid.rows for grid in load("a.xlsx", books.zipped(lying))] == [grid.rows for grid in load("a.xlsx", data)]


def test_a_dimension_of_a_binary_sheet_that_lies_changes_nothing() -> None:
    data = books.xlsb(books.community())
    lying = [(name, re.sub(rb"\x94\x01\x10.{16}", b"\x94\x01\x10" + b"\xff\xff\xff\x7f" * 4, part, flags=re.DOTALL))
             for name, part in books.parts_of(data)]  # fmt: skip
    assert [grid.rows for grid in load("a.xlsb", books.zipped(lying))] == [grid.rows for grid in load("a.xlsb", data)]


def test_an_open_document_whose_tables_are_written_in_another_way_is_not_taken_for_empty() -> None:
    content = books.ods_content("").replace(":table=", ":t=")
    content = content.replace("</office:spreadsheet>", '<t:table t:name="能人"/></office:spreadsheet>')
    assert code("a.ods", books.ods_file(content)) == "file_damaged"


def test_a_macro_sheet_beside_the_others_is_passed_over() -> None:
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    macro = f'<xm:macrosheet xmlns="m" xmlns:xm="x"><sheetData>{cell}</sheetData></xm:macrosheet>'
    parts = [*books.parts_of(books.xlsm(books.community())), ("xl/macrosheets/sheet1.xml", macro)]
    assert [grid.name for grid in load("a.xlsm", books.zipped(parts))] == ["需求清单", "能人", "设置"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_reads_the_same_in_every_encoding(encoding: str) -> None:
    (needs, *_) = books.community()
    (grid,) = load("需求清单.csv", books.csv(needs, encoding))
    assert grid.rows[2][:4] == ["N1", "维修楼道灯", "老年人", "3.0"]


def test_a_text_file_in_two_encodings_is_refused() -> None:
    assert code("a.csv", "编号,需求\n".encode("gb18030") + "编".encode() + b"\xff\xff\n") == "file_encoding"


def test_a_field_that_never_ends_is_damage() -> None:
    assert code("a.csv", b'"' + b"a\n" * 100_000) == "file_damaged"


# -- noise ------------------------------------------------------------------------------------------------------


def test_a_parser_that_gives_up_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    parts = [(name, data.replace(b'Id="rId3"', b'Id="rId9"')) for name, data in books.parts_of(GOOD[".xlsb"])]
    assert code("a.xlsb", books.zipped(parts)) == "file_damaged"
    assert capfd.readouterr() == ("", "")


def test_an_interrupt_passes_and_the_error_stream_is_back(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> list[Grid]:
        os.write(2, b"lost")
        raise KeyboardInterrupt

    monkeypatch.setattr(grids_module, "_from_calamine", interrupt)
    data = books.xlsx(books.community())
    kind = inspect("a.xlsx", data)
    assert isinstance(kind, FileKind)
    with pytest.raises(KeyboardInterrupt):
        load_grids("a.xlsx", data, kind)
    os.write(2, b"kept")
    assert capfd.readouterr().err == "kept"


def test_the_error_stream_is_back_after_two_threads_were_silent_at_once(capfd: pytest.CaptureFixture[str]) -> None:
    def be_silent() -> None:
        for _ in range(200):
            with without_noise(), without_noise():
                os.write(2, b"lost")

    threads = [threading.Thread(target=be_silent) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.write(2, b"kept")
    assert capfd.readouterr().err == "kept"


# -- real files -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif("COMMATCH_CORPUS" not in os.environ, reason="COMMATCH_CORPUS names no folder of real workbooks")
def test_real_files_are_read_or_refused_with_a_code(capfd: pytest.CaptureFixture[str]) -> None:
    files = [path for path in Path(os.environ["COMMATCH_CORPUS"]).rglob("*") if path.suffix.lower() in books.MAKERS]
    assert files
    read = 0
    for path in sorted(files):
        data = path.read_bytes()
        kind = inspect(path.name, data)
        found = kind if isinstance(kind, Problem) else load_grids(path.name, data, kind)
        read += not isinstance(found, Problem)
    assert capfd.readouterr() == ("", "")
    assert read / len(files) > 0.9
