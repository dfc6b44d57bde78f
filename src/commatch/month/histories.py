"""Which file's history holds, month by month: the state of later stands for the states before it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from commatch.community import Basis, Past
from commatch.month.numbered import number_of
from commatch.problems import Place, Problem, warning
from commatch.workbook.cells import folded

__all__ = ["HistoryOf", "histories"]

_SHOWN = 5
"""Rows that a warning names."""
_Held = dict[tuple[object, ...], list[Past]]


@dataclass(frozen=True, slots=True)
class HistoryOf:
    """The history that one file tells.

    Attributes
    ----------
    file : str
        Its name.
    rows : sequence of Past
        The rows, as they are read.
    over : frozenset of datetime.date
        Months that are over by its balance: it was written from all that was known of them.
    listed : bool
        It is a project list, whose history is made anew each time that it is written.
    """

    file: str
    rows: Sequence[Past]
    over: frozenset[dt.date] = frozenset()
    listed: bool = False


def histories(files: Sequence[HistoryOf]) -> tuple[list[list[int]], list[Problem]]:
    """Return which rows of each file count, as their numbers, and a warning of what the others say that these do not.

    A month that is over is as the last workbook in which it is over tells it; one that is not is as the last of its
    project lists tells it, beside what other workbooks have. Of the rows of one resource, need and day those of the
    last file count.

    Parameters
    ----------
    files : sequence of HistoryOf
        The files, that of the latest state last.
    """
    kept: list[list[int]] = [[] for _ in files]
    problems: list[Problem] = []
    for month in sorted({row.month for file in files for row in file.rows}, key=lambda month: month or dt.date.min):
        rows = [[(at, row) for at, row in enumerate(file.rows) if row.month == month] for file in files]
        counting = _counting(files, [number for number, own in enumerate(rows) if own], month)
        last = {_key(row): number for number in counting for _, row in rows[number]}
        held: _Held = defaultdict(list)
        for number in counting:
            for at, row in rows[number]:
                if last[_key(row)] == number:
                    kept[number].append(at)
                    held[_key(row)[:-1]].append(row)
        for number, own in enumerate(rows):
            used = files[counting[-1]].file
            gone = [row for _, row in own if last.get(_key(row)) != number and _tells_more(row, _same(row, held))]
            if gone:
                problems.append(_given_way(files[number].file, used, month, gone))
    return [sorted(numbers) for numbers in kept], problems


def _counting(files: Sequence[HistoryOf], telling: Sequence[int], month: dt.date | None) -> list[int]:
    """Return the numbers of the files, of those that tell of a month, that count for it."""
    if month is None:
        return list(telling)
    if over := [number for number in telling if month in files[number].over]:
        return over[-1:]
    lists = sorted(
        (number for number in telling if files[number].listed),
        key=lambda number: (number_of(files[number].file), number),
    )
    return [number for number in telling if not files[number].listed] + lists[-1:]


def _key(row: Past) -> tuple[object, ...]:
    return (row.month, folded(row.need_id), folded(row.resource_id), row.date)


def _same(row: Past, held: _Held) -> list[Past]:
    """Return the rows that count and are of the same as one that does not; the day may be known in one file alone."""
    return [one for one in held[_key(row)[:-1]] if one.date == row.date or None in (one.date, row.date)]


def _tells_more(row: Past, others: Sequence[Past]) -> bool:
    """Tell whether a row that does not count says something that is nowhere else; what was only planned does not."""
    if row.basis is Basis.PLANNED or (row.hours, row.quantity, row.led) == (None, None, None):
        return False
    return all((row.hours, row.quantity, row.led) != (one.hours, one.quantity, one.led) for one in others)


def _given_way(file: str, used: str, month: dt.date | None, rows: Sequence[Past]) -> Problem:
    named = list(dict.fromkeys(f"{row.need_id} {row.resource_id}".strip() for row in rows))
    said = "、".join(named[:_SHOWN]) + (" …" if len(named) > _SHOWN else "")
    when = f"{month:%Y-%m}" if month else ""
    return warning("history_given_way", Place(file), file, used=used, month=when, count=len(rows), rows=said)
