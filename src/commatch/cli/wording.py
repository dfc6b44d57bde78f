"""Problems and codes in words, for the terminal and the JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commatch.texts.problems import describe as describe_input
from commatch.texts.problems_config import CONFIG_TEXTS
from commatch.workbook.schema import Lang

if TYPE_CHECKING:
    from commatch.problems import Problem
    from commatch.texts.language import Language

__all__ = ["describe"]


def describe(problem: Problem, lang: Language) -> tuple[str, str]:
    """Return the message and the hint of a problem; what is personal must be masked before."""
    text = CONFIG_TEXTS.get(problem.code)
    if text is None:
        return describe_input(problem, Lang(lang))
    words = {"value": problem.value, **dict(problem.params)}
    message, hint = (text.zh, text.zh_hint) if lang == "zh" else (text.en, text.en_hint)
    return message.format(**words), hint
