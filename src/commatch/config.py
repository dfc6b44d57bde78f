"""The settings file ``commatch.toml``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commatch.amending import amend
from commatch.problems import Place, Problem, error
from commatch.settings import DEFAULTS, Settings

__all__ = ["FILE_NAME", "RUN", "load_config", "placed", "toml_of"]

FILE_NAME = "commatch.toml"
RUN = "run"
"""The table that is no setting: what ``commatch run`` does."""
_HEAD, _KEY = re.compile(r"\s*\[\s*([\w-]+)\s*\]"), re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")


def load_config(path: str | os.PathLike[str], settings: Settings = DEFAULTS) -> tuple[Settings, list[Problem]]:
    """Return settings amended by a TOML file, and what is wrong in it.

    Parameters
    ----------
    path : path-like
        The file; its keys are those of :class:`~commatch.settings.Settings`, tables for ``group_bonus`` and
        ``group_aliases``.
    settings : Settings
        What holds where the file says nothing.

    Returns
    -------
    tuple of (Settings, list of Problem)
        A file that can't be read changes nothing and is an error, as is a key that is unknown or a value that
        doesn't fit.
    """
    import tomllib

    name = Path(path).name
    try:
        values, lines = _read(path)
    except OSError as fault:
        return settings, [error("config_unreadable", Place(name), name, detail=fault.strerror or "")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        return settings, [error("bad_toml", Place(name), name, detail=str(fault))]
    own = {key: value for key, value in values.items() if key != RUN}
    return amend(settings, own, {key: Place(name, "", placed(key, lines.get(("", key)))) for key in own})


def toml_of(path: str | os.PathLike[str]) -> tuple[Mapping[str, Any] | None, Mapping[tuple[str, str], int]]:
    """Return what a TOML file says, and the lines of its keys by table and key; ``None`` where it can't be read."""
    try:
        return _read(path)
    except (OSError, ValueError):  # what is wrong with a TOML file is a ValueError
        return None, {}


def placed(key: str, line: int | None) -> str:
    """Return where a key stands."""
    return f"{line}: {key}" if line else key


def _read(path: str | os.PathLike[str]) -> tuple[Mapping[str, Any], Mapping[tuple[str, str], int]]:
    import tomllib

    text = Path(path).read_bytes().decode("utf-8-sig")
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = head[1]
        elif key := _KEY.match(line):
            lines.setdefault((table, key[1]), number)
    return tomllib.loads(text), lines
