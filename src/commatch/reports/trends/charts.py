"""The charts of many months, drawn of the cells of their sheets; all of them stand in the overview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.workbook.workbook import Workbook

from commatch.reports.bar_chart import Bars, bar_chart
from commatch.reports.charts import LONGEST_LABEL, bars_height, cells_of, place_charts
from commatch.reports.rows import SheetRows
from commatch.reports.series_chart import Line, Lines, as_numbers, series_chart
from commatch.reports.trends.view import TrendView
from commatch.texts.trends import TREND_CHARTS

__all__ = ["add_charts"]

_HEIGHT = 260
"""Pixels of a chart of months."""
_MOST_BARS, _MOST_LINES = 15, 8
_BEST = 5
_HOURS, _DAYS, _SESSIONS = "2E7D6B", "5B8FCB", "7E57A0"


Chart = tuple[Any, float]
"""A chart and its height in pixels."""


def add_charts(workbook: Workbook, view: TrendView, sheets: Mapping[str, SheetRows]) -> None:
    """Add the charts to the overview of a workbook of these sheets."""
    overview = sheets["trends"]
    place_charts(workbook[overview.sheet.name(view.lang)], overview, list(_charts(view, sheets)))


def _charts(view: TrendView, sheets: Mapping[str, SheetRows]) -> Iterator[Chart]:
    """Yield what is drawn, in its order; a chart without a figure is not made."""
    draw = _Draw(view, sheets)
    yield from draw.months("needs", ("collected", "settled", "in_work"), upright=True)
    yield from draw.groups()
    yield from draw.bars("trend_parts", "days", "name", "median_days", _DAYS, draw.block("trend_parts", "category"))
    yield from draw.bars("trend_helpers", "helpers", "name", "hours", _HOURS)
    yield from draw.months("hours", ("hours",), upright=True)
    yield from draw.bars("trend_units", "units", "name", "sessions", _SESSIONS)
    yield from draw.months("money", ("money_raised", "money_spent", "money_left"), upright=True)
    yield from draw.bars("evaluation", "taking_part", "group", "people", _SESSIONS)
    yield from draw.months("rating", ("mean_rating",), most=_BEST)


def _bars(bars: Bars) -> Chart:
    return bar_chart(bars), bars_height(len(bars.labels))


def _lines(lines: Lines) -> Chart:
    return series_chart(lines), _HEIGHT


class _Draw:
    def __init__(self, view: TrendView, sheets: Mapping[str, SheetRows]) -> None:
        self.view, self.sheets = view, sheets

    def _header(self, rows: SheetRows, key: str) -> str:
        return rows.sheet.column(key).header(self.view.lang).replace("_", " ")

    def _title(self, key: str) -> str:
        return self.view.words.fill(TREND_CHARTS[key])

    def block(self, home: str, key: str) -> range:
        """Return the rows of a block, none where there is none."""
        return self.sheets[home].blocks.get(key, range(0))

    def months(
        self, title: str, columns: tuple[str, ...], *, upright: bool = False, most: float | None = None
    ) -> Iterator[Chart]:
        rows = self.sheets["trend_months"]
        at = range(len(rows.rows))
        series = tuple(self._line(rows, key, at, self._header(rows, key)) for key in columns)
        drawn = tuple(one for one in series if any(one.values))
        yield from self._lines(rows, title, at, drawn, most=most, upright=upright)

    def groups(self) -> Iterator[Chart]:
        """Yield a chart with a line for the served share of each group, and one for all needs."""
        rows = self.sheets["trend_groups"]
        blocks = [at for key, at in rows.blocks.items() if key][:_MOST_LINES]
        if blocks:
            whole = self._line(rows, "share_of_all_needs", blocks[0], self.view.say("all_needs"), dark=True)
            each = (self._line(rows, "share_served", at, str(rows.rows[at.start][rows.at("group")])) for at in blocks)
            yield from self._lines(rows, "groups", blocks[0], (whole, *each), shares=True)

    def bars(
        self, home: str, title: str, label: str, value: str, color: str, at: range | None = None
    ) -> Iterator[Chart]:
        """Yield a chart of the first rows that have a figure."""
        rows = self.sheets[home]
        at = range(len(rows.rows)) if at is None else at
        at = range(at.start, min(at.stop, at.start + _MOST_BARS))
        values = as_numbers([rows.rows[one][rows.at(value)] for one in at])
        while at and not values[len(at) - 1]:  # what is nothing at the end is not drawn
            at = range(at.start, at.stop - 1)
        labels = tuple(str(rows.rows[one][rows.at(label)] or "") for one in at)
        if at and max(map(len, labels)) <= LONGEST_LABEL:
            yield _bars(Bars(
                title=self._title(title),
                color=color,
                sheet=rows.sheet.name(self.view.lang),
                label_cells=cells_of(rows, label, at),
                value_cells=cells_of(rows, value, at),
                labels=labels,
                values=tuple(one or 0.0 for one in values[: len(at)]),
                shares=False,
            ))  # fmt: skip

    def _line(self, rows: SheetRows, key: str, at: range, name: str, *, dark: bool = False) -> Line:
        return Line(name, cells_of(rows, key, at), as_numbers([rows.rows[one][rows.at(key)] for one in at]), dark)

    def _lines(
        self,
        rows: SheetRows,
        title: str,
        at: range,
        series: tuple[Line, ...],
        *,
        most: float | None = None,
        upright: bool = False,
        shares: bool = False,
    ) -> Iterator[Chart]:
        if at and series:
            yield _lines(Lines(
                title=self._title(title),
                sheet=rows.sheet.name(self.view.lang),
                label_cells=cells_of(rows, "month", at),
                labels=tuple(str(rows.rows[one][rows.at("month")]) for one in at),
                series=series,
                columns=upright,
                shares=shares,
                most=most,
            ))  # fmt: skip
