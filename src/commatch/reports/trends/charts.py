"""The charts of many months, drawn of the cells of their sheets; all of them stand in the overview.

Months before the first of which a chart tells anything are left out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl.workbook.workbook import Workbook

from commatch.reports.bar_chart import Bars, bar_chart
from commatch.reports.charts import LONGEST_LABEL, bars_height, cells_of, place_in_pairs
from commatch.reports.rows import SheetRows
from commatch.reports.series_chart import Line, Lines, as_numbers, series_chart
from commatch.reports.trends.view import TrendView
from commatch.texts.trends import TREND_CHARTS

__all__ = ["add_charts"]

_HEIGHT = 260
"""Pixels of a chart of months."""
_MOST_BARS, _MOST_NAMED, _MOST_LINES = 15, 10, 7
"""Bars of a chart, bars of one of helpers or units, lines. A chart of ten bars and one of months fill a page."""
_BEST = 5
_HOURS, _DAYS, _SESSIONS = "2E7D6B", "5B8FCB", "7E57A0"


Chart = tuple[Any, float]
"""A chart and its height in pixels."""


def add_charts(workbook: Workbook, view: TrendView, sheets: Mapping[str, SheetRows]) -> None:
    """Add the charts to the overview of a workbook of these sheets."""
    overview = sheets["trends"]
    place_in_pairs(workbook[overview.sheet.name(view.lang)], overview, list(_charts(view, sheets)))


def _charts(view: TrendView, sheets: Mapping[str, SheetRows]) -> Iterator[Chart]:
    """Yield what is drawn, in its order; a chart without a figure is not made."""
    draw = _Draw(view, sheets)
    yield from draw.months("needs", ("collected", "settled", "in_work"), upright=True)
    yield from draw.months("hours", ("hours",), upright=True)
    yield from draw.groups()
    yield from draw.months("money", ("money_raised", "money_spent", "money_left"), upright=True)
    yield from draw.months("rating", ("mean_rating",), most=_BEST)
    yield from draw.bars("trend_helpers", "helpers", "name", "hours", _HOURS, most=_MOST_NAMED)
    yield from draw.bars("trend_units", "units", "name", "sessions", _SESSIONS, most=_MOST_NAMED)
    yield from draw.bars("trend_parts", "days", "name", "median_days", _DAYS, draw.block("trend_parts", "category"))
    yield from draw.bars("evaluation", "taking_part", "group", "people", _SESSIONS)


def _bars(bars: Bars) -> Chart:
    return bar_chart(bars), bars_height(len(bars.labels))


def _lines(lines: Lines) -> Chart:
    return series_chart(lines), _HEIGHT


def _before(series: Sequence[Sequence[float | None]], blank: Callable[[float | None], bool]) -> int:
    """Return how many months there are before the first in which any of the series is not blank."""
    return next((at for at, month in enumerate(zip(*series, strict=True)) if not all(map(blank, month))), 0)


class _Draw:
    def __init__(self, view: TrendView, sheets: Mapping[str, SheetRows]) -> None:
        self.view, self.sheets = view, sheets

    def _header(self, rows: SheetRows, key: str) -> str:
        return rows.sheet.column(key).header(self.view.lang).replace("_", " ")

    def _title(self, key: str, **figures: object) -> str:
        return self.view.words.fill(TREND_CHARTS[key], **figures)

    def block(self, home: str, key: str) -> range:
        """Return the rows of a block, none where there is none."""
        return self.sheets[home].blocks.get(key, range(0))

    def months(
        self, title: str, columns: tuple[str, ...], *, upright: bool = False, most: float | None = None
    ) -> Iterator[Chart]:
        rows = self.sheets["trend_months"]
        values = [as_numbers([row[rows.at(key)] for row in rows.rows]) for key in columns]
        at = range(_before(values, lambda value: not value), len(rows.rows))
        series = tuple(self._line(rows, key, at, self._header(rows, key)) for key in columns)
        drawn = tuple(one for one in series if any(one.values))
        yield from self._lines(rows, self._title(title), at, drawn, most=most, upright=upright)

    def groups(self) -> Iterator[Chart]:
        """Yield charts with a line for the served share of each group, and one for all needs.

        Groups that fall short come first; there are as many charts as it takes to tell the lines of each apart.
        """
        rows = self.sheets["trend_groups"]
        short = {item.group for item in self.view.figures.shortfalls}
        blocks = [rows.blocks[key] for key in sorted(filter(None, rows.blocks), key=lambda key: key not in short)]
        shares = [as_numbers([rows.rows[one][rows.at("share_served")] for one in at]) for at in blocks]
        first = _before(shares, lambda value: value is None)
        blocks = [at[first:] for at in blocks]
        charts = -(-len(blocks) // _MOST_LINES)
        for number in range(charts):
            drawn = blocks[len(blocks) * number // charts : len(blocks) * (number + 1) // charts]
            whole = self._line(rows, "share_of_all_needs", drawn[0], self.view.say("all_needs"), dark=True)
            each = (self._line(rows, "share_served", at, str(rows.rows[at.start][rows.at("group")])) for at in drawn)
            key = "groups" if charts == 1 else "groups_of"
            title = self._title(key, number=number + 1, count=charts)
            yield from self._lines(rows, title, drawn[0], (whole, *each), shares=True)

    def bars(
        self, home: str, title: str, label: str, value: str, color: str, at: range | None = None, most: int = _MOST_BARS
    ) -> Iterator[Chart]:
        """Yield a chart of the first rows that have a figure."""
        rows = self.sheets[home]
        at = range(len(rows.rows)) if at is None else at
        at = range(at.start, min(at.stop, at.start + most))
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
                title=title,
                sheet=rows.sheet.name(self.view.lang),
                label_cells=cells_of(rows, "month", at),
                labels=tuple(str(rows.rows[one][rows.at("month")]) for one in at),
                series=series,
                columns=upright,
                shares=shares,
                most=most,
            ))  # fmt: skip
