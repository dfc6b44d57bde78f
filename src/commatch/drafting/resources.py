"""Proposals for helpers, units and venues: what their free text says, split into columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from commatch.drafting import figures_said as figure
from commatch.drafting.groups_said import groups_served
from commatch.drafting.proposal import Proposal, Unsure
from commatch.drafting.terms_said import Said, terms_said
from commatch.drafting.times_said import times_said
from commatch.drafting.wording import plain
from commatch.matching.rules.base import figures
from commatch.vocabulary import TermKind, Vocabulary
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["MAIN_COLUMN", "propose_resources"]

MAIN_COLUMN = {"helpers": "skills", "units": "services", "venues": "seats"}
"""What a row of each sheet is of no use without."""
_TOLD = ("skills", "services", "facilities")
_MASTER = re.compile(
    r"退休(?!后|金)|几十年|一辈子|老师傅|(?:[二三四五]十|[2-5]0)(?:多|来|几|[一二三四五六七八九])?年|二十[一二三四五六七八九]?年|祖传|老军医|retired|手艺过硬|书协会员"
)
_TRADE = re.compile(
    r"以前(?:在|是|做|干)|现任|现在(?:是|在|做|教|干)|在职|执业|注册|开过|专业(?:的|人员)|干过这行|做过|前消防|本行|吃这碗饭"
    r"|works as|在[^,。;]{2,10}(?:上班|工作|做|教|当)"
)
_NEW = re.compile(r"初学|刚(?:开始)?学|刚考|刚入门|新手|会一点|一点点|皮毛|没教过人|just started|beginner")
_LEVELS = ((_NEW, 2), (_MASTER, 5), (_TRADE, 4))
_RESTING = re.compile(
    r"先别(?:派|排|安排)|暂停(?!过)|停用|(?:现在|最近|近来)(?:没空|没时间|没得空|走不开)|休养|暂时(?:不|来不了)|先不(?:派|安排|排)|别(?:派|安排)(?:他|她|活)?$|歇业|装修中"
)
_SURE = {
    "skills": 0.9,
    "services": 0.92,
    "facilities": 0.9,
    "checks": 0.88,
    "times": 0.9,
    "groups": 0.85,
    "agreed": 0.88,
}
_FIGURE_SURE = 0.88

Value = tuple[Any, str] | None


def propose_resources(
    key: str, records: Sequence[Record], vocabulary: Vocabulary, least: float, year: int
) -> Iterator[Proposal | Unsure]:
    """Yield what the free text of the rows of a resource sheet says, for their blank cells.

    Parameters
    ----------
    key : {'helpers', 'units', 'venues'}
        Key of the sheet.
    records : sequence of Record
        Its rows.
    vocabulary : Vocabulary
        The community's words beside the built-in ones.
    least : float
        Confidence below which nothing is proposed.
    year : int
        The year that is planned.
    """
    for row, record in enumerate(records):
        name, text = record.text("name"), free_text(record)
        if not (text or name):
            continue
        main, found = MAIN_COLUMN[key], list(_said(key, name, text, vocabulary, year))
        for column, value, words, sure in found:
            if not record.has(column):
                if sure >= least:
                    yield Proposal(key, row, column, value, sure, f"said.{column}", figures(words=words))
                else:
                    yield Unsure(key, row, column, words, sure)
        if not record.has(main) and not any(item[0] == main for item in found):
            yield Unsure(key, row, main, "", 0.0)


def free_text(record: Record) -> str:
    """Return what a row says in free words: its notes, its extra columns, and all that its skills or services say.

    Under 会什么 there are often whole sentences that tell of the time, too.
    """
    extras = (cells.clean(cell.value) for cell in record.row.extras.values() if isinstance(cell.value, str))
    asked = (record.row.cells[key].value for key in _TOLD if key in record.row.cells)
    said = (cells.clean(value) for value in asked if isinstance(value, str))
    return "。".join(part for part in (record.text("notes"), *extras, *said) if part)


def _said(key: str, name: str, text: str, vocabulary: Vocabulary, year: int) -> Iterator[tuple[str, Any, str, float]]:
    """Yield column, value, the words that say so and how sure that is."""
    whole = f"{name}。{text}"
    if key == "helpers":
        yield from _skills(terms_said(whole, TermKind.SKILL, vocabulary), whole)
    for column, kind in _TERMS[key]:
        found = terms_said(whole, kind, vocabulary)
        if found:
            yield column, tuple(item.term for item in found), "、".join(item.words for item in found), _SURE[column]
    if times := times_said(whole):
        yield "times", times[0], times[1], _SURE["times"]
    for column, read in _FIGURES[key].items():
        if value := read(name, text or name):
            yield column, value[0], value[1], _FIGURE_SURE
    if key == "units":
        for column, found_day in zip(("agreed_from", "agreed_until"), figure.agreed(text or name, year), strict=True):
            if found_day:
                yield column, found_day[0], found_day[1], _SURE["agreed"]
    if key != "venues" and (groups := groups_served(whole)):
        yield "groups", groups[0], groups[1], _SURE["groups"]
    if match := _RESTING.search(plain(whole)):
        yield "status", "paused", match[0], 0.8


def _skills(found: Sequence[Said], whole: str) -> Iterator[tuple[str, Any, str, float]]:
    """Yield the skills with the level of the first where words tell one; of several the first is the trade."""
    if not found:
        return
    said = plain(whole)
    level, because = next(
        ((level, match[0]) for pattern, level in _LEVELS if (match := pattern.search(said))), (None, "")
    )
    levels = tuple(
        (item.term, level if number == 0 or level == _LEVELS[0][1] else None) for number, item in enumerate(found)
    )
    words = dict.fromkeys([*(item.words for item in found), *([because] if because else [])])
    yield "skills", levels, "、".join(words), _SURE["skills"]


_TERMS: Mapping[str, Sequence[tuple[str, TermKind]]] = {
    "helpers": (("checks", TermKind.CHECK),),
    "units": (("services", TermKind.SERVICE),),
    "venues": (("facilities", TermKind.FACILITY),),
}
_FIGURES: Mapping[str, Mapping[str, Callable[[str, str], Value]]] = {
    "helpers": {
        "headcount": figure.headcount,
        "hours": lambda _, text: figure.hours(text),
        "max_walk": lambda _, text: figure.max_walk(text),
    },
    "units": {
        "sessions": lambda _, text: figure.sessions(text),
    },
    "venues": {"seats": lambda _, text: figure.seats(text)},
}
