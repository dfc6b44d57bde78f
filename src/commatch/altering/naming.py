"""Which column of a sheet a name means, and how operations are shown."""

from __future__ import annotations

from commatch.altering.grammar import Add, Assign, Change, Operation, Remove
from commatch.assemble.nearest import nearest
from commatch.settings import Settings
from commatch.workbook.headers import HELD, lookup
from commatch.workbook.outputs import READ
from commatch.workbook.schema import RESOURCE_SHEETS, Type
from commatch.workbook.wording import OwnWords

__all__ = ["HIDDEN", "LISTS", "column_of", "label_of"]

LISTS = frozenset({Type.LIST, Type.COUNTED, Type.LEVELS})
"""Types of columns whose cells are lists."""
HIDDEN = "…"
"""Stands for what is personal."""
_OPTIONS = {Add: "add", Remove: "remove", Change: "set"}


def column_of(sheet: str, name: str, settings: Settings) -> str | tuple[str, ...]:
    """Return the key of the column that a name means, as a header would; where there is none the nearest names.

    A name that only holds a known word is none: in a sheet it would be reported, here it is asked about.
    """
    key, rank = lookup(sheet, name, OwnWords.of(settings))
    if key and rank < HELD:
        return key
    columns = READ[sheet].columns
    names = [column.key if name.isascii() else column.zh for column in columns]
    near = nearest(name, names)
    return tuple(near.split("、")) if near else ()


def label_of(operation: Operation, sheet: str, settings: Settings) -> str:
    """Return an operation as it may be shown: what it puts into personal columns is left out.

    Parameters
    ----------
    operation : Operation
        The operation.
    sheet : str
        The sheet of its row; ``''`` where that is not known.
    settings : Settings
        The settings in force.
    """
    text, sheets = operation.text, [sheet] if sheet else ["needs", *RESOURCE_SHEETS.values()]
    words = operation.words if isinstance(operation, Add) else operation.cells if isinstance(operation, Change) else ()
    for word in words:
        if isinstance(word, Assign) and word.value and any(_personal(of, word, settings) for of in sheets):
            text = text.replace(word.value, HIDDEN)
    return f'--{_OPTIONS[type(operation)]} "{text}"'


def _personal(sheet: str, word: Assign, settings: Settings) -> bool:
    key, _ = lookup(sheet, word.column, OwnWords.of(settings))
    return bool(key) and READ[sheet].column(key).personal
