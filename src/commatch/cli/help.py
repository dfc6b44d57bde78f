"""Help pages in the language asked for: Typer's commands with pages of our own words."""

import shutil
from typing import Any

from typer.core import TyperCommand, TyperGroup

from commatch.cli.width import pad, width, wrap
from commatch.texts.cli import WORDS, say
from commatch.texts.language import Language

__all__ = ["command_class", "group_class"]

_MOST = 100
_INDENT = "  "
_CODES = (0, 2, 3, 4, 5, 6, 7, 8, 9, 1, 130)
_OF_SOME = frozenset({7, 8, 9})
"""Codes of commands that have words of their own for them."""


def command_class(lang: Language) -> type[TyperCommand]:
    """Return the class of commands whose help is in a language."""

    class Command(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return _page(self, ctx, lang)

        def get_usage(self, ctx: Any) -> str:
            return _usage(self, ctx, lang)

    return Command


def group_class(lang: Language) -> type[TyperGroup]:
    """Return the class of the group of commands whose help is in a language."""

    class Group(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return _page(self, ctx, lang)

        def get_usage(self, ctx: Any) -> str:
            return _usage(self, ctx, lang)

    return Group


def _usage(command: Any, ctx: Any, lang: Language) -> str:
    parts = [ctx.command_path, say(lang, "meta.options")]
    parts += [_argument(param) for param in command.get_params(ctx) if param.param_type_name == "argument"]
    if hasattr(command, "commands"):
        parts.append(say(lang, "meta.command"))
    return f"{say(lang, 'help.usage')}{_colon(lang)}{' '.join(parts)}"


def _page(command: Any, ctx: Any, lang: Language) -> str:
    size = min(_MOST, shutil.get_terminal_size((88, 24)).columns) - 1
    lines = [_usage(command, ctx, lang), ""]
    for paragraph in (command.help or "").strip().split("\n\n"):
        lines += [_INDENT + line for line in wrap(" ".join(paragraph.split()), size - 2)] + [""]
    arguments, options = [], []
    for param in command.get_params(ctx):
        if getattr(param, "hidden", False):
            continue
        if param.param_type_name == "argument":
            arguments.append((_argument(param), getattr(param, "help", "") or ""))
        else:
            options.append(_option(param, lang))
    commands = [
        (name, (item.help or "").split("\n\n")[0])
        for name, item in getattr(command, "commands", {}).items()
        if not item.hidden
    ]
    for title, rows in (
        ("help.arguments", arguments),
        ("help.options", options),
        ("help.commands", commands),
    ):
        if rows:
            lines += [say(lang, title) + _colon(lang).rstrip(), *_rows(rows, size), ""]
    own = [code for code in _CODES if f"exit.{command.name}.{code}" in WORDS]
    usual = _CODES if hasattr(command, "commands") else [code for code in _CODES if code not in _OF_SOME]
    keys = [(code, f"exit.{command.name}.{code}") for code in own] or [(code, f"exit.{code}") for code in usual]
    codes = [(str(code), say(lang, key)) for code, key in keys]
    lines += [say(lang, "exit.title") + _colon(lang).rstrip(), *_rows(codes, size)]
    return "\n".join(lines)


def _colon(lang: Language) -> str:
    return "：" if lang == "zh" else ": "


def _argument(param: Any) -> str:
    name = f"{param.metavar or param.name}{'…' if param.nargs == -1 else ''}"
    return name if param.required else f"[{name}]"


def _option(param: Any, lang: Language) -> tuple[str, str]:
    names = ", ".join([*param.opts, *param.secondary_opts])
    if param.name == "help":
        return names, say(lang, "help.help")
    words = param.help or ""
    if param.multiple:
        words += f"（{say(lang, 'help.repeat')}）" if lang == "zh" else f" ({say(lang, 'help.repeat')})"
    return (names if param.is_flag else f"{names} {param.metavar or ''}".rstrip()), words


def _rows(rows: list[tuple[str, str]], size: int) -> list[str]:
    first = min(30, max(width(name) for name, _ in rows)) + 2
    lines = []
    for name, words in rows:
        text = wrap(words, max(20, size - 2 - first))
        if width(name) + 2 > first:
            lines.append(_INDENT + name)
        else:
            lines.append((_INDENT + pad(name, first) + text.pop(0)).rstrip())
        lines += [_INDENT + " " * first + line for line in text]
    return lines
