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
_PROFESSIONS = (
    r"(?:师傅?|医|护|工(?!厂|资|会)|教授|警|员|校长|士|干部|主任|会计|导演|演员|裁缝|司机|厨|木匠|铁匠|老师|大夫|律师"
    r"|编辑|记者|翻译)"
)
_CERTIFIED = re.compile(
    r"持证(?!明)|(?<!没有)(?<![没无办考])(?:电工|教师|社工|律师|护士|营养师|会计|护理员?|咨询师|厨师|教练|焊工|调解员)(?:资格)?证"
    r"(?!(?:还)?没|过期|在办)|certified|licensed"
)
_EXPERT = re.compile(
    rf"{_CERTIFIED.pattern}|退(?:了)?休(?:的|了的|老)?[^,。;]{{0,8}}{_PROFESSIONS}"
    rf"|{_PROFESSIONS}[^,。;]{{0,4}}[,。]?(?:已经?|刚|去年|前年|今年)?退(?:了)?休|退下来"
    r"|(?:消防[队站]|人社局|医院|学校|[中小]学|幼儿园|派出所|税务局|法院|银行|供电局|律所|食堂|宾馆|酒店|剧团|报社|图书馆|妇联)[^,。;]{0,4}退休"
    r"|退休前[^,。;]{0,8}[教医护做当]|几十年|一辈子|半辈子|老军医|书协会员|手艺过硬|retired"
)
"""Who was one by profession and is retired, or holds the certificate."""
_YEARS = r"(?<![二三四五六七八九\d])(?:十(?:多|来|几|[一二三四五六七八九])?|[89八九]|1\d)(?:多|来|几)?年"
"""Ten years or so; of twenty and more some call one skilled and others a master."""
_TRADE = re.compile(
    rf"{_YEARS}|(?<![十百千\d])多年|以前在|现任|现在(?:是|在)|在职|注册|开过|专业(?:的|人员)|干过这行|前消防|本行|吃这碗饭"
    rf"|works as|for a living|在[^,。;]{{2,10}}(?:上班|工作|任职|当|做[^,。;]{{0,3}}{_PROFESSIONS})"
)
"""Who works as one, or did for years."""
_NEW = re.compile(
    r"初学|刚(?:开始)?学|刚考|刚入门|刚上手|(?<!欢迎)新手|会一点|会点|一点点|皮毛|没教过人|just started|beginner"
)
_LEVELS = ((_NEW, 2), (_EXPERT, 5), (_TRADE, 4))
_TITLES = {
    "医生": frozenset({"中医", "康复师", "营养师", "药师"}),
    "教师": frozenset({"音乐老师", "美术老师", "书法老师", "舞蹈老师"}),
}
_ADDRESS = frozenset({"教授", "老师", "大夫", "医生"})
"""Words that are but a form of address beside some skills: 教授 beside 音乐老师, 大夫 beside 中医."""
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
    """Yield the skills with their levels: what the clause of a skill tells, else, of the first, what the text does."""
    named = {item.term for item in found}
    found = [item for item in found if item.words not in _ADDRESS or not _TITLES.get(item.term, frozenset()) & named]
    if not found:
        return
    told = [_level(item.clause) for item in found]
    if not any(told):
        told[0] = _level(plain(whole), new=len(found) == 1)
    levels = tuple((item.term, level[0] if level else None) for item, level in zip(found, told, strict=True))
    words = dict.fromkeys([*(item.words for item in found), *(level[1] for level in told if level)])
    yield "skills", levels, "、".join(words), _SURE["skills"]


def _level(said: str, *, new: bool = True) -> tuple[int, str] | None:
    """Return the level that some words tell, 1 to 5, with those words; a beginner's only where that is meant."""
    told = [(level, pattern.search(said)) for pattern, level in _LEVELS if new or level != _LEVELS[0][1]]
    if _CERTIFIED.search(said) and _TRADE.search(said):
        return None
    return next(((level, match[0].strip(",。 ")) for level, match in told if match), None)


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
