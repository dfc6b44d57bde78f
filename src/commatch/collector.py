"""The garbage collector, out of the way while a large sheet is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["paused"]


@contextmanager
def paused() -> Iterator[None]:
    """Collect no garbage for a while, then as before.

    Reading makes a great many values that stay and no cycles; the collector would look through all of them again
    and again for nothing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
