"""The known names nearest to an unknown one, to suggest in a hint; never used to guess."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["nearest"]

_LEAST_SCORE = 50
_MOST = 2


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the one or two known names nearest to a name, joined by ``、``; ``''`` where none is near."""
    from rapidfuzz import fuzz, process

    matches = process.extract(
        name,
        sorted(set(known)),
        scorer=fuzz.ratio,
        processor=str.casefold,
        limit=_MOST,
        score_cutoff=_LEAST_SCORE,
    )
    return "、".join(match[0] for match in matches)
