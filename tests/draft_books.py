"""Small raw lists, drafts of them, and what stands in a draft's cells; one model of the built-in examples for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Rows, book
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from commatch import api
from commatch.drafting import classifier
from commatch.drafting.draft import DraftResult
from commatch.drafting.examples import Example
from commatch.problems import Severity
from commatch.workbook.outputs import DRAFT_LOG, DRAFT_RULES
from commatch.workbook.proposed import COLOUR
from commatch.workbook.schema import INPUT, Lang

MONTH = "2026-12"
TOLD = ("编号", "反映内容", "姓名", "电话", "反映时间")
PHONE_CLASSES = (
    "不会用微信，想学手机，有人教教就好",
    "手机挂号不会弄，想学一学",
    "想学用手机付钱，扫码老不会",
    "打车软件不会用，教教我",
    "手机字太小，不会调，想学",
)
"""Needs that one class on smartphones serves."""

_MODEL = classifier.Classifier


@cache
def model(own: tuple[Example, ...] = ()) -> classifier.Classifier:
    """Return what was learned from the built-in examples and some more; learning takes about two seconds."""
    return _MODEL(own)


@contextmanager
def one_model() -> Iterator[None]:
    """Let every draft share what was learned from the same examples."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(classifier, "Classifier", lambda own=(): model(tuple(own)))
        yield


def told(*needs: Sequence[object], headers: Sequence[str] = TOLD) -> Rows:
    """Return a list of needs: what was said, who, phone and date; numbered, of different people unless told."""
    rows = []
    for number, (text, *rest) in enumerate(needs, 1):
        others = [f"居民{number}", f"1390001{number:04}", dt.date(2026, 11, 1 + number % 25)]
        given = [*rest, *others[len(rest) :]] if len(rest) < len(others) else rest
        rows.append([f"N{number:02}", text, *given])
    return [list(headers), *rows]


def drafted(folder: Path, name: str = "民情", lang: Lang = Lang.ZH, **sheets: Any) -> DraftResult:
    """Write sheets, draft them and return the draft; keys that are no sheets are settings."""
    given = {key: sheets.pop(key) for key in list(sheets) if key.isascii()}
    learn = given.pop("learn", ())
    path = book(folder / f"{name}.xlsx", **sheets)
    settings = {"month": MONTH, **given}
    return api.draft(path, folder / f"{name}-草稿.xlsx", learn=learn, lang=lang.value, force=True, **settings)


def written(result: DraftResult) -> Path:
    """Return the path of a draft."""
    assert result.path is not None
    return result.path


def proposed(result: DraftResult, column: str, sheet: str = "needs") -> dict[str, Any]:
    """Return what was proposed for a column, by the id of the row."""
    return {
        row_id: item.value for item, row_id in result.drafted.proposals if (item.sheet, item.column) == (sheet, column)
    }


def told_of(result: DraftResult) -> set[tuple[object, ...]]:
    """Return everything that was proposed, marked and not proposed, by the ids of the rows."""
    drafted = result.drafted
    said = {
        (row_id, item.sheet, item.column, repr(item.value), item.confidence, item.reason, item.figures, item.examples)
        for item, row_id in drafted.proposals
    }
    unsure = {(row_id, item.sheet, item.column, item.nearest, item.confidence) for item, row_id in drafted.unsure}
    return said | unsure | {(row_id, item.other, item.confidence, item.reason) for item, row_id in drafted.marks}


def errors(result: DraftResult) -> list[tuple[str, str]]:
    """Return the errors that remain, with their cells."""
    return [(item.code, item.place.cell) for item in result.problems if item.severity is Severity.ERROR]


# -- cells of a written draft ----------------------------------------------------------------------


@dataclass(frozen=True)
class Logged:
    """A row of the log of a draft."""

    sheet: str
    cell: str
    after: str
    reason: str
    id: str
    column: str
    confidence: str
    examples: str


def rule(key: str, lang: Lang = Lang.ZH) -> str:
    """Return how the log calls something that drafting does."""
    return next(item.name(lang) for item in DRAFT_RULES if item.key == key)


def logged(path: Path, key: str, lang: Lang = Lang.ZH) -> list[Logged]:
    """Return the rows of a draft's log that tell one sort of thing."""
    head, *rows = load_workbook(path)[DRAFT_LOG.name(lang)].iter_rows(values_only=True)
    at = {column.key: head.index(column.header(lang)) for column in DRAFT_LOG.columns}
    names = ("new_sheet", "new_cell", "after", "note", "id", "column", "confidence", "examples")
    found = []
    for row in rows:
        if row[at["rule"]] == rule(key, lang):
            found.append(Logged(*("" if row[at[name]] is None else str(row[at[name]]) for name in names)))
    return found


def is_violet(cell: Cell) -> bool:
    """Tell whether a cell has the colour of a proposal."""
    return bool(cell.fill.fill_type) and str(cell.fill.start_color.rgb).endswith(COLOUR)


def coloured(path: Path) -> dict[tuple[str, str], Cell]:
    """Return the cells of a workbook that have the colour of a proposal, by sheet and address."""
    sheets = load_workbook(path).worksheets
    cells = ((sheet.title, cell) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return {(title, cell.coordinate): cell for title, cell in cells if is_violet(cell)}


def column_of(sheet: Worksheet, header: str) -> int:
    """Return the number of the column with a header."""
    return next(cell.column for cell in sheet[1] if cell.value == header)


def cell_of(sheet: Worksheet, row_id: str, header: str) -> Cell:
    """Return the cell of a row, known by its id, and a column."""
    row = next(cell.row for cell in sheet["A"] if cell.value == row_id)
    return sheet.cell(row, column_of(sheet, header))


def plain_fill(cell: Cell) -> None:
    """Take the colour of a cell away, as a worker does who finds it right."""
    cell.fill = PatternFill()


def confirmed(path: Path, to: Path, *columns: str, sheet: str = "需求清单") -> Path:
    """Write a copy of a draft in which the proposals of some columns of a sheet, or all of all, are confirmed."""
    workbook = load_workbook(path)
    for page in workbook.worksheets:
        wanted = [column_of(page, name) for name in columns if page.title == sheet]
        for row in page.iter_rows(min_row=2):
            for cell in row:
                if is_violet(cell) and (not columns or cell.column in wanted):
                    plain_fill(cell)
    workbook.save(to)
    return to


def sheet_alone(path: Path, to: Path, *names: str) -> Path:
    """Copy sheets with their colours into a new workbook."""
    source, target = load_workbook(path), Workbook()
    target.remove(target.worksheets[0])
    for name in names:
        page = target.create_sheet(name)
        for row in source[name].iter_rows():
            for cell in row:
                new = page.cell(cell.row, cell.column, cell.value)
                if cell.has_style:
                    new.fill = copy(cell.fill)
    target.save(to)
    return to


def header(sheet: str, column: str, lang: Lang = Lang.ZH) -> str:
    """Return the header of a column."""
    return INPUT[sheet].column(column).header(lang)
