"""The public notice as a document to print, in large letters."""

from __future__ import annotations

import datetime as dt

from commatch.reports.notice.contents import Notice
from commatch.reports.notice.tables import notice_tables
from commatch.reports.papers.documents import Paper

__all__ = ["notice_paper"]

_LARGER = 1.4
"""How much larger its letters are than those of other papers: 13 points in tables, and more outside."""


def notice_paper(notice: Notice, date: dt.date) -> Paper:
    """Return a notice as a document; the date goes into its properties."""
    paper = Paper(notice.lang, date, notice.title, larger=_LARGER)
    paper.title(notice.title)
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
