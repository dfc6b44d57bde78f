"""The public notice as a page for a browser."""

from __future__ import annotations

from commatch.reports.notice.contents import Notice
from commatch.reports.page.pages import rendered
from commatch.reports.words import Words
from commatch.texts.notice import NOTICE_WORDS

__all__ = ["notice_page"]

_WORDS = ("doing", "open", "number", "what", "when", "where", "who", "state", "why")


def notice_page(notice: Notice) -> str:
    """Return a notice as a page."""
    words = Words(notice.lang)
    return rendered(
        "notice.html",
        notice.lang,
        title=notice.title,
        styles=("notice.css",),
        notice=notice,
        say={key: words.fill(NOTICE_WORDS[key]) for key in _WORDS},
    )
