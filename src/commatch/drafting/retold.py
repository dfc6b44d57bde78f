"""Needs that are told twice: by the same person, from the same home, or of the same one in need."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from commatch.drafting.wording import NUMBER, number, plain
from commatch.matching.rules.base import Figures, figures

__all__ = ["Told", "Twice", "told_twice", "when"]

_DAYS_APART = 20
_OFFICE = re.compile(r"网格员|社工|走访|主任|书记|楼长|班主任|老师|物业|社区")
_MOST_OF_ONE = 4
"""Needs of one telephone number beyond which it is that of an office."""
_ROOM = re.compile(r"(?<!\d)\d{3,4}(?![\d号]|元|块|米|年|人|户|斤)|(?:\d{1,3})号(?!楼)")
_OTHER_MATTER = re.compile(
    r"不是[^,。]{0,10}(?:那|这)(?:件|个)?事|另记|先搁|先不说|另外|捎带|顺便|还有(?:一|件)|另一(?:件|个)|那事儿恁已经记了|修好了|弄好了|解决了|谢谢"
)
_HOUSE = re.compile(
    rf"(?<!\d)(?P<house>{NUMBER})(?P<kind>栋|幢|座|号楼|单元|门|号|巷|弄)|(?<!\d)(?P<dashed>\d{{1,2}})-(?:\d-)?(?=\d{{3,4}}(?!\d))"
    r"|(?<!\d)(?P<room>\d{3,4})(?!\d|元|块|米|年|人|户)"
)
_SAME_KIND = {"幢": "栋", "座": "栋", "号楼": "栋", "门": "单元"}
_PERSON = re.compile(
    r"(?P<name>[^\W\da-z老我你他她俺咱您阿大小那这个位的是和跟了家楼对门里二三四五六七八九十公婆外姑舅姨叔伯爷奶男女同房租户])"
    r"(?P<title>大爷|爷爷|奶奶|婆婆|阿婆|阿嬷|阿公|大娘|大妈|老伯|伯|师傅|嫂)"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关焦"
)
"""The commonest surnames: 租客 and 家长 are no names."""
_NAME = re.compile(rf"^[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}$")
_TITLE = re.compile(
    r"^[老小阿]|女士|先生|小姐|阿姨|[奶伯爷妈姐哥嫂叔姨婆娘公嫲]$|师傅|老师|太太|家$|大夫|医生|老板|居民|住户|邻居|匿名|佚名"
)
_AGAIN = re.compile(
    r"^又|又(?:来|打|问|说|漏|冒|摔|掉|拽|炸|烂|往|断|堵|停|在|没|看到|找)|再(?:问|说一[遍声])|上(?:次|回|趟|礼拜|星期|周)[^,。]{0,8}(?:说|讲|报|来过|来讲|打|登记|那)"
    r"|(?:昨天|前天|昨[日晚]|前几天|月初|上个月|之前|早先)[^,。]{0,6}(?:说|讲|报|打过|来过)|还没(?:人|来|修|弄|装|换|得)|还没人?(?:来|管)|又是我|催|说过|讲过|来过|跟你们?说|还是(?:那|照样|我|黑|断|不|冒|没)"
    r"|还是[^,。]{1,8}(?:那(?:件)?事|那个|的)|(?:怎么|到底|现在|犹|如今)还|还在|咋说了|[没未]讲好|报过|打过|问过|第[二三四五]?(?:天|次|回|趟)了?(?:来|$|[,。?!])|来电|来信问|托我?问|找来了|照样|有下文|着落|登记(?:了|过)|排到几时|几时[来开]"
)
_SHORT = 16
"""So few characters that ask again hardly tell of what sort the matter is."""
_SAME_WORDS = 82
_LIKE, _VERY_LIKE = 0.14, 0.2
_HOUSE_AND_DOOR = 2
_MOST_ALIKE = 40
"""Needs that share a home, a name or a telephone beyond which it tells nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A need as it was told.

    Attributes
    ----------
    need_id, text : str
        Its id and its words.
    template : str
        The template that is given or likeliest.
    requester, phone : str
        Who told it.
    raised_on : datetime.date, optional
        When.
    people : int
        How many it is for.
    """

    need_id: str
    text: str
    template: str
    requester: str = ""
    phone: str = ""
    raised_on: dt.date | None = None
    people: int = 1


@dataclass(frozen=True, slots=True)
class Twice:
    """A need that seems to be an earlier one told again."""

    later: int
    earlier: int
    confidence: float
    reason: str
    figures: Figures


def told_twice(needs: Sequence[Told], vectors: Any) -> list[Twice]:
    """Return the needs that seem to be told twice: by the same person or from the same home, in like words.

    Parameters
    ----------
    needs : sequence of Told
        All of them.
    vectors : sparse matrix
        Their words, as :meth:`commatch.drafting.classifier.Classifier.vectors` gives them.
    """
    phones = Counter(need.phone for need in needs if need.phone)
    found: dict[int, Twice] = {}
    pairs = sorted(_near_pairs(needs))
    likeness = dict(zip(pairs, _likenesses(pairs, vectors), strict=True))
    for one, other in pairs:
        earlier, later = _in_order(needs, one, other)
        pair = _pair(needs[earlier], needs[later], likeness[one, other], phones)
        if pair:
            item, before = Twice(later, earlier, *pair), found.get(later)
            if before is None or _rank(needs, item) < _rank(needs, before):
                found[later] = item
    return [found[index] for index in sorted(found)]


def _likenesses(pairs: Sequence[tuple[int, int]], vectors: Any) -> list[float]:
    """Return how alike the words of each pair are."""
    if not pairs:
        return []
    ones, others = zip(*pairs, strict=True)
    products = vectors[list(ones)].multiply(vectors[list(others)]).sum(axis=1)
    return [float(value) for value in np.asarray(products).ravel()]


def _near_pairs(needs: Sequence[Told]) -> set[tuple[int, int]]:
    """Return the pairs of positions that share a telephone, a teller, a home or all their words."""
    shared: dict[tuple[str, str], list[int]] = defaultdict(list)
    names = {need.requester for need in needs if _is_name(need.requester)}
    for index, need in enumerate(needs):
        keys = {("phone", need.phone), ("name", plain(need.requester)), ("words", plain(need.text))}
        keys |= {("home", home) for home in _homes(need.text)}
        keys |= {("person", person) for person in _people(need)}
        keys |= {("named", name) for name in names & _stretches(f"{need.requester}。{need.text}")}
        for key in keys:
            if key[1]:
                shared[key].append(index)
    pairs = set()
    for (kind, _), members in shared.items():
        if len(members) <= _MOST_ALIKE:
            pairs |= {(one, other) for at, other in enumerate(members) for one in members[:at]}
        elif kind == "words":  # too many to compare each with each: all with the first
            first = min(members, key=lambda index: when(needs[index]))
            pairs |= {(min(first, other), max(first, other)) for other in members if other != first}
    return pairs


def when(need: Told) -> tuple[dt.date, str]:
    """Return the order in which needs were told: by day, then by id."""
    return (need.raised_on or dt.date.max, need.need_id)


def _in_order(needs: Sequence[Told], one: int, other: int) -> tuple[int, int]:
    return (one, other) if when(needs[one]) <= when(needs[other]) else (other, one)


def _rank(needs: Sequence[Told], item: Twice) -> tuple[float, tuple[dt.date, str]]:
    """Return by what one of several earlier tellings is taken: the surest, then the first."""
    return (-item.confidence, when(needs[item.earlier]))


def _pair(earlier: Told, later: Told, likeness: float, phones: Counter[str]) -> tuple[float, str, Figures] | None:
    """Return how sure it is that two needs are one, why, and what they share."""
    days = abs((later.raised_on - earlier.raised_on).days) if earlier.raised_on and later.raised_on else None
    again = bool(_AGAIN.search(plain(later.text)))
    if (days is not None and days > _DAYS_APART * (2 if again else 1)) or _OTHER_MATTER.search(plain(later.text)):
        return None
    other_phone = bool(earlier.phone and later.phone and earlier.phone != later.phone)
    if plain(earlier.text) == plain(later.text):
        return None if other_phone else (0.95, "same_words", figures(words=later.text[:20]))
    office = any(_OFFICE.search(need.requester) for need in (earlier, later))
    kind = bool(earlier.template) and earlier.template == later.template
    homes, rooms = _homes(earlier.text) & _homes(later.text), (_rooms(earlier.text), _rooms(later.text))
    apart = _apart(*rooms) or _apart(_houses(earlier.text), _houses(later.text))
    like = likeness >= _LIKE
    if earlier.phone and earlier.phone == later.phone and phones[earlier.phone] <= _MOST_OF_ONE:
        sure = sum((again, bool(homes), like, kind))
        short = len(plain(later.text)) <= _SHORT
        other_kind = bool(earlier.template) and bool(later.template) and not kind and not short
        follows = short and (again or not (office or later.template))
        enough = 2 + office + (office and apart)  # an office tells of many homes
        if follows or sure >= enough or (not office and again and not other_kind):
            return round(min(0.95, 0.7 + 0.08 * sure), 2), "same_phone", figures(days="" if days is None else days)
        return None
    if apart:
        return None
    one_room = bool(rooms[0] & rooms[1]) and (rooms[0] == rooms[1] or again or not other_phone)
    if len(homes) >= _HOUSE_AND_DOOR and one_room and (kind or likeness >= _VERY_LIKE):
        return 0.85, "same_home", figures(words="、".join(sorted(homes)))
    if homes and again and like + kind + (not other_phone) >= 2:
        return 0.7, "same_home", figures(words="、".join(sorted(homes)))
    if kind and (people := _people(earlier) & _people(later)):
        return 0.7, "same_person", figures(words="、".join(sorted(people)))
    if kind and plain(earlier.requester) != plain(later.requester) and _names_the_other(earlier, later):
        return 0.75, "same_name", figures()
    # of those called 王女士 there are many, and one may ask for two things: only who asks again is taken for the same
    if again and (kind or like) and not (office or other_phone) and _same_name(earlier.requester, later.requester):
        return 0.75, "same_name", figures()
    if not other_phone and fuzz.ratio(plain(earlier.text), plain(later.text)) >= _SAME_WORDS:
        return 0.7, "same_words", figures(words=later.text[:20])
    return None


def _houses(text: str) -> set[str]:
    return {home for home in _homes(text) if home.endswith(("栋", "巷", "弄"))}


def _apart(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _homes(text: str) -> set[str]:
    """Return the houses, doors and rooms of a text in one spelling: 五幢 and 5号楼 are 5栋."""
    found = set()
    for match in _HOUSE.finditer(plain(text)):
        if match["house"]:
            kind = _SAME_KIND.get(match["kind"], match["kind"])
            found.add(f"{number(match['house'])}{kind}")
        else:
            found.add(f"{match['dashed']}栋" if match["dashed"] else match["room"])
    return found


def _people(need: Told) -> set[str]:
    """Return the people that a need names by surname and title, as 付大爷."""
    return {match["name"] + match["title"] for match in _PERSON.finditer(plain(f"{need.requester}。{need.text}"))}


def _rooms(text: str) -> set[str]:
    return set(_ROOM.findall(plain(text)))


def _same_name(one: str, other: str) -> bool:
    one, other = plain(one), plain(other)
    return len(one) > 1 and len(other) > 1 and (one in other or other in one)


def _is_name(said: str) -> bool:
    """Tell whether who told a need is a whole name, no 王女士 or 小王 that many have."""
    return bool(_NAME.match(said)) and not _TITLE.search(said)


def _names_the_other(one: Told, other: Told) -> bool:
    """Tell whether one was told by who is named in the other, as 周桂英 in 周桂英女儿."""
    return any(
        _is_name(a.requester) and a.requester in f"{b.requester}。{b.text}" for a, b in ((one, other), (other, one))
    )


def _stretches(text: str) -> set[str]:
    """Return all stretches of a text as long as a name."""
    return {text[at : at + size] for size in (2, 3, 4) for at in range(len(text) - size + 1)}
