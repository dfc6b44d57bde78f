"""The blank workbook: every input sheet in the order in which it is filled, with samples, and how to fill it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields

from openpyxl.styles import Alignment
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from commatch.settings import DEFAULTS, FILE_LIMITS, Settings, as_text
from commatch.texts.template import form_words
from commatch.workbook.examples import example, sample_rows
from commatch.workbook.forms import add_sheet, finish
from commatch.workbook.look import font_of, new_workbook, page, put, row_height
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS, Lang

__all__ = ["FILL_ORDER", "blank_workbook"]

FILL_ORDER = (
    "needs", "helpers", "units", "venues", "funds", "goods", "distances", "opinions", "templates", "steps",
    "requirements", "history", "attendance", "redemptions", "vocabulary", "settings",
)  # fmt: skip
"""Input sheets in the order in which they are filled."""

_MADE = dt.date(2026, 1, 1)
_TABS = {"needs": "2E7D6B", **dict.fromkeys(RESOURCE_SHEETS.values(), "8CC5B4")}
_LABEL_WIDTH, _TEXT_WIDTH = 24.0, 100.0
_TITLE_HEIGHT, _HEAD_HEIGHT = 34, 26


def blank_workbook(lang: Lang, file_name: str, month: dt.date | None = None) -> Workbook:
    """Return a workbook to be filled, the same every time.

    Parameters
    ----------
    lang : Lang
        Language of sheets, headers, notes and samples.
    file_name : str
        The name it will have, for the instructions.
    month : datetime.date, optional
        What the sheet of settings says as the month; blank where not given.

    Returns
    -------
    Workbook
        Instructions first, then the sheets of :data:`FILL_ORDER`, then the hidden lists.
    """
    workbook = new_workbook(lang, _MADE)
    _add_instructions(workbook.create_sheet(form_words(lang.value, "readme")), lang, file_name)
    for key in FILL_ORDER:
        if key == "settings":
            written = add_sheet(workbook, INPUT[key], lang, rows=list(_settings(lang, month)))
        else:
            written = add_sheet(workbook, INPUT[key], lang, samples=sample_rows(INPUT[key], lang))
        if key in _TABS:
            written.sheet_properties.tabColor = _TABS[key]
    finish(workbook, lang)
    return workbook


def _settings(lang: Lang, month: dt.date | None) -> Iterator[list[object]]:
    """Yield a row for every setting that a sheet can say; without a value it is as it is by default."""
    for item in fields(Settings):
        if item.name in FILE_LIMITS:
            continue
        about = item.metadata[lang.value]
        default = as_text(getattr(DEFAULTS, item.name))
        note = form_words(lang.value, "setting.default", help=about, default=default) if default else about
        value = f"{month:%Y-%m}" if item.name == "month" and month else None
        yield [item.metadata["name_zh"] if lang is Lang.ZH else item.name, value, note]


def _add_instructions(sheet: Worksheet, lang: Lang, file_name: str) -> None:
    """Write the sheet of instructions: a label and what it is about, section by section."""

    def say(key: str, **values: object) -> str:
        return form_words(lang.value, f"readme.{key}", **values)

    names = {key: INPUT[key].name(lang) for key in INPUT}
    widths = (_LABEL_WIDTH, _TEXT_WIDTH)
    put(sheet, 1, 1, say("title"), "cm title")
    sheet.row_dimensions[1].height = _TITLE_HEIGHT
    row = 2

    def line(label: str, text: str, *, to: str = "") -> None:
        nonlocal row
        put(sheet, row, 1, label, "cm text")
        put(sheet, row, 2, text, "cm text")
        sheet.cell(row, 1).font = font_of(lang, bold=True)
        sheet.cell(row, 1).alignment = sheet.cell(row, 2).alignment = Alignment(vertical="top", wrap_text=True)
        if to:
            sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=f"'{to}'!A1")
            sheet.cell(row, 1).font = font_of(lang, color="1F6F8B", underline="single")
        sheet.row_dimensions[row].height = row_height((label, text), widths) + 4
        row += 1

    def head(text: str) -> None:
        nonlocal row
        put(sheet, row, 1, text, "cm header")
        put(sheet, row, 2, None, "cm header")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.cell(row, 1).alignment = Alignment(vertical="center")
        sheet.row_dimensions[row].height = _HEAD_HEIGHT
        row += 1

    line(say("what"), say("what.text"))
    line(say("how"), say("how.text", needs=names["needs"], helpers=names["helpers"]))
    line(say("run"), say("run.text", file=file_name))
    line(say("private"), say("private.text"))
    head(say("write"))
    for key in ("ids", "many", "dates", "urgency", "times", "asked", "levels", "goods"):
        line(say(key), say(f"{key}.text", groups=example("helpers", "groups", lang)))
    head(say("sheets"))
    for key in FILL_ORDER:
        sheet_help = INPUT[key].help_zh if lang is Lang.ZH else INPUT[key].help_en
        line(names[key], say("entry", wanted=say(_wanted(key)), help=sheet_help), to=names[key])
    _set_page(sheet, widths, row - 1)


def _wanted(key: str) -> str:
    if key == "needs":
        return "must"
    if key in RESOURCE_SHEETS.values():
        return "one_of"
    return "if_wanted"


def _set_page(sheet: Worksheet, widths: tuple[float, float], last_row: int) -> None:
    page(sheet, widths, 1, last_row, "")
    sheet.auto_filter.ref = None
    sheet.freeze_panes = None
    sheet.print_title_rows = None
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_view.showGridLines = False
