"""What a batch remembers of a community that came out whole, beside its files: a later run need not do it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commatch import __version__
from commatch.batching.outputs import digest_of
from commatch.batching.work import Task
from commatch.settings import as_text, setting_names
from commatch.workbook.save import save_bytes

__all__ = ["NAME", "State", "key_of", "load", "store"]

NAME = ".commatch-batch.json"
_SCHEMA = "commatch.batch-state/1"


@dataclass(frozen=True, slots=True)
class State:
    """A community that came out whole.

    Attributes
    ----------
    key : str
        What it was made of: see :func:`key_of`.
    figures : mapping of str to object
        What came out, for the summary.
    files : mapping of str to str
        SHA-256 of every file by its name in the community's folder.
    """

    key: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def whole(self, home: Path) -> bool:
        """Tell whether every file is there as it was written."""
        return all(digest_of(home / name) == digest for name, digest in self.files.items())


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
            return State(found["key"], dict(found["figures"]), dict(found["files"]))
    except (OSError, ValueError, TypeError, KeyError):
        pass
    return State()


def store(home: Path, key: str, figures: Mapping[str, Any], files: Iterable[str]) -> None:
    """Remember a community, once all its files are there.

    Raises
    ------
    OutputError
        It can't be written.
    """
    digests = {name: digest_of(home / name) for name in files}
    said = {"schema": _SCHEMA, "key": key, "figures": figures, "files": digests}
    data = json.dumps(said, sort_keys=True, ensure_ascii=False, indent=1).encode()
    save_bytes(data, home / NAME, ".json", private=True, force=True)
