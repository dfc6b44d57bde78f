"""What is declared already and not done yet, for the documentation; the tests hold each entry to that."""

from __future__ import annotations

from commatch.reports.project_list import SHEETS
from commatch.workbook.outputs import OUTPUT

__all__ = ["NOT_FILLED", "NOT_USED_COLUMNS", "NOT_USED_SETTINGS", "NOT_USED_SHEETS", "NOT_WRITTEN"]

NOT_WRITTEN = frozenset(OUTPUT) - frozenset(SHEETS)
"""Output sheets that no function writes."""

NOT_FILLED = frozenset[tuple[str, str]]()
"""Output columns that are there and blank."""

NOT_USED_SHEETS = frozenset({"attendance", "redemptions"})
"""Input sheets that are recognised, with no effect."""

NOT_USED_COLUMNS = frozenset({"shared"})
"""Columns of resource sheets that are read, with no effect."""

NOT_USED_SETTINGS = frozenset[str]()
"""Settings that are read, with no effect."""
