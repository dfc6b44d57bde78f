"""From a job to what a check found: read, check, mark a copy; as plain data for the JSON document."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from commatch import api
from commatch.cli.files import check_output, is_folder, output_file, writing
from commatch.cli.findings import suggestions
from commatch.cli.job import Job, check_start, opened
from commatch.cli.report import Fault, head
from commatch.problems import Problem, Severity
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets, masked
from commatch.texts.cli import say

if TYPE_CHECKING:
    from commatch.checking import CheckResult
    from commatch.workbook.annotate import Annotated
    from commatch.workbook.schema import Lang
    from commatch.workbook.sources import Source

__all__ = ["Checkup", "document", "run"]


@dataclass(frozen=True)
class Checkup:
    """What a check of the command line gave.

    Attributes
    ----------
    job : Job
        What was asked.
    result : CheckResult
        What was found.
    strict : bool
        Warnings count too.
    target : Path or None
        Where the marked copy was to go.
    copies : mapping of Path to Path
        The marked copies by the input file that each is of.
    notes : tuple of str
        What they could not keep.
    seconds : mapping of str to float
        Wall-clock time by phase.
    """

    job: Job
    result: CheckResult
    strict: bool = False
    target: Path | None = None
    copies: Mapping[Path, Path] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def files(self) -> tuple[Path, ...]:
        """The marked copies."""
        return tuple(self.copies.values())

    @property
    def exit(self) -> Exit:
        """How the command ends."""
        return Exit.INPUT if self.errors or (self.strict and self.warnings) else Exit.PLANNED

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity is Severity.ERROR for problem in self.result.problems)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.result.problems) - self.errors

    @cached_property
    def _secrets(self) -> Secrets:
        return Secrets.of(self.result.community)

    def shown(self, problem: Problem) -> Problem:
        """Return a problem as it may be printed."""
        return problem if self.job.show_personal else masked(problem, self._secrets)


def run(job: Job, *, strict: bool, annotate: bool, progress: Callable[[str, float | None], None]) -> Checkup:
    """Check what a job names.

    Parameters
    ----------
    job : Job
        What the command line asks; its output is that of the marked copy.
    strict : bool
        Warnings count too.
    annotate : bool
        Write the marked copy.
    progress : callable
        Called with a phase's name as it begins.

    Raises
    ------
    Fault
        The command line is wrong, or the copy can't be written.
    """
    began = time.perf_counter()
    settings, config_problems = opened(job)
    target = _target(job) if annotate else None
    progress("check", None)
    sources: list[Source] = []
    result = api.checked(job.files, settings, job.overrides, sources if annotate else None)
    check_start(job, result.problems)
    if config_problems:
        from commatch.checking import in_reading_order

        result = replace(result, problems=in_reading_order((*config_problems, *result.problems)))
    seconds = {"check": time.perf_counter() - began}
    found = Checkup(job, result, strict, seconds=seconds)
    if target is not None:
        progress("write", None)
        since = time.perf_counter()
        copies, notes = _annotate(found, target, sources)
        seconds["write"] = time.perf_counter() - since
        found = replace(found, target=target, copies=copies, notes=notes)
    return replace(found, seconds={**seconds, "total": time.perf_counter() - began})


def _target(job: Job) -> Path:
    from commatch.texts.annotate import COPY_NAMES
    from commatch.workbook.copies import without_copy_name
    from commatch.workbook.schema import Lang

    check_output(job.output, job.lang)
    if job.output and len(job.files) > 1 and not is_folder(job.output):
        raise Fault(Exit.USAGE, say(job.lang, "check.several_copies", path=job.output))
    name = f"{without_copy_name(job.files[0].stem)}{COPY_NAMES[Lang(job.lang)]}.xlsx"
    return output_file(job.output, job.files, name, job.lang)


def _annotate(found: Checkup, target: Path, sources: Sequence[Source]) -> tuple[dict[Path, Path], tuple[str, ...]]:
    from commatch.workbook.annotate import annotate
    from commatch.workbook.schema import Lang

    job, lang = found.job, Lang(found.job.lang)
    with writing(job.lang):
        copies = annotate(job.files, found.result.problems, target, lang, force=job.force, opened=sources)
    of = {path: copy for name, copy in zip(copies.of, copies.files, strict=True) for path in [_named(name, job.files)]}
    return of, tuple(_notes(copies, lang))


def _named(name: str, files: Sequence[Path]) -> Path:
    """Return the file that is shown by a name: its own, with folders before it where several files have that."""
    parts = PurePosixPath(name).parts
    return next(
        (path for path in files if path.absolute().parts[-len(parts) :] == parts),
        next(path for path in files if path.name == parts[-1]),
    )


def _notes(copies: Annotated, lang: Lang) -> Iterator[str]:
    """Yield what the copies don't keep, that of several files once."""
    from commatch.texts.annotate import copy_words, note_words

    files: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for code, params in copies.notes:
        rest = tuple(item for item in params if item[0] != "file")
        files.setdefault((code, rest), []).extend(text for key, text in params if key == "file")
    for (code, rest), names in files.items():
        yield note_words(code, (("file", copy_words("list", lang).join(names)), *rest), lang)


def document(found: Checkup) -> dict[str, Any]:
    """Return what was found as the JSON document says it, every problem by itself; personal data masked."""
    result, month = found.result, found.result.community.settings.month
    return {
        **head("check", found.exit, outcome="checked"),
        "month": f"{month:%Y-%m}" if month else None,
        "strict": found.strict,
        "inputs": [name for name, _ in result.community.files],
        "files": [str(path) for path in found.files],
        "counts": {"errors": found.errors, "warnings": found.warnings},
        "lists": [{"list": key, **asdict(count)} for key, count in result.counts.items()],
        "problems": [_problem(problem, found) for problem in result.problems],
        "not_checked": list(result.not_checked),
        "notes": list(found.notes),
        "seconds": {name: round(value, 4) for name, value in found.seconds.items()},
    }


def _problem(problem: Problem, found: Checkup) -> dict[str, Any]:
    from commatch.texts.problems import describe
    from commatch.workbook.schema import Lang

    shown = found.shown(problem)
    message, hint = describe(shown, Lang(found.job.lang))
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "value": shown.value,
        "message": message,
        "hint": hint,
        "suggestions": suggestions(shown),
    }
