"""Rows of the sheet 设置: a setting by its standard name, its value in standard form."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.amending import amend
from commatch.settings import DEFAULTS, Settings, setting_key, setting_label, setting_names
from commatch.workbook import cells
from commatch.workbook.schema import Lang
from commatch.workbook.values import Record

__all__ = ["setting_cell"]


def setting_cell(record: Record, key: str, lang: Lang, settings: Settings) -> tuple[object, str]:
    """Return the final value of a cell of the sheet and the rule that a change falls under.

    Parameters
    ----------
    record : Record
        The row.
    key : str
        The cell's column: ``key``, ``value`` or ``note``.
    lang : Lang
        Language of the names.
    settings : Settings
        The settings in force; a first day without a year is near their month.
    """
    cell = record.row.cells.get(key)
    raw = None if cell is None else cell.value
    if raw is None or not cells.clean(raw):
        return None, ""
    name = setting_key(cells.clean(record["key"]))
    if key == "note":
        return record[key], "plain_form" if isinstance(raw, str) else "stored_as_text"
    if name not in setting_names():
        return raw, ""
    if key == "key":
        return setting_label(name) if lang is Lang.ZH else name, "setting_renamed"
    return _value(name, raw, settings), "setting_form"


def _value(name: str, raw: object, settings: Settings) -> object:
    """Return a setting's value in standard form; one that the setting does not take as it is."""
    read, wrong = amend(DEFAULTS, {name: raw}, near=settings.month)
    value, default = getattr(read, name), getattr(DEFAULTS, name)
    if wrong:
        return raw
    if name == "month":
        return f"{value:%Y-%m}"
    if isinstance(default, Mapping):  # what is written alone: the value read holds the defaults besides
        return "；".join(cells.items(raw))
    if isinstance(value, tuple):
        return "、".join(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value
