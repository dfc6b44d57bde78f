"""Terms that neither the vocabulary nor the other side knows: misspelt, or a word of the community's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from commatch.checking.look import Look
from commatch.community import PLANNED, Kind, Requirement
from commatch.matching.demands import term
from commatch.problems import Place, Problem, warning
from commatch.vocabulary import TermKind

__all__ = ["unknown_terms"]

Named = tuple[TermKind, str, Callable[[], Place]]
"""A name, what sort it is, and where it stands."""


def unknown_terms(look: Look) -> Iterator[Problem]:
    """Yield a warning for each name that no list of terms holds, at the first cell that has it.

    What needs and resources both name is understood by both and left alone; that nobody offers what a need names is
    said elsewhere.
    """
    asked, offered = _first(_asked(look)), _first(_offered(look))
    vocabulary = look.community.vocabulary
    for (kind, key), (name, place) in {**offered, **asked}.items():
        if ((kind, key) in asked) == ((kind, key) in offered):
            continue
        if (kind, key) in asked and kind in (TermKind.SKILL, TermKind.SERVICE, TermKind.GOODS):
            continue
        if vocabulary.find(kind, name) is None:
            known = vocabulary.likely(kind, look.near(name, f"term {kind}", vocabulary.names(kind)))
            yield warning("term_unknown", place(), name, of=kind.value, known=known)


def _first(named: Iterator[Named]) -> dict[tuple[TermKind, str], tuple[str, Callable[[], Place]]]:
    """Return where each name, as it is compared, stands first."""
    found: dict[tuple[TermKind, str], tuple[str, Callable[[], Place]]] = {}
    for kind, name, place in named:
        if name:
            found.setdefault((kind, term(name)), (name, place))
    return found


def _asked(look: Look) -> Iterator[Named]:
    places = look.places
    for need in look.community.needs:
        if need.status not in PLANNED:
            continue
        yield TermKind.CATEGORY, need.category, partial(places.cell, need.place, "category")
        for requirement in need.requirements:
            for kind, name in _terms(requirement):
                first = ("checks",) if kind is TermKind.CHECK else ()
                yield kind, name, partial(places.asked, need, requirement, *first)


def _terms(requirement: Requirement) -> Iterator[tuple[TermKind, str]]:
    if requirement.kind in _NAMED:
        yield _NAMED[requirement.kind], requirement.what
    yield from ((TermKind.FACILITY, name) for name in sorted(requirement.facilities))
    yield from ((TermKind.CHECK, name) for name in sorted(requirement.checks))


def _offered(look: Look) -> Iterator[Named]:
    community = look.community
    at = partial(partial, look.places.cell)
    for helper in community.helpers:
        yield from ((TermKind.SKILL, name, at(helper.place, "skills")) for name in helper.skills)
        yield from ((TermKind.CHECK, name, at(helper.place, "checks")) for name in sorted(helper.checks))
    for unit in community.units:
        yield from ((TermKind.SERVICE, name, at(unit.place, "services")) for name in sorted(unit.services))
    for venue in community.venues:
        yield from ((TermKind.FACILITY, name, at(venue.place, "facilities")) for name in sorted(venue.facilities))
    for fund in community.funds:
        yield from ((TermKind.CATEGORY, name, at(fund.place, "categories")) for name in sorted(fund.categories))
    for goods in community.goods:
        yield TermKind.GOODS, goods.what, at(goods.place, "name")


_NAMED = {Kind.HELPER: TermKind.SKILL, Kind.UNIT: TermKind.SERVICE, Kind.GOODS: TermKind.GOODS}
