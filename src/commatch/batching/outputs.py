"""What came back of a community onto the disk: whole or not at all, and never over what somebody may have changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from commatch.batching.work import File
from commatch.workbook.folders import make_private
from commatch.workbook.save import OutputError, save_bytes
from commatch.workbook.unfinished import beside, output_code, sweep

__all__ = ["digest_of", "made_folder", "room_for", "write"]


def made_folder(folder: Path, *, private: bool = False) -> Path:
    """Return a folder, made where it is not there yet; a private one is for its owner alone.

    Raises
    ------
    OutputError
        It can't be made.
    """
    try:
        if not folder.is_dir():
            make_private(folder) if private else folder.mkdir()
    except OSError as error:
        raise OutputError("no_folder" if not folder.parent.is_dir() else output_code(error), folder) from error
    return folder


@contextmanager
def room_for(home: Path, files: Sequence[File]) -> Iterator[None]:
    """See that a community's files can be written, and keep the room for them; nothing is left of it afterwards.

    Raises
    ------
    OutputError
        They can't be.
    """
    made_folder(home, private=True)
    with ExitStack() as kept:
        try:
            for file in files:
                place = kept.enter_context(beside(home))
                with open(place, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as handle:
                    handle.write(file.data)
        except OSError as error:
            raise OutputError(output_code(error), home) from error
        yield


def write(
    home: Path, files: Sequence[File], inputs: Sequence[Path], ours: Mapping[str, str], *, force: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write a community's files; return the names that they have, and those of files that were left alone.

    A file that is there already in the same bytes is as good as written, one that is as an earlier run left it is
    replaced. One that holds anything else is kept, and a number added to the name of the new one, unless ``force``:
    decisions may have been typed into it.

    Parameters
    ----------
    home : Path
        The community's folder; made where it is not there.
    files : sequence of File
        What is to be in it.
    inputs : sequence of Path
        Files that are never written over.
    ours : mapping of str to str
        SHA-256 of what an earlier run wrote, by name.
    force : bool
        Replace files, whatever they hold.

    Raises
    ------
    OutputError
        One can't be written; those before it are there.
    """
    try:
        return _written(home, files, inputs, ours, force=force)
    except OSError as error:
        raise OutputError(output_code(error), home) from error


def _written(
    home: Path, files: Sequence[File], inputs: Sequence[Path], ours: Mapping[str, str], *, force: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    made_folder(home, private=True)
    sweep(home)
    names, kept = [], []
    for file in files:
        for folder in list(PurePosixPath(file.name).parents)[-2::-1]:
            made_folder(home / folder, private=True)
            sweep(home / folder)
        target = home / file.name
        written = _same(target, file.data)
        if written is None:
            replace = force or digest_of(target) == ours.get(file.name)
            written = save_bytes(file.data, target, target.suffix, private=file.private, force=replace, inputs=inputs)
        names.append(written.relative_to(home).as_posix())
        if written != target:
            kept.append(file.name)
    return tuple(names), tuple(kept)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, '' where it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _same(target: Path, data: bytes) -> Path | None:
    """Return where the very bytes are already: under the name, or under one with a number."""
    number, path = 1, target
    while path.is_file():
        if path.read_bytes() == data:
            return path
        number += 1
        path = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return None
