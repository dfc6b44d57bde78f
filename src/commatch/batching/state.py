"""What a batch remembers of each community and month, beside its files: what is whole need not be done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from commatch import __version__
from commatch.batching.work import Task
from commatch.settings import as_text, setting_names
from commatch.workbook.save import save_bytes

__all__ = ["NAME", "State", "Whole", "digest_of", "expect", "key_of", "load", "remember", "settled"]

NAME = ".commatch-batch.json"
_SCHEMA = "commatch.batch-state/2"


@dataclass(frozen=True, slots=True)
class Whole:
    """A month of a community that came out whole.

    Attributes
    ----------
    key : str
        What it was made of: see :func:`key_of`.
    figures : mapping of str to object
        What came out, for the summary.
    files : mapping of str to str
        SHA-256 of every file by its name in the community's folder.
    kept : mapping of str to str
        The file that was written in place of each that was left alone, by names; '' where there is none.
    """

    key: str
    figures: Mapping[str, Any]
    files: Mapping[str, str]
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of a folder of results.

    Attributes
    ----------
    months : mapping of str to Whole
        What came out whole, the latest of each month.
    written : mapping of str to tuple of str
        SHA-256 of every file that any run wrote, as it was left; several where a run may have ended before it was
        replaced.
    """

    months: Mapping[str, Whole] = field(default_factory=dict)
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def whole(self, key: str, home: Path) -> Whole | None:
        """Return what was made of just this, if every file is there, whatever was changed in it since."""
        for one in self.months.values():
            if one.key == key and all(
                (home / name).is_file() and self.made_of(name, digest) for name, digest in one.files.items()
            ):
                return one
        return None

    def ours(self, home: Path, name: str) -> bool:
        """Tell whether a file is as a run left it."""
        return digest_of(home / name) in self.written.get(name, ())

    def made_of(self, name: str, digest: str) -> bool:
        """Tell whether just this was written into a file, whatever has become of it."""
        return self.written.get(name) == (digest,)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, '' where it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def key_of(task: Task) -> str:
    """Return what everything that makes up a community's result comes to: its files, settings, options, the version."""
    asked = task.asked
    said = {
        "version": __version__,
        "lang": task.lang,
        "steps": task.steps,
        "settings": {name: as_text(getattr(asked.settings, name)) for name in setting_names()},
        "overrides": {name: repr(value) for name, value in asked.overrides.items()},
        "problems": [repr(problem) for problem in (*asked.problems, *task.unread)],
        "options": [asked.accept_proposals, asked.remedies, asked.gaps],
        "share": task.share.key if task.share is not None else "",
        "files": [(name, hashlib.sha256(data).hexdigest()) for name, data in task.contents],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def load(home: Path) -> State:
    """Return what is remembered of a folder; nothing where it can't be read."""
    try:
        found = json.loads((home / NAME).read_text("utf-8"))
        if found["schema"] == _SCHEMA:
            months = {
                month: Whole(one["key"], dict(one["figures"]), dict(one["files"]), dict(one.get("kept", {})))
                for month, one in found["months"].items()
            }
            return State(months, {name: _digests(one) for name, one in found["written"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    return State()


def expect(home: Path, digests: Mapping[str, str]) -> None:
    """Remember files that are about to be written: however that ends, what is there then is known for ours.

    Until it has ended it is not known which of two things a file holds, nor what one that somebody changed was made of.

    Parameters
    ----------
    home : Path
        Their folder.
    digests : mapping of str to str
        SHA-256 of what they will hold, by name.

    Raises
    ------
    OutputError
        It can't be written.
    """
    known = load(home)
    written = dict(known.written)
    for name, digest in digests.items():
        there = digest_of(home / name)
        before = written.get(name, ()) if there not in ("", digest) else ()
        written[name] = tuple(dict.fromkeys((*((there,) if there in before else before), digest)))
    _save(home, known, replace(known, written=written))


def settled(home: Path, digests: Mapping[str, tuple[str, ...]]) -> None:
    """Remember of files that were expected what has become of them.

    Parameters
    ----------
    home : Path
        Their folder.
    digests : mapping of str to tuple of str
        SHA-256 of what was written into them, by name; nothing where they are gone.

    Raises
    ------
    OutputError
        It can't be written.
    """
    known = load(home)
    written = {name: one for name, one in {**known.written, **digests}.items() if one}
    _save(home, known, replace(known, written=written))


def remember(
    home: Path, digests: Mapping[str, str], kept: Mapping[str, str], key: str, figures: Mapping[str, Any]
) -> None:
    """Remember a community that came out whole, in place of what was remembered of its month.

    Parameters
    ----------
    home : Path
        Its folder.
    digests : mapping of str to str
        SHA-256 of what was made, by the names of the files.
    kept, key, figures
        See :class:`Whole`.

    Raises
    ------
    OutputError
        It can't be written.
    """
    known = load(home)
    months = {**known.months, str(figures.get("month") or ""): Whole(key, figures, digests, kept)}
    written = {**known.written, **{name: (digest,) for name, digest in digests.items()}}
    _save(home, known, State(months, written))


def _digests(found: str | Iterable[str]) -> tuple[str, ...]:
    """Return what is remembered of a file; an earlier version wrote one digest and no list."""
    return (found,) if isinstance(found, str) else tuple(found)


def _save(home: Path, known: State, state: State) -> None:
    if state == known:
        return
    said = {"schema": _SCHEMA, **asdict(state)}
    data = json.dumps(said, sort_keys=True, ensure_ascii=False, indent=1).encode()
    save_bytes(data, home / NAME, ".json", private=True, force=True)
