"""Short ways to write communities that are solved by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from commatch.community import Community, Helper, Kind, Need, Requirement
from commatch.settings import Settings
from commatch.times import Half, Slot

from .brute import OracleAnswer
from .random_resources import named

SETTINGS = Settings(month=dt.date(2026, 12, 1))
AM, PM = Half.MORNING, Half.AFTERNOON
ANYONE = Requirement(Kind.HELPER, "木工", 1, 2)


def at(day: int, half: Half = AM, month: int = 12) -> Slot:
    return Slot(dt.date(2026, month, day), half)


def flexible(name: str, *asked: Requirement, urgency: int = 2, **more: object) -> Need:
    return Need(name, name, urgency=urgency, requirements=asked or (ANYONE,), **more)  # type: ignore[arg-type]  # any field


def event(name: str, slots: Iterable[Slot], *asked: Requirement, **more: object) -> Need:
    return flexible(name, *asked, times=named(set(slots)), event=True, **more)  # type: ignore[arg-type]  # any field


def helper(name: str, hours: float = 8, level: int = 1, **more: object) -> Helper:
    return Helper(name, hours=hours, skills={"木工": level}, **more)  # type: ignore[arg-type]  # any field


def month(*needs: Need, **more: object) -> Community:
    return Community(SETTINGS, needs, **more)  # type: ignore[arg-type]  # any field


def figures(answer: OracleAnswer) -> tuple[int, str, int, str]:
    assert answer.feasible
    return answer.must, str(answer.coverage), answer.count, str(answer.quality)
