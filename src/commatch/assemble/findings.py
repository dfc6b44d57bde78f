"""What only the whole community shows: kinds not given, confirmed needs without a pin, unknown distances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from commatch import calendar
from commatch.community import FORCED, PLANNED, Community, Kind, Need, Stance
from commatch.matching.demands import bundles
from commatch.problems import NOWHERE, Place, Problem, warning
from commatch.workbook.tables import Tables
from commatch.workbook.values import Record

__all__ = ["look_over"]

_EXAMPLES = 3


def look_over(community: Community, tables: Tables, records: Sequence[Record]) -> Iterator[Problem]:
    """Yield the warnings that need the whole community.

    Parameters
    ----------
    community : Community
        All of it but its problems.
    tables : Tables
        What was read.
    records : sequence of Record
        Rows of 需求清单, for the places of their cells.
    """
    planned = [need for need in community.needs if need.status in PLANNED]
    rows = {record.row.place: record for record in records if record["status"] in FORCED}
    yield from _kinds_not_given(planned)
    yield from _confirmed_unplanned(community, rows)
    yield from _distances(community, planned, tables)
    month = community.settings.month
    if month and not calendar.published(month.year):
        yield warning("calendar_unpublished", year=month.year)


def _kinds_not_given(planned: Sequence[Need]) -> Iterator[Problem]:
    asking = Counter(kind for need in planned for kind in {item.kind for item in need.set_aside})
    for kind in Kind:
        if asking[kind]:
            yield warning("kind_not_given", kind=kind, count=asking[kind])


def _confirmed_unplanned(community: Community, rows: dict[Place, Record]) -> Iterator[Problem]:
    by_hand = {opinion.need_id for opinion in community.opinions if opinion.stance is Stance.PIN}
    alike = bundles(need for need in community.needs if need.status in PLANNED)
    pinned = {need.need_id for members in alike if any(it.need_id in by_hand for it in members) for need in members}
    for need in community.needs:
        if need.status in FORCED and need.need_id not in pinned:
            place = rows[need.place].place("status")
            yield warning("confirmed_unplanned", place, need.need_id, status=need.status)


def _distances(community: Community, planned: Sequence[Need], tables: Tables) -> Iterator[Problem]:
    needs = {need.grid for need in planned if need.grid}
    borrowed = community.sharing.only if community.sharing is not None else {}  # it was agreed on with what is known
    resources = {one.grid for one in community.helpers if one.active and one.helper_id not in borrowed}
    resources |= {one.grid for one in community.venues if one.active and one.venue_id not in borrowed}
    pairs = {
        (min(one, other), max(one, other))
        for one in needs
        for other in resources - {""}
        if community.minutes(one, other) is None
    }
    if not pairs:
        return
    agreed = {table.place.file for table in tables.of("street_loans")}  # its file is not to be changed
    sheets = sorted(table.place for table in tables.of("distances") if table.place.file not in agreed)
    examples = "、".join("–".join(pair) for pair in sorted(pairs)[:_EXAMPLES])
    yield warning("distance_unknown", sheets[0] if sheets else NOWHERE, count=len(pairs), pairs=examples)
