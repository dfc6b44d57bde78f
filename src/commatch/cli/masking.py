"""Personal data is not shown: it is masked in everything that the terminal and the JSON print.

A value of a personal column is masked whole. In all other values that the input holds, long runs of digits are masked
(telephone and identity card numbers), and names and addresses that stand in the personal columns of the same input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commatch.community import Community
    from commatch.problems import Problem

__all__ = ["Secrets", "mask", "masked"]

_PHONE_DIGITS = 7
_SHORTEST_NAME, _SHORTEST_ADDRESS = 2, 4
_NUMBER = re.compile(r"1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|\d{7,}[Xx]?")
_ROWS_LEFT_OUT = frozenset({"totals_left_out", "note_left_out"})
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
    names : mapping of str to sequence of str
        Names and addresses by their first character, the longest first.
    files : frozenset of str
        Names of the files.
    """

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *communities: Community) -> Secrets:
        """Return the secrets of a community, or of several together."""
        found: dict[str, list[str]] = {}
        names = {name for community in communities for name in _personal(community)}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            found.setdefault(name[0], []).append(name)
        return cls(found, frozenset(name for community in communities for name, _ in community.files))

    @cached_property
    def _by_length(self) -> Mapping[str, Mapping[int, Set[str]]]:
        """The names by their first character and their length: a text is compared with sets, not with each name."""
        found: dict[str, dict[int, set[str]]] = {}
        for first, names in self.names.items():
            for name in names:
                found.setdefault(first, {}).setdefault(len(name), set()).add(name)
        return found

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
        pieces, at = [], 0
        while at < len(text):
            known = self._by_length.get(text[at])
            name = self._name(known, text, at) if known else ""
            pieces.append(mask(name) if name else text[at])
            at += len(name) or 1
        return _NUMBER.sub(lambda found: found[0][:3] + "****", "".join(pieces))

    @staticmethod
    def _name(known: Mapping[int, Set[str]], text: str, at: int) -> str:
        """Return the longest name that stands at a place of a text, '' for none."""
        likely = (text[at : at + size] for size, names in known.items() if text[at : at + size] in names)
        return next((name for name in likely if _stands(name, text, at)), "")


def _personal(community: Community) -> Iterator[str]:
    names = [need.requester for need in community.needs]
    names += [helper.name for helper in community.helpers]
    names += [unit.contact for unit in community.units]
    for text, least in (
        *((name, _SHORTEST_NAME) for name in names),
        *((need.address, _SHORTEST_ADDRESS) for need in community.needs),
    ):
        if len(text.strip()) >= least and not text.strip().isdigit():
            yield text.strip()


def _stands(name: str, text: str, at: int) -> bool:
    """Tell whether a name stands at a place of a text; a word of Latin letters only as a whole word."""
    end = at + len(name)
    before = at > 0 and _latin(name[0]) and _latin(text[at - 1])
    after = end < len(text) and _latin(name[-1]) and _latin(text[end])
    return not (before or after)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


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
