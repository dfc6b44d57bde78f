"""Times in free text: “周三周五下午有空，周一不行” becomes 周三、周五下午；除周一, or nothing where it isn't plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commatch.drafting.wording import NUMBER, number, plain
from commatch.times import Times
from commatch.workbook import cells

__all__ = ["times_said"]

_WEEKDAYS = "一二三四五六日"
_LETTER = r"(?:(?:一(?!整天|天)|[二三四五六日])(?![点月号十次场回趟节两个]|小时)|[1-7](?![0-9点:月号次个]))"
_RANGE = rf"周{_LETTER}\s*[至到\-~—]\s*周?{_LETTER}"
_LIST = rf"周{_LETTER}(?:\s*[、,和及跟同/]?\s*周?(?<=[周、,和及跟同/一二三四五六日1-7]){_LETTER})*"
_SORT = r"工作日|周末|双休日?|每天|每日|天天|平日|每晚|一至五|一到五|weekdays?|weekends?|daily|every day"
_ENGLISH = r"(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rsday|r|rs|urday)?s?(?![a-z])"
_DAY = rf"(?:{_RANGE}|{_LIST}|{_SORT}|{_ENGLISH}(?:\s*(?:&|and|,)\s*{_ENGLISH})*)"
_DAYS = rf"(?:每个?|逢|每周)?{_DAY}(?:\s*[、,和及/&]?\s*(?:{_DAY}))*"
_HALF = (
    r"上午|早上|早晨|清早|一早|朝早|上半[日天]|下午|下半[日天]|午后|下昼|后晌|晚上|晚间|夜里|夜晚|傍晚|晚(?![饭会期点])"
    r"|白天|全天|整天|一整天|mornings?|afternoons?|evenings?"
)
_POINT = rf"(?:\d{{1,2}}[:.]\d{{2}}|{NUMBER}点(?:半|钟|\d{{2}}|{NUMBER}分)?)"
_PM = r"\d{1,2}(?::\d{2})?\s*-\s*\d{1,2}(?::\d{2})?\s*(?:am|pm)"
_CLOCK = rf"{_PM}|{_POINT}\s*[至到\-~—]\s*(?:{_POINT}|\d{{1,2}}(?![\d:]))"
_WHEN = rf"(?:{_HALF})\s*(?:{_CLOCK})?|(?:{_CLOCK})"
_SPAN = re.compile(
    rf"(?P<days>{_DAYS})(?:(?P<gap>[\s的都早:,是]{{0,2}})(?P<when>(?:{_WHEN})(?:[、和及/\s]*(?:{_WHEN}))*))?"
)
_LONE = re.compile(rf"{_WHEN}|中午|午休|夜里")
_ODD_HALF = re.compile(r"^[\s的,]{0,2}(?:[上下早晚夜午晌昼](?!班)|中午|天黑|放学)")
_FREE = re.compile(r"^[^,。;]{0,8}?(?:有空|得闲|可以|行|方便|闲)")
_WHEN_ONE = re.compile(_WHEN)
_EXCEPT = re.compile(rf"除(?:了|去|开)?\s*(?P<days>{_DAYS})|(?P<out>{_DAYS})除外")
_NOT_THEN = re.compile(
    r"^[^,。;)]{0,4}?(?:不行|要进货|唔得|不可以|不开|关门|不来|没空|冇空|不得空|休息(?![^。;]{0,5}那天)|不去|不营业|要?上班|忙|没时间|不成|不能|别找|别喊|莫喊|要带|排满|满了|关(?!于)|不接|不办)"
)
_CLOSED = re.compile(r"^[^,。;]{0,3}?不对外")
_VAGUE = re.compile(
    r"看情况|有时|偶尔|不定|不固定|说不准|放假|暑假|寒假|季度|每季|月底|隔周|两周|单周|双周|每月第|第[一二三四]个|生意淡"
    r"|排班|可能|不一定|除外(?=节)"
)
_HALVES = {
    **dict.fromkeys(
        ("上午", "早上", "早晨", "清早", "一早", "朝早", "上半日", "上半天", "morning", "mornings"), "上午"
    ),
    **dict.fromkeys(("下午", "下半日", "下半天", "下昼", "后晌", "午后", "afternoon", "afternoons"), "下午"),
    **dict.fromkeys(("晚上", "晚间", "夜里", "夜晚", "傍晚", "晚", "evening", "evenings"), "晚上"),
    **dict.fromkeys(("全天", "整天", "一整天"), "全天"),
}
_ENGLISH_DAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), _WEEKDAYS, strict=True))
_NOON = 12


def times_said(text: str) -> tuple[Times, str] | None:
    """Return the times that a text says, with the words that say so; ``None`` where it says none or is not plain.

    Parameters
    ----------
    text : str
        Free text of a helper, a unit or a venue.
    """
    said = plain(text)
    parts: list[str] = []
    excepted: list[str] = []
    words: list[str] = []
    taken: list[tuple[int, int]] = []
    working = ""
    for match in _EXCEPT.finditer(said):
        excepted.append(_days(match["days"] or match["out"]))
        words.append(match[0])
        taken.append(match.span())
    for match in _SPAN.finditer(said):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        after = said[match.end() :]
        clause = re.split(r"[。;\n]", said[max(0, match.start() - 12) : match.start()])[-1] + match[0]
        if _VAGUE.search(clause + re.split(r"[,。;\n]", after)[0]) or _CLOSED.match(after):
            return None
        if _NOT_THEN.match(after):
            if match["when"]:
                if "上班" in after[:6]:
                    working = _days(match["days"])
                    taken.append(match.span())
                    continue
                return None
            excepted.append(_days(match["days"]))
        else:
            halves = list(_when(match))
            if not halves or (not match["when"] and _ODD_HALF.match(after)):
                return None
            parts += [_days(match["days"]) + half for half in halves]
        words.append(match[0].strip())
        taken.append(match.span())
    lone = [
        match
        for match in _LONE.finditer(said)
        if not any(start < match.end() and match.start() < end for start, end in taken)
        and not _NOT_THEN.match(said[match.end() :])
    ]
    if lone and working and not parts and not excepted and len(lone) == 1 and lone[0][0] in _HALVES:
        parts = [working + _HALVES[lone[0][0]]]
        words.append(lone[0][0])
    elif lone and not (parts or excepted or working):
        if len(lone) > 1 or lone[0][0] not in _HALVES or not _FREE.match(said[lone[0].end() :]) or _VAGUE.search(said):
            return None
        parts = [f"每天{_HALVES[lone[0][0]]}"]
        words.append(lone[0][0])
    elif lone:
        return None
    if not parts and not excepted:
        return None
    found = cells.times("；".join([*dict.fromkeys(parts), *(f"除{days}" for days in dict.fromkeys(excepted))]))
    return (found.value, " ".join(words)) if found.value is not None and not found.fault else None


def _days(said: str) -> str:
    """Return days as a times cell writes them."""
    text = re.sub(r"^(?:每个?|逢)(?=周)|\s+", "", said.strip())
    text = re.sub(r"[1-7](?!\d)", lambda found: _WEEKDAYS[int(found[0]) - 1], text)
    for word, standard in (
        ("平日", "工作日"),
        ("双休日", "周末"),
        ("双休", "周末"),
        ("天天", "每天"),
        ("每晚", "每天"),
    ):
        text = text.replace(word, standard)
    text = re.sub(_ENGLISH, lambda found: f"周{_ENGLISH_DAYS[found[0][:3]]}", text)
    text = re.sub(r"weekdays?", "工作日", text)
    text = re.sub(r"weekends?", "周末", text)
    text = re.sub(r"daily|everyday", "每天", text)
    text = re.sub(r"(?<!周)一[至到]五", "周一至周五", text)
    text = re.sub(r"(?<=[一二三四五六日末])(?=周)", "、", text)
    return re.sub(r"[,和及跟同/&]|and", "、", text)


def _when(match: re.Match[str]) -> Iterator[str]:
    """Yield the half-days or clock times of a stretch; the whole day where it names none."""
    said = match["when"] or ""
    if not said:
        yield "晚上" if "每晚" in match["days"] else "全天"
    for one in _WHEN_ONE.finditer(said):
        clock = re.search(_CLOCK, one[0])
        if clock:
            yield from _clock(clock[0], one[0][: clock.start()].strip() or ("晚上" if "每晚" in match["days"] else ""))
        elif one[0].strip() == "白天":
            yield from ("上午", "下午")
        else:
            yield _HALVES[one[0].strip()]


def _clock(said: str, half: str) -> Iterator[str]:
    """Yield a stretch of clock times as a times cell writes it; nothing where it can't be read."""
    evening = said.endswith("pm")
    ends = re.split(r"\s*[至到\-~—]\s*", said.removesuffix("am").removesuffix("pm").strip())
    read = [_minutes(end) for end in ends]
    if len(read) != 2 or None in read:
        return
    start, end = (minutes for minutes in read if minutes is not None)
    later = evening or (half and _HALVES.get(half) in ("下午", "晚上"))
    if later and start < _NOON * 60:
        start += _NOON * 60
    while end <= start:
        end += _NOON * 60
    if end <= 24 * 60:
        yield f" {start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}"


def _minutes(said: str) -> int | None:
    found = re.fullmatch(rf"(\d{{1,2}})[:.](\d{{2}})|({NUMBER})(?:点(?:钟)?(半|\d{{2}}|{NUMBER}分)?)?", said)
    if found is None:
        return None
    if found[1]:
        return int(found[1]) * 60 + int(found[2])
    hour = number(found[3])
    rest = found[4] or ""
    minutes = 30 if rest == "半" else number(rest.removesuffix("分")) if rest else 0
    return None if hour is None or minutes is None or hour > 24 else hour * 60 + minutes
