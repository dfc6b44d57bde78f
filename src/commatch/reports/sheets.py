"""Sheets onto paper: rows into a workbook with the shared look, and the workbook safely onto the disk.

A workbook is written beside its place, read back, and only then put there: nobody ever finds half of one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from commatch.reports import look
from commatch.reports.rows import Share, SheetRows, Value
from commatch.reports.safe import clean, quoted, shortened
from commatch.reports.words import Words
from commatch.workbook.schema import Lang

__all__ = ["OutputError", "build", "fitted", "save"]

_TRIES = 5
_DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, SyntaxError, EOFError)


class OutputError(Exception):
    """A workbook could not be written; nothing was left behind.

    Attributes
    ----------
    code : str
        ``no_folder``, ``not_writable``, ``disk_full`` or ``not_verified``; the words are in
        :data:`commatch.texts.reports.OUTPUT_ERRORS`.
    path : Path
        The file, or the folder that is not there.
    """

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


# -- rows to a workbook --------------------------------------------------------------------------------------


def fitted(sheets: Sequence[SheetRows], words: Words) -> tuple[tuple[SheetRows, ...], tuple[str, ...]]:
    """Return the sheets with every text safe to write, and a note for every text that had to be cut."""
    notes: list[str] = []
    result = []
    for rows in sheets:
        kept = []
        for number, row in enumerate(rows.rows, 3 if rows.title else 2):
            kept.append(tuple(_fitted(rows, number, index, value, words, notes) for index, value in enumerate(row)))
        result.append(SheetRows(rows.sheet, tuple(kept), clean(rows.title)))
    return tuple(result), tuple(notes)


def _fitted(rows: SheetRows, number: int, index: int, value: Value, words: Words, notes: list[str]) -> Value:
    if not isinstance(value, str):
        return value
    text = clean(value)
    short = shortened(text, words("cut"))
    if short is not text:
        cell = f"{look.letter_of(index + 1)}{number}"
        notes.append(words("cut_note", sheet=rows.sheet.name(words.lang), cell=cell))
    return short or None


def build(sheets: Sequence[SheetRows], lang: Lang, date: dt.date) -> Workbook:
    """Return a workbook of the sheets; the date goes into its properties: the same rows, the same file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    look.add_styles(workbook, lang)
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = "commatch"
    properties.created = properties.modified = dt.datetime(date.year, date.month, date.day)
    for rows in sheets:
        _fill(workbook.create_sheet(rows.sheet.name(lang)), rows, Words(lang))
    return workbook


def _fill(sheet: Worksheet, rows: SheetRows, words: Words) -> None:
    columns, headers = rows.sheet.columns, rows.headers(words.lang)
    header_row = 1
    if rows.title:
        _put(sheet, 1, 1, rows.title, "cm title")
        sheet.row_dimensions[1].height = 30
        header_row = 2
    texts = [[_shown(value) for value in row] for row in rows.rows]
    widths = look.column_widths(columns, headers, texts)
    for index, column in enumerate(columns):
        style = "cm header typed in" if column.key in look.TYPED_IN else "cm header"
        _put(sheet, header_row, index + 1, headers[index], style)
    sheet.row_dimensions[header_row].height = 24
    for number, (row, text) in enumerate(zip(rows.rows, texts, strict=True), header_row + 1):
        for index, value in enumerate(row):
            _put(sheet, number, index + 1, value, look.style_of(columns[index], _sort(value)))
        sheet.row_dimensions[number].height = look.row_height(text, widths)
    last = header_row + len(rows.rows)
    look.finish(sheet, widths, header_row, last, words)
    look.drop_downs(sheet, columns, header_row, last, words)


def _put(sheet: Worksheet, row: int, column: int, value: Value, style: str) -> None:
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # never a formula or an error value, whatever it begins with
    elif value is not None:
        cell.value = float(value) if isinstance(value, Share) else value
    cell.style = style
    if isinstance(value, str) and quoted(value):
        cell.quotePrefix = True


def _sort(value: Value) -> str:
    if isinstance(value, Share):
        return "share"
    if isinstance(value, dt.date):
        return "date"
    return "number" if isinstance(value, (int, float)) else "text"


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Share):
        return f"{value:.1%}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


# -- a workbook to the disk ----------------------------------------------------------------------------------


def save(workbook: Workbook, path: Path, *, force: bool = False, inputs: Sequence[Path] = ()) -> Path:
    """Write a workbook, all of it or nothing.

    Parameters
    ----------
    workbook : Workbook
        What is written.
    path : Path
        Where; ``.xlsx`` is added where it is missing.
    force : bool
        Replace a file that is there. Without it, and where the file is one of ``inputs`` or open in another
        program, a number is added to the name: ``名-2.xlsx``.
    inputs : sequence of Path
        Files never to be written over.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    OutputError
        It could not be written; no file is left behind.
    """
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    if not path.parent.is_dir():
        raise OutputError("no_folder", path.parent)
    temporary = path.parent / f".commatch-{secrets.token_hex(8)}.tmp"
    try:
        _write(workbook, temporary)
        if not _whole(workbook, temporary):
            raise OutputError("not_verified", path)
        return _put_in_place(temporary, path, force, inputs)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
        raise OutputError("disk_full" if full else "not_writable", path) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


class _SteadyZip(zipfile.ZipFile):
    """A zip archive whose entries carry no time of writing."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add an entry, dated at the zip format's first day."""
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        entry = zipfile.ZipInfo(str(name), (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        super().writestr(entry, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file as an entry."""
        self.writestr(str(arcname or filename), Path(filename).read_bytes())


def _write(workbook: Workbook, temporary: Path) -> None:
    with temporary.open("xb") as handle:
        with _SteadyZip(handle, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(workbook, archive).write_data()  # its own save would write the time of day
        handle.flush()
        os.fsync(handle.fileno())


def _whole(workbook: Workbook, temporary: Path) -> bool:
    """Read a file back: every sheet is there, with every row."""
    try:
        with temporary.open("rb") as handle:
            copy = load_workbook(handle, read_only=True)
            rows = {sheet.title: sum(1 for _ in sheet.iter_rows()) for sheet in copy.worksheets}
            copy.close()
    except _DAMAGE:
        return False
    return list(rows.items()) == [(sheet.title, sheet.max_row) for sheet in workbook.worksheets]


def _put_in_place(temporary: Path, path: Path, force: bool, inputs: Sequence[Path]) -> Path:
    failed = 0
    for target in _names(path):
        taken = os.path.lexists(target)
        replaceable = force and target == path and not target.is_dir() and not _one_of(target, inputs)
        if taken and not replaceable:
            continue
        try:
            os.replace(temporary, target)
        except PermissionError:  # open in another program
            failed += 1
            if failed == _TRIES:
                raise
        else:
            return target
    raise AssertionError("there is always a next name")


def _names(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1


def _one_of(target: Path, inputs: Sequence[Path]) -> bool:
    with contextlib.suppress(OSError):
        return any(source.exists() and os.path.samefile(target, source) for source in inputs)
    return True
