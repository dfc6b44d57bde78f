"""Free text as it is searched: plain forms, the usual slips mended, clauses, and what a clause denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from commatch.workbook.parsed import clean, small_number
from commatch.workbook.traditional import simplified

__all__ = ["NUMBER", "clauses", "denied", "number", "plain"]

_ONES, _TENS = "[一二两三四五六七八九]", "[二三四五六七八九]?十[一二三四五六七八九]?"
_ABOUT = "(?:一二|[二两]三|三四|四五|五六|六七|七八|八九)十"
NUMBER = rf"(?:\d{{1,4}}|{_ABOUT}|{_ONES}?百[零〇]?[一二三四五六七八九]?十?[一二三四五六七八九]?|{_TENS}|{_ONES})"
"""Regular expression of a whole number in digits or in Chinese, below a thousand; 二三十 is one, read as twenty."""

_SLIPS = (
    ("星其", "周"), ("星期", "周"), ("礼拜", "周"), ("周天", "周日"), ("空凋", "空调"), ("康腹", "康复"),
    ("心里援助", "心理援助"), ("义珍", "义诊"), ("志原者", "志愿者"), ("自愿者", "志愿者"), ("下水到", "下水道"),
    ("裁逢", "裁缝"), ("退修", "退休"), ("做帐", "做账"), ("廿", "二十"), ("卅", "三十"), ("周未", "周末"),
    ("音想", "音响"), ("指灰", "指挥"), ("插坐", "插座"), ("心里咨询", "心理咨询"),
    ("心里疏导", "心理疏导"), ("头影", "投影"),
)  # fmt: skip
"""Wrong characters and other words that stand for one and the same thing in every text."""
_ENDS = re.compile(r"[,。;!?\n()\[\]【】…~]+|\.(?=\s|$)|(?<=[^A-Za-z\d:])\s+|\s+(?=[^A-Za-z\d])")
_NOT = (
    r"没(?:有|装|配|地方|法)?|冇得?|莫得|无(?!障碍|线|犯罪)|缺|不能|不可|不会|不做|不懂|不接|不设|不提供|不负责|不含|别|未|唔识|唔会|勿"
    r"|不是|并非|不(?!只|仅|光|止|单|但|错|少)"
    r"|需要?|须补交|要找|想找|除开?"
)
_BEFORE = re.compile(
    rf"(?:{_NOT}|\bno|without|\bnot)\s*(?:能|可以|任何|用)?\s*:?\s*(?:[^,。;:、和与或及]{{0,8}}[、和与或及]\s*)*$"
    r"|(?:^|\s)(?:不做|没有|无|缺)\s*:"
)
_AFTER = re.compile(
    r"^[^,。;、√]{0,8}?(?:没有|没装|没买|没配|没做|没弄|没交|没通|莫得|冇|无(?=$)|坏|报修|借走|拿走|搬走|撤[走了]|断了|弹不响|是摆设|自带|就?唔识|不做|不会|不行|不接|不教|不碰|不沾|不搞|不得(?:干|做|教|行)|别[问找]|他?[们]?不会|没搞成|困难|没处|不给|要去(?:对面|隔壁|外头)|不参加"
    r"|不开|不好使|不好用|拆了|停用|停了|停办|取消|不让用|不给用|不许用|不外借|借出|锁着|关着|[用开做修剪教干]不(?:了|动)|过期|还没|没办|没下来|在办|未交|未办|未谈|不谈|待采购|待装|待办|只装了|勿便|不便|不好停|自己搬|自己带|在隔壁|在外头|不在|不算|不能用|不能(?=$)"
    r"|is down|broken)|^\s*:?\s*(?:×|✗|无(?=$|\s))|^楼下"
)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return text in plain forms and lower case, with the commonest slips mended."""
    found = simplified(clean(text)).casefold()
    for slip, meant in _SLIPS:
        found = found.replace(slip, meant)
    return found


def clauses(text: str) -> Iterator[str]:
    """Yield the clauses of plain text: what stands between marks, brackets and the spaces around Chinese words."""
    yield from (part.strip() for part in _ENDS.split(text) if part.strip())


def denied(clause: str, start: int, end: int) -> bool:
    """Tell whether a clause says that what stands at a stretch of it is not there, or not done."""
    return bool(_BEFORE.search(clause[:start])) or bool(_AFTER.match(clause[end:]))


def number(text: str) -> int | None:
    """Return a whole number written in digits or in Chinese, ``None`` for anything else."""
    if re.fullmatch(_ABOUT, text):
        return 10 * (small_number(text[0]) or 0)
    if "百" not in text:
        return int(text) if text.isdecimal() else small_number(text)
    hundreds, _, rest = text.partition("百")
    return 100 * (small_number(hundreds or "一") or 0) + (small_number(rest.lstrip("零〇")) or 0 if rest else 0)
