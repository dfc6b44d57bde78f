"""人群公平: how well each resident group is served, in figures."""

from __future__ import annotations

from collections import defaultdict

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
    return rows_of("fairness", rows, _title(view))


def _title(view: View) -> str:
    """Return what fairness cost, or that it cost nothing; '' where it was not sought."""
    tiers = {tier.name: tier.value for tier in view.result.tiers}
    if "fair_coverage" not in tiers:
        return ""
    before, after = tiers.get("coverage", tiers["fair_coverage"]), tiers["fair_coverage"]
    cost = round(before - after, 1)
    if cost <= 0:
        return view.words("fairness_free")
    return view.words("fairness_cost", cost=f"{cost:g}", share=f"{cost / before:.1%}", coverage=f"{before:g}")


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
    before = [need for need in needs if view.inst.owner[need.need_id] in view.result.before_fairness.slots]
    covered_before = sum(priority(need, view.settings) for need in before)
    return {
        "group": view.words.group(group) if group else view.words("no_group"),
        "needs": len(needs),
        "served": len(served),
        "share_served": Share(round(len(served) / len(needs), 6)),
        "priority_coverage": Share(round(covered / weight, 6)) if weight else None,
        "served_before": len(before),
        "share_before": Share(round(len(before) / len(needs), 6)),
        "coverage_before": Share(round(covered_before / weight, 6)) if weight else None,
    }
