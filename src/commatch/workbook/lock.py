"""A folder of results is written by one run at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commatch.workbook.save import OutputError
from commatch.workbook.unfinished import output_code

__all__ = ["NAME", "locked"]

NAME = ".commatch.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder of results; the system lets go of it when this process ends, however it does.

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
        yield
    finally:
        with contextlib.suppress(OSError):  # on some network disks letting go can fail; the end of the process does it
            lock.release()
