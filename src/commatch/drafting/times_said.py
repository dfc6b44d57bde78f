"""Times in free text: “周三周五下午有空，周一不行” becomes 周三、周五下午；除周一, or nothing where it isn't plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commatch.drafting.wording import NUMBER, number, plain
from commatch.times import Times
from commatch.workbook import cells

__all__ = ["times_said"]

_WEEKDAYS = "一二三四五六日"
_LETTER = (
    r"(?:(?:一(?!整天|天)|[二三四五六日])(?![点月号十次场回趟节两个]|小时)|[1-7](?![0-9点:月号次个h]|\s*(?:小时|钟头)))"
)
_RANGE = rf"周{_LETTER}\s*[至到\-~—]\s*周?{_LETTER}"
_LIST = rf"周{_LETTER}(?:\s*(?:[、,和及跟同/]|或者?)?\s*周?(?<=[周、,和及跟同/或者一二三四五六日1-7]){_LETTER})*+"
_BARE = r"(?<![\d周一二三四五六日第])(?:一三五日?|二四六日?)(?=上午|下午|晚上|早上|上班|都|的?上午)"
"""Days without 周, as 一三五上午."""
_SORT = rf"{_BARE}|工作日|周末|双休日?|每天|每日|天天|平日|每晚|一至五|一到五|weekdays?|weekends?|daily|every day"
_BARE_ALONE = re.compile(r"(?<![周一二三四五六日第])(?:一三五日?|二四六日?)(?![一二三四五六日])")
_ENGLISH = r"(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rsday|r|rs|urday)?s?(?![a-z])"
_DAY = rf"(?:{_RANGE}|{_LIST}|{_SORT}|{_ENGLISH}(?:\s*(?:&|and|or|,|-|~|—|to|through)\s*{_ENGLISH})*)"
_NTH = r"(?:每个?月的?)?(?:第[一二三四五1-5](?:\s*[、,和及]\s*第?[一二三四五1-5])*|最后一)个?"
_DAYS = rf"(?:{_NTH}(?=周)|每个?|逢|每周)?{_DAY}(?:\s*(?:[、,和及/&]|或者?)?\s*(?:{_DAY}))*+"
_HALF = (
    r"上午|早上|早晨|清早|一早|朝早|上半[日天]|下午|下半[日天]|午后|下昼|后晌|晚上|晚间|夜里|夜晚|傍晚|早[、和]?晚(?![饭会期点班])|晚(?![饭会期点])|下了?班(?:以|之)?后"
    r"|(?:上班|工作|办公)时间|白天|全天|整天|一整天|mornings?|afternoons?|evenings?"
)
_POINT = rf"(?:\d{{1,2}}[:.]\d{{2}}|{NUMBER}点(?:半|钟|\d{{2}}|{NUMBER}分)?)"
_PM = r"\d{1,2}(?::\d{2})?\s*-\s*\d{1,2}(?::\d{2})?\s*(?:am|pm)"
_CLOCK = rf"{_PM}|{_POINT}\s*[至到\-~—]\s*(?:{_POINT}|\d{{1,2}}(?![\d:]))"
_WHEN = rf"(?:{_HALF})\s*(?:{_CLOCK})?|(?:{_CLOCK})"
_SPAN = re.compile(
    rf"(?P<days>{_DAYS})(?:(?P<gap>(?:[\s的都:,是]|早(?![、和]?晚)){{0,2}})(?P<when>(?:{_WHEN})(?:(?:[、和及/\s]|或者?)*(?:{_WHEN}))*))?"
)
_LONE = re.compile(rf"{_WHEN}|中午|午休|夜里")
_ODD_HALF = re.compile(r"^[\s的,]{0,2}(?:[上早晚夜午晌昼](?!班)|下|中午|天黑|放学)")
_BOTH_ENDS = re.compile(r"^早[、和]?晚")
_AFTER_WORK = re.compile(r"^下了?班")
_ONCE = re.compile(r"(?:(?<![早晚楼路以])[上下]|这|本)(?:一个|个|一)?$|[今明后]天\s*$")
"""What stands before a day of one week alone."""
_OTHERWISE = re.compile(
    r"^[^,。;\s]{0,8}[,。;\s]+(?:其[他它余]|别的|剩下)的?(?:时间|时候|时段|日子)?[我们也都全就]*(?:可以|行|开(?!会)|有空|能|方便|得闲)"
)
"""How somebody goes on who is there at all other times."""
_FREE = re.compile(r"^[^,。;]{0,8}?(?:有空|得闲|可以|行|方便|闲)")
_ALL_DAYS = re.compile("每天|全周|周一至周?日")
_WHEN_ONE = re.compile(_WHEN)
_EXCEPT = re.compile(rf"除(?:了|去|开)?\s*(?P<days>{_DAYS})|(?P<out>{_DAYS})(?:除外|以外|之外)")
_AWAY = r"透析|化疗|住院|产检|(?:去|跑|上)医院|陪(?:女儿|儿子|老伴|爱人|老公|老婆|我?[妈爸]|孩子|孙|读)|值班|看病|吃药|拿药|限行|限号|加班|夜班|出差|出车|进货|有事|有课|要?上课|上班(?!时间)|开会|例会|带孙|接孩子|接娃|复查|盘点|检修|停电|谢绝|走亲戚|回老家|跟车|另有|停(?!车)|歇(?!歇?脚)"
_BUSY = rf"要(?!提前|预约|登记|约|人|求|是|点|一点|到\d)|唔得|关(?!于|心|爱|怀|照)|闭|没空|冇空|休(?!闲)(?!息?[^。;]{{0,5}}那天)|(?<!不)忙|没时间|莫喊|要带|排满|满了|{_AWAY}"
_FREE_THEN = r"不(?:用|必|需要?)?(?:上班|上课|忙|加班|出车|值班|休|关|限)|没(?:事|课|活)|(?:上班|上课|加班|开会|透析|看病)(?:前|后|之前|之后|以前|以后|的)"
_NO = r"[不勿唔冇](?!错|定|断|止|仅|只|但|光|论|管|过|收|限|少|辞|见不散|要钱|用钱)|没(?=空|时间|人|法|办法|开)|别(?:找|喊|派|安排|来|叫|打)|莫(?:找|喊|叫)"
_NOT_THEN = re.compile(
    rf"^(?![^,。;.)/\n]{{0,4}}?(?:{_FREE_THEN}))[^,。;.)/\n]{{0,4}}?(?:{_BUSY}|{_NO}|(?:is |are |we(?:'re| are) )?(?:closed|off|busy|unavailable|not?\b|(?:my |a |his |her )?day off))"
)
_NOR_THEN = re.compile(
    r"^\s*[, ]\s*(?:但|可|我|他|她|都|也|就|还|是|实在|肯定|一般|通常|要)*(?:[不来去]{1,2}(?:能|可以)?(?:来|去|行|成|开|了)|没空|没时间|冇空|唔得|不得空|不在(?:家)?"
    r"|不方便|有事|有课|加班|透析|闭馆|关门|休息|休|限行|can't(?: come)?|closed|unavailable|not available)(?:的|了|哈|啊)*(?=[,。;!)\s]|$)"
)
_NOT_BEFORE = re.compile(
    r"(?P<but>(?:不是|并非|非|不要|别|不在|避开)\s*$)"
    r"|(?:\bnot|\bno|\bnever|closed|except(?: for)?|\boff|busy|\baway|(?:un|not )available|\bbut|\bi(?:'m)? (?:at )?work|can'?t(?: come| do| make)?|cannot(?: come| do| make)?)\s*(?:on|in|at|for)?\s*$"
)
_CLEAN = re.compile(
    r"^(?:[^\w]|$|除|(?:的|都|也|吧|哈|啊|哦|呢|了)+(?:[^\w]|$))"
    r"|^[^,。;)\n]{0,8}?(?:[来行中得可能开办在教做到去借用帮练排讲放坐送陪聚驻派转出给修剪收接聊跳唱打下演约抽巡试看关]|有空|得闲|方便|闲|服务|营业|活动|上门|为|免费|才休|不断|不停|不休"
    r"|free|open|ok|avail|only|can|teach|help|from|at)"
)
_OFFICE = re.compile(r"^(?:上班|工作|办公)时间$")
_OPEN_THEN = re.compile(r"^[^,。;)]{0,6}?(?:开|可|能|行|有空|有人|借|用|接待|办|来)")
_CLOSED = re.compile(r"^[^,。;]{0,3}?不对外")
_VAGUE = re.compile(
    r"看情况|有时|偶尔|不定|不固定|说不准|放假|暑假|寒假|季度|每季|月底|隔周|两周|单周|双周|生意淡"
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
_LONGEST = 1000
"""Characters beyond which nobody notes a time plainly."""
_MONTHS_OFF = re.compile(r"(?<![每\d个])\d{1,2}月(?:份)?(?:不|没|休|停|要出)")


def times_said(text: str) -> tuple[Times, str] | None:
    """Return the times that a text says, with the words that say so; ``None`` where it says none or is not plain.

    Parameters
    ----------
    text : str
        Free text of a helper, a unit or a venue.
    """
    said = plain(text)
    if len(said) > _LONGEST or _MONTHS_OFF.search(said):
        return None
    parts: list[str] = []
    excepted: list[str] = []
    words: list[str] = []
    taken: list[tuple[int, int]] = []
    working = ""
    once = False
    for match in _EXCEPT.finditer(said):
        excepted.append(_days(match["days"] or match["out"]))
        words.append(match[0])
        taken.append(match.span())
    for match in _SPAN.finditer(said):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if _ONCE.search(said[: match.start()]):
            once = True
            taken.append(match.span())
            continue
        after = said[match.end() :]
        clause = re.split(r"[。;\n]", said[max(0, match.start() - 12) : match.start()])[-1] + match[0]
        if _VAGUE.search(clause + re.split(r"[,。;\n]", after)[0]) or _CLOSED.match(after):
            return None
        before = _NOT_BEFORE.search(said[: match.start()])
        office = bool(_OFFICE.match((match["when"] or "").strip())) and not _OPEN_THEN.match(after)
        if (before and before["but"]) or office:
            taken.append(match.span())
            continue
        if before or _NOT_THEN.match(after) or _NOR_THEN.match(after):
            halves = list(_when(match))
            if match["when"] and halves and not office and _OTHERWISE.match(after):
                excepted += [_days(match["days"]) + half for half in halves]
            elif match["when"]:
                if re.match(r"[^,。;)]{0,4}上班(?!时间)", after):
                    working = _days(match["days"])
                    taken.append(match.span())
                    continue
                return None
            else:
                excepted.append(_days(match["days"]))
        else:
            halves = list(_when(match))
            if not match["when"] and not _CLEAN.match(after):
                return None
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
        if (
            once
            or len(lone) > 1
            or lone[0][0] not in _HALVES
            or not _FREE.match(said[lone[0].end() :])
            or _VAGUE.search(said)
        ):
            return None
        parts = [f"每天{_HALVES[lone[0][0]]}"]
        words.append(lone[0][0])
    elif lone:
        return None
    if not parts and (not excepted or any(_ALL_DAYS.search(days) for days in excepted)):
        return None
    found = cells.times("；".join([*dict.fromkeys(parts), *(f"除{days}" for days in dict.fromkeys(excepted))]))
    return (found.value, " ".join(words)) if found.value is not None and not found.fault else None


def _days(said: str) -> str:
    """Return days as a times cell writes them."""
    text = re.sub(_ENGLISH, lambda found: f"周{_ENGLISH_DAYS[found[0][:3]]}", said.strip())
    text = re.sub(r"(?<=周[一二三四五六日])\s*(?:-|~|—|to|through)\s*(?=周)", "至", text)
    text = re.sub(r"^(?:每个?月的?)(?=第|最后)|^(?:每个?|逢)(?=周)|\s+", "", text)
    text = re.sub(r"[1-7](?!\d)", lambda found: _WEEKDAYS[int(found[0]) - 1], text)
    text = re.sub(_BARE_ALONE, lambda found: f"周{found[0]}", text)
    for word, standard in (
        ("平日", "工作日"),
        ("双休日", "周末"),
        ("双休", "周末"),
        ("天天", "每天"),
        ("每晚", "每天"),
    ):
        text = text.replace(word, standard)
    text = re.sub(r"weekdays?", "工作日", text)
    text = re.sub(r"weekends?", "周末", text)
    text = re.sub(r"daily|everyday", "每天", text)
    text = re.sub(r"(?<!周)一[至到]五", "周一至周五", text)
    text = re.sub(r"(?<=[一二三四五六日末])(?=周)", "、", text)
    return re.sub(r"[,和及跟同/&]|或者?|and|or", "、", text)


def _when(match: re.Match[str]) -> Iterator[str]:
    """Yield the half-days or clock times of a stretch; the whole day where it names none."""
    said = match["when"] or ""
    if not said:
        yield "晚上" if "每晚" in match["days"] else "全天"
    for one in _WHEN_ONE.finditer(said):
        clock = re.search(_CLOCK, one[0])
        if _BOTH_ENDS.match(one[0]):
            yield from () if clock else ("上午", "晚上")
        elif _AFTER_WORK.match(one[0]) and not clock:
            yield "晚上"
        elif clock:
            yield from _clock(clock[0], _half(one[0][: clock.start()]) or ("晚上" if "每晚" in match["days"] else ""))
        elif one[0].strip() == "白天" or _OFFICE.match(one[0].strip()):
            yield from ("上午", "下午")
        else:
            yield _HALVES[one[0].strip()]


def _half(said: str) -> str:
    """Return the half-day named before a clock time; after work is in the evening."""
    return "晚上" if _AFTER_WORK.match(said) else said.strip()


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
