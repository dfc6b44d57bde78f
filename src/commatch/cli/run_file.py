"""The table ``[run]`` of a settings file: what is run unattended; all that is wrong with it at once."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commatch.assemble.settings_sheet import next_month
from commatch.batching.api import STEPS
from commatch.cli.files import expanded
from commatch.cli.span import seconds_of
from commatch.config import RUN, load_config, placed, toml_of
from commatch.problems import Place, Problem, error
from commatch.texts.run import RUN_KEYS

__all__ = ["ONLY_OF", "RunFile", "load_run"]

_NEEDED = ("command", "inputs", "output")
ONLY_OF = {"do": "batch", "jobs": "batch", "cluster": "batch", "pool": "batch", "resume": "batch", "previous": "match"}
"""Keys that only one of the commands has."""


@dataclass(frozen=True)
class RunFile:
    """What a settings file says of a run; relative paths are relative to its folder.

    Attributes
    ----------
    path : Path
        The file.
    values : mapping of str to object
        What the table says, by key, each read as what it is; those that are not said are not there.
    month : str
        The month to be planned, ``YYYY-MM``.
    """

    path: Path
    values: Mapping[str, Any]
    month: str

    @property
    def log(self) -> Path | None:
        """The log; ``None`` where none is kept."""
        return self.path.parent / self.values["log"] if "log" in self.values else None


def load_run(path: Path, today: dt.date) -> tuple[RunFile, list[Problem]]:
    """Return what a file says of a run, and what is wrong with it and with the settings in it.

    Parameters
    ----------
    path : Path
        The file, which is there.
    today : datetime.date
        The day from which the month is counted.
    """
    settings, problems = load_config(path)
    values, lines = toml_of(path)
    table = values.get(RUN) if values is not None else None
    if values is None or not isinstance(table, dict):
        missing = [] if values is None else [error("run_missing", Place(path.name))]
        return RunFile(path, {}, ""), [*problems, *missing]

    def place(key: str) -> Place:
        return Place(path.name, f"[{RUN}]", placed(key, lines.get((RUN, key))))

    found: dict[str, Any] = {}
    for key, value in table.items():
        if key not in RUN_KEYS:
            problems.append(error("run_unknown_key", place(key), key, known="、".join(_near(key))))
            continue
        if value == "":
            continue
        try:
            found[key] = _READ[key](value)
        except ValueError:
            problems.append(error("run_bad_value", place(key), _typed(value), run_key=key))
    problems += [error("run_missing_key", place(key), key, run_key=key) for key in _NEEDED if not table.get(key)]
    command = found.get("command")
    if command == "batch" and len(found.get("inputs", ())) > 1:
        problems.append(error("run_bad_value", place("inputs"), _typed(table["inputs"]), run_key="inputs"))
    for key, only in ONLY_OF.items():
        if command and key in found and command != only:
            problems.append(error("run_not_for", place(key), key, command=command, only=only))
    if settings.month and "month" in found:
        problems.append(error("run_two_months", place("month"), found["month"]))
    problems += [error("run_no_path", place(key), value) for key, value in _not_there(path.parent, found)]
    month = f"{settings.month:%Y-%m}" if settings.month and "month" not in found else ""
    return RunFile(path, found, month or _month(found.get("month", "next"), today)), problems


def _not_there(home: Path, found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the keys whose paths lead nowhere, and the paths."""
    missing: list[tuple[str, str]] = []
    names = found.get("inputs", ())
    if found.get("command") == "batch":
        missing += [("inputs", name) for name in names if not (home / name).is_dir()]
    elif found.get("command") == "match":
        missing += [("inputs", name) for name in names if not any(map(Path.is_file, expanded([str(home / name)])))]
    if "previous" in found and not (home / found["previous"]).is_file():
        missing.append(("previous", found["previous"]))
    if "output" in found and not (home / found["output"]).parent.is_dir():
        missing.append(("output", str(Path(found["output"]).parent)))
    return missing


def _typed(value: object) -> str:
    """Return a value as it stands in the file, or nearly."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _month(said: str, today: dt.date) -> str:
    if said in ("next", "this"):
        return f"{next_month(today) if said == 'next' else today:%Y-%m}"
    return said


def _near(key: str) -> list[str]:
    from rapidfuzz import process

    return [match[0] for match in process.extract(key, list(RUN_KEYS), limit=2, score_cutoff=60)]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    texts = tuple(map(_text, value if isinstance(value, list) else [value]))
    if not all(texts):
        raise ValueError
    return texts


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError
    return value


def _span(value: object) -> float:
    seconds = seconds_of(str(value)) if isinstance(value, str | int | float) else None
    if not seconds or isinstance(value, bool):
        raise ValueError
    return seconds


def _some_month(value: object) -> str:
    from commatch.workbook import cells

    text = _text(value) if not isinstance(value, dt.date) else f"{value:%Y-%m}"
    if text in ("next", "this"):
        return text
    month = cells.month(text).value
    if month is None or not re.search(r"\d{4}", text):  # a month without its year is another one every year
        raise ValueError
    return f"{month:%Y-%m}"


def _steps(value: object) -> tuple[str, ...]:
    names = tuple(name for text in _texts(value) for name in re.split(r"[,，、;；\s]+", text.casefold()) if name)
    if not set(names) <= set(STEPS):
        raise ValueError
    return names


def _one_of(*words: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in words:
            raise ValueError
        return str(value)

    return read


_READ: Mapping[str, Callable[[object], object]] = {
    "command": _one_of("batch", "match"),
    "inputs": _texts,
    "output": _text,
    "month": _some_month,
    "log": _text,
    "timeout": _span,
    "lang": _one_of("zh", "en"),
    "do": _steps,
    "jobs": _count,
    "cluster": _text,
    "pool": _flag,
    "resume": _flag,
    "previous": _text,
    "force": _flag,
    "accept_proposals": _flag,
    "remedies": _flag,
    "gaps": _flag,
}
