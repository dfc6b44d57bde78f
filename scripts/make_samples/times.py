"""Times of the tables taken apart, and put together again in English or as other people write them."""

import re
from dataclasses import dataclass

WEEKDAYS = "一二三四五六日"
ENGLISH_DAYS = dict(zip(WEEKDAYS, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], strict=True))
ENGLISH_WORDS = {"每天": "every day", "工作日": "workdays", "周末": "weekends"}
ENGLISH_HALVES = {"上午": "morning", "下午": "afternoon", "晚上": "evening", "全天": "all day", "": ""}
CLOCKS = {"上午": "9:00-11:30", "下午": "14:00-17:00", "晚上": "18:30-20:30"}
FULL_WIDTH = str.maketrans("0123456789:-", "０１２３４５６７８９：－")

PART = re.compile(
    r"(?:(?P<word>每天|工作日|周末)"
    r"|周(?P<first>[一二三四五六日])至周(?P<last>[一二三四五六日])"
    r"|(?P<days>周[一二三四五六日](?:、周[一二三四五六日])*)"
    r"|(?P<month>\d+)月(?P<day>\d+)日)"
    r"\s*(?P<half>上午|下午|晚上|全天|\d+:\d\d-\d+:\d\d|)"
)


@dataclass(frozen=True)
class Part:
    """One part of a times cell: which days, and the half-day, clock time or nothing after them."""

    word: str
    first: str
    last: str
    days: tuple[str, ...]
    month: int
    day: int
    half: str


def parts(text: str) -> list[Part]:
    """Take a times cell of the tables apart; raise ValueError for a spelling the tables don't use."""
    found = []
    for piece in text.split("；"):
        match = PART.fullmatch(piece)
        if not match:
            raise ValueError(f"times not understood: {piece!r}")
        days = tuple(day[1] for day in (match["days"] or "").split("、") if day)
        found.append(
            Part(
                match["word"] or "",
                match["first"] or "",
                match["last"] or "",
                days,
                int(match["month"] or 0),
                int(match["day"] or 0),
                match["half"],
            )
        )
    return found


def in_english(text: str) -> str:
    """Turn ``周二、周四下午；周末`` into ``Tue, Thu afternoon; weekends``."""
    return "; ".join(_english(part) for part in parts(text))


def _english(part: Part) -> str:
    if part.word:
        days = ENGLISH_WORDS[part.word]
    elif part.first:
        days = f"{ENGLISH_DAYS[part.first]}-{ENGLISH_DAYS[part.last]}"
    elif part.days:
        days = ", ".join(ENGLISH_DAYS[day] for day in part.days)
    else:
        days = f"2026-{part.month:02d}-{part.day:02d}"
    return f"{days} {ENGLISH_HALVES.get(part.half, part.half)}".strip()


def by_hand(text: str, style: int) -> str:
    """Write the same times as another person does; ``style`` picks the person."""
    joint = "\n" if style % 5 == 4 else "；"
    return joint.join(_hand(part, style % 5) for part in parts(text))


def _hand(part: Part, style: int) -> str:
    half = part.half
    if part.month:
        days = [
            f"{part.month}月{part.day}日",
            f"2026年{part.month}月{part.day}日",
            f"2026-{part.month:02d}-{part.day:02d}",
        ][style % 3]
        return days + half
    if style == 2 and half in CLOCKS:
        half = " " + CLOCKS[half]
    elif half[:1].isdigit():
        half = " " + (half.translate(FULL_WIDTH) if style in (1, 3) else half)
    if part.word:
        return part.word + half
    if part.first:
        return ("每" if style == 1 else "") + f"周{part.first}至周{part.last}{half}"
    if style == 1:
        return "；".join(f"周{day}{half}" for day in part.days)
    if style == 3 and len(part.days) > 1:
        return "周" + "".join(part.days) + half
    if style == 4:
        return "、".join(f"星期{day}" for day in part.days) + half
    return ("每" if style == 2 else "") + "、".join(f"周{day}" for day in part.days) + half
