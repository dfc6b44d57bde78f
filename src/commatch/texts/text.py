"""A text in both languages."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a problem: the message and the hint of what to do, as format strings.

    Attributes
    ----------
    zh, zh_hint : str
        Message and hint in Chinese.
    en, en_hint : str
        Message and hint in English.
    """

    zh: str
    zh_hint: str
    en: str
    en_hint: str
