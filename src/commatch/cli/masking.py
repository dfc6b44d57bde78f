"""Personal data is not shown: values of personal columns are masked before they are put into words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commatch.problems import Problem

__all__ = ["mask", "masked"]

_PHONE_DIGITS = 7


def mask(text: str) -> str:
    """Return a value with all but its beginning hidden: ``王**``, ``139****``."""
    text = text.strip()
    if not text:
        return ""
    if sum(char.isdigit() for char in text) >= _PHONE_DIGITS:
        return text[:3] + "****"
    return text[0] + "**"


def masked(problem: Problem) -> Problem:
    """Return a problem without the personal value in it; one that holds none stays as it is."""
    if not problem.personal or not problem.value:
        return problem
    secret, shown = problem.value, mask(problem.value)
    params = tuple((name, value.replace(secret, shown)) for name, value in problem.params)
    return replace(problem, value=shown, params=params)
