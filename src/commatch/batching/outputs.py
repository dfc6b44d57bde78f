"""What came back of a community onto the disk: whole or not at all, and never over what somebody may have changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from commatch.batching import state
from commatch.batching.state import digest_of
from commatch.batching.work import File
from commatch.workbook.folders import make_private
from commatch.workbook.save import OutputError, save_bytes
from commatch.workbook.unfinished import beside, output_code, sweep

__all__ = ["made_folder", "room_for", "write"]


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
    home: Path, files: Sequence[File], inputs: Sequence[Path], *, force: bool
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Write a community's files; return their SHA-256 by the names that they have, and which files were left alone.

    A file that is there already in the same bytes is as good as written, one that is as an earlier run left it is
    replaced. One that holds anything else is kept, unless ``force``: decisions may have been typed into it. Where it
    was made of the same it stays the community's; else the new one gets a number, the first under which nothing is that
    somebody has changed. A list and its loans have one number, and what is made of the list goes by it.

    Parameters
    ----------
    home : Path
        The community's folder; made where it is not there.
    files : sequence of File
        What is to be in it.
    inputs : sequence of Path
        Files that are never written over.
    force : bool
        Replace files, whatever they hold.

    Raises
    ------
    OutputError
        One can't be written; those before it are there.
    """
    try:
        made_folder(home, private=True)
        sweep(home)
        return _written(home, files, inputs, force=force)
    except OSError as error:
        raise OutputError(output_code(error), home) from error


@dataclass(frozen=True, slots=True)
class _There:
    """What lies in a folder, beside what is known of it."""

    home: Path
    known: state.State
    force: bool

    def ours(self, name: str) -> bool:
        """Tell whether a file is as a run left it."""
        return digest_of(self.home / name) in self.known.written.get(name, ())

    def changed(self, name: str, digest: str) -> bool:
        """Tell whether a file is neither ours nor what is to be written, and is to be kept."""
        path = self.home / name
        return not self.force and os.path.lexists(path) and digest_of(path) != digest and not self.ours(name)

    def number(self, digests: Mapping[str, str], number: int = 1) -> int:
        """Return the first number under which files may go: nothing was changed there, or what was made of the same."""
        made = {name: digest for one in self.known.months.values() for name, digest in one.files.items()}
        while any(
            self.changed(name, digest) and made.get(name) != digest
            for name, digest in ((_numbered(name, number), digest) for name, digest in digests.items())
        ):
            number += 1
        return number

    def name(self, file: File, plan: int, digest: str) -> tuple[str, str]:
        """Return what a file would be called beside its plan, and what it is called."""
        folder, _, rest = file.name.partition("/")
        if file.part != "of_plan":
            first, number = file.name, plan if file.part == "plan" else self.number({file.name: digest})
        elif rest:
            first = f"{_numbered(folder, plan)}/{rest}"
            return first, _numbered(first, self.number({first: digest}))
        else:
            first, number = _numbered(file.name, plan), self.number({file.name: digest}, plan)
        return first, _numbered(file.name, number)


def _written(
    home: Path, files: Sequence[File], inputs: Sequence[Path], *, force: bool
) -> tuple[dict[str, str], tuple[str, ...]]:
    there = _There(home, state.load(home), force)
    digests = [hashlib.sha256(file.data).hexdigest() for file in files]
    plan = there.number({file.name: at for file, at in zip(files, digests, strict=True) if file.part == "plan"})
    names = [there.name(file, plan, digest) for file, digest in zip(files, digests, strict=True)]
    state.expect(home, {name: digest for (_, name), digest in zip(names, digests, strict=True)})
    found, kept = {}, []
    for file, (first, name), digest in zip(files, names, digests, strict=True):
        for folder in list(PurePosixPath(name).parents)[-2::-1]:
            made_folder(home / folder, private=True)
            sweep(home / folder)
        target = written = home / name
        if not there.changed(name, digest) and digest_of(target) != digest:
            replace = force or there.ours(name)
            written = save_bytes(file.data, target, target.suffix, private=file.private, force=replace, inputs=inputs)
        found[written.relative_to(home).as_posix()] = digest
        if written != target or there.changed(first, digest):
            kept.append(first)
    if found.keys() - {name for _, name in names}:  # one is open in another program
        state.expect(home, found)
    return found, tuple(kept)


def _numbered(name: str, number: int) -> str:
    path = PurePosixPath(name)
    return name if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}").as_posix()
