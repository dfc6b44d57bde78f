"""The community's words: the sheet 词表 read, and every name of a term replaced by the standard one.

What a need asks and what a resource offers are compared by standard terms, whichever names the sheets use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from commatch.assemble.spelling import GRID_COLUMNS
from commatch.problems import Problem, error
from commatch.vocabulary import TermKind, Vocabulary
from commatch.workbook.spelling import normal
from commatch.workbook.values import Record

__all__ = ["Terms", "in_english", "read_vocabulary", "with_own_grids"]

_CHINESE = re.compile("[㐀-鿿]")


class Terms:
    """Standard terms for the names of a month, and which of its names were others.

    Parameters
    ----------
    vocabulary : Vocabulary
        The built-in terms with the community's own.
    english : bool
        The month is written in English: built-in terms go by their English names.

    Attributes
    ----------
    applied : set of (TermKind, str, str)
        Names that stood for a term with another name: kind, name as said, standard term.
    """

    def __init__(self, vocabulary: Vocabulary, english: bool = False) -> None:
        self.vocabulary = vocabulary
        self.english = english
        self.applied: set[tuple[TermKind, str, str]] = set()
        self._known: dict[tuple[TermKind, str], str] = {}

    def __call__(self, kind: TermKind, said: str) -> str:
        """Return the standard term for a name; a name that nobody knows as it is."""
        found = self._known.get((kind, said))
        if found is None:
            found = self._known[kind, said] = self.in_force(kind, said)
            self.note(kind, said, found)
        return found

    def in_force(self, kind: TermKind, name: str) -> str:
        """Return the standard term for a name that no sheet of the month says."""
        entry = self.vocabulary.find(kind, name)
        return name if entry is None else (entry.english if self.english else "") or entry.term

    def note(self, kind: TermKind, said: str, found: str) -> None:
        """Note that a name stood for a standard term, where that is another name."""
        if normal(found) != normal(said):
            self.applied.add((kind, said, found))

    def all(self, kind: TermKind, said: Iterable[str]) -> tuple[str, ...]:
        """Return the standard terms of some names, each once, in their order."""
        return tuple(dict.fromkeys(self(kind, name) for name in said))


def in_english(needs: Sequence[Record]) -> bool:
    """Tell whether most needs are written without a Chinese character."""
    titles = [title for record in needs if (title := record.text("title"))]
    return sum(1 for title in titles if not _CHINESE.search(title)) > len(titles) / 2


def read_vocabulary(records: Sequence[Record], problems: list[Problem]) -> Vocabulary:
    """Return the community's own terms; a clash is an error at the later cell, a cycle at each of its cells.

    Parameters
    ----------
    records : sequence of Record
        Rows of 词表.
    problems : list of Problem
        Grows by what is wrong.
    """
    own: dict[tuple[TermKind, str], str] = {}
    terms: dict[tuple[TermKind, str], str] = {}
    rows: dict[tuple[TermKind, str], Record] = {}
    names: dict[tuple[TermKind, str], str] = {}
    for record in records:
        kind, term = record["kind"], record.text("term")
        if kind is None or not term:
            continue
        kind = TermKind(kind)
        terms[kind, normal(term)] = min(term, terms.get((kind, normal(term)), term), key=_plainest)
        for alias in record.items("aliases"):
            key = (kind, normal(alias))
            if key[1] == normal(term):
                continue
            before = own.setdefault(key, term)
            if normal(before) != normal(term):
                place, other = record.place("aliases"), rows[key].place("aliases")
                problems.append(error("alias_clash", place, alias, term=term, before=before, other=other))
            rows.setdefault(key, record)
            names[key] = min(alias, names.get(key, alias))
    _break_cycles(own, rows, problems)
    return Vocabulary(own, terms, names)


def with_own_grids(rows: Mapping[str, Sequence[Record]], terms: Terms) -> dict[str, Sequence[Record]]:
    """Return the rows of all sheets with the standard name of every grid that 词表 gives another name."""
    found = dict(rows)
    if not any(kind is TermKind.GRID for kind, _ in terms.vocabulary.own):
        return found
    for sheet, key in GRID_COLUMNS:
        named = ((record, record.text(key)) for record in found.get(sheet, ()))
        found[sheet] = [
            record.with_values({key: terms(TermKind.GRID, name)}) if name else record for record, name in named
        ]
    return found


def _plainest(name: str) -> tuple[bool, str]:
    """Order the spellings of a name: plain ones first, then by their characters."""
    return name.casefold() != normal(name), name


def _break_cycles(
    own: dict[tuple[TermKind, str], str], rows: Mapping[tuple[TermKind, str], Record], problems: list[Problem]
) -> None:
    """Report every alias that leads back to itself, and take it out."""
    cyclic = []
    for start in own:
        kind, key = start
        seen = {key}
        while (kind, key) in own:
            key = normal(own[kind, key])
            if key == start[1]:
                cyclic.append(start)
            if key in seen:
                break
            seen.add(key)
    for start in cyclic:
        term = own[start]
        alias = next(name for name in rows[start].items("aliases") if normal(name) == start[1])
        problems.append(error("alias_cycle", rows[start].place("aliases"), alias, term=term))
    for start in cyclic:
        del own[start]
