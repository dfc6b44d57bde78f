"""What is printed: letters that can be read, and no page of what only the program reads."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import commatch
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
MONTHS = {
    Lang.ZH: SAMPLES / "标准表" / "社区月度清单.xlsx",
    Lang.EN: SAMPLES / "english" / "community-month.xlsx",
}
PAPER = 842 - 2 * 0.4 * 72
"""Points across A4 between the margins."""
DIGIT = 7.0
"""Points of a digit in the widest font that stands in for the default one where that is not installed."""
LETTERS = 10


@cache
def listed(lang: Lang) -> bytes:
    """Return the project list of the sample month."""
    result = commatch.match(commatch.read(MONTHS[lang]))
    with TemporaryDirectory() as folder:
        return commatch.write_projects(result, Path(folder) / "list.xlsx", lang=lang).read_bytes()


def opened(lang: Lang) -> Workbook:
    return load_workbook(BytesIO(listed(lang)))


def widest_page(sheet: Worksheet) -> float:
    """Return how many digits the widest page of a sheet takes, where its pages are as even as can be."""
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[2]]
    if sheet.page_setup.fitToWidth == 1:
        return sum(widths)
    assert sheet.page_setup.fitToWidth == 2
    _, _, leading, _ = range_boundaries((sheet.print_title_cols or "").replace("$", "").replace(":", "1:") + "1")
    assert leading
    again = sum(widths[:leading])
    return min(max(sum(widths[:at]), again + sum(widths[at:])) for at in range(leading, len(widths)))


@pytest.mark.parametrize(("key", "points"), [("projects", 6), ("assignments", 6), ("unserved", 5.8)])
@pytest.mark.parametrize("lang", list(Lang))
def test_what_goes_before_the_council_can_be_read_on_paper(key: str, points: float, lang: Lang) -> None:
    sheet = opened(lang)[OUTPUT[key].name(lang)]
    assert sheet.max_row > 10
    assert LETTERS * min(1.0, PAPER / (widest_page(sheet) * DIGIT)) >= points


@pytest.mark.parametrize("lang", list(Lang))
def test_both_pages_of_a_project_lie_side_by_side_and_say_which_it_is(lang: Lang) -> None:
    sheet = opened(lang)[OUTPUT["projects"].name(lang)]
    assert sheet.page_setup.pageOrder == "overThenDown"
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$C", "$2:$2")
    assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())


@pytest.mark.parametrize("lang", list(Lang))
def test_what_only_the_next_round_reads_is_not_printed(lang: Lang) -> None:
    sheet = opened(lang)[OUTPUT["run"].name(lang)]
    *_, last = range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))
    assert last is not None
    values = [str(cell.value or "") for cell in sheet["B"]]
    encoded = [number for number, value in enumerate(values, 1) if value.startswith("[")]
    assert encoded == list(range(last + 1, len(values) + 1))
    assert sheet.page_setup.orientation == "portrait"
    lines = sum(sheet.row_dimensions[number].height for number in range(1, last + 1))
    assert lines < 4 * 760  # points of a page between the margins
