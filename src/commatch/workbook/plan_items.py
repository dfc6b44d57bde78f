"""How a run record holds a plan: lists in JSON, each cell a whole list, so that no order of rows matters.

A list is one of records that are short lists of numbers and texts. What does not fit into a cell goes on in another
row with the same item.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["LONGEST_ITEM", "decoded", "encoded"]

LONGEST_ITEM = 32_000
"""Most characters of a list in one cell, counted in UTF-16 units; a cell takes a few more."""

Entry = Sequence[str | int | float]


def encoded(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield some entries as JSON lists that each fit into a cell: one, or more where there are many.

    Parameters
    ----------
    entries : iterable of sequence of (str or int)
        What to hold; none at all gives one list that is empty.
    """
    parts: list[str] = []
    size = 0
    for entry in entries:
        text = json.dumps(list(entry), ensure_ascii=False, separators=(",", ":"))
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1
        if parts and size + units + 1 > LONGEST_ITEM:
            yield f"[{','.join(parts)}]"
            parts, size = [], 0
        parts.append(text)
        size += units
    yield f"[{','.join(parts)}]"


def decoded(value: object) -> list[list[object]] | None:
    """Return the entries of a list, ``None`` where a cell holds no such list."""
    if not isinstance(value, str):
        return None
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or not all(isinstance(entry, list) for entry in found):
        return None
    return found
