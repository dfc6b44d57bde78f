"""Files as the library's functions take them: paths of any kind, one or several."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

__all__ = ["Content", "FileLike", "PathLike", "paths_of"]

PathLike = str | os.PathLike[str]
Content = tuple[str, bytes]
"""A file that is in memory: its name and all it holds."""
FileLike = PathLike | Content
"""A file on the disk or in memory."""


def paths_of(chosen: PathLike | Sequence[PathLike]) -> list[Path]:
    """Return the paths of one file or of several."""
    return [Path(chosen)] if isinstance(chosen, (str, os.PathLike)) else [Path(item) for item in chosen]
