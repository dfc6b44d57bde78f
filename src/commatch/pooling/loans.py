"""A community's month with its loans: what is borrowed is there for what was agreed alone, what is lent is away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from commatch.community import Community, Helper, Unit
from commatch.pooling.sharing import Loan, Sharing
from commatch.times import Slot

__all__ = ["agreed", "with_loans", "without_loans"]


def with_loans(community: Community, loans: Iterable[Loan]) -> Community:
    """Return a month in which loans hold.

    Parameters
    ----------
    community : Community
        The month, with what is borrowed among its resources and what is lent as if it were not.
    loans : iterable of Loan
        Those of the community: its own resources are lent, all others borrowed. Without any, the month is as it was.
    """
    loans = tuple(sorted(loans, key=Loan.order))
    if not loans:
        return community
    lent, borrowed = ([loan for loan in loans if bool(loan.lender) is theirs] for theirs in (False, True))
    hours, sessions = _sums(lent)
    full = {one.helper_id: one.hours for one in community.helpers if one.helper_id in hours}
    full |= {one.unit_id: one.sessions for one in community.units if one.unit_id in sessions}
    needs: dict[str, set[str]] = defaultdict(set)
    for loan in borrowed:
        needs[loan.here].add(loan.need_id)
    sharing = Sharing(
        away=_slots(lent),
        only=_slots(borrowed),
        wanted={who: frozenset(ids) for who, ids in needs.items()},
        full=full,
        loans=loans,
    )
    return replace(
        community,
        helpers=tuple(
            replace(one, hours=max(0.0, one.hours - hours.get(one.helper_id, 0.0))) for one in community.helpers
        ),
        units=tuple(
            replace(one, sessions=max(0, one.sessions - round(sessions.get(one.unit_id, 0.0))))
            for one in community.units
        ),
        sharing=sharing,
    )


def agreed(community: Community, month: Community) -> Community:
    """Return a month that was read with its loans, in which the plan is to be what the street left for it."""
    own, street = community.sharing or Sharing(), month.sharing or Sharing()
    return replace(community, sharing=replace(own, kept=street.kept, rows=street.rows, pairs=street.pairs))


def without_loans(community: Community) -> Community:
    """Return a month without its loans: nobody of another community is there, and all hours are one's own again."""
    sharing = community.sharing
    if sharing is None:
        return community
    borrowed, full = sharing.only.keys(), sharing.full
    return replace(
        community,
        helpers=tuple(_whole(one, full) for one in community.helpers if one.helper_id not in borrowed),
        units=tuple(_whole_unit(one, full) for one in community.units if one.unit_id not in borrowed),
        venues=tuple(one for one in community.venues if one.venue_id not in borrowed),
        sharing=None,
    )


def _whole(helper: Helper, full: Mapping[str, float]) -> Helper:
    return replace(helper, hours=full.get(helper.helper_id, helper.hours))


def _whole_unit(unit: Unit, full: Mapping[str, float]) -> Unit:
    return replace(unit, sessions=round(full.get(unit.unit_id, unit.sessions)))


def _sums(loans: Collection[Loan]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    hours, sessions = defaultdict[str, float](float), defaultdict[str, float](float)
    for loan in loans:
        hours[loan.here] += loan.hours
        sessions[loan.here] += loan.sessions
    return hours, sessions


def _slots(loans: Collection[Loan]) -> dict[str, frozenset[Slot]]:
    found: dict[str, set[Slot]] = {loan.here: set() for loan in loans}
    for loan in loans:
        if loan.slot is not None:
            found[loan.here].add(loan.slot)
    return {who: frozenset(slots) for who, slots in found.items()}
