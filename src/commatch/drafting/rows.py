"""Rows of the needs with what is known and proposed of them, while a draft is made."""

from __future__ import annotations

from dataclasses import dataclass

from commatch.drafting.classifier import Guess
from commatch.drafting.proposal import Proposal
from commatch.matching.rules.base import figures
from commatch.workbook.values import Record

__all__ = ["Row"]


@dataclass(slots=True)
class Row:
    """A need with what is known and proposed of it.

    ``sure`` is how sure its template is; ``asks`` tells that it says itself what it asks for.
    """

    at: int
    record: Record
    need_id: str
    text: str
    guess: Guess
    template: str
    sure: float
    people: int
    closed: bool
    asks: bool
    handed: bool = False

    def propose(self, column: str, value: object, sure: float, reason: str, **values: object) -> Proposal:
        """Return a proposal for one of its cells; that of a template or a category names the examples it is like."""
        near = self.guess.near if column in ("template", "category") else ()
        return Proposal("needs", self.at, column, value, sure, reason, figures(**values), near)
