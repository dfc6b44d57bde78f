"""匹配明细 with the replies of the previous list that still hold."""

from __future__ import annotations

from dataclasses import replace

from commatch.matching.carried import agreed
from commatch.previous import Reply
from commatch.reports.assignments import assignments
from commatch.reports.rows import SheetRows
from commatch.reports.view import View
from commatch.workbook.schema import choice_name

__all__ = ["answered"]


def answered(view: View) -> SheetRows:
    """Return the sheet 匹配明细; who agreed to a row that has not changed has agreed to it."""
    rows, there = assignments(view), agreed(view.inst, view.result.plan)
    if not there:
        return rows
    at = [column.key for column in rows.sheet.columns].index("reply")
    said = choice_name("reply", Reply.AGREE.value, view.lang)
    made = zip(rows.rows, view.result.plan.assignments, strict=True)
    return replace(
        rows, rows=tuple((*row[:at], said, *row[at + 1 :]) if planned in there else row for row, planned in made)
    )
