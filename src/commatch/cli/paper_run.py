"""From a project list on the command line to papers made of it, and what is said of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items, Line
from commatch.cli.document import problem_item, violation_items
from commatch.cli.exits import Exit
from commatch.cli.files import check_inputs
from commatch.cli.findings import sections
from commatch.cli.job import Job
from commatch.cli.masking import Secrets
from commatch.cli.report import Fault, Printed, Report, head
from commatch.cli.work import Progress, kept_because
from commatch.explaining.opened import Opened, open_month
from commatch.reports.papers import Papers
from commatch.texts.cli import say
from commatch.texts.language import Language
from commatch.texts.reports import OUTPUT_ERRORS
from commatch.workbook.save import OutputError

__all__ = ["Counts", "Ran", "printed", "run"]

Counts = Callable[[Mapping[str, Any], Language], tuple[str, ...]]
"""Says in lines how many there are of what."""
_SHOWN = 5
"""Files that are named one by one; of more only the folder is."""


@dataclass(frozen=True)
class Ran:
    """What the command did: its job, the papers, and how it ended."""

    job: Job
    papers: Papers
    report: Report


def run(job: Job, write: Callable[[Opened], tuple[Path, Papers]], progress: Progress) -> Ran:
    """Open a project list and make papers of it.

    Parameters
    ----------
    job : Job
        What the command line asks for.
    write : callable
        Makes them of the month that was opened; gives the name that was wanted, too.
    progress : callable
        Shows what is going on.

    Raises
    ------
    Fault
        The command line is wrong, or they can't be written.
    """
    began = time.perf_counter()
    check_inputs((*job.files, *([job.previous] if job.previous else [])), job.lang)
    opened = open_month(job.files[0], job.files[1:], job.previous, progress)
    month = opened.written.month
    papers = Papers(opened)
    report = Report(
        job.command,
        Exit.INPUT,
        job.lang,
        month=f"{month:%Y-%m}" if month else "",
        problems=opened.problems,
        show_personal=job.show_personal,
        secrets=Secrets.of(opened.community),
    )
    if opened.ok:
        progress("write", None)
        try:
            wanted, papers = write(opened)
        except OutputError as fault:
            phrase = OUTPUT_ERRORS[fault.code]
            raise Fault(Exit.OUTPUT, (phrase.zh if job.lang == "zh" else phrase.en).format(path=fault.path)) from fault
        report = replace(report, exit=Exit.PLANNED, output=papers.path, files=papers.files)
        if papers.path != wanted:
            because = "holds_other" if job.force and wanted.is_dir() else kept_because(job, wanted)
            report = replace(report, instead_of=wanted, kept_because=because)
    return Ran(job, papers, replace(report, seconds={"total": time.perf_counter() - began}))


def printed(found: Ran, blank: Mapping[str, Any], counts: Counts) -> Printed:
    """Return what the renderer prints.

    Parameters
    ----------
    found : Ran
        What the command did.
    blank : mapping of str to object
        Its JSON document, beside the head, where nothing was written.
    counts : callable
        Says how many there are of what.
    """
    doc = document(found, blank)
    return Printed(found.report.exit, doc, lambda: list(_page(found, doc, counts)))


def document(found: Ran, blank: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was done as the JSON document says it; nothing personal is in it."""
    report, papers = found.report, found.papers
    rebuilt = papers.opened.rebuilt
    made = {"date": papers.date.isoformat() if papers.date else None, "folder": str(papers.path) if papers.ok else None}
    return {
        **head(report.command, report.exit, outcome="written"),
        **blank,
        "month": report.month or None,
        "result": str(found.job.files[0]),
        "inputs": [str(path) for path in papers.opened.files],
        "files": [str(path) for path in report.files],
        "edited": list(rebuilt.listed.edited) if rebuilt else [],
        "violations": violation_items(rebuilt.result, report) if rebuilt else [],
        "problems": [problem_item(problem, report) for problem in report.problems],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
        **{key: made[key] for key in made if key in blank},
        "counts": {**blank["counts"], **papers.counts},
    }


def _page(found: Ran, doc: Mapping[str, Any], counts: Counts) -> Iterator[Block]:
    report, lang, command = found.report, found.report.lang, found.report.command
    if report.output is None:
        yield Line(say(lang, "papers.refused", count=len(report.problems)), "bad")
        yield from sections(report.problems, lang, report.problem)
        return
    date = doc.get("date") or ""
    yield Line(say(lang, f"{command}.done", month=report.month, date=date), "title")
    yield from (Line(line) for line in counts(doc, lang))
    notes = tuple(f"{item['message']}\n{say(lang, 'problems.do', hint=item['hint'])}" for item in doc["problems"])
    if notes:
        yield Items(say(lang, "explain.careful"), notes, "bad", wrapped=True)
    if report.instead_of:
        old, new = report.instead_of.name, report.output.name
        yield Line(say(lang, f"planned.numbered.{report.kept_because}", old=old, new=new), "quiet")
    files = tuple(doc["files"]) if len(doc["files"]) <= _SHOWN else (str(report.output),)
    yield Items(say(lang, "planned.files"), files, "good")
    yield Items(say(lang, "planned.next"), (say(lang, f"{command}.next"), say(lang, "papers.private")))
