"""A file as it was opened: what it is and its sheets, for those who come back to it after its tables were read."""

from __future__ import annotations

from dataclasses import dataclass

from commatch.problems import Problem
from commatch.workbook.grids import Grid, load_grids
from commatch.workbook.guard import FileKind, Limits, inspect

__all__ = ["Source", "open_source"]


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: its shown name, its whole content, what it is, and all its sheets."""

    name: str
    data: bytes
    kind: FileKind
    grids: list[Grid]


def open_source(name: str, data: bytes, limits: Limits) -> Source | Problem:
    """Return an opened file, or why it can't be read.

    Parameters
    ----------
    name : str
        File name.
    data : bytes
        The whole file.
    limits : Limits
        How large it may be.
    """
    kind = inspect(name, data, limits)
    if isinstance(kind, Problem):
        return kind
    grids = load_grids(name, data, kind)
    return grids if isinstance(grids, Problem) else Source(name, data, kind, grids)
