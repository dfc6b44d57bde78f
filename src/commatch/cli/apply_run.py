"""From a project list on the command line to its next state, and what is said of it."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from commatch.cli.apply import BLANK
from commatch.cli.blocks import Block, Items, Line
from commatch.cli.document import problem_item
from commatch.cli.exits import Exit
from commatch.cli.files import check_output, output_file, quoted, writing
from commatch.cli.findings import sections
from commatch.cli.job import Job
from commatch.cli.list_run import check_list
from commatch.cli.masking import Secrets
from commatch.cli.report import Printed, Report, head, left_alone
from commatch.cli.work import Progress, kept_because
from commatch.month.applying import Applied, applied, next_name
from commatch.month.opened import open_state
from commatch.previous import Decision
from commatch.texts.cli import say
from commatch.workbook.schema import Lang, choice_name

__all__ = ["printed"]

_SHOWN = 12
"""Projects that are named one by one."""


def printed(job: Job, on: dt.date | None, tell: Progress) -> Printed:
    """Write the next state of a list, and return what the renderer prints.

    Raises
    ------
    Fault
        The command line is wrong, or the list can't be written.
    """
    began = time.perf_counter()
    check_output(job.output, job.lang)
    check_list(job)
    opened = open_state(job.files[0], job.files[1:], on, tell)
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
    done = Applied(opened, problems=opened.problems)
    if opened.ok:
        own = next_name(job.files[0])
        wanted = output_file(job.output, (*job.files, *opened.files), own.name, job.lang) if job.output else own
        with writing(job.lang):
            done = applied(opened, job.files[0], wanted, force=job.force, progress=tell)
        report = replace(report, problems=done.problems)
        if done.path is not None:
            report = replace(report, exit=Exit.PLANNED, output=done.path, files=(done.path,))
            if job.output and done.path != wanted:
                report = replace(report, instead_of=wanted, kept_because=kept_because(job, wanted))
    report = replace(report, seconds={"total": time.perf_counter() - began})
    doc = _document(job, done, report)
    return Printed(report.exit, doc, lambda: list(_page(report, done, doc)))


def _document(job: Job, done: Applied, report: Report) -> dict[str, Any]:
    state = done.state
    counts = Counter(status.value for status in state.statuses.values()) if state and done.ok else {}
    return {
        **head(report.command, report.exit, outcome="written"),
        **BLANK,
        "month": report.month or None,
        "result": str(job.files[0]),
        "inputs": [str(path) for path in done.opened.files],
        "output": str(report.output) if report.output else None,
        "files": [str(path) for path in report.files],
        "counts": {**BLANK["counts"], **counts, **report.severities},
        "moves": [{"project_id": move.project_id, "before": move.before, "after": move.after} for move in done.moves],
        "problems": [problem_item(item, report) for item in report.problems],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }


def _page(report: Report, done: Applied, doc: Mapping[str, Any]) -> Iterator[Block]:
    lang = report.lang
    if report.exit:
        yield Line(say(lang, "apply.refused", count=report.severities["errors"]), "bad")
        yield from sections(report.problems, lang, report.problem)
        return
    yield Line(say(lang, "apply.done", month=report.month), "title")
    yield Line(say(lang, "apply.counts", **doc["counts"]))
    if any(doc["counts"][key] for key in ("handed_on", "postponed", "out_of_remit")):
        yield Line(say(lang, "apply.aside", **doc["counts"]))
    moves = [
        say(
            lang, "apply.move", project=one.project_id, before=_status(one.before, lang), after=_status(one.after, lang)
        )
        for one in done.moves[:_SHOWN]
    ]
    if len(done.moves) > _SHOWN:
        moves.append(say(lang, "apply.moves.more", count=len(done.moves) - _SHOWN))
    if moves:
        yield Items(say(lang, "apply.moves", count=len(done.moves)), tuple(moves))
    notes = tuple(f"{item['message']}\n{say(lang, 'problems.do', hint=item['hint'])}" for item in doc["problems"])
    if notes:
        yield Items(say(lang, "apply.notes"), notes, "bad", wrapped=True)
    yield from left_alone(report)
    assert report.output is not None, "it was written"
    assert done.state is not None, "it was written"
    yield Items(say(lang, "planned.files"), (str(report.output),), "good")
    change = sum(project.decision is Decision.CHANGE for project in done.state.projects)
    said = [say(lang, "apply.next.match", count=change, list=quoted(report.output))] if change else []
    yield Items(say(lang, "planned.next"), (*said, say(lang, "apply.next.on", list=quoted(report.output))))


def _status(key: str, lang: str) -> str:
    return choice_name("need_status", key or "proposed", Lang(lang))
