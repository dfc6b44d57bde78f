"""What stops a command before its end: signals, and the time that it may take.

Either raises KeyboardInterrupt in the main thread, so that everything is seen to on the way out: files that were being
written are taken away, processes ended. Python hears a signal only between two steps of its own, though, and a solver
may be at one step for minutes: where the main thread does not come back, a second one does what is to be done and ends
the process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from commatch.telling.exits import Exit

__all__ = ["at_most", "in_words", "reason", "stoppable", "to_be_told"]

Tell = Callable[[Exit, str], object]
"""Says how a command ended, and in one sentence what was done by then, '' where that is nothing."""

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_GRACE = 2.0
"""Seconds that the main thread has to hear of it."""


class _Watch:
    """The signals that are seen to, and the thread that looks whether the main thread heard of them."""

    def __init__(self, stuck: Tell) -> None:
        self.exit = Exit.INTERRUPTED
        self.tell = stuck
        self.words: Callable[[Exit], str] = lambda exit: ""
        self._heard = threading.Event()
        self._main = threading.main_thread()
        self._before: dict[int, object] = {}
        self._read, self._write = os.pipe()
        if os.name == "posix":
            os.set_blocking(self._write, False)

    def begin(self) -> None:
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        for number in numbers:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup leaves SIGHUP, and a shell's & SIGINT
                self._before[number] = signal.signal(number, self._stop)
        self._wakeup = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() itself gave
        os.close(self._write)

    def time_is_up(self) -> None:
        self.exit = Exit.TIMED_OUT
        if hasattr(signal, "pthread_kill") and self._main.ident is not None:
            signal.pthread_kill(self._main.ident, signal.SIGTERM)  # wakes it where it waits
        else:
            signal.raise_signal(signal.SIGTERM)
        self._end_unless_heard()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._heard.set()
        for other in self._before:
            signal.signal(other, signal.SIG_IGN)  # nothing disturbs the way out
        raise KeyboardInterrupt

    def _watch(self) -> None:
        while number := os.read(self._read, 1):
            if number[0] in self._before:
                self._end_unless_heard()
        os.close(self._read)

    def _end_unless_heard(self) -> None:
        if self._heard.wait(_GRACE):
            return
        from commatch.workbook.unfinished import discard

        if stop_cbc := getattr(sys.modules.get("commatch.matching.solver"), "stop_cbc", None):
            stop_cbc()
        discard()
        with contextlib.suppress(Exception):  # nothing keeps the process alive any more
            self.tell(self.exit, self.words(self.exit))
        os._exit(int(self.exit))


_watch: _Watch | None = None


@contextmanager
def stoppable(stuck: Tell) -> Iterator[None]:
    """See to signals while a command runs.

    Parameters
    ----------
    stuck : callable
        Says how the command ended, where the main thread does not come back to say it.
    """
    global _watch
    if _watch is not None or threading.current_thread() is not threading.main_thread():
        yield  # the main thread alone gets signals
        return
    _watch = _Watch(stuck)
    _watch.begin()
    try:
        yield
    finally:
        _watch.end()
        _watch = None


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Let what is done in it take no longer; KeyboardInterrupt is raised where it does, and :func:`reason` tells."""
    if _watch is None or seconds is None:
        yield
        return
    timer = threading.Timer(seconds, _watch.time_is_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def to_be_told(tell: Tell) -> Iterator[None]:
    """Have something else told as well, where the main thread does not come back."""
    watch = _watch
    if watch is None:
        yield
        return
    before = watch.tell

    def both(exit: Exit, message: str) -> None:
        tell(exit, message)
        before(exit, message)

    watch.tell = both
    try:
        yield
    finally:
        watch.tell = before


@contextmanager
def in_words(words: Callable[[Exit], str]) -> Iterator[None]:
    """Have it said what was done by then, where the main thread does not come back to say it."""
    watch = _watch
    if watch is None:
        yield
        return
    before, watch.words = watch.words, words
    try:
        yield
    finally:
        watch.words = before


def reason() -> Exit:
    """Return how a command ends that was stopped: interrupted, or out of time."""
    return _watch.exit if _watch is not None else Exit.INTERRUPTED
