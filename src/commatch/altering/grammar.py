"""What is to be different, in a short grammar: rows added, rows taken away, cells set; text to operations.

Only the form is read here, in either language and with full-width or half-width marks; which row and which column are
meant is seen where the operations are applied. What is wrong is a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from commatch.altering.faults import AlterFault, fault
from commatch.settings import setting_key, setting_names
from commatch.workbook.schema import RESOURCE_SHEETS
from commatch.workbook.spelling import normal
from commatch.workbook.values import choice

__all__ = ["Add", "Asked", "Assign", "Change", "Named", "Operation", "Remove", "parse"]

_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」", "＂": "＂"}
_SIGNS = "=＝"
_PLUS = "+＋"
_COMPARED = "<>＜＞"
_BEFORE_SIGN = re.compile(rf"\s+(?=[{_PLUS}]?[{_SIGNS}])")
_BETWEEN_IDS = re.compile(r"[、,，;；]")
_AFTER_KIND = re.compile(r"[:：,，;；]")
_NEEDS = frozenset(map(normal, ("需求", "需求清单", "need", "needs")))


@dataclass(frozen=True, slots=True)
class Assign:
    """A column as it was named and what its cell is to hold; ``more`` where that is added to what it holds."""

    column: str
    value: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A row by its identifier, and the key of the sheet that it is said to be in, ``''`` for any."""

    row_id: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Add:
    """A row to be added: its sheet, and its words in order, those of the form ``column=value`` read as such."""

    text: str
    sheet: str
    words: tuple[str | Assign, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """Rows to be taken away."""

    text: str
    rows: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Cells of a row to be set."""

    text: str
    row: Named
    cells: tuple[Assign, ...]


Operation = Add | Remove | Change


@dataclass(frozen=True, slots=True)
class Asked:
    """Operations in the order in which they are carried out, and what is wrong with the others."""

    operations: tuple[Operation, ...] = ()
    faults: tuple[AlterFault, ...] = ()


@dataclass(slots=True)
class _Word:
    """A word: what stands before its sign, ``None`` without one, and the rest."""

    name: str | None = None
    more: bool = False
    chars: list[str] = field(default_factory=list)
    quoted: bool = False

    @property
    def value(self) -> str:
        """What stands after its sign, or the word itself."""
        return "".join(self.chars)


def parse(add: Iterable[str] | str = (), remove: Iterable[str] | str = (), set: Iterable[str] | str = ()) -> Asked:
    """Read operations.

    Parameters
    ----------
    add, remove, set : iterable of str, or str
        Each text as it stands after ``--add``, ``--remove`` or ``--set`` of the command line.

    Returns
    -------
    Asked
        The operations: all that add, then all that remove, then all that set, each as given. Texts that are none have
        a fault each.

    Examples
    --------
    >>> parse(set="H012 hours+=2").operations[0].row.row_id
    'H012'
    """
    found: list[Operation] = []
    faults: list[AlterFault] = []
    for texts, read in ((add, _add), (remove, _remove), (set, _change)):
        for text in [texts] if isinstance(texts, str) else texts:
            item = read(text)
            if isinstance(item, AlterFault):
                faults.append(item)
            else:
                found.append(item)
    return Asked(tuple(found), tuple(faults))


def _add(text: str) -> Add | AlterFault:
    label = f'--add "{text}"'
    words = list(_words(text))
    if not words:
        return fault("nothing", label)
    first = words[0]
    kind, rest = first.value, ""
    mark = _AFTER_KIND.search(kind)
    if mark:  # 能人：水电工:4
        kind, rest = kind[: mark.start()], kind[mark.end() :]
    sheet = "" if first.name is not None else _sheet(kind)
    if not sheet:
        return fault("no_kind", label, first.name or kind)
    parts: list[str | Assign] = [rest] if rest else []
    for word in words[1:]:
        last = parts[-1] if parts else None
        if word.name is not None:
            parts.append(Assign(word.name, word.value, word.more))
        elif isinstance(last, Assign) and not last.value:  # 姓名= 甲
            parts[-1] = Assign(last.column, word.value, last.more)
        else:
            parts.append(word.value)
    return Add(text, sheet, tuple(parts))


def _remove(text: str) -> Remove | AlterFault:
    label = f'--remove "{text}"'
    words = list(_words(text))
    signed = next((word for word in words if word.name is not None), None)
    if signed:
        return fault("only_ids", label, f"{signed.name}={signed.value}")
    ids = [
        part.strip()
        for word in words
        for part in ([word.value] if word.quoted else _BETWEEN_IDS.split(word.value))
        if part.strip()
    ]
    sheet = _sheet(ids[0]) if len(ids) > 1 else ""
    ids = ids[1:] if sheet else ids
    return Remove(text, tuple(Named(row_id, sheet) for row_id in ids)) if ids else fault("nothing", label)


def _change(text: str) -> Change | AlterFault:
    label = f'--set "{text}"'
    words = list(_words(text))
    at = next((number for number, word in enumerate(words) if word.name is not None), len(words))
    ids = [word.value for word in words[:at]]
    if not words:
        return fault("nothing", label)
    if not ids:
        key = setting_key(words[0].name or "")
        return fault("is_setting" if key in setting_names() else "no_id", label, words[0].name or "")
    sheet = _sheet(ids[0]) if len(ids) > 1 else ""
    row_id = " ".join(ids[1:] if sheet else ids)
    cells: list[Assign] = []
    for word in words[at:]:
        if word.name is not None:
            cells.append(Assign(word.name, word.value, word.more))
        else:  # a value of more than one word
            last = cells.pop()
            cells.append(Assign(last.column, f"{last.value} {word.value}".strip(), last.more))
    return Change(text, Named(row_id, sheet), tuple(cells)) if cells else fault("no_cells", label, row_id)


def _sheet(word: str) -> str:
    """Return the sheet whose rows a word calls by their kind, ``''`` for none."""
    if normal(word) in _NEEDS:
        return "needs"
    kind = choice("kind", word)
    return RESOURCE_SHEETS[kind] if kind else ""


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text; what stands in quotes is one, or the rest of one after its sign."""
    text = _BEFORE_SIGN.sub("", text)
    word, closing = _Word(), ""
    for at, char in enumerate(text):
        if closing:
            if char == closing:
                closing = ""
            else:
                word.chars.append(char)
        elif char in _QUOTES and not word.chars and _QUOTES[char] in text[at + 1 :]:
            closing, word.quoted = _QUOTES[char], True
        elif char.isspace():
            if word.chars or word.quoted or word.name is not None:
                yield word
            word = _Word()
        elif _is_sign(char, word):
            name = word.value
            word.more = name.endswith(tuple(_PLUS))
            word.name, word.chars = name.rstrip(_PLUS).strip(), []
        else:
            word.chars.append(char)
    if word.chars or word.quoted or word.name is not None:
        yield word


def _is_sign(char: str, word: _Word) -> bool:
    """Tell whether a character is the first sign of a word; that of 水电工>=3 is none."""
    if char not in _SIGNS or word.name is not None or word.quoted:
        return False
    return not word.chars or word.chars[-1] not in _COMPARED
