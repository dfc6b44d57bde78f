"""What is personal by its shape alone, whoever's it is: numbers, homes, accounts, car plates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from commatch.reports.notice.folding import Folded
from commatch.texts.screening import SHARED_PLACES

__all__ = ["contacts", "homes", "numbers"]

_LEAST_DIGITS, _WIDEST_GAP, _SUM_DIGITS = 7, 3, 9
"""Digits from which on a number is a telephone or identity number, signs between two, digits of a sum."""
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?(?!\d)")
_YEARS = re.compile(r"(?<![\d-])(?:19|20)\d\d\s?[-/至到]\s?(?:19|20)\d\d(?![\d-])")
_CLOCK = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?![:\d])")
_HOTLINE = re.compile("110|119|120|122|12[0-9]{3}|9[56][0-9]{3}")
_PLACE = "号楼|号院|号门|弄|号|栋|幢|座|楼|单元|门|梯|层|室|房"
_BLOCK = "号楼|栋|幢|座|单元|弄|号"
_ROOM = re.compile(
    rf"(?<![月\d十])[\d十]{{1,6}}(?:{_BLOCK}|楼)(?:[\d十]{{1,4}}(?:{_PLACE}))*\d{{3,4}}(?:室|房)?+(?![\d年元人户米块名个])"
    rf"|(?:[\d十]{{1,6}}(?:{_PLACE}))*\d{{3,4}}(?:室|房)(?!间)"
    rf"|(?<![月\d十])[\d十]{{1,6}}(?>{_PLACE})(?:[\d十]{{1,4}}(?>{_PLACE}))++\d{{0,4}}(?!{'|'.join(SHARED_PLACES)})"
    rf"|(?<![a-z\d])[a-z]座\d{{3,4}}(?!\d)"
    r"|(?:(?:building|block|bldg|unit|floor|room|flat|apartment|apt|no)\d{1,4}){2,}|(?:room|flat|apartment|apt)\d{1,4}"
)
_HOME_NUMBER = re.compile(
    r"(?<![\d-])\d{1,3}-\d{1,2}-\d{2,4}(?![\d-])"
    r"|(?<![\d/-])\d{1,2}\s?[-/]\s?\d{1,2}\s?[-/]\s?(?!(?:19|20)\d\d)\d{3,4}(?![\d/-])"
    r"|(?<![\d.:-])\d{1,2}-(?!(?:19|20)\d\d)\d{3,4}(?![\d.:-]|[元人年])"
    r"|(?<!\d)\d{1,3}\s?#\s?楼?\s?(?:\d{1,2}\s?[-#/]\s?)?\d{1,4}(?!\d)"
    r"|(?<![A-Za-z\d])[A-H]-?[1-9]\d{3}(?![A-Za-z\d次])"
)
_ESTATE = re.compile(
    r"[一-鿿]{1,4}(?:里|苑|园|村|庭|府|邸|坊|湾|郡|城|公寓|花园|小区|新村)(?!(?:19|20)\d\d|\d{1,2}00)\d{3,4}(?![\d年元人户米块名个届])"
)
_MAIL = re.compile(r"[A-Za-z0-9._+-]+\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)+")
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z](?=[a-z]{0,5}[0-9])[a-z0-9]{5,6}(?![0-9])"
)
_ACCOUNT = re.compile(
    r"(?:微信|薇信|威信|wechat|weixin|v信|vx|wx|qq|扣扣)(?:号码|账号|帐号|号|id|群)?[是为]?(?=[a-z]*[0-9])([a-z0-9]{5,})"
    r"|(?:微信|qq)(?:号码|账号|帐号|号)[是为]?([a-z0-9]{5,})|(wxid[a-z0-9]{3,})"
)


def homes(letters: Folded, same_length: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers of homes stand: with a room, or of a building and what nobody shares."""
    for pattern in (_ROOM, _ESTATE):
        yield from (letters.span(*found.span()) for found in pattern.finditer(letters.text))
    for found in _HOME_NUMBER.finditer(same_length):
        if not _DATE.fullmatch(found[0]):
            yield found.span()


def contacts(letters: Folded, same_length: str) -> Iterator[tuple[int, int]]:
    """Yield where mail addresses, accounts and the plates of cars stand."""
    yield from (found.span() for found in _MAIL.finditer(same_length))
    yield from (letters.span(*found.span()) for found in _PLATE.finditer(letters.text))
    for found in _ACCOUNT.finditer(letters.text):
        low, high = letters.span(*found.span(found.lastindex or 0))
        while same_length[high : high + 1] in ("_", "-"):
            high += 1
        yield low, high


def numbers(letters: Folded, same_length: str) -> Iterator[tuple[int, int]]:
    """Yield long numbers, the digits of dates and clock times not counted, nor sums of money and what is counted up."""
    shut = [found.span() for pattern in (_DATE, _YEARS, _CLOCK) for found in pattern.finditer(same_length)]
    digits = [
        index
        for index, char in enumerate(letters.text)
        if char.isdigit() and not any(low <= letters.at[index] < high for low, high in shut)
    ]
    runs: list[list[int]] = []
    for index in digits:
        last = runs[-1][-1] if runs else -9
        between = letters.text[last + 1 : index] if last >= 0 else "…"
        if between in ("", "x", "转") and letters.at[index] - letters.at[last] <= _WIDEST_GAP + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        if len(run) >= _LEAST_DIGITS and not _is_harmless(letters, run):
            end = run[-1] + 1
            end += letters.text[end : end + 1] == "x"  # the last sign of some identity numbers
            yield letters.span(run[0], end)


def _is_harmless(letters: Folded, run: list[int]) -> bool:
    """Tell whether digits are numbers anybody may call, money, or one class after the other: 一、二、三年级."""
    groups: list[str] = []
    for index in run:
        if groups and letters.joined(index):
            groups[-1] += letters.text[index]
        else:
            groups.append(letters.text[index])
    if all(_HOTLINE.fullmatch(group) for group in groups):
        return True
    if len(groups) == 1:
        return len(run) <= _SUM_DIGITS and letters.text[run[-1] + 1 : run[-1] + 2] in ("元", "万")
    return all(len(group) == 1 for group in groups) and all(int(a) + 1 == int(b) for a, b in pairwise(groups))
