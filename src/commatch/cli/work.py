"""From options to a report: read, match, write. Every command that matches goes through here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commatch import api
from commatch.cli.exits import Exit
from commatch.cli.files import check_inputs, default_name, output_file
from commatch.cli.masking import masked
from commatch.cli.report import Fault, Report
from commatch.cli.wording import describe
from commatch.config import FILE_NAME, load_config
from commatch.matching.plan import Outcome
from commatch.problems import Problem, has_errors
from commatch.settings import DEFAULTS, Settings, amend
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["Job", "pairs", "run"]

Progress = Callable[[str, float | None], None]

_EXITS = {
    Outcome.PLANNED: Exit.PLANNED,
    Outcome.INPUT_PROBLEMS: Exit.INPUT,
    Outcome.NO_PLAN: Exit.NO_PLAN,
    Outcome.AUDIT_FAILED: Exit.AUDIT,
}


@dataclass(frozen=True)
class Job:
    """What the command line asks for.

    Attributes
    ----------
    command : str
        Name of the command.
    files : tuple of Path
        Input files.
    lang : {'zh', 'en'}
        Language of messages.
    asked : {'zh', 'en'} or None
        The language that was asked for outright, which is that of the workbook as well.
    output : Path or None
        Where to write.
    overrides : mapping of str to str
        Settings of the command line; blank ones are not said.
    config : Path or None
        The settings file.
    force, show_personal : bool
        Replace files; show personal data.
    """

    command: str
    files: tuple[Path, ...]
    lang: Language
    asked: Language | None = None
    output: Path | None = None
    overrides: Mapping[str, str] | None = None
    config: Path | None = None
    force: bool = False
    show_personal: bool = False


def pairs(texts: Sequence[str], lang: Language) -> dict[str, str]:
    """Return the settings that ``--set KEY=VALUE`` names.

    Raises
    ------
    Fault
        One is not of that form.
    """
    values = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise Fault(Exit.USAGE, say(lang, "usage.bad_pair", value=text))
        values[key.strip().replace("-", "_")] = value.strip()
    return values


def run(job: Job, progress: Progress) -> Report:
    """Do a job.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    overrides = {key: value for key, value in (job.overrides or {}).items() if value}
    _, wrong = amend(DEFAULTS, overrides)
    if wrong:
        message, hint = describe(masked(wrong[0]), job.lang)
        raise Fault(Exit.USAGE, " — ".join(part for part in (message, hint) if part))
    check_inputs(job.files, job.lang)
    progress("read", None)
    settings, config_problems = _config(job)
    community = api.read(job.files, settings=settings, **overrides)
    if config_problems:
        community = replace(community, problems=(*config_problems, *community.problems))
    seconds = {"read": time.perf_counter() - began}
    report = Report(
        job.command,
        Exit.INPUT,
        job.lang,
        month=f"{community.settings.month:%Y-%m}" if community.settings.month else "",
        problems=community.problems,
        show_personal=job.show_personal,
        seconds=seconds,
    )
    if has_errors(community.problems):
        return report
    lang = job.asked or "zh"
    name = default_name(report.month, lang)
    output = output_file(job.output, job.files, name, job.lang)
    result = api.match(community, progress=progress)
    seconds |= result.seconds
    report = replace(report, exit=_EXITS[result.outcome], result=result, problems=result.problems)
    if result.outcome is Outcome.PLANNED:
        progress("write", None)
        since = time.perf_counter()
        written = _write(job, report, output, lang)
        seconds["write"] = time.perf_counter() - since
        instead_of = output if written != output else None
        report = replace(report, output=written, instead_of=instead_of, files=(written,))
    return replace(report, seconds={**seconds, "total": time.perf_counter() - began})


def _config(job: Job) -> tuple[Settings, list[Problem]]:
    if job.config is not None and not job.config.is_file():
        raise Fault(Exit.USAGE, say(job.lang, "usage.no_file", path=job.config))
    path = job.config or Path(FILE_NAME)
    return load_config(path) if path.is_file() else (DEFAULTS, [])


def _write(job: Job, report: Report, output: Path, lang: Language) -> Path:
    from commatch.reports.sheets import OutputError
    from commatch.reports.words import Words
    from commatch.texts.reports import OUTPUT_ERRORS
    from commatch.workbook.schema import Lang

    assert report.result is not None
    try:
        return api.write_projects(report.result, output, lang=lang, force=job.force, inputs=job.files)
    except OutputError as fault:
        words = Words(Lang(job.lang)).fill(OUTPUT_ERRORS[fault.code], path=fault.path)
        raise Fault(Exit.OUTPUT, words) from fault
