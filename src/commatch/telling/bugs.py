"""A bug of ours in words."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

from commatch import __version__

__all__ = ["bug_words"]


def bug_words(fault: Exception) -> str:
    """Return the type of an exception and where it was raised: nothing that a user's file holds."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "commatch" in Path(frame.filename).parts]
    place = ""
    if ours:
        parts = Path(ours[-1].filename).with_suffix("").parts
        start = len(parts) - 1 - parts[::-1].index("commatch")
        place = f" at {'.'.join(parts[start:])}:{ours[-1].lineno}"
    return f"{type(fault).__name__}{place} (commatch {__version__}, Python {platform.python_version()}, {sys.platform})"
