"""Standard terms in free text: the longest known names, those left out that a clause denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from commatch.drafting.wording import clauses, denied, plain
from commatch.library import split, table
from commatch.vocabulary import TermKind, Vocabulary, built_in_terms

__all__ = ["Said", "terms_said"]

_SHORTEST = 2
_NO_TERMS = (
    "水电费", "停车场边", "工会活动", "家政课", "燃气费", "电话费", "会记录", "@社工", "社工你好", "你好社工", "急救证", "急救培训", "急救护",
    "电工证", "社工证", "护士证", "健康证", "打官司的事", "摄影机", "hrs", "医生说", "护士站",
)  # fmt: skip
"""Words that hold a term and mean something else."""
_KINDS = {"技能": TermKind.SKILL, "服务": TermKind.SERVICE, "设施": TermKind.FACILITY, "资质": TermKind.CHECK}


@dataclass(frozen=True, slots=True)
class Said:
    """A term in free text: the standard term, the words that stand for it and the clause that they are in."""

    term: str
    words: str
    clause: str
    start: int


def terms_said(text: str, kind: TermKind, vocabulary: Vocabulary) -> list[Said]:
    """Return the terms of one kind that a text says, each once, in their order.

    Parameters
    ----------
    text : str
        Free text.
    kind : TermKind
        What sort of term is looked for.
    vocabulary : Vocabulary
        The community's words beside the built-in ones.
    """
    own = tuple(sorted((alias, term) for (of, alias), term in vocabulary.own.items() if of is kind))
    terms = tuple(sorted(term for (of, _), term in vocabulary.own_terms.items() if of is kind))
    pattern, names = _names(kind, own, terms)
    found: dict[str, Said] = {}
    for clause in clauses(plain(text)):
        for match in pattern.finditer(clause):
            entry = vocabulary.find(kind, names[match[0]]) if names[match[0]] else None
            term = entry.term if entry else names[match[0]]
            if term and term not in found and not denied(clause, match.start(), match.end()):
                found[term] = Said(term, match[0], clause, match.start())
    return list(found.values())


@lru_cache(maxsize=32)
def _names(
    kind: TermKind, own: tuple[tuple[str, str], ...], own_terms: tuple[str, ...]
) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the names of a kind, longest first, and the term that each stands for."""
    names: dict[str, str] = dict.fromkeys(_NO_TERMS, "")
    for said, term in _phrases(kind):
        names.setdefault(plain(said), term)
    for entry in built_in_terms():
        if entry.kind is kind:
            names |= {plain(name): entry.term for name in (entry.term, entry.english, *entry.aliases) if name}
    names |= {plain(alias): term for alias, term in own} | {plain(term): term for term in own_terms}
    known = sorted((name for name in names if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_whole, known))), names


def _whole(name: str) -> str:
    """Return what matches a name; one in Latin letters only as whole words, in singular or plural."""
    return rf"(?<![a-z]){re.escape(name)}(?=s?(?![a-z]))" if name.isascii() else re.escape(name)


def _phrases(kind: TermKind) -> Iterator[tuple[str, str]]:
    for row in table("phrases"):
        if _KINDS[row["kind"]] is kind:
            yield from ((phrase, row["term"]) for phrase in split(row["phrases"]))
