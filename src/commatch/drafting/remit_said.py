"""Whether the council may take a need: by the community's own lists of words, 七议五不议."""

from __future__ import annotations

import re
from functools import lru_cache

from commatch.drafting.wording import plain
from commatch.settings import Settings

__all__ = ["remit_said"]

_SURE = 0.8
_DOTS = re.compile(r"…+|\.{3,}")
"""As it is typed, and as the sheet of settings is read."""
_GAP = r"[^,。;:!?\s]{0,6}?"


def remit_said(text: str, settings: Settings) -> tuple[str, str, float] | None:
    """Return the status that a need should have, with the words that say so and how sure they are.

    Parameters
    ----------
    text : str
        What was said.
    settings : Settings
        The lists of what is taken, handed on and declined; the first wins, then the last. A … in one of their
        phrases stands for up to six characters without a mark or a space: 借我…不还 is found in 借我八万不还.

    Returns
    -------
    tuple of (str, str, float) or None
        ``out_of_remit`` or ``handed_on``; ``None`` where the council may take it.
    """
    said = plain(text)
    if any(_pattern(word).search(said) for word in settings.remit_taken):
        return None
    for status, words in (("out_of_remit", settings.remit_declined), ("handed_on", settings.remit_handed_on)):
        found = [match[0] if _DOTS.search(word) else word for word in words if (match := _pattern(word).search(said))]
        if found:
            return status, "、".join(found), _SURE
    return None


@lru_cache(maxsize=2048)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase in plain text; nothing finds one that is empty."""
    parts = [re.escape(plain(part)) for part in _DOTS.split(phrase) if part.strip()]
    return re.compile(_GAP.join(parts) if parts else r"(?!)")
