"""From options to a report: read, match, write. Every command that matches goes through here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from commatch import api
from commatch.cli.exits import Exit
from commatch.cli.files import check_inputs, check_output, default_name, output_file, same_as_any
from commatch.cli.masking import Secrets
from commatch.cli.report import Fault, Report
from commatch.config import FILE_NAME, load_config
from commatch.matching.plan import Outcome
from commatch.problems import Problem, has_errors
from commatch.settings import DEFAULTS, Settings, amend, setting_key
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
        Language of messages and of the workbook.
    output : str
        Where to write, as it was named; '' beside the first file.
    overrides : mapping of str to str
        Settings of the command line; a blank one is the default whatever stands below.
    options : mapping of str to str
        How the command line names a setting, where that is not ``--set``.
    config : Path or None
        The settings file.
    force, show_personal : bool
        Replace files; show personal data.
    """

    command: str
    files: tuple[Path, ...]
    lang: Language
    output: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
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
        values[setting_key(key)] = value.strip()
    return values


def run(job: Job, progress: Progress) -> Report:
    """Do a job.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    _check_settings(job)
    check_output(job.output, job.lang)
    check_inputs((*job.files, *([job.config] if job.config else [])), job.lang)
    progress("read", None)
    settings, config_problems = _config(job)
    community = api.read(job.files, settings=settings, **job.overrides)
    _check_start(job, community.problems)
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
        secrets=Secrets.of(community),
        seconds=seconds,
    )
    if has_errors(community.problems):
        return replace(report, problems=api.match(community).problems)
    output = output_file(job.output, job.files, default_name(report.month, job.lang), job.lang)
    result = api.match(community, progress=progress)
    seconds |= result.seconds
    report = replace(report, exit=_EXITS[result.outcome], result=result, problems=result.problems)
    if result.outcome is Outcome.PLANNED:
        progress("write", None)
        since = time.perf_counter()
        written = _write(job, report, output)
        seconds["write"] = time.perf_counter() - since
        report = replace(report, output=written, files=(written,))
        if written != output:
            report = replace(report, instead_of=output, kept_because=_kept_because(job, output))
    return replace(report, seconds={**seconds, "total": time.perf_counter() - began})


def _check_settings(job: Job) -> None:
    """See that the settings of the command line are settings, with values that they take."""
    _, wrong = amend(DEFAULTS, job.overrides)
    if not wrong:
        return
    from commatch.texts.problems import setting_words
    from commatch.workbook.schema import Lang

    faults = []
    for problem in wrong:
        params = dict(problem.params)
        if problem.code == "unknown_setting":
            names = " ".join(params["known"].split("、"))
            perhaps = say(job.lang, "usage.perhaps", names=names) if names else ""
            faults.append(say(job.lang, "usage.unknown_setting", value=problem.value) + perhaps)
        else:
            key = params["key"]
            words = setting_words(key, Lang(job.lang))
            option = _option(job, key)
            faults.append(say(job.lang, "usage.bad_setting", option=option, value=problem.value, setting=words))
    raise Fault(Exit.USAGE, say(job.lang, "usage.also").join(faults))


def _check_start(job: Job, problems: Sequence[Problem]) -> None:
    """See that a first day of the command line is in the month that is planned."""
    outside = next((problem for problem in problems if problem.code == "start_outside_month"), None)
    if outside is not None and job.overrides.get("start"):
        option, month = _option(job, "start"), dict(outside.params)["month"]
        words = say(job.lang, "usage.start_outside_month", option=option, value=outside.value, month=month)
        raise Fault(Exit.USAGE, words)


def _option(job: Job, key: str) -> str:
    return job.options.get(key, f"--set {key}")


def _kept_because(job: Job, output: Path) -> str:
    if same_as_any(output, job.files):
        return "input"
    return "open" if job.force else "there"


def _config(job: Job) -> tuple[Settings, list[Problem]]:
    path = job.config or Path(FILE_NAME)
    return load_config(path) if path.is_file() else (DEFAULTS, [])


def _write(job: Job, report: Report, output: Path) -> Path:
    from commatch.reports.words import Words
    from commatch.texts.reports import OUTPUT_ERRORS
    from commatch.workbook.save import OutputError
    from commatch.workbook.schema import Lang

    assert report.result is not None
    try:
        return api.write_projects(report.result, output, lang=job.lang, force=job.force, inputs=job.files)
    except OutputError as fault:
        words = Words(Lang(job.lang)).fill(OUTPUT_ERRORS[fault.code], path=fault.path)
        raise Fault(Exit.OUTPUT, words) from fault
