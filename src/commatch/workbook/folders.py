"""A folder of files onto the disk, all of them or none: made beside its place and only then put there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from commatch.workbook.save import OutputError
from commatch.workbook.unfinished import beside, output_code

__all__ = ["OWN", "make_private", "written_folder"]

OWN = 0o700
"""The mode of a folder that its owner alone may look into."""


def written_folder(wanted: Path, fill: Callable[[Path], None], mine: Callable[[Path], bool], *, force: bool) -> Path:
    """Write a private folder, all of it or nothing.

    Parameters
    ----------
    wanted : Path
        Where; a folder that is there keeps its name, and a number is added to that of the new one.
    fill : callable
        Writes the files into the folder that it is given.
    mine : callable
        Tells whether a file is of those that are written here: a folder that holds any other is never replaced.
    force : bool
        Replace a folder that is there.

    Returns
    -------
    Path
        The folder written.

    Raises
    ------
    OutputError
        It could not be written; nothing is left behind, and what was there is there again.
    """
    if not wanted.parent.is_dir():
        raise OutputError("no_folder", wanted.parent)
    try:
        with beside(wanted.parent) as new:
            old = new.with_suffix(".old")
            try:
                make_private(new)
                fill(new)
                target = _target(wanted, replace=force and _holds_only(wanted, mine))
                if target.exists():
                    target.rename(old)
                new.rename(target)
            finally:
                if old.exists() and not wanted.exists():
                    old.rename(wanted)
                shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise OutputError(output_code(error), wanted) from error
    return target


def make_private(folder: Path) -> None:
    """Make a folder that its owner alone may look into, whatever the umask."""
    folder.mkdir(mode=OWN)
    folder.chmod(OWN)


def _target(wanted: Path, *, replace: bool) -> Path:
    target, number = wanted, 1
    while os.path.lexists(target) and not (replace and target == wanted):
        number += 1
        target = wanted.with_name(f"{wanted.name}-{number}")
    return target


def _holds_only(folder: Path, mine: Callable[[Path], bool]) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    return all(not path.is_symlink() and (path.is_dir() or mine(path)) for path in folder.rglob("*"))
