"""From a project list on the command line to its page, and what is said of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from commatch.cli.blocks import Block, Items, Line
from commatch.cli.document import problem_item, violation_items
from commatch.cli.exits import Exit
from commatch.cli.files import check_inputs, check_output, output_file
from commatch.cli.findings import sections
from commatch.cli.job import Job
from commatch.cli.masking import Secrets
from commatch.cli.month_page import BLANK
from commatch.cli.report import Fault, Printed, Report, head
from commatch.cli.work import kept_because
from commatch.explaining.opened import Opened, open_month
from commatch.reports.month_report import write_opened
from commatch.reports.view import View
from commatch.texts.cli import say
from commatch.texts.reports import OUTPUT_ERRORS
from commatch.workbook.save import OutputError
from commatch.workbook.schema import Lang

__all__ = ["Ran", "printed", "run"]


@dataclass(frozen=True)
class Ran:
    """What the command did: its job, the month that was opened, and how it ended."""

    job: Job
    opened: Opened
    report: Report


def run(job: Job, progress: Callable[[str, float | None], None]) -> Ran:
    """Open a project list and write its page.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    check_output(job.output, job.lang, ".html")
    check_inputs((*job.files, *([job.previous] if job.previous else [])), job.lang)
    opened = open_month(job.files[0], job.files[1:], job.previous, progress)
    month = opened.written.month
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
        report = _written(job, opened, report, progress)
    return Ran(job, opened, replace(report, seconds={"total": time.perf_counter() - began}))


def _written(job: Job, opened: Opened, report: Report, progress: Callable[[str, float | None], None]) -> Report:
    inputs = (*job.files, *opened.files)
    wanted = output_file(job.output, inputs, say(job.lang, "report.name", month=report.month), job.lang)
    progress("write", None)
    try:
        path = write_opened(opened, wanted, Lang(job.lang), force=job.force, inputs=inputs)
    except OutputError as fault:
        phrase = OUTPUT_ERRORS[fault.code]
        raise Fault(Exit.OUTPUT, (phrase.zh if job.lang == "zh" else phrase.en).format(path=fault.path)) from fault
    report = replace(report, exit=Exit.PLANNED, output=path, files=(path,))
    return replace(report, instead_of=wanted, kept_because=kept_because(job, wanted)) if path != wanted else report


def printed(found: Ran) -> Printed:
    """Return what the renderer prints."""
    doc = document(found)
    return Printed(found.report.exit, doc, lambda: list(_page(found, doc)))


def document(found: Ran) -> dict[str, Any]:
    """Return what was done as the JSON document says it; nothing personal is in it."""
    report, rebuilt = found.report, found.opened.rebuilt
    severities = Counter(problem.severity.value for problem in report.problems)
    counts = {**BLANK["counts"], "errors": severities["error"], "warnings": severities["warning"]}
    if report.output and rebuilt:
        view = View(rebuilt.result, Lang(report.lang), by_id=True)
        served = sum(map(view.served, view.planned))
        counts |= {"needs": len(view.planned), "served": served, "unserved": len(view.planned) - served}
        counts |= {"projects": len(view.projects)}
    return {
        **head(report.command, report.exit, outcome="written"),
        **BLANK,
        "month": report.month or None,
        "result": str(found.job.files[0]),
        "inputs": [str(path) for path in found.opened.files],
        "output": str(report.output) if report.output else None,
        "files": [str(path) for path in report.files],
        "counts": counts,
        "edited": list(rebuilt.listed.edited) if rebuilt else [],
        "violations": violation_items(rebuilt.result, report) if rebuilt else [],
        "problems": [problem_item(problem, report) for problem in report.problems],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }


def _page(found: Ran, doc: dict[str, Any]) -> Iterator[Block]:
    report, lang = found.report, found.report.lang
    if report.output is None:
        yield Line(say(lang, "report.refused", count=len(report.problems)), "bad")
        yield from sections(report.problems, lang, report.problem)
        return
    yield Line(say(lang, "report.title", month=report.month), "title")
    yield Line(say(lang, "report.counts", **doc["counts"]))
    notes = tuple(f"{item['message']}\n{say(lang, 'problems.do', hint=item['hint'])}" for item in doc["problems"])
    if notes:
        yield Items(say(lang, "explain.careful"), notes, "bad", wrapped=True)
    if report.instead_of:
        old, new = report.instead_of.name, report.output.name
        yield Line(say(lang, f"planned.numbered.{report.kept_because}", old=old, new=new), "quiet")
    yield Items(say(lang, "planned.files"), tuple(doc["files"]), "good")
    todo = (say(lang, "report.next.open", file=report.output.name), say(lang, "report.next.internal"))
    yield Items(say(lang, "planned.next"), todo)
