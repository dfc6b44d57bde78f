"""What is declared already and not done yet, for the documentation; the tests hold each entry to that."""

from __future__ import annotations

__all__ = ["NOT_USED_COLUMNS", "NOT_USED_SETTINGS"]

NOT_USED_COLUMNS: frozenset[str] = frozenset()
"""Columns of resource sheets that are read, with no effect."""

NOT_USED_SETTINGS: frozenset[str] = frozenset()
"""Settings that are read, with no effect."""
