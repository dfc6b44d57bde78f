"""Standard sheets whose rows can be changed by column: what a tidied workbook holds, on its way into the next month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from commatch.tidying.changes import Tidied, TidySheet
from commatch.workbook.declared import Lang, Sheet
from commatch.workbook.printing import written
from commatch.workbook.schema import INPUT

__all__ = ["Extra", "Page", "Row", "natural", "pages_of"]

Extra = tuple[str, int]
"""A further column: its header, and how many of the same header stand before it."""
Row = dict[str | Extra, object]
_DIGITS = re.compile(r"(\d+)")


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Return a text as it is put in order: its numbers by their value, so that N2 stands before N10."""
    parts = (part for part in _DIGITS.split(text) if part)
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


class Page:
    """A standard sheet with its rows, each a mapping from column to final value.

    Parameters
    ----------
    sheet : Sheet
        The schema's sheet.
    lang : Lang
        The language that is written.
    """

    def __init__(self, sheet: Sheet, lang: Lang) -> None:
        self.sheet = sheet
        self.lang = lang
        self.extras: list[Extra] = []
        self.rows: list[Row] = []

    @classmethod
    def of(cls, tidied: TidySheet, lang: Lang) -> Page:
        """Return the page of a tidied sheet; a heading in a column's place becomes a column of its own again."""
        page = cls(INPUT[tidied.sheet.key], lang)
        headers: Counter[str] = Counter()
        names: list[str | Extra] = []
        pairs = zip(tidied.sheet.columns, page.sheet.columns, strict=True)
        own = [(shown.key == column.key, column.key, shown.key) for shown, column in pairs]
        for stands, key, header in (*own, *((False, "", header) for header in tidied.extras)):
            names.append(key if stands else page._extra(header, headers))
        page.rows = [dict(zip(names, row, strict=True)) for row in tidied.rows]
        return page

    def _extra(self, header: str, headers: Counter[str]) -> Extra:
        extra = (header, headers[header])
        headers[header] += 1
        self.extras.append(extra)
        return extra

    def values(self, given: Mapping[str, Any]) -> Row:
        """Return a row of values of the program as it is written."""
        return {key: written(self.sheet.column(key), value, self.lang) for key, value in given.items()}

    def put(self, row: Row, **given: Any) -> None:
        """Set cells of a row to values of the program."""
        row.update(self.values(given))

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows, with the further columns that they have."""
        for row in rows:
            self.rows.append(row)
            self.extras += [key for key in row if isinstance(key, tuple) and key not in self.extras]

    def said(self, row: Row, *, without: frozenset[str] = frozenset()) -> str:
        """Return what a row says, as text."""
        columns = (column.key for column in self.sheet.columns if column.key not in without)
        said = (_text(row[key]) for key in columns if row.get(key) is not None)
        return ("、" if self.lang is Lang.ZH else ", ").join(said)

    def sheets(self) -> TidySheet:
        """Return the sheet as it is written: its rows in an order of their own, whatever it was before."""
        keys: list[str | Extra] = [*(column.key for column in self.sheet.columns), *sorted(set(self.extras))]
        rows = [tuple(row.get(key) for key in keys) for row in self.rows]
        rows.sort(key=lambda row: [natural(_text(value)) for value in row])
        return TidySheet(self.sheet, tuple(header for header, _ in sorted(set(self.extras))), tuple(rows))


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(getattr(value, "text", value))


def pages_of(tidied: Tidied) -> dict[str, Page]:
    """Return the pages of a tidied workbook by key."""
    return {sheet.sheet.key: Page.of(sheet, tidied.lang) for sheet in tidied.sheets}
