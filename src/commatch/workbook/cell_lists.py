"""Lists in cells: names, names with a count, skills with a level."""

import re
from dataclasses import dataclass

from commatch.workbook.parsed import NUMERAL, Parsed, clean, small_number

__all__ = ["Counted", "counted", "items", "levels"]

_SEPARATOR = re.compile(r"[、,;|\n]|(?<!\d)/|/(?!\d)")
_CLASSIFIER = "名|人|个|位|张|把|台|套|件|副|顶|辆|只|本|箱|瓶|份|床|块|条|双|盒|袋|桶|部|支|组|次|场|盏|根|间|面|幅"
_NUMBER = rf"(?:\d{{1,6}}|{NUMERAL})"
_TIMES = r"(?:\s*[×*]\s*|(?:(?<![a-z])|\s)x\s*)"
_LEVEL_MARK = r"(?:\s*(?:≥|≧|>=|>)\s*)"

_COUNT_LAST = re.compile(
    rf"(?:{_TIMES}(?P<times>[^\s×*x≥≧>]+?)(?:{_CLASSIFIER})?|(?P<classed>{_NUMBER})\s*(?:{_CLASSIFIER})|\s(?P<bare>\d{{1,6}}))$",
    re.IGNORECASE,
)
_COUNT_FIRST = re.compile(
    rf"^(?:(?P<classed>{_NUMBER})\s*(?:{_CLASSIFIER})|(?P<times>{_NUMBER})\s*[×*]|(?P<x>\d{{1,6}})x?\s)\s*(?=\S)",
    re.IGNORECASE,
)
_LEAST_LEVEL = re.compile(rf"(?:{_LEVEL_MARK}(?P<least>[^\s≥≧>=]+?)级?|\s*\(?{_LEVEL_MARK}(?P<inner>\w+?)级?\))$")
_OWN_LEVEL = re.compile(
    rf"\s*(?:\(\s*(?:level\s*)?(?P<inner>{_NUMBER})\s*级?\s*\)|(?P<plain>{_NUMBER})\s*级|level\s*(?P<word>\d+))$",
    re.IGNORECASE,
)
_AFTER_COLON = re.compile(r"\s*[:=]\s*(?P<level>[^:=]*?)级?$")
_STRAY = re.compile(r"[×*≥≧≤<>=:]|\d$|^\W*$")
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
        The raw value. A slash between digits parts nothing, since it belongs to a date.

    Returns
    -------
    tuple of str
        Empty for a blank cell.
    """
    members = (" ".join(member.split()) for member in _SEPARATOR.split(clean(value)))
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
        Fault: ``bad_skills``, with the member that cannot be read.
    """
    members: list[Counted] = []
    for item in items(value):
        member = _counted(item)
        if member is None:
            return Parsed(fault="bad_skills", detail=item)
        members.append(member)
    return Parsed(tuple(members) or None)


def levels(value: object) -> Parsed[tuple[tuple[str, int | None], ...]]:
    """Read a list of skills that may have a level: ``水电工:4、木工``.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of tuple of (str, int or None)
        Fault: ``bad_skills``, with the member that cannot be read.
    """
    members: list[tuple[str, int | None]] = []
    for item in items(value):
        match = _AFTER_COLON.search(item) or _OWN_LEVEL.search(item)
        level = _number(next((text for text in match.groups() if text is not None), "")) if match else None
        name = item[: match.start()].strip() if match else item
        if (match and level not in _LEVELS) or _STRAY.search(name):
            return Parsed(fault="bad_skills", detail=item)
        members.append((name, level))
    return Parsed(tuple(members) or None)


def _number(text: str) -> int | None:
    """Return a whole number in digits or Chinese; None for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else small_number(text)


def _counted(item: str) -> Counted | None:
    """Read one member; count and level may stand in either order."""
    count: int | None = None
    level: int | None = None
    for _ in range(2):
        match = _COUNT_LAST.search(item) if count is None else None
        if match:
            count = _number(match["times"] or match["classed"] or match["bare"])
            if not count:
                return None
            item = item[: match.start()].strip()
        match = (_LEAST_LEVEL.search(item) or _OWN_LEVEL.search(item)) if level is None else None
        if match:
            level = _number(next(text for text in match.groups() if text is not None))
            if level not in _LEVELS:
                return None
            item = item[: match.start()].strip()
    match = _COUNT_FIRST.match(item) if count is None else None
    if match:
        count = _number(match["classed"] or match["times"] or match["x"])
        item = item[match.end() :].strip()
    if count == 0 or _STRAY.search(item):
        return None
    return Counted(item, count or 1, level)
