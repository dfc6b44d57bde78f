"""The built-in library: standard terms and service templates, kept as tables that a person can read and mend.

``terms.csv``, ``templates.csv``, ``requirements.csv`` and ``steps.csv`` hold what a community may use without writing
it down; ``examples.csv`` what residents say, with the template that serves it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from commatch.workbook.spelling import normal

__all__ = [
    "Asked",
    "Template",
    "TemplateStep",
    "examples",
    "find_template",
    "pointed_template",
    "split",
    "table",
    "templates",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement of a template as its row says it, in standard terms: blank numbers are ``None``."""

    kind: str
    what: str
    quantity: float
    hours: float | None
    level: int | None
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """An action step in both languages; ``days_before`` counts back from the event."""

    order: int
    step: str
    step_en: str
    days_before: int
    who: str
    who_en: str


@dataclass(frozen=True, slots=True)
class Template:
    """A service template.

    Attributes
    ----------
    name, english, category : str
        Its names, and the category of the needs that it serves, as a standard term.
    together : {'是', '相近', '否'}
        Whether needs of different people can make one project: yes, where they are told in like words, no.
    handed_on : bool
        What it serves is too large for the community and is handed on to the street office.
    words, against : tuple of str
        What points to it, and what speaks against it, where it stands in the words of a need.
    asked : tuple of Asked
        Its requirements.
    steps : tuple of TemplateStep
        Its action steps in order.
    """

    name: str
    english: str
    category: str
    together: str
    handed_on: bool
    words: tuple[str, ...]
    against: tuple[str, ...]
    asked: tuple[Asked, ...]
    steps: tuple[TemplateStep, ...]


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the library."""
    text = files("commatch.library").joinpath(f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def split(text: str, mark: str = "、") -> tuple[str, ...]:
    """Return the members of a list in a cell of the library."""
    return tuple(part.strip() for part in text.split(mark) if part.strip())


@cache
def templates() -> tuple[Template, ...]:
    """Return the built-in templates in the order of their table."""
    asked: dict[str, list[Asked]] = {}
    steps: dict[str, list[TemplateStep]] = {}
    for row in table("requirements"):
        hours = float(row["hours"]) if row["hours"] else None
        level = int(row["level"]) if row["level"] else None
        requirement = Asked(row["kind"], row["what"], float(row["quantity"]), hours, level, split(row["checks"]))
        asked.setdefault(row["template"], []).append(requirement)
    for row in table("steps"):
        days = int(row["days_before"])
        step = TemplateStep(int(row["order"]), row["step"], row["step_en"], days, row["who"], row["who_en"])
        steps.setdefault(row["template"], []).append(step)
    return tuple(
        Template(
            name=row["template"],
            english=row["english"],
            category=row["category"],
            together=row["together"],
            handed_on=row["handed_on"] == "是",
            words=split(row["words"]),
            against=split(row["against"]),
            asked=tuple(asked.get(row["template"], ())),
            steps=tuple(steps.get(row["template"], ())),
        )
        for row in table("templates")
    )


def find_template(name: str) -> Template | None:
    """Return the built-in template with a name in either language, ``None`` where there is none."""
    return _by_name().get(normal(name))


def pointed_template(words: str, spelled: Callable[[str], str] = normal) -> str:
    """Return the name of the one built-in template that some words point to; ``''`` for none, or where several do.

    Parameters
    ----------
    words : str
        What was said.
    spelled : callable
        Gives the form in which these and the templates' words are compared.
    """
    text = spelled(words)
    counts = {
        name: sum(word in text for word in pointing)
        for name, pointing, against in _pointers(spelled)
        if not any(word in text for word in against)
    }
    most = max(counts.values(), default=0)
    found = [name for name, count in counts.items() if count == most]
    return found[0] if most and len(found) == 1 else ""


@cache
def _pointers(spelled: Callable[[str], str]) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return name, pointing words and contrary words of each template, as they are compared."""
    return tuple(
        (item.name, tuple(map(spelled, item.words)), tuple(map(spelled, item.against))) for item in templates()
    )


def examples() -> list[tuple[str, str]]:
    """Return what residents say, with the name of the template that serves it, ``''`` for none."""
    return [(row["text"], row["template"]) for row in table("examples")]


@cache
def _by_name() -> Mapping[str, Template]:
    return {normal(name): item for item in templates() for name in (item.name, item.english)}
