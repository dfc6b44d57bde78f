"""How far a need may come, and what may become of a row of its project."""

from __future__ import annotations

from enum import StrEnum

from commatch.community import Kind, NeedStatus

__all__ = ["DONE_BY", "LADDER", "NOTHING_GIVEN", "Outcome", "outcome_of"]

LADDER = (
    NeedStatus.OPEN,
    NeedStatus.PROPOSED,
    NeedStatus.CONFIRMED,
    NeedStatus.IN_PROGRESS,
    NeedStatus.DONE,
    NeedStatus.REVIEWED,
)
"""The steps of a need in their order."""
DONE_BY = (Kind.HELPER, Kind.UNIT)
"""The kinds of resource that do something."""


class Outcome(StrEnum):
    """What became of a row."""

    DONE = "done"
    PARTLY = "partly"
    ABSENT = "absent"
    NOT_DONE = "not_done"


NOTHING_GIVEN = frozenset({Outcome.ABSENT, Outcome.NOT_DONE})
"""Outcomes of who gave nothing."""


def outcome_of(text: str) -> Outcome | None:
    """Return what one of the known words says, ``None`` for any other text."""
    from commatch.workbook.values import choice

    found = choice("outcome", text)
    return Outcome(found) if found else None
