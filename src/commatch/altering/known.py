"""What a word may mean in a row that is added: by what the month and the vocabulary know, and by its form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commatch.assemble.nearest import nearest
from commatch.community import Community, Kind
from commatch.settings import Settings
from commatch.vocabulary import TermKind
from commatch.workbook.outputs import READ
from commatch.workbook.schema import Column, Type
from commatch.workbook.spelling import normal
from commatch.workbook.values import read_value

__all__ = ["Known"]

Meaning = Mapping[str, str]
"""Texts by the key of the column that they are for."""

_TERMS: Mapping[str, Sequence[tuple[str, TermKind]]] = {
    "needs": (
        ("skills", TermKind.SKILL),
        ("services", TermKind.SERVICE),
        ("facilities", TermKind.FACILITY),
        ("goods", TermKind.GOODS),
        ("groups", TermKind.GROUP),
        ("checks", TermKind.CHECK),
    ),
    "helpers": (("skills", TermKind.SKILL), ("checks", TermKind.CHECK), ("groups", TermKind.GROUP)),
    "units": (("services", TermKind.SERVICE), ("groups", TermKind.GROUP)),
    "venues": (("facilities", TermKind.FACILITY),),
    "funds": (("categories", TermKind.CATEGORY),),
    "goods": (("name", TermKind.GOODS),),
}
"""Columns whose terms may be written alone."""
_UNITS = {
    "hours": r"个?小时|个?钟头|hours?|hrs?|h",
    "people": r"个?人|名|位|个?座位?|席|people|persons?|seats?",
    "sessions": r"场|次|sessions?|times|visits?",
    "money": r"元|块钱?|yuan|rmb",
    "pieces": r"件|个|张|把|台|套|副|顶|辆|箱|瓶|床|块|条|双|盒|袋|桶|本|支|盆|pieces?|pcs",
}
_QUANTITIES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "needs": {"hours": ["hours"], "people": ["beneficiaries", "seats"], "sessions": ["sessions"], "money": ["budget"]},
    "helpers": {"hours": ["hours"], "people": ["headcount"]},
    "units": {"sessions": ["sessions"]},
    "venues": {"people": ["seats"]},
    "funds": {"money": ["amount"]},
    "goods": {"pieces": ["quantity"]},
}
"""Columns that a number with its unit may be for; of more than one the row has to say which."""
_NUMBER = r"[\d.,零〇一二两三四五六七八九十百千万半]+"
_A_MONTH = r"\s*(?:/\s*|每个?|(?:a|per)\s+)(?:月|month)"
_PLACED = ("needs", "helpers", "units", "venues")
_TIMED = ("needs", "helpers", "units", "venues")


class Known:
    """What a month knows, to tell what a word means.

    Parameters
    ----------
    community : Community
        The month.
    """

    def __init__(self, community: Community) -> None:
        self.settings: Settings = community.settings
        self._vocabulary = community.vocabulary
        self._grids = {normal(grid): grid for grid in _grids(community)}
        self._used = _used(community)

    def meanings(self, sheet: str, text: str) -> list[Meaning]:
        """Return everything that a word may mean in a row of a sheet.

        Parameters
        ----------
        sheet : str
            Key of the sheet.
        text : str
            One word, or several joined by spaces.
        """
        found = list(self._terms(sheet, text))
        for unit, columns in _QUANTITIES[sheet].items():
            if re.fullmatch(rf"(?:每个?月)?\s*{_NUMBER}\s*(?:{_UNITS[unit]})(?:{_A_MONTH})?", text, re.IGNORECASE):
                found += [{key: text} for key in columns if read_value(_column(sheet, key), text) is not None]
        if sheet in _PLACED and normal(text) in self._grids:
            found.append({"grid": self._grids[normal(text)]})
        if sheet in _TIMED and self.is_times(sheet, text):
            found.append({"times": text})
        return found

    def is_times(self, sheet: str, text: str) -> bool:
        """Tell whether a text can stand in the times of a sheet."""
        return read_value(_column(sheet, "times"), text) is not None

    def near(self, sheet: str, text: str) -> str:
        """Return the names nearest to a word that nobody knows, joined by ``、``."""
        name = re.split(r"[:：×*≥]", text)[0]
        terms: dict[str, str] = {}
        for _, kind in _TERMS[sheet]:
            for known in (*self._vocabulary.names(kind), *self._used[kind].values()):
                entry = self._vocabulary.find(kind, known) if known else None
                terms.setdefault(known, entry.english if entry and name.isascii() else entry.term if entry else known)
        if sheet in _PLACED:
            terms |= {grid: grid for grid in self._grids.values()}
        found = nearest(name, filter(None, terms))
        return "、".join(dict.fromkeys(terms[item] or item for item in found.split("、") if item))

    def _terms(self, sheet: str, text: str) -> Iterator[Meaning]:
        if sheet == "goods":
            yield from self._goods(text)
            return
        for key, kind in _TERMS[sheet]:
            members = _members(_column(sheet, key), text)
            if members and all(self._knows(kind, name) for name in members):
                yield {key: text}

    def _goods(self, text: str) -> Iterator[Meaning]:
        """Yield the name of some goods, with the number of pieces where it is said with it: 折叠桌×4."""
        if self._knows(TermKind.GOODS, text):
            yield {"name": text}
            return
        if re.search(r"\s\d+$", text):  # folding table 20 pieces
            return
        counted: Sequence[Any] = read_value(READ["needs"].column("goods"), text) or ()
        if len(counted) == 1 and counted[0].level is None and self._knows(TermKind.GOODS, counted[0].what):
            yield {"name": counted[0].what, "quantity": str(counted[0].count)}

    def _knows(self, kind: TermKind, name: str) -> bool:
        if kind is TermKind.GROUP and self.settings.canonical_group(name):
            return True
        return normal(name) in self._used[kind] or self._vocabulary.find(kind, name) is not None


def _column(sheet: str, key: str) -> Column:
    return READ[sheet].column(key)


def _members(column: Column, text: str) -> list[str]:
    """Return the names that a list says, none where it can't be read."""
    value: Sequence[Any] = read_value(column, text) or ()
    if column.type is Type.LEVELS:
        return [name for name, _ in value]
    return [item.what for item in value] if column.type is Type.COUNTED else list(value)


def _grids(community: Community) -> Iterator[str]:
    for rows in (community.needs, community.helpers, community.units, community.venues):
        yield from (row.grid for row in rows if row.grid)
    yield from (grid for pair in community.distances for grid in pair)
    yield from (term for (kind, _), term in community.vocabulary.own_terms.items() if kind is TermKind.GRID)


def _used(community: Community) -> Mapping[TermKind, dict[str, str]]:
    """Return the names that the month uses, by kind and compared form."""
    names: dict[TermKind, set[str]] = defaultdict(set)
    asked = {Kind.HELPER: TermKind.SKILL, Kind.UNIT: TermKind.SERVICE, Kind.GOODS: TermKind.GOODS}
    for need in community.needs:
        names[TermKind.GROUP].update(need.groups)
        names[TermKind.CATEGORY].update(filter(None, (need.category, need.category_said)))
        for item in (*need.requirements, *need.set_aside):
            names[TermKind.CHECK] |= item.checks
            names[TermKind.FACILITY] |= item.facilities
            if item.kind in asked:
                names[asked[item.kind]].update(filter(None, (item.what, item.said)))
    for helper in community.helpers:
        names[TermKind.SKILL].update(helper.skills)
        names[TermKind.CHECK] |= helper.checks
        names[TermKind.GROUP] |= helper.groups
    for unit in community.units:
        names[TermKind.SERVICE] |= unit.services
        names[TermKind.GROUP] |= unit.groups
    for venue in community.venues:
        names[TermKind.FACILITY] |= venue.facilities
    for fund in community.funds:
        names[TermKind.CATEGORY] |= fund.categories
    for goods in community.goods:
        names[TermKind.GOODS].update(filter(None, (goods.name, goods.term)))
    return defaultdict(dict, {kind: {normal(name): name for name in said} for kind, said in names.items()})
