"""What is declared already and not done yet, for the documentation; the tests hold each entry to that."""

from __future__ import annotations

__all__ = ["NOT_USED_COLUMNS", "NOT_USED_SETTINGS"]

NOT_USED_COLUMNS = frozenset({"shared"})
"""Columns of resource sheets that are read, with no effect."""

NOT_USED_SETTINGS = frozenset(
    {
        "residents",
        "group_residents",
        "indirect_beneficiaries",
        "volunteer_share",
        "logged_share",
        "shortfall_share",
        "shortfall_months",
    }
)
"""Settings that are read, with no effect."""
