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
from itertools import product

from commatch.times import (
    ALL_HALVES,
    AllOf,
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
from commatch.workbook.times_exceptions import ANY_TIME_WORDS, split_exceptions
from commatch.workbook.times_merge import merged
from commatch.workbook.times_words import canonical, in_english

__all__ = ["TimesSyntaxError", "parse_times"]

_LONGEST = 1000
_PARTS = re.compile(r"[;\n。┋|]+")
_SEPARATOR = re.compile(r"\s*(?:[、,/&+·•和及与或跟并]|以及|或者|还有)[\s、,/&+·•和及与或跟并者]*")
_EVERY = re.compile(r"(?:每逢|逢|每周(?=\s*的?\s*[周第])|每个?)\s*")
_EVERY_MONTH = re.compile(r"每个?月的?\s*")
_FILLER = re.compile(r"[\s的:()\[\]【】]+|当天|仅?限|仅|只")

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

    def days(self) -> list[Days]:
        """Return the days meant, one for each that is added: sorts narrow each other."""
        atoms = {sort: list(dict.fromkeys(self.atoms[sort])) for sort in Sort if sort in self.atoms}
        if sum(map(len, atoms.values())) > 1:  # 周一至周五每天
            atoms[Sort.KIND] = [days for days in atoms.get(Sort.KIND, ()) if days != EveryDay()]
        if atoms.get(Sort.WEEK) and atoms.get(Sort.KIND):
            raise DayError("two patterns")
        patterns = atoms.get(Sort.WEEK) or atoms.get(Sort.KIND)
        if (self.single() and atoms.get(Sort.KIND)) or (self.one_of_each_month() and patterns):
            raise DayError("a date or a pattern")
        dates = [days for days in atoms.get(Sort.DATE, ()) if isinstance(days, OneDate) and days.year]
        for date in dates:
            on = datetime.date(date.year or 0, date.month, date.day)
            if Sort.WEEK in atoms and not any(days.holds(on) for days in atoms[Sort.WEEK]):
                raise DayError("another day of the week")
        if dates and len(dates) == len(atoms[Sort.DATE]):  # 2026年12月5日（周六）: the weekday says nothing more
            atoms.pop(Sort.WEEK, None)
        combined = (tuple(dict.fromkeys(found)) for found in product(*filter(None, atoms.values())))
        return [found[0] if len(found) == 1 else AllOf(found) for found in combined]


@dataclass(slots=True)
class _Group:
    """Days that share their half-days, which follow them, or lead (mornings on Tue, Thu)."""

    leads: bool
    days: list[Days] = field(default_factory=list)
    halves: frozenset[Half] = frozenset()

    def takes(self, item: _Item) -> bool:
        """Tell whether the next days of the list share the half-days too."""
        return not item.halves if self.leads else not self.halves and not item.leads


@dataclass(slots=True)
class _Said:
    """What a part of the cell says; ``open`` if clock times on the next line may belong to its days."""

    text: str
    parts: list[Part]
    open: bool = False

    def any_time(self) -> bool:
        """Tell whether it sets no limit."""
        return self.parts == [Part(EveryDay())] and ANY_TIME_WORDS.search(self.text) is not None

    def names_no_day(self) -> bool:
        """Tell whether it speaks of half-days only."""
        return not re.search("每|天天", self.text) and all(part.days == EveryDay() for part in self.parts)


@lru_cache(maxsize=4096)
def parse_times(text: str, english: bool = False) -> Times:
    """Read a times cell.

    Parameters
    ----------
    text : str
        The cell as written.
    english : bool
        It stands among English ones: 5/12 may be meant either way, as in a cell with English words.

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
    context = Context(english=english or in_english(tidy))
    last = _Said("", [])
    for mark, written in _written(tidy):
        if not written.strip(" ,、."):
            continue
        try:
            if len(tidy) > _LONGEST:
                raise DayError(written)
            wanted, unwanted = split_exceptions(canonical(written).rstrip(" .,、!"))
            if wanted:
                said = _Said(wanted, list(_part(wanted, context)))
                if said.any_time():
                    any_time = True  # as if nothing were said
                elif said.names_no_day() and last.parts and not last.names_no_day():
                    if not (last.open and mark == "\n" and re.search(r"\d", wanted)):
                        raise DayError(wanted)  # 周末；晚上: of the weekend, or every evening?
                    del parts[-len(last.parts) :]  # the days on one line, the clock on the next
                    wanted = f"{last.text} {wanted}"
                    said = _Said(wanted, list(_part(wanted, context)), open=True)
                elif not re.search("[全整]天|24小时", wanted):
                    said.open = all(part.halves == ALL_HALVES for part in said.parts)
                last = said
                parts += said.parts
            for piece in unwanted:
                exceptions += _part(piece, context)
        except (ClockError, DayError) as error:
            raise TimesSyntaxError(written.strip()) from error
    return Times(() if any_time else merged(parts), merged(exceptions), text)


def _written(text: str) -> Iterator[tuple[str, str]]:
    """Yield each part as written, and what stands between it and the one before."""
    start, mark = 0, ""
    for found in _PARTS.finditer(text):
        yield mark, text[start : found.start()]
        start, mark = found.end(), found[0]
    yield mark, text[start:]


def _part(text: str, context: Context) -> Iterator[Part]:
    """Read a part without exceptions."""
    items = _items(text, context)
    _share_frames(items)
    _share_ordinals(items)
    groups: list[_Group] = []
    for item in items:
        if not groups or (item.atoms and not groups[-1].takes(item)):
            groups.append(_Group(leads=item.leads))
        if item.atoms:
            groups[-1].days += item.days()
        elif not groups[-1].days:  # else 周二上午、下午
            groups[-1].days.append(EveryDay())
        groups[-1].halves |= item.halves
    for group in groups:
        for days in group.days:
            yield Part(days, group.halves or ALL_HALVES)


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
    any_time = ANY_TIME_WORDS.match(text, at)
    if any_time:
        if len(items) > 1 and not item.atoms:  # 周二，随时: of Tuesday, or besides?
            raise DayError(text)
        item.halves = ALL_HALVES
        return any_time.end()
    found_halves = scan_halves(text, at)
    if not found_halves:
        raise DayError(text[at:])
    if item.leads and item.atoms:  # 上午周二 下午周四
        item = _Item()
        items.append(item)
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
