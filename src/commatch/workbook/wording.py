"""Which column a header means: by a known word, by the community's own word, or by the only word that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from commatch.settings import Settings
from commatch.workbook.outputs import READ
from commatch.workbook.schema import INPUT, Sheet
from commatch.workbook.spelling import bare, normal
from commatch.workbook.variants import HEADER_WORDS, QUESTION_WORDS, TWO_IN_ONE

__all__ = [
    "NO_WORDS",
    "OwnWords",
    "held_column",
    "known_headers",
    "known_sheets",
    "known_words",
    "names_of",
    "normal",
    "two_in_one",
]

_VARIANT = 1_000
_LONGEST = 60
_MOST_BEFORE = 6
_QUESTION = re.compile(r"[?？]$|您|你|贵|请|哪|什|多少|几|是否|吗$")
_GENERAL = frozenset(
    [
        "时间", "日期", "名称", "人数", "内容", "说明", "数量", "金额", "类型", "类别",
        "性质", "编号", "序号", "编码", "状态", "备注", "项目", "来源", "人员", "要求",
        "次数", "分类", "描述", "对象", "情况", "单位", "地方", "地点", "哪里", "哪儿",
    ]
)  # fmt: skip
"""Words that end headers of every sort, so that they tell nothing."""
_FILLERS = re.compile(r"贵单位|本单位|请问|请填写|请输入|请选择")
_OTHERS = re.compile(
    r"走访|登记|填表|填报|经办|受理|网格员|网格长|审核|审批|联络员|楼组长|楼栋长|社工|负责|上报|记录|采集|处理|办理|办结|结果|完成|回复|回访|落实|解决情况|"
    r"家属|家庭成员|成员姓名|领取|采购|责任|主办|承办|协办|牵头|主管|户籍|有无|已服务|年度|工作单位|子女|监护|紧急联系|身份证|证件|上月|去年|上次|领导|志愿者.*电话|管理人|提交|创建|加入|更新|打印|制表|所用|用时|答题|来源|其他|其它"
)
_OF_OTHER_KINDS: Mapping[str, re.Pattern[str]] = {
    "helpers": re.compile("单位|场地|资金|物资"),
    "units": re.compile("场地|资金|物资|场所|物品"),
    "venues": re.compile("单位|资金|物资"),
    "funds": re.compile("场地|物资|物品"),
    "goods": re.compile("场地|资金|经费"),
}


@dataclass(frozen=True)
class OwnWords:
    """The words of one community for columns and sheets, as its settings say them.

    Attributes
    ----------
    headers, sheets : mapping of str to str
        A known header or sheet name by the word that stands for it, both as :func:`normal` gives them.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> OwnWords:
        """Return the words that some settings say, as they are compared."""
        said = (settings.header_aliases, settings.sheet_aliases)
        return cls(*({normal(word): normal(known) for word, known in words.items()} for words in said))


NO_WORDS = OwnWords()


@cache
def known_words(sheet: str) -> Mapping[str, tuple[str, int]]:
    """Return the key and the rank of every header of a sheet: 0 for its own, 2, 4, … for the others in order."""
    known: dict[str, tuple[str, int]] = {}
    for column in READ[sheet].columns:
        known |= {normal(column.zh): (column.key, 0), normal(column.key): (column.key, 0)}
    for column in READ[sheet].columns:
        for number, alias in enumerate(column.aliases, start=1):
            known.setdefault(normal(alias), (column.key, 2 * number))
    for key, words in HEADER_WORDS.get(sheet, {}).items():
        for number, word in enumerate(words.split()):
            known.setdefault(normal(word), (key, _VARIANT + 2 * number))
    return known


def names_of(sheet: Sheet, key: str) -> Iterator[str]:
    """Yield every header that is read as a column, in its compared form."""
    return (word for word, (known, _) in known_words(sheet.key).items() if known == key)


@cache
def known_headers() -> frozenset[str]:
    """Return every header that some sheet knows, in its compared form."""
    return frozenset().union(*map(known_words, INPUT))


@cache
def known_sheets() -> frozenset[str]:
    """Return every name that is a sheet's own, in its compared form."""
    return frozenset(normal(name) for sheet in INPUT.values() for name in (sheet.zh, sheet.key, *sheet.aliases))


@lru_cache(maxsize=4096)
def held_column(sheet: str, text: str) -> str:
    """Return the column whose word a header ends with, or a question asks for; ``''`` where none or more than one.

    A header that speaks of somebody else (走访人姓名), of what became of the matter (处理结果) or of another kind of
    resource (场地可用时间, of a unit) means none.
    """
    word = _FILLERS.sub("", bare(normal(text)))
    if not word or len(word) > _LONGEST or word.isascii() or _OTHERS.search(word):
        return ""
    other = _OF_OTHER_KINDS.get(sheet)
    if other and other.search(word):
        return ""
    ends = {known: key for known, key in _telling(sheet).items() if word.endswith(known)}
    if ends:
        longest = max(ends, key=len)
        if len(word) - len(longest) <= _MOST_BEFORE:
            return ends[longest]
    if not _QUESTION.search(normal(text).rstrip(")")):
        return ""
    asked = {key for part, key in _asked(sheet).items() if part in word}
    return asked.pop() if len(asked) == 1 else ""


@cache
def _asked(sheet: str) -> Mapping[str, str]:
    return {normal(word): key for key, words in QUESTION_WORDS.get(sheet, {}).items() for word in words.split()}


@cache
def _telling(sheet: str) -> Mapping[str, str]:
    """Return the words that tell a column where a header ends with them."""
    words = known_words(sheet).items()
    return {word: key for word, (key, _) in words if len(word) > 1 and word not in _GENERAL and not word.isascii()}


def two_in_one(sheet: str, text: str) -> tuple[str, str] | None:
    """Return the two columns whose content stands together under a header, ``None`` where it is no such header."""
    return _pairs(sheet).get(bare(normal(text)))


@cache
def _pairs(sheet: str) -> Mapping[str, tuple[str, str]]:
    return {normal(word): pair for words, pair in TWO_IN_ONE.get(sheet, {}).items() for word in words.split()}
