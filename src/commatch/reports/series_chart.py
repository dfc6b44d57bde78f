"""A chart of several series over the same months: columns side by side, or lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import quote_sheetname

from commatch.reports.chart_parts import LINE, SIZE, frameless, label_source, number_source, put_title, text_of

__all__ = ["COLORS", "Line", "Lines", "series_chart"]

COLORS = ("2E7D6B", "D9A000", "5B8FCB", "C0504D", "7E57A0", "4FA372", "8D6E4B", "C77CA8")
"""Colours of series in their order, told apart in grey too by their markers."""
_MARKERS: tuple[Any, ...] = ("circle", "square", "triangle", "diamond", "x", "plus", "star", "dash")
_WEIGHT = 22225
_GRID, _DARK = "E4EAE8", "33413D"


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its name, where its numbers are (a range of one column), what these hold; dark to compare with."""

    name: str
    value_cells: str
    values: tuple[float | None, ...]
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """What a chart shows.

    Attributes
    ----------
    title : str
        Its title.
    sheet, label_cells : str
        Where labels and numbers are: a sheet's name, a range of one column.
    labels : tuple of str
        What these cells hold.
    series : tuple of Line
        What is drawn, each with as many values as there are labels.
    columns : bool
        As columns side by side rather than as lines.
    shares : bool
        The numbers are shares of 1.
    most : float, optional
        Where the axis of numbers ends.
    """

    title: str
    sheet: str
    label_cells: str
    labels: tuple[str, ...]
    series: tuple[Line, ...]
    columns: bool = False
    shares: bool = False
    most: float | None = None


def series_chart(lines: Lines) -> Any:
    """Return a chart; its legend stands below where there is more than one series."""
    chart: Any = BarChart(gapWidth=60, overlap=0) if lines.columns else LineChart()
    if lines.columns:
        chart.type = "col"
    put_title(chart, lines.title)
    chart.series = [_series(lines, at, line) for at, line in enumerate(lines.series)]
    if len(lines.series) > 1:
        chart.legend.position, chart.legend.txPr = "b", text_of(SIZE)
    else:
        chart.legend = None
    chart.display_blanks = "gap"  # a month that nothing is known of is no 0
    labels, numbers = chart.x_axis, chart.y_axis
    for axis in (labels, numbers):
        axis.delete = False
        axis.txPr = text_of(SIZE)
        axis.majorTickMark = axis.minorTickMark = "none"
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    numbers.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    numbers.number_format = "0%" if lines.shares else "General"
    numbers.scaling.min = 0
    if lines.shares:
        numbers.scaling.max = 1
    elif lines.most is not None:
        numbers.scaling.max = lines.most
    frameless(chart)
    return chart


def _series(lines: Lines, at: int, line: Line) -> Series:
    home, color = quote_sheetname(lines.sheet), _DARK if line.dark else COLORS[at % len(COLORS)]
    series: Any = Series(
        idx=at,
        order=at,
        tx=SeriesLabel(v=line.name),
        val=number_source(f"{home}!{line.value_cells}", line.values, "0%" if lines.shares else "General"),
        cat=label_source(f"{home}!{lines.label_cells}", lines.labels),
    )
    if lines.columns:
        series.graphicalProperties = GraphicalProperties(solidFill=color)
        series.invertIfNegative = False
        return series  # type: ignore[no-any-return]  # openpyxl declares no fields of a series
    series.graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill=color, w=_WEIGHT, prstDash="dash" if line.dark else None)
    )
    series.smooth = False
    series.marker = Marker(symbol=_MARKERS[at % len(_MARKERS)], size=6)
    series.marker.graphicalProperties = GraphicalProperties(solidFill=color, ln=LineProperties(solidFill=color))
    return series  # type: ignore[no-any-return]  # as above


def as_numbers(values: Sequence[object]) -> tuple[float | None, ...]:
    """Return what cells hold as numbers; what is none is ``None``."""
    return tuple(float(value) if isinstance(value, (int, float)) else None for value in values)
