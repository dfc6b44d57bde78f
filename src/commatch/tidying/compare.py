"""Whether two communities say the same, wherever their rows stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from commatch.community import Community
from commatch.problems import NOWHERE, Place
from commatch.workbook.cells import clean

__all__ = ["MENDED", "same_data"]

MENDED = frozenset(
    {
        "column_without_header",
        "file_twice",
        "header_repeated",
        "header_taken_for",
        "hidden_columns",
        "hidden_rows",
        "hidden_sheet",
        "id_derived",
        "ids_derived",
        "merged_filled",
        "note_left_out",
        "rows_without_data",
        "sample_left_out",
        "serial_not_id",
        "sheet_by_headers",
        "sheets_aside",
        "tables_split",
        "totals_left_out",
        "year_assumed",
    }
)
"""Warnings that tidying mends: none of them is left in a tidied workbook.

An identifier alone is not derived where an unknown heading looks like that of the identifiers: that is asked first.
"""


def same_data(one: Community, other: Community, formulas: Iterable[str] = ()) -> bool:
    """Tell whether two communities are equal but for places, files, problems and the order of extra columns.

    Parameters
    ----------
    one, other : Community
        What is compared.
    formulas : iterable of str
        Formulas without a value, which say nothing in an extra column: in one it is blank, in the other their text.
    """
    nothing = frozenset(map(clean, formulas))
    return _bare(one, nothing) == _bare(other, nothing)


def _bare(community: Community, nothing: frozenset[str]) -> Community:
    needs = (
        replace(need, extras=tuple(sorted(("", text) for _, text in need.extras if text not in nothing)))
        for need in community.needs
    )
    memory = community.memory
    if memory is not None:
        attendance, redemptions = _unplaced(memory.attendance), _unplaced(memory.redemptions)
        memory = replace(memory, attendance=attendance, redemptions=redemptions)
    return replace(
        community,
        memory=memory,
        needs=_unplaced(needs),
        helpers=_unplaced(community.helpers),
        units=_unplaced(community.units),
        venues=_unplaced(community.venues),
        funds=_unplaced(community.funds),
        goods=_unplaced(community.goods),
        opinions=_unplaced(community.opinions),
        files=(),
        aliases=(),
        problems=(),
    )


def _unplaced(items: Iterable[Any]) -> tuple[Any, ...]:
    """Return rows without their places; those with the same identifier, which places ordered, by what they say."""
    return tuple(sorted(map(_nowhere, items), key=repr))


def _nowhere(item: Any) -> Any:
    places = [field.name for field in fields(item) if isinstance(getattr(item, field.name), Place)]
    return replace(item, **dict.fromkeys(places, NOWHERE))
