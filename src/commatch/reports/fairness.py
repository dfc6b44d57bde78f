"""人群公平: how well each resident group is served, in figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from commatch.community import Need
from commatch.groups import GROUP_NAMES
from commatch.matching.demands import priority
from commatch.reports.rows import Share, SheetRows, Value, rows_of
from commatch.reports.view import View

__all__ = ["by_group", "fairness"]

_ORDER = {group: number for number, group in enumerate(GROUP_NAMES)}


def fairness(view: View) -> SheetRows:
    """Return the sheet 人群公平: a row for each group; a need of two groups counts in both."""
    rows = [_record(view, group, needs) for group, needs in by_group(view).items()]
    return replace(rows_of("fairness", rows), said=_said(view))


def _said(view: View) -> str:
    """Return what fairness cost, and whose share was another before; '' where it changed nothing."""
    before = served_before(view)
    changed = [
        view.words(
            "share_changed",
            group=view.words.group(group),
            before=f"{before[group] / len(needs):.0%}",
            after=f"{sum(map(view.served, needs)) / len(needs):.0%}",
        )
        for group, needs in by_group(view).items()
        if group and before[group] != sum(map(view.served, needs))
    ]
    cost, coverage = fairness_cost(view)
    if not changed and not cost:
        return ""
    share = f"{cost / coverage:.1%}" if coverage else "0%"
    said = view.words("fairness_cost", cost=f"{cost:g}", share=share, coverage=f"{coverage:g}")
    return view.words("also").join((said, *changed))


def fairness_cost(view: View) -> tuple[float, float]:
    """Return the weight that fairness gave up, and what was covered before."""
    tiers = {tier.name: tier.value for tier in view.result.tiers}
    before = tiers.get("coverage", 0.0)
    return max(0.0, round(before - tiers.get("fair_coverage", before), 1)), before


def served_before(view: View) -> dict[str, int]:
    """Return how many needs of each group the best plan served that did not look to fairness."""
    slots = view.result.before_fairness.slots
    return {
        group: sum(view.inst.owner[need.need_id] in slots for need in needs) for group, needs in by_group(view).items()
    }


def by_group(view: View) -> dict[str, list[Need]]:
    """Return the planned needs of each group, the groups in their fixed order, needs without one last under ''."""
    members: dict[str, list[Need]] = defaultdict(list)
    for need in view.planned:
        if need.need_id not in view.inst.owner:  # rejected or postponed
            continue
        for group in dict.fromkeys(need.groups or ("",)):
            members[group].append(need)
    order = sorted(members, key=lambda group: (not group, _ORDER.get(group, len(_ORDER)), group))
    return {group: members[group] for group in order}


def _record(view: View, group: str, needs: list[Need]) -> dict[str, Value]:
    served = [need for need in needs if view.served(need)]
    weight = sum(priority(need, view.settings) for need in needs)
    covered = sum(priority(need, view.settings) for need in served)
    return {
        "group": view.words.group(group) if group else view.words("no_group"),
        "needs": len(needs),
        "served": len(served),
        "share_served": Share(round(len(served) / len(needs), 6)),
        "priority_coverage": Share(round(covered / weight, 6)) if weight else None,
    }
