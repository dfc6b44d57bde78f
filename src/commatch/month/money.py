"""Money of funds over the months, in yuan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from commatch.memory import FundMonth

__all__ = ["FundTold", "MoneyTold", "funds_told", "money_in"]


@dataclass(frozen=True, slots=True)
class FundTold:
    """A month of a fund.

    Attributes
    ----------
    month : datetime.date
        The month.
    fund_id, name : str
        The fund.
    opening : float
        What there was at its beginning.
    raised : float
        What of that is new: all of it in the fund's first month, later what is more than was left the month before.
    spent, left : float, optional
        ``None`` where the fund book does not tell yet.
    """

    month: dt.date
    fund_id: str
    name: str
    opening: float
    raised: float
    spent: float | None = None
    left: float | None = None


@dataclass(frozen=True, slots=True)
class MoneyTold:
    """What came in, was spent and is left of all funds in a month, ``None`` where nothing tells it."""

    raised: float | None = None
    spent: float | None = None
    left: float | None = None


def funds_told(funds: Sequence[FundMonth], opened: Collection[tuple[dt.date, str]]) -> tuple[FundTold, ...]:
    """Return every month of every fund, by fund and month.

    Parameters
    ----------
    funds : sequence of FundMonth
        Those of the fund book, and what other months began with.
    opened : collection of (datetime.date, str)
        Month and fund of the latter.
    """
    left: dict[str, float] = {}
    found = []
    for row in sorted(funds, key=lambda row: (row.fund_id, row.month)):
        known = (row.month, row.fund_id) not in opened
        raised = max(0.0, row.opening - left.get(row.fund_id, 0.0))
        left[row.fund_id] = row.left
        money = (row.spent, row.left) if known else (None, None)
        found.append(FundTold(row.month, row.fund_id, row.name or row.fund_id, row.opening, raised, *money))
    return tuple(found)


def money_in(funds: Sequence[FundTold], month: dt.date | None = None) -> MoneyTold:
    """Return the money of a month, or of all; what is left of all months is not told."""
    own = [row for row in funds if month in (None, row.month)]
    spent = [row.spent for row in own if row.spent is not None]
    left = [row.left for row in own if row.left is not None]
    return MoneyTold(
        raised=sum(row.raised for row in own) if own else None,
        spent=sum(spent) if spent else None,
        left=sum(left) if left and month else None,
    )
