"""进程 and 历史 as rows of sheets, in a project list and in the next month's workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from commatch.community import Past
from commatch.memory import Way
from commatch.reports.rows import SheetRows, Value, number
from commatch.reports.words import Words
from commatch.workbook.schema import INPUT, Lang, choice_name

__all__ = ["history_rows", "memory_sheets", "progress_rows"]


def memory_sheets(ways: Iterable[Way], history: Iterable[Past], lang: Lang) -> tuple[SheetRows, ...]:
    """Return 进程, and 历史 of what was carried out in the month; those of them that hold anything."""
    sheets = (progress_rows(ways, lang), history_rows(history, lang))
    return tuple(rows for rows in sheets if rows.rows)


def progress_rows(ways: Iterable[Way], lang: Lang) -> SheetRows:
    """Return the sheet 进程, in the order of the needs' ids."""
    words = Words(lang)
    return SheetRows(INPUT["progress"], tuple(_way(way, words) for way in ways))


def _way(way: Way, words: Words) -> tuple[Value, ...]:
    return (
        way.need_id, way.title or None, way.category or None, way.source or None, words.groups(way.groups) or None,
        way.grid or None, way.beneficiaries, way.raised_on, _month(way.first_month), way.planned_on, way.decided_on,
        choice_name("decision", way.decision, words.lang) if way.decision else None, way.started_on, way.done_on,
        way.reviewed_on, _number(way.rating), choice_name("need_status", way.status.value, words.lang), way.waited,
        way.ask_again_on, choice_name("need_end", way.end.value, words.lang) if way.end else None,
        _month(way.end_month),
    )  # fmt: skip


def history_rows(history: Iterable[Past], lang: Lang) -> SheetRows:
    """Return the sheet 历史, in the order of the rows."""
    return SheetRows(INPUT["history"], tuple(map(_past, history)))


def _past(row: Past) -> tuple[Value, ...]:
    return (
        _month(row.month), row.need_id or None, row.resource_id or None, _number(row.hours), _number(row.rating),
        row.date, _number(row.quantity), row.led,
    )  # fmt: skip


def _month(month: dt.date | None) -> str | None:
    return f"{month:%Y-%m}" if month else None


def _number(value: float | None) -> float | int | None:
    return None if value is None else number(value)
