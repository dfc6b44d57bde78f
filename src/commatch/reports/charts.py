"""The charts of the overview, right of its figures, drawn of cells: what is served, how long it waited, what is used.

A chart without a figure is not made. A page ends between two of them. Many of them stand two beside each other, and are
printed on pages of their own; so are those of a batch's summary, on upright pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports.bar_chart import Bars, bar_chart
from commatch.reports.rows import SheetRows
from commatch.reports.words import Words
from commatch.texts.reports_look import CHARTS
from commatch.workbook.look import letter_of, print_title

__all__ = ["LONGEST_LABEL", "add_charts", "bars_height", "cells_of", "place_charts", "place_in_pairs"]

_COLORS = {
    "by_community": "2E7D6B", "groups": "2E7D6B", "reasons": "5B8FCB", "by_group": "2E7D6B", "by_category": "2E7D6B",
    "by_waiting": "2E7D6B", "by_kind": "5B8FCB", "gaps": "D9A000", "all_gaps": "D9A000",
}  # fmt: skip
_NUMBERS = frozenset({"gaps", "all_gaps", "reasons"})
"""Charts of numbers that are no shares."""
_MOST_GROUPS, _MOST_GAPS = 15, 8
LONGEST_LABEL = 60
"""Characters of a label; a chart with a longer one is left out."""
_WIDTH, _HEAD, _BAR, _BAR_OF_FEW, _APART = 600, 50, 23, 32, 12
"""Pixels: of a chart, of its title and margins, of a bar, of one of a few bars, between two charts."""
_WIDTH_OF_TWO = 600
"""Pixels of one of two charts beside each other: two are as wide as the widest figures, which are printed alike."""
_FEW = 6
"""Bars beside which a label may be on two lines; LibreOffice leaves out every other one where they are nearer."""
_GAP_COLUMN = 2
_EMU = 12700
"""Units of a drawing in a point."""
_POINTS = 0.75
"""Points of a pixel."""
_PAGE = (784.0, 516.0)
"""Points of A4 between the margins, across and down."""
_BELOW_TITLE, _UPRIGHT_BELOW_TITLE = (784.0, 490.0), (537.0, 737.0)
"""Those where the title is at the head of the page; of a page that stands upright."""
_SURE = 0.93
"""How much of a page is filled: programs differ in what they get onto one."""
_USUAL_HEIGHT = 15.0

_Place = tuple[tuple[int, float], tuple[int, float]]
"""Where a chart begins and ends: each a row, and points below its top."""


def add_charts(sheet: Worksheet, rows: SheetRows, sheets: Mapping[str, SheetRows], words: Words) -> None:
    """Add the charts of an overview to its sheet.

    Parameters
    ----------
    sheet : Worksheet
        The sheet with its figures.
    rows : SheetRows
        Its rows; their ``blocks`` are drawn.
    sheets : mapping of str to SheetRows
        All sheets of the workbook by key; some are drawn, too.
    words : Words
        The words of the titles.
    """
    place = _place_upright if "communities" in sheets else place_charts
    place(sheet, rows, [(bar_chart(bars), bars_height(len(bars.labels))) for bars in _charts(rows, sheets, words)])


def bars_height(count: int) -> float:
    """Return how high a chart of so many bars is, in pixels."""
    return _HEAD + (_BAR_OF_FEW if count <= _FEW else _BAR) * count


def place_charts(sheet: Worksheet, rows: SheetRows, charts: Sequence[tuple[Any, float]]) -> None:
    """Put charts right of the rows of a sheet, below each other, none of them on two pages.

    Parameters
    ----------
    sheet : Worksheet
        The sheet.
    rows : SheetRows
        What stands in it.
    charts : sequence of (chart, float)
        The charts, each with its height in pixels.
    """
    if charts:
        columns = _make_room(sheet, rows, (_WIDTH,))
        places = _Places(sheet, (1, rows.header_row), _across(sheet), _PAGE)
        for chart, height in charts:
            _put(sheet, chart, columns[0], places.next(height * _POINTS, _APART * _POINTS))


def place_in_pairs(sheet: Worksheet, rows: SheetRows, charts: Sequence[tuple[Any, float]]) -> None:
    """Put charts right of the rows of a sheet, two beside each other, none of them on two pages.

    They are printed behind the rows on pages of their own, the title of the sheet at the head of each. Parameters are
    those of :func:`place_charts`; the lower one of two beside each other is made as high as the other.
    """
    _place_apart(sheet, rows, charts, (_WIDTH_OF_TWO, _WIDTH_OF_TWO), _BELOW_TITLE)


def _place_upright(sheet: Worksheet, rows: SheetRows, charts: Sequence[tuple[Any, float]]) -> None:
    """Put charts right of the rows of a sheet, below each other, printed behind them on upright pages of their own."""
    sheet.page_setup.orientation = "portrait"
    _place_apart(sheet, rows, charts, (_WIDTH,), _UPRIGHT_BELOW_TITLE)


def _place_apart(
    sheet: Worksheet,
    rows: SheetRows,
    charts: Sequence[tuple[Any, float]],
    widths: Sequence[float],
    page: tuple[float, float],
) -> None:
    """Put charts of these widths beside each other right of the rows; see :func:`place_in_pairs`."""
    if not charts:
        return
    across = max(_across(sheet), sum(widths) + (len(widths) - 1) * _APART)
    columns = _make_room(sheet, rows, widths)
    print_title(sheet, rows.title)
    head, many = rows.header_row, len(widths)
    places = _Places(sheet, (head, head), across, page)
    for beside in (charts[at : at + many] for at in range(0, len(charts), many)):
        place = places.next(max(height for _, height in beside) * _POINTS, _APART * _POINTS)
        for (chart, _), column in zip(beside, columns, strict=False):
            _put(sheet, chart, column, place)
    sheet.print_title_rows = f"{head}:{head}"
    first, last = (letter_of(column + 1) for column in (columns[0], columns[-1]))
    of_rows = f"A{head}:{letter_of(len(rows.sheet.columns))}{rows.row(len(rows.rows) - 1)}"
    sheet.print_area = f"{of_rows},{first}{head + 1}:{last}{place[1][0]}"


def _across(sheet: Worksheet) -> float:
    """Return how wide the columns of a sheet are together, in pixels."""
    return sum(7 * dimension.width + 5 for dimension in sheet.column_dimensions.values())


def _make_room(sheet: Worksheet, rows: SheetRows, widths: Sequence[float]) -> list[int]:
    """Make columns for charts right of a sheet's, each behind a narrow one; return their numbers from 0."""
    columns = [len(rows.sheet.columns) + 1 + 2 * at for at in range(len(widths))]
    for column, width in zip(columns, widths, strict=True):
        sheet.column_dimensions[letter_of(column)].width = _GAP_COLUMN
        sheet.column_dimensions[letter_of(column + 1)].width = round(width / 7, 1)
    return columns


def _put(sheet: Worksheet, chart: Any, column: int, place: _Place) -> None:
    """Put a chart into a column, as wide as that is, which is not everywhere the same."""
    (top, above), (bottom, below) = place
    chart.anchor = TwoCellAnchor(
        editAs="oneCell",
        _from=AnchorMarker(col=column, row=top - 1, rowOff=round(above * _EMU)),
        to=AnchorMarker(col=column + 1, row=bottom - 1, rowOff=round(below * _EMU)),
    )
    sheet.add_chart(chart)


def _charts(overview: SheetRows, sheets: Mapping[str, SheetRows], words: Words) -> Iterator[Bars]:
    """Yield what is drawn, in its order."""
    drawn = {
        "by_community": ("communities", "community", "share_served", 0),
        "groups": ("groups", "group", "share_served", _MOST_GROUPS),
        "reasons": ("reasons", "reason", "needs", _MOST_GAPS),
        "all_gaps": ("all_gaps", "requirement", "priority_gained", _MOST_GAPS),
        "by_group": ("fairness", "group", "share_served", _MOST_GROUPS),
    }
    drawn |= dict.fromkeys(overview.blocks, ("overview", "note", "value", 0))
    drawn |= {"gaps": ("gaps", "requirement", "priority_gained", _MOST_GAPS)}
    for key, (home, label, value, most) in drawn.items():
        rows = sheets.get(home)
        if rows is None:
            continue
        at = rows.blocks.get(key, range(min(len(rows.rows), most)))
        labels = tuple(str(rows.rows[number][rows.at(label)] or "") for number in at)
        values = tuple(_figure(rows.rows[number][rows.at(value)]) for number in at)
        if not at or max(map(len, labels)) > LONGEST_LABEL:
            continue
        yield Bars(
            title=words.fill(CHARTS[key]),
            color=_COLORS[key],
            sheet=rows.sheet.name(words.lang),
            labels=labels,
            values=values,
            label_cells=cells_of(rows, label, at),
            value_cells=cells_of(rows, value, at),
            shares=key not in _NUMBERS,
        )


def _figure(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def cells_of(rows: SheetRows, key: str, at: range) -> str:
    """Return the cells of a column in some rows, which are counted from 0."""
    letter = letter_of(rows.at(key) + 1)
    return f"${letter}${rows.row(at.start)}:${letter}${rows.row(at.stop - 1)}"


class _Places:
    """Places below each other, none of them on two pages.

    Parameters
    ----------
    sheet : Worksheet
        Where; pages end where a place would not fit on what is left of one.
    repeated : tuple of int
        First and last of the rows that stand on every page; the first place is below them.
    across : float
        Pixels of what is printed beside each other, which is made to fit.
    page : tuple of float
        Points of a page, across and down.
    """

    def __init__(self, sheet: Worksheet, repeated: tuple[int, int], across: float, page: tuple[float, float]) -> None:
        self._sheet = sheet
        heights = (sheet.row_dimensions[number].height or _USUAL_HEIGHT for number in range(1, sheet.max_row + 1))
        self._tops = [0.0, *accumulate(heights)]
        first, last = repeated
        paper, down = page
        self._room = down * _SURE / min(1.0, paper / (across * _POINTS)) - self._tops[last] + self._tops[first - 1]
        self._next = self._tops[last]
        self._end = self._page_end()

    def next(self, height: float, apart: float) -> _Place:
        """Return the next place."""
        if self._next + height > self._end:
            row, _ = self._row(self._end)
            self._sheet.row_breaks.append(Break(id=row - 1))
            self._next = self._top(row)
            self._end = self._page_end()
        found = self._row(self._next), self._row(self._next + height)
        self._next += height + apart
        return found

    def _page_end(self) -> float:
        """Return where the page that begins at the next place ends: above the first row that it has no room for."""
        row, _ = self._row(self._next + self._room)
        return self._top(row)

    def _row(self, at: float) -> tuple[int, float]:
        """Return the row in which a height lies, and how far below its top."""
        last = len(self._tops) - 1
        row = (
            bisect_right(self._tops, at)
            if at < self._tops[last]
            else last + 1 + int((at - self._tops[last]) / _USUAL_HEIGHT)
        )
        return row, at - self._top(row)

    def _top(self, row: int) -> float:
        last = len(self._tops) - 1
        return self._tops[row - 1] if row <= last else self._tops[last] + (row - 1 - last) * _USUAL_HEIGHT
