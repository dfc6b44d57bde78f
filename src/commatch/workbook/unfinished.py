"""Files that are being written, beside their places: known by name, and taken away where a run ended before them."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["beside", "discard", "gone_at_the_end", "output_code", "sweep"]

_LEFT_BEHIND = re.compile(r"\.commatch-[0-9a-f]{16}\.tmp")
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_TAKEN = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}

_going_on: set[Path] = set()
"""What this process is writing now, and what says that it is at it."""


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Give a name in a folder for what is being written, file or folder; what still has it in the end is taken away."""
    with gone_at_the_end(folder / f".commatch-{secrets.token_hex(8)}.tmp") as path:
        yield path


@contextmanager
def gone_at_the_end(path: Path) -> Iterator[Path]:
    """Have a file or folder taken away at the end, however this process ends; it stays only where that is killed."""
    path = path.absolute()
    _going_on.add(path)
    try:
        yield path
    finally:
        _remove(path)
        _going_on.discard(path)


def discard() -> None:
    """Take away all that this process is writing: it is about to end."""
    for path in tuple(_going_on):
        _remove(path)


def sweep(folder: Path, older_than: float = 0.0) -> None:
    """Take away what runs that were killed while writing left in a folder.

    Parameters
    ----------
    folder : Path
        Where to look.
    older_than : float
        Seconds for which it must have been left alone; 0 where no other run can be writing there.
    """
    with contextlib.suppress(OSError):
        for path in folder.glob(".commatch-*.tmp"):
            if _LEFT_BEHIND.fullmatch(path.name) and time.time() - path.lstat().st_mtime >= older_than:
                _remove(path)


def output_code(error: OSError) -> str:
    """Return why something can't be written, as an ``OutputError`` says it.

    That is ``disk_full``, ``name_taken`` (by a file where a folder is wanted, or by a folder), or ``not_writable``.
    """
    return "disk_full" if error.errno in _FULL else "name_taken" if error.errno in _TAKEN else "not_writable"


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)
