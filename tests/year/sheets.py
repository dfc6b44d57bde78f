"""A workbook as somebody has it open: rows by their headers, cells typed into. It knows openpyxl alone.

Nothing of commatch is used here, so that what is found in a file does not depend on how commatch reads it.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

Row = dict[str, Any]
AT = "_row"
"""Key under which a row says its number."""
_HEADER_WITHIN = 6
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class Book:
    """A workbook; headers are those of the language it is in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)
        self._headers: dict[str, tuple[int, dict[str, int]]] = {}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a sheet."""
        return name in self.book.sheetnames

    def header(self, name: str) -> tuple[int, dict[str, int]]:
        """Return the row of a sheet's header, and its columns: the first row with at least two cells filled."""
        if name not in self._headers:
            sheet = self.book[name]
            for number, row in enumerate(sheet.iter_rows(max_row=_HEADER_WITHIN, values_only=True), 1):
                found = {str(value): at for at, value in enumerate(row, 1) if value is not None}
                if len(found) > 1:
                    self._headers[name] = number, found
                    break
            else:
                raise AssertionError(f"{self.path.name}: no header in {name}")
        return self._headers[name]

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of a sheet, none where it is not there."""
        if name not in self:
            return
        top, columns = self.header(name)
        for number, row in enumerate(self.book[name].iter_rows(min_row=top + 1, values_only=True), top + 1):
            values = {header: row[at - 1] for header, at in columns.items()}
            if any(value is not None for value in values.values()):
                yield {**values, AT: number}

    def put(self, name: str, row: int, header: str, value: object) -> str:
        """Type into a cell, under a new header where there is none such; return its address."""
        top, columns = self.header(name)
        if header not in columns:
            columns[header] = max(columns.values()) + 1
            self.book[name].cell(top, columns[header]).value = header
        cell = self.book[name].cell(row, columns[header])
        cell.value = value  # type: ignore[assignment]
        return str(cell.coordinate)

    def add(self, name: str, values: Mapping[str, object]) -> int:
        """Type a row below the others, into a new sheet where there is none; return its number."""
        if name not in self:
            self.book.create_sheet(name).append(list(values))
        number = max((row[AT] for row in self.rows(name)), default=self.header(name)[0]) + 1
        for header, value in values.items():
            self.put(name, number, header, value)
        return number

    def save(self, path: Path | None = None) -> Path:
        """Write the workbook as openpyxl does, the same bytes whenever it is done."""
        self.book.save(path or self.path)
        return steady(path or self.path)


def made(path: Path, sheets: Mapping[str, Sequence[Mapping[str, object]]]) -> Path:
    """Write a workbook of sheets that have any rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        headers = list(dict.fromkeys(header for row in rows for header in row))
        if headers:
            sheet = book.create_sheet(name)
            for values in (headers, *([row.get(header) for header in headers] for row in rows)):
                sheet.append(values)
    book.save(path)
    return steady(path)


def steady(path: Path) -> Path:
    """Take the time of day out of a workbook, so that the same cells are the same bytes."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), _TIME.sub(rb"\g<1>2026-12-01T00:00:00Z", data))
    return path


def ids(cell: object) -> list[str]:
    """Return the ids of a cell that joins them."""
    return [part.strip() for part in str(cell or "").split("、") if part.strip()]


def plain(row: Row) -> Row:
    """Return a row without the number that it stands at."""
    return {header: value for header, value in row.items() if header != AT}


def day(value: object) -> dt.date | None:
    """Return a date cell as a date."""
    return value.date() if isinstance(value, dt.datetime) else value if isinstance(value, dt.date) else None


def month_of(value: object) -> str:
    """Return a month cell as ``2026-12``, whichever way it is written."""
    return f"{value:%Y-%m}" if isinstance(value, dt.date) else str(value or "")


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every value of every sheet, to compare two workbooks cell for cell."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path).worksheets}


def differences(one: Path, other: Path) -> list[str]:
    """Return where two workbooks differ, none where they are the same to the byte."""
    if one.read_bytes() == other.read_bytes():
        return []
    left, right = cells(one), cells(other)
    if list(left) != list(right):
        return [f"sheets {list(left)} and {list(right)}"]
    found = []
    for name, rows in left.items():
        if len(rows) != len(right[name]):
            found.append(f"{name}: {len(rows)} and {len(right[name])} rows")
        for number, (row, twin) in enumerate(zip(rows, right[name], strict=False), 1):
            if row != twin:
                found.append(f"{name} {number}: {row} and {twin}")
    return found or ["not the same bytes, though the same cells"]
