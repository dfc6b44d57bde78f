"""Markdown tables, and words in one of two languages, for the reference pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commatch.texts.language import Language


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(headers) + " |", "|" + " --- |" * len(headers)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def pick(lang: Language, zh: str, en: str) -> str:
    """Return the one of two texts that is in a language."""
    return zh if lang == "zh" else en
