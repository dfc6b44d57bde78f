"""Texts compared whatever way they are written: width, case, spaces, punctuation and number signs don't matter."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from commatch.workbook.traditional import simplified

__all__ = ["Folded", "Phrases", "folded", "plain"]

_NUMERALS = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－~～﹣", "-"))


_NO_WORD = 6
"""Letters from which on a name or an id is hardly part of a word by chance."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text's letters and digits alone.

    Attributes
    ----------
    text : str
        Plain letters and digits: 王　桂·兰 is 王桂兰, １３９ and 一三九 are 139, 張 is 张.
    at : tuple of int
        Where each of them stands in the text as it was written.
    written : str
        That text.
    """

    text: str
    at: tuple[int, ...]
    written: str

    def joined(self, index: int) -> bool:
        """Tell whether nothing stood between a character and the one before it."""
        return 0 < index < len(self.at) and self.at[index] - self.at[index - 1] <= 1

    def latin(self, index: int) -> str:
        """Return whether a character is a Latin letter or digit, '' for neither: 一 is no digit here."""
        char = self.text[index]
        if not char.isascii() or "㐀" <= self.written[self.at[index]] <= "鿿":
            return ""
        return "digit" if char.isdigit() else "letter"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece stands in the text as it was written."""
        return self.at[start], self.at[end - 1] + 1


def folded(text: str) -> Folded:
    """Return the letters and digits of a text."""
    pairs = [(letter, number) for number, char in enumerate(text) for letter in _letters(char)]
    return Folded("".join(letter for letter, _ in pairs), tuple(number for _, number in pairs), text)


@lru_cache(maxsize=65536)
def _letters(char: str) -> str:
    """Return what a character is compared as: '' for a space, a mark, an accent, what can't be seen."""
    return "".join(_each(char)).translate(_NUMERALS)


def _each(char: str) -> Iterator[str]:
    for one in unicodedata.normalize("NFKD", char):
        digit = unicodedata.decimal(one, None)
        if digit is not None:
            yield str(digit)
        elif one.isalnum():
            yield simplified(one).casefold()


class Phrases:
    """Some phrases, looked for in a folded text whatever stands between their characters.

    A phrase of Latin letters and digits is found as a whole word only.

    Parameters
    ----------
    phrases : iterable of str
        As they are written.
    inside : bool
        Those of six letters and more, not of digits alone, are found inside of words, too.
    """

    def __init__(self, phrases: Iterable[str], *, inside: bool = False) -> None:
        self._inside = inside
        self._known: dict[str, dict[int, set[str]]] = defaultdict(dict)
        for text in filter(None, (folded(phrase).text for phrase in phrases)):
            self._known[text[0]].setdefault(len(text), set()).add(text)

    def places(self, text: Folded) -> Iterator[tuple[int, int]]:
        """Yield where phrases stand, of those that begin at the same place the longest."""
        for start, char in enumerate(text.text):
            lengths = self._known.get(char)
            if not lengths:
                continue
            ends = (start + size for size, known in lengths.items() if text.text[start : start + size] in known)
            whole = [end for end in ends if self._may_be_inside(text.text[start:end]) or _whole(text, start, end)]
            if whole:
                yield start, max(whole)

    def _may_be_inside(self, phrase: str) -> bool:
        return self._inside and len(phrase) >= _NO_WORD and not phrase.isdigit()


def _whole(text: Folded, start: int, end: int) -> bool:
    """Tell whether a piece is not cut out of a word of Latin letters and digits."""
    letters = text.text
    if not letters[start:end].isascii():
        return True
    cuts = (at for at in (start, end) if 0 < at < len(letters) and text.joined(at))
    return not any(text.latin(at) and text.latin(at) == text.latin(at - 1) for at in cuts)


def plain(text: str) -> str:
    """Return a text of the same length with plain digits, dashes and punctuation, where one sign stands for one."""
    return "".join(map(_one, text)).translate(_DASHES)


@lru_cache(maxsize=65536)
def _one(char: str) -> str:
    normal = unicodedata.normalize("NFKC", char)
    return normal if len(normal) == 1 else char
