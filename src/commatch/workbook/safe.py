"""Text that is safe in whatever is written: no live formula, no character that isn't seen, no more than fits."""

from __future__ import annotations

import re

__all__ = ["LONGEST", "UNSEEN", "clean", "escaped", "quoted", "shortened"]

LONGEST = 32767
"""Most characters of a cell, counted in UTF-16 units."""

UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""What no text needs, as a set of a regular expression: controls, those that turn the direction of what follows them,
halves of characters, and what is none."""
_ILLEGAL = re.compile(f"[{UNSEEN}]")
_BREAK = re.compile("\r\n|[\r\x85]")
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LEADS = tuple("=+-@\t\r\n＝＋－＠|%#")


def clean(text: str) -> str:
    """Return a text without what isn't seen and could upset its reader, its line breaks as line feeds."""
    return text if text.isprintable() else _ILLEGAL.sub("", _BREAK.sub("\n", text))


def escaped(text: str) -> str:
    """Return a text in which nothing is taken for the code of a character, such as ``_x0041_`` for A."""
    return _CODE.sub("_x005F_", text)


def quoted(text: str) -> bool:
    """Tell whether a spreadsheet program could take a text for a formula: it needs the text prefix."""
    return text.startswith(_LEADS)


def shortened(text: str, mark: str, longest: int = LONGEST) -> str:
    """Return a text that fits into a cell, or into so many units, cut with a mark at its end where it is too long."""
    if _units(text, longest) <= longest:
        return text
    room = longest - _units(mark, longest)
    raw = text.encode("utf-16-le")[: room * 2]
    return raw.decode("utf-16-le", errors="ignore") + mark


def _units(text: str, longest: int) -> int:
    return len(text) if len(text) * 2 <= longest else len(text.encode("utf-16-le")) // 2
