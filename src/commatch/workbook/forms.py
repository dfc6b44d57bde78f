"""Standard input sheets in a workbook: headers with notes, formats and drop-downs that reach beyond the data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from commatch.texts.reports import WORDS
from commatch.texts.template import form_words, unit_words
from commatch.workbook.dropdowns import add_drop_downs
from commatch.workbook.examples import example
from commatch.workbook.look import fitting_width, font_of, letter_of, on_two_pages, page, put, row_height, width_of
from commatch.workbook.schema import Column, Lang, Sheet, Type

__all__ = ["SPARE_ROWS", "add_sheet", "column_note", "finish"]

SPARE_ROWS = 200
"""Rows below the data that have drop-downs."""
_WIDEST, _LEAST_ROOM = 28, 9
_MANY, _WIDEST_OF_MANY = 12, 14
_LEADING = 2
_WIDEST_OF = {"title": 24, "description": 24, "times": 20, "step": 40, "note": 60}
_NOTE_WIDTH, _NOTE_LINE = 34, 18
_GREY = "8C8C8C"
_PLAIN_NUMBERS = frozenset({Type.NUMBER, Type.WHOLE, Type.URGENCY})
_STYLES: Mapping[Type, str] = {Type.NUMBER: "cm number", Type.WHOLE: "cm number", Type.DATE: "cm date"}


def add_sheet(
    workbook: Workbook,
    sheet: Sheet,
    lang: Lang,
    rows: Sequence[Sequence[object]] = (),
    extras: Sequence[str] = (),
    *,
    samples: Sequence[Sequence[object]] = (),
) -> Worksheet:
    """Add a standard input sheet to a workbook made by :func:`commatch.workbook.look.new_workbook`.

    Parameters
    ----------
    workbook : Workbook
        Grows by the sheet; :func:`finish` is called once when all sheets are there.
    sheet : Sheet
        The schema's sheet.
    lang : Lang
        Language of names, headers and notes.
    rows : sequence of sequence of object
        Values in the order of the schema's columns, then of the extra columns; final: nothing is interpreted. A text
        is safe and short enough already (:mod:`commatch.workbook.safe`), and never becomes a formula.
    extras : sequence of str
        Headers of further columns.
    samples : sequence of sequence of object
        Rows above the others that show how to fill the sheet, in grey italics.

    Returns
    -------
    Worksheet
        Header in row 1, the first row in row 2.
    """
    written: Worksheet = workbook.create_sheet(sheet.name(lang))
    headers = [*(column.header(lang) for column in sheet.columns), *extras]
    for number, header in enumerate(headers, 1):
        required = number <= len(sheet.columns) and sheet.columns[number - 1].required
        put(written, 1, number, header, "cm header required" if required else "cm header")
    for number, column in enumerate(sheet.columns, 1):
        written.cell(1, number).comment = _note(sheet, column, lang)
    everything = [*samples, *rows]
    texts = [[_shown(value) for value in row] for row in everything]
    widths = _widths(sheet, headers, texts)
    for row_number, (row, text) in enumerate(zip(everything, texts, strict=True), 2):
        for index, value in enumerate(row):
            put(written, row_number, index + 1, value, _style(sheet, index, value))
            if row_number < len(samples) + 2:
                written.cell(row_number, index + 1).font = font_of(lang, italic=True, color=_GREY)
        written.row_dimensions[row_number].height = row_height(text, widths)
    written.row_dimensions[1].height = 26
    footer = WORDS["footer"]
    page(written, widths, 1, len(everything) + 1, footer.zh if lang is Lang.ZH else footer.en)
    if len(headers) > _MANY:
        written.freeze_panes = f"{letter_of(_LEADING + 1)}2"  # what the row is about stays in sight
        on_two_pages(written, widths, _LEADING)
    for number in range(1, len(headers) + 1):
        _format_column(written, sheet, number, lang)
    return written


def finish(workbook: Workbook, lang: Lang, *, spare_rows: int = SPARE_ROWS) -> None:
    """Add what needs all sheets to be there: the drop-downs and the hidden sheet of their lists."""
    add_drop_downs(workbook, lang, spare_rows)


def column_note(sheet: Sheet, column: Column, lang: Lang) -> str:
    """Return what the note on a header says: the meaning, the unit, whether it must be filled, an example."""

    def say(key: str, **values: object) -> str:
        return form_words(lang.value, f"note.{key}", **values)

    lines = [column.help_zh if lang is Lang.ZH else column.help_en]
    lines.append(say("required" if column.required else "optional"))
    if column.unit:
        lines.append(say("unit", unit=unit_words(column.unit, lang.value)))
    if column.type in (Type.CHOICE, Type.YES_NO, Type.URGENCY):
        lines.append(say("choose"))
    if column.personal:
        lines.append(say("personal"))
    shown = example(sheet.key, column.key, lang)
    if shown:
        lines.append(say("example", example=shown))
    return "\n".join(line for line in lines if line)


def _note(sheet: Sheet, column: Column, lang: Lang) -> Comment:
    text = column_note(sheet, column, lang)
    lines = sum(-(-int(width_of(line)) // _NOTE_WIDTH) or 1 for line in text.split("\n"))
    return Comment(text, "commatch", width=_NOTE_WIDTH * 8, height=_NOTE_LINE * (lines + 1))


def _widths(sheet: Sheet, headers: Sequence[str], texts: Sequence[Sequence[str]]) -> list[float]:
    keys = [column.key for column in sheet.columns] + [""] * (len(headers) - len(sheet.columns))
    widest = _WIDEST_OF_MANY if len(headers) > _MANY else _WIDEST
    return [
        max(fitting_width(header, (row[index] for row in texts), _WIDEST_OF.get(key, widest)), _LEAST_ROOM)
        for index, (key, header) in enumerate(zip(keys, headers, strict=True))
    ]


def _format_column(written: Worksheet, sheet: Sheet, number: int, lang: Lang) -> None:
    """Give the blank cells of a column their format, so that what is typed stays what was typed."""
    dimension = written.column_dimensions[letter_of(number)]
    column = sheet.columns[number - 1] if number <= len(sheet.columns) else None
    dimension.font = font_of(lang)
    dimension.alignment = Alignment(vertical="center", wrap_text=True)
    if column is not None and column.type not in _PLAIN_NUMBERS:
        dimension.number_format = "yyyy-mm-dd" if column.type is Type.DATE else "@"


def _style(sheet: Sheet, index: int, value: object) -> str:
    if isinstance(value, dt.date):
        return "cm date"
    if isinstance(value, str) or index >= len(sheet.columns):
        plain = index >= len(sheet.columns) or sheet.columns[index].type in _STYLES
        return "cm text" if plain else "cm id"
    column = sheet.columns[index]
    return _STYLES.get(column.type, "cm value" if column.type in _PLAIN_NUMBERS or value is not None else "cm id")


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)
