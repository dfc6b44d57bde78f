"""A row that is added: its words to the cells of its columns; a word that means nothing, or two things, is a fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from commatch.altering.faults import AlterFault, fault
from commatch.altering.grammar import Add, Assign
from commatch.altering.known import Known, Meaning
from commatch.altering.naming import LISTS, column_of
from commatch.workbook.outputs import READ
from commatch.workbook.schema import Type

__all__ = ["cells_of"]

_MOST_WORDS = 6
_COMMAS = re.compile(r"[，;；]|(?<!\d),|,(?!\d{3}(?!\d))")
"""Commas but those of 5,000."""


@dataclass(slots=True)
class _Reading:
    """A row while its words are read."""

    add: Add
    label: str
    known: Known
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[AlterFault] = field(default_factory=list)

    def put(self, key: str, text: str) -> None:
        """Give a column a text; of a list and of times it becomes another entry."""
        column = READ[self.add.sheet].column(key)
        if not self.cells.get(key):
            self.cells[key] = text
        elif column.type in LISTS or column.type is Type.TIMES:
            self.cells[key] += f"；{text}"
        else:
            self.faults.append(fault("twice", self.label, text, column=key, sheet=self.add.sheet))


def cells_of(add: Add, label: str, known: Known) -> tuple[dict[str, str], list[AlterFault]]:
    """Return the texts of a row by column key, and what is wrong with its words.

    Parameters
    ----------
    add : Add
        The row.
    label : str
        How the faults name the operation.
    known : Known
        What the month knows.
    """
    reading = _Reading(add, label, known)
    at = 0
    while at < len(add.words):
        word = add.words[at]
        at = _assigned(reading, word, at) if isinstance(word, Assign) else _said(reading, at)
    if not add.words:
        reading.faults.append(fault("no_words", label, sheet=add.sheet))
    return reading.cells, reading.faults


def _assigned(reading: _Reading, word: Assign, at: int) -> int:
    """Read ``column=value``; times may go on in the words that follow. Return where the next word stands."""
    sheet = reading.add.sheet
    key = column_of(sheet, word.column, reading.known.settings)
    end = at + 1
    if isinstance(key, tuple):
        reading.faults.append(fault("unknown_column", reading.label, word.column, near="、".join(key), sheet=sheet))
        return end
    value = word.value
    if READ[sheet].column(key).type is Type.TIMES:
        for stop in range(_end_of_words(reading.add.words, end), end, -1):
            text = " ".join([value, *map(str, reading.add.words[end:stop])])
            if reading.known.is_times(sheet, text):
                value, end = text, stop
                break
    reading.put(key, value)
    return end


def _said(reading: _Reading, at: int) -> int:
    """Read a word by what it means, with as many of those after it as are one thing; return where the next stands."""
    words, sheet = reading.add.words, reading.add.sheet
    for stop in range(_end_of_words(words, at), at, -1):
        text = " ".join(map(str, words[at:stop]))
        found = reading.known.meanings(sheet, text)
        if stop > at + 1 and not text.isascii():  # 电工 木工 are two skills, but 周二 晚上 is one time
            found = [meaning for meaning in found if "times" in meaning]
        if found:
            _take(reading, text, found)
            return stop
    word = str(words[at])
    pieces = [piece.strip() for piece in _COMMAS.split(word) if piece.strip()]
    for piece in pieces:
        _take(reading, piece, reading.known.meanings(sheet, piece))
    return at + 1


def _take(reading: _Reading, text: str, found: Sequence[Meaning]) -> None:
    """Put a word where its one meaning says."""
    sheet = reading.add.sheet
    if len(found) == 1:
        for key, value in found[0].items():
            reading.put(key, value)
    elif found:
        keys = "、".join(key for meaning in found for key in meaning)
        reading.faults.append(fault("ambiguous", reading.label, text, sheet=sheet, options=keys))
    else:
        near = reading.known.near(sheet, text)
        reading.faults.append(fault("not_understood", reading.label, text, sheet=sheet, near=near))


def _end_of_words(words: Sequence[str | Assign], at: int) -> int:
    """Return where a run of words that are no assignments ends."""
    stop = at
    while stop < min(len(words), at + _MOST_WORDS) and not isinstance(words[stop], Assign):
        stop += 1
    return stop
