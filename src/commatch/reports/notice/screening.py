"""Texts for the public: what is personal in them is found, in whatever way it is written, and masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from commatch.reports.notice.folding import Folded, Phrases, folded, plain
from commatch.texts.screening import ADDRESSED, HARMLESS, HEALTH, SURNAMES, TITLES, TOPICS

__all__ = ["MASK", "Found", "Screen", "Secret", "is_topic"]

MASK = "**"
_ROUNDS = 20
_FULL_NAME = 3
_LEAST_DIGITS, _WIDEST_GAP = 7, 3
"""Digits from which on a number is taken for a telephone or identity number, and signs that may stand between two."""
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?(?!\d)")
_CLOCK = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?![:\d])")
_PLACE = "号楼|号院|号门|弄|号|栋|幢|座|楼|单元|门|梯|层|室|房"
_HOME = re.compile(
    rf"(?<![月\d十])[\d十]{{1,6}}(?:{_PLACE})(?:[\d十]{{1,4}}(?:{_PLACE}))+\d{{0,4}}"
    r"|(?<![月\d十])[\d十]{1,6}(?:号楼|栋|幢|座|单元|弄|号)\d{3,4}(?![\d年元人户米块名个])"
    r"|\d{3,4}(?:室|房)(?!间)"
    r"|(?:(?:building|block|bldg|unit|floor|room|flat|apartment|apt|no)\d{1,4}){2,}|(?:room|flat|apartment|apt)\d{1,4}"
)
_ENGLISH_ADDRESS = re.compile(rf"\b(?:{'|'.join(TITLES)})\b\.?\s+[A-Z][\w'-]*")
_HOME_NUMBER = re.compile(r"(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])")


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that must not be posted.

    Attributes
    ----------
    text : str
        As it stands in its cell, or a part of it.
    sort : str
        A key of :data:`commatch.texts.screening.SORTS`.
    source : str
        Where it stands: a sheet and a column.
    resident : bool
        It is a resident's, of whose name the first character may be shown where that is set.
    """

    text: str
    sort: str
    source: str = ""
    resident: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Something personal in a text: what stands there, of which sort it is, and where it is known from."""

    text: str
    sort: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place of a text to be masked, and with what."""

    start: int
    end: int
    found: Found
    mask: str = MASK


class Screen:
    """What finds and masks all that is personal.

    Parameters
    ----------
    secrets : iterable of Secret
        What the lists hold that must not be posted.
    kept : sequence of str
        Words that are left as they are where they stand, though a name, a place or a word of health is in them.
    surnames : bool
        Of a resident's name its first character is shown.
    """

    def __init__(self, secrets: Iterable[Secret], kept: Sequence[str] = (), *, surnames: bool = False) -> None:
        self.surnames = surnames
        self._secrets: dict[str, Secret] = {}
        for secret in secrets:
            self._secrets.setdefault(folded(secret.text).text, secret)
        self._secrets.pop("", None)
        self._phrases = Phrases((secret.text for secret in self._secrets.values()), inside=True)
        self._kept = Phrases((*HARMLESS, *kept))
        names = [key for key, secret in self._secrets.items() if secret.sort == "name"]
        self._before = SURNAMES | {name[0] for name in names if _chinese(name)}
        self._before |= {name[1:] for name in names if _chinese(name) and len(name) == _FULL_NAME}

    def hide(self, text: str, *, health: bool = True, homes: bool = True) -> tuple[str, tuple[Found, ...]]:
        """Return a text with what is personal masked, and what that was.

        Parameters
        ----------
        text : str
            The text.
        health : bool
            Words of health are masked, too.
        homes : bool
            What looks like the number of a home is masked, though no list has it: not in the name of a venue.
        """
        found: list[Found] = []
        for _ in range(_ROUNDS):  # what stood apart may make a name where something between was masked
            hits = self._hits(text, health, homes)
            if not hits:
                return text, tuple(found)
            found += [hit.found for hit in hits]
            text = _masked(text, hits)
        return MASK, tuple(found)

    def _hits(self, text: str, health: bool, homes: bool) -> list[_Hit]:
        letters, same_length = folded(text), plain(text)
        hits = [*self._named(text, letters), *self._addressed(text, letters)]
        hits += _homes(text, letters, same_length) if homes else []
        hits += [_hit(text, letters, place, "health") for place in _health().places(letters)] if health else []
        kept = [letters.span(*place) for place in self._kept.places(letters)]
        hits = [hit for hit in hits if not any(low <= hit.start and hit.end <= high for low, high in kept)]
        return _apart(text, [*hits, *_numbers(text, letters, same_length)])

    def _named(self, text: str, letters: Folded) -> Iterator[_Hit]:
        for start, end in self._phrases.places(letters):
            secret = self._secrets[letters.text[start:end]]
            low, high = letters.span(start, end)
            if secret.sort == "name" and secret.text.isascii() and not text[low].isupper():
                continue  # a word such as grace
            first = text[low] if self.surnames and secret.resident and secret.sort == "name" else ""
            yield _Hit(low, high, Found(text[low:high], secret.sort, secret.source), f"{first}{MASK}")

    def _addressed(self, text: str, letters: Folded) -> Iterator[_Hit]:
        """Yield forms of address with the surname or given name at them: 王奶奶, 建国叔叔, Mrs Wang."""
        for start, end in _forms_of_address().places(letters):
            for size in (2, 1):
                if start >= size and letters.text[start - size : start] in self._before:
                    yield _hit(text, letters, (start - size, end), "addressed")
                    break
        for found in _ENGLISH_ADDRESS.finditer(text):
            yield _Hit(*found.span(), Found(found[0], "addressed"))


def _hit(text: str, letters: Folded, place: tuple[int, int], sort: str) -> _Hit:
    low, high = letters.span(*place)
    return _Hit(low, high, Found(text[low:high], sort))


def _homes(text: str, letters: Folded, same_length: str) -> Iterator[_Hit]:
    for found in _HOME.finditer(letters.text):
        yield _hit(text, letters, found.span(), "address")
    for found in _HOME_NUMBER.finditer(same_length):
        if not _DATE.fullmatch(found[0]):
            yield _Hit(*found.span(), Found(text[slice(*found.span())], "address"))


def _numbers(text: str, letters: Folded, same_length: str) -> Iterator[_Hit]:
    """Yield long numbers, the digits of dates and clock times not counted."""
    shut = [found.span() for pattern in (_DATE, _CLOCK) for found in pattern.finditer(same_length)]
    digits = [
        index
        for index, char in enumerate(letters.text)
        if char.isdigit() and not any(low <= letters.at[index] < high for low, high in shut)
    ]
    runs: list[list[int]] = []
    for index in digits:
        last = runs[-1][-1] if runs else -2
        if last == index - 1 and letters.at[index] - letters.at[last] <= _WIDEST_GAP + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        if len(run) >= _LEAST_DIGITS:
            end = run[-1] + 1
            end += letters.text[end : end + 1] == "x"  # the last sign of some identity numbers
            yield _hit(text, letters, (run[0], end), "number")


def _apart(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    """Return places that don't overlap: those that do are masked as one, as the first of them."""
    joined: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        last = joined[-1] if joined else None
        if last is None or hit.start >= last.end:
            joined.append(hit)
        elif hit.end > last.end:
            found = Found(text[last.start : hit.end], last.found.sort, last.found.source)
            joined[-1] = _Hit(last.start, hit.end, found, last.mask)
    return joined


def _masked(text: str, hits: Sequence[_Hit]) -> str:
    pieces, at = [], 0
    for hit in hits:
        pieces += [text[at : hit.start], hit.mask]
        at = hit.end
    return "".join([*pieces, text[at:]])


def _chinese(name: str) -> bool:
    return all("一" <= char <= "鿿" for char in name)


@cache
def _health() -> Phrases:
    return Phrases(word for words in HEALTH.values() for word in words)


@cache
def _forms_of_address() -> Phrases:
    return Phrases(ADDRESSED)


@cache
def _topics() -> Phrases:
    return Phrases(TOPICS)


def is_topic(text: str) -> bool:
    """Tell whether a title speaks of a lecture, a clinic day or the like: what it is about is nobody's health."""
    return any(True for _ in _topics().places(folded(text)))
