"""Numbers in free text: people a place holds, members of a team, hours and sessions a month, minutes of walking."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from commatch.drafting.wording import NUMBER as _WHOLE_NUMBER
from commatch.drafting.wording import clauses, number, plain

__all__ = ["agreed", "beneficiaries", "headcount", "hours", "max_walk", "seats", "sessions"]

Found = tuple[int, str]
_DIGITS = "一二两三四五六七八九十百"
NUMBER = rf"(?:(?<![{_DIGITS}几数\d.]){_WHOLE_NUMBER}(?![{_DIGITS}千万\d]))"
"""A number that is not a part of a longer one."""
_FROM = re.compile(rf"({NUMBER})\s*(?:到|至|-|~|—|、)\s*$")
_ABOUT = r"(?:大概|大约|约摸|差不多|顶多|最多|约|能|可以|可|各|共有|共|有|:|\s){0,4}"
_PEOPLE = r"(?:个?(?:人|孩子|小朋友|座|座位|位子)|位|名|来人|多人)"
_ROUGH = re.compile(r"[几数多来]|以上|左右|不等")
_SEATS = (
    rf"(?:容纳(?:人数)?|(?:容|坐|站|装|放)得下|坐满了?|坐席|容|坐|站|装|挤|够|座位|固定坐椅|seats?|fits?|holds?|capacity:?){_ABOUT}(?P<n>{NUMBER})\s*{_PEOPLE}?",
    rf"(?:最多|顶多|限)\s*(?P<n>{NUMBER})\s*人",
    rf"(?P<n>{NUMBER})\s*(?:来|多)?\s*(?:个)?(?:座位|座(?!谈)|位子|席|人(?:的|以内|座)|seats|people|位(?=[,。;\s]|$))",
)
_BARE_SEATS = (
    rf"(?<!管理员)(?<!值班)(?<!保安)(?<!员工)(?<!需要)(?<!要)(?<!需)(?<!得)(?<!配)(?<!人员)(?<!志愿者)(?<!老师)(?<!由)(?<!来)(?:有|共|,|:|\s)*"
    rf"(?P<n>{NUMBER})\s*个?人(?!次|口|[^,。;]{{0,4}}?(?:抬|搬|值班|管|看门|守|打扫|轮(?!椅)|负责|一组|一桌|一班|报名|排队|反映))",
)
_FEWEST_SEATS = 10
_TEAM = re.compile(r"队|组|团|社(?!区)|班|会(?!计)|们|姐妹|兄弟|伙")
_HEADS = (
    rf"(?:队员|组员|成员|共有|一共|总共|我们|现有|有)\s*(?:队员|成员)?\s*(?P<n>{NUMBER})\s*(?:来)?(?:(?:个|名|位)(?!月|小时|钟)(?:人|大姐|阿姨|队员|成员|老姐妹|姐妹|小伙|志愿者)?|人)",
    rf"(?:团员|队员|组员|成员|人数)\s*:?\s*(?P<n>{NUMBER})\s*(?:人|名|位|个)?(?=[,。;/\s]|$)",
    rf"(?P<n>{NUMBER})\s*(?:个|名|位)(?:人|大姐|大叔|阿姨|队员|成员|老姐妹|姐妹|妈妈|小伙|大学生|学生|志愿者|党员|团员)",
    rf"(?P<n>{NUMBER})\s*(?:singers|volunteers|members|people)",
    rf"(?:^|\s)(?P<n>{NUMBER})\s*人",
)
_NOT_ALL = re.compile(r"其中|含|包括")
_ONE_MONTH = r"(?:每个?月|(?<![十百\d])[一1]个月|(?<![\d一二两三四五六七八九十半几个隔])月)"
"""Each month; not every two months, half a month or a month that has gone."""
_MONTH = rf"(?:{_ONE_MONTH}|一月|a month|per month|monthly)"
_HOUR = r"(?:个?(?:小时|钟头|钟点)|粒钟|h(?:ours?|rs?)?(?![a-z]))"
_HOURS = (
    rf"{_MONTH}[^,。;\d次场回]{{0,8}}?(?P<n>{NUMBER})\s*{_HOUR}",
    rf"(?P<n>{NUMBER})\s*{_HOUR}\s*(?:/|每|一|a |per )\s*(?:个?月|month)",
    rf"(?:每月时长|每月时数|每月工时|月工时|月时|每月投入)[\s:】\]]*(?P<n>{NUMBER})",
)
_WEEKLY_HOURS = (
    rf"(?:每个?|一|1)周{_ABOUT}(?:出|抽|服务|帮)?(?P<n>{NUMBER})\s*{_HOUR}",
    rf"(?P<n>{NUMBER})\s*{_HOUR} a week",
)
_WEEKS = 4
_WALK = (
    rf"(?:走路?|步行|范围|行路|路程|脚程|walk(?:ing)?)[^,。;]{{0,12}}?(?P<n>一刻钟|半个?(?:小时|钟头)|一个字|{NUMBER}(?=\s*(?:分|min)))",
    rf"(?P<n>{NUMBER})\s*分钟?(?:路|的路|脚程)?(?:以内|之内|内)",
)
_LIMITS = re.compile(
    r"最远|最多|顶多|至多|撑死|不(?:能|要|可)?(?:超过|过|出)|别(?:超过|过|太)|唔好(?:多过|超过)|超过[^,]{0,8}(?:不去|就不)|以内|之内|为限|(?:分|分钟|小时|钟头|刻钟)内"
    r"|只(?:能)?走|(?:能|可以)走|走得动|范围|没问题|不成问题|都行|不累|吃不消|走不动|受不了|到头|within|at most|up to|max|more than|no further"
    r"|^\s*(?:walk(?:ing)?|步行|走路)\s*:?\s*\S{1,5}\s*(?:分钟?|min(?:ute)?s?|刻钟|半小时)?\s*$|[:/]\s*步行"
)
_WALK_WORDS = {"一刻钟": 15, "半小时": 30, "半个小时": 30, "半个钟头": 30, "半钟头": 30, "一个字": 5}
_SESSION = r"(?:次(?!半)|场|回|趟|节|堂)"
_SESSIONS = (
    rf"{_ONE_MONTH}[^,。;\d每周]{{0,6}}?(?P<n>{NUMBER})\s*{_SESSION}",
    rf"一月(?P<n>{NUMBER})\s*{_SESSION}",
    rf"(?:{_ONE_MONTH}|一月)(?:来|做|办|有)?(?P<one>一){_SESSION}",
    rf"{_ONE_MONTH}的?(?P<one>最后一个周[一二三四五六日]|\d{{1,2}}号)(?![、和及])",
    r"(?P<one>once) a month",
)
_NTH_WEEKS = re.compile(
    rf"{_ONE_MONTH}的?第(?P<nth>[一二三四](?:[、和及]第?[一二三四])*)个周[一二三四五六日](?![、和及])"
)
_TWICE = re.compile(r"twice a month|每半月[^,。;]{0,4}一(?:次|场|回)|半个?月一(?:次|场|回)")
_WEEKLY = re.compile(
    rf"(?:每|一)(?:个)?周(?:来|做|办)?(?P<n>{NUMBER}){_SESSION}|每周[一二三四五六日](?![至到、\-一二三四五六日])|(?P<once>once a week|weekly)"
)
_FORTNIGHT = re.compile(r"(?:每)?两周(?:来|做|办|有)?一(?:次|场|回|趟|节)|隔周一(?:次|场|回)")
_ABOUT_AGREEMENT = re.compile(
    r"协议|合作|合同|签|到期|有效|期限|续约|约至|/至|(?:^|[,。;\s])到\d{4}年|agreement|contract|until|till"
)
_YEAR_WORDS = {"今年": 0, "本年": 0, "当年": 0, "明年": 1, "去年": -1, "后年": 2}
_DATE = re.compile(
    r"(?:(?P<y>\d{4}|(?<!\d)\d{2}(?=年))年?|(?P<w>今年|本年|明年|去年|后年))?\s*"
    r"(?:(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号]?|(?P<m3>1[0-2]|0?[1-9])月底|(?P<end>年?年?底|年末)|(?P<new>元旦))"
    r"|(?P<y2>\d{4})\s*[./\-]\s*(?P<m2>\d{1,2})\s*[./\-]\s*(?P<d2>\d{1,2})"
)
_DIGIT = {**{sign: str(at) for at, sign in enumerate("〇一二三四五六七八九")}, "零": "0"}
_TO = re.compile(r"^\s*(?:起|开始|签)?\s*,?\s*(?:至|到|-|~|—|–)\s*$")
_ENDS = re.compile(r"^\s*(?:满|到期|截止|止|为止|结束)|^\s*(?:就)?到(?:头|期)")
_ENDS_BEFORE = re.compile(r"(?:至|到|截止|到期日?|有效期|期限|止于|until)\s*(?:到|至|:|是|为)?\s*$")
_STARTS = re.compile(r"^\s*(?:起|开始|签|生效)")
_LARGEST = {"seats": 2000, "headcount": 200, "hours": 200, "walk": 120, "sessions": 31}


def seats(text: str) -> Found | None:
    """Return how many people a place holds, with the words that say so; ``None`` where none is told plainly."""
    found = _one(text, _SEATS, _LARGEST["seats"])
    if found or any(re.search(pattern, plain(text)) for pattern in _SEATS):
        return found
    bare = _one(text, _BARE_SEATS, _LARGEST["seats"])
    return bare if bare and bare[0] >= _FEWEST_SEATS else None


def headcount(name: str, text: str) -> Found | None:
    """Return how many people a team has; ``None`` where a name and a text speak of no team or of several numbers."""
    if not _TEAM.search(name) and not _TEAM.search(text[:12]):
        return None
    said = " ".join(clause for clause in clauses(plain(f"{name}。{text}")) if not _NOT_ALL.search(clause))
    found = _one(said, _HEADS, _LARGEST["headcount"], first=True) or _one(
        plain(name), (rf"(?P<n>{NUMBER})\s*(?:个)?人",), _LARGEST["headcount"]
    )
    return found if found and found[0] > 1 else None


def hours(text: str) -> Found | None:
    """Return the hours that somebody offers a month; those of a week count four times."""
    found = _one(text, _HOURS, _LARGEST["hours"])
    if found:
        return found
    weekly = _one(text, _WEEKLY_HOURS, _LARGEST["hours"] // _WEEKS)
    return (weekly[0] * _WEEKS, weekly[1]) if weekly else None


def max_walk(text: str) -> Found | None:
    """Return how many minutes somebody walks at most; nothing of a way that is only told."""
    told = [part for part in re.split(r"[。;\n]", plain(text)) if _LIMITS.search(part)]
    return _one("。".join(told), _WALK, _LARGEST["walk"], lambda said: _WALK_WORDS.get(said) or number(said))


def sessions(text: str) -> Found | None:
    """Return how many sessions a month a unit gives; one a week counts four times."""
    said = plain(text)
    found = _one(text, _SESSIONS, _LARGEST["sessions"])
    if found:
        return found
    if match := _NTH_WEEKS.search(said):
        return len(re.findall("[一二三四]", match["nth"])), match[0]
    if match := _FORTNIGHT.search(said) or _TWICE.search(said):
        return 2, match[0]
    if match := _WEEKLY.search(said):
        count = number(match["n"]) if match["n"] else 1
        return (count * _WEEKS, match[0]) if count else None
    return None


def agreed(text: str, year: int) -> tuple[tuple[dt.date, str] | None, tuple[dt.date, str] | None]:
    """Return the first and the last day of an agreement, each with the words that say it.

    Parameters
    ----------
    text : str
        What is noted of a unit.
    year : int
        The year that 今年 is.
    """
    said = _in_digits(plain(text))
    if not _ABOUT_AGREEMENT.search(said):
        return None, None
    first: tuple[dt.date, str] | None = None
    last: tuple[dt.date, str] | None = None
    before: tuple[re.Match[str], dt.date] | None = None
    for match in _DATE.finditer(said):
        found = _date(match, year, before[1].year if before else None)
        if found is None:
            continue
        ahead, after = said[max(0, match.start() - 6) : match.start()], said[match.end() : match.end() + 6]
        joined = before is not None and _TO.match(said[before[0].end() : match.start()])
        if joined and before:
            first, last = (before[1], before[0][0]), (found, match[0])
        elif _STARTS.match(after) and not last:
            first = (found, match[0])
        elif _ENDS.match(after) or _ENDS_BEFORE.search(ahead):
            last = (found, match[0])
        before = (match, found)
    return (first, last) if not (first and last) or first[0] <= last[0] else (None, None)


def _in_digits(said: str) -> str:
    """Return a text with the dates that are written in Chinese numbers in digits: 二〇二六年八月三十一日."""
    years = re.sub(r"[〇零一二三四五六七八九]{4}(?=年)", lambda found: "".join(map(_DIGIT.__getitem__, found[0])), said)
    return re.sub(
        r"(?<![一二三四五六七八九十\d])[一二三四五六七八九十]{1,3}(?=[月日号])(?!月份?一)",
        lambda found: str(number(found[0]) or found[0]),
        years,
    )


def _date(match: re.Match[str], year: int, near: int | None) -> dt.date | None:
    """Return a date as told; without a year that of the date before it, and none where there is none."""
    if match["y2"]:
        numbers = (int(match["y2"]), int(match["m2"]), int(match["d2"]))
    else:
        told = match["y"]
        if told:
            of = int(told) + (2000 if len(told) == 2 else 0)
        elif match["w"]:
            of = year + _YEAR_WORDS[match["w"]]
        elif near is not None:
            of = near
        else:
            return None
        if match["end"]:
            numbers = (of, 12, 31)
        elif match["m3"]:
            numbers = (of, int(match["m3"]), calendar.monthrange(of, int(match["m3"]))[1])
        elif match["new"]:
            numbers = (of, 1, 1)
        else:
            numbers = (of, int(match["m"]), int(match["d"]))
    try:
        return dt.date(*numbers)
    except ValueError:
        return None


def _one(
    text: str,
    patterns: tuple[str, ...],
    largest: int,
    read: Callable[[str], int | None] = number,
    *,
    first: bool = False,
) -> Found | None:
    """Return the one number that some patterns find; none where they find several, or one that is too large."""
    said = plain(text)
    for pattern in patterns:
        found: dict[int, str] = {}
        for match in re.finditer(pattern, said):
            value = 1 if "one" in match.groupdict() and match["one"] else read(match["n"])
            words = match[0]
            if match.groupdict().get("n") and (low := _FROM.search(said[: match.start("n")])):
                value, words = number(low[1]), said[min(low.start(), match.start()) : match.end()]
            if value and 0 < value <= largest:
                found.setdefault(value, words)
        if len(found) == 1 or (found and first):
            return next(iter(found.items()))
        if found:
            return None
    return None


_PEOPLE_TOLD = (
    rf"(?:我们|俺们|阿拉|我同屋)(?:[^,。]{{0,8}}?)(?P<n>{NUMBER})\s*(?:来|几)?(?:个|位|名|口)(?!节目|多?(?:小时|钟头|星期|月|半|礼拜)|(?:[\u4e00-\u9fff]?[箱盆桩灯座袋])|点子|建议|办法|问题|周|字|点|桶|汤|座|插|楼|单元|电话|袋|年|铺)",
    rf"(?<!第)(?P<n>{NUMBER})\s*(?:来|多|几)?号?\s*(?:个人|人(?!行|家|生|民)|位老|位居民|名)(?!.{{0,3}}岁)",
    rf"(?P<n>{NUMBER})\s*(?:来|几)?个(?:退休|退了休|老姐妹|老姊妹|孩子|小朋友|骑手|学生|小哥|老人|老头|伢|娃|邻居|大学生|妈妈)",
)
_NOT_PEOPLE = re.compile(
    rf"问了{NUMBER}个?人|十个有{NUMBER}个|{NUMBER}个?人?(?:里头?|当中|之?中)面?[^,。]{{0,3}}?有?{NUMBER}个?人?|(?:等|过|用|花|修|熬|站|排)了?{NUMBER}个?(?:多|半|来)*(?:小时|钟头|月|星期|礼拜)"
    rf"|(?:来|派|请|叫|喊|找|安排|抽|出|要|借|换|差|缺|少)(?:了|过)?{NUMBER}\s*(?:个|位|名)(?:人|师傅|工人|老师|大夫|医生|律师|志愿者|学生|小伙|大学生)手?"
    rf"|{NUMBER}\s*个?(?:孩子|儿子|女儿|子女|娃|伢)(?:都|也|全)?(?:在(?!一起|家|屋|这|楼|院)|不在|出国|出去|成家|跑)[^,。]{{0,6}}|{NUMBER}个?人(?:三个|说法)|[一二三四五六七八九]{{2}}(?:个|家|户)|十几个|第{NUMBER}个"
)
_FEWEST = 3


def beneficiaries(text: str) -> Found | None:
    """Return how many people a need is for, where its words name one number of three or more."""
    said = _NOT_PEOPLE.sub("", plain(text))
    found: dict[int, str] = {}
    for pattern in _PEOPLE_TOLD:
        for match in re.finditer(pattern, said):
            value = number(match["n"])
            if value and value <= _LARGEST["seats"]:
                found.setdefault(value, match[0])
    return next(iter(found.items())) if len(found) == 1 and min(found) >= _FEWEST else None
