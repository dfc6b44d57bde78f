"""Sheets of resources that are there without a row, though needs ask for what they would hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from commatch.checking.look import Look
from commatch.community import Kind
from commatch.problems import Problem, warning
from commatch.workbook.schema import RESOURCE_SHEETS

__all__ = ["empty_sheets"]


def empty_sheets(look: Look) -> Iterator[Problem]:
    """Yield a warning for each kind of which there is a sheet with headers alone and that some need asks for."""
    of = {kind: look.places.tables.of(RESOURCE_SHEETS[kind]) for kind in Kind}
    empty = [kind for kind, tables in of.items() if tables and not any(table.rows for table in tables)]
    if look.doubts.everything or not empty:
        return
    asking = Counter(kind for need in look.needs for kind in {item.kind for item in need.requirements})
    for kind in empty:
        if asking[kind] and kind not in look.doubts.kinds:
            place = min(table.place for table in of[kind])
            yield warning("sheet_without_rows", place, place.sheet, kind=kind.value, count=asking[kind])
