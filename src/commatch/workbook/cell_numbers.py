"""Numbers in cells: digits of any width, thousands marks, units, Chinese numerals."""

import datetime
import math
import re
from fractions import Fraction

from commatch.workbook.cell_words import is_blank
from commatch.workbook.parsed import Parsed, clean, small_number
from commatch.workbook.traditional import simplified

__all__ = ["CLASSIFIERS", "number", "unit_fits", "whole"]

CLASSIFIERS = "|".join("名人个位张把台套件副顶辆只本箱瓶份床块条双盒袋桶部支组次场盏根间面幅包捆卷罐棵盆架片")
"""Words between a number and what is counted, as a regular expression of simplified characters."""

_CHINESE = "零〇一二两三四五六七八九十百千万亿点"
_UNITS = {
    "h": "个小时|小时|个钟头|钟头|个钟|时|hours?|hrs?|h",
    "min": "分钟|分|minutes?|mins?",
    "元": "元整|元|块钱|块|圆|人民币|yuan|rmb|cny",
    "人": "个人|人次|人|名|位|个座位|座位|座|席|people|persons?|seats?",
    "天": "天|日|days?",
    "件": f"{CLASSIFIERS}|pieces?|pcs",
    "次": "次|场|回|遍|趟|节|堂|个|sessions?|times?|visits?",
    "": "个|次|场|级|号|分|回|遍|趟|节|堂",
}
_LEADS = {
    "元": "人民币|rmb|cny|yuan",
    "人": "可?容纳",
    "天": "提前|前|(?:活动)?之?后",
    "min": "步行",
}
_MONTHLY = "/月"
_A_MONTH = re.compile(
    rf"(?:每个?|一个)?月(?=[\d{_CHINESE}半])"
    r"|(?<=[^/\s])\s*(?:/\s*(?:每?个?月|mo(?:nth)?)|每个?月|(?:a|per) month|monthly)$",
    re.IGNORECASE,
)
_ANY_UNIT = "|".join(dict.fromkeys("|".join(_UNITS.values()).split("|")))
_WEEK = "周|个?星期|个?礼拜|weeks?"
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_PLAIN = r"(?:\d+(?:\.\d+)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)"
_SHAPE = re.compile(
    rf"(?P<lead>{'|'.join(_LEADS.values())})?\s*(?P<sign>[-−负+]?)\s*¥?\s*"
    rf"(?:(?P<plain>{_PLAIN})(?P<tens>[十百千万亿]|[kw](?![a-z])|)|(?P<half>半)|(?P<words>[{_CHINESE}]+?))"
    rf"\s*(?P<unit>{_ANY_UNIT}|{_WEEK})?(?P<more>半)?(?P<unit2>{_ANY_UNIT})?",
    re.IGNORECASE,
)
_HOURS_AND_MINUTES = re.compile(
    rf"(?:(?P<hours>\d+|[{_CHINESE}]+)\s*(?:{_UNITS['h']}))?\s*零?"
    rf"(?:(?P<minutes>\d+|[{_CHINESE}]+)\s*(?:{_UNITS['min']}|m)|(?P<quarters>[一三13])刻钟?)",
    re.IGNORECASE,
)
_IN_PARTS = re.compile(
    r"(?P<high>\d+)万(?P<low>\d)千?(?P<yuan>元?)|(?P<whole>\d+)[元块](?P<tenths>\d)[角毛](?:(?P<cents>\d)分)?"
)
_ROUGH = re.compile(r"[一二两三四五六七八九]{2}")
_TENS = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "k": 1000, "w": 10**4}
_LOST_PRECISION = 1e15
_LONGEST = 100
_HOUR = 60


def number(
    value: object, *, minimum: float | None = None, maximum: float | None = None, unit: str = ""
) -> Parsed[float]:
    """Read a number.

    Parameters
    ----------
    value : object
        The raw value.
    minimum, maximum : float, optional
        The least and the greatest number taken.
    unit : str
        What the column counts in: ``h``, ``min``, ``元``, ``人``, ``天``, ``件`` or ``次``. With it, hours and
        minutes are converted into each other and another unit is a fault; without it any unit may stand.
        After ``/月``, as in ``h/月``, words for "a month" may stand with the number; elsewhere they are a fault.

    Returns
    -------
    Parsed of float
        Faults: ``bad_number``, ``number_as_time``, ``negative``, ``out_of_range``.
    """
    found: float | None = None
    if isinstance(value, str):
        text = clean(value)
        if is_blank(text):
            return Parsed()
        plain, base = simplified(text).translate(_CAPITALS), unit.removesuffix(_MONTHLY)
        found = _from_text(_A_MONTH.sub("", plain, count=1) if base != unit else plain, base)
    elif value is None:
        return Parsed()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _from_number(value)
    if found is None or math.isnan(found):
        timed = isinstance(value, datetime.date | datetime.time | datetime.timedelta)
        return Parsed(fault="number_as_time" if timed else "bad_number", detail=clean(value))
    if found < 0 and minimum is not None and minimum >= 0:
        return Parsed(fault="negative", detail=clean(value))
    low = -math.inf if minimum is None else minimum
    high = math.inf if maximum is None else maximum
    if math.isinf(found) or not low <= found <= high:
        bounds = "–".join("" if bound is None else f"{bound:g}" for bound in (minimum, maximum))
        return Parsed(fault="out_of_range", detail=bounds)
    return Parsed(found)


def whole(value: object, *, minimum: float | None = None, maximum: float | None = None, unit: str = "") -> Parsed[int]:
    """Read a whole number.

    Parameters
    ----------
    value : object
        The raw value.
    minimum, maximum : float, optional
        The least and the greatest number taken.
    unit : str
        What the column counts in, as for `number`.

    Returns
    -------
    Parsed of int
        Faults: those of `number`, and ``not_whole``.
    """
    read = number(value, minimum=minimum, maximum=maximum, unit=unit)
    if read.value is None:
        return Parsed(fault=read.fault, detail=read.detail)
    if abs(read.value) >= _LOST_PRECISION:
        return Parsed(fault="out_of_range", detail=clean(value))
    if not read.value.is_integer():
        return Parsed(fault="not_whole", detail=clean(value))
    return Parsed(int(read.value))


def _from_number(value: float) -> float:
    """Return a number as a float; one too great for it is infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _from_text(text: str, unit: str) -> float | None:
    """Return the number that text says, in a unit; None when it says none."""
    text = text.rstrip("。.")
    if len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit():  # most cells
        return float(text)
    if unit == "天" and text == "当天":
        return 0.0
    minutes = _minutes(text) if unit in ("h", "min") else None
    if minutes is not None:
        return float(minutes / 60 if unit == "h" else minutes)
    parts = _IN_PARTS.fullmatch(text)
    if parts and (unit == "元" or (parts["high"] and not parts["yuan"])):
        return _from_parts(parts)
    match = _SHAPE.fullmatch(text)
    amount = _amount(match) if match else None
    if match is None or amount is None or (match["more"] and match["half"]):
        return None
    if match["lead"] and not re.fullmatch(_LEADS.get(unit, ""), match["lead"], re.IGNORECASE):
        return None
    if (match["tens"] or "").lower() in ("k", "w") and unit != "元":
        return None
    first, second = match["unit"] or "", match["unit2"] or ""
    if (match["more"] and not first) or (second and (first != "个" or not match["more"])):
        return None
    factor = _factor((second or first).lower(), unit)
    if factor is None:
        return None
    if match["more"]:  # 两个半小时, 一小时半
        amount += Fraction(1, 2)
    after = (match["lead"] or "").endswith("后")
    return float(amount * factor) * (-1 if after or match["sign"] in ("-", "−", "负") else 1)


def _from_parts(match: re.Match[str]) -> float:
    """Return the number of 4万5千 (4万5 says the same) or of 860元5角."""
    if match["high"]:
        return float(int(match["high"]) * _TENS["万"] + int(match["low"]) * _TENS["千"])
    return float(Fraction(f"{match['whole']}.{match['tenths']}{match['cents'] or 0}"))


def _minutes(text: str) -> Fraction | None:
    """Return the minutes of 一小时30分 or 三刻钟; None for anything else."""
    match = _HOURS_AND_MINUTES.fullmatch(text)
    if not match:
        return None
    hours = _whole(match["hours"] or "0")
    minutes = _whole(match["minutes"]) if match["minutes"] else Fraction(15 if match["quarters"] in "一1" else 45)
    if hours is None or minutes is None or (match["hours"] and minutes >= _HOUR):
        return None
    return hours * _HOUR + minutes


def _whole(text: str) -> Fraction | None:
    return Fraction(text) if text.isdigit() else _from_words(text)


def _amount(match: re.Match[str]) -> Fraction | None:
    """Return a matched number without its sign, a half after it and its unit."""
    if match["half"]:
        return Fraction(1, 2)
    if match["plain"]:
        return Fraction(match["plain"].replace(",", "")) * _TENS[match["tens"].lower()]
    return _from_words(match["words"])


def _from_words(words: str) -> Fraction | None:
    """Return a Chinese numeral's value; 七八 is about that many, not 78."""
    if _ROUGH.search(words) and not re.search("[零〇]", words):
        return None
    small = small_number(words)
    if small is not None:
        return Fraction(small)
    import cn2an

    try:
        return Fraction(str(cn2an.cn2an(words, "smart")))
    except (ValueError, KeyError, IndexError):
        return None


def _factor(written: str, unit: str) -> Fraction | None:
    """Return what turns a written unit into the column's; None when it is another thing."""
    if re.fullmatch(_WEEK, written):
        return Fraction(7) if unit == "天" else None
    if not written or not unit or unit not in _UNITS or re.fullmatch(_UNITS[unit], written):
        return Fraction(1)
    if unit == "min" and re.fullmatch(_UNITS["h"], written):
        return Fraction(60)
    if unit == "h" and re.fullmatch(_UNITS["min"], written):
        return Fraction(1, 60)
    return Fraction(1) if re.fullmatch("个|次|场", written) and unit in {"件", "人"} else None


def unit_fits(written: str, unit: str) -> bool:
    """Tell whether numbers under a header such as 经费（元） are in the column's unit as they stand.

    Parameters
    ----------
    written : str
        What stands in the brackets; any words that are no unit fit.
    unit : str
        What the column counts in.

    Returns
    -------
    bool
        False for 万元 and for another unit: the numbers would be read wrongly.
    """
    written = simplified(written)
    read = number(f"1{written}", unit=unit).value
    if read is not None:
        return read == 1
    return re.fullmatch(rf"(?:{_ANY_UNIT}|{_WEEK})|.*/\s*每?(?:{_WEEK}|季度?|年)", written, re.IGNORECASE) is None
