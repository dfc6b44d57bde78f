"""Needs counted: collected, settled, in work, and how long it took, by month and by what they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from commatch.memory import End
from commatch.month.gathered import Seen

__all__ = ["BY", "MonthNeeds", "PartNeeds", "Tally", "needs_by_month", "needs_by_part", "needs_frame", "tally"]

BY = ("category", "source", "grid", "group")
"""What needs are told apart by."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some needs.

    Attributes
    ----------
    collected : int
        All of them.
    settled, handed_on, refused, in_work : int
        Where they are now; together as many as ``collected``.
    median_days, mean_days : float, optional
        Days from the day a need was raised to the day it was done; ``None`` where no settled one has both days.
    timed : int
        Settled needs of which both days are known.
    """

    collected: int = 0
    settled: int = 0
    handed_on: int = 0
    refused: int = 0
    in_work: int = 0
    median_days: float | None = None
    mean_days: float | None = None
    timed: int = 0


@dataclass(frozen=True, slots=True)
class MonthNeeds:
    """A month: what was collected in it, what left the list in it, and what was in work at its end.

    The days are those of the needs settled in it; ``settled_since`` are those collected in it and settled by now.
    """

    month: dt.date
    tally: Tally
    settled_since: int = 0


@dataclass(frozen=True, slots=True)
class PartNeeds:
    """The needs of one category, source, grid or group; ``name`` is '' for those without."""

    by: str
    name: str
    tally: Tally


def needs_frame(needs: Sequence[Seen]) -> pd.DataFrame:
    """Return a row for every need: its first month, what became of it and when, its days, what it is."""
    rows = [
        {
            "need_id": need.way.need_id,
            "first": need.first_month,
            "end": need.end.value,
            "end_month": need.end_month,
            "days": need.days,
            "category": need.way.category,
            "source": need.way.source,
            "grid": need.way.grid,
            "group": need.way.groups or ("",),
            "beneficiaries": need.way.beneficiaries,
        }
        for need in needs
    ]
    columns = ["need_id", "first", "end", "end_month", "days", *BY, "beneficiaries"]
    return pd.DataFrame(rows, columns=columns).astype({"days": "float"})


def tally(frame: pd.DataFrame) -> Tally:
    """Return what became of the needs of a frame."""
    counts = frame["end"].value_counts()
    days = frame["days"].dropna()

    def count(end: End) -> int:
        return int(counts.get(end.value, 0))

    return Tally(
        collected=len(frame),
        settled=count(End.SETTLED),
        handed_on=count(End.HANDED_ON),
        refused=count(End.REFUSED),
        in_work=count(End.CARRIED),
        median_days=float(days.median()) if len(days) else None,
        mean_days=float(days.mean()) if len(days) else None,
        timed=len(days),
    )


def needs_by_month(frame: pd.DataFrame, months: Sequence[dt.date]) -> tuple[MonthNeeds, ...]:
    """Return the needs of every month; those in work are what was before and came, less what left."""
    found, in_work = [], 0
    for month in months:
        left = tally(frame[frame["end_month"] == month])
        came = tally(frame[frame["first"] == month])
        in_work += came.collected - left.collected
        own = Tally(
            collected=came.collected,
            settled=left.settled,
            handed_on=left.handed_on,
            refused=left.refused,
            in_work=in_work,
            median_days=left.median_days,
            mean_days=left.mean_days,
            timed=left.timed,
        )
        found.append(MonthNeeds(month, own, came.settled))
    return tuple(found)


def needs_by_part(frame: pd.DataFrame) -> tuple[PartNeeds, ...]:
    """Return the needs of every category, source, grid and group, the most first; one of several groups in each."""
    found = []
    for by in BY:
        parts = frame.explode("group") if by == "group" else frame
        own = [PartNeeds(by, str(name), tally(rows)) for name, rows in parts.groupby(by, sort=True)]
        found += sorted(own, key=lambda part: (not part.name, -part.tally.collected, part.name))
    return tuple(found)
