"""A chart of bars across: a title, a label and a number at each bar, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils import quote_sheetname

__all__ = ["Bars", "bar_chart"]

_TITLE_SIZE, _SIZE = 1200, 900
_LINE, _INK = "C9D3D0", "33413D"
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
    chart.type, chart.legend, chart.roundedCorners = "bar", None, False
    chart.title = bars.title
    chart.title.overlay = False
    for paragraph in chart.title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=_letters(_TITLE_SIZE, bold=True))
        for run in paragraph.r:
            run.rPr = _letters(_TITLE_SIZE, bold=True)
    chart.series = [_series(bars)]
    labels, numbers = chart.x_axis, chart.y_axis
    labels.delete, labels.scaling.orientation = False, "maxMin"
    labels.majorTickMark = labels.minorTickMark = "none"
    labels.tickLblSkip = 1
    labels.txPr = _text(_SIZE)
    labels.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_LINE))
    numbers.delete, numbers.majorGridlines, numbers.scaling.min = True, None, 0
    if bars.shares:
        numbers.scaling.max = _BEYOND
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))  # printed, one side would be cut
    return chart  # type: ignore[no-any-return]  # openpyxl declares no fields of a chart


def _series(bars: Bars) -> Series:
    home, count = quote_sheetname(bars.sheet), len(bars.labels)
    style = "0%" if bars.shares else "General"
    numbers = [NumVal(idx=at, v=value) for at, value in enumerate(bars.values)]
    names = [StrVal(idx=at, v=label) for at, label in enumerate(bars.labels)]
    value_cache: Any = NumData(formatCode=style, ptCount=count, pt=numbers)
    label_cache: Any = StrData(ptCount=count, pt=names)
    series: Any = Series(
        idx=0,
        order=0,
        val=NumDataSource(numRef=NumRef(f=f"{home}!{bars.value_cells}", numCache=value_cache)),
        cat=AxDataSource(strRef=StrRef(f=f"{home}!{bars.label_cells}", strCache=label_cache)),
    )
    series.graphicalProperties = GraphicalProperties(solidFill=bars.color)
    series.invertIfNegative = False
    series.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False,
        showBubbleSize=False, numFmt=style, dLblPos="outEnd", txPr=_text(_SIZE),
    )  # fmt: skip
    return series  # type: ignore[no-any-return]  # nor of a series


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=_INK)


def _text(size: int) -> RichText:
    end = CharacterProperties(sz=size)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_letters(size)), endParaRPr=end)])
