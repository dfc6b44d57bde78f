"""Names that many rows share: every spelling of a grid, a template, a bundle or a group becomes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["spelled_alike"]

_SHARED: Sequence[Sequence[tuple[str, str]]] = (
    (
        ("needs", "grid"),
        ("helpers", "grid"),
        ("units", "grid"),
        ("venues", "grid"),
        ("distances", "from"),
        ("distances", "to"),
    ),
    (("needs", "template"), ("templates", "template"), ("steps", "template")),
    (("needs", "bundle"),),
    (("needs", "groups"), ("helpers", "groups"), ("units", "groups")),
)
"""Columns, by sheet and key, whose names are those of the same things."""


def spelled_alike(rows: Mapping[str, Sequence[Record]]) -> dict[str, list[Record]]:
    """Return the rows of all sheets with one spelling for each grid, template, bundle and resident group.

    Names are the same where they differ in width and case of letters only. The spelling that comes first in
    plain order stands for all, so that it does not depend on the order of rows or files.

    Parameters
    ----------
    rows : mapping of str to sequence of Record
        Rows by the key of their sheet.
    """
    spellings: dict[tuple[str, str], dict[str, str]] = {}
    for columns in _SHARED:
        names = {name for sheet, key in columns for record in rows.get(sheet, ()) for name in _names(record, key)}
        one: dict[str, str] = {}
        for name in sorted(names):
            one.setdefault(cells.folded(name), name)
        spellings |= dict.fromkeys(columns, one)
    return {sheet: [_respelled(record, sheet, spellings) for record in records] for sheet, records in rows.items()}


def _names(record: Record, key: str) -> tuple[str, ...]:
    value = record[key]
    return value if isinstance(value, tuple) else (str(value),) if value else ()


def _respelled(record: Record, sheet: str, spellings: Mapping[tuple[str, str], Mapping[str, str]]) -> Record:
    changed: dict[str, object] = {}
    for (where, key), one in spellings.items():
        names = _names(record, key) if where == sheet else ()
        respelled = tuple(one[cells.folded(name)] for name in names)
        if respelled != names:
            changed[key] = respelled if isinstance(record[key], tuple) else respelled[0]
    return replace(record, values={**record.values, **changed}) if changed else record
