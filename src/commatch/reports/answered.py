"""匹配明细 with what was typed into the previous list and still holds: who agreed, and how things went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commatch.matching.carried import agreed, typed
from commatch.matching.plan import Assignment
from commatch.previous import Reply
from commatch.reports.assignments import assignments
from commatch.reports.rows import SheetRows, Value
from commatch.reports.view import View
from commatch.workbook.schema import choice_name

__all__ = ["answered"]


def answered(view: View) -> SheetRows:
    """Return the sheet 匹配明细; what was typed into a row that has not changed stands there again."""
    rows, plan = assignments(view), view.result.plan
    there, went = agreed(view.inst, plan), typed(view.inst, plan)
    if not there and not went:
        return rows
    agree = choice_name("reply", Reply.AGREE.value, view.lang)

    def said(planned: Assignment) -> Iterator[tuple[str, Value]]:
        if planned in there:
            yield "reply", agree
        if planned in went:
            how = went[planned]
            yield from (("actual_hours", how.hours), ("outcome", how.outcome or None), ("rating", how.rating))

    made = zip(rows.rows, plan.assignments, strict=True)
    return replace(rows, rows=tuple(_with(rows, row, dict(said(planned))) for row, planned in made))


def _with(rows: SheetRows, row: tuple[Value, ...], said: dict[str, Value]) -> tuple[Value, ...]:
    """Return a row with other values in some columns."""
    if not said:
        return row
    return tuple(said.get(column.key, value) for column, value in zip(rows.sheet.columns, row, strict=True))
