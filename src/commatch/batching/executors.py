"""Tasks handed to an executor, a few at a time; one whose worker died is tried once more, alone."""

from __future__ import annotations

import math
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

__all__ = ["Given", "Here", "Lost", "Processes", "Workers", "carried_out"]

T = TypeVar("T")
D = TypeVar("D")

_A_WHILE = 1.0


class Lost(Exception):
    """A task whose worker died twice, or that could not be sent to one."""


class Workers(Protocol):
    """Those who carry tasks out."""

    room: int
    """How many tasks may be with them at once."""

    def submit(self, work: Callable[[T], D], task: T) -> Future[D]:
        """Hand a task out; whatever it raises, the task is lost."""

    def renew(self) -> None:
        """Replace those who are gone, where that can be done."""

    def alone(self) -> Workers:
        """Return fresh ones for a task that is to be by itself."""

    def drop(self, futures: Iterable[Future[Any]]) -> None:
        """Wait no longer for tasks that are not done."""

    def close(self) -> None:
        """Let them go; what they are at is dropped."""


class Here:
    """The process itself: a task is done where it is handed out."""

    room = 1

    def submit(self, work: Callable[[T], D], task: T) -> Future[D]:
        """Do a task."""
        future: Future[D] = Future()
        try:
            future.set_result(work(task))
        except Exception as fault:  # as a pool does: whoever waits for the result gets it
            future.set_exception(fault)
        return future

    def renew(self) -> None:
        """Do nothing: there is nothing to replace."""

    def alone(self) -> Workers:
        """Return this process."""
        return self

    def drop(self, futures: Iterable[Future[Any]]) -> None:
        """Do nothing: whatever is handed out is done."""

    def close(self) -> None:
        """Do nothing: there is nothing to let go."""


class Processes:
    """Processes of this machine, started afresh and not as copies of this one: no thread or lock of it is in them.

    They end when this process ends, however it does, and so does what they keep in temporary files.

    Parameters
    ----------
    count : int
        How many.
    warm : callable
        Called in each as it starts: imports what tasks need.
    """

    def __init__(self, count: int, warm: Callable[[], object]) -> None:
        self.room = 2 * count
        self._count, self._warm = count, warm
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        # nothing is ever sent: its end tells the workers that this process is gone, or wants them to be
        self._theirs, self._line = context.Pipe(duplex=False)
        self._scratch = tempfile.TemporaryDirectory(prefix="commatch-", ignore_cleanup_errors=True)
        given = (self._theirs, self._warm, self._scratch.name)
        self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_begin, initargs=given)

    def submit(self, work: Callable[[T], D], task: T) -> Future[D]:
        """Hand a task to the pool."""
        return self._pool.submit(work, task)

    def renew(self) -> None:
        """Start a fresh pool."""
        self.close()
        self._start()

    def alone(self) -> Workers:
        """Return a pool of one process."""
        return Processes(1, self._warm)

    def drop(self, futures: Iterable[Future[Any]]) -> None:
        """Do nothing: they end with their processes. The pool's own thread fails on one that was cancelled before."""

    def close(self) -> None:
        """End all processes at once; they have nothing of their own to save."""
        self._end()
        self._pool.shutdown(wait=True)
        self._scratch.cleanup()

    def _processes(self) -> list[BaseProcess]:
        return list((getattr(self._pool, "_processes", None) or {}).values())

    def _end(self) -> None:
        processes, results = self._processes(), getattr(self._pool, "_result_queue", None)
        self._line.close()
        self._theirs.close()
        for process in processes:
            process.join(_A_WHILE)
        if results is not None and not results._writer.closed:
            results._writer.close()  # nobody sends any more: half a result is an error then, and not waited for


def _begin(line: Connection, warm: Callable[[], object], scratch: str) -> None:
    """Make a process ready: it leaves Ctrl-C to the one that started it, and goes when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(line, scratch), daemon=True).start()
    tempfile.tempdir = scratch
    warm()


def _end_with(line: Connection, scratch: str) -> None:
    """Wait for the end of the process that started this one, and end with it, wherever the work stands."""
    try:
        line.recv_bytes()
    except (EOFError, OSError):
        if stop_cbc := getattr(sys.modules.get("commatch.matching.solver"), "stop_cbc", None):
            stop_cbc()
        shutil.rmtree(scratch, ignore_errors=True)  # files of the communities may be in it
        os._exit(1)


class Given:
    """Somebody else's executor, which replaces its workers by itself.

    Parameters
    ----------
    executor : Executor
        Takes a function and what to call it with; both are pickled where it has other processes.
    room : int
        How many tasks it is given at once.
    """

    def __init__(self, executor: Executor, room: int) -> None:
        self.room = room
        self._executor = executor

    def submit(self, work: Callable[[T], D], task: T) -> Future[D]:
        """Hand a task to it."""
        return self._executor.submit(work, task)

    def renew(self) -> None:
        """Do nothing: it is not ours to replace."""

    def alone(self) -> Workers:
        """Return itself: nothing else is with it then."""
        return self

    def drop(self, futures: Iterable[Future[Any]]) -> None:
        """Cancel tasks that are not begun."""
        for future in futures:
            future.cancel()

    def close(self) -> None:
        """Do nothing: it is not ours to end."""


def carried_out(
    tasks: Iterable[T], work: Callable[[T], D], workers: Workers, until: float = math.inf
) -> Iterator[tuple[T, D | Lost]]:
    """Hand tasks out, a few at a time, and yield each with what it gave, in the order in which they are done.

    A task that brings an exception instead of a result has lost its worker: the work itself raises nothing. It is
    tried once more, with nothing beside it, for another task may have been what killed the worker.

    Parameters
    ----------
    tasks : iterable
        Made one by one, no sooner than there is room.
    work : callable
        What is done with each.
    workers : Workers
        Who does it.
    until : float
        The time of :func:`time.monotonic` at which it ends, whatever is not done then.
    """
    source = iter(tasks)
    out: dict[Future[D], T] = {}
    try:
        more = True
        while (more or out) and time.monotonic() < until:
            lost: list[T] = []
            while more and len(out) < workers.room and time.monotonic() < until:
                task = next(source, None)
                if task is None:
                    more = False
                    break
                out[_submitted(task, work, workers)] = task
            while out:
                finished = _finished(out, until)
                if not finished:
                    return
                for future in finished:
                    task = out.pop(future)
                    if _fault(future) is None:
                        yield task, future.result()
                    else:
                        lost.append(task)
                if not lost:
                    break
            if lost:
                workers.renew()
                yield from _one_by_one(lost, work, workers, until)
    finally:
        workers.drop(out)


def _finished(futures: Collection[Future[D]], until: float) -> set[Future[D]]:
    """Return those that are done, at least one; none where time is up before."""
    finished: set[Future[D]] = set()
    while not finished and (left := until - time.monotonic()) > 0:
        # again and again: on Windows a wait without an end does not hear Ctrl-C
        finished, _ = wait(futures, timeout=min(left, _A_WHILE), return_when=FIRST_COMPLETED)
    return finished


def _one_by_one(
    tasks: Iterable[T], work: Callable[[T], D], workers: Workers, until: float
) -> Iterator[tuple[T, D | Lost]]:
    """Try tasks again, one after another, each with nothing beside it."""
    by_itself = workers.alone()
    try:
        for task in tasks:
            future = _submitted(task, work, by_itself)
            if not _finished((future,), until):
                by_itself.drop((future,))
                return
            fault = _fault(future)
            if fault is None:
                yield task, future.result()
            else:
                by_itself.renew()
                yield task, Lost(type(fault).__name__)
    finally:
        if by_itself is not workers:
            by_itself.close()


def _submitted(task: T, work: Callable[[T], D], workers: Workers) -> Future[D]:
    """Return the future of a task; one that can't even be handed out is as good as lost."""
    try:
        return workers.submit(work, task)
    except Exception as fault:  # each executor has its own for being broken, shut down or gone
        future: Future[D] = Future()
        future.set_exception(fault)
        return future


def _fault(future: Future[D]) -> BaseException | None:
    """Return what a future brought instead of a result."""
    return CancelledError() if future.cancelled() else future.exception()
