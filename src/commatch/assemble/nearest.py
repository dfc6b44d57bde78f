"""The known names nearest to an unknown one, to suggest in a hint; never used to guess."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["nearest"]

_LEAST_SCORE = 50
_MOST = 2
_MOST_KNOWN = 5_000
"""Of so many names, numbered identifiers as a rule, some always differ by a digit only: none is the likely one."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the one or two known names nearest to a name, joined by ``、``; ``''`` where none is near.

    Among thousands of names none is looked for.
    """
    names = sorted(set(known))
    if len(names) > _MOST_KNOWN:
        return ""
    from rapidfuzz import fuzz, process

    matches = process.extract(
        name,
        names,
        scorer=fuzz.ratio,
        processor=str.casefold,
        limit=_MOST,
        score_cutoff=_LEAST_SCORE,
    )
    return "、".join(match[0] for match in matches)
