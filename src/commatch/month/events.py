"""What an event of the attendance sheet is: a council, a proposal, a session led, a project, anything else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from commatch.memory import Attendance
from commatch.settings import Settings
from commatch.workbook import cells

__all__ = ["EVENT", "Event", "EventKind", "event_of", "month_of", "need_of"]

_PROJECT = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\S+)")
_ENDS = re.compile(r"[\s:：—–-]+")


class EventKind(StrEnum):
    """What somebody came for."""

    COUNCIL = "council"
    PROPOSAL = "proposal"
    LED = "led"
    OTHER = "other"


EVENT = frozenset({EventKind.LED, EventKind.OTHER})
"""Events at which hours are given."""


@dataclass(frozen=True, slots=True)
class Event:
    """What an event is.

    Attributes
    ----------
    kind : EventKind
        What sort.
    key : str
        The need's id where the text names one, in plain form, else the text: the same for the same event.
    month : datetime.date, optional
        Month of the project that the text names.
    once : bool
        It happens but once, whatever the day: the proposal of a need.
    """

    kind: EventKind
    key: str
    month: dt.date | None = None
    once: bool = False


def event_of(row: Attendance, settings: Settings) -> Event:
    """Return what the event of a row of attendance is.

    The words of the settings tell councils, proposals and sessions led apart. Who leads a session names the project or
    one of its needs; where both a proposal and a council are named it is the proposal: that is what was done there.
    """
    return _event(row.event, row.need_id, settings.council_events, settings.proposal_events, settings.led_events)


def need_of(project_id: str) -> str:
    """Return the need that a project is named after, in plain form; '' where its id names none."""
    found = _PROJECT.search(cells.folded(project_id))
    return found[3] if found else ""


def month_of(project_id: str) -> dt.date | None:
    """Return the month that a project is named after."""
    found = _PROJECT.search(cells.folded(project_id))
    return dt.date(int(found[1]), int(found[2]), 1) if found and 1 <= int(found[2]) <= 12 else None


@lru_cache(maxsize=10_000)
def _event(text: str, named: str, council: tuple[str, ...], proposal: tuple[str, ...], led: tuple[str, ...]) -> Event:
    said = cells.folded(text)
    project = _PROJECT.search(said)
    month, need = None, named
    if project and 1 <= int(project[2]) <= 12:
        month, need = dt.date(int(project[1]), int(project[2]), 1), project[3]
    if need and _holds(said, led):
        return Event(EventKind.LED, need, month)
    found = _holds(said, proposal)
    if found:
        about = need or _ENDS.sub(" ", said.replace(found, " ", 1)).strip()
        return Event(EventKind.PROPOSAL, about or said, month, once=bool(about))
    if _holds(said, council):
        return Event(EventKind.COUNCIL, said)
    return Event(EventKind.OTHER, need or said, month)


def _holds(text: str, words: Iterable[str]) -> str:
    """Return the first of some words that a text holds, '' for none; a word of Latin letters stands by itself."""
    for word in map(cells.folded, words):
        edge = (r"(?<![a-z])", r"(?![a-z])") if word.isascii() else ("", "")
        if word and re.search(f"{edge[0]}{re.escape(word)}{edge[1]}", text):
            return word
    return ""
