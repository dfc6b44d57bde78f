"""A workbook safely onto the disk.

It is written beside its place, read back, and only then put there: nobody ever finds half of one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.writer.excel import ExcelWriter

__all__ = ["OutputError", "save"]

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
