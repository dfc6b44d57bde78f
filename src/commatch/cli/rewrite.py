"""What ``tidy`` and ``draft`` share: files to another workbook that is read back, and the report of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from commatch.cli.files import check_output, output_file, writing
from commatch.cli.job import Job, opened
from commatch.cli.report import head
from commatch.cli.work import kept_because
from commatch.community import Community
from commatch.problems import Problem, has_errors
from commatch.settings import Settings
from commatch.telling.document import problem_item, reading_order
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets
from commatch.telling.report import Report
from commatch.texts.cli import say

__all__ = ["Rewritten", "rewrite", "rewritten"]


class Rewritten(Protocol):
    """What such a command gives: the file, ``None`` where nothing was written, and what remains to be mended."""

    @property
    def path(self) -> Path | None: ...  # noqa: D102

    @property
    def ok(self) -> bool: ...  # noqa: D102

    @property
    def problems(self) -> tuple[Problem, ...]: ...  # noqa: D102

    @property
    def community(self) -> Community: ...  # noqa: D102


R = TypeVar("R", bound=Rewritten)


def rewrite(
    job: Job, write: Callable[[Path, Settings], R], also_read: tuple[Path, ...] = ()
) -> tuple[Report, R | None]:
    """Do a job; a settings file that can't be used stops it.

    Parameters
    ----------
    job : Job
        What the command line asks for; the default name is the words ``<command>.name``.
    write : callable
        Writes the workbook to a path, with the settings below those of the files.
    also_read : tuple of Path
        Further files that must not be written over.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    check_output(job.output, job.lang)
    settings, config_problems = opened(job)
    report = Report(job.command, Exit.INPUT, job.lang, problems=tuple(config_problems))
    if has_errors(report.problems):
        return report, None
    name = say(job.lang, f"{job.command}.name", stem=job.files[0].stem)
    wanted = output_file(job.output, (*job.files, *also_read), name, job.lang)
    with writing(job.lang):
        result = write(wanted, settings)
    month = result.community.settings.month
    report = replace(
        report,
        exit=Exit.PLANNED if result.ok else Exit.INPUT,
        month=f"{month:%Y-%m}" if month else "",
        problems=result.problems,
        secrets=Secrets.of(result.community),
        seconds={"total": time.perf_counter() - began},
    )
    if result.path is not None:
        report = replace(report, output=result.path, files=(result.path,))
        if result.path != wanted:
            report = replace(report, instead_of=wanted, kept_because=kept_because(job, wanted))
    return report, result


def rewritten(report: Report, outcome: str, blank: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the JSON documents of these commands share, on top of a document with nothing in it.

    Parameters
    ----------
    report : Report
        How the command ended.
    outcome : str
        What the command did where it went well, as :func:`commatch.cli.report.head` takes it.
    blank : mapping
        The further fields, of a command that wrote nothing.
    """
    return {
        **head(report.command, report.exit, report.message, outcome),
        **blank,
        "month": report.month or None,
        "output": str(report.output) if report.output else None,
        "files": [str(path) for path in report.files],
        "counts": {**blank["counts"], **report.severities},
        "problems": [problem_item(item, report) for item in sorted(report.problems, key=reading_order)],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }
