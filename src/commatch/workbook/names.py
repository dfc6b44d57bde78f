"""Which sheet of the schema a sheet is, by its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from commatch.workbook.memory import MEMORY
from commatch.workbook.outputs import CARRY_LOG, OUTPUT_SHEETS, POINT_BALANCES, POINTS, READ_BACK, TIDY_LOG
from commatch.workbook.schema import INPUT, INPUT_SHEETS, Sheet
from commatch.workbook.spelling import normal
from commatch.workbook.traditional import simplified
from commatch.workbook.trend_sheets import TREND_SHEETS
from commatch.workbook.variants import SHEET_WORDS
from commatch.workbook.wording import NO_WORDS, OwnWords

__all__ = ["By", "NameMatch", "is_default_name", "match_name", "match_result", "nearest_sheet"]

_HELP = frozenset(
    {
        "说明", "填写说明", "使用说明", "填表说明", "说明页", "选项", "下拉选项", "封面", "目录",
        "readme", "instructions", "notes", "help", "lists", "options", TIDY_LOG.zh, TIDY_LOG.key,
        CARRY_LOG.zh, CARRY_LOG.key, POINTS.zh, POINTS.key, POINT_BALANCES.zh, POINT_BALANCES.key,
    }
)  # fmt: skip
_TAIL = re.compile(r"[\d\W_年月日第期版季度号vV]*")
_DEFAULT = re.compile(r"(?:sheet|工作表|表|표|feuil|table)\d*")
_LEAST_RATIO = 60
_JOINTS = re.compile(r"[和与及跟、,&+/\s]+")
_SHORT = {"钱": "funds", "物": "goods", "人": "helpers", "地": "venues"}
"""Words so short that they tell something only where nothing else is joined to them: 钱和物."""


class By(StrEnum):
    """How sure a name is."""

    NAME = "name"
    LOOSELY = "loosely"
    SEVERAL = "several"
    RESULT = "result"
    HELP = "help"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What a sheet's name says: how sure, and the key of the schema's sheet.

    ``LOOSELY`` means that the name holds a known name among other words, so that the header must bear it out;
    ``SEVERAL`` that it holds names of several, whose ``keys`` are given. ``RESULT`` and ``HELP`` mean a sheet that
    should hold no input: part of a result; or help, notes and lists.
    """

    by: By
    key: str = ""
    keys: frozenset[str] = frozenset()


def match_name(name: str, words: OwnWords = NO_WORDS) -> NameMatch:
    """Return what a sheet's name says: equal to a known name, beginning with one, or holding one or several.

    Parameters
    ----------
    name : str
        The name as written.
    words : OwnWords
        The community's own words for sheets.
    """
    wanted = normal(name)
    wanted = words.sheets.get(wanted, wanted)
    known = _known()
    if wanted in known:
        return known[wanted]
    if wanted in _helps() or name.startswith("_"):
        return NameMatch(By.HELP)
    plain = _spaced(name)
    held = _held((word for word, match in known.items() if match.key not in MEMORY), plain, wanted)
    found = {known[word] for word in held}
    if len(found) == 1:
        match = found.pop()
        if any(wanted.startswith(word) and _TAIL.fullmatch(wanted, len(word)) for word in held):
            return match
        if not match.key:
            return match
    keys = {match.key for match in found} or {_loose()[word] for word in _held(_loose(), plain, wanted)}
    parts = [normal(part) for part in _JOINTS.split(plain) if part.strip()]
    if len(parts) > 1:
        keys |= {_SHORT[part] for part in parts if part in _SHORT}
    if "" in keys or not keys:
        return NameMatch(By.NOTHING)
    return NameMatch(By.LOOSELY, keys.pop()) if len(keys) == 1 else NameMatch(By.SEVERAL, keys=frozenset(keys))


def match_result(name: str, words: OwnWords = NO_WORDS) -> NameMatch:
    """Return which sheet of a project list a sheet's name says: equal to a known name, or holding just one.

    Parameters
    ----------
    name : str
        The name as written.
    words : OwnWords
        The community's own words for sheets; the program's own names go before them.
    """
    known, wanted = _results(), normal(name)
    if wanted not in known:
        wanted = words.sheets.get(wanted, wanted)
    if wanted in known:
        return NameMatch(By.NAME, known[wanted])
    keys = {known[word] for word in _held(known, _spaced(name), wanted)}
    return NameMatch(By.LOOSELY, keys.pop()) if len(keys) == 1 else NameMatch(By.NOTHING)


def is_default_name(name: str) -> bool:
    """Tell whether a sheet has the name that a spreadsheet program gave it."""
    return _DEFAULT.fullmatch(normal(name)) is not None


def nearest_sheet(name: str) -> Sheet | None:
    """Return the input sheet whose name is nearest to a name, ``None`` where none is near."""
    from rapidfuzz import fuzz, process

    names = {word: match.key for word, match in _known().items() if match.key and match.key not in MEMORY}
    found = process.extractOne(normal(name), sorted(names), scorer=fuzz.ratio, score_cutoff=_LEAST_RATIO)
    return next((sheet for sheet in INPUT_SHEETS if found and sheet.key == names[found[0]]), None)


def _held(words: Iterable[str], plain: str, wanted: str) -> set[str]:
    """Return the words that a name holds, those that stand inside another one left out."""
    held = {word for word in words if _holds(plain, wanted, word)}
    return {word for word in held if not any(word != other and word in other for other in held)}


def _holds(plain: str, wanted: str, word: str) -> bool:
    if word.isascii():
        spaced = r"[\s_]*".join(map(re.escape, word))
        return re.search(rf"(?<![a-z]){spaced}(?![a-z])", plain) is not None
    return word in wanted


def _spaced(name: str) -> str:
    return simplified(unicodedata.normalize("NFKC", name)).casefold()


@cache
def _helps() -> frozenset[str]:
    return frozenset(map(normal, _HELP))


@cache
def _results() -> Mapping[str, str]:
    kept = [INPUT[key] for key in READ_BACK if key in INPUT]
    return {word: sheet.key for sheet in (*OUTPUT_SHEETS, *kept) for word in _words(sheet.zh, sheet.key)}


@cache
def _loose() -> Mapping[str, str]:
    return {normal(word): key for key, words in SHEET_WORDS.items() for word in words.split()}


@cache
def _known() -> dict[str, NameMatch]:
    known: dict[str, NameMatch] = {}
    for sheet in (*OUTPUT_SHEETS, *TREND_SHEETS):
        known |= dict.fromkeys(_words(sheet.zh, sheet.key), NameMatch(By.RESULT))
    for sheet in INPUT_SHEETS:
        for word in _words(sheet.zh, sheet.key, *sheet.aliases):
            if word not in known or word in _words(sheet.zh, sheet.key):
                known[word] = NameMatch(By.NAME, sheet.key)
    return known


def _words(*names: str) -> Iterable[str]:
    return [normal(name) for name in names]
