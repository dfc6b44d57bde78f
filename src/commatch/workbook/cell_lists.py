"""Lists in cells: names, names with a count, skills with a level."""

import re
from dataclasses import dataclass

from commatch.workbook.cell_numbers import CLASSIFIERS
from commatch.workbook.cell_words import is_none, is_unlimited
from commatch.workbook.parsed import NUMERAL, Parsed, clean, small_number
from commatch.workbook.traditional import simplified

__all__ = ["Counted", "counted", "items", "levels"]

_SEPARATOR = re.compile(r"[、,;|┋。\n\\]|(?<!\d)/|/(?!\d)|(?<=[一-鿿])\+(?=[一-鿿\d])")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_HIDDEN = str.maketrans("、,;|┋。\n\\/+", "".join(map(chr, (*range(1, 9), 14, 15))))
_SHOWN = {new: old for old, new in _HIDDEN.items()}
_OTHER = re.compile(r"其[他它]〖([^〖〗]+)〗")
_CIRCLED = re.compile(r"[\u2460-\u2473]")
_NUMBERED = re.compile(r"\(?1[.)、]|一、")
_NUMBER_AHEAD = re.compile(r"(?:^|(?<=[\s;,、。]))(?:\(?\d{1,2}[.)、](?=[^\d\s]|\s\D)|[一二三四五六七八九十]{1,2}、)")

_NUMBER = rf"(?:\d{{1,6}}|{NUMERAL})"
_TIMES = rf"(?:\s*[×*]\s*|(?:(?<![a-z])|\s)x\s*(?=\d|{NUMERAL}))"
_LEVEL_MARK = r"(?:\s*(?:≥|≧|>=|>)\s*)"

_COUNT_LAST = re.compile(
    rf"(?:{_TIMES}(?P<times>[^\s×*x≥≧>:]+?)(?:{CLASSIFIERS})?|\s*\((?P<inner>{_NUMBER})\s*(?:{CLASSIFIERS})\)"
    rf"|(?::\s*)?(?P<classed>{_NUMBER})\s*(?:{CLASSIFIERS})|\s(?P<bare>\d{{1,6}}))$",
    re.IGNORECASE,
)
_COUNT_FIRST = re.compile(
    rf"^(?:(?P<classed>{_NUMBER})\s*(?:{CLASSIFIERS})(?!性)|(?P<times>{_NUMBER})\s*[×*]|(?P<x>\d{{1,6}})\s*x?\s)\s*(?=\S)",
    re.IGNORECASE,
)
_LEAST_LEVEL = re.compile(rf"(?:{_LEVEL_MARK}(?P<least>[^\s≥≧>=]+?)级?|\s*\(?{_LEVEL_MARK}(?P<inner>\w+?)级?\))$")
_OWN_LEVEL = re.compile(
    rf"\s*(?:\(\s*(?:level\s*)?(?P<inner>{_NUMBER})\s*级?\s*\)|(?P<plain>{_NUMBER})\s*级|level\s*(?P<word>\d+))$",
    re.IGNORECASE,
)
_AFTER_COLON = re.compile(r"\s*[:=]\s*(?P<level>[^:=]*?)级?$")
_STRAY = re.compile(r"[×*≥≧≤<>=:★☆]|^\W*$|^/|/$")
_VAGUE = re.compile(
    rf"\((?:{_NUMBER}|若干|不限|不定)\)$|\d\s*(?:{CLASSIFIERS})\s*(?:[(或和及与+]|$)|\d\s*[-~至到]$"
    r"|\d\s*(?:公?斤|千克|克|吨|升|米|平方米|对|户|家|群|批)$"
    r"|^\d{1,2}\s*(?:社工|志愿|义工|医|护|律师|老师|师傅|大学生)"
    r"|(?:若干|以上|以下|以内|左右|不等|[数几多余][名个位人张把套件])$"
)
_HEDGED = re.compile(r"(?:各|各自|约|大约|(?<!附)近|至少|最少|不少于|不低于|最多|不超过|每次|每场)$")
_ROUGH = re.compile(r"[一二两三四五六七八九十几数]$")
_ENDS_IN_NUMBER = re.compile(r"\d(?:\s*分)?$")
_GRADE = re.compile(
    rf"{NUMERAL}\s*级\s*\)?$|(?:英语|外语|日语|韩语|计算机|电脑|普通话|钢琴|古筝|二胡|书法|围棋)\s*\(?\s*\d{{1,2}}\s*级\s*\)?$"
)
_LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Counted:
    """A member of a list with how many are asked.

    Parameters
    ----------
    what : str
        The name.
    count : int
        How many, from 1.
    level : int, optional
        The least level asked, 1 to 5.
    """

    what: str
    count: int = 1
    level: int | None = None


def items(value: object) -> tuple[str, ...]:
    """Return the members of a list cell in order, each once.

    Parameters
    ----------
    value : object
        The raw value. A slash between digits parts nothing, since it belongs to a date, nor does what stands in
        brackets. Numbers before the members, as in ``1. 义诊 2. 理发``, are left out.

    Returns
    -------
    tuple of str
        Empty for a blank cell, for 无 or a stroke, and for 不限.
    """
    text = clean(_CIRCLED.sub("\n", value) if isinstance(value, str) else value)
    if is_none(text) or is_unlimited(text):
        return ()
    if _NUMBERED.match(text):  # 1. 义诊 2. 法律咨询
        text = _NUMBER_AHEAD.sub("\n", text)
    if "(" in text:  # 书法（楷书、行书）
        text = _IN_BRACKETS.sub(lambda inside: inside[0].translate(_HIDDEN), text)
    if "〖" in text:  # 其他〖自由职业〗, as survey platforms export it
        text = _OTHER.sub(r"\1", text)
    members = (" ".join(member.translate(_SHOWN).split()) for member in _SEPARATOR.split(text))
    return tuple(dict.fromkeys(member for member in members if member))


def counted(value: object) -> Parsed[tuple[Counted, ...]]:
    """Read a list whose members may have a count and a least level: ``水电工≥3×2；志愿者×3``.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of tuple of Counted
        Faults, with the member that cannot be read: ``bad_skills``, and ``unclear_level`` for a grade such as
        英语四级, which may be that of a certificate.
    """
    members: list[Counted] = []
    for item in items(value):
        member = _counted(item)
        if member is None:
            return Parsed(fault="unclear_level" if _graded(item) else "bad_skills", detail=item)
        members.append(member)
    return Parsed(tuple(dict.fromkeys(members)) or None)  # written in two ways it is the same member all the same


def levels(value: object) -> Parsed[tuple[tuple[str, int | None], ...]]:
    """Read a list of skills that may have a level: ``水电工:4、木工``.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of tuple of (str, int or None)
        Faults, with the member that cannot be read: ``bad_skills``, and ``unclear_level`` for a grade such as
        英语四级, which may be that of a certificate.
    """
    members: list[tuple[str, int | None]] = []
    for item in items(value):
        if _graded(item):
            return Parsed(fault="unclear_level", detail=item)
        plain = simplified(item)
        match = _AFTER_COLON.search(plain) or _OWN_LEVEL.search(plain)
        level = _number(next((text for text in match.groups() if text is not None), "")) if match else None
        name = item[: match.start()].strip() if match else item
        if (match and level not in _LEVELS) or _STRAY.search(name) or _ENDS_IN_NUMBER.search(name):
            return Parsed(fault="bad_skills", detail=item)
        members.append((name, level))
    return Parsed(tuple(members) or None)


def _graded(item: str) -> bool:
    """Tell whether a member ends in a grade that may be that of a certificate: 四级, or the 4级 of an exam."""
    return "级" in (plain := simplified(item)) and bool(_GRADE.search(_COUNT_LAST.sub("", plain)))


def _number(text: str) -> int | None:
    """Return a whole number in digits or Chinese; None for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else small_number(text)


def _counted(item: str) -> Counted | None:
    """Read one member; count and level may stand in either order."""
    if _graded(item):
        return None
    count: int | None = None
    level: int | None = None
    plain = simplified(item)  # as long as the item, which is what the name is cut from
    for _ in range(2):
        match = _COUNT_LAST.search(plain) if count is None else None
        if match:
            count = _number(match["times"] or match["inner"] or match["classed"] or match["bare"])
            if not count:
                return None
            item, plain = _cut(item, plain, 0, match.start())
            if match["classed"] and (
                _HEDGED.search(plain) or (not match["classed"].isdigit() and _ROUGH.search(plain))
            ):
                return None
        match = (_LEAST_LEVEL.search(plain) or _level_in_words(plain)) if level is None else None
        if match:
            level = _number(next(text for text in match.groups() if text is not None))
            if level not in _LEVELS:
                return None
            item, plain = _cut(item, plain, 0, match.start())
    match = _COUNT_FIRST.match(plain) if count is None else None
    if match:
        count = _number(match["classed"] or match["times"] or match["x"])
        item, plain = _cut(item, plain, match.end(), len(plain))
    if count == 0 or _STRAY.search(plain) or _VAGUE.search(plain) or (not count and _ENDS_IN_NUMBER.search(plain)):
        return None
    return Counted(item, count or 1, level)


def _level_in_words(text: str) -> re.Match[str] | None:
    """Return the level at the end of a member; a lone number in brackets may as well be a count."""
    match = _OWN_LEVEL.search(text)
    return match if match and (not match["inner"] or "级" in match[0] or "level" in match[0].lower()) else None


def _cut(item: str, plain: str, start: int, end: int) -> tuple[str, str]:
    """Return the same stretch of two texts of one length, without spaces around it."""
    return item[start:end].strip(), plain[start:end].strip()
