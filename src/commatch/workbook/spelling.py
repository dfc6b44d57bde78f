"""How headers and names are compared: without spaces, marks and brackets, full-width and traditional forms as plain."""

from __future__ import annotations

import re
import unicodedata

from commatch.workbook.grids import Fault
from commatch.workbook.traditional import simplified

__all__ = ["bare", "normal", "shown_header"]

_GAPS = re.compile(r"[\s_\u200b-\u200d\u2060\ufeff]+")
_BRACKETS = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】)$")
_NUMBER = re.compile(r"^(?:\(?[q第]?[0-9一二三四五六七八九十]{1,2}(?:题|[、.):])[、.):]*)(?=.)")
_MARKS = "*:#※★?!。"


def normal(text: object) -> str:
    """Return a header or a name as it is compared: NFKC, simplified, folded case, no spaces or underscores."""
    return simplified(_GAPS.sub("", unicodedata.normalize("NFKC", str(text)))).casefold()


def bare(text: str) -> str:
    """Return a compared header without marks such as ``*``, a number before it, a unit in brackets at its end."""
    before = ""
    while text != before:
        before, text = text, _BRACKETS.sub("", _NUMBER.sub("", text.strip(_MARKS)))
    return text


def shown_header(value: object) -> str:
    """Return a header as text on one line; ``''`` where the cell is blank or faulty."""
    if value is None or isinstance(value, Fault):
        return ""
    return " ".join(str(value).split())
