"""What a community's own people did for others of its street: told by the hours typed into its sheet of loans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from commatch.community import Basis, Community, Kind, Past
from commatch.month.carried_rows import together
from commatch.pooling.sharing import Loan
from commatch.previous import ListedLoan
from commatch.problems import Problem, warning

__all__ = ["Key", "key_of", "lent_rows", "named_lenders"]

Key = tuple[str, str, dt.date | None]
"""Need, resource and day of a row of history."""


def key_of(loan: Loan) -> Key:
    """Return need, resource and day of a loan in the lender's history."""
    return f"{loan.borrower}/{loan.need_id}", loan.resource_id, loan.slot.date if loan.slot else None


def lent_rows(month: dt.date, loans: Iterable[ListedLoan], problems: list[Problem]) -> dict[Key, Past | None]:
    """Return what was done for other communities, ``None`` where it was typed in that nothing was.

    The hours that are typed in count here, and nowhere else: the borrower's history names them as another's.

    Parameters
    ----------
    month : datetime.date
        The month.
    loans : iterable of ListedLoan
        As the list tells them; where no hours are typed in nothing is known yet.
    problems : list of Problem
        Grows by hours that were typed in where they count for nothing.
    """
    found: dict[Key, Past | None] = {}
    for row in loans:
        if row.given is None:
            continue
        if row.loan.lender:
            problems.append(warning("loan_hours_borrowed", row.place, f"{row.given:g}", resource=row.loan.here))
            continue
        past, key = _past(month, row.loan, row.given), key_of(row.loan)
        before = found.get(key)
        found[key] = together(before, past) if before and past else past or before
    return found


def named_lenders(rows: Iterable[Past], community: Community) -> Iterator[Past]:
    """Yield rows of history with the community of those who were borrowed: their hours count there."""
    lenders = community.sharing.lenders if community.sharing is not None else {}
    for row in rows:
        lender = lenders.get(row.resource_id)
        yield replace(row, community=lender) if lender else row


def _past(month: dt.date, loan: Loan, given: float) -> Past | None:
    if not given or loan.kind is Kind.VENUE:
        return None
    need_id, resource_id, date = key_of(loan)
    if loan.kind is Kind.UNIT:
        return Past(month, need_id, resource_id, date=date, quantity=loan.sessions, community=loan.borrower)
    return Past(month, need_id, resource_id, given, date=date, basis=Basis.TYPED, community=loan.borrower)
