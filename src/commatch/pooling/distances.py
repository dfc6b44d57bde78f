"""How far it is from one community's grid to another's: what the sheets of distances say, else a setting, or nothing.

A grid's name is its community's own: 一网格 of one is not 一网格 of another. A row of any community's sheet of
distances says how far two communities are where an end of it is ``community/grid``, a community's name (all of its
grids), or a grid that only one other community has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from commatch.community import Community
from commatch.pooling.naming import called

__all__ = ["Distances", "distances_between", "grids_of"]

Distances = Mapping[tuple[str, str], float]
"""Minutes by two grids of different communities, each as ``community/grid``; pairs of which nothing is known are not
there."""


def grids_of(community: Community) -> tuple[str, ...]:
    """Return the grids of a community's needs and resources in order; '' where one of them names none."""
    grids = {need.grid for need in community.needs}
    grids |= {helper.grid for helper in community.helpers} | {unit.grid for unit in community.units}
    return tuple(sorted(grids | {venue.grid for venue in community.venues}))


def distances_between(members: Mapping[str, Community], otherwise: float = 0.0) -> Distances:
    """Return the minutes between the grids of a street's communities.

    Where several rows say it the longest holds; one on two grids beats one on whole communities.

    Parameters
    ----------
    members : mapping of str to Community
        The communities by name.
    otherwise : float
        Minutes where nothing is said; 0 where nothing is known then.
    """
    grids = {name: grids_of(community) for name, community in members.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, own in grids.items():
        for grid in own:
            holders[grid].append(name)
    names = {called(name): name for name in grids}
    said: dict[frozenset[str], float] = {}
    for name, community in sorted(members.items()):
        for pair, minutes in community.distances.items():
            ends = frozenset(_place(end, name, grids, holders, names) for end in pair)
            said[ends] = max(minutes, said.get(ends, 0.0))
    unsaid: float | None = otherwise or None
    found: dict[tuple[str, str], float] = {}
    for one, other in combinations(sorted(grids), 2):
        for here in grids[one]:
            for there in grids[other]:
                between = next(_known(said, one, here, other, there), unsaid)
                if between is not None:
                    found[f"{one}/{here}", f"{other}/{there}"] = between
    return found


def _place(
    end: str,
    name: str,
    grids: Mapping[str, tuple[str, ...]],
    holders: Mapping[str, list[str]],
    names: Mapping[str, str],
) -> str:
    """Return what an end of a row of a community's sheet means: a community's grid, or a community with all of them."""
    if end in grids[name]:
        return f"{name}/{end}"
    community, slash, grid = (part.strip() for part in end.partition("/"))
    if slash and community in names:
        return f"{names[community]}/{grid}"
    if end in names:
        return names[end]
    others = holders.get(end, [])
    return f"{others[0] if len(others) == 1 else name}/{end}"


def _known(said: Mapping[frozenset[str], float], one: str, here: str, other: str, there: str) -> Iterator[float | None]:
    """Yield what is said of two grids, from the most particular."""
    mine, theirs = f"{one}/{here}", f"{other}/{there}"
    for pair in ((mine, theirs),), ((mine, other), (one, theirs)), ((one, other),):
        minutes = [said[frozenset(ends)] for ends in pair if frozenset(ends) in said]
        if minutes:
            yield max(minutes)
