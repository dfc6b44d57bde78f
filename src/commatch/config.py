"""The settings file ``commatch.toml``."""

from __future__ import annotations

import os
from pathlib import Path

from commatch.amending import amend
from commatch.problems import Place, Problem, error
from commatch.settings import DEFAULTS, Settings

__all__ = ["FILE_NAME", "load_config"]

FILE_NAME = "commatch.toml"


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

    place = Place(Path(path).name)
    try:
        values = tomllib.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        return settings, [error("config_unreadable", place, Path(path).name, detail=fault.strerror or "")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        return settings, [error("bad_toml", place, Path(path).name, detail=str(fault))]
    return amend(settings, values, {key: Place(place.file, "", key) for key in values})
