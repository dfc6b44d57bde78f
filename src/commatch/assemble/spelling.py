"""Names that many rows share: every spelling of a grid, a template, a bundle or a group becomes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commatch.workbook.spelling import normal
from commatch.workbook.values import Record

__all__ = ["GRID_COLUMNS", "spelled_alike"]

GRID_COLUMNS: Sequence[tuple[str, str]] = (
    ("needs", "grid"),
    ("helpers", "grid"),
    ("units", "grid"),
    ("venues", "grid"),
    ("distances", "from"),
    ("distances", "to"),
)
"""Columns that name a grid."""
_SHARED: Sequence[Sequence[tuple[str, str]]] = (
    GRID_COLUMNS,
    (("needs", "template"), ("templates", "template"), ("steps", "template")),
    (("needs", "bundle"),),
    (("needs", "groups"), ("helpers", "groups"), ("units", "groups")),
)
"""Columns, by sheet and key, whose names are those of the same things."""


def spelled_alike(rows: Mapping[str, Sequence[Record]]) -> dict[str, list[Record]]:
    """Return the rows of all sheets with one spelling for each grid, template, bundle and resident group.

    Names are the same where they differ in width, case, spaces or traditional forms only. The spelling that comes
    first in plain order stands for all, so that it does not depend on the order of rows or files.

    Parameters
    ----------
    rows : mapping of str to sequence of Record
        Rows by the key of their sheet.
    """
    respelled = {key: list(records) for key, records in rows.items()}
    for columns in _SHARED:
        values = {(sheet, key): {record[key] for record in rows.get(sheet, ())} for sheet, key in columns}
        one: dict[str, str] = {}
        for name in sorted({name for said in values.values() for value in said for name in _names(value)}):
            one.setdefault(normal(name), name)
        for (sheet, key), said in values.items():
            changed = {value: new for value in said if (new := _respelled(value, one)) != value}
            if changed:
                respelled[sheet] = [
                    record.with_values({key: changed[value]}) if (value := record[key]) in changed else record
                    for record in respelled[sheet]
                ]
    return respelled


def _names(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),) if value else ()


def _respelled(value: object, one: Mapping[str, str]) -> object:
    names = tuple(one[normal(name)] for name in _names(value))
    return names if isinstance(value, tuple) else names[0] if names else value
