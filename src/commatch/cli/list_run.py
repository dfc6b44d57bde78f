"""From a project list on the command line to what is made of it, and what is said of it: what such commands share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from commatch.cli.blocks import Block, Items, Line
from commatch.cli.files import check_inputs, writing
from commatch.cli.findings import sections
from commatch.cli.job import Job
from commatch.cli.render import progress, render
from commatch.cli.report import Printed, head, left_alone
from commatch.cli.work import Progress, kept_because
from commatch.explaining.opened import Opened, open_month
from commatch.problems import Problem
from commatch.telling.document import problem_item, violation_items
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets
from commatch.telling.report import Report
from commatch.texts.cli import say

__all__ = ["Done", "Ran", "carry_out", "check_list", "document", "page", "run"]

M = TypeVar("M")


@dataclass(frozen=True)
class Done(Generic[M]):
    """What was made of a month.

    Attributes
    ----------
    made : object
        As the library gives it.
    files : tuple of Path
        Everything that was written.
    output, wanted : Path or None
        The file or folder of a command that makes one, and the one that was asked for.
    problems : tuple of Problem
        What is to be known beside what is to be known of the month.
    """

    made: M
    files: tuple[Path, ...]
    output: Path | None = None
    wanted: Path | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Ran(Generic[M]):
    """What a command did: its job, the month that was opened, what was made of it, and how it ended."""

    job: Job
    opened: Opened
    made: M | None
    report: Report


def check_list(job: Job) -> None:
    """See that the project list is there, and every file that is named beside it.

    Raises
    ------
    Fault
        Some are missing.
    """
    check_inputs((*job.files, *([job.previous] if job.previous else [])), job.lang)


def run(
    job: Job,
    write: Callable[[Opened], Done[M]],
    tell: Progress,
    because: Callable[[Job, Path], str] = kept_because,
) -> Ran[M]:
    """Open a project list and make something of it.

    Parameters
    ----------
    job : Job
        What the command line asks for.
    write : callable
        Makes it of the month that was opened.
    tell : callable
        Shows what is going on.
    because : callable
        Says why what was asked for was left alone, where something else was written.

    Raises
    ------
    Fault
        The command line is wrong, or nothing can be written.
    """
    began = time.perf_counter()
    check_list(job)
    opened = open_month(job.files[0], job.files[1:], job.previous, tell)
    month, made = opened.written.month, None
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
        tell("write", None)
        with writing(job.lang):
            done = write(opened)
        made = done.made
        problems = (*opened.problems, *done.problems)
        report = replace(report, exit=Exit.PLANNED, output=done.output, files=done.files, problems=problems)
        if done.wanted is not None and done.output != done.wanted:
            report = replace(report, instead_of=done.wanted, kept_because=because(job, done.wanted))
    return Ran(job, opened, made, replace(report, seconds={"total": time.perf_counter() - began}))


def document(found: Ran[Any], blank: Mapping[str, Any], **own: Any) -> dict[str, Any]:
    """Return what was done as the JSON document says it; nothing personal is in it.

    Parameters
    ----------
    found : Ran
        What the command did.
    blank : mapping of str to object
        Its document, beside the head, where nothing was written.
    **own
        Those of its keys that only this command has.
    """
    report, rebuilt = found.report, found.opened.rebuilt
    return {
        **head(report.command, report.exit, outcome="written"),
        **blank,
        "month": report.month or None,
        "result": str(found.job.files[0]),
        "inputs": [str(path) for path in found.opened.files],
        "files": [str(path) for path in report.files],
        "edited": list(rebuilt.listed.edited) if rebuilt else [],
        "violations": violation_items(rebuilt.result, report) if rebuilt else [],
        "problems": [problem_item(problem, report) for problem in report.problems],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
        **own,
    }


def page(
    report: Report, doc: Mapping[str, Any], refused: str, lines: Callable[[], Iterable[str]], rest: Iterable[Block]
) -> Iterator[Block]:
    """Yield what was done as blocks for people.

    Parameters
    ----------
    report : Report
        How the command ended.
    doc : mapping of str to object
        Its JSON document.
    refused : str
        The key of what is said where nothing was written.
    lines : callable
        Gives the title, and the lines that say how many there are of what.
    rest : iterable of Block
        What was written, and what comes next; not looked at where nothing was.
    """
    lang = report.lang
    if report.exit:
        yield Line(say(lang, refused, count=len(report.problems)), "bad")
        yield from sections(report.problems, lang, report.problem)
        return
    title, *counts = lines()
    yield Line(title, "title")
    yield from map(Line, counts)
    notes = tuple(f"{item['message']}\n{say(lang, 'problems.do', hint=item['hint'])}" for item in doc["problems"])
    if notes:
        yield Items(say(lang, "explain.careful"), notes, "bad", wrapped=True)
    yield from left_alone(report)
    yield from rest


def carry_out(job: Job, work: Callable[[Progress], Printed], *, as_json: bool, quiet: bool) -> int:
    """Do a command's work with its progress shown, print what it gave, and return the exit code."""
    with progress(job.lang, show=not (quiet or as_json)) as tell:
        printed = work(tell)
    render(printed, as_json=as_json, quiet=quiet)
    return int(printed.exit)
