"""The workbook of many months."""

from __future__ import annotations

from dataclasses import replace

from openpyxl import Workbook

from commatch.reports.rows import SheetRows
from commatch.reports.sheets import build, fitted
from commatch.reports.trends.charts import add_charts
from commatch.reports.trends.needs import groups, months, parts
from commatch.reports.trends.overview import overview
from commatch.reports.trends.parts import evaluation, evaluation_months, funders
from commatch.reports.trends.people import funds, helpers, units
from commatch.reports.trends.view import TrendView

__all__ = ["trend_sheets", "trends_workbook"]


def trend_sheets(view: TrendView) -> tuple[SheetRows, ...]:
    """Return the sheets, the overview first."""
    return (
        overview(view),
        months(view),
        parts(view),
        groups(view),
        helpers(view),
        units(view),
        funds(view),
        evaluation(view),
        evaluation_months(view),
        funders(view),
    )


def trends_workbook(view: TrendView) -> Workbook:
    """Return the workbook of many months: the same files, the same bytes."""
    sheets, _ = fitted(trend_sheets(view), view.words)
    plain = [replace(rows, blocks={}) for rows in sheets]
    workbook = build(plain, view.lang, view.gathered.months[-1])
    add_charts(workbook, view, {rows.sheet.key: rows for rows in sheets})
    return workbook
