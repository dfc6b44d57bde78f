"""Helpers, units and venues that no need of the month could use, and agreements that don't cover it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commatch.checking.look import Look
from commatch.checking.reach import Part, offers
from commatch.community import Helper, Kind, Resource, Unit, Venue
from commatch.matching.rules.base import Rejection
from commatch.problems import Problem, warning

__all__ = ["agreements", "idle"]

_OFFER = {Kind.HELPER: "skills", Kind.UNIT: "services", Kind.VENUE: "seats"}
_MOST_PARTS = 5000
"""Requirements with which a resource is compared; beyond them nothing is said of it."""


def agreements(look: Look) -> Iterator[Problem]:
    """Yield a warning for each active unit whose agreement covers no day of the month."""
    if look.community.settings.month is None:
        return
    first, last = look.inst.first, look.inst.last
    for unit in look.community.units:
        if not unit.active or look.doubts.about(unit.place):
            continue
        if unit.agreed_until and unit.agreed_until < first:
            place = look.places.cell(unit.place, "agreed_until")
            yield warning("agreement_ended", place, unit.agreed_until.isoformat(), resource=unit.unit_id, first=first)
        elif unit.agreed_from and unit.agreed_from > last:
            place = look.places.cell(unit.place, "agreed_from")
            yield warning("agreement_not_begun", place, unit.agreed_from.isoformat(), resource=unit.unit_id, last=last)


def idle(look: Look) -> Iterator[Problem]:
    """Yield a warning for each active helper, unit or venue that is asked by no need, or that suits none that asks.

    Nothing is said where a need is not known as it is, or where there is no need at all.
    """
    if look.doubts.everything or not look.whole or not look.needs or look.community.settings.month is None:
        return
    look.short  # noqa: B018  # every demand is looked at
    asking = look.reach.asking()
    for kind in _OFFER:
        for resource in look.community.resources(kind):
            if _spoken_for(look, resource):
                continue
            asked = [part for offer in sorted(offers(resource)) for part in asking.get(offer, ())]
            problem = _suits_none(look, kind, resource, asked) if asked else _not_asked(look, kind, resource)
            if problem is not None:
                yield problem


def _spoken_for(look: Look, resource: Resource) -> bool:
    """Tell whether a resource is of use, is meant to rest, or has a problem of its own that says why it does."""
    if not resource.active or resource.resource_id in look.reach.useful or look.doubts.about(resource.place):
        return True
    agreed = isinstance(resource, Unit) and not look.inst.day_range(resource.agreed_from, resource.agreed_until)
    timed = isinstance(resource, (Helper, Unit, Venue)) and not look.inst.mask(resource.times)
    return agreed or timed or not offers(resource)


def _not_asked(look: Look, kind: Kind, resource: Resource) -> Problem:
    place = look.places.cell(resource.place, _OFFER[kind])
    return warning("not_asked", place, resource.resource_id, kind=kind.value)


def _suits_none(look: Look, kind: Kind, resource: Resource, asked: list[Part]) -> Problem | None:
    """Return why a resource suits no need that asks what it offers, ``None`` where it suits one."""
    if len(asked) > _MOST_PARTS:
        return None
    first: tuple[Part, Rejection] | None = None
    for part in asked:
        rejection = part.meets(resource)
        if rejection is None:
            return None
        first = first or (part, rejection)
    assert first is not None
    part, rejection = first
    place = look.places.cell(resource.place, _OFFER[kind])
    shown: dict[str, Any] = {f"figure_{name}": text for name, text in rejection.figures}
    need = part.demand.demand_id
    return warning("suits_none", place, resource.resource_id, kind=kind.value, need=need, rule=rejection.code, **shown)
