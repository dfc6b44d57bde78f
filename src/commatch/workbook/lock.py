"""A folder of results is written by one run at a time."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commatch.workbook.save import OutputError
from commatch.workbook.unfinished import gone_at_the_end, output_code

__all__ = ["BEGUN", "NAME", "locked"]

NAME = ".commatch.lock"
BEGUN = ".commatch-begun"
"""It is there while a run is at it, and afterwards where that was killed."""


@contextmanager
def locked(folder: Path) -> Iterator[tuple[str, ...]]:
    """Keep other runs out of a folder of results; the system lets go of it when this process ends, however it does.

    Given are the times at which runs began, since the last one that came to an end, that were killed.

    Raises
    ------
    OutputError
        Another run is at it (``busy``), or nothing can be written there.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / NAME, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise OutputError("busy", folder) from error
    except OSError as error:
        raise OutputError(output_code(error), folder) from error
    try:
        with gone_at_the_end(folder / BEGUN) as mark:
            yield _begin(mark)
    finally:
        with contextlib.suppress(OSError):  # on some network disks letting go can fail; the end of the process does it
            lock.release()


def _begin(mark: Path) -> tuple[str, ...]:
    """Note that a run begins, and return when those began that noted it and not that they ended."""
    before: tuple[str, ...] = ()
    with contextlib.suppress(OSError, ValueError):
        before = tuple(dt.datetime.fromisoformat(line).isoformat() for line in mark.read_text("ascii").split())
    with contextlib.suppress(OSError):  # where nothing can be written the results can't be either
        mark.write_text("\n".join((*before, dt.datetime.now().astimezone().isoformat(timespec="seconds"))), "ascii")
    return before
