"""What Typer found wrong with a command line, in words."""

from __future__ import annotations

from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["usage_words"]


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
