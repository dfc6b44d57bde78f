"""What becomes of every need at the end of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from commatch.community import FORCED, Need, NeedStatus
from commatch.memory import End, Way
from commatch.month.state import MonthState
from commatch.months import month_after
from commatch.previous_projects import COMPLETED

__all__ = ["Fate", "fates"]

_ENDS = {
    **dict.fromkeys(COMPLETED, End.SETTLED),
    NeedStatus.HANDED_ON: End.HANDED_ON,
    NeedStatus.OUT_OF_REMIT: End.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a need.

    Attributes
    ----------
    need : Need
        The need.
    way : Way
        How far it has come, as the next month remembers it.
    stood : NeedStatus
        Where it stood at the end of the month.
    end : End
        What the month came to for it.
    """

    need: Need
    way: Way
    stood: NeedStatus
    end: End

    @property
    def carried(self) -> bool:
        """Whether it goes on into the next month."""
        return self.end is End.CARRIED

    @property
    def status(self) -> NeedStatus:
        """Where it stands when the next month begins."""
        return self.way.status

    @property
    def goes_on(self) -> bool:
        """Whether it is settled already that it is done in the next month."""
        return self.carried and self.status in FORCED

    def opened(self) -> Fate:
        """Return it as one that is matched anew."""
        return replace(self, way=replace(self.way, status=NeedStatus.OPEN))


def fates(state: MonthState) -> Mapping[str, Fate]:
    """Return what becomes of every need of a month, by its id."""
    return {need.need_id: _fate(need, state) for need in state.community.needs}


def _fate(need: Need, state: MonthState) -> Fate:
    stood, way = state.statuses[need.need_id], state.way[need.need_id]
    end = _ENDS.get(stood, End.CARRIED)
    way = replace(way, end=end, end_month=state.month)
    if end is End.CARRIED:
        status = _next(stood, way.ask_again_on, month_after(month_after(state.month)))
        until = way.ask_again_on if status is NeedStatus.POSTPONED else None
        way = replace(way, status=status, waited=way.waited + 1, ask_again_on=until)
    return Fate(need, way, stood, end)


def _next(stood: NeedStatus, until: dt.date | None, after: dt.date) -> NeedStatus:
    """Return where a need stands when the next month begins, the one before ``after``."""
    if stood in FORCED:
        return stood
    if stood is NeedStatus.POSTPONED and until is not None and until >= after:
        return stood
    return NeedStatus.OPEN
