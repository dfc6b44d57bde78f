"""Figures of the overview that charts are drawn of: what is served by category and by waiting, and how much is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from commatch.community import Kind, Need
from commatch.matching.demands import months_between
from commatch.reports.rows import Share, number
from commatch.reports.usage import uses
from commatch.reports.view import View

__all__ = ["Figure", "by_category", "by_kind", "by_waiting"]

_MOST_CATEGORIES = 9
_WAITED = (0, 1, 2, 3, 4, 7)
"""Months from which on a need has waited as long as the next line says."""

Figure = tuple[Share, dict[str, object]]
"""A share, and what its line is about."""


def by_category(view: View) -> list[Figure]:
    """Return the served share of each category, that of most needs first; the smallest ones together."""
    found: dict[str, list[Need]] = defaultdict(list)
    for need in view.planned:
        found[need.category].append(need)
    order = sorted(found, key=lambda category: (-len(found[category]), category))
    shown = order if len(order) <= _MOST_CATEGORIES else order[: _MOST_CATEGORIES - 1]
    names = {category: found[category][0].category_said or category or view.words("no_group") for category in shown}
    parts = {names[category]: found[category] for category in shown}
    rest = [need for category in order[len(shown) :] for need in found[category]]
    return _served(view, {**parts, view.words("figure.other"): rest} if rest else parts)


def by_waiting(view: View) -> list[Figure]:
    """Return the served share of the needs by the months that they have waited, the longest last."""
    found: dict[str, list[Need]] = {f"figure.waited.{months}": [] for months in _WAITED}
    found["figure.waited.unknown"] = []
    for need in view.planned:
        waited = months_between(need.raised_on, view.inst.month) if need.raised_on else None
        since = "unknown" if waited is None else max(months for months in _WAITED if months <= waited)
        found[f"figure.waited.{since}"].append(need)
    return _served(view, {view.words(key): needs for key, needs in found.items() if needs})


def by_kind(view: View) -> list[Figure]:
    """Return how much is used of what the active resources of each kind offer."""
    offered: dict[Kind, float] = defaultdict(float)
    used: dict[Kind, float] = defaultdict(float)
    for use in uses(view):
        offered[use.kind] += use.available if use.resource.active else 0
        used[use.kind] += use.used
    return [
        (
            Share(round(used[kind] / amount, 6)),
            {
                "name": view.words.kind(kind),
                "all": view.words(f"used.{kind.value}", amount=number(amount)),
                "used": number(used[kind]),
            },
        )
        for kind, amount in offered.items()
        if amount > 0
    ]


def _served(view: View, parts: Mapping[str, Sequence[Need]]) -> list[Figure]:
    figures: list[Figure] = []
    for name, needs in parts.items():
        served = sum(map(view.served, needs))
        figures.append((Share(round(served / len(needs), 6)), {"name": name, "all": len(needs), "served": served}))
    return figures
