"""What a batch remembers of each community and month, beside its files: what is whole need not be done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from commatch import __version__
from commatch.batching.outputs import digest_of
from commatch.batching.work import Task
from commatch.settings import as_text, setting_names
from commatch.workbook.save import save_bytes

__all__ = ["NAME", "State", "Whole", "key_of", "load", "remember"]

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
    """

    key: str
    figures: Mapping[str, Any]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of a folder of results.

    Attributes
    ----------
    months : mapping of str to Whole
        What came out whole, the latest of each month.
    written : mapping of str to str
        SHA-256 of every file that any run wrote, as it was left.
    """

    months: Mapping[str, Whole] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def whole(self, key: str, home: Path) -> Whole | None:
        """Return what was made of just this, if every file is there as it was written."""
        for one in self.months.values():
            if one.key == key and all(digest_of(home / name) == digest for name, digest in one.files.items()):
                return one
        return None


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
                month: Whole(one["key"], dict(one["figures"]), dict(one["files"]))
                for month, one in found["months"].items()
            }
            return State(months, dict(found["written"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    return State()


def remember(home: Path, files: Iterable[str], key: str = "", figures: Mapping[str, Any] | None = None) -> None:
    """Remember files that were written, once all of them are there, beside those of earlier runs.

    Parameters
    ----------
    home : Path
        Their folder.
    files : iterable of str
        Their names.
    key, figures
        Of a community that came out whole with them, which takes the place of what was remembered of its month.

    Raises
    ------
    OutputError
        It can't be written.
    """
    before, digests = load(home), {name: digest_of(home / name) for name in files}
    months = dict(before.months)
    if figures is not None:
        months[str(figures.get("month") or "")] = Whole(key, figures, digests)
    said = {
        "schema": _SCHEMA,
        "months": {month: asdict(one) for month, one in months.items()},
        "written": {**before.written, **digests},
    }
    data = json.dumps(said, sort_keys=True, ensure_ascii=False, indent=1).encode()
    save_bytes(data, home / NAME, ".json", private=True, force=True)
