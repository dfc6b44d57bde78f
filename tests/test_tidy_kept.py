"""What tidying can't carry over is said, with what stood there: formulas without a value, samples, upper headers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from community_books import TODAY
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from test_tidy import HELPERS, Rows, changes, records, tidied

from commatch.texts.problems import describe
from commatch.tidying.tidy import tidy
from commatch.workbook.save import save
from commatch.workbook.schema import INPUT, Lang
from commatch.workbook.template import FILL_ORDER, blank_workbook

NEEDS = [["编号", "需求", "受益人数", "状态", "我的列"], ["N1", "修水管", 3, "待匹配", "记"]]


@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_formula_without_a_value_stays_an_error_in_any_known_column(column: int, tmp_path: Path) -> None:
    needs = [list(row) for row in NEEDS]
    needs[1][column] = '=IF(F9>0,"是","=B2")'
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    before = [item.code for item in result.community.problems if item.severity == "error"]
    after = [(item.code, item.place.cell) for item in result.problems if item.severity == "error"]
    (entry,) = changes(result, "not_tidied")
    assert before[:1] == ["formula_without_value"]
    assert ("cell_error", entry.cell) in after
    assert (entry.before, entry.after) == ('=IF(F9>0,"是","=B2")', "#N/A")
    assert result.path is not None
    made = load_workbook(result.path)
    assert entry.problem is not None
    message, hint = describe(entry.problem, Lang.ZH)
    told = [str(row[-1]) for row in made["整理记录"].iter_rows(values_only=True) if row[3] == entry.before]
    assert [(message in note, hint in note) for note in told] == [(True, True)]
    written = made["需求清单"][entry.cell]
    assert (written.value, written.data_type, written.comment.text) == ("#N/A", "e", '=IF(F9>0,"是","=B2")')


def test_a_formula_without_a_value_in_a_column_of_one_s_own_is_kept_as_its_text(tmp_path: Path) -> None:
    needs = [list(row) for row in NEEDS]
    needs[1][4] = "=C2*2"
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    (entry,) = changes(result, "not_tidied")
    assert result.ok
    assert records(result, "需求清单")[0]["我的列"] == "=C2*2"
    assert (entry.source.cell, entry.before, entry.after) == ("E2", "=C2*2", "=C2*2")
    assert entry.problem is not None
    assert (entry.problem.code, entry.problem.place) == ("formula_without_value", entry.source)
    assert result.path is not None
    cell = load_workbook(result.path)["需求清单"][entry.cell]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    again = tidy([result.path], tmp_path / "again.xlsx", today=TODAY)
    assert records(again, "需求清单") == records(result, "需求清单")


def test_a_formula_without_a_value_in_a_sheet_without_a_header_is_kept_as_its_text(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"需求清单": NEEDS, "能人": HELPERS, "场地": [["一楼", "=1+1"], ["二楼", 30]]}
    result = tidied(tmp_path, sheets)
    assert [(item.cell, item.before, item.after) for item in changes(result, "not_tidied")] == [("B1", "=1+1", "=1+1")]
    assert result.path is not None
    assert load_workbook(result.path)["场地"]["B1"].data_type == "s"


def test_a_formula_over_several_cells_is_logged_as_it_is_written(tmp_path: Path) -> None:
    def over_several(made: Workbook) -> None:
        made["需求清单"]["E2"] = ArrayFormula("E2:E2", "=SUM(C2:C2*2)")

    result = tidied(tmp_path, {"需求清单": NEEDS, "能人": HELPERS}, over_several)
    assert [item.before for item in changes(result, "not_tidied")] == ["=SUM(C2:C2*2)"]


@pytest.mark.parametrize("lang", list(Lang))
def test_untouched_samples_are_left_out_as_samples_and_as_nothing_else(lang: Lang, tmp_path: Path) -> None:
    path = save(blank_workbook(lang, "in.xlsx"), tmp_path / "in.xlsx")
    result = tidy([path], tmp_path / "out.xlsx", lang, today=TODAY)
    found = Counter((item.rule, item.source.sheet) for item in result.tidied.log if item.rule != "sheet_left_out")
    assert {rule for rule, _ in found} == {"sample_left_out"}
    assert {sheet for _, sheet in found} == {INPUT[key].name(lang) for key in FILL_ORDER if key != "settings"}


def test_a_title_above_samples_and_a_note_below_them_are_still_said_as_such(tmp_path: Path) -> None:
    needs: Rows = [
        ["本月需求"],
        ["编号", "需求"],
        ["示例-N1", "厨房漏水"],
        ["N1", "修水管"],
        ["示例-N2", "x"],
        ["合计", 1],
    ]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS})
    found = [(item.rule, item.source.cell) for item in result.tidied.log if item.rule.endswith("_left_out")]
    assert found == [
        ("title_left_out", "A1"),
        ("sample_left_out", "A3"),
        ("sample_left_out", "A5"),
        ("total_left_out", "A6"),
    ]


def test_the_upper_row_of_a_header_of_two_rows_is_said_to_stay_behind(tmp_path: Path) -> None:
    def merged(made: Workbook) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1"):
            made["需求清单"].merge_cells(area)

    needs: Rows = [
        ["编号", "需求", "居民联系方式", None],
        [None, None, "提出人", "电话"],
        ["N1", "修水管", "张三", "13800000001"],
    ]
    result = tidied(tmp_path, {"需求清单": needs, "能人": HELPERS}, merged)
    assert [(item.source.cell, item.before) for item in changes(result, "upper_header_left_out")] == [
        ("C1", "居民联系方式")
    ]
    assert records(result, "需求清单")[0]["提出人"] == "张三"


def test_a_header_of_one_row_has_no_upper_row(tmp_path: Path) -> None:
    result = tidied(tmp_path, {"需求清单": NEEDS, "能人": HELPERS})
    assert changes(result, "upper_header_left_out") == []
