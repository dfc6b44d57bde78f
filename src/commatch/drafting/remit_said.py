"""Whether the council may take a need: by the community's own lists of words, 七议五不议."""

from __future__ import annotations

from commatch.drafting.wording import plain
from commatch.settings import Settings

__all__ = ["remit_said"]

_SURE = 0.8


def remit_said(text: str, settings: Settings) -> tuple[str, str, float] | None:
    """Return the status that a need should have, with the words that say so and how sure they are.

    Parameters
    ----------
    text : str
        What was said.
    settings : Settings
        The lists of what is taken, handed on and declined; the first wins, then the last.

    Returns
    -------
    tuple of (str, str, float) or None
        ``out_of_remit`` or ``handed_on``; ``None`` where the council may take it.
    """
    said = plain(text)
    if any(plain(word) in said for word in settings.remit_taken):
        return None
    for status, words in (("out_of_remit", settings.remit_declined), ("handed_on", settings.remit_handed_on)):
        found = [word for word in words if plain(word) in said]
        if found:
            return status, "、".join(found), _SURE
    return None
