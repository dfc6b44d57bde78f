"""Bundles: needs that make one project should ask the same, and what is said of them must not clash."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from commatch.community import PLANNED, Community, Kind, Need, Opinion, Requirement, Stance
from commatch.months import last_day
from commatch.problems import Place, Problem, error, warning
from commatch.workbook import cells
from commatch.workbook.values import Record, shown

__all__ = ["compare_members"]


def compare_members(community: Community, needs: Sequence[Record], opinions: Sequence[Record]) -> Iterator[Problem]:
    """Yield what differs between the planned needs of a bundle, in what they ask and in what is said of them.

    Parameters
    ----------
    community : Community
        All of it but its problems.
    needs, opinions : sequence of Record
        Rows of 需求清单 and of 匹配意见, for the places of their cells.
    """
    bundled = (record for record in needs if record["bundle"])
    rows = {record.row.place: record for record in (*bundled, *opinions)}
    bundles: dict[str, list[Need]] = defaultdict(list)
    for need in community.needs:
        if not need.bundle or need.status not in PLANNED:
            continue
        if "status" not in rows[need.place].faulty:  # else nobody knows whether it is planned
            bundles[need.bundle].append(need)
    yield from _needs_that_differ(community, bundles, rows)
    bundle_of = {need.need_id: name for name, members in bundles.items() for need in members}
    said: dict[tuple[str, str], list[Opinion]] = defaultdict(list)
    for opinion in sorted(community.opinions, key=lambda item: item.need_id):
        if opinion.need_id in bundle_of:
            said[bundle_of[opinion.need_id], opinion.resource_id].append(opinion)
    for (bundle, _), members in sorted(said.items(), key=lambda item: item[0]):
        yield from _opinions_that_clash(bundle, members, rows)


def _needs_that_differ(
    community: Community, bundles: Mapping[str, Sequence[Need]], rows: Mapping[Place, Record]
) -> Iterator[Problem]:
    first = community.settings.month or dt.date.min
    span = (first, last_day(first))
    for name, members in bundles.items():
        head = members[0]
        for member in members[1:]:
            columns = "、".join(_differing(head, member, span))
            if columns:
                place = rows[member.place].place("bundle")
                head_id = head.need_id
                yield warning("bundle_differs", place, member.need_id, first=head_id, bundle=name, columns=columns)


def _differing(head: Need, member: Need, span: tuple[dt.date, dt.date]) -> Iterator[str]:
    if _asked(head) != _asked(member):
        yield "requirements"
    if head.times != member.times and head.times.slots(*span) != member.times.slots(*span):
        yield "times"
    for key in ("due_on", "grid", "sessions"):
        if getattr(head, key) != getattr(member, key):
            yield key
    if cells.folded(head.category) != cells.folded(member.category):
        yield "category"


def _asked(need: Need) -> list[Requirement]:
    """Return what a need asks, in any order, names as they are compared, without the seats: a bundle adds them up."""
    asked = [
        replace(
            item,
            quantity=0 if item.kind is Kind.VENUE else item.quantity,
            what="" if item.kind is Kind.VENUE else cells.folded(item.what),
            checks=frozenset(map(cells.folded, item.checks)),
            facilities=frozenset(map(cells.folded, item.facilities)),
        )
        for item in (*need.requirements, *need.set_aside)
    ]
    return sorted(asked, key=_requirement_order)


def _requirement_order(item: Requirement) -> tuple[object, ...]:
    return (item.kind, item.what, item.level, item.quantity, item.hours, sorted(item.checks))


def _opinions_that_clash(bundle: str, members: Sequence[Opinion], rows: Mapping[Place, Record]) -> Iterator[Problem]:
    """Yield what the members' opinions of one resource contradict each other in."""
    resource = members[0].resource_id
    for column, said, clashes in _COMPARED:
        speaking = [item for item in members if said(item) is not None]
        for member in speaking[1:]:
            if said(member) == said(speaking[0]):
                continue
            here, there = rows[member.place], rows[speaking[0].place]
            place, other = here.place(column), there.place(column)
            value, before = _written(here, column), _written(there, column)
            need, first = member.need_id, speaking[0].need_id
            if clashes:
                yield error(
                    "opinions_clash", place, value, sheet="opinions", column=column, bundle=bundle,
                    resource=resource, need=need, first=first, said=before, other=other,
                )  # fmt: skip
            else:
                yield warning(
                    "opinions_differ", place, value, sheet="opinions", column=column, bundle=bundle,
                    resource=resource, need=need, first=first, said=before, other=other,
                )  # fmt: skip


_COMPARED: Sequence[tuple[str, Callable[[Opinion], Hashable], bool]] = (
    ("opinion", lambda item: item.stance if item.stance in (Stance.PIN, Stance.BAN) else None, True),
    ("hours", lambda item: item.hours, True),
    ("opinion", lambda item: item.stance if item.stance in (Stance.PREFER, Stance.AVOID) else None, False),
    ("score", lambda item: item.score or None, False),
)
"""What is compared: the column, what it says or ``None``, and whether a difference can't be planned."""


def _written(record: Record, column: str) -> str:
    cell = record.row.cells.get(column)
    return shown(cell.value) if cell else ""
