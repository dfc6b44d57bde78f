"""Values to cells: the standard form of what a cell says, which reads back as the same value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from commatch.times import Times
from commatch.workbook.cells import Counted, Parsed, counted, items, times
from commatch.workbook.printed_times import printed_times
from commatch.workbook.schema import CHOICES, Column, Lang, Type

__all__ = ["Written", "written"]

Written = str | int | float | datetime.date | None
"""What a cell can be filled with."""

_YES_NO = {Lang.ZH: {True: "是", False: "否"}, Lang.EN: {True: "yes", False: "no"}}
_URGENCY: Mapping[Lang, tuple[str, ...]] = {
    Lang.ZH: ("低", "中", "高", "紧急", "兜底"),
    Lang.EN: ("low", "medium", "high", "urgent", "must"),
}
_LARGEST = 1e15


def written(column: Column, value: Any, lang: Lang) -> Written:
    """Return the standard form of a value: what a tidy workbook holds in its cell.

    Parameters
    ----------
    column : Column
        The column of the cell.
    value : object
        A value as it was read from such a column.
    lang : Lang
        The language to write.

    Returns
    -------
    str, int, float, datetime.date or None
        Reading it again gives the same value, without a fault and with nothing assumed; ``None`` for a blank.
    """
    if value is None:
        return None
    plain: Written = value
    match column.type:
        case Type.NUMBER | Type.WHOLE:
            return int(value) if float(value).is_integer() and abs(value) < _LARGEST else plain
        case Type.MONTH:
            return f"{value.year}-{value.month:02}"
        case Type.TIMES:
            return _times(value, lang)
        case Type.LIST:
            return _listed(value, lang)
        case Type.COUNTED:
            return ("；" if lang is Lang.ZH else "; ").join(map(_counted, value))
        case Type.LEVELS:
            return _comma(lang).join(_levelled(*member) for member in value)
        case Type.YES_NO:
            return _YES_NO[lang][value]
        case Type.URGENCY:
            return _URGENCY[lang][int(value) - 1]
        case Type.CHOICE:
            return next(item.name(lang) for item in CHOICES[column.choices] if item.key == value)
    return plain


def _listed(members: Sequence[str], lang: Lang) -> str:
    """Return the members of a list; with commas where 、 after a first member such as 1 would be read as numbering."""
    text = _comma(lang).join(members)
    return text if items(text) == tuple(members) else ", ".join(members)


def _comma(lang: Lang) -> str:
    return "、" if lang is Lang.ZH else ", "


def _times(value: Times, lang: Lang) -> str:
    """Return times in words; as they stand in the cell where the words would say anything else."""
    text = printed_times(value, lang)
    return text if times(text) == Parsed(value) else value.text


def _counted(member: Counted) -> str:
    """Return a name with its level and count, without a count of one where that is plain."""
    name = member.what if member.level is None else f"{member.what}≥{member.level}"
    alone = member.count == 1 and counted(name).value == (member,)
    return name if alone else f"{name}×{member.count}"


def _levelled(name: str, level: int | None) -> str:
    return name if level is None else f"{name}:{level}"
