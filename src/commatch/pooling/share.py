"""What a worker is given of a street beside a community's files, and the figures that tell what sharing brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commatch.community import Community
from commatch.matching.demands import demands
from commatch.matching.plan import Plan
from commatch.pooling.sharing import Loan

__all__ = ["Share", "figures_of", "loan_rows"]

_URGENT = 5


@dataclass(frozen=True, slots=True)
class Share:
    """A community's part in a street.

    Attributes
    ----------
    key : str
        What the whole street is made of: whatever changes in it, all of it is done again.
    community : Community, optional
        Its month as the street leaves it; ``None`` where it takes no part, and is planned alone.
    known : Plan, optional
        A plan of that month, to begin with.
    figures : mapping of str to object, optional
        What is told of it in the summary.
    """

    key: str
    community: Community | None = None
    known: Plan | None = None
    figures: Mapping[str, Any] | None = None


def figures_of(community: Community, plan: Plan) -> dict[str, float]:
    """Return what a plan comes to: needs served, urgent ones among them, and their weight."""
    served = [demand for demand in demands(community) if demand.demand_id in plan.slots]
    return {
        "served": sum(len(demand.members) for demand in served),
        "urgent": sum(need.urgency == _URGENT for demand in served for need in demand.members),
        "coverage": sum(demand.weight for demand in served) / 10,
    }


def loan_rows(loans: Iterable[Loan]) -> list[dict[str, Any]]:
    """Return loans as plain values; no person's name is in them."""
    return [
        {
            "lender": loan.lender,
            "borrower": loan.borrower,
            "kind": loan.kind.value,
            "resource_id": loan.resource_id,
            "need_id": loan.need_id,
            "requirement": loan.what,
            "date": loan.slot.date.isoformat() if loan.slot else None,
            "half_day": int(loan.slot.half) if loan.slot else None,
            "hours": loan.hours,
            "sessions": loan.sessions,
        }
        for loan in loans
    ]
