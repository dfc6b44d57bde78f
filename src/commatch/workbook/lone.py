"""A list of one column, with a header or without: a page of a notebook, typed as it stands."""

from __future__ import annotations

import re

from commatch.workbook.grids import Grid
from commatch.workbook.headers import HELD, Header, Heading, find_header, lookup, normal, shown_header
from commatch.workbook.names import By, match_name
from commatch.workbook.schema import Sheet
from commatch.workbook.wording import NO_WORDS, OwnWords

__all__ = ["LONE_KEYS", "lone_header"]

LONE_KEYS = {"needs": "title", "helpers": "name", "units": "name", "venues": "name"}
"""The column that the only one of a list is read as; its words are free text for all others."""
_HEADER_ROWS = 3
_LONGEST = 20
_TITLE = re.compile(
    r"(?:登记|统计|汇总|一览|信息|记录|报名|情况)表$|(?:名单|清单|台[账帐]|名册|随手记)$|^(?:内容|情况|事项|基本情况)$"
    r"|^(?!.*[缺没要想有少建借用给请能])(?:\S{0,8}(?:社区|街道|居委会|村)).{0,8}(?:需求|诉求|能人)$"
)
_SENTENCE = re.compile(r"[，。；,;!?！？\s]")


def lone_header(sheet: Sheet, grid: Grid, words: OwnWords = NO_WORDS) -> Header | None:
    """Return the header of a list of one column, ``None`` where more columns are filled.

    Rows at the top that name the list or a column of it are its title and its header; without any the first row is
    data already, and the header stands above it.

    Parameters
    ----------
    sheet : Sheet
        What the grid is taken for, by its name.
    grid : Grid
        The sheet as it stands in the file.
    words : OwnWords
        The community's own words.
    """
    filled = [number for number, row in enumerate(grid.rows) if any(value is not None for value in row)]
    columns = {column for row in grid.rows for column, value in enumerate(row) if value is not None}
    if sheet.key not in LONE_KEYS or len(columns) != 1:
        return None
    found = find_header(sheet, grid, words)
    named = found and not any(heading.held for heading in found.headings)
    if found and named and found.bottom in filled[:_HEADER_ROWS]:
        return found
    column = columns.pop()
    top, text = filled[0] - 1, ""
    for number in filled[:_HEADER_ROWS]:
        said = shown_header(grid.at(number, column))
        if not _is_heading(sheet, said, words):
            break
        top, text = number, said
    heading = Heading(top, column, text, LONE_KEYS[sheet.key], 0, frozenset({normal(text)} - {""}))
    return Header(top, top, (heading,))


def _is_heading(sheet: Sheet, text: str, words: OwnWords) -> bool:
    """Tell whether a text names a list or a column, and nothing that the list could hold."""
    if not text or len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    key, rank = lookup(sheet.key, text, words)
    named = match_name(text, words)
    return (bool(key) and rank < HELD) or named.by is By.NAME or bool(_TITLE.search(text))
