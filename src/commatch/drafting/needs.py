"""Proposals for needs: what serves each, whom it is about, how urgent it is, whether the council may take it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from commatch import library
from commatch.community import Community
from commatch.drafting.bundled import propose_bundles
from commatch.drafting.classifier import Classifier, Guess
from commatch.drafting.examples import standard_name
from commatch.drafting.figures_said import beneficiaries
from commatch.drafting.groups_said import groups_of_need
from commatch.drafting.proposal import Mark, Proposal, Unsure
from commatch.drafting.remit_said import remit_said
from commatch.drafting.retold import Told, told_twice, when
from commatch.drafting.rows import Row
from commatch.drafting.urgency_said import urgency_said
from commatch.drafting.wording import plain
from commatch.problems import Place
from commatch.vocabulary import TermKind
from commatch.workbook.values import Record

__all__ = ["propose_needs"]

_BENEFICIARIES_SURE, _GRID_SURE, _OF_TEMPLATE_SURE = 0.8, 0.95, 0.95
_LIKELY = 0.45
"""How sure a template must be to tell that two needs are of one sort."""
_ASKING = ("template", "skills", "services", "goods", "seats", "facilities", "budget")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_THANKS = re.compile(r"谢谢(?!慢走|再见)|感谢|多谢|谢啦|唔该晒|表扬|锦旗|点赞|辛苦你|辛苦了|\bthanks?\b")
_ASKED = re.compile(
    r"想|能不能|能否|可不可以|可以吗|要(?!谢|感谢)|请|帮(?!了)|吗|[?？]|有没有|几时|啥时|什么时候|还(?:没|是|在|有)|又|希望|求|望|盼|最好|麻烦"
    r"|下次|再来|再办|报名|建议|没人|\b(?:please|could|can|would|need|want)\b"
)
_NOTHING = Guess("", 0.0, "", 0.0, (), ())
_GRID_NUMBER = re.compile(r"[\da-z-]+")


def propose_needs(
    records: Sequence[Record],
    ids: Sequence[str],
    community: Community,
    classifier: Classifier,
    own_venues: Mapping[str, tuple[str, ...] | None] = MappingProxyType({}),
) -> Iterator[Proposal | Unsure | Mark]:
    """Yield what could stand in the blank cells of needs, and which needs seem to be told twice.

    Parameters
    ----------
    records : sequence of Record
        Rows of 需求清单.
    ids : sequence of str
        Their identifiers.
    community : Community
        The month: its settings, templates, venues and grids.
    classifier : Classifier
        What was learned from examples.
    own_venues : mapping of str to tuple of str
        For each template that the community wrote down itself, the facilities of the venue that it asks for;
        ``None`` where it asks for none.
    """
    least = community.settings.draft_confidence
    texts = [_text(record) for record in records]
    guesses = classifier.guess(texts)
    asking = {need.place for need in community.needs if need.requirements or need.set_aside}
    rows = [
        _row(at, record, ids[at], texts[at], guess, least, asking)
        for at, (record, guess) in enumerate(zip(records, guesses, strict=True))
    ]
    vectors = classifier.vectors(texts)
    told = [_told(row) for row in rows]
    twice = [item for item in told_twice(told, vectors) if item.confidence >= least]
    for item in sorted(twice, key=lambda item: when(told[item.later])):  # a second telling is often too short alone
        later, earlier = rows[item.later], rows[item.earlier]
        if not later.template:
            later.template, later.sure = earlier.template, min(earlier.sure, item.confidence)
    of_kinds = (community.helpers, community.units, community.venues)
    known = sorted({grid for items in of_kinds for grid in (item.grid for item in items)} - {""})
    other_names = {name: grid for (kind, name), grid in community.vocabulary.own.items() if kind is TermKind.GRID}
    grids = {
        **{name: grid for name, grid in sorted(other_names.items()) if grid in known},
        **{grid: grid for grid in known},
    }
    own_names = {standard_name(name): name for name in community.templates}
    for row in rows:
        if not row.closed:
            yield from _of_row(row, community, classifier.category, own_names)
            yield from _grid(row, grids, least)
    for item in twice:
        yield Mark(item.later, rows[item.earlier].need_id, item.confidence, f"twice.{item.reason}", item.figures)
    yield from propose_bundles(rows, twice, vectors, community, own_venues)


def _text(record: Record) -> str:
    return "。".join(part for part in (record.text("title"), record.text("description")) if part)


def _says_thanks(text: str) -> bool:
    """Tell whether somebody only thanks for what was done, and asks for nothing."""
    said = plain(text)
    return bool(_THANKS.search(said)) and not _ASKED.search(said)


def _row(
    at: int, record: Record, need_id: str, text: str, guess: Guess, least: float, asking: Collection[Place]
) -> Row:
    given = standard_name(record.text("template"))
    if _says_thanks(text):
        guess = _NOTHING
    template = given or (guess.template if guess.confidence >= least else "")
    found = beneficiaries(text)
    people = record["beneficiaries"] or (found[0] if found else 1)
    closed = record["status"] not in (None, "open", "proposed", "confirmed", "in_progress")
    asks = record.row.place in asking or any(record.has(key) for key in _ASKING)
    return Row(at, record, need_id, text, guess, template, 1.0 if given else guess.confidence, people, closed, asks)


def _phone_said(text: str) -> str:
    """Return the only mobile number that stands in a text, ``''`` where there is none or more than one."""
    found = set(_MOBILE.findall(plain(text)))
    return found.pop() if len(found) == 1 else ""


def _told(row: Row) -> Told:
    record, guess = row.record, row.guess
    likely = guess.template if guess.confidence >= _LIKELY else ""
    return Told(
        row.need_id,
        row.text,
        standard_name(record.text("template")) or likely,
        record.text("requester"),
        record.text("phone") or _phone_said(row.text),
        record["raised_on"],
        row.people,
    )


def _of_row(
    row: Row, community: Community, category_of: Mapping[str, str], own_names: Mapping[str, str]
) -> Iterator[Proposal | Unsure]:
    """Yield what could stand in the blank cells of one need."""
    least, blank = community.settings.draft_confidence, {key for key in _COLUMNS if not row.record.has(key)}
    remit = remit_said(row.text, community.settings)
    if remit and remit[2] < least:
        remit = None
    if "status" in blank:
        yield from _status(row, remit, least)
    if not row.asks:
        declined = "status" in blank and remit is not None and remit[0] == "out_of_remit"
        yield _declined(row) if declined else _template(row, least, own_names)
    if "category" in blank:
        yield from _category(row, category_of, least)
    if "groups" in blank:
        yield from _groups(row, least)
    if "urgency" in blank:
        urgency = urgency_said(row.text, row.template)
        if urgency and urgency[2] >= least:
            yield row.propose("urgency", urgency[0], urgency[2], "urgency.said", words=urgency[1])
    if "beneficiaries" in blank and least <= _BENEFICIARIES_SURE and (people := beneficiaries(row.text)):
        yield row.propose("beneficiaries", people[0], _BENEFICIARIES_SURE, "beneficiaries.said", words=people[1])


_COLUMNS = ("status", "category", "groups", "urgency", "beneficiaries")


def _status(row: Row, remit: tuple[str, str, float] | None, least: float) -> Iterator[Proposal]:
    """Yield that a need is handed on or declined: by the community's lists, or because its template is."""
    template = library.find_template(row.template)
    if remit:
        row.handed = True
        yield row.propose("status", remit[0], remit[2], f"remit.{remit[0]}", words=remit[1])
    elif template and template.handed_on and (sure := min(row.sure, 0.9)) >= least:
        row.handed = True
        yield row.propose("status", "handed_on", sure, "template.handed_on", template=template.name)


def _declined(row: Row) -> Unsure:
    return Unsure("needs", row.at, "template", "", 0.0, "not_proposed.declined")


def _template(row: Row, least: float, own_names: Mapping[str, str]) -> Proposal | Unsure:
    guess = row.guess
    if not guess.template or guess.confidence < least:
        return Unsure("needs", row.at, "template", guess.template, guess.confidence if guess.template else 0.0)
    reason = "template.words" if guess.words else "template.own" if guess.own else "template.like"
    name = own_names.get(guess.template, guess.template)
    return row.propose("template", name, guess.confidence, reason, words="、".join(guess.words))


def _category(row: Row, category_of: Mapping[str, str], least: float) -> Iterator[Proposal | Unsure]:
    guess, known = row.guess, category_of.get(row.template, "")
    if known and row.record.has("template"):
        yield row.propose("category", known, _OF_TEMPLATE_SURE, "category.of_template", template=row.template)
    elif known:
        sure = max(row.sure, guess.category_confidence) if row.template == guess.template else row.sure
        yield row.propose("category", known, sure, "category.of_template", template=row.template)
    elif guess.category and guess.category_confidence >= least:
        yield row.propose("category", guess.category, guess.category_confidence, "category.like")
    elif guess.category:
        yield Unsure("needs", row.at, "category", guess.category, guess.category_confidence)


def _groups(row: Row, least: float) -> Iterator[Proposal]:
    """Yield whom a need is about, as its words say and as its template implies."""
    said: list[tuple[str, str, float]] = []
    implied: list[tuple[str, str, float]] = []
    for name, words, sure in groups_of_need(row.text, row.template):
        of_template = words == row.template
        if (sure := min(sure, row.sure) if of_template else sure) >= least:
            (implied if of_template else said).append((name, words, sure))
    found = [*said, *implied]
    if found:
        names = tuple(dict.fromkeys(name for name, _, _ in found))
        words = "、".join(dict.fromkeys(words for _, words, _ in said))
        reason = "groups.of_template" if not said else "groups.said_and_template" if implied else "groups.said"
        yield row.propose(
            "groups", names, min(sure for _, _, sure in found), reason, words=words, template=row.template
        )


def _grid(row: Row, grids: Mapping[str, str], least: float) -> Iterator[Proposal]:
    """Yield the grid that a need names by its name or by another one, which ``grids`` gives the grid for."""
    if row.record.has("grid") or least > _GRID_SURE:
        return
    named = [grid for grid in grids if _names_grid(row.text, grid)]
    longest = [grid for grid in named if not any(grid != other and grid in other for other in named)]
    if len({grids[name] for name in longest}) == 1:
        yield row.propose("grid", grids[longest[0]], _GRID_SURE, "grid.said", words=longest[0])


def _names_grid(text: str, grid: str) -> bool:
    """Tell whether a text names a grid: one of figures and letters only beside the word 网格, which houses have not."""
    said, core = plain(text), plain(grid).replace("网格", "")
    if _GRID_NUMBER.fullmatch(core):
        number = rf"(?<![\da-z-])第?{re.escape(core)}(?![\da-z-])"
        return re.search(rf"{number}号?微?网格|网格{number}", said) is not None
    name = plain(grid)
    return len(core) > 1 and re.search(rf"(?<!\d){re.escape(name)}(?!\d)", said) is not None
