"""进程 and 历史 as sheets: how far every need has come, and what was carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from commatch.community import Past
from commatch.memory import Way
from commatch.reports.rows import SheetRows, number
from commatch.reports.words import Words
from commatch.workbook.printing import written
from commatch.workbook.schema import INPUT

__all__ = ["history", "past_values", "progress", "way_values"]

_DAYS = ("raised_on", "planned_on", "decided_on", "started_on", "done_on", "reviewed_on", "ask_again_on")


def progress(ways: Iterable[Way], words: Words, title: str = "") -> SheetRows:
    """Return the sheet 进程.

    Parameters
    ----------
    ways : iterable of Way
        In the order of the rows.
    words : Words
        Words in the language that is written.
    title : str
        A line above the header; none where ''.
    """
    return _sheet("progress", (way_values(way, words) for way in ways), words, title)


def history(rows: Iterable[Past], words: Words, title: str = "") -> SheetRows:
    """Return the sheet 历史, as :func:`progress` does."""
    return _sheet("history", map(past_values, rows), words, title)


def way_values(way: Way, words: Words) -> Mapping[str, Any]:
    """Return the values of a row of 进程 by column, blank ones left out; groups are named in the language."""
    return _filled(
        {
            **{
                key: getattr(way, key)
                for key in ("need_id", "title", "category", "source", "grid", "decision", "project_id", *_DAYS)
            },
            "groups": tuple(map(words.group, way.groups)),
            "beneficiaries": way.beneficiaries,
            "first_month": way.first_month,
            "rating": way.rating,
            "status": way.status.value,
            "waited": way.waited,
            "end": way.end.value if way.end else None,
            "end_month": way.end_month,
        }
    )


def past_values(row: Past) -> Mapping[str, Any]:
    """Return the values of a row of 历史 by column, blank ones left out."""
    numbers = {key: getattr(row, key) for key in ("hours", "rating", "quantity", "led")}
    return _filled(
        {
            "month": row.month,
            "need_id": row.need_id,
            "resource_id": row.resource_id,
            "date": row.date,
            "basis": row.basis,
            "community": row.community,
            **{key: None if value is None else number(value) for key, value in numbers.items()},
        }
    )


def _filled(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", ())}


def _sheet(key: str, rows: Iterable[Mapping[str, Any]], words: Words, title: str) -> SheetRows:
    sheet = INPUT[key]

    def cells(values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(
            written(column, values[column.key], words.lang) if column.key in values else None
            for column in sheet.columns
        )

    return SheetRows(sheet, tuple(map(cells, rows)), title)
