"""Proposals of bundles: which like needs could be one project, under which name, in which room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from commatch import library
from commatch.community import Community, Venue
from commatch.drafting.bundles import Bundle, bundles
from commatch.drafting.examples import standard_name
from commatch.drafting.proposal import Proposal
from commatch.drafting.retold import Told, Twice
from commatch.drafting.rows import Row
from commatch.matching.rules.base import figures
from commatch.vocabulary import TermKind

__all__ = ["propose_bundles"]

_SEATED = ("seats", "facilities")
_OUTDOORS = "户外"
_OTHERS_NAMED = 5
"""Needs of one's bundle that a note names."""


def propose_bundles(
    rows: Sequence[Row],
    twice: Sequence[Twice],
    vectors: object,
    community: Community,
    own_venues: Mapping[str, tuple[str, ...] | None],
) -> Iterator[Proposal]:
    """Yield the bundles of like needs, and for each member the seats that its own people take."""
    together = {item.name: item.together for item in library.templates()}
    venues_asked = {item.name: _venue_asked(item) for item in library.templates()} | dict(own_venues)
    venues = [venue for venue in community.venues if venue.active]
    room = {
        name: _largest(venues, community, facilities)
        for name, facilities in venues_asked.items()
        if venues and facilities is not None
    }
    again = {item.later for item in twice}
    left_out = frozenset(
        row.at
        for row in rows
        if row.at in again
        or row.closed
        or row.handed
        or row.record.has("bundle")
        or not row.template
        or row.record["status"] in ("confirmed", "in_progress")
    )
    now = [Told(row.need_id, row.text, row.template, people=row.people) for row in rows]
    taken = {standard_name(row.record.text("bundle")) for row in rows}
    for bundle in bundles(now, vectors, together, room, left_out):
        sure = min(bundle.confidence, *(rows[index].sure for index in bundle.members))
        if sure >= community.settings.draft_confidence:
            name = next(name for name in _names(bundle.template) if name not in taken)
            taken.add(name)
            yield from _bundle(rows, bundle, sure, name, venues_asked[bundle.template], room.get(bundle.template))


def _names(template: str) -> Iterator[str]:
    """Yield names for the bundles of a template, the first of them its own."""
    yield template
    yield from (f"{template}{number}" for number in count(2))


def _venue_asked(template: library.Template) -> tuple[str, ...] | None:
    """Return the facilities of the venue that a built-in template asks for, ``None`` where it asks for none."""
    venue = next((part for part in template.asked if part.kind == "场地"), None)
    return None if venue is None else tuple(library.split(venue.what))


def _bundle(
    rows: Sequence[Row],
    bundle: Bundle,
    sure: float,
    name: str,
    facilities: tuple[str, ...] | None,
    room: int | None,
) -> Iterator[Proposal]:
    said = figures(
        count=len(bundle.members),
        words="、".join(bundle.words),
        template=bundle.template,
        people=sum(rows[index].people for index in bundle.members),
        room=room or "",
    )
    reason = "bundle.room" if room else "bundle.like"
    for index in bundle.members:
        row = rows[index]
        others = [rows[other].need_id for other in bundle.members if other != index]
        named = (*others[:_OTHERS_NAMED], *(["…"] if len(others) > _OTHERS_NAMED else []))
        yield Proposal("needs", index, "bundle", name, sure, reason, said, named)
        if facilities is None or any(row.record.has(key) for key in _SEATED):
            continue
        yield row.propose("seats", row.people, sure, "bundle.seats", template=bundle.template)
        if facilities:
            yield row.propose("facilities", facilities, sure, "bundle.seats", template=bundle.template)


def _largest(venues: Sequence[Venue], community: Community, facilities: Sequence[str]) -> int:
    """Return the seats of the largest venue that has some facilities, else of the largest room, else of all."""
    known = {community.vocabulary.find(TermKind.FACILITY, name) for name in facilities}
    names = {name for entry in known if entry for name in (entry.term, entry.english)}
    fitting = [venue.seats for venue in venues if len(names & venue.facilities) >= len(facilities)]
    rooms = [venue.seats for venue in venues if _OUTDOORS not in venue.facilities]
    return max(fitting or rooms or [venue.seats for venue in venues])
