"""Numbers in cells: digits of any width, thousands marks, units, Chinese numerals."""

import math
import re
from fractions import Fraction

from commatch.workbook.parsed import Parsed, clean

__all__ = ["number", "whole"]

_UNITS = {
    "h": "个小时|小时|个钟头|钟头|个钟|时|hours?|hrs?|h",
    "min": "分钟|分|minutes?|mins?",
    "元": "元整|元|块钱|块|圆|yuan|rmb|cny",
    "人": "个人|人次|人|名|位|people|persons?",
    "天": "天|日|days?",
    "件": "张|把|件|套|台|只|份|箱|本|副|顶|辆|pieces?|pcs",
    "": "个|次|场|级|号|分",
}
_ANY_UNIT = "|".join(_UNITS.values())
_CHINESE = "零〇一二两三四五六七八九十百千万亿点"
_PLAIN = r"(?:\d+(?:\.\d+)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)"
_SHAPE = re.compile(
    rf"(?P<sign>[-−负]?)\s*[¥$]?\s*(?:(?P<plain>{_PLAIN})(?P<tens>[十百千万亿]?)"
    rf"|(?P<half>半)|(?P<words>[{_CHINESE}]+?))\s*(?P<unit>{_ANY_UNIT})?(?P<more>半)?(?P<unit2>{_ANY_UNIT})?",
    re.IGNORECASE,
)
_TENS = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LOST_PRECISION = 1e15
_LONGEST = 100


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
        What the column counts in: ``h``, ``min``, ``元``, ``人``, ``天`` or ``件``. With it, hours and
        minutes are converted into each other and another unit is a fault; without it any unit may stand.

    Returns
    -------
    Parsed of float
        Faults: ``bad_number``, ``negative``, ``out_of_range``.
    """
    text = clean(value)
    if not text:
        return Parsed()
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Parsed(fault="bad_number", detail=text)
    found = _from_text(text, unit) if isinstance(value, str) else _from_number(value)
    if found is None or math.isnan(found):
        return Parsed(fault="bad_number", detail=text)
    if found < 0 and minimum is not None and minimum >= 0:
        return Parsed(fault="negative", detail=text)
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
    match = _SHAPE.fullmatch(text) if len(text) <= _LONGEST else None
    if not match:
        return None
    amount = _amount(match)
    if amount is None or (match["more"] and match["half"]):
        return None
    first, second = match["unit"] or "", match["unit2"] or ""
    if (match["more"] and not first) or (second and (first != "个" or not match["more"])):
        return None
    factor = _factor((second or first).lower(), unit)
    if factor is None:
        return None
    if match["more"]:  # 两个半小时, 一小时半
        amount += Fraction(1, 2)
    return float(amount * factor) * (-1 if match["sign"] else 1)


def _amount(match: re.Match[str]) -> Fraction | None:
    """Return a matched number without its sign, a half after it and its unit."""
    if match["half"]:
        return Fraction(1, 2)
    if match["plain"]:
        return Fraction(match["plain"].replace(",", "")) * _TENS[match["tens"]]
    return _from_words(match["words"])


def _from_words(words: str) -> Fraction | None:
    """Return a Chinese numeral's value."""
    import cn2an

    try:
        return Fraction(str(cn2an.cn2an(words, "smart")))
    except (ValueError, KeyError, IndexError):
        return None


def _factor(written: str, unit: str) -> Fraction | None:
    """Return what turns a written unit into the column's; None when it is another thing."""
    if not written or not unit or unit not in _UNITS or re.fullmatch(_UNITS[unit], written):
        return Fraction(1)
    if unit == "min" and re.fullmatch(_UNITS["h"], written):
        return Fraction(60)
    if unit == "h" and re.fullmatch(_UNITS["min"], written):
        return Fraction(1, 60)
    return Fraction(1) if re.fullmatch("个|次|场", written) and unit in {"件", "人"} else None
