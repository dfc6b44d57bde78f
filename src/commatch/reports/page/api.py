"""The library's function: the month's page from its project list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from commatch.explaining.opened import Made, Opened, Progress, open_named
from commatch.paths import PathLike
from commatch.reports.page.month import write_month_page
from commatch.reports.page.said import MonthSaid
from commatch.workbook.schema import Lang

__all__ = ["Reported", "report", "write_opened"]


@dataclass(frozen=True)
class Reported(Made):
    """The page that was written.

    Attributes
    ----------
    path : Path, optional
        The file, which may have a number in its name; ``None`` where nothing was written.
    opened : Opened
        The month, and what is wrong with the list or its files.
    """

    path: Path | None
    opened: Opened


def report(
    result: PathLike,
    path: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    *,
    previous: PathLike | None = None,
    lang: Literal["zh", "en"] = "zh",
    force: bool = False,
    progress: Progress | None = None,
) -> Reported:
    """Write the page of a month for a browser: figures, charts, a calendar, tables that sort and filter.

    It is one file that needs no network, shows the list as it stands, names helpers, and is made readable by its owner
    alone.

    Parameters
    ----------
    result : path-like
        The project list, as :func:`commatch.write_projects` wrote it or as it was edited since.
    path : path-like
        Where; ``.html`` is added where it is missing.
    inputs : path-like or sequence of path-like
        The files that it was made from, unchanged; those not given are looked for beside it.
    previous : path-like, optional
        The project list of before, for a result that was made with one and does not lie beside it.
    lang : {'zh', 'en'}
        Language of the page; what was typed or written into the list stays as it is there.
    force : bool
        Replace a file that exists; without it the name gets a number.
    progress : callable, optional
        As :func:`commatch.match` takes it.

    Returns
    -------
    Reported
        Nothing is written where the list can't be read, or its files have changed.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written; nothing is left behind.

    Examples
    --------
    >>> import commatch
    >>> found = commatch.report("project-list-2026-12.xlsx", "internal-overview.html", lang="en")  # doctest: +SKIP
    >>> found.ok, [problem.code for problem in found.problems]  # doctest: +SKIP
    """
    opened = open_named(result, inputs, previous, progress)
    if not opened.ok:
        return Reported(None, opened)
    written = write_opened(opened, Path(path), Lang(lang), force=force, inputs=(Path(result), *opened.files))
    return Reported(written, opened)


def write_opened(opened: Opened, path: Path, lang: Lang, *, force: bool, inputs: Sequence[Path]) -> Path:
    """Write the page of a month that is open, and return the file.

    Raises
    ------
    commatch.workbook.save.OutputError
        It could not be written; no file is left behind.
    """
    from commatch.reports.listed_month import ListedMonth
    from commatch.texts.problems import describe

    rebuilt = opened.rebuilt
    assert rebuilt is not None
    listed = rebuilt.listed
    notes = tuple(describe(problem, lang) for problem in opened.problems)
    said = MonthSaid(listed.decisions or {}, listed.remedies, opened.written.gaps, bool(listed.edited), notes)
    return write_month_page(ListedMonth(rebuilt, lang), path, said, force=force, inputs=inputs)
