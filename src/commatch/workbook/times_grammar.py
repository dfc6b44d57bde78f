"""The grammar of a times cell: parts of days and half-days, and exceptions.

A cell is a list of parts separated by semicolons or line breaks. In a part the half-days at the end of a list
hold for every day of the list that has none of its own; a month or a stretch of days that stands before a
weekday (上旬周二) holds for the weekdays after it too. What cannot be read is an error, never guessed.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from commatch.times import (
    ALL_HALVES,
    AllOf,
    AnyOf,
    Days,
    EveryDay,
    Half,
    MonthDays,
    OneDate,
    Part,
    Times,
    Weekdays,
)
from commatch.workbook.parsed import clean
from commatch.workbook.times_clock import ClockError, scan_halves
from commatch.workbook.times_days import Atom, Context, DayError, Sort, scan_days
from commatch.workbook.times_words import canonical, in_english

__all__ = ["TimesSyntaxError", "parse_times"]

_PARTS = re.compile(r"[;\n。]+")
_SEPARATOR = re.compile(r"\s*(?:[、,/&+和及与或跟并]|以及)[\s、,/&+和及与或跟并]*")
_EVERY = re.compile(r"(?:每逢|逢|每周(?=\s*的?\s*[周第])|每个?)\s*")
_EVERY_MONTH = re.compile(r"每个?月的?\s*")
_FILLER = re.compile(r"[\s的:()\[\]【】]+|当天")
_ANY_TIME = re.compile(r"随时|任何时间|任意时间|任何时候|全部时间|时间不限|不限时间|不限")
_FINE = re.compile(r"(?:均|都|皆|也)?(?:可以|可|行|有空|有时间|开放|方便)$")
_NOT = re.compile(r"(?:均|都|皆)?(?:除外|不行|不可以?|不便|没空|没时间|不在|不开放|闭馆|休息)$")
_REST = re.compile(r"[\s,、]*(?:其[他余它](?:时间|日子|时候)?)?(?:均|都|皆)(?:可以?|行|有空|有时间|开放|方便)$")
_EXCEPT = re.compile(r"^(?P<head>.*?)除(?:了|去|开)?(?!外)(?P<days>.+?)(?:(?:以|之)?外[\s、,]*(?P<tail>.*))?$")
_BRACKETS = re.compile(r"\(([^()]*)\)")

_FRAMES = (Sort.MONTH, Sort.THIRD, Sort.DATE)
_PATTERNS = (Sort.WEEK, Sort.KIND)


class TimesSyntaxError(ValueError):
    """A part of a times cell that cannot be read.

    Parameters
    ----------
    part : str
        The part as written.
    """

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(slots=True)
class _Item:
    """A member of a part's list: day atoms by sort, the half-days next to them."""

    atoms: dict[Sort, list[Days]] = field(default_factory=dict)
    halves: frozenset[Half] = frozenset()
    leads: bool = False
    every: bool = False

    def add(self, atom: Atom) -> None:
        """Add days to those of the same sort."""
        self.atoms.setdefault(atom.sort, []).append(atom.days)

    def has(self, *sorts: Sort) -> bool:
        """Tell whether days of one of some sorts are among it."""
        return any(sort in self.atoms for sort in sorts)

    def single(self) -> bool:
        """Tell whether it speaks of single dates."""
        return any(isinstance(days, OneDate) for days in self.atoms.get(Sort.DATE, ()))

    def one_of_each_month(self) -> bool:
        """Tell whether it speaks of a day such as the 20th."""
        dates = self.atoms.get(Sort.DATE, ())
        return any(isinstance(days, MonthDays) and len(days.days) == 1 for days in dates)

    def days(self) -> Days:
        """Return the days meant: sorts narrow each other."""
        if self.has(Sort.WEEK) and self.has(Sort.KIND):
            raise DayError("two patterns")
        if (self.single() and self.has(Sort.KIND)) or (self.one_of_each_month() and self.has(*_PATTERNS)):
            raise DayError("a date or a pattern")
        for date in self.atoms.get(Sort.DATE, ()):
            if isinstance(date, OneDate) and date.year and self.has(Sort.WEEK):
                on = datetime.date(date.year, date.month, date.day)
                if not any(days.holds(on) for days in self.atoms[Sort.WEEK]):
                    raise DayError("another day of the week")
        members = tuple(_union(found) for found in self.atoms.values())
        return members[0] if len(members) == 1 else AllOf(members)


@dataclass(slots=True)
class _Group:
    """Days that share their half-days, which follow them, or lead (mornings on Tue, Thu)."""

    leads: bool
    days: list[Days] = field(default_factory=list)
    halves: frozenset[Half] = frozenset()

    def takes(self, item: _Item) -> bool:
        """Tell whether the next days of the list share the half-days too."""
        return not item.halves if self.leads else not self.halves and not item.leads


@lru_cache(maxsize=4096)
def parse_times(text: str) -> Times:
    """Read a times cell.

    Parameters
    ----------
    text : str
        The cell as written.

    Returns
    -------
    Times
        Any time when the cell is blank.

    Raises
    ------
    TimesSyntaxError
        If a part cannot be read; it names the first one.
    """
    parts: list[Part] = []
    exceptions: list[Part] = []
    any_time = False
    tidy = clean(text)
    context = Context(english=in_english(tidy))
    for written in _PARTS.split(tidy):
        if not written.strip(" ,、."):
            continue
        try:
            wanted, unwanted = _split_exceptions(canonical(written).rstrip(" .,、"))
            if wanted:
                found = list(_part(wanted, context))
                if found == [Part(EveryDay())] and _ANY_TIME.search(wanted):
                    any_time = True  # as if nothing were said
                parts += found
            for piece in unwanted:
                exceptions += _part(piece, context)
        except (ClockError, DayError) as error:
            raise TimesSyntaxError(written.strip()) from error
    return Times(() if any_time else tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(exceptions)), text)


def _split_exceptions(text: str) -> tuple[str, list[str]]:
    """Return what a part wants, or nothing, and what it excepts."""
    unwanted: list[str] = []

    def set_aside(match: re.Match[str]) -> str:
        if "除" not in match[1] and not _NOT.search(match[1]):
            return f" {match[1]} "
        wanted, found = _split_exceptions(match[1])
        unwanted.extend(found)
        return f" {wanted} "

    text = _REST.sub("", _BRACKETS.sub(set_aside, text).strip(" ,、"))
    refused = _NOT.search(text)
    excepted = _EXCEPT.match(text)
    if refused and not excepted:
        text, last = _refused(text[: refused.start()])
        unwanted.append(last)
    elif excepted:
        unwanted.append(excepted["days"])
        text = f"{excepted['head'].strip(' ,、')} {excepted['tail'] or ''}"
    text = _FINE.sub("", text.strip(" ,、")).strip(" ,、")
    if re.fullmatch(r"其他时间|其余时间|其它时间|其他|其余", text):
        text = ""
    return text, unwanted


def _refused(text: str) -> tuple[str, str]:
    """Return what is wanted and what is not in a list that ends with 除外.

    A comma may part the two (每天上午，周三除外) or stand within the exceptions; where both can be meant,
    the list has to be written in two parts.
    """
    wanted, comma, last = text.rpartition(",")
    if not comma:
        return "", text
    if re.match(rf"\s*(?:{_ANY_TIME.pattern}|每|工作日|周.\s*[-至到])", wanted):
        return wanted.strip(), last
    raise DayError(text)


def _part(text: str, context: Context) -> Iterator[Part]:
    """Read a part without exceptions."""
    items = _items(text, context)
    _share_frames(items)
    _share_ordinals(items)
    groups: list[_Group] = []
    for item in items:
        if not groups or (item.atoms and not groups[-1].takes(item)):
            groups.append(_Group(leads=item.leads))
        groups[-1].days.append(item.days() if item.atoms else EveryDay())
        if not item.atoms and len(groups[-1].days) > 1:  # 周二上午、下午
            groups[-1].days.pop()
        groups[-1].halves |= item.halves
    for group in groups:
        yield Part(_union(group.days), group.halves or ALL_HALVES)


def _items(text: str, context: Context) -> list[_Item]:
    """Read a part as a list of items."""
    items = [_Item()]
    at, empty = 0, True
    while at < len(text):
        separator = _SEPARATOR.match(text, at)
        if separator:
            if empty:
                raise DayError(text)
            items.append(_Item())
            at, empty = separator.end(), True
            continue
        filler = _FILLER.match(text, at)
        if filler:
            at = filler.end()
            continue
        at = _step(text, at, items, context)
        empty = not (items[-1].atoms or items[-1].halves)
    if empty:
        raise DayError(text)
    return items


def _step(text: str, at: int, items: list[_Item], context: Context) -> int:
    """Read one thing into the last item, or into a new one after its half-days; return where it ends."""
    item = items[-1]
    found_days = scan_days(text, at, context)
    if found_days:
        if item.halves and item.atoms and not item.leads:
            item = _Item()
            items.append(item)
        item.leads = item.leads or bool(item.halves)
        item.add(found_days[0])
        return found_days[1]
    every_month = _EVERY_MONTH.match(text, at)
    every = every_month or _EVERY.match(text, at)
    if every:
        if every_month:
            context.year = context.month = None
        if item.halves and item.atoms and not item.leads:
            items.append(_Item(every=True))
        item.every = item.every or not item.atoms
        return every.end()
    any_time = _ANY_TIME.match(text, at)
    if any_time:
        if len(items) > 1 and not item.atoms:  # 周二，随时: of Tuesday, or besides?
            raise DayError(text)
        item.halves = ALL_HALVES
        return any_time.end()
    found_halves = scan_halves(text, at)
    if not found_halves:
        raise DayError(text[at:])
    item.halves |= found_halves[0]
    return found_halves[1]


def _share_frames(items: list[_Item]) -> None:
    """Let 12月 and 上旬 hold for weekdays after them in the part, and weekdays for a 上旬 before."""
    frames: dict[Sort, list[Days]] = {}
    for item in items:
        if item.has(Sort.THIRD) and not item.has(Sort.MONTH, Sort.DATE) and Sort.MONTH in frames:
            item.atoms[Sort.MONTH] = frames[Sort.MONTH]
        if item.has(*_PATTERNS) and not item.has(*_FRAMES):
            item.atoms.update(frames)
        elif item.has(*_FRAMES):
            wide = not item.single() and (item.has(*_PATTERNS) or item.has(Sort.MONTH))
            frames = {sort: days for sort, days in item.atoms.items() if sort in _FRAMES} if wide else {}
    for before, item in zip(reversed(items[:-1]), reversed(items[1:]), strict=True):
        open_frame = before.has(Sort.MONTH, Sort.THIRD) and not before.has(Sort.DATE, *_PATTERNS)
        if not open_frame or before.halves or not item.has(Sort.MONTH, Sort.THIRD):
            continue
        if item.has(Sort.THIRD) and not before.has(Sort.THIRD):  # 11月、12月上旬
            raise DayError("whose third of a month")
        before.atoms.update({sort: item.atoms[sort] for sort in _PATTERNS if sort in item.atoms})


def _share_ordinals(items: list[_Item]) -> None:
    """Let 第二个 hold for the plain weekdays after it in the part: 第二个周六、周日."""
    nth: frozenset[int] = frozenset()
    for item in items:
        week = [days for days in item.atoms.get(Sort.WEEK, ()) if isinstance(days, Weekdays)]
        for days in week:
            nth = days.nth or (frozenset() if item.every else nth)
        if week:
            item.atoms[Sort.WEEK] = [Weekdays(days.days, days.nth or nth) for days in week]


def _union(days: list[Days]) -> Days:
    """Return the days that any of some means."""
    distinct = tuple(dict.fromkeys(days))
    return distinct[0] if len(distinct) == 1 else AnyOf(distinct)
