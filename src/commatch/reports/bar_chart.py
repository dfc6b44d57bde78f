"""A chart of bars across: a title, a label and a number at each bar, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import quote_sheetname

from commatch.reports.chart_parts import LINE, SIZE, frameless, label_source, number_source, put_title, text_of

__all__ = ["Bars", "bar_chart"]

_BEYOND = 1.2
"""Where the axis of shares ends: the number of a full bar stands behind it."""


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart shows.

    Attributes
    ----------
    title, color : str
        Its title, and the colour of the bars, as ``2E7D6B``.
    sheet, label_cells, value_cells : str
        Where its labels and numbers are: a sheet's name, and ranges of one column.
    labels, values : tuple
        What these cells hold, for programs that do not look.
    shares : bool
        The numbers are shares of 1.
    """

    title: str
    color: str
    sheet: str
    label_cells: str
    value_cells: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    shares: bool


def bar_chart(bars: Bars) -> BarChart:
    """Return a chart, the first bar on top."""
    chart: Any = BarChart(gapWidth=45)
    chart.type, chart.legend = "bar", None
    put_title(chart, bars.title)
    chart.series = [_series(bars)]
    labels, numbers = chart.x_axis, chart.y_axis
    labels.delete, labels.scaling.orientation = False, "maxMin"
    labels.majorTickMark = labels.minorTickMark = "none"
    labels.tickLblSkip = 1
    labels.txPr = text_of(SIZE)
    labels.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    numbers.delete, numbers.majorGridlines, numbers.scaling.min = True, None, 0
    if bars.shares:
        numbers.scaling.max = _BEYOND
    frameless(chart)
    return chart  # type: ignore[no-any-return]  # openpyxl declares no fields of a chart


def _series(bars: Bars) -> Series:
    home = quote_sheetname(bars.sheet)
    style = "0%" if bars.shares else "General"
    series: Any = Series(
        idx=0,
        order=0,
        val=number_source(f"{home}!{bars.value_cells}", bars.values, style),
        cat=label_source(f"{home}!{bars.label_cells}", bars.labels),
    )
    series.graphicalProperties = GraphicalProperties(solidFill=bars.color)
    series.invertIfNegative = False
    series.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False,
        showBubbleSize=False, numFmt=style, dLblPos="outEnd", txPr=text_of(SIZE),
    )  # fmt: skip
    return series  # type: ignore[no-any-return]  # nor of a series
