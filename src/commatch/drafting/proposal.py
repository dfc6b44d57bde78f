"""A proposal: what could stand in a blank cell, why, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commatch.matching.rules.base import Figures

__all__ = ["Mark", "Proposal", "Unsure"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could stand in a blank cell.

    Attributes
    ----------
    sheet : str
        Key of the sheet.
    row : int
        Which of its rows, from 0.
    column : str
        Key of the column.
    value : object
        The value, as the column's cells are read.
    confidence : float
        How sure it is, 0 to 1. Of templates and categories it is learned from examples that the model had not seen;
        of what is read by rules it is an estimate for the rule.
    reason : str
        Code of the reason, in :mod:`commatch.texts.drafting`.
    figures : tuple of (str, str)
        What the words of the reason name.
    examples : tuple of str
        What was said before that is most like it, or where that stands.
    """

    sheet: str
    row: int
    column: str
    value: Any
    confidence: float
    reason: str
    figures: Figures = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """A cell for which nothing is proposed: what came nearest, ``''`` for nothing, how sure that would be, and why."""

    sheet: str
    row: int
    column: str
    nearest: str
    confidence: float
    reason: str = "not_proposed"


@dataclass(frozen=True, slots=True)
class Mark:
    """A need that seems to be told twice: its row, the id of the earlier one, why, and how sure that is."""

    row: int
    other: str
    confidence: float
    reason: str
    figures: Figures = ()
