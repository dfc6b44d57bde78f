"""Files that another workbook is to be written from: their tables, their community and their sheets as they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commatch.assemble import assemble
from commatch.assemble.proposals import UNDECIDED
from commatch.community import Community
from commatch.problems import has_errors
from commatch.settings import Settings, amend
from commatch.tidying.sources import Grids, load
from commatch.workbook.limits import Limits, limits_of
from commatch.workbook.reader import load_files, read_bytes
from commatch.workbook.tables import Tables
from commatch.workbook.wording import OwnWords

__all__ = ["Opened", "open_files"]


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
