"""The public notice as a document to print, in large letters."""

from __future__ import annotations

import datetime as dt

from commatch.reports.notice.contents import Notice
from commatch.reports.notice.tables import notice_tables
from commatch.reports.papers.documents import Paper
from commatch.workbook.look import width_of

__all__ = ["notice_paper"]

_LARGER = 1.5
"""How much larger its letters are than those of other papers: 14 points in tables, and more outside."""
_TITLE, _LEAST_TITLE, _LINE = 27.0, 15.0, 425.0
"""Points of the title's letters, at most and at least, and of a line of the page: the title is one line."""


def notice_paper(notice: Notice, date: dt.date) -> Paper:
    """Return a notice as a document; the date goes into its properties."""
    paper = Paper(notice.lang, date, notice.title, larger=_LARGER)
    size = max(_LEAST_TITLE, min(_TITLE, _LINE / max(1.0, width_of(notice.title) / 2)))
    paper.title(notice.title, points=int(size))
    for text in notice.lead:
        paper.say(text)
    for table in notice_tables(notice):
        paper.heading(table.heading)
        paper.table(table.headers, table.rows, table.widths)
    for text in notice.foot:
        paper.say(text)
    for text in notice.signed:
        paper.say(text, right=True, leads=text != notice.signed[-1])
    return paper
