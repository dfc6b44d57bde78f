"""From a project list on the command line to the next month's workbook, and what is said of it."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items, Line
from commatch.cli.files import check_inputs, check_output, expanded, output_file, quoted, writing
from commatch.cli.findings import sections
from commatch.cli.job import Job
from commatch.cli.report import Printed, head, left_alone
from commatch.cli.rollover import BLANK
from commatch.cli.work import Progress, kept_because
from commatch.month.rollover import Rollover, rolled, write_rollover
from commatch.telling.document import problem_item, reading_order
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets
from commatch.telling.report import Report
from commatch.texts.cli import say
from commatch.workbook.outputs import CARRY_LOG
from commatch.workbook.safe import shortened
from commatch.workbook.schema import Lang

__all__ = ["printed"]

_SHOWN = 12
"""Lines to look at that the terminal lists; the sheet has all of them."""
_LONGEST = 300
"""Characters of each that it shows."""


def printed(job: Job, new: Sequence[str], pause: Sequence[str], on: dt.date | None, tell: Progress) -> Printed:
    """Roll a month over and return what the renderer prints.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    check_output(job.output, job.lang)
    further = expanded(new)
    check_inputs((*job.files, *further), job.lang)
    ids = [part for text in pause for part in re.split(r"[,，、;；\s]+", text) if part]
    found = rolled(job.files[0], job.files[1:], further, ids, on, Lang(job.lang), tell)
    month = found.opened.written.month
    report = Report(
        job.command,
        Exit.PLANNED if found.ok else Exit.INPUT,
        job.lang,
        month=f"{month:%Y-%m}" if month else "",
        problems=found.problems,
        show_personal=job.show_personal,
        secrets=Secrets.of(found.opened.community),
    )
    if found.ok:
        read = (*job.files, *found.opened.files, *further)
        wanted = output_file(job.output, read, f"{found.following:%Y-%m}.xlsx", job.lang)
        tell("write", None)
        with writing(job.lang):
            found = write_rollover(found, wanted, force=job.force, inputs=read)
        assert found.path is not None, "it was written"
        report = replace(report, output=found.path, files=(found.path,))
        if found.path != wanted:
            report = replace(report, instead_of=wanted, kept_because=kept_because(job, wanted))
    report = replace(report, seconds={"total": time.perf_counter() - began})
    doc = _document(found, report, job.files[0])
    return Printed(report.exit, doc, lambda: list(_page(found, report, doc)), answer=found.ok)


def _document(found: Rollover, report: Report, result: Path) -> dict[str, Any]:
    balance = found.balance
    ends = {**asdict(balance), "opened": balance.opened, "difference": balance.difference} if balance else None
    if ends:
        ends["month"] = report.month
    counts = {"new": found.new, "lines": len(found.lines), "to_see": sum(line.to_see for line in found.lines)}
    changes = Counter((line.code, line.to_see) for line in found.lines)
    return {
        **head(report.command, report.exit, outcome="rolled_over"),
        **BLANK,
        "month": report.month or None,
        "next_month": f"{found.following:%Y-%m}" if found.following else None,
        "result": str(result),
        "inputs": [str(path) for path in found.opened.files],
        "output": str(report.output) if report.output else None,
        "files": [str(path) for path in report.files],
        "balance": ends,
        "counts": {**BLANK["counts"], **counts, **report.severities},
        "changes": [
            {"code": code, "to_see": to_see, "ids": _ids(found, code, report)} for code, to_see in sorted(changes)
        ],
        "problems": [problem_item(item, report) for item in sorted(report.problems, key=reading_order)],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }


def _ids(found: Rollover, code: str, report: Report) -> list[str]:
    return list(dict.fromkeys(report.shown(line.id) for line in found.lines if line.code == code))


def _page(found: Rollover, report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    lang = report.lang
    if not found.ok:
        yield Line(say(lang, "rollover.refused", count=report.severities["errors"]), "bad")
        yield from sections(report.problems, lang, report.problem)
        return
    yield from sections(report.problems, lang, report.problem)
    yield Line(say(lang, "rollover.title", month=doc["month"], following=doc["next_month"]), "title")
    yield Line(say(lang, "rollover.came", **doc["balance"]))
    yield Line(say(lang, "rollover.went", **doc["balance"]))
    if found.new:
        yield Line(say(lang, "rollover.new", count=found.new))
    log = CARRY_LOG.name(Lang(lang))
    to_see = [line for line in found.lines if line.to_see]
    if to_see:
        lines = [
            f"{report.shown(line.id)}  {shortened(report.shown(line.note), '…', _LONGEST)}" for line in to_see[:_SHOWN]
        ]
        if len(to_see) > _SHOWN:
            lines.append(say(lang, "rollover.more_lines", count=len(to_see) - _SHOWN, log=log))
        yield Items(say(lang, "rollover.to_see", count=len(to_see)), tuple(lines), "bad", wrapped=True)
    yield from left_alone(report)
    yield Items(say(lang, "planned.files"), tuple(doc["files"]), "good")
    file = quoted(found.path)
    todo = (
        say(lang, "rollover.next.look", log=log),
        say(lang, "rollover.next.check", command=f"commatch check {file}"),
        say(lang, "rollover.next.match", command=f"commatch match {file}"),
        say(lang, "rollover.next.internal"),
    )
    yield Items(say(lang, "planned.next"), todo, wrapped=True)
