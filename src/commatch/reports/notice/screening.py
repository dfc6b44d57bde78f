"""Texts for the public: what is personal in them is found, in whatever way it is written, and masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from commatch.reports.notice.folding import Folded, Phrases, folded, plain
from commatch.reports.notice.shapes import contacts, homes, numbers
from commatch.texts.screening import (
    ADDRESSED,
    COMMON_SURNAMES,
    COMPOUND_SURNAMES,
    HARMLESS,
    HEALTH,
    SHORT_TITLES,
    SURNAMES,
    TITLES,
    TOPICS,
)

__all__ = ["MASK", "Found", "Screen", "Secret", "is_topic", "own_name"]

MASK = "**"
_ROUNDS = 20
_ENGLISH_ADDRESS = re.compile(rf"\b(?:{'|'.join(TITLES)})\b\.?\s+[A-Z][\w'-]*")
_DAY = re.compile(r"\d{1,2}号")
_NO_GIVEN = "姨婆公伯叔妈爸哥姐弟妹里尔拉门富根"
"""What makes no name of 阿 before it, or another one's."""
_WORDS_AFTER_AGE = frozenset(
    "时单路游毛包成常车房边方马金石白高黄康卫万江米麦文段曲关雷龙花温年区学朋组家孩师太人大伙小伴板少有"
)
"""Surnames, of those that stand in the lists, of which 老 or 小 before them makes another word: 小时."""
_ALONE = re.compile(r"(?:(?<!\d)\d{2,3}\s?岁|独居|孤寡|空巢)+")
"""What tells, at somebody's home, how old they are and that nobody else is there."""


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
        families, given = _parts(name for name in names if _chinese(name))
        self._before = SURNAMES | COMPOUND_SURNAMES | families | {name for name in given if len(name) > 1}
        family = f"(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{''.join(sorted(SURNAMES))}])"
        last = "".join(sorted({name[-1] for name in given} - set(_NO_GIVEN)))
        nick = "".join(sorted(COMMON_SURNAMES | {name for name in families if name not in _WORDS_AFTER_AGE}))
        self._called = re.compile(
            rf"{family}某+[{last or '某'}]?|[老小](?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{nick}])(?![子女孙])"
            + (rf"|阿[{last}]" if last else "")
        )

    def hide(
        self, text: str, *, health: bool = True, homes: bool = True, alone: bool = False
    ) -> tuple[str, tuple[Found, ...]]:
        """Return a text with what is personal masked, and what that was.

        Parameters
        ----------
        text : str
            The text.
        health : bool
            Words of health are masked, too.
        homes : bool
            What looks like the number of a home is masked, though no list has it: not in the name of a venue.
        alone : bool
            Ages, and that somebody lives alone, are masked: in what is done for one.
        """
        found: list[Found] = []
        for _ in range(_ROUNDS):  # what stood apart may make a name where something between was masked
            hits = self._hits(text, health, homes, alone)
            if not hits:
                return text, tuple(found)
            found += [hit.found for hit in hits]
            text = _masked(text, hits)
        return MASK, tuple(found)

    def _hits(self, text: str, health: bool, home: bool, alone: bool) -> list[_Hit]:
        letters, same_length = folded(text), plain(text)
        hits = [*self._named(text, letters), *self._addressed(text, letters)]
        hits += _shaped(text, homes(letters, same_length), "address") if home else []
        hits += _shaped(text, (found.span() for found in _ALONE.finditer(same_length)), "alone") if alone else []
        hits += [_hit(text, letters, place, "health") for place in _health().places(letters)] if health else []
        kept = [letters.span(*place) for place in self._kept.places(letters)]
        always = _shaped(text, (*numbers(letters, same_length), *contacts(letters, same_length)), "number")
        hits = [hit for hit in hits if not any(low <= hit.start and hit.end <= high for low, high in kept)]
        return _apart(text, [*hits, *always])

    def _named(self, text: str, letters: Folded) -> Iterator[_Hit]:
        for start, end in self._phrases.places(letters):
            secret = self._secrets[letters.text[start:end]]
            low, high = letters.span(start, end)
            if secret.sort == "name" and secret.text.isascii() and not text[low].isupper():
                continue  # a word such as grace
            if secret.sort == "address" and _is_date(letters.text, start, end):
                continue
            first = (
                _family(letters.text[start:end]) if self.surnames and secret.resident and secret.sort == "name" else ""
            )
            yield _Hit(low, high, Found(text[low:high], secret.sort, secret.source), f"{first}{MASK}")

    def _addressed(self, text: str, letters: Folded) -> Iterator[_Hit]:
        """Yield forms of address with the surname or given name at them: 王奶奶, 建国叔叔, Mrs Wang."""
        for start, end in (*_forms_of_address().places(letters), *_short_titles(letters.text)):
            size = self._named_before(letters.text[:start])
            if size:
                yield _hit(text, letters, (start - size, end), "addressed")
        for called in self._called.finditer(letters.text):
            yield _hit(text, letters, called.span(), "addressed")
        for found in _ENGLISH_ADDRESS.finditer(text):
            yield _Hit(*found.span(), Found(found[0], "addressed"))

    def _named_before(self, text: str) -> int:
        """Return how many characters at the end of a text are a name, with what makes a family of it: 姓王的, 王家."""
        for bare in (
            text,
            text.removesuffix("的"),
            text.removesuffix("家的"),
            text[:-1] if text[-1:] in "家氏" else text,
        ):
            for size in (4, 3, 2, 1):
                if len(bare) >= size and bare[-size:] in self._before:
                    if bare == text.removesuffix("的") != text and bare[-size - 1 : -size] != "姓":
                        continue  # 有文的阿姨
                    return size + len(text) - len(bare) + bare[: len(bare) - size].endswith("姓")
        return 0


def _parts(names: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the surnames and the given names of Chinese names."""
    families, given = set(), set()
    for name in names:
        family = name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]
        families.add(family)
        if len(family) < len(name) <= len(family) + 2:
            given.add(name[len(family) :])
    return families, given


def _family(name: str) -> str:
    """Return the surname of a name, whole where it is of two characters: 欧阳."""
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def _is_date(text: str, start: int, end: int) -> bool:
    """Tell whether an address of a mere number, 12号, is a day or the end of a longer number here."""
    return bool(_DAY.fullmatch(text[start:end])) and (
        text[start - 1 : start].isdigit() or text[start - 1 : start] == "月"
    )


def _short_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield forms of address of one character, where what follows makes no word of them."""
    for at, char in enumerate(text):
        if char in SHORT_TITLES and not (text[at + 1 : at + 2] and text[at + 1] in SHORT_TITLES[char]):
            yield at, at + 1


def _shaped(text: str, places: Iterable[tuple[int, int]], sort: str) -> list[_Hit]:
    return [_Hit(low, high, Found(text[low:high], sort)) for low, high in places]


def _hit(text: str, letters: Folded, place: tuple[int, int], sort: str) -> _Hit:
    low, high = letters.span(*place)
    return _Hit(low, high, Found(text[low:high], sort))


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


def own_name(name: str, secrets: Iterable[Secret]) -> tuple[str, ...]:
    """Return a community's name as a word to keep, unless more of it is personal than where homes are."""
    telling = [one for one in secrets if one.sort != "address" or any(char.isdigit() for char in one.text)]
    return (name,) if name and Screen(telling).hide(name, health=False)[0] == name else ()


def is_topic(text: str) -> bool:
    """Tell whether a title speaks of a lecture, a clinic day or the like: what it is about is nobody's health."""
    return any(True for _ in _topics().places(folded(text)))
