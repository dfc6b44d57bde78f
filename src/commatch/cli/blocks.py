"""What a page on the terminal is made of, whichever way it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Block", "Items", "Line", "Table"]

Tone = Literal["plain", "title", "good", "bad", "quiet"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list with a title above it; an item may have lines of its own, indented.

    ``wrapped`` ones are made to fit a terminal; others keep their lines whole, so that file names can be copied.
    """

    title: str
    items: tuple[str, ...]
    tone: Tone = "plain"
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below headers; the first column is text, the others are numbers."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Line | Items | Table
