"""A parser in another language that gives up writes to the error stream before its error reaches Python."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

__all__ = ["without_noise"]

_STDERR = 2
_ALONE = threading.RLock()
"""Of two threads the second would put back the first one's silence as if it were the real stream."""


@contextmanager
def without_noise() -> Iterator[None]:
    """Send what is written to the process's error stream nowhere for a while."""
    with _ALONE:
        try:
            kept = os.dup(_STDERR)
        except OSError:  # there is no such stream
            yield
            return
        try:
            if sys.stderr is not None:
                with suppress(OSError, ValueError):
                    sys.stderr.flush()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _STDERR)
            os.close(nowhere)
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)
