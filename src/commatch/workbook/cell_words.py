"""Words with a fixed meaning: yes and no, degrees of urgency, and what people write to say that a cell is blank."""

import re

from commatch.workbook.parsed import Parsed, clean
from commatch.workbook.traditional import simplified

__all__ = ["is_blank", "is_everyone", "is_none", "is_unlimited", "urgency", "yes_no"]

_BLANK = frozenset(["", "-", "--", "—", "——", "–", "−", "/", "//", "\\", "\\\\", "n/a", "(空)", "(跳过)"])
_NONE = frozenset(["无", "没有", "暂无", "暂缺", "无需", "不需要", "不用", "none", "nil"]) | _BLANK
_LONGEST = 4
_UNLIMITED = frozenset(
    ["不限", "不限制", "不限定", "无限制", "无要求", "没有要求", "都可以", "都行", "均可", "皆可", "any"]
)
_EVERYONE = _UNLIMITED | frozenset(
    [
        "全部",
        "所有",
        "全体",
        "所有人",
        "所有人群",
        "全体人群",
        "全部人群",
        "不限人群",
        "全体居民",
        "所有居民",
        "全部居民",
        "居民",
        "all",
        "everyone",
        "anyone",
    ]
)

_YES = "是 是的 有 可 可以 能 对 行 同意 允许 支持 需要 共享 可共享 可重复 可重复使用 √ ✓ ✔ ☑ v y yes true t 1 ok on"
_NO = (
    "否 不是 无 没 不 没有 不可 不可以 不能 错 不行 不同意 不允许 不支持 不需要 不共享 不可共享 不可重复 不可重复使用 "
    "一次性 × ✗ ✘ ✕ ☒ x n no false f 0 off"
)
_YES_NO = dict.fromkeys(_YES.split(), True) | dict.fromkeys(_NO.split(), False)
_UNTICKED = re.compile(r"[□☐]\s*[是否有无]")
_TICKED = re.compile(r"[√✓✔☑■]\s*([是否有无])|([是否有无])\s*[√✓✔☑]")

_URGENCY = {
    **{word: n for n, word in enumerate(["低", "中", "高", "紧急", "兜底"], 1)},
    **{word: n for n, word in enumerate(["low", "medium", "high", "urgent", "must"], 1)},
    **{word: n for n, word in enumerate("一二三四五", 1)},
    **dict.fromkeys(("不急", "不紧急", "不着急"), 1),
    "中等": 2,
    **{str(n): n for n in range(1, 6)},
}
_BETWEEN = re.compile(r"[\s()/:]+|(?<=\w)-(?=\w)")


def is_blank(text: str) -> bool:
    """Tell whether clean text is empty, or only a stroke as drawn through a cell that is left blank."""
    return len(text) <= _LONGEST and text.casefold() in _BLANK


def is_none(text: str) -> bool:
    """Tell whether clean text is blank or says that there is nothing, as 无 does."""
    return len(text) <= _LONGEST and simplified(text).casefold() in _NONE


def is_unlimited(text: str) -> bool:
    """Tell whether clean text says that there is no limit, as 不限 does."""
    return simplified(text).casefold() in _UNLIMITED


def is_everyone(text: str) -> bool:
    """Tell whether clean text says that all are meant, as 全体居民 does."""
    return simplified(text).casefold() in _EVERYONE


def yes_no(value: object) -> Parsed[bool]:
    """Read yes or no, from a closed table.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of bool
        Fault: ``bad_yes_no``.
    """
    tidy = re.sub(r"(?<=.)[。.!]+$", "", simplified(clean(value)).casefold())
    if is_blank(tidy):
        return Parsed()
    if tidy not in _YES_NO:  # ☑是 □否
        tidy = _TICKED.sub(r"\1\2", _UNTICKED.sub("", tidy).strip())
    if tidy not in _YES_NO:
        return Parsed(fault="bad_yes_no", detail=clean(value))
    return Parsed(_YES_NO[tidy])


def urgency(value: object) -> Parsed[int]:
    """Read how urgent a need is: 1 to 5, or 低 中 高 紧急 兜底; both may stand if they agree, as in 紧急（4）.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    Parsed of int
        Fault: ``bad_urgency``.
    """
    tidy = simplified(clean(value)).casefold().rstrip("!")
    if is_blank(tidy):
        return Parsed()
    words = [re.sub(r"\.0+$|(?<=[低中高])级$", "", word) for word in _BETWEEN.split(tidy) if word]
    found = {_URGENCY.get(word) for word in words}
    level = found.pop() if len(found) == 1 and not isinstance(value, bool) else None
    return Parsed(level) if level else Parsed(fault="bad_urgency", detail=clean(value))
