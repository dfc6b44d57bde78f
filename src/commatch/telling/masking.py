"""Personal data is not shown: it is masked in everything that the terminal and the JSON print.

A value of a personal column is masked whole. In all other values that the input holds, long runs of digits are masked
(telephone and identity card numbers), and names and addresses that stand in the personal columns of the same input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commatch.community import Community
    from commatch.problems import Problem
    from commatch.reports.notice.folding import Phrases

__all__ = ["Secrets", "mask", "masked", "without_text", "without_words"]

_PHONE_DIGITS = 7
_SHORTEST_NAME, _SHORTEST_ADDRESS = 2, 4
_NUMBER = re.compile(r"1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|\d{7,}[Xx]?")
_ROWS_LEFT_OUT = frozenset({"totals_left_out", "note_left_out"})
_PLAIN = re.compile(r"([A-Za-z]{0,4}[-_]?\d{1,6})?|\d{1,3}\.\d{1,2}|20[2-9]\d-\d\d(-\d\d)?")
"""What says nothing of anybody: an id, a number, a month, a day."""
_OUR_OWN = frozenset({"half_day", "run_key", "range", "other", "extension", "actual", "kind", "slot", "others"})
"""Parameters that the program words itself: parts of the day, ranges, places, reasons."""
_ERROR_LITERAL = re.compile(r"#[A-Z][A-Z0-9_]*(/[A-Z0-9])?[!?]?")


def mask(text: str) -> str:
    """Return a value with all but its beginning hidden: ``王**``, ``139****``."""
    text = text.strip()
    if not text:
        return ""
    digits = sum(char.isdigit() for char in text)
    if digits >= _PHONE_DIGITS and (text[0].isdigit() or text[0] == "+"):
        return text[:3] + "****"
    return text[0] + "**"


def _mask_row(text: str) -> str:
    """Return what a row that was left out says, with all hidden but the word by which it is known: ``合计：**``."""
    from commatch.workbook.rowkinds import leading_word

    word = leading_word(text)
    return (word if word == text.strip() else f"{word}**") if word else mask(text)


@dataclass(frozen=True)
class Secrets:
    """What must not be printed of an input, and the names of its files, which may.

    Attributes
    ----------
    names : frozenset of str
        Names and addresses.
    files : frozenset of str
        Names of the files.
    """

    names: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *communities: Community) -> Secrets:
        """Return the secrets of a community, or of several together."""
        names = frozenset(name for community in communities for name in _personal(community))
        return cls(names, frozenset(name for community in communities for name, _ in community.files))

    @cached_property
    def _phrases(self) -> Phrases:
        from commatch.reports.notice.folding import Phrases

        return Phrases(self.names)

    @cached_property
    def _file_names(self) -> re.Pattern[str]:
        return re.compile("(" + "|".join(map(re.escape, sorted(self.files, key=len, reverse=True))) + ")")

    def hide(self, text: str) -> str:
        """Return a text without names, addresses and long numbers; names of files stay."""
        if not self.files:
            return self._hidden(text)
        parts = self._file_names.split(text)
        return "".join(part if number % 2 else self._hidden(part) for number, part in enumerate(parts))

    def _hidden(self, text: str) -> str:
        from commatch.reports.notice.folding import folded

        letters, pieces, at = folded(text), [], 0
        for place in self._phrases.places(letters):
            start, end = letters.span(*place)
            if start >= at:
                pieces += [text[at:start], mask(text[start:end])]
                at = end
        return _NUMBER.sub(lambda found: found[0][:3] + "****", "".join([*pieces, text[at:]]))


def _personal(community: Community) -> Iterator[str]:
    names = [need.requester for need in community.needs]
    names += [helper.name for helper in community.helpers]
    names += [unit.contact for unit in community.units]
    names += [row.name for row in (community.memory.attendance if community.memory else ())]
    for text, least in (
        *((name, _SHORTEST_NAME) for name in names),
        *((need.address, _SHORTEST_ADDRESS) for need in community.needs),
    ):
        if len(text.strip()) >= least and not text.strip().isdigit():
            yield text.strip()


def masked(problem: Problem, secrets: Secrets | None = None) -> Problem:
    """Return a problem without anything personal in its value and its figures.

    An error of a spreadsheet such as ``#REF!`` is nobody's and stays; so do names of files.
    """
    from commatch.texts.problems import LOOKED_UP

    hide = (secrets or Secrets()).hide
    value = problem.value
    personal = bool(problem.personal and value and not _ERROR_LITERAL.fullmatch(value.strip()))
    hidden = _mask_row if problem.code in _ROWS_LEFT_OUT else mask
    shown = hidden(value) if personal else value if value in (problem.place.file, problem.place.sheet) else hide(value)
    params = tuple(
        (name, text if name in LOOKED_UP else hide(text.replace(value, shown) if personal else text))
        for name, text in problem.params
    )
    return replace(problem, value=shown, params=params)


def without_text(problem: Problem) -> Problem:
    """Return a problem without anything that is written in a cell, for where others read of it: logs, mail, summaries.

    A name that is in no column of names can stand in any cell, so that what is said beside the value is left out too.
    Ids, numbers, months and days stay, names of files and sheets, and what the program says itself.
    """
    from commatch.texts.problems import DERIVED, LOOKED_UP

    hints = frozenset(DERIVED.values()) - LOOKED_UP  # what is near is a sentence of its own

    def told(name: str, text: str) -> str:
        shown = text if name in LOOKED_UP else without_words(name, text)
        return "" if shown != text and name in hints else shown

    value = without_words("value", problem.value) if problem.place.cell else problem.value
    return replace(problem, value=value, params=tuple((name, told(name, text)) for name, text in problem.params))


def without_words(name: str, text: str) -> str:
    """Return a figure of a sentence, ``…`` where somebody wrote it into a cell."""
    return text if name in _OUR_OWN or _PLAIN.fullmatch(text.strip()) else "…"
