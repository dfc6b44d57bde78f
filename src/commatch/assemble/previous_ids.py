"""Identifiers in a list that comes back, by any spelling of those that the other sheets have."""

from __future__ import annotations

from collections.abc import Collection

from commatch.workbook import cells

__all__ = ["Names"]


class Names:
    """Identifiers by any spelling that differs only in case, width or spaces.

    Parameters
    ----------
    known : collection of str, optional
        Identifiers as their own sheet has them; ``None`` where they are not known.
    """

    def __init__(self, known: Collection[str] | None) -> None:
        self.known = None if known is None else frozenset(known)
        self._written: dict[str, str] = {}
        for name in sorted(known or ()):
            self._written.setdefault(cells.folded(name), name)

    def own(self, name: str) -> str:
        """Return an identifier as its own sheet has it; as it is where it is not known."""
        if self.known and name in self.known:
            return name
        return self._written.get(cells.folded(name), name)

    def lacks(self, name: str) -> bool:
        """Tell whether the identifiers are known and this is none of them."""
        return self.known is not None and self.own(name) not in self.known
