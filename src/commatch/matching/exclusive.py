"""Variables of which no plan takes more than one, or than a few: what each needs alone, they need together, in one row.

A row for all of them says the same of whole numbers as a row for each, and far more of fractions: a half of a helper on
one day and a half on another is not half a change. The bound of a model that pays for changes depends on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from commatch.community import Helper, Kind, Resource, Unit
from commatch.matching.model import MatchModel
from commatch.matching.uses import Use


def stretches(slots: Collection[int], sessions: int, gap: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield sets of half-days of which an event takes few, and how many at most; every one is in a set.

    Parameters
    ----------
    slots : collection of int
        Half-days of the event, as bits.
    sessions : int
        How many it takes.
    gap : int
        Days from one of a series to the next.
    """
    order = sorted(slots)
    days, last, yielded = sorted({slot // 3 for slot in order}), -1, 0
    for first in days if sessions > 1 and gap > 0 else ():
        near = tuple(slot for slot in order if first <= slot // 3 < first + gap)
        if near[-1] > last:  # else all of it is in the one before
            last, yielded = near[-1], yielded + 1
            yield 1, near
    if sessions > 1 and gap < 1:
        yield from ((1, (slot,)) for slot in order)
        yielded = len(order)
    if sessions == 1 or yielded > sessions:
        yield sessions, tuple(order)


def exclusive(model: MatchModel, uses: Iterable[Use]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield sets of the variables of a resource's uses of which few are 1, and how many at most; all are in a set.

    Nobody does two things in a half-day; only a unit may give one event two services at once.
    """
    groups: dict[tuple[int, int | None], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for use in uses:
        if use.slot is None or model.highest(use.var) > 1:
            yield round(model.highest(use.var)), (use.var,)
        else:
            alone = use.kind in (Kind.HELPER, Kind.VENUE)
            groups[use.demand, None if alone else id(use.candidate)][use.slot].append(use.var)
    for (demand, _), by_slot in groups.items():
        for most, near in stretches(by_slot, model.owners[demand].demand.sessions, model.inst.settings.series_gap):
            yield most, tuple(dict.fromkeys(var for slot in near for var in by_slot[slot]))


def alike(new: Mapping[str, Resource]) -> Iterator[tuple[str, str]]:
    """Yield pairs of new helpers or units, one after the other, that are the same but for their ids."""
    for one, other in pairwise(sorted(new)):
        first, second = new[one], new[other]
        same_helper = (
            isinstance(first, Helper)
            and isinstance(second, Helper)
            and replace(first, helper_id="") == replace(second, helper_id="")
        )
        same_unit = (
            isinstance(first, Unit)
            and isinstance(second, Unit)
            and replace(first, unit_id="") == replace(second, unit_id="")
        )
        if same_helper or same_unit:
            yield one, other
