"""Small workbooks made in memory, and what the reader makes of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from commatch.problems import Problem
from commatch.workbook.reader import read_bytes
from commatch.workbook.tables import Table, Tables

ROWS = list[list[object]]
NEEDS: ROWS = [["编号", "需求", "电话"], ["N1", "修灯", "138"], ["N2", "义诊", "139"]]


def book(sheets: Mapping[str, Iterable[Iterable[object]]], change: Callable[[Workbook], object] = bool) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, column, value)
    change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def read(rows: ROWS, change: Callable[[Worksheet], object] = bool, sheet: str = "需求清单") -> Tables:
    return read_bytes([("a.xlsx", book({sheet: rows}, lambda made: change(made.worksheets[0])))])


def only(tables: Tables) -> Table:
    (table,) = tables.tables
    return table


def values(table: Table, key: str) -> list[object]:
    return [row.cells[key].value for row in table.rows]


def found(tables: Tables) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.cell) for problem in tables.problems]


def problem(tables: Tables, code: str) -> Problem:
    (one,) = (problem for problem in tables.problems if problem.code == code)
    return one
