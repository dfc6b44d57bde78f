"""From a project list on the command line to its page, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items
from commatch.cli.files import check_output, output_file
from commatch.cli.job import Job
from commatch.cli.list_run import Done, Ran, document, page, run
from commatch.cli.month_page import BLANK
from commatch.cli.report import Printed
from commatch.cli.work import Progress
from commatch.explaining.opened import Opened
from commatch.reports.listed_month import ListedMonth
from commatch.reports.page.api import write_opened
from commatch.telling.report import Report
from commatch.texts.cli import say
from commatch.workbook.schema import Lang

__all__ = ["printed"]


def printed(job: Job, tell: Progress) -> Printed:
    """Open a project list, write its page, and return what the renderer prints.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    check_output(job.output, job.lang, ".html")
    found = run(job, lambda opened: _written(job, opened), tell)
    report, lang = found.report, job.lang
    doc = document(
        found, BLANK, output=str(report.output) if report.output else None, counts={**BLANK["counts"], **_counts(found)}
    )

    def lines() -> tuple[str, ...]:
        return say(lang, "report.title", month=report.month), say(lang, "report.counts", **doc["counts"])

    return Printed(report.exit, doc, lambda: list(page(report, doc, "report.refused", lines, _files(report))))


def _written(job: Job, opened: Opened) -> Done[Path]:
    inputs, month = (*job.files, *opened.files), opened.written.month
    name = say(job.lang, "report.name", month=f"{month:%Y-%m}" if month else "")
    wanted = output_file(job.output, inputs, name, job.lang)
    path = write_opened(opened, wanted, Lang(job.lang), force=job.force, inputs=inputs)
    return Done(path, (path,), path, wanted)


def _counts(found: Ran[Any]) -> dict[str, int]:
    report, rebuilt = found.report, found.opened.rebuilt
    counts = report.severities
    if report.output and rebuilt:
        month = ListedMonth(rebuilt, Lang(report.lang), complete=False)
        left = sum(month.inst.owner.get(need.need_id) not in month.result.plan.slots for need in month.planned)
        counts |= {"needs": len(month.planned), "served": sum(map(month.served, month.planned)), "unserved": left}
        counts |= {"projects": len(month.projects)}
    return counts


def _files(report: Report) -> Iterator[Block]:
    assert report.output is not None
    lang = report.lang
    yield Items(say(lang, "planned.files"), tuple(map(str, report.files)), "good")
    todo = (say(lang, "report.next.open", file=report.output.name), say(lang, "report.next.internal"))
    yield Items(say(lang, "planned.next"), todo)
