"""Rows that several files tell alike: one, however many files say so; in one file each row stands for itself.

A list of who came or of what was redeemed is often kept in one file for the whole year, and what stood in it last month
stands in the month's workbook by now.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from commatch.assemble.memory import attendance_of, redemption_of
from commatch.memory import Attendance, Redemption
from commatch.problems import Place, Problem, warning
from commatch.settings import Settings
from commatch.workbook import cells
from commatch.workbook.tables import Tables
from commatch.workbook.values import Record, read_records

__all__ = ["ToldAgain", "once_in_files", "redeemed_apart", "same_redemption", "told_once"]

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ToldAgain:
    """Rows that were left out because another file has them, too.

    Attributes
    ----------
    sheet : str
        Key of their sheet.
    file, other : str
        The file in which they stand, and the one whose rows are kept.
    count : int
        How many they are.
    unkept : tuple of Place
        Those that say something in a column of their own which the row that is kept does not.
    """

    sheet: str
    file: str
    other: str
    count: int
    unkept: tuple[Place, ...] = ()


def told_once(
    rows: Iterable[R], key: Callable[[R], Hashable], file: Callable[[R], str]
) -> Iterator[tuple[list[R], list[R]]]:
    """Yield, for all rows that say the same, those of the file that has most of them, and those of the others.

    Parameters
    ----------
    rows : iterable
        The rows, those of each file in their order.
    key : callable
        What a row says.
    file : callable
        Which file it stands in.
    """
    alike: dict[Hashable, dict[str, list[R]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        alike[key(row)][file(row)].append(row)
    for files in alike.values():
        most = max(files, key=lambda name: len(files[name]))
        yield files[most], [row for name, own in files.items() if name != most for row in own]


def once_in_files(
    tables: Tables, settings: Settings, month: dt.date
) -> tuple[Mapping[str, frozenset[int]], tuple[ToldAgain, ...]]:
    """Return which rows of attendance and redemptions are left out because another file has them, too.

    Parameters
    ----------
    tables : Tables
        Of all files.
    settings : Settings
        They know the standard names of groups.
    month : datetime.date
        Month that dates without a year are near.

    Returns
    -------
    tuple of mapping and tuple of ToldAgain
        The numbers of the rows that are left out, from 0 in the order in which they are read, by the key of their
        sheet; and what to say of them.
    """
    gone: dict[str, frozenset[int]] = {}
    told: list[ToldAgain] = []
    for sheet, said in (("attendance", _came(settings)), ("redemptions", _redeemed)):
        records = read_records(tables, sheet, month, [])
        out: dict[tuple[str, str], list[Record]] = defaultdict(list)
        unkept: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for kept, again in told_once((record for record in records if not record.faulty), said, _file):
            known = {text for record in kept for text in _own_columns(record)}
            for record in again:
                files = (_file(record), _file(kept[0]))
                out[files].append(record)
                if not _own_columns(record) <= known:
                    unkept[files].append(record.row.place)
        left_out = {record.row.place for rows in out.values() for record in rows}
        gone[sheet] = frozenset(at for at, record in enumerate(records) if record.row.place in left_out)
        told += [ToldAgain(sheet, *files, len(out[files]), tuple(unkept[files])) for files in sorted(out)]
    return gone, tuple(told)


def redeemed_apart(rows: Iterable[Redemption]) -> Iterator[Problem]:
    """Yield a warning where two files say that the same was redeemed for other points: both count, one may be old."""
    files: dict[Hashable, dict[str, list[Redemption]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        files[same_redemption(replace(row, points=0.0))][row.place.file].append(row)
    for of_files in files.values():
        for (_, one), (_, other) in combinations(sorted(of_files.items()), 2):
            mine, theirs = _points_beyond(one, other), _points_beyond(other, one)
            if mine and theirs:
                row, points = theirs[0], f"{theirs[0].points:g}"
                yield warning("redemption_differs", row.place, points, who=row.helper_id, other=mine[0].place)


def _points_beyond(rows: Sequence[Redemption], others: Sequence[Redemption]) -> list[Redemption]:
    """Return the rows with points that the others have not, or not as often."""
    left = Counter(row.points for row in others)
    left.subtract(row.points for row in rows)
    return [row for row in rows if left[row.points] < 0]


def same_redemption(row: Redemption) -> Hashable:
    """Return what a redemption says."""
    return (row.date, cells.folded(row.helper_id), cells.folded(row.item), row.points)


def _same_attendance(row: Attendance) -> Hashable:
    texts = map(cells.folded, (row.event, row.helper_id, row.name))
    return (row.date, *texts, row.groups, row.hours)


def _came(settings: Settings) -> Callable[[Record], Hashable]:
    return lambda record: _same_attendance(attendance_of(record, settings))


def _redeemed(record: Record) -> Hashable:
    return same_redemption(redemption_of(record))


def _file(record: Record) -> str:
    return record.table.place.file


def _own_columns(record: Record) -> set[tuple[str, str]]:
    """Return what a row says in columns that the schema does not know."""
    return {(header, text) for header, cell in record.row.extras.items() if (text := cells.clean(cell.value))}
