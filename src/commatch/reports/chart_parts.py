"""What native charts share: titles, letters, and references to cells with what these hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

__all__ = ["LINE", "SIZE", "frameless", "label_source", "letters", "number_source", "put_title", "text_of"]

SIZE = 900
"""Hundredths of a point of labels."""
LINE = "C9D3D0"
"""Colour of axes."""
_TITLE_SIZE = 1200
_INK = "33413D"


def put_title(chart: Any, title: str) -> None:
    """Give a chart its title, above it."""
    chart.title = title
    chart.title.overlay = False
    for paragraph in chart.title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=letters(_TITLE_SIZE, bold=True))
        for run in paragraph.r:
            run.rPr = letters(_TITLE_SIZE, bold=True)


def frameless(chart: Any) -> None:
    """Take the frame off a chart: printed, one side would be cut."""
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def number_source(cells: str, values: Sequence[float | None], style: str) -> NumDataSource:
    """Return the numbers of a series: cells with their sheet, and what these hold; a blank one is ``None``."""
    points = [NumVal(idx=at, v=value) for at, value in enumerate(values) if value is not None]
    cache: Any = NumData(formatCode=style, ptCount=len(values), pt=points)
    return NumDataSource(numRef=NumRef(f=cells, numCache=cache))


def label_source(cells: str, labels: Sequence[str]) -> AxDataSource:
    """Return the labels of an axis: cells with their sheet, and what these hold."""
    cache: Any = StrData(ptCount=len(labels), pt=[StrVal(idx=at, v=label) for at, label in enumerate(labels)])
    return AxDataSource(strRef=StrRef(f=cells, strCache=cache))


def letters(size: int, *, bold: bool = False) -> CharacterProperties:
    """Return the look of letters of a size, in hundredths of a point."""
    return CharacterProperties(sz=size, b=bold, solidFill=_INK)


def text_of(size: int) -> RichText:
    """Return the look of a text of a size."""
    end = CharacterProperties(sz=size)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters(size)), endParaRPr=end)])
