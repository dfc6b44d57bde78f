"""How the project lists of a month are numbered: ``名-2026-12``, then ``名-2026-12-2``, then ``名-2026-12-3``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from commatch.explaining.written import read_written
from commatch.problems import NOWHERE, Problem, warning
from commatch.workbook.guard import READABLE

__all__ = ["MONTH_NAMED", "Number", "beside", "newer_list", "next_name", "number_of"]

Number = tuple[int, ...]
"""What a list is numbered with: of one that was called ``名-5-2``, 5 and 2; it comes after 5 and before 6."""

MONTH_NAMED = re.compile(r"(?<!\d)(20\d\d)[-年.]?(0[1-9]|1[0-2])(?!\d)")
"""A month in a file's name."""
_AT_END = re.compile(r"(.*?)((?:-\d{1,3})*)", re.DOTALL)


def number_of(name: str) -> Number:
    """Return the number of a list by the name of its file, 1 where there is none."""
    return _parted(Path(name).stem)[1]


def next_name(path: Path, previous: Path | None = None) -> Path:
    """Return the name of the next list.

    Parameters
    ----------
    path : Path
        The list that it follows, or its own name where it is the first: nothing is beside it then.
    previous : Path, optional
        A list of the month under another name, which it follows as well.
    """
    numbers = [number for number, _ in beside(path)]
    if previous is not None and MONTH_NAMED.search(previous.stem):
        numbers.append(number_of(previous.name))
    return path.with_name(f"{_base(path)}-{max(numbers)[0] + 1}.xlsx") if numbers else path


def newer_list(path: Path, month: dt.date) -> tuple[Problem, ...]:
    """Return a warning where a newer list of the same month lies beside one: of its name, with a higher number.

    Parameters
    ----------
    path : Path
        The list that was given.
    month : datetime.date
        Its month.
    """
    own = _numbers(path.stem.removeprefix(_base(path)))
    later = sorted((number, file.name) for number, file in beside(path) if number > own)
    for _, name in reversed(later):
        said = read_written(path.with_name(name)).month
        if said is not None and said.replace(day=1) == month.replace(day=1):
            return (warning("newer_list", NOWHERE, path.name, newer=name, month=f"{month:%Y-%m}"),)
    return ()


def _parted(stem: str) -> tuple[str, Number]:
    """Return a name without the numbers at its end, those of its month not among them, and these numbers."""
    head = max((found.end() for found in MONTH_NAMED.finditer(stem)), default=0)
    found = _AT_END.fullmatch(stem, head)
    assert found is not None, "any text fits"
    return stem[: found.end(1)], _numbers(found[2])


def _numbers(text: str) -> Number:
    return tuple(map(int, text.split("-")[1:])) or (1,)


def _base(path: Path) -> str:
    """Return the name that the lists of a month share; what ends a name without a month may be no number."""
    base, _ = _parted(path.stem)
    plain = (path.with_name(f"{base}{suffix}") for suffix in READABLE)
    return base if MONTH_NAMED.search(base) or any(file.exists() for file in plain) else path.stem


def beside(path: Path) -> Iterator[tuple[Number, Path]]:
    """Yield number and file of every list of a name, of the one that is given as well where it is there."""
    name = re.compile(rf"{re.escape(_base(path))}((?:-\d{{1,3}})*)")
    for file in path.parent.glob("*"):  # nothing where the folder may not be looked into
        found = name.fullmatch(file.stem)
        if found and file.suffix.lower() in READABLE:
            yield _numbers(found[1]), file
