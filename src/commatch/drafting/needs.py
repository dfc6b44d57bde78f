"""Proposals for needs: what serves each, whom it is about, how urgent it is, whether the council may take it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commatch import library
from commatch.community import Community, Venue
from commatch.drafting.classifier import Classifier, Guess
from commatch.drafting.examples import standard_name
from commatch.drafting.figures_said import beneficiaries
from commatch.drafting.groups_said import groups_of_need
from commatch.drafting.likeness import Bundle, Told, Twice, bundles, told_twice
from commatch.drafting.proposal import Mark, Proposal, Unsure
from commatch.drafting.remit_said import remit_said
from commatch.drafting.urgency_said import urgency_said
from commatch.drafting.wording import plain
from commatch.matching.rules.base import figures
from commatch.settings import Settings
from commatch.vocabulary import TermKind
from commatch.workbook.values import Record

__all__ = ["propose_needs"]

_BENEFICIARIES_SURE, _GRID_SURE = 0.8, 0.95
_SEATED = ("seats", "facilities")
_ASKING = ("template", "skills", "services", "goods", "seats", "facilities", "budget")


@dataclass(slots=True)
class _Row:
    """A need with what is known and proposed of it."""

    record: Record
    need_id: str
    text: str
    guess: Guess
    template: str
    people: int
    closed: bool
    handed: bool = False


def propose_needs(
    records: Sequence[Record], ids: Sequence[str], community: Community, classifier: Classifier
) -> Iterator[Proposal | Unsure | Mark]:
    """Yield what could stand in the blank cells of needs, and which needs seem to be told twice.

    Parameters
    ----------
    records : sequence of Record
        Rows of 需求清单.
    ids : sequence of str
        Their identifiers.
    community : Community
        The month: its settings, venues and grids.
    classifier : Classifier
        What was learned from examples.
    """
    settings = community.settings
    texts = [_text(record) for record in records]
    guesses = classifier.guess(texts)
    rows = [
        _Row(record, need_id, text, guess, *_first(record, guess, text, settings))
        for record, need_id, text, guess in zip(records, ids, texts, guesses, strict=True)
    ]
    vectors = classifier.vectors(texts)
    told = [_told(row, standard_name(row.record.text("template")) or row.guess.template) for row in rows]
    twice = [item for item in told_twice(told, vectors) if item.confidence >= settings.draft_confidence]
    for item in twice:  # a second telling is often too short to be understood alone
        later, earlier = rows[item.later], rows[item.earlier]
        if not later.template:
            later.template = earlier.template
    of_kinds = (community.helpers, community.units, community.venues)
    grids = sorted({grid for items in of_kinds for grid in (item.grid for item in items)} - {""})
    for index, row in enumerate(rows):
        if not row.closed:
            yield from _of_row(index, row, settings, classifier.category, grids)
    for item in twice:
        yield Mark(item.later, rows[item.earlier].need_id, item.confidence, f"twice.{item.reason}", item.figures)
    yield from _bundles(rows, told, twice, vectors, community)


def _text(record: Record) -> str:
    return "。".join(part for part in (record.text("title"), record.text("description")) if part)


def _first(record: Record, guess: Guess, text: str, settings: Settings) -> tuple[str, int, bool]:
    """Return the template that is known or proposed, how many a need is for, and whether it is closed."""
    given = record.text("template")
    sure = guess.confidence >= settings.draft_confidence
    template = standard_name(given) if given else guess.template if sure else ""
    found = beneficiaries(text)
    people = record["beneficiaries"] or (found[0] if found else 1)
    return template, people, record["status"] not in (None, "open", "proposed", "confirmed", "in_progress")


def _told(row: _Row, template: str) -> Told:
    record = row.record
    return Told(
        row.need_id,
        row.text,
        row.template,
        record.text("requester"),
        record.text("phone"),
        record["raised_on"],
        row.people,
    )


def _of_row(
    index: int, row: _Row, settings: Settings, category_of: Mapping[str, str], grids: Sequence[str]
) -> Iterator[Proposal | Unsure]:
    """Yield what could stand in the blank cells of one need."""
    record, guess, least = row.record, row.guess, settings.draft_confidence

    def propose(column: str, value: object, sure: float, reason: str, **values: object) -> Proposal:
        near = guess.near if column in ("template", "category") else ()
        return Proposal("needs", index, column, value, sure, reason, figures(**values), near)

    remit = remit_said(row.text, settings)
    if not record.has("status") and remit and remit[2] >= least:
        row.handed = True
        yield propose("status", remit[0], remit[2], f"remit.{remit[0]}", words=remit[1])
    asks = any(record.has(key) for key in _ASKING)
    declined = remit is not None and remit[0] == "out_of_remit"
    if not asks and not declined:
        yield from _template(index, row, least, propose)
    template = library.find_template(row.template)
    if template and template.handed_on and not record.has("status") and not row.handed:
        row.handed = True
        sure = guess.confidence if not record.has("template") else 0.9
        yield propose("status", "handed_on", sure, "template.handed_on", template=template.name)
    if not record.has("category"):
        known = category_of.get(row.template, "")
        sure = max(guess.category_confidence, guess.confidence) if guess.template == row.template else guess.confidence
        if record.has("template") and known:
            yield propose("category", known, 0.95, "category.of_template", template=row.template)
        elif known and row.template == guess.template:
            yield propose("category", known, sure, "category.of_template", template=row.template)
        elif guess.category and guess.category_confidence >= least:
            yield propose("category", guess.category, guess.category_confidence, "category.like")
        elif guess.category:
            yield Unsure("needs", index, "category", guess.category, guess.category_confidence)
    if not record.has("groups"):
        found = [item for item in groups_of_need(row.text, row.template) if item[2] >= least]
        if found:
            names = tuple(dict.fromkeys(name for name, _, _ in found))
            words = "、".join(words for _, words, _ in found)
            yield propose("groups", names, min(item[2] for item in found), "groups.said", words=words)
    if not record.has("urgency"):
        urgency = urgency_said(row.text, row.template)
        if urgency and urgency[2] >= least:
            yield propose("urgency", urgency[0], urgency[2], "urgency.said", words=urgency[1])
    if not record.has("beneficiaries") and least <= _BENEFICIARIES_SURE and (people := beneficiaries(row.text)):
        yield propose("beneficiaries", people[0], _BENEFICIARIES_SURE, "beneficiaries.said", words=people[1])
    if not record.has("grid") and least <= _GRID_SURE:
        named = [grid for grid in grids if _names_grid(row.text, grid)]
        longest = [grid for grid in named if not any(grid != other and grid in other for other in named)]
        if len(longest) == 1:
            yield propose("grid", longest[0], _GRID_SURE, "grid.said", words=longest[0])


def _template(index: int, row: _Row, least: float, propose: object) -> Iterator[Proposal | Unsure]:
    guess = row.guess
    if guess.template and guess.confidence >= least:
        reason = "template.words" if guess.words else "template.like"
        yield Proposal(
            "needs", index, "template", guess.template, guess.confidence, reason,
            figures(words="、".join(guess.words)), guess.near,
        )  # fmt: skip
    else:
        yield Unsure("needs", index, "template", guess.template, guess.confidence)


def _names_grid(text: str, grid: str) -> bool:
    """Tell whether a text names a grid, with or without the strokes in its name."""
    said, name = plain(text), plain(grid)
    if len(name) < 2:  # a lone digit is in every text
        return False
    loose = name.replace("-", "")
    at = said.replace("-", "").find(loose)
    return at >= 0 and not said.replace("-", "")[at + len(loose) : at + len(loose) + 1].isdigit()


def _bundles(
    rows: Sequence[_Row], told: Sequence[Told], twice: Sequence[Twice], vectors: object, community: Community
) -> Iterator[Proposal]:
    """Yield the bundles of like needs, and for each member the seats that its own people take."""
    together = {item.name: item.together for item in library.templates()}
    asked = {item.name: item for item in library.templates()}
    room = {}
    for name, item in asked.items():
        venue = next((part for part in item.asked if part.kind == "场地"), None)
        if venue is not None:
            room[name] = _largest(community, library.split(venue.what))
    again = {item.later for item in twice}
    left_out = frozenset(
        index
        for index, row in enumerate(rows)
        if index in again or row.closed or row.handed or row.record.has("bundle") or not row.template
    )
    now = [Told(item.need_id, item.text, rows[at].template, people=item.people) for at, item in enumerate(told)]
    numbers: Counter[str] = Counter()
    for bundle in bundles(now, vectors, together, room, left_out):
        if bundle.confidence >= community.settings.draft_confidence:
            numbers[bundle.template] += 1
            yield from _bundle(rows, bundle, numbers[bundle.template], asked, room.get(bundle.template))


def _bundle(
    rows: Sequence[_Row], bundle: Bundle, number: int, asked: Mapping[str, library.Template], room: int | None
) -> Iterator[Proposal]:
    name = bundle.template if number == 1 else f"{bundle.template}{number}"
    people = sum(rows[index].people for index in bundle.members)
    said = figures(
        count=len(bundle.members),
        words="、".join(bundle.words),
        template=bundle.template,
        people=people,
        room=room or "",
    )
    reason = "bundle.room" if room else "bundle.like"
    for index in bundle.members:
        others = tuple(rows[other].need_id for other in bundle.members if other != index)
        yield Proposal("needs", index, "bundle", name, bundle.confidence, reason, said, others)
        venue = next((part for part in asked[bundle.template].asked if part.kind == "场地"), None)
        record = rows[index].record
        if venue is None or any(record.has(key) for key in _SEATED):
            continue
        seats = figures(template=bundle.template)
        yield Proposal("needs", index, "seats", rows[index].people, bundle.confidence, "bundle.seats", seats)
        facilities = library.split(venue.what)
        if facilities:
            yield Proposal("needs", index, "facilities", facilities, bundle.confidence, "bundle.seats", seats)


def _largest(community: Community, facilities: Sequence[str]) -> int:
    """Return the seats of the largest venue in service that has some facilities, else of the largest of all."""
    known = {community.vocabulary.find(TermKind.FACILITY, name) for name in facilities}
    names = {name for entry in known if entry for name in (entry.term, entry.english)}

    def suits(venue: Venue) -> bool:
        return venue.active and len(names & venue.facilities) >= len(facilities)

    fitting = [venue.seats for venue in community.venues if suits(venue)]
    return max(fitting or [venue.seats for venue in community.venues if venue.active], default=0)
