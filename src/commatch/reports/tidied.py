"""The tidied workbook: standard sheets, and the log of what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.comments import Comment
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports.words import Words
from commatch.texts.problems import describe
from commatch.texts.text import fill
from commatch.texts.tidying import LOG_CUT, TIDY_NOTES
from commatch.tidying.changes import NO_VALUE, Change, Tidied, TidySheet, without_value
from commatch.workbook.forms import add_sheet, finish
from commatch.workbook.grids import Fault
from commatch.workbook.look import fitting_width, new_workbook, page, put, row_height
from commatch.workbook.outputs import TIDY_LOG, TIDY_RULES
from commatch.workbook.plain import inked
from commatch.workbook.rowxml import Ink, in_place_of_rows, rows_xml
from commatch.workbook.safe import clean
from commatch.workbook.save import Amended
from commatch.workbook.schema import Lang, Sheet, Type

__all__ = ["build", "rule_name"]

_LONGEST_LOG, _SHARE_OF_LIMIT = 100_000, 0.9
_WIDEST = 56
_NO_SUCH_ERROR = "#VALUE!"
_FORMATS: Mapping[type, str] = {dt.time: "hh:mm:ss", dt.timedelta: "[hh]:mm:ss", dt.datetime: "yyyy-mm-dd hh:mm:ss"}
_RULES = {rule.key: rule for rule in TIDY_RULES}


def build(
    tidied: Tidied, most_cells: int, date: dt.date, log: Sheet = TIDY_LOG, more: Sequence[Sequence[str]] = ()
) -> tuple[Workbook, dict[str, Amended]]:
    """Return the workbook of tidied sheets, and how those are written that openpyxl would take too long for.

    Parameters
    ----------
    tidied : Tidied
        The sheets and the log.
    most_cells : int
        Cells of a file that can be read: the log is cut, and says so, where it would make the file too large.
    date : datetime.date
        Goes into the properties of the file.
    log : Sheet
        The columns of the log: those of tidying, and perhaps further ones, blank for what tidying changed.
    more : sequence of sequence of str
        Further rows of the log, below its changes.
    """
    workbook = new_workbook(tidied.lang, date)
    for sheet in tidied.sheets:
        _fill(workbook, sheet, tidied.lang)
    finish(workbook, tidied.lang)
    for bare in tidied.bare:
        written = workbook.create_sheet(bare.name)
        for number, row in enumerate(bare.rows, 1):
            for column, value in enumerate(row, 1):
                _put(written, number, column, value)
    used = sum(sheet.max_row * sheet.max_column for sheet in workbook.worksheets)
    room = int((most_cells * _SHARE_OF_LIMIT - used) / len(log.columns)) - len(more)
    words = Words(tidied.lang)
    rows = list(_log_rows(tidied.log, max(0, min(room, _LONGEST_LOG)), words))
    blank = ("",) * (len(log.columns) - len(TIDY_LOG.columns))
    return workbook, _add_log(workbook, log, [*((*row, *blank) for row in rows), *more], words)


def rule_name(rule: str, lang: Lang) -> str:
    """Return a rule as it is named in a language."""
    return _RULES[rule].name(lang)


def _fill(workbook: Workbook, sheet: TidySheet, lang: Lang) -> None:
    rows = [tuple(_plain(value) for value in row) for row in sheet.rows]
    written = add_sheet(workbook, sheet.sheet, lang, rows, tuple(map(clean, sheet.extras)))
    dates = {number for number, column in enumerate(sheet.sheet.columns, 1) if column.type is Type.DATE}
    for number, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            number_for_date = column in dates and isinstance(value, (int, float))  # its format would make it a date
            if number_for_date or isinstance(value, (Fault, *_FORMATS)):
                _put(written, number, column, value)


def _plain(value: object) -> object:
    """Return a value as a standard sheet takes it; what it has no form for is put in afterwards."""
    if isinstance(value, Fault):
        return None
    return clean(value) if isinstance(value, str) else value


def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Write a value as it is: an error value stays one, a moment keeps its time; a formula goes into a note."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, Fault) and without_value(value):
        cell.value = NO_VALUE
        cell.comment = Comment(clean(value.text), "commatch") if value.text else None
        return
    if isinstance(value, Fault):
        cell.value = value.text if value.text in ERROR_CODES else _NO_SUCH_ERROR
        return
    put(sheet, row, column, clean(value) if isinstance(value, str) else value, "cm value")
    if type(value) in _FORMATS:
        cell.number_format = _FORMATS[type(value)]


def _add_log(workbook: Workbook, log: Sheet, rows: Sequence[Sequence[str]], words: Words) -> dict[str, Amended]:
    """Add the log; return how its rows are written, by title: there can be very many."""
    lang = words.lang
    sheet = workbook.create_sheet(log.name(lang))
    headers = [column.header(lang) for column in log.columns]
    widths = [fitting_width(header, (row[index] for row in rows), _WIDEST) for index, header in enumerate(headers)]
    last_row = len(rows) + 1
    page(sheet, widths, 1, last_row, words("footer"))
    sheet.cell(last_row, len(headers))  # the extent of a sheet is told by its cells
    text = Ink(inked(sheet, style="cm id"), inked(sheet, style="cm id", quotePrefix=True))
    header = Ink(inked(sheet, style="cm header"))
    columns = range(len(headers))
    looks = {**dict.fromkeys(range(1, last_row), dict.fromkeys(columns, text)), 0: dict.fromkeys(columns, header)}
    shown: list[Sequence[object]] = [headers, *([word or None for word in row] for row in rows)]
    heights = {number: f' ht="{row_height(row, widths):g}" customHeight="1"' for number, row in enumerate(rows, 1)}
    write = partial(rows_xml, shown, text, looks, heights)
    return {sheet.title: Amended(partial(in_place_of_rows, write), last_row)}


def _log_rows(log: Sequence[Change], most: int, words: Words) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a log; one that is too long is cut, and says so."""
    lang = words.lang
    for change in log[:most]:
        where, note = change.source, TIDY_NOTES[change.rule][0 if lang is Lang.ZH else 1]
        problem = words("also").join(filter(None, describe(change.problem, lang))) if change.problem else ""
        told = fill(note, {"before": change.before, "problem": problem})
        yield (
            where.file, where.sheet, where.cell, change.before,
            change.sheet, change.cell, change.after, rule_name(change.rule, lang), told,
        )  # fmt: skip
    if len(log) > most:
        yield (*("",) * (len(TIDY_LOG.columns) - 1), fill(LOG_CUT[lang], {"count": len(log) - most}))
