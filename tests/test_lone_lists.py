"""Lists of one column or of a name and free words: every row is read, whether or not there is a header."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from commatch.workbook.reader import read_tables
from commatch.workbook.tables import Tables

HELPERS = ["王师傅 电工 周末有空", "李桂芬，退休护士，周二周四上午可以", "张师傅"]
VENUES = ["三楼会议室 能坐40人，有投影", "活动室", "小广场"]
NEEDS = ["楼道灯坏了，黑得很", "修水表", "失业登记"]


def read(folder: Path, sheet: str, rows: list[list[str]]) -> Tables:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(folder / "一页.xlsx")
    return read_tables([folder / "一页.xlsx"])


def said(tables: Tables, column: str) -> list[object]:
    return [row.cells[column].value for table in tables.tables for row in table.rows]


@pytest.mark.parametrize("above", [[], ["柳荫社区登记表"]])
@pytest.mark.parametrize(
    ("sheet", "header", "lines", "column"),
    [
        ("能人", "", HELPERS, "name"),
        ("能人", "能人", HELPERS, "name"),
        ("能人", "名单", HELPERS, "name"),
        ("社区能人", "姓名", HELPERS, "name"),
        ("场地", "", VENUES, "name"),
        ("活动场地", "场地", VENUES, "name"),
        ("共建单位", "单位名称", ["区人民医院 每月来义诊一次", "诚信物业"], "name"),
        ("需求", "", NEEDS, "title"),
        ("需求清单", "内容", NEEDS, "title"),
    ],
)
def test_every_line_of_a_lone_column_is_a_row(
    tmp_path: Path, sheet: str, header: str, lines: list[str], column: str, above: list[str]
) -> None:
    rows = [*above, *([header] if header else []), *lines]
    tables = read(tmp_path, sheet, [[text] for text in rows])
    assert said(tables, column) == lines
    told = [problem for problem in tables.problems if problem.code == "lone_column"]
    assert [problem.place.cell for problem in told] == ([] if header or above else ["A1"])


def test_a_text_file_without_a_header_is_read_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "能人随手记.csv"
    file.write_text("\n".join(HELPERS), encoding="utf-8")
    tables = read_tables([file])
    assert said(tables, "name") == HELPERS
    assert [problem.code for problem in tables.problems] == ["lone_column"]


@pytest.mark.parametrize("title", [False, True])
@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("能人", ["姓名", "情况"]),
        ("能人", ["谁", "情况说明"]),
        ("能人", ["能人", "基本情况"]),
        ("场地", ["场地", "情况"]),
        ("活动场地", ["地方", "备注"]),
        ("场地", ["名称", "介绍"]),
        ("共建单位", ["单位", "情况"]),
    ],
)
def test_a_name_and_free_words_make_a_header(tmp_path: Path, sheet: str, header: list[str], title: bool) -> None:
    body = [["王师傅", "电工 周末有空"], ["三楼会议室", "能坐40人，没有电梯"], ["李家", "每周来一次"]]
    above = [[f"柳荫社区{sheet}登记"]] if title else []
    tables = read(tmp_path, sheet, [*above, header, *body])
    assert said(tables, "name") == [row[0] for row in body]
