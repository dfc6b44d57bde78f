"""The log of unattended runs: a line for each, and one for each community that failed; nothing personal is in it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from commatch.telling.exits import Exit

__all__ = ["lines_of", "log"]

_SIZE, _KEPT = 1_000_000, 5
"""Bytes after which a log begins anew, and how many old ones are kept."""


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """Let it be known: whoever logs says it."""
        raise  # logging calls this while it handles the exception


def log(path: Path, lines: Iterator[str]) -> str:
    """Add lines to a log, and return why that was not possible, '' where it was.

    Parameters
    ----------
    path : Path
        The log; old ones beside it are called ``.1`` to ``.5``.
    lines : iterator of str
        What is added.
    """
    handler = _Handler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True)
    try:
        for line in lines:
            handler.emit(logging.makeLogRecord({"msg": line}))
    except OSError as fault:
        return fault.strerror or type(fault).__name__
    finally:
        handler.close()
    return ""


def lines_of(
    began: str,
    command: str,
    month: str,
    exit: Exit,
    seconds: float,
    ran: Mapping[str, Any],
    killed: Iterable[Mapping[str, str]] = (),
) -> Iterator[str]:
    """Yield the lines of a run: those before that were killed, how it ended, each community that failed.

    Parameters
    ----------
    began : str
        When it began.
    command, month : str
        What was done, of which month.
    exit : Exit
        How it ended.
    seconds : float
        How long it took.
    ran : mapping of str to object
        The JSON document of the command.
    killed : iterable of mapping of str to str
        When runs before it began that were killed, and what is said of them.
    """
    from commatch import __version__

    kept = ("communities", "done", "resumed", "failed", "planned", "served", "errors", "warnings")
    counts = {key: value for key, value in ran.get("counts", {}).items() if key in kept}
    facts = {"run": command, "month": month, "exit": int(exit), "outcome": exit.outcome, **counts}
    facts |= {"seconds": round(seconds, 1), "version": __version__}
    yield from (_line(began, facts) for facts in killed)
    yield _line(began, facts)
    if ran.get("message"):
        yield _line(began, {"message": ran["message"]})
    for one in ran.get("communities", ()):
        if one["exit_code"]:
            yield _line(began, {"failed": one["community"], "exit": one["exit_code"], "message": one["message"]})


def _line(began: str, facts: Mapping[str, object]) -> str:
    words = (f"{key}={_word(value)}" for key, value in facts.items() if value not in ("", None))
    return " ".join((began, *words))


def _word(value: object) -> str:
    """Return a value as one word, in quotes where it could be taken for several; a line stays a line."""
    text = " ".join(str(value).split())
    plain = text.isascii() and text and not set(text) & set(" \"'=\\")
    return text if plain else json.dumps(text, ensure_ascii=False)
