"""A text in both languages, and how its fields are filled in."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Text", "fill"]


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


class _Filler(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        if "|" not in format_spec:
            return super().format_field(value, format_spec)
        one, many = format_spec.split("|")
        return f"{value} {one if str(value) == '1' else many}"


_FILLER = _Filler()


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its fields filled in.

    Parameters
    ----------
    text : str
        A format string; ``{count:need|needs}`` gives ``1 need`` and ``2 needs``.
    values : mapping of str to object
        The fields by name.
    """
    return _FILLER.vformat(text, (), values) if "|" in text else text.format_map(values)
