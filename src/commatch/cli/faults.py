"""Exceptions at the edge in words: what Typer found wrong with a command line, and bugs of ours."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

from commatch import __version__
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["bug_words", "usage_words"]


def usage_words(fault: Exception, lang: Language) -> str | None:
    """Return what is wrong with the command line, ``None`` where the exception is about something else."""
    message = getattr(fault, "format_message", None)
    if message is None:
        return None
    kind = type(fault).__name__
    if kind == "NoSuchOption":
        return say(lang, "usage.no_option", name=getattr(fault, "option_name", "")) + _perhaps(fault, lang)
    if kind == "MissingParameter":
        return say(lang, "usage.missing", name=_parameter(fault))
    if kind == "BadOptionUsage":
        return say(lang, "usage.needs_value", name=getattr(fault, "option_name", ""))
    if kind == "BadParameter":
        return say(lang, "usage.bad_value", name=_parameter(fault), message=getattr(fault, "message", ""))
    text = str(message())
    if text.startswith("No such command"):
        quoted = text.split("'")[1::2]
        perhaps = say(lang, "usage.perhaps", names=" ".join(quoted[1:])) if quoted[1:] else ""
        words = say(lang, "usage.no_command", name=quoted[0] if quoted else "") + perhaps
        return words + say(lang, "usage.commands", names=" ".join(_commands(fault)))
    return text


def _commands(fault: Exception) -> list[str]:
    group = getattr(getattr(fault, "ctx", None), "command", None)
    return list(getattr(group, "commands", {}))


def _parameter(fault: Exception) -> str:
    param = getattr(fault, "param", None)
    if param is None:
        return ""
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name)


def _perhaps(fault: Exception, lang: Language) -> str:
    names = sorted(getattr(fault, "possibilities", None) or [])
    return say(lang, "usage.perhaps", names=" ".join(names)) if names else ""


def bug_words(fault: Exception) -> str:
    """Return the type of an exception and where it was raised: nothing that a user's file holds."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "commatch" in Path(frame.filename).parts]
    place = ""
    if ours:
        parts = Path(ours[-1].filename).with_suffix("").parts
        start = len(parts) - 1 - parts[::-1].index("commatch")
        place = f" at {'.'.join(parts[start:])}:{ours[-1].lineno}"
    return f"{type(fault).__name__}{place} (commatch {__version__}, Python {platform.python_version()}, {sys.platform})"
