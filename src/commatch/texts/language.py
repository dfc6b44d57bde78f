"""Which language the program speaks and writes: the option, the environment, the locale, else Chinese."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Literal

__all__ = ["Language", "choose"]

Language = Literal["zh", "en"]


def choose(argv: Sequence[str] = (), environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Language:
    """Return the language of messages, help and the workbooks that are written.

    Parameters
    ----------
    argv : sequence of str
        The command line, looked at for ``--lang``.
    environ : mapping of str to str
        The environment.
    platform : str
        As ``sys.platform`` names it.

    Returns
    -------
    {'zh', 'en'}
        What ``--lang`` says, else ``COMMATCH_LANG``, else the locale: Chinese for one that starts with zh, English
        for any other; Chinese where there is none, or it is C or POSIX.
    """
    asked = _language(_option(argv)) or _language(environ.get("COMMATCH_LANG", ""))
    return asked or _locale(environ, platform)


def _option(argv: Sequence[str]) -> str:
    """Return the last ``--lang`` of a command line; what follows ``--`` is no option."""
    found = ""
    for number, word in enumerate(argv):
        if word == "--":
            break
        if word.startswith("--lang="):
            found = word.removeprefix("--lang=")
        elif word == "--lang" and number + 1 < len(argv):
            found = argv[number + 1]
    return found


def _language(text: str) -> Language | None:
    name = text.strip().casefold()
    if name.startswith(("zh", "chinese", "中文")):
        return "zh"
    return "en" if name.startswith("en") else None


def _locale(environ: Mapping[str, str], platform: str) -> Language:
    name = next((value for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environ.get(key, "").strip())), "")
    if not name and platform == "win32":
        import locale

        name = locale.getlocale()[0] or ""
    bare = name.split(".")[0].split("@")[0].casefold()
    if bare in ("", "c", "posix"):
        return "zh"
    return _language(bare) or "en"
