"""The library's functions for papers: from a project list to the council day's agenda and to the task sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from commatch.community import Kind
from commatch.explaining.opened import Made, Opened, Progress, open_named
from commatch.months import council_day, month_before
from commatch.paths import PathLike
from commatch.problems import warning
from commatch.reports.papers.agenda import agenda_paper
from commatch.reports.papers.agenda_items import agenda_items
from commatch.reports.papers.calendars import calendars
from commatch.reports.papers.documents import save_paper
from commatch.reports.papers.paper_month import PaperMonth
from commatch.reports.papers.task_sheets import task_sheets, tasks_of
from commatch.reports.papers.venue_month import venue_months
from commatch.reports.words import Words
from commatch.workbook.folders import make_private, written_folder
from commatch.workbook.save import save_bytes
from commatch.workbook.schema import Lang

__all__ = ["Papers", "agenda", "tasks", "tasks_folder", "write_agenda", "write_tasks"]


@dataclass(frozen=True)
class Papers(Made):
    """Papers that were made of a project list.

    Attributes
    ----------
    opened : Opened
        The month as it was read.
    path : Path, optional
        The document, or the folder of the task sheets, which may have a number in its name; ``None`` where nothing was
        written.
    files : tuple of Path
        Everything that was written, readable by its owner alone.
    counts : mapping of str to int
        How many there are of what.
    date : datetime.date, optional
        The council day, of an agenda.
    """

    opened: Opened
    path: Path | None = None
    files: tuple[Path, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    date: dt.date | None = None


def agenda(
    result: PathLike,
    path: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    *,
    date: dt.date | None = None,
    previous: PathLike | None = None,
    lang: Literal["zh", "en"] = "zh",
    force: bool = False,
    progress: Progress | None = None,
) -> Papers:
    """Write the council day's paper of a project list, a document of a word processor for internal use.

    Parameters
    ----------
    result : path-like
        The project list, as :func:`commatch.write_projects` wrote it or as it was edited since.
    path : path-like
        The document; ``.docx`` is added where it is missing.
    inputs : path-like or sequence of path-like
        The files that it was made from, unchanged; those not given are looked for beside it.
    date : datetime.date, optional
        The council day; where not given the day of the setting ``council_day`` in the month before. One that is not in
        that month brings a warning.
    previous : path-like, optional
        The project list of before, for a result that was made with one and does not lie beside it.
    lang : {'zh', 'en'}
        Language of the paper; what was typed or written into the list stays as it is there.
    force : bool
        Replace a file that exists; without it the name gets a number.
    progress : callable, optional
        As :func:`commatch.match` takes it.

    Returns
    -------
    Papers
        Without ``ok`` nothing was written, and ``problems`` says why.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written; nothing is left behind.

    Examples
    --------
    >>> import commatch
    >>> paper = commatch.agenda("project-list-2026-12.xlsx", "internal-agenda.docx", lang="en")  # doctest: +SKIP
    >>> paper.path, paper.counts["unserved"]  # doctest: +SKIP
    """
    opened = open_named(result, inputs, previous, progress)
    return write_agenda(opened, Path(path), Lang(lang), date=date, force=force, inputs=(Path(result),))


def write_agenda(
    opened: Opened,
    path: Path,
    lang: Lang,
    *,
    date: dt.date | None = None,
    force: bool = False,
    inputs: Sequence[Path] = (),
) -> Papers:
    """Write the council day's paper of a month that was opened; see :func:`agenda`."""
    if opened.rebuilt is None or not opened.ok:
        return Papers(opened)
    month = PaperMonth(opened, lang)
    day, items = date or council_day(month.inst.month, month.settings.council_day), agenda_items(month)
    before = month_before(month.inst.month)
    if day.replace(day=1) != before:
        of, planned = f"{before:%Y-%m}", f"{month.inst.month:%Y-%m}"
        wrong = warning("agenda_other_month", value=day.isoformat(), month=of, planned=planned)
        opened = replace(opened, problems=(*opened.problems, wrong))
    paper = agenda_paper(month, items, day)
    written = save_paper(paper, path, private=True, force=force, inputs=(*inputs, *opened.files))
    counts = {
        "urgent": len(items.urgent),
        "unserved": len(items.urgent_unserved) + len(items.unserved) + len(items.taken_out),
        "to_confirm": len(items.to_confirm),
        "going_on": len(items.going_on),
        "proposals": len(items.proposals),
        "ending": len(items.ending),
        "outside": len(items.outside),
        "decided": sum(month.decision(project) is not None for project in items.projects),
    }
    return Papers(opened, written, (written,), counts, day)


def tasks(
    result: PathLike,
    folder: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    *,
    previous: PathLike | None = None,
    lang: Literal["zh", "en"] = "zh",
    force: bool = False,
    progress: Progress | None = None,
) -> Papers:
    """Write the task sheets of a project list: a sheet for each helper and unit, venues' months, calendar files.

    What the council rejected or postponed is in none of them, and who declined or is on leave is left out.

    Parameters
    ----------
    result, inputs, previous, lang, progress
        As :func:`agenda` takes them.
    folder : path-like
        Where their own folder is made, which has a name by the month. One that is there is left alone, and the new one
        has a number in its name.
    force : bool
        Replace the one that is there, if it holds nothing but such papers.

    Returns
    -------
    Papers
        Without ``ok`` nothing was written, and ``problems`` says why.

    Raises
    ------
    commatch.workbook.save.OutputError
        The folder can't be written; nothing is left behind.

    Examples
    --------
    >>> import commatch
    >>> papers = commatch.tasks("project-list-2026-12.xlsx", ".", lang="en")  # doctest: +SKIP
    >>> papers.path, papers.counts["helpers"]  # doctest: +SKIP
    """
    return write_tasks(open_named(result, inputs, previous, progress), Path(folder), Lang(lang), force=force)


def write_tasks(opened: Opened, folder: Path, lang: Lang, *, force: bool = False) -> Papers:
    """Write the task sheets of a month that was opened; see :func:`tasks`."""
    if opened.rebuilt is None or not opened.ok:
        return Papers(opened)
    month = PaperMonth(opened, lang)
    words, said = month.words, f"{month.inst.month:%Y-%m}"
    sheets, walls, files = task_sheets(month), venue_months(month), calendars(month)

    def fill(home: Path) -> None:
        save_paper(sheets, home / words("tasks.file", month=said), private=True)
        if walls is not None:
            save_paper(walls, home / words("wall.file", month=said), private=True)
        beside = home / words("calendar.folder")
        make_private(beside)
        for name, data in files.items():
            save_bytes(data, beside / name, ".ics", private=True)

    home = written_folder(tasks_folder(opened, folder, lang), fill, _mine, force=force)
    counts = {
        "helpers": len(tasks_of(month, Kind.HELPER)),
        "units": len(tasks_of(month, Kind.UNIT)),
        "venues": len(tasks_of(month, Kind.VENUE)),
        "calendars": len(files),
        "left_out": len(month.projects) - len(month.standing),
    }
    return Papers(opened, home, tuple(sorted(path for path in home.rglob("*") if path.is_file())), counts)


def tasks_folder(opened: Opened, folder: Path, lang: Lang) -> Path:
    """Return the folder that a month's task sheets have in another one."""
    month = opened.written.month
    return folder / Words(lang)("tasks.folder", month=f"{month:%Y-%m}" if month else "")


def _mine(path: Path) -> bool:
    """Tell whether a file is of those that are written here, in either language."""
    return path.suffix.lower() in (".docx", ".ics") and path.name.startswith(("内部-", "internal-"))
