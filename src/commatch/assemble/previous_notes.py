"""The notes of a project list that comes back: what a person wrote there."""

from __future__ import annotations

import re
from functools import cache

from commatch.matching.rules import PHRASES
from commatch.texts.reports import WORDS

__all__ = ["typed_note"]


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
