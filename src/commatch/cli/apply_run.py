"""From a list that was filled in on the command line to its next state, and what is said of it."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from commatch.cli.apply import BLANK
from commatch.cli.blocks import Block, Items, Line
from commatch.cli.files import output_file, quoted, writing
from commatch.cli.findings import sections
from commatch.cli.job import Job
from commatch.cli.list_run import check_list
from commatch.cli.report import Printed, head, left_alone
from commatch.cli.work import Progress, kept_because
from commatch.community import NeedStatus
from commatch.month.applied import Applied, checked, write_applied
from commatch.month.numbered import next_name
from commatch.month.opened import open_state
from commatch.previous_projects import COMPLETED, Decision
from commatch.telling.document import problem_item, reading_order
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets
from commatch.telling.report import Report
from commatch.texts.annotate import note_words
from commatch.texts.cli import say
from commatch.texts.problems import name_in_list
from commatch.workbook.schema import Lang, choice_name

__all__ = ["printed"]

_SHOWN = 12
"""Projects that moved along that the terminal lists; the list and the document have all of them."""
_NAMED = ("projects", "assignments", "decision", "actual_hours", "outcome", "rating")
"""What of the list is named in what to do next, as it stands there."""


def printed(job: Job, on: dt.date | None, tell: Progress) -> Printed:
    """Take a list a step further, and return what the renderer prints.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    check_list(job)
    result = job.files[0]
    wanted = output_file(job.output, job.files, result.with_suffix(".xlsx").name, job.lang)
    found = Applied(checked(open_state(result, job.files[1:], on, tell)))
    opened, month = found.opened, found.opened.written.month
    report = Report(
        job.command,
        Exit.INPUT,
        job.lang,
        month=f"{month:%Y-%m}" if month else "",
        problems=found.problems,
        show_personal=job.show_personal,
        secrets=Secrets.of(opened.community),
    )
    if found.ok:
        tell("write", None)
        target = wanted if job.output else next_name(result)
        with writing(job.lang):
            found = write_applied(opened, result, target, force=job.force)
        assert found.path is not None, "it was written"
        report = replace(report, exit=Exit.PLANNED, output=found.path, files=(found.path,))
        if found.path != target:
            report = replace(report, instead_of=target, kept_because=kept_because(job, target))
    report = replace(report, seconds={"total": time.perf_counter() - began})
    doc = _document(job, found, report)
    return Printed(report.exit, doc, lambda: list(_page(job, found, report, doc)))


def _document(job: Job, found: Applied, report: Report) -> dict[str, Any]:
    state = found.state if found.ok else None
    statuses = Counter(state.statuses.values()) if state else Counter()
    counts = {
        "needs": len(state.statuses) if state else 0,
        "projects": len(state.projects) if state else 0,
        "moved": len(found.moved),
        "history": len(state.history) if state else 0,
    }
    return {
        **head(report.command, report.exit, outcome="written"),
        **BLANK,
        "month": report.month or None,
        "result": str(job.files[0]),
        "inputs": [str(path) for path in found.opened.files],
        "output": str(report.output) if report.output else None,
        "files": [str(path) for path in report.files],
        "counts": {**counts, **report.severities},
        "statuses": {status.value: statuses[status] for status in NeedStatus} if state else {},
        "moved": [
            {"project_id": one.project_id, "before": one.before.value, "after": one.after.value} for one in found.moved
        ],
        "notes": [note_words(*note, Lang(report.lang)) for note in found.notes],
        "problems": [problem_item(item, report) for item in sorted(report.problems, key=reading_order)],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }


def _page(job: Job, found: Applied, report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    lang, state = report.lang, found.state
    if report.exit or state is None:
        yield Line(say(lang, "apply.refused", count=report.severities["errors"]), "bad")
        yield from sections(report.problems, lang, report.problem)
        return
    yield from sections(report.problems, lang, report.problem)
    yield Line(say(lang, "apply.title", month=report.month), "title")
    names = {key: choice_name("need_status", key, Lang(lang)) for key in doc["statuses"]}
    shown = [say(lang, "apply.status", status=names[key], count=n) for key, n in doc["statuses"].items() if n]
    yield Line(say(lang, "apply.counts", needs=doc["counts"]["needs"], statuses=say(lang, "usage.list").join(shown)))
    moved = [
        say(lang, "apply.moved.item", project=one["project_id"], before=names[one["before"]], after=names[one["after"]])
        for one in doc["moved"]
    ]
    if len(moved) > _SHOWN:
        moved[_SHOWN:] = [say(lang, "apply.moved.more", count=len(moved) - _SHOWN)]
    if moved:
        yield Items(say(lang, "apply.moved", count=doc["counts"]["moved"]), tuple(moved))
    else:
        yield Line(say(lang, "apply.nothing"), "quiet")
    yield from left_alone(report)
    yield Items(say(lang, "planned.files"), tuple(doc["files"]), "good")
    if doc["notes"]:
        yield Items(say(lang, "explain.careful"), tuple(doc["notes"]), "bad", wrapped=True)
    yield Items(say(lang, "planned.next"), tuple(_next(found, report)), wrapped=True)


def _next(found: Applied, report: Report) -> Iterator[str]:
    """Yield what to do next: what the list still waits for, and how the month goes on."""
    lang, state, file = report.lang, found.state, quoted(report.output)
    assert state is not None
    files = " ".join(map(quoted, found.opened.files))
    proposed = [project for project in state.projects if project.status is NeedStatus.PROPOSED]
    changing = sum(project.decision is Decision.CHANGE for project in proposed)
    waiting = len(proposed) - changing
    doing = sum(project.status in (NeedStatus.CONFIRMED, NeedStatus.IN_PROGRESS) for project in state.projects)
    unrated = sum(project.status is NeedStatus.DONE for project in state.projects)
    of_list = {name: name_in_list(name, Lang(state.listed or lang)) for name in _NAMED}
    if waiting:
        yield say(lang, "apply.next.decide", count=waiting, **of_list)
    if changing:
        yield say(lang, "apply.next.change", count=changing)
    if doing:
        yield say(lang, "apply.next.done", count=doing, **of_list)
    if unrated:
        yield say(lang, "apply.next.rate", count=unrated, **of_list)
    if any(project.status not in COMPLETED for project in state.projects):
        yield say(lang, "apply.next.match", command=f"commatch match {files} --previous {file}")
    yield say(lang, "apply.next.rollover", command=f"commatch rollover {file} {files}")
