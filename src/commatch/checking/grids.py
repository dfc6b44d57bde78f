"""Grids that stand in no row of the distances: nothing is known of how far they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from commatch.checking.look import Look
from commatch.problems import Place, Problem, warning

__all__ = ["unknown_grids"]


def unknown_grids(look: Look) -> Iterator[Problem]:
    """Yield a warning for each grid of a need or a resource that the sheet of distances does not know."""
    community = look.community
    known = {grid for pair in community.distances for grid in pair}
    if not known:
        return
    rows: dict[str, list[Place]] = defaultdict(list)
    for need in look.needs:
        rows[need.grid].append(need.place)
    for helper in community.helpers:
        rows[helper.grid if helper.active else ""].append(helper.place)
    for venue in community.venues:
        rows[venue.grid if venue.active else ""].append(venue.place)
    for unit in community.units:
        rows[unit.grid if unit.active else ""].append(unit.place)
    for grid in sorted(set(rows) - known - {""}):
        place = look.places.cell(min(rows[grid]), "grid")
        yield warning("grid_unknown", place, grid, rows=len(rows[grid]), known=look.near(grid, "grid", known))
