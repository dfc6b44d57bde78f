"""How a plan made from raw lists compares with one from the same month written out in full.

Run as ``python benchmarks/raw_sample.py``: the sample's raw lists are drafted, every proposal is accepted as it stands,
and what is served is weighed with the weights of the standard form. Each need that only one of the two plans serves is
named, with why the other does not.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import commatch
from commatch.community import PLANNED, Community, Need
from commatch.matching.demands import priority
from commatch.matching.result import Result

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
MONTH = "2026-12"


def served(community: Community, result: Result) -> set[str]:
    """Return the ids of all needs that a plan serves, members of bundles among them."""
    found = set(result.plan.served)
    bundles = {need.bundle for need in community.needs if need.need_id in found and need.bundle}
    return found | {need.need_id for need in community.needs if need.bundle in bundles and need.status in PLANNED}


def why_not(result: Result) -> dict[str, str]:
    """Return the reason codes of each need that a plan does not serve."""
    return {item.need_id: "、".join(code for code, _ in item.reasons) for item in result.unserved}


def main() -> None:
    """Print the comparison."""
    whole = commatch.read(SAMPLES / "标准表" / "社区月度清单.xlsx", month=MONTH)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "draft.xlsx"
        raw = sorted((SAMPLES / "原始表").glob("*.xlsx"))
        drafted = commatch.draft(raw, path, month=MONTH).drafted
        accepted = commatch.read(path, month=MONTH, accept_proposals=True)
    best, other = commatch.match(whole), commatch.match(accepted)
    weights = {need.need_id: priority(need, whole.settings) for need in whole.needs if need.status in PLANNED}
    ours, theirs = served(accepted, other) & set(weights), served(whole, best)
    of = sum((weights[need_id] for need_id in theirs), Decimal(0))
    got = sum((weights[need_id] for need_id in ours), Decimal(0))
    print(f"proposals: {len(drafted.proposals)}; needs without a template: "
          f"{sum(item.column == 'template' for item, _ in drafted.unsure)}")  # fmt: skip
    print(
        f"standard form: {len(theirs)} needs, weight {of}; raw lists: {len(ours)} needs, weight {got} ({got / of:.0%})"
    )
    standard = {need.need_id: need for need in whole.needs}
    drafts = {need.need_id: need for need in accepted.needs}
    causes: Counter[str] = Counter()
    for need_id in sorted(set(weights) - (ours & theirs)):
        if (need_id in ours) == (need_id in theirs):
            continue
        cause = explained(standard[need_id], drafts.get(need_id), need_id in theirs, other, best)
        causes[cause.split(":")[0]] += 1
        print(f"{'-' if need_id in theirs else '+'} {need_id} {weights[need_id]} {standard[need_id].title}: {cause}")
    print(dict(causes))


def explained(full: Need, drafted: Need | None, lost: bool, other: Result, best: Result) -> str:
    """Return why only one of the plans serves a need."""
    if drafted is None:
        return "not told"
    if not lost:
        codes = why_not(best).get(full.need_id, "")
        return f"asks less: {_asks(drafted)} instead of {_asks(full)}, where the standard form ends in {codes}"
    if drafted.status not in PLANNED:
        return f"handed on: {drafted.status.value}"
    if not drafted.requirements:
        return "no template: nothing was sure enough"
    codes = why_not(other).get(full.need_id, "")
    return f"asks something else: {_asks(drafted)} instead of {_asks(full)}, which ends in {codes}"


def _asks(need: Need) -> str:
    return "、".join(f"{item.what or item.kind.value}×{item.quantity:g}" for item in need.requirements) or "nothing"


if __name__ == "__main__":
    main()
