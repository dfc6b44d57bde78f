"""The two tables of a notice, the same on paper and in a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from commatch.reports.notice.contents import Notice
from commatch.reports.words import Words
from commatch.texts.notice import NOTICE_WORDS
from commatch.workbook.schema import Lang

__all__ = ["NoticeTable", "notice_tables"]

Cell = str | tuple[str, str]
"""A text, or a bold line with the text below it."""


@dataclass(frozen=True, slots=True)
class NoticeTable:
    """A table: its heading, headers, how wide its columns are beside each other, and its rows."""

    heading: str
    headers: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


def notice_tables(notice: Notice) -> tuple[NoticeTable, ...]:
    """Return the tables of a notice, those without a row left out."""
    words = Words(notice.lang)

    def said(*keys: str) -> tuple[str, ...]:
        return tuple(words.fill(NOTICE_WORDS[key]) for key in keys)

    doing = tuple(
        (
            (str(number), row.state),
            (row.what, row.about),
            "\n".join(filter(None, (*row.when, row.where))),
            "\n".join(row.who),
        )
        for number, row in enumerate(notice.doing, 1)
    )
    left = tuple((str(number), row.what, row.why) for number, row in enumerate(notice.open, 1))
    zh = notice.lang is Lang.ZH
    narrow = 1.8 if zh else 2.9  # the state stands below the number
    wide = (5.4, 7.0, 3.9) if zh else (5.3, 5.4, 5.3)  # long words of what somebody does are not broken
    tables = (
        NoticeTable(said("doing")[0], said("number", "what", "when_where", "who"), (narrow, *wide), doing),
        NoticeTable(said("open")[0], said("number", "what", "why"), (narrow, 7.4, 8.8), left),
    )
    return tuple(table for table in tables if table.rows)
