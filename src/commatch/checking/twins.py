"""The same thing written twice: a resident's need in other words, a helper under two ids."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from commatch.checking.look import Look
from commatch.community import PLANNED, Helper, Need
from commatch.problems import Problem, warning

__all__ = ["helpers_twice", "needs_twice"]

ALIKE = 0.8
"""Share of the shorter title's words that the other must hold for the two to be taken for the same."""
_FEWEST_WORDS = 3
_DROPPED = re.compile(r"[ \-–—()#号室，,.]+")
_BETWEEN_DIGITS = re.compile(rf"(?<=\d){_DROPPED.pattern}(?=\d)")
"""What tells 3-2-301 from 32-301."""
_SHORTEST_TEXT, _MOST_ALIKE = 8, 3
"""Characters of title and description from which on two of the same words are no mere kind of need, and how many of the
same words at most are a slip: a list of many is one of alike needs."""
_MOST_OF_ONE = 12
"""Needs of one requester or address beyond which it is no resident's home but an office that hands needs on."""


def needs_twice(look: Look) -> Iterator[Problem]:
    """Yield a warning for each need that looks like another one of the same resident or home, told in other words.

    Needs of one bundle are meant to stand beside each other.
    """
    groups: dict[Hashable, list[Need]] = defaultdict(list)
    planned = [need for need in look.community.needs if need.status in PLANNED]
    phones = [_plain(need.phone) for need in planned]
    homes = [_plain(_BETWEEN_DIGITS.sub("/", need.address)) for need in planned]
    shared_phones, shared_homes = Counter(phones), Counter(homes)
    for need, phone, home in zip(planned, phones, homes, strict=True):
        if need.requester and need.phone and shared_phones[phone] > 1:
            groups["person", _plain(need.requester), phone].append(need)
        if need.address and shared_homes[home] > 1:
            groups["home", home].append(need)
    known: set[str] = set()
    yield from _told_alike(planned, look, known)
    for needs in groups.values():
        if not 1 < len(needs) <= _MOST_OF_ONE:
            continue
        words = [_words(need.title) for need in needs]
        for number, need in enumerate(needs):
            alike = (other for other, said in zip(needs[:number], words, strict=False) if _alike(said, words[number]))
            twin = next((other for other in alike if not _together(other, need)), None)
            if twin is not None and need.need_id not in known:
                known.add(need.need_id)
                place, other = (look.places.cell(item.place, "title") for item in (need, twin))
                yield warning("need_twice", place, need.need_id, first=twin.need_id, other=other)


def _told_alike(planned: Sequence[Need], look: Look, known: set[str]) -> Iterator[Problem]:
    """Yield a warning for each need of nobody's home that says word for word what another one of the same day says."""
    groups: dict[Hashable, list[Need]] = defaultdict(list)
    for need in planned:
        text = _plain(need.title + need.description)
        if len(text) >= _SHORTEST_TEXT and need.raised_on and not (need.phone or need.address or need.bundle):
            said = (text, need.requester, need.category, need.groups, need.grid, need.raised_on, need.beneficiaries)
            groups[said].append(need)
    for first, *others in groups.values():
        for need in others if len(others) < _MOST_ALIKE else ():
            if need.need_id != first.need_id:
                known.add(need.need_id)
                place, other = (look.places.cell(item.place, "title") for item in (need, first))
                yield warning("need_told_alike", place, need.need_id, first=first.need_id, other=other)


def helpers_twice(look: Look) -> Iterator[Problem]:
    """Yield a warning for each helper whose name and telephone number another one has, too."""
    first: dict[tuple[str, str], Helper] = {}
    for helper in look.community.helpers:
        if not helper.name or not helper.phone:
            continue
        twin = first.setdefault((_plain(helper.name), _plain(helper.phone)), helper)
        if twin is not helper and twin.helper_id != helper.helper_id:
            place, other = (look.places.cell(item.place, "helper_id") for item in (helper, twin))
            yield warning("helper_twice", place, helper.helper_id, first=twin.helper_id, other=other)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two titles say the same: nearly all the words of the shorter one stand in the other."""
    if one == other:
        return bool(one)
    fewer = min(len(one), len(other))
    return fewer >= _FEWEST_WORDS and len(one & other) >= ALIKE * fewer


def _together(one: Need, other: Need) -> bool:
    """Tell whether two needs are one row, or are meant to stand beside each other."""
    return one.need_id == other.need_id or (one.bundle != "" and _plain(one.bundle) == _plain(other.bundle))


@lru_cache(maxsize=65536)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text; a Chinese character stands for a word."""
    return frozenset(re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text.casefold()))


def _plain(text: str) -> str:
    """Return a name, a number or an address without what hands write differently: spaces, dashes, brackets, case."""
    return _DROPPED.sub("", text).casefold()
