"""From a settings file to a run: its command is carried out, what came of it is said and logged."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

from commatch.cli import batch as batch_command
from commatch.cli import batch_run
from commatch.cli.batch_page import refused
from commatch.cli.files import check_inputs, is_folder, writing
from commatch.cli.job import given as job_of
from commatch.cli.render import progress, tally
from commatch.cli.report import Fault, Printed, head
from commatch.cli.run import BLANK
from commatch.cli.run_file import RunFile, load_run
from commatch.cli.run_log import lines_of, log
from commatch.cli.stopping import at_most, reason, to_be_told
from commatch.cli.summary import printed, stopped
from commatch.cli.work import run as match
from commatch.config import FILE_NAME
from commatch.problems import Problem
from commatch.telling.document import problem_item
from commatch.telling.exits import Exit
from commatch.telling.report import Report, unseen
from commatch.texts.cli import say
from commatch.texts.language import Language
from commatch.workbook.lock import locked
from commatch.workbook.unfinished import sweep

__all__ = ["run_file"]

_LEFT_ALONE = 600.0
"""Seconds after which a file that was being written is nobody's: others may write into the folder of a plan."""


def run_file(config: str, lang: Language, *, given: bool, show: bool) -> tuple[Printed, str]:
    """Do what a settings file says.

    Parameters
    ----------
    config : str
        The file; ``commatch.toml`` where it is blank.
    lang : {'zh', 'en'}
        Language of the words.
    given : bool
        The language was asked for: the file's own does not count.
    show : bool
        Show how far it is.

    Returns
    -------
    tuple of (Printed, str)
        What the renderer prints, and what is wrong with the log.

    Raises
    ------
    Fault
        There is no such file.
    """
    began, since = dt.datetime.fromtimestamp(time.time()).astimezone(), time.perf_counter()  # the one look at the clock
    path = Path(config or FILE_NAME).absolute()
    check_inputs((path,), lang)
    file, problems = load_run(path, began.date())
    if not given:
        lang = file.values.get("lang", lang)
    command = str(file.values.get("command", "")) or "run"
    killed: list[str] = []

    def logged(exit: Exit, ran: Mapping[str, Any]) -> str:
        seconds = time.perf_counter() - since
        before = [{"killed": when, "message": say(lang, "run.killed")} for when in killed]
        lines = lines_of(began.isoformat(timespec="seconds"), command, file.month, exit, seconds, ran, before)
        fault = log(file.log, lines) if file.log else ""
        return say(lang, "run.not_logged", path=file.log, why=fault) if fault else ""

    if problems:
        found = _refused(problems, lang)
    else:
        with chdir(path.parent), to_be_told(lambda exit, message: logged(exit, {"message": message})):
            try:
                found = _ran(file, lang, show, killed)
            except Fault as fault:
                found = stopped(command, fault.exit, lang, fault.message, _blank(command))
            except KeyboardInterrupt:
                found = stopped(command, reason(), lang, "", _blank(command))
            except Exception:  # the log has its line; app.py tells of the bug
                logged(Exit.BUG, {})
                raise
    not_logged = logged(found.exit, found.document if not problems else {})
    doc = {
        **head("run", found.exit, str(found.document["message"]), outcome="done"),
        **BLANK,
        "config": str(path),
        "month": file.month or None,
        "log": str(file.log) if file.log else None,
        "not_logged": not_logged,
        "killed": killed,
        "seconds": {"total": round(time.perf_counter() - since, 4)},
        **({"problems": found.document["problems"]} if problems else {"ran": found.document}),
    }
    return Printed(found.exit, doc, found.page, answer=found.answer), not_logged


def _refused(problems: list[Problem], lang: Language) -> Printed:
    """Return what is said of a file that is wrong."""
    report = Report("run", Exit.INPUT, lang, problems=tuple(problems))

    doc = {"message": "", "problems": [problem_item(one, report) for one in problems]}
    return Printed(Exit.INPUT, doc, lambda: list(refused(report)))


def _blank(command: str) -> Mapping[str, Any] | None:
    return batch_command.BLANK if command == "batch" else None


def _ran(file: RunFile, lang: Language, show: bool, killed: list[str]) -> Printed:
    """Carry out the command; into ``killed`` go the times at which runs began that were.

    Raises
    ------
    Fault
        It can't be done as it is said.
    """
    said = file.values

    def whole(path: str) -> str:  # whoever reads of it is elsewhere; a slash at its end says that it is a folder
        return os.path.join(file.path.parent, path)

    options: dict[str, Any] = {
        key: said[key] for key in ("force", "accept_proposals", "previous", "remedies", "gaps") if key in said
    }
    inputs = said["inputs"] if said["command"] == "match" else ()
    job = job_of(
        said["command"],
        inputs,
        lang,
        config=file.path.name,
        named={"month": file.month},
        output=whole(said["output"]),
        **options,
    )
    if said["command"] == "match":
        wanted = Path(job.output)
        folder = wanted if is_folder(job.output) else wanted.parent
        limit = at_most(said.get("timeout"))
        with writing(lang), locked(folder) as before, limit, progress(lang, show=show) as tell:
            killed += before
            sweep(folder, _LEFT_ALONE)
            return printed(unseen(match(job, tell)))
    chosen = batch_run.Chosen.of(
        job,
        whole(said["inputs"][0]),
        ",".join(said.get("do", ())),
        str(said.get("jobs", "")),
        said.get("cluster", ""),
        f"{said['timeout']}" if "timeout" in said else "",
        resume=said.get("resume", False),
        pool=said.get("pool", False),
    )
    with tally(lang, show=show) as told:
        again = "batch.again.resumed" if chosen.resume else "batch.again.file"  # a run has no options
        return batch_run.printed(replace(chosen, again=again), told, killed)
