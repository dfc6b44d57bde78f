"""Needs: rows of 需求清单 with their requirements worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from commatch.assemble.nearest import nearest
from commatch.assemble.requirements import Asks, own_asks, requirements_of
from commatch.assemble.terms import Terms
from commatch.community import Kind, Need, NeedStatus, Requirement
from commatch.groups import GROUP_ENGLISH, GROUP_NAMES
from commatch.library import templates as templates_of_library
from commatch.making import maker
from commatch.months import last_day
from commatch.problems import Problem, error, warning
from commatch.settings import Settings
from commatch.times import ANY_TIME
from commatch.vocabulary import TermKind
from commatch.workbook import cells
from commatch.workbook.values import Record, picker, warn_assumed

__all__ = ["canonical_groups", "read_needs", "standard_group"]

_MEDIUM = 2
_need = maker(Need)
_about = picker("needs", ("title", "description", "category", "source", "requester", "phone", "address"))
_matched = picker("needs", ("grid", "template", "bundle", "status", "times", "raised_on", "due_on"))
_weighed = picker("needs", ("groups", "urgency", "beneficiaries", "sessions"))
_asking = picker(
    "needs", ("template", "skills", "services", "goods", "seats", "facilities", "budget", "hours", "checks")
)
"""Columns that say what a need asks; needs whose cells were read as one share their requirements."""
_STATUSES = {status.value: status for status in NeedStatus}


class _Asked(NamedTuple):
    """What needs that say the same ask: what can be planned, what is set aside, and whether a venue is in it."""

    planned: tuple[Requirement, ...]
    set_aside: tuple[Requirement, ...]
    venue: bool


def read_needs(
    records: Sequence[Record],
    ids: Sequence[str],
    breakdown: Mapping[str, Asks],
    templates: Mapping[str, Asks],
    template_names: frozenset[str],
    given: frozenset[Kind],
    settings: Settings,
    terms: Terms,
    problems: list[Problem],
) -> list[Need]:
    """Return the needs, ordered by id.

    Parameters
    ----------
    records : sequence of Record
        Rows of 需求清单.
    ids : sequence of str
        Their identifiers.
    breakdown, templates : mapping
        Asks of 需求拆解 by need and of 服务模板 by template.
    template_names : frozenset of str
        Templates that a need may name.
    given : frozenset of Kind
        Kinds of resource whose sheet is there; requirements of other kinds are set aside.
    settings : Settings
        The settings in force.
    terms : Terms
        Standard terms for what the rows say.
    problems : list of Problem
        Grows by what was wrong or assumed.

    Returns
    -------
    list of Need
        A need for every row, even one with errors.
    """
    warn_assumed("urgency_blank", "urgency", records, problems)
    needs = []
    asked_alike: dict[tuple[object, ...], _Asked] = {}
    standard: dict[object, tuple[str, ...]] = {}
    end = last_day(settings.month) if settings.month else dt.date.max
    for record, need_id in zip(records, ids, strict=True):
        title, description, category, source, requester, phone, address = _about(record.values)
        grid, template, bundle, status, times, raised_on, due_on = _matched(record.values)
        named, urgency, beneficiaries, sessions = _weighed(record.values)
        if template and template not in template_names:
            built_in = (item.english if template.isascii() else item.name for item in templates_of_library())
            known = nearest(template, (*template_names, *built_in))
            problems.append(error("unknown_template", record.place("template"), template, known=known))
        said = (need_id in breakdown and need_id, record.faulty, *map(id, _asking(record.values)))
        asked = asked_alike.get(said)
        if asked is None:
            layers: list[Asks] = [breakdown.get(need_id, {}), own_asks(record, terms), templates.get(template, {})]
            hours = settings.need_hours if record["hours"] is None else record["hours"]
            checks = frozenset(terms.all(TermKind.CHECK, record.items("checks")))
            asked = _asked(requirements_of(layers, hours, checks), given)
            asked_alike[said] = asked
        groups = standard.get(named)
        if groups is None:
            before = len(problems)
            groups = canonical_groups(record, settings, terms, problems)
            if len(problems) == before:  # an unknown group is said of every row
                standard[named] = groups
        times = times or ANY_TIME
        if raised_on and raised_on > end:
            place = record.place("raised_on")
            problems.append(warning("raised_after_month", place, raised_on.isoformat(), month=f"{end:%Y-%m}"))
        needs.append(
            _need(
                need_id=need_id,
                title=title or "",
                description=description or "",
                category=terms(TermKind.CATEGORY, category) if category else "",
                category_said=category or "",
                source=source or "",
                requester=requester or "",
                phone=phone or "",
                address=address or "",
                groups=groups,
                grid=grid or "",
                urgency=urgency or _MEDIUM,
                beneficiaries=beneficiaries or 1,
                raised_on=raised_on,
                due_on=due_on,
                times=times,
                template=template or "",
                sessions=sessions or 1,
                bundle=bundle or "",
                status=_STATUSES[status] if status else NeedStatus.OPEN,
                requirements=asked.planned,
                set_aside=asked.set_aside,
                event=times.given or asked.venue,
                extras=_extras(record),
                place=record.row.place,
            )
        )
    return sorted(needs, key=lambda need: (need.need_id, need.title, need.place))


def canonical_groups(record: Record, settings: Settings, terms: Terms, problems: list[Problem]) -> tuple[str, ...]:
    """Return a row's resident groups by their standard names; an unknown one stays, with a warning."""
    found: dict[str, None] = {}
    for name in record.items("groups"):
        standard = standard_group(name, settings, terms)
        if standard is None:
            spellings = [item for known, others in GROUP_NAMES.items() for item in (known, *others)]
            spellings += terms.vocabulary.names(TermKind.GROUP)
            known = nearest(name, [*spellings, *settings.group_aliases, *settings.group_bonus])
            problems.append(warning("unknown_group", record.place("groups"), name, known=known))
        found[standard or name] = None
    return tuple(found)


def standard_group(name: str, settings: Settings, terms: Terms) -> str | None:
    """Return the standard name of a group: by the community's 词表, by the settings, by the built-in terms."""
    own = terms.vocabulary.find(TermKind.GROUP, name, built_in=False)
    standard = settings.canonical_group(name)
    if own:  # a group that is given another name stays what it is: it keeps its bonus
        names = terms.vocabulary.group_names(own.term)
        renamed = (item for item in names if settings.canonical_group(item) == item)
        standard = settings.canonical_group(own.term) or next(renamed, own.term)
    if standard is None and (entry := terms.vocabulary.find(TermKind.GROUP, name)):
        standard = entry.term
    if standard is not None:
        standard = settings.canonical_group(standard) or standard
        terms.note(TermKind.GROUP, name, GROUP_ENGLISH.get(standard, standard) if terms.english else standard)
    return standard


def _asked(asked: Sequence[Requirement], given: frozenset[Kind]) -> _Asked:
    planned = tuple(item for item in asked if item.kind in given)
    set_aside = tuple(item for item in asked if item.kind not in given)
    return _Asked(planned, set_aside, any(item.kind is Kind.VENUE for item in asked))


def _extras(record: Record) -> tuple[tuple[str, str], ...]:
    row = record.row
    if not row.others:
        return ()
    found = ((header, cells.clean(value)) for header, value in zip(row.frame.extras, row.others, strict=True))
    return tuple((header, text) for header, text in found if text)
