"""From a folder of communities on the command line to their results, and what is said of them."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commatch.batching.api import STEPS, cores, run, workers_for
from commatch.batching.communities import among_inputs, communities_in
from commatch.batching.executors import Workers
from commatch.batching.results import Batch, CommunityDone
from commatch.cli.batch import BLANK
from commatch.cli.batch_page import STOPPED, page, refused
from commatch.cli.files import writing
from commatch.cli.job import Job, asked_of, check_start, checked_settings
from commatch.cli.report import Fault, Printed, head
from commatch.cli.span import seconds_of
from commatch.cli.stopping import at_most, in_words, reason
from commatch.problems import error, has_errors
from commatch.telling.document import problem_item
from commatch.telling.exits import Exit
from commatch.telling.report import Report
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["Chosen", "Tell", "printed"]

Tell = Callable[[str, int, int], None]
"""Shows a line on a community, how many are through, and how many there are."""


@dataclass(frozen=True)
class Chosen:
    """What the command line asks for.

    Attributes
    ----------
    job : Job
        Settings and options; its output is the folder of the results.
    folder : Path
        Where the communities lie.
    steps : tuple of str
        What is made of each.
    jobs : int
        How many processes, or how many of a cluster's workers are kept busy; 0 for all there are.
    cluster : str
        Address of a Dask scheduler; '' for this machine.
    resume : bool
        Pass over what is whole already.
    timeout : float or None
        Seconds that it may take.
    pool : bool
        Let the communities share.
    again : str
        Key of the words on how to go on with what was not done.
    """

    job: Job
    folder: Path
    steps: tuple[str, ...]
    jobs: int
    cluster: str
    resume: bool
    timeout: float | None = None
    pool: bool = False
    again: str = "batch.again"

    @classmethod
    def of(
        cls,
        job: Job,
        folder: str,
        steps: str,
        jobs: str,
        cluster: str,
        timeout: str = "",
        *,
        resume: bool,
        pool: bool = False,
    ) -> Chosen:
        """Return what the words of a command line ask for.

        Raises
        ------
        Fault
            A word is wrong, or the folder is not there or holds no community.
        """
        lang = job.lang
        names = tuple(name.casefold() for name in re.split(r"[,，、;；\s]+", steps) if name)
        for name in names:
            if name not in STEPS:
                known = say(lang, "usage.list").join(STEPS)
                raise Fault(Exit.USAGE, say(lang, "usage.bad_step", known=known, value=name))
        if jobs and not (jobs.isdecimal() and int(jobs)):
            raise Fault(Exit.USAGE, say(lang, "usage.bad_jobs", value=jobs))
        if timeout and seconds_of(timeout) is None:
            raise Fault(Exit.USAGE, say(lang, "usage.bad_timeout", value=timeout))
        home, out = Path(folder), Path(job.output)
        if not home.is_dir():
            key = "usage.not_folder" if home.exists() else "usage.no_file"
            raise Fault(Exit.USAGE, say(lang, key, path=folder))
        if out.exists() and not out.is_dir():
            raise Fault(Exit.USAGE, say(lang, "usage.not_folder", path=job.output))
        if among_inputs(out, home):
            raise Fault(Exit.USAGE, say(lang, "usage.folder_itself", path=job.output))
        try:
            places = communities_in(home, out).places
        except OSError:
            raise Fault(Exit.USAGE, say(lang, "usage.no_look", path=folder)) from None
        if not places:
            raise Fault(Exit.USAGE, say(lang, "usage.no_communities", path=folder))
        seconds = seconds_of(timeout)
        return cls(job, home, names or ("match",), int(jobs or 0), cluster, resume, seconds, pool)


def _check_days(job: Job) -> None:
    """See that a first day of the command line is in its month, before every community says so.

    Raises
    ------
    Fault
        It is not.
    """
    settings = checked_settings(job)
    if settings.month and settings.start and settings.start.replace(day=1) != settings.month.replace(day=1):
        day, month = settings.start.isoformat(), f"{settings.month:%Y-%m}"
        check_start(job, [error("start_outside_month", value=day, month=month)])


def printed(chosen: Chosen, tell: Tell, killed: list[str] | None = None) -> Printed:
    """Do a batch, and return what the renderer prints; into ``killed`` go the times at which runs began that were.

    Raises
    ------
    Fault
        A setting is wrong, nothing can be written, or another run is at it.
    """
    job, home, out = chosen.job, chosen.folder, Path(chosen.job.output)
    lang = job.lang
    _check_days(job)
    asked = asked_of(job)
    if has_errors(asked.problems):
        report = Report("batch", Exit.INPUT, lang, problems=asked.problems)
        doc = {**head("batch", Exit.INPUT), **BLANK, "problems": [problem_item(one, report) for one in asked.problems]}
        return Printed(Exit.INPUT, doc, lambda: list(refused(report)))
    through: list[CommunityDone] = []
    many = len(communities_in(home, out).places)

    def told(one: CommunityDone, at: int, count: int) -> None:
        through.append(one)
        tell(_line(one, lang), at, count)

    def said(exit: Exit) -> str:
        key = "batch.timed_out" if exit is Exit.TIMED_OUT else "batch.interrupted"
        return say(lang, key, done=sum(one.ok for one in through), count=many, again=say(lang, chosen.again))

    began = time.monotonic()
    until = math.inf if chosen.timeout is None else began + chosen.timeout
    # what is waited for ends by itself at that time; the work of this process may not
    later = None if chosen.timeout is None else chosen.timeout + _LEEWAY
    exit, words, done = Exit.PLANNED, "", Batch(())
    try:
        with at_most(later), in_words(said), _workers(chosen) as workers, writing(lang):
            how = (chosen.steps, lang, workers, chosen.resume, job.force, told, until)
            done = run(home, out, asked, *how, pool=chosen.pool, killed=killed)
    except KeyboardInterrupt:
        exit = reason()
    except Fault as fault:
        if fault.exit is not Exit.OUTPUT or not through:
            raise
        exit, words = fault.exit, say(lang, "batch.no_summary", message=fault.message)
    if exit is not Exit.PLANNED:
        so_far = tuple(sorted(through, key=lambda one: one.name))
        done = Batch(so_far, seconds=time.monotonic() - began)
    elif not done.ok:
        late = any(one.exit is Exit.TIMED_OUT for one in done.failed)
        exit = Exit.TIMED_OUT if late else Exit.SOME_FAILED
    if exit in STOPPED:
        words = said(exit)
    doc = _document(chosen, done, many, exit, words)
    return Printed(
        exit,
        doc,
        lambda: list(page(done, doc, lang, pool=chosen.pool, force=chosen.job.force, again=say(lang, chosen.again))),
        answer=not words,
    )


_LEEWAY = 60.0
"""Seconds for writing what is at hand, and the summary, when time is up."""


@contextmanager
def _workers(chosen: Chosen) -> Iterator[Workers]:
    """Give who does the work, and let them go afterwards."""
    if chosen.cluster:
        from commatch.cli.cluster import connected

        with connected(chosen.cluster, chosen.jobs, chosen.job.lang) as workers:
            yield workers
        return
    workers = workers_for(chosen.jobs or cores(), apart=chosen.timeout is not None)
    try:
        yield workers
    finally:
        workers.close()


def _line(one: CommunityDone, lang: Language) -> str:
    """Return a line on a community that is through."""
    counts = one.figures.get("counts", {})
    if not one.ok:
        what = one.message
    elif one.resumed:
        what = say(lang, "batch.line.resumed")
    elif counts.get("planned"):
        what = say(lang, "batch.line.served", served=counts["served"], planned=counts["planned"])
    else:
        what = say(lang, "batch.line.done")
    return say(lang, "batch.line", name=one.name, what=what)


def _document(chosen: Chosen, done: Batch, many: int, exit: Exit, words: str) -> dict[str, Any]:
    counts = [one.figures["counts"] for one in done.communities if one.figures]
    planned = [one.figures["counts"] for one in done.communities if one.ok and one.figures]
    months = {one.figures["month"] for one in done.communities if one.figures} - {None}
    return {
        **head("batch", exit, words, outcome="done"),
        **BLANK,
        "month": months.pop() if len(months) == 1 else None,
        "folder": str(chosen.folder),
        "output": chosen.job.output,
        "files": [str(done.summary)] if done.summary else [],
        "kept": [str(path) for path in done.kept],
        "counts": {
            "communities": many,
            "done": len(done.communities) - len(done.failed),
            "resumed": sum(one.resumed for one in done.communities),
            "failed": len(done.failed),
            **{key: sum(each[key] for each in planned) for key in ("planned", "served", "unserved")},
            **{key: sum(each[key] for each in counts) for key in ("errors", "warnings")},
        },
        "communities": [_community(one) for one in done.communities],
        "aside": list(done.aside),
        "absent": list(done.absent),
        "seconds": {"total": round(done.seconds, 4)},
    }


def _community(one: CommunityDone) -> dict[str, Any]:
    figures = one.figures
    return {
        "community": one.name,
        "outcome": one.exit.outcome,
        "exit_code": int(one.exit),
        "message": one.message,
        "resumed": one.resumed,
        "month": figures.get("month"),
        "counts": figures.get("counts"),
        **{key: figures.get(key, []) for key in ("by_group", "reasons", "gaps", "problems")},
        "sharing": figures.get("sharing"),
        "files": [str(path) for path in one.files],
        "kept": [str(path) for path in one.kept],
        "instead": {str(path): str(new) for path, new in one.instead.items()},
        "earlier": [str(path) for path in one.earlier],
        "seconds": round(one.seconds, 4),
    }
