"""A demand in a part of a large month: those who still have what it takes, and of many of them some."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from commatch.community import Fund, Goods, Kind
from commatch.matching.candidates import Candidate, Judged, JudgedDemand, common_slots, there
from commatch.matching.instance import Instance, bits
from commatch.matching.ledger import Ledger
from commatch.matching.rules.slots import spaced

WIDTH = 8
"""Candidates that a requirement keeps in a part."""
SLOTS = 12
"""Slots that an event keeps in a part; a series half as many for every further session."""


def narrowed(
    inst: Instance,
    item: JudgedDemand,
    ledger: Ledger,
    rng: random.Random,
    always: Collection[str],
    when: Collection[int] = (),
) -> JudgedDemand | None:
    """Return a demand with only those candidates who still have what it takes; ``None`` where it can't be served.

    Parameters
    ----------
    rng : random.Random
        Chooses among many.
    always : collection of str
        Resources that are kept among the candidates.
    when : collection of int
        Slots that are kept.
    """
    demand = item.demand
    times = 1 if demand.event else demand.sessions
    parts = []
    for part in item.parts:
        few = fewer(part, list(able(part, ledger, times, item.slots)), rng, always)
        parts.append(replace(part, candidates=few, there=there(part.requirement, few)))
    if not all(part.there >= part.asked for part in parts):
        return None
    if not demand.event:
        return replace(item, parts=tuple(parts))
    slots = common_slots(parts, item.slots)
    most = SLOTS * (demand.sessions + 1) // 2
    if slots.bit_count() > most:
        found = list(bits(slots))
        kept = {*(slot for slot in when if slots >> slot & 1), *rng.sample(found, most)}
        slots = sum(1 << slot for slot in kept)
    if spaced(slots, inst.settings.series_gap) < demand.sessions:
        return None
    return replace(item, parts=tuple(parts), slots=slots)


def able(part: Judged, ledger: Ledger, times: int, window: int) -> Iterator[Candidate]:
    """Yield the candidates who still have what one use takes, with the slots in which they are still free."""
    for candidate in part.candidates:
        resource = candidate.resource
        if isinstance(resource, Goods):
            if ledger.pieces(resource, ()) > 0 or window:
                yield candidate
        elif ledger.fits(candidate, part, times, None):
            busy = 0 if isinstance(resource, Fund) else ledger.busy.get(candidate.resource_id, 0) & candidate.slots
            if not busy:
                yield candidate
            elif candidate.slots & ~busy:
                yield replace(candidate, slots=candidate.slots & ~busy)


def fewer(
    part: Judged, candidates: Sequence[Candidate], rng: random.Random, always: Collection[str]
) -> tuple[Candidate, ...]:
    """Return half the most that a part takes by score, the rest at random, in their order; more where two are asked."""
    most = max(4, WIDTH // 2) if part.requirement.kind is Kind.VENUE else WIDTH * (3 if part.asked > 1 else 2) // 2
    if part.requirement.kind is Kind.GOODS or len(candidates) <= most:
        return tuple(candidates)
    order = sorted(range(len(candidates)), key=lambda at: (-candidates[at].tenths, at))
    chosen = {at for at in order if candidates[at].resource_id in always}
    chosen |= {*order[: most // 2], *rng.sample(order[most // 2 :], most - most // 2)}
    return tuple(candidate for at, candidate in enumerate(candidates) if at in chosen)
