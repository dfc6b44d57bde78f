"""What came back of a community onto the disk: whole or not at all, and never over what somebody may have changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from commatch.batching import state
from commatch.batching.numbering import There
from commatch.batching.state import digest_of
from commatch.batching.work import File
from commatch.month.numbered import Number
from commatch.texts.language import Language
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
    home: Path, files: Sequence[File], inputs: Sequence[Path], month: str, lang: Language, *, force: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """Write a community's files; return their SHA-256 by the names that they have, and what stands for which others.

    A file that is there already in the same bytes is as good as written, one that is as an earlier run left it is
    replaced. One that holds anything else is kept, unless ``force``: decisions may have been typed into it. Where it
    was made of the same it stays the community's; else the new one gets a number. A list and its loans have one number,
    behind all lists that stay, and what is made of the list goes by it. A list with a higher number, by which it would
    be taken for the newer one, is taken away if it is as an earlier run left it.

    Parameters
    ----------
    home : Path
        The community's folder; made where it is not there.
    files : sequence of File
        What is to be in it.
    inputs : sequence of Path
        Files that are never written over.
    month : str
        The month of the lists that are among them; '' where there is none.
    lang : {'zh', 'en'}
        Language of what is written.
    force : bool
        Replace files, whatever they hold; a list is written without a number then.

    Returns
    -------
    tuple of (dict of str to str, dict of str to str)
        The files, and by the names of those that were left alone, lists and loans apart, the ones that were written.

    Raises
    ------
    OutputError
        One can't be written; those before it are there.
    """
    try:
        made_folder(home, private=True)
        sweep(home)
        return _written(home, files, inputs, month, lang, force=force)
    except OSError as error:
        raise OutputError(output_code(error), home) from error


def _written(
    home: Path, files: Sequence[File], inputs: Sequence[Path], month: str, lang: Language, *, force: bool
) -> tuple[dict[str, str], dict[str, str]]:
    held: frozenset[str] = frozenset()
    tried: set[str] = set()
    while True:  # whatever is found to be open in another program has all of the plan go elsewhere
        there = There(home, month, lang, state.load(home), force, held)
        found, kept, more = _tried(there, files, inputs)
        if more <= held:
            for name in tried.difference(found):
                if there.ours(name):
                    with contextlib.suppress(OSError):  # it lies before the new one
                        _unlink(home, name)
            with contextlib.suppress(OutputError):  # they are there, and known for ours as they are expected
                state.settled(home, {name: (digest,) for name, digest in found.items()})
            return found, kept
        held |= more
        tried |= found.keys()


def _tried(
    there: There, files: Sequence[File], inputs: Sequence[Path]
) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Write files; return them, what stands for which others, and which of the lists are open in another program."""
    home = there.home
    digests = {file: hashlib.sha256(file.data).hexdigest() for file in files}
    names = there.names(digests)
    called = {name: digests[file] for file, (name, _) in names.items()}
    planned = {name for file, (name, _) in names.items() if file.part == "plan"}
    held = {name for name in _giving_way(there, called, planned) if _is_open(home / name)}
    if held:  # nothing has been touched
        return {}, {}, held
    state.expect(home, called)
    found: dict[str, str] = {}
    kept: dict[str, str] = {}
    for file, (name, left) in names.items():
        digest = digests[file]
        for folder in list(PurePosixPath(name).parents)[-2::-1]:
            made_folder(home / folder, private=True)
            sweep(home / folder)
        target = written = home / name
        if not there.changed(name, digest) and digest_of(target) != digest:
            replace = there.force or there.ours(name)
            written = save_bytes(file.data, target, target.suffix, private=file.private, force=replace, inputs=inputs)
        new = written.relative_to(home).as_posix()
        found[new] = digest
        if written != target:  # it is open in another program
            state.settled(home, {new: (digest,), name: there.known.written.get(name, ())})
            left = [*left, name]
            if file.part == "plan":
                return found, kept, {name}
        kept |= dict.fromkeys(left, new)
    if not planned or not there.lists:
        return found, kept, set()
    left, held = _taken_away(there, found)
    return found, dict.fromkeys(left, "") | kept, held


def _giving_way(there: There, called: Mapping[str, str], planned: Collection[str]) -> Iterator[str]:
    """Yield what is to be written over or taken away for the files of a plan."""
    for name in sorted(planned):
        if not there.changed(name, called[name]) and digest_of(there.home / name) not in ("", called[name]):
            yield name
    if planned and there.lists:
        yield from (name for _, name in there.behind(called) if not there.stays(name))


def _is_open(path: Path) -> bool:
    """Tell whether a file is open in another program, where that keeps it from being moved: here, to where it is."""
    try:
        os.replace(path, path)
    except PermissionError:
        return True
    return False


def _taken_away(there: There, found: Mapping[str, str]) -> tuple[list[str], set[str]]:
    """Take away what nobody is to go by any more; return what somebody changed of it, and what is open elsewhere.

    Raises
    ------
    OutputError
        Loans that have the plan's number can't be.
    """
    left: list[str] = []
    held: dict[Number, str] = {}
    own = there.own(found)
    for number, name in there.behind(found):
        if there.stays(name):
            left.append(name)
            continue
        try:
            if number not in held:
                _unlink(there.home, name)
        except OSError as error:
            if number == own:
                raise OutputError(output_code(error), there.home / name) from error
            held[number] = name
    return left, set(held.values())


def _unlink(home: Path, name: str) -> None:
    """Take a file of ours away: what anybody puts in its place is not known for ours."""
    path = home / name
    path.unlink(missing_ok=True)
    state.settled(home, {name: ()})
    if path.parent != home:
        with contextlib.suppress(OSError):  # it holds more
            path.parent.rmdir()
