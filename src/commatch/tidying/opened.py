"""Files that another workbook is to be written from: their tables, their community and their sheets as they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commatch.amending import amend
from commatch.assemble import assemble
from commatch.assemble.proposals import UNDECIDED
from commatch.community import Community
from commatch.problems import Problem, has_errors
from commatch.settings import Settings
from commatch.tidying.sources import Grids, load
from commatch.workbook.limits import Limits, limits_of
from commatch.workbook.reader import load_files, read_bytes
from commatch.workbook.tables import Tables
from commatch.workbook.wording import OwnWords

__all__ = ["OF_A_PART", "Opened", "open_files", "remaining"]

_OF_THE_FILES = frozenset({"duplicate_row", "header_like_known", "unknown_sheet"})
"""Warnings that the workbook written can't show: of one table of several, of an unknown sheet."""
OF_A_PART = frozenset({"no_needs_sheet", "no_resource_sheet"})
"""Errors of a month that is not whole: a list may be written alone, where no unknown sheet may be the missing one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Files as they were read once.

    Attributes
    ----------
    tables : Tables
        Their tables, with the problems of reading them.
    community : Community
        The community of the tables, with every problem.
    grids : Grids
        Their sheets as they stand.
    limits : Limits
        How large files may be.
    whole : bool
        Every file could be read, and no proposal in them waits for a decision.
    """

    tables: Tables
    community: Community
    grids: Grids
    limits: Limits
    whole: bool


def open_files(
    paths: Sequence[Path], settings: Settings, overrides: Mapping[str, object], today: dt.date | None
) -> Opened:
    """Read files; parameters as :func:`commatch.assemble.assemble` takes them."""
    in_time = amend(settings, overrides)[0]
    limits = limits_of(in_time)
    contents, unread = load_files(paths, limits)
    tables = read_bytes(contents, limits, OwnWords.of(in_time))
    tables = replace(tables, problems=(*unread, *tables.problems))
    community = assemble(tables, settings, overrides, today=today)
    grids = load(contents, limits)
    undecided = any(problem.code in UNDECIDED for problem in community.problems)
    return Opened(tables, community, grids, limits, not (grids.missing or has_errors(unread) or undecided))


def remaining(before: Iterable[Problem], again: Iterable[Problem], also: frozenset[str] = frozenset()) -> list[Problem]:
    """Return what remains to be mended, errors first as they are shown: of the workbook written, and of its files.

    Parameters
    ----------
    before : iterable of Problem
        Of the files.
    again : iterable of Problem
        Of the workbook that was written, read back.
    also : frozenset of str
        Codes of further warnings of the files that are told.
    """
    before, again = list(before), list(again)
    seen = {(problem.code, problem.value) for problem in again}
    lost = [item for item in before if item.code in _OF_THE_FILES | also and (item.code, item.value) not in seen]
    passed = frozenset() if any(item.code == "unknown_sheet" for item in before) else OF_A_PART
    return sorted({*(item for item in again if item.code not in passed), *lost}, key=lambda problem: problem.sort_key)
