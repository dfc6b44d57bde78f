"""Standard terms and their other names: 电工, 水电 and electrician are all 水电工.

The built-in terms stand in ``library/terms.csv``; a community's own, from its sheet 词表, add to them and win over
them. A name stands for one term of its kind; names are compared without spaces, width, case and traditional forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from commatch.library import split, table
from commatch.workbook.spelling import normal

__all__ = ["BUILT_IN", "Entry", "TermKind", "Vocabulary", "built_in_terms"]


class TermKind(StrEnum):
    """What sort of thing a term names; a name may stand for a term of each kind."""

    SKILL = "skill"
    SERVICE = "service"
    FACILITY = "facility"
    GOODS = "goods"
    GROUP = "group"
    CATEGORY = "category"
    CHECK = "check"
    GRID = "grid"


_KINDS = {
    "技能": TermKind.SKILL,
    "服务": TermKind.SERVICE,
    "设施": TermKind.FACILITY,
    "物资": TermKind.GOODS,
    "人群": TermKind.GROUP,
    "类别": TermKind.CATEGORY,
    "资质": TermKind.CHECK,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A standard term of one kind with its English name, if it has one, and its other names."""

    kind: TermKind
    term: str
    english: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Terms by their names.

    Parameters
    ----------
    own : mapping of (TermKind, str) to str
        The community's terms by alias, as compared; no chain of them may come back to itself.
    own_terms : mapping of (TermKind, str) to str
        Its standard terms as written, by their compared form.
    own_names : mapping of (TermKind, str) to str
        Its aliases as written, by their compared form.
    """

    own: Mapping[tuple[TermKind, str], str] = field(default_factory=dict)
    own_terms: Mapping[tuple[TermKind, str], str] = field(default_factory=dict)
    own_names: Mapping[tuple[TermKind, str], str] = field(default_factory=dict)

    def find(self, kind: TermKind, name: str, *, built_in: bool = True) -> Entry | None:
        """Return the standard term that a name stands for, ``None`` where nobody knows the name.

        Parameters
        ----------
        kind : TermKind
            What sort of name it is.
        name : str
            The name in any spelling.
        built_in : bool
            Look beyond the community's own terms.
        """
        key = normal(name)
        found = None
        while True:
            if (kind, key) in self.own:
                key = normal(self.own[kind, key])
                continue
            entry = _built_in().get((kind, key)) if built_in else None
            own = self.own_terms.get((kind, key))
            if entry is not None and normal(entry.term) == key:
                found = entry
            elif entry is not None and (own is None or (kind, normal(entry.term)) not in self.own):
                key = normal(entry.term)  # an own term may be one more name of a built-in one, unless that is its alias
                continue
            if own is None:
                return found
            return Entry(kind, own, found.english if found and normal(found.term) == key else "")

    def names(self, kind: TermKind) -> Iterator[str]:
        """Yield every name that is known: standard terms and aliases, in both languages."""
        for entry in built_in_terms():
            if entry.kind is kind:
                yield from (entry.term, entry.english, *entry.aliases)
        yield from (term for (of, _), term in self.own_terms.items() if of is kind)
        yield from (alias for (of, _), alias in self.own_names.items() if of is kind)

    def likely(self, kind: TermKind, near: str) -> str:
        """Return the terms that some names, joined by ``、``, stand for: who misspelt one wants the term."""
        found = (self.find(kind, name) for name in near.split("、") if name)
        return "、".join(dict.fromkeys(entry.term for entry in found if entry))

    def group_names(self, term: str) -> tuple[str, ...]:
        """Return the community's own names of a group."""
        key = normal(term)
        return tuple(
            self.own_names[of, alias]
            for (of, alias), name in self.own.items()
            if of is TermKind.GROUP and normal(name) == key
        )


BUILT_IN = Vocabulary()
"""The vocabulary of a community without words of its own."""


@cache
def built_in_terms() -> tuple[Entry, ...]:
    """Return the built-in terms as their file lists them."""
    found = []
    for row in table("terms"):
        aliases = (*split(row["aliases"]), *split(row["english_aliases"], ";"))
        found.append(Entry(_KINDS[row["kind"]], row["term"], row["english"], aliases))
    return tuple(found)


@cache
def _built_in() -> Mapping[tuple[TermKind, str], Entry]:
    found: dict[tuple[TermKind, str], Entry] = {}
    for entry in built_in_terms():
        for name in (entry.term, entry.english, *entry.aliases):
            if name:
                found.setdefault((entry.kind, normal(name)), entry)
    return found
