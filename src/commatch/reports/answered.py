"""匹配明细 with what was typed into the list before and still holds: who agreed, and how it went."""

from __future__ import annotations

from dataclasses import replace

from commatch.matching.carried import standing
from commatch.previous_projects import PreviousRow, Reply
from commatch.reports.assignments import assignments
from commatch.reports.rows import SheetRows, Value, number
from commatch.reports.view import View
from commatch.reports.words import Words
from commatch.workbook.schema import choice_name

__all__ = ["answered"]


def answered(view: View) -> SheetRows:
    """Return the sheet 匹配明细; what was typed into a row that has not changed stands there again."""
    rows, there = assignments(view), standing(view.inst, view.result.plan)
    if not there:
        return rows
    keys = [column.key for column in rows.sheet.columns]
    made = zip(rows.rows, view.result.plan.assignments, strict=True)
    return replace(
        rows,
        rows=tuple(
            _answered(row, keys, there[planned], view.words) if planned in there else row for row, planned in made
        ),
    )


def _answered(row: tuple[Value, ...], keys: list[str], before: PreviousRow, words: Words) -> tuple[Value, ...]:
    typed, agreed = before.typed, choice_name("reply", Reply.AGREE.value, words.lang)
    said: dict[str, Value] = {
        "reply": agreed if before.reply is Reply.AGREE else None,
        "actual_hours": None if typed.hours is None else number(typed.hours),
        "outcome": typed.outcome or None,
        "rating": None if typed.rating is None else number(typed.rating),
    }
    values = dict(zip(keys, row, strict=True))
    if typed.day is not None and values["date"] is None:
        said |= {"date": typed.day.date, "half_day": None if typed.day.half is None else words.half(typed.day.half)}
    return tuple((values | said).values())
