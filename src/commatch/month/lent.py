"""What a community's own people did for others of its street: told by the hours typed into its sheet of loans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from commatch.community import Basis, Community, Kind, NeedStatus, Past
from commatch.long_hours import DAY, far_above
from commatch.month.carried_rows import together
from commatch.month.needs_sheet import LEAVING
from commatch.pooling.sharing import Loan
from commatch.previous import ListedLoan, Previous
from commatch.problems import NOWHERE, Problem, warning

__all__ = ["Key", "idle", "key_of", "lent_rows", "named_lenders"]

Key = tuple[str, str, dt.date | None]
"""Need, resource and day of a row of history."""


def key_of(loan: Loan) -> Key:
    """Return need, resource and day of a loan in the lender's history."""
    return f"{loan.borrower}/{loan.need_id}", loan.resource_id, loan.slot.date if loan.slot else None


def lent_rows(
    month: dt.date, previous: Previous, headcount: Mapping[str, int], problems: list[Problem]
) -> dict[Key, Past | None]:
    """Return what was done for other communities, ``None`` where it was typed in that nothing was, or is no more.

    The hours that are typed in count here, and nowhere else: the borrower's history names them as another's.

    Parameters
    ----------
    month : datetime.date
        The month.
    previous : Previous
        The list; where no hours are typed in, and none were when it was written, nothing is known yet.
    headcount : mapping of str to int
        People of each team, by its id.
    problems : list of Problem
        Grows by hours that were typed in where they count for nothing, that can hardly be meant, or are there no more.
    """
    found: dict[Key, Past | None] = {}
    for row in previous.loans:
        if row.given is None:
            continue
        if row.loan.lender:
            problems.append(warning("loan_hours_borrowed", row.place, f"{row.given:g}", resource=row.loan.here))
            continue
        if row.loan.kind is Kind.VENUE:
            value, who = f"{row.given:g}", row.loan.here
            problems.append(warning("hours_idle", row.place, value, kind=row.loan.kind, resource=who))
            continue
        problems += _hardly_meant(month, row, row.given, headcount.get(row.loan.here, 1))
        past, key = _past(month, row.loan, row.given), key_of(row.loan)
        before = found.get(key)
        found[key] = together(before, past) if before and past else past or before
    return found | _cleared(month, previous, found.keys(), problems)


def _hardly_meant(month: dt.date, row: ListedLoan, given: float, people: int) -> Iterator[Problem]:
    """Yield a warning of hours that may be minutes: far above those agreed, or more than a day has."""
    loan, limit = row.loan, DAY * people
    if loan.kind is not Kind.HELPER:
        return
    if far_above(given, loan.hours, people):
        who, planned, project = loan.here, f"{loan.hours:g}", f"{month:%Y-%m}-{loan.need_id}"
        yield warning("hours_far_above", row.place, f"{given:g}", who=who, planned=planned, project=project)
    elif loan.slot is not None and given > limit:
        yield warning("hours_over_a_day", row.place, f"{given:g}", limit=f"{limit:g}")


def _cleared(month: dt.date, previous: Previous, told: Set[Key], problems: list[Problem]) -> dict[Key, None]:
    """Return what was recorded when the list was written and whose cell is blank by now."""
    recorded = {(row.need_id, row.resource_id, row.date): row for row in previous.history if row.month == month}
    found: dict[Key, None] = {}
    for row in previous.loans:
        key = key_of(row.loan)
        if row.loan.lender or row.unread or key in told or key in found or key not in recorded:
            continue
        found[key] = None
        need_id, who, date = key
        hours, day = recorded[key].hours, date.isoformat() if date else f"{month:%Y-%m}"
        if hours:
            problems.append(warning("history_cleared", row.place, need_id, resource=who, date=day, hours=f"{hours:g}"))
        else:
            problems.append(warning("lent_cleared", row.place, need_id, resource=who, date=day))
    return found


def idle(loans: Iterable[ListedLoan], statuses: Mapping[str, NeedStatus], month: dt.date) -> Iterator[Problem]:
    """Yield a warning for each project that is not carried out and for which something was borrowed.

    Parameters
    ----------
    loans : iterable of ListedLoan
        As the list tells them.
    statuses : mapping of str to NeedStatus
        Where each need of the month stands.
    month : datetime.date
        The month.
    """
    borrowed: dict[str, list[Loan]] = {}
    for row in loans:
        if row.loan.lender and statuses.get(row.loan.need_id) in LEAVING:
            borrowed.setdefault(row.loan.need_id, []).append(row.loan)
    for need_id, those in sorted(borrowed.items()):
        who, lenders = ("、".join(sorted(names)) for names in ({it.here for it in those}, {it.lender for it in those}))
        status, project = statuses[need_id], f"{month:%Y-%m}-{need_id}"
        yield warning("borrowed_idle", NOWHERE, project, status=status, resources=who, communities=lenders)


def named_lenders(rows: Iterable[Past], community: Community) -> Iterator[Past]:
    """Yield rows of history with the community of those who were borrowed: their hours count there."""
    lenders = community.sharing.lenders if community.sharing is not None else {}
    for row in rows:
        lender = lenders.get(row.resource_id)
        yield replace(row, community=lender) if lender else row


def _past(month: dt.date, loan: Loan, given: float) -> Past | None:
    if not given:
        return None
    need_id, resource_id, date = key_of(loan)
    if loan.kind is Kind.UNIT:
        return Past(month, need_id, resource_id, date=date, quantity=loan.sessions, community=loan.borrower)
    return Past(month, need_id, resource_id, given, date=date, basis=Basis.TYPED, community=loan.borrower)
