"""Identifiers of rows: as written, or derived from what the row says where the cell is blank."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commatch.problems import Place, Problem, error, warning
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["Rows", "identify", "refer"]

_HEX_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one sheet whose identifiers are wanted.

    Attributes
    ----------
    records : sequence of Record
        The rows.
    key : str
        Column of the identifier.
    about : tuple of str
        Columns that tell one row from another where the identifier is blank.
    """

    records: Sequence[Record]
    key: str
    about: tuple[str, ...]


def identify(sheets: Sequence[Rows], problems: list[Problem]) -> list[list[str]]:
    """Return an identifier for every row of sheets that share one set of identifiers.

    Two are the same where they differ in the case of letters only; the plain forms of both were made in reading.
    A blank identifier becomes ``X`` and six hexadecimal digits of the row's content, so that it does not
    depend on the row's position; rows of the same content get ``-2``, ``-3`` after it.

    Parameters
    ----------
    sheets : sequence of Rows
        Rows of each sheet.
    problems : list of Problem
        Grows by an error for every identifier used twice and a warning for every one derived.

    Returns
    -------
    list of list of str
        Identifiers in the order of the rows, a list for each sheet.
    """
    taken: dict[str, tuple[Record, str]] = {}
    found: list[dict[int, str]] = []
    for rows in sheets:
        ids: dict[int, str] = {}
        for index, record in enumerate(rows.records):
            name = record.text(rows.key)
            if not name:
                continue
            ids[index] = name
            if name.casefold() in taken:
                first, key = taken[name.casefold()]
                problems.append(error("duplicate_id", record.place(rows.key), name, other=first.place(key)))
            else:
                taken[name.casefold()] = (record, rows.key)
        found.append(ids)
    for rows, ids in zip(sheets, found, strict=True):
        _derive(rows, ids, taken, problems)
    return [[ids[index] for index in range(len(rows.records))] for rows, ids in zip(sheets, found, strict=True)]


def refer(records: Sequence[Record], key: str, ids: Iterable[str]) -> list[Record]:
    """Return rows that name something by its identifier as that stands in its own sheet, whatever the case of letters.

    Parameters
    ----------
    records : sequence of Record
        Rows.
    key : str
        Column that holds the identifier of something else.
    ids : iterable of str
        Identifiers that are there; others stay as they are.
    """
    known = frozenset(ids)
    written: dict[str, str] = {}
    for name in sorted(known):
        written.setdefault(name.casefold(), name)
    found = []
    for record in records:
        name = record.text(key)
        own = name if name in known else written.get(name.casefold(), name)
        found.append(record if own == name else record.with_values({key: own}))
    return found


def _derive(rows: Rows, ids: dict[int, str], taken: dict[str, tuple[Record, str]], problems: list[Problem]) -> None:
    alike: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(rows.records):
        if index not in ids:
            alike[_digest(record, rows.about)].append(index)
    absent: dict[Place, int] = defaultdict(int)
    for base in sorted(alike):
        for index in sorted(alike[base], key=lambda index: _content(rows.records[index])):
            record = rows.records[index]
            name, number = base, 1
            while name.casefold() in taken:
                number += 1
                name = f"{base}-{number}"
            ids[index] = name
            taken[name.casefold()] = (record, rows.key)
            if rows.key not in record.table.headers:
                absent[record.table.place] += 1
            elif rows.key not in record.faulty:
                problems.append(warning("id_derived", record.place(rows.key), id=name))
    problems.extend(warning("ids_derived", place, rows=count) for place, count in sorted(absent.items()))


def _digest(record: Record, about: tuple[str, ...]) -> str:
    words = [record.sheet.key, *(cells.clean(record[key]).casefold() for key in about)]
    return (
        "X"
        + hashlib.sha1("\x1f".join(words).encode(errors="surrogatepass"), usedforsecurity=False).hexdigest()[
            :_HEX_DIGITS
        ]
    )


def _content(record: Record) -> list[tuple[str, str]]:
    row = record.row
    named = {
        **dict(zip(row.frame.extras, row.others, strict=True)),
        **dict(zip(row.frame.known, row.values, strict=True)),
    }
    return sorted((key, cells.clean(value)) for key, value in named.items())
