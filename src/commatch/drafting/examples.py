"""What was said before, with the template that served it: the built-in examples and a community's confirmed months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commatch import library
from commatch.community import Community
from commatch.drafting.wording import plain
from commatch.problems import Place

__all__ = ["Example", "built_in", "categories", "learned"]


@dataclass(frozen=True, slots=True)
class Example:
    """Something that was said, in plain form.

    Attributes
    ----------
    text : str
        The words.
    template, category : str
        What served it; ``''`` for a template that nothing fits.
    shown : str
        How it is named to the worker: the sentence itself, or the need's id and file.
    own : bool
        The community's own, confirmed by a worker.
    """

    text: str
    template: str
    category: str
    shown: str
    own: bool = False


def built_in() -> list[Example]:
    """Return the library's examples, and the words of each template as one more."""
    category = {item.name: item.category for item in library.templates()}
    found = [Example(plain(text), name, category.get(name, ""), text) for text, name in library.examples()]
    return found + [Example(plain("。".join(item.words)), item.name, item.category, "") for item in library.templates()]


def learned(
    name: str,
    month: Community,
    without_template: frozenset[Place] = frozenset(),
    without_category: frozenset[Place] = frozenset(),
) -> list[Example]:
    """Return the needs of a confirmed month whose template stands in their row.

    Parameters
    ----------
    name : str
        How the month is named.
    month : Community
        What it holds.
    without_template, without_category : frozenset of Place
        Needs whose template, or whose category, nobody has confirmed.
    """
    found: dict[tuple[str, str], Example] = {}
    for need in month.needs:
        if need.template and need.title and need.place not in without_template:
            text = plain(f"{need.title}。{need.description}")
            category = "" if need.place in without_category else need.category
            example = Example(text, standard_name(need.template), category, f"{name} {need.need_id}", True)
            found.setdefault((text, example.template), example)
    return [found[key] for key in sorted(found)]


def standard_name(template: str) -> str:
    """Return the Chinese name of a built-in template, any other name as it is."""
    item = library.find_template(template)
    return item.name if item else template


def categories(examples: Sequence[Example]) -> Mapping[str, str]:
    """Return the category of each template: the library's, else the commonest of the examples."""
    known = {item.name: item.category for item in library.templates()}
    said: dict[str, Counter[str]] = {}
    for example in examples:
        if example.template and example.category:
            said.setdefault(example.template, Counter())[example.category] += 1
    commonest = {name: min(counts, key=lambda item: (-counts[item], item)) for name, counts in said.items()}
    return {**commonest, **known}
