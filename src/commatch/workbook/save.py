"""A workbook, or any other file, safely onto the disk.

It is written beside its place, read back, and only then put there: nobody ever finds half of one.
"""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from commatch.workbook.readback import reads_back
from commatch.workbook.unfinished import beside, output_code

__all__ = ["Amended", "OutputError", "save", "save_bytes", "workbook_bytes", "written_whole"]

_TRIES = 5
_OWNER_ALONE, _AS_USUAL = 0o600, 0o666


class OutputError(Exception):
    """A file could not be written; nothing was left behind.

    Attributes
    ----------
    code : str
        ``no_folder``, ``not_writable``, ``disk_full``, ``not_verified`` or ``busy``; the words are in
        :data:`commatch.texts.reports.OUTPUT_ERRORS`.
    path : Path
        The file, or the folder that is not there.
    """

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True)
class Amended:
    """A sheet that is written otherwise than openpyxl would.

    Attributes
    ----------
    rewrite : callable
        From the sheet's XML as openpyxl writes it to what is written, in pieces.
    last_row : int, optional
        Number of the last row then; that of the workbook's sheet where not given.
    """

    rewrite: Callable[[bytes], Iterable[bytes]]
    last_row: int | None = None


def save(
    workbook: Workbook,
    path: Path,
    *,
    private: bool = False,
    force: bool = False,
    inputs: Sequence[Path] = (),
    amended: Mapping[str, Amended] | None = None,
    sound: Callable[[Path], bool] | None = None,
) -> Path:
    """Write a workbook, all of it or nothing.

    Parameters
    ----------
    workbook : Workbook
        What is written.
    path : Path
        Where; ``.xlsx`` is added where it is missing.
    private : bool
        It holds personal data: nobody but its owner may read it, where the system has that.
    force : bool
        Replace a file that is there. Without it, and where the file is one of ``inputs`` or open in another
        program, a number is added to the name: ``名-2.xlsx``.
    inputs : sequence of Path
        Files never to be written over.
    amended : mapping of str to Amended, optional
        Sheets to be written otherwise, by title.
    sound : callable, optional
        A further look at the file before it is put in its place; the file is dropped where it says no.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    OutputError
        It could not be written; no file is left behind.
    """
    amended = amended or {}

    def whole(temporary: Path) -> bool:
        return _whole(workbook, temporary.read_bytes(), amended) and (sound is None or sound(temporary))

    return written_whole(
        _ending(path, ".xlsx"),
        lambda handle: _write(workbook, handle, amended),
        private=private,
        force=force,
        inputs=inputs,
        sound=whole,
    )


def workbook_bytes(workbook: Workbook, name: str) -> bytes:
    """Return a workbook as the bytes of the file that :func:`save` would write.

    Parameters
    ----------
    workbook : Workbook
        What the file is to hold.
    name : str
        What it is to be called, for the error.

    Raises
    ------
    OutputError
        What was written does not read back.
    """
    handle = io.BytesIO()
    _write(workbook, handle, {})
    data = handle.getvalue()
    if not _whole(workbook, data, {}):
        raise OutputError("not_verified", Path(name))
    return data


def save_bytes(
    data: bytes, path: Path, ending: str, *, private: bool = False, force: bool = False, inputs: Sequence[Path] = ()
) -> Path:
    """Write bytes, all of them or nothing.

    Parameters
    ----------
    data : bytes
        What the file is to hold.
    path : Path
        Where.
    ending : str
        The ending of such files, with its dot; added where it is missing.
    private, force, inputs
        As :func:`save` takes them.

    Returns
    -------
    Path
        The file written, which may have a number in its name.

    Raises
    ------
    OutputError
        It could not be written; no file is left behind.
    """

    def write(handle: BinaryIO) -> None:
        handle.write(data)

    return written_whole(
        _ending(path, ending),
        write,
        private=private,
        force=force,
        inputs=inputs,
        sound=lambda it: it.read_bytes() == data,
    )


def _ending(path: Path, ending: str) -> Path:
    return path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")


def written_whole(
    path: Path,
    write: Callable[[BinaryIO], None],
    *,
    private: bool = False,
    force: bool = False,
    inputs: Sequence[Path] = (),
    sound: Callable[[Path], bool] | None = None,
) -> Path:
    """Write a file of any kind, all of it or nothing.

    Parameters
    ----------
    path : Path
        Where.
    write : callable
        Writes what the file is to hold to the handle that it is given.
    private, force, inputs
        As :func:`save` takes them.
    sound : callable, optional
        A look at the file before it is put in its place; the file is dropped where it says no.

    Returns
    -------
    Path
        The file written, which may have a number in its name.

    Raises
    ------
    OutputError
        It could not be written; no file is left behind.
    """
    if not path.parent.is_dir():
        raise OutputError("no_folder", path.parent)
    mode = _OWNER_ALONE if private else _AS_USUAL
    try:
        with beside(path.parent) as temporary:
            # from its first byte on: a file whose mode is set later can be opened before
            with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as handle:
                if private:
                    temporary.chmod(mode)  # whatever the umask took away from its owner
                write(handle)
                handle.flush()
                os.fsync(handle.fileno())
            if sound and not sound(temporary):
                raise OutputError("not_verified", path)
            return _put_in_place(temporary, path, force, inputs)
    except OSError as error:
        raise OutputError(output_code(error), path) from error


class _SteadyZip(zipfile.ZipFile):
    """A zip archive whose entries carry no time of writing, with some of its entries amended."""

    amended: Mapping[str, Amended]

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add an entry, dated at the zip format's first day."""
        name = str(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname))
        content = data.encode() if isinstance(data, str) else data
        with self.open(name, "w") as entry:
            for piece in self.amended[name].rewrite(content) if name in self.amended else (content,):
                entry.write(piece)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file as an entry."""
        self.writestr(str(arcname or filename), Path(filename).read_bytes())


def _write(workbook: Workbook, handle: BinaryIO, amended: Mapping[str, Amended]) -> None:
    parts = {f"xl/worksheets/sheet{number}.xml": sheet.title for number, sheet in enumerate(workbook.worksheets, 1)}
    with _SteadyZip(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.amended = {part: amended[title] for part, title in parts.items() if title in amended}
        ExcelWriter(workbook, archive).write_data()  # its own save would write the time of day


def _whole(workbook: Workbook, data: bytes, amended: Mapping[str, Amended]) -> bool:
    """Read a file back: every part is as it was written, every sheet is there, to its last row."""
    sheets = {sheet.title: _rows_written(sheet) for sheet in workbook.worksheets}
    sheets |= {title: how.last_row for title, how in amended.items() if how.last_row is not None}
    return reads_back(data, sheets)


def _rows_written(sheet: Any) -> int:
    return max({row for row, _ in sheet._cells} | set(sheet.row_dimensions), default=0)


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
