"""The built-in templates, where a need names one that the community has not written itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commatch.assemble.requirements import Ask, Asks
from commatch.assemble.terms import Terms
from commatch.community import Kind, Need, Step
from commatch.library import Template, find_template, split
from commatch.vocabulary import TermKind
from commatch.workbook.values import choice

__all__ = ["built_in_asks", "built_in_steps"]

_TERMS = {
    Kind.HELPER: TermKind.SKILL,
    Kind.UNIT: TermKind.SERVICE,
    Kind.VENUE: TermKind.FACILITY,
    Kind.GOODS: TermKind.GOODS,
}


def built_in_asks(names: Iterable[str], own: Iterable[str], terms: Terms) -> dict[str, Asks]:
    """Return what the built-in templates ask, by the name that needs call them.

    Parameters
    ----------
    names : iterable of str
        Templates that needs name.
    own : iterable of str
        Those that the community has written itself; they are left out.
    terms : Terms
        Standard terms in the language of the month.
    """
    found = ((name, find_template(name)) for name in sorted(set(names) - set(own)))
    return {name: _asks(template, terms) for name, template in found if template is not None}


def built_in_steps(needs: Iterable[Need], own: Iterable[Step], english: bool) -> list[Step]:
    """Return the action steps of the built-in templates that needs name and that have none of the community's own."""
    written = {step.template for step in own}
    names = sorted({need.template for need in needs} - written)
    found = ((name, template) for name in names if (template := find_template(name)))
    return [
        Step(
            name,
            float(step.order),
            step.step_en if english else step.step,
            step.days_before,
            step.who_en if english else step.who,
        )
        for name, template in found
        for step in template.steps
    ]


def _asks(template: Template, terms: Terms) -> Mapping[Kind, list[Ask]]:
    asks: dict[Kind, list[Ask]] = {}
    for item in template.asked:
        kind = Kind(choice("kind", item.kind) or "")
        checks = frozenset(terms.in_force(TermKind.CHECK, name) for name in item.checks)
        what = ""
        facilities: tuple[str, ...] = ()
        if kind is Kind.VENUE:
            facilities = tuple(terms.in_force(TermKind.FACILITY, name) for name in split(item.what))
            what = "、".join(facilities)
        elif kind is not Kind.FUND:
            what = terms.in_force(_TERMS[kind], item.what)
        asks.setdefault(kind, []).append(
            Ask(kind, what, item.quantity, item.hours, item.level or 1, checks, facilities)
        )
    for of in asks.values():
        of.sort(key=lambda ask: ask.sort_key)
    return asks
