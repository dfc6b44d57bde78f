"""Text on a terminal: how wide it is, and lines of a width; Chinese takes two columns a character."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

__all__ = ["columns", "pad", "width", "wrap"]

_NOT_FIRST = "，。；：、！？）》”’,.;:!?)"


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def pad(text: str, size: int) -> str:
    """Return a text filled with spaces to a width."""
    return text + " " * max(0, size - width(text))


def wrap(text: str, size: int) -> list[str]:
    """Return a text as lines of a width at most: English breaks between words, Chinese between characters."""
    lines = [""]
    for token in _tokens(text):
        if token == "\n":
            lines.append("")
        elif width(lines[-1]) + width(token.rstrip()) <= size or not lines[-1]:
            lines[-1] += token if lines[-1] else token.lstrip()
        elif token in _NOT_FIRST:
            last = next(reversed(list(_tokens(lines[-1]))))
            lines[-1] = lines[-1][: -len(last)].rstrip()
            lines.append(last.lstrip() + token)
        else:
            lines.append(token.lstrip())
    return [line.rstrip() for line in lines]


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    word = ""
    for char in text:
        wide = east_asian_width(char) in "WF"
        if wide or char in " \n":
            if word:
                tokens.append(word)
            word = ""
            tokens.append(char)
        else:
            word += char
    return [*tokens, word] if word else tokens


def columns(rows: Sequence[Sequence[str]], gap: str = "  ", right: Sequence[int] = ()) -> list[str]:
    """Return rows as lines with their columns aligned; those numbered in ``right`` to the right."""
    sizes = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            " " * (size - width(cell)) + cell if number in right else pad(cell, size)
            for number, (cell, size) in enumerate(zip(row, sizes, strict=True))
        ]
        lines.append(gap.join(cells).rstrip())
    return lines
