"""What a person wrote into a project list that comes back: notes, and other words for those of a closed list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from commatch.matching.rules import PHRASES
from commatch.texts.reports import WORDS
from commatch.workbook.outputs import READ_BACK
from commatch.workbook.schema import CHOICES
from commatch.workbook.values import Record, shown

__all__ = ["other_words", "typed_note"]

_CHOSEN = (("projects", "decision"), ("projects", "status"), ("assignments", "reply"))
"""Columns in which a word of a closed list is typed."""


def other_words(records: Mapping[str, Sequence[Record]]) -> tuple[tuple[str, str, str], ...]:
    """Return the words that were read as one of a closed list without being it: column, word, key of the one."""
    found = set()
    for sheet, column in _CHOSEN:
        choices = {choice.key: choice for choice in CHOICES[READ_BACK[sheet].column(column).choices]}
        for record in records[sheet]:
            cell, key = record.row.cells.get(column), record[column]
            if cell is not None and key in choices:
                said, choice = shown(cell.value), choices[key]
                if said.casefold() not in (choice.zh, choice.en, choice.key):
                    found.add((column, said, key))
    return tuple(sorted(found))


def typed_note(notes: str) -> str:
    """Return what a person wrote into the notes, without the sentences that the program put there."""
    pieces = (piece.strip() for piece in re.split(r"[；;]\s*", notes))
    return "；".join(piece for piece in pieces if piece and not _own_sentences().fullmatch(piece))


@cache
def _own_sentences() -> re.Pattern[str]:
    """Return what matches a sentence of the program's own in the notes, in either language."""
    phrases = (*(WORDS[key] for key in ("bundle", "set_aside", "agreement_of")), PHRASES["pair_changed"])
    said = [re.sub(r"\\{[^{}]*\\}", ".*", re.escape(text)) for phrase in phrases for text in (phrase.zh, phrase.en)]
    return re.compile("|".join(said), re.DOTALL)
