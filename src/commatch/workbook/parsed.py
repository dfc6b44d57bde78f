"""What every cell function shares: the result type, clean text, and small Chinese numerals."""

import datetime
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

from commatch.workbook import safe

__all__ = ["NUMERAL", "Parsed", "clean", "displayed", "folded", "small_number"]

T_co = TypeVar("T_co", covariant=True)

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_LINE_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_LOST_PRECISION = 1e15

NUMERAL = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
"""Regular expression of a Chinese numeral from 0 to 99."""


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T_co]):
    """What a cell says.

    Parameters
    ----------
    value : T_co, optional
        The value; None without a fault means that the cell is blank.
    fault : str
        Code of why the cell cannot be read, or empty.
    detail : str
        What the fault is about, as found: the item of a list, the bound passed, the readings possible.
    note : str
        Code of something that was assumed in reading, or empty.
    """

    value: T_co | None = None
    fault: str = ""
    detail: str = ""
    note: str = ""


def clean(value: object) -> str:
    """Return a raw cell value as tidy text.

    Full-width forms become plain ones (NFKC), invisible characters go, runs of spaces become one, line
    breaks stay. A number without a fraction loses its ``.0``, dates and times of day are written as ISO.

    Parameters
    ----------
    value : object
        The raw value.

    Returns
    -------
    str
        Empty for a blank cell.
    """
    if isinstance(value, str):
        return _tidy(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and math.isfinite(value) and value.is_integer() and abs(value) < _LOST_PRECISION:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    try:
        return _tidy(str(value))
    except ValueError:  # an integer of thousands of digits
        return "inf"


def displayed(value: object) -> str:
    """Return a raw cell value as the user wrote it, for showing: only invisible characters and outer spaces go."""
    if not isinstance(value, str):
        return clean(value)
    if value.isprintable():  # most cells: one line, nothing invisible
        spaced = "  " in value or value[:1] == " " or value[-1:] == " "
        return " ".join(value.split()) if spaced else value
    lines = (_SPACES.sub(" ", line).strip() for line in _visible(value).split("\n"))
    return "\n".join(lines).strip()


def folded(value: object) -> str:
    """Return a name as it is compared: plain forms (NFKC), single spaces, folded case."""
    return clean(value).replace("\n", " ").casefold()


def _tidy(text: str) -> str:
    """Return text in its plain form; doing it twice changes nothing."""
    if text.isprintable() and unicodedata.is_normalized("NFKC", text):  # most cells: one line, plain
        return " ".join(text.split())
    text = _visible(text)
    for _ in range(2):  # a plain form can hold spaces of its own
        text = _visible(unicodedata.normalize("NFKC", text))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip()


def _visible(text: str) -> str:
    """Return text with uniform line breaks and without format and control characters, and what is never written."""
    if text.isprintable():
        return text
    text = safe.clean(_LINE_BREAKS.sub("\n", text))
    return "".join(char for char in text if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf"})


def small_number(text: str) -> int | None:
    """Return a number from 0 to 99 written in digits or as a Chinese numeral.

    Parameters
    ----------
    text : str
        ``12``, ``十二`` or ``两``.

    Returns
    -------
    int or None
        None when the text is neither.
    """
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text)
    if not re.fullmatch(NUMERAL, text):
        return None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
