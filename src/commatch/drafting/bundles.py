"""Bundles: like needs of different people that could be one project. Nothing is merged here: a bundle is proposed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from commatch.drafting.retold import Told
from commatch.drafting.wording import plain

__all__ = ["Bundle", "bundles"]

_LIKE_WORDS = 0.24
_SHARED_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Bundle:
    """Like needs of different people, as positions, with the template that serves them and the words they share."""

    template: str
    members: tuple[int, ...]
    words: tuple[str, ...]
    confidence: float


def bundles(
    needs: Sequence[Told],
    vectors: Any,
    together: Mapping[str, str],
    room: Mapping[str, int],
    left_out: frozenset[int] = frozenset(),
) -> list[Bundle]:
    """Return like needs of different people, no more of them in one bundle than a venue has room for.

    Parameters
    ----------
    needs : sequence of Told
        All of them.
    vectors : sparse matrix
        Their words, as :meth:`commatch.drafting.classifier.Classifier.vectors` gives them.
    together : mapping of str to str
        By template: 是 where any needs of it can be one, 相近 where their words must be alike.
    room : mapping of str to int
        By template: seats of the largest venue that would do; templates without a venue are not there.
    left_out : frozenset of int
        Positions that take no part: told twice, handed on, in a bundle already.
    """
    found: list[Bundle] = []
    by_template: dict[str, list[int]] = defaultdict(list)
    for index, need in enumerate(needs):
        if index not in left_out and together.get(need.template) in ("是", "相近"):
            by_template[need.template].append(index)
    for template in sorted(by_template):
        members = sorted(by_template[template], key=lambda index: needs[index].need_id)
        if len(members) < 2:
            continue
        likeness = np.asarray((vectors[members] @ vectors[members].T).todense())
        groups = [list(range(len(members)))] if together[template] == "是" else _alike(likeness)
        for group in groups:
            for part in _fitting([members[at] for at in group], needs, room.get(template)):
                if len(part) > 1:
                    shared = _shared([needs[index].text for index in part])
                    sure = 0.75 if together[template] == "是" else 0.65
                    found.append(Bundle(template, tuple(part), shared, sure))
    return found


def _alike(likeness: Any) -> list[list[int]]:
    """Return which of some needs are connected by like words."""
    groups: list[list[int]] = []
    for index in range(len(likeness)):
        near = [group for group in groups if any(likeness[index, other] >= _LIKE_WORDS for other in group)]
        groups = [group for group in groups if group not in near] + [
            sorted([index, *(i for group in near for i in group)])
        ]
    return sorted(groups)


def _fitting(members: Sequence[int], needs: Sequence[Told], room: int | None) -> Iterator[list[int]]:
    """Yield needs in parts that fit into a room."""
    part: list[int] = []
    people = 0
    for index in members:
        if part and room is not None and people + needs[index].people > room:
            yield part
            part, people = [], 0
        part.append(index)
        people += needs[index].people
    if part:
        yield part


def _shared(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the words of two to four characters that most of some texts share, the longest first."""
    counts: Counter[str] = Counter()
    for text in texts:
        runs = re.findall(r"[一-鿿]+", plain(text))
        counts.update({run[at : at + size] for run in runs for size in (4, 3, 2) for at in range(len(run) - size + 1)})
    least = max(2, (len(texts) + 1) // 2)
    common = sorted(
        (word for word, count in counts.items() if count >= least), key=lambda word: (-len(word), -counts[word], word)
    )
    found: list[str] = []
    for word in common:
        if len(found) < _SHARED_SHOWN and not any(set(word) & set(other) for other in found):
            found.append(word)
    return tuple(found)
