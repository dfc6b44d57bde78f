"""Telephone numbers that nobody can ring: a digit too few or too many, or a number of another sort."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from commatch.checking.look import Look
from commatch.community import PLANNED
from commatch.problems import Problem, warning

__all__ = ["doubtful_phones"]

_NUMBER = re.compile(r"\+?[\d()-]*\d")
_FINE = re.compile(
    r"(?:(?:\+?86|0086)?1[3-9]\d{9})"  # mainland mobiles
    r"|(?:\+|00)86[1-9]\d{8,10}"  # landlines after the country's code, without their 0
    r"|0\d{8,11}"  # area code and number; Taiwan's are the shorter ones
    r"|\d{7,8}"  # a number alone; Hong Kong's have 8 digits, too
    r"|[48]00\d{7}"
    r"|85[23]\d{8}|886\d{8,9}"
    r"|(?:\+|00)(?!86)\d{7,15}"
)
_PLAIN_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_EXTENSION = re.compile(r"-\d{1,6}$|\(\d{1,6}\)$")
_FEWEST = 5
_UNTELLABLE = re.compile(r"[*A-Za-z]")
"""What hides digits, or is no telephone number at all."""


def doubtful_phones(look: Look) -> Iterator[Problem]:
    """Yield a warning for each telephone number, of a need to be planned or a resource, that can't be one."""
    community = look.community
    needs = [need for need in community.needs if need.status in PLANNED]
    for sheet, items in (("needs", needs), ("helpers", community.helpers), ("units", community.units)):
        for item in items:
            digits = _doubtful(item.phone) if item.phone else 0
            if digits:
                place = look.places.cell(item.place, "phone")
                yield warning(
                    "phone_doubtful", place, item.phone, personal=True, sheet=sheet, column="phone", digits=digits
                )


def _doubtful(text: str) -> int:
    """Return how many digits the first number of a cell has that can't be rung; 0 where all can.

    What is partly hidden, or holds a name used elsewhere, is let pass.
    """
    if _PLAIN_MOBILE.fullmatch(text):  # most cells
        return 0
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if _UNTELLABLE.search(plain):
        return 0
    found = [number for number in _NUMBER.findall(plain) if len(_digits(number)) >= _FEWEST] or [plain]
    wrong = (number for number in found if not (_fine(number) or _fine(_EXTENSION.sub("", number))))
    return next((sum(map(str.isdigit, number)) for number in wrong), 0)


def _fine(number: str) -> bool:
    return _FINE.fullmatch(_digits(number)) is not None


def _digits(number: str) -> str:
    return re.sub(r"[()-]", "", number)
