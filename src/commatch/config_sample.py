"""A settings file with every setting in it, each with its default, and the table of a run; not yet in force."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields

from commatch.settings import DEFAULTS, Settings
from commatch.texts.language import Language
from commatch.texts.run import RUN_KEYS, run_key_words
from commatch.texts.template import form_words

__all__ = ["sample_config"]


def sample_config(lang: Language) -> str:
    """Return the text of a ``commatch.toml``: every setting as a comment, the default, in force without its ``#``.

    Parameters
    ----------
    lang : {'zh', 'en'}
        Language of the help.
    """
    parts = ["".join(f"# {line}\n" for line in form_words(lang, "config.head").split("\n"))]
    for item in fields(Settings):
        about = item.metadata["zh"] if lang == "zh" else item.metadata["en"]
        name = item.metadata["name_zh"]
        title = about if lang != "zh" or about.startswith(name) else f"{name}：{about}"
        parts.append(f"# {title}\n#{item.name} = {_value(getattr(DEFAULTS, item.name))}\n")
    return "\n".join((*parts, _run(lang)))


def _run(lang: Language) -> str:
    """Return the table of ``commatch run``, as a comment."""
    head = "".join(f"# {line}\n" for line in form_words(lang, "config.run").split("\n"))
    lines = [f"# {key} = {_RUN[key]}  # {run_key_words(key, lang)}\n" for key in RUN_KEYS]
    return f"{head}#\n# [run]\n{''.join(lines)}"


_RUN: Mapping[str, str] = {
    "command": '"batch"',
    "inputs": '"communities"',
    "output": '"results"',
    "month": '"next"',
    "log": '"commatch.log"',
    "timeout": '"6h"',
    "lang": '"zh"',
    "do": '["match"]',
    "jobs": "2",
    "cluster": '""',
    "pool": "false",
    "resume": "true",
    "previous": '""',
    "force": "false",
    "accept_proposals": "false",
    "remedies": "true",
    "gaps": "true",
}
"""A value of each key."""


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_value(key)} = {_value(value[key])}" for key in value)
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str) or value is None:
        return json.dumps(value or "", ensure_ascii=False)
    return f"{value:g}" if isinstance(value, float) else str(value)
