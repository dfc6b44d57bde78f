"""The words of sharing between communities: what is borrowed, and the street's sheets."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase
from commatch.texts.language import Language
from commatch.texts.text import fill

__all__ = ["POOL_WORDS", "said"]

POOL_WORDS: Mapping[str, Phrase] = {
    "borrowed_name": Phrase("{name}（借自{lender}）", "{name} (lent by {lender})"),
}
"""Words by key."""


def said(lang: Language, key: str, **values: object) -> str:
    """Return the words of a key in a language."""
    phrase = POOL_WORDS[key]
    return fill(phrase.zh if lang == "zh" else phrase.en, values)
