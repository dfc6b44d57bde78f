"""What things are called outside their community: its name before theirs."""

from __future__ import annotations

from commatch.workbook import cells

__all__ = ["called", "named", "own_id"]


def named(community: str, name: str) -> str:
    """Return an id or a grid as the street calls it."""
    return f"{community}/{name}"


def called(name: str) -> str:
    """Return a name as a cell of identifiers is read: what is another community's goes through a workbook."""
    return cells.identifier(name).value or name


def own_id(community: str, name: str) -> str:
    """Return an id as its community calls it."""
    return name[len(community) + 1 :]
