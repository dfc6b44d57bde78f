"""The library's function: the month of every community of a folder, each in a folder of its own, and a summary."""

from __future__ import annotations

import datetime as dt
import math
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Literal

from commatch.amending import amend, refusals
from commatch.batching import earlier, outputs, state
from commatch.batching.communities import Place, among_inputs, communities_in
from commatch.batching.executors import Given, Here, Lost, Processes, Workers, carried_out
from commatch.batching.results import Batch, BatchProgress, CommunityDone
from commatch.batching.work import Done, Task, carry_out
from commatch.paths import PathLike
from commatch.planning import Asked
from commatch.settings import DEFAULTS, Settings
from commatch.telling.exits import Exit
from commatch.texts.batch import said
from commatch.texts.language import Language
from commatch.workbook.lock import locked

__all__ = ["STEPS", "batch", "cores", "run", "workers_for"]

STEPS = ("check", "match", "notice", "agenda", "tasks", "report")
"""What can be made of a community, in the order in which it is; all behind match is made of its project list."""


def batch(
    folder: PathLike,
    out: PathLike,
    *,
    do: Sequence[str] = ("match",),
    jobs: int | None = None,
    executor: Executor | None = None,
    resume: bool = False,
    force: bool = False,
    lang: Literal["zh", "en"] | None = None,
    settings: Settings | None = None,
    accept_proposals: bool = False,
    remedies: bool | None = None,
    gaps: bool | None = None,
    pool: bool = False,
    timeout: float | None = None,
    progress: BatchProgress | None = None,
    **overrides: object,
) -> Batch:
    """Plan the month of every community of a folder, and sum them up.

    Each sub-folder with all its workbooks, and each workbook that lies in the folder itself, is a community. One that
    is broken never stops the rest. In a script, call it under ``if __name__ == "__main__":``, for the processes that
    do the work import the script again.

    Parameters
    ----------
    folder : path-like
        Where the communities lie.
    out : path-like
        Where the results go, each community's into a folder of its name; made where it is not there.
    do : sequence of {'check', 'match', 'notice', 'agenda', 'tasks', 'report'}
        What is made of each; what is made of a project list has it made as well.
    jobs : int, optional
        Processes, 1 for this one alone; one for each core where not given. With an executor, how many of its workers
        are to be kept busy.
    executor : concurrent.futures.Executor, optional
        Does the work in place of processes of this machine. Files are sent as bytes and come back as bytes: its workers
        need commatch, and no shared disk.
    resume : bool
        Pass over communities whose files, settings and options are those of an earlier run of the same version, and
        whose results are there, also where somebody has changed them.
    force : bool
        Replace results that were changed since they were written; without it those are kept, and what would be another
        result gets a number.
    lang : {'zh', 'en'}, optional
        Language of everything that is written; Chinese where not given.
    settings, **overrides
        As :func:`commatch.read` takes them, the same for all communities.
    accept_proposals, remedies, gaps
        As the options of ``commatch match``.
    pool : bool
        Make one plan for all of them: what is marked as shared serves other communities too, and every need that is
        served without that stays served.
    timeout : float, optional
        Seconds after which it ends: what is done by then is whole, the communities that are not have the exit
        ``TIMED_OUT``. Work is stopped in the middle in processes of this machine alone.
    progress : callable, optional
        Called with each :class:`CommunityDone`, how many are through, and how many there are.

    Returns
    -------
    Batch
        What became of each. ``failed`` names those that did not come out whole, and why.

    Raises
    ------
    ValueError
        There is no such step, fewer than one process is asked for, a setting takes no such value, or the results would
        lie among the communities' own files.
    OSError
        The folder can't be looked into.
    commatch.workbook.save.OutputError
        The folder of the results can't be made, another run is writing there, or the summary can't be written.

    Examples
    --------
    >>> import commatch
    >>> done = commatch.batch("communities", "results", month="2026-12", jobs=2)  # doctest: +SKIP
    >>> [(one.name, one.message) for one in done.failed], done.summary  # doctest: +SKIP
    """
    wrong = [f"do={step}: some of {', '.join(STEPS)}" for step in do if step not in STEPS]
    if jobs is not None and jobs < 1:
        wrong.append(f"jobs={jobs}: a whole number from 1 on")
    wrong += refusals(settings or DEFAULTS, overrides)
    if among_inputs(Path(out), Path(folder)):
        wrong.append(f"out={os.fspath(out)}: neither the folder of the communities nor one of them")
    if wrong:
        raise ValueError("; ".join(wrong))
    asked = Asked(settings or DEFAULTS, overrides, (), accept_proposals, remedies, gaps)
    until = math.inf if timeout is None else time.monotonic() + timeout
    workers = workers_for(jobs or cores(), executor, apart=timeout is not None)
    try:
        return run(Path(folder), Path(out), asked, do, lang or "zh", workers, resume, force, progress, until, pool=pool)
    finally:
        workers.close()


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def workers_for(jobs: int, executor: Executor | None = None, *, apart: bool = False) -> Workers:
    """Return who does the work: an executor that is given, processes of this machine, or this one unless ``apart``."""
    if executor is not None:
        return Given(executor, 2 * jobs)
    return Here() if jobs == 1 and not apart else Processes(jobs, warm)


def warm() -> None:
    """Import what a community takes, once in each process."""
    import commatch.batching.steps
    import commatch.matching.solver
    import commatch.reports.sheets  # noqa: F401


def run(
    folder: Path,
    out: Path,
    asked: Asked,
    steps: Sequence[str],
    lang: Language,
    workers: Workers,
    resume: bool = False,
    force: bool = False,
    progress: BatchProgress | None = None,
    until: float = math.inf,
    *,
    pool: bool = False,
    killed: list[str] | None = None,
) -> Batch:
    """Do a batch up to a time of :func:`time.monotonic`; into ``killed`` go the beginnings of runs that were."""
    from commatch.reports.batch.summary import write_summary

    began = time.perf_counter()
    found = communities_in(folder, out)
    outputs.made_folder(out)
    chosen = tuple(step for step in STEPS if step in steps or (step == "match" and set(steps) & set(STEPS[2:])))
    doing = _doing(pool)(out, _dated(asked), chosen, lang, resume, force, found.places, progress)
    doing.workers, doing.until = workers, until
    with locked(out) as before:
        if killed is not None:
            killed += before
        for task, given in carried_out(doing.tasks(), carry_out, workers, until):
            doing.settle(task, given)
        doing.leave()
        done = tuple(doing.done[place.name] for place in found.places)
        months = {doing.month, *(str(one.figures.get("month") or "") for one in done)}
        whole = Batch(done, found.aside, earlier.absent(out, {place.name for place in found.places}, months))
        if done:
            summary, kept = write_summary(whole, out, doing.asked, chosen, lang, force=force)
            whole = replace(whole, summary=summary, kept=kept)
    return replace(whole, seconds=time.perf_counter() - began)


def _doing(pool: bool) -> type[Doing]:
    """Return how a batch is done: each community by itself, or all of them as one street."""
    if not pool:
        return Doing
    from commatch.batching.pool import PooledDoing

    return PooledDoing


def _dated(asked: Asked) -> Asked:
    """Return what is asked with the month that is planned where none is said: the same in every process."""
    from commatch.assemble.settings_sheet import next_month

    if asked.settings.month:
        return asked
    return replace(asked, settings=replace(asked.settings, month=next_month(dt.date.today())))


class Doing:
    """A batch that is going on: tasks are made as there is room, and settled as they are done."""

    workers: Workers
    until: float = math.inf

    def __init__(
        self,
        out: Path,
        asked: Asked,
        steps: tuple[str, ...],
        lang: Language,
        resume: bool,
        force: bool,
        places: Sequence[Place],
        progress: BatchProgress | None,
    ) -> None:
        self.out, self.asked, self.steps, self.lang = out, asked, steps, lang
        self.resume, self.force, self.places, self.progress = resume, force, places, progress
        self.done: dict[str, CommunityDone] = {}
        self._files = {place.name: place.files for place in places}
        month = amend(asked.settings, asked.overrides)[0].month
        self.month = f"{month:%Y-%m}" if month else ""

    def tasks(self) -> Iterator[Task]:
        """Yield what is to be done; what is not is settled at once."""
        from commatch.workbook.limits import limits_of
        from commatch.workbook.reader import load_files

        limits = limits_of(amend(self.asked.settings, self.asked.overrides)[0])
        for place in self.places:
            if not place.files:
                key = "no_workbook" if place.readable else "no_look"
                self._tell(CommunityDone(place.name, Exit.INPUT, said(self.lang, key)))
                continue
            contents, unread = load_files(place.files, limits)
            task = Task(place.name, tuple(contents), tuple(unread), self.asked, self.steps, self.lang)
            if not (self.resume and self._passed_over([task])):
                yield task

    def _passed_over(self, tasks: Sequence[Task]) -> bool:
        """Tell of communities that are whole from an earlier run, if all of these are."""
        found = []
        for task in tasks:
            home = self.out / task.name
            whole = state.load(home).whole(state.key_of(task), home)
            if whole is None:
                return False
            one = CommunityDone(task.name, Exit.PLANNED, figures=whole.figures, resumed=True)
            one = self._with_files(one, whole.files, whole.kept)
            if one.kept and self.force:
                return False
            found.append(one)
        for one in found:
            self._tell(one)
        return True

    def settle(self, task: Task, given: Done | Lost) -> None:
        """Write what came back of a task, and say what became of the community."""
        from commatch.texts.reports import output_words
        from commatch.workbook.save import OutputError

        if isinstance(given, Lost):
            self._tell(CommunityDone(task.name, Exit.BUG, said(self.lang, "lost", fault=str(given))))
            return
        home, exit, message = self.out / task.name, given.exit, given.message
        files: dict[str, str] = {}
        kept: dict[str, str] = {}
        month = str(given.figures.get("month") or "")
        try:
            if given.files:
                inputs = self._files[task.name]
                files, kept = outputs.write(home, given.files, inputs, month, self.lang, force=self.force)
            if exit is Exit.PLANNED:
                outputs.made_folder(home, private=True)
                state.remember(home, files, kept, state.key_of(task), given.figures)
        except OutputError as error:
            exit, message = Exit.OUTPUT, output_words(self.lang, error.code, error.path)
        one = CommunityDone(task.name, exit, message, given.figures, seconds=given.seconds)
        self._tell(self._with_files(one, files, kept))

    def _with_files(self, one: CommunityDone, files: Mapping[str, str], kept: Mapping[str, str]) -> CommunityDone:
        """Return a community with its files and what was left alone, of this run or of an earlier one."""
        home = self.out / one.name
        left = {name: new for name, new in kept.items() if os.path.lexists(home / name)}
        left |= {name: name for name, digest in files.items() if state.digest_of(home / name) != digest}
        instead = {home / name: home / new for name, new in sorted(left.items()) if new}
        paths, kept_paths = (tuple(home / name for name in sorted(names)) for names in (files, left))
        one = replace(one, files=paths, kept=kept_paths, instead=instead)
        return earlier.beside_lists(one, home, self.lang)

    def leave(self) -> None:
        """Say of each community that was not reached that time was up."""
        for place in self.places:
            if place.name not in self.done:
                self._tell(CommunityDone(place.name, Exit.TIMED_OUT, said(self.lang, "timed_out")))

    def _tell(self, one: CommunityDone) -> None:
        if not one.ok:
            one = earlier.with_earlier(one, self.out, self.month, self.lang)
        self.done[one.name] = one
        if self.progress is not None:
            self.progress(one, len(self.done), len(self.places))
