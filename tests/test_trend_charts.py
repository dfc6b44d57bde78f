"""The charts of many months: every group, from the first month that tells anything, printed on pages without a gap."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart
from trend_books import listed, month_book

import commatch
from commatch.reports.charts import place_in_pairs
from commatch.reports.rows import rows_in
from commatch.reports.sheets import build
from commatch.workbook.schema import Lang
from commatch.workbook.trend_sheets import TRENDS

GROUPS = [f"人群{number:02}" for number in range(1, 13)]
SHORT = "人群12"


@pytest.fixture(scope="module", params=["zh", "en"])
def overview(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the overview of two months with lists, after two of which no more than hours of the second are known."""
    folder = tmp_path_factory.mktemp("months")
    history = [
        {"month": "2025-12", "need_id": "P1", "resource_id": "H1", "hours": 0},
        {"month": "2026-01", "need_id": "P2", "resource_id": "H1", "hours": 2},
    ]
    helpers = [{"helper_id": "H1", "name": "赵师傅", "skills": "水电工", "hours": 8}]
    needs = [{"need_id": "N1", "title": "修灯", "skills": "水电工", "raised_on": dt.date(2026, 2, 3)}]
    book = month_book(folder / "2026-02.xlsx", "2026-02", needs=needs, helpers=helpers, history=history)
    lists = [
        listed(
            folder / f"项目清单-{month}.xlsx",
            month,
            {group: (4, 1 if group == SHORT else 4) for group in GROUPS},
            ("N2", "N3", "N4"),
            {"N1": "人手不足"},
        )
        for month in ("2026-02", "2026-03")
    ]
    found = commatch.trends([book, *lists], folder / "t.xlsx", lang=request.param)
    assert found.figures is not None, found.problems
    assert [item.group for item in found.figures.shortfalls] == [SHORT, SHORT]
    assert len(found.gathered.months) == 4
    return load_workbook(folder / "t.xlsx").worksheets[0]


def title(chart: Any) -> str:
    return "".join(run.t for paragraph in chart.title.tx.rich.p for run in paragraph.r)


def months(chart: Any) -> list[str]:
    return [point.v for point in chart.series[0].cat.strRef.strCache.pt]


def named(overview: Any, *words: str) -> list[Any]:
    return [chart for chart in overview._charts if any(word in title(chart) for word in words)]


def test_every_group_has_a_line_and_those_that_fall_short_are_the_first(overview: Any) -> None:
    charts = named(overview, "匹配率", "Served share")
    lines = [[series.tx.v for series in chart.series] for chart in charts]
    assert [len(names) for names in lines] == [1 + 6, 1 + 6]
    assert len({names[0] for names in lines}) == 1, "all needs, to compare with"
    assert lines[0][1] == SHORT
    assert sorted(name for names in lines for name in names[1:]) == GROUPS


def test_months_that_tell_nothing_do_not_lead_a_chart(overview: Any) -> None:
    assert [months(chart) for chart in named(overview, "匹配率", "Served share")] == [["2026-02", "2026-03"]] * 2
    (hours,) = named(overview, "各月出力", "Hours given by month")
    assert months(hours) == ["2026-01", "2026-02", "2026-03"]


def test_the_figures_and_the_charts_are_printed_apart_with_the_title_on_every_page(overview: Any) -> None:
    figures, charts = (area.rpartition("!")[2].replace("$", "") for area in overview.print_area.split(","))
    assert figures == f"A2:C{overview.max_row}"
    left, right = {chart.anchor._from.col for chart in overview._charts}
    last = max(chart.anchor.to.row for chart in overview._charts) + 1
    assert charts == f"{chr(65 + left)}3:{chr(65 + right)}{last}"
    assert overview.oddHeader.left.text == overview["A1"].value
    assert overview.print_title_rows == "$2:$2"


def test_no_chart_is_on_two_pages_and_a_page_holds_three_pairs(overview: Any) -> None:
    breaks = [0, *(item.id for item in overview.row_breaks.brk), 10_000]
    pages = [
        next(page for page, (above, below) in enumerate(pairwise(breaks)) if above <= row < below)
        for chart in overview._charts
        for row in (chart.anchor._from.row, chart.anchor.to.row)
    ]
    assert pages[::2] == pages[1::2]
    assert pages.count(0) == 2 * len(overview._charts) == 2 * 5


def test_no_page_ends_within_figures_that_fit_on_one() -> None:
    lines = [{"item": "快到期的协议", "value": 3, "note": "某某服务中心 2027-01-31、" * 12}]
    rows = replace(rows_in(TRENDS["trends"], [*lines, *[{"item": "收到", "value": 1}] * 18, *lines]), title="趋势概览")
    sheet = build([rows], Lang.ZH, dt.date(2027, 1, 1)).worksheets[0]
    place_in_pairs(sheet, rows, [(BarChart(), 260.0) for _ in range(8)])
    assert min(item.id for item in sheet.row_breaks.brk) >= rows.row(len(rows.rows) - 1)


def test_wide_sheets_are_printed_on_two_pages_each_with_what_its_rows_are_about(overview: Any) -> None:
    wide = [sheet for sheet in overview.parent.worksheets[1:] if sheet.page_setup.fitToWidth == 2]
    assert [sheet.title for sheet in wide] == ([] if overview.title == "趋势概览" else ["trend_months", "evaluation"])
    for sheet in overview.parent.worksheets[1:]:
        across = sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[2])
        assert across <= 200 * sheet.page_setup.fitToWidth
    for sheet in wide:
        assert sheet.print_title_cols == "$A:$A"
        assert sheet["A1"].value.startswith(sheet.oddHeader.left.text)
        beside = sheet["A1"].value.removeprefix(sheet.oddHeader.left.text).strip()
        assert (sheet.oddHeader.right.text or "") == beside


@pytest.mark.parametrize("key", ["evaluation", "evaluation_months"])
def test_a_group_has_a_line_of_its_table_and_no_more(key: str) -> None:
    rows = rows_in(TRENDS[key], [{"group": "elderly 80+ living alone"}, {"group": "青年"}])
    sheet = build([rows], Lang.EN, dt.date(2027, 1, 1)).worksheets[0]
    assert sheet.row_dimensions[2].height == sheet.row_dimensions[3].height
