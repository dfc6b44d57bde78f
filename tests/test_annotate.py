"""Marked copies: every problem coloured, noted and linked, the data the same, the file untouched."""

from __future__ import annotations

import dataclasses
import errno
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import format_books
import PIL.Image
import pytest
from format_books import Error, NeverCalculated, SheetSpec
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from commatch import api
from commatch.community import Community
from commatch.problems import NOWHERE, Place, Problem, error, warning
from commatch.texts.annotate import COPY_WORDS, LOSSES, note_words
from commatch.workbook import annotate as module
from commatch.workbook import marks, plain, problem_list
from commatch.workbook.annotate import Annotated, annotate
from commatch.workbook.guard import Limits
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.plain import FILLS
from commatch.workbook.safe import LONGEST
from commatch.workbook.save import OutputError
from commatch.workbook.schema import Lang

ERROR, WARNING = (FILLS[kind].start_color.rgb for kind in (True, False))
HEADERS = {lang: [column.header(lang) for column in OUTPUT["problems"].columns] for lang in Lang}
NEEDS: list[list[object]] = [
    ["某某社区需求清单（样例）", None, None, None, None, None],
    ["编号", "需求", "电话", "人群", "受益人数", "期限"],
    ["N01", "修水管", 13800138000.0, "老年人", "二十", "2026-12-20"],
    ["N01", "换灯泡", None, "外星人", 1.0, "2026-13-40"],
    ["N03", None, None, "老年人", -3.0, "下周三"],
    [None, "=1+1", "0012", "老年人", 1.5, None],
    ["N05", "陪诊", Error("#N/A"), "老年人", NeverCalculated(), None],
]
HELPERS: list[list[object]] = [
    ["编号", "姓名", "技能", "每月工时"],
    ["H1", "张三", "水电工:9", "八小时"],
    ["H2", "李四", "理发", 8.0],
]
SPECS = [
    SheetSpec("需求清单", NEEDS, merges=((0, 0, 0, 5),), hidden_rows=(3,), hidden_columns=(3,)),
    SheetSpec("能人", HELPERS),
    SheetSpec("设置", [["项", "值"], ["month", "2026-12"]], hidden=True),
]


def xlsb(sheets: Iterable[SheetSpec]) -> bytes:
    """Return a binary workbook, with error values for formulas that were never calculated."""
    plain_rows = [
        [[Error("#REF!") if isinstance(value, NeverCalculated) else value for value in row] for row in sheet.rows]
        for sheet in sheets
    ]
    made = zip(sheets, plain_rows, strict=True)
    return format_books.xlsb([dataclasses.replace(sheet, rows=rows) for sheet, rows in made])


MAKERS: Mapping[str, Callable[..., bytes]] = {
    ".xlsx": format_books.xlsx,
    ".xlsm": format_books.xlsm,
    ".xls": format_books.xls,
    ".et": format_books.xls,
    ".xlsb": xlsb,
    ".ods": format_books.ods,
}


def made(folder: Path, ending: str = ".xlsx", name: str = "社区月度") -> Path:
    path = folder / f"{name}{ending}"
    path.write_bytes(MAKERS[ending](SPECS))
    return path


def marked(source: Path, lang: Lang = Lang.ZH, **more: Any) -> tuple[Any, Annotated, Community]:
    """Check a file and return its copy, opened, with what was said of it and what was read."""
    community = api.read([source])
    done = annotate([source], community.problems, source.with_name("copy.xlsx"), lang, **more)
    return load_workbook(done.files[0]), done, community


def listed(book: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield the rows of the list of problems as values and as cells by key."""
    sheet = book.worksheets[0]
    top = next(row for row in sheet.iter_rows() if [cell.value for cell in row] in HEADERS.values())[0].row
    keys = [column.key for column in OUTPUT["problems"].columns]
    for row in sheet.iter_rows(min_row=top + 1):
        yield {key: cell.value for key, cell in zip(keys, row, strict=True)}, dict(zip(keys, row, strict=True))


def colour(cell: Any) -> str | None:
    return cell.fill.start_color.rgb if cell.fill.fill_type == "solid" else None


def data_of(value: Any) -> Any:
    """Return what was read, without names of files, and places by cell alone."""
    if isinstance(value, Place):
        return value.sheet, value.cell
    if isinstance(value, Problem):
        return value.code, value.severity, value.value, data_of(value.place)
    if isinstance(value, Community):
        fields = {field.name: data_of(getattr(value, field.name)) for field in dataclasses.fields(value)}
        fields["problems"] = sorted(map(repr, fields["problems"]))
        return {name: item for name, item in fields.items() if name != "files"}
    if dataclasses.is_dataclass(value):
        return [data_of(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, Mapping):
        return [(repr(data_of(key)), data_of(item)) for key, item in value.items()]
    return [data_of(item) for item in value] if isinstance(value, (list, tuple)) else value


# -- marks -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("lang", Lang)
def test_every_problem_with_a_cell_is_coloured_and_noted(tmp_path: Path, ending: str, lang: Lang) -> None:
    book, _, community = marked(made(tmp_path, ending), lang)
    placed = [problem for problem in community.problems if problem.place.cell]
    assert len({problem.code for problem in placed}) >= 9
    for problem in placed:
        cell = book[problem.place.sheet][problem.place.cell]
        errors = any(other.severity == "error" for other in placed if other.place == problem.place)
        assert colour(cell) == (ERROR if errors else WARNING), problem
        message = next(
            row["problem"]
            for row, _ in listed(book)
            if (row["code"], row["cell"]) == (problem.code, problem.place.cell)
        )
        assert cell.comment.author == "commatch"
        assert message in cell.comment.text


@pytest.mark.parametrize("ending", MAKERS)
def test_only_cells_with_problems_are_marked(tmp_path: Path, ending: str) -> None:
    book, _, community = marked(made(tmp_path, ending))
    wanted = {(p.place.sheet, p.place.cell or "A1") for p in community.problems if p.place.sheet}
    found = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows()
        for cell in row
        if colour(cell) or cell.comment
    }
    assert found == wanted


def test_a_note_says_what_kind_of_problem_it_is_and_what_to_do(tmp_path: Path) -> None:
    book, _, _ = marked(made(tmp_path))
    text = book["需求清单"]["F4"].comment.text
    assert text.splitlines()[0] == COPY_WORDS["mark"][0]
    assert "错误：" in text
    assert "怎么办：" in text
    assert "提醒：" in book["需求清单"]["D4"].comment.text


def test_several_problems_of_a_cell_make_one_note_and_the_worst_one_its_colour(tmp_path: Path) -> None:
    source = made(tmp_path)
    place = Place(source.name, "能人", "C3")
    found = [warning("unknown_group", place, "甲"), error("bad_skills", place, "乙", column="skills", sheet="helpers")]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    cell = load_workbook(done.files[0])["能人"]["C3"]
    assert colour(cell) == ERROR
    assert (cell.comment.text.count("错误："), cell.comment.text.count("提醒：")) == (1, 1)
    assert cell.comment.text.count(COPY_WORDS["mark"][0]) == 1


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_a_problem_inside_a_merged_range_is_marked_at_the_cell_that_shows(tmp_path: Path, ending: str) -> None:
    source = made(tmp_path, ending)
    found = [error("bad_date", Place(source.name, "需求清单", "C1"), "x", column="due_on", sheet="needs")]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    book = load_workbook(done.files[0])
    assert colour(book["需求清单"]["A1"]) == ERROR
    assert [str(area) for area in book["需求清单"].merged_cells.ranges] == ["A1:F1"]


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
@pytest.mark.parametrize("cell", ["", "month", "XFE1", "A1048577", "R1C1"])
def test_a_problem_of_a_whole_sheet_is_marked_at_its_first_cell(tmp_path: Path, ending: str, cell: str) -> None:
    source = made(tmp_path, ending)
    found = [warning("urgency_blank", Place(source.name, "能人", cell), count=2)]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    assert colour(load_workbook(done.files[0])["能人"]["A1"]) == WARNING


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_a_blank_cell_beyond_the_data_is_marked_too(tmp_path: Path, ending: str) -> None:
    source = made(tmp_path, ending)
    found = [error("required_blank", Place(source.name, "能人", "Z40"), column="name", sheet="helpers")]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    cell = load_workbook(done.files[0])["能人"]["Z40"]
    assert (colour(cell), cell.value) == (ERROR, None)
    assert cell.comment


# -- the list ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_the_first_sheet_lists_every_problem(tmp_path: Path, lang: Lang, ending: str) -> None:
    book, _, community = marked(made(tmp_path, ending), lang)
    assert book.worksheets[0].title == OUTPUT["problems"].name(lang)
    rows = [row for row, _ in listed(book)]
    blank = [(row["code"], row["file"] or "", row["sheet"] or "", row["cell"] or "") for row in rows]
    places = [(p.code, p.place.file, p.place.sheet, p.place.cell) for p in community.problems]
    assert sorted(blank) == sorted(places)
    assert all(row["problem"] for row in rows)


def test_the_list_begins_with_errors_and_goes_by_sheet_row_and_column(tmp_path: Path) -> None:
    source = made(tmp_path)
    places = [("能人", "B3"), ("需求清单", "A10"), ("需求清单", "AA4"), ("需求清单", "Z4"), ("需求清单", "")]
    found = [warning("unknown_group", Place(source.name, *place)) for place in places]
    found.append(error("bad_date", Place(source.name, "能人", "D4"), column="due_on", sheet="needs"))
    found.append(warning("distance_unknown", NOWHERE))
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    order = [(row["sheet"], row["cell"]) for row, _ in listed(load_workbook(done.files[0]))]
    needs = [("需求清单", cell or None) for cell in ("", "Z4", "AA4", "A10")]
    assert order == [("能人", "D4"), (None, None), *needs, ("能人", "B3")]


def test_the_title_counts_and_the_header_is_frozen_and_filtered(tmp_path: Path) -> None:
    book, _, community = marked(made(tmp_path), Lang.EN)
    sheet = book.worksheets[0]
    errors = sum(problem.severity == "error" for problem in community.problems)
    assert sheet["A1"].value.startswith(f"Problems: {errors} errors")
    top = int(sheet.freeze_panes[1:]) - 1
    assert [cell.value for cell in sheet[top]] == HEADERS[Lang.EN]
    assert sheet.auto_filter.ref == f"A{top}:G{top + len(community.problems)}"
    assert all(sheet.column_dimensions[letter].width > 6 for letter in "ABCDEFG")


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_a_cell_address_leads_to_its_cell(tmp_path: Path, ending: str) -> None:
    book, _, _ = marked(made(tmp_path, ending))
    links = 0
    for row, cells in listed(book):
        if row["cell"]:
            assert cells["cell"].hyperlink.location == f"'{row['sheet']}'!{row['cell']}"
            links += 1
    assert links > 9


def test_a_link_minds_apostrophes_in_a_sheets_name(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(format_books.xlsx([SheetSpec("it's 能人", HELPERS)]))
    found = [error("bad_skills", Place("a.xlsx", "it's 能人", "C2"), "x", column="skills", sheet="helpers")]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    ((_, cells),) = listed(load_workbook(done.files[0]))
    assert cells["cell"].hyperlink.location == "'it''s 能人'!C2"


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_what_is_hidden_stays_hidden_and_is_listed_without_a_link_to_a_hidden_sheet(
    tmp_path: Path, ending: str
) -> None:
    source = made(tmp_path, ending)
    places = [Place(source.name, "需求清单", "B4"), Place(source.name, "设置", "B2")]
    found = [error("bad_date", place, "x", column="due_on", sheet="needs") for place in places]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    book = load_workbook(done.files[0])
    assert book["需求清单"].row_dimensions[4].hidden
    assert book["需求清单"].column_dimensions["D"].hidden
    assert book["设置"].sheet_state == "hidden"
    assert colour(book["设置"]["B2"]) == ERROR
    assert [bool(cells["cell"].hyperlink) for _, cells in listed(book)] == [True, False]


def test_a_text_of_the_input_is_never_a_formula_in_the_list(tmp_path: Path) -> None:
    source = made(tmp_path)
    place = Place(source.name, '=HYPERLINK("http://x")', "B2")
    found = [warning("unknown_sheet", place, '=HYPERLINK("http://x")'), warning("=1+1", NOWHERE)]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    cells = [cell for _, by_key in listed(load_workbook(done.files[0])) for cell in by_key.values()]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {cell.value for cell in cells if cell.quotePrefix} == {'=HYPERLINK("http://x")', "=1+1"}


# -- the same data -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", MAKERS)
def test_a_copy_read_again_gives_the_same_data_and_the_same_problems(tmp_path: Path, ending: str) -> None:
    _, done, community = marked(made(tmp_path, ending))
    assert data_of(api.read(done.files)) == data_of(community)


@pytest.mark.parametrize("book", sorted(Path(__file__).parents[1].glob("data/samples/**/*.xlsx")), ids=lambda p: p.stem)
def test_a_samples_copy_gives_the_same_data(tmp_path: Path, book: Path) -> None:
    community = api.read([book])
    done = annotate([book], community.problems, tmp_path / "copy.xlsx", Lang.EN)
    assert data_of(api.read(done.files)) == data_of(community)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_copy_of_a_file_that_an_office_program_wrote_gives_the_same_data(tmp_path: Path, ending: str) -> None:
    source = Path(__file__).parent / "data" / "formats" / f"libreoffice.{ending}"
    community = api.read([source])
    done = annotate([source], community.problems, tmp_path / "copy.xlsx", Lang.ZH)
    assert data_of(api.read(done.files)) == data_of(community)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_copy_of_a_text_file_keeps_texts_as_texts(tmp_path: Path, encoding: str) -> None:
    source = tmp_path / "需求清单.csv"
    source.write_bytes(
        "编号,需求,电话,受益人数\n007,修灯<&>,013800138000,１２\nN2,=1+1,-5,下周\nN3,a_x0041_,,1\n".encode(encoding)
    )
    book, done, community = marked(source)
    sheet = book["需求清单"]
    assert [cell.value for cell in sheet[2]] == ["007", "修灯<&>", "013800138000", "１２"]
    assert (sheet["B3"].value, sheet["B3"].data_type, sheet["B3"].quotePrefix) == ("=1+1", "s", True)
    assert data_of(api.read(done.files)) == data_of(community)
    assert [need.title for need in api.read(done.files).needs] == ["修灯<&>", "=1+1", "a_x0041_"]


def test_the_only_sheet_of_a_file_that_names_it_is_still_known_in_the_copy(tmp_path: Path) -> None:
    source = tmp_path / "能人.xlsx"
    rows: list[list[object]] = [["编号", "姓名", "甲", "乙", "丙", "丁"], ["H1", "张三", 1, 2, 3, 4]]
    source.write_bytes(format_books.xlsx([SheetSpec("Sheet1", rows)]))
    community = api.read([source])
    assert len(community.helpers) == 1
    done = annotate([source], community.problems, tmp_path / "能人-检查.xlsx", Lang.ZH)
    assert data_of(api.read(done.files)) == data_of(community)


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_a_copy_checked_again_is_marked_anew(tmp_path: Path, ending: str) -> None:
    book, _, _ = marked(made(tmp_path, ending))
    assert colour(book["需求清单"]["F4"]) == ERROR
    book["需求清单"]["F4"] = "2026-12-24"
    book["需求清单"]["F4"].comment.text = "看过了\n\n" + book["需求清单"]["F4"].comment.text
    mended = tmp_path / "mended.xlsx"
    book.save(mended)
    again, _, community = marked(mended)
    assert again.sheetnames == book.sheetnames
    cell = again["需求清单"]["F4"]
    assert (colour(cell), cell.comment.text) == (None, "看过了")
    assert ("F4", "需求清单") not in {(p.place.cell, p.place.sheet) for p in community.problems}
    assert "sheets_aside" not in {problem.code for problem in community.problems}


def test_a_users_own_sheet_of_that_name_stays_and_the_list_has_another_name(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    own = SheetSpec("数据问题", [["级别", "问题"], ["错误", "自己记的"]])
    source.write_bytes(format_books.xlsx([*SPECS, own]))
    book, done, community = marked(source)
    assert book.sheetnames == ["数据问题2", "需求清单", "能人", "设置", "数据问题"]
    assert book["数据问题"]["B2"].value == "自己记的"
    assert data_of(api.read(done.files)) == data_of(community)


# -- the look ----------------------------------------------------------------------------------------------


def styled(path: Path) -> Path:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "需求清单"
    sheet.append(["编号", "需求", "受益人数", "期限"])
    sheet.append(["N1", "修灯", "=1+1", "下周三"])
    sheet["A1"].font = Font(bold=True, color="FFFFFFFF")
    sheet["A1"].fill = PatternFill("solid", start_color="2E7D6B")
    sheet["D2"].comment = Comment("走访时记下的", "李社工")
    sheet.column_dimensions["B"].width = 33
    sheet.freeze_panes = "B2"
    offer = DataValidation(type="list", formula1='"1,2"')
    offer.add("C2:C9")
    sheet.add_data_validation(offer)
    book.create_sheet("别的")["A1"] = "别的"
    book.save(path)
    return path


def with_results(path: Path, old: bytes, new: bytes) -> None:
    """Put a formula's stored result into a workbook, as a spreadsheet program does."""
    data = path.read_bytes()
    parts = [(name, part.replace(old, new) if "sheet1" in name else part) for name, part in format_books.parts_of(data)]
    path.write_bytes(format_books.zipped(parts))


def test_a_workbook_that_is_not_large_keeps_its_look(tmp_path: Path) -> None:
    book, done, _ = marked(styled(tmp_path / "a.xlsx"))
    sheet = book["需求清单"]
    assert done.notes == ()
    assert (sheet.column_dimensions["B"].width, sheet.freeze_panes) == (33, "B2")
    assert sheet["A1"].font.b
    assert sheet.data_validations.dataValidation[0].formula1 == '"1,2"'
    assert sheet["C2"].value == "=1+1"


def test_a_cells_own_note_is_kept_before_the_marks(tmp_path: Path) -> None:
    book, _, _ = marked(styled(tmp_path / "a.xlsx"))
    note = book["需求清单"]["D2"].comment
    assert note.text.startswith("走访时记下的\n\n" + COPY_WORDS["mark"][0])
    assert note.author == "李社工"


def test_light_letters_are_made_dark_on_a_mark(tmp_path: Path) -> None:
    source = styled(tmp_path / "a.xlsx")
    done = annotate([source], [error("x", Place("a.xlsx", "需求清单", "A1"))], tmp_path / "b.xlsx", Lang.ZH)
    cell = load_workbook(done.files[0])["需求清单"]["A1"]
    assert cell.font.b
    assert cell.font.color is None


def test_only_the_list_is_selected(tmp_path: Path) -> None:
    book, _, _ = marked(styled(tmp_path / "a.xlsx"))
    assert book.active.title == "数据问题"
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets[1:]] == [False, False]


@pytest.mark.parametrize(("stored", "shown"), [(b"<v>2</v>", 2.0), (b"<v>2.5</v>", 2.5)], ids=["whole", "part"])
def test_a_formulas_stored_result_is_still_there(tmp_path: Path, stored: bytes, shown: float) -> None:
    source = styled(tmp_path / "a.xlsx")
    with_results(source, b"<v></v>", stored)
    with_results(source, b"<v />", stored)
    with_results(source, b"<v/>", stored)
    before = api.read([source])
    assert "formula_without_value" not in {problem.code for problem in before.problems}
    _, done, _ = marked(source)
    assert load_workbook(done.files[0], data_only=True)["需求清单"]["C2"].value == shown
    assert load_workbook(done.files[0])["需求清单"]["C2"].value == "=1+1"
    assert data_of(api.read(done.files)) == data_of(before)


def lost(notes: tuple[Any, ...]) -> set[str]:
    return {key for code, params in notes if code == "not_kept" for key in dict(params)["what"].split("、")}


def test_macros_and_shapes_that_are_lost_are_named(tmp_path: Path) -> None:
    source = styled(tmp_path / "a.xlsm")
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/drawings/drawing1.xml", b'<xdr:wsDr xmlns:xdr="x"><xdr:sp macro=""/></xdr:wsDr>')
        archive.writestr("xl/threadedComments/threadedComment1.xml", b"<ThreadedComments/>")
    _, done, _ = marked(source)
    assert lost(done.notes) == {"macros", "shapes", "threads"}


def test_pictures_that_are_kept_are_not_said_to_be_lost(tmp_path: Path) -> None:
    picture = io.BytesIO()
    PIL.Image.new("RGB", (8, 8)).save(picture, "png")
    source = styled(tmp_path / "a.xlsx")
    book = load_workbook(source)
    book["别的"].add_image(Image(picture), "B2")
    book.save(source)
    copy, done, _ = marked(source)
    assert lost(done.notes) == set()
    assert len(copy["别的"]._images) == 1


def test_words_for_every_loss_are_there() -> None:
    from commatch.workbook import kept

    assert {*kept._PARTS, *kept._ELEMENTS} == LOSSES.keys()
    for lang in Lang:
        assert note_words("not_kept", (("file", "a"), ("what", "、".join(LOSSES))), lang).count("a") > 0


@pytest.mark.parametrize("maker", [format_books.strict, format_books.prefixed])
def test_a_workbook_that_openpyxl_reads_wrongly_is_copied_by_its_values(
    tmp_path: Path, maker: Callable[..., bytes]
) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(maker(SPECS))
    _, done, community = marked(source)
    assert data_of(api.read(done.files)) == data_of(community)


# -- values only -------------------------------------------------------------------------------------------


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commatch.workbook.kept._MOST_XML", 0)


@pytest.mark.usefixtures("small_limit")
def test_a_large_workbook_is_copied_by_its_values_and_that_is_said(tmp_path: Path) -> None:
    source = made(tmp_path)
    book, done, community = marked(source)
    assert [code for code, _ in done.notes] == ["values_only"]
    assert note_words(*done.notes[0], Lang.ZH) in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert data_of(api.read(done.files)) == data_of(community)


@pytest.mark.usefixtures("small_limit")
def test_dates_are_dates_and_odd_values_stay_what_they_are(tmp_path: Path) -> None:
    import datetime as dt

    source = tmp_path / "a.xlsx"
    book = Workbook()
    sheet: Any = book.active
    rows = [
        ["编号", dt.date(2026, 11, 3), dt.datetime(2026, 11, 3, 9, 30), dt.time(9, 30), dt.timedelta(hours=30)],
        [True, 0.1, 123456789012345.0, -1.5, "一\n二\t三"],
        ["_x00_", "<b>&", "'x", "a" * LONGEST, "①"],
    ]
    for row in rows:
        sheet.append(row)
    book.save(source)
    done = annotate([source], [], tmp_path / "copy.xlsx", Lang.ZH)
    copy = load_workbook(done.files[0])["Sheet"]
    rows[0][1] = dt.datetime(2026, 11, 3)
    for number, row in enumerate(rows, 1):
        assert [cell.value for cell in copy[number]][:4] == row[:4]
    assert copy["B1"].number_format == "yyyy-mm-dd"
    assert copy["E2"].value == "一\n二\t三"


def test_a_sheets_name_that_is_too_long_is_cut_and_that_is_said(tmp_path: Path) -> None:
    source = tmp_path / f"需求清单{'长' * 40}.csv"
    source.write_text("编号,需求\nN1,\n", "utf-8-sig")
    book, done, community = marked(source)
    assert [code for code, _ in done.notes] == ["values_only", "sheet_renamed"]
    assert len(book.sheetnames[1]) == 31
    assert colour(book.worksheets[1]["B2"]) == ERROR
    assert len(api.read(done.files).needs) == len(community.needs)


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["a/b", "A*B", "a_b"], ["a_b", "A_B2", "a_b3"]),
        (["", "'"], ["_", "_2"]),
        (["长" * 31, "长" * 32], ["长" * 31, "长" * 30 + "2"]),
    ],
)
def test_sheet_names_are_ones_that_a_spreadsheet_program_takes(names: list[str], titles: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(plain.sheet_title(name, taken))
    assert taken == titles


def test_columns_of_values_are_as_wide_as_their_texts_and_not_as_a_title_across_them(tmp_path: Path) -> None:
    book, _, _ = marked(made(tmp_path, ".xls"))
    widths = [book["需求清单"].column_dimensions[letter].width for letter in "AC"]
    assert widths[0] < 12 <= widths[1]


def test_overlapping_merged_ranges_are_not_written() -> None:
    areas = [(0, 0, 1, 1), (1, 1, 2, 2), (5, 5, 5, 5), (3, 0, 3, 4)]
    assert plain._apart(areas) == [(0, 0, 1, 1), (3, 0, 3, 4)]


# -- many problems -----------------------------------------------------------------------------------------


def many(source: Path, count: int) -> list[Problem]:
    return [
        error("bad_skills", Place(source.name, "能人", f"C{number}"), f"x{number}", column="skills", sheet="helpers")
        for number in range(2, count + 2)
    ]


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_a_flood_is_coloured_whole_and_noted_up_to_a_limit(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "MOST_NOTES", 5)
    monkeypatch.setattr(module, "MOST_NOTES", 5)
    source = made(tmp_path, ending)
    found = [*many(source, 12), warning("unknown_group", Place(source.name, "能人", "A1"))]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    sheet = load_workbook(done.files[0])["能人"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sum(colour(cell) == ERROR for cell in cells) == 12
    assert [cell.coordinate for cell in cells if cell.comment] == ["C2", "C3", "C4", "C5", "C6"]
    assert ("count", "13") in dict(done.notes)["notes_capped"]


def test_links_and_rows_of_the_list_end_at_their_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problem_list, "MOST_LINKS", 3)
    monkeypatch.setattr(problem_list, "MOST_LISTED", 4)
    monkeypatch.setattr(module, "MOST_LISTED", 4)
    source = made(tmp_path)
    done = annotate([source], many(source, 6), tmp_path / "copy.xlsx", Lang.EN)
    book = load_workbook(done.files[0])
    assert [bool(cells["cell"].hyperlink) for _, cells in listed(book)] == [True, True, True, False]
    assert [code for code, _ in done.notes] == ["list_capped"]
    assert book.worksheets[0]["A1"].value == "Problems: 6 errors, 0 warnings"


def test_a_note_is_never_longer_than_can_be_read(tmp_path: Path) -> None:
    source = made(tmp_path)
    place = Place(source.name, "能人", "C2")
    found = [error(f"{'长' * 300}{n}", place) for n in range(20)]
    done = annotate([source], found, tmp_path / "copy.xlsx", Lang.ZH)
    text = load_workbook(done.files[0])["能人"]["C2"].comment.text
    assert len(text) == 2000
    assert text.endswith(COPY_WORDS["cut"][0])


# -- files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", MAKERS)
def test_a_file_is_never_touched(tmp_path: Path, ending: str) -> None:
    source = made(tmp_path, ending)
    before, about = source.read_bytes(), source.stat()
    done = annotate([source], api.read([source]).problems, source, Lang.ZH, force=True)
    assert source.read_bytes() == before
    assert source.stat().st_mtime_ns == about.st_mtime_ns
    assert done.files[0] != source


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    for ending in (".xlsx", ".ods"):
        source = made(tmp_path, ending)
        found = api.read([source]).problems
        one, other = (annotate([source], found, tmp_path / name, Lang.ZH).files[0] for name in ("1.xlsx", "2.xlsx"))
        assert one.read_bytes() == other.read_bytes()
        again = annotate([source], found[::-1], tmp_path / "3.xlsx", Lang.ZH).files[0]
        assert again.read_bytes() == one.read_bytes()
        for path in (one, other, again):
            path.unlink()


def test_a_copy_that_is_there_is_kept_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    source, target = made(tmp_path), tmp_path / "copy.xlsx"
    target.write_text("mine")
    assert annotate([source], [], target, Lang.ZH).files == (tmp_path / "copy-2.xlsx",)
    assert target.read_text() == "mine"
    assert annotate([source], [], target, Lang.ZH, force=True).files == (target,)
    assert load_workbook(target).sheetnames[0] == "数据问题"


def test_a_file_without_problems_has_a_copy_that_says_so(tmp_path: Path) -> None:
    done = annotate([made(tmp_path)], [], tmp_path / "copy.xlsx", Lang.ZH)
    book = load_workbook(done.files[0])
    assert book.worksheets[0]["A1"].value == COPY_WORDS["title.none"][0]
    assert list(listed(book)) == []


def test_each_of_several_files_with_problems_has_its_own_copy(tmp_path: Path) -> None:
    sources = [made(tmp_path, ending, name) for name, ending in (("甲", ".xlsx"), ("乙", ".xls"), ("丙", ".xlsx"))]
    found = [
        error("bad_date", Place("乙.xls", "需求清单", "F4"), "x", column="due_on", sheet="needs"),
        warning("unknown_group", Place("甲.xlsx", "需求清单", "D4"), "y"),
        warning("distance_unknown", NOWHERE, pairs="a–b", count=1),
    ]
    done = annotate(sources, found, tmp_path / "out.xlsx", Lang.ZH)
    assert [path.name for path in done.files] == ["甲-检查.xlsx", "乙-检查.xlsx"]
    lists = [[row["code"] for row, _ in listed(load_workbook(path))] for path in done.files]
    assert lists == [["distance_unknown", "unknown_group"], ["bad_date"]]


def test_copies_of_files_of_one_name_do_not_replace_each_other(tmp_path: Path) -> None:
    for folder in ("一", "二"):
        (tmp_path / folder).mkdir()
    sources = [made(tmp_path / "一"), made(tmp_path / "二"), made(tmp_path / "一", ".xls")]
    found = api.read(sources).problems
    done = annotate(sources, found, tmp_path / "out.xlsx", Lang.EN, force=True)
    assert [path.name for path in done.files] == [f"社区月度-checked{end}.xlsx" for end in ("", "-2", "-3")]
    assert len(list(tmp_path.glob("*.xlsx"))) == 3


def test_a_file_that_cannot_be_read_has_no_copy_and_is_listed_in_the_first(tmp_path: Path) -> None:
    bad, good = tmp_path / "坏.xlsx", made(tmp_path)
    bad.write_bytes(b"PK\x03\x04 no workbook")
    found = api.read([bad, good]).problems
    done = annotate([bad, good], found, tmp_path / "out.xlsx", Lang.ZH)
    assert [path.name for path in done.files] == ["社区月度-检查.xlsx"]
    rows = [row for row, _ in listed(load_workbook(done.files[0]))]
    assert (rows[0]["file"], rows[0]["code"]) == ("坏.xlsx", "file_damaged")


def test_where_no_file_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"")
    for source in (bad, tmp_path / "没有.xlsx"):
        done = annotate([source], api.read([source]).problems, tmp_path / "copy.xlsx", Lang.ZH)
        assert (done.files, done.notes) == ((), (("nothing_to_mark", ()),))
    assert [path.name for path in tmp_path.iterdir()] == ["坏.xlsx"]


def test_a_file_beyond_the_limits_is_not_opened(tmp_path: Path) -> None:
    done = annotate([made(tmp_path)], [], tmp_path / "copy.xlsx", Lang.ZH, limits=Limits(file_bytes=10))
    assert done.files == ()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        annotate([made(tmp_path)], [], tmp_path / "none" / "copy.xlsx", Lang.ZH)
    assert caught.value.code == "no_folder"


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
def test_a_copy_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    source = made(tmp_path, ending)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as caught:
        annotate([source], [], tmp_path / "copy.xlsx", Lang.ZH)
    assert caught.value.code == "disk_full"
    assert [path.name for path in tmp_path.iterdir()] == [source.name]


@pytest.mark.usefixtures("small_limit")
def test_a_damaged_copy_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = made(tmp_path)
    monkeypatch.setattr(plain, "rows_xml", lambda *_: [b'<row r="1"><c r="A1">'])
    with pytest.raises(OutputError) as caught:
        annotate([source], [], tmp_path / "copy.xlsx", Lang.ZH)
    assert caught.value.code == "not_verified"
    assert [path.name for path in tmp_path.iterdir()] == [source.name]


@pytest.mark.usefixtures("small_limit")
def test_a_copy_that_lacks_rows_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = plain.rows_xml
    monkeypatch.setattr(plain, "rows_xml", lambda rows, *more: real(rows[:1], more[0], {}, {}))
    with pytest.raises(OutputError) as caught:
        annotate([made(tmp_path)], [], tmp_path / "copy.xlsx", Lang.ZH)
    assert caught.value.code == "not_verified"
