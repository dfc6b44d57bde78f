"""What the command line asks of a command that reads a community: its files, settings and options, seen to be right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from commatch.amending import amend
from commatch.cli.files import check_inputs, expanded, quoted
from commatch.cli.report import Fault
from commatch.config import FILE_NAME, load_config
from commatch.problems import Problem
from commatch.settings import DEFAULTS, Settings, setting_key
from commatch.telling.exits import Exit
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    from commatch.planning import Asked

__all__ = ["Job", "asked_of", "check_start", "checked_settings", "day", "given", "opened", "pairs", "typed_again"]

_FLAGS = {"start": "from"}


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
        How the command line names each of them.
    config : Path or None
        The settings file.
    previous : Path or None
        The project list that came back.
    force, show_personal, accept_proposals : bool
        Replace files; show personal data; take what a draft proposed.
    remedies, gaps : bool or None
        Seek remedies, make the sheet of gaps; by the size of the month where not said.
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
    accept_proposals: bool = False
    previous: Path | None = None
    remedies: bool | None = None
    gaps: bool | None = None


def typed_again(job: Job) -> list[str]:
    """Return the settings and the settings file of a command line, as the next one must say them again."""
    words = [_quoted_setting(option, job.overrides.get(key, "")) for key, option in job.options.items()]
    for name, chosen in (("remedies", job.remedies), ("gaps", job.gaps)):
        if chosen is not None:
            words.append(f"--{name}" if chosen else f"--no-{name}")
    return [*words, *([f"--config {quoted(job.config)}"] if job.config else [])]


def _quoted_setting(option: str, value: str) -> str:
    """Return an option with its value as it was typed: ``--month 2026-12``, ``--set venue_walk=20``."""
    flag, _, name = option.partition(" ")
    return f"{flag} {quoted(f'{name}={value}' if name else value)}"


def given(
    command: str,
    files: Sequence[str],
    lang: Language,
    *,
    settings: Sequence[str] | None = None,
    flag: str = "--set",
    config: str = "",
    named: Mapping[str, str] | None = None,
    output: str = "",
    force: bool = False,
    show_personal: bool = False,
    accept_proposals: bool = False,
    previous: str = "",
    remedies: bool | None = None,
    gaps: bool | None = None,
) -> Job:
    """Return the job that some options make.

    Parameters
    ----------
    command, files, lang, config, output, force, show_personal, accept_proposals, previous, remedies, gaps
        As the command line says them.
    settings : sequence of str, optional
        What ``--set`` says, ``KEY=VALUE``.
    flag : str
        The option that says them, where that is another one.
    named : mapping of str to str, optional
        Settings that have an option of their own; blank ones were not given.

    Raises
    ------
    Fault
        A setting is not of the form ``KEY=VALUE``.
    """
    own = {key: value for key, value in (named or {}).items() if value}
    typed = (text.partition("=")[0].strip() for text in settings or ())
    return Job(
        command=command,
        files=expanded(files),
        lang=lang,
        output=output,
        overrides={**pairs(settings or (), lang, flag), **own},
        options={
            **{setting_key(name): f"{flag} {name}" for name in typed},
            **{key: f"--{_FLAGS.get(key, key.replace('_', '-'))}" for key in own},
        },
        config=Path(config) if config else None,
        force=force,
        show_personal=show_personal,
        accept_proposals=accept_proposals,
        previous=Path(previous) if previous else None,
        remedies=remedies,
        gaps=gaps,
    )


def day(text: str, option: str, lang: Language) -> dt.date | None:
    """Return the day that an option names, ``None`` for a blank.

    Raises
    ------
    Fault
        It is none.
    """
    from commatch.workbook import cells

    if not text:
        return None
    read = cells.date(text)
    if read.value is None or read.note:  # a day without its year
        raise Fault(Exit.USAGE, say(lang, "usage.bad_day", option=option, value=text))
    return read.value


def pairs(texts: Sequence[str], lang: Language, flag: str = "--set") -> dict[str, str]:
    """Return the settings that ``--set KEY=VALUE``, or another option of that form, names.

    Raises
    ------
    Fault
        One is not of that form.
    """
    values = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise Fault(Exit.USAGE, say(lang, "usage.bad_pair", option=flag, value=text))
        values[setting_key(key)] = value.strip()
    return values


def opened(job: Job) -> tuple[Settings, list[Problem]]:
    """Return the settings below the workbooks' own, with what is wrong in the settings file.

    Raises
    ------
    Fault
        A setting of the command line is none, or takes no such value; a file is not there.
    """
    checked_settings(job)
    check_inputs((*job.files, *filter(None, (job.config, job.previous))), job.lang)
    path = job.config or Path(FILE_NAME)
    return load_config(path) if path.is_file() else (DEFAULTS, [])


def asked_of(job: Job) -> Asked:
    """Return what a job asks of a month, beside its files.

    Raises
    ------
    Fault
        As :func:`opened` raises it.
    """
    from commatch.planning import Asked

    settings, problems = opened(job)
    return Asked(settings, job.overrides, tuple(problems), job.accept_proposals, job.remedies, job.gaps)


def check_start(job: Job, problems: Sequence[Problem]) -> None:
    """See that a first day of the command line is in the month that is planned.

    Raises
    ------
    Fault
        It is in another.
    """
    outside = next((problem for problem in problems if problem.code == "start_outside_month"), None)
    if outside is not None and job.overrides.get("start"):
        option, month = _option(job, "start"), dict(outside.params)["month"]
        words = say(job.lang, "usage.start_outside_month", option=option, value=outside.value, month=month)
        raise Fault(Exit.USAGE, words)


def checked_settings(job: Job) -> Settings:
    """Return the settings of the command line.

    Raises
    ------
    Fault
        One is none, or takes no such value.
    """
    settings, wrong = amend(DEFAULTS, job.overrides)
    if not wrong:
        return settings
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


def _option(job: Job, key: str) -> str:
    return job.options[key]
