"""Spans of time as they are typed: ``90s``, ``30m``, ``6h``."""

from __future__ import annotations

import re

__all__ = ["seconds_of"]

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([smh]?)", re.IGNORECASE)
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600}


def seconds_of(text: str) -> float | None:
    """Return the seconds of a span, which a number alone is; ``None`` where it is none, or nothing."""
    found = _SPAN.fullmatch(text.strip())
    return float(found[1]) * _SECONDS[found[2].lower()] or None if found else None
