"""借用: what a community borrows of the others of its street, and what it lends them."""

from __future__ import annotations

from collections import defaultdict

from commatch.community import Venue
from commatch.pooling.naming import named
from commatch.pooling.sharing import Loan
from commatch.reports.rows import SheetRows, Value, number, rows_of
from commatch.reports.view import View

__all__ = ["half_days", "lent_out", "loans"]


def loans(view: View) -> SheetRows:
    """Return the sheet 借用: what is borrowed first, each by community, resource and date."""
    sharing = view.result.community.sharing
    rows = sharing.loans if sharing is not None else ()
    typed: dict[Loan, list[float | None]] = defaultdict(list)  # into the list before; loans may be alike
    previous = view.result.community.previous
    for row in previous.loans if previous is not None else ():
        typed[row.loan].append(row.given)
    records = [
        _record(view, loan, _is_borrowed(view, loan), typed[loan].pop(0) if typed[loan] else None) for loan in rows
    ]
    return rows_of("loans", sorted(records, key=lambda record: record["way"] != view.words("borrowed")))


def lent_out(view: View, resource_id: str) -> str:
    """Return what of a resource is lent, and to whom; '' where nothing is."""
    sharing, words = view.result.community.sharing, view.words
    rows = [
        loan
        for loan in (sharing.loans if sharing is not None else ())
        if loan.resource_id == resource_id and not _is_borrowed(view, loan)
    ]
    if not rows:
        return ""
    hours, sessions = sum(loan.hours for loan in rows), sum(loan.sessions for loan in rows)
    key = "lent_hours" if hours else "lent_sessions" if sessions else "lent_times"
    names = words.join(loan.borrower for loan in rows)
    return words(key, count=number(hours or sessions or len(rows)), names=names)


def half_days(view: View, venue: Venue) -> int:
    """Return in how many half-days a venue is there: not when it is lent, and when borrowed just as agreed."""
    sharing, there = view.result.community.sharing, view.inst.mask(venue.times)
    if sharing is None:
        return there.bit_count()
    if venue.venue_id in sharing.only:
        return len(sharing.only[venue.venue_id])
    return there.bit_count() - len(sharing.away.get(venue.venue_id, ()))


def _is_borrowed(view: View, loan: Loan) -> bool:
    return named(loan.lender, loan.resource_id) in view.inst.resource


def _record(view: View, loan: Loan, borrowed: bool, given: float | None) -> dict[str, Value]:
    who = named(loan.lender, loan.resource_id) if borrowed else loan.resource_id
    return {
        "way": view.words("borrowed" if borrowed else "lent"),
        "community": loan.lender if borrowed else loan.borrower,
        "kind": view.words.kind(loan.kind),
        "resource_id": who,
        "name": view.name(who),
        "requirement": loan.what,
        "date": loan.slot.date if loan.slot else None,
        "half_day": view.words.half(loan.slot.half) if loan.slot else None,
        "hours": number(loan.hours) if loan.hours else None,
        "sessions": number(loan.sessions) if loan.sessions else None,
        "project_id": f"{view.inst.month:%Y-%m}-{loan.need_id}",
        "actual_hours": None if given is None else number(given),
    }
