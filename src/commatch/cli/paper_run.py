"""From a project list on the command line to papers made of it, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items
from commatch.cli.job import Job
from commatch.cli.list_run import Done, document, page, run
from commatch.cli.report import Printed
from commatch.cli.work import Progress, kept_because
from commatch.explaining.opened import Opened
from commatch.reports.papers.api import Papers
from commatch.telling.report import Report
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["Counts", "printed"]

Counts = Callable[[Mapping[str, Any], Language], tuple[str, ...]]
"""Says in lines how many there are of what."""
_SHOWN = 5
"""Files that are named one by one; of more only the folder is."""


def printed(
    job: Job,
    write: Callable[[Opened], tuple[Path, Papers]],
    tell: Progress,
    blank: Mapping[str, Any],
    counts: Counts,
) -> Printed:
    """Open a project list, make papers of it, and return what the renderer prints.

    Parameters
    ----------
    job : Job
        What the command line asks for.
    write : callable
        Makes them of the month that was opened; gives the name that was wanted, too.
    tell : callable
        Shows what is going on.
    blank : mapping of str to object
        Its JSON document, beside the head, where nothing was written.
    counts : callable
        Says how many there are of what.

    Raises
    ------
    Fault
        The command line is wrong, or they can't be written.
    """

    def written(opened: Opened) -> Done[Papers]:
        wanted, papers = write(opened)
        return Done(papers, papers.files, papers.path, wanted, papers.problems[len(opened.problems) :])

    found = run(job, written, tell, _because)
    report, papers = found.report, found.made or Papers(found.opened)
    made = {"date": papers.date.isoformat() if papers.date else None, "folder": str(papers.path) if papers.ok else None}
    own = {key: made[key] for key in made if key in blank}
    doc = document(found, blank, **own, counts={**blank["counts"], **papers.counts})

    def lines() -> tuple[str, ...]:
        title = say(job.lang, f"{job.command}.done", month=report.month, date=doc.get("date") or "")
        return title, *counts(doc, job.lang)

    return Printed(report.exit, doc, lambda: list(page(report, doc, "papers.refused", lines, _files(report))))


def _because(job: Job, wanted: Path) -> str:
    """Return why papers that are there were left alone: of a folder, because of what else is in it."""
    return "holds_other" if job.force and wanted.is_dir() else kept_because(job, wanted)


def _files(report: Report) -> Iterator[Block]:
    lang = report.lang
    files = report.files if len(report.files) <= _SHOWN else (report.output,)
    yield Items(say(lang, "planned.files"), tuple(map(str, files)), "good")
    yield Items(say(lang, "planned.next"), (say(lang, f"{report.command}.next"), say(lang, "papers.private")))
