"""The sheets of an old workbook (.xls, .et) as rows of raw values, read from its records."""

from __future__ import annotations

import datetime as dt
import os
import struct
from collections.abc import Iterator

__all__ = ["MISREAD_OLD", "old_sheets"]

MISREAD_OLD = (
    struct.error, AssertionError, IndexError, KeyError, ValueError, TypeError, AttributeError, OverflowError,
    ArithmeticError, RecursionError, NotImplementedError,
)  # fmt: skip
"""What the reader of old workbooks raises for a damaged one, beside its own two errors."""

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def old_sheets(stream: bytes) -> Iterator[tuple[str, list[list[object]], bool]]:
    """Yield name, rows and whether it is hidden of every sheet.

    Parameters
    ----------
    stream : bytes
        The records of the workbook, out of their container.

    Raises
    ------
    ValueError
        They can't be read.
    """
    import xlrd

    try:
        with open(os.devnull, "w", encoding="utf-8") as log:
            book = xlrd.open_workbook(file_contents=stream, logfile=log, ragged_rows=True)
        for sheet in book.sheets():
            rows: list[list[object]] = [
                [
                    _value(kind, value, book.datemode)
                    for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True)
                ]
                for row in range(sheet.nrows)
            ]
            yield sheet.name, rows, sheet.visibility != 0
    except (xlrd.XLRDError, xlrd.formula.FormulaError, *MISREAD_OLD) as exc:
        raise ValueError(str(exc)) from exc


def _value(kind: int, value: object, datemode: int) -> object:
    """Return a value as other formats give it: a day without a time is a date, a time without a day a time."""
    if kind == _BOOLEAN:
        return bool(value)
    if kind != _DATE or not isinstance(value, float) or value < 0:
        return value if kind in (_TEXT, _NUMBER, _DATE) else None
    from xlrd.xldate import XLDateError, xldate_as_datetime

    try:
        moment: dt.datetime = xldate_as_datetime(value, datemode)
    except (XLDateError, OverflowError, ValueError):
        return value
    if 0 <= value < 1:
        return moment.time()
    return moment.date() if moment.time() == dt.time() else moment
