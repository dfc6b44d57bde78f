"""The texts of formulas that have no stored value: those who keep a sheet keep at least what it says there."""

from __future__ import annotations

import io
from collections.abc import Mapping

from commatch.workbook.grids import MISREAD
from commatch.workbook.guard import FileKind, Format
from commatch.workbook.quiet import without_noise
from commatch.workbook.sheetscan import Position

__all__ = ["formula_texts"]


def formula_texts(data: bytes, kind: FileKind) -> Mapping[str, Mapping[Position, str]]:
    """Return the formulas without a stored value, by sheet and cell; only sheets that have some are read again.

    Parameters
    ----------
    data : bytes
        The whole file.
    kind : FileKind
        What the guard says of it.

    Returns
    -------
    mapping of str to mapping of Position to str
        Formulas as they are written, ``=B2*2``. What can't be told is left out: of other formats than .xlsx all.
    """
    wanted = {name: scan for name, scan in kind.scans.items() if scan.uncached}
    if kind.format is not Format.XLSX or not wanted:
        return {}
    try:
        with without_noise():
            return _read(data, kind, set(wanted))
    except MISREAD:
        return {}


def _read(data: bytes, kind: FileKind, wanted: set[str]) -> dict[str, dict[Position, str]]:
    from openpyxl import load_workbook

    found: dict[str, dict[Position, str]] = {}
    workbook = load_workbook(io.BytesIO(data), read_only=True)
    for sheet in workbook.worksheets:
        if sheet.title in wanted:
            scan = kind.scans[sheet.title]
            places = scan.uncached
            last_row, last_column = (1 + max(place[axis] for place in places) for axis in (0, 1))
            texts = found[sheet.title] = {}
            rows = sheet.iter_rows(max_row=last_row, max_col=last_column, values_only=True)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    text = getattr(value, "text", value)  # of a formula for many cells
                    if isinstance(text, str) and (row, column) in places:
                        texts[row, column] = text
    return found
