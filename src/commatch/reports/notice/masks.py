"""The record of what a public notice does not show: an internal workbook for the worker."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook

from commatch.reports.notice.texts import Masked
from commatch.reports.rows import SheetRows
from commatch.reports.sheets import build, fitted
from commatch.reports.view import View
from commatch.texts.notice import NOTICE_WORDS
from commatch.texts.screening import SORTS
from commatch.workbook.outputs import MASK_LOG, READ

__all__ = ["masks_workbook"]


def masks_workbook(view: View, masked: Sequence[Masked]) -> Workbook:
    """Return the record of a month's notice, a row for each thing that was masked."""
    words = view.words
    title = words.fill(
        NOTICE_WORDS["masks.title"],
        community=view.settings.community_name,
        month=words.month(view.inst.month),
    )
    sheets, _ = fitted([SheetRows(MASK_LOG, tuple(_row(view, one) for one in masked), title)], words)
    return build(sheets, view.lang, view.inst.month)


def _row(view: View, one: Masked) -> tuple[str, ...]:
    sheet = READ[one.sheet]
    sort = SORTS[one.found.sort] if one.found.sort in SORTS else NOTICE_WORDS[f"{one.found.sort}.sort"]
    return (
        sheet.name(view.lang),
        one.row_id,
        sheet.column(one.column).header(view.lang),
        one.text,
        "" if one.found.sort == "long" else one.found.text,
        view.words.fill(sort),
        one.found.source,
        one.posted,
    )
