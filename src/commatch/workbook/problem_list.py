"""The sheet 数据问题 of a marked copy: every problem in words, with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from commatch.texts.annotate import copy_words
from commatch.texts.reports import WORDS
from commatch.workbook.look import LINK, MOST_LINKS, fitting_width, font_of, link, page, row_height
from commatch.workbook.marks import Entry
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.plain import FILLS, inked, sheet_title
from commatch.workbook.rowxml import Ink, in_place_of_rows, rows_xml
from commatch.workbook.save import Amended
from commatch.workbook.schema import Lang, choice_name
from commatch.workbook.sheetscan import address

__all__ = ["MOST_LISTED", "add_problem_list"]

MOST_LISTED = 200_000
"""Most problems that are listed."""

_SHEET, _CELL = 3, 4
_WIDEST = (8, 26, 26, 20, 10, 64, 60)


def add_problem_list(
    workbook: Workbook, entries: Sequence[Entry], titles: Mapping[str, str], lines: Sequence[str], lang: Lang
) -> tuple[str, Amended]:
    """Put the list of problems before a workbook's sheets; return its title and how it is written.

    Parameters
    ----------
    workbook : Workbook
        The copy.
    entries : sequence of Entry
        The problems, in order.
    titles : mapping of str to str
        Titles of the copy's sheets that are shown, by the names of the file's: no link leads to a hidden one.
    lines : sequence of str
        Lines between the title and the header: how to use the list, what the copy could not keep.
    lang : Lang
        Language of the words.
    """
    declared = OUTPUT["problems"]
    headers = [column.header(lang) for column in declared.columns]
    title = sheet_title(declared.name(lang), [sheet.title for sheet in workbook.worksheets])
    sheet: Worksheet = workbook.create_sheet(title, 0)
    workbook.active = 0
    for view in workbook.views:
        view.firstSheet = 0
    listed = entries[:MOST_LISTED]
    cells = [_row(entry, lang) for entry in listed]
    header_row = len(lines) + 2
    last_row = header_row + len(cells)
    widths = [
        fitting_width(header, (row[index] for row in cells), _WIDEST[index]) for index, header in enumerate(headers)
    ]
    footer = WORDS["footer"]
    page(sheet, widths, header_row, last_row, footer.zh if lang is Lang.ZH else footer.en)
    linked = [_linked(entry, number, titles) for number, entry in enumerate(listed)]
    for number, (entry, column) in enumerate(zip(listed, linked, strict=True), header_row + 1):
        if column >= 0:
            link(sheet, number, column + 1, titles[entry.sheet], address(*(entry.position or (0, 0))))
    sheet.cell(last_row, len(headers))  # openpyxl tells the extent of a sheet by its cells
    rows: list[Sequence[str | None]] = [
        [_title(entries, lang)],
        *([line] for line in lines),
        headers,
        *([text or None for text in row] for row in cells),
    ]
    inks = _inks(sheet, zip(listed, linked, strict=True), header_row, lang)
    heights = {0: 30.0, header_row - 1: 24.0}
    heights |= {number: row_height(row, widths) for number, row in enumerate(cells, header_row)}
    attributes = {row: f' ht="{height:g}" customHeight="1"' for row, height in heights.items()}
    write = partial(rows_xml, rows, _same(inked(sheet, font=font_of(lang))), inks, attributes)
    return title, Amended(partial(in_place_of_rows, write), last_row)


def _title(entries: Sequence[Entry], lang: Lang) -> str:
    errors = sum(entry.error for entry in entries)
    if not entries:
        return copy_words("title.none", lang)
    return copy_words("title", lang, errors=errors, warnings=len(entries) - errors)


def _row(entry: Entry, lang: Lang) -> list[str]:
    problem = entry.problem
    return [
        choice_name("severity", problem.severity.value, lang), problem.code, problem.place.file, problem.place.sheet,
        problem.place.cell, entry.message, entry.hint,
    ]  # fmt: skip


def _linked(entry: Entry, number: int, titles: Mapping[str, str]) -> int:
    """Return the column that leads to an entry's cell; -1 for none."""
    if entry.position is None or entry.sheet not in titles or number >= MOST_LINKS:
        return -1
    return _CELL if entry.problem.place.cell else _SHEET


def _inks(
    sheet: Worksheet, linked_entries: Iterable[tuple[Entry, int]], header_row: int, lang: Lang
) -> dict[int, dict[int, Ink]]:
    """Return how the cells look, by row and column from 0."""
    side = Side(style="thin", color="C9D3D0")
    frame: dict[str, Any] = {
        "border": Border(left=side, right=side, top=side, bottom=side),
        "alignment": Alignment(vertical="center", wrap_text=True),
    }
    font, count = font_of(lang), len(OUTPUT["problems"].columns)
    header = _same(
        inked(sheet, font=font_of(lang, bold=True), fill=PatternFill("solid", start_color="D5E8E1"), **frame)
    )
    leading = _same(inked(sheet, font=font_of(lang, color=LINK, underline="single"), **frame))
    text = _same(inked(sheet, font=font, **frame), inked(sheet, font=font, quotePrefix=True, **frame))
    kinds: dict[tuple[bool, int], dict[int, Ink]] = {}
    for error, fill in FILLS.items():
        severity = _same(inked(sheet, font=font_of(lang, bold=True), fill=fill, **frame))
        for linked in (-1, _SHEET, _CELL):
            looks = dict.fromkeys(range(count), text)
            kinds[error, linked] = looks | ({linked: leading} if linked >= 0 else {}) | {0: severity}
    inks = {0: {0: _same(inked(sheet, font=font_of(lang, bold=True, size=15)))}}
    inks[header_row - 1] = dict.fromkeys(range(count), header)
    for number, (entry, linked) in enumerate(linked_entries, header_row):
        inks[number] = kinds[entry.error, linked]
    return inks


def _same(style: str, quoted: str = "") -> Ink:
    return Ink(style, quoted or style, style, style, style, style)
