"""Half-days of a times cell: words such as 下午 and 全天, and clock times.

A range of clock times means the half-days that it overlaps by an hour or more; a shorter one the half-day
that it overlaps most. A single time of day means the half-day that it lies in.
"""

import re

from commatch.times import ALL_HALVES, Half

__all__ = ["ClockError", "scan_halves", "tells_clock"]

_HOURS = {Half.MORNING: (360, 720), Half.AFTERNOON: (720, 1080), Half.EVENING: (1080, 1320)}
_OPENS, _CLOSES = 360, 1320
_HOUR, _NOON, _MIDNIGHT = 60, 720, 1440
_ABOUT = 30
_FIVE, _EIGHT, _NINE = 300, 480, 540

_DAYTIME = frozenset({Half.MORNING, Half.AFTERNOON})
_WORDS = {
    "全天": ALL_HALVES,
    "整天": ALL_HALVES,
    "全日": ALL_HALVES,
    "全天候": ALL_HALVES,
    "24小时": ALL_HALVES,
    "白天": _DAYTIME,
    "上下午": _DAYTIME,
    **dict.fromkeys(("上午", "早上", "早晨", "清晨", "早间", "午前", "早"), frozenset({Half.MORNING})),
    **dict.fromkeys(("下午", "午后", "午饭后"), frozenset({Half.AFTERNOON})),
    **dict.fromkeys(("晚上", "晚间", "傍晚", "夜间", "夜晚", "夜里", "夜", "晚"), frozenset({Half.EVENING})),
    **dict.fromkeys(("下班后", "下班以后", "晚饭后"), frozenset({Half.EVENING})),
}
# The times of day that a word before a clock time can mean: 下午 before 5点 makes it 17:00.
_SENSE = {"中午": (660, 900)} | {
    word: {Half.MORNING: (240, 780), Half.AFTERNOON: (720, 1140), Half.EVENING: (1020, 1440)}[min(halves)]
    for word, halves in _WORDS.items()
    if len(halves) == 1
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_UPPER = re.compile(r"上 ?[、,和及与] ?(?=下午)")


def _point(name: str) -> str:
    """Return the pattern of a time of day whose groups start with a name."""
    return (
        rf"(?:(?P<{name}w>{_WORD}|中午)\s*)?(?P<{name}h>\d{{1,2}})(?:(?P<{name}c>:)(?P<{name}m>\d{{2}})(?::\d\d)?"
        rf"|(?P<{name}d>点)(?:(?P<{name}q>半|一刻|三刻|整|钟)|(?P<{name}n>\d{{1,2}})(?!\d|点|:)分?)?)?(?P<{name}a>[ap]m)?"
    )


_SPAN = re.compile(rf"(?P<since>从\s*)?{_point('s')}\s*(?:-+|至|到)\s*{_point('e')}(?![\d月日/.:])")
_MOMENT = re.compile(
    rf"(?P<since>从\s*)?(?P<until><\s*)?{_point('s')}(?![\d月日/.:])"
    r"\s*(?:(?P<after>以后|之后|后|起)|(?P<starts>开始)|(?P<before>以前|之前|前(?!后))|(?P<about>左右|前后|上下))?"
)
_HALF_WORD = re.compile(_WORD)
_CLOCK_AHEAD = re.compile(rf"\s*\(?\s*(?=(?:从\s*)?(?:{_WORD}|中午)?\s*\d{{1,2}}\s*(?::|点|[ap]m|-))")


class ClockError(ValueError):
    """A clock time that is not one, ends before it starts, or misses every half-day."""


def scan_halves(text: str, at: int) -> tuple[frozenset[Half], int] | None:
    """Read one half-day word or clock time.

    Parameters
    ----------
    text : str
        A part in canonical spelling.
    at : int
        Where to read.

    Returns
    -------
    tuple of frozenset of Half and int, or None
        The half-days and where they end; None when nothing of the kind stands there.

    Raises
    ------
    ClockError
        If a clock time stands there that is impossible, or too vague to mean a half-day.
    """
    span = _SPAN.match(text, at)
    if span and _is_span(span):
        return _overlapped(*_ends(span)), span.end()
    moment = _MOMENT.match(text, at)
    if moment and _is_moment(moment):
        return _around(moment), moment.end()
    upper = _UPPER.match(text, at)
    if upper:
        return frozenset({Half.MORNING}), upper.end()
    word = _HALF_WORD.match(text, at)
    if not word:
        return None
    ahead = _CLOCK_AHEAD.match(text, word.end())
    if ahead and len(_WORDS[word[0]]) > 1:  # 全天 9:00-17:00: the clock is the narrower
        clock = scan_halves(text, ahead.end())
        if clock:
            return clock
    return _WORDS[word[0]], word.end()


def tells_clock(text: str) -> bool:
    """Tell whether a part in canonical spelling names clock times, which are more exact than half-days."""
    return any(map(_is_span, _SPAN.finditer(text))) or any(map(_is_moment, _MOMENT.finditer(text)))


def _is_span(match: re.Match[str]) -> bool:
    """Tell whether two numbers are a range of clock times."""
    return _marked(match, "s") or _marked(match, "e") or bool(match["sw"])


def _is_moment(match: re.Match[str]) -> bool:
    """Tell whether a number is a time of day."""
    return _marked(match, "s") or _bounded(match)


def _marked(match: re.Match[str], name: str) -> bool:
    """Tell whether a number is marked as a time of day, by a colon, 点, am or pm."""
    return any(match[name + mark] for mark in "cda")


def _bounded(match: re.Match[str]) -> bool:
    """Tell whether a number is a time of day by the words on both sides of it: 晚上7以后."""
    return bool(match["sw"]) and any(match[name] for name in ("since", "until", "after", "before"))


def _minutes(match: re.Match[str], name: str) -> int:
    """Return minutes after midnight, taken at face value."""
    quarters = {"半": 30, "一刻": 15, "三刻": 45}
    minute = quarters.get(match[name + "q"] or "", 0) or int(match[name + "m"] or match[name + "n"] or 0)
    total = int(match[name + "h"]) * _HOUR + minute
    if minute >= _HOUR or total > _MIDNIGHT:
        raise ClockError(match[0])
    return total


def _half_marked(minutes: int, mark: str) -> int:
    """Return a time on the twelve-hour clock with its am or pm applied."""
    if not _HOUR <= minutes < _NOON + _HOUR:
        raise ClockError(str(minutes))
    return minutes % _NOON + (_NOON if mark == "pm" else 0)


def _worded(minutes: int, word: str) -> int:
    """Return a time with the word before it applied; the two must agree."""
    if word not in _SENSE:
        return minutes
    low, high = _SENSE[word]
    for candidate in (minutes, minutes + _NOON):
        if low <= candidate <= high:
            return candidate
    raise ClockError(word)


def _latest(word: str | None) -> int:
    """Return the latest time that a word allows to start; 0 when it says nothing of that."""
    return _SENSE[word][1] if word in _SENSE else 0


def _start(match: re.Match[str]) -> int:
    """Return the time of day that a match starts with."""
    start = _minutes(match, "s")
    if match["sa"]:
        return _half_marked(start, match["sa"])
    return _worded(start, match["sw"] or "")


def _ends(match: re.Match[str]) -> tuple[int, int]:
    """Return start and end of a clock range in minutes, words and am or pm applied to both."""
    start, end = _start(match), _minutes(match, "e")
    if match["ea"]:
        end = _half_marked(end, match["ea"]) or _MIDNIGHT
        if not match["sa"] and not match["sw"] and start < _NOON + _HOUR:  # 2-4pm, but 10-2pm
            late = _half_marked(start, match["ea"])
            start = late if late < end else start
    elif match["ew"]:
        end = _worded(end, match["ew"])
    elif end <= start and (match["sa"] == "pm" or _latest(match["sw"]) > _NOON + _HOUR):
        end += _NOON
    bare = not any(match[name] for name in ("sw", "ew", "sa", "ea", "sc", "ec"))
    if bare and _FIVE <= start < _EIGHT and end <= _NINE + _ABOUT:  # 7点到9点: in the evening?
        raise ClockError(match[0])
    contradicted = _latest(match["sw"]) == _NOON + _HOUR < end and not match["ew"]
    if not start < end <= _MIDNIGHT or contradicted:
        raise ClockError(match[0])
    return start, end


def _overlapped(start: int, end: int) -> frozenset[Half]:
    """Return the half-days that a clock range takes."""
    shared = {half: min(end, high) - max(start, low) for half, (low, high) in _HOURS.items()}
    long = frozenset(half for half, minutes in shared.items() if minutes >= _HOUR)
    if long:
        return long
    most = max(shared, key=lambda half: (shared[half], -half))
    if shared[most] <= 0:
        raise ClockError(f"{start}-{end}")
    return frozenset({most})


def _around(match: re.Match[str]) -> frozenset[Half]:
    """Return the half-days from a time of day on, up to it, or the one that it lies in."""
    start = _start(match)
    early = start < (_NINE if match["sd"] else _FIVE)
    if early and not match["sw"] and not match["sa"]:  # 7点以后: in the evening? 2:00以后: at night?
        raise ClockError(match[0])
    if match["since"] or match["after"]:
        return _overlapped(start, _CLOSES)
    if match["until"] or match["before"]:
        return _overlapped(_OPENS, start)
    here = _overlapped(start, start + 1)
    if match["starts"] and here != _overlapped(start, _CLOSES):  # 两点开始: what begins, or is free from then on?
        raise ClockError(match[0])
    if match["about"] and any(_overlapped(at, at + 1) != here for at in (start - _ABOUT, start + _ABOUT)):  # 12点左右
        raise ClockError(match[0])
    return here
