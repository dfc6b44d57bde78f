"""Standard sheets as they are written: headers, formats, notes, drop-downs, and what is read back from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from standard_books import BOOKS, rows_of, told

from commatch.assemble import assemble
from commatch.groups import GROUP_NAMES
from commatch.workbook.forms import SPARE_ROWS, add_sheet, column_note, finish
from commatch.workbook.look import new_workbook
from commatch.workbook.names import By, match_name
from commatch.workbook.reader import read_tables
from commatch.workbook.save import save
from commatch.workbook.schema import CHOICES, FORM_SHEETS, INPUT, Column, Lang, Type
from commatch.workbook.values import read_records

DAY = dt.date(2026, 1, 1)


def book_of(lang: Lang, *keys: str) -> Workbook:
    book = new_workbook(lang, DAY)
    for key in keys:
        add_sheet(book, INPUT[key], lang)
    finish(book, lang)
    return book


def validations(sheet: Any) -> dict[str, DataValidation]:
    """Return the validations of a sheet by the letter of their column."""
    return {str(item.sqref).rstrip("0123456789").split("2:")[0]: item for item in sheet.data_validations.dataValidation}


def values_of(book: Workbook, formula: str) -> list[object]:
    """Return the values of a range such as ``'选项'!$A$2:$A$9``."""
    title, _, cells = formula.rpartition("!")
    return [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]


@pytest.mark.parametrize("lang", Lang)
def test_headers_are_the_schema_s_in_order_then_the_extra_ones(lang: Lang) -> None:
    for sheet in FORM_SHEETS:
        written = add_sheet(new_workbook(lang, DAY), sheet, lang, extras=["备用", "=A1"])
        headers = [cell.value for cell in written[1]]
        assert headers == [*(column.header(lang) for column in sheet.columns), "备用", "=A1"]
        assert written.cell(1, len(headers)).data_type == "s"
        assert written.title == sheet.name(lang)


@pytest.mark.parametrize("key", list(INPUT))
def test_every_sheet_prints_on_a4_with_its_header_on_every_page(key: str) -> None:
    written: Any = add_sheet(new_workbook(Lang.ZH, DAY), INPUT[key], Lang.ZH)
    assert written.freeze_panes in {"A2", "C2"}
    assert written.auto_filter.ref.startswith("A1:")
    assert (written.page_setup.orientation, written.page_setup.paperSize) == ("landscape", 9)
    wide = key in ("needs", "progress")  # on two pages side by side, both with the first two columns
    assert (written.page_setup.fitToWidth, written.page_setup.fitToHeight) == (2 if wide else 1, 0)
    assert (written.print_title_cols == "$A:$B") is wide
    assert written.sheet_properties.pageSetUpPr.fitToPage
    assert written.print_title_rows == "$1:$1"


def test_a_wide_sheet_keeps_in_sight_what_the_row_is_about() -> None:
    book = book_of(Lang.ZH, "needs", "goods")
    assert book["需求清单"].freeze_panes == "C2"
    assert book["物资"].freeze_panes == "A2"


def test_ten_chinese_characters_fit_into_their_column() -> None:
    written = add_sheet(
        new_workbook(Lang.ZH, DAY), INPUT["goods"], Lang.ZH, [["G1", "折叠桌椅和遮阳雨棚", 3, "是", None]]
    )
    assert written.column_dimensions["B"].width >= 9 * 2 + 1


def test_text_never_becomes_a_formula_or_an_error_value() -> None:
    texts = ["=1+1", "+86", "-3", "@all", "#N/A", "=HYPERLINK(1)"]
    needs = INPUT["needs"]
    row = ["N1", *texts] + [None] * (len(needs.columns) - 1 - len(texts))
    written = add_sheet(new_workbook(Lang.ZH, DAY), needs, Lang.ZH, [row])
    for number, text in enumerate(texts, 2):
        cell: Any = written.cell(2, number)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_what_is_typed_stays_what_was_typed() -> None:
    """Blank cells of a column: ids, phones, times and lists are text, dates are shown as dates, numbers are plain."""
    formats = {
        Type.NUMBER: "General",
        Type.WHOLE: "General",
        Type.URGENCY: "General",
        Type.DATE: "yyyy-mm-dd",
    }
    for sheet in FORM_SHEETS:
        written = add_sheet(new_workbook(Lang.ZH, DAY), sheet, Lang.ZH)
        for number, column in enumerate(sheet.columns, 1):
            dimension = written.column_dimensions[written.cell(1, number).column_letter]
            assert dimension.number_format == formats.get(column.type, "@"), (sheet.key, column.key)


def test_values_have_the_format_of_their_column() -> None:
    row = [
        "H1",
        "王五",
        "13800000003",
        2,
        "木工",
        "一网格",
        15,
        8.5,
        "周二",
        "老年人",
        None,
        "在岗",
        "否",
        None,
        dt.date(2026, 5, 1),
    ]
    written = add_sheet(new_workbook(Lang.ZH, DAY), INPUT["helpers"], Lang.ZH, [row], ["入队日期"])
    shown = {cell.column_letter: (cell.value, cell.number_format) for cell in written[2]}
    assert shown["A"] == ("H1", "@")
    assert shown["C"] == ("13800000003", "@")
    assert shown["H"] == (8.5, "General")
    assert shown["O"] == (dt.date(2026, 5, 1), "yyyy-mm-dd")


def test_required_headers_look_different() -> None:
    written = add_sheet(new_workbook(Lang.ZH, DAY), INPUT["funds"], Lang.ZH)
    fills = {str(cell.value): cell.fill.start_color.rgb for cell in written[1]}
    assert fills["可用金额"] != fills["编号"] == fills["状态"]


@pytest.mark.parametrize("lang", Lang)
def test_the_note_on_a_header_says_all_that_the_schema_knows(lang: Lang) -> None:
    words = {Lang.ZH: ("必填", "可以不填", "个人信息", "单位："), Lang.EN: ("Must be", "May be", "Personal", "Unit: ")}
    required, optional, personal, unit = words[lang]
    for sheet in FORM_SHEETS:
        written = add_sheet(new_workbook(lang, DAY), sheet, lang)
        for number, column in enumerate(sheet.columns, 1):
            comment: Any = written.cell(1, number).comment
            note = column_note(sheet, column, lang)
            assert comment.text == note
            assert (column.help_zh if lang is Lang.ZH else column.help_en) in note
            assert (required in note, optional in note) == (column.required, not column.required)
            assert (personal in note, unit in note) == (column.personal, bool(column.unit))


CLOSED = [
    (sheet.key, column)
    for sheet in FORM_SHEETS
    for column in sheet.columns
    if column.type in (Type.CHOICE, Type.YES_NO, Type.URGENCY)
]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("key", "column"), CLOSED, ids=lambda item: getattr(item, "key", item))
def test_a_closed_list_offers_each_of_its_values_and_each_is_read(
    key: str, column: Column, lang: Lang, tmp_path: Path
) -> None:
    sheet = INPUT[key]
    book = book_of(lang, key)
    letter = book[sheet.name(lang)].cell(1, sheet.columns.index(column) + 1).column_letter
    offer = validations(book[sheet.name(lang)])[letter]
    offered = values_of(book, offer.formula1)
    assert None not in offered
    expected = len(CHOICES[column.choices]) if column.choices else {Type.YES_NO: 2, Type.URGENCY: 5}[column.type]
    assert len(set(offered)) == len(offered) == expected
    assert offer.errorStyle == ("warning" if column.type is Type.URGENCY else "stop")
    full = [None if item is column else "N1" if item.required else None for item in sheet.columns]
    at = sheet.columns.index(column)
    filled = new_workbook(lang, DAY)
    add_sheet(filled, sheet, lang, [[*full[:at], value, *full[at + 1 :]] for value in offered])
    problems: list[Any] = []
    path = save(filled, tmp_path / "x.xlsx")
    records = read_records(read_tables([path]), key, DAY, problems)
    assert len({repr(record[column.key]) for record in records if record[column.key] is not None}) == expected
    assert not [problem for problem in problems if dict(problem.params).get("column") == column.key]


def test_groups_are_offered_and_anything_else_is_taken() -> None:
    book = book_of(Lang.ZH, "needs")
    columns = [column.key for column in INPUT["needs"].columns]
    letter = book["需求清单"].cell(1, columns.index("groups") + 1).column_letter
    offer = validations(book["需求清单"])[letter]
    assert values_of(book, offer.formula1) == list(GROUP_NAMES)
    assert not offer.showErrorMessage


def test_references_offer_the_ids_of_their_sheet_and_warn_of_others() -> None:
    book = book_of(Lang.ZH, "needs", "requirements", "helpers", "goods", "opinions", "templates", "steps")
    offers = validations(book["匹配意见"])
    last = 1 + SPARE_ROWS
    assert offers["A"].formula1 == f"OFFSET('需求清单'!$A$2,0,0,MAX(1,COUNTA('需求清单'!$A$2:$A${last})),1)"
    assert "'选项'" in offers["B"].formula1
    assert {offers["A"].errorStyle, offers["B"].errorStyle} == {"warning"}
    assert "'服务模板'" in validations(book["行动步骤"])["A"].formula1
    joined = [cell.value for row in book["选项"].iter_rows() for cell in row if str(cell.value).startswith("=COUNTA")]
    assert joined == [f"=COUNTA('能人'!$A$2:$A${last})", f"=COUNTA('物资'!$A$2:$A${last})"]


def test_there_is_no_drop_down_for_a_sheet_that_is_not_there() -> None:
    book = book_of(Lang.ZH, "requirements", "opinions")
    assert set(validations(book["需求拆解"])) == {"B"}
    assert set(validations(book["匹配意见"])) == {"C"}


@pytest.mark.parametrize("lang", Lang)
def test_formulas_of_validations_are_short_enough(lang: Lang) -> None:
    book = book_of(lang, *INPUT)
    found = [item for sheet in book.worksheets for item in sheet.data_validations.dataValidation]
    assert len(found) == 27
    assert all(len(item.formula1) < 255 and len(item.error or "") < 225 for item in found)


def test_drop_downs_reach_beyond_the_data() -> None:
    book = new_workbook(Lang.ZH, DAY)
    add_sheet(book, INPUT["goods"], Lang.ZH, [[f"G{n}", "桌", n, "是", None] for n in range(1, 31)])
    finish(book, Lang.ZH, spare_rows=50)
    assert {str(item.sqref) for item in book["物资"].data_validations.dataValidation} == {"D2:D81", "E2:E81"}


@pytest.mark.parametrize("lang", Lang)
def test_the_sheet_of_lists_is_hidden_and_passed_over(lang: Lang, tmp_path: Path) -> None:
    path = save(book_of(lang, *INPUT), tmp_path / "x.xlsx")
    (lists,) = [sheet for sheet in load_workbook(path).worksheets if sheet.sheet_state == "hidden"]
    assert match_name(lists.title).by is By.HELP
    tables = read_tables([path])
    assert [table.key for table in tables.tables] == list(INPUT)
    assert tables.problems == ()


@pytest.mark.parametrize("lang", Lang)
def test_a_community_written_in_standard_sheets_is_read_back_the_same(lang: Lang, tmp_path: Path) -> None:
    book = new_workbook(lang, DAY)
    for key, rows in rows_of(BOOKS[lang], lang).items():
        keys = [column.key for column in INPUT[key].columns]
        add_sheet(book, INPUT[key], lang, [[row.get(item) for item in keys] for row in rows])
    finish(book, lang)
    written = assemble(read_tables([save(book, tmp_path / "x.xlsx")]))
    original = assemble(read_tables([BOOKS[lang]]))
    assert len(original.needs) > 50
    assert told(written) == told(original)
    assert [problem.code for problem in written.problems] == [problem.code for problem in original.problems]


def test_the_same_rows_make_the_same_file(tmp_path: Path) -> None:
    one, two = (save(book_of(Lang.ZH, *INPUT), tmp_path / name).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    assert one == two
