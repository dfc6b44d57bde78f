"""From a job to a report: read, match, write. Every command that matches goes through here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from commatch import api
from commatch.cli.files import check_output, output_file, same_as_any, writing
from commatch.cli.job import Job, asked_of, check_start
from commatch.month.numbered import newer_list, next_name
from commatch.planning import plan_month, read_month
from commatch.problems import has_errors
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets
from commatch.telling.report import Report
from commatch.texts.cli import say

__all__ = ["Job", "kept_because", "run"]

Progress = Callable[[str, float | None], None]


def run(job: Job, progress: Progress) -> Report:
    """Do a job.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    check_output(job.output, job.lang)
    asked = asked_of(job)
    progress("read", None)
    community = read_month(job.files, asked, job.previous)
    check_start(job, community.problems)
    seconds = {"read": time.perf_counter() - began}
    report = Report(
        job.command,
        Exit.INPUT,
        job.lang,
        month=f"{community.settings.month:%Y-%m}" if community.settings.month else "",
        problems=community.problems,
        show_personal=job.show_personal,
        secrets=Secrets.of(community),
        seconds=seconds,
    )
    if has_errors(community.problems):
        return replace(report, problems=api.match(community).problems)
    output = output_file(job.output, job.files, say(job.lang, "match.name", month=report.month), job.lang)
    month = community.settings.month
    newer = newer_list(job.previous, month) if job.previous and month else ()
    result = plan_month(community, asked, progress)
    seconds |= result.seconds
    report = replace(report, exit=Exit.of(result.outcome), result=result, problems=(*newer, *result.problems))
    if report.exit is Exit.PLANNED:
        progress("write", None)
        since = time.perf_counter()
        replaces = job.output or (job.force and output.exists())
        written = _write(job, report, output if replaces else next_name(output, job.previous))
        seconds["write"] = time.perf_counter() - since
        report = replace(report, output=written, files=(written,))
        if written != output and output.exists():
            report = replace(report, instead_of=output, kept_because=kept_because(job, output))
    return replace(report, seconds={**seconds, "total": time.perf_counter() - began})


def kept_because(job: Job, output: Path) -> str:
    """Return why an output that is there was left alone: ``input``, ``open`` or ``there``."""
    if same_as_any(output, _inputs(job)):
        return "input"
    return "open" if job.force else "there"


def _inputs(job: Job) -> tuple[Path, ...]:
    return (*job.files, *([job.previous] if job.previous else []))


def _write(job: Job, report: Report, output: Path) -> Path:
    assert report.result is not None
    with writing(job.lang):
        return api.write_projects(report.result, output, lang=job.lang, force=job.force, inputs=_inputs(job))
