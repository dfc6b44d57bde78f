"""Files as the library's functions take them: paths of any kind, one or several."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

__all__ = ["PathLike", "paths_of"]

PathLike = str | os.PathLike[str]


def paths_of(chosen: PathLike | Sequence[PathLike]) -> list[Path]:
    """Return the paths of one file or of several."""
    return [Path(chosen)] if isinstance(chosen, (str, os.PathLike)) else [Path(item) for item in chosen]
